"""Sentences of the workbench are shown in the language of the window, their values as they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex

from tests.workbench.intake.clothes import dress
from tests.workbench.intake.made_up import PAPER
from tests.workbench.matrix.building import english
from ui.dialogs.matrix import MatrixDialog
from ui.dialogs.remarks import RemarksDialog
from ui.grid.clipboard import Cell
from ui.grid.pasting import Paste, Reader
from ui.marks import sentence
from ui.report_panel import ReportPanel
from ui.sentences import spoken
from workbench.checks import Checks
from workbench.checks.doubts import kept_doubts
from workbench.importing import place_reading
from workbench.intake import read_bytes
from workbench.matrix import open_matrix, proposed
from workbench.paper import write_paper
from workbench.rows import COLUMNS, Rows
from workbench.workspace import Workspace

pytestmark = pytest.mark.usefixtures("shouting")

OFF_LIST = "noitacilpmi emiT: “2022–23” IS NOT ON THE LIST; IT WAS KEPT AS IT CAME."


def column(model, at):
    return [model.index(row, at, QModelIndex()).data() for row in range(model.rowCount())]


@pytest.fixture
def imported(workspace):
    """The report of a paper that came in beside what was there."""
    return place_reading(workspace, read_bytes(dress(PAPER))).report


@pytest.fixture
def checks_panel(window, qtbot):
    window.panels.toggle_checks()
    panel = window.panels.checks
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0 and window.session.checks.is_done)
    return panel


def test_the_report_of_an_intake(imported, window):
    window.panels.show_report(imported)
    panel = window.findChild(ReportPanel)
    assert OFF_LIST in column(panel.model, 2)
    assert "NO TITLE OF THE PAPER WAS FOUND." in column(panel.model, 2)


def test_what_is_to_be_checked_and_what_can_be_done_about_it(checks_panel):
    found = column(checks_panel.model, 3)
    unit = found.index("“TIDES” IS NOT A UNIT OF THE REGISTER.")
    assert "“Urgent” IS NOT IN THE LIST FOR “ytiroirP”; IT IS KEPT AS IT CAME." in found
    checks_panel.table.selectRow(unit)
    assert checks_panel._said.text() == found[unit]
    offered = [action.text() for action in checks_panel._fixes.actions()]
    assert offered[-1] == "ADD “TIDES” TO THE REGISTER"
    assert all("CHOOSE “" in words for words in offered[:-1])


def test_no_finding_is_left_in_english(checks_panel, workspace):
    fresh = Checks(workspace)
    fresh.work(len(workspace.tree))
    assert len(fresh.all()) == checks_panel.model.rowCount()
    for english_words, said in zip(fresh.all(), column(checks_panel.model, 3), strict=True):
        assert said != english_words.message


def test_a_doubt_that_was_kept_in_the_file(rich_path):
    with Workspace.open(rich_path) as before:
        place_reading(before, read_bytes(dress(PAPER)))
    with Workspace.open(rich_path, writable=False) as again:
        kept = [doubt.message for doubts in kept_doubts(again).values() for doubt in doubts]
        checks = Checks(again)
        checks.work(len(again.tree))
        said = [sentence(finding) for finding in checks.all() if finding.rule == "doubtful"]
    assert OFF_LIST in map(spoken, kept)
    assert "THE IMPORT WAS NOT SURE: NO TITLE OF THE PAPER WAS FOUND." in said
    assert "THE IMPORT WAS NOT SURE: “(2)” STAYS AS TEXT: IT IS NOT CLEAR WHAT IT REFERS TO." in said


def test_the_remarks_on_a_draft(workspace, tmp_path, qtbot, window):
    symbol = workspace.tree[next(workspace.tree.of_kind("paper")).id]["symbol"]
    written = write_paper(workspace.snapshot(), tmp_path / "d.docx", paper=symbol, language="fr")
    dialog = RemarksDialog("d.docx", written.warnings, written.places, window)
    qtbot.addWidget(dialog)
    said = column(dialog.table.model(), 0)
    assert said[0].startswith("ONLY THE FIXED WORDS ARE IN “fr”: THE PAPER ITSELF IS IN “en”.")
    assert any("HAS NO OFFICE RESPONSE YET." in words for words in said)
    with_place = next(row for row, words in enumerate(written.warnings) if words in written.places)
    dialog.table.selectRow(with_place)
    with qtbot.waitSignal(dialog.node_asked) as asked:
        dialog.on_entered()
    assert asked.args == [written.places[written.warnings[with_place]]]


def test_what_a_column_of_a_matrix_can_mean(window, tmp_path, qtbot):
    matrix = open_matrix(english(tmp_path / "m.xlsx"))
    dialog = MatrixDialog(matrix, proposed(matrix), None, None, None, window)
    qtbot.addWidget(dialog)
    box = dialog.meanings[0][0]
    offered = [box.itemText(place) for place in range(box.count())]
    assert "KEEP AS A NOTE" in offered
    assert "noitcA: euD" in offered


def test_what_the_history_tells_of_a_node(window, workspace, find, qtbot):
    with window.session.edit("Another") as editor:
        node = editor.insert(find("response"), "action", {"description": "Mend the quay.", "verified": True})
    window.tree.select(node)
    window.panels.toggle_history()
    details = window.panels.history.details
    qtbot.waitUntil(lambda: "Mend the quay." in details.toPlainText())
    assert "deifireV: YES" in details.toPlainText()


def test_steps_that_the_workbench_names_are_kept_in_the_language_of_the_window(window, workspace):
    place_reading(workspace, read_bytes(dress(PAPER)))
    step = workspace.undo_label
    assert step.startswith("IMPORT ")
    window.session.undo()
    window.session.redo()
    assert [entry.label for entry in workspace.entries()[:2]] == [f"REDO: {step}", f"UNDO: {step}"]


def test_what_goes_with_the_words_that_are_pasted_over(workspace, find):
    node = find("recommendation")
    with workspace.edit("Bold") as editor:
        editor.set(node, "rationale", "Keep **spare lamps** there.")
    reader = Reader(workspace.tree, workspace.numbers, Rows(workspace.tree, workspace.numbers, "2031-05-06"))
    paste = Paste()
    reader.take(paste, node, COLUMNS["recommendation.rationale"], Cell("Keep nothing there."))
    assert paste.warnings[0].endswith("with the words replaced goes the BOLD ON “spare lamps”.")
