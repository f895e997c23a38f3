"""The table of every panel, where it holds many rows."""

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex
from PySide6.QtWidgets import QApplication, QWidget

from ui.tables import RowTable

ROOT = QModelIndex()
ROWS = 2000


class Many(QAbstractTableModel):
    """Many empty rows; knows how often it was asked how many."""

    asked = 0

    def rowCount(self, parent=ROOT):  # noqa: N802
        self.asked += 1
        return 0 if parent.isValid() else ROWS

    def columnCount(self, parent=ROOT):  # noqa: N802
        return 0 if parent.isValid() else 4

    def data(self, index, role=0):
        return None


@pytest.fixture
def owner(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    return owner


@pytest.fixture
def table(owner, qtbot):
    table = RowTable("Many", owner)
    table.setModel(Many(owner))
    table.resize(400, 300)
    owner.resize(400, 300)
    owner.show()
    qtbot.waitExposed(owner)
    return table


def test_to_paint_itself_the_header_goes_through_no_selected_rows(table):
    table.selectAll()
    assert table.selected_rows() == list(range(ROWS))
    table.model().asked = 0
    table.grab()
    QApplication.processEvents()
    assert table.model().asked < ROWS // 4
