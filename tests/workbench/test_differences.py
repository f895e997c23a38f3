"""Word-level differences: complete, readable, and quick for long texts."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.differences import differences

words = st.sampled_from(["lamps", "ports", "the", "and", "Office", "(a)", "• ", "…", "één", "e\u0301", "港"])
glue = st.sampled_from([" ", "  ", "\n", "\n\n", ", ", "", ".\n", "\t"])
texts = st.lists(st.tuples(words, glue), max_size=25).map(lambda parts: "".join(map("".join, parts)))


def pieces(before, after):
    return [(piece.kind, piece.text) for piece in differences(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("", "new text", [("new", "new text")]),
        ("old", "", [("gone", "old")]),
        ("as it was", "as it was", [("same", "as it was")]),
        ("lamps", "lamps now", [("same", "lamps "), ("new", "now")]),
        ("We agree.", "We agree in part.", [("same", "We agree "), ("new", "in part"), ("same", ".")]),
        ("nine ports", "ten ports", [("gone", "nine "), ("new", "ten "), ("same", "ports")]),
        ("One. Two.", "One.\nTwo.", [("same", "One."), ("new", "\n"), ("same", "Two.")]),
        ("two  blanks", "two blanks", [("same", "two blanks")]),
    ],
)
def test_what_changed_is_told_word_by_word(before, after, expected):
    assert pieces(before, after) == expected


def test_words_shared_by_chance_do_not_break_up_a_change():
    found = pieces("We accept, in part, for reasons of cost.", "Nobody can pay, so the unit declines.")
    assert [kind for kind, _ in found] == ["gone", "new", "same"]


@given(texts, texts)
def test_same_and_new_are_the_text_after_and_same_and_gone_the_words_before(before, after):
    found = pieces(before, after)
    assert "".join(text for kind, text in found if kind != "gone") == after
    words_before = "".join(text if kind == "gone" else f"{text} " for kind, text in found if kind != "new")
    assert "".join(words_before.split()) == "".join(before.split())


@given(texts, texts)
def test_neighbouring_pieces_differ_in_kind_and_none_is_empty(before, after):
    found = pieces(before, after)
    assert all(one[0] != other[0] for one, other in zip(found, found[1:], strict=False))
    assert all(text for _, text in found)


@pytest.mark.parametrize("share", [0.02, 0.5, 1.0])
def test_thirty_thousand_letters_are_compared_at_once(share):
    rng = random.Random(7)
    vocabulary = [f"word{number}" for number in range(700)]
    old = rng.choices(vocabulary, k=4500)
    new = [rng.choice(vocabulary) if rng.random() < share else word for word in old]
    start = time.perf_counter()
    differences(" ".join(old), " ".join(new))
    assert time.perf_counter() - start < 1.5
