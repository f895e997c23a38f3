import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.strategies import MARKUP
from workbench.markup import (
    Anchor,
    Block,
    Reference,
    Run,
    anchors,
    escape,
    parse,
    plain_blocks,
    references,
    remap,
    render,
)


def plain(text):
    return plain_blocks(text, lambda reference: f"<{reference.target}>")


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (None, []),
        ("  \n \n", []),
        ("one\ntwo", ["one two"]),
        ("one\n\ntwo", ["one", "two"]),
        ("one\n- two\n- three\n(a) four\n(iv) five", ["one", "two", "three", "(a) four", "(iv) five"]),
        ("- two\ngoes on\n\nnew", ["two goes on", "new"]),
        ("*it* **bo** ***both*** [text](http://x) n[^3]o [[4]]", ["it bo both text no <4>"]),
        ("2 * 3 and **", ["2 * 3 and **"]),
        (r"\*no\* \[\[4]] \- x \\", [r"*no* [[4]] - x \ ".strip()]),
        (r"\- no item", ["- no item"]),
        ("(see) below", ["(see) below"]),
        ("-5 degrees", ["-5 degrees"]),
        ("[[unknown fact]] [x]", ["[[unknown fact]] [x]"]),
        ("one\r\ntwo\r\rthree", ["one two", "three"]),
    ],
)
def test_text_reads_as(text, blocks):
    assert plain(text) == blocks


def test_spans_keep_their_style():
    (block,) = parse("a *b **c*** [d *e*](u\\)v)[^7] [[8|paragraph]]")
    assert block == Block(
        "paragraph",
        (
            Run("a "),
            Run("b ", italic=True),
            Run("c", italic=True, bold=True),
            Run(" "),
            Run("d ", url="u)v"),
            Run("e", italic=True, url="u)v"),
            Anchor(7),
            Run(" "),
            Reference(8, "paragraph"),
        ),
    )


@given(MARKUP)
def test_rendered_markup_reads_the_same(text):
    assert parse(render(parse(text))) == parse(text)


@given(MARKUP)
def test_rendering_is_settled_after_once(text):
    once = render(parse(text))
    assert render(parse(once)) == once


@given(st.text(st.sampled_from("ab*[]\\-() ^|1\n")))
def test_escaped_text_reads_as_it_was_typed(text):
    for line in text.split("\n"):
        words = " ".join(line.split())
        assert plain(escape(words)) == ([words] if words else [])
        assert anchors(escape(words)) == references(escape(words)) == []


@given(MARKUP)
def test_remapping_nothing_changes_nothing(text):
    assert remap(text, {}) == text


def test_remapping_follows_anchors_and_references_but_not_escaped_ones():
    text = r"a[^1] [[2]] [[2|paragraph]] \[[2]] [[symbol]] [^3]"
    assert remap(text, {1: 10, 2: 20}) == r"a[^10] [[20]] [[20|paragraph]] \[[2]] [[symbol]] [^3]"


def test_long_unclosed_markup_reads_in_reasonable_time():
    for piece in ("[", "*", "[[", "\\", "[a](", "- ", "(a) "):
        parse(piece * 20_000)
