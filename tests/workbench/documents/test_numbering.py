"""Automatic numbers, computed as Word shows them."""

import pytest

from tests.workbench.documents.building import abstract, level, lines, listed, num, only, p, read, style
from workbench.documents.formats import shown

LEGAL = abstract(0, level(0), level(1, text="%1.%2"), level(2, "lowerLetter", "(%3)"))


def labels(body, numbering, **options):
    return [block.label for block in read(body, numbering=numbering, **options).blocks]


def items(*places, text="x"):
    return "".join(p(text, listed(*place)) for place in places)


def test_levels_count_under_each_other():
    made = items((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2))
    assert labels(made, LEGAL + num(1, 0)) == ["1.", "1.1", "1.2", "(a)", "2.", "2.1", "(a)"]


def test_a_number_and_a_bullet_are_told_apart_and_know_their_level():
    numbering = abstract(0, level(0), level(1, "bullet", "\uf0b7")) + num(1, 0)
    blocks = read(items((1, 0), (1, 1)), numbering=numbering).blocks
    assert [(b.label, b.is_counted, b.indent) for b in blocks] == [("1.", True, 0), ("•", False, 1)]


def test_a_level_above_that_was_never_counted_is_shown_as_its_start():
    assert labels(items((1, 1), (1, 1), (1, 0)), LEGAL + num(1, 0)) == ["1.1", "1.2", "1."]


def test_lists_of_one_family_go_on_unless_they_begin_anew():
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = LEGAL + num(1, 0) + num(2, 0) + num(3, 0, again)
    made = items((1, 0), (2, 0), (3, 0), (3, 0), (1, 0))
    assert labels(made, numbering) == ["1.", "2.", "5.", "6.", "7."]


def test_a_level_can_be_numbered_otherwise_in_one_list():
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride>'
    assert labels(items((1, 0), (2, 0)), LEGAL + num(1, 0) + num(2, 0, other)) == ["1.", "II)"]


def test_a_level_that_never_begins_again_and_one_that_does_after_the_first_only():
    never = abstract(0, level(0), level(1, text="%2", inner='<w:lvlRestart w:val="0"/>')) + num(1, 0)
    assert labels(items((1, 0), (1, 1), (1, 0), (1, 1)), never) == ["1.", "1", "2.", "2"]
    first = abstract(0, level(0), level(1, text="%2"), level(2, text="%3", inner='<w:lvlRestart w:val="1"/>'))
    made = items((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2))
    assert labels(made, first + num(1, 0)) == ["1.", "1", "1", "2", "2", "2.", "1"]


def test_figures_only_where_the_law_wants_them():
    numbering = abstract(0, level(0, "upperRoman"), level(1, text="%1.%2", inner="<w:isLgl/>")) + num(1, 0)
    assert labels(items((1, 0), (1, 0), (1, 1)), numbering) == ["I.", "II.", "2.1"]


def test_by_style_the_level_is_the_one_that_names_it():
    numbering = abstract(
        0, level(0, inner='<w:pStyle w:val="H1"/>'), level(1, text="%1.%2", inner='<w:pStyle w:val="H2"/>')
    ) + num(1, 0)
    in_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("H1", in_list) + style("H2", in_list) + style("Below", based="H2")
    made = p("a", style="H1") + p("b", style="H2") + p("c", style="Below") + p("d", listed(0), style="H2")
    assert labels(made, numbering, styles=styles) == ["1.", "1.1", "1.2", ""]


def test_a_style_takes_the_list_of_the_one_it_is_based_on_and_a_level_of_its_own():
    styles = style("A", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>")
    styles += style("B", "<w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr>", based="A")
    deeper = "<w:numPr><w:ilvl w:val='2'/></w:numPr>"
    made = p("a", style="A") + p("b", style="B") + p("c", deeper, style="B")
    assert labels(made, LEGAL + num(1, 0), styles=styles) == ["1.", "1.1", "(a)"]


def test_a_list_that_names_a_style_is_the_list_of_that_style():
    linked = abstract(7, inner='<w:numStyleLink w:val="Mine"/>')
    styles = style("Mine", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>", kind="numbering")
    assert labels(items((2, 0), (2, 1)), LEGAL + linked + num(1, 0) + num(2, 7), styles=styles) == [
        "1.",
        "1.1",
    ]


def test_lists_that_name_each_other_in_a_circle_have_no_numbers():
    linked = abstract(7, inner='<w:numStyleLink w:val="Mine"/>') + num(2, 7)
    styles = style("Mine", "<w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr>", kind="numbering")
    assert labels(items((2, 0)), linked, styles=styles) == [""]


def test_a_deleted_paragraph_is_not_counted():
    gone = p(
        '<w:del w:author="A"><w:r><w:delText>x</w:delText></w:r></w:del>',
        listed(1) + "<w:rPr><w:del/></w:rPr>",
    )
    assert lines(items((1, 0)) + gone + items((1, 0)), numbering=LEGAL + num(1, 0)) == ["1. x", "2. x"]


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([(9, 0)], [""]),
        ([(1, 8)], [""]),
        ([(1, 99)], [""]),
        ([("x", "y")], [""]),
        ([("", 0)], [""]),
    ],
)
def test_lists_and_levels_that_are_not_there(places, found):
    assert labels(items(*places), LEGAL + num(1, 0)) == found


def test_a_list_without_family_and_one_of_which_numbers_are_no_numbers():
    assert labels(items((1, 0)), num(1, 5)) == [""]
    odd = abstract(0, level(0, start="many")) + num(1, 0)
    assert labels(items((1, 0)), odd) == ["1."]
    huge = abstract(0, level(0, "upperRoman", start=10**9)) + num(1, 0)
    assert len(labels(items((1, 0)), huge)[0]) < 100


def test_of_two_lists_of_one_id_the_first_counts():
    numbering = LEGAL + abstract(0, level(0, text="%1)")) + num(1, 0) + num(1, 4)
    assert labels(items((1, 0)), numbering) == ["1."]


def test_text_without_a_number_and_a_level_that_shows_none():
    numbering = abstract(0, level(0, "none", "Note:"), level(1, "none", ""), level(2, "bullet", "")) + num(
        1, 0
    )
    assert labels(items((1, 0), (1, 1), (1, 2)), numbering) == ["Note:", "", ""]


def test_a_form_of_its_own():
    choice = '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
    fallback = '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
    both = f"<mc:AlternateContent><mc:Choice>{choice}</mc:Choice>{fallback}</mc:AlternateContent>"
    made = f'<w:lvl w:ilvl="0"><w:start w:val="7"/>{both}<w:lvlText w:val="%1"/></w:lvl>'
    assert labels(items((1, 0)), abstract(0, made) + num(1, 0)) == ["007"]


def test_a_picture_as_bullet():
    numbering = abstract(0, level(0, "bullet", "", inner='<w:lvlPicBulletId w:val="0"/>')) + num(1, 0)
    assert only(items((1, 0)), numbering=numbering).label == "•"


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"}),
        ("upperLetter", {2: "B", 27: "AA"}),
        ("lowerRoman", {4: "iv", 1999: "mcmxcix"}),
        ("upperRoman", {9: "IX"}),
        ("decimalZero", {0: "00", 7: "07", 12: "12"}),
        (
            "ordinal",
            {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 21: "21st", 113: "113th"},
        ),
        ("numberInDash", {3: "- 3 -"}),
        ("chicago", {1: "*", 2: "†", 5: "**"}),
        ("hex", {255: "FF"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("decimalEnclosedFullstop", {2: "⒉"}),
        ("decimalFullWidth", {10: "１０"}),
        ("russianLower", {1: "а"}),
        ("arabicAbjad", {2: "ب"}),
        ("chineseCounting", {3: "三", 10: "十", 12: "十二", 20: "二十", 105: "一〇五"}),
        ("ideographDigital", {10: "一〇"}),
        ("unheard of", {5: "5"}),
    ],
)
def test_forms_of_numbers(form, numbers):
    assert {number: shown(number, form) for number in numbers} == numbers


def test_ordinals_follow_the_language():
    assert [shown(1, "ordinal", tag) for tag in ("fr-FR", "es-ES", "de-DE")] == ["1er", "1º", "1."]
