"""What the file takes, what it refuses, and that refusing changes nothing."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from workbench import migrations, store
from workbench.errors import (
    DamagedWorkspace,
    NewerWorkspace,
    NotAWorkspace,
    ReadOnlyWorkspace,
    StorageFailed,
    UserError,
)
from workbench.workspace import Workspace


def content(path):
    return path.read_bytes()


@pytest.fixture
def closed(path):
    """A workspace file with some text in it that nobody has open."""
    with Workspace.create(path, name="Test") as workspace, workspace.edit("x") as editor:
        paper = editor.insert(1, "paper", {"symbol": "GB.1/X/1"})
        section = editor.insert(paper, "section")
        for number in range(200):
            editor.insert(section, "paragraph", {"text": f"Paragraph {number} " * 20})
    return path


def test_a_new_file_has_our_mark_and_stands_alone(closed):
    with closing(sqlite3.connect(closed)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == store.APPLICATION_ID
        assert connection.execute("PRAGMA user_version").fetchone()[0] == migrations.SCHEMA_VERSION
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert [file.name for file in closed.parent.iterdir()] == [closed.name]


def test_an_open_file_is_written_the_careful_way(closed):
    with Workspace.open(closed) as workspace:
        connection = workspace._store._connection
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 3  # EXTRA
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_an_existing_file_is_never_made_anew(closed):
    before = content(closed)
    with pytest.raises(UserError, match="exists already"):
        Workspace.create(closed)
    assert content(closed) == before


@pytest.mark.parametrize("data", [b"", b"hello", b"SQLite format 3\0", b"\0" * 5000, os.urandom(4096)])
def test_what_is_no_workspace_is_refused_and_left_alone(path, data):
    path.write_bytes(data)
    with pytest.raises(NotAWorkspace, match=r"W\.evw is not a workspace"):
        Workspace.open(path)
    assert content(path) == data
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_another_programs_database_is_refused(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE node (id)")
    with pytest.raises(NotAWorkspace):
        Workspace.open(path)


def test_a_missing_file_is_named(path):
    with pytest.raises(UserError, match="There is no file"):
        Workspace.open(path)
    assert list(path.parent.iterdir()) == []


def test_a_newer_file_is_refused_and_left_alone(closed):
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = content(closed)
    with pytest.raises(NewerWorkspace, match="newer"):
        Workspace.open(closed)
    assert content(closed) == before


@pytest.mark.parametrize("writable", [True, False])
def test_a_truncated_file_is_called_damaged_and_left_alone(closed, writable):
    whole = content(closed)
    for share in (0.9, 0.5, 0.1):
        closed.write_bytes(whole[: int(len(whole) * share)])
        before = content(closed)
        with pytest.raises(DamagedWorkspace, match="damaged"):
            Workspace.open(closed, writable=writable)
        assert content(closed) == before
        assert [file.name for file in closed.parent.iterdir()] == [closed.name]


def test_a_file_with_flipped_bytes_opens_right_or_is_refused(closed):
    with Workspace.open(closed, writable=False) as workspace:
        right = workspace.tree.copy()
    whole = content(closed)
    said = []
    for position in range(100, len(whole), 997):
        changed = bytearray(whole)
        changed[position] ^= 0xFF
        closed.write_bytes(changed)
        try:
            with Workspace.open(closed, writable=False) as workspace:
                # A flipped letter within a text is beyond what a database can notice.
                assert set(workspace.tree.nodes) <= set(right.nodes) | set(range(10**6))
        except DamagedWorkspace as damaged:
            said.append(str(damaged))
    assert said
    assert not any("\n" in sentence for sentence in said)


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE node SET children = '[2, 3]' WHERE id = 1",
        "UPDATE node SET children = '[]' WHERE id = 1;"
        "UPDATE node SET children = replace(children, '[', '[2,') WHERE id = 3",
        "DELETE FROM node",
        "UPDATE node SET fields = '[]' WHERE id = 4",
        "DELETE FROM batch",
        "UPDATE batch SET undoes = 'nothing'",
        "UPDATE meta SET value = 'x' WHERE key = 'next_id'",
        "DELETE FROM meta",
    ],
)
def test_rows_that_contradict_each_other_are_called_damaged(closed, spoil):
    with closing(sqlite3.connect(closed)) as connection:
        connection.executescript(spoil)
    with pytest.raises(DamagedWorkspace, match=r"W\.evw is damaged"):
        Workspace.open(closed)


def test_a_journal_that_cannot_be_read_leaves_the_document_readable(closed):
    with closing(sqlite3.connect(closed)) as connection, connection:
        connection.execute("UPDATE batch SET edits = '[1]'")
    with Workspace.open(closed, writable=False) as workspace:
        assert len(workspace.tree) == 203
        with pytest.raises(DamagedWorkspace, match="journal"):
            workspace.history()


def test_a_file_without_a_version_is_no_workspace(closed):
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("PRAGMA user_version = 0")
    with pytest.raises(NotAWorkspace):
        Workspace.open(closed)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of POSIX")
def test_a_pipe_is_refused_without_waiting_for_it(path):
    os.mkfifo(path)
    with pytest.raises(NotAWorkspace):
        Workspace.open(path)


def test_the_journal_of_a_lost_file_does_not_spoil_a_new_one(path):
    left = path.with_name("W.evw-journal")
    left.write_bytes(b"pages")
    with pytest.raises(UserError, match="left from an interrupted edit"):
        Workspace.create(path)
    assert [file.name for file in path.parent.iterdir()] == [left.name]


def test_a_missing_folder_is_named_and_not_made(tmp_path):
    with pytest.raises(UserError, match="There is no folder"):
        Workspace.create(tmp_path / "none" / "W.evw")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="names that are no UTF-8 are of POSIX")
def test_a_name_that_is_no_utf_8_can_be_opened(tmp_path):
    path = tmp_path / os.fsdecode(b"W \xff#?%41.evw")
    Workspace.create(path, name="Odd").close()
    with Workspace.open(path) as workspace:
        assert workspace.tree.root["name"] == "Odd"


def test_a_full_disk_refuses_the_edit_and_loses_nothing(closed):
    with Workspace.open(closed) as workspace:
        before, point = workspace.tree.copy(), workspace.point
        connection = workspace._store._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StorageFailed, match="full"), workspace.edit("Long") as editor:
            editor.set(4, "text", "long " * 100_000)
        assert workspace.tree == before
        assert workspace.point == point
        connection.execute(f"PRAGMA max_page_count = {pages + 10_000}")
        with workspace.edit("Long") as editor:
            editor.set(4, "text", "long " * 100_000)
    with Workspace.open(closed) as again:
        assert again.tree[4]["text"] == "long " * 100_000


@pytest.mark.parametrize("what", ["removed", "replaced"])
def test_a_file_taken_away_while_open_refuses_the_edit(closed, what):
    with Workspace.open(closed) as workspace:
        twin = closed.with_name("twin.evw")
        twin.write_bytes(content(closed))
        twin.replace(closed) if what == "replaced" else closed.unlink()
        before = workspace.tree.copy()
        with pytest.raises(StorageFailed, match="moved, removed or replaced"), workspace.edit("x") as editor:
            editor.set(4, "text", "lost?")
        assert workspace.tree == before


@pytest.fixture
def unprivileged():
    """Be a user whom permissions bind, in a folder of their own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        nobody = 65534
        is_root = os.name == "posix" and os.geteuid() == 0
        if is_root:
            os.chown(folder, nobody, nobody)
            os.setegid(nobody)
            os.seteuid(nobody)
        yield folder
        if is_root:
            os.seteuid(0)
            os.setegid(0)
        folder.chmod(0o755)


def test_a_read_only_folder_is_named_and_can_still_be_read(unprivileged):
    path = unprivileged / "W.evw"
    Workspace.create(path, name="Test").close()
    unprivileged.chmod(0o555)
    with pytest.raises(StorageFailed, match="cannot be written"):
        Workspace.open(path)
    with pytest.raises(StorageFailed, match="cannot be written"):
        Workspace.create(unprivileged / "other.evw")
    with Workspace.open(path, writable=False) as reader:
        assert reader.tree.root["name"] == "Test"


def test_a_write_protected_file_says_so_when_it_is_opened(unprivileged):
    path = unprivileged / "W.evw"
    Workspace.create(path, name="Test").close()
    path.chmod(0o444)
    with pytest.raises(StorageFailed, match="cannot be written"):
        Workspace.open(path)
    with Workspace.open(path, writable=False) as reader, pytest.raises(ReadOnlyWorkspace):
        reader.mark("x")


@pytest.fixture
def one_more_version(monkeypatch):
    """The program a version later, with one step of migration."""

    def add_column(connection):
        connection.execute("ALTER TABLE mark ADD COLUMN note TEXT")

    monkeypatch.setattr(migrations, "SCHEMA_VERSION", migrations.SCHEMA_VERSION + 1)
    monkeypatch.setattr(store, "SCHEMA_VERSION", migrations.SCHEMA_VERSION)
    monkeypatch.setattr(migrations, "STEPS", {migrations.SCHEMA_VERSION - 1: add_column})


def test_an_older_file_is_migrated_and_the_old_one_kept(closed, one_more_version):
    before = content(closed)
    with Workspace.open(closed) as workspace:
        assert workspace._store.rows("SELECT note FROM mark") == []
        assert len(workspace.tree) == 203
    assert content(closed.with_name("W.evw.bak-v1")) == before


def test_reading_an_older_file_leaves_it_as_it_is(closed, one_more_version):
    before = content(closed)
    with Workspace.open(closed, writable=False) as workspace:
        assert len(workspace.tree) == 203
    assert content(closed) == before
    assert [file.name for file in closed.parent.iterdir()] == [closed.name]


def test_a_reader_of_an_older_file_knows_it_by_its_own_path(closed, one_more_version):
    with Workspace.open(closed, writable=False) as workspace:
        assert workspace.path == closed


@pytest.mark.parametrize("writable", [True, False])
def test_a_damaged_older_file_is_refused_and_left_alone(closed, one_more_version, writable):
    closed.write_bytes(content(closed)[:9000])
    before = content(closed)
    with pytest.raises(DamagedWorkspace):
        Workspace.open(closed, writable=writable)
    assert content(closed) == before
    assert [file.name for file in closed.parent.iterdir()] == [closed.name]


def test_a_migration_that_finds_no_room_leaves_the_old_file(closed, one_more_version, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copy2", full)
    before = content(closed)
    with pytest.raises(StorageFailed, match="No space left"):
        Workspace.open(closed)
    assert content(closed) == before
    assert [file.name for file in closed.parent.iterdir()] == [closed.name]


def test_a_migration_that_fails_leaves_the_old_file(closed, one_more_version, monkeypatch):
    def fail(connection):
        connection.execute("ALTER TABLE nothing ADD COLUMN note TEXT")

    monkeypatch.setattr(migrations, "STEPS", {1: fail})
    before = content(closed)
    with pytest.raises(DamagedWorkspace, match="could not be brought"):
        Workspace.open(closed)
    assert content(closed) == before
    assert [file.name for file in closed.parent.iterdir()] == [closed.name]
