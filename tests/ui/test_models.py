"""Every model of the window is watched by Qt's own tester while the document changes under it."""

from __future__ import annotations

import importlib
import pkgutil
import shutil

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

import ui
from tests.ui.rich import make_rich
from tests.ui.test_leaks import Visit, close_others
from ui.app import build_window
from ui.dialogs.remarks import RemarksModel
from ui.palette.rows import EntryModel
from ui.report_panel import ReportModel
from workbench.workspace import Workspace

WARNING = QAbstractItemModelTester.FailureReportingMode.Warning
"""A warning of Qt's fails the test."""


def kinds_of_models(kind: type = QAbstractItemModel) -> set[type]:
    """Return every kind of model that the window has."""
    below = kind.__subclasses__()
    own = {each for each in below if each.__module__.startswith("ui.")}
    return own.union(*(kinds_of_models(each) for each in below))


class Watch:
    """Puts Qt's tester on every model of a window that has none yet."""

    def __init__(self, window) -> None:
        self.window = window
        self.testers: dict[int, QAbstractItemModelTester] = {}
        self.seen: set[type] = set()

    def look(self) -> None:
        for model in self.window.findChildren(QAbstractItemModel):
            if type(model).__module__.startswith("ui.") and id(model) not in self.testers:
                self.testers[id(model)] = QAbstractItemModelTester(model, WARNING, self.window)
                self.seen.add(type(model))


def change_everything(window) -> None:
    """Set, add, move, remove, and take all of it back."""
    tree = window.session.workspace.tree
    recommendation = next(tree.of_kind("recommendation"))
    with window.session.edit("Change") as editor:
        editor.set(recommendation.id, "headline", "Keep the lights burning")
        added = editor.insert(recommendation.parent, "recommendation", {"headline": "One more"})
        editor.move(added, recommendation.parent, 0)
    with window.session.edit("Remove") as editor:
        for node in list(tree.walk(recommendation.id))[::-1]:
            editor.remove(node.id)
    QApplication.processEvents()
    for _ in range(2):
        window.session.undo()
    QApplication.processEvents()


def test_every_model_is_sound_while_everything_changes(qtbot, tmp_path, answers):
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    path, copy = tmp_path / "Evaluations 2031.evw", tmp_path / "copy.evw"
    make_rich(path).close()
    shutil.copy(path, copy)
    with Workspace.open(copy) as workspace, workspace.edit("Elsewhere") as editor:
        editor.set(next(workspace.tree.of_kind("recommendation")).id, "headline", "Said elsewhere")
    window = build_window(tmp_path / "settings.ini", answers)
    qtbot.addWidget(window)
    window.show()
    window.open_path(path)
    visit, watch = Visit(window, path, copy, qtbot), Watch(window)
    steps = (visit.open_panels, visit.walk, visit.use_grid, visit.replace, visit.hold_beside)

    def merge() -> None:
        window.merging.open([copy])
        qtbot.waitUntil(lambda: not window.jobs.is_running)

    for step in (*steps, window.sent.show, window.comfort.show_palette, merge):
        step()
        watch.look()
        change_everything(window)
    close_others(window)
    # Made for a moment; their own tests have the tester.
    not_in_this_walk = {EntryModel, RemarksModel, ReportModel}
    assert kinds_of_models() - watch.seen <= not_in_this_walk
