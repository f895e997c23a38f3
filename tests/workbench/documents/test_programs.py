"""Files as programs write them: our own drafts, LibreOffice, pandoc, Google Docs."""

import re
import subprocess
from itertools import zip_longest
from urllib.parse import unquote

import pytest

from tests.workbench.documents.building import (
    abstract,
    docx,
    level,
    listed,
    num,
    p,
    r,
    read,
    related,
    style,
    tbl,
    tc,
)
from tests.workbench.documents.test_marks import COMMENTS, HUNG
from tests.workbench.paper.samples import sample
from workbench.documents import Chart, Paragraph, Table, paragraphs, read_document
from workbench.paper import write_paper

LEVELS = [level(0), level(1, text="%1.%2"), level(2, "lowerLetter", "(%3)"), level(3, "lowerRoman", "%4)")]
AGAIN = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>'
NUMBERING = (
    abstract(0, *LEVELS)
    + abstract(1, level(0, "upperLetter"), level(1, text="%1.%2"))
    + abstract(2, level(0, "decimalZero", "%1/"), level(1, "upperRoman", "%2", start=4))
    + abstract(3, level(0, "ordinal", "%1"), level(1, "bullet", "•"))
    + "".join(num(id, family) for id, family in ((1, 0), (2, 1), (3, 2), (4, 3)))
    + num(5, 0, AGAIN)
)
PLACES = [
    (1, 0),
    (1, 1),
    (1, 1),
    (1, 2),
    (1, 3),
    (1, 3),
    (1, 2),
    (1, 1),
    (1, 2),
    (1, 0),
    (1, 1),
    (2, 0),
    (2, 0),
]
PLACES += [
    (2, 1),
    (2, 1),
    (2, 0),
    (2, 1),
    (3, 0),
    (3, 1),
    (3, 1),
    (3, 0),
    (3, 1),
    (4, 0),
    (4, 0),
    (4, 1),
    (4, 0),
]
PLACES += [(1, 0), (5, 0), (5, 0), (5, 1), (1, 0)]


def convert(folder, kind, *files):
    """Have LibreOffice write files in another form into a folder beside them."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = folder / kind.split(":")[0]
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", target, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    """A draft of ours: the ids of what is in it, and its path."""
    snapshot, ids = sample()
    ids.path = tmp_path_factory.mktemp("draft") / "draft.docx"
    write_paper(snapshot, ids.path)
    return ids


@pytest.fixture(scope="module")
def saved(draft, tmp_path_factory):
    """A folder with what LibreOffice saved of our draft, and of lists and marks made by hand."""
    folder = tmp_path_factory.mktemp("soffice")
    body = "".join(p(f"item {n}", listed(*place)) for n, place in enumerate(PLACES))
    (folder / "lists.docx").write_bytes(docx(body, numbering=NUMBERING))
    marks = (
        p(r("with ") + r("emphasis", "<w:i/>") + r(" and ") + r("weight", "<w:b/>") + r(HUNG))
        + p("a heading", style="H")
        + tbl([tc("wide", '<w:gridSpan w:val="2"/>'), "c"], ["a", "b", "d"])
        + p("a box", "<w:pBdr>" + "".join(f'<w:{s} w:val="single" w:sz="4"/>' for s in SIDES) + "</w:pBdr>")
        + p(r('<w:br w:type="page"/>') + r("new page"))
    )
    content = docx(marks, styles=style("H", name="heading 1"), comments=COMMENTS)
    (folder / "marks.docx").write_bytes(content)
    convert(folder, "docx", draft.path, folder / "lists.docx", folder / "marks.docx")
    return folder


SIDES = ("top", "left", "bottom", "right")


def told(paragraph):
    """Return what a reader of a paper needs to know of a paragraph, and LibreOffice keeps.

    It ends a bookmark behind a link a letter early, puts one round the mark of a note before it, and writes
    addresses in its own way.
    """
    spans = [
        (span.text, span.bold, span.italic, span.raised, unquote(span.url).rstrip("/"), bool(span.note))
        for span in paragraph.spans
    ]
    fields = [span.field.split()[:2] for span in paragraph.spans]
    names = {name for name in paragraph.bookmarks if name.startswith("_evw_")}
    kind = (paragraph.style, paragraph.level, paragraph.in_box)
    return kind, paragraph.label, paragraph.is_counted, spans, fields, names


# Our own drafts -----------------------------------------------------------------------------------


def test_our_draft_is_read_with_its_marks(draft):
    document = read_document(draft.path)
    lines = list(paragraphs(document.blocks))
    assert {name for line in lines for name in line.bookmarks} >= {f"_evw_{draft.introduction}"}
    [introduction] = [line for line in lines if f"_evw_{draft.introduction}" in line.bookmarks]
    assert (introduction.style, introduction.label, introduction.is_counted) == (
        "numbered paragraph",
        "1.",
        True,
    )
    looks = {(span.text, span.bold, span.italic, span.url) for span in introduction.spans}
    assert {
        ("light", False, True, ""),
        ("hard", True, False, ""),
        ("new", False, False, "https://example.org"),
    } <= looks
    [mark] = [span for span in introduction.spans if span.note]
    assert (mark.raised, document.notes[mark.note][0].text) == (True, "On the site.")
    assert (document.language, document.changes, document.comments) == ("en-GB", [], [])


def test_numbers_of_our_draft_run_from_one_on(draft):
    lines = paragraphs(read_document(draft.path).blocks)
    numbers = [line.label for line in lines if re.fullmatch(r"\d+\.", line.label)]
    assert numbers == [f"{n}." for n in range(1, len(numbers) + 1)]
    assert len(numbers) > 10


def test_tables_of_our_draft(draft):
    tables = [block for block in read_document(draft.path).blocks if isinstance(block, Table)]
    assert [table.heads for table in tables] == [1] * len(tables)
    assert all(table.description and table.style == "paper table" for table in tables)
    assert {len(table.rows[0]) for table in tables} == {4}


def test_the_chart_of_our_draft(draft):
    charts = [block for block in read_document(draft.path).blocks if isinstance(block, Chart)]
    assert len(charts) == 2
    for chart in charts:
        assert chart.categories == ["Relevance", "Coherence", "Efficiency", "Impact"]
        assert chart.series["Score"] == [5.0, 3.5, None, None]
        assert chart.description


# LibreOffice --------------------------------------------------------------------------------------


@pytest.mark.needs("soffice")
def test_our_draft_saved_by_libreoffice_says_the_same(draft, saved):
    ours, theirs = read_document(draft.path), read_document(saved / "docx" / "draft.docx")
    for our, their in zip_longest(paragraphs(ours.blocks), paragraphs(theirs.blocks)):
        if our.style.startswith("toc "):  # there LibreOffice has one field too many
            assert (our.style, our.text) == (their.style, their.text)
        else:
            assert told(our) == told(their)
    for our, their in zip_longest(ours.notes.values(), theirs.notes.values()):
        assert list(map(told, our)) == list(map(told, their))
    assert (ours.language, theirs.changes, theirs.comments) == (theirs.language, [], [])


@pytest.mark.needs("soffice")
def test_libreoffice_shows_the_numbers_that_we_compute(saved):
    shown = (convert(saved, "txt:Text", saved / "lists.docx") / "lists.txt").read_text("utf-8-sig")
    lines = [f"{line.label} {line.text}" for line in read_document(saved / "lists.docx").blocks]
    assert [" ".join(line.split()) for line in shown.replace("◦", "•").splitlines() if line.strip()] == lines


@pytest.mark.needs("soffice")
def test_lists_saved_by_libreoffice_have_the_same_numbers(saved):
    ours, theirs = (read_document(path / "lists.docx").blocks for path in (saved, saved / "docx"))
    assert [(line.label, line.indent) for line in theirs] == [(line.label, line.indent) for line in ours]


@pytest.mark.needs("soffice")
def test_emphasis_tables_boxes_and_comments_saved_by_libreoffice(saved):
    document = read_document(saved / "docx" / "marks.docx")
    first, heading, table, box, page = document.blocks
    assert [(span.text, span.bold, span.italic) for span in first.spans] == [
        ("with ", False, False),
        ("emphasis", False, True),
        (" and ", False, False),
        ("weight", True, False),
    ]
    assert (heading.level, box.in_box, page.is_first_on_page) == (0, True, True)
    assert [{column: cell.columns for column, cell in row.items()} for row in table.rows] == [
        {0: 2, 2: 1},
        {0: 1, 1: 1, 2: 1},
    ]
    assert [(comment.text, comment.block) for comment in document.comments] == [("Why?\nReally?", 0)]


# pandoc -------------------------------------------------------------------------------------------

MARKDOWN = """
# One heading

A paragraph with *emphasis*, **weight**, a [link](https://example.org), a note[^1] and H^2^.

1. first
2. second
    a. deeper
    b. again

Between.

1. anew

- a sign

## Below

| Criterion | Score |
|-----------|-------|
| Relevance | 4.5   |

[^1]: The note.
"""


@pytest.mark.needs("pandoc")
def test_a_file_of_pandoc(tmp_path):
    path = tmp_path / "pandoc.docx"
    command = ["pandoc", "-f", "markdown", "-o", path]
    subprocess.run(command, input=MARKDOWN.encode(), check=True, capture_output=True, timeout=60)
    document = read_document(path)
    lines = [block for block in document.blocks if isinstance(block, Paragraph)]
    assert [(line.level, line.text) for line in lines if line.level is not None] == [
        (0, "One heading"),
        (1, "Below"),
    ]
    assert [line.label for line in lines if line.label] == ["1.", "2.", "a.", "b.", "1.", "•"]
    looks = [
        (span.text, span.bold, span.italic, span.raised, span.url) for span in lines[1].spans if span.text
    ]
    assert ("emphasis", False, True, False, "") in looks
    assert ("weight", True, False, False, "") in looks
    assert ("link", False, False, False, "https://example.org") in looks
    assert ("2", False, False, True, "") in looks
    [[note]] = document.notes.values()
    assert note.text == "The note."
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    assert (table.heads, table.rows[1][1].text) == (1, "4.5")


# Google Docs --------------------------------------------------------------------------------------

DIRECT = '<w:rtl w:val="0"/>'
GAP = '<w:spacing w:after="0" w:lineRule="auto"/><w:ind w:left="720" w:hanging="360"/><w:rPr/>'


def google_list(id, *forms):
    """Return a list as Google's export has it: all levels, and a list of its own for each."""
    levels = (level(depth, forms[depth % len(forms)], f"%{depth + 1}.") for depth in range(9))
    return abstract(id, *levels), num(id, id)


def google():
    """Return a document as Google's export writes it."""
    lists = [google_list(1, "decimal", "lowerLetter"), google_list(2, "bullet")]
    styles = style("Normal", name="normal", default=True)
    styles += style("Heading1", "<w:rPr><w:sz w:val='40'/></w:rPr>", name="heading 1", based="Normal")
    heading = (
        '<w:bookmarkStart w:colFirst="0" w:colLast="0" w:name="_heading=h.30j0zll" w:id="0"/>'
        f'<w:bookmarkEnd w:id="0"/>{r("Findings", DIRECT)}'
    )
    site = r("site", f'<w:u w:val="single"/>{DIRECT}')
    link = f'<w:hyperlink r:id="rId6">{site}</w:hyperlink>'
    body = (
        p(heading, "<w:pageBreakBefore w:val='0'/>", style="Heading1")
        + p(
            r("plain ", DIRECT)
            + r("bold", f'<w:b w:val="1"/>{DIRECT}')
            + r(" thin", f'<w:b w:val="0"/>{DIRECT}')
            + link
        )
        + p(r("one", DIRECT), listed(1) + GAP)
        + p(r("deeper", DIRECT), listed(1, 1) + GAP)
        + p(r("two", DIRECT), listed(1) + GAP)
        + p(r("dash", DIRECT), listed(2) + GAP)
        + tbl([p(r("cell", DIRECT), "<w:keepNext w:val='0'/>"), "b"])
    )
    numbering = "".join(made for made, _ in lists) + "".join(number for _, number in lists)
    return read(
        body,
        styles=styles,
        numbering=numbering.replace('"bullet"/><w:lvlText w:val="%1."', '"bullet"/><w:lvlText w:val="●"'),
        relations=related("hyperlink", "https://example.org", "rId6", outside=True),
    )


def test_a_file_of_google():
    heading, text, *items, table = google().blocks
    assert (heading.style, heading.level, heading.is_first_on_page) == ("heading 1", 0, False)
    assert (heading.text, heading.bookmarks) == ("Findings", ("_heading=h.30j0zll",))
    assert [(span.text, span.bold, span.url) for span in text.spans] == [
        ("plain ", False, ""),
        ("bold", True, ""),
        (" thin", False, ""),
        ("site", False, "https://example.org"),
    ]
    assert [(item.label, item.indent, item.is_counted) for item in items] == [
        ("1.", 0, True),
        ("a.", 1, True),
        ("2.", 0, True),
        ("●", 0, False),
    ]
    assert [cell.text for cell in table.rows[0].values()] == ["cell", "b"]
