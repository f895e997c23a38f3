"""Workbooks written by hand, part by part, so that each can be wrong in its own way."""

import io
import zipfile
from xml.sax.saxutils import escape

from workbench.spreadsheets import read_book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_ODS_NAMES = (
    "".join(
        f' xmlns:{prefix}="{_OASIS}{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("draw", "drawing"),
            ("meta", "meta"),
            ("manifest", "manifest"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    """Return a ZIP file with ``parts``, contents by name."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, method)
    return content.getvalue()


def unzipped(content):
    """Return the parts of a ZIP file, contents by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def relations(**targets):
    """Return a relationships part; "worksheet_2" is another of kind worksheet."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name.split("_")[0]}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def xlsx_parts(rows="", *, tail="", strings=None, formats=(), date1904=False, content_type=SHEET_TYPE):
    """Return the parts of a workbook with one sheet "S": its rows as XML, and what comes after them.

    Style 1 and following show numbers in ``formats``: codes, or the numbers of built-in ones.
    """
    codes = [code for code in formats if isinstance(code, str)]
    number_formats = "".join(
        f'<numFmt numFmtId="{200 + number}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for number, code in enumerate(codes)
    )
    ids = [0, *(200 + codes.index(code) if isinstance(code, str) else code for code in formats)]
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in ids)
    shared = "".join(f"<si>{string}</si>" for string in strings or ())
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{content_type}"/></Types>',
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f'<workbookPr date1904="{int(date1904)}"/>'
        '<sheets><sheet name="S" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            worksheet="worksheets/sheet1.xml", styles="styles.xml", sharedStrings="sharedStrings.xml"
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{number_formats}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheetData>{rows}</sheetData>{tail}</worksheet>",
    }


def xlsx(*args, **options):
    """Return a workbook as the content of its file; see ``xlsx_parts``."""
    return zipped(xlsx_parts(*args, **options))


def ods_parts(tables="", *, styles="", properties=""):
    """Return the parts of a spreadsheet; ``tables`` is one table's rows or whole tables."""
    if not tables.startswith("<table:table "):
        tables = f'<table:table table:name="S">{tables}</table:table>'
    return {
        "mimetype": ODS_TYPE,
        "content.xml": f"<office:document-content{_ODS_NAMES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>",
        "meta.xml": f"<office:document-meta{_ODS_NAMES}><office:meta>{properties}</office:meta>"
        "</office:document-meta>",
        "META-INF/manifest.xml": f"<manifest:manifest{_ODS_NAMES}>"
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
        "</manifest:manifest>",
    }


def ods(*args, **options):
    """Return a spreadsheet as the content of its file; see ``ods_parts``."""
    return zipped(ods_parts(*args, **options))


def read(content, folder, name="X.xlsx", **options):
    """Write ``content`` to a file and read it back as a workbook."""
    path = folder / name
    path.write_bytes(content)
    return read_book(path, **options)


def only_sheet(content, folder, name="X.xlsx", **options):
    (sheet,) = read(content, folder, name, **options).sheets
    return sheet
