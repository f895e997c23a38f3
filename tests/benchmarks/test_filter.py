"""Filtering 100,000 nodes in the tree beside Qt's own recursive filter; both from key to settled view."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSortFilterProxyModel
from PySide6.QtWidgets import QTreeView

from ui.tree_model import TreeModel
from ui.tree_view import TreeView
from workbench.numbering import number
from workbench.schema import KINDS
from workbench.search import SearchIndex
from workbench.tree import Node, Tree

pytestmark = pytest.mark.benchmark(group="filtering 100,000 nodes")
ROUNDS = {"rounds": 4, "warmup_rounds": 1}
WORDS = ["harbour", "light", "tower", "pilot", "buoy", "storm", "tide", "anchor", "vessel", "signal"]
QUERIES = ["4711", "storm", "p"]  # a few hits, a tenth of all, every node


@pytest.fixture(scope="module")
def large(qapp):
    """A tree of 100,000 nodes: 100 parts of 90 criteria with ten paragraphs each."""
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
                text = f"Paragraph of {word}, number {part * 900 + place * 10 + line}."
                add("paragraph", criterion, text=text)
    numbers = number(tree)
    model = TreeModel()
    model.show_workspace(SimpleNamespace(tree=tree, numbers=numbers, writable=True))
    yield SimpleNamespace(model=model, index=SearchIndex(tree, numbers))
    model.deleteLater()


def test_ours(benchmark, large, qtbot):
    view = TreeView(large.model)
    qtbot.addWidget(view)
    view.show()
    large.index.warm(10**9)

    def filter_by_each():
        for query in QUERIES:
            view.show_found(large.index.find(query).visible)

    benchmark.pedantic(filter_by_each, **ROUNDS)
    view.setModel(None)


def test_plain(benchmark, large, qtbot):
    proxy = QSortFilterProxyModel()
    proxy.setRecursiveFilteringEnabled(True)
    proxy.setSourceModel(large.model)
    view = QTreeView()
    qtbot.addWidget(view)
    view.setUniformRowHeights(True)
    view.setModel(proxy)
    view.show()
    view.expand(proxy.index(0, 0))

    def filter_by_each():
        for query in QUERIES:
            proxy.setFilterFixedString(query)

    benchmark.pedantic(filter_by_each, **ROUNDS)
    view.setModel(None)
