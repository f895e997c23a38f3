"""What a search finds is marked where it is painted: on a ground of its own, and underlined as well."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from tests.screens.looks import dark_palette
from ui.checks.model import MESSAGE
from ui.grid.model import PLACES
from ui.history.model import WHAT
from ui.hits import DARK_MARK, LIGHT_MARK
from ui.replacing.model import AFTER, BEFORE, PLACE

HEADLINE = PLACES["recommendation.headline"]


class Painted:
    """A cell as it is painted, and what of it has the ground of hits."""

    def __init__(self, view, index) -> None:
        view.scrollTo(index)
        image = view.viewport().grab(view.visualRect(index)).toImage()
        self.is_dark = view.palette().base().color().lightness() < 128
        ground = (DARK_MARK if self.is_dark else LIGHT_MARK).rgb()
        self.lines = [[image.pixel(x, y) for x in range(image.width())] for y in range(image.height())]
        self.places = [x for line in self.lines for x, colour in enumerate(line) if colour == ground]

    @property
    def is_marked(self) -> bool:
        return bool(self.places)

    @property
    def is_underlined(self) -> bool:
        """Whether a line of ink runs below the whole of one marked word; no letter is so wide."""
        first, last = min(self.places), max(self.places)
        inks = ([self._is_ink(colour) for colour in line[first : last + 1]] for line in self.lines)
        return any(ink.count(True) > 0.9 * len(ink) for ink in inks)

    def _is_ink(self, colour) -> bool:
        lightness = QColor(colour).lightness()
        return lightness > 180 if self.is_dark else lightness < 80


@pytest.fixture(params=["light", "dark"])
def look(request, qapp):
    before = QApplication.palette()
    if request.param == "dark":
        QApplication.setPalette(dark_palette())
    yield request.param
    QApplication.setPalette(before)


def test_the_tree_paints_what_its_filter_found(look, window, find, qtbot):
    view, hit, above = window.tree.view, find("recommendation"), find("evaluation")
    view.expandAll()
    assert not Painted(view, view.index_of(hit)).is_marked
    qtbot.keyClicks(window.tree.line, "every")
    qtbot.waitUntil(lambda: Painted(view, view.index_of(hit)).is_marked)
    assert Painted(view, view.index_of(hit)).is_underlined
    assert not Painted(view, view.index_of(above)).is_marked
    window.tree.line.clear()
    assert not Painted(view, view.index_of(hit)).is_marked


def test_a_found_word_is_marked_in_the_selected_row_too(window, find, qtbot):
    view, hit = window.tree.view, find("recommendation")
    window.tree.select(hit)
    qtbot.keyClicks(window.tree.line, "every")
    qtbot.waitUntil(lambda: Painted(view, view.index_of(hit)).is_marked)
    assert view.selected == hit
    assert Painted(view, view.index_of(hit)).is_underlined


def test_the_grid_paints_what_its_filter_found(look, window, find, qtbot):
    window.actions_["grid"].trigger()
    panel, hit = window.gridding.panel, find("recommendation")

    def cell(column):
        return Painted(panel.view, panel.model.index_of(hit, column))

    qtbot.waitUntil(panel.isVisible)
    assert not cell(HEADLINE).is_marked
    qtbot.keyClicks(panel.bar.line, "every")
    qtbot.waitUntil(lambda: cell(HEADLINE).is_marked)
    assert cell(HEADLINE).is_underlined
    assert not cell(PLACES["recommendation.priority"]).is_marked
    panel.bar.line.clear()
    qtbot.waitUntil(lambda: not cell(HEADLINE).is_marked)


@pytest.mark.parametrize(("panel", "column"), [("checks", MESSAGE), ("history", WHAT)])
def test_checks_and_history_paint_what_their_filter_found(window, find, panel, column, qtbot):
    with window.session.edit("Priority") as editor:
        editor.set(find("recommendation"), "priority", "Low")
    window.tree.select(find("recommendation"))
    window.actions_[panel].trigger()
    shown = getattr(window.panels, panel)
    qtbot.waitUntil(lambda: shown.model.rowCount() > 0)

    def cell(column):
        return Painted(shown.table, shown.model.index(0, column))

    words = shown.model.index(0, column).data().split()[-1].upper()
    shown.line.setText(words)
    qtbot.waitUntil(lambda: shown.model.rowCount() > 0 and cell(column).is_marked)
    assert not cell(0).is_marked
    shown.line.clear()
    qtbot.waitUntil(lambda: not cell(column).is_marked)


def test_find_and_replace_paints_what_goes_and_what_comes(look, window, qtbot):
    window.actions_["replace"].trigger()
    dialog = window.replacing.dialog
    qtbot.waitUntil(dialog.isVisible)

    def cell(column):
        return Painted(dialog.table, dialog.model.index(0, column))

    qtbot.keyClicks(dialog.line, "every light")
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    assert cell(BEFORE).is_marked
    assert cell(BEFORE).is_underlined
    assert not cell(AFTER).is_marked
    qtbot.keyClicks(dialog.by_line, "each lamp")
    assert cell(AFTER).is_marked
    assert cell(AFTER).is_underlined
    assert not cell(PLACE).is_marked
