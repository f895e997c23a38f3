"""Words as a word processor counts them, and limits that are kept in the file."""

import pytest

from tests.ui.rich import make_rich
from workbench.errors import UserError
from workbench.word_counts import MOST, TEXTS, keep_limits, kept_limits, words_in
from workbench.workspace import Workspace


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (None, 0),
        ("", 0),
        ("one", 1),
        ("two  words", 2),
        ("well-known words – and a dash", 6),
        ("no\u00a0break", 2),
        ("a *slanted* **bold**word", 3),
        ("[a link](https://example.org) here", 3),
        ("- one item\n- two\n(a) letter three", 5),
        ("one\n\ntwo", 2),
        ("mark[^12] and mark[^13]", 3),
        ("paragraph [[12]], too", 3),
        ("[[12]][[13]]", 1),
    ],
)
def test_words_are_what_white_space_sets_apart(text, count):
    assert words_in(text, lambda reference: "7") == count


def test_a_reference_counts_as_what_it_prints():
    assert words_in("see [[12]]", lambda reference: "") == 1
    assert words_in("see [[evaluations]]", lambda reference: "twenty one") == 3


@pytest.fixture
def workspace(tmp_path):
    with make_rich(tmp_path / "W.evw") as workspace:
        yield workspace


def test_no_text_has_a_limit_until_one_is_set(workspace):
    assert kept_limits(workspace) == {}


def test_limits_travel_with_the_file_and_are_no_step(workspace):
    point = workspace.point
    keep_limits(workspace, {("key_finding", "text"): 120, ("response", "text"): 250})
    path = workspace.path
    workspace.close()
    with Workspace.open(path, writable=False) as again:
        assert kept_limits(again) == {("key_finding", "text"): 120, ("response", "text"): 250}
        assert again.point == point


def test_limits_can_be_taken_away(workspace):
    keep_limits(workspace, {("key_finding", "text"): 120})
    keep_limits(workspace, {})
    assert workspace.kept("word limits") is None


@pytest.mark.parametrize("limit", [0, -1, MOST + 1])
def test_a_limit_out_of_range_is_refused(workspace, limit):
    with pytest.raises(UserError, match="from 1 to 99,999"):
        keep_limits(workspace, {("key_finding", "text"): limit})
    assert kept_limits(workspace) == {}


def test_a_limit_of_a_text_that_is_no_more_is_left_out(workspace):
    workspace.keep("word limits", [["key_finding", "text", 5], ["gone", "text", 5]])
    assert kept_limits(workspace) == {("key_finding", "text"): 5}


def test_only_texts_of_several_lines_can_have_a_limit():
    assert TEXTS["response", "text"] == "Office response: Response"
    assert ("paper", "title") not in TEXTS
