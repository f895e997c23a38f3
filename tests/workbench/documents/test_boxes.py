"""Text boxes, charts, pictures and objects."""

import pytest

from tests.workbench.documents.building import lines, p, r, read, related, rels, tbl
from workbench.documents import Chart


def placed(inner):
    """Return a drawing."""
    return (
        '<w:drawing><wp:inline><wp:docPr id="1" name="D" descr="What it shows"/><a:graphic>'
        f"<a:graphicData>{inner}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def box(inner):
    """Return a text box as Word writes it: in the new form, and in the old one for older programs."""
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    new = placed(f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>")
    return (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{new}</mc:Choice>"
        f"<mc:Fallback>{old_box(inner)}</mc:Fallback></mc:AlternateContent>"
    )


def old_box(inner):
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"


@pytest.mark.parametrize("make", [box, old_box])
def test_a_text_box_follows_the_paragraph_that_anchors_it(make):
    document = read(p(r("a") + r(make(p("in") + p("the box"))) + r("b")) + p("c"))
    assert [(block.text, block.in_box) for block in document.blocks] == [
        ("ab", False),
        ("in", True),
        ("the box", True),
        ("c", False),
    ]


def test_a_box_in_a_cell_stays_there_and_tables_stand_in_boxes():
    document = read(tbl([p(r(box(p("x") + tbl(["y"]))))]))
    blocks = document.blocks[0].rows[0][0].blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Paragraph", "Table"]
    assert blocks[1].text == "x"


def test_a_box_in_deleted_text_is_gone():
    assert lines(p(r("a") + f"<w:del>{r(box(p('x')))}</w:del>")) == ["a"]


def test_a_field_round_a_box_ends_behind_it():
    document = read(
        p(r("a") + r(box(p(r("x") + '<w:hyperlink w:anchor="h">' + r("y") + "</w:hyperlink>"))) + r("b"))
    )
    assert [span.url for block in document.blocks for span in block.spans] == ["", "", "#h"]


def points(*values):
    return "".join(
        f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values) if value != ""
    )


def series(name, categories, values):
    return (
        f"<c:ser><c:tx><c:strRef><c:strCache>{points(name)}</c:strCache></c:strRef></c:tx>"
        f"<c:cat><c:strRef><c:strCache>{points(*categories)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:numCache>{points(*values)}</c:numCache></c:numRef></c:val></c:ser>"
    )


def chart(*all_series, title=""):
    text = f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    inner = f"<c:plotArea><c:barChart>{''.join(all_series)}</c:barChart></c:plotArea>"
    return f"<c:chart>{text if title else ''}{inner}</c:chart>"


def drawn(id="chart1"):
    return placed(f'<c:chart r:id="{id}"/>')


def the_chart(*all_series, **options):
    return read(p(r(drawn())), chart1=chart(*all_series, **options)).blocks[1]


def test_a_chart_follows_its_paragraph():
    made = the_chart(series("Score", ["Relevance", "Impact"], ["4.5", "5"]), title="Ratings")
    assert made == Chart("Ratings", ["Relevance", "Impact"], {"Score": [4.5, 5.0]}, "What it shows")


def test_empty_points_and_series_of_different_lengths_and_of_one_name():
    made = the_chart(
        series("S", ["a", "b", "c"], ["", "2"]), series("S", ["a"], ["x", "", "", "4"]), series("", [], [])
    )
    assert made.categories == ["a", "b", "c", ""]
    assert made.series == {
        "S": [None, 2.0, None, None],
        "S (2)": [None, None, None, 4.0],
        "(1)": [None, None, None, None],
    }


def test_categories_of_two_levels():
    inner = f"<c:lvl>{points('a', 'b', 'c')}</c:lvl><c:lvl>{points('X', '', 'Y')}</c:lvl>"
    cache = f"<c:multiLvlStrRef><c:multiLvlStrCache>{inner}</c:multiLvlStrCache></c:multiLvlStrRef>"
    assert the_chart(f"<c:ser><c:cat>{cache}</c:cat></c:ser>").categories == ["X a", "X b", "Y c"]


def test_absurd_places_of_points_take_no_memory():
    made = '<c:pt idx="999999999"><c:v>1</c:v></c:pt><c:pt idx="-5"><c:v>2</c:v></c:pt>'
    assert the_chart(f"<c:ser><c:val>{made}</c:val></c:ser>").categories == []


def test_a_chart_whose_data_is_missing_is_named_in_a_warning():
    document = read(p(r(drawn("lost"))))
    assert (len(document.blocks), document.warnings) == (1, ["A chart without data was left out."])


def test_pictures_and_objects_are_named_in_warnings():
    picture, diagram = placed("<pic:pic/>"), placed("<dgm:relIds/>")
    shape = '<v:shape><v:imagedata r:id="x"/></v:shape>'
    inner = (
        f'{picture}<w:pict>{shape}</w:pict><w:object>{shape}<o:OLEObject ProgID="Excel.Sheet.12"/></w:object>'
    )
    assert read(p(r(inner + diagram))).warnings == [
        "2 pictures were left out.",
        "An embedded object was left out.",
        "A diagram was left out.",
    ]


def test_other_documents_are_named_and_not_read():
    relations = related("aFChunk", "other.html", "one") + related(
        "subDocument", "chapter.docx", "two", outside=True
    )
    body = p('<w:subDoc r:id="two"/>') + '<w:altChunk r:id="one"/>' + p("a")
    document = read(body, relations=relations, more={"word/other.html": "<p>secret</p>"})
    assert [block.text for block in document.blocks] == ["", "a"]
    assert document.warnings == [
        "The file takes content from elsewhere, which was not opened: “chapter.docx”, “word/other.html”."
    ]


def test_links_to_files_are_named():
    relations = related("image", "http://example.org/p.png", outside=True)
    relations += related("hyperlink", "https://example.org", outside=True)
    template = rels(related("attachedTemplate", "file:///t.dotm", outside=True))
    document = read(p("a"), relations=relations, settings="", more={"word/_rels/settings.xml.rels": template})
    assert document.warnings == [
        "The file takes content from elsewhere, which was not opened: “http://example.org/p.png”, “file:///t.dotm”."
    ]
