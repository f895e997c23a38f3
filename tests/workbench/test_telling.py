"""What steps changed, what differs between points, and the ways back."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.rich import make_rich
from tests.workbench.strategies import do_random_edit
from workbench.differences import Piece
from workbench.errors import UserError
from workbench.telling import (
    bring_back,
    can_bring_back,
    can_restore,
    changes_in,
    differing,
    pieces_of,
    texts_of,
)
from workbench.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    with make_rich(tmp_path / "W.evw") as workspace:
        yield workspace


@pytest.fixture
def find(workspace):
    def of_kind(kind, number=0):
        return list(workspace.tree.of_kind(kind))[number].id

    return of_kind


def last(workspace):
    return workspace.batch(workspace.point)


def test_entries_are_listed_newest_first_for_all_or_for_some_nodes(workspace, find):
    node = find("recommendation")
    with workspace.edit("Priority") as editor:
        editor.set(node, "priority", "Low")
    with workspace.edit("Another") as editor:
        editor.set(find("paragraph"), "text", "Other words.")
    assert [entry.label for entry in workspace.entries()] == ["Another", "Priority", "Fill", "New workspace"]
    assert [entry.label for entry in workspace.entries({node})] == ["Priority", "Fill"]
    assert workspace.entries([]) == []
    assert len(workspace.entries(range(100_000))) == 4, "more nodes than SQLite takes parameters"


def test_several_values_of_a_field_in_one_step_are_one_change(workspace, find):
    node = find("recommendation")
    with workspace.edit("Twice") as editor:
        editor.set(node, "priority", "Low")
        editor.set(node, "priority", "Medium")
        editor.set(node, "lead_unit", "PILOTS")
        editor.set(node, "lead_unit", None)
    (change,) = changes_in(last(workspace), workspace.tree)
    assert (change.field, change.before, change.after) == ("priority", "High", "Medium")


def test_the_difference_is_told_word_by_word_as_it_is_read(workspace, find):
    node = find("recommendation")
    with workspace.edit("Words") as editor:
        editor.set(node, "headline", "Mend every *lamp* within three days.")
    (change,) = changes_in(last(workspace), workspace.tree)
    assert pieces_of(workspace.tree, workspace.numbers, change) == [
        Piece("same", "Mend every "),
        Piece("gone", "light "),
        Piece("new", "*lamp* "),
        Piece("same", "within three days."),
    ]


def test_a_change_of_emphasis_alone_shows_its_signs(workspace, find):
    node = find("recommendation")
    with workspace.edit("Words") as editor:
        editor.set(node, "headline", "Mend *every* light within three days.")
    (change,) = changes_in(last(workspace), workspace.tree)
    assert texts_of(workspace.tree, workspace.numbers, change)[1] == "Mend *every* light within three days."


@pytest.mark.parametrize(
    ("kind", "field", "value", "text"),
    [
        ("response", "acceptance", "partially_accepted", "Partially accepted"),
        ("recommendation", "responsible_units", ("PILOTS", "BUOYS"), "PILOTS, BUOYS"),
        ("action", "verified", True, "yes"),
        ("paper", "revision", 2, "2"),
    ],
)
def test_values_are_told_in_words(workspace, find, kind, field, value, text):
    with workspace.edit("Set") as editor:
        editor.set(find(kind), field, value)
    (change,) = changes_in(last(workspace), workspace.tree)
    assert texts_of(workspace.tree, workspace.numbers, change)[1] == text


def test_between_two_points_only_what_differs_in_the_end_is_told(workspace, find):
    node, paragraph = find("recommendation"), find("paragraph", 1)
    start = workspace.point
    with workspace.edit("There") as editor:
        editor.set(node, "priority", "Low")
        gone = editor.insert(find("section"), "paragraph", {"text": "Came and went."})
    with workspace.edit("And back") as editor:
        editor.set(node, "priority", "High")
        editor.remove(gone)
        editor.set(paragraph, "text", "Two methods.")
        new = editor.insert(find("section"), "paragraph", {"text": "Stays."})
        editor.move(paragraph, find("section", 1))
    found = differing(workspace, start)
    assert [(change.op, change.node, change.field) for change in found] == [
        ("insert", new, None),
        ("move", paragraph, None),
        ("set", paragraph, "text"),
    ]
    back = differing(workspace, workspace.point, start)
    assert {(change.op, change.node) for change in back} == {
        ("remove", new),
        ("move", paragraph),
        ("set", paragraph),
    }
    assert differing(workspace, start, start) == []
    with pytest.raises(UserError):
        differing(workspace, "no such point")


@given(st.data())
def test_no_difference_is_missed(data):
    with tempfile.TemporaryDirectory() as folder, Workspace.create(Path(folder) / "W.evw") as workspace:
        with workspace.edit("Start") as editor:
            paper = editor.insert(workspace.tree.root_id, "paper", {"symbol": "S"})
            editor.insert(editor.insert(paper, "section", {"role": "introduction"}), "paragraph")
        start, before = workspace.point, workspace.tree.copy()
        for _ in range(data.draw(st.integers(1, 3), label="batches")):
            with workspace.edit("Random") as editor:
                for _ in range(data.draw(st.integers(1, 5), label="edits")):
                    do_random_edit(editor, data)
        told = differing(workspace, start)
        after = workspace.tree
        for node in [*before.nodes, *after.nodes]:
            own = {(change.op, change.field) for change in told if change.node == node}
            if node not in after or node not in before:
                assert own == {("remove" if node in before else "insert", None)}
                continue
            names = after[node].fields
            differ = {("set", name) for name in names if repr(before[node][name]) != repr(after[node][name])}
            assert {item for item in own if item[0] == "set"} == differ
            if before[node].parent != after[node].parent:
                assert ("move", None) in own


def test_a_value_can_be_restored_unless_it_is_the_present_one(workspace, find):
    node = find("recommendation")
    with workspace.edit("Set") as editor:
        editor.set(node, "priority", "Low")
    (change,) = changes_in(last(workspace), workspace.tree)
    assert can_restore(workspace.tree, change, change.before)
    assert not can_restore(workspace.tree, change, change.after)
    with workspace.edit("Remove") as editor:
        editor.remove(node)
    assert not can_restore(workspace.tree, change, change.before)


def test_what_was_removed_is_brought_back_with_all_below_it(workspace, find):
    node, before = find("recommendation"), workspace.tree.copy()
    with workspace.edit("Remove") as editor:
        editor.remove(find("recommendation", 1))
        editor.remove(node)
    batch = last(workspace)
    with workspace.edit("Restore") as editor:
        bring_back(editor, batch, node)
    assert not can_bring_back(workspace.tree, batch, node)
    section = before[node].parent
    assert workspace.tree[section].children == [id for id in before[section].children if id in workspace.tree]
    for below in before.walk(node):
        assert workspace.tree[below.id].fields == below.fields
        assert workspace.tree[below.id].children == below.children


def test_what_has_lost_its_home_cannot_be_brought_back_alone(workspace, find):
    response = find("response")
    with workspace.edit("Remove") as editor:
        editor.remove(response)
    first = last(workspace)
    assert can_bring_back(workspace.tree, first, response)
    with workspace.edit("Remove") as editor:
        editor.remove(find("recommendation"))
    assert not can_bring_back(workspace.tree, first, response)


def test_emphasis_that_comes_with_other_words_is_shown(workspace, find):
    node = find("paragraph")
    for text in ("One lamp.", "One lamp, or *two*."):
        with workspace.edit("Text") as editor:
            editor.set(node, "text", text)
    change = changes_in(last(workspace), workspace.tree)[0]
    assert texts_of(workspace.tree, workspace.numbers, change) == ("One lamp.", "One lamp, or *two*.")
