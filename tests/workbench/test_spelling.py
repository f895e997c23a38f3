"""Which words are known, which are left alone, and what is offered instead."""

import pytest

from tests.ui.rich import make_rich
from workbench.spelling import LANGUAGES, Speller, add_word, kept_words


@pytest.fixture(scope="module")
def english():
    return Speller("en")


@pytest.fixture(scope="module")
def french():
    return Speller("fr")


def unknown(speller, text):
    return [stretch.word for stretch in speller.unknown(text)]


BRITISH = (
    "programme labour organisation organization colour centres defence analysed prioritising behaviour"
    " women’s organizations’ don’t tripartism evaluability theatres Programme LABOUR"
)
WRONG = "recomendation acheived programe stakholders governement seperate"
FRENCH = "l’évaluation qu’il aujourd’hui œuvre d'une mandants tripartisme"


@pytest.mark.parametrize("word", BRITISH.split())
def test_british_and_american_forms_and_words_of_the_trade_are_known(english, word):
    assert english.is_known(word)


@pytest.mark.parametrize("word", WRONG.split())
def test_misspellings_are_not(english, word):
    assert not english.is_known(word)


@pytest.mark.parametrize("word", FRENCH.split())
def test_french_words_are_known_with_what_is_elided_before_them(french, word):
    assert french.is_known(word)


def test_french_misspellings_are_not(french):
    assert unknown(french, "Le gouvernment et l’evaluattion.") == ["gouvernment", "evaluattion"]


@pytest.mark.parametrize(
    "text",
    [
        "The ILO, GB.340/PFA/7 and COVID-19 in 2020–21",
        "see https://www.example.orgg/xyzzy or write to abcd@efgh.org",
        "asked Qwertzuiop, of Asdfghjkl, about it",
        "the token \ufffc12x and the \ufffcxth, iPhoneish",
        "a x b",
    ],
)
def test_abbreviations_addresses_numbers_and_names_are_left_alone(english, text):
    assert unknown(english, text) == []


def test_a_capital_at_the_start_of_a_sentence_is_no_name(english):
    assert unknown(english, "Recomendation. Stakholders (“Acheived.” Evaluaton)") == [
        "Recomendation",
        "Stakholders",
        "Evaluaton",
    ]


def test_a_mark_ends_a_word_and_may_follow_a_sentence(english):
    text = "The programe\ufffc was (acheived\ufffc). It was so.\ufffc Recomendation"
    assert unknown(english, text) == ["programe", "acheived", "Recomendation"]


def test_a_text_in_markup_is_known_where_all_its_words_are(english):
    assert english.knows("The *programme*[^12] of [[3]]\n\n- labour")
    assert english.knows("The pro**gramme**")
    assert english.knows(None)
    assert not english.knows("The *programe*[^12] of [[3]]")
    assert not english.knows("- the pro**grame**")


def test_the_places_are_those_of_the_words(english):
    text = "The programe of well-knwon labour"
    assert [text[s : s + len(w)] for s, w in english.unknown(text)] == ["programe", "knwon"]


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("programe", "programme"),
        ("labuor", "labour"),
        ("Acheived", "Achieved"),
        ("acomodatoin", "accommodation"),
    ],
)
def test_the_likeliest_is_offered_first(english, word, first):
    assert english.suggestions(word)[0] == first


def test_nothing_is_offered_where_nothing_is_like_it(english):
    assert english.suggestions("xqzptwv") == []


def test_words_of_the_workspace_and_names_of_units_are_known(tmp_path):
    with make_rich(tmp_path / "W.evw") as workspace:
        with workspace.edit("Unit") as editor:
            register = next(editor.tree.of_kind("register")).id
            editor.insert(register, "unit", {"abbreviation": "QX", "name": "Qwertz Bureau"})
        add_word(workspace, "Logframing")
        add_word(workspace, "logframing")
        assert workspace.kept("words") == ["logframing"]
        speller = Speller("en", kept_words(workspace))
        assert unknown(speller, "qwertz logframing asdfgh") == ["asdfgh"]


def test_languages_are_those_with_a_usable_list():
    assert LANGUAGES == ("en", "fr")
