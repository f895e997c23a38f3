import json

import pytest

from workbench.errors import UserError
from workbench.exchange import dump, load, read_json_file
from workbench.requests import apply_requests


def test_a_dump_has_the_form_of_the_contract(workspace, paper):
    data = dump(workspace.snapshot())
    assert (data["format"], data["version"], data["workspace"]) == ("evaluation-workbench", 1, workspace.id)
    section = data["root"]["children"][0]["children"][0]
    node = section["children"][0]
    assert set(node) == {"id", "kind", "fields", "derived", "children"}
    assert node["fields"] == {"text": "First", "numbered": True, "position": None}
    assert node["derived"] == {"number": "1", "paragraph": 1, "footnotes": [], "plain": {"text": ["First"]}}
    assert json.loads(json.dumps(data)) == json.loads(json.dumps(dump(workspace.snapshot())))


def test_readers_ignore_what_they_do_not_know(tmp_path, workspace, paper):
    data = json.loads(json.dumps(dump(workspace.snapshot())))
    data["root"]["children"].append({"id": 500, "kind": "chapter", "fields": {}, "children": []})
    data["root"]["children"][0]["fields"]["colour"] = "red"
    data["more"] = 1
    with load(data, tmp_path / "L.evw") as loaded:
        assert loaded.tree == workspace.tree


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda d: [], "not a dump"),
        (lambda d: {**d, "format": "x"}, "not a dump"),
        (lambda d: {**d, "version": 2}, "newer"),
        (lambda d: {**d, "version": "1"}, "version"),
        (lambda d: {**d, "root": None}, "root"),
        (lambda d: {**d, "workspace": 7}, "UUID"),
        (lambda d: {**d, "root": {**d["root"], "id": None}}, "without an id"),
        (lambda d: {**d, "root": {**d["root"], "id": -1}}, "free positive"),
        (lambda d: {**d, "root": {**d["root"], "fields": []}}, "fields"),
        (lambda d: {**d, "root": {**d["root"], "children": [5]}}, "without a kind"),
        (lambda d: {**d, "root": {**d["root"], "children": d["root"]["children"] * 2}}, "free positive"),
        (lambda d: {**d, "root": {**d["root"], "fields": {"name": 5}}}, "line of text"),
        (lambda d: {**d, "root": {**d["root"], "children": [{"id": 90, "kind": "action"}]}}, "cannot hold"),
    ],
)
def test_what_is_no_dump_is_refused_and_leaves_no_file(tmp_path, workspace, paper, spoil, message):
    data = json.loads(json.dumps(dump(workspace.snapshot())))
    target = tmp_path / "new" / "L.evw"
    target.parent.mkdir()
    with pytest.raises(UserError, match=message):
        load(spoil(data), target)
    assert list(target.parent.iterdir()) == []


def test_loading_never_overwrites(workspace, path):
    before = path.read_bytes()
    with pytest.raises(UserError, match="open for writing|exists already"):
        load(dump(workspace.snapshot()), path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["{", "[1,]", "\x00", '"' + "\\", "[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path, text):
    file = tmp_path / "x.json"
    file.write_text(text)
    with pytest.raises(UserError, match="is not JSON"):
        read_json_file(file)


def test_requests_are_one_batch_and_name_what_they_made(workspace, paper):
    before = len(workspace.history())
    ids = apply_requests(
        workspace,
        [
            {"op": "insert", "parent": paper[1], "index": 0, "kind": "paragraph", "fields": {"text": "New"}},
            {"op": "set", "node": paper[2], "field": "text", "value": "Changed"},
            {"op": "move", "node": paper[2], "parent": paper[1], "index": 0},
        ],
    )
    assert len(workspace.history()) == before + 1
    assert workspace.tree[paper[1]].children == [paper[2], *ids]
    assert workspace.tree[ids[0]]["text"] == "New"


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ("set", "“op” must be one of"),
        ({"op": "change"}, "“op” must be one of"),
        ({"op": "set", "node": 1, "field": "name"}, "lacks “value”"),
        ({"op": "set", "node": "1", "field": "name", "value": "x"}, "must be a node id"),
        ({"op": "set", "node": True, "field": "name", "value": "x"}, "must be a node id"),
        ({"op": "set", "node": 1, "field": ["name"], "value": "x"}, "name of a field"),
        ({"op": "set", "node": 1, "field": "name", "value": "x", "why": 1}, "has no “why”"),
        ({"op": "insert", "parent": 1, "kind": ["paper"]}, "no kind of node"),
        ({"op": "insert", "parent": 1, "kind": "paper", "fields": [1]}, "must be an object"),
        ({"op": "insert", "parent": 1, "kind": "paper", "index": "0"}, "position"),
        ({"op": "remove", "node": 99}, "no node 99"),
    ],
)
def test_a_wrong_request_names_itself_and_changes_nothing(workspace, paper, request_, message):
    before = workspace.tree.copy()
    good = {"op": "set", "node": paper[2], "field": "text", "value": "Changed"}
    with pytest.raises(UserError, match=f"Edit 2: .*{message}"):
        apply_requests(workspace, [good, request_])
    assert workspace.tree == before


def test_requests_must_be_a_list(workspace):
    with pytest.raises(UserError, match="JSON list"):
        apply_requests(workspace, {"op": "set"})
