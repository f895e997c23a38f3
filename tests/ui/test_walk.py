"""Random walks through all that the window can do: its views and the workspace never differ."""

from __future__ import annotations

import os
import random

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui import steps
from tests.ui.seen import check, check_rested
from workbench.workspace import Workspace

MANY = os.environ.get("EVW_CI") == "1"
WALKS = {
    "everything": steps.EVERYTHING,
    "forms": [*steps.EDITS, *steps.TREE],
    "grid": [*steps.CELLS, *steps.EDITS, steps.select],
    "panels": [*steps.SIDES, *steps.EDITS, *steps.TREE],
    "beside": [*steps.BESIDE, *steps.EDITS, steps.grid, *steps.TREE],
}
LENGTH = 60


@pytest.mark.parametrize("seed", range(12 if MANY else 2))
@pytest.mark.parametrize("name", WALKS)
def test_a_walk_never_parts_views_and_workspace(window, rich_path, name, seed, qtbot):
    walk_about(window, random.Random(f"{name} {seed}"), WALKS[name], qtbot)
    window.session.settle()
    twin = window.session.workspace.tree.copy()
    window.close()
    with Workspace.open(rich_path) as workspace:
        assert workspace.tree == twin


def walk_about(window, walk, steps, qtbot):
    """Take steps and compare after each; what went before a failure is told with it."""
    taken = []
    try:
        for _ in range(LENGTH):
            step = walk.choice(steps)
            taken.append(step.__name__)
            step(window, walk, qtbot)
            if walk.random() < 0.3:
                QApplication.processEvents()
            check(window)
            if walk.random() < 0.3:
                taken.append("(rest)")
                check_rested(window)
        check_rested(window)
    except Exception as error:
        error.add_note(f"after {' '.join(taken)}")
        raise
