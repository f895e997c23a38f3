"""The contents: every heading as it is printed, a link to it, and a place for its page number."""

import pytest

from tests.workbench.paper.samples import blank, sample, snapshot
from tests.workbench.paper.word import paragraphs, refreshed, root
from workbench.paper.checks import instructions, problems
from workbench.paper.ooxml import text_of, w


def entries(path):
    """Return (level, text) of every line of the contents, without the place of its page number."""
    found = [(style[-1], text) for style, text in paragraphs(path) if style and style.startswith("toc")]
    assert all(text.strip() for _, text in found)
    return found


def headings(path):
    found = paragraphs(path, marks=False)
    return [(s[-1], t) for s, t in found if s in ("heading 1", "heading 2") and t.strip()]


def test_it_lists_every_heading_with_its_number(written):
    assert entries(written.path) == headings(written.path)
    assert ("1", "Part I. Widget making, take 1, 2024–29") in entries(written.path)
    assert ("2", "Summary of findings") in entries(written.path)
    assert len(entries(written.path)) == 12


def test_each_entry_links_to_its_heading_and_asks_for_its_page(written):
    body = root(written.path)
    linked = []
    for link in body.iter(w("hyperlink")):
        anchor = link.get(w("anchor"))
        if anchor:
            assert list(instructions(link)) == [rf" PAGEREF {anchor} \h "]
            linked.append((anchor, text_of(link).strip()))
    marked = {}
    for mark in body.iter(w("bookmarkStart")):
        if mark.get(w("name")).startswith("_Toc"):
            marked[mark.get(w("name"))] = text_of(mark.getparent())
    assert dict(linked) == marked
    assert len(linked) == len(entries(written.path))


def test_no_page_number_is_guessed(written):
    pages = [cached for instruction, cached, _ in refreshed(written.path) if "PAGEREF" in instruction]
    assert pages
    assert set(pages) == {""}


def test_it_is_one_field_that_word_can_rebuild(written):
    found = [text for text in instructions(root(written.path)) if text.startswith(" TOC ")]
    assert found == [' TOC \\o "1-2" \\h \\z \\u ']
    gallery = next(root(written.path).iter(w("docPartGallery")))
    assert gallery.get(w("val")) == "Table of Contents"


def test_it_has_a_page_of_its_own_after_the_front_page(written):
    body = root(written.path)[0]
    broken = [p for p in body.iter(w("p")) if p.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None]
    assert [text_of(p) for p in broken] == ["Contents", "Introduction"]


@pytest.mark.parametrize(("language", "title"), [("fr", "Table des matières"), ("es", "Índice")])
def test_its_title_follows_the_language(draft, language, title):
    path, _ = draft(sample(language=language)[0])
    assert [text for style, text in paragraphs(path) if style == "TOC Heading"] == [title]


def test_a_footnote_of_a_heading_is_not_in_it(draft):
    e = blank()
    section = e.insert(e.insert(1, "paper"), "section", {"heading": "H"})
    note = e.insert(section, "footnote", {"text": "N."})
    e.set(section, "heading", f"Aims *of*[^{note}] it[^{note}]")
    path, _ = draft(snapshot(e))
    assert entries(path) == [("1", "Aims of it")]
    assert problems(path) == []


def test_a_paper_without_headings_has_none(draft):
    e = blank()
    e.insert(1, "paper", {"title": "T"})
    path, _ = draft(snapshot(e))
    assert list(root(path).iter(w("sdt"))) == []
