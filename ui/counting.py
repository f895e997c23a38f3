"""Numbers and lists in sentences: one form for one thing, another for several."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

translate = QCoreApplication.translate


def counted(number: int, one: str, several: str) -> str:
    """Return ``one`` for a single thing, else ``several`` with the number in place of ``{n}``."""
    return one if number == 1 else several.replace("{n}", str(number))


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: "one, two and three"; "" for none."""
    if len(words) < 2:
        return "".join(words)
    ahead = reduce(translate("Counting", "{0}, {1}").format, words[:-1])
    return translate("Counting", "{0} and {1}").format(ahead, words[-1])


def counted_kinds(counts: Mapping[str, int]) -> str:
    """Return how many nodes of each kind there are: "1 Office response and 3 actions"; "" for none."""
    forms = _forms_of_kinds()
    return listed([counted(number, *forms[kind]) for kind, number in counts.items()])


def _forms_of_kinds() -> Mapping[str, tuple[str, str]]:
    """Return what one node of each kind is called, and several."""
    return {
        "workspace": (translate("Counting", "1 workspace"), translate("Counting", "{n} workspaces")),
        "paper": (translate("Counting", "1 paper"), translate("Counting", "{n} papers")),
        "evaluation": (translate("Counting", "1 evaluation"), translate("Counting", "{n} evaluations")),
        "section": (translate("Counting", "1 section"), translate("Counting", "{n} sections")),
        "criterion": (translate("Counting", "1 criterion"), translate("Counting", "{n} criteria")),
        "key_finding": (translate("Counting", "1 key finding"), translate("Counting", "{n} key findings")),
        "paragraph": (translate("Counting", "1 paragraph"), translate("Counting", "{n} paragraphs")),
        "figure": (translate("Counting", "1 figure"), translate("Counting", "{n} figures")),
        "rating": (translate("Counting", "1 rating"), translate("Counting", "{n} ratings")),
        "recommendation": (
            translate("Counting", "1 recommendation"),
            translate("Counting", "{n} recommendations"),
        ),
        "response": (
            translate("Counting", "1 Office response"),
            translate("Counting", "{n} Office responses"),
        ),
        "contribution": (translate("Counting", "1 contribution"), translate("Counting", "{n} contributions")),
        "action": (translate("Counting", "1 action"), translate("Counting", "{n} actions")),
        "footnote": (translate("Counting", "1 footnote"), translate("Counting", "{n} footnotes")),
        "register": (translate("Counting", "1 register"), translate("Counting", "{n} registers")),
        "unit": (translate("Counting", "1 unit"), translate("Counting", "{n} units")),
        "challenge_set": (
            translate("Counting", "1 list of challenges"),
            translate("Counting", "{n} lists of challenges"),
        ),
        "challenge": (translate("Counting", "1 challenge"), translate("Counting", "{n} challenges")),
    }
