"""The application: icons for light and dark, the crash report, start-up without heavy libraries."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.crash import CrashReporter
from ui.icons import icon

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("openpyxl", "docx", "lxml", "pypdfium2", "workbench.intake", "workbench.tracking", "workbench.paper")


@pytest.fixture
def dark():
    palette = QPalette()
    for role, colour in (
        ("Window", "#2b2b2e"),
        ("WindowText", "#e6e6e6"),
        ("Base", "#1f1f22"),
        ("Text", "#e6e6e6"),
        ("Button", "#38383c"),
        ("ButtonText", "#e6e6e6"),
        ("Link", "#7fb2ff"),
    ):
        palette.setColor(getattr(QPalette.ColorRole, role), QColor(colour))
    before = QApplication.palette()
    QApplication.setPalette(palette)
    yield palette
    QApplication.setPalette(before)


def brightest(picture):
    image = picture.pixmap(16, 16).toImage()
    colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(colour.lightness() for colour in colours if colour.alpha() > 200)


def test_icons_take_the_colour_of_the_palette(qapp, dark):
    assert brightest(icon("bold", dark)) > 200
    assert brightest(icon("bold", QApplication.style().standardPalette())) < 100


def test_every_icon_is_drawn(qapp):
    names = [entry.name.removesuffix(".svg") for entry in (files("resources") / "icons").iterdir()]
    assert len(names) > 15
    for name in names:
        assert not icon(name, qapp.palette()).pixmap(16, 16).isNull()


def test_the_window_follows_a_change_of_palette(window, dark):
    QApplication.processEvents()
    assert brightest(window.actions_["undo"].icon()) > 200


def test_an_unforeseen_error_is_logged_and_said_once(qapp, tmp_path):
    said = []
    reporter = CrashReporter(tmp_path, said.append)
    try:
        reporter.on_exception(ValueError, ValueError("odd"), None)
    finally:
        reporter.remove()
    assert len(said) == 1
    assert "ValueError: odd" in said[0]
    assert "did not foresee" in said[0]
    assert "ValueError: odd" in reporter.path.read_text(encoding="utf-8")


def test_ctrl_c_is_no_crash(qapp, tmp_path, capsys):
    said = []
    reporter = CrashReporter(tmp_path, said.append)
    reporter.on_exception(KeyboardInterrupt, KeyboardInterrupt(), None)
    reporter.remove()
    assert said == []


def test_a_log_folder_that_cannot_be_made_is_no_crash(qapp, tmp_path):
    (tmp_path / "file").write_text("")
    CrashReporter(tmp_path / "file" / "log", print).remove()


def test_starting_imports_nothing_heavy():
    code = f"import sys, ui.app; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_opening_and_closing_leaves_nothing_behind(window, rich_path):
    def objects():
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(window.findChildren(QObject))

    def look_around():
        window.open_path(rich_path)
        for kind in ("paper", "recommendation", "figure", "paragraph"):
            window.tree.select(next(window.session.workspace.tree.of_kind(kind)).id)
        window.files.close()

    look_around()
    look_around()
    before = objects()
    for _ in range(5):
        look_around()
    assert objects() == before
