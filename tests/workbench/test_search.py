"""Searching: words in any order, accents and case ignored, ancestors kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.folding import fold
from workbench.search import SearchIndex, with_ancestors, words
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "w.evw", name="Élan 2031") as workspace:
        with workspace.edit("fill") as editor:
            paper = editor.insert(editor.tree.root_id, "paper", {"title": "Three *years* of harbours"})
            part = editor.insert(paper, "evaluation", {"title": "Lighthouses"})
            section = editor.insert(part, "section", {"role": "recommendations"})
            for headline in ("Paint the tower", "Répaint the *to*wer’s door", "Count the gulls"):
                editor.insert(
                    section, "recommendation", {"headline": headline, "responsible_units": ["KEEPERS"]}
                )
        yield workspace


@pytest.fixture
def index(workspace: Workspace) -> SearchIndex:
    return SearchIndex(workspace.tree, workspace.numbers)


def kinds(workspace: Workspace, ids: frozenset[int]) -> set[str]:
    return {workspace.tree[id].kind for id in ids}


def found(workspace: Workspace, index: SearchIndex, query: str) -> list[str]:
    return sorted(
        workspace.tree[id].fields.get("headline") or workspace.tree[id].kind
        for id in index.find(query).matches
    )


def test_words_match_in_any_order(workspace: Workspace, index: SearchIndex) -> None:
    assert found(workspace, index, "tower paint") == ["Paint the tower", "Répaint the *to*wer’s door"]


def test_accents_and_case_are_ignored(workspace: Workspace, index: SearchIndex) -> None:
    assert found(workspace, index, "REPAINT") == ["Répaint the *to*wer’s door"]
    assert found(workspace, index, "élan") == ["workspace"]
    assert found(workspace, index, "elan") == ["workspace"]


def test_markup_signs_do_not_hide_a_word(workspace: Workspace, index: SearchIndex) -> None:
    assert found(workspace, index, "tower's") == ["Répaint the *to*wer’s door"]


def test_a_printed_number_is_found_with_its_kind(workspace: Workspace, index: SearchIndex) -> None:
    assert found(workspace, index, "recommendation 3") == ["Count the gulls"]


def test_units_are_found(workspace: Workspace, index: SearchIndex) -> None:
    assert len(index.find("keepers").matches) == 3


def test_ancestors_of_a_hit_stay_visible(workspace: Workspace, index: SearchIndex) -> None:
    found = index.find("gulls")
    assert kinds(workspace, found.visible) == {
        "workspace",
        "paper",
        "evaluation",
        "section",
        "recommendation",
    }
    assert len(found.visible) == 5


def test_a_blank_query_finds_everything(workspace: Workspace, index: SearchIndex) -> None:
    assert index.find("  ").visible == frozenset(workspace.tree.nodes)


def test_no_hit_shows_nothing(index: SearchIndex) -> None:
    assert index.find("submarine").visible == frozenset()


def test_a_change_is_found_after_its_notice(workspace: Workspace, index: SearchIndex) -> None:
    workspace.listen(lambda notice: index.update(notice, workspace.numbers))
    first = next(workspace.tree.of_kind("recommendation"))
    index.find("paint")
    with workspace.edit("Headline") as editor:
        editor.set(first.id, "headline", "Mend the foghorn")
    assert index.find("foghorn").matches == {first.id}
    with workspace.edit("Remove") as editor:
        editor.remove(first.id)
    assert not index.find("foghorn").matches
    assert found(workspace, index, "recommendation 2") == ["Count the gulls"]
    workspace.undo()
    assert index.find("foghorn").matches == {first.id}


def test_reading_ahead_takes_small_portions(index: SearchIndex) -> None:
    assert index.warm(2)
    assert not index.warm(1000)


def test_ancestors_leave_unknown_nodes_out(workspace: Workspace) -> None:
    assert with_ancestors(workspace.tree, [10**9]) == set()


@given(st.text())
def test_folding_twice_changes_nothing_that_words_see(text: str) -> None:
    assert words(fold(text)) == words(text)


def test_what_is_found_by_a_sign_is_not_taken_from_before_when_signs_may_differ(workspace: Workspace) -> None:
    flagged: set[int] = set()
    index = SearchIndex(
        workspace.tree,
        workspace.numbers,
        lambda id: frozenset({"flagged"}) if id in flagged else frozenset(),
        lambda: flagged,
    )
    assert found(workspace, index, "flagged") == []
    flagged.add(next(workspace.tree.of_kind("recommendation")).id)
    assert found(workspace, index, "flagged paint") == ["Paint the tower"]
