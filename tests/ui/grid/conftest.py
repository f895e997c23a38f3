"""A window with the grid shown in place of the form."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui import hands
from ui.grid.model import PLACES


@pytest.fixture
def grid(window, qtbot):
    """The grid of the window, with the focus."""
    window.actions_["grid"].trigger()
    panel = window.gridding.panel
    qtbot.waitUntil(panel.isVisible)
    return panel


@pytest.fixture
def ids(grid):
    return list(grid.model.ids)


@pytest.fixture
def cell(grid):
    """Return the index of a cell."""

    def index(id, column):
        return grid.model.index_of(id, PLACES[column])

    return index


@pytest.fixture
def pick(grid, cell):
    """Select cells: the first with the cursor."""

    def select(*cells):
        grid.view.go_to(*cells[0])
        for id, column in cells:
            grid.view.selectionModel().select(
                cell(id, column), grid.view.selectionModel().SelectionFlag.Select
            )

    return select


@pytest.fixture
def filter_by(grid, qtbot):
    """Type into the filter line and wait for the result."""

    def typed(words):
        grid.bar.line.setFocus()
        grid.bar.line.selectAll()
        qtbot.keyClick(grid.bar.line, Qt.Key.Key_Delete)
        qtbot.keyClicks(grid.bar.line, words)
        grid.arrange()

    return typed


@pytest.fixture
def clipboard(qapp):
    board = QApplication.clipboard()
    yield board
    board.clear()


@pytest.fixture
def keys(window, grid, qtbot):
    """The keyboard, whose keys go to what has the focus."""
    with qtbot.waitActive(window):
        window.activateWindow()
    grid.view.setFocus()
    return hands.Keyboard()
