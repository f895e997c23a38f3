"""Numbers and lists as sentences have them."""

import pytest

from ui.counting import _forms_of_kinds, counted_kinds, listed
from workbench.schema import KINDS


def test_every_kind_has_a_form_for_one_and_one_for_several():
    assert _forms_of_kinds().keys() == KINDS.keys()
    assert all("{n}" not in one and "{n}" in several for one, several in _forms_of_kinds().values())


def test_kinds_are_counted_in_proper_words():
    counts = {"criterion": 3, "key_finding": 1, "response": 2}
    assert counted_kinds(counts) == "3 criteria, 1 key finding and 2 Office responses"
    assert counted_kinds({}) == ""


@pytest.mark.parametrize(
    ("words", "list_"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "{0}"), "a, b and {0}")],
)
def test_a_list_ends_with_and(words, list_):
    assert listed(words) == list_
