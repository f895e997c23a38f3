"""The file around the text: headers, properties, other forms, and what is refused whole."""

import os
import zipfile

import pytest

from tests.workbench.documents.building import (
    NAMES,
    docx,
    lines,
    p,
    parts,
    r,
    read,
    related,
    rels,
    style,
    tbl,
)
from tests.workbench.spreadsheets.building import zipped
from workbench.documents import package as package_module
from workbench.documents import read_document, read_document_bytes
from workbench.errors import UserError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def refusal(content):
    with pytest.raises(UserError) as refused:
        read_document_bytes(content, "X.docx")
    said = str(refused.value)
    assert said.startswith("X.docx was refused: it ")
    assert said.endswith(".")
    return said.removeprefix("X.docx was refused: it ").removesuffix(".")


def test_headers_and_footers_each_text_once():
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="header1"/><w:headerReference r:id="header2"/>'
    )
    section += '<w:headerReference r:id="header3"/><w:footerReference r:id="footer1"/></w:sectPr>'
    document = read(
        p("a", section) + p("b") + section,
        header1=p("GB.1") + tbl(["x"]),
        header2=p("GB.1"),
        header3=p("GB.1"),
        footer1=p("Page 1"),
    )
    assert document.headers == ["GB.1\nx", "GB.1"]
    assert document.footers == ["Page 1"]


def test_who_saved_it_and_what_programs_added():
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Paper</dc:title>'
        "<dc:language>fr</dc:language><cp:lastModifiedBy>A unit</cp:lastModifiedBy>"
        "<dcterms:modified>2026-01-02T03:04:05Z</dcterms:modified></cp:coreProperties>"
    )
    custom = '<Properties><property name="Workspace"><lpwstr>1-2</lpwstr></property></Properties>'
    document = read(p("a"), more={"docProps/core.xml": core, "docProps/custom.xml": custom})
    assert (document.saved_by, document.saved_at) == ("A unit", "2026-01-02T03:04:05Z")
    assert document.properties == {"title": "Paper", "language": "fr", "Workspace": "1-2"}
    assert document.language == "fr"


def test_macros_are_named_and_left_alone():
    assert read(p("a"), more={"word/vbaProject.bin": b"\0"}).warnings == [
        "The file holds macros; they were not looked at."
    ]


def test_the_strict_form_is_read_as_the_usual_one():
    made = parts(p("a", style="H") + p(r("b", '<w:b w:val="true"/>')), styles=style("H", name="heading 1"))
    strict = {
        name: text.replace("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/").replace(
            "/2006/", "/"
        )
        for name, text in made.items()
        if name.startswith("word/")
    }
    blocks = read_document_bytes(zipped(made | strict), "X.docx").blocks
    assert (blocks[0].level, blocks[1].spans[0].bold) == (0, True)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings(encoding):
    made = parts(p("é"))
    head = '<?xml version="1.0" encoding="utf-16"?>' if encoding == "utf-16" else ""
    made["word/document.xml"] = (head + made["word/document.xml"]).encode(encoding)
    assert read_document_bytes(zipped(made), "X.docx").blocks[0].text == "é"


def test_parts_are_found_by_their_relations_and_at_worst_by_their_names():
    made = parts(p("a", style="H"), styles=style("H", name="heading 1"))
    moved = made | {"word/s.xml": made["word/styles.xml"]}
    del moved["word/styles.xml"]
    moved["word/_rels/document.xml.rels"] = rels(related("styles", "/word/s.xml", "s"))
    assert read_document_bytes(zipped(moved), "X.docx").blocks[0].level == 0
    made["word/_rels/document.xml.rels"] = rels("")
    assert read_document_bytes(zipped(made), "X.docx").blocks[0].level == 0


def test_content_controls_and_unknown_elements_between_paragraphs():
    inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('a')}</w:sdtContent></w:sdt><w:unheard>{p('b')}</w:unheard>"
    empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Click')}</w:sdtContent></w:sdt>"
    assert lines(inner + empty + f"<w:customXml>{p('c')}</w:customXml>") == ["a", "b", "c"]


def test_a_document_without_a_body_is_empty():
    assert (
        read_document_bytes(zipped(parts() | {"word/document.xml": f"<w:document {NAMES}/>"}), "X").blocks
        == []
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\0" * 500, "is incomplete or damaged; ask for it again"),
        (b"Some text", "is no Word file (.docx)"),
        (b"%PDF-1.7", "is a PDF file, not a Word file (.docx)"),
        (b"{\\rtf1 a}", "is a rich-text file; open it in Word and save it as .docx"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "is an XML file; open it in Word and save it as .docx"),
        (b"<HTML>", "is a web page; open it in Word and save it as .docx"),
        (
            OLE + "WordDocument".encode("utf-16-le"),
            "is in the old form of Word (.doc) or protected with a password;"
            " open it in Word and save it as .docx",
        ),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "is protected with a password; save it without one and try again",
        ),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            "is an OpenDocument file (.odt); open it in Word or LibreOffice and save it as .docx",
        ),
        (
            zipped({"Index/Document.iwa": b"\0"}),
            "is a Pages document; open it in Pages and export it to Word",
        ),
        (zipped({"a.txt": "a"}), "is no Word file (.docx)"),
        (
            zipped(parts() | {"word/document.xml": "<workbook/>"}),
            "is an Excel workbook, not a Word file (.docx)",
        ),
        (
            zipped(parts() | {"word/document.xml": "<html/>"}),
            "is damaged and could not be read; ask for it again",
        ),
        (
            zipped(parts() | {"word/document.xml": "<w:document>"}),
            "is damaged and could not be read; ask for it again",
        ),
        (docx(styles="")[:200], "is incomplete or damaged; ask for it again"),
    ],
)
def test_what_is_refused_is_said(content, reason):
    assert refusal(content) == reason


def test_places_that_hold_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.docx")
    for name, reason in (
        ("pipe.docx", "is a device or pipe, not a file"),
        ("none.docx", "is not there"),
    ):
        with pytest.raises(UserError, match=f"^{name} was refused: it {reason}.$"):
            read_document(tmp_path / name)


def test_the_mark_of_an_open_document_is_none(tmp_path):
    path = tmp_path / "~$X.docx"
    path.write_bytes(b"\x08somebody")
    with pytest.raises(UserError, match="only marks a document that is open elsewhere"):
        read_document(path)


def test_a_document_on_disk(tmp_path):
    path = tmp_path / "X.docx"
    path.write_bytes(docx(p("a")))
    document = read_document(path)
    assert (document.name, len(document.sha256), document.blocks[0].text) == ("X.docx", 64, "a")


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels", "word/unread.xml"])
def test_entities_are_refused_in_any_part(part):
    made = parts(p("a"), styles="")
    made[part] = '<!DOCTYPE a [<!ENTITY b "c">]>' + made.get(part, "<a/>")
    assert refusal(zipped(made)).startswith("holds XML entity declarations")


def test_a_bomb_is_refused_as_a_document():
    text = "<w:t>" + " " * 20 * 2**20 + "</w:t>"
    said = refusal(zipped(parts(p(text)), zipfile.ZIP_DEFLATED))
    assert said.startswith("unpacks to more than two hundred times its size")
    assert "real document" in said


def test_a_part_of_too_many_signs_is_refused(monkeypatch):
    monkeypatch.setattr(package_module, "MAX_SIGNS", 100)
    assert refusal(docx(p("a") * 40)).startswith("holds more than this program reads")


@pytest.mark.parametrize("depth", [900, 3000, 100_000])
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:smartTag>", "</w:smartTag></w:p>"),
    ],
)
def test_deep_nesting_is_refused(depth, start, end):
    content = docx(start * depth + end * depth)
    assert refusal(content) == "is damaged and could not be read; ask for it again"


def test_nesting_as_people_do_it_is_read():
    inner = p("in")
    for _ in range(30):
        inner = f"<w:sdt><w:sdtContent>{tbl([inner + p()])}</w:sdtContent></w:sdt>"
    assert "in" in read(inner).blocks[0].rows[0][0].text


@pytest.mark.parametrize(
    "opened",
    [
        r('<w:fldChar w:fldCharType="begin"/>'),
        r('<w:fldChar w:fldCharType="begin"/>') + r('<w:fldChar w:fldCharType="separate"/>') + r("x"),
        '<w:bookmarkStart w:id="{n}" w:name="n{n}"/>' + r("x"),
        '<w:ins w:author="{n}">' + r("x") + "</w:ins>",
    ],
)
def test_thousands_of_things_left_open_take_no_time(opened):
    [block] = read(p("".join(opened.replace("{n}", str(n)) for n in range(10_000)))).blocks
    assert max((len(span.bookmarks) for span in block.spans), default=0) <= 100


def test_a_chain_of_thousands_of_styles_takes_no_time():
    styles = "".join(style(f"S{n}", based=f"S{n + 1}") for n in range(5000))
    used = "".join(p("a", style=f"S{n}") for n in range(0, 5000, 10))
    assert len(read(used, styles=styles).blocks) == 500


def test_a_chart_that_is_shown_without_end_is_refused():
    points = "".join(f'<c:pt idx="{place}"><c:v>a</c:v></c:pt>' for place in range(5_000))
    chart = f"<c:chart><c:ser><c:cat>{points}</c:cat></c:ser></c:chart>"
    shown = p(r('<w:drawing><c:chart r:id="chart1"/></w:drawing>') * 60)
    with pytest.raises(UserError, match="holds more than this program reads"):
        read(shown, chart1=chart)
