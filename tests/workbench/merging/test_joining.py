"""Two states joined without asking."""

import pytest

from tests.workbench.merging.trees import insert, tree_of
from workbench.merging.joining import joined
from workbench.tree import Tree

ROOT = {2: [10, 11], 3: [12]}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (ROOT, ROOT, ROOT),
        ({2: [10, 11, 20], 3: [12]}, {2: [10, 21, 11], 3: [12]}, {2: [10, 21, 11, 20], 3: [12]}),
        ({2: [10], 3: [12]}, {2: [10, 11], 3: []}, {2: [10], 3: []}),
        ({2: [10], 3: [12, 11]}, ROOT, {2: [10], 3: [12, 11]}),
        (ROOT, {2: [10], 3: [12, 11]}, {2: [10], 3: [12, 11]}),
        ({2: [10, 11, 20], 3: [12]}, {3: [12]}, {2: [10, 11, 20], 3: [12]}),
        ({3: [12]}, {2: [10, 11, 20], 3: [12]}, {3: [12]}),
        ({2: [10, 11]}, {3: [12], 4: [20]}, {4: [20]}),
    ],
)
def test_joined_trees_hold_what_each_side_did(one, other, expected):
    assert joined(tree_of(ROOT), tree_of(one), tree_of(other)) == tree_of(expected)


def test_joined_trees_keep_the_older_value_where_both_sides_differ():
    one = tree_of(ROOT, {10: "ours", 11: "one only", 12: "same"})
    other = tree_of(ROOT, {10: "theirs", 12: "same"})
    assert joined(tree_of(ROOT, {10: "old"}), one, other) == tree_of(
        ROOT, {10: "old", 11: "one only", 12: "same"}
    )


def test_joined_trees_leave_a_node_moved_apart_where_it_was():
    root, one = tree_of({2: [10], 3: [], 4: []}), tree_of({2: [], 3: [10], 4: []})
    assert joined(root, one, tree_of({2: [], 3: [], 4: [10]})) == root


def test_a_branch_that_one_removed_and_the_other_changed_is_as_it_was():
    one = tree_of({2: [10, 11]}, {10: "changed"})
    assert joined(tree_of({2: [10, 11]}), one, tree_of({})) == tree_of({2: [10, 11]})
    assert joined(tree_of({2: [10, 11]}), tree_of({}), one) == tree_of({})


def test_joined_trees_never_hang_in_a_circle():
    def nested(*pairs):
        tree = Tree()
        insert(tree, 1, None, 0, "workspace")
        for id, parent in pairs:
            insert(tree, id, parent, 0, "section")
        return tree

    root = nested((2, 1), (3, 1))
    both = joined(root, nested((3, 1), (2, 3)), nested((2, 1), (3, 2)))
    assert {node.id for node in both.walk()} == {1, 2, 3}
