"""What can be done about a finding at once: each a sentence, and the edits that do it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from workbench.checks.findings import (
    MISSING,
    NOT_ANCHORED,
    OFF_LIST,
    UNKNOWN_REFERENCE,
    UNKNOWN_TARGET,
    UNKNOWN_UNIT,
    Finding,
)
from workbench.checks.rules import choices, unknown_targets
from workbench.markup import parse, render
from workbench.schema import KINDS, Value
from workbench.sentences import Sentence
from workbench.vocabularies import CLOSED, VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbench.checks.facts import Facts
    from workbench.editor import Editor

_NEAR = 0.6
_REMOVE_EMPTY = {
    "paragraph": Sentence("Remove the empty paragraph"),
    "key_finding": Sentence("Remove the empty key finding"),
    "footnote": Sentence("Remove the empty footnote"),
    "challenge": Sentence("Remove the empty challenge"),
}


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to mend a finding: ``words`` say what it does, ``apply`` does it."""

    words: Sentence
    apply: Callable[[Editor], object]


def fixes(facts: Facts, finding: Finding) -> list[Fix]:
    """Return what can be done about a finding, what is likeliest to be right first."""
    known = _FIXES.get(finding.rule)
    return list(known(facts, finding)) if known and finding.node in facts.tree else []


def _set(finding: Finding, value: Value, editor: Editor) -> None:
    editor.set(finding.node, finding.field or "", value)


def _remove(node: int, editor: Editor) -> None:
    editor.remove(node)


def _missing(facts: Facts, finding: Finding) -> Iterator[Fix]:
    words = _REMOVE_EMPTY.get(facts.tree[finding.node].kind)
    if finding.field == "text" and words and not facts.tree[finding.node].children:
        yield Fix(words, partial(_remove, finding.node))


def _not_anchored(facts: Facts, finding: Finding) -> Iterator[Fix]:
    yield Fix(Sentence("Remove the footnote"), partial(_remove, finding.node))


def _off_list(facts: Facts, finding: Finding) -> Iterator[Fix]:
    field = KINDS[facts.tree[finding.node].kind].fields[finding.field or ""]
    words = choices(facts.tree, field)
    spellings = {label: key for key, labels in words.items() for label in (key, *labels.values())}
    nearest = _nearest(finding.about, spellings)
    choose = {
        key: Fix(Sentence("Choose “{0}”", labels.get("en", key)), partial(_set, finding, key))
        for key, labels in words.items()
    }
    yield from (choose.pop(key) for key in nearest)
    if field.vocabulary and field.vocabulary not in CLOSED:
        add = Sentence("Add “{0}” to the list", finding.about)
        yield Fix(add, partial(_add_word, field.vocabulary, finding.about))
    yield from choose.values()


def _add_word(vocabulary: str, word: str, editor: Editor) -> None:
    root = editor.tree.root
    own = dict(root["vocabularies"] or {})
    words = own.get(vocabulary) or VOCABULARIES[vocabulary]
    own[vocabulary] = {**{key: dict(labels) for key, labels in words.items()}, word: {"en": word}}
    editor.set(root.id, "vocabularies", own)


def _unknown_unit(facts: Facts, finding: Finding) -> Iterator[Fix]:
    spellings = {
        spelling: key
        for key, unit in facts.units.items()
        for spelling in (unit["abbreviation"], unit["name"])
        if spelling
    }
    for key in _nearest(finding.about, spellings):
        yield Fix(Sentence("Choose “{0}”", key), partial(_replace_unit, finding, key))
    add = Sentence("Add “{0}” to the register", finding.about)
    yield Fix(add, partial(_add_unit, finding.about))


def _replace_unit(finding: Finding, key: str, editor: Editor) -> None:
    value = editor.tree[finding.node][finding.field or ""]
    if isinstance(value, tuple):
        value = tuple(key if unit == finding.about else unit for unit in value)
    else:
        value = key
    editor.set(finding.node, finding.field or "", value)


def _add_unit(key: str, editor: Editor) -> None:
    root = editor.tree.root_id
    registers = editor.tree.children(root, "register")
    register = registers[0].id if registers else editor.insert(root, "register")
    editor.insert(register, "unit", {"abbreviation": key} if _is_abbreviation(key) else {"name": key})


def _is_abbreviation(key: str) -> bool:
    return " " not in key and key.upper() == key


def _unknown_target(facts: Facts, finding: Finding) -> Iterator[Fix]:
    value = facts.tree[finding.node][finding.field or ""]
    gone = set(map(int, finding.about.split()))
    there = tuple(id for id in value if id not in gone)
    yield Fix(Sentence("Leave out what is not there"), partial(_set, finding, there))


def _unknown_reference(facts: Facts, finding: Finding) -> Iterator[Fix]:
    node = facts.tree[finding.node]
    text = node[finding.field or ""]
    dead = unknown_targets(facts, node, text)
    blocks = [
        block._replace(spans=tuple(span for span in block.spans if span not in dead)) for block in parse(text)
    ]
    yield Fix(Sentence("Take the dead reference out of the text"), partial(_set, finding, render(blocks)))


def _nearest(word: str, spellings: dict[str, str]) -> list[str]:
    """Return up to two keys whose spelling is like ``word``, case aside."""
    folded = {spelling.casefold(): key for spelling, key in spellings.items()}
    near = difflib.get_close_matches(word.casefold(), folded, n=4, cutoff=_NEAR)
    return list(dict.fromkeys(folded[spelling] for spelling in near))[:2]


_FIXES: dict[str, Callable[[Facts, Finding], Iterator[Fix]]] = {
    MISSING: _missing,
    NOT_ANCHORED: _not_anchored,
    OFF_LIST: _off_list,
    UNKNOWN_UNIT: _unknown_unit,
    UNKNOWN_TARGET: _unknown_target,
    UNKNOWN_REFERENCE: _unknown_reference,
}
