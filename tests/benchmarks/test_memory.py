"""Memory of the window with 100,000 nodes open beside a tree view on a standard item model of as many.

Each in a process of its own, without what Python with PySide6 takes by itself. The plain way holds three
columns with the same texts, and nothing else: no fields, no numbers, no checks, no search.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.large import make_large
from workbench.workspace import Workspace

pytestmark = pytest.mark.benchmark(group="memory at 100,000 nodes")
ROOT = Path(__file__).resolve().parents[2]

RESIDENT = """
import os, sys, time
from pathlib import Path
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
"""
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QTreeView
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.setCentralWidget(QTreeView(window))
window.resize(1400, 900)
window.show()
app.processEvents()
"""
OURS = """
from ui.app import application, build_window
app = application()
window = build_window(Path(sys.argv[1]).with_name("settings.ini"))
window.resize(1400, 900)
window.show()
window.open_path(Path(sys.argv[1]))
end = time.monotonic() + 60
while time.monotonic() < end and not window.session.is_open:
    app.processEvents()
while time.monotonic() < end and not (window.session.checks.is_done and not window.tree.index().warm(1000)):
    app.processEvents()
assert window.session.checks.is_done
"""
PLAIN = """
import json
from PySide6.QtGui import QStandardItem, QStandardItemModel
model, items = QStandardItemModel(), {}
for line in open(sys.argv[1], encoding="utf-8"):
    id, parent, *texts = json.loads(line)
    row = [QStandardItem(text) for text in texts]
    items[id] = row[0]
    (items[parent] if parent else model).appendRow(row)
items.clear()
view = window.centralWidget()
view.setUniformRowHeights(True)
view.setModel(model)
app.processEvents()
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A workspace, and what the plain way shows of it: kind, first text, second text."""
    path = tmp_path_factory.mktemp("memory") / "W.evw"
    make_large(path).close()
    with Workspace.open(path, writable=False) as workspace, path.with_name("W.json").open("w") as lines:
        for node in workspace.tree.walk():
            texts = [value for value in node.fields.values() if isinstance(value, str) and value]
            lines.write(json.dumps([node.id, node.parent, node.kind, *(texts + ["", ""])[:2]]) + "\n")
    return path, path.with_name("W.json")


def bytes_of(script, *arguments):
    code = f"{RESIDENT}{script}\nprint(resident(), flush=True)\nos._exit(0)"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return int(done.stdout.split()[-1])


@pytest.fixture(scope="module")
def bare():
    return bytes_of(BARE)


def test_ours(benchmark, files, bare):
    benchmark.extra_info["bytes"] = benchmark.pedantic(bytes_of, (OURS, files[0])) - bare


def test_plain(benchmark, files, bare):
    benchmark.extra_info["bytes"] = benchmark.pedantic(bytes_of, (BARE + PLAIN, files[1])) - bare
