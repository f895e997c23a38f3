"""Drafts go the way of everything that comes back: the same reader, the same command, the same log."""

import json

import pytest

from main import main
from tests.workbench.returning.desk import Desk
from workbench.merging.items import State
from workbench.merging.reading import read_returns
from workbench.merging.records import is_merge, merged
from workbench.returning.recognising import is_draft_of


def test_a_word_file_is_read_as_a_draft(desk, draft):
    draft.type("All of them.", "None of them.")
    incoming = read_returns(desk.workspace, [draft.save()])
    (returned,) = incoming.returns
    assert (returned.kind, returned.name) == ("draft", "draft.docx")
    assert [claim.theirs for claim in returned.claims] == ["None of them."]


def test_a_word_file_that_is_no_draft_is_refused(desk, tmp_path):
    path = tmp_path / "nothing.docx"
    path.write_text("no Word file")
    (refused,) = read_returns(desk.workspace, [path]).refused
    assert "nothing.docx" in refused.reason
    assert refused.sha256


def test_the_log_remembers_a_draft_and_undo_takes_it_back(desk, draft):
    before = desk.tree.copy()
    draft.type("All of them.", "None of them.")
    draft.enter(draft.find("The Office is glad."), "It is sad as well.")
    desk.merge(desk.read(draft))
    (entry,) = merged(desk.workspace)
    assert (entry.kind, entry.record.name) == ("draft", "draft.docx")
    assert is_merge(desk.workspace.history()[-1])
    desk.workspace.undo()
    assert desk.tree == before
    assert merged(desk.workspace) == []


def test_what_was_asked_of_something_new_is_asked_of_it_again(desk, draft):
    from tests.workbench.returning.test_structure import add_recommendation

    add_recommendation(draft, priority="Soonish")
    returned = desk.read(draft)
    plan = desk.merge(returned)
    assert [item.field for item in plan.items if item.state is State.ASKED] == ["priority"]
    count = len(list(desk.tree.of_kind("recommendation")))
    again = desk.merge(desk.read(draft))
    assert [(item.field, item.state) for item in again.items] == [("priority", State.ASKED)]
    assert len(list(desk.tree.of_kind("recommendation"))) == count


def test_drafts_are_recognised_by_the_point_they_name(desk, draft, tmp_path):
    assert is_draft_of(desk.workspace, draft.save())
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    try:
        assert not is_draft_of(other.workspace, draft.path)
    finally:
        other.workspace.close()
    draft.forget_names()
    assert not is_draft_of(desk.workspace, draft.save(tmp_path / "nameless.docx"))
    assert not is_draft_of(desk.workspace, tmp_path / "missing.docx")


@pytest.mark.parametrize(("edit", "code"), [(False, 0), (True, 0)])
def test_the_command_merges_a_draft(desk, draft, tmp_path, edit, code):
    if edit:
        draft.type("All of them.", "None of them.")
        draft.save()
    desk.workspace.close()
    report = tmp_path / "report.json"
    arguments = ["merge", str(desk.folder / "W.evw"), str(draft.path), "--report", str(report)]
    assert main(arguments) == code
    said = json.loads(report.read_text(encoding="utf-8"))
    assert said["applied"] == int(edit)
    assert [file["status"] for file in said["files"]] == ["merged" if edit else "no changes"]
