"""Every kind of value an Excel file can hold comes out as what it is."""

import datetime

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.custom import (
    BoolProperty,
    DateTimeProperty,
    FloatProperty,
    IntProperty,
    StringProperty,
)

from tests.workbench.spreadsheets.building import (
    MAIN,
    OFFICE,
    PACKAGE,
    only_sheet,
    read,
    relations,
    xlsx,
    xlsx_parts,
    zipped,
)
from workbench.errors import UserError
from workbench.spreadsheets import read_book

DAY = datetime.date(2026, 1, 31)


@pytest.fixture
def cell(tmp_path):
    """A function that reads a workbook of one cell and returns its value."""

    def value(xml, **options):
        return only_sheet(xlsx(f'<row r="1">{xml}</row>', **options), tmp_path).value(0, 0)

    return value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("-7", -7),
        ("7.0", 7),
        ("1E3", 1000),
        ("3.75", 3.75),
        ("46000.5", 46000.5),
        ("-0.5", -0.5),
        (".5", 0.5),
        ("123456789012345678", 123456789012345678.0),
    ],
)
def test_numbers(cell, text, value):
    found = cell(f'<c r="A1"><v>{text}</v></c>')
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", ["seven", "1_000", "nan", "inf", "1e999", "0x10", "٣"])
def test_what_is_no_number_is_damage(cell, text):
    with pytest.raises(UserError, match="damaged"):
        cell(f'<c r="A1"><v>{text}</v></c>')


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("b", "1", True),
        ("b", "false", False),
        ("str", "abc", "abc"),
        ("d", "2026-01-31", DAY),
        ("d", "2026-01-31T00:00:00", DAY),
        ("d", "2026-01-31T10:30:00Z", datetime.datetime(2026, 1, 31, 10, 30)),
        ("d", "10:30:00", datetime.time(10, 30)),
        ("d", "next year", "next year"),
    ],
)
def test_typed_values(cell, kind, text, value):
    assert cell(f'<c r="A1" t="{kind}"><v>{text}</v></c>') == value


@pytest.mark.parametrize(
    ("inner", "value"),
    [
        ("<t>plain</t>", "plain"),
        ("<t> kept </t>", " kept "),
        ("<r><rPr><b/></rPr><t>rich </t></r><r><t>text</t></r>", "rich text"),
        ('<t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh>', "東京"),
        ("<t>a&#13;\nb</t>", "a\nb"),
        ("<t>a_x000D_\nb_x000d_c</t>", "a\nb\nc"),
        ("<t>tab_x0009_</t>", "tab\t"),
        ("<t>_x005F_x000D_</t>", "_x000D_"),
        ("<t>_x005f_x005F_</t>", "_x005F_"),
        ("<t>_x000_ _x00G0_ x0041_</t>", "_x000_ _x00G0_ x0041_"),
        ("<t>_xD83D__xDC4D_</t>", "\N{THUMBS UP SIGN}"),
        ("<t>_xD83D_</t>", "\N{REPLACEMENT CHARACTER}"),
        ("<t/>", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("shared", [True, False])
def test_texts(cell, inner, value, shared):
    if shared:
        assert cell('<c r="A1" t="s"><v>0</v></c>', strings=[inner]) == value
    else:
        assert cell(f'<c r="A1" t="inlineStr"><is>{inner}</is></c>') == value


@pytest.mark.parametrize("index", ["1", "-1", "99999999999", "x"])
def test_a_text_that_is_not_there_is_damage(cell, index):
    with pytest.raises(UserError, match="damaged"):
        cell(f'<c r="A1" t="s"><v>{index}</v></c>', strings=["<t>one</t>"])


@pytest.mark.parametrize("style", ["2", "-1"])
def test_a_style_that_is_not_there_is_damage(cell, style):
    with pytest.raises(UserError, match="damaged"):
        cell(f'<c r="A1" s="{style}"><v>46053</v></c>', formats=["yyyy"])


@pytest.mark.parametrize(
    "shown",
    [14, 17, 22, 31, 55, "yyyy-mm-dd", "[$-40C]d mmm yyyy;@", '"on "dd/mm/yy', "mmm-yy", "h:mm AM/PM"],
)
def test_dates(cell, shown):
    assert cell('<c r="A1" s="1"><v>46053</v></c>', formats=[shown]) == DAY


@pytest.mark.parametrize(
    "shown", [0, 1, 9, 11, "0.00", '0" days"', "[Red]0", "0_d", r"0\d", "General", "@", "#,##0 [$USD]", "*d0"]
)
def test_numbers_that_are_no_dates(cell, shown):
    assert cell('<c r="A1" s="1"><v>46053</v></c>', formats=[shown]) == 46053


@pytest.mark.parametrize(
    ("serial", "value"),
    [
        ("46053.4375", datetime.datetime(2026, 1, 31, 10, 30)),
        ("46052.9999999999", DAY),
        ("0.4375", datetime.time(10, 30)),
        ("0", datetime.time(0)),
        ("1", datetime.date(1900, 1, 1)),
        ("59", datetime.date(1900, 2, 28)),
        ("60", 60),
        ("61", datetime.date(1900, 3, 1)),
        ("2958465", datetime.date(9999, 12, 31)),
        ("2958465.99999999999", 2958466),
        ("2958466", 2958466),
        ("-1", -1),
    ],
)
def test_serial_numbers(cell, serial, value):
    assert cell(f'<c r="A1" s="1"><v>{serial}</v></c>', formats=[14]) == value


def test_days_counted_from_1904(cell):
    assert cell('<c r="A1" s="1"><v>44591</v></c>', formats=[14], date1904=True) == DAY


@pytest.mark.parametrize(
    ("serial", "value"), [("0.5", datetime.time(12)), ("1.5", 1.5), ("-0.25", -0.25), ("2", 2)]
)
@pytest.mark.parametrize("shown", [46, "[h]:mm", "[mm]:ss", "[s]"])
def test_elapsed_time(cell, shown, serial, value):
    assert cell(f'<c r="A1" s="1"><v>{serial}</v></c>', formats=[shown]) == value


def test_a_style_counts_only_among_the_styles_of_cells(cell):
    assert cell('<c r="A1" s="0"><v>46053</v></c>') == 46053


def test_cells_and_rows_without_references_follow_each_other(tmp_path):
    rows = (
        '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c r="B3"><v>4</v></c><c><v>5</v></c></row>'
    )
    assert only_sheet(xlsx(rows), tmp_path).rows == [(1, None, 3), (), (None, 4, 5)]


def test_rows_in_any_order(tmp_path):
    rows = (
        '<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    )
    assert only_sheet(xlsx(rows), tmp_path).rows == [(1,), (3, 4)]


@pytest.mark.parametrize("reference", ["", "A", "1", "A0", "a1", "AAAA1", "A1:B2", "$A$1", "A99999999"])
def test_a_cell_that_is_nowhere_is_damage(tmp_path, reference):
    with pytest.raises(UserError, match="damaged"):
        read(xlsx(f'<row r="1"><c r="{reference}"><v>1</v></c></row>'), tmp_path)


def test_errors(tmp_path):
    sheet = only_sheet(xlsx('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'), tmp_path)
    assert (sheet.rows, sheet.errors, sheet.formulas) == ([(None,)], {(0, 0): "#N/A"}, {})


def test_formulas_and_what_they_computed(tmp_path):
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""&amp;"x"</f><v>x</v></c>'
        '<c r="C1"><f>NEW()</f></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="E1" t="b"><f>A1=2</f><v>1</v></c><c r="F1" s="1"><f>TODAY()</f><v>46053</v></c>'
        '<c r="G1" t="str"><f>""</f><v></v></c>'
    )
    sheet = only_sheet(xlsx(f'<row r="1">{cells}</row>', formats=[14]), tmp_path)
    assert sheet.rows == [(None,) * 7]
    assert list(sheet.formulas.values()) == ["=1+1", '=""&"x"', "=NEW()", "=1/0", "=A1=2", "=TODAY()", '=""']
    assert sheet.computed == {(0, 0): 2, (0, 1): "x", (0, 4): True, (0, 5): DAY}
    assert sheet.errors == {(0, 3): "#DIV/0!"}


def test_formulas_that_excel_shares(tmp_path):
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"{extra}</f><v>{n}</v></c></row>'
        for n, extra in ((1, ' ref="A1:A3">B1*$C$1'), (2, ">"), (3, ">"))
    )
    assert list(only_sheet(xlsx(rows), tmp_path).formulas.values()) == ["=B1*$C$1", "=B2*$C$1", "=B3*$C$1"]


@pytest.mark.parametrize(("text", "second"), [('"open', '="open'), ("A1*", "=A2*"), ("{1,", "={1,")])
def test_a_shared_formula_nobody_understands_is_one_still(tmp_path, text, second):
    rows = (
        f'<row r="1"><c r="A1"><f t="shared" si="0">{text.replace(chr(34), "&quot;")}</f></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>5</v></c><c r="B2"><f t="shared" si="9"/></c></row>'
    )
    sheet = only_sheet(xlsx(rows), tmp_path)
    assert sheet.formulas == {(0, 0): f"={text}", (1, 0): second, (1, 1): "="}
    assert sheet.computed == {(1, 0): 5}


def test_all_cells_of_an_array_are_formulas(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:B2">C1:D2*2</f><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2" t="str"><v>x</v></c><c r="B2"><f>9</f><v>9</v></c><c r="C2"><v>5</v></c></row>'
    )
    sheet = only_sheet(xlsx(rows), tmp_path)
    assert sheet.rows == [(None, None), (None, None, 5)]
    assert sheet.formulas == {
        (0, 0): "=C1:D2*2",
        (0, 1): "=C1:D2*2",
        (1, 0): "=C1:D2*2",
        (1, 1): "=9",
    }
    assert sheet.computed == {(0, 0): 1, (0, 1): 2, (1, 0): "x", (1, 1): 9}


def test_data_tables(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><f t="dataTable" ref="A1:A2" dt2D="1" r1="F1" r2="F2"/><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c></row>'
    )
    sheet = only_sheet(xlsx(rows), tmp_path)
    assert sheet.formulas == {(0, 0): "=TABLE(F1,F2)", (1, 0): "=TABLE(F1,F2)"}
    assert sheet.computed == {(0, 0): 1, (1, 0): 2}


def test_constants_that_libreoffice_writes_as_formulas_are_constants(tmp_path):
    cells = (
        '<c r="A1" t="b"><f>TRUE()</f><v>1</v></c><c r="B1" t="b"><f>FALSE()</f><v>0</v></c>'
        '<c r="C1" t="e"><f>#N/A</f><v>#N/A</v></c>'
    )
    sheet = only_sheet(xlsx(f'<row r="1">{cells}</row>'), tmp_path)
    assert (sheet.rows, sheet.formulas, sheet.errors) == ([(True, False, None)], {}, {(0, 2): "#N/A"})


def test_merged_cells_cover_what_lies_in_the_filled_part(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c></row>'
    )
    merges = ("A1:B2", "C3:XFD1048576", "F9:G10", "C1:D1")
    tail = "".join(f'<mergeCell ref="{reference}"/>' for reference in merges)
    sheet = only_sheet(xlsx(rows, tail=f"<mergeCells>{tail}</mergeCells>"), tmp_path)
    assert sheet.covered == {(0, 1), (1, 0), (1, 1)}
    assert sheet.merged == [((0, 0), (1, 1))]


def test_styled_cells_without_content_make_no_rows(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="0"/></row><row r="900"><c r="Z900" s="0"/></row>'
    assert only_sheet(xlsx(rows), tmp_path).rows == [(1,)]


def test_text_of_another_namespace_is_none_of_ours(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v><x:v xmlns:x="urn:other">2</x:v></c></row>'
    assert only_sheet(xlsx(rows), tmp_path).rows == [(1,)]


def book_of_openpyxl(path):
    book = openpyxl.Workbook()
    book.active.title = "First"
    book.active["B2"] = "text"
    book.active["B2"].comment = Comment("one\ntwo", "someone")
    book.active["C9"].comment = Comment("far", "someone")
    for title, state in (("Hidden", "hidden"), ("Very", "veryHidden")):
        book.create_sheet(title).sheet_state = state
    book.create_chartsheet("Chart")
    for item in (
        StringProperty("unit", "POLICY"),
        StringProperty("empty", ""),
        IntProperty("whole", 1),
        FloatProperty("fraction", 1.5),
        BoolProperty("sure", True),
        DateTimeProperty("when", datetime.datetime(2026, 1, 31, 10, 30)),
    ):
        book.custom_doc_props.append(item)
    book.save(path)


def test_a_workbook_of_openpyxl(tmp_path):
    book_of_openpyxl(tmp_path / "X.xlsx")
    book = read_book(tmp_path / "X.xlsx")
    assert [(sheet.title, sheet.hidden) for sheet in book.sheets] == [
        ("First", False),
        ("Hidden", True),
        ("Very", True),
    ]
    assert book.sheets[0].rows == [(), (None, "text")]
    assert book.sheets[0].notes == {(1, 1): "one\ntwo", (8, 2): "far"}
    assert book.properties == {
        "unit": "POLICY",
        "empty": "",
        "whole": "1",
        "fraction": "1.5",
        "sure": "1",
        "when": "2026-01-31T10:30:00Z",
    }
    assert book.warnings == []


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (
            "<dc:creator>the program</dc:creator><cp:lastModifiedBy>the department</cp:lastModifiedBy>"
            "<dcterms:modified>2026-01-31T10:30:00Z</dcterms:modified>",
            ("the department", "2026-01-31T10:30:00Z"),
        ),
        (
            "<dc:creator>the program</dc:creator><cp:lastModifiedBy/>"
            "<dcterms:modified>2026-01-31T10:30:00+02:00</dcterms:modified>",
            ("the program", "2026-01-31T08:30:00Z"),
        ),
        ("<dcterms:modified>last week</dcterms:modified>", ("", "")),
    ],
)
def test_who_saved_it_and_when(tmp_path, inner, said):
    parts = xlsx_parts()
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="core" Type="{PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>',
    )
    parts["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"{inner}</cp:coreProperties>"
    )
    book = read(zipped(parts), tmp_path)
    assert (book.saved_by, book.saved_at) == said


def test_threads_replace_the_notice_that_stands_for_them(tmp_path):
    parts = xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations(
        comments="../comments1.xml", threadedComment="/xl/threadedComments/threadedComment1.xml"
    )
    parts["xl/comments1.xml"] = (
        f'<comments xmlns="{MAIN}"><commentList>'
        '<comment ref="A1"><text><t>[Threaded comment] Your version of Excel…</t></text></comment>'
        '<comment ref="B2"><text><r><t>An old </t></r><r><t>one</t></r></text></comment>'
        "</commentList></comments>"
    )
    parts["xl/threadedComments/threadedComment1.xml"] = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="A1" id="{1}"><text>Why?</text></threadedComment>'
        '<threadedComment ref="A1" id="{2}" parentId="{1}"><text>Because.</text></threadedComment>'
        "</ThreadedComments>"
    )
    notes = only_sheet(zipped(parts), tmp_path).notes
    assert notes == {(0, 0): "Why?\nBecause.", (1, 1): "An old one"}


def strict(parts):
    """Return the parts as Excel writes them when it saves as Strict Open XML Spreadsheet."""
    return {
        name: text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, text in parts.items()
    }


def test_strict_files_are_read_like_others(tmp_path):
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1" t="d"><v>2026-01-31T00:00:00</v></c>'
        '<c r="C1" s="1"><v>46053</v></c></row>'
    )
    parts = xlsx_parts(rows, strings=['<t>a</t><rPh sb="0" eb="1"><t>b</t></rPh>'], formats=["yyyy-mm-dd"])
    assert only_sheet(zipped(strict(parts)), tmp_path).rows == [("a", DAY, DAY)]


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
        "application/vnd.ms-excel.template.macroEnabled.main+xml",
    ],
)
def test_macro_workbooks_and_templates_are_read(tmp_path, kind):
    content = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', content_type=kind)
    assert only_sheet(content, tmp_path).rows == [(1,)]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/vbaProject.bin", "“X.xlsx” holds macros; they were not run."),
        ("xl/macrosheets/sheet1.xml", "“X.xlsx” holds macros; they were not run."),
        (
            "xl/externalLinks/externalLink1.xml",
            "“X.xlsx” holds links to other files; they were not followed.",
        ),
        (
            "xl/embeddings/oleObject1.bin",
            "“X.xlsx” holds embedded objects or controls; they were not opened.",
        ),
        ("xl/activeX/activeX1.bin", "“X.xlsx” holds embedded objects or controls; they were not opened."),
        ("xl/connections.xml", "“X.xlsx” holds connections to outside data; they were not used."),
        ("xl/queryTables/queryTable1.xml", "“X.xlsx” holds connections to outside data; they were not used."),
    ],
)
def test_what_is_left_alone_is_named(tmp_path, part, said):
    parts = xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>') | {part: b"\0not opened"}
    book = read(zipped(parts), tmp_path)
    assert book.sheets[0].rows == [(1,)]
    assert book.warnings == [said]


def test_names_of_parts_are_the_same_in_small_and_capital_letters_and_with_backslashes(tmp_path):
    parts = xlsx_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=["<t>a</t>"])
    odd = {name.replace("sharedS", "SharedS").replace("/", "\\"): part for name, part in parts.items()}
    assert only_sheet(zipped(odd), tmp_path).rows == [("a",)]


def test_texts_and_styles_may_be_missing_where_no_cell_needs_them(tmp_path):
    parts = xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    del parts["xl/sharedStrings.xml"], parts["xl/styles.xml"]
    assert only_sheet(zipped(parts), tmp_path).rows == [(1,)]


def test_pictures_may_declare_a_document_type(tmp_path):
    svg = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/svg11.dtd'><svg/>"
    parts = xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>') | {"xl/media/image1.svg": svg}
    assert only_sheet(zipped(parts), tmp_path).rows == [(1,)]


def test_utf_16_is_read(tmp_path):
    parts = xlsx_parts('<row r="1"><c r="A1" t="str"><v>é</v></c></row>')
    name = "xl/worksheets/sheet1.xml"
    text = "<?xml version='1.0' encoding='UTF-16'?>" + parts[name]
    assert only_sheet(zipped(parts | {name: text.encode("utf-16")}), tmp_path).rows == [("é",)]
