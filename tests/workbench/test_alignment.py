import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.alignment import Words, align, find_origins, word_spans


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ILO’s plan, (26–34)", ["The", "ILO", "’", "s", "plan", ",", "(", "26", "–", "34", ")"]),
        ("e\u0301te\u0301 à\u00a0Genève", ["e\u0301te\u0301", "à", "Genève"]),
        ("本组织 2026年", ["本", "组", "织", "2026", "年"]),
        ("स्वीकार करते", ["स्वीकार", "करते"]),
        ("قبلت المنظمة", ["قبلت", "المنظمة"]),
        ("😀😀 a_b", ["😀", "😀", "a_b"]),
        (" \n", []),
    ],
)
def test_words_of_a_text(text, words):
    assert [text[start:end] for start, end in word_spans(text)] == words


def _origins(old, new):
    """Return the new lines with every word that was not there before in capitals."""
    old, new = Words(old), Words(new)
    origins = find_origins(old, new)
    assert all(old[i].key == new[j].key for j, i in origins.items())
    assert len(set(origins.values())) == len(origins)
    return [
        " ".join(new[place].key if place in origins else new[place].key.upper() for place in line)
        for line in new.lines
    ]


def test_words_are_found_in_order():
    assert _origins(["one two three", "four"], ["one new three four", "five"]) == [
        "one NEW three four",
        "FIVE",
    ]


def test_words_that_stand_together_are_found_where_they_were_moved_to():
    old = ["a long line that keeps its place among the others", "we move this one up front"]
    new = ["we move this one up", "a long line that keeps its place among the others", "front up"]
    assert _origins(old, new) == ["we move this one UP", new[1], "FRONT up"]


def test_a_line_written_anew_shares_nothing_with_the_one_before():
    old = ["the office accepts the recommendation and will begin to plan"]
    assert _origins(old, ["management did not see why it should do so, the budget being spent"]) == [
        "MANAGEMENT DID NOT SEE WHY IT SHOULD DO SO , THE BUDGET BEING SPENT"
    ]


def test_the_longer_stretch_settles_what_could_be_in_two_places():
    assert _origins(["we will train staff"], ["we will hire", "we will train staff soon"]) == [
        "WE WILL HIRE",
        "we will train staff SOON",
    ]


SEQUENCES = st.text(st.sampled_from("abcd"), max_size=30) | st.text(
    st.sampled_from("abcdefghijkl"), max_size=30
)


@given(SEQUENCES, SEQUENCES, SEQUENCES)
def test_matches_rise_on_both_sides_and_are_equal(old, new, shared):
    old, new = old + shared, shared + new
    old_end = new_end = 0
    for i, j, size in align(old, new):
        assert size > 0
        assert i >= old_end
        assert j >= new_end
        assert old[i : i + size] == new[j : j + size]
        old_end, new_end = i + size, j + size


@given(st.text(max_size=60))
def test_a_sequence_matches_itself_whole(text):
    assert sum(size for _, _, size in align(text, text)) == len(text)


def test_of_long_sequences_without_a_sure_match_the_ends_are_matched():
    assert align("ab" * 400 + "c" + "d" * 400, "ab" * 400 + "d" * 400) == [(0, 0, 800), (801, 800, 400)]
