"""Paragraphs and headings that come, go and move; what has no place is told with its words."""

import copy

from lxml import etree

from tests.workbench.returning.desk import codes, said
from workbench.merging.claims import Addition, Claim, Move, Removal
from workbench.paper.ooxml import w


def kinds(returned):
    return sorted(type(one).__name__ for one in said(returned))


def texts_below(tree, node, kind="paragraph", field="text"):
    return [child[field] for child in tree.children(node, kind)]


def test_a_new_paragraph_comes_after_the_one_it_follows(desk, draft):
    draft.enter(draft.find("The Office is glad."), "It is sad as well.")
    returned = desk.read(draft)
    (added,) = said(returned)
    assert isinstance(added, Addition)
    desk.merge(returned)
    home = desk.tree.parent(desk.tree[added.after].id)
    assert texts_below(desk.tree, home.id)[:2] == ["The Office is glad.", "It is sad as well."]
    assert [child["position"] for child in desk.tree.children(home.id)][1] != "after"


def test_new_paragraphs_keep_their_order_and_their_marks(desk, draft):
    first = draft.enter(draft.find("More of it."), "First", style="Numbered Paragraph")
    draft.add_run(first, " new", italic=True)
    draft.enter(first, "Second", style="Body Text")
    returned = desk.read(draft)
    desk.merge(returned)
    section = desk.tree.parent(desk.ids.introduction)
    assert texts_below(desk.tree, section.id)[1:] == [
        "First *new*",
        "Second\n\n- one\n- two\n(a) letters\n(b) again" + f"[^{desk.ids.note}]",
    ]
    assert [node["numbered"] for node in desk.tree.children(section.id)] == [True, True, False]


def test_a_removed_paragraph_is_removed(desk, draft):
    draft.delete(draft.find("The Office is glad."))
    returned = desk.read(draft)
    (removal,) = said(returned)
    assert isinstance(removal, Removal)
    assert desk.tree[removal.node]["text"] == "The Office is glad."


def test_a_name_that_stays_behind_with_its_neighbour_removes_the_right_one(desk, draft):
    gone = draft.find("The Office is glad.")
    mark = gone.find(w("bookmarkStart"))
    following = gone.getnext()
    following.insert(1, mark)
    draft.delete(gone)
    (removal,) = said(desk.read(draft))
    assert desk.tree[removal.node]["text"] == "The Office is glad."


def test_a_moved_paragraph_moves(desk, draft):
    moved = draft.find("As key finding", nth=1)
    draft.delete(moved)
    draft.find("Widgets matter.").addprevious(moved)
    returned = desk.read(draft)
    assert kinds(returned) == ["Move"]
    move = returned.moves[0]
    assert isinstance(move, Move)
    assert move.after is None
    desk.merge(returned)
    home = desk.tree.parent(move.node)
    assert home.kind == "criterion"
    assert home.children[0] == move.node
    assert home["heading"] == "Relevance"


def test_a_split_paragraph_is_two(desk, draft):
    draft.split("They are ")
    returned = desk.read(draft)
    assert kinds(returned) == ["Addition", "Claim"]
    desk.merge(returned)
    section = desk.tree.parent(desk.ids.introduction)
    first, second = texts_below(desk.tree, section.id)
    assert first == f"Widgets come in [[evaluations]] sorts.[^{desk.ids.note}]"
    assert second.startswith("They are *light*, **hard** and [new](https://example.org")


def test_joined_paragraphs_are_one(desk, draft):
    draft.join(draft.find("Figure", nth=0), draft.find("Make better", nth=0))
    returned = desk.read(draft)
    assert "Make better widgets." in [claim.theirs for claim in returned.claims][0]


def test_a_new_key_finding_and_a_new_criterion_come_in(desk, draft):
    finding = draft.enter(
        draft.find("As key finding", nth=0), "Key finding 9: They shine.", style="Key Finding"
    )
    draft.enter(finding, "C. Sheen", style="heading 3")
    returned = desk.read(draft)
    added = {addition.node.kind: addition.fields for addition in returned.additions}
    assert added == {"key_finding": {"text": "They shine."}, "criterion": {"heading": "Sheen"}}
    assert kinds(returned) == ["Addition", "Addition"]


def test_a_new_section_takes_what_follows_it(desk, draft):
    draft.enter(draft.find("More of it."), "Background", style="heading 1")
    returned = desk.read(draft)
    desk.merge(returned)
    (section,) = [node for node in desk.tree.of_kind("section") if node["heading"] == "Background"]
    assert desk.tree.parent(section.id).kind == "paper"
    assert desk.tree.index(section.id) == 1


def test_a_removed_heading_leaves_its_texts_to_the_one_before(desk, draft):
    draft.delete(draft.find("Coherence"))
    returned = desk.read(draft)
    desk.merge(returned)
    criteria = [node["heading"] for node in desk.tree.of_kind("criterion", 6)]
    assert criteria == ["Relevance"]
    criterion = next(desk.tree.of_kind("criterion", 6))
    assert len(criterion.children) == 6


def test_a_removed_recommendation_goes_with_its_table(desk, draft):
    heading = next(
        p for p in draft.paragraphs() if "Recommendation 3" in "".join(t.text or "" for t in p.iter(w("t")))
    )
    block = [heading]
    while block[-1].tag != w("tbl"):
        block.append(block[-1].getnext())
    draft.delete(*block)
    returned = desk.read(draft)
    assert kinds(returned) == ["Removal"]
    assert desk.tree[returned.removals[0].node]["headline"] == "Paint them."


def add_recommendation(draft, priority=None):
    """Type a recommendation after the first one: heading, headline, rationale and table."""
    table = next(t for t in draft.body.iter(w("tbl")))
    heading = draft.enter(table, "", style="heading 3")
    draft.add_run(heading, "Recommendation 2")
    headline = draft.enter(heading, "Sell them.", style="Recommendation Headline")
    why = draft.enter(headline, "They are good.", style="Paragraph Continuation")
    twin = copied(draft, table)
    why.addnext(twin)
    if priority:
        next(t for t in twin.iter(w("t")) if t.text == "High").text = priority


def copied(draft, element):
    """Return a copy of an element as Word makes it, without bookmarks."""
    twin = copy.deepcopy(element)
    draft.delete(*[*twin.iter(w("bookmarkStart")), *twin.iter(w("bookmarkEnd"))])
    return twin


def test_a_new_recommendation_comes_with_headline_and_table(desk, draft):
    add_recommendation(draft)
    (added,) = said(desk.read(draft))
    assert added.node.kind == "recommendation"
    assert added.after == desk.ids.recs[0][0]
    assert added.fields["headline"] == "Sell them."
    assert added.fields["rationale"] == "They are good."
    assert added.fields["priority"] == "High"
    assert added.fields["responsible_units"] == ("MAKERS", "DDG/W")


def test_an_answer_taken_out_is_an_empty_text(desk, draft):
    heading = draft.find("Recommendation 1", nth=1)
    texts = [heading, heading.getnext(), heading.getnext().getnext()]
    draft.delete(*texts)
    returned = desk.read(draft)
    (claim,) = said(returned)
    assert isinstance(claim, Claim)
    assert (claim.field, claim.theirs) == ("text", None)
    assert codes(returned) == ["fixed-words"]


def test_what_has_no_place_is_told_with_its_words(desk, draft):
    table = copied(draft, next(draft.body.iter(w("tbl"))))
    for text, t in zip(["A", "B", "C", "D"], table.iter(w("t")), strict=False):
        t.text = text
    draft.find("Widgets come in").addnext(table)
    draft.enter(draft.find("As key finding"), "A new figure", style="caption")
    returned = desk.read(draft)
    assert said(returned) == []
    assert codes(returned) == ["new-figure", "new-table"]
    words = " ".join(problem.message for problem in returned.problems)
    assert "A new figure" in words
    assert "A | B | C | D" in words


def test_comments_and_page_heads_are_told(desk, draft):
    draft.comment(draft.find("Widgets come in"), "Is that so?", author="R. Eader")
    header = next(name for name in draft.parts if name.startswith("word/header"))
    next(draft.root(header).iter(w("t"))).text = "GB.999/PFA/4"
    returned = desk.read(draft)
    assert said(returned) == []
    assert codes(returned) == ["comment", "header"]
    told = {problem.code: problem.message for problem in returned.problems}
    assert "R. Eader" in told["comment"]
    assert "Is that so?" in told["comment"]
    assert "GB.999/PFA/4" in told["header"]


def test_tracked_changes_are_taken_and_told(desk, draft):
    paragraph = draft.find("The Office is glad.")
    inserted = etree.Element(w("ins"))
    inserted.set(w("id"), "900")
    inserted.set(w("author"), "E. Ditor")
    paragraph.append(inserted)
    inserted.append(draft.add_run(paragraph, " Very."))
    returned = desk.read(draft)
    assert [claim.theirs for claim in returned.claims] == ["The Office is glad. Very."]
    assert codes(returned) == ["tracked-changes"]


def test_a_new_part_comes_in_with_its_sections(desk, draft):
    title = draft.enter(
        draft.find("Draft decision").getprevious(), "Part III. Widget selling", style="heading 1"
    )
    section = draft.enter(title, "Summary of findings", style="heading 2")
    draft.enter(section, "They sell.", style="Numbered Paragraph")
    returned = desk.read(draft)
    assert [addition.node.kind for addition in returned.additions] == ["evaluation", "section", "paragraph"]
    desk.merge(returned)
    parts = list(desk.tree.of_kind("evaluation"))
    assert [part["title"] for part in parts][2:] == ["Widget selling"]
    assert texts_below(desk.tree, desk.tree.children(parts[2].id)[0].id) == ["They sell."]


def test_a_new_answer_answers_the_recommendation_its_heading_names(desk):
    with desk.workspace.edit("No answer") as editor:
        (response,) = desk.tree.children(desk.ids.recs[0][0], "response")
        editor.remove(response.id)
    draft = desk.send()
    heading = draft.enter(draft.find("The Office is glad."), "Recommendation 1", style="heading 3")
    draft.enter(heading, "We agree.", style="Numbered Paragraph")
    returned = desk.read(draft)
    (claim,) = said(returned)
    assert (claim.target.kind, claim.target.parent, claim.theirs) == (
        "response",
        desk.ids.recs[0][0],
        "We agree.",
    )
    desk.merge(returned)
    (response,) = desk.tree.children(desk.ids.recs[0][0], "response")
    assert response["text"] == "We agree."


def test_a_paragraph_that_loses_its_number_is_unnumbered(desk, draft):
    draft.restyle(draft.find("The Office is glad."), "Body Text")
    (claim,) = said(desk.read(draft))
    assert (claim.field, claim.theirs) == ("numbered", False)


def test_a_paragraph_that_looks_like_a_key_finding_stays_one_and_is_told(desk, draft):
    draft.restyle(draft.find("The Office is glad."), "Key Finding")
    returned = desk.read(draft)
    assert said(returned) == []
    assert codes(returned) == ["restyled"]


def test_a_paragraph_moved_behind_the_answers_is_printed_after_them(desk, draft):
    moved, last = draft.find("The Office is glad."), draft.find("So much for that.")
    draft.delete(moved)
    last.addprevious(moved)
    returned = desk.read(draft)
    (claim,) = returned.claims
    assert (claim.field, claim.theirs) == ("position", "after")


def test_a_heading_that_is_needed_is_kept_and_told(desk, draft):
    draft.delete(draft.find("Introduction"), draft.find("Relevance"))
    returned = desk.read(draft)
    assert said(returned) == []
    assert codes(returned) == ["missing-heading", "missing-heading"]
    assert "Relevance" in returned.problems[1].message


def test_a_paragraph_behind_the_criteria_is_followed_by_a_new_one(desk):
    findings = desk.tree.parent(next(desk.tree.of_kind("criterion")).id)
    with desk.workspace.edit("Behind") as editor:
        last = editor.insert(findings.id, "paragraph", {"text": "So much for the findings."})
    draft = desk.send()
    draft.enter(draft.find("So much for the findings."), "And so on.")
    desk.merge(desk.read(draft))
    assert desk.tree[findings.id].children[-2] == last
    assert desk.tree[desk.tree[findings.id].children[-1]]["text"] == "And so on."


def test_a_paragraph_typed_behind_an_answer_is_part_of_it_and_told(desk, draft):
    draft.enter(draft.find("We shall."), "We shall indeed.")
    returned = desk.read(draft)
    (claim,) = said(returned)
    assert claim.theirs == "We shall.\n\nWe shall indeed."
    assert codes(returned) == ["into-answer"]


def test_an_answer_goes_with_its_recommendation_and_is_told(desk, draft):
    block = [draft.find("Recommendation 1")]
    while block[-1].tag != w("tbl"):
        block.append(block[-1].getnext())
    draft.delete(*block)
    returned = desk.read(draft)
    assert [removal.node for removal in returned.removals] == [desk.ids.recs[0][0]]
    assert returned.claims == []
    assert codes(returned) == ["answer"]
