"""The window of sheets sent, the texts of e-mails, and drafts asked for when sheets are exported."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from tests.ui.test_accessibility import mnemonic, nameless
from ui.dialogs.sheets import SheetsDialog
from ui.sent.model import FOCAL_POINT, STATE, UNIT, SentFilter, SentModel, SentRow
from ui.sent.text_dialog import MailTextDialog
from ui.sent.texts import MailTexts
from ui.sent.words import about_sheets
from ui.settings import SHEETS_FOLDER, Settings
from workbench.errors import UserError
from workbench.tracking import record_sheets, write_sheets
from workbench.tracking.ledger import SheetSent
from workbench.tracking.letter import Template, usual_template
from workbench.workspace import FileRecord

TODAY = date.today()
LATE, SOON = TODAY - timedelta(days=3), TODAY + timedelta(days=3)


@pytest.fixture
def send(workspace, tmp_path):
    """Write and log the sheets of some units of the first paper."""

    def send(*units, due=None):
        snapshot = workspace.snapshot()
        paper = next(workspace.tree.of_kind("paper"))["symbol"]
        written = write_sheets(snapshot, tmp_path / "sheets", paper=paper, units=units, due=due)
        record_sheets(workspace, snapshot, written, due)

    return send


@pytest.fixture
def sent(window, send):
    """The window of sheets sent: two late, one out."""
    send("LIGHTS", "HARBOUR", due=LATE)
    send("PILOTS", due=SOON)
    window.actions_["sent"].trigger()
    return window.sent.window


def column(sent, number=UNIT):
    model = sent.table.model()
    return [model.index(row, number).data() for row in range(model.rowCount())]


def show(sent, words):
    sent.states.setCurrentText(words)
    sent.states.activated.emit(sent.states.currentIndex())


def select(sent, *units):
    sent.table.clearSelection()
    model = sent.table.selectionModel()
    for row, unit in enumerate(column(sent)):
        if unit in units:
            flags = model.SelectionFlag
            model.select(sent.table.model().index(row, 0), flags.Select | flags.Rows)


def texts_of(sent):
    return " ".join(sent.bars.texts())


def row(unit, state, **facts):
    sheet = SheetSent(unit, f"{unit}.xlsx", "ab", "0" * 32, 1, "2031-01-01T10:00:00.000Z", None, state)
    return SentRow(SheetSent(**{name: getattr(sheet, name) for name in SheetSent.__slots__} | facts), "", "")


# The window --------------------------------------------------------------------------------------


def test_late_ones_come_first_and_say_so_in_words(sent):
    assert column(sent) == ["LIGHTS", "HARBOUR", "PILOTS"]
    assert column(sent, STATE) == ["Late by 3 days", "Late by 3 days", "Out"]
    index = sent.table.model().index(0, STATE)
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert index.data(Qt.ItemDataRole.FontRole).weight() == QFont.Weight.Bold
    assert sent._summary.text() == "Back: 0 of 3. Late: 2."


def test_nothing_sent_is_said_with_the_way_to_send(window):
    window.actions_["sent"].trigger()
    sent = window.sent.window
    assert "No tracking sheet went out yet." in sent._nothing.text()
    assert sent._nothing.isVisible()
    assert not sent.table.isVisible()
    assert not sent.remind.isEnabled()


def test_one_state_alone_can_be_shown(sent):
    show(sent, "Late")
    assert column(sent) == ["LIGHTS", "HARBOUR"]
    show(sent, "Back")
    assert sent._nothing.text() == "No sheet is in this state."
    show(sent, "Still to come back")
    assert len(column(sent)) == 3


def test_replaced_sheets_are_left_out_until_asked_for(sent, send, window):
    send("LIGHTS", due=SOON)
    window.sent.refresh()
    assert column(sent) == ["HARBOUR", "PILOTS", "LIGHTS"]
    show(sent, "All")
    assert column(sent, STATE) == ["Late by 3 days", "Out", "Out", "Replaced"]


def test_columns_sort(sent):
    sent.table.sortByColumn(UNIT, Qt.SortOrder.AscendingOrder)
    assert column(sent) == ["HARBOUR", "LIGHTS", "PILOTS"]


def test_the_focal_point_of_today_is_shown(sent, window, workspace):
    unit = next(node for node in workspace.tree.of_kind("unit") if node["abbreviation"] == "LIGHTS")
    with window.session.edit("Focal point") as editor:
        editor.set(unit.id, "focal_point", "Keeper of the lights")
        editor.set(unit.id, "email", "lights@example.org")
    index = sent.table.model().index(0, FOCAL_POINT)
    assert index.data() == "Keeper of the lights"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "lights@example.org"


def test_what_comes_back_is_shown_when_the_workspace_says_so(sent, window, workspace):
    from workbench.merging.records import as_text

    point = workspace.files()[0].point
    decisions = as_text("sheet", point, None, [], {}, {}, {})
    record = FileRecord("in", "back.xlsx", "ab", point, unit="LIGHTS", decisions=decisions)
    workspace.record_file(record)
    window.files.logged.emit()
    assert column(sent, STATE) == ["Late by 3 days", "Out", "Back"]


def test_what_is_selected_stays_selected(sent, send, window):
    select(sent, "PILOTS")
    send("coastal stations", due=LATE)
    window.sent.refresh()
    assert [sheet.unit for sheet in sent.selected()] == ["PILOTS"]


def test_the_button_says_whom_a_reminder_goes_to(sent):
    assert sent.remind.text() == "Make &reminders for 2 late…"
    select(sent, "PILOTS")
    assert sent.remind.text() == "Make a &reminder for the selected one…"
    select(sent, "PILOTS", "LIGHTS")
    assert sent.remind.text() == "Make &reminders for 2 selected…"


def test_reminders_are_written_logged_and_shown(sent, window, workspace, answers, tmp_path, qtbot):
    answers.chosen_folder = tmp_path / "sheets"
    qtbot.mouseClick(sent.remind, Qt.MouseButton.LeftButton)
    written = sorted(path.name for path in (tmp_path / "sheets").glob("*reminder*.eml"))
    assert len(written) == 2
    assert "2 reminders written to" in texts_of(sent)
    assert "no usable e-mail address for LIGHTS, HARBOUR." in texts_of(sent)
    assert sum(record.outcome == "reminder" for record in workspace.files()) == 2
    assert [sheet.unit for sheet in sent.to_remind_of() if sheet.reminded] == ["LIGHTS", "HARBOUR"]


def test_without_a_folder_there_is_no_reminder(sent, workspace, answers):
    answers.chosen_folder = None
    sent.on_remind()
    assert answers.asked == ["Folder for the reminders"]
    assert all(record.outcome != "reminder" for record in workspace.files())


def test_what_is_refused_is_said_in_the_window(sent, workspace, answers, tmp_path):
    answers.chosen_folder = tmp_path / "file"
    answers.chosen_folder.write_text("x")
    sent.on_remind()
    assert "cannot be made" in texts_of(sent)
    assert all(record.outcome != "reminder" for record in workspace.files())


def test_the_folder_of_the_sheets_is_offered_for_reminders(sent, window, workspace, tmp_path):
    assert window.sent._folder() == workspace.path.parent
    window.settings.keep_text(SHEETS_FOLDER, str(tmp_path / "sheets"))
    assert window.sent._folder() == tmp_path / "sheets"
    window.settings.keep_text(SHEETS_FOLDER, str(tmp_path / "gone"))
    assert window.sent._folder() == workspace.path.parent


def test_a_workspace_open_for_reading_makes_no_reminders(empty_window, rich_path):
    from workbench.workspace import Workspace

    with Workspace.open(rich_path) as taken:
        record = FileRecord("out", "a.xlsx", "ab", taken.point, unit="LIGHTS", due="2001-01-01")
        taken.record_file(record)
        empty_window.open_path(rich_path)
        empty_window.sent.show()
        assert column(empty_window.sent.window) == ["LIGHTS"]
        assert not empty_window.sent.window.remind.isEnabled()


def test_the_window_goes_with_its_workspace(sent, window):
    window.session.close()
    assert not sent.isVisible()
    assert not window.actions_["sent"].isEnabled()


def test_the_way_to_merging_is_offered(sent, window, qtbot):
    with qtbot.waitSignal(window.sent.merge_wanted):
        qtbot.mouseClick(sent.merge, Qt.MouseButton.LeftButton)


def test_the_window_works_without_a_mouse(sent, qtbot):
    assert nameless(sent) == []
    buttons = (sent.remind, sent.text, sent.merge)
    letters = [mnemonic(button.text()) for button in buttons] + ["s"]
    assert len(set(letters)) == len(letters)
    sent.table.setFocus()
    qtbot.keyClick(sent.table, Qt.Key.Key_Down)
    assert len(sent.selected()) == 1
    qtbot.keyClick(sent.table, Qt.Key.Key_Tab)
    assert sent.focusWidget() is not sent.table
    qtbot.keyClick(sent, Qt.Key.Key_Escape)
    assert not sent.isVisible()


def test_the_models_keep_qts_rules(qtmodeltester):
    model = SentModel()
    shown = SentFilter(model)
    qtmodeltester.check(model)
    qtmodeltester.check(shown)
    rows = [row("A", "late", due=LATE), row("B", "back"), row("C", "replaced"), row("D", "late")]
    assert model.show(rows, TODAY)
    assert not model.show(list(rows), TODAY)
    shown.sort(STATE)
    shown.show_states(("late",))
    assert [shown.index(number, UNIT).data() for number in range(shown.rowCount())] == ["A", "D"]
    assert [shown.index(number, STATE).data() for number in range(2)] == ["Late by 3 days", "Late"]
    model.show(rows[:1], TODAY)
    model.show([], TODAY)


# Texts -------------------------------------------------------------------------------------------


@pytest.fixture
def texts(tmp_path):
    return MailTexts(Settings(tmp_path / "own.ini"))


def test_ones_own_text_is_remembered_for_its_purpose_and_language(texts, tmp_path):
    own = Template("A, {unit}; B", "Words, “ü” \\ {due}\n\n[x]=1, @y\n")
    texts.keep("sheet", "fr", own)
    texts._settings._store.sync()
    again = MailTexts(Settings(tmp_path / "own.ini"))
    assert again.text("sheet", "fr") == own
    assert again.text("sheet", "en") == usual_template("en", "sheet")
    assert again.reminder("fr") == usual_template("fr", "reminder")


def test_the_usual_text_is_not_kept(texts):
    texts.keep("sheet", "en", Template("A", "B\n"))
    texts.keep("sheet", "en", usual_template("en", "sheet"))
    assert texts._settings.text_of("mail/sheet-en") is None


def test_a_kept_text_that_holds_nonsense_gives_way_to_the_usual_one(texts):
    texts._settings.keep_text("mail/sheet-en", "Subject: {nobody}")
    assert texts.text("sheet", "en") == usual_template("en", "sheet")


@pytest.fixture
def dialog(texts, qtbot):
    dialog = MailTextDialog(texts, "reminder", "en")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_text_is_changed_and_kept(dialog, texts, qtbot):
    dialog.subject.setText("Where is it, {unit}?")
    dialog.body.setPlainText("Please.")
    with qtbot.waitSignal(dialog.kept):
        dialog.accept()
    assert texts.reminder("en") == Template("Where is it, {unit}?", "Please.\n")


def test_a_text_that_holds_nonsense_is_not_kept(dialog, texts):
    dialog.body.setPlainText("{nobody}")
    dialog.accept()
    assert dialog.isVisible()
    assert "{nobody}, which means nothing" in dialog._error.text()
    dialog.reject()
    assert texts.reminder("en") == usual_template("en", "reminder")


def test_the_usual_text_comes_back(dialog, texts):
    texts.keep("reminder", "en", Template("A", "B\n"))
    dialog.subject.setText("A")
    dialog.show_usual()
    dialog.accept()
    assert texts.reminder("en") == usual_template("en", "reminder")


def test_a_placeholder_is_put_into_the_text_by_key(dialog, qtbot):
    dialog.body.setPlainText("")
    dialog.placeholders.setCurrentCell(5, 0)
    qtbot.keyClick(dialog.placeholders, Qt.Key.Key_Return)
    assert dialog.body.toPlainText() == "{due}"
    assert dialog.isVisible(), "Return did not close it"


def test_the_text_dialog_says_its_language_in_its_title(texts, qtbot):
    dialog = MailTextDialog(texts, "sheet", "fr")
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "Text of the e-mails (French)"


def test_the_text_of_reminders_opens_in_the_language_of_the_paper(sent, window, workspace):
    with window.session.edit("Language") as editor:
        editor.set(next(workspace.tree.of_kind("paper")).id, "language", "es")
    sent.text.click()
    dialog = sent.findChild(MailTextDialog)
    assert dialog.windowTitle() == "Text of the reminders (Spanish)"
    dialog.reject()


# Drafts beside exported sheets -------------------------------------------------------------------


def exported(window, services, tmp_path, qtbot, *, mail):
    window.actions_["sheets"].trigger()
    dialog = window.findChild(SheetsDialog)
    dialog.folder.setText(str(tmp_path))
    dialog.mail.setChecked(mail)
    dialog.accept()
    qtbot.waitUntil(lambda: not window.jobs.is_running)
    return dict(services.calls)["write_sheets"].mail


def test_drafts_are_made_where_they_are_ticked(window, services, tmp_path, qtbot):
    assert exported(window, services, tmp_path, qtbot, mail=True) == usual_template("en", "sheet")
    assert "Its e-mail draft is beside it." in " ".join(window.bars.texts())
    assert window.settings.text_of(SHEETS_FOLDER) == str(tmp_path)


def test_drafts_are_not_made_unasked(window, services, tmp_path, qtbot):
    assert exported(window, services, tmp_path, qtbot, mail=False) is None
    assert "e-mail draft" not in " ".join(window.bars.texts())


def test_drafts_get_ones_own_text(window, services, tmp_path, qtbot):
    window.actions_["sheets"].trigger()
    first = window.findChild(SheetsDialog)
    first.change_text()
    text = first.findChild(MailTextDialog)
    text.subject.setText("Mine")
    text.accept()
    first.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # the next dialog is the only one
    assert exported(window, services, tmp_path, qtbot, mail=True).subject == "Mine"


def test_an_export_shows_in_the_window_of_sheets_sent(sent, window, services, tmp_path, qtbot, send):
    send("coastal stations", due=LATE)
    with qtbot.waitSignal(window.files.logged):
        exported(window, services, tmp_path, qtbot, mail=False)
    assert "coastal stations" in column(sent)


def test_what_needs_a_person_is_said_after_an_export(tmp_path):
    drafts = [SimpleNamespace(unit="A", warning=""), SimpleNamespace(unit="B", warning="none")]
    written = SimpleNamespace(files=[1, 2], drafts=drafts, without_sheet=[1], without_actions=[1, 2])
    words, is_doubtful = about_sheets(written, tmp_path)
    assert is_doubtful
    assert words == (
        f"2 tracking sheets written to {tmp_path}. Each has its e-mail draft beside it. One recommendation"
        " has a lead unit without a sheet. 2 actions are on no sheet. The register has no usable e-mail"
        " address for B."
    )


def test_a_refused_export_is_said(window, services, tmp_path, qtbot):
    services.fails = UserError("x.eml is there already.")
    exported(window, services, tmp_path, qtbot, mail=True)
    assert "x.eml is there already." in " ".join(window.bars.texts())


def test_all_columns_are_in_sight(sent):
    assert not sent.table.horizontalScrollBar().isVisible()
    header = sent.table.horizontalHeader()
    assert (
        sum(header.sectionSize(column) for column in range(header.count())) <= sent.table.viewport().width()
    )
    sizes = [header.sectionSize(column) for column in range(header.count())]
    assert sizes[-1] > sent.table.viewport().width() // 8, "the last one too"
