"""What earlier imports of a matrix said, kept with them in the log of files: the base of the next one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.kept_sentences import kept_sentence, sentence_as_json
from workbench.matrix.mapping import Mapping, signature
from workbench.matrix.names import MEANINGS, declared, fold
from workbench.matrix.references import parted, reference_key
from workbench.sentences import UNSAID, Sentence

if TYPE_CHECKING:
    import collections.abc
    from collections.abc import Iterator, Sequence

    from workbench.matrix.tables import Table
    from workbench.merging.records import Merged
    from workbench.schema import Value
    from workbench.workspace import Workspace

EVALUATION = "matrix:evaluation:"
"""What the key of an evaluation that an import made begins with."""

NOTES = "recommendation.notes"

_SHARED = 0.5


@dataclass(slots=True)
class Known:
    """A recommendation or an action as it was given before.

    ``path`` names it in the keys of that merge, ``name`` is the key it had as a new node, ``node`` what it
    became here, None where it was not taken in. ``said`` holds stored values by "kind.field", ``was`` those
    given before where they differ, ``asked`` the texts that were not understood, ``notes`` the header of each
    note. ``doubt`` asks whether ``node`` is the one that is meant, "" once somebody said so.
    """

    path: str
    name: str
    node: int | None
    reference: str = ""
    text: str = ""
    said: dict[str, Value] = field(default_factory=dict)
    was: dict[str, Value] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    actions: list[Known] = field(default_factory=list)
    is_refused: bool = False
    doubt: Sentence = UNSAID

    def as_json(self) -> dict[str, Any]:
        """Return this as JSON data."""
        return {
            "path": self.path,
            "name": self.name,
            "node": self.node,
            "reference": self.reference,
            "text": self.text,
            "said": self.said,
            "was": self.was,
            "asked": self.asked,
            "notes": self.notes,
            "actions": [action.as_json() for action in self.actions],
            "refused": self.is_refused,
            "doubt": sentence_as_json(self.doubt) if self.doubt else "",
        }


@dataclass(slots=True)
class Memory:
    """What the last import of the same matrix into the same evaluation said, nothing for a first one."""

    recommendations: list[Known] = field(default_factory=list)
    ratings: dict[str, Value] = field(default_factory=dict)

    def find(self, reference: str, text: str) -> Known | None:
        """Return the recommendation with this reference, and this text where several have it."""
        key, folded = reference_key(reference), fold(text)
        named = [known for known in self.recommendations if key and known.reference == key]
        same = [known for known in named or self.recommendations if fold(known.text) == folded]
        if same and (folded or named):
            return same[0]
        return named[0] if len(named) == 1 else None


def as_json(
    tables: Sequence[Table],
    mapping: Mapping,
    evaluation: int | None,
    recommendations: Sequence[Known],
    ratings: dict[str, Value],
) -> dict[str, Any]:
    """Return what the log of files keeps of an import; ``evaluation`` is None for one that it makes."""
    return {
        "signature": signature(tables),
        "mapping": dict(mapping.columns),
        "evaluation": evaluation,
        "recommendations": [known.as_json() for known in recommendations],
        "ratings": ratings,
    }


def remembered_mapping(workspace: Workspace, tables: Sequence[Table]) -> Mapping:
    """Return what was said of these headers when a matrix with most of them was imported last."""
    headers = {column.header for table in tables for column in table.columns}
    headers |= {f"{table.sheet}: {column.header}" for table in tables for column in table.columns}
    for entry in _earlier(workspace, tables):
        said = entry.memory["mapping"].items()
        return Mapping({name: what for name, what in said if name in headers and what in MEANINGS})
    return Mapping()


def remembered_evaluation(workspace: Workspace, tables: Sequence[Table], name: str) -> int | None:
    """Return the evaluation that a matrix with these headers and recommendations went into before.

    It is the last import of a file of this ``name`` where recommendations cannot tell. None where other
    matrices only look the same, or the evaluation is gone.
    """
    texts = _texts(tables)
    found: dict[int, tuple[float, bool]] = {}
    for entry in _earlier(workspace, tables):
        home = _made(entry) or entry.memory["evaluation"]
        if home is not None and home in workspace.tree:
            found.setdefault(int(home), (_shared(entry, texts), entry.record.name == name))
    certain = [home for home, (share, is_named) in found.items() if share >= _SHARED or is_named]
    return max(certain, key=lambda home: found[home], default=None)


def _texts(tables: Sequence[Table]) -> set[str]:
    """Return the folded texts of all cells, also without a reference before them."""
    values = (value for table in tables for row in table.rows for value in row.values)
    return {fold(text) for cell in values if isinstance(cell, str) for text in (cell, parted(cell)[1])}


def _shared(entry: Merged, texts: set[str]) -> float:
    """Return what part of the recommendations of an import is among some texts, 0 where it had no texts."""
    known = [text for item in entry.memory["recommendations"] if (text := fold(item["text"]))]
    return sum(text in texts for text in known) / len(known) if known else 0.0


def made_evaluation(new: collections.abc.Mapping[str, int]) -> int | None:
    """Return the evaluation among the nodes that a merge made, by key; None where it made none."""
    return next((node for key, node in new.items() if key.startswith(EVALUATION)), None)


def evaluation_of(workspace: Workspace, sha256: str) -> int | None:
    """Return the evaluation that was made for this very file, None where none was or it is gone."""
    from workbench.merging.records import merged

    mine = (entry for entry in merged(workspace) if entry.kind == "matrix" and entry.record.sha256 == sha256)
    return next((home for home in map(_made, mine) if home in workspace.tree), None)


def remembered(workspace: Workspace, evaluation: int | None, tables: Sequence[Table]) -> Memory:
    """Return what is remembered of the matrix with most of these headers for this evaluation."""
    for entry in _earlier(workspace, tables):
        home = _made(entry) or entry.memory["evaluation"]
        if evaluation is not None and home == evaluation:
            known = [_known(item, entry) for item in entry.memory["recommendations"]]
            return Memory(known, dict(entry.memory["ratings"]))
    return Memory()


def _earlier(workspace: Workspace, tables: Sequence[Table]) -> Iterator[Merged]:
    """Yield the imports of matrices that share most of their headers with these tables, latest first."""
    from workbench.merging.records import merged

    mine = set(signature(tables))
    for entry in reversed(merged(workspace)):
        theirs = set(entry.memory.get("signature", ())) if entry.kind == "matrix" else set()
        if len(mine & theirs) > _SHARED * max(len(mine), len(theirs)):
            yield entry


def _made(entry: Merged) -> int | None:
    return made_evaluation(entry.new)


def _known(item: dict[str, Any], entry: Merged, kind: str = "recommendation") -> Known:
    """Return one remembered thing; of what nobody has decided yet, what was given before that."""
    path, name, node = item["path"], item["name"], item["node"]

    def is_open(meaning: str) -> bool:
        return _key(path, kind, meaning) in entry.open

    said = {meaning: value for meaning, value in item["said"].items() if not is_open(meaning)}
    said |= {meaning: value for meaning, value in item["was"].items() if is_open(meaning)}
    return Known(
        path,
        name,
        entry.new.get(name) if node is None else node,
        item["reference"],
        item["text"],
        {meaning: declared(meaning).clean(value) for meaning, value in said.items()},
        {},
        {meaning: text for meaning, text in item["asked"].items() if not is_open(meaning)},
        {} if is_open(NOTES) else dict(item["notes"]),
        [_known(action, entry, "action") for action in item["actions"]],
        item["refused"] or entry.decided.get(f"new {kind}:{name}") == "ours",
        UNSAID if _is_confirmed(item, entry) else _kept_doubt(item.get("doubt", "")),
    )


def _kept_doubt(kept: Any) -> Sentence:
    """Return a doubt as it was kept: with what it was made of, or as words alone."""
    return kept_sentence(kept) if isinstance(kept, dict) else Sentence(kept)


def _is_confirmed(item: dict[str, Any], entry: Merged) -> bool:
    """Whether somebody took what the matrix says of a node, and left nothing of it to decide."""
    path, actions = item["path"], {f"new action:{action['name']}" for action in item["actions"]}

    def is_of(key: str) -> bool:
        return key in actions or key.startswith((f"{path}.", f"{path}/"))

    taken = any(is_of(key) and decision != "ours" for key, decision in entry.decided.items())
    return taken and not any(map(is_of, entry.open))


def _key(path: str, kind: str, meaning: str) -> str:
    """Return what a plan calls the field that a meaning names."""
    of, name = meaning.split(".")
    return f"{path}.{name}" if of == kind else f"{path}/{of}:.{name}"
