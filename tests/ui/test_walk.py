"""A random walk through the window's own commands: views and workspace never differ."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.test_tree_model import list_ids, outline, wanted
from ui.forms.layout import on_page
from ui.text.editor import MarkupEdit
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from workbench.tree import Tree


@pytest.mark.parametrize("seed", range(4))
def test_a_walk_through_commands_never_parts_views_and_workspace(window, rich_path, seed, qtbot):
    walk = random.Random(seed)
    for _ in range(70):
        step = walk.choice(
            [
                select,
                select,
                type_text,
                type_text,
                choose,
                add,
                remove,
                move,
                undo,
                undo,
                redo,
                filter,
                clear_filter,
                reopen,
            ]
        )
        step(window, walk, qtbot)
        check(window)
    window.flush_pending_edits()
    twin = copy_of(window.session.workspace.tree)
    window.close()
    with Workspace.open(rich_path) as workspace:
        assert workspace.tree == twin


def copy_of(tree: Tree) -> Tree:
    return tree.copy()


def check(window):
    tree = window.session.workspace.tree
    assert outline(window.tree.model) == wanted(tree)
    selected = window.tree.selected
    assert selected is None or selected in tree
    if window.page.node:
        assert [panel.form.node for panel in window.page.panels] == [
            p.id for p in on_page(tree, window.page.node)
        ]
    for panel in window.page.panels:
        for name, binding in panel.form.bindings.items():
            if not binding.is_dirty:
                assert binding.read() == tree[panel.form.node].fields[name], (panel.form.kind, name)


def any_node(window, walk):
    return walk.choice(list_ids(wanted(window.session.workspace.tree)))


def select(window, walk, qtbot):
    window.tree.select(any_node(window, walk))


def type_text(window, walk, qtbot):
    if not window.page.panels:
        return
    bindings = [b for panel in window.page.panels for b in panel.form.bindings.values()]
    texts = [b.widget for b in bindings if isinstance(b.widget, MarkupEdit) and b.widget.isVisible()]
    if texts:
        text = walk.choice(texts)
        text.setFocus()
        qtbot.keyClicks(text, walk.choice(["a", "*b*", " c ", "- ", "[[1]]", "(a) "]))
        if walk.random() < 0.3:
            qtbot.keyClick(text, Qt.Key.Key_Return)


def choose(window, walk, qtbot):
    for panel in window.page.panels:
        binding = panel.form.bindings.get("priority")
        if binding:
            binding.widget.setCurrentIndex(walk.randrange(4))
            binding.widget.activated.emit(binding.widget.currentIndex())


def add(window, walk, qtbot):
    kinds = window.editing.kinds_below()
    if kinds:
        window.editing.add_below(walk.choice(kinds))


def remove(window, walk, qtbot):
    node = window.editing.node
    if node and node.parent is not None and walk.random() < 0.5:
        window.editing.remove_selected()


def move(window, walk, qtbot):
    walk.choice([window.editing.move_up, window.editing.move_down])()


def undo(window, walk, qtbot):
    if window.session.workspace.undo_step and window.session.workspace.undo_step.origin != "test":
        window.editing.undo()


def redo(window, walk, qtbot):
    window.editing.redo()


def filter(window, walk, qtbot):
    window.tree.line.setText(walk.choice(["mend", "recommendation", "a", "nothing at all"]))
    window.tree.apply_filter()


def clear_filter(window, walk, qtbot):
    window.tree.clear_filter()


def reopen(window, walk, qtbot):
    path = window.session.workspace.path
    window.files.close()
    assert not window.page.panels
    window.open_path(path)
    QApplication.processEvents()
