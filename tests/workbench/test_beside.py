"""What stands beside the document may be anything; the document is shown whatever it is."""

from __future__ import annotations

import json
import sqlite3

import pytest

from workbench.beside import as_number, as_text, kept_entries
from workbench.checks import Checks
from workbench.checks.doubts import keep_doubts, kept_doubts
from workbench.checks.mutes import kept_mutes
from workbench.spelling import add_word, kept_words
from workbench.word_counts import kept_limits
from workbench.workspace import Workspace

NAMES = ("word limits", "mutes", "doubts", "words")
MUTE = ["off-list", 1, "priority", "x", "Agreed", "A. Person", "2031-01-01T00:00:00Z"]
DOUBT = {"node": 1, "field": None, "text": "a", "message": "b", "seen": "c"}
ODD = [
    *(5, True, "x", {}, {"a": 1}, [1], [None], [[]], [[1, 2]], [{"node": 1}]),
    *([["response", "text", "7"]], [["response", "text", -7]], [["response", ["text"], 7]]),
    *([[*MUTE[:2], [], *MUTE[3:]]], [[*MUTE, 8]], [[True, *MUTE[1:]]]),
    *([{**DOUBT, "node": [1]}], [{**DOUBT, "field": 5}], [{**DOUBT, "text": None}]),
]


@pytest.fixture
def workspace(tmp_path):
    with Workspace.create(tmp_path / "W.evw", author="A. Person") as workspace:
        yield workspace


def all_kept(workspace):
    return [
        kept_limits(workspace),
        kept_mutes(workspace),
        kept_doubts(workspace),
        [word for word in kept_words(workspace) if word != "x"],
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("odd", ODD, ids=json.dumps)
def test_what_cannot_be_read_is_left_out(workspace, name, odd):
    workspace.keep(name, odd)
    assert all_kept(workspace) == [{}, {}, {}, []]
    assert Checks(workspace).of(workspace.tree.root_id) is not None


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_json_is_left_out(tmp_path, workspace, name):
    path = workspace.path
    workspace.close()
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO meta VALUES (?, '{bad')", (f"kept {name}",))
    connection.close()
    with Workspace.open(path) as spoiled:
        assert all_kept(spoiled) == [{}, {}, {}, []]


def test_what_can_be_read_is_kept_with_what_comes_after(workspace):
    workspace.keep("words", ["logframe", 5])
    add_word(workspace, "outcomes")
    assert workspace.kept("words") == ["logframe", "outcomes"]
    workspace.keep("doubts", [DOUBT, 5])
    item = {"node": 1, "field": "name", "text": "t", "message": "m"}
    keep_doubts(workspace, {"doubtful": [item], "undecided_references": []})
    assert [doubt.text for doubt in kept_doubts(workspace)[1]] == ["a", "t"]


def test_a_doubt_about_a_field_that_is_no_more_does_not_stand(workspace):
    workspace.keep("doubts", [{**DOUBT, "field": "gone"}])
    (doubt,) = kept_doubts(workspace)[1]
    assert not doubt.stands(workspace.tree.root)


def test_a_value_is_a_text_or_a_number_or_refused(workspace):
    workspace.keep("any", ["a", 1, True, None])
    assert kept_entries(workspace, "any", as_text) == ["a"]
    assert kept_entries(workspace, "any", as_number) == [1]
