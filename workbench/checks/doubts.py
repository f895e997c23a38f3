"""What an intake was not sure of, kept beside the document until somebody has changed the place."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from workbench.beside import as_number, as_text, kept_entries
from workbench.kept_sentences import kept_sentence, sentence_as_json
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.tree import Node
    from workbench.workspace import Workspace

_NAME = "doubts"
_UNDECIDED = Sentence("“{0}” stays as text: it is not clear what it refers to.")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reading that was doubtful: the words in the source, why, and how its place looked then."""

    node: int
    field: str | None
    text: str
    message: Sentence
    seen: str

    def stands(self, node: Node) -> bool:
        """Whether nobody has changed the place since."""
        is_there = self.field is None or self.field in node.fields
        return is_there and self.seen == _look(node, self.field)


def keep_doubts(workspace: Workspace, report: Mapping[str, Any]) -> None:
    """Keep the doubts of an intake report beside the document, after those of earlier intakes."""
    tree = workspace.tree
    found = [
        *((item, Sentence(item["message"])) for item in report["doubtful"]),
        *((item, Sentence(_UNDECIDED, item["text"])) for item in report["undecided_references"]),
    ]
    doubts = [
        _doubt(tree[item["node"]], item, message)
        for item, message in found
        if item.get("node") is not None and item["node"] in tree
    ]
    if doubts:
        kept = kept_entries(workspace, _NAME, _kept)
        workspace.keep(_NAME, [asdict(doubt) | sentence_as_json(doubt.message) for doubt in (*kept, *doubts)])


def kept_doubts(workspace: Workspace) -> dict[int, list[Doubt]]:
    """Return the doubts that are kept, by node."""
    by_node: dict[int, list[Doubt]] = {}
    for doubt in kept_entries(workspace, _NAME, _kept):
        by_node.setdefault(doubt.node, []).append(doubt)
    return by_node


def _kept(value: Any) -> Doubt:
    field = value["field"]
    return Doubt(
        node=as_number(value["node"]),
        field=None if field is None else as_text(field),
        text=as_text(value["text"]),
        message=kept_sentence(value),
        seen=as_text(value["seen"]),
    )


def _doubt(node: Node, item: Mapping[str, Any], message: Sentence) -> Doubt:
    field = item.get("field") or None
    field = field if field in node.fields else None
    return Doubt(node.id, field, item["text"], message, _look(node, field))


def _look(node: Node, field: str | None) -> str:
    """Return a fingerprint of a field, of all fields where none is named."""
    import hashlib  # needed where an intake was in doubt only

    value = node.fields if field is None else node.fields[field]
    return hashlib.sha256(repr(value).encode(errors="replace")).hexdigest()[:16]
