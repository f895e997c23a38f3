"""What a node lacks or what in it needs a second look, each in a sentence and in a word or two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from ui.wordlists import is_off_list
from workbench.markup import Anchor, Reference, spans_of
from workbench.numbering import UNKNOWN, Numbers
from workbench.register import by_key
from workbench.schema import KINDS, Field, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.tree import Node, Tree

translate = QCoreApplication.translate
Sign = Literal["missing", "warning"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to see to: an icon's name, a word or two, a sentence, the field it is about."""

    sign: Sign
    short: str
    sentence: str
    field: str | None = None


def marks(tree: Tree, numbers: Numbers, id: int) -> tuple[Mark, ...]:
    """Return what is missing or flagged in a node itself, the gravest first."""
    node = tree[id]
    return (*_missing(tree, node), *_flagged(tree, numbers, node))


def _missing(tree: Tree, node: Node) -> Iterator[Mark]:
    for field, short, sentence in _needed(node.kind):
        if node.fields[field] in (None, ()):
            yield Mark("missing", short, sentence, field)
    if node.kind == "recommendation" and not _is_answered(tree, node.id):
        yield Mark(
            "missing",
            translate("Marks", "no response"),
            translate("Marks", "There is no Office response yet."),
        )


def _needed(kind: str) -> tuple[tuple[str, str, str], ...]:
    """Return (field, short, sentence) for every field of a kind that must not stay empty."""
    words = {
        "paper": [
            ("title", translate("Marks", "no title"), translate("Marks", "The paper has no title.")),
            ("symbol", translate("Marks", "no symbol"), translate("Marks", "The paper has no symbol.")),
        ],
        "evaluation": [
            ("title", translate("Marks", "no title"), translate("Marks", "The part has no title."))
        ],
        "criterion": [
            ("heading", translate("Marks", "no heading"), translate("Marks", "The heading is missing."))
        ],
        "figure": [
            ("caption", translate("Marks", "no caption"), translate("Marks", "The caption is missing."))
        ],
        "rating": [("score", translate("Marks", "no score"), translate("Marks", "The score is missing."))],
        "recommendation": [
            (
                "headline",
                translate("Marks", "no text"),
                translate("Marks", "The recommendation has no text."),
            ),
            (
                "responsible_units",
                translate("Marks", "no unit"),
                translate("Marks", "No responsible unit is named."),
            ),
            ("priority", translate("Marks", "no priority"), translate("Marks", "The priority is not set.")),
        ],
        "response": [
            (
                "acceptance",
                translate("Marks", "no acceptance"),
                translate("Marks", "Nobody has said yet whether the recommendation is accepted."),
            ),
            ("text", translate("Marks", "no text"), translate("Marks", "The response has no text.")),
        ],
        "contribution": [("unit", translate("Marks", "no unit"), translate("Marks", "The unit is missing."))],
        "action": [
            ("description", translate("Marks", "no text"), translate("Marks", "The action is not described."))
        ],
        "unit": [("name", translate("Marks", "no name"), translate("Marks", "The full name is missing."))],
    }
    no_text = [("text", translate("Marks", "no text"), translate("Marks", "The text is missing."))]
    texts = ("key_finding", "paragraph", "footnote", "challenge")
    return tuple(no_text if kind in texts else words.get(kind, []))


def _is_answered(tree: Tree, recommendation: int) -> bool:
    """Whether a recommendation has a response of its own or shares that of another."""
    if tree.children(recommendation, "response"):
        return True
    part = tree.ancestor(recommendation, "evaluation")
    responses = tree.of_kind("response", part.id) if part else iter(())
    return any(recommendation in response["also_answers"] for response in responses)


def _flagged(tree: Tree, numbers: Numbers, node: Node) -> Iterator[Mark]:
    for field in KINDS[node.kind].fields.values():
        value = node.fields[field.name]
        if value in (None, ()):
            continue
        if is_off_list(tree, field, value):
            yield off_list(field, value)
        elif field.type in (Type.UNIT, Type.UNITS):
            yield from _unknown_units(tree, field, value)
        elif field.type is Type.NODES:
            yield from _unknown_nodes(tree, field, value)
        elif field.type is Type.SCORE and not _is_on_scale(value):
            yield Mark(
                "warning",
                translate("Marks", "off the scale"),
                translate("Marks", "A score of {0} is not on the scale from 1 to 6.").format(value),
                field.name,
            )
        elif field.is_markup:
            yield from _unknown_targets(tree, numbers, node, field, value)
    if node.kind == "footnote" and node.id not in numbers.label:
        yield Mark(
            "warning",
            translate("Marks", "not anchored"),
            translate("Marks", "No text carries the mark of this footnote, so it is not printed."),
        )


def off_list(field: Field, value: str) -> Mark:
    """Return the mark for a choice whose value is kept although its word list does not hold it."""
    sentence = translate("Marks", "“{0}” is not in the list for “{1}”; it is kept as it came.")
    return Mark(
        "warning", translate("Marks", "off the list"), sentence.format(value, field.label), field.name
    )


def _unknown_units(tree: Tree, field: Field, value: str | tuple[str, ...]) -> Iterator[Mark]:
    known = by_key(tree)
    for key in (value,) if isinstance(value, str) else value:
        if key not in known:
            sentence = translate("Marks", "“{0}” is not a unit of the register.").format(key)
            yield Mark("warning", translate("Marks", "unknown unit"), sentence, field.name)


def _unknown_nodes(tree: Tree, field: Field, value: tuple[int, ...]) -> Iterator[Mark]:
    if any(id not in tree or tree[id].kind != "recommendation" for id in value):
        sentence = translate("Marks", "“{0}” names a recommendation that is not there.").format(field.label)
        yield Mark("warning", translate("Marks", "unknown target"), sentence, field.name)


def _is_on_scale(score: float | str) -> bool:
    return score == "NR" or (not isinstance(score, str) and 1 <= score <= 6)


def _unknown_targets(tree: Tree, numbers: Numbers, node: Node, field: Field, text: str) -> Iterator[Mark]:
    if "[" not in text:
        return
    for span in spans_of(text):
        unknown = (isinstance(span, Reference) and numbers.printed(span, node.id) == UNKNOWN) or (
            isinstance(span, Anchor) and (span.node not in tree or tree[span.node].kind != "footnote")
        )
        if unknown:
            sentence = translate("Marks", "“{0}” refers to something that is not there; it prints “?”.")
            yield Mark(
                "warning", translate("Marks", "unknown reference"), sentence.format(field.label), field.name
            )
            return
