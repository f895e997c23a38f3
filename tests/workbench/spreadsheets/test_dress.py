"""What is in a workbook beside values: links, formats, struck text, shapes, pictures, lines of the pages."""

import datetime
import re

import pytest

from tests.workbench.spreadsheets.building import (
    MAIN,
    OFFICE,
    PACKAGE,
    ods,
    ods_parts,
    only_sheet,
    read,
    relations,
    xlsx,
    xlsx_parts,
    zipped,
)
from workbench.errors import UserError

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">{}</xml>'
)
RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"


def text_cell(name, text="text", attributes=""):
    return f'<c r="{name}" t="inlineStr" {attributes}><is><t>{text}</t></is></c>'


def outside(**targets):
    """Return a relationships part that leads out of the package."""
    inner = "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
        for id, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def shape(*paragraphs):
    lines = "".join(
        f"<a:p>{''.join(f'<a:r><a:t>{run}</a:t></a:r>' for run in runs)}</a:p>" for runs in paragraphs
    )
    return f"<sp><txBody>{lines}</txBody></sp>"


def drawing(*shapes, root="wsDr"):
    return f'<{root} xmlns="x" xmlns:a="{DRAWING}">{"".join(shapes)}</{root}>'


def with_parts(parts, **options):
    """Return a workbook whose only sheet leads to more parts."""
    return zipped(xlsx_parts(f'<row r="1">{text_cell("A1")}</row>', **options) | parts)


# Excel ---------------------------------------------------------------------------------------------


def test_links_that_lead_out_are_told_for_every_filled_cell_they_are_on(tmp_path):
    tail = (
        '<hyperlinks><hyperlink ref="A1" r:id="a"/><hyperlink ref="A2:XFD1048576" r:id="b" location="p2"/>'
        '<hyperlink ref="B1" location="S!A1"/><hyperlink ref="C9" r:id="c"/></hyperlinks>'
    )
    rows = f'<row r="1">{text_cell("A1")}</row><row r="2">{text_cell("B2")}</row>'
    parts = xlsx_parts(rows, tail=tail)
    parts[RELATIONS] = outside(a="https://example.org/a", b="mailto:a@example.org", c="#S!A1")
    assert only_sheet(zipped(parts), tmp_path).links == {
        (0, 0): "https://example.org/a",
        (1, 0): "mailto:a@example.org#p2",
        (1, 1): "mailto:a@example.org#p2",
    }


def test_a_link_on_an_empty_cell_is_told(tmp_path):
    parts = xlsx_parts(tail='<hyperlinks><hyperlink ref="C9" r:id="a"/></hyperlinks>')
    parts[RELATIONS] = outside(a="https://example.org/a")
    assert only_sheet(zipped(parts), tmp_path).links == {(8, 2): "https://example.org/a"}


def test_formats_are_told_of_numbers_that_are_not_shown_as_they_are(tmp_path):
    formats = ("General", "@", 0, 1, 49, 9, '#,##0 "dollars"', "00000", "d\\ mmmm\\ yyyy", 17)
    cells = "".join(f'<c r="{"ABCDEFGHIJK"[style]}1" s="{style}"><v>7</v></c>' for style in range(11))
    styled = text_cell("D2", attributes='s="6"')
    more = (
        '<row r="2"><c r="A2" s="6"/><c r="B2" s="6" t="b"><v>1</v></c>'
        f'<c r="C2" s="6"><f>1+1</f><v>2</v></c>{styled}</row>'
    )
    sheet = only_sheet(xlsx(f'<row r="1">{cells}</row>{more}', formats=formats), tmp_path)
    assert sheet.formats == {
        (0, 6): "0%",
        (0, 7): '#,##0 "dollars"',
        (0, 8): "00000",
        (0, 9): "d mmmm yyyy",
        (0, 10): "mmm-yy",
        (1, 2): "0%",
    }
    assert sheet.value(0, 9) == datetime.date(1900, 1, 7)


def test_struck_text_is_told_whether_by_style_or_by_run(tmp_path):
    strings = (
        "<r><rPr><strike/></rPr><t>No. </t></r><r><t>Yes.</t></r>",
        '<r><rPr><strike val="0"/></rPr><t>Yes.</t></r>',
        "<r><rPr><strike/></rPr><t> </t></r><r><t>Yes.</t></r>",
    )
    shared = "".join(f'<c r="{"ABC"[index]}1" t="s"><v>{index}</v></c>' for index in range(3))
    runs = '<r><t>Yes. </t></r><r><rPr><strike val="true"/></rPr><t>No.</t></r>'
    rows = (
        f'<row r="1">{shared}</row><row r="2"><c r="A2" t="inlineStr"><is>{runs}</is></c>'
        '<c r="B2" s="1"/><c r="C2" s="1"><v>3</v></c><c r="D2" s="2"><v>3</v></c></row>'
    )
    parts = xlsx_parts(rows, strings=strings)
    parts["xl/styles.xml"] = (
        f'<styleSheet xmlns="{MAIN}"><fonts><font><b/></font><font><strike/></font></fonts>'
        "<dxfs><dxf><font><strike/></font></dxf></dxfs>"
        '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="0"/></cellXfs></styleSheet>'
    )
    assert only_sheet(zipped(parts), tmp_path).struck == {(0, 0), (1, 0), (1, 2)}


def test_headers_and_footers_are_told_without_their_codes(tmp_path):
    tail = (
        '<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12R&amp;&amp;D &amp;A&amp;R&amp;KFF0000red'
        "</oddHeader><oddFooter>&amp;CPage &amp;P of &amp;N</oddFooter>"
        "<evenFooter>&amp;CPage &amp;P of &amp;N</evenFooter>"
        "<firstHeader></firstHeader></headerFooter>"
    )
    assert only_sheet(xlsx(tail=tail), tmp_path).margins == ["R&D", "red", "Page of"]


def test_the_text_of_shapes_diagrams_and_charts_is_told(tmp_path):
    parts = {
        RELATIONS: relations(drawing="../drawings/drawing1.xml"),
        "xl/drawings/drawing1.xml": drawing(
            shape(["Not ", "agreed"], [], ["at all"]), shape(), shape(["Second"]), shape(["Second"])
        ),
        "xl/drawings/_rels/drawing1.xml.rels": relations(diagramData="../d.xml", chart="../c.xml"),
        "xl/d.xml": drawing("<pt><a:p><a:r><a:t>Circle</a:t></a:r></a:p></pt>", root="dataModel"),
        "xl/c.xml": drawing("<title><a:p><a:r><a:t>Title</a:t></a:r></a:p></title>", root="chartSpace"),
    }
    book = read(with_parts(parts), tmp_path)
    assert book.sheets[0].boxes == ["Not agreed\n\nat all", "Second", "Circle", "Title"]
    assert book.warnings == []


@pytest.mark.parametrize("line_break", ["<br/>", "<br>"])
def test_the_text_of_old_shapes_is_told_but_not_that_of_comments(tmp_path, line_break):
    old = VML.format(
        '<v:shape><v:textbox><div>A comment</div></v:textbox><x:ClientData ObjectType="Note"/></v:shape>'
        f"<v:rect><v:textbox><div><font>Not\n  agreed{line_break}at all</font></div></v:textbox>"
        '<x:ClientData ObjectType="Rect"><x:Anchor>1, 2</x:Anchor></x:ClientData></v:rect>'
        "<v:shape><v:textbox><div/></v:textbox></v:shape>"
    )
    parts = {RELATIONS: relations(vmlDrawing="../drawings/old.vml"), "xl/drawings/old.vml": old}
    assert only_sheet(with_parts(parts), tmp_path).boxes == ["Not agreed\nat all"]


def test_old_shapes_that_cannot_be_read_are_told(tmp_path):
    parts = {
        RELATIONS: relations(vmlDrawing="../old.vml"),
        "xl/old.vml": VML.format("<v:shape><p></v:shape>"),
    }
    [text] = only_sheet(with_parts(parts), tmp_path).boxes
    assert "could not be read" in text


def test_pictures_are_named_and_not_read(tmp_path):
    for content in (
        with_parts({"xl/media/image1.png": b"\x89PNG"}),
        ods("<table:shapes>" + PICTURE + "</table:shapes>"),
    ):
        assert read(content, tmp_path).warnings == ["“X.xlsx” holds pictures; they were not read."]


# OpenDocument --------------------------------------------------------------------------------------

_DATA = 'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href'
PICTURE = f'<draw:frame><draw:image {LINK}="Pictures/1.png"><text:p/></draw:image></draw:frame>'


def cell(inner, attributes=""):
    return f'<table:table-cell office:value-type="string" {attributes}>{inner}</table:table-cell>'


def number_cell(attributes, kind="float"):
    return f'<table:table-cell office:value-type="{kind}" office:value="7" {attributes}/>'


def row(*cells, attributes=""):
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def struck(name, family, how):
    return (
        f'<style:style style:name="{name}" style:family="{family}">'
        f"<style:text-properties {how}/></style:style>"
    )


def test_ods_links_that_lead_out_are_told(tmp_path):
    cells = (
        cell(f'<text:p><text:a {LINK}="https://example.org/a">one</text:a> and two</text:p>'),
        cell(f'<text:p><text:a {LINK}="#S.A1">inside</text:a></text:p>'),
        cell(
            f'<text:p><text:a {LINK}="mailto:a@example.org">a</text:a>'
            f'<text:a {LINK}="https://example.org/b">b</text:a></text:p>'
        ),
        cell(
            f'<office:annotation><text:p><text:a {LINK}="https://example.org/c">c</text:a></text:p>'
            "</office:annotation><text:p>d</text:p>"
        ),
    )
    sheet = only_sheet(ods(row(*cells)), tmp_path)
    assert sheet.rows == [("one and two", "inside", "ab", "d")]
    assert sheet.links == {
        (0, 0): "https://example.org/a",
        (0, 2): "mailto:a@example.org https://example.org/b",
    }


@pytest.mark.parametrize(
    ("kind", "inner", "code"),
    [
        ("percentage", '<number:number number:decimal-places="1"/><number:text>%</number:text>', "0.0%"),
        (
            "currency",
            "<number:currency-symbol>CHF</number:currency-symbol><number:text> </number:text>"
            '<number:number number:decimal-places="2" number:grouping="true" number:min-integer-digits="1"/>',
            '"CHF" #,##0.00',
        ),
        (
            "date",
            '<number:day/><number:text> </number:text><number:month number:style="long"'
            ' number:textual="true"/>'
            '<number:text> </number:text><number:year number:style="long"/>',
            "d mmmm yyyy",
        ),
        ("time", '<number:hours number:style="long"/><number:text>:</number:text><number:minutes/>', "hh:m"),
        ("number", '<number:number number:min-integer-digits="5"/>', "00000"),
        (
            "number",
            '<number:number number:decimal-places="0" number:grouping="true"/>'
            "<number:text> dollars</number:text>",
            '#,##0" dollars"',
        ),
        ("number", '<number:scientific-number number:decimal-places="2"/>', "0.00E+00"),
        ("number", '<number:number number:min-integer-digits="1"/>', None),
        ("number", '<number:number number:decimal-places="0"/>', None),
        ("text", "<number:text-content/>", None),
    ],
)
def test_ods_formats_are_told_as_excel_writes_them(tmp_path, kind, inner, code):
    styles = (
        f'<number:{kind}-style {_DATA} style:name="N1">{inner}</number:{kind}-style>'
        '<style:style style:name="ce0" style:family="table-cell" style:data-style-name="N1"/>'
        '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="ce0"/>'
    )
    style = 'table:style-name="ce1"'
    cells = number_cell(style), cell("<text:p>text</text:p>", style), number_cell("")
    assert only_sheet(ods(row(*cells), styles=styles), tmp_path).formats == ({(0, 0): code} if code else {})


def test_ods_cells_without_a_style_have_that_of_their_row_or_column(tmp_path):
    styles = (
        f'<number:number-style {_DATA} style:name="N1"><number:number number:min-integer-digits="3"/>'
        "</number:number-style>"
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    )
    default = 'table:default-cell-style-name="ce1"'
    table = (
        f'<table:table-column table:number-columns-repeated="2"/><table:table-column {default}/>'
        + row(*[number_cell("")] * 4)
        + row(number_cell(""), attributes=default)
        + row(number_cell("", "percentage"))
    )
    assert only_sheet(ods(table, styles=styles), tmp_path).formats == {
        (0, 2): "000",
        (1, 0): "000",
        (2, 0): "0%",
    }


def test_ods_struck_text_is_told_whether_by_style_or_by_span(tmp_path):
    line = 'style:text-line-through-{}="{}"'
    styles = "".join(
        (
            struck("ce1", "table-cell", line.format("style", "solid")),
            struck("T1", "text", line.format("type", "single")),
            struck("T2", "text", line.format("style", "none")),
            struck("P1", "paragraph", line.format("style", "solid")),
        )
    )
    span = '<text:span text:style-name="{}">{}</text:span>'
    cells = (
        cell("<text:p>text</text:p>", 'table:style-name="ce1"'),
        '<table:table-cell table:style-name="ce1"/>',
        cell(f"<text:p>{span.format('T1', 'No. ')}Yes.</text:p>"),
        cell(f"<text:p>{span.format('T1', ' ')}{span.format('T2', 'Yes.')}</text:p>"),
        cell('<text:p text:style-name="P1">No.</text:p>'),
        cell("<text:p>Yes.</text:p>"),
    )
    assert only_sheet(ods(row(*cells), styles=styles), tmp_path).struck == {(0, 0), (0, 2), (0, 4)}


def test_ods_shapes_are_told_and_stand_in_no_cell(tmp_path):
    lines = "<text:p>Not <text:span>agreed</text:span></text:p><text:p>at all</text:p>"
    box = f"<draw:custom-shape>{lines}</draw:custom-shape>"
    group = "<draw:g><draw:rect><text:p>One</text:p></draw:rect><draw:rect><text:p/></draw:rect></draw:g>"
    frame = f'<draw:frame><draw:object/><draw:image {LINK}="./ObjectReplacements/Object 1"/></draw:frame>'
    table = f"<table:shapes>{group}{frame}</table:shapes>" + row(cell(f"{box}<text:p>cell</text:p>"))
    book = read(ods(table), tmp_path)
    assert book.sheets[0].rows == [("cell",)]
    assert book.sheets[0].boxes == ["One", "Not agreed\nat all"]
    assert book.warnings == []


def test_ods_headers_and_footers_are_told_without_fields(tmp_path):
    names = re.search("<office:document-content([^>]*)>", ods_parts()["content.xml"])[1]
    pages = (
        '<style:master-page style:name="Mine"><style:header><style:region-left><text:p>R&amp;D '
        "<text:sheet-name>S</text:sheet-name></text:p></style:region-left><style:region-right><text:p>red</text:p>"
        '</style:region-right></style:header><style:header-first style:display="false"><text:p>never</text:p>'
        "</style:header-first><style:footer><text:p>Page<text:s/><text:page-number>1</text:page-number> of"
        " <text:page-count>9</text:page-count></text:p></style:footer></style:master-page>"
        '<style:master-page style:name="Other"><style:footer><text:p>other</text:p></style:footer>'
        "</style:master-page>"
    )
    style = '<style:style style:name="ta1" style:family="table" style:master-page-name="Mine"/>'
    parts = ods_parts('<table:table table:name="S" table:style-name="ta1"></table:table>', styles=style)
    parts["styles.xml"] = (
        f"<office:document-styles{names}><office:master-styles>{pages}</office:master-styles>"
        "</office:document-styles>"
    )
    assert only_sheet(zipped(parts), tmp_path).margins == ["R&D", "red", "Page of"]


# Lengths -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", ["x", "\U0001f44d"])
def test_a_text_that_no_cell_can_hold_is_refused_by_name(tmp_path, letter):
    longest = letter * (32_767 // (len(letter.encode("utf-16-le")) // 2))
    makers = (
        lambda text: xlsx(f'<row r="3">{text_cell("B3", text)}</row>'),
        lambda text: ods(row() * 2 + row(cell(""), cell(f"<text:p>{text}</text:p>"))),
    )
    for make in makers:
        assert only_sheet(make(longest), tmp_path).value(2, 1) == longest
        with pytest.raises(UserError, match="more than 32,767 characters in cell B3 of sheet “S”"):
            read(make(longest + "xx"), tmp_path)
