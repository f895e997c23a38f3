"""The form of the paper: its front page, styles, tables, boxes and notes."""

import pytest

from tests.workbench.paper.samples import blank, sample, snapshot
from tests.workbench.paper.word import paragraphs, parts, root, texts
from workbench.paper.ooxml import text_of, w


def test_the_front_page_prints_every_field_that_is_set(written):
    front = [
        text for style, text in paragraphs(written.path) if style and style.startswith(("Front", "Title"))
    ]
    assert front == [
        "GB.999/PFA/3(Rev.1)",
        "Governing Body",
        "399th Session, Geneva, March 2031",
        "Programme, Financial and Administrative SectionPFA",
        "Audit and Oversight Segment",
        "Date: 1 February 2031",
        "Original: English",
        "Third item on the agenda",
        "Yearly summary of widget evaluations",
        "Reissued with corrections.",
        "Purpose of the document",
        "This document summarizes the findings and recommendations of two high-level evaluations. Part I"
        " pertains to Widget making, take 1, 2024–29 and Part II covers Widget making, take 2, 2024–29."
        " The Governing Body is invited to consider the recommendations (see the draft decision in paragraph"
        " 20).",
        "Relevant strategic objective: All of them.",
        "Legal implications: None.",
        "Author unit: Evaluation Office (EVAL)",
        "Related documents: ",
        "• GB.998/PFA/2",
        "• GB.997/PFA/1",
    ]


def test_a_purpose_that_a_person_wrote_is_printed_as_it_is(draft):
    path, _ = draft(sample(purpose="To *inform*.")[0])
    assert "To inform." in texts(path, "Front Box Text")


def test_a_paper_with_nothing_in_it_is_still_a_paper(draft):
    e = blank()
    e.insert(1, "paper")
    path, warnings = draft(snapshot(e))
    assert (texts(path, "Front Organ"), warnings) == (["Governing Body"], [])


def test_parts_and_headings_have_levels(written):
    headings = [(s[-1], t) for s, t in paragraphs(written.path) if s and s.startswith("heading")]
    assert headings[:8] == [
        ("1", "Introduction"),
        ("1", "Part I. Widget making, take 1, 2024–29"),
        ("2", "Summary of findings"),
        ("3", "A. Relevance"),
        ("3", "B. Coherence"),
        ("2", "Overall assessment"),
        ("2", "Recommendations"),
        ("3", "Recommendation 1"),
    ]


def test_blocks_of_a_numbered_paragraph_continue_it_without_a_number(written):
    start = [style for style, _ in paragraphs(written.path)].index("Numbered Paragraph")
    assert [style for style, _ in paragraphs(written.path)[start : start + 6]] == [
        "Numbered Paragraph",
        "Paragraph Continuation",
        "List Bullet",
        "List Bullet",
        "List Letter",
        "List Letter",
    ]


def test_key_findings_stand_in_one_box(written):
    assert texts(written.path, "Key Finding")[:3] == [
        "Key finding 1: Widgets matter.",
        "Key finding 2: They matter a lot.",
        "• to some",
    ]


def test_recommendation_tables_print_units_as_they_came_or_from_the_register(written):
    tables = list(root(written.path).iter(w("tbl")))
    cells = [["".join(t.text for t in c.iter(w("t"))) for c in table.iter(w("tc"))] for table in tables]
    assert cells[0] == [
        *("Responsible unit", "Priority", "Time implication", "Resource implication"),
        *("MAKERS, Deputy Director-General for Widgets (DDG/W)", "High", "Short-term", "Low–medium"),
    ]
    assert cells[1][4:] == ["MAKERS, DDG/W", "Medium", "", ""]


def test_tables_repeat_their_header_keep_their_rows_and_speak_to_screen_readers(written):
    for table in root(written.path).iter(w("tbl")):
        rows = list(table.iter(w("tr")))
        assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rows)
        assert [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rows][:2] == [True, False]
        assert table.find(f"{w('tblPr')}/{w('tblCaption')}").get(w("val"))
        assert table.find(f"{w('tblPr')}/{w('tblDescription')}").get(w("val"))


def test_a_figure_prints_its_caption_and_its_scale(written):
    assert texts(written.path, "caption") == ["Figure 1. Ratings", "Figure 2. Ratings"]
    assert texts(written.path, "Figure Scale") == ["6 = best; 1 = worst"] * 2


def test_a_footnote_is_a_real_one_with_its_link(written):
    notes = root(written.path, "word/footnotes.xml")
    assert [n.get(w("id")) for n in notes] == ["-1", "0", "1"]
    assert b"https://example.org/a%20b?q=%C3%A9" in parts(written.path)["word/_rels/footnotes.xml.rels"]


def test_the_header_shows_symbol_and_page(written):
    header = root(written.path, "word/header1.xml")
    assert "".join(t.text for t in header.iter(w("t"))) == "GB.999/PFA/3(Rev.1)2"
    assert [t.text for t in header.iter(w("instrText"))] == [" PAGE "]


def test_every_printed_node_has_a_bookmark_with_its_id(written):
    names = {mark.get(w("name")) for mark in root(written.path).iter(w("bookmarkStart"))}
    expected = [written.introduction, written.figure, written.finding, written.decision, *written.recs[0]]
    assert {f"_evw_{id}" for id in expected} <= names


def test_the_language_of_the_text_is_the_papers(draft):
    path, warnings = draft(sample(language="es")[0])
    assert root(path, "word/styles.xml").find(f".//{w('lang')}").get(w("val")) == "es-ES"
    assert (texts(path, "Front Organ"), warnings) == (["Consejo de Administración"], [])


def test_another_language_changes_the_fixed_words_only_and_says_so(draft):
    path, warnings = draft(sample()[0], language="fr")
    assert texts(path, "heading 1")[1] == "Partie I. Widget making, take 1, 2024–29"
    assert texts(path, "Numbered Paragraph")[0].startswith("Widgets come in two sorts.")
    assert "fixed words" in warnings[0]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("The name سلام, and so on", [("The name ", False), ("سلام", True), (", and so on", False)]),
        ("سلام 12 سلام", [("سلام 12 سلام", True)]),
        ("plain", [("plain", False)]),
    ],
)
def test_right_to_left_words_are_marked_as_such(draft, text, runs):
    e = blank()
    section = e.insert(e.insert(1, "paper"), "section", {"heading": "H"})
    e.insert(section, "paragraph", {"text": text})
    path, _ = draft(snapshot(e))
    paragraph = list(root(path).iter(w("p")))[-1]
    found = [(r.findtext(w("t")), r.find(f".//{w('rtl')}") is not None) for r in paragraph.iter(w("r"))]
    assert found == runs
    assert (paragraph.find(f".//{w('bidi')}") is not None) == runs[0][1]


def test_east_asian_words_ask_for_a_font_that_has_them(draft):
    e = blank()
    section = e.insert(e.insert(1, "paper"), "section", {"heading": "H"})
    e.insert(section, "paragraph", {"text": "国际劳工组织 🙂"})
    path, _ = draft(snapshot(e))
    assert next(root(path).iter(w("rFonts"))).get(w("hint")) == "eastAsia"
    assert texts(path, "Numbered Paragraph") == ["国际劳工组织 🙂"]


def test_the_table_of_a_recommendation_stays_with_its_text(written):
    body = root(written.path).find(w("body"))
    tables = [table for table in body.findall(w("tbl")) if "Responsible" in text_of(table)]
    assert tables
    for table in tables:
        assert table.getprevious().find(f"{w('pPr')}/{w('keepNext')}") is not None
