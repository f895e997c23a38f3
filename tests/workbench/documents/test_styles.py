"""What styles say of paragraphs: names, levels, boxes, page breaks."""

import pytest

from tests.workbench.documents.building import only, p, r, read, style

BOX = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right"))


def level(properties="", name="", **options):
    return only(p("a", properties, style=name), **options).level


def test_the_name_of_a_style_is_given_in_small_letters_and_the_usual_one_where_none_is_named():
    styles = style("a0", name="Normal", default=True) + style("berschrift1", name="heading 1")
    blocks = read(p("a") + p("b", style="berschrift1"), styles=styles).blocks
    assert [block.style for block in blocks] == ["normal", "heading 1"]
    assert [block.level for block in blocks] == [None, 0]


def test_a_level_comes_from_the_paragraph_its_style_or_one_that_is_based_on():
    styles = style("A", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>') + style("B", based="A")
    assert level('<w:outlineLvl w:val="0"/>', "A", styles=styles) == 0
    assert level(name="B", styles=styles) == 2
    assert level('<w:outlineLvl w:val="9"/>', "B", styles=styles) is None
    assert level('<w:outlineLvl w:val="x"/>', styles=styles) is None


def test_a_heading_without_level_is_known_by_its_name():
    assert level(name="A", styles=style("A", name="Heading 3")) == 2
    assert level(name="B", styles=style("A", name="heading 2") + style("B", name="Mine", based="A")) == 1
    assert level(name="Heading4") == 3


def test_styles_based_on_each_other_in_a_circle():
    styles = style("A", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', based="B") + style("B", based="A")
    assert level(name="B", styles=styles) == 1


def test_of_two_styles_of_one_id_the_first_counts():
    assert only(p("a", style="A"), styles=style("A", name="One") + style("A", name="Two")).style == "one"


def test_a_frame_and_borders_on_all_sides_are_a_box():
    styles = style("Boxed", f"<w:pPr><w:pBdr>{BOX}</w:pBdr></w:pPr>") + style("Inner", based="Boxed")
    made = (
        p("a", style="Inner")
        + p("b", '<w:pBdr><w:top w:val="nil"/></w:pBdr>', style="Inner")
        + p("c", f"<w:pBdr>{BOX}</w:pBdr>")
        + p("d", '<w:pBdr><w:bottom w:val="single"/></w:pBdr>')
        + p("e", '<w:framePr w:w="100"/>')
        + p(
            "f", '<w:pBdr><w:top w:val="single"/><w:bottom w:val="single"/><w:start w:val="single"/>'
        ).replace("</w:pPr>", '<w:end w:val="single"/></w:pBdr></w:pPr>')
    )
    assert [block.in_box for block in read(made, styles=styles).blocks] == [
        True,
        False,
        True,
        False,
        True,
        True,
    ]


def test_a_capital_that_hangs_is_the_first_letter_of_the_next_paragraph():
    made = p("O", '<w:framePr w:dropCap="drop"/>') + p("nce upon a time")
    assert only(made).text == "Once upon a time"


PAGE = r('<w:br w:type="page"/>')


@pytest.mark.parametrize(
    ("body", "texts", "first"),
    [
        (p("a") + p(PAGE) + p("b"), ["a", "", "b"], [False, False, True]),
        (p("a") + p(PAGE + r("b")), ["a", "b"], [False, True]),
        (p(r("a") + PAGE) + p("b"), ["a", "b"], [False, True]),
        (p(r("a") + PAGE + r("b")) + p("c"), ["a\nb", "c"], [False, False]),
        (p("a") + p("b", "<w:pageBreakBefore/>"), ["a", "b"], [False, True]),
        (p("a") + p("b", style="New"), ["a", "b"], [False, True]),
        (p("a") + p("b", '<w:pageBreakBefore w:val="0"/>', style="New"), ["a", "b"], [False, False]),
        (p("a", "<w:sectPr/>") + p("b") + "<w:sectPr/>", ["a", "b"], [False, True]),
        (
            p("a", "<w:sectPr/>") + p("b") + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>',
            ["a", "b"],
            [False, False],
        ),
    ],
)
def test_page_breaks(body, texts, first):
    blocks = read(body, styles=style("New", "<w:pPr><w:pageBreakBefore/></w:pPr>")).blocks
    assert [block.text for block in blocks] == texts
    assert [block.is_first_on_page for block in blocks] == first


def test_a_page_break_before_a_box_is_that_of_the_next_paragraph():
    box = "<w:r><w:pict><w:txbxContent>" + p("box") + "</w:txbxContent></w:pict></w:r>"
    blocks = read(p(r("a") + box + PAGE) + p("b")).blocks
    assert [(block.text, block.is_first_on_page) for block in blocks] == [
        ("a", False),
        ("box", False),
        ("b", True),
    ]
