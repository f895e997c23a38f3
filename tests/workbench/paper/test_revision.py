"""Rev.1: its number, and the note that names what was corrected since the paper was issued."""

import pytest

from tests.workbench.paper.samples import sample
from tests.workbench.paper.word import texts
from workbench.errors import UserError
from workbench.markup import plain_blocks
from workbench.paper import write_paper
from workbench.paper.revision import revise
from workbench.workspace import Workspace


class Desk:
    """The sample paper in a workspace, marked as issued; ``ids`` name its nodes."""

    def __init__(self, folder):
        state, self.ids = sample(revision=None, revision_note=None)
        filled = _in_order(state.tree)
        self.workspace = Workspace.create_with(filled, folder / "W.evw", "Fill", origin="new")
        self.workspace.mark("Issued")
        self.issued = self.workspace.point

    @property
    def paper(self):
        return self.workspace.tree[self.ids.paper]

    def change(self, work):
        with self.workspace.edit("Correct") as editor:
            work(editor)

    def set(self, node, field, value):
        self.change(lambda editor: editor.set(node, field, value))

    def revise(self):
        made = revise(self.workspace, self.ids.paper, self.issued)
        return made, self.printed()

    def printed(self):
        numbers = self.workspace.numbers
        note = self.paper["revision_note"]
        (block,) = plain_blocks(note, lambda reference: numbers.printed(reference, self.ids.paper))
        return block


def _in_order(tree):
    """Return what fills a workspace with the nodes of a tree under the ids that they have."""

    def fill(editor):
        for id in sorted(tree.nodes):
            node = tree[id]
            assert editor.insert(node.parent, node.kind) == id
        for node in tree.walk():
            for place, child in enumerate(node.children):
                editor.move(child, node.id, place)
        for node in tree.walk():
            for name, value in node.fields.items():
                editor.set(node.id, name, value)

    return fill


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    yield made
    made.workspace.close()


def test_the_note_names_corrected_paragraphs_with_ranges(desk):
    for rec in desk.ids.recs[0]:
        desk.set(rec, "headline", "Otherwise.")
    desk.set(desk.ids.introduction, "text", "Shorter.")
    desk.set(desk.ids.decision, "text", "It asks for it.")
    made, note = desk.revise()
    assert note == "Reissued with corrections: paragraphs 1, 5–7 and 20."
    assert (made.number, made.is_own_note, desk.paper["revision"]) == (1, False, 1)


def test_one_paragraph_and_two_in_a_row_are_no_range(desk):
    desk.set(desk.ids.recs[0][0], "rationale", None)
    assert desk.revise()[1] == "Reissued with corrections: paragraph 5."
    desk.set(desk.ids.recs[0][1], "headline", "Otherwise.")
    assert desk.revise()[1] == "Reissued with corrections: paragraphs 5 and 6."


def test_what_has_no_paragraph_number_is_named_by_its_own(desk):
    ids = desk.ids
    desk.set(ids.recs[1][1], "priority", "Low")
    desk.set(ids.finding, "text", "Widgets matter more.")
    desk.set(ids.figure, "caption", "The ratings")
    desk.set(ids.note, "text", "Otherwise.")
    desk.set(ids.evaluations[0], "title", "Widgets")
    desk.set(ids.paper, "title", "Otherwise")
    assert desk.revise()[1] == (
        "Reissued with corrections: cover page; headings (Part I); key finding 3 (Part II);"
        " table of Recommendation 2 (Part II); Figure 2; footnote 1."
    )


def test_what_was_taken_out_is_named_by_what_is_before_it(desk):
    desk.change(lambda editor: editor.remove(desk.ids.recs[0][1]))
    assert "deletions after paragraphs 5" in desk.revise()[1]


def test_the_numbers_of_the_note_follow_the_paper(desk):
    desk.set(desk.ids.recs[0][0], "headline", "Otherwise.")
    desk.revise()
    section = desk.workspace.tree.parent(desk.ids.introduction).id
    desk.change(lambda editor: editor.insert(section, "paragraph", {"text": "New."}, index=0))
    assert desk.printed() == "Reissued with corrections: paragraph 6."


def test_what_is_not_printed_needs_no_revision(desk):
    desk.set(desk.ids.recs[0][0], "notes", "A word among us.")
    with pytest.raises(UserError, match="nothing to revise"):
        desk.revise()
    assert desk.paper["revision"] is None


def test_a_revision_is_one_step_that_undo_takes_back(desk):
    desk.set(desk.ids.recs[0][0], "headline", "Otherwise.")
    desk.revise()
    assert desk.workspace.undo_step.label == "Issue Rev.1"
    desk.workspace.undo()
    assert (desk.paper["revision"], desk.paper["revision_note"]) == (None, None)


def test_the_next_revision_counts_from_the_one_that_was_issued(desk):
    desk.set(desk.ids.recs[0][0], "headline", "Otherwise.")
    desk.revise()
    desk.workspace.mark("Issued again")
    desk.issued = desk.workspace.point
    desk.set(desk.ids.recs[0][1], "headline", "Otherwise.")
    made, note = desk.revise()
    assert (made.number, note) == (2, "Reissued with corrections: paragraph 6.")


def test_a_note_that_a_person_wrote_stays(desk):
    desk.set(desk.ids.recs[0][0], "headline", "Otherwise.")
    desk.set(desk.ids.paper, "revision_note", "Reissued for technical reasons.")
    made, note = desk.revise()
    assert made.is_own_note
    assert note == "Reissued for technical reasons."


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("fr", "Nouvelle publication avec corrections : paragraphes 5 et 7."),
        ("es", "Se publica nuevamente con correcciones: párrafos 5 y 7."),
    ],
)
def test_the_note_speaks_the_language_of_the_paper(desk, language, note):
    desk.set(desk.ids.paper, "language", language)
    desk.issued = desk.workspace.point
    for rec in (desk.ids.recs[0][0], desk.ids.recs[0][2]):
        desk.set(rec, "headline", "Otherwise.")
    assert desk.revise()[1] == note


def test_the_front_page_prints_revision_and_note(desk, tmp_path):
    desk.set(desk.ids.recs[0][0], "headline", "Otherwise.")
    desk.revise()
    write_paper(desk.workspace.snapshot(), tmp_path / "d.docx")
    assert texts(tmp_path / "d.docx", "Front Symbol") == ["GB.999/PFA/3(Rev.1)"]
    assert texts(tmp_path / "d.docx", "Front Note") == ["Reissued with corrections: paragraph 5."]
