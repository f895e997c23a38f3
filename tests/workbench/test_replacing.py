"""Find and replace: hits in what a reader sees, the markup round them kept, one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.strategies import MARKUP
from workbench.editor import Editor
from workbench.folding import bare
from workbench.markup import anchors, plain_blocks
from workbench.numbering import number
from workbench.replacing import PORTION, Wanted, capitalized, find, portions, put, replacements
from workbench.tree import Tree
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.numbering import Numbers
    from workbench.replacing import Hit


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "w.evw", name="Harbours") as workspace:
        with workspace.edit("fill") as editor:
            editor.insert(1, "paper", {"symbol": "HA.1", "title": "Harbours"})
        yield workspace


def replace_all(editor: Editor, numbers: Numbers, hits: list[Hit], by: str, **options: bool) -> int:
    return put(editor, replacements(editor.tree, numbers, hits, by, **options))


@pytest.fixture
def retitled(workspace: Workspace):
    """Return what becomes of a text of a paper when something in it is replaced."""

    def replaced(text: str, wanted: str, by: str, **options: bool) -> str:
        paper = next(workspace.tree.of_kind("paper")).id
        with workspace.edit("text") as editor:
            editor.set(paper, "main_outcome", text)
        with workspace.edit("replace") as editor:
            hits = list(find(workspace.tree, workspace.numbers, Wanted(wanted, **options), [paper]))
            replace_all(editor, workspace.numbers, [h for h in hits if h.field == "main_outcome"], by)
        return workspace.tree[paper]["main_outcome"]

    return replaced


def test_words_are_replaced_wherever_they_stand(retitled) -> None:
    assert retitled("a pier, a Pier", "pier", "quay") == "a quay, a quay"


def test_case_counts_where_it_is_asked_for(retitled) -> None:
    assert retitled("a pier, a Pier", "Pier", "Quay", match_case=True) == "a pier, a Quay"


@pytest.mark.parametrize(
    ("text", "wanted", "comes"),
    [
        ("la coopération, Coopération", "cooperation", "la X, X"),
        ("la cooperation", "coopération", "la X"),
        ("coope\u0301ration cafe\u0301.", "cooperation", "X cafe\u0301."),
        ("un cafe\u0301.", "cafe", "un X."),
        ("the ﬁne oﬃce", "fine", "the X oﬃce"),
        ("the ﬁne oﬃce", "f", "the ﬁne oﬃce"),
        ("die Straße, STRASSE", "strasse", "die X, X"),
        ("die Straße", "s", "die Xtraße"),
        ("İstanbul und É", "e", "İstanbul und X"),
        ("d’État – *É*tat", "etat", "d’X – *X*"),
        ("- déjà vu\n- deja", "(deja", "- déjà vu\n- deja"),
        ("à côté\u00a0d’un", "a cote d'un", "X"),
        ("2020–21, 2020-21, 2020‑21", "2020-21", "2020–21, X, X"),
    ],
)
def test_accents_are_ignored_and_letters_replaced_whole(retitled, text: str, wanted: str, comes: str) -> None:
    assert retitled(text, wanted, "X") == comes


def test_accents_count_where_case_does(retitled) -> None:
    text = "coopération, cooperation, coope\u0301ration, e\u0301, e"
    assert retitled(text, "cooperation", "X", match_case=True) == text.replace("cooperation", "X")
    assert retitled(text, "e", "X", match_case=True).endswith("e\u0301, X")


@given(st.text("aeéèEÉe\u0301\u0308ßﬁ2² –x"), st.text("aeéEsfi2 x", min_size=1, max_size=3))
def test_what_is_found_reads_as_what_was_asked_for(text: str, wanted: str) -> None:
    sought = Wanted(wanted).sought()
    assert (sought is None) == (not wanted.strip())
    for start, end in sought.spans(text, 0) if sought else ():
        assert bare(text[start:end]).split() == bare(wanted).split()
        assert bare(text[end : end + 1]) or end == len(text), "no accent is left alone"


@pytest.mark.parametrize(
    ("found", "by", "comes"),
    [
        ("recommendations", "proposals", "proposals"),
        ("Recommendations", "proposals", "Proposals"),
        ("RECOMMENDATIONS", "proposals", "PROPOSALS"),
        ("recommendations", "Proposals", "Proposals"),
        ("A", "one", "One"),
        ("Pier", "", ""),
        ("2", "two", "two"),
        ("É", "âge", "Âge"),
    ],
)
def test_words_take_the_capitals_of_what_they_replace(found: str, by: str, comes: str) -> None:
    assert capitalized(by, found) == comes


def test_capitals_are_kept_where_it_is_asked_for(workspace: Workspace) -> None:
    with workspace.edit("text") as editor:
        editor.set(2, "main_outcome", "a pier, *Pi*ers, PIER")
    with workspace.edit("replace") as editor:
        hits = list(find(workspace.tree, workspace.numbers, Wanted("pier")))
        replace_all(editor, workspace.numbers, hits, "quay", keep_capitals=True)
    assert workspace.tree[2]["main_outcome"] == "a quay, *Quay*s, QUAY"


def test_parts_of_words_stay_where_whole_words_are_asked_for(retitled) -> None:
    assert retitled("piers and pier", "pier", "quay", whole_words=True) == "piers and quay"


def test_emphasis_round_and_within_a_hit_stays(retitled) -> None:
    assert retitled("the *long* pier", "pier", "quay") == "the *long* quay"
    assert retitled("the *long pier* here", "pier", "quay") == "the *long quay* here"
    assert retitled("the lo*ng pi*er here", "pier", "quay") == "the lo*ng quay* here"
    assert retitled("mid*dle*man", "dle", "sol") == "mid*sol*man"


def test_a_hit_across_emphasis_is_found(retitled) -> None:
    assert retitled("one *two* three", "one two", "1 2") == "1 2 three"


def test_links_and_lists_stay(retitled) -> None:
    assert (
        retitled("- a [big pier](http://x.y/pier)\n- b", "pier", "quay")
        == "- a [big quay](http://x.y/pier)\n- b"
    )
    assert retitled("(a) pier", "a", "b") == "(a) pier"


def test_signs_of_markup_are_found_and_put_in_as_they_look(retitled) -> None:
    assert retitled(r"2 \* 3", "*", "x") == "2 x 3"
    assert retitled("a pier", "pier", "*pier*") == r"a \*pier\*"
    assert retitled("x pier", "x", "-") == r"\- pier"


def test_a_block_of_which_nothing_is_left_goes(retitled) -> None:
    assert retitled("- pier\n- quay", "pier", "") == "- quay"
    assert retitled("pier", "pier", "") is None


def test_quotes_and_blanks_of_any_kind_are_alike(retitled) -> None:
    assert retitled("the Office’s\u00a0plan", "office's plan", "plan") == "the plan"


def test_a_footnote_mark_within_a_hit_stays_behind_it(workspace: Workspace) -> None:
    paper = next(workspace.tree.of_kind("paper")).id
    with workspace.edit("note") as editor:
        note = editor.insert(paper, "footnote", {"text": "n"})
        editor.set(paper, "purpose", f"one pi[^{note}]er more")
    with workspace.edit("replace") as editor:
        hits = list(find(workspace.tree, workspace.numbers, Wanted("pier")))
        replace_all(editor, workspace.numbers, hits, "quay")
    assert workspace.tree[paper]["purpose"] == f"one quay[^{note}] more"


def test_a_live_number_in_a_hit_is_told(workspace: Workspace) -> None:
    paper = next(workspace.tree.of_kind("paper")).id
    with workspace.edit("live") as editor:
        editor.set(paper, "purpose", "see [[symbol]] here")
    (hit,) = find(workspace.tree, workspace.numbers, Wanted("see HA.1"))
    assert hit.breaks
    (other,) = find(workspace.tree, workspace.numbers, Wanted("see"))
    assert not other.breaks


def test_one_batch_and_one_step_to_undo(workspace: Workspace) -> None:
    before = workspace.tree.copy()
    with workspace.edit("replace") as editor:
        hits = list(find(workspace.tree, workspace.numbers, Wanted("harbours")))
        assert replace_all(editor, workspace.numbers, hits, "ports") == 2
    assert {workspace.tree[1]["name"], workspace.tree[2]["title"]} == {"ports"}
    workspace.undo()
    assert workspace.tree == before


def test_keys_of_units_are_found_but_stay(workspace: Workspace) -> None:
    with workspace.edit("unit") as editor:
        editor.insert(editor.insert(1, "register"), "unit", {"abbreviation": "PIER"})
    (hit,) = find(workspace.tree, workspace.numbers, Wanted("pier"))
    assert hit.is_fixed
    with workspace.edit("replace") as editor:
        assert replace_all(editor, workspace.numbers, [hit], "QUAY") == 0


def test_a_hit_that_is_no_longer_there_stays_as_it_is(workspace: Workspace) -> None:
    hits = list(find(workspace.tree, workspace.numbers, Wanted("harbours")))
    with workspace.edit("title") as editor:
        editor.set(2, "title", "Big harbours")
    with workspace.edit("replace") as editor:
        assert replace_all(editor, workspace.numbers, hits, "ports") == 1
    assert workspace.tree[2]["title"] == "Big harbours"


def test_a_text_that_was_changed_meanwhile_stays_as_it_is(workspace: Workspace) -> None:
    hits = list(find(workspace.tree, workspace.numbers, Wanted("harbours")))
    found = list(replacements(workspace.tree, workspace.numbers, hits, "ports"))
    with workspace.edit("title") as editor:
        editor.set(2, "title", "Big harbours")
    with workspace.edit("replace") as editor:
        assert put(editor, found) == 1
    assert (workspace.tree[1]["name"], workspace.tree[2]["title"]) == ("ports", "Big harbours")


@given(MARKUP, st.sampled_from(["a", "e", " ", "1", "the"]), st.sampled_from(["", "x", "* [", "a b"]))
def test_a_reader_sees_the_words_replaced_and_nothing_else(text: str, wanted: str, by: str) -> None:
    editor = Editor(Tree(), 1)
    root = editor.insert(None, "workspace")
    paper = editor.insert(root, "paper", {"purpose": text})
    before = plain_blocks(editor.tree[paper]["purpose"], str)
    marks = anchors(editor.tree[paper]["purpose"])
    numbers = number(editor.tree)
    hits = [hit for hit in find(editor.tree, numbers, Wanted(wanted)) if not hit.breaks]
    replace_all(editor, numbers, hits, by)
    after = plain_blocks(editor.tree[paper]["purpose"], str)
    if not hits:
        assert after == before
    assert anchors(editor.tree[paper]["purpose"]) == marks


def test_portions_hold_what_is_found_at_once(workspace: Workspace) -> None:
    with workspace.edit("more") as editor:
        register = editor.insert(1, "register")
        for place in range(2 * PORTION):
            name = f"Keeper of lamp {place}" if place % 7 else None
            editor.insert(register, "unit", {"abbreviation": f"U{place}", "name": name})
    parts = list(portions(workspace.tree, workspace.numbers, Wanted("LAMP")))
    assert len(parts) == 3
    assert [hit for part in parts for hit in part] == list(
        find(workspace.tree, workspace.numbers, Wanted("LAMP"))
    )
    assert sum(map(len, parts)) == 2 * PORTION - len(range(0, 2 * PORTION, 7))


@pytest.mark.parametrize(
    "text", ["a *b*ulb", r"a \*bulb", "a [bulb](http://x.example)", "a bulb", "- a\n  bulb"]
)
def test_what_a_reader_sees_is_found_whatever_signs_are_in_the_text(retitled, text: str) -> None:
    assert "lamp" in retitled(text, "bulb", "lamp")
