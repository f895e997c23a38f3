import contextlib
import json
import os
import sqlite3

import pytest

from workbench.errors import UserError
from workbench.exchange import dump, load, read_json_file, write_dump
from workbench.requests import apply_requests
from workbench.schema import MAX_ID
from workbench.store import Store


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
        (lambda d: {**d, "workspace": "\ud800"}, "UUID"),
        (lambda d: {**d, "root": {**d["root"], "id": 10**15}}, "free positive"),
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


@pytest.mark.parametrize("text", ["{", "[1,]", "\x00", '"' + "\\", "[" * 100_000, "9" * 5_000])
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
        ({"op": ["set"]}, "“op” must be one of"),
        ({"op": "insert", "parent": 1, "kind": "paper", "fields": []}, "must be an object"),
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


def test_the_last_node_id_is_never_passed(tmp_path, workspace):
    data = json.loads(json.dumps(dump(workspace.snapshot())))
    data["root"]["children"] = [{"id": MAX_ID, "kind": "register"}]
    with load(data, tmp_path / "L.evw") as loaded:
        with pytest.raises(UserError, match="no free node id"), loaded.edit("x") as editor:
            editor.insert(1, "paper")
        assert dump(loaded.snapshot())["root"]["children"][0]["id"] == MAX_ID


def test_a_new_file_holds_its_content_from_the_first_moment(tmp_path, workspace, paper, monkeypatch):
    target = tmp_path / "L.evw"
    seen = []

    def look_then_open(cls, path, *, writable):
        with contextlib.closing(sqlite3.connect(path)) as connection:
            seen.extend(connection.execute("SELECT count(*) FROM node").fetchone())
        return open_store(path, writable=writable)

    open_store = Store.open
    monkeypatch.setattr(Store, "open", classmethod(look_then_open))
    load(dump(workspace.snapshot()), target).close()
    assert seen == [4]


def test_a_report_never_replaces_a_workspace(workspace, path):
    before = path.read_bytes()
    with pytest.raises(UserError, match="is a workspace and was not overwritten"):
        write_dump(workspace.snapshot(), path)
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="Windows counts the folders as well")
def test_a_long_name_that_the_disk_takes_is_written(workspace, tmp_path):
    target = tmp_path / ("x" * 250 + ".json")
    write_dump(workspace.snapshot(), target)
    assert target.is_file()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of POSIX")
def test_a_pipe_takes_a_dump_and_stays_a_pipe(workspace, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_dump(workspace.snapshot(), pipe)
        assert os.read(reader, 65_536).startswith(b"{")
        assert pipe.is_fifo()
    finally:
        os.close(reader)
