"""What an editor should see to in a draft: what is missing, off its list, or printed otherwise than meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench import vocabularies
from workbench.register import by_key
from workbench.schema import Type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.paper.view import View
    from workbench.schema import Field
    from workbench.tree import Node, Tree

NO_RESPONSE = "There is no Office response yet."

_NEEDED = {
    "paper": ("title", "symbol"),
    "criterion": ("heading",),
    "figure": ("caption",),
    "rating": ("score",),
    "recommendation": ("responsible_units", "priority", "time_implication", "resource_implication"),
}


class Remark(NamedTuple):
    """A sentence about a node, and the field it is about where it is about one."""

    node: int
    field: str | None
    message: str


def remarks(view: View, *, with_responses: bool) -> Iterator[Remark]:
    """Yield what there is to say about the values of every node that is printed, in printed order."""
    known = by_key(view.tree)
    answered = _answered(view)
    for printed in view.printed:
        node = printed.node
        yield from _missing(node)
        for field in node.declaration.fields.values():
            yield from _doubtful(view.tree, node, field, known)
        if with_responses and node.kind == "recommendation" and node.id not in answered:
            yield Remark(node.id, None, NO_RESPONSE)


def _answered(view: View) -> set[int | None]:
    answers = [printed.node for printed in view.printed if printed.node.kind == "response"]
    return {id for answer in answers for id in (answer.parent, *answer["also_answers"])}


def _missing(node: Node) -> Iterator[Remark]:
    for name in _NEEDED.get(node.kind, ()):
        if node[name] in (None, ()) and not (name == "responsible_units" and node["responsible_units_text"]):
            label = node.declaration.fields[name].label
            yield Remark(node.id, name, f"“{label}” is empty.")


def _doubtful(tree: Tree, node: Node, field: Field, known: Mapping[str, Node]) -> Iterator[Remark]:
    value = node[field.name]
    if value in (None, ()):
        return
    if field.type is Type.CHOICE:
        if value not in vocabularies.words(tree.root["vocabularies"], field.vocabulary or ""):
            message = f"“{value}” is not in the list for “{field.label}”; it is printed as it came."
            yield Remark(node.id, field.name, message)
    elif field.type in (Type.UNIT, Type.UNITS):
        for key in (value,) if isinstance(value, str) else value:
            if key not in known:
                yield Remark(node.id, field.name, f"“{key}” is not a unit of the register.")
    elif field.type is Type.SCORE and not _is_on_scale(value):
        yield Remark(node.id, field.name, f"A score of {value} is not on the scale from 1 to 6.")


def _is_on_scale(score: float | str) -> bool:
    return score == "NR" or (not isinstance(score, str) and 1 <= score <= 6)
