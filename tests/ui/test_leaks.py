"""Opening and closing leaves nothing behind: no object of Qt's, no workspace, no file, no thread."""

from __future__ import annotations

import gc
import os
import shutil
import threading
import weakref
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem

from tests.ui.rich import make_rich
from tests.ui.seen import hurry
from ui.app import build_window
from ui.jobs import Job
from workbench.workspace import Workspace

TIMES = 50
WARM = 3
"""So often everything is opened before it is counted: what is made once and used again is there by then."""
MOST_THINGS = 200
"""By so many the objects of Python may grow in all: what is kept for later and reused has its limits."""


def swept():
    """Let Qt delete what it was asked to, and collect what Python no longer reaches."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()


def objects_of(window) -> Counter[str]:
    """Count what hangs below a window by the kind of object, and every widget that there is."""
    found = Counter(child.metaObject().className() for child in window.findChildren(QObject))
    found.update(f"widget {widget.metaObject().className()}" for widget in QApplication.allWidgets())
    return found


def known_to_python() -> Counter[str]:
    """Count the jobs and the objects of our own Qt kinds that Python holds, even those Qt has deleted."""
    kinds = (type(thing) for thing in gc.get_objects() if isinstance(thing, (QObject, Job)))
    return Counter(kind.__qualname__ for kind in kinds if kind.__module__.startswith("ui."))


def all_kinds() -> Counter[str]:
    """Count everything that Python's collector knows by its kind."""
    return Counter(type(thing).__qualname__ for thing in gc.get_objects())


def open_files() -> set[str]:
    """Return what the process has open; the numbers of handles where the system does not tell names."""
    folder = Path("/proc/self/fd")
    if not folder.exists():
        return {str(number) for number in range(512) if _is_open(number)}
    return {f"{entry.name} {os.readlink(entry)}" for entry in folder.iterdir() if entry.is_symlink()}


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


class Visit:
    """Opens the workspace and everything in it, and closes it again."""

    def __init__(self, window, path: Path, copy: Path, qtbot) -> None:
        self.window = window
        self.path = path
        self.copy = copy
        self.qtbot = qtbot

    def __call__(self) -> weakref.ref:
        window = self.window
        window.open_path(self.path)
        workspace = weakref.ref(window.session.workspace)
        self.look_around()
        self.use_grid()
        self.replace()
        self.hold_beside()
        self.open_windows()
        self.merge()
        window.files.close()
        QApplication.processEvents()
        return workspace

    def look_around(self) -> None:
        self.open_panels()
        self.walk()

    def open_panels(self) -> None:
        window = self.window
        window._show_last_place()
        window.panels.open_remembered()
        for name in ("preview", "history", "checks"):
            window.panels.open(name)
            QApplication.processEvents()

    def walk(self) -> None:
        window, tree = self.window, self.window.session.workspace.tree
        for kind in ("paper", "recommendation", "figure", "paragraph", "unit", "workspace"):
            node = next(tree.of_kind(kind)).id
            window.tree.select(node)
            window.page.focus_node(node)
            window.show_tree_menu(window.tree.view.rect().center())
            QApplication.activePopupWidget().close()
        window.tree.line.setText("priority:high")
        window.tree.apply_filter()
        window.tree.clear_filter()
        node = next(tree.of_kind("recommendation")).id
        with window.session.edit("Change") as editor:
            editor.set(node, "priority", "High" if tree[node]["priority"] != "High" else "Low")
        window.editing.undo()
        QApplication.processEvents()

    def use_grid(self) -> None:
        window = self.window
        window.gridding.show_grid()
        panel = window.gridding.panel
        id = panel.model.ids[0]
        for column in (
            "recommendation.headline",
            "recommendation.priority",
            "recommendation.responsible_units",
        ):
            panel.view.go_to(id, column)
            panel.view.edit(panel.view.currentIndex())
            panel.delegate.settle()
        panel.on_menu(panel.rect().center())
        QApplication.activePopupWidget().close()
        panel.on_set()
        close_others(window)
        panel.apply(panel._layouts.saved()[1])
        panel.on_usual()
        QApplication.processEvents()
        window.gridding.show_form()

    def replace(self) -> None:
        window = self.window
        window.replacing.open()
        window.replacing.dialog.line.setText("light")
        window.replacing.dialog.search()
        QApplication.processEvents()
        window.replacing.find_next()
        window.replacing.dialog.close()

    def open_windows(self) -> None:
        """Open and close every dialog and window that a command opens."""
        for name in ("keys", "palette", "sheets", "draft", "sent", "move_to", "limits", "about"):
            self.window.tree.select(next(self.window.session.workspace.tree.of_kind("recommendation")).id)
            self.window.actions_[name].trigger()
            QApplication.processEvents()
            close_others(self.window)

    def hold_beside(self) -> None:
        for name in ("hold", "focus"):
            for _ in range(2):
                self.window.actions_[name].trigger()
                QApplication.processEvents()

    def merge(self) -> None:
        self.window.merging.open([self.copy])
        self.qtbot.waitUntil(lambda: not self.window.jobs.is_running)
        close_others(self.window)


def close_others(window) -> None:
    """Close every window but the main one."""
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible():
            widget.close()
    QApplication.processEvents()


@pytest.fixture
def visit(qtbot, tmp_path, answers):
    """Open the window with everything it has in earnest, and visit a workspace in it some times."""
    path, copy = tmp_path / "Evaluations 2031.evw", tmp_path / "copy.evw"
    make_rich(path).close()
    shutil.copy(path, copy)
    with Workspace.open(copy) as workspace, workspace.edit("Elsewhere") as editor:
        editor.set(next(workspace.tree.of_kind("recommendation")).id, "headline", "Said elsewhere")
    window = build_window(tmp_path / "settings.ini", answers)
    qtbot.addWidget(window)
    window.resize(900, 500)
    window.show()
    visit = Visit(window, path, copy, qtbot)
    for _ in range(WARM):
        visit()
    yield visit
    window.close()


@pytest.mark.no_qt_log  # whose records would be counted as well
def test_a_workspace_opened_and_closed_50_times_leaves_nothing_behind(visit):
    swept()
    objects, python, things = objects_of(visit.window), known_to_python(), all_kinds()
    files, threads = open_files(), threading.active_count()
    workspaces = [visit() for _ in range(TIMES)]
    swept()
    assert more(objects, objects_of(visit.window)) == {}
    assert more(python, known_to_python()) == {}
    assert open_files() <= files
    assert threading.active_count() <= threads
    assert [workspace() for workspace in workspaces if workspace() is not None] == []
    grown = more(things, all_kinds())
    assert sum(grown.values()) < MOST_THINGS, grown


def test_a_window_built_and_closed_10_times_is_gone(qtbot, tmp_path, answers):
    path = tmp_path / "Evaluations 2031.evw"
    make_rich(path).close()

    def live():
        window = build_window(tmp_path / "settings.ini", answers)
        window.show()
        visit = Visit(window, path, path, qtbot)
        with qtbot.waitSignal(window.panels.arranged):
            window.open_path(path)
        visit.look_around()
        visit.use_grid()
        window.close()
        window.deleteLater()
        return window

    live()
    swept()
    widgets, python, files = len(QApplication.allWidgets()), known_to_python(), open_files()
    windows = [live() for _ in range(10)]  # held until Qt has deleted them, as the program holds its own
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    windows = [weakref.ref(window) for window in windows]
    swept()
    assert [window() for window in windows if window() is not None] == []
    assert len(QApplication.allWidgets()) == widgets
    assert more(python, known_to_python()) == {}
    assert open_files() <= files


def test_messages_leave_python_no_item_of_a_layout(window):
    """Nobody tells Python when Qt deletes one: what comes to its place in memory would be taken for it."""

    def items():
        things = (type(thing) for thing in gc.get_objects() if isinstance(thing, QLayoutItem))
        return Counter(kind.__name__ for kind in things if not issubclass(kind, QLayout))

    hurry(window)
    before = items()
    for number in range(3):
        window.bars.show_message("message", f"Message {number}")
        assert window.bars.texts() == [f"Message {number}"]
    window.bars.clear()
    swept()
    assert more(before, items()) == {}


def more(before: Counter[str], after: Counter[str]) -> dict[str, int]:
    """Return of what there is more than before, and by how much."""
    return dict(after - before)
