"""A window as a person has it before them, with answers ready for whatever it asks."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.ui.rich import make_rich
from tests.ui.shouting import Shouting
from ui.app import build_window
from ui.services import Services
from workbench.errors import Cancelled, UserError
from workbench.matrix import open_matrix
from workbench.paper import PaperWritten

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.workspace import Workspace

MOST_S = 10
"""How long work waits for its gate, lest a test of what should end it never ends itself."""


def pytest_collection_modifyitems(items):
    for item in items:
        # What the offscreen platform says of every window and pop-up; none of them is at fault.
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True, scope="session")
def _test_mode(qapp):
    QStandardPaths.setTestModeEnabled(True)
    yield
    # Offscreen, Qt deletes what is on the clipboard only after Python is gone, and stops if Python made it.
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def qapp_args():
    return ["evaluation-workbench"]


@pytest.fixture(scope="session")
def _closed_windows():
    return []


@pytest.fixture(autouse=True)
def _windows_outlive_their_tests(_closed_windows):
    """Hold every window until Qt has deleted it, which it does when it next waits for events.

    Were a window collected by Python before that, Qt would still send events to parts that are cleared.
    """
    yield
    there = [*_closed_windows, *QApplication.topLevelWidgets()]
    _closed_windows[:] = [window for window in there if isValid(window)]


@pytest.fixture(autouse=True)
def _one_watch_for_stops(monkeypatch):
    """Let pytest tell where the process was stopped: a second watch would end its own."""
    monkeypatch.setattr("faulthandler.enable", _nothing)
    monkeypatch.setattr("faulthandler.disable", _nothing)


def _nothing(*_):
    """Neither watch nor stop watching."""


@pytest.fixture
def shouting(qapp):
    """Translate what the workbench says so that it shows."""
    translator = Shouting(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@dataclass
class Answers:
    """Answers every question of the window from what a test put here; remembers what was asked."""

    agrees: bool = True
    open_file: Path | None = None
    open_files: list[Path] = field(default_factory=list)
    save_file: Path | None = None
    chosen_folder: Path | None = None
    asked: list[str] = field(default_factory=list)

    def confirm(self, question, details, yes):
        self.asked.append(question)
        return self.agrees

    def file_to_open(self, caption, kinds):
        self.asked.append(caption)
        return self.open_file

    def files_to_open(self, caption, kinds):
        self.asked.append(caption)
        return self.open_files

    def file_to_save(self, caption, suggestion, kinds):
        self.asked.append(caption)
        return self.save_file

    def folder(self, caption, suggestion):
        self.asked.append(caption)
        return self.chosen_folder


class FakeServices:
    """Does what the real services promise, in little; ``gate`` holds work back until a test opens it."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.calls: list[tuple[str, Any]] = []
        self.fails: Exception | None = None
        self.has_log = True

    def work(self, progress, is_cancelled):
        progress(0, 2, "Half-way")
        end = time.monotonic() + MOST_S
        while not self.gate.wait(0.005):
            if is_cancelled():
                raise Cancelled
            assert time.monotonic() < end, "nobody opened the gate"
        if self.fails:
            raise self.fails
        progress(2, 2, "Done")

    def read(self, path, tree, *, progress, is_cancelled):
        self.calls.append(("read", path))
        self.work(progress, is_cancelled)
        return SimpleNamespace(path=path, symbol=path.read_text().strip())

    def prepare(self, reading, ground, *, progress, is_cancelled):
        self.calls.append(("prepare", reading))
        self.work(progress, is_cancelled)

    def place_reading(self, workspace, reading, *, again=False, batch=None):
        known = any(node["symbol"] == reading.symbol for node in workspace.tree.of_kind("paper"))
        if known and not again:
            raise UserError(f"{reading.symbol} is in this workspace already.")
        with workspace.edit(f"Import {reading.path.name}", origin="intake") as editor:
            paper = editor.insert(editor.tree.root_id, "paper", {"symbol": reading.symbol})
            section = editor.insert(paper, "section", {"role": "introduction"})
            paragraph = editor.insert(section, "paragraph", {"text": "read"})
        report = {
            "source": reading.path.name,
            "sha256": "0",
            "as": "gb-paper",
            "lines": 9,
            "placed": [[1, 2, paper], [3, 5, paragraph]],
            "furniture": [{"line": 6, "text": "page 2"}],
            "unplaced": [{"line": 7, "text": "odd line"}],
            "doubtful": [
                {"line": 4, "node": paragraph, "field": "text", "text": "read", "message": "Is it so?"}
            ],
            "undecided_references": [{"line": 5, "node": paragraph, "text": "paragraph 9 of the report"}],
        }
        return SimpleNamespace(root=paper, report=report)

    def holds_paper(self, path):
        return "paper" in path.stem

    def open_matrix(self, path, *, progress, is_cancelled):
        self.calls.append(("open_matrix", path))
        self.work(progress, is_cancelled)
        return None if path.suffix == ".xlsx" else open_matrix(path)

    def write_sheets(self, snapshot, folder, *, units, stage, due, paper, mail, progress, is_cancelled):
        asked = SimpleNamespace(folder=folder, units=units, stage=stage, due=due, paper=paper, mail=mail)
        self.calls.append(("write_sheets", asked))
        self.work(progress, is_cancelled)
        drafts = [SimpleNamespace(unit="LIGHTS", warning="")] if mail else []
        files = [SimpleNamespace(unit="LIGHTS")]
        return SimpleNamespace(files=files, without_sheet=[], without_actions=[], drafts=drafts)

    def record_sheets(self, workspace, snapshot, written, due):
        self.calls.append(("record_sheets", due))

    def write_paper(self, snapshot, path, *, paper, language, template, choices, progress, is_cancelled):
        asked = SimpleNamespace(path=path, paper=paper, language=language, template=template, choices=choices)
        self.calls.append(("write_paper", asked))
        self.work(progress, is_cancelled)
        return PaperWritten(path, "ab" * 32, [], 1, snapshot.point, choices.record())

    def revise(self, workspace, paper, since):
        Services().revise(workspace, paper, since)

    def show_log(self):
        self.calls.append(("show_log", None))
        return self.has_log

    def make_sample(self, folder):
        path = folder / "sample.evw"
        make_rich(path).close()
        return path


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def services():
    return FakeServices()


@pytest.fixture
def rich_path(tmp_path):
    path = tmp_path / "Evaluations 2031.evw"
    make_rich(path).close()
    return path


@pytest.fixture
def empty_window(qtbot, tmp_path, answers, services):
    """A window without a workspace."""
    window = build_window(tmp_path / "settings.ini", answers, services)
    qtbot.addWidget(window)
    window.resize(1200, 900)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: window.welcome.isVisible())
    yield window
    window.close()


@pytest.fixture
def window(empty_window, rich_path):
    """A window with the rich workspace open."""
    empty_window.open_path(rich_path)
    return empty_window


@pytest.fixture
def workspace(window) -> Workspace:
    return window.session.workspace


@pytest.fixture
def find(workspace):
    """Return the n-th node of a kind in document order."""

    def of_kind(kind: str, number: int = 0) -> int:
        return list(workspace.tree.of_kind(kind))[number].id

    return of_kind


@pytest.fixture
def field_of(window):
    """Go to a node and return the widget of one of its fields."""

    def widget(node: int, name: str):
        window.tree.select(node)
        return window.page.panel_of(node).form.bindings[name].widget

    return widget
