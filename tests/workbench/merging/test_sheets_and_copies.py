"""Two managers get the same sheet, and then merge their copies: what it added is there once."""

import shutil

import pytest

from tests.workbench.merging.building import new_workspace, planned, response_of, returned
from workbench.merging.applying import apply
from workbench.merging.claims import Addition, NewNode
from workbench.merging.copies import read_copy
from workbench.merging.items import State
from workbench.workspace import Workspace


@pytest.fixture
def managers(tmp_path):
    """Two workspaces, the other a copy of the first, the path of the other, and the ids of nodes."""
    workspace, ids = new_workspace(tmp_path / "W.evw")
    path = tmp_path / "COPY.evw"
    shutil.copy(workspace.path, path)
    with workspace, Workspace.open(path) as other:
        yield workspace, other, path, ids


def sheet(workspace, ids, name):
    """Return a sheet that adds an action where there is a response, or where there is none."""
    home = ids["response"] if name == "first" else response_of(ids["second"])
    action = Addition(NewNode("action", home, "SKILLS:1:ab"), {"description": "Do it"})
    return returned(workspace, additions=[action])


def actions(workspace):
    return [node["description"] for node in workspace.tree.of_kind("action")].count("Do it")


@pytest.mark.parametrize("home", ["first", "second"])
def test_a_sheet_that_both_merged_adds_its_action_once(managers, home):
    workspace, other, path, ids = managers
    file = sheet(workspace, ids, home)
    for one in (workspace, other):
        apply(one, planned(one, file))
    plan = planned(workspace, read_copy(path, workspace))
    assert plan.items == []


@pytest.mark.parametrize("home", ["first", "second"])
def test_a_sheet_and_the_copy_that_merged_it_add_its_action_once(managers, home):
    workspace, other, path, ids = managers
    file = sheet(workspace, ids, home)
    apply(other, planned(other, file))
    plan = planned(workspace, file, read_copy(path, workspace))
    assert [item.state for item in plan.items] == [State.CHANGE]
    apply(workspace, plan)
    assert actions(workspace) == 1
    assert planned(workspace, read_copy(path, workspace)).items == []


def test_an_action_changed_in_the_copy_since_is_one_question(managers):
    workspace, other, path, ids = managers
    file = sheet(workspace, ids, "first")
    apply(other, planned(other, file))
    (new,) = (node.id for node in other.tree.of_kind("action") if node["description"] == "Do it")
    with other.edit("Change") as editor:
        editor.set(new, "status", "implemented")
    (item,) = planned(workspace, file, read_copy(path, workspace)).items
    assert item.state is State.CONFLICT
