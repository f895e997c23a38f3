"""Which state a draft was written from, drafts that are none of ours, and the same draft again."""

import docx
import pytest

from tests.workbench.paper.samples import sample
from tests.workbench.returning.desk import Desk, codes, said
from workbench.errors import UserError
from workbench.merging.items import State
from workbench.paper import write_paper
from workbench.returning.reading import read_draft


def test_what_was_changed_here_since_is_kept(desk, draft):
    desk.set(desk.ids.finding, "text", "Widgets matter here.")
    draft.type("All of them.", "None.")
    returned = desk.read(draft)
    plan = desk.merge(returned)
    assert [item.field for item in plan.items] == ["strategic_objective"]
    assert desk.tree[desk.ids.finding]["text"] == "Widgets matter here."


def test_both_sides_changed_is_a_conflict(desk, draft):
    finding = next(desk.tree.of_kind("key_finding")).id
    desk.set(finding, "text", "Ours.")
    draft.type("Widgets matter.", "Theirs.")
    (item,) = desk.merge(desk.read(draft)).items
    assert item.state is State.CONFLICT
    assert desk.tree[finding]["text"] == "Ours."


def test_the_same_draft_again_asks_nothing(desk, draft):
    draft.enter(draft.find("The Office is glad."), "It is sad as well.")
    desk.merge(desk.read(draft))
    steps = len(desk.workspace.history())
    plan = desk.merge(desk.read(draft))
    assert plan.items == []
    assert plan.files[0].is_settled
    assert len(desk.workspace.history()) == steps


def test_a_later_state_of_a_draft_brings_only_what_is_new(desk, draft):
    new = draft.enter(draft.find("The Office is glad."), "It is sad as well, and more so every day.")
    desk.merge(desk.read(draft))
    draft.enter(new, "And angry.")
    draft.type("every day", "every week")
    plan = desk.merge(desk.read(draft))
    assert sorted((item.kind, item.field) for item in plan.items) == [("new", ""), ("value", "text")]
    texts = [p["text"] for p in desk.tree.of_kind("paragraph", 6) if p["text"]]
    at = texts.index("The Office is glad.")
    assert texts[at + 1 : at + 3] == ["It is sad as well, and more so every week.", "And angry."]


def test_a_footnote_that_came_before_is_not_new_again(desk, draft):
    draft.footnote(draft.find("The Office is glad."), "Very glad.")
    desk.merge(desk.read(draft))
    draft.type("All of them.", "None of them.")
    plan = desk.merge(desk.read(draft))
    assert [item.field for item in plan.items] == ["strategic_objective"]


def test_equal_answers_of_two_drafts_arrive_once(desk, tmp_path):
    drafts = [desk.send(f"{name}.docx") for name in ("one", "two")]
    for draft in drafts:
        draft.type("All of them.", "None.")
        draft.enter(draft.find("The Office is glad."), "It is sad as well.")
    drafts[1].type("6 = best", "6 = superb")
    desk.merge(*map(desk.read, drafts))
    texts = [p["text"] for p in desk.tree.of_kind("paragraph") if p["text"] == "It is sad as well."]
    scales = [figure["scale"] for figure in desk.tree.of_kind("figure")]
    assert len(texts) == 1
    assert scales == ["6 = superb; 1 = worst", "6 = best; 1 = worst"]


def test_lost_names_fall_back_to_the_words(desk, draft):
    draft.forget_names()
    draft.type("The Office is glad.", "The Office is very glad.")
    draft.enter(draft.find("We shall."), "", style="Body Text")
    returned = desk.read(draft)
    assert codes(returned) == ["state"]
    assert [claim.theirs for claim in said(returned)] == ["The Office is very glad."]


def test_some_lost_names_are_no_difference(desk, draft):
    draft.forget_names(
        "_evw_3",
        "_evw_4",
        "_evw_6",
        "_evw_9k",
        f"_evw_{desk.ids.recs[0][0]}p",
        f"_evw_{desk.ids.recs[0][0]}t",
    )
    returned = desk.read(draft)
    assert said(returned) == []
    assert returned.problems == []


def test_a_draft_of_another_workspace_is_refused(desk, tmp_path):
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other", sample()[0])
    draft = other.send()
    other.workspace.close()
    with pytest.raises(UserError, match="has never been in"):
        desk.read(draft)


def test_another_document_is_refused(desk, tmp_path):
    path = tmp_path / "letter.docx"
    letter = docx.Document()
    letter.add_paragraph("Dear colleagues, this is about lunch.")
    letter.save(path)
    with pytest.raises(UserError, match="no draft of a paper"):
        read_draft(path, desk.workspace)


def test_a_paper_in_another_language_comes_back(desk):
    desk.set(desk.ids.paper, "language", "fr")
    draft = desk.send()
    returned = desk.read(draft)
    assert said(returned) == []
    assert returned.problems == []


def test_fixed_words_of_another_language_are_no_difference(desk, tmp_path):
    path = tmp_path / "fr.docx"
    write_paper(desk.workspace.snapshot(), path, language="fr")
    returned = read_draft(path, desk.workspace)
    assert said(returned) == []
    assert returned.problems == []


def test_the_template_of_a_draft_is_no_difference(desk, tmp_path):
    docx.Document().save(tmp_path / "template.docx")
    path = tmp_path / "theirs.docx"
    write_paper(desk.workspace.snapshot(), path, template=tmp_path / "template.docx")
    returned = read_draft(path, desk.workspace)
    assert said(returned) == []
    assert returned.problems == []


def test_the_paper_of_a_draft_is_known_among_several(desk):
    with desk.workspace.edit("Another paper") as editor:
        other = editor.insert(1, "paper", {"symbol": "GB.998/PFA/1", "title": "Another one"})
        section = editor.insert(other, "section", {"role": "introduction", "heading": "Introduction"})
        paragraph = editor.insert(section, "paragraph", {"text": "Nothing to see here."})
    draft = desk.send(paper="GB.998/PFA/1")
    draft.type("Nothing", "Something")
    (claim,) = said(desk.read(draft))
    assert (claim.target, claim.theirs) == (paragraph, "Something to see here.")


def test_an_excerpt_removes_nothing(desk, draft):
    first = draft.find("Widgets come in")
    for element in list(draft.body)[list(draft.body).index(first) + 1 : -1]:
        draft.delete(element)
    draft.type("sorts.", "kinds.")
    returned = desk.read(draft)
    assert codes(returned) == ["excerpt"]
    (claim,) = said(returned)
    assert "kinds." in claim.theirs


def test_a_footnote_stays_where_its_text_was_changed_here(desk, draft):
    text = desk.tree[desk.ids.introduction]["text"]
    desk.set(desk.ids.introduction, "text", text.replace("More", "Less"))
    for words in ("Widgets come in", "again"):
        paragraph = draft.find(words)
        draft.delete(*list(paragraph)[2:])
        draft.add_run(paragraph, "Rewritten.")
    returned = desk.read(draft)
    assert returned.removals == []
