"""Scenes of the window with a form: every kind of node, texts, errors, messages, the tree."""

from __future__ import annotations

import shutil
import threading
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.screens.stage import photograph
from tests.screens.table import scene
from workbench.workspace import Workspace

KINDS = {
    "workspace": "workspace",
    "paper": "paper",
    "section": "section",
    "evaluation": "evaluation",
    "criterion": "criterion",
    "key_finding": "key finding",
    "paragraph": "paragraph",
    "figure": "figure",
    "recommendation": "recommendation",
    "challenge_set": "challenges",
    "challenge": "challenge",
    "register": "register",
    "unit": "unit",
}


def show_form(kind, stage):
    stage.open()
    stage.select(kind)
    return stage.window


for kind, name in KINDS.items():
    scene(f"form {name}")(partial(show_form, kind))


@scene("welcome")
def welcome(stage):
    stage.show()
    return stage.window


@scene("welcome with recent files")
def welcome_recent(stage):
    for name in ("Ferries and floods 2026.evw", "Harbours 2025.evw", "Follow-up of older evaluations.evw"):
        path = stage.folder / name
        path.touch()
        stage.window.settings.add_recent(path)
    stage.show()
    return stage.window


@scene("welcome with a message")
def welcome_message(stage):
    stage.show()
    path = stage.folder / "Notes.evw"
    path.write_text("no workspace")
    stage.window.open_path(path)
    stage.settle()
    return stage.window


@scene("empty workspace")
def empty(stage):
    stage.show()
    stage.answers.path = stage.folder / "Evaluations 2027.evw"
    stage.do("new")
    stage.settle(0.3)
    return stage.window


@scene("read-only workspace")
def read_only(stage):
    shutil.copy(stage.sample, stage.path)
    with Workspace.open(stage.path):
        stage.open()
    return stage.window


@scene("form response")
def response(stage):
    stage.open()
    stage.select("action", 1)
    return stage.window


@scene("text with a footnote, a list and references")
def text(stage):
    stage.open()
    node = stage.find("paragraph", 2)
    stage.edit(
        "Edit Paragraph",
        (
            node,
            "text",
            "The evaluation asked three things:[^9]\n\n- whether advice reached **operators** of ferries;\n"
            "- what became of recommendation [[36]] and key finding [[19]];\n- what *one* course costs.\n\n"
            "The reports are in the [library](https://example.org/library); see also figure [[26]].",
        ),
    )
    stage.field("paragraph", "text", 2)
    return stage.window


@scene("text half typed")
def typing(stage):
    stage.open()
    widget = stage.field("response", "text", 1)
    QTest.keyClicks(QApplication.focusWidget() or widget, "In the first year the ")
    stage.settle()
    return stage.window


@scene("field with an error")
def wrong_date(stage):
    stage.open()
    line = stage.field("action", "due", 1)
    line.selectAll()
    QTest.keyClicks(line, "next summer")
    stage.window.focus_tree()
    stage.settle()
    return stage.window


@scene("choice that stands open")
def choice(stage):
    stage.open()
    box = stage.field("recommendation", "priority")
    box.showPopup()
    stage.settle()
    return stage.window


@scene("units of a recommendation")
def units(stage):
    stage.open()
    stage.field("recommendation", "responsible_units", 1)
    return stage.window


@scene("tree filter")
def tree_filter(stage):
    stage.open()
    stage.window.tree.line.setFocus()
    QTest.keyClicks(stage.window.tree.line, "training")
    stage.settle(0.3)
    return stage.window


@scene("tree filter that finds nothing")
def tree_filter_nothing(stage):
    stage.open()
    stage.window.tree.line.setFocus()
    QTest.keyClicks(stage.window.tree.line, "prio:hihg lighthouse")
    stage.settle(0.3)
    return stage.window


@scene("tree menu")
def tree_menu(stage):
    stage.open()
    view = stage.window.tree.view
    stage.window.show_tree_menu(view.visualRect(view.currentIndex()).center())
    stage.settle()
    return stage.window


def open_menu(place, stage):
    stage.open()
    bar = stage.window.menuBar()
    action = bar.actions()[place]
    action.menu().popup(bar.mapToGlobal(bar.actionGeometry(action).bottomLeft() + QPoint(0, 1)))
    stage.settle()
    return stage.window


for place, name in enumerate(("file", "edit", "format", "view", "help")):
    scene(f"menu {name}")(partial(open_menu, place))


@scene("messages")
def messages(stage):
    stage.open()
    bars, window = stage.window.bars, stage.window
    stage.window.session.failed.emit("The disk is full. Nothing was changed; free some room and try again.")
    bars.show_message(
        "export",
        "4 tracking sheets were written. For 1 unit there is no focal point in the register.",
        ("Open folder", window.focus_tree),
        sign="done",
    )
    bars.show_message(
        "drafts",
        "The program stopped while 2 fields were being changed. The text was kept.",
        ("Restore", window.focus_tree),
        ("Discard", window.focus_tree),
    )
    stage.settle()
    return stage.window


@scene("removed, with undo")
def removed(stage):
    stage.open()
    stage.select("key_finding", 1)
    stage.do("remove")
    return stage.window


@scene("job under way")
def job(stage):
    stage.open()
    stage.gate = threading.Event()
    reached = threading.Event()

    def work(progress, is_cancelled):
        progress(12, 40, "Tracking sheet of TRAIN")
        reached.set()
        while not (stage.gate.wait(0.01) or is_cancelled()):
            pass

    stage.window.jobs.start("Writing tracking sheets", work, print)
    reached.wait()
    for _ in range(50):
        QApplication.processEvents()
    return stage.window


@scene("narrow window")
def narrow(stage):
    stage.open()
    stage.window.resize(stage.window.minimumSizeHint())
    stage.window.resize(stage.window.fontMetrics().averageCharWidth() * 120, 640)
    stage.settle()
    return stage.window


@scene("focus on a list")
def focus(stage):
    stage.open()
    stage.field("recommendation", "rationale")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    stage.settle()
    return stage.window


@scene("held beside, as a form")
def held(stage):
    stage.open()
    stage.select("key_finding", 3)
    stage.do("hold")
    stage.select("recommendation", 1)
    return stage.window


@scene("focus mode")
def focus_mode(stage):
    stage.open()
    stage.field("recommendation", "rationale")
    stage.do("focus")
    return stage.window


@scene("spelling")
def spelling(stage):
    stage.open()
    if not stage.window.writing.wants_spelling:
        stage.do("spelling")
    node = stage.find("recommendation")
    stage.edit("Edit Rationale", (node, "rationale", "The presnt text assumes a harbour ofice with scales."))
    stage.field("recommendation", "rationale")
    stage.settle(0.5)
    return stage.window


@scene("command palette")
def palette(stage):
    stage.open()
    stage.do("palette")
    return stage.window


@scene("command palette, words typed")
def palette_words(stage):
    stage.open()
    stage.do("palette")
    QTest.keyClicks(QApplication.focusWidget(), "train")
    stage.settle(0.3)
    return stage.window


@scene("large letters")
def large_letters(stage):
    font = QApplication.font()
    try:
        stage.open()
        for _ in range(4):
            stage.do("larger")
        stage.settle(0.2)
        return photograph(stage.window)
    finally:
        QApplication.setFont(font)
