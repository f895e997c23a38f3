"""What the user set out in the window is so in the next one, and looks follow light and dark at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.screens.looks import dark_palette
from tests.ui.rich import make_rich
from ui.app import build_window
from ui.checks.model import SEVERITY
from ui.columns import FORMS, SIDE, TREE
from ui.icons import IconButton

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def looks(qapp):
    """Give the program its font and colours back."""
    font, palette = QApplication.font(), QApplication.palette()

    def as_before():
        QApplication.setFont(font)
        QApplication.setPalette(palette)

    yield as_before
    as_before()


@pytest.fixture
def next_start(window, rich_path, tmp_path, answers, services, qtbot):
    """Close the window and open the next one on a workspace, the same unless said otherwise."""

    def start(path=rich_path):
        window.close()
        again = build_window(tmp_path / "settings.ini", answers, services)
        qtbot.addWidget(again)
        again.resize(window.size())  # the screen is smaller
        with qtbot.waitSignal(again.panels.arranged):
            again.open_path(path)
            again.show()
        return again

    return start


@pytest.fixture(params=["same", "another"])
def path(request, rich_path, tmp_path):
    """The workspace that is opened in the next window: one that knows its place, or one never seen."""
    if request.param == "same":
        return rich_path
    make_rich(tmp_path / "Another.evw").close()
    return tmp_path / "Another.evw"


def arranged(window, qtbot):
    """Wait until the panels stand where they belong, with handles between them."""
    columns = window.panels.columns
    grip = columns.handle(SIDE)
    qtbot.waitUntil(lambda: grip.isVisible() and grip.x() > columns.sizes()[TREE])


def pull(splitter, handle, by):
    """Pull a handle of a splitter by mouse."""
    grip = splitter.handle(handle)
    start = grip.rect().center()
    QTest.mousePress(grip, LEFT, pos=start)
    QTest.mouseMove(grip, start + QPoint(by, 0))
    QTest.mouseRelease(grip, LEFT, pos=start)
    QApplication.processEvents()


def test_the_tree_is_as_wide_as_the_user_made_it(window, next_start, path, qtbot):
    arranged(window, qtbot)
    usual = window.panels.columns.sizes()[TREE]
    pull(window.panels.columns, FORMS, 60)
    width = window.panels.columns.sizes()[TREE]
    assert width == pytest.approx(usual + 60, abs=2)
    assert next_start(path).panels.columns.sizes()[TREE] == width


def test_the_side_panels_are_as_wide_as_the_user_made_them(window, next_start, path, qtbot):
    arranged(window, qtbot)
    usual = window.panels.columns.sizes()[SIDE]
    pull(window.panels.columns, SIDE, -50)
    width = window.panels.columns.sizes()[SIDE]
    assert width == pytest.approx(usual + 50, abs=2)
    assert next_start(path).panels.columns.sizes()[SIDE] == width


def test_letters_are_as_large_as_the_user_made_them(window, next_start, looks):
    usual = window.tree.view.fontInfo().pointSize()
    for _ in range(3):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Plus, CTRL)
    assert window.tree.view.fontInfo().pointSize() == usual + 3
    looks()
    again = next_start()
    assert again.tree.view.fontInfo().pointSize() == usual + 3
    QTest.keyClick(again.focusWidget(), Qt.Key.Key_0, CTRL)
    assert again.tree.view.fontInfo().pointSize() == usual


# Light and dark ----------------------------------------------------------------------------------------


def in_toolbar(window, node):
    return window.actions_.bars[0].widgetForAction(window.actions_["another"]).grab()


def in_message(window, node):
    return window.bars.findChild(IconButton).grab()


def in_tree(window, node):
    view = window.tree.view
    return view.viewport().grab(view.visualRect(window.tree.model.index_of(node, 1)))


def in_checks(window, node):
    panel = window.panels.checks
    panel.table.clearSelection()
    index = panel.model.index(panel.model.row_of(node), SEVERITY)
    panel.table.scrollTo(index)
    cell = panel.table.visualRect(index)
    return panel.table.viewport().grab(QRect(cell.topLeft(), QSize(cell.height(), cell.height())))  # no words


def shades(picture):
    """Return how light the ground of a picture is, and the darkest and the lightest on it."""
    image = picture.toImage()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    found = [image.pixelColor(*place).lightness() for place in places]
    return found[0], min(found), max(found)


def is_light_on_dark(picture) -> bool:
    ground, _, lightest = shades(picture)
    return ground < 90 and lightest > 180


def is_dark_on_light(picture) -> bool:
    ground, darkest, _ = shades(picture)
    return ground > 180 and darkest < 60


@pytest.mark.parametrize("picture", [in_toolbar, in_message, in_tree, in_checks])
def test_pictures_are_drawn_anew_for_dark_and_again_for_light(picture, window, find, looks, qtbot):
    flagged = find("recommendation", 1)
    window.panels.open("checks")
    window.bars.show_message("said", "Something was said.")
    qtbot.waitUntil(lambda: window.panels.checks.model.row_of(flagged) is not None)
    window.tree.select(flagged)
    window.tree.select(find("recommendation"))  # what is selected has colours of its own
    qtbot.waitUntil(lambda: is_dark_on_light(picture(window, flagged)))
    QApplication.setPalette(dark_palette())
    qtbot.waitUntil(lambda: is_light_on_dark(picture(window, flagged)))
    looks()
    qtbot.waitUntil(lambda: is_dark_on_light(picture(window, flagged)))
