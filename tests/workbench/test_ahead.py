"""A workspace file read ahead of opening it."""

from __future__ import annotations

import sqlite3

import pytest

from workbench import store
from workbench.ahead import read_ahead
from workbench.errors import Cancelled, DamagedWorkspace, UserError
from workbench.workspace import Workspace


@pytest.fixture
def closed(workspace, paper, path):
    workspace.close()
    return path


def test_what_was_read_ahead_is_not_read_again(closed):
    ahead = read_ahead(closed)
    with Workspace.open(closed, ahead=ahead) as workspace:
        assert workspace.tree is ahead.tree
        assert workspace.numbers is ahead.numbers
        with workspace.edit("More") as editor:
            editor.insert(workspace.tree.root_id, "paper")
    with Workspace.open(closed) as workspace:
        assert workspace.tree == ahead.tree


def test_a_file_that_was_changed_meanwhile_is_read_anew(closed, paper):
    ahead = read_ahead(closed)
    with Workspace.open(closed) as other, other.edit("Text") as editor:
        editor.set(paper[2], "text", "Second")
    with Workspace.open(closed, ahead=ahead) as workspace:
        assert workspace.tree[paper[2]]["text"] == "Second"
        assert workspace.numbers.paragraph == {paper[2]: 1}


def test_another_file_is_read_anew(closed, tmp_path):
    with Workspace.create(tmp_path / "other.evw", name="Other") as other:
        path = other.path
    with Workspace.open(closed, ahead=read_ahead(path)) as workspace:
        assert workspace.tree.root["name"] == "Test"


def test_it_tells_how_far_it_is_and_can_be_stopped(closed, monkeypatch):
    monkeypatch.setattr(store, "PORTION", 2)
    told = []
    read_ahead(closed, lambda done, total, what: told.append((done, total)))
    assert told == [(2, 4), (4, 4), (3, 4)]
    with pytest.raises(Cancelled):
        read_ahead(closed, is_cancelled=lambda: True)
    Workspace.open(closed).close()


def test_what_is_wrong_with_a_file_is_said(closed, tmp_path):
    with pytest.raises(UserError):
        read_ahead(tmp_path / "nowhere.evw")
    connection = sqlite3.connect(closed)
    with connection:
        connection.execute("UPDATE node SET fields = '{},{}' WHERE id = 2")
    connection.close()
    with pytest.raises(DamagedWorkspace):
        read_ahead(closed)
