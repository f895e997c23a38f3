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
