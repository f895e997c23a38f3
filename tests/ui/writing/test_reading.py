"""The texts of a paper come as they are read, from any page on and from the start up to it."""

import pytest

from tests.ui.rich import make_rich
from ui.forms.layout import home
from ui.writing.reading import places_after, places_before, scope_of
from workbench.numbering import printed_order


@pytest.fixture
def workspace(tmp_path):
    with make_rich(tmp_path / "W.evw") as workspace:
        yield workspace


def pages(tree, places):
    return list(dict.fromkeys(home(tree, place.node) for place in places))


def test_every_text_comes_once_whichever_page_the_reading_begins_at(workspace):
    tree = workspace.tree
    paper = next(tree.of_kind("paper")).id
    wanted = {(node.id, name) for node in tree.walk(paper) for name in node.declaration.markup}
    for start in {home(tree, node.id) for node in tree.walk(paper)}:
        before = list(places_before(tree, paper, start))
        after = list(places_after(tree, paper, start))
        read = [*before, *after]
        assert len(read) == len(set(read))
        assert {place for place in wanted if home(tree, place[0]) != start} == set(read)
        assert not [place for place in before if place in after]


def test_pages_come_in_printed_order(workspace):
    tree = workspace.tree
    paper = next(tree.of_kind("paper")).id
    read = [paper, *pages(tree, places_after(tree, paper, paper))]
    printed = [one.node.id for one in printed_order(tree, paper) if one.node.kind != "response"]
    assert [id for id in read if id in printed] == [id for id in printed if id in read]


def test_remarks_behind_the_responses_come_last(workspace):
    tree = workspace.tree
    evaluation = next(tree.of_kind("evaluation")).id
    with workspace.edit("Remarks") as editor:
        section = next(
            (one.id for one in tree.children(evaluation, "section") if one["role"] == "office_response"), None
        ) or editor.insert(evaluation, "section", {"role": "office_response"})
        last = editor.insert(section, "paragraph", {"text": "Last.", "position": "after"})
        first = editor.insert(section, "paragraph", {"text": "First."})
    read = pages(tree, places_after(tree, evaluation, evaluation))
    assert read.index(first) < read.index(last)


def test_what_is_in_no_paper_is_read_with_the_whole_workspace(workspace):
    tree = workspace.tree
    register = next(tree.of_kind("register")).id
    assert scope_of(tree, register) == tree.root_id
    assert scope_of(tree, next(tree.of_kind("recommendation")).id) == next(tree.of_kind("paper")).id
