"""What is remembered between two runs, and that nothing is written where nothing changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from ui.settings import Settings


@pytest.fixture
def folder(tmp_path):
    for name in ("One.evw", "Two.evw"):
        (tmp_path / name).touch()
    return tmp_path


def run(folder, *names):
    """Open workspaces as one run of the program does; return which file holds the settings then."""
    path = folder / "settings.ini"
    settings = Settings(path)
    for name in names:
        settings.add_recent(folder / name)
    QCoreApplication.processEvents()
    return path.stat().st_ino


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("before", [("One.evw",), ("One.evw", "Two.evw")])
def test_opening_what_was_open_before_writes_nothing(folder, before):
    assert run(folder, *before) == run(folder, before[-1])


@pytest.mark.usefixtures("qapp")
def test_opening_another_is_written(folder):
    first = run(folder, "One.evw")
    assert run(folder, "Two.evw") != first
    assert [path.name for path in Settings(folder / "settings.ini").recent] == ["Two.evw", "One.evw"]
