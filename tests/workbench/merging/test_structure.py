"""What counts as moved and as changed, on small trees made by hand."""

import pytest

from workbench.edits import Edit
from workbench.merging.joining import joined
from workbench.merging.structure import changed_below, moved, same
from workbench.tree import Tree


def tree_of(shape, texts=None):
    """Return a tree of sections and paragraphs: {section id: [paragraph ids]} below workspace 1."""
    tree = Tree()
    insert(tree, 1, None, 0, "workspace")
    for section, paragraphs in shape.items():
        insert(tree, section, 1, len(tree[1].children), "section")
        for paragraph in paragraphs:
            text = {"text": (texts or {}).get(paragraph)}
            insert(tree, paragraph, section, len(tree[section].children), "paragraph", text)
    return tree


def insert(tree, id, parent, index, kind, fields=()):
    place = {"parent": parent, "index": index, "kind": kind, "fields": dict(fields)}
    tree.apply(Edit("insert", id, None, None, place))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({2: [10, 11, 12]}, {2: [10, 11, 12]}, set()),
        ({2: [10, 11, 12]}, {2: [12, 10, 11]}, {12}),
        ({2: [10, 11, 12, 13]}, {2: [11, 12, 13, 10]}, {10}),
        ({2: [10, 11, 12]}, {2: [10, 12]}, set()),
        ({2: [10, 11]}, {2: [10, 20, 11]}, set()),
        ({2: [10, 11], 3: []}, {2: [10], 3: [11]}, {11}),
        ({2: [10, 11], 3: [12]}, {2: [10], 3: [11, 12]}, {11}),
        ({2: [10], 3: [11]}, {3: [11], 2: [10]}, {2}),
        ({2: [10]}, {3: [10]}, {10}),
    ],
)
def test_as_few_nodes_as_possible_have_moved(before, after, expected):
    found = moved(tree_of(before), tree_of(after))
    assert len(found) == len(expected)
    if before != {2: [10], 3: [11]}:  # of two that changed places either may have moved
        assert found == expected


def test_of_two_that_changed_places_one_has_moved():
    assert len(moved(tree_of({2: [10, 11]}), tree_of({2: [11, 10]}))) == 1


def test_ten_thousand_turned_round_are_told_in_no_time():
    ids = range(10, 10_010)
    assert len(moved(tree_of({2: ids}), tree_of({2: reversed(ids)}))) == 9_999


@pytest.mark.parametrize(
    ("shape", "texts", "expected"),
    [
        ({2: [10, 11], 3: [12]}, {}, False),
        ({2: [10, 11], 3: [12]}, {11: "x"}, True),
        ({2: [10, 11], 3: [12]}, {12: "x"}, False),
        ({2: [10], 3: [12]}, {}, True),
        ({2: [11, 10], 3: [12]}, {}, True),
        ({2: [10, 11, 13], 3: [12]}, {}, True),
        ({2: [10, 11, 12], 3: []}, {}, True),
        ({3: [12]}, {}, True),
    ],
)
def test_a_branch_has_changed_where_anything_in_it_has(shape, texts, expected):
    before = tree_of({2: [10, 11], 3: [12]})
    assert changed_below(before, tree_of(shape, texts), 2) is expected
    assert changed_below(tree_of(shape, texts), before, 2) is expected


def test_a_node_that_neither_tree_holds_has_not_changed():
    assert not changed_below(tree_of({}), tree_of({}), 7)


def test_values_are_the_same_where_the_journal_would_not_tell_them_apart():
    assert same(("A", "B"), ("A", "B"))
    assert not same(4, 4.0)
    assert not same(True, 1)
    assert not same(("A", "B"), ("B", "A"))
    assert same({"x": {"a": {}}}, {"x": {"a": {}}})
    assert not same({"a": {}, "b": {}}, {"b": {}, "a": {}})


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
