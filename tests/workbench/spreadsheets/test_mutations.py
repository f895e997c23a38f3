"""Workbooks that were cut, flipped, emptied and swapped: each is refused or read, never a traceback."""

import datetime
import io
import random

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from tests.workbench.spreadsheets.building import OFFICE, ods_parts, read, unzipped, zipped
from workbench.errors import UserError

SEED = 20_261_121
VALUES = (str, int, float, bool, datetime.date, datetime.time, type(None))


def tracking_sheet(unit):
    """Return a small workbook like those that units get: hidden ids, drop-downs, a base, properties."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Response"
    sheet.append(["Reference", "Id", "Recommendation", "Accepted", "Answer", "Due"])
    for number in range(1, 6):
        text = f"{unit} should publish plan {number}.\nAnd say so."
        sheet.append([f"RG.12 I-{number}", number, text, "Yes", None, datetime.date(2026, number, 28)])
    sheet["E3"] = "=1+1"
    sheet["E4"].comment = Comment("Ask the field.", "somebody")
    sheet["A7"], sheet["B7"] = "report", 0.5
    sheet["A7"].hyperlink = "https://example.org/report.pdf"
    sheet["A7"].font = Font(strike=True)
    sheet["B7"].number_format = "0%"
    sheet.oddFooter.center.text = "Page &P of our sheet"
    sheet.merge_cells("A9:C9")
    sheet["A9"] = "End"
    sheet.column_dimensions["B"].hidden = True
    sheet.add_data_validation(DataValidation("list", formula1='"Yes,No"', sqref="D2:D6"))
    hidden = book.create_sheet("Baseline")
    hidden.sheet_state = "veryHidden"
    hidden.append(["id", "field", "value"])
    hidden.append([1, "response.text", "=kept as it was"])
    hidden["C2"].data_type = "s"
    for name, value in (("unit", unit), ("workspace", "00000000-0000-4000-8000-000000000001")):
        book.custom_doc_props.append(StringProperty(name, value))
    content = io.BytesIO()
    book.save(content)
    return with_a_text_box(content.getvalue())


def with_a_text_box(content):
    """Return a workbook with a shape over the cells of its first sheet."""
    parts = unzipped(content)
    name = "xl/worksheets/_rels/sheet1.xml.rels"
    related = f'<Relationship Id="box" Type="{OFFICE}/drawing" Target="/xl/drawings/d.xml"/></Relationships>'
    parts[name] = parts[name].replace(b"</Relationships>", related.encode())
    parts["xl/drawings/d.xml"] = (
        b'<wsDr xmlns="x" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><sp><txBody><a:p><a:r>'
        b"<a:t>Not agreed</a:t></a:r></a:p></txBody></sp></wsDr>"
    )
    return zipped(parts)


def open_document():
    text = (
        '<table:table-cell office:value-type="string"><text:p>Plan<text:s text:c="2"/>{0}</text:p>'
        "</table:table-cell>"
    )
    number = '<table:table-cell office:value-type="float" office:value="{0}"/>'
    day = (
        '<table:table-cell office:value-type="date" office:date-value="2026-0{0}-28"'
        ' table:number-columns-repeated="2"><office:annotation><text:p>Why?</text:p></office:annotation>'
        "</table:table-cell>"
    )
    shape = "<draw:rect><text:p>Not <text:span>agreed</text:span></text:p></draw:rect>"
    box = f"<table:table-cell>{shape}</table:table-cell>"
    row = f"<table:table-row>{text}{number}{day}{box}</table:table-row>"
    rows = "".join(row.format(number) for number in range(1, 6))
    return zipped(
        ods_parts(rows, properties='<meta:user-defined meta:name="unit">POLICY</meta:user-defined>')
    )


ORIGINALS = {"xlsx": tracking_sheet("POLICY"), "ods": open_document()}
OTHER = tracking_sheet("FIELD")


def cut(content, chance):
    """Yield the file cut off at many lengths, and with its end or a stretch of it lost to zeros."""
    for _ in range(60):
        end = chance.randrange(len(content))
        yield content[:end]
        yield content[:end] + b"\0" * (len(content) - end)
        yield content[: end // 2] + b"\0" * 64 + content[end // 2 + 64 :]


def flipped(content, chance):
    """Yield the file with one bit, or a few bytes, wrong."""
    for _ in range(250):
        wrong = bytearray(content)
        wrong[chance.randrange(len(wrong))] ^= 1 << chance.randrange(8)
        yield bytes(wrong)
    for _ in range(50):
        wrong = bytearray(content)
        for _ in range(8):
            wrong[chance.randrange(len(wrong))] = chance.randrange(256)
        yield bytes(wrong)


def with_other_parts(content, chance):
    """Yield the file with parts missing, emptied, cut, doubled under another name or swapped."""
    parts = unzipped(content)
    other = unzipped(OTHER)
    names = sorted(parts)
    for name in names:
        yield zipped({key: part for key, part in parts.items() if key != name})
        yield zipped(parts | {name: b""})
        for _ in range(4):
            yield zipped(parts | {name: parts[name][: chance.randrange(1, len(parts[name]))]})
        for second in chance.sample(names, min(5, len(names))):
            yield zipped(parts | {name: parts[second], second: parts[name]})
        yield zipped(parts | {name: other.get(name, b"<a/>")})


def with_other_text(content, chance):
    """Yield the file with parts whose text was changed before they were packed: checksums are right."""
    parts = unzipped(content)
    names = sorted(name for name in parts if parts[name].strip())
    pieces = (
        b"<",
        b">",
        b'"',
        b"/",
        b"0",
        b"-1",
        b"99999999999",
        b"A1",
        b"",
        b" ",
        b"\xff",
        b"&amp;",
        b"nan",
        b"'",
    )
    for _ in range(350):
        name = chance.choice(names)
        text = bytearray(parts[name])
        for _ in range(chance.choice((1, 1, 1, 3))):
            start = chance.randrange(len(text))
            text[start : start + chance.choice((0, 1, 2, 5, 40))] = chance.choice(pieces)
        yield zipped(parts | {name: bytes(text)})
    numbers = [bytes([digit]) for digit in b"0123456789"]
    for _ in range(150):
        name = chance.choice(names)
        text = bytearray(parts[name])
        digits = [place for place, byte in enumerate(text) if bytes([byte]) in numbers]
        if digits:
            place = chance.choice(digits)
            text[place : place + 1] = chance.choice((b"7", b"-3", b"12345678", b"1e9", b"x", b""))
            yield zipped(parts | {name: bytes(text)})


def mutants(original, kind):
    return kind(ORIGINALS[original], random.Random(f"{SEED} {original} {kind.__name__}"))


def read_or_refuse(content, folder):
    """Return the workbook, None where it is refused in one sentence; anything else fails."""
    try:
        return read(content, folder)
    except UserError as refused:
        said = str(refused)
        assert said.startswith("“X.xlsx” ")
        assert said.endswith(".")
        assert "\n" not in said
        return None


def check_form(book):
    """Assert that a workbook is of the form its consumers rely on."""
    assert book.sheets
    for sheet in book.sheets:
        assert isinstance(sheet.title, str)
        for row in sheet.rows:
            assert isinstance(row, tuple)
            assert all(isinstance(value, VALUES) and value != "" for value in row)
        plain = (sheet.formulas, sheet.errors, sheet.computed, sheet.notes, sheet.covered)
        for found in (*plain, sheet.links, sheet.formats, sheet.struck):
            assert all(row >= 0 and column >= 0 for row, column in found)
        said = (*sheet.links.values(), *sheet.formats.values(), *sheet.boxes, *sheet.margins)
        assert all(isinstance(text, str) and text for text in said)
        assert all(sheet.value(*place) is None for place in (*sheet.formulas, *sheet.errors))
        assert sheet.computed.keys() <= sheet.formulas.keys()
    assert all(isinstance(text, str) for pair in book.properties.items() for text in pair)
    assert all(isinstance(text, str) for text in (book.saved_by, book.saved_at, *book.warnings))


@pytest.mark.parametrize("original", ORIGINALS)
@pytest.mark.parametrize("kind", [cut, flipped])
def test_a_damaged_file_is_refused_or_read_as_it_was(tmp_path, original, kind):
    whole = read(ORIGINALS[original], tmp_path)
    outcomes = [read_or_refuse(content, tmp_path) for content in mutants(original, kind)]
    assert len(outcomes) >= 180
    assert all(book is None or book == whole for book in outcomes)
    assert outcomes.count(None) > len(outcomes) / 2


@pytest.mark.parametrize("original", ORIGINALS)
@pytest.mark.parametrize("kind", [with_other_parts, with_other_text])
def test_a_file_packed_again_with_wrong_parts_is_refused_or_well_formed(tmp_path, original, kind):
    outcomes = [read_or_refuse(content, tmp_path) for content in mutants(original, kind)]
    for book in outcomes:
        if book is not None:
            check_form(book)
    assert None in outcomes
    assert len(outcomes) > 40


def test_the_whole_files_are_well_formed(tmp_path):
    for content in ORIGINALS.values():
        assert set(read(content, tmp_path).sheets[0].boxes) == {"Not agreed"}
    for content in (*ORIGINALS.values(), OTHER):
        check_form(read(content, tmp_path))
