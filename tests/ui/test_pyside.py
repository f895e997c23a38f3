"""PySide is imported without compiling its own files again, whatever has become of the code that was kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COUNT = """
import sys
compiled = []
sys.addaudithook(lambda event, arguments: event == "compile" and compiled.append(str(arguments[1])))
import builtins
before = builtins.compile
import ui
assert builtins.compile is before
assert builtins.__import__ is not builtins.__feature_import__
from PySide6.QtWidgets import QApplication, QLabel
QApplication([])
assert QLabel("words").text() == "words"
print(sum(name.startswith("shibokensupport/") for name in compiled))
"""


def compiled(caches, **environment):
    """Start Python with its code kept below ``caches``; return how many of PySide's files were compiled."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept.update(environment, PYTHONPYCACHEPREFIX=str(caches))
    command = [sys.executable, "-c", COUNT]
    done = subprocess.run(command, cwd=ROOT, env=kept, check=True, capture_output=True, text=True)
    return int(done.stdout)


def test_the_second_start_compiles_none_of_its_files(tmp_path):
    assert compiled(tmp_path) > 5
    assert compiled(tmp_path) == 0
    assert len(list(tmp_path.rglob("*.kept*"))) == 1


@pytest.mark.parametrize("damage", [b"", b"no code", b"[\x00\x00\x00\x00"], ids=["empty", "text", "list"])
def test_a_damaged_file_is_written_anew(tmp_path, damage):
    compiled(tmp_path)
    (kept,) = tmp_path.rglob("*.kept")
    kept.write_bytes(damage)
    assert compiled(tmp_path) > 5
    assert compiled(tmp_path) == 0


def test_where_nothing_may_be_written_it_starts_all_the_same(tmp_path):
    (tmp_path / "file").touch()
    assert compiled(tmp_path / "file") > 5
    assert compiled(tmp_path, PYTHONDONTWRITEBYTECODE="1") > 5
    assert list(tmp_path.rglob("*.kept*")) == []
