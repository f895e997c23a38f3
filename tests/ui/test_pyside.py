"""PySide is imported without compiling its own files again, whatever has become of the code that was kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui import pyside

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


def test_a_file_with_another_byte_is_written_anew(tmp_path):
    compiled(tmp_path)
    (kept,) = tmp_path.rglob("*.kept")
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    kept.write_bytes(content)
    assert compiled(tmp_path) > 5
    assert compiled(tmp_path) == 0


def test_where_nothing_may_be_written_it_starts_all_the_same(tmp_path):
    (tmp_path / "file").touch()
    assert compiled(tmp_path / "file") > 5
    assert compiled(tmp_path, PYTHONDONTWRITEBYTECODE="1") > 5
    assert list(tmp_path.rglob("*.kept*")) == []


def test_what_another_python_or_pyside_made_is_replaced(tmp_path, monkeypatch):
    def keep(source):
        with pyside._compiled_once(tmp_path / "code"):
            compile(source, f"{pyside.CARRIED}some.py", "exec")
        return set(pyside._read(tmp_path / "code"))

    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    first = keep(b"x = 1")
    assert keep(b"x = 1") == first
    another = keep(b"x = 2")
    assert len(another) == 1
    assert another != first
    monkeypatch.setattr(pyside, "MAGIC_NUMBER", b"3.99")
    assert keep(b"x = 2").isdisjoint(another)


def test_what_cannot_be_put_in_its_place_leaves_nothing_behind(tmp_path):
    (tmp_path / "code" / "in its place").mkdir(parents=True)
    pyside._write(tmp_path / "code", {})
    assert [path.name for path in tmp_path.iterdir()] == ["code"]
