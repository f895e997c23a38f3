import os
import sqlite3

import pytest

from workbench.errors import ReadOnlyWorkspace, UserError, WorkspaceBusy
from workbench.subtree import Subtree
from workbench.workspace import FileRecord, Workspace


def test_a_batch_is_one_notice_that_names_what_changed(workspace, paper):
    _, section, paragraph = paper
    notices = []
    workspace.listen(notices.append)
    with workspace.edit("Two edits", source="me") as editor:
        editor.set(paragraph, "text", "Second")
        other = editor.insert(section, "paragraph", {"text": "More"})
    (notice,) = notices
    assert notice.fields == {paragraph: {"text"}}
    assert notice.inserted == (other,)
    assert notice.parents == {section}
    assert notice.kinds == {"paragraph"}
    assert notice.source == "me"


def test_the_notice_comes_after_the_disk_has_it(workspace, path, paper):
    seen = []

    def read_from_disk(notice):
        with Workspace.open(path, writable=False) as other:
            seen.append(other.tree[paper[2]]["text"])

    workspace.listen(read_from_disk)
    with workspace.edit("x") as editor:
        editor.set(paper[2], "text", "Second")
    assert seen == ["Second"]


def test_the_same_value_again_is_no_batch(workspace, paper):
    point = workspace.point
    with workspace.edit("x") as editor:
        editor.set(paper[2], "text", "First")
    assert workspace.point == point


def test_a_block_that_raises_changes_nothing(workspace, path, paper):
    before, point = workspace.tree.copy(), workspace.point

    def edit_what_is_gone():
        with workspace.edit("x") as editor:
            editor.set(paper[2], "text", "Second")
            editor.remove(paper[1])
            editor.set(paper[2], "text", "gone already")

    with pytest.raises(UserError, match="no node"):
        edit_what_is_gone()
    assert workspace.tree == before
    assert workspace.point == point
    with Workspace.open(path, writable=False) as other:
        assert other.tree == before


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda e, p: e.insert(p[2], "paper"), "cannot hold"),
        (lambda e, p: e.insert(p[1], "chapter"), "no kind of node"),
        (lambda e, p: e.insert(p[1], "paragraph", index=7), "position 7"),
        (lambda e, p: e.insert(p[1], "paragraph", {"texts": "x"}), "no field"),
        (lambda e, p: e.insert(None, "workspace"), "needs a parent"),
        (lambda e, p: e.set(999, "text", "x"), "no node 999"),
        (lambda e, p: e.set(p[2], "numbered", "yes"), "true or false"),
        (lambda e, p: e.set(p[0], "date", "31.12.2026"), "YYYY-MM-DD"),
        (lambda e, p: e.set(p[0], "language", "de"), "one of en"),
        (lambda e, p: e.set(p[2], "text", "\ud800"), "expects text"),
        (lambda e, p: e.remove(1), "cannot be removed"),
        (lambda e, p: e.move(1, p[0]), "cannot be moved"),
        (lambda e, p: e.move(p[1], p[1]), "into itself"),
        (lambda e, p: e.move(p[0], p[1]), "into itself"),
        (lambda e, p: e.move(p[2], p[0]), "cannot hold"),
    ],
)
def test_a_wrong_edit_is_refused_in_words(workspace, paper, wrong, message):
    before = workspace.tree.copy()
    with pytest.raises(UserError, match=message), workspace.edit("x") as editor:
        wrong(editor, paper)
    assert workspace.tree == before


def test_ids_are_never_used_again(workspace, path, paper):
    with workspace.edit("x") as editor:
        first = editor.insert(paper[1], "paragraph")
    with workspace.edit("x") as editor:
        editor.remove(first)
    workspace.close()
    with Workspace.open(path) as again, again.edit("x") as editor:
        assert editor.insert(paper[1], "paragraph") > first


def test_undo_and_redo_survive_a_restart(workspace, path, paper):
    with workspace.edit("Text of a paragraph") as editor:
        editor.set(paper[2], "text", "Second")
    workspace.close()
    with Workspace.open(path) as again:
        assert again.undo().label == "Text of a paragraph"
    with Workspace.open(path) as again:
        assert again.tree[paper[2]]["text"] == "First"
        assert again.redo_step.label == again.redo_label == "Text of a paragraph"
        again.redo()
        assert again.tree[paper[2]]["text"] == "Second"
        assert again.redo_step is None
        assert again.redo_label == ""


def test_an_edit_after_an_undo_ends_redo(workspace, paper):
    with workspace.edit("One") as editor:
        editor.set(paper[2], "text", "One")
    workspace.undo()
    with workspace.edit("Two") as editor:
        editor.set(paper[2], "text", "Two")
    with pytest.raises(UserError, match="nothing to redo"):
        workspace.redo()


def test_the_making_of_a_workspace_is_not_undone(workspace):
    with pytest.raises(UserError, match="nothing to undo"):
        workspace.undo()


def test_the_history_of_a_field_names_who_when_and_what(workspace, paper):
    with workspace.edit("Change", origin="sheet X.xlsx") as editor:
        editor.set(paper[2], "text", "Second")
    made, changed = workspace.field_history(paper[2], "text")
    assert made.edit.op == "insert"
    assert (changed.edit.before, changed.edit.after) == ("First", "Second")
    assert changed.batch.author == "somebody"
    assert changed.batch.origin == "sheet X.xlsx"


def test_a_mark_names_a_point_that_can_be_rebuilt(workspace, paper):
    mark = workspace.mark("Issued")
    with workspace.edit("x") as editor:
        editor.remove(paper[0])
    assert workspace.at(mark.batch)[paper[2]]["text"] == "First"
    assert [m.name for m in workspace.marks()] == ["Issued"]
    with pytest.raises(UserError, match="already"):
        workspace.mark("Issued")
    with pytest.raises(UserError, match="does not hold that point"):
        workspace.at("0" * 32)


def test_drafts_are_kept_beside_the_document(workspace, path, paper):
    workspace.keep_draft(paper[2], "text", "half")
    workspace.keep_draft(paper[2], "text", "half typed")
    before = workspace.point
    workspace.close()
    with Workspace.open(path) as again:
        (draft,) = again.drafts()
        assert (draft.node, draft.field, draft.text) == (paper[2], "text", "half typed")
        assert again.point == before
        assert again.tree[paper[2]]["text"] == "First"
        again.drop_draft(paper[2], "text")
        assert again.drafts() == []


def test_the_log_of_files_is_not_undone(workspace, paper):
    workspace.record_file(FileRecord("out", "X.xlsx", "ab", workspace.point, unit="X", due="2026-12-31"))
    workspace.undo()
    (record,) = workspace.files()
    assert (record.name, record.unit, record.due) == ("X.xlsx", "X", "2026-12-31")


def test_a_grafted_piece_points_to_itself_under_its_new_ids(workspace, paper):
    note = Subtree(3, "footnote", {"text": "note"})
    first = Subtree(2, "paragraph", {"text": "See [[4]][^3] and [[77]]"}, [note])
    second = Subtree(4, "paragraph", {"text": "[[2|paragraph]]"})
    with workspace.edit("x") as editor:
        ids = editor.graft(paper[0], Subtree(1, "section", {}, [first, second]))
    assert workspace.tree[ids[2]]["text"] == f"See [[{ids[4]}]][^{ids[3]}] and [[77]]"
    assert workspace.tree[ids[4]]["text"] == f"[[{ids[2]}|paragraph]]"
    assert len(workspace.history()[-1].edits) == 4


def test_moved_text_takes_its_footnote_along(workspace, paper):
    with workspace.edit("x") as editor:
        other = editor.insert(paper[1], "paragraph")
        note = editor.insert(paper[2], "footnote", {"text": "note"})
        editor.set(paper[2], "text", f"First[^{note}]")
    with workspace.edit("Move the words") as editor:
        editor.set(paper[2], "text", None)
        editor.set(other, "text", f"First[^{note}]")
    assert workspace.tree[note].parent == other
    workspace.undo()
    assert workspace.tree[note].parent == paper[2]


def test_text_pasted_into_a_new_node_takes_its_footnote_along(workspace, paper):
    with workspace.edit("x") as editor:
        note = editor.insert(paper[2], "footnote", {"text": "note"})
        editor.set(paper[2], "text", f"First[^{note}]")
    with workspace.edit("Cut and paste") as editor:
        other = editor.insert(paper[1], "paragraph", {"text": f"First[^{note}]"})
        editor.set(paper[2], "text", None)
    assert workspace.tree[note].parent == other


def test_a_footnote_follows_the_last_text_of_a_batch_and_markup_only(workspace, paper):
    with workspace.edit("x") as editor:
        other = editor.insert(paper[1], "paragraph")
        note = editor.insert(paper[2], "footnote", {"text": "note"})
    with workspace.edit("There and back") as editor:
        editor.set(other, "text", f"[^{note}]")
        editor.set(other, "text", "plain")
        editor.set(paper[0], "symbol", f"[^{note}]")
    assert workspace.tree[note].parent == paper[2]


def test_undo_moves_no_footnote_that_the_step_did_not(workspace, paper):
    with workspace.edit("x") as editor:
        other = editor.insert(paper[1], "paragraph")
        note = editor.insert(paper[2], "footnote", {"text": "note"})
        editor.set(other, "text", f"[^{note}]")
    with workspace.edit("Back by hand") as editor:
        editor.move(note, paper[2])
    before = workspace.tree.copy()
    with workspace.edit("Plain") as editor:
        editor.set(other, "text", "plain")
    workspace.undo()
    assert workspace.tree == before


def test_the_order_of_a_word_list_is_part_of_it(workspace):
    high, low = {"en": "High"}, {"en": "Low"}
    for words in ({"High": high, "Low": low}, {"Low": low, "High": high}):
        with workspace.edit("Word list") as editor:
            editor.set(1, "vocabularies", {"priority": words})
    assert list(workspace.tree.root["vocabularies"]["priority"]) == ["Low", "High"]


def test_marks_come_in_the_order_of_the_journal_when_the_clock_goes_back(workspace, paper, monkeypatch):
    times = iter(["2026-03-02", "2026-03-01", "2026-03-01"])
    workspace.mark("First")
    monkeypatch.setattr("workbench.workspace._now", lambda: next(times))
    with workspace.edit("x") as editor:
        editor.set(paper[2], "text", "Second")
    workspace.mark("Second")
    assert [mark.name for mark in workspace.marks()] == ["First", "Second"]


def test_names_that_are_no_utf_8_are_kept_as_far_as_they_can_be(workspace, paper):
    odd = os.fsdecode(b"a\xff")
    with workspace.edit(odd, origin=odd) as editor:
        editor.set(paper[2], "text", "Second")
    workspace.mark(odd)
    workspace.record_file(FileRecord("out", odd, "", workspace.point))
    workspace.keep_draft(paper[2], "text", odd)
    batch = workspace.history()[-1]
    said = {batch.label, batch.origin, workspace.marks()[0].name, workspace.files()[0].name}
    assert said | {workspace.drafts()[0].text} == {"a?"}


def test_a_reader_rebuilds_the_past_of_what_it_read(workspace, path, paper):
    with Workspace.open(path, writable=False) as reader:
        before = reader.tree.copy()
        with workspace.edit("Meanwhile") as editor:
            editor.remove(paper[0])
        assert reader.at(reader.point) == before
        assert len(reader.at(reader.history()[0].id)) == 1


def test_who_comes_through_a_link_meets_the_same_lock(workspace, path):
    link = path.with_name("link.evw")
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("links need a privilege here")
    with pytest.raises(WorkspaceBusy):
        Workspace.open(link)
    with Workspace.open(link, writable=False) as reader:
        assert reader.path == path


def test_a_mistake_of_ours_is_not_called_damage(workspace):
    workspace.close()
    with pytest.raises(sqlite3.ProgrammingError):
        workspace.history()


def test_the_journal_says_where_a_node_came_from_and_what_came_since(workspace, paper):
    made = workspace.point
    with workspace.edit("Change") as editor:
        editor.set(paper[2], "text", "Changed")
        editor.remove(paper[2])
    workspace.undo()
    assert workspace.origin(paper[2]) == made
    assert workspace.origin(4711) is None
    change, undo = workspace.since(made)
    assert workspace.steps()[-2:] == [(change.id, None, None), (undo.id, change.id, None)]
    assert workspace.since(workspace.point) == []
    assert workspace.signature(change.id) == ("somebody", change.time)
    assert workspace.signature("nothing") is None


def test_a_footnote_that_only_another_footnote_anchors_goes_with_its_text(workspace, paper):
    with workspace.edit("Two notes") as editor:
        other = editor.insert(paper[1], "paragraph", {"text": "Second"})
        note = editor.insert(paper[2], "footnote", {"text": "note"})
        editor.set(paper[2], "text", f"First[^{note}]")
        second = editor.insert(other, "footnote", {"text": f"see[^{note}]"})
    with workspace.edit("Remove") as editor:
        editor.remove(paper[2])
    assert note not in workspace.tree
    assert second in workspace.tree


def test_a_second_anchor_leaves_the_footnote_where_it_is(workspace, paper):
    with workspace.edit("x") as editor:
        note = editor.insert(paper[2], "footnote", {"text": "note"})
        editor.set(paper[2], "text", f"First[^{note}]")
        other = editor.insert(paper[1], "paragraph", {"text": f"Again[^{note}]"})
    assert workspace.tree[note].parent == paper[2]
    assert workspace.numbers.footnotes == {paper[2]: [1], other: [1]}


def test_a_footnote_outlives_its_node_where_another_text_anchors_it(workspace, paper):
    with workspace.edit("x") as editor:
        note = editor.insert(paper[2], "footnote", {"text": "note"})
        lonely = editor.insert(paper[2], "footnote", {"text": "another"})
        editor.set(paper[2], "text", f"First[^{note}] of[^{lonely}]")
        other = editor.insert(paper[1], "paragraph", {"text": f"Again[^{note}]"})
    before = workspace.tree.copy()
    with workspace.edit("Remove the paragraph") as editor:
        editor.remove(paper[2])
    assert workspace.tree[note].parent == other
    assert lonely not in workspace.tree
    workspace.undo()
    assert workspace.tree == before


def test_reading_only_refuses_edits_and_sees_the_document(workspace, path, paper):
    with Workspace.open(path, writable=False) as reader:
        assert reader.tree == workspace.tree
        with pytest.raises(ReadOnlyWorkspace), reader.edit("x") as editor:
            editor.set(paper[2], "text", "Second")
        with pytest.raises(ReadOnlyWorkspace):
            reader.mark("x")


def test_a_snapshot_stays_as_it_was(workspace, paper):
    snapshot = workspace.snapshot()
    with workspace.edit("x") as editor:
        editor.set(paper[2], "text", "Second")
    assert snapshot.tree[paper[2]]["text"] == "First"
    assert snapshot.numbers.label[paper[2]] == "1"


def test_nodes_of_a_kind_are_found_without_looking_where_none_can_be(workspace, monkeypatch):
    with workspace.edit("Fill") as editor:
        paper = editor.insert(1, "paper")
        part = editor.insert(paper, "evaluation")
        section = editor.insert(part, "section")
        criterion = editor.insert(section, "criterion")
        findings = [editor.insert(criterion, "key_finding") for _ in range(3)]
        notes = [editor.insert(findings[0], "footnote"), editor.insert(part, "footnote")]
        advice = [editor.insert(section, "recommendation") for _ in range(2)]
    tree = workspace.tree
    for kind, wanted in (("recommendation", advice), ("key_finding", findings), ("footnote", notes)):
        assert [node.id for node in tree.of_kind(kind)] == wanted
        assert [node.id for node in tree.walk() if node.kind == kind] == wanted
        assert [node.id for node in tree.of_kind(kind, paper)] == wanted
    assert [node.id for node in tree.of_kind("paper", paper)] == [paper]
    looked_at = Counted(tree.nodes)
    monkeypatch.setattr(tree, "nodes", looked_at)
    list(tree.of_kind("recommendation"))
    assert not looked_at.asked & set(findings)


class Counted(dict):
    """Knows which keys it was asked for."""

    def __init__(self, content):
        super().__init__(content)
        self.asked = set()

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)
