"""Fields that Word turned into text (Ctrl+Shift+F9), and numbers that it typed: they stay what they were."""

import copy

import pytest
from lxml import etree

from tests.workbench.returning.desk import codes, said
from tests.workbench.returning.secretariat import DOCUMENT, NOTES
from workbench.paper.ooxml import w


def unlink(secretariat):
    """Leave of every field what it shows."""
    for part in (DOCUMENT, NOTES):
        for sign in list(secretariat.root(part).iter(w("fldChar"), w("instrText"))):
            secretariat.delete(sign)


@pytest.mark.parametrize("forgets", [False, True], ids=["names kept", "names gone"])
def test_fields_turned_into_text_say_nothing(desk, draft, forgets):
    unlink(draft)
    if forgets:
        draft.forget_names()
    returned = desk.read(draft)
    assert said(returned) == []
    assert codes(returned) == (["state", "unlinked"] if forgets else ["unlinked"])


def test_a_reference_stays_live_where_words_beside_it_are_edited(desk, draft):
    unlink(draft)
    draft.type("See Recommendation", "Look at Recommendation")
    (claim,) = said(desk.read(draft))
    first = desk.ids.recs[0][0]
    start = f"Look at Recommendation [[{first}]] in paragraph [[{first}|paragraph]]."
    assert claim.theirs.startswith(start)


def test_another_number_typed_over_a_reference_is_what_somebody_wrote(desk, draft):
    unlink(draft)
    draft.type("See Recommendation 1", "See Recommendation 3")
    (claim,) = said(desk.read(draft))
    assert claim.theirs.startswith("See Recommendation 3 in paragraph [[")


def test_a_count_is_known_by_its_place_whatever_it_shows(desk, draft):
    """The fields were refreshed once more before they were turned into text."""
    paragraph = draft.find("Key finding 1: Widgets")
    next(t for t in paragraph.iter(w("t")) if t.text == "1").text = "7"
    unlink(draft)
    returned = desk.read(draft)
    assert said(returned) == []
    assert codes(returned) == ["unlinked"]


def test_numbers_that_word_typed_say_nothing_but_once(desk, draft):
    """Paragraph numbers converted to text, as macros for that do it."""
    numbered = [p for p in draft.paragraphs() if style_of(p) == "NumberedParagraph"]
    for place, paragraph in enumerate(numbered, 1):
        properties = paragraph.find(w("pPr"))
        numbering = etree.SubElement(properties, w("numPr"))
        etree.SubElement(numbering, w("numId")).set(w("val"), "0")
        run = etree.Element(w("r"))
        etree.SubElement(run, w("t")).text = f"{place}."
        etree.SubElement(run, w("tab"))
        properties.addnext(run)
    returned = desk.read(draft)
    assert said(returned) == []
    (problem,) = returned.problems
    assert problem.message.startswith(
        f"Numbers are typed in {len(numbered)} paragraphs, the first of them “1."
    )


def test_notes_that_say_the_same_keep_their_order_without_names(desk):
    for node in (desk.ids.introduction, desk.ids.decision):
        with desk.workspace.edit("Note") as editor:
            note = editor.insert(node, "footnote", {"text": "Ibid."})
            editor.set(node, "text", f"{desk.tree[node]['text']} So it is.[^{note}]")
    draft = desk.send()
    draft.forget_names()
    assert said(desk.read(draft)) == []


def style_of(paragraph):
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return None if style is None else style.get(w("val"))


def test_a_recommendation_copied_is_new_though_the_first_was_edited(desk, draft):
    """The copy has the old words, the original the names: Word gives a copy in the same file none."""
    first = draft.find("Make better widgets.")
    block = [first.getprevious(), first]
    while block[-1].getnext().tag != w("tbl"):
        block.append(block[-1].getnext())
    block.append(block[-1].getnext())
    at = block[-1]
    for element in block:
        twin = copy.deepcopy(element)
        for name in list(twin.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            draft.delete(name)
        at.addnext(twin)
        at = twin
    draft.type("Make better widgets.", "Make no widgets at all.")
    returned = desk.read(draft)
    (claim,) = returned.claims
    assert (claim.target, claim.theirs) == (desk.ids.recs[0][0], "Make no widgets at all.")
    (addition,) = returned.additions
    assert addition.fields["headline"] == "Make better widgets."
    assert addition.fields["rationale"].startswith("It would help.")
    assert addition.fields["priority"] == "High"


def test_a_chart_taken_out_leaves_its_ratings(desk, draft):
    """Somebody put a picture in its place; the names of the ratings stay in the paragraph."""
    draft.delete(next(draft.body.iter(w("drawing"))))
    returned = desk.read(draft)
    assert said(returned) == []
    assert codes(returned) == ["missing-table"]
