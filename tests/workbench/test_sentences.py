"""Sentences that know what they were made of, and the exceptions that carry them."""

import copy
import json
import pickle

import pytest

from workbench.errors import StorageFailed, UserError
from workbench.sentences import Label, Sentence, strung, together


def test_a_sentence_is_text_with_its_values_filled_in():
    sentence = Sentence("{1} has no {0}.", "key", "The file")
    assert sentence == "The file has no key."
    assert (sentence.pattern, sentence.values) == ("{1} has no {0}.", ("key", "The file"))
    assert {sentence: 1}["The file has no key."] == 1
    assert f"{sentence:>22}" == "  The file has no key."
    assert json.dumps([sentence]) == '["The file has no key."]'


def test_braces_without_values_are_just_braces():
    assert Sentence("Write {name} or {} here.") == "Write {name} or {} here."
    assert Sentence("Not {{{0}}}.", "name") == "Not {name}."
    assert Sentence("{0} is odd.", "{0} {1} {") == "{0} {1} { is odd."


def test_a_pattern_from_a_table_is_filled_in_where_it_is_needed():
    table = {"empty": Sentence("{0} is empty.")}
    sentence = Sentence(table["empty"], "W.evw")
    assert sentence == "W.evw is empty."
    assert sentence.pattern == "{0} is empty."


def test_a_sentence_stays_the_one_it_is():
    sentence = Sentence("{0} is empty.", "W.evw")
    assert Sentence(sentence) is sentence


@pytest.mark.parametrize("again", [lambda it: pickle.loads(pickle.dumps(it)), copy.copy, copy.deepcopy])
def test_sentences_and_errors_keep_what_they_are_made_of_when_copied(again):
    inner = Sentence("the part {0}", 2)
    sentence = again(Sentence("{0} lacks {1} of {2}.", Label("Status"), inner, None))
    assert sentence == "Status lacks the part 2 of None."
    assert sentence.pattern == "{0} lacks {1} of {2}."
    assert isinstance(sentence.values[0], Label)
    assert sentence.values[1].values == (2,)
    error = again(StorageFailed("{0} could not be written: {1}.", "W.evw", inner))
    assert type(error) is StorageFailed
    assert str(error) == error.sentence == "W.evw could not be written: the part 2."
    assert error.sentence.values == ("W.evw", inner)


def test_an_error_passes_a_sentence_on_as_a_value_or_whole():
    inner = UserError("{0} is no number.", "x")
    assert UserError(inner.sentence).sentence is inner.sentence
    outer = UserError("Edit {0}: {1}", 3, inner.sentence)
    assert str(outer) == "Edit 3: x is no number."
    assert outer.sentence.values[1].pattern == "{0} is no number."


def test_an_error_keeps_its_sentence_whatever_is_put_before_its_words():
    error = UserError("{0} is empty.", "W.evw")
    error.args = (f"Error calling something: {error}",)  # as Qt for Python does
    assert error.sentence == "W.evw is empty."


def test_lists_and_several_sentences_are_values_like_others():
    one, other = Sentence("{0} is empty.", "A"), Sentence("B is old.")
    assert strung([one, "C"]) == "A is empty., C"
    assert strung([one]) is one
    assert together(one, Sentence(""), other, one) == "A is empty. B is old."
    assert together(Sentence("")) == ""
