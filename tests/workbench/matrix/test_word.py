import contextlib
import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.documents.building import docx as docx_file
from tests.workbench.documents.building import p, r, tbl
from tests.workbench.matrix.building import write_word
from workbench.matrix.word import read_word
from workbench.spreadsheets.refusing import Refused

HEAD = ["No.", "Recommendation", "Response"]


def read(path, *parts):
    return read_word(write_word(path, *parts).read_bytes())


def saved(document):
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_a_table_is_a_sheet_and_text_around_it_is_given_apart(tmp_path):
    book, outside = read(tmp_path / "m.docx", "The title", [HEAD, ["1", "Paint", "Yes"]], "The end")
    assert [sheet.title for sheet in book.sheets] == ["Table 1"]
    assert book.sheets[0].rows == [tuple(HEAD), ("1", "Paint", "Yes")]
    assert outside == ["The title", "The end"]


def test_a_table_with_the_same_header_goes_on_whatever_stands_between(tmp_path):
    parts = [HEAD, ["1", "Paint", "Yes"]], "A paragraph", [HEAD, ["2", "Sand", "No"]]
    book, _ = read(tmp_path / "m.docx", *parts)
    assert [row[0] for row in book.sheets[0].rows] == ["No.", "1", "No.", "2"]


def test_a_table_without_header_right_below_goes_on(tmp_path):
    book, _ = read(tmp_path / "m.docx", [HEAD, ["1", "Paint", "Yes"]], "(continued)", [["2", "Sand", "No"]])
    assert len(book.sheets) == 1


def test_a_table_without_header_after_a_text_is_another(tmp_path):
    tables = [HEAD, ["1", "Paint", "Yes"]], [["2", "Sand", "No"]]
    book, _ = read(tmp_path / "m.docx", tables[0], "Further remarks", tables[1])
    assert len(book.sheets) == 2


def test_a_table_of_other_columns_is_another(tmp_path):
    tables = [HEAD, ["1", "Paint", "Yes"]], [["Criterion", "Score", "Remarks"], ["Relevance", "4", ""]]
    book, _ = read(tmp_path / "m.docx", *tables)
    assert len(book.sheets) == 2


def test_merged_cells_are_known_downwards_and_sideways():
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "tall"
    table.cell(2, 1).merge(table.cell(2, 2)).text = "wide"
    [sheet] = read_word(saved(document))[0].sheets
    assert sheet.merged == [((0, 0), (1, 0)), ((2, 1), (2, 2))]
    assert sheet.covered == {(1, 0), (2, 2)}
    assert sheet.rows == [("tall",), (), (None, "wide")]


def test_paragraphs_lists_and_a_nested_table_are_lines_of_the_cell():
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "First"
    cell.add_paragraph("a bullet", style="List Bullet")
    cell.add_paragraph("a number", style="List Number")
    cell.add_paragraph("another", style="List Number")
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "left", "right"
    [sheet] = read_word(saved(document))[0].sheets
    assert sheet.rows[0][0].split("\n") == [
        "First",
        "• a bullet",
        "1. a number",
        "2. another",
        "left | right",
    ]


def test_deleted_text_is_gone_and_inserted_text_is_there():
    document = docx.Document()
    paragraph = document.add_table(rows=1, cols=1).cell(0, 0).paragraphs[0]
    for tag, text_tag, text in (("w:del", "w:delText", "old"), ("w:ins", "w:t", "new")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    assert read_word(saved(document))[0].sheets[0].rows == [("new",)]


def test_a_line_break_is_one_and_a_field_shows_its_result():
    document = docx.Document()
    paragraph = document.add_table(rows=1, cols=1).cell(0, 0).paragraphs[0]
    run = paragraph.add_run("one")
    run.add_break()
    run.add_text("two")
    instruction = OxmlElement("w:instrText")
    instruction.text = "PAGE"
    run._r.append(instruction)
    assert read_word(saved(document))[0].sheets[0].rows == [("one\ntwo",)]


def test_a_comment_hangs_on_its_cell():
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    run = table.cell(0, 1).paragraphs[0].add_run("Paint")
    document.add_comment(run, text="Which colour?")
    [sheet] = read_word(saved(document))[0].sheets
    assert sheet.notes == {(0, 1): "Which colour?"}


def test_a_footnote_hangs_on_its_cell_and_signs_that_break_lines_are_plain():
    note = f'<w:footnote w:id="2">{p("See the annex.")}</w:footnote>'
    cell = p(r("<w:t>co</w:t><w:softHyphen/><w:t>operate</w:t>"))
    marked = p(r("non") + r("<w:noBreakHyphen/><w:t>paper</w:t>") + r('<w:footnoteReference w:id="2"/>'))
    [sheet] = read_word(docx_file(tbl([cell, marked]), footnotes=note))[0].sheets
    assert sheet.rows == [("cooperate", "non-paper")]
    assert sheet.notes == {(0, 1): "See the annex."}


def test_a_table_in_a_content_control_is_found():
    document = docx.Document()
    table = document.add_table(rows=1, cols=1)
    table.cell(0, 0).text = "inside"
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    table._tbl.addprevious(control)
    control.append(content)
    content.append(table._tbl)
    assert read_word(saved(document))[0].sheets[0].rows == [("inside",)]


def test_who_saved_it_and_when_is_known():
    document = docx.Document()
    document.core_properties.last_modified_by = "A unit"
    document.add_table(rows=1, cols=1)
    assert read_word(saved(document))[0].saved_by == "A unit"


def test_an_absurdly_wide_cell_is_taken_as_wide_as_a_table_can_be():
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), "999999999")
    table.cell(0, 0)._tc.get_or_add_tcPr().append(span)
    [sheet] = read_word(saved(document))[0].sheets
    assert max(column for _, (_, column) in sheet.merged) < 2000


def with_part(content, name, replacement):
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for entry in source.namelist():
            made.writestr(entry, replacement if entry == name else source.read(entry))
    return target.getvalue()


@pytest.mark.parametrize(
    "document",
    [
        b"<w:document",
        b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>',
        b"",
    ],
)
def test_a_damaged_or_dangerous_file_is_refused(document):
    with pytest.raises(Refused):
        read_word(with_part(saved(docx.Document()), "word/document.xml", document))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"\xd0\xcf\x11\xe0 old or protected", b"text"])
def test_what_is_no_word_file_is_refused(content):
    with pytest.raises(Refused):
        read_word(content)


@given(st.data())
def test_a_file_with_wrong_letters_is_read_or_refused(data):
    document = docx.Document()
    document.add_table(rows=2, cols=2).cell(0, 0).text = "Recommendation"
    content = saved(document)
    name = data.draw(
        st.sampled_from(["word/document.xml", "word/numbering.xml", "docProps/core.xml", "_rels/.rels"])
    )
    part = bytearray(zipfile.ZipFile(io.BytesIO(content)).read(name))
    for _ in range(data.draw(st.integers(1, 5))):
        part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.sampled_from(b'09-a<>"/ '))
    with contextlib.suppress(Refused):
        read_word(with_part(content, name, bytes(part)))
