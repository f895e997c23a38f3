"""The application: icons for light and dark, the crash report, start-up without heavy libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.contrast import mended
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
    return max((colour.lightness() for colour in colours if colour.alpha() > 200), default=0)


def test_icons_take_the_colour_of_the_palette(qapp, dark):
    assert brightest(icon("bold", dark)) > 200
    assert brightest(icon("bold", QApplication.style().standardPalette())) < 100


def test_every_icon_is_drawn(qapp):
    names = [entry.name.removesuffix(".svg") for entry in (files("resources") / "icons").iterdir()]
    assert len(names) > 15
    for name in names:
        assert not icon(name, qapp.palette()).pixmap(16, 16).isNull()


def test_the_window_follows_a_change_of_palette(window, dark, qtbot):
    qtbot.waitUntil(lambda: brightest(window.actions_["undo"].icon()) > 200)


@pytest.fixture
def before_dark(window, find):
    """A window with every panel open, before the palette becomes dark."""
    window.tree.select(find("recommendation", 1))
    for name in ("preview", "history", "checks"):
        window.panels.open(name)
    QApplication.processEvents()
    return window


def test_marks_and_findings_follow_a_change_of_palette(before_dark, dark, qtbot):
    models = (before_dark.tree.model, before_dark.panels.checks.model)
    qtbot.waitUntil(lambda: all(brightest(sign) > 200 for model in models for sign in model._icons.values()))


def test_links_follow_a_change_of_palette(before_dark, find, dark, qtbot):
    links = before_dark.page.panel_of(find("recommendation", 1))._path
    assert links.text()
    assert colours_in(links.grab()) & {QColor("#7fb2ff").name()}


def test_the_history_follows_a_change_of_palette(before_dark, workspace, find, dark, qtbot):
    history = before_dark.panels.history

    def colours():
        block, found = history.details.document().begin(), set()
        while block.isValid():
            found |= {part.format.foreground().color().name() for part in block.textFormats()}
            block = block.next()
        return found

    link = mended(dark).color(QPalette.ColorRole.Link)  # a theme that turns up is mended at once
    qtbot.waitUntil(lambda: link.name() in colours())


def colours_in(picture):
    image = picture.toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_starting_imports_nothing_heavy():
    code = f"import sys, ui.app; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_source_is_read_to_start_the_window():
    ours = tuple(str(ROOT / package) + os.sep for package in ("ui", "workbench"))
    read = f"[name for name in linecache.cache if name.startswith({ours!r})]"
    code = f"import linecache, ui.window; print({read})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_opening_and_closing_leaves_nothing_behind(window, rich_path, qtbot):
    def objects():
        qtbot.waitUntil(lambda: not any(timer.isActive() for timer in window.findChildren(QTimer)))
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
