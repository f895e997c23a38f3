"""The one object that owns a document: every change goes through it, as a batch of the journal."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from workbench.editor import Editor
from workbench.edits import Batch, Edit, Entry, Notice
from workbench.errors import ReadOnlyWorkspace, UserError
from workbench.lock import WriteLock, user
from workbench.numbering import Numbers, number, number_again
from workbench.schema import ROOT_KIND, storable
from workbench.sentences import Say, Sentence
from workbench.store import Store, check_header, damaged
from workbench.surroundings import warnings_about
from workbench.tree import Tree

Listener = Callable[[Notice], None]

_PUT_FILE = (
    "INSERT INTO file (direction, name, sha256, point, unit, time, due, outcome, decisions)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_KEPT = "kept "
"""Begins the keys of what stands beside the document in the table of facts about the file."""
_MARKS = "SELECT mark.* FROM mark JOIN batch ON batch.id = mark.batch ORDER BY batch.seq, mark.time"


class Mark(NamedTuple):
    """A name for a point of the journal, such as the day a paper was issued."""

    name: str
    batch: str
    time: str
    author: str


class Draft(NamedTuple):
    """Half-typed text of one field, kept for the case that the program stops."""

    node: int
    field: str
    text: str
    time: str


class FileRecord(NamedTuple):
    """A file that went out or came in; stands beside the document and is never undone."""

    direction: str
    name: str
    sha256: str
    point: str
    unit: str | None = None
    time: str = ""
    due: str | None = None
    outcome: str | None = None
    decisions: str | None = None


Recorder = Callable[[str | None], FileRecord]
"""Makes the log's record of a file that came in, given the batch that took it in (None for no edit)."""


class Snapshot:
    """The document at one point of the journal, free of the file: safe to hand to a worker.

    ``sent`` holds the SHA-256 of every file that the workspace has written: what may be written anew.
    """

    def __init__(self, workspace_id: str, point: str, tree: Tree, sent: frozenset[str] = frozenset()) -> None:
        self.workspace_id, self.point = workspace_id, point
        self.tree = tree
        self.sent = sent

    @cached_property
    def numbers(self) -> Numbers:
        """The printed numbers at this point."""
        return number(self.tree)


class Change(NamedTuple):
    """One edit in the history of a node or field, with the batch it belongs to."""

    batch: Batch
    edit: Edit


class Workspace:
    """An open workspace file; made by :meth:`create` or :meth:`open`, closed by :meth:`close`.

    ``tree`` is the present state and must be changed through :meth:`edit` only. Used by one
    thread; long work takes a :meth:`snapshot`. ``warnings`` are sentences to show once.
    """

    def __init__(
        self, store: Store, lock: WriteLock | None, author: str | None = None, ahead: Snapshot | None = None
    ) -> None:
        self._store = store
        self._lock = lock
        self._listeners: list[Listener] = []
        self._editing = False
        self._numbers: Numbers | None
        self._renumbered: set[int] = set()
        self.author = storable(author or user())
        self.say: Say = str
        """Says what a step of ours is called in the language of who makes it."""
        with store.one_view():
            is_known = ahead and (ahead.workspace_id, ahead.point) == (store.workspace_id, store.last)
            self.tree = ahead.tree if ahead and is_known else store.load()
            self._numbers = ahead.numbers if ahead and is_known else None
            self._next_id = max(store.next_id, max(self.tree.nodes) + 1)
            steps = store.steps()
        try:
            self._undoable, self._redoable = _stacks(steps)
            self._first, self.point = steps[0][0], steps[-1][0]
        except (ValueError, IndexError) as error:
            raise damaged(store.path, Sentence("a journal that contradicts itself")) from error
        self.warnings = warnings_about(store.path, store.workspace_id)

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        name: str | None = None,
        workspace_id: str | None = None,
        author: str | None = None,
    ) -> Workspace:
        """Make a new workspace file with a root node and open it for writing."""

        def fill(editor: Editor) -> None:
            editor.insert(None, ROOT_KIND, {"name": name})

        return cls.create_with(
            fill, path, "New workspace", origin="new", workspace_id=workspace_id, author=author
        )

    @classmethod
    def create_with(
        cls,
        fill: Callable[[Editor], None],
        path: Path,
        label: str,
        *,
        origin: str,
        workspace_id: str | None = None,
        author: str | None = None,
    ) -> Workspace:
        """Make a new workspace file that holds what ``fill`` inserts, the root first, and open it.

        The file appears with this first batch in it, or not at all: where ``fill`` raises, the path
        is taken or the disk refuses.
        """
        path = _own_path(path)
        editor = Editor(Tree(), 1)
        fill(editor)
        first = _new_batch(author or user(), origin, label, editor.edits)
        nodes, id = editor.tree.nodes.values(), workspace_id or _new_workspace_id()
        return cls._locked(path, lambda: Store.create(path, id, first, nodes, editor.next_id), author)

    @classmethod
    def open(
        cls, path: Path, *, writable: bool = True, author: str | None = None, ahead: Snapshot | None = None
    ) -> Workspace:
        """Open a workspace file; what was read ``ahead`` is not read again where the file is as it was.

        Writing takes the lock (WorkspaceBusy names the holder where somebody else has it); reading
        takes none. Raises a UserError that says what is wrong with the file.
        """
        check_header(path)
        path = _own_path(path)
        if writable:
            return cls._locked(path, lambda: Store.open(path, writable=True), author, ahead)
        return cls._over(Store.open(path, writable=False), None, author, ahead)

    @classmethod
    def _locked(
        cls, path: Path, store: Callable[[], Store], author: str | None, ahead: Snapshot | None = None
    ) -> Workspace:
        """Take the lock and open what ``store`` gives; the lock is given back where that fails."""
        lock = WriteLock(path)
        lock.take()
        try:
            return cls._over(store(), lock, author, ahead)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _over(
        cls, store: Store, lock: WriteLock | None, author: str | None, ahead: Snapshot | None
    ) -> Workspace:
        try:
            return cls(store, lock, author, ahead)
        except BaseException:
            store.close()
            raise

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The workspace file."""
        return self._store.path

    @property
    def id(self) -> str:
        """The workspace's UUID."""
        return self._store.workspace_id

    @property
    def writable(self) -> bool:
        """Whether edits are taken."""
        return self._store.writable

    @property
    def numbers(self) -> Numbers:
        """The printed numbers of the present state, counted anew after a change that moves them."""
        if self._numbers is None:
            self._numbers = number(self.tree)
        elif self._renumbered:
            self._numbers = number_again(self.tree, self._numbers, self._renumbered)
        self._renumbered = set()
        return self._numbers

    @property
    def next_id(self) -> int:
        """The id that the next new node will get."""
        return self._next_id

    def snapshot(self) -> Snapshot:
        """Return the present state as a value of its own."""
        sent = frozenset(record.sha256 for record in self.files() if record.direction == "out")
        return Snapshot(self.id, self.point, self.tree.copy(), sent)

    def close(self) -> None:
        """Let go of the file and the lock; every acknowledged edit is on disk already."""
        self._store.close()
        if self._lock:
            self._lock.release()
        self._listeners.clear()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with a notice after every batch; return a function that ends this."""
        self._listeners.append(listener)

        def stop() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return stop

    # Editing -----------------------------------------------------------------------------------

    @contextlib.contextmanager
    def edit(
        self, label: str, *, origin: str = "form", source: object = None, record: Recorder | None = None
    ) -> Iterator[Editor]:
        """Collect edits and apply them as one batch when the block ends.

        The tree shows each edit at once, so that later ones can build on it; when the block raises
        or the disk refuses, the tree is as before and nothing was written. No edit, no batch.
        What ``record`` returns goes into the log of files together with the batch, or not at all.
        A ``label`` that is a Sentence is kept as :attr:`say` says it.
        """
        with self._batch(label, origin, source, record=record) as editor:
            yield editor
            editor.settle()

    @property
    def undo_step(self) -> Entry | None:
        """The step that :meth:`undo` would take back, None where there is none."""
        return self._store.entry(self._undoable[-1]) if self._undoable else None

    @property
    def redo_step(self) -> Entry | None:
        """The step that :meth:`redo` would bring back, None where there is none."""
        return self._store.entry(self._redoable[-1]) if self._redoable else None

    @property
    def undo_label(self) -> str:
        """The label of what :meth:`undo` would take back, without reading its edits; "" for none."""
        return self._store.label(self._undoable[-1]) if self._undoable else ""

    @property
    def redo_label(self) -> str:
        """The label of what :meth:`redo` would bring back, without reading its edits; "" for none."""
        return self._store.label(self._redoable[-1]) if self._redoable else ""

    def undo(self, *, source: object = None) -> Batch:
        """Take back the last step as a new batch and return the step; UserError where none is left."""
        step = self._store.batch(self._undoable[-1]) if self._undoable else None
        if step is None:
            raise UserError("There is nothing to undo.")
        with self._batch(Sentence("Undo: {0}", step.label), "undo", source, undoes=step.id) as editor:
            for edit in step.inverses():
                editor.replay(edit)
        return step

    def redo(self, *, source: object = None) -> Batch:
        """Bring back what was undone last as a new batch and return the step; UserError where none."""
        step = self._store.batch(self._redoable[-1]) if self._redoable else None
        if step is None:
            raise UserError("There is nothing to redo.")
        with self._batch(Sentence("Redo: {0}", step.label), "redo", source, redoes=step.id) as editor:
            for edit in step.edits:
                editor.replay(edit)
        return step

    # The journal -------------------------------------------------------------------------------

    def history(self, node: int | None = None) -> list[Batch]:
        """Return all batches, or those that touched a node, oldest first."""
        return self._store.batches(node)

    def entries(self, nodes: Collection[int] | None = None) -> list[Entry]:
        """Return a line for every batch, or for those that touched one of the nodes, newest first."""
        return self._store.entries(nodes)

    def batches_back(self, after: str, upto: str) -> Iterator[Batch]:
        """Yield the batches after one point up to another, newest first, each read when it is its turn."""
        return self._store.batches_back(after, upto)

    def is_later(self, one: str, other: str) -> bool:
        """Whether one point comes after another; UserError where the journal lacks one of them."""
        first, second = self._store.place(one), self._store.place(other)
        if first is None or second is None:
            raise UserError("The journal of this workspace does not hold that point.")
        return first > second

    def size_of(self, entry: Entry) -> int:
        """Return how many edits a line of history stands for."""
        batch = self._store.batch(entry.batch)
        return len(batch.edits) if batch else 0

    def field_history(self, node: int, field: str) -> list[Change]:
        """Return every edit that gave a field its value, oldest first."""
        return [
            Change(batch, edit)
            for batch in self._store.batches(node)
            for edit in batch.edits
            if edit.node == node and (edit.field == field or edit.op == "insert")
        ]

    def at(self, point: str) -> Tree:
        """Return the document as it was right after batch ``point``; UserError where unknown."""
        if self.signature(point) is None:
            raise UserError("The journal of this workspace does not hold that point.")
        return rewound(self.tree, self._store.batches_between(point, self.point))

    def batch(self, point: str) -> Batch | None:
        """Return the batch that a point of the journal names, None where the journal lacks it."""
        return self._store.batch(point)

    def signature(self, point: str) -> tuple[str, str] | None:
        """Return (author, time) of a batch, None where the journal lacks it."""
        return self._store.signature(point)

    def steps(self) -> list[tuple[str, str | None, str | None]]:
        """Return (id, undoes, redoes) of every batch, oldest first."""
        return self._store.steps()

    def since(self, point: str) -> list[Batch]:
        """Return the batches after a point of the journal, oldest first."""
        return self._store.batches_between(point, self.point)

    def origin(self, node: int) -> str | None:
        """Return the batch that inserted a node first, None where there never was such a node."""
        return self._store.first_batch(node)

    def is_in_force(self, point: str) -> bool:
        """Whether the journal holds this step and it is not undone."""
        return point in self._undoable or point == self._first

    def mark(self, name: str, point: str | None = None) -> Mark:
        """Name a point of the journal, the present one unless given; a name is given once."""
        if point is not None and self.signature(point) is None:
            raise UserError("The journal of this workspace does not hold that point.")
        mark = Mark(storable(name).strip(), point or self.point, _now(), self.author)
        if not mark.name:
            raise UserError("A mark needs a name.")
        if any(other.name == mark.name for other in self.marks()):
            raise UserError("There is a mark “{0}” already; choose another name.", mark.name)
        self._store.execute(
            "INSERT INTO mark VALUES (?, ?, ?, ?)", (mark.name, mark.batch, mark.time, mark.author)
        )
        return mark

    def marks(self) -> list[Mark]:
        """Return all marks, oldest first."""
        return [Mark(*row) for row in self._store.rows(_MARKS)]

    # Beside the document -----------------------------------------------------------------------

    def keep_draft(self, node: int, field: str, text: str) -> None:
        """Keep half-typed text of a field; it replaces an earlier one."""
        draft = (node, field, storable(text), _now())
        self._store.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)", draft)

    def drop_draft(self, node: int, field: str) -> None:
        """Forget the half-typed text of a field."""
        self._store.execute("DELETE FROM draft WHERE node = ? AND field = ?", (node, field))

    def drafts(self) -> list[Draft]:
        """Return half-typed texts that were never finished, oldest first."""
        return [Draft(*row) for row in self._store.rows("SELECT * FROM draft ORDER BY time")]

    def record_file(self, record: FileRecord) -> None:
        """Write a file that went out or came in into the log; its time is now unless given."""
        self._store.execute(_PUT_FILE, _file_row(record))

    def files(self) -> list[FileRecord]:
        """Return the log of files, oldest first."""
        return [
            FileRecord(*row)
            for row in self._store.rows(
                "SELECT direction, name, sha256, point, unit, time, due, outcome, decisions"
                " FROM file ORDER BY id"
            )
        ]

    def kept(self, name: str) -> Any:
        """Return what :meth:`keep` keeps under a name (JSON values), None where that is nothing."""
        rows = self._store.rows("SELECT value FROM meta WHERE key = ?", (_KEPT + name,))
        try:
            return json.loads(rows[0][0]) if rows else None
        except ValueError as error:
            raise damaged(self.path, Sentence("unreadable {0}", name)) from error

    def keep(self, name: str, value: Any) -> None:
        """Keep a JSON value in the file under a name, in place of an earlier one; None forgets it."""
        if value is None:
            self._store.execute("DELETE FROM meta WHERE key = ?", (_KEPT + name,))
        else:
            text = json.dumps(value, ensure_ascii=False)
            self._store.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEPT + name, storable(text)))

    # One batch ---------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _batch(
        self,
        label: str,
        origin: str,
        source: object,
        *,
        undoes: str | None = None,
        redoes: str | None = None,
        record: Recorder | None = None,
    ) -> Iterator[Editor]:
        if self._editing:
            raise RuntimeError("a batch is open already")
        if not self.writable:
            raise ReadOnlyWorkspace("{0} is open for reading only; nothing was changed.", self.path.name)
        self._editing = True
        editor = Editor(self.tree, self._next_id)
        try:
            yield editor
            if not editor.edits:
                if record:
                    self.record_file(record(None))
                return
            called = self.say(label) if isinstance(label, Sentence) else label
            batch = _new_batch(self.author, origin, called, editor.edits, undoes, redoes)
            notice = _notice(batch, self.tree, editor.removed_kinds, source)
            changed = [self.tree[id] for id in editor.touched if id in self.tree]
            gone = [id for id in editor.touched if id not in self.tree]
            beside = [(_PUT_FILE, _file_row(record(batch.id)))] if record else []
            self._store.write(batch, changed, gone, editor.next_id, beside)
        except BaseException:
            editor.revert()
            raise
        finally:
            self._editing = False
        self._next_id = editor.next_id
        self._remember(batch)
        self._renumbered |= editor.renumbered
        for listener in list(self._listeners):
            listener(notice)

    def _remember(self, batch: Batch) -> None:
        _step(self._undoable, self._redoable, batch.id, batch.undoes, batch.redoes)
        self.point = batch.id


def rewound(tree: Tree, batches: Sequence[Batch]) -> Tree:
    """Return a tree of its own as ``tree`` was before its last batches, which come oldest first."""
    twin = tree.copy()
    for batch in reversed(batches):
        for edit in batch.inverses():
            twin.apply(edit)
    return twin


def _stacks(steps: list[tuple[str, str | None, str | None]]) -> tuple[list[str], list[str]]:
    """Return what can be undone and redone, last step last, from the whole journal."""
    undoable: list[str] = []
    redoable: list[str] = []
    for step in steps[1:]:  # the batch that made the workspace is no step
        _step(undoable, redoable, *step)
    return undoable, redoable


def _step(undoable: list[str], redoable: list[str], id: str, undoes: str | None, redoes: str | None) -> None:
    if undoes:
        undoable.remove(undoes)
        redoable.append(undoes)
    elif redoes:
        redoable.remove(redoes)
        undoable.append(redoes)
    else:
        undoable.append(id)
        redoable.clear()


def _file_row(record: FileRecord) -> tuple[str | None, ...]:
    return (
        *(record.direction, storable(record.name), record.sha256, record.point, record.unit),
        *(record.time or _now(), record.due, record.outcome, record.decisions),
    )


def _notice(batch: Batch, tree: Tree, removed_kinds: Mapping[int, str], source: object) -> Notice:
    fields: dict[int, set[str]] = {}
    places: dict[str, list[int]] = {"insert": [], "remove": [], "move": []}
    parents: set[int] = set()
    for edit in batch.edits:
        if edit.op == "set":
            fields.setdefault(edit.node, set()).add(edit.field or "")
            continue
        places[edit.op].append(edit.node)
        parents.update(place["parent"] for place in (edit.before, edit.after) if place)
    touched = {edit.node for edit in batch.edits}
    kinds = {tree[id].kind for id in touched if id in tree} | set(removed_kinds.values())
    return Notice(
        batch,
        {id: frozenset(names) for id, names in fields.items() if id in tree},
        tuple(id for id in places["insert"] if id in tree),
        tuple(id for id in places["remove"] if id not in tree),
        tuple(id for id in places["move"] if id in tree),
        frozenset(id for id in parents if id in tree),
        frozenset(kinds),
        source,
    )


def _new_batch(
    author: str,
    origin: str,
    label: str,
    edits: list[Edit],
    undoes: str | None = None,
    redoes: str | None = None,
) -> Batch:
    said = (storable(author), storable(origin), storable(label))
    return Batch(os.urandom(16).hex(), _now(), *said, tuple(edits), undoes, redoes)


def _own_path(path: Path) -> Path:
    """Return the full path of the file itself: who comes through a link must meet the same lock."""
    return Path(os.path.realpath(path)) if os.path.islink(path) else path.absolute()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _new_workspace_id() -> str:
    import uuid

    return str(uuid.uuid4())
