"""A matrix from the file to the workspace: what it means is asked, what it would change is shown."""

import shutil

import pytest

from tests.ui.merging.conftest import settle
from tests.ui.merging.test_window import drop
from tests.workbench.intake.test_word_clothes import CONTENT
from tests.workbench.intake.word_clothes import dress
from tests.workbench.matrix.building import english, write_csv, write_xlsx
from ui.dialogs.matrix import MatrixDialog
from ui.importing import TABLES
from ui.merging.columns import columns
from ui.services import Services
from workbench.matrix import ENDINGS, NEW
from workbench.merging.items import State
from workbench.tracking import write_sheets
from workbench.workspace import Workspace


@pytest.fixture
def services():
    return Services()


@pytest.fixture
def dialog(qtbot):
    """Wait for the dialog of a matrix and return it."""

    def shown(window):
        found = []

        def is_there():
            found[:] = [one for one in window.findChildren(MatrixDialog) if one.isVisible()]
            return bool(found)

        qtbot.waitUntil(is_there, timeout=10000)
        return found[0]

    return shown


@pytest.fixture
def sent(tmp_path, rich_path):
    """A tracking sheet of the rich workspace, before any window has it open."""
    copy = tmp_path / "sent.evw"
    shutil.copy(rich_path, copy)
    with Workspace.open(copy) as opened:
        [file, *_] = write_sheets(opened.snapshot(), tmp_path / "sheets").files
    return file.path


def press_import(window, answers, path):
    answers.open_file = path
    window.actions_["import"].trigger()


def choose(dialog, evaluation):
    dialog.evaluation.setCurrentIndex(dialog.evaluation.findData(evaluation))
    dialog.check()


def test_what_import_takes_for_a_table_the_reader_of_matrices_takes_too():
    assert set(ENDINGS) == TABLES


def test_a_matrix_is_shown_before_it_changes_anything(window, workspace, answers, dialog, tmp_path, qtbot):
    before = workspace.point
    press_import(window, answers, english(tmp_path / "m.xlsx"))
    asked = dialog(window)
    choose(asked, NEW)
    asked.accept()
    settle(window, qtbot)
    desk = window.merging._desk
    assert desk.plan.items
    assert workspace.point == before
    assert desk.apply()
    titles = [node["title"] for node in workspace.tree.of_kind("evaluation")]
    assert titles[-1] == "Follow-up to the independent evaluation of harbour safety 2019–23"
    settle(window, qtbot)
    assert desk.unsettled == 0, "what made the evaluation is not offered once more"


def test_a_matrix_on_an_evaluation_that_is_there_asks_what_is_doubtful(
    window, workspace, answers, dialog, find, tmp_path, qtbot
):
    path = write_csv(tmp_path / "m.csv", [["No.", "Recommendation"], ["1", "Weld nothing whatsoever"]])
    press_import(window, answers, path)
    asked = dialog(window)
    choose(asked, find("evaluation"))
    asked.accept()
    settle(window, qtbot)
    [entry] = window.merging._desk.entries
    assert entry.item.state is State.ASKED
    assert entry.doubts == ["Recommendation 1 reads differently here; is it the same one?"]
    assert [column.title for column in columns(entry)][0] == "In the matrix before"


def test_a_matrix_read_otherwise_takes_the_place_of_its_first_reading(
    window, answers, dialog, find, tmp_path, qtbot
):
    path = write_csv(tmp_path / "m.csv", [["No.", "Recommendation"], ["1", "Weld nothing whatsoever"]])
    for evaluation in (NEW, find("evaluation")):
        press_import(window, answers, path)
        asked = dialog(window)
        choose(asked, evaluation)
        asked.accept()
        qtbot.waitUntil(lambda: not window.findChildren(MatrixDialog))
        settle(window, qtbot)
    [sheet] = window.merging._desk.sheets
    assert sheet.wanted.evaluation == find("evaluation")
    assert [entry.item.kind for entry in window.merging._desk.entries] == ["value"]


def test_values_of_a_new_recommendation_come_below_it_with_its_name(
    window, answers, dialog, find, tmp_path, qtbot
):
    rows = [["No.", "Recommendation", "Management response"], [90, "Weld it", "Accepted"]]
    press_import(window, answers, write_xlsx(tmp_path / "m.xlsx", {"Matrix": rows}))
    asked = dialog(window)
    choose(asked, find("evaluation"))
    asked.accept()
    settle(window, qtbot)
    found = [(entry.place, entry.what) for entry in window.merging._desk.entries]
    assert [what for _, what in found] == ["New recommendation", "Acceptance"]
    assert found[1][0] == "New: Weld it"


def test_a_paper_in_word_is_imported_and_not_taken_for_a_matrix(window, workspace, answers, tmp_path, qtbot):
    (tmp_path / "paper.docx").write_bytes(dress(CONTENT))
    press_import(window, answers, tmp_path / "paper.docx")
    qtbot.waitUntil(lambda: window.panels.report is not None, timeout=10000)
    assert CONTENT.symbol in {node["symbol"] for node in workspace.tree.of_kind("paper")}


def test_without_a_workspace_one_is_made_once_the_columns_are_settled(
    empty_window, answers, dialog, tmp_path, qtbot
):
    answers.save_file = tmp_path / "New.evw"
    press_import(empty_window, answers, english(tmp_path / "m.xlsx"))
    asked = dialog(empty_window)
    assert not answers.save_file.exists()
    asked.accept()
    settle(empty_window, qtbot)
    assert empty_window.session.workspace.path == answers.save_file
    assert empty_window.merging._desk.plan.items
    units = empty_window.session.workspace.tree.of_kind("unit")
    assert "EVAL" in [unit["abbreviation"] for unit in units], "with the register that ships with us"


def test_who_thinks_better_of_it_has_nothing_changed(window, workspace, answers, dialog, tmp_path):
    before = workspace.point
    press_import(window, answers, english(tmp_path / "m.xlsx"))
    dialog(window).reject()
    assert window.merging.window is None
    assert workspace.point == before


def test_a_dropped_matrix_is_imported_and_a_dropped_tracking_sheet_merged(
    window, dialog, sent, tmp_path, qtbot
):
    drop(window, english(tmp_path / "m.xlsx"))
    dialog(window).reject()
    drop(window, sent)
    settle(window, qtbot)
    assert [sheet.path for sheet in window.merging._desk.sheets] == [sent]


def test_a_tracking_sheet_without_its_workspace_is_named(empty_window, answers, sent, qtbot):
    press_import(empty_window, answers, sent)
    qtbot.waitUntil(lambda: any("is a tracking sheet" in words for words in empty_window.bars.texts()))
    assert empty_window.merging.window is None


def test_a_file_without_a_table_is_refused_in_a_sentence(window, answers, tmp_path, qtbot):
    press_import(window, answers, write_csv(tmp_path / "m.csv", [["a", "b"], ["c", "d"]]))
    qtbot.waitUntil(lambda: any("was refused" in words for words in window.bars.texts()))


def test_the_dialog_goes_with_its_workspace(window, answers, dialog, tmp_path):
    press_import(window, answers, english(tmp_path / "m.xlsx"))
    asked = dialog(window)
    window.files.close()
    assert not asked.isVisible()
