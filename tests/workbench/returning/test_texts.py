"""Texts that the secretariat edits: only what was touched changes, marks on everything else stay."""

import pytest

from tests.workbench.returning.desk import codes, said
from workbench.merging.claims import Claim
from workbench.paper.ooxml import w


def only_claim(returned):
    (claim,) = said(returned)
    assert isinstance(claim, Claim)
    return claim


def test_an_untouched_draft_says_nothing(desk, draft):
    returned = desk.read(draft)
    assert said(returned) == []
    assert returned.problems == []
    desk.merge(returned)
    assert len(desk.workspace.history()) == 1


@pytest.mark.parametrize("choices", [{"comments": True}, {"watermark": "DRAFT"}])
def test_what_we_add_on_demand_is_no_difference(desk, choices):
    returned = desk.read(desk.send(**choices))
    assert said(returned) == []
    assert returned.problems == []


def test_changes_that_we_tracked_are_no_difference(desk):
    before = desk.workspace.snapshot()
    desk.set(desk.ids.finding, "text", "Widgets matter now.")
    returned = desk.read(desk.send(changes_since=before))
    assert said(returned) == []
    assert returned.problems == []


@pytest.mark.parametrize("choices", [{"responses": False}, {"part": 6}, {"part": 6, "responses": False}])
def test_what_was_not_printed_is_not_removed(desk, choices):
    returned = desk.read(desk.send(**choices))
    assert said(returned) == []
    assert returned.problems == []


def test_a_changed_word_leaves_the_marks_on_all_others(desk, draft):
    draft.type("sorts.", "kinds.")
    claim = only_claim(desk.read(draft))
    assert (claim.target, claim.field) == (desk.ids.introduction, "text")
    note = desk.ids.note
    assert claim.theirs == (
        f"Widgets come in [[evaluations]] kinds.[^{note}] They are *light*, **hard** and [new](https://example.org)."
        f"\n\nMore of it.\n\n- one\n- two\n(a) letters\n(b) again[^{note}]"
    )


def test_a_list_item_is_edited_alone(desk, draft):
    draft.type("two", "three", nth=2)
    assert "- one\n- three\n(a) letters" in only_claim(desk.read(draft)).theirs


def test_words_typed_in_bold_are_bold(desk, draft):
    draft.add_run(draft.find("More of it."), " Much more.", bold=True)
    assert "More of it. **Much more.**\n" in only_claim(desk.read(draft)).theirs


def test_emphasis_taken_away_is_gone(desk, draft):
    run = next(r for r in draft.find("They are").iter(w("r")) if r.findtext(w("t")) == "light")
    draft.delete(run.find(w("rPr")))
    assert "They are light, **hard**" in only_claim(desk.read(draft)).theirs


def test_signs_typed_in_word_are_no_markup(desk, draft):
    draft.type("More of it.", "More *of* [it](x).")
    assert r"More \*of\* \[it\](x)." in only_claim(desk.read(draft)).theirs


def test_a_new_bullet_belongs_to_its_text(desk, draft):
    draft.enter(draft.find("two", nth=2), "three")
    assert "- one\n- two\n- three\n(a) letters" in only_claim(desk.read(draft)).theirs


def test_a_bullet_taken_out_is_gone(desk, draft):
    draft.delete(draft.find("one", nth=1))
    assert "More of it.\n\n- two\n(a) letters" in only_claim(desk.read(draft)).theirs


def test_live_numbers_stay_live_beside_edits(desk, draft):
    draft.type("says.", "told us.", nth=0)
    claim = only_claim(desk.read(draft))
    assert claim.theirs.startswith("As key finding [[")
    assert claim.theirs.endswith("]] told us.")


def test_another_number_typed_over_a_live_one_is_a_word(desk, draft):
    paragraph = draft.find("As key finding")
    next(t for t in paragraph.iter(w("t")) if t.text == "1").text = "4"
    for element in [
        r
        for r in paragraph.iter(w("r"))
        if r.find(w("fldChar")) is not None or r.find(w("instrText")) is not None
    ][:4]:
        draft.delete(element)
    assert only_claim(desk.read(draft)).theirs.startswith("As key finding 4 under [[")


def test_numbers_that_word_counted_anew_are_no_difference(desk, draft):
    for paragraph in draft.paragraphs():
        for t in paragraph.iter(w("t")):
            is_result = (
                t.getparent().getprevious() is not None
                and t.getparent().getprevious().find(w("fldChar")) is not None
            )
            if is_result and t.text and t.text.isdigit():
                t.text = str(int(t.text) + 7)
    returned = desk.read(draft)
    assert said(returned) == []
    assert returned.problems == []


def test_headlines_and_rationales_are_edited(desk, draft):
    draft.type("Make better widgets.", "Make the best widgets.")
    draft.type("It would help. It takes:", "It would help a lot. It takes:")
    claims = {claim.field: claim.theirs for claim in said(desk.read(draft))}
    assert claims == {
        "headline": "Make the best widgets.",
        "rationale": "It would help a lot. It takes:\n\n- thought;\n- care.",
    }


def test_headings_and_titles_are_edited_without_their_numbers(desk, draft):
    draft.type("Relevance", "Relevance and fit")
    draft.type("Widget making, take 1", "Making widgets, take 1", nth=1)
    draft.type("Overall assessment", "Assessment")
    claims = {claim.field: claim.theirs for claim in said(desk.read(draft)) if not claim.doubt}
    assert claims["title"] == "Making widgets, take 1, 2024–29"
    headings = [claim.theirs for claim in said(desk.read(draft)) if claim.field == "heading"]
    assert headings == ["Relevance and fit", "Assessment"]


def test_a_key_finding_is_edited_behind_its_lead(desk, draft):
    draft.type("Widgets matter.", "Widgets matter much.")
    returned = desk.read(draft)
    assert only_claim(returned).theirs == "Widgets matter much."
    assert returned.problems == []


def test_a_lead_taken_out_is_told_and_no_text(desk, draft):
    paragraph = draft.find("Widgets matter.")
    for run in [
        r for r in paragraph.iter(w("r")) if "Widgets" not in "".join(t.text or "" for t in r.iter(w("t")))
    ]:
        draft.delete(run)
    returned = desk.read(draft)
    assert said(returned) == []
    assert codes(returned) == ["fixed-words"]


def test_a_typed_number_is_told_and_no_text(desk, draft):
    paragraph = draft.find("The Office is glad.")
    draft.restyle(paragraph, "Body Text")
    draft.type("The Office is glad.", "12. The Office is glad.")
    returned = desk.read(draft)
    assert said(returned) == []
    assert codes(returned) == ["typed-number"]


def test_caption_scale_and_answers_are_edited(desk, draft):
    draft.type("Ratings", "All ratings", nth=0)
    draft.type("6 = best", "6 = superb")
    draft.type("We shall.", "We shall indeed.")
    claims = {claim.field: claim.theirs for claim in said(desk.read(draft))}
    assert claims == {"caption": "All ratings", "scale": "6 = superb; 1 = worst", "text": "We shall indeed."}


def test_the_front_page_is_edited(desk, draft):
    draft.type("Yearly summary", "Annual summary")
    draft.type("All of them.", "None of them.")
    draft.type("Reissued with", "Issued again with")
    claims = {claim.field: claim.theirs for claim in said(desk.read(draft))}
    assert claims == {
        "title": "Annual summary of *widget* evaluations",
        "strategic_objective": "None of them.",
        "revision_note": "Issued again with corrections.",
    }


def test_an_edited_purpose_that_we_built_is_asked(desk, draft):
    draft.type("This document summarizes", "This paper summarizes")
    claim = only_claim(desk.read(draft))
    assert (claim.field, claim.base) == ("purpose", None)
    assert claim.doubt
    assert claim.theirs.startswith("This paper summarizes")
    assert "[[6]]" in claim.theirs


def test_a_text_deleted_with_its_paragraph_kept_is_empty(desk, draft):
    draft.type("The Office is glad.", "")
    assert only_claim(desk.read(draft)).theirs is None


def test_a_count_in_words_that_is_typed_over_is_a_word(desk, draft):
    draft.type("in two sorts", "in 2 sorts")
    assert only_claim(desk.read(draft)).theirs.startswith("Widgets come in 2 sorts.")
