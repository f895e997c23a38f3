"""Fields and links: the instruction, the text shown, the address."""

import pytest

from tests.workbench.documents.building import field, lines, only, p, r, read, related
from workbench.documents import Span


def spans(content, **options):
    return only(p(content), **options).spans


def test_a_field_is_a_span_with_its_instruction():
    assert spans(r("see ") + field(r"REF  _evw_12 \h", "26") + r(".")) == [
        Span("see "),
        Span("26", field=r"REF _evw_12 \h"),
        Span("."),
    ]


def test_two_fields_side_by_side_stay_two():
    assert [span.text for span in spans(field("SEQ A", "1") + field("SEQ A", "2"))] == ["1", "2"]


def test_a_simple_field():
    simple = f'<w:fldSimple w:instr=" SEQ Figure ">{r("3")}</w:fldSimple>'
    assert spans(simple) == [Span("3", field="SEQ Figure")]


def test_an_instruction_in_pieces():
    runs = "".join(r(f"<w:instrText>{piece}</w:instrText>") for piece in ("RE", "F x"))
    whole = r('<w:fldChar w:fldCharType="begin"/>') + runs + r('<w:fldChar w:fldCharType="separate"/>')
    assert spans(whole + r("1") + r('<w:fldChar w:fldCharType="end"/>')) == [Span("1", field="REF x")]


def test_a_field_within_an_instruction_is_part_of_it():
    begin, end = r('<w:fldChar w:fldCharType="begin"/>'), r('<w:fldChar w:fldCharType="end"/>')
    code = (
        r("<w:instrText>IF </w:instrText>") + field("REF x", "1") + r("<w:instrText> = 1 yes</w:instrText>")
    )
    shown = r('<w:fldChar w:fldCharType="separate"/>') + r("yes")
    assert spans(begin + code + shown + end) == [Span("yes", field="IF 1 = 1 yes")]


def test_a_field_over_several_paragraphs_and_one_within_it():
    begin = r('<w:fldChar w:fldCharType="begin"/>') + r("<w:instrText>TOC</w:instrText>")
    first = p(begin + r('<w:fldChar w:fldCharType="separate"/>') + r("One") + field("PAGEREF a", "1"))
    second = p(r("Two") + r('<w:fldChar w:fldCharType="end"/>') + r("after"))
    blocks = read(first + second).blocks
    assert [span.field for block in blocks for span in block.spans] == ["TOC", "PAGEREF a", "TOC", ""]


def test_a_field_that_shows_nothing_is_kept_where_it_could_show_something():
    assert spans(field("REF x", "")) == [Span("", field="REF x")]
    assert spans(field("XE word") + r("a")) == [Span("a")]
    assert spans(field("SEQ A", "", run="<w:vanish/>") + r("a")) == [Span("a")]


@pytest.mark.parametrize("kind", ["separate", "end"])
def test_ends_of_fields_that_never_began_are_nothing(kind):
    assert spans(r(f'<w:fldChar w:fldCharType="{kind}"/>') + r("a")) == [Span("a")]


def test_an_instruction_without_an_end_takes_no_text_along():
    begin = r('<w:fldChar w:fldCharType="begin"/>') + r("<w:instrText>REF x</w:instrText>")
    assert lines(p(begin + r("kept")) + p("and this")) == ["kept", "and this"]


@pytest.mark.parametrize(
    ("instruction", "url"),
    [
        ('HYPERLINK "https://example.org/a"', "https://example.org/a"),
        ("HYPERLINK https://example.org/a", "https://example.org/a"),
        (r'HYPERLINK \l "_Toc1"', "#_Toc1"),
        (r'HYPERLINK "https://example.org" \l "part" \o "A tip" \t "_blank"', "https://example.org#part"),
        (r'HYPERLINK \o "A tip" "mailto:eval@example.org"', "mailto:eval@example.org"),
        (r'HYPERLINK \n "https://example.org"', "https://example.org"),
    ],
)
def test_a_link_as_a_field(instruction, url):
    assert spans(field(instruction, "here") + r(".")) == [Span("here", url=url), Span(".")]


def test_links_as_elements():
    link = f'<w:hyperlink r:id="one" w:anchor="part">{r("a")}{r("b", "<w:b/>")}</w:hyperlink>'
    inner = f'<w:hyperlink w:anchor="here">{r("c")}</w:hyperlink>'
    relations = related("hyperlink", "https://example.org", "one", outside=True)
    assert spans(link + inner + r("d"), relations=relations) == [
        Span("a", url="https://example.org#part"),
        Span("b", bold=True, url="https://example.org#part"),
        Span("c", url="#here"),
        Span("d"),
    ]


def test_a_link_to_nothing_is_text():
    assert spans(f'<w:hyperlink r:id="lost">{r("a")}</w:hyperlink>') == [Span("a")]


def test_a_field_in_a_link_has_both():
    link = f'<w:hyperlink w:anchor="x">{field("PAGEREF x", "7")}</w:hyperlink>'
    assert spans(link) == [Span("7", url="#x", field="PAGEREF x")]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "☒"),
        ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "☐"),
        (
            '<w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/><w:listEntry w:val="yes"/></w:ddList>',
            "yes",
        ),
        ('<w:ddList><w:result w:val="9"/><w:listEntry w:val="no"/></w:ddList>', ""),
    ],
)
def test_choices_of_a_form(data, shown):
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar>'
    made = r(begin) + r("<w:instrText>FORM</w:instrText>") + r('<w:fldChar w:fldCharType="end"/>')
    assert only(p(made + r("."))).text == f"{shown}."
