"""Words that a draft prints ahead of what somebody wrote: "Key finding 3:", "Part I.", "Recommendation 2"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.documents.document import Paragraph
from workbench.lettering import Letter
from workbench.paper.front_words import LABELLED

if TYPE_CHECKING:
    from workbench.documents.document import Table
    from workbench.paper.view import View
    from workbench.paper.words import Words
    from workbench.returning.passages import Passage

COLUMNS = ("responsible_units", "priority", "time_implication", "resource_implication")
"""The columns of a recommendation's table, in order."""

_LETTERED = re.compile(r"[A-Z]{1,2}\.\s*(?=\S)")
_TYPED = re.compile(r"\d{1,4}\s?[.)]\s")
_KINDS = ("key_finding", "part", "recommendation", "figure")
_MEANS = {"part": "evaluation"}


@dataclass(frozen=True)
class Leads:
    """Finds the fixed words of one language."""

    words: Words

    def find(self, passage: Passage) -> tuple[str, int] | None:
        """Return the kind of node whose lead a paragraph begins with, and how many tokens that is."""
        text = passage.text
        for key in _KINDS:
            before, after = self.words.around(key)
            found = re.match(rf"{_loose(before)}\s*[0-9IVXLCDM]+\s*{_loose(after)}", text, re.IGNORECASE)
            if found and (key != "recommendation" or found.end() == len(text)):
                return _MEANS.get(key, key), _tokens_within(passage, found[0])
        listed = re.match(rf"{_loose(self.words.around('recommendations', 'numbers')[0])}\s*\d+\D+\d+", text)
        if listed:
            return "response", _tokens_within(passage, listed[0])
        lettered = _LETTERED.match(text)
        if lettered and passage.style.startswith("heading"):
            return "criterion", _tokens_within(passage, lettered[0])
        return None

    def answered(self, passage: Passage, view: View, part: int | None) -> int | None:
        """Return the recommendation that the heading of an answer names, None where that is not certain."""
        for item in (item for token in passage.tokens for item in token.items):
            live = item.live if isinstance(item, Letter) else None
            if live and isinstance(live.reference.target, int):
                return live.reference.target
        numbers = [token.text for token in passage.tokens if token.text.isdigit()]
        there = view.tree.of_kind("recommendation", part)
        return next((node.id for node in there if [view.numbers.label.get(node.id)] == numbers), None)

    def typed_number(self, passage: Passage) -> int:
        """Return how many tokens are a paragraph number that somebody typed; 0 where Word counts."""
        content = passage.content
        if isinstance(content, Paragraph) and content.is_counted:
            return 0
        found = _TYPED.match(passage.text + " ")
        return _tokens_within(passage, found[0]) if found else 0

    def is_labelled(self, text: str) -> bool:
        """Whether a line of the front page begins with the label of a field."""
        labels = (self.words["labelled"].format(label=self.words[name]) for name in LABELLED)
        return any(text.casefold().startswith(label.casefold()) for label in labels)

    def is_of_advice(self, table: Table) -> bool:
        """Whether a table has the columns of a recommendation."""
        return self.columns(table) is not None

    def columns(self, table: Table) -> dict[str, int] | None:
        """Return where the columns of a recommendation's table stand, None where it has others."""
        if len(table.rows) < 2:
            return None
        heads = {_plain(cell.text): at for at, cell in table.rows[0].items()}
        found = {
            name: heads[_plain(self.words[name])] for name in COLUMNS if _plain(self.words[name]) in heads
        }
        if len(found) == len(COLUMNS):
            return found
        return dict(zip(COLUMNS, sorted(heads.values()), strict=True)) if len(heads) == len(COLUMNS) else None


def _loose(text: str) -> str:
    return r"\s*".join(re.escape(word) for word in text.split())


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _tokens_within(passage: Passage, text: str) -> int:
    """Return how many tokens the beginning ``text`` of a passage takes up."""
    rest = len("".join(text.split()))
    for count, token in enumerate(passage.tokens):
        if rest <= 0:
            return count
        rest -= len("".join(token.text.split()))
    return len(passage.tokens)
