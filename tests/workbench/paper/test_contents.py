"""The contents: every heading as it is printed, a link to it, and the paragraphs it holds."""

import pytest

from tests.workbench.paper.samples import blank, sample, snapshot
from tests.workbench.paper.word import paragraphs, root, style_names
from workbench.paper.checks import instructions, problems
from workbench.paper.ooxml import text_of, value_of, w


def entries(path):
    """Return (level, text) of every line of the contents, without the numbers at its end."""
    found = [(style[-1], text) for style, text, _ in lines(path)]
    assert all(text.strip() for _, text in found)
    return found


def lines(path):
    """Return style, text and numbers of every line of the contents, the head of the numbers left out."""
    names = style_names(path)
    found = []
    for paragraph in root(path).iter(w("p")):
        style = names.get(value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}")), "")
        if style.startswith("toc") and paragraph.find(w("hyperlink")) is not None:
            text, _, numbers = text_of(paragraph).partition("\t")
            found.append((style, text, numbers))
    return found


def headings(path):
    found = paragraphs(path, marks=False)
    return [(s[-1], t) for s, t in found if s in ("heading 1", "heading 2") and t.strip()]


def test_it_lists_every_heading_with_its_number(written):
    assert entries(written.path) == headings(written.path)
    assert ("1", "Part I. Widget making, take 1, 2024–29") in entries(written.path)
    assert ("2", "Summary of findings") in entries(written.path)
    assert len(entries(written.path)) == 12


def test_each_entry_links_to_its_heading(written):
    body = root(written.path)
    linked = [
        (link.get(w("anchor")), text_of(link).partition("\t")[0])
        for link in body.iter(w("hyperlink"))
        if link.get(w("anchor"))
    ]
    marked = {}
    for mark in body.iter(w("bookmarkStart")):
        if mark.get(w("name")).startswith("_Toc"):
            marked[mark.get(w("name"))] = text_of(mark.getparent())
    assert dict(linked) == marked
    assert len(linked) == len(entries(written.path))


def test_each_entry_tells_the_paragraphs_below_its_heading(written):
    numbers = {text: numbers for _, text, numbers in lines(written.path)}
    assert numbers["Introduction"] == "1"
    assert numbers["Part I. Widget making, take 1, 2024–29"] == "2–10"
    assert numbers["Part II. Widget making, take 2, 2024–29"] == "11–19"
    assert numbers["Draft decision"] == "20"
    assert [n for _, text, n in lines(written.path) if text == "Recommendations"] == ["5–7", "14–16"]
    heads = [text for style, text in paragraphs(written.path) if style == "toc 2"]
    assert heads[0] == "Paragraphs"


def test_no_page_number_is_guessed(written):
    contents = next(root(written.path).iter(w("sdtContent")))
    assert [text.split()[0] for text in instructions(contents)] == ["TOC"]


def test_a_heading_without_numbered_paragraphs_has_no_numbers(draft):
    e = blank()
    paper = e.insert(1, "paper")
    e.insert(paper, "evaluation", {"title": "Nothing yet"})
    path, _ = draft(snapshot(e))
    assert lines(path) == [("toc 1", "Part I. Nothing yet", "")]
    assert "Paragraphs" not in [text for _, text in paragraphs(path)]


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


def test_a_part_with_nothing_in_it_is_named(draft):
    e = blank()
    e.insert(e.insert(1, "paper"), "evaluation", {"title": "Nothing yet"})
    _, warnings = draft(snapshot(e))
    assert warnings == ["Part I has nothing in it."]
