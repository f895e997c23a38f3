"""Findings kept notice by notice are those that a look at everything finds."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.strategies import do_random_edit
from workbench.checks import Checks
from workbench.workspace import Workspace


@given(st.data())
def test_after_any_walk_the_findings_are_those_of_a_fresh_look(data):
    with tempfile.TemporaryDirectory() as folder, Workspace.create(Path(folder) / "W.evw") as workspace:
        with workspace.edit("Start") as editor:
            paper = editor.insert(workspace.tree.root_id, "paper", {"symbol": "S"})
            section = editor.insert(paper, "section", {"role": "recommendations"})
            first = editor.insert(section, "recommendation", {"headline": "Do it."})
            editor.insert(first, "response", {"text": f"See [[{first}]]."})
            editor.insert(editor.insert(workspace.tree.root_id, "register"), "unit", {"abbreviation": "A"})
        checks = Checks(workspace)
        workspace.listen(checks.update)
        checks.work(len(workspace.tree))
        for _ in range(data.draw(st.integers(1, 8), label="batches")):
            checks.work(data.draw(st.integers(0, 4), label="checked"))
            checks.all()  # what it keeps of this must not outlive the next batch
            if workspace.undo_step and data.draw(st.integers(0, 3), label="undo") == 0:
                workspace.undo()
                continue
            with workspace.edit("Random") as editor:
                for _ in range(data.draw(st.integers(1, 4), label="edits")):
                    do_random_edit(editor, data)
        fresh = Checks(workspace)
        for found in (checks, fresh):
            found.work(len(workspace.tree) + 1)
        assert checks.all() == fresh.all() == checks.left()
        assert set(checks.marked()) == {finding.node for finding in checks.all()}
        assert checks.facts.sharing == fresh.facts.sharing


def test_a_step_checks_only_what_it_touches(workspace, checks, find, monkeypatch):
    checks.work(len(workspace.tree))
    looked = []
    monkeypatch.setattr(
        "workbench.checks.checks.findings_in", lambda facts, node: looked.append(node.id) or ()
    )
    with workspace.edit("Priority") as editor:
        editor.set(find("recommendation"), "priority", "Low")
    checks.work(len(workspace.tree))
    assert looked == [find("recommendation")]


def test_what_is_put_aside_needs_no_walk_through_the_document(workspace, checks, monkeypatch):
    assert set(checks.marked()) == {finding.node for finding in checks.all()}  # looks at every node
    found = checks.all()
    monkeypatch.setattr(type(workspace.tree), "walk", None)
    checks.put_aside(found[:2], "For later")
    assert checks.all() == found
    assert checks.left() == found[2:]
    found.clear()
    assert len(checks.all()) > 2
