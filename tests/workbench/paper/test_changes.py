"""Changes since an earlier point as tracked changes: what accepting and rejecting all of them gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.workbench.paper.changes import accepted, rejected, same, texts
from tests.workbench.paper.samples import sample, snapshot
from tests.workbench.paper.test_package import audit
from tests.workbench.paper.word import parts, refreshed, root
from workbench.editor import Editor
from workbench.paper import write_paper
from workbench.paper.checks import problems
from workbench.paper.choices import Choices
from workbench.paper.ooxml import w

NOTES = "word/footnotes.xml"


class Case:
    """The sample, changed by ``change(editor, ids)``, printed before, after and with its changes."""

    def __init__(self, folder, change, **choices):
        self.before, self.ids = sample()
        editor = Editor(self.before.tree.copy(), 1000)
        change(editor, self.ids)
        self.after = snapshot(editor)
        if "part" in choices:
            choices["part"] = self.ids.evaluations[choices["part"]]
        self.old = self._write(folder / "old.docx", self.before, Choices(**choices))
        self.new = self._write(folder / "new.docx", self.after, Choices(**choices))
        shown = Choices(**choices, changes_since=self.before)
        self.shown = self._write(folder / "shown.docx", self.after, shown)

    def _write(self, path, state, choices):
        write_paper(state, path, choices=choices, replace=True)
        return path

    def check(self):
        for name in ("word/document.xml", NOTES):
            body = root(self.shown, name)
            assert "source" not in {key for element in body.iter() for key in element.attrib}
            if name != NOTES:  # in the notes, a note that is gone stays until its mark is accepted
                assert etree.tostring(accepted(body), encoding="unicode") == same(root(self.new, name))
            assert texts(rejected(body)) == texts(root(self.old, name)) or name == NOTES
        assert problems(self.shown) == []
        return self

    def changed(self, kind):
        """Return the texts put in or taken out."""
        names = {w("t"), w("delText")}
        found = root(self.shown).iter(w(kind))
        found = ["".join(t.text for t in change.iter() if t.tag in names) for change in found]
        return [text for text in found if text]


@pytest.fixture
def case(tmp_path):
    """A function that prints the sample before and after a change, checked by what it must always give."""

    def make(change, **choices):
        return Case(tmp_path, change, **choices).check()

    return make


def nothing(editor, ids):
    pass


def test_a_paper_that_did_not_change_shows_nothing(case):
    made = case(nothing)
    assert made.changed("ins") == made.changed("del") == []
    assert parts(made.shown).keys() == parts(made.new).keys()
    assert parts(made.shown)["word/document.xml"] == parts(made.new)["word/document.xml"]


def test_a_changed_word_is_all_that_is_marked(case):
    def change(editor, ids):
        editor.set(ids.recs[0][0], "rationale", "It would help much. It takes:\n\n- thought;\n- care.")

    made = case(change)
    assert made.changed("ins") == [" much"]
    assert made.changed("del") == []


def test_changed_emphasis_is_a_change_and_keeps_the_emphasis(case):
    def change(editor, ids):
        text = editor.tree[ids.introduction]["text"].replace("*light*", "light")
        editor.set(ids.introduction, "text", text)

    made = case(change)
    assert (made.changed("del"), made.changed("ins")) == (["light"], ["light"])
    assert root(made.shown).find(f".//{w('del')}/{w('r')}/{w('rPr')}/{w('i')}") is not None


def test_numbers_that_moved_are_no_change(case):
    def change(editor, ids):
        first = editor.tree.children(ids.evaluations[0], "section")[0].id
        editor.insert(first, "paragraph", {"text": "Quite new."}, index=0)

    made = case(change)
    assert (made.changed("ins"), made.changed("del")) == (["Quite new."], [])
    assert [field for field in refreshed(made.shown) if field[1] != field[2]] == []


def test_another_recommendation_in_a_range_is_no_change_of_the_range(case):
    def change(editor, ids):
        editor.remove(ids.recs[1][2])
        for response in editor.tree.of_kind("response"):
            if response["also_answers"] == (ids.recs[1][2],):
                editor.set(response.id, "also_answers", ())

    made = case(change)
    assert not any("paragraphs" in text for text in made.changed("ins") + made.changed("del"))


def test_another_target_is_a_change(case):
    def change(editor, ids):
        text = editor.tree[ids.decision]["text"]
        editor.set(ids.decision, "text", text.replace(f"[[{ids.advice[1]}]]", f"[[{ids.advice[0]}]]"))

    made = case(change)
    assert made.changed("ins") == ["5–7"]


def test_a_recommendation_that_is_gone_goes_with_its_table(case):
    made = case(lambda editor, ids: editor.remove(ids.recs[0][0]))
    rows = [row for row in root(made.shown).iter(w("tr")) if row.find(f"{w('trPr')}/{w('del')}") is not None]
    assert len(rows) == 2
    assert "Make better widgets." in made.changed("del")


def test_a_table_cell_changes_word_by_word(case):
    made = case(lambda editor, ids: editor.set(ids.recs[0][0], "priority", "Low"))
    assert (made.changed("del"), made.changed("ins")) == (["High"], ["Low"])


def test_a_moved_paragraph_is_gone_here_and_new_there(case):
    def change(editor, ids):
        section = editor.tree.parent(ids.recs[0][0]).id
        editor.move(ids.recs[0][0], section, 2)

    made = case(change)
    assert "Make better widgets." in made.changed("ins")
    assert "Make better widgets." in made.changed("del")


def test_a_footnote_that_is_gone_can_come_back(case):
    def change(editor, ids):
        text = editor.tree[ids.introduction]["text"].replace(f"[^{ids.note}]", "")
        editor.set(ids.introduction, "text", text)

    made = case(change)
    marks = list(root(made.shown).iter(w("footnoteReference")))
    assert [mark.getparent().getparent().tag for mark in marks] == [w("del")]


def test_a_footnote_changes_in_its_place(case):
    made = case(lambda editor, ids: editor.set(ids.note, "text", "On [the site](https://example.org) now."))
    notes = root(made.shown, NOTES)
    assert texts(accepted(notes)) == texts(root(made.new, NOTES))
    assert texts(rejected(notes)) == texts(root(made.old, NOTES))
    assert notes.find(f".//{w('ins')}") is not None


def test_a_chart_changes_as_a_whole_and_no_unseen_one_travels(case):
    def change(editor, ids):
        editor.set(editor.tree.children(ids.figure, "rating")[0].id, "score", 2)

    made = case(change)
    charts = [name for name in parts(made.shown) if name.startswith("word/charts/")]
    assert len(charts) == len([n for n in parts(made.new) if n.startswith("word/charts/")]) + 2
    assert root(made.shown).find(f".//{w('del')}//{w('drawing')}") is not None


def test_one_part_shows_its_changes_only(case):
    def change(editor, ids):
        editor.set(ids.recs[0][1], "headline", "Count the others.")
        editor.set(ids.recs[1][1], "headline", "Count all of them.")

    assert case(change, part=1).changed("ins") == [" all of"]


def test_what_was_left_out_is_no_change(case):
    made = case(nothing, responses=False)
    assert made.changed("ins") == made.changed("del") == []


def test_a_paper_that_was_not_there_yet_is_new_as_a_whole(tmp_path):
    after, _ = sample()
    editor = Editor(type(after.tree)(), 1)
    editor.insert(None, "workspace")
    path = tmp_path / "draft.docx"
    write_paper(after, path, choices=Choices(changes_since=snapshot(editor)))
    assert problems(path) + audit(path) == []
    assert texts(rejected(root(path)))[:2] == []


def test_nobody_is_named_but_the_program(case):
    made = case(lambda editor, ids: editor.remove(ids.recs[0][0]))
    changes = [*root(made.shown).iter(w("ins")), *root(made.shown).iter(w("del"))]
    assert {change.get(w("author")) for change in changes} == {"Evaluation Workbench"}
    assert all(change.get(w("date")).endswith(":00Z") for change in changes)
    assert len({change.get(w("id")) for change in changes}) == len(changes)


TEXTS = st.sampled_from(
    (
        "Quite another text.",
        "Widgets matter more.\n\nAnd so on.\n- one\n- three",
        "See [[{rec}]] and [[{sec}]].[^{note}]",
        "**All** of it is *bold*; see [it](https://example.org/x).",
        None,
    )
)
STEPS = st.lists(st.tuples(st.sampled_from(("set", "remove", "move", "insert")), st.integers(0, 999), TEXTS))


def walk(steps):
    """Return a function that takes random steps in a paper."""

    def change(editor, ids):
        for step, number, text in steps:
            tree = editor.tree
            nodes = [n for n in tree.walk(ids.paper) if n.kind in MOVING]
            if not nodes:
                return
            node = nodes[number % len(nodes)]
            if step == "remove":
                editor.remove(node.id)
            elif step == "move":
                siblings = len(tree[node.parent].children)
                editor.move(node.id, node.parent, number % siblings)
            elif step == "insert":
                editor.insert(node.parent, node.kind, {MOVING[node.kind]: "Brand new."})
            else:
                marks = {"rec": ids.recs[0][1], "sec": ids.advice[0], "note": ids.note}
                editor.set(node.id, MOVING[node.kind], text.format(**marks) if text else None)

    return change


MOVING = {"paragraph": "text", "key_finding": "text", "criterion": "heading", "recommendation": "headline"}


@settings(max_examples=30)
@given(steps=STEPS)
def test_accepting_all_gives_the_draft_and_rejecting_all_the_one_before(steps, tmp_path_factory):
    Case(tmp_path_factory.mktemp("walk"), walk(steps)).check()


def test_every_kind_of_change_is_valid(case):
    def change(editor, ids):
        editor.set(ids.paper, "title", "Another title")
        editor.set(ids.note, "text", "Another note.")
        editor.set(ids.recs[0][0], "priority", None)
        editor.remove(ids.recs[1][0])
        editor.move(ids.criterion, editor.tree.parent(ids.criterion).id, 0)
        editor.set(ids.introduction, "text", "All [new](https://example.org/new).")

    assert audit(case(change).shown) == []
