"""What is no ordinary file is refused at once: reading a pipe waits for ever, a device never ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.errors import NotAWorkspace, UserError
from workbench.files import check_is_file, check_writable, write_beside
from workbench.intake.source import load
from workbench.matrix.source import open_matrix
from workbench.merging.reading import read_returns
from workbench.store import check_header, is_workspace, workspace_id_of

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of POSIX")

NAMES = ("pipe.xlsx", "pipe.evw", "pipe.docx", "pipe.md")


@pytest.fixture(params=[*NAMES, "/dev/zero"])
def no_file(request, tmp_path):
    """A pipe that nobody writes to, under the name of something else, or a device without end."""
    path = tmp_path / request.param
    if not path.exists():
        os.mkfifo(path)
    return path


def test_it_is_no_workspace(no_file):
    assert not is_workspace(no_file)
    assert workspace_id_of(no_file) is None
    with pytest.raises(NotAWorkspace):
        check_header(no_file)


@pytest.mark.parametrize("reader", [load, open_matrix, check_is_file])
def test_no_reader_waits_for_it(no_file, reader):
    with pytest.raises(UserError, match=f"{no_file.name} is a folder, device or pipe, not a file"):
        reader(no_file)


def test_no_merge_waits_for_it(workspace, no_file):
    incoming = read_returns(workspace, [no_file])
    [refused] = incoming.refused
    assert (incoming.returns, refused.path, refused.sha256) == ([], no_file, "")
    assert "device or pipe" in refused.reason


def test_a_pipe_is_no_place_for_a_report(tmp_path):
    pipe = tmp_path / "report.json"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="it is a pipe"):
        check_writable(pipe)
    check_writable(tmp_path / "free.json")


@pytest.mark.parametrize("name", ["W.evw.lock", "W.evw.lock.json"])
def test_a_report_does_not_replace_the_lock_of_a_workspace(tmp_path, name):
    with pytest.raises(UserError, match="was not overwritten"):
        check_writable(tmp_path / name, tmp_path / "W.evw")


def test_the_output_of_the_program_is_a_place_for_a_report_where_it_is_a_pipe():
    code = (
        "from pathlib import Path; from workbench.files import *;"
        " check_writable(Path('/dev/stdout')); write_beside(Path('/dev/stdout'), b'done')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert done.stdout == b"done"


def test_a_device_takes_what_is_written():
    check_writable(Path(os.devnull))
    assert len(write_beside(Path(os.devnull), b"done")) == 64


def test_a_damaged_copy_is_called_no_sound_workspace(workspace, tmp_path):
    copy = tmp_path / "copy.EVW"
    copy.write_bytes(b"SQLite xormat 3\0" + workspace.path.read_bytes()[16:])
    [refused] = read_returns(workspace, [copy]).refused
    assert refused.reason == "“copy.EVW” is called a workspace and is no sound one; ask for it again."
    assert len(refused.sha256) == 64
