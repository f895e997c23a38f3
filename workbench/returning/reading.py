"""Reading a draft that came back, against the draft that it was when we wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.documents import read_document
from workbench.merging.claims import Problem, Return
from workbench.returning.earlier import Earlier
from workbench.returning.leads import Leads
from workbench.returning.notes import notes_of, text_of_notes
from workbench.returning.origin import lettering_of, origin_of
from workbench.returning.outline import Part, read_outline
from workbench.returning.pairing import pair
from workbench.returning.passages import note_passages, passages
from workbench.returning.relinking import relink
from workbench.returning.saying import Comparison
from workbench.returning.tables import Tables
from workbench.returning.telling import tell
from workbench.returning.wording import Wording
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workbench.documents import Document
    from workbench.returning.origin import Written
    from workbench.returning.pairing import Pairs
    from workbench.returning.passages import Passage
    from workbench.tree import Tree
    from workbench.workspace import Workspace

_GUESSED = Sentence(
    "The draft does not say any more from which state of the workspace it was written: it was compared with"
    " the one that is closest to it."
)
_UNLINKED = Sentence(
    "Numbers of this draft do not count themselves any more ({0}): where they show what they did, they"
    " were taken as the live numbers that they were."
)


def read_draft(path: Path, workspace: Workspace) -> Return:
    """Return how a Word draft that we wrote differs from what we wrote; changes nothing.

    Raises UserError where the file is no Word document, no draft of this workspace, or one of a state that
    this workspace has never been in.
    """
    document = read_document(path)
    origin = origin_of(document, workspace)
    returned = Return(path.name, document.sha256, "draft", origin.written.snapshot.point)
    returned.saved_by, returned.saved_at = document.saved_by, document.saved_at
    returned.base = origin.written.tree
    if not origin.is_certain:
        returned.problems.append(Problem("state", _GUESSED))
    compare(document, origin.written, returned, Earlier.of(workspace, returned.point), workspace.tree)
    return returned


def compare(document: Document, written: Written, returned: Return, earlier: Earlier, now: Tree) -> None:
    """Put into ``returned`` what a document says otherwise than the draft that was written.

    ``now`` is our document as it is at present.
    """
    view, leads = written.view, Leads(written.words)
    known = {node.id for node in view.tree.of_kind("footnote")}
    notes = notes_of(document, known, text_of_notes(written.document, written.notes))
    lettering = lettering_of(view, notes)
    theirs = passages(document, lettering)
    their_notes = {notes.nodes[key]: there for key, there in note_passages(document, lettering).items()}
    pairs = pair(written.passages, theirs)
    pairs_of_notes = _pairs_of_notes(written, their_notes)
    unlinked = relink(pairs) + relink(pairs_of_notes)
    if unlinked:
        returned.problems.append(Problem("unlinked", Sentence(_UNLINKED, unlinked)))
    comparison = Comparison(
        written=written,
        ours=read_outline(view, written.passages, {passage: passage for passage in written.passages}, leads),
        theirs=read_outline(view, theirs, pairs, leads),
        wording=Wording({**pairs, **pairs_of_notes}),
        tables=Tables(written.tree, leads),
        notes=notes,
        our_notes=_parts(written.note_passages),
        their_notes=_parts(their_notes),
        earlier=earlier,
        now=now,
        is_whole=2 * len(pairs) >= len(written.passages),
    )
    comparison.fill(returned)
    tell(document, theirs, comparison, returned)


def _pairs_of_notes(written: Written, theirs: Mapping[int, list[Passage]]) -> Pairs:
    found: Pairs = {}
    for node, there in theirs.items():
        found |= pair(written.note_passages.get(node, []), there)
    return found


def _parts(notes: Mapping[int, list[Passage]]) -> dict[int, list[Part]]:
    return {node: [Part(passage) for passage in there] for node, there in notes.items()}
