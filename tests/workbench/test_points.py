"""Points of the journal by the names that people have for them."""

import pytest

from workbench.errors import UserError
from workbench.points import find_point, known_points, snapshot_at
from workbench.workspace import FileRecord, Workspace


@pytest.fixture
def workspace(tmp_path):
    with Workspace.create(tmp_path / "W.evw", name="One") as made:
        yield made


def rename(workspace, name):
    with workspace.edit("Rename") as editor:
        editor.set(1, "name", name)
    return workspace.point


def test_a_mark_a_file_and_a_batch_name_a_point(workspace):
    first = workspace.point
    workspace.mark("Issued")
    second = rename(workspace, "Two")
    workspace.record_file(FileRecord("out", "draft.docx", "ab" * 32, second))
    third = rename(workspace, "Three")
    assert [find_point(workspace, name) for name in ("Issued", "draft.docx", third)] == [first, second, third]


def test_of_files_of_one_name_the_last_counts_and_a_mark_comes_first(workspace):
    first = workspace.point
    workspace.record_file(FileRecord("out", "d.docx", "ab" * 32, first, time="2031-01-01T00:00:00.000Z"))
    second = rename(workspace, "Two")
    workspace.record_file(FileRecord("out", "d.docx", "cd" * 32, second, time="2031-01-02T00:00:00.000Z"))
    assert find_point(workspace, "d.docx") == second
    rename(workspace, "Three")
    workspace.mark("d.docx")
    assert find_point(workspace, "d.docx") == workspace.point


def test_what_came_in_or_is_of_another_journal_is_no_point(workspace):
    workspace.record_file(FileRecord("in", "in.xlsx", "ab" * 32, workspace.point))
    workspace.record_file(FileRecord("out", "far.docx", "cd" * 32, "f" * 32))
    assert known_points(workspace) == []
    with pytest.raises(UserError, match="this workspace has no marks"):
        find_point(workspace, "far.docx")


def test_an_unknown_name_is_refused_with_the_marks_there_are(workspace):
    workspace.mark("Issued")
    with pytest.raises(UserError, match="“Isued” is no mark.*the marks “Issued”"):
        find_point(workspace, "Isued")


def test_the_document_at_a_point_is_as_it_was(workspace):
    first = workspace.point
    rename(workspace, "Two")
    then = snapshot_at(workspace, first)
    assert (then.point, then.tree.root["name"], then.workspace_id) == (first, "One", workspace.id)
