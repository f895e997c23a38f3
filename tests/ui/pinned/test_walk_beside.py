"""A random walk with a node held beside and focus mode: nothing typed is lost, both forms stay true."""

from __future__ import annotations

import random

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.seen import check
from tests.ui.steps import (
    add,
    choose,
    exchange,
    focus,
    go_on,
    hold,
    let_go,
    move,
    redo,
    remove,
    reopen,
    select,
    turn,
    undo,
)
from workbench.workspace import Workspace


@pytest.mark.parametrize("seed", range(3))
def test_a_walk_with_two_forms_never_parts_them_from_the_workspace(window, rich_path, seed, qtbot):
    walk = random.Random(seed)
    steps = [select, select, hold, hold, let_go, exchange, turn, focus, go_on, type_beside, type_beside]
    steps += [type_beside, choose, add, remove, move, undo, undo, redo, grid, reopen]
    for _ in range(90):
        walk.choice(steps)(window, walk, qtbot)
        if walk.random() < 0.3:
            QApplication.processEvents()
        check(window)
        check_beside(window)
    window.session.settle()
    twin = window.session.workspace.tree.copy()
    window.close()
    with Workspace.open(rich_path) as workspace:
        assert workspace.tree == twin


def check_beside(window):
    tree = window.session.workspace.tree
    assert window.pinning.held == 0 or window.pinning.held in tree
    assert window.actions_["hold"].isChecked() == bool(window.pinning.held)
    assert window.actions_["focus"].isChecked() == window.focusing.is_on
    if window.pinning.pane is not None:
        for panel in window.pinning.pane.page.panels:
            for name, binding in panel.form.bindings.items():
                assert binding.is_dirty or binding.read() == tree[panel.form.node].fields[name]


def grid(window, walk, qtbot):
    window.actions_["grid"].trigger()


def type_beside(window, walk, qtbot):
    """Type into a text of either page, or into the one that is alone."""
    pages = [window.page, *([window.pinning.pane.page] if window.pinning.held else [])]
    texts = [
        binding.text_editor
        for page in pages
        for panel in page.panels
        for binding in panel.form.bindings.values()
        if binding.text_editor is not None and binding.text_editor.isVisible()
    ]
    if texts:
        text = walk.choice(texts)
        text.setFocus()
        qtbot.keyClicks(text, walk.choice(["a", "*b*", " c ", "- ", "[[1]]"]))
