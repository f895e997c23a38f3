"""From starting Python to the first painted tree: ours, and a QStandardItemModel with as many rows."""

import pytest

from tests.benchmarks.test_first_paint import OURS, ROUNDS, run
from workbench.workspace import Workspace

pytestmark = [pytest.mark.benchmark(group="first painted rows"), pytest.mark.corpus]

PLAIN = """
import sys
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTreeView
app = QApplication(sys.argv[:1])
model = QStandardItemModel()
for part in range(40):
    top = QStandardItem(f"{part}. A title of about the length that titles have")
    model.appendRow(top)
    for row in range(int(sys.argv[1]) // 40):
        top.appendRow(QStandardItem(f"{row}. What a paragraph begins with, cut off"))
window = QMainWindow()
tree = QTreeView(window)
tree.setModel(model)
window.setCentralWidget(tree)
window.resize(1200, 800)
window.show()
app.processEvents()
assert not window.grab().isNull()
"""


def test_ours(benchmark, gb340, tmp_path):
    path = tmp_path / "W.evw"
    path.write_bytes(gb340.read_bytes())
    benchmark.pedantic(lambda: run(OURS, str(path)), **ROUNDS)


def test_plain(benchmark, gb340):
    with Workspace.open(gb340, writable=False) as workspace:
        nodes = str(len(workspace.tree))
    benchmark.pedantic(lambda: run(PLAIN, nodes), **ROUNDS)
