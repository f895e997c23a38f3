"""The contents of a Word file: entries by their style, their links, or the page numbers below the title."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workbench.intake.word_forms import is_furniture
from workbench.paper.words import LANGUAGES
from workbench.paper.words import words as fixed_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.documents import Paragraph

_TITLES = frozenset({"table of contents", "sommaire", "contenido", "índice de contenido"})
_PAGED = re.compile(r".*(?:[\t…]|\.\s?\.)\s*(?:\d{1,3}|[ivx]{1,5})\s*$")
_PAGE = frozenset({"page", "página"})
_FEWEST = 2


def contents_in(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return the ids of the paragraphs that make up the contents, with the title above them."""
    for place, paragraph in enumerate(paragraphs):
        if _folded(paragraph) in _titles():
            end = _end(paragraphs, place + 1)
            if end is not None:
                return {id(taken) for taken in paragraphs[place:end]}
    return set()


def _end(paragraphs: Sequence[Paragraph], start: int) -> int | None:
    """Return where the entries end that begin at ``start``, None where there are none."""
    found, end = 0, start
    for place in range(start, len(paragraphs)):
        paragraph = paragraphs[place]
        if _is_entry(paragraph):
            found, end = found + 1, place + 1
        elif paragraph.text.strip() and _folded(paragraph) not in _PAGE:
            break
    is_sure = found >= _FEWEST or (found and is_furniture(paragraphs[end - 1]))
    return end if is_sure else None


def _is_entry(paragraph: Paragraph) -> bool:
    if is_furniture(paragraph):
        return True
    if paragraph.level is not None:
        return False
    if _PAGED.match(paragraph.text):
        return True
    words = [span for span in paragraph.spans if span.text.strip()]
    return bool(words) and all(span.url.startswith("#") for span in words)


def _folded(paragraph: Paragraph) -> str:
    return " ".join(paragraph.text.split()).strip(" :").lower()


@cache
def _titles() -> frozenset[str]:
    return _TITLES | {fixed_words(language)["contents"].lower() for language in LANGUAGES}
