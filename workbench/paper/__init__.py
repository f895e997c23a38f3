"""The Governing Body paper as a Word draft; python-docx is imported when the first one is written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbench.paper.choices import Choices
    from workbench.sentences import Sentence
    from workbench.workspace import FileRecord, Snapshot


@dataclass(frozen=True, slots=True)
class PaperWritten:
    """A draft that was written: where, its fingerprint, and what a person should look at.

    ``paper`` is the id of the paper's node, ``point`` that of the journal it was written at, ``choices``
    what was chosen otherwise than usual, ``places`` the node that a warning is about, where it is about one.
    """

    path: Path
    sha256: str
    warnings: list[Sentence]
    paper: int
    point: str
    choices: dict[str, object]
    places: dict[Sentence, int] = field(default_factory=dict)

    def record(self) -> FileRecord:
        """Return what the log of files keeps of it; its decisions are the paper and the choices."""
        from workbench.workspace import FileRecord

        decisions = json.dumps({"paper": self.paper, **self.choices}, ensure_ascii=False)
        return FileRecord("out", self.path.name, self.sha256, self.point, decisions=decisions)


def write_paper(
    snapshot: Snapshot,
    path: Path,
    *,
    paper: str | None = None,
    language: str | None = None,
    template: Path | None = None,
    choices: Choices | None = None,
    replace: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> PaperWritten:
    """Write a paper as a Word document, beside ``path`` first and then in its place.

    ``paper`` is a symbol (default: the only paper); ``language`` changes the fixed words only;
    ``template`` is a .docx whose styles replace ours; ``choices`` says what is printed (default: the
    whole paper and nothing beside it). A file in the way that we did not write is
    overwritten only where ``replace`` says that a person agreed. ``progress`` takes done, total and a label.
    Raises UserError for what the user can mend, Cancelled when stopped; then no file has changed.
    """
    from workbench.errors import UserError
    from workbench.files import check_replaceable, write_beside
    from workbench.garbage import uncollected
    from workbench.paper.choices import Choices
    from workbench.paper.draft import Draft, choose_words
    from workbench.papers import find_paper

    if path.suffix.lower() != ".docx":
        raise UserError("The draft is a Word file: call it {0}.docx.", path.stem)
    if not replace:
        check_replaceable(path, snapshot.sent)
    chosen = find_paper(snapshot.tree, paper)
    words, warning = choose_words(chosen, language)
    choices = choices or Choices()
    parts = [part.id for part in snapshot.tree.children(chosen.id, "evaluation")]
    if choices.part is not None and choices.part not in parts:
        raise UserError("The part to print is not a part of this paper.")
    draft = Draft(snapshot, chosen, words, template, choices)
    with uncollected():
        content = draft.write(progress, is_cancelled)
    warnings = ([warning] if warning else []) + list(draft.warnings)
    sha256 = write_beside(path, content)
    places = {sentence: node for sentence, node in draft.warnings.items() if node is not None}
    return PaperWritten(path, sha256, warnings, chosen.id, snapshot.point, choices.record(), places)
