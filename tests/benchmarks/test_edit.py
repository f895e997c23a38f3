"""One acknowledged edit beside a bare SQLite transaction with the same settings."""

import itertools
import sqlite3
from contextlib import closing

import pytest

from workbench.workspace import Workspace

pytestmark = pytest.mark.benchmark(group="one acknowledged edit")
ROUNDS = {"rounds": 200, "warmup_rounds": 5}
TEXT = "A paragraph of ordinary length, with some words in it. " * 8


def test_ours(benchmark, tmp_path):
    counter = itertools.count()
    with Workspace.create(tmp_path / "W.evw") as workspace:
        with workspace.edit("Paper") as editor:
            section = editor.insert(editor.insert(1, "paper"), "section")
            ids = [editor.insert(section, "paragraph", {"text": TEXT}) for _ in range(500)]

        def edit():
            number = next(counter)
            with workspace.edit("Text") as editor:
                editor.set(ids[number % 500], "text", f"{TEXT} {number}")

        benchmark.pedantic(edit, **ROUNDS)


def test_plain(benchmark, tmp_path):
    counter = itertools.count()
    with closing(sqlite3.connect(tmp_path / "plain.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("CREATE TABLE node (id INTEGER PRIMARY KEY, text TEXT)")
        connection.executemany("INSERT INTO node VALUES (?, ?)", [(id, TEXT) for id in range(500)])

        def edit():
            number = next(counter)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE node SET text = ? WHERE id = ?", (f"{TEXT} {number}", number % 500))
            connection.execute("COMMIT")

        benchmark.pedantic(edit, **ROUNDS)
