"""The workspace file: one SQLite database that holds the tree, its journal and what stands beside.

Only :class:`~workbench.workspace.Workspace` uses this module. Rows of nodes are the present state;
rows of batches are the journal; both change in one transaction.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import stat
import urllib.parse
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workbench.edits import Batch, Edit, Entry
from workbench.errors import (
    DamagedWorkspace,
    NewerWorkspace,
    NotAWorkspace,
    ReadOnlyWorkspace,
    StorageFailed,
    UserError,
)
from workbench.garbage import uncollected
from workbench.migrations import SCHEMA_VERSION, migrate, migrated_copy
from workbench.schema import KINDS, LISTS, Value
from workbench.sentences import Sentence
from workbench.tree import Node, Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

APPLICATION_ID = 0x45565731  # "EVW1"

PORTION = 1000
"""Nodes that are read at a time."""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE node (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, fields TEXT NOT NULL, children TEXT NOT NULL);
CREATE TABLE batch (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, time TEXT NOT NULL, author TEXT NOT NULL,
    origin TEXT NOT NULL, label TEXT NOT NULL, undoes TEXT, redoes TEXT, edits TEXT NOT NULL
);
CREATE TABLE touched (
    node INTEGER NOT NULL, batch INTEGER NOT NULL REFERENCES batch (seq), PRIMARY KEY (node, batch)
) WITHOUT ROWID;
CREATE TABLE mark (
    name TEXT PRIMARY KEY, batch TEXT NOT NULL REFERENCES batch (id), time TEXT NOT NULL, author TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE draft (
    node INTEGER NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL, time TEXT NOT NULL,
    PRIMARY KEY (node, field)
) WITHOUT ROWID;
CREATE TABLE file (
    id INTEGER PRIMARY KEY, direction TEXT NOT NULL, unit TEXT, name TEXT NOT NULL,
    sha256 TEXT NOT NULL, point TEXT NOT NULL, time TEXT NOT NULL, due TEXT, outcome TEXT, decisions TEXT
);
"""

_OUTSIDE = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_CANTOPEN",
    "SQLITE_IOERR",
    "SQLITE_PERM",
    "SQLITE_READONLY",
)
"""SQLite's names for failures that say nothing about the file's content."""

_BATCH = "id, time, author, origin, label, edits, undoes, redoes"
_ENTRIES = "SELECT id, time, author, origin, label, undoes, redoes FROM batch"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_STEPS = "SELECT id, undoes, redoes FROM batch ORDER BY seq"


class Store:
    """An open workspace file; made by :meth:`create` or :meth:`open`, used by one thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
        self.path = path
        self.writable = writable
        self._connection = connection
        self._identity = _identity(path)

    @classmethod
    def create(
        cls, path: Path, workspace_id: str, first: Batch, nodes: Iterable[Node], next_id: int
    ) -> Store:
        """Make a new file that holds the first batch and open it for writing.

        The file appears under its name only when it is complete; refused where the path is taken.
        """
        _check_free(path)
        beside = path.with_name(f".{os.urandom(16).hex()}.new")
        try:
            with contextlib.closing(_connect(beside, "rwc")) as connection:
                connection.executescript(
                    f"PRAGMA application_id = {APPLICATION_ID};"
                    f"PRAGMA user_version = {SCHEMA_VERSION}; BEGIN; {_TABLES}"
                )
                connection.execute("INSERT INTO meta VALUES ('workspace', ?)", (workspace_id,))
                _put(connection, first, nodes, (), next_id)
                connection.execute("COMMIT")
            _publish(beside, path)
        except (OSError, sqlite3.Error) as error:
            raise StorageFailed("{0} could not be made: {1}.", path.name, _reason(error)) from error
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
        return cls.open(path, writable=True)

    @classmethod
    def open(cls, path: Path, *, writable: bool) -> Store:
        """Open an existing workspace after checking what it is and that it is sound.

        Raises NotAWorkspace, NewerWorkspace or DamagedWorkspace; an older file is migrated when it
        is opened for writing and read through a migrated copy in memory otherwise.
        """
        version = check_header(path)
        try:
            if version < SCHEMA_VERSION and writable:
                migrate(path, version)
            old = version < SCHEMA_VERSION and not writable
            connection = migrated_copy(path, version) if old else _connect(path, "rw")
            try:
                _check_sound(connection, path)
                if writable:
                    _check_takes_writing(connection, path)
                else:
                    connection.execute("PRAGMA query_only = ON")
            except BaseException:
                connection.close()
                raise
        except (sqlite3.DatabaseError, ValueError) as error:  # ValueError: a message that is no UTF-8
            raise _reading_error(path, error) from error
        return cls(path, connection, writable=writable)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    # Reading -----------------------------------------------------------------------------------

    @cached_property
    def workspace_id(self) -> str:
        """The workspace's UUID."""
        return self._meta("workspace")

    @property
    def next_id(self) -> int:
        """The first node id that was never used."""
        try:
            return int(self._meta("next_id"))
        except ValueError as error:
            raise damaged(self.path, Sentence("an unreadable next_id")) from error

    def load(self, tell: Callable[[int, int], None] | None = None) -> Tree:
        """Return the present state of the document; ``tell`` hears how many nodes are read, of how many."""
        tree = Tree()
        blank = {name: kind.blank() for name, kind in KINDS.items()}
        lists = {
            name: [field.name for field in kind.fields.values() if field.type in LISTS]
            for name, kind in KINDS.items()
        }
        try:
            with uncollected():
                for id, kind, fields, children in self._nodes(tell):
                    values = {**blank[kind], **fields}
                    for name in lists[kind]:
                        values[name] = tuple(values[name])
                    tree.nodes[id] = Node(id, kind, values, None)
                    tree.nodes[id].children = children
                _link(tree)
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(self.path, Sentence("nodes that form no tree")) from error
        return tree

    @contextlib.contextmanager
    def one_view(self) -> Iterator[None]:
        """Read one state of the file within the block, whatever another program writes meanwhile."""
        self.rows("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def batches(self, node: int | None = None) -> list[Batch]:
        """Return all batches, or those that touched ``node``, oldest first."""
        if node is None:
            return self._batches("")
        return self._batches("WHERE seq IN (SELECT batch FROM touched WHERE node = ?)", node)

    def batches_between(self, after: str, upto: str) -> list[Batch]:
        """Return the batches after one point up to another, oldest first."""
        seq = "(SELECT seq FROM batch WHERE id = ?)"
        return self._batches(f"WHERE seq > {seq} AND seq <= {seq}", after, upto)

    def batches_back(self, after: str, upto: str) -> Iterator[Batch]:
        """Yield the batches after one point up to another, newest first, each read when it is its turn."""
        seq = "(SELECT seq FROM batch WHERE id = ?)"
        between = f"seq > {seq} AND seq <= {seq}"
        for (id,) in self.rows(f"SELECT id FROM batch WHERE {between} ORDER BY seq DESC", (after, upto)):
            yield from self._batches("WHERE id = ?", id)

    def entries(self, nodes: Collection[int] | None = None) -> list[Entry]:
        """Return a line for every batch, or for those that touched one of the nodes, newest first."""
        if nodes is None:
            return [Entry(*row) for row in self.rows(f"{_ENTRIES} ORDER BY seq DESC")]
        # Asked as one value: SQLite takes some ten thousand parameters at most.
        asked = "SELECT batch FROM touched WHERE node IN (SELECT value FROM json_each(?))"
        query = f"{_ENTRIES} WHERE seq IN ({asked}) ORDER BY seq DESC"
        return [Entry(*row) for row in self.rows(query, [_json(list(nodes))])]

    def entry(self, id: str) -> Entry | None:
        """Return the line of one batch, None where the journal does not hold it."""
        return next((Entry(*row) for row in self.rows(f"{_ENTRIES} WHERE id = ?", (id,))), None)

    def label(self, id: str) -> str:
        """Return the label of a batch of the journal."""
        return str(self.rows("SELECT label FROM batch WHERE id = ?", (id,))[0][0])

    def batch(self, id: str) -> Batch | None:
        """Return one batch, None where the journal does not hold it."""
        return next(iter(self._batches("WHERE id = ?", id)), None)

    def signature(self, id: str) -> tuple[str, str] | None:
        """Return (author, time) of a batch, None where the journal does not hold it."""
        return next(iter(self.rows("SELECT author, time FROM batch WHERE id = ?", (id,))), None)

    @property
    def last(self) -> str:
        """The last batch of the journal, "" for none."""
        rows = self.rows("SELECT id FROM batch ORDER BY seq DESC LIMIT 1")
        return rows[0][0] if rows else ""

    def place(self, id: str) -> int | None:
        """Return a number that is larger for a later batch, None where the journal does not hold it."""
        rows = self.rows("SELECT seq FROM batch WHERE id = ?", (id,))
        return rows[0][0] if rows else None

    def first_batch(self, node: int) -> str | None:
        """Return the batch that inserted a node first, None where there never was such a node."""
        first = "SELECT min(batch) FROM touched WHERE node = ?"
        rows = self.rows(f"SELECT id FROM batch WHERE seq = ({first})", (node,))
        return rows[0][0] if rows else None

    def steps(self) -> list[tuple[str, str | None, str | None]]:
        """Return (id, undoes, redoes) of every batch, oldest first."""
        return [(id, undoes, redoes) for id, undoes, redoes in self.rows(_STEPS)]

    def rows(self, query: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query; DamagedWorkspace where the file cannot answer it."""
        try:
            return self._connection.execute(query, tuple(values)).fetchall()
        except sqlite3.ProgrammingError:
            raise  # a mistake of ours says nothing about the file
        except (sqlite3.DatabaseError, ValueError) as error:
            raise _reading_error(self.path, error) from error

    # Writing -----------------------------------------------------------------------------------

    def write(
        self,
        batch: Batch,
        changed: Iterable[Node],
        removed: Iterable[int],
        next_id: int,
        beside: Iterable[tuple[str, tuple[Any, ...]]] = (),
    ) -> None:
        """Put one batch on disk: its journal entry and the rows of every node it changed.

        ``beside`` are further statements of the same transaction. Returns when the data is durable;
        raises and changes nothing otherwise.
        """
        with self.transaction() as connection:
            _put(connection, batch, changed, removed, next_id)
            for statement, values in beside:
                connection.execute(statement, values)

    def execute(self, statement: str, values: Iterable[Any] = ()) -> None:
        """Change what stands beside the document in a transaction of its own."""
        with self.transaction() as connection:
            connection.execute(statement, tuple(values))

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run statements as one transaction; any failure rolls back and raises StorageFailed."""
        self._check_writable()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection
            self._connection.execute("COMMIT")
        except sqlite3.ProgrammingError:
            self._roll_back()
            raise
        except sqlite3.Error as error:
            self._roll_back()
            raise StorageFailed("{0} could not be written: {1}.", self.path.name, _reason(error)) from error
        except BaseException:
            self._roll_back()
            raise

    def _nodes(
        self, tell: Callable[[int, int], None] | None
    ) -> Iterator[tuple[int, str, dict[str, Value], list[int]]]:
        """Yield id, kind, fields and children of every node."""
        ids = [id for (id,) in self.rows("SELECT id FROM node ORDER BY id")]
        for first in range(0, len(ids), PORTION):
            between = ids[first], ids[first : first + PORTION][-1]
            rows = self.rows("SELECT * FROM node WHERE id BETWEEN ? AND ?", between)
            # One text is read many times as fast as one for each node.
            fields = json.loads(f"[{','.join([row[2] for row in rows])}]")
            children = json.loads(f"[{','.join([row[3] for row in rows])}]")
            for (id, kind, _, _), values, below in zip(rows, fields, children, strict=True):
                yield id, kind, values, below
            if tell:
                tell(first + len(rows), len(ids))

    def _batches(self, where: str, *values: Any) -> list[Batch]:
        rows = self.rows(f"SELECT {_BATCH} FROM batch {where} ORDER BY seq", values)
        try:
            return [_batch(row) for row in rows]
        except (ValueError, TypeError) as error:
            raise damaged(self.path, Sentence("an unreadable journal")) from error

    def _check_writable(self) -> None:
        if not self.writable:
            raise ReadOnlyWorkspace("{0} is open for reading only; nothing was changed.", self.path.name)
        if _identity(self.path) != self._identity:
            raise StorageFailed(
                "{0} was moved, removed or replaced by another program; nothing was written.", self.path.name
            )

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _meta(self, key: str) -> str:
        rows = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        if not rows:
            raise damaged(self.path, Sentence("no {0}", key))
        return str(rows[0][0])


def check_header(path: Path) -> int:
    """Return the schema version in a workspace file's header, without opening it as a database.

    Raises UserError where there is no such file, NotAWorkspace where it is something else,
    NewerWorkspace where a later version of the program wrote it.
    """
    try:
        header = _header(path)
    except FileNotFoundError:
        raise UserError("There is no file {0}.", path) from None
    except OSError as error:
        raise UserError("{0} could not be opened: {1}.", path.name, _reason(error)) from error
    version = int.from_bytes(header[60:64], "big")
    if not _is_ours(header) or not version:
        raise NotAWorkspace("{0} is not a workspace of Evaluation Workbench.", path.name)
    if version > SCHEMA_VERSION:
        raise NewerWorkspace(
            "{0} was written by a newer Evaluation Workbench; update this one to open it.", path.name
        )
    return version


def is_workspace(path: Path) -> bool:
    """Whether ``path`` is a workspace file of any version; False where it cannot be read."""
    try:
        return _is_ours(_header(path))
    except OSError:
        return False


def workspace_id_of(path: Path) -> str | None:
    """Return the UUID in a workspace file, None where the file is none or cannot be read."""
    try:
        check_header(path)
        with contextlib.closing(_connect(path, "ro")) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'workspace'").fetchone()
            return row[0] if row else None
    except (UserError, OSError, sqlite3.Error, ValueError):
        return None


def _header(path: Path) -> bytes:
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        return b""  # a pipe would keep us waiting for ever, a device gives bytes without end
    with path.open("rb") as file:
        return file.read(100)


def _is_ours(header: bytes) -> bool:
    return header.startswith(b"SQLite format 3\0") and int.from_bytes(header[68:72], "big") == APPLICATION_ID


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    posix = path.absolute().as_posix()
    rooted = posix if posix.startswith("/") else f"/{posix}"
    uri = f"file://{urllib.parse.quote(os.fsencode(rooted))}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        connection.close()
        raise
    return connection


def _check_sound(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise damaged(path, " ".join(found.split()))  # SQLite tells of pages line by line


def _check_takes_writing(connection: sqlite3.Connection, path: Path) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM meta WHERE key IS NULL")  # nothing, but a write
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        raise StorageFailed("{0} cannot be written: {1}.", path.name, _reason(error)) from error


def _check_free(path: Path) -> None:
    """Raise UserError where ``path`` is taken, or a new file would be spoiled by what lies beside."""
    if os.path.lexists(path):
        raise UserError("{0} exists already; choose another name.", path.name)
    journal = path.with_name(f"{path.name}-journal")
    if os.path.lexists(journal):  # SQLite would write its pages into the new file
        raise UserError(
            "{0} is left from an interrupted edit of another {1}; choose another name.",
            journal.name,
            path.name,
        )


def _put(
    connection: sqlite3.Connection,
    batch: Batch,
    changed: Iterable[Node],
    removed: Iterable[int],
    next_id: int,
) -> None:
    """Add a batch to the journal and bring the rows of nodes up to it."""
    edits = [[e.op, e.node, e.field, e.before, e.after] for e in batch.edits]
    cursor = connection.execute(
        "INSERT INTO batch (id, time, author, origin, label, undoes, redoes, edits)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (batch.id, batch.time, batch.author, batch.origin, batch.label)
        + (batch.undoes, batch.redoes, _json(edits)),
    )
    connection.executemany(
        "INSERT INTO touched VALUES (?, ?)",
        [(node, cursor.lastrowid) for node in {edit.node for edit in batch.edits}],
    )
    connection.executemany("DELETE FROM node WHERE id = ?", [(id,) for id in removed])
    connection.executemany("INSERT OR REPLACE INTO node VALUES (?, ?, ?, ?)", map(_row, changed))
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('next_id', ?)", (str(next_id),))


def _publish(beside: Path, path: Path) -> None:
    """Give a finished file its name, unless that was taken in the meantime."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise
        beside.rename(path)


def _reading_error(path: Path, error: Exception) -> UserError:
    if getattr(error, "sqlite_errorname", "").startswith(_OUTSIDE):
        return UserError("{0} could not be read: {1}.", path.name, _reason(error))
    return damaged(path, _reason(error))


def damaged(path: Path, what: str) -> DamagedWorkspace:
    """Return the exception that says what is wrong with a file, for raising."""
    return DamagedWorkspace("{0} is damaged ({1}); open a copy or a backup of it.", path.name, what)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells this file from another one under the same name, None where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return " ".join(str(error).split())


def _link(tree: Tree) -> None:
    """Set every node's parent and the root; raise ValueError where the rows form no single tree."""
    for id, node in tree.nodes.items():
        for child in node.children:
            if tree.nodes[child].parent is not None:
                raise ValueError(child)
            tree.nodes[child].parent = id
    (tree.root_id,) = (id for id, node in tree.nodes.items() if node.parent is None)
    if sum(1 for _ in tree.walk()) != len(tree):
        raise ValueError("some nodes hang in a circle")


def _row(node: Node) -> tuple[int, str, str, str]:
    blank = node.declaration.blank()
    fields = {name: value for name, value in node.fields.items() if value != blank[name]}
    return node.id, node.kind, _json(fields), _json(node.children) if node.children else "[]"


def _batch(row: tuple[Any, ...]) -> Batch:
    """Return the batch of a row that holds the columns of ``_BATCH``."""
    id, time, author, origin, label, edits, undoes, redoes = row
    decoded = tuple(_edit(*parts) for parts in json.loads(edits))
    return Batch(id, time, author, origin, label, decoded, undoes, redoes)


def _edit(op: Any, node: int, field: str | None, before: Value, after: Value) -> Edit:
    return Edit(op, node, field, _frozen(before), _frozen(after))


def _frozen(value: Value) -> Value:
    """Turn JSON lists back into the tuples that fields hold."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict) and "fields" in value:
        return {**value, "fields": {name: _frozen(item) for name, item in value["fields"].items()}}
    return value


def _json(value: Value) -> str:
    return _ENCODER.encode(value)
