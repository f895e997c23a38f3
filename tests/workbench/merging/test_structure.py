"""What counts as moved and as changed, on small trees made by hand."""

import pytest

from tests.workbench.merging.trees import tree_of
from workbench.merging.structure import changed_below, moved, same


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
