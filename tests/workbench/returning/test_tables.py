"""Tables, charts, footnotes and the lines of the front page, edited in Word."""

import copy

import pytest
from lxml import etree

from tests.workbench.returning.desk import codes, said
from workbench.paper.ooxml import w

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def claims(returned):
    return {claim.field: claim for claim in returned.claims}


def chart_part(draft):
    name = next(name for name in draft.parts if name.startswith("word/charts/") and name.endswith(".xml"))
    return draft.root(name)


def test_priority_and_resources_are_understood(desk, draft):
    draft.type("High", "low")
    draft.type("Low–medium", "within existing resources")
    found = claims(desk.read(draft))
    assert found["priority"].theirs == "Low"
    assert found["priority"].target == desk.ids.recs[0][0]
    assert found["resource_implication"].theirs == "Within existing resources"


def test_a_value_nobody_can_know_is_asked(desk, draft):
    draft.type("High", "Soonish")
    claim = claims(desk.read(draft))["priority"]
    assert claim.raw == "Soonish"
    assert claim.doubt


def test_a_cell_cleared_is_unset(desk, draft):
    draft.type("Short-term", "")
    claim = claims(desk.read(draft))["time_implication"]
    assert claim.theirs is None
    assert claim.raw is None
    assert not claim.doubt


def test_units_are_found_in_the_register(desk, draft):
    with desk.workspace.edit("Register") as editor:
        register = editor.insert(1, "register")
        editor.insert(register, "unit", {"abbreviation": "PAINTERS", "name": "Paint shop"})
    draft = desk.send()
    draft.type("MAKERS, Deputy Director-General for Widgets (DDG/W)", "Paint shop (PAINTERS), MAKERS")
    found = claims(desk.read(draft))
    assert found["responsible_units"].theirs == ("PAINTERS", "MAKERS")
    assert not found["responsible_units"].doubt
    assert found["responsible_units_text"].theirs == "Paint shop (PAINTERS), MAKERS"


def test_units_the_register_lacks_are_asked(desk, draft):
    draft.type("MAKERS, Deputy Director-General for Widgets (DDG/W)", "The Moon")
    found = claims(desk.read(draft))
    assert "Moon" in found["responsible_units"].doubt
    assert found["responsible_units_text"].doubt


def test_a_row_added_to_a_table_is_told(desk, draft):
    row = list(next(draft.body.iter(w("tbl"))).iter(w("tr")))[-1]
    twin = copy.deepcopy(row)
    for mark in [*twin.iter(w("bookmarkStart")), *twin.iter(w("bookmarkEnd"))]:
        draft.delete(mark)
    next(twin.iter(w("t"))).text = "Somebody else"
    row.addnext(twin)
    returned = desk.read(draft)
    assert said(returned) == []
    assert codes(returned) == ["extra-row"]
    assert "Somebody else" in returned.problems[0].message


def test_scores_and_criteria_are_read_from_the_chart(desk, draft):
    root = chart_part(draft)
    score = next(v for v in root.iter(f"{CHART}v") if v.text in ("5", "5.0"))
    score.text = "4.5"
    for v in root.iter(f"{CHART}v"):
        v.text = "Impact and reach" if v.text == "Impact" else v.text
    found = claims(desk.read(draft))
    assert found["score"].theirs == 4.5
    assert desk.tree[found["score"].target]["criterion"] == "Relevance"
    assert found["criterion"].theirs == "Impact and reach"


def test_a_footnote_is_edited(desk, draft):
    draft.type("On ", "Upon ", part="word/footnotes.xml")
    claim = claims(desk.read(draft))["text"]
    assert claim.target == desk.ids.note
    assert claim.theirs == "Upon [the site](https://example.org/a b?q=é)."


def test_a_new_footnote_comes_with_its_mark(desk, draft):
    draft.footnote(draft.find("The Office is glad."), "Very glad.")
    returned = desk.read(draft)
    assert [type(one).__name__ for one in said(returned)] == ["Claim", "Addition"]
    desk.merge(returned)
    (paragraph,) = [
        p for p in desk.tree.of_kind("paragraph", 6) if (p["text"] or "").startswith("The Office is glad.")
    ]
    (note,) = desk.tree.children(paragraph.id, "footnote")
    assert note["text"] == "Very glad."
    assert paragraph["text"] == f"The Office is glad.[^{note.id}]"


def test_a_footnote_in_a_new_paragraph_hangs_under_that(desk, draft):
    new = draft.enter(draft.find("The Office is glad."), "And sad.")
    draft.footnote(new, "Sometimes.")
    desk.merge(desk.read(draft))
    (paragraph,) = [p for p in desk.tree.of_kind("paragraph", 6) if (p["text"] or "").startswith("And sad.")]
    assert [note["text"] for note in desk.tree.children(paragraph.id, "footnote")] == ["Sometimes."]


def test_a_footnote_without_a_mark_is_removed(desk, draft):
    for paragraph in (draft.find("Widgets come in"), draft.find("again")):
        for run in [r for r in paragraph.iter(w("r")) if r.find(w("footnoteReference")) is not None]:
            draft.delete(run)
    for run in list(draft.find("again").iter(w("r")))[1:]:
        draft.delete(run)
    returned = desk.read(draft)
    assert [removal.node for removal in returned.removals] == [desk.ids.note]
    desk.merge(returned)
    assert "[^" not in desk.tree[desk.ids.introduction]["text"]


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("399th Session, Geneva", "400th Session, Geneva", "session", "400th Session"),
        ("March 2031", "April 2031", "session_dates", "April 2031"),
        ("1 February 2031", "3 March 2031", "date", "2031-03-03"),
        ("Audit and Oversight", "Programme", "segment", "Programme Segment"),
        ("Third item", "Fourth item", "agenda_item", "4"),
        ("Third item on the agenda", "Some item", "agenda_item", "Some item"),
        ("(Rev.1)", "(Rev.2)", "revision", 2),
        ("PFA/3", "PFA/4", "symbol", "GB.999/PFA/4"),
        ("Evaluation Office", "The Evaluation Office", "author_unit", "The Evaluation Office (EVAL)"),
        ("English", "French", "original_language", "fr"),
        ("Programme, Financial", "Financial", "section", "Financial and Administrative Section"),
    ],
)
def test_lines_of_the_front_page_are_read(desk, draft, old, new, field, value):
    draft.type(old, new)
    (claim,) = said(desk.read(draft))
    assert (claim.target, claim.field, claim.theirs) == (desk.ids.paper, field, value)


def test_a_new_line_of_the_box_is_read_by_its_label(desk, draft):
    draft.enter(draft.find("Legal implications"), "Policy implications: Many.")
    (claim,) = said(desk.read(draft))
    assert (claim.field, claim.base, claim.theirs) == ("policy_implications", None, "Many.")


def test_a_further_line_of_a_text_in_the_box_belongs_to_it(desk, draft):
    draft.enter(draft.find("GB.998/PFA/2"), "• GB.996/PFA/9")
    (claim,) = said(desk.read(draft))
    assert (claim.field, claim.theirs) == (
        "related_documents",
        "- GB.998/PFA/2\n- GB.996/PFA/9\n- GB.997/PFA/1",
    )


def test_a_line_that_names_nothing_is_told(desk, draft):
    draft.enter(draft.find("Author unit"), "Nonsense")
    returned = desk.read(draft)
    assert said(returned) == []
    assert codes(returned) == ["front-page"]
    assert "Nonsense" in returned.problems[0].message


def test_words_in_a_text_box_are_told(desk, draft):
    box = draft.enter(draft.find("The Office is glad."), "Remember the ponds.", style="Normal")
    properties = box.find(w("pPr"))
    borders = etree.SubElement(properties, w("pBdr"))
    for side in ("top", "left", "bottom", "right"):
        etree.SubElement(borders, w(side)).set(w("val"), "single")
    returned = desk.read(draft)
    assert said(returned) == []
    assert codes(returned) == ["text-box"]
    assert "Remember the ponds." in returned.problems[0].message
