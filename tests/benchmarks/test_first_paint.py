"""From starting Python to the first painted window: ours on the real paper, and a bare one with a tree."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.benchmark(group="first painted window"), pytest.mark.corpus]
ROOT = Path(__file__).resolve().parents[2]
ROUNDS = {"rounds": 25, "warmup_rounds": 2}

OURS = """
import sys
from pathlib import Path
from ui.app import application, build_window
app = application()
window = build_window(Path(sys.argv[1]).with_name("settings.ini"))
window.resize(1200, 800)
window.show()
window.open_path(Path(sys.argv[1]))
app.processEvents()
assert not window.grab().isNull()
"""

PLAIN = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTreeView
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.setCentralWidget(QTreeView(window))
window.resize(1200, 800)
window.show()
app.processEvents()
assert not window.grab().isNull()
"""


def run(script, *arguments):
    command = [sys.executable, "-c", f"{script}\nimport os; os._exit(0)", *arguments]
    # With compiled modules, as every start after the first has them.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def test_ours(benchmark, gb340, tmp_path):
    path = tmp_path / "W.evw"
    path.write_bytes(gb340.read_bytes())
    benchmark.pedantic(lambda: run(OURS, str(path)), **ROUNDS)


def test_plain(benchmark):
    benchmark.pedantic(lambda: run(PLAIN), **ROUNDS)
