"""The rules: what each looks for in a node, the gravest findings of a node first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workbench import vocabularies
from workbench.checks.findings import (
    DOUBTFUL,
    MISSING,
    NO_RESPONSE,
    NOT_ANCHORED,
    OFF_LIST,
    OFF_SCALE,
    SEVERITIES,
    TOO_LONG,
    UNKNOWN_REFERENCE,
    UNKNOWN_TARGET,
    UNKNOWN_UNIT,
    Finding,
    Severity,
)
from workbench.markup import Anchor, Reference, Span, spans_of
from workbench.numbering import UNKNOWN
from workbench.schema import KINDS, Field, Type, Value
from workbench.sentences import Label, Sentence
from workbench.word_counts import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.checks.facts import Facts
    from workbench.tree import Node, Tree

_NO_TEXT: tuple[str, Severity, Sentence] = ("text", "error", Sentence("The text is missing."))
_NEEDED: Mapping[str, tuple[tuple[str, Severity, Sentence], ...]] = {
    "paper": (
        ("title", "error", Sentence("The paper has no title.")),
        ("symbol", "warning", Sentence("The paper has no symbol.")),
    ),
    "evaluation": (("title", "error", Sentence("The part has no title.")),),
    "criterion": (("heading", "error", Sentence("The heading is missing.")),),
    "key_finding": (_NO_TEXT,),
    "paragraph": (_NO_TEXT,),
    "footnote": (_NO_TEXT,),
    "challenge": (_NO_TEXT,),
    "figure": (("caption", "error", Sentence("The caption is missing.")),),
    "rating": (("score", "warning", Sentence("The score is missing.")),),
    "recommendation": (
        ("headline", "error", Sentence("The recommendation has no text.")),
        ("responsible_units", "warning", Sentence("No responsible unit is named.")),
        ("priority", "warning", Sentence("The priority is not set.")),
        ("time_implication", "hint", Sentence("The time implication is not set.")),
        ("resource_implication", "hint", Sentence("The resource implication is not set.")),
    ),
    "response": (
        (
            "acceptance",
            "warning",
            Sentence("Nobody has said yet whether the recommendation is accepted."),
        ),
        ("text", "warning", Sentence("The response has no text.")),
    ),
    "contribution": (("unit", "warning", Sentence("The unit is missing.")),),
    "action": (("description", "warning", Sentence("The action is not described.")),),
    "unit": (("name", "warning", Sentence("The full name is missing.")),),
}
"""What must not stay empty, by kind: field, severity, a sentence."""
_NO_ANSWER = Sentence("There is no Office response yet.")
_UNMARKED = Sentence("No text carries the mark of this footnote, so it is not printed.")

_TEXTS = {
    kind: tuple(field.name for field in declared.fields.values() if field.is_markup)
    for kind, declared in KINDS.items()
}

POINTING = frozenset({Type.UNIT, Type.UNITS})


def findings_in(facts: Facts, node: Node) -> tuple[Finding, ...]:
    """Return what there is to see to in a node itself, the gravest first."""
    found = [*_missing(facts, node), *_flagged(facts, node)]
    said = {finding.field for finding in found if finding.rule == OFF_LIST}
    found += [doubt for doubt in _doubts(facts, node) if doubt.field is None or doubt.field not in said]
    found.sort(key=_gravity)
    return tuple(found)


def points_elsewhere(node: Node) -> bool:
    """Whether printed numbers decide on findings of a node: it is, marks or refers to something."""
    texts = (node.fields[name] for name in _TEXTS[node.kind])
    return node.kind == "footnote" or any(text and "[" in text for text in texts)


def unknown_targets(facts: Facts, node: Node, text: str) -> list[Reference | Anchor]:
    """Return the references and footnote marks in a text of ``node`` that lead nowhere."""
    return [span for span in spans_of(text) if _is_unknown(facts, node, span)] if "[" in text else []  # type: ignore[misc]


def choices(tree: Tree, field: Field) -> Mapping[str, Mapping[str, str]]:
    """Return the word list of a choice: the workspace's own where it has one."""
    return vocabularies.words(tree.root["vocabularies"], field.vocabulary or "")


def off_list(node: int, field: Field, value: str) -> Finding:
    """Return the finding about a choice whose value is kept although its word list does not hold it."""
    message = Sentence(
        "“{0}” is not in the list for “{1}”; it is kept as it came.", value, Label(field.label)
    )
    return Finding(OFF_LIST, "warning", node, field.name, message, value)


def too_long(node: int, field: str, count: int, limit: int) -> Finding:
    """Return the finding about a text with more words than the limit set for its kind."""
    message = Sentence("The text has {0} words; the limit is {1}.", count, limit)
    return Finding(TOO_LONG, "warning", node, field, message, str(limit))


def _gravity(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)


def _missing(facts: Facts, node: Node) -> Iterator[Finding]:
    for field, severity, message in _NEEDED.get(node.kind, ()):
        if node.fields[field] in (None, ()):
            yield Finding(MISSING, severity, node.id, field, message)
    if node.kind == "recommendation" and not facts.is_answered(node.id):
        yield Finding(NO_RESPONSE, "warning", node.id, None, _NO_ANSWER)


def _flagged(facts: Facts, node: Node) -> Iterator[Finding]:
    for field in KINDS[node.kind].fields.values():
        value = node.fields[field.name]
        if value in (None, ()):
            continue
        if field.type is Type.CHOICE:
            yield from _off_list(facts, node, field, value)
        elif field.type in POINTING:
            yield from _unknown_units(facts, node, field, value)
        elif field.type is Type.NODES:
            yield from _unknown_nodes(facts, node, field, value)
        elif field.type is Type.SCORE:
            yield from _off_scale(node, field, value)
        elif field.is_markup:
            yield from _unknown_references(facts, node, field, value)
            yield from _too_long(facts, node, field, value)
    if node.kind == "footnote" and node.id not in facts.numbers.label:
        yield Finding(NOT_ANCHORED, "warning", node.id, None, _UNMARKED)


def _off_list(facts: Facts, node: Node, field: Field, value: str) -> Iterator[Finding]:
    if not vocabularies.is_listed(choices(facts.tree, field), value):
        yield off_list(node.id, field, value)


def _unknown_units(facts: Facts, node: Node, field: Field, value: Value) -> Iterator[Finding]:
    for key in (value,) if isinstance(value, str) else value:
        if key not in facts.units:
            message = Sentence("“{0}” is not a unit of the register.", key)
            yield Finding(UNKNOWN_UNIT, "warning", node.id, field.name, message, key)


def _unknown_nodes(facts: Facts, node: Node, field: Field, value: tuple[int, ...]) -> Iterator[Finding]:
    gone = [id for id in value if id not in facts.tree or facts.tree[id].kind != "recommendation"]
    if gone:
        message = Sentence("“{0}” names a recommendation that is not there.", Label(field.label))
        about = " ".join(map(str, gone))
        yield Finding(UNKNOWN_TARGET, "error", node.id, field.name, message, about)


def _off_scale(node: Node, field: Field, score: float | str) -> Iterator[Finding]:
    if score != "NR" and (isinstance(score, str) or not 1 <= score <= 6):
        message = Sentence("A score of {0} is not on the scale from 1 to 6.", score)
        yield Finding(OFF_SCALE, "warning", node.id, field.name, message, str(score))


def _unknown_references(facts: Facts, node: Node, field: Field, text: str) -> Iterator[Finding]:
    unknown = unknown_targets(facts, node, text)
    if unknown:
        message = Sentence("“{0}” refers to something that is not there; it prints “?”.", Label(field.label))
        about = " ".join(sorted({_name(span) for span in unknown}))
        yield Finding(UNKNOWN_REFERENCE, "error", node.id, field.name, message, about)


def _too_long(facts: Facts, node: Node, field: Field, text: str) -> Iterator[Finding]:
    limit = facts.limits.get((node.kind, field.name))
    if limit is None:
        return
    count = words_in(text, partial(_printed, facts, node.id))
    if count > limit:
        yield too_long(node.id, field.name, count, limit)


def _printed(facts: Facts, node: int, reference: Reference) -> str:
    return facts.numbers.printed(reference, node)


def _is_unknown(facts: Facts, node: Node, span: Span) -> bool:
    if isinstance(span, Anchor):
        return span.node not in facts.tree or facts.tree[span.node].kind != "footnote"
    return isinstance(span, Reference) and facts.numbers.printed(span, node.id) == UNKNOWN


def _name(span: Reference | Anchor) -> str:
    return f"^{span.node}" if isinstance(span, Anchor) else f"{span.target}|{span.form or ''}"


def _doubts(facts: Facts, node: Node) -> Iterator[Finding]:
    for doubt in facts.doubts.get(node.id, ()):
        if doubt.stands(node):
            message = Sentence("The import was not sure: {0}", doubt.message)
            yield Finding(DOUBTFUL, "hint", node.id, doubt.field, message, doubt.text)
