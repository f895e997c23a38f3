"""Setting a field of 1,000 recommendations in the grid beside a plain table with an undo stack.

Ours is written to disk, journalled, checked and shown; the plain way changes cells in memory.
"""

import itertools

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QTableView

from tests.benchmarks.thousand import make_thousand
from tests.ui.conftest import Answers, FakeServices
from ui.app import build_window

pytestmark = [
    pytest.mark.benchmark(group="setting a field of 1,000 recommendations"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
]
ROUNDS = {"rounds": 5, "warmup_rounds": 1}
COLUMNS, COLUMN = 11, 4
VALUES = itertools.cycle(["Low", "Medium"])


def test_ours(benchmark, qtbot, tmp_path):
    path = tmp_path / "W.evw"
    make_thousand(path).close()
    window = build_window(tmp_path / "settings.ini", Answers(), FakeServices())
    qtbot.addWidget(window)
    window.show()
    window.open_path(path)
    window.gridding.show_grid()
    grid = window.gridding.panel
    ids = list(grid.model.ids)

    def set_all():
        grid.changing.set_many(ids, "recommendation.priority", next(VALUES))
        grid.view.viewport().repaint()

    benchmark.pedantic(set_all, **ROUNDS)
    assert len(ids) == 1000
    window.close()


class SetCell(QUndoCommand):
    def __init__(self, item, value):
        super().__init__("Set a cell")
        self.item, self.before, self.after = item, item.text(), value

    def redo(self):
        self.item.setText(self.after)

    def undo(self):
        self.item.setText(self.before)


def test_plain(benchmark, qtbot):
    model, stack = QStandardItemModel(1000, COLUMNS), QUndoStack()
    for row in range(1000):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"Cell {row}, {column}"))
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.show()

    def set_all():
        value = next(VALUES)
        stack.beginMacro("Priority")
        for row in range(1000):
            stack.push(SetCell(model.item(row, COLUMN), value))
        stack.endMacro()
        view.viewport().repaint()

    benchmark.pedantic(set_all, **ROUNDS)
    view.setModel(None)
