import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbench.strategies import LETTERS, MARKUP
from workbench.markup import Run, anchors, escape, parse, plain_block, references
from workbench.retyping import Retyped, normalised, retype

NUMBERS = {1: "3", 2: "26–34", 3: "17", "symbol": "GB.340/PFA/7", "evaluations": "two hundred", "blank": ""}


def printed(reference):
    return NUMBERS.get(reference.target, "?")


def shown(markup):
    """Return what a sheet shows of markup."""
    return "\n".join(
        ("• " if block.kind == "bullet" else "") + plain_block(block, printed) for block in parse(markup)
    )


def retyped(markup, after):
    """Retype, and see to it that the result shows what was typed."""
    result = retype(markup, shown(markup), after, printed)
    assert normalised(shown(result.markup)) == normalised(after)
    return result


def edited(markup, old, new):
    """Return what becomes of markup when ``old`` is replaced by ``new`` in what is shown."""
    text = shown(markup)
    assert text.count(old) == 1
    return retyped(markup, text.replace(old, new))


# What stays -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "old", "new", "expected"),
    [
        ("One **two** three.", "three", "four", "One **two** four."),
        (
            "A [full report](http://x.org/a) is out.",
            "out",
            "there",
            "A [full report](http://x.org/a) is there.",
        ),
        ("See Recommendation [[1]] now.", "now", "today", "See Recommendation [[1]] today."),
        ("Paragraphs [[2]] say so.", "say so", "do", "Paragraphs [[2]] do."),
        ("All [[evaluations]] parts.", "parts", "papers", "All [[evaluations]] papers."),
        ("The *de facto* rule.", "rule", "law", "The *de facto* law."),
        ("un*believ*able tales", "tales", "stories", "un*believ*able stories"),
        ("10\u00a0per cent of\u00a0it all", "all", "whole", "10\u00a0per cent of\u00a0it whole"),
        ("one\n\n- two\n- three", "three", "four", "one\n\n- two\n- four"),
        ("(a) two\n(b) three", "three", "four", "(a) two\n(b) four"),
        (r"\(a) two", "two", "three", r"\(a) three"),
        (r"\- two", "two", "three", r"\- three"),
    ],
)
def test_marks_on_words_nobody_touched_stay(markup, old, new, expected):
    assert edited(markup, old, new) == Retyped(expected, ())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ILO", "Office", "The Office[^7] says so."),
        ("says", "said", "The ILO[^7] said so."),
        (" says so", "", "The ILO[^7]."),
        ("The ILO", "It", "It[^7] says so."),
        ("ILO says", "Office said", "The Office said[^7] so."),
        ("ILO says so", "Office said it", "The Office said it[^7]."),
        (" says so.", "", "The ILO[^7]"),
        (" ILO says so.", " people of the Office", "The people of the Office[^7]"),
        ("ILO", "ILO\n", "The ILO[^7]\n\nsays so."),
        ("The ILO", "", "[^7]says so."),
    ],
)
def test_a_footnote_mark_stays_while_words_round_it_do(old, new, expected):
    assert edited("The ILO[^7] says so.", old, new) == Retyped(expected, ())


def test_a_mark_within_a_word_or_before_one_stays_there():
    assert edited("foot[^1]note one", "one", "two").markup == "foot[^1]note two"
    assert edited("some [^1]note one", "one", "two").markup == "some [^1]note two"
    assert edited("[^1]note one", "one", "two").markup == "[^1]note two"
    assert edited("- [^1]note one", "• note", "note").markup == "[^1]note one"
    assert edited("x [[blank]]y z", "z", "a").markup == "x [[blank]]y a"


@pytest.mark.parametrize(
    ("markup", "old", "new", "expected"),
    [
        ("a *b c d* e", "c", "x y", "a *b x y d* e"),
        ("a *b d* e", "b d", "b x d", "a *b x d* e"),
        ("a *b d* e", "a b", "a x b", "a x *b d* e"),
        ("a *b d* e", "d e", "d x e", "a *b d* x e"),
        ("a *b c* e", "b", "x", "a *x c* e"),
        ("a *b c* e", "c e", "x e", "a *b x* e"),
        ("a [b c d](u) e", "c", "x", "a [b x d](u) e"),
        ("**All of it**", "it", "this", "**All of this**"),
        ("**All of it**", "All", "None", "**None of it**"),
        ("**All of it**", "it", "it now", "**All of it now**"),
        ("**a** b **c**", "b", "x", "**a** x **c**"),
    ],
)
def test_words_typed_within_emphasis_take_it(markup, old, new, expected):
    assert edited(markup, old, new) == Retyped(expected, ())


# What is lost ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "old", "new", "expected", "lost"),
    [
        ("The *de facto* rule", "de facto", "actual", "The actual rule", "italics on “de facto”"),
        ("The **main** rule", "main", "first", "The first rule", "bold on “main”"),
        ("The [report](u) says", "report", "paper", "The paper says", "link on “report”"),
        ("See part [[1]] of it", "3", "4", "See part 4 of it", "reference printed “3”"),
        ("See [[2]] of it", "26–34", "26–35", "See 26–35 of it", "reference printed “26–34”"),
        ("Say.\n\nILO it[^7]", "\nILO it", "", "Say.", "footnote mark after “it”"),
        ("Say.\n\n[^7]ILO it", "\nILO it", "", "Say.", "footnote mark before “ILO”"),
        ("Say.\n\n[^7]", "Say.", "Said so", "Said so", "footnote mark without words"),
        ("Say.\n\n[[blank]]", "Say.", "Said so", "Said so", "reference that printed nothing"),
    ],
)
def test_what_is_lost_is_named(markup, old, new, expected, lost):
    assert edited(markup, old, new) == Retyped(expected, (lost,))


def test_losses_are_named_in_the_order_of_the_text():
    markup = "We *fully* agree with [[1]] and **all** this.\n\nThe rest[^4] goes."
    result = retyped(markup, "We quite agree with 4 and most this.")
    assert result.lost == (
        "italics on “fully”",
        "reference printed “3”",
        "bold on “all”",
        "footnote mark after “rest”",
    )


def test_emphasis_that_is_deleted_with_its_words_is_no_loss():
    assert edited("One *two* three [[1]] four", " two", "").lost == ()
    assert edited("One *two* three [[1]] four", " 3", "").lost == ()


def test_a_long_name_is_cut():
    long = "very " * 20 + "long"
    (lost,) = edited(f"A *{long}* story", long, "short").lost
    assert lost == "italics on “very very very very very very very very…”"


def test_an_answer_written_anew_does_not_keep_marks_by_chance():
    markup = "The Office accepts this *in full*,[^3] and units have begun to plan the work for the biennium."
    result = retyped(
        markup, "Nous sommes largement d’accord, mais nos moyens restent trop faibles pour agir."
    )
    assert result.lost == ("italics on “in full”", "footnote mark after “full,”")


# Lines ----------------------------------------------------------------------------------------

FOUR = "One *is* here.\n\nTwo **is** there.\n\n- Three[^3] is a point\n- Four refers to [[1]]"


def test_an_unchanged_line_is_the_same_block_wherever_it_stands():
    assert retyped(FOUR, "Two is there.\nNew\n• Four refers to 3\nOne is here.") == Retyped(
        "Two **is** there.\n\nNew\n\n- Four refers to [[1]]\n\nOne *is* here.",
        ("footnote mark after “Three”",),
    )


def test_an_inserted_line_does_not_disturb_one_like_it():
    markup = "The Office[^1] will *train* staff."
    result = retyped(markup, "The Office will hire staff.\nThe Office will train staff soon.")
    assert result == Retyped("The Office will hire staff.\n\nThe Office[^1] will *train* staff soon.", ())


def test_a_line_moved_and_changed_keeps_its_marks():
    markup = "The first of *all* these paragraphs stays.\n\nA second[^2] one comes after it as **planned**."
    result = retyped(
        markup, "A second one comes after it as agreed and planned.\nThe first of all these paragraphs stays."
    )
    assert result.markup == (
        "A second[^2] one comes after it as agreed and **planned**.\n\n"
        "The first of *all* these paragraphs stays."
    )


def test_lines_are_split_and_joined():
    markup = "One *two* three[^1] four **five** six."
    parts = "One *two* three[^1]\n\nfour **five** six."
    assert edited(markup, " four", "\nfour").markup == parts
    assert edited(parts, "\nfour", " four").markup == markup
    assert edited("- one *two*\n- three", "\n• ", " ").markup == "- one *two* three"


@pytest.mark.parametrize(
    ("typed", "markup"),
    [
        ("a\nb", "a\n\nb"),
        ("a\r\n\r\n \u00a0\r\nb\r", "a\n\nb"),
        ("• a\n• b", "- a\n- b"),
        ("•\ta\n· b\n- c\n– d", "- a\n- b\n- c\n- d"),
        ("•a\n-5 degrees\n—\n•", "•a\n\n-5 degrees\n\n—\n\n•"),
        ("(a) one\n(iv)\u00a0two\n(see) three\n(A) four", "(a) one\n(iv) two\n\n(see) three\n\n(A) four"),
        ("• - a\n(a) (b) c", "- \\- a\n(a) \\(b) c"),
        ("2 * 3 [x](y) [^1] [[1]] \\n", r"2 \* 3 \[x\](y) \[^1\] \[\[1\]\] \\n"),
        ("  a \t b\u00a0 c  ", "a b c"),
        ("=1+1", "=1+1"),
    ],
)
def test_typed_text_becomes_plain_blocks(typed, markup):
    assert retyped(None, typed) == Retyped(markup, ())
    assert anchors(markup) == references(markup) == []


def test_a_line_changes_its_kind_with_its_sign():
    assert edited("- one *two*", "• ", "").markup == "one *two*"
    assert edited("one *two*", "one", "- one").markup == "- one *two*"
    assert edited("one *two*", "one", "(b) one").markup == "(b) one *two*"
    assert edited("(a) one *two*", "(a)", "(b)").markup == "(b) one *two*"
    assert edited("(see) one *two*", "(see)", "(a)").markup == "(a) one *two*"
    assert edited("See (a) this *two*", "See ", "See\n").markup == "See\n\n(a) this *two*"


# Nothing to do --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "markup", [None, "", " \n", "a  *b\nc*\n\n\n\nd", "*", "[^1]", r"\a \- b", "a*b", "- "]
)
def test_an_unchanged_text_keeps_its_markup_to_the_letter(markup):
    before = shown(markup)
    for after in (before, before.replace("\n", "\r\n\r\n"), f"  {before.replace(' ', chr(0xA0))}\n"):
        assert retype(markup, before, after, printed) == Retyped(markup, ())


def test_accents_apart_from_their_letters_are_no_change():
    markup = "L’*équipe* était prête"
    assert (
        retype(markup, shown(markup), unicodedata.normalize("NFD", shown(markup)), printed).markup == markup
    )
    after = unicodedata.normalize("NFD", shown(markup)).replace("prete", "ici").replace("L’", "Notre ")
    assert retyped(markup, after).markup.startswith("Notre *équipe* était")


@pytest.mark.parametrize("blank", ["", " \n\u00a0", "\r\n"])
def test_a_cleared_cell_gives_none(blank):
    assert retype("One *two*[^1]", "One two", blank, printed) == Retyped(None, ("footnote mark after “two”",))


# Scripts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "old", "new", "expected"),
    [
        ("本组织*接受*该建议[^1]。", "建议", "意见", "本组织*接受*该意见[^1]。"),
        ("قبلت *المنظمة* هذه التوصية[^1].", "هذه", "تلك", "قبلت *المنظمة* تلك التوصية[^1]."),
        ("हम *स्वीकार* करते हैं", "करते", "करेंगे", "हम *स्वीकार* करेंगे हैं"),
        ("a *😀* b 𝔘𝔫𝔦 c", "b", "d", "a *😀* d 𝔘𝔫𝔦 c"),
    ],
)
def test_other_scripts(markup, old, new, expected):
    assert edited(markup, old, new) == Retyped(expected, ())


# Laws -----------------------------------------------------------------------------------------

TYPED = st.lists(
    st.text(LETTERS, max_size=8)
    | st.sampled_from(
        ["• ", "- ", "(a) ", "\n", "*", "\\", "[^3]", "[[1]]", "\u00a0", "e\u0301", "3", " and "]
    ),
    max_size=4,
).map("".join)


@st.composite
def changes(draw, text):
    """Random changes of words and lines: typed over, put in, left out, split, joined, moved."""
    pieces = re.split(r"(\s|\b)", text)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(pieces)))
        stop = draw(st.integers(start, min(start + 6, len(pieces))))
        taken = pieces[start:stop]
        pieces[start:stop] = [draw(TYPED | st.just("\n") | st.just(" "))]
        if draw(st.booleans()):
            place = draw(st.integers(0, len(pieces)))
            pieces[place:place] = taken
    return "".join(pieces)


RICH = st.lists(
    MARKUP | st.sampled_from(["*in italics* ", "**bold** ", "[link](u)", "words and ", "[[1]][[2]]"])
)
TEXTS = RICH.map("".join)


@settings(max_examples=600)
@given(st.data(), TEXTS)
def test_what_was_typed_is_what_is_shown(data, markup):
    after = data.draw(changes(shown(markup)) | TYPED | TEXTS, label="after")
    result = retyped(markup, after)
    assert normalised(after) or result.markup in (None, markup)
    assert retype(result.markup, shown(result.markup), shown(result.markup), printed) == Retyped(
        result.markup, ()
    )


@settings(max_examples=300)
@given(st.data(), TEXTS)
def test_footnotes_and_references_are_never_doubled_and_losses_are_named(data, markup):
    result = retyped(markup, data.draw(changes(shown(markup)), label="after"))
    before, after = anchors(markup), anchors(result.markup)
    assert len(before) == len(after) + sum("footnote mark" in name for name in result.lost)
    assert set(after) <= set(before)
    live, still = references(markup), references(result.markup)
    assert all(still.count(reference) <= live.count(reference) for reference in still)


WORDS = [f"word{number}" for number in range(10, 50)]
MARKED = ["{}", "{}", "*{}*", "**{}**", "[{}](http://x)", "{}[^4]", "{} [[1]]"]
ENDS = [" ", " ", ", ", " end.\n\n"]


def styles_of(markup):
    """Return the style of each of the different words of markup."""
    return {
        word: (span.bold, span.italic, span.url)
        for block in parse(markup)
        for span in block.spans
        if isinstance(span, Run)
        for word in span.text.split()
        if word in WORDS
    }


@settings(max_examples=300)
@given(
    st.data(), st.lists(st.tuples(st.sampled_from(MARKED), st.sampled_from(ENDS)), min_size=2, max_size=40)
)
def test_a_changed_word_changes_no_other(data, looks):
    words = WORDS[: len(looks)]
    markup = "".join(mark.format(word) + end for word, (mark, end) in zip(words, looks, strict=True)) + "last"
    changed = data.draw(st.sampled_from(words), label="changed")
    result = edited(markup, changed, "typed")
    assert styles_of(result.markup) == {
        word: style for word, style in styles_of(markup).items() if word != changed
    }
    assert anchors(result.markup) == anchors(markup)
    assert references(result.markup) == references(markup)


@given(st.text(st.sampled_from("ab*[]\\-()• ^|1\n")))
def test_typed_signs_of_markup_are_plain_text(typed):
    markup = retyped(None, typed).markup
    assert anchors(markup) == references(markup) == []
    assert not any(span.bold or span.italic for block in parse(markup) for span in block.spans)


# Time -----------------------------------------------------------------------------------------


def _long_texts():
    sentence = (
        "The Office will review *item {0}* with the constituents[^{0}] and report on part [[1]] of it. "
    )
    yield "\n\n".join(sentence.format(number) for number in range(1, 330))
    yield "".join(sentence.format(number) for number in range(1, 330))
    yield "the plan is *good*, " * 1700
    yield "".join(chr(0x4E00 + number * number % 1999) for number in range(30_000))


@pytest.mark.parametrize("markup", list(_long_texts()), ids=["lines", "one line", "repeated", "ideographs"])
def test_long_texts_are_quick(markup):
    text = shown(markup)
    words = re.split("( )", text) if " " in text else list(text)
    words[20::100] = ["typed"] * len(words[20::100])
    words[30::500] = ["\n"] * len(words[30::500])
    started = time.perf_counter()
    retyped(markup, "".join(words))
    retyped(markup, escape(text[::-1]))
    assert time.perf_counter() - started < 6  # a fifth of a second each on a free machine
