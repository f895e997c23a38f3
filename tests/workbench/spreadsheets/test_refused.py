"""Files that are refused whole, each with one sentence that says what it is."""

import codecs
import os
import struct
import zipfile
import zlib

import pytest

from tests.workbench.spreadsheets.building import (
    MAIN,
    ods,
    ods_parts,
    only_sheet,
    read,
    relations,
    unzipped,
    xlsx,
    xlsx_parts,
    zipped,
)
from workbench.errors import UserError
from workbench.spreadsheets import loading, read_book
from workbench.spreadsheets import package as package_module

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
BOTH = r"not an Excel workbook \(\.xlsx\) or an OpenDocument spreadsheet \(\.ods\)"
AS_XLSX = r"open it in Excel and save it as \.xlsx"
DAMAGED = "is damaged and could not be read; ask for it again"
INCOMPLETE = "is incomplete or damaged; ask for it again"
PASSWORD = "is protected with a password; save it without one and try again"
ENTITIES = "holds XML entity declarations, which no office program writes; it was not opened"


def ole(stream):
    return OLE + stream.encode("utf-16-le") + b"\0" * 64


def office(content_type):
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="x"><Override PartName="/x" ContentType="'
            f'application/{content_type}"/></Types>'
        }
    )


def open_document(kind):
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}"})


def refusal(content, folder, name="X.xlsx", **options):
    """Return the sentence a file is refused with."""
    with pytest.raises(UserError) as refused:
        read(content, folder, name, **options)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\0" * 5000, INCOMPLETE),
        (b"Ref;Text\n1;a\n", f"is a text file; {AS_XLSX}"),
        (b"\x01\0\x02\0", f"is of an unknown kind, {BOTH}"),
        (b"%PDF-1.7", f"is a PDF file, {BOTH}"),
        (b"{\\rtf1 text}", f"is a rich-text file, {BOTH}"),
        (b"\x89PNG\r\n", f"is a picture, {BOTH}"),
        (b"SQLite format 3\0", f"is a database or workspace, {BOTH}"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', f"is an XML file; {AS_XLSX}"),
        (b"\r\n<HTML><table>", f"is a web page; {AS_XLSX}"),
        (ole("Workbook"), rf"is an old Excel workbook \(\.xls\); {AS_XLSX}"),
        (ole("Book"), rf"is an old Excel workbook \(\.xls\); {AS_XLSX}"),
        (ole("WordDocument"), rf"is an old Word document \(\.doc\), {BOTH}"),
        (ole("__substg1.0_"), "is an e-mail message; save the file attached to it and choose that one"),
        (OLE, f"is an old Office file or one that is damaged, {BOTH}"),
        (ole("EncryptedPackage"), PASSWORD),
        (zipped({"a.txt": "a"}), f"is a ZIP file, {BOTH}"),
        (zipped({}), f"is a ZIP file, {BOTH}"),
        (
            office("vnd.ms-excel.sheet.binary.macroEnabled.main"),
            rf"is a binary Excel workbook \(\.xlsb\); {AS_XLSX}",
        ),
        (
            office("vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
            "is a Word document, ",
        ),
        (office("vnd.ms-word.document.macroEnabled.main+xml"), f"is a Word document, {BOTH}"),
        (
            office("vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
            f"is a PowerPoint presentation, {BOTH}",
        ),
        (office("xml"), f"is a ZIP file, {BOTH}"),
        (open_document("text"), f"is an OpenDocument text, {BOTH}"),
        (open_document("text-template"), f"is an OpenDocument text, {BOTH}"),
        (open_document("presentation"), f"is an OpenDocument presentation, {BOTH}"),
        (open_document("graphics"), f"is an OpenDocument file, {BOTH}"),
        (zipped({"mimetype": "application/epub+zip"}), f"is a ZIP file, {BOTH}"),
        (
            zipped({"Index/Document.iwa": b"\0"}),
            "is a Numbers document; open it in Numbers and export it to Excel",
        ),
        (xlsx(ONE)[:-200], INCOMPLETE),
        (xlsx(ONE)[:100], INCOMPLETE),
        (b"PK", INCOMPLETE),
        (b"PK\x03\x04" + b"\0" * 4000, INCOMPLETE),
    ],
)
def test_what_it_is_is_said(tmp_path, content, reason):
    (tmp_path / "X.xlsx").write_bytes(content)
    with pytest.raises(UserError, match=f"^“X.xlsx” {reason}") as refused:
        read_book(tmp_path / "X.xlsx")
    assert str(refused.value).endswith(".")


def test_the_content_decides_and_not_the_suffix(tmp_path):
    table = "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
    assert only_sheet(ods(table), tmp_path, "X.xlsx").rows == [("a",)]
    assert only_sheet(xlsx(ONE), tmp_path, "X.ods").rows == [(1,)]
    assert only_sheet(xlsx(ONE), tmp_path, "X.csv", formats=("xlsx", "csv")).rows == [(1,)]


def test_a_text_is_a_table_only_where_it_may_be_one(tmp_path):
    text = b"a;b\n"
    assert refusal(text, tmp_path, "X.csv") == (
        "“X.csv” is a text file; open it in Excel and save it as .xlsx."
    )
    assert refusal(text, tmp_path, "X.xlsx", formats=("xlsx", "csv")).startswith("“X.xlsx” is a text file;")
    assert only_sheet(text, tmp_path, "X.csv", formats=("csv",)).rows == [("a", "b")]


@pytest.mark.parametrize(
    ("content", "formats", "reason"),
    [
        (ods(), ("xlsx",), "is an OpenDocument spreadsheet, not an Excel workbook (.xlsx)"),
        (
            xlsx(),
            ("ods", "csv"),
            "is an Excel workbook, not an OpenDocument spreadsheet (.ods) or a CSV file",
        ),
    ],
)
def test_a_format_nobody_asked_for(tmp_path, content, formats, reason):
    assert refusal(content, tmp_path, formats=formats) == f"“X.xlsx” {reason}."


def test_places_that_hold_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.xlsx")
    for name, reason in (
        (".", "is a folder, not a file"),
        ("pipe.xlsx", "is a device or pipe, not a file"),
        ("none.xlsx", "is not there"),
    ):
        with pytest.raises(UserError, match=f"{reason}.$"):
            read_book(tmp_path / name)


def test_a_file_that_is_locked(tmp_path, monkeypatch):
    path = tmp_path / "X.xlsx"
    path.write_bytes(xlsx(ONE))

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    with pytest.raises(
        UserError, match="^“X.xlsx” may not be read; close it in other programs and try again.$"
    ):
        read_book(path)


def test_a_disk_that_fails(tmp_path, monkeypatch):
    path = tmp_path / "X.xlsx"
    path.write_bytes(xlsx(ONE))

    def refuse(self):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    with pytest.raises(UserError, match="^“X.xlsx” could not be read: Input/output error.$"):
        read_book(path)


@pytest.mark.parametrize("name", ["~$X.xlsx", ".~lock.X.xlsx#"])
def test_the_mark_of_an_open_workbook_is_none(tmp_path, name):
    said = refusal(b"\x08somebody" + b" " * 150, tmp_path, name)
    assert said == f"“{name}” only marks a workbook that is open elsewhere; choose the workbook itself."
    assert only_sheet(xlsx(ONE), tmp_path, name).rows == [(1,)]


def test_a_large_file_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "MAX_FILE", 2**20)
    assert refusal(b"PK" + b"\0" * 2**21, tmp_path) == "“X.xlsx” is 2 MB large; at most 1 MB are read."


def test_a_spreadsheet_with_a_password(tmp_path):
    parts = ods_parts()
    parts["META-INF/manifest.xml"] = parts["META-INF/manifest.xml"].replace(
        "</manifest:manifest>",
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>",
    )
    assert refusal(zipped(parts), tmp_path) == f"“X.xlsx” {PASSWORD}."


def test_a_zip_file_with_a_password(tmp_path):
    content = bytearray(xlsx(ONE))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refusal(bytes(content), tmp_path) == f"“X.xlsx” {PASSWORD}."


DECLARATION = '<!DOCTYPE a [<!ENTITY b "text"><!ENTITY c "&b;&b;">]>'


@pytest.mark.parametrize("part", sorted({*xlsx_parts(), "xl/theme/theme1.xml", "customXml/item1.xml"}))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_entities_in_any_part_of_a_workbook(tmp_path, part, encoding):
    parts = xlsx_parts(ONE)
    text = f"<!-- a -->\n<?pi ?>{DECLARATION}{parts.get(part, '<a/>')}"
    if encoding.startswith("utf-16-"):
        mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}[encoding]
        content = mark + text.encode(encoding)
    else:
        content = text.encode(encoding)
    assert refusal(zipped(parts | {part: content}), tmp_path) == f"“X.xlsx” {ENTITIES}."


@pytest.mark.parametrize("part", ["content.xml", "meta.xml", "META-INF/manifest.xml", "styles.xml"])
@pytest.mark.parametrize(
    "declaration",
    [DECLARATION, "<!DOCTYPE a>", '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">'],
)
def test_entities_in_any_part_of_a_spreadsheet(tmp_path, part, declaration):
    parts = ods_parts()
    text = declaration + parts.get(part, "<a/>")
    assert refusal(zipped(parts | {part: text}), tmp_path, "X.ods") == f"“X.ods” {ENTITIES}."


def test_a_declaration_behind_a_long_comment(tmp_path):
    parts = xlsx_parts(ONE)
    hidden = f"<!--{'x' * 100_000}-->{DECLARATION}<a/>"
    assert refusal(zipped(parts | {"xl/theme/theme1.xml": hidden}), tmp_path) == f"“X.xlsx” {DAMAGED}."


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "utf-32"])
def test_encodings_that_hide_what_is_said(tmp_path, encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>{DECLARATION}' + xlsx_parts(ONE)["xl/workbook.xml"]
    parts = xlsx_parts(ONE) | {"xl/workbook.xml": text.encode(encoding)}
    assert refusal(zipped(parts), tmp_path) in (f"“X.xlsx” {DAMAGED}.", f"“X.xlsx” {ENTITIES}.")


@pytest.mark.parametrize(
    "extra",
    ["XL/Workbook.xml", "xl\\workbook.xml", "/xl/workbook.xml", "../evil.xml", "xl/../../evil", "..\\evil"],
)
def test_parts_twice_or_outside(tmp_path, extra):
    assert refusal(zipped(xlsx_parts(ONE) | {extra: "<a/>"}), tmp_path) == f"“X.xlsx” {DAMAGED}."


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice(tmp_path):
    path = tmp_path / "X.xlsx"
    path.write_bytes(xlsx(ONE))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(UserError, match="damaged"):
        read_book(path)


def test_compression_no_workbook_uses(tmp_path):
    assert refusal(zipped(xlsx_parts(ONE), zipfile.ZIP_LZMA), tmp_path) == f"“X.xlsx” {DAMAGED}."


@pytest.mark.parametrize("part", sorted(set(xlsx_parts()) - {"xl/styles.xml", "xl/sharedStrings.xml"}))
def test_a_missing_part(tmp_path, part):
    parts = xlsx_parts(ONE)
    del parts[part]
    assert refusal(zipped(parts), tmp_path).startswith("“X.xlsx” is ")


@pytest.mark.parametrize("part", sorted(xlsx_parts()))
@pytest.mark.parametrize("content", ["", "<a", "<a/>", "text", "<a></b>", "\0", "<a>" * 300 + "</a>" * 300])
def test_a_part_that_is_something_else(tmp_path, part, content):
    assert refusal(zipped(xlsx_parts(ONE) | {part: content}), tmp_path) == f"“X.xlsx” {DAMAGED}."


@pytest.mark.parametrize("part", ["content.xml", "meta.xml", "META-INF/manifest.xml"])
@pytest.mark.parametrize("content", ["", "<a/>", "text"])
def test_a_part_of_a_spreadsheet_that_is_something_else(tmp_path, part, content):
    assert refusal(zipped(ods_parts() | {part: content}), tmp_path) == f"“X.xlsx” {DAMAGED}."


def test_two_sheets_in_one_part(tmp_path):
    parts = xlsx_parts(ONE)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        "</sheets>", '<sheet name="T" sheetId="2" r:id="worksheet_2"/></sheets>'
    )
    parts["xl/_rels/workbook.xml.rels"] = relations(
        worksheet="worksheets/sheet1.xml", worksheet_2="worksheets/sheet1.xml"
    )
    assert refusal(zipped(parts), tmp_path) == f"“X.xlsx” {DAMAGED}."


def test_no_sheet_at_all(tmp_path):
    parts = xlsx_parts()
    parts["xl/_rels/workbook.xml.rels"] = relations(worksheet="a").replace('/worksheet"', '/chartsheet"')
    assert refusal(zipped(parts), tmp_path) == "“X.xlsx” holds no worksheet."
    parts = ods_parts()
    parts["content.xml"] = parts["content.xml"].replace('<table:table table:name="S"></table:table>', "")
    assert refusal(zipped(parts), tmp_path, "X.ods") == "“X.ods” holds no sheet."


def test_a_sheet_that_lies_outside_the_file_is_not_fetched(tmp_path):
    parts = xlsx_parts(ONE)
    parts["xl/_rels/workbook.xml.rels"] = relations(worksheet="file:///etc/passwd").replace(
        "/>", ' TargetMode="External"/>'
    )
    assert refusal(zipped(parts), tmp_path) == f"“X.xlsx” {DAMAGED}."


def test_nested_too_deep(tmp_path):
    deep = "<a>" * 250 + "</a>" * 250
    assert refusal(xlsx(ONE, tail=deep), tmp_path) == f"“X.xlsx” {DAMAGED}."


@pytest.mark.parametrize(
    "tag",
    [f'<a b="{"x" * 2**21}"/>', f"<!--{'x' * 2**21}-->", f"<{'x' * 2**21}/>", f"<?a {'x' * 2**21}?>"],
    ids=["attribute", "comment", "name", "instruction"],
)
def test_an_endless_tag(tmp_path, tag):
    assert refusal(xlsx(ONE, tail=tag), tmp_path) == f"“X.xlsx” {DAMAGED}."


def test_too_many_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(package_module, "MAX_PARTS", 5)
    assert refusal(xlsx(ONE), tmp_path) == "“X.xlsx” has more than 5 parts; no workbook has so many."


def test_a_bomb_of_one_part(tmp_path):
    bomb = zipped(xlsx_parts(ONE) | {"xl/media/image1.png": b"\0" * 2**25})
    said = refusal(bomb, tmp_path)
    assert said.startswith("“X.xlsx” unpacks to more than two hundred times its size and was not opened;")
    assert said.endswith(".")


def test_a_large_part_and_many_parts(tmp_path, monkeypatch):
    content = xlsx(ONE, tail=" " * 2000)
    monkeypatch.setattr(package_module, "MAX_TOTAL", 2**11)
    assert "unpacks to more than 0 MB and was not opened" in refusal(content, tmp_path)
    monkeypatch.setattr(package_module, "MAX_PART", 2**10)
    assert "unpacks to more than 0 MB and was not opened" in refusal(content, tmp_path)


def with_declared_size(content, name, size):
    """Return a ZIP file that lies about the unpacked size of its part ``name``."""
    content = bytearray(content)
    name = name.encode()
    for signature, at_size, at_name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        place = 0
        while content[place + at_name : place + at_name + len(name)] != name:
            place = content.index(signature, place + 1)
        content[place + at_size : place + at_size + 4] = struct.pack("<I", size)
    return bytes(content)


def test_a_bomb_that_lies_about_its_size(tmp_path):
    """Only what was declared is unpacked; its checksum is then wrong."""
    name = "xl/worksheets/sheet1.xml"
    parts = xlsx_parts(ONE)
    size = len(parts[name])
    parts[name] += " " * 2**24
    assert refusal(with_declared_size(zipped(parts), name, size), tmp_path) == f"“X.xlsx” {DAMAGED}."


def test_a_checksum_that_is_right_does_not_help_the_liar(tmp_path):
    name = "xl/worksheets/sheet1.xml"
    parts = xlsx_parts(ONE)
    declared = parts[name].encode()
    content = with_declared_size(zipped(parts | {name: declared + b"<evil/>"}), name, len(declared))
    whole, short = (struct.pack("<I", zlib.crc32(data)) for data in (declared + b"<evil/>", declared))
    book = read(content.replace(whole, short), tmp_path)
    assert book.sheets[0].rows == [(1,)]


@pytest.mark.parametrize("name", ["xlsx", "ods"])
def test_a_workbook_with_parts_nobody_knows_is_read(tmp_path, name):
    content = {"xlsx": xlsx(ONE), "ods": ods()}[name]
    parts = unzipped(content) | {"extra/thing.bin": b"\0\1\2", "folder/": b"", f"{MAIN[-4:]}.txt": b"text"}
    assert len(read(zipped(parts), tmp_path).sheets) == 1


def test_a_message_is_told_from_other_text(tmp_path):
    said = refusal(b"Subject: Sheet\n\nHere it is.\n", tmp_path, "X.eml")
    assert said == "“X.eml” is an e-mail message; save the file attached to it and choose that one."
