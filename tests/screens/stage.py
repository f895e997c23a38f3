"""What a scene plays on: a window with the sample open, and how to wait until it has come to rest."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.ui.merging.building import Readers
from ui.app import build_window
from ui.services import Services
from workbench.sample import make_sample

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Ferries and floods.evw"
MOST_S = 10
REST_S, OPEN_S = 0.06, 0.3
SOON_MS = 500


class Answers:
    """Answers what the window asks: yes, and this file, these files or this folder."""

    def __init__(self, path):
        self.path = path

    def confirm(self, question, details, yes):
        return True

    def file_to_open(self, caption, kinds):
        return self.path

    def files_to_open(self, caption, kinds):
        return [self.path]

    def file_to_save(self, caption, suggestion, kinds):
        return self.path

    def folder(self, caption, suggestion):
        return self.path


class StageServices(Services):
    """The real work, but what comes back is made up by the scene."""

    def __init__(self):
        self.readers = Readers()

    def read_returns(self, workspace, paths, matrices, *, progress, is_cancelled):
        return self.readers.read(paths)


class Stage:
    """A folder and a fresh window for one scene."""

    def __init__(self, folder: Path, sample: Path):
        self.folder = folder
        folder.mkdir()
        self.sample = sample
        self.path = folder / NAME
        self.services = StageServices()
        self.answers = Answers(folder)
        self.window = build_window(folder / "settings.ini", self.answers, self.services)

    @property
    def workspace(self):
        return self.window.session.workspace

    def show(self):
        """Show the window without a workspace."""
        self.window.show()
        self.window.activateWindow()
        self.settle(OPEN_S)

    def open(self):
        """Show the window with a copy of the sample, its first recommendation selected."""
        if not self.path.exists():
            shutil.copy(self.sample, self.path)
        self.window.show()
        self.window.activateWindow()
        self.window.open_path(self.path)
        self.settle(OPEN_S)
        self.select("recommendation")

    def find(self, kind, number=0):
        return list(self.workspace.tree.of_kind(kind))[number].id

    def select(self, kind, number=0):
        """Select a node as a click in the tree does."""
        self.window.on_node_asked(self.find(kind, number))
        self.settle()

    def do(self, command):
        """Choose a command of a menu."""
        self.window.actions_[command].trigger()
        self.settle()

    def field(self, kind, name, number=0):
        """Go to a field and return its widget."""
        node = self.find(kind, number)
        self.window.on_field_asked(node, name)
        self.settle()
        return self.window.page.panel_of(node).form.bindings[name].widget

    def edit(self, label, *changes, origin="form"):
        """Make a step of (node, field, value)."""
        with self.window.session.edit(label, origin=origin) as editor:
            for change in changes:
                editor.set(*change)

    def dialog(self, name=""):
        """Return the dialog that stands open, the one of a class where its name is given."""
        self.settle()
        found = [
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QDialog) and widget.isVisible() and name in ("", type(widget).__name__)
        ]
        return found[-1]

    def while_it_waits(self, asks):
        """Return the picture of the box that ``asks`` shows and waits for, which is then closed."""
        pictures = []

        def take():
            box = QApplication.activeModalWidget()
            QApplication.processEvents()
            pictures.append(photograph(box))
            box.close()

        QTimer.singleShot(50, take)
        asks()
        return pictures[0]

    def settle(self, at_least: float = REST_S):
        """Handle events until nothing has been under way for a moment."""
        begun = rest = time.monotonic()
        while time.monotonic() - rest < at_least:
            QApplication.processEvents()
            if self._busy_with():
                rest = time.monotonic()
            if time.monotonic() - begun > MOST_S:
                raise TimeoutError(f"after {MOST_S} s there is still under way: {self._busy_with()}")
            time.sleep(0.002)

    def close(self):
        """Take everything away that the scene has shown."""
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and widget.isVisible():
                widget.hide()
        self.window.merging.close()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def _busy_with(self) -> list[str]:
        """Return what is under way."""
        session = self.window.session
        found = [self.window.jobs.what] if self.window.jobs.is_running else []
        if session.is_open and not session.checks.is_done:
            found.append("checks")
        timers = (timer for timer in self.window.findChildren(QTimer) if timer.isSingleShot())
        soon = (timer for timer in timers if timer.isActive() and timer.interval() < SOON_MS)
        return [*found, *(f"{type(timer.parent()).__name__} {timer.remainingTime()}" for timer in soon)]


def sample_in(folder: Path) -> Path:
    """Return the sample workspace that every scene gets a copy of."""
    return make_sample(folder)


def photograph(widget: QWidget) -> QPixmap:
    """Return the picture of a window, with the menus and lists that stand open above it."""
    picture = widget.grab()
    painter = QPainter(picture)
    for above in QApplication.topLevelWidgets():
        if above is not widget and above.isVisible() and above.windowType() == Qt.WindowType.Popup:
            painter.drawPixmap(above.mapToGlobal(QPoint()) - widget.mapToGlobal(QPoint()), above.grab())
    painter.end()
    return picture
