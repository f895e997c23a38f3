import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialogButtonBox

from tests.workbench.matrix.building import english, write_xlsx
from ui.dialogs.matrix import MatrixDialog, MatrixWanted
from workbench.matrix import NEW, open_matrix, proposed
from workbench.workspace import Workspace


@pytest.fixture
def opened(rich_path):
    with Workspace.open(rich_path, writable=False) as workspace:
        yield workspace


@pytest.fixture
def make(qtbot, opened):
    """Make the dialog for a matrix file on the rich workspace, or on none."""

    def dialog(path, evaluation=None, *, is_fresh=False):
        matrix = open_matrix(path)
        known = (None, None) if is_fresh else (opened.tree, opened.numbers)
        made = MatrixDialog(matrix, proposed(matrix), *known, evaluation)
        qtbot.addWidget(made)
        made.show()
        return made

    return dialog


def box(dialog, header, table=0):
    columns = dialog._matrix.tables[table].columns
    return dialog.meanings[table][[column.header for column in columns].index(header)]


def choose(combo, data):
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def may_import(dialog):
    buttons = dialog.findChild(QDialogButtonBox)
    return next(one for one in buttons.buttons() if "Import" in one.text()).isEnabled()


def test_every_column_is_shown_with_values_and_our_guess(make, tmp_path):
    dialog = make(english(tmp_path / "m.xlsx"))
    assert box(dialog, "Due date").currentText() == "Action: Due"
    assert box(dialog, "Due date").accessibleDescription() == "2026-03-01  ·  Q4 2026  ·  TBD"
    assert len(dialog.meanings[0]) == 11


def test_the_evaluation_must_be_chosen_where_there_are_some(make, opened, tmp_path):
    dialog = make(english(tmp_path / "m.xlsx"))
    assert not may_import(dialog)
    assert dialog.remark.text() == "Choose the evaluation that this matrix is on."
    evaluation = next(opened.tree.of_kind("evaluation")).id
    choose(dialog.evaluation, evaluation)
    assert may_import(dialog)


def test_what_was_settled_is_given_when_the_user_agrees(make, opened, tmp_path, qtbot):
    evaluation = next(opened.tree.of_kind("evaluation")).id
    dialog = make(english(tmp_path / "m.xlsx"), evaluation)
    choose(box(dialog, "Budget"), "recommendation.resource_implication")
    with qtbot.waitSignal(dialog.given) as given:
        dialog.accept()
    wanted = given.args[0]
    assert isinstance(wanted, MatrixWanted)
    assert wanted.evaluation == evaluation
    assert wanted.mapping.columns["Budget"] == "recommendation.resource_implication"
    assert wanted.mapping.columns["No."] == "reference"


def test_without_a_workspace_the_evaluation_will_be_a_new_one(make, tmp_path, qtbot):
    dialog = make(english(tmp_path / "m.xlsx"), is_fresh=True)
    assert dialog.evaluation.currentText().startswith("A new one: Follow-up to the independent evaluation")
    with qtbot.waitSignal(dialog.given) as given:
        dialog.accept()
    assert given.args[0].evaluation == NEW


def test_without_recommendations_there_is_nothing_to_import(make, tmp_path, qtbot):
    dialog = make(english(tmp_path / "m.xlsx"), is_fresh=True)
    for header in ("No.", "Recommendation"):
        choose(box(dialog, header), "note")
    assert not may_import(dialog)
    with qtbot.assertNotEmitted(dialog.given):
        dialog.accept()
    assert dialog.isVisible()


def test_references_are_enough_only_where_recommendations_are_there(make, opened, tmp_path):
    rows = [("No.", "Priority", "Response"), (1, "High", "Yes, we do")]
    path = write_xlsx(tmp_path / "m.xlsx", {"M": rows})
    evaluation = next(opened.tree.of_kind("evaluation")).id
    assert any(opened.tree.of_kind("recommendation", evaluation))
    dialog = make(path, evaluation)
    assert may_import(dialog)
    choose(dialog.evaluation, NEW)
    assert not may_import(dialog)
    assert dialog.remark.text() == "Say which column holds the recommendations."
    choose(box(dialog, "Response"), "recommendation.headline")
    assert may_import(dialog)


def test_recommendations_in_rows_of_their_own_need_no_column(make, tmp_path):
    rows = [
        ("Recommendation 1: Paint the quay",),
        ("Key actions", "Time frame", "Status"),
        ("Buy paint", "2026-03-01", "Ongoing"),
    ]
    path = write_xlsx(tmp_path / "m.xlsx", {"M": rows}, ["A1:C1"])
    assert may_import(make(path, is_fresh=True))


def test_a_new_evaluation_beside_its_twin_is_warned_of(make, opened, tmp_path):
    title = next(opened.tree.of_kind("evaluation"))["title"]
    path = write_xlsx(tmp_path / "m.xlsx", {"M": [(title,), ("No.", "Recommendation"), (1, "Paint")]})
    dialog = make(path)
    choose(dialog.evaluation, NEW)
    assert may_import(dialog)
    assert dialog.remark.text().startswith("An evaluation with this title is there already:")


def test_a_column_of_units_shared_with_actions_is_shown_as_such(make, tmp_path):
    rows = [("No.", "Recommendation", "Action", "Who"), (1, "Paint", "Buy", "EVAL")]
    dialog = make(write_xlsx(tmp_path / "m.xlsx", {"M": rows}), is_fresh=True)
    assert box(dialog, "Who").currentText() == "Recommendation and actions: Responsible"


def test_two_columns_with_one_meaning_are_pointed_out(make, tmp_path):
    dialog = make(english(tmp_path / "m.xlsx"), is_fresh=True)
    assert not dialog.remark.isVisible()
    choose(box(dialog, "Budget"), "response.text")
    assert dialog.remark.text().startswith("Two columns mean “Office response”")
    assert may_import(dialog)
    choose(box(dialog, "Budget"), "skip")
    assert not dialog.remark.isVisible()


def test_one_header_can_mean_two_things_on_two_sheets(make, tmp_path):
    sheets = {
        "Answers": [("No.", "Recommendation", "Response", "Comments"), (1, "Paint", "We do", "a")],
        "Actions": [
            ("No.", "Recommendation", "Action", "Status", "Comments"),
            (1, "Paint", "Buy", "Open", "b"),
        ],
    }
    dialog = make(write_xlsx(tmp_path / "m.xlsx", sheets), is_fresh=True)
    columns = dialog.mapping().columns
    assert (columns["Comments"], columns["Actions: Comments"]) == ("response.reason", "action.progress")


def test_every_box_has_a_name(make, tmp_path):
    dialog = make(english(tmp_path / "m.xlsx"))
    names = [
        QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        for widget in (dialog.evaluation, *dialog.meanings[0])
    ]
    assert all(names)
    assert len(set(names)) == len(names)
