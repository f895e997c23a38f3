"""Scenes of the dialogs and windows that stand beside the main one."""

from __future__ import annotations

from datetime import date, timedelta

import openpyxl
from PySide6.QtGui import QTextCursor

from tests.screens.table import scene
from ui.crash import Failure
from ui.dialogs.crash import CrashDialog
from workbench.paper import write_paper
from workbench.tracking import record_sheets, write_sheets

MATRIX = """\
No.|Recommendation|Responsible unit(s)|Priority|Accepted?|Comments|Action|Due|Status
1|Write anew the loading handbook.|SAFETY|H|Yes|Begun.|Draft a sheet|2026-09-30|Done
2|Train inspectors and crews together.|TRAIN|H|Partly||Two courses|Q4 2026|Ongoing
3|Count accidents of small vessels.|STAT|Medium||To be discussed.|||
"""


@scene("find and replace", shows="ReplaceDialog")
def replace(stage):
    stage.open()
    stage.do("replace")
    dialog = stage.window.replacing.dialog
    dialog.line.setText("training")
    dialog.by_line.setText("instruction")
    dialog.search()
    stage.settle(0.3)
    return dialog


@scene("find and replace, before anything is typed")
def replace_empty(stage):
    stage.open()
    stage.do("replace")
    return stage.window.replacing.dialog


@scene("export tracking sheets", shows="SheetsDialog")
def sheets(stage):
    stage.open()
    stage.do("sheets")
    return stage.dialog()


@scene("export tracking sheets, a date that is none")
def sheets_wrong(stage):
    stage.open()
    stage.do("sheets")
    dialog = stage.dialog()
    dialog.due.setText("next summer")
    dialog.accept()
    stage.settle()
    return dialog


@scene("text of the e-mails", shows="MailTextDialog")
def mail_text(stage):
    stage.open()
    stage.do("sheets")
    stage.dialog().change_text()
    return stage.dialog("MailTextDialog")


@scene("export Word draft", shows="DraftDialog")
def draft(stage):
    stage.open()
    stage.workspace.mark("Sent to the departments")
    stage.do("draft")
    dialog = stage.dialog()
    dialog.marks_issued.setChecked(True)
    dialog.mark.setText("IWC.28/EV/3 issued 2031-10-14")
    return dialog


@scene("remarks on a draft", shows="RemarksDialog")
def remarks(stage):
    stage.open()
    with stage.workspace.edit("Change") as editor:
        for number, node in enumerate(list(editor.tree.of_kind("paragraph"))[:12]):
            editor.set(node.id, "text", "See [[symbol]] and [[999999]]." if number % 2 else None)
    path = stage.folder / "draft.docx"
    stage.window.files.show_remarks(write_paper(stage.workspace.snapshot(), path))
    return stage.dialog("RemarksDialog")


@scene("set a mark", shows="MarkDialog")
def mark(stage):
    stage.open()
    stage.do("mark")
    dialog = stage.dialog()
    dialog.name.setText("Sent to the departments")
    return dialog


@scene("import a matrix", shows="MatrixDialog")
def matrix(stage):
    stage.open()
    book = openpyxl.Workbook()
    for row in MATRIX.splitlines():
        book.active.append(row.split("|"))
    path = stage.folder / "Follow-up of ferries.xlsx"
    book.save(path)
    stage.window.files.import_path(path)
    stage.settle(0.3)
    return stage.dialog()


@scene("insert a reference", shows="PickDialog")
def reference(stage):
    stage.open()
    stage.field("response", "text")
    stage.do("reference")
    return stage.dialog()


@scene("move to another place")
def move_to(stage):
    stage.open()
    stage.select("key_finding")
    stage.do("move_to")
    return stage.dialog()


@scene("link", shows="LinkDialog")
def link(stage):
    stage.open()
    stage.field("response", "text")
    editor = stage.window.page.focused_text()[2]
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    stage.do("link")
    return stage.dialog()


@scene("keyboard", shows="KeysDialog")
def keys(stage):
    stage.open()
    stage.do("keys")
    return stage.dialog()


@scene("about", shows="AboutDialog")
def about(stage):
    stage.open()
    stage.do("about")
    return stage.dialog()


@scene("word limits", shows="LimitsDialog")
def limits(stage):
    stage.open()
    stage.do("limits")
    return stage.dialog()


@scene("question before something is removed")
def question(stage):
    from ui.questions import WindowQuestions

    stage.open()
    asked = WindowQuestions()
    asked.parent = stage.window
    return stage.while_it_waits(
        lambda: asked.confirm(
            "Remove Recommendation 2?",
            "Its response and 1 action go with it. You can undo this.",
            "Remove",
        )
    )


def fail(stage):
    """Show the dialog on a mistake of ours."""
    stage.open()
    details = (
        "Traceback (most recent call last):\n  in on_changed\n    node['headline']\nKeyError: 'headline'"
    )
    failure = Failure("KeyError: 'headline'", details, stage.folder / "evaluation-workbench.log")
    dialog = CrashDialog(failure, ["Edit Headline", "Undo"], stage.answers, stage.window)
    dialog.open()
    stage.settle()
    return dialog


@scene("crash", shows="CrashDialog")
def crash(stage):
    return fail(stage)


@scene("crash with its details")
def crash_details(stage):
    dialog = fail(stage)
    dialog.toggle_details()
    stage.settle()
    return dialog


# Sheets sent -------------------------------------------------------------------------------------


def send(stage):
    """Write and log sheets: two late, one out, one back."""
    late, soon = date.today() - timedelta(days=9), date.today() + timedelta(days=12)
    for units, due in ((("SAFETY", "TRAIN"), late), (("HYDRO", "PUBL", "STAT"), soon)):
        snapshot = stage.workspace.snapshot()
        written = write_sheets(snapshot, stage.folder / "sheets", paper="IWC.28/EV/3", units=units, due=due)
        record_sheets(stage.workspace, snapshot, written, due)


@scene("sheets sent", shows="SentWindow")
def sent(stage):
    stage.open()
    send(stage)
    stage.do("sent")
    return stage.window.sent.window


@scene("sheets sent, none yet")
def sent_none(stage):
    stage.open()
    stage.do("sent")
    return stage.window.sent.window


@scene("text of reminders")
def reminders(stage):
    stage.open()
    send(stage)
    stage.do("sent")
    stage.window.sent.change_text()
    return stage.dialog("MailTextDialog")
