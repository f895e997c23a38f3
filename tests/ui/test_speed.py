"""Large workspaces stay quick; measured against Qt's own way in the same run."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSortFilterProxyModel
from PySide6.QtWidgets import QTreeView

from ui.tree_filter import TreeFilter
from ui.tree_model import TreeModel
from ui.tree_view import TreeView
from workbench.numbering import number
from workbench.schema import KINDS
from workbench.search import SearchIndex
from workbench.tree import Node, Tree

WORDS = ["harbour", "light", "tower", "pilot", "buoy", "storm", "tide", "anchor", "vessel", "signal"]


def large_tree() -> Tree:
    """Return a tree of some 100,000 nodes."""
    tree = Tree()

    def add(kind, parent, **fields):
        node = Node(len(tree) + 1, kind, {**KINDS[kind].blank(), **fields}, parent)
        tree.nodes[node.id] = node
        if parent:
            tree.nodes[parent].children.append(node.id)
        else:
            tree.root_id = node.id
        return node.id

    paper = add("paper", add("workspace", None, name="Large"), title="Large")
    for part in range(100):
        section = add("section", add("evaluation", paper, title=f"Part {part}"), role="findings")
        for place in range(90):
            criterion = add("criterion", section, heading=f"Criterion {place}")
            for line in range(10):
                word = WORDS[(part + place + line) % len(WORDS)]
                add(
                    "paragraph",
                    criterion,
                    text=f"Paragraph of {word}, number {part * 900 + place * 10 + line}.",
                )
    return tree


@pytest.fixture(scope="module")
def large(qapp):
    tree = large_tree()
    workspace = SimpleNamespace(tree=tree, numbers=number(tree), writable=True)
    model = TreeModel()
    model.show_workspace(workspace)
    yield SimpleNamespace(tree=tree, model=model, index=SearchIndex(tree, workspace.numbers))
    model.deleteLater()


def timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_filtering_takes_at_most_a_tenth_of_qts_recursive_filter(large, qtbot):
    plain = QSortFilterProxyModel()
    plain.setRecursiveFilteringEnabled(True)
    plain.setSourceModel(large.model)
    their_view = QTreeView()
    qtbot.addWidget(their_view)
    their_view.setUniformRowHeights(True)
    their_view.setModel(plain)
    their_view.show()
    their_view.expand(plain.index(0, 0))
    theirs = min(
        timed(lambda query=query: plain.setFilterFixedString(query)) for query in ("number 4711", "4712.")
    )
    their_view.setModel(None)
    filter = TreeFilter(large.model)
    view = TreeView(large.model, filter)
    qtbot.addWidget(view)
    view.show()
    large.index.warm(10**9)

    def ours(query):
        found = large.index.find(query)
        view.show_found(found.visible)

    times = [timed(lambda query=query: ours(query)) for query in ("number 4711", "4712.", "storm", "p")]
    view.setModel(None)
    assert max(times) <= theirs / 10, (times, theirs)


def test_selecting_and_expanding_in_a_large_tree_is_instant(large, qtbot):
    filter = TreeFilter(large.model)
    view = TreeView(large.model, filter)
    qtbot.addWidget(view)
    view.show()
    last = max(large.tree.nodes)
    assert timed(lambda: view.select(last)) < 0.3
    assert view.selected == last
    view.setModel(None)
