"""Import and export: in the background, with progress, cancel, report and log."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from ui.dialogs.draft import DraftDialog
from ui.dialogs.sheets import SheetsDialog
from ui.job_panel import JobPanel
from workbench.errors import UserError


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_text("HA.13/EV/1")
    return path


def press(window, name):
    window.actions_[name].trigger()


def say(window):
    return " ".join(window.bars.texts())


def wait_idle(window, qtbot):
    qtbot.waitUntil(lambda: not window.jobs.is_running, timeout=5000)


def test_an_import_shows_what_it_was_not_sure_of(window, workspace, answers, source, qtbot):
    answers.open_file = source
    with qtbot.waitSignal(window.files.imported):
        press(window, "import")
    model = window.panels.report.model
    kinds = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert kinds == ["Not placed", "Doubtful", "Undecided reference", "Page furniture"]
    assert [model.index(row, 1).data() for row in range(4)] == [7, 4, 5, 6]
    assert window.panels.report.isVisible()
    assert workspace.tree[window.tree.selected]["symbol"] == "HA.13/EV/1"


def test_a_row_of_the_report_leads_to_its_node(window, workspace, answers, source, qtbot):
    answers.open_file = source
    with qtbot.waitSignal(window.files.imported):
        press(window, "import")
    table = window.panels.report.table
    table.setCurrentIndex(table.model().index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert workspace.tree[window.tree.selected]["text"] == "read"
    place = table.visualRect(table.model().index(0, 0)).center()
    window.tree.select(workspace.tree.root_id)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert workspace.tree[window.tree.selected]["text"] == "read", "the line before it was placed there"


def test_the_report_model_keeps_qts_rules(window, answers, source, qtbot, qtmodeltester):
    answers.open_file = source
    with qtbot.waitSignal(window.files.imported):
        press(window, "import")
    qtmodeltester.check(window.panels.report.model)


def test_the_report_can_be_put_away_and_shown_again(window, answers, source, qtbot):
    answers.open_file = source
    with qtbot.waitSignal(window.files.imported):
        press(window, "import")
    press(window, "report")
    assert not window.panels.report.isVisible()
    press(window, "report")
    assert window.panels.report.isVisible()


def test_an_import_without_a_workspace_makes_one(empty_window, answers, source, tmp_path, qtbot):
    answers.open_file, answers.save_file = source, tmp_path / "made.evw"
    with qtbot.waitSignal(empty_window.files.imported):
        press(empty_window, "import")
    assert empty_window.session.workspace.path == tmp_path / "made.evw"


def test_a_refused_import_without_a_workspace_makes_none(
    empty_window, services, answers, source, tmp_path, qtbot
):
    services.fails = UserError("paper.txt was refused: it is a picture.")
    answers.open_file, answers.save_file = source, tmp_path / "made.evw"
    press(empty_window, "import")
    qtbot.waitUntil(lambda: "it is a picture" in say(empty_window))
    assert not empty_window.session.is_open
    assert list(tmp_path.glob("made*")) == []


def test_importing_the_same_paper_again_is_offered_not_done(window, workspace, answers, source, qtbot):
    answers.open_file = source
    with qtbot.waitSignal(window.files.imported):
        press(window, "import")
    press(window, "import")
    qtbot.waitUntil(lambda: "is in this workspace already" in say(window))
    assert len(list(workspace.tree.of_kind("paper"))) == 2
    again = next(b for b in window.bars.findChildren(QPushButton) if b.text() == "Import it again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(list(workspace.tree.of_kind("paper"))) == 3)


def test_an_import_takes_what_is_typed_first(window, workspace, answers, source, find, field_of, qtbot):
    line = field_of(find("paper"), "place")
    line.setFocus()
    qtbot.keyClicks(line, "Old port")
    answers.open_file = source
    with qtbot.waitSignal(window.files.imported):
        press(window, "import")
    assert workspace.tree[find("paper")]["place"] == "Old port"


def test_long_work_shows_progress_and_can_be_cancelled(window, workspace, services, answers, source, qtbot):
    services.gate.clear()
    answers.open_file = source
    before = len(workspace.history())
    press(window, "import")
    panel = window.findChild(JobPanel)
    qtbot.waitUntil(panel.isVisible)
    qtbot.waitUntil(lambda: panel._text.text() == "Half-way")
    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    wait_idle(window, qtbot)
    assert not panel.isVisible()
    assert len(workspace.history()) == before
    assert window.statusBar().currentMessage() == "Stopped: Reading paper.txt. Nothing was changed."


def test_placing_shows_progress_and_can_be_cancelled_until_it_is_written(
    window, workspace, services, answers, source, monkeypatch, qtbot
):
    prepare = services.prepare

    def held_back(*given, **more):
        services.gate.clear()
        return prepare(*given, **more)

    monkeypatch.setattr(services, "prepare", held_back)
    answers.open_file = source
    before = workspace.tree.copy()
    press(window, "import")
    qtbot.waitUntil(lambda: window.jobs.what == "Placing what was read")
    panel = window.findChild(JobPanel)
    qtbot.waitUntil(lambda: panel._text.text() == "Half-way")
    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    wait_idle(window, qtbot)
    assert workspace.tree == before
    assert window.statusBar().currentMessage() == "Stopped: Placing what was read. Nothing was changed."


def test_the_window_stays_alive_during_long_work(
    window, workspace, services, answers, source, find, field_of, qtbot
):
    services.gate.clear()
    answers.open_file = source
    press(window, "import")
    line = field_of(find("paper"), "place")
    line.setFocus()
    qtbot.keyClicks(line, "X")
    window.focus_tree()
    assert workspace.tree[find("paper")]["place"] == "X"
    with qtbot.waitSignal(window.files.imported):
        services.gate.set()


def test_a_second_long_work_waits(window, services, answers, source, qtbot):
    services.gate.clear()
    answers.open_file = source
    press(window, "import")
    press(window, "import")
    assert "Reading paper.txt is still under way" in say(window)
    services.gate.set()
    wait_idle(window, qtbot)


def test_what_is_refused_is_said_in_a_sentence(window, services, answers, source, qtbot):
    services.fails = UserError("paper.txt is no paper.")
    answers.open_file = source
    press(window, "import")
    qtbot.waitUntil(lambda: "paper.txt is no paper." in say(window))
    assert not window.jobs.is_running


def test_a_bug_in_long_work_reaches_the_crash_report(window, services, answers, source, qtbot):
    services.fails = RuntimeError("oops")
    answers.open_file = source
    with qtbot.captureExceptions() as caught:
        press(window, "import")
        wait_idle(window, qtbot)
        qtbot.waitUntil(lambda: bool(caught))
    assert str(caught[0][1]) == "oops"


def test_closing_cancels_long_work(window, services, answers, source, qtbot):
    services.gate.clear()
    answers.open_file = source
    press(window, "import")
    window.close()
    assert not window.jobs.is_running


def test_another_workspace_waits_for_long_work(window, services, answers, source, tmp_path, qtbot):
    services.gate.clear()
    answers.open_file = source
    press(window, "import")
    press(window, "close")
    assert window.session.is_open
    assert "Wait for the work under way" in say(window)
    services.gate.set()
    wait_idle(window, qtbot)


def test_the_word_draft_is_written_and_logged(window, workspace, answers, tmp_path, qtbot):
    answers.save_file = tmp_path / "draft.docx"
    press(window, "draft")
    window.findChild(DraftDialog).accept()
    qtbot.waitUntil(lambda: "Draft written to" in say(window))
    (record,) = workspace.files()
    assert (record.direction, record.name, record.point) == ("out", "draft.docx", workspace.point)


def test_without_a_paper_there_is_no_draft(empty_window, answers, tmp_path):
    answers.save_file = tmp_path / "new.evw"
    press(empty_window, "new")
    press(empty_window, "draft")
    assert "There is no paper in this workspace yet" in say(empty_window)


def test_tracking_sheets_are_written_for_the_ticked_units(
    window, workspace, services, answers, tmp_path, qtbot
):
    press(window, "sheets")
    dialog = window.findChild(SheetsDialog)
    keys = [dialog.units.item(row).data(Qt.ItemDataRole.UserRole) for row in range(dialog.units.count())]
    assert keys == ["LIGHTS", "HARBOUR", "coastal stations", "PILOTS", "TIDES"]
    dialog.units.item(4).setCheckState(Qt.CheckState.Unchecked)
    dialog.folder.setText(str(tmp_path))
    qtbot.keyClicks(dialog.due, "soon")
    dialog.accept()
    assert "is not a date" in dialog._error.text()
    dialog.due.clear()
    qtbot.keyClicks(dialog.due, "2031-10-01")
    dialog.accept()
    qtbot.waitUntil(lambda: "One tracking sheet written" in say(window))
    wanted = dict(services.calls)["write_sheets"]
    assert wanted.units == ("LIGHTS", "HARBOUR", "coastal stations", "PILOTS")
    assert (wanted.folder, wanted.stage, wanted.due) == (tmp_path, "response", date(2031, 10, 1))
    assert ("record_sheets", date(2031, 10, 1)) in services.calls


def test_no_ticked_unit_is_no_sheet(window, services, qtbot):
    press(window, "sheets")
    dialog = window.findChild(SheetsDialog)
    for row in range(dialog.units.count()):
        dialog.units.item(row).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()
    assert "No unit is ticked" in dialog._error.text()
    assert services.calls == []
    dialog.reject()


def test_the_due_date_is_picked_and_all_or_no_units_are_ticked(window, services, tmp_path, qtbot):
    press(window, "sheets")
    dialog = window.findChild(SheetsDialog)

    def states():
        return {dialog.units.item(row).checkState() for row in range(dialog.units.count())}

    buttons = {button.accessibleName(): button for button in dialog.findChildren(QPushButton)}
    buttons["Tick no unit"].click()
    assert states() == {Qt.CheckState.Unchecked}
    buttons["Tick all units"].click()
    assert states() == {Qt.CheckState.Checked}
    dialog.calendar.on_menu()
    dialog.calendar.on_picked(QDate(2031, 10, 1))
    assert dialog.due.text() == "2031-10-01"
    dialog.folder.setText(str(tmp_path))
    dialog.due.setText("15 March 2031")
    assert "15 March 2031" in dialog.due.placeholderText()
    dialog.accept()
    qtbot.waitUntil(lambda: "One tracking sheet written" in say(window))
    assert dict(services.calls)["write_sheets"].due == date(2031, 3, 15)


def test_the_start_page_says_that_several_returned_files_may_be_dropped(empty_window):
    said = " ".join(label.text() for label in empty_window.welcome.findChildren(QLabel))
    assert "several returned files" in said
