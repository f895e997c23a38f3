"""Word files damaged in a thousand ways: each is refused in one sentence or read as something sound."""

import random

import pytest

from tests.workbench.documents.building import (
    abstract,
    docx,
    field,
    level,
    listed,
    num,
    p,
    r,
    related,
    style,
    tbl,
    tc,
    tr,
)
from tests.workbench.documents.test_boxes import box, chart, drawn, series
from tests.workbench.documents.test_marks import COMMENTS, FOOTNOTES, HUNG, MARK, begin, end, gone, ins
from tests.workbench.spreadsheets.test_mutations import cut, flipped, with_other_parts, with_other_text
from workbench.documents import Chart, Paragraph, Span, Table, paragraphs, read_document_bytes
from workbench.errors import UserError

SEED = 20_261_122


def everything():
    """Return a document with something of every kind."""
    numbering = abstract(0, level(0), level(1, "lowerLetter", "(%2)"), level(2, "bullet", "\uf0b7")) + num(
        1, 0
    )
    in_list = '<w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("H", in_list, name="heading 1") + style(
        "B", "<w:rPr><w:b/></w:rPr>", based="A", default=True
    )
    link = f'<w:hyperlink r:id="link" w:anchor="a">{r("a link")}</w:hyperlink>'
    wide, tall, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        tr("Criterion", "Score", "Remark", properties="<w:tblHeader/>"),
        [tc("Relevance", wide), tc("tall", tall)],
        tr("4.5", tc("", below), properties='<w:gridBefore w:val="1"/>'),
    )
    section = '<w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/>'
    body = (
        p(begin("_evw_1") + r("A heading") + end(), style="H")
        + p(
            r("text ") + r(MARK) + field(r"REF _evw_1 \h", "1") + link + ins(r("new")) + gone("old"),
            listed(1, 1),
        )
        + p(r("with a comment") + r(HUNG) + r("<w:tab/><w:br/>") + r(box(p("in a box"))), listed(1, 2))
        + table
        + p(r(drawn()), f"<w:sectPr>{section}</w:sectPr>")
        + p("the end", "<w:rPr><w:del/></w:rPr>")
        + "<w:sectPr/>"
    )
    return docx(
        body,
        relations=related("hyperlink", "https://example.org/", "link", outside=True),
        styles=styles,
        numbering=numbering,
        footnotes=FOOTNOTES,
        comments=COMMENTS,
        header1=p("GB.1"),
        footer1=p(field("PAGE", "2")),
        chart1=chart(series("Score", ["a", "b"], ["1", "2"]), title="T"),
        more={"docProps/core.xml": "<coreProperties><lastModifiedBy>A</lastModifiedBy></coreProperties>"},
    )


ORIGINAL = everything()


def read_or_refuse(content):
    """Return the document, None where it is refused in one sentence; anything else fails."""
    try:
        return read_document_bytes(content, "X.docx")
    except UserError as refused:
        said = str(refused)
    assert said.startswith("X.docx was refused: it ")
    assert said.endswith(".")
    assert "\n" not in said
    return None


def check_form(document):
    """Assert that a document is of the form its users rely on."""
    for block in document.blocks:
        assert isinstance(block, Paragraph | Table | Chart)
        if isinstance(block, Chart):
            assert all(len(values) == len(block.categories) for values in block.series.values())
        if isinstance(block, Table):
            assert 0 <= block.heads <= len(block.rows)
            for row in block.rows:
                assert list(row) == sorted(row)
                assert all(cell.columns >= 1 and cell.rows >= 1 for cell in row.values())
    lines = [*paragraphs(document.blocks), *(line for note in document.notes.values() for line in note)]
    for line in lines:
        assert all(isinstance(span, Span) and isinstance(span.text, str) for span in line.spans)
        assert {span.note for span in line.spans} <= {"", *document.notes}
        assert all(0 <= position < len(document.comments) for position in line.comments)
        assert line.level is None or 0 <= line.level <= 8
        assert isinstance(line.label, str)
    places = [hung.block for hung in (*document.comments, *document.changes)]
    assert all(0 <= place <= len(document.blocks) for place in places)
    assert all(isinstance(text, str) for text in (*document.headers, *document.footers, *document.warnings))


def mutants(kind):
    return kind(ORIGINAL, random.Random(f"{SEED} {kind.__name__}"))


def test_the_whole_document_is_sound():
    document = read_or_refuse(ORIGINAL)
    check_form(document)
    assert [type(block).__name__ for block in document.blocks] == [
        *["Paragraph"] * 4,
        "Table",
        *["Paragraph", "Chart", "Paragraph"],
    ]
    assert (document.headers, document.footers, document.saved_by) == (["GB.1"], ["2"], "A")
    assert (len(document.notes), len(document.comments), len(document.changes)) == (1, 1, 3)


@pytest.mark.parametrize("kind", [cut, flipped])
def test_a_damaged_file_is_refused_or_read_as_it_was(kind):
    whole = read_or_refuse(ORIGINAL)
    whole.sha256 = ""
    outcomes = [read_or_refuse(content) for content in mutants(kind)]
    assert len(outcomes) >= 180
    for document in outcomes:
        if document is not None:
            document.sha256 = ""
            assert document == whole
    assert outcomes.count(None) > len(outcomes) / 2


@pytest.mark.parametrize("kind", [with_other_parts, with_other_text])
def test_a_file_packed_again_with_wrong_parts_is_refused_or_sound(kind):
    outcomes = [read_or_refuse(content) for content in mutants(kind)]
    for document in outcomes:
        if document is not None:
            check_form(document)
    assert None in outcomes
    assert len(outcomes) > 100
