"""LibreOffice Writer as the secretariat's program: what is typed there comes back, and nothing else."""

import os
from pathlib import Path

import pytest

from tests.workbench.merging.calc import Calc, python_with_uno
from tests.workbench.returning.desk import codes, said
from workbench.returning.reading import read_draft

pytestmark = pytest.mark.needs("soffice")
WORKER = Path(__file__).with_name("writer_worker.py")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    python = python_with_uno()
    if python is None:
        lacking = "needs a Python with the module uno (Debian: python3-uno)"
        (pytest.fail if os.environ.get("EVW_CI") == "1" else pytest.skip)(lacking)
    with Calc(python, tmp_path_factory.mktemp("office"), WORKER) as running:
        yield running


@pytest.fixture
def writer(office, desk, draft):
    """The draft, open in Writer."""
    office.open(draft.path)
    yield office
    office.close()


@pytest.fixture
def back(writer, desk, tmp_path):
    """A function that saves what is open and reads it against the workspace."""

    def save_and_read():
        path = tmp_path / "returned.docx"
        writer.save(path)
        return read_draft(path, desk.workspace)

    return save_and_read


def kinds(returned):
    return sorted(type(one).__name__ for one in said(returned))


def test_an_untouched_draft_saved_again_says_nothing(desk, back):
    returned = back()
    assert said(returned) == []
    assert returned.problems == []
    desk.merge(returned)
    assert len(desk.workspace.history()) == 1


def test_words_typed_over_are_one_claim(writer, back, desk):
    writer.replace("More of it", "Much more of it")
    (claim,) = said(back())
    assert "\n\nMuch more of it.\n\n- one" in claim.theirs
    assert f"sorts.[^{desk.ids.note}] They" in claim.theirs


def test_bold_is_bold(writer, back):
    writer.embolden("is glad")
    (claim,) = said(back())
    assert claim.theirs == "The Office **is glad**."


def test_a_paragraph_typed_after_another_is_new(writer, back, desk):
    writer.enter("The Office is glad.", "It is sad as well.")
    returned = back()
    assert kinds(returned) == ["Addition"]
    desk.merge(returned)
    assert "It is sad as well." in [p["text"] for p in desk.tree.of_kind("paragraph", 6)]


def test_a_paragraph_deleted_is_removed(writer, back, desk):
    writer.delete("The Office is glad.")
    returned = back()
    assert kinds(returned) == ["Removal"]
    assert desk.tree[returned.removals[0].node]["text"] == "The Office is glad."


def test_a_paragraph_split_is_two(writer, back, desk):
    writer.split("They are ")
    returned = back()
    assert kinds(returned) == ["Addition", "Claim"]
    desk.merge(returned)
    section = desk.tree.parent(desk.ids.introduction)
    assert desk.tree.children(section.id)[1]["text"].startswith("They are *light*, **hard** and [new](")


def test_a_paragraph_moved_moves(writer, back, desk):
    writer.move("As key finding", "Widgets matter.")
    returned = back()
    desk.merge(returned)
    criterion = next(desk.tree.of_kind("criterion"))
    assert [desk.tree[id].kind for id in criterion.children] == ["paragraph", "key_finding", "key_finding"]
    assert desk.tree[criterion.children[0]]["text"].startswith("As key finding [[")


def test_a_footnote_inserted_is_new(writer, back, desk):
    writer.footnote("is glad", "Very glad.")
    returned = back()
    desk.merge(returned)
    (paragraph,) = [p for p in desk.tree.of_kind("paragraph", 6) if "[^" in (p["text"] or "")]
    (note,) = desk.tree.children(paragraph.id, "footnote")
    assert paragraph["text"] == f"The Office is glad[^{note.id}]."
    assert note["text"] == "Very glad."


def test_a_cell_typed_over_is_understood(writer, back, desk):
    writer.cell("High", "low")
    (claim,) = said(back())
    assert (claim.target, claim.field, claim.theirs) == (desk.ids.recs[0][0], "priority", "Low")


def test_a_recommendation_copied_is_new(writer, back, desk):
    """Writer names the bookmarks of a copy after those of the original."""
    writer.copy("Make better widgets.", "Count them.", "Office response")
    writer.replace("Make better widgets.", "Make no widgets at all.")
    returned = back()
    assert kinds(returned) == ["Addition", "Claim"]
    desk.merge(returned)
    recommendations = desk.tree.of_kind("recommendation", desk.ids.evaluations[0])
    found = [node["headline"] for node in recommendations]
    assert found == ["Make no widgets at all.", "Count them.", "Paint them.", "Make better widgets."]


def test_a_word_replaced_everywhere_is_a_claim_for_each_text(writer, back, desk):
    assert writer.replace_all("Widgets", "Gadgets")
    desk.merge(back())
    texts = [node["text"] or "" for kind in ("paragraph", "key_finding") for node in desk.tree.of_kind(kind)]
    assert sum("Gadgets" in text for text in texts) == 5
    assert not any("Widgets" in text for text in texts)


def test_comments_and_tracked_changes_are_told(writer, back):
    writer.comment("is glad", "Is that so?")
    writer.replace_tracked("We shall.", "We shall not.")
    returned = back()
    assert [claim.theirs for claim in said(returned)] == ["We shall not."]
    assert codes(returned) == ["comment", "tracked-changes"]
    assert "Is that so?" in " ".join(problem.message for problem in returned.problems)
