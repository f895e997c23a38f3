"""From which state of which paper a returned draft was written, and that draft once more."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.documents import Table, read_document_bytes
from workbench.errors import UserError
from workbench.paper.choices import Choices
from workbench.paper.draft import Draft
from workbench.paper.words import LANGUAGES, words
from workbench.returning.letters import Lettering
from workbench.returning.notes import Notes, notes_of
from workbench.returning.passages import note_passages, own_names, passages
from workbench.returning.roles import Roles
from workbench.workspace import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.documents import Cell, Document
    from workbench.paper.view import View
    from workbench.paper.words import Words
    from workbench.returning.passages import Passage
    from workbench.tree import Tree
    from workbench.workspace import Workspace

_POINT = re.compile(r"_evw_at_([0-9a-f]{32})")
_CHOICES = re.compile(r"_evw_of_(whole|\d{1,15})(_plain)?")
_NODE = re.compile(r"_evw_(\d{1,15})")
_STATES = 6  # so many states that drafts were written from are tried where a draft no longer names its own
_OURS = 0.3


@dataclass
class Written:
    """A draft as we wrote it: the state it shows, its passages with their roles, its footnotes."""

    snapshot: Snapshot
    view: View
    words: Words
    document: Document
    notes: Notes
    passages: list[Passage]
    note_passages: dict[int, list[Passage]]

    @property
    def tree(self) -> Tree:
        """The whole document in that state, printed or not."""
        return self.snapshot.tree


@dataclass(frozen=True, slots=True)
class Origin:
    """The draft that a returned one was written as; ``is_certain`` is False where it had to be guessed."""

    written: Written
    is_certain: bool


def origin_of(document: Document, workspace: Workspace) -> Origin:
    """Return the draft that ``document`` was before anybody edited it.

    Raises UserError where it is no draft of this workspace, or of a state that our journal does not hold.
    """
    names = own_names(document)
    choices = _choices(names)
    point = next((found[1] for name in sorted(names) if (found := _POINT.fullmatch(name))), None)
    if point is not None:
        if workspace.signature(point) is None:
            raise UserError(
                "{0} was written from a state that this workspace has never been in: merge it into the"
                " workspace it was written from; where that is a copy of this one, merge the copy here after"
                " that.",
                document.name,
            )
        snapshot = _snapshot(workspace, point)
        papers = _papers(snapshot, names)
        if papers:
            return Origin(write_again(snapshot, papers[0], choices, document), is_certain=True)
    return _closest(document, workspace, names, choices)


def write_again(snapshot: Snapshot, paper: int, choices: Choices, returned: Document) -> Written:
    """Write a draft of a state once more and read it; UserError where no file can hold it."""
    parts = {part.id for part in snapshot.tree.children(paper, "evaluation")}
    if choices.part not in parts:
        choices = Choices(responses=choices.responses)
    found = snapshot.tree[paper]
    spoken = words(_language(returned, found["language"] or "en"))
    draft = Draft(snapshot, found, spoken, None, choices)
    document = read_document_bytes(draft.write(None, None), returned.name)
    view = draft.view
    notes = notes_of(document, {node.id for node in view.tree.of_kind("footnote")})
    lettering = lettering_of(view, notes)
    body, roles = passages(document, lettering), Roles(view, spoken)
    roles.give(body)
    in_notes = {
        notes.nodes[key]: there
        for key, there in note_passages(document, lettering).items()
        if key in notes.nodes
    }
    for node, there in in_notes.items():
        roles.give_note(node, there)
    return Written(snapshot, view, spoken, document, notes, body, in_notes)


def lettering_of(view: View, notes: Notes) -> Lettering:
    """Return what reads the spans of a file with these notes that was written of a view."""

    def kind_of(node: int) -> str | None:
        found = view.tree.nodes.get(node)
        return found.kind if found else None

    return Lettering(notes.nodes, kind_of, view.numbers.facts[view.paper.id]["evaluations"])


def _snapshot(workspace: Workspace, point: str) -> Snapshot:
    return Snapshot(workspace.id, point, workspace.at(point))


def _choices(names: set[str]) -> Choices:
    found = next((match for name in sorted(names) if (match := _CHOICES.fullmatch(name))), None)
    if found is None:
        return Choices()
    return Choices(part=None if found[1] == "whole" else int(found[1]), responses=found[2] is None)


def _papers(snapshot: Snapshot, names: set[str]) -> list[int]:
    """Return the papers of a state, the one that most names speak of first; none where no name does."""
    of = snapshot.numbers.paper
    spoken = Counter(
        of[int(found[1])] for name in names if (found := _NODE.match(name)) and int(found[1]) in of
    )
    return [paper for paper, _ in spoken.most_common()]


def _closest(document: Document, workspace: Workspace, names: set[str], choices: Choices) -> Origin:
    """Return the draft that has most passages in common with a document that does not say what it was."""
    best: tuple[float, Written] | None = None
    for snapshot in _states(workspace):
        for paper in _papers(snapshot, names) or [node.id for node in snapshot.tree.of_kind("paper")]:
            written = write_again(snapshot, paper, choices, document)
            score = _share(written, document)
            if best is None or score > best[0]:
                best = score, written
    if best is None or best[0] < _OURS:
        raise UserError("{0} is no draft of a paper of this workspace.", document.name)
    return Origin(best[1], is_certain=False)


def _states(workspace: Workspace) -> Iterator[Snapshot]:
    """Yield the present state and those from which the last drafts were written."""
    sent = [record.point for record in reversed(workspace.files()) if record.name.lower().endswith(".docx")]
    points = [point for point in sent if workspace.signature(point) is not None]
    for point in list(dict.fromkeys([*points[:_STATES], workspace.point])):
        yield _snapshot(workspace, point)


def _share(written: Written, document: Document) -> float:
    """Return how much of a draft stands word for word in a document."""
    notes = notes_of(document, written.notes.nodes.values())
    theirs = Counter(passage.key for passage in passages(document, lettering_of(written.view, notes)))
    ours = Counter(passage.key for passage in written.passages)
    return (ours & theirs).total() / max(ours.total(), 1)


def _language(document: Document, own: str) -> str:
    """Return the language of the fixed words: the paper's own unless another one's are there instead."""
    heads = {cell.text for block in document.blocks if isinstance(block, Table) for cell in _first_row(block)}

    def known(language: str) -> int:
        spoken = words(language)
        return sum(
            spoken[key] in heads for key in ("responsible_units", "priority", "time_implication", "criterion")
        )

    return max((own, *LANGUAGES), key=known) if own in LANGUAGES else "en"


def _first_row(table: Table) -> Iterator[Cell]:
    yield from table.rows[0].values() if table.rows else ()
