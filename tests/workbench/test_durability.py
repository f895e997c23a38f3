"""Law 6: after ``kill -9`` at any moment every acknowledged edit is there; and one writer at a time."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from workbench.errors import WorkspaceBusy
from workbench.workspace import Workspace

WRITER = """
import sys
from pathlib import Path
from workbench.workspace import Workspace

with Workspace.open(Path(sys.argv[1])) as workspace:
    number = 0
    while True:
        number += 1
        with workspace.edit(f"Edit {number}") as editor:
            editor.set(2, "text", f"text {number} " * 200)
            editor.insert(1, "challenge_set", {"title": str(number)})
        print(number, flush=True)
"""

HOLDER = """
import sys
from pathlib import Path
from workbench.workspace import Workspace

with Workspace.open(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""

MAKER = """
import sys
from pathlib import Path
from workbench.workspace import Workspace

def fill(editor):
    root = editor.insert(None, "workspace")
    challenges = editor.insert(root, "challenge_set")
    for number in range(5_000):
        editor.insert(challenges, "challenge", {"text": f"text {number} " * 20})
    print("ready", flush=True)

Workspace.create_with(fill, Path(sys.argv[1]), "Made", origin="test").close()
"""


def child(script, path):
    return subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )


@pytest.fixture
def closed(path):
    with Workspace.create(path, name="Test") as workspace, workspace.edit("x") as editor:
        editor.insert(1, "challenge_set")
        challenge = editor.insert(2, "challenge")
        editor.remove(challenge)
        editor.remove(2)
        editor.insert(1, "challenge_set", id=20)
        editor.insert(20, "challenge", id=21)
    return path


def test_kill_9_loses_no_acknowledged_edit(closed):
    script = WRITER.replace("editor.set(2,", "editor.set(21,")
    for moment in range(8):
        writer = child(script, closed)
        acknowledged = int(writer.stdout.readline())
        time.sleep(random.Random(moment).uniform(0, 0.06))
        os.kill(writer.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        rest = writer.communicate()[0].split()
        acknowledged = int(rest[-1]) if rest else acknowledged
        with Workspace.open(closed) as workspace:
            found = int(workspace.tree[21]["text"].split()[1])
            assert found >= acknowledged
            assert workspace.history()[-1].label == f"Edit {found}"
            assert workspace._store.rows("PRAGMA integrity_check") == [("ok",)]


def test_kill_9_while_a_file_is_made_leaves_all_of_it_or_nothing(tmp_path):
    for moment in range(6):
        path = tmp_path / f"{moment}.evw"
        maker = child(MAKER, path)
        assert maker.stdout.readline() == "ready\n"
        time.sleep(0.01 + 0.03 * moment)
        maker.kill()
        maker.communicate()
        if path.exists():
            with Workspace.open(path) as workspace:
                assert len(workspace.tree) == 5_002


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"user": 1, "host": 2, "pid": 3, "since": 4}'])
def test_a_spoiled_note_beside_the_lock_stops_nobody_from_being_refused(closed, note):
    with Workspace.open(closed):
        closed.with_name("W.evw.lock.json").write_text(note)
        with pytest.raises(WorkspaceBusy):
            Workspace.open(closed)


def test_a_second_writer_is_told_who_has_it_and_can_read(closed):
    holder = child(HOLDER, closed)
    try:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(WorkspaceBusy, match=r"open for writing by \S+ on \S+ \(since 20"):
            Workspace.open(closed)
        with Workspace.open(closed, writable=False) as reader:
            assert len(reader.tree) == 3
    finally:
        holder.communicate("")
    with Workspace.open(closed) as free:
        assert free.writable


def test_the_lock_dies_with_its_process(closed):
    holder = child(HOLDER, closed)
    assert holder.stdout.readline() == "open\n"
    holder.kill()
    holder.communicate()
    with Workspace.open(closed) as free:
        assert free.writable


def test_closing_leaves_nothing_beside_the_file(closed):
    Workspace.open(closed).close()
    assert [file.name for file in closed.parent.iterdir()] == [closed.name]
