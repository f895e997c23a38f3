"""Marks of the texts we wrote outside the answers, by which a text typed there later is told."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from workbench.tracking.sending import ACTIONS, README, RESPONSE, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook


def mark_of(text: str) -> str:
    """Return a short mark of a text, the same whatever white space is in it."""
    words = " ".join(text.split())
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def known_marks(book: Workbook) -> list[str]:
    """Return the marks of all texts on *Read me* and *Recommendation text*, in headers and page footers."""
    return list(dict.fromkeys(mark_of(text) for text in _texts(book)))


def _texts(book: Workbook) -> Iterator[str]:
    for title, last in ((README, None), (TEXTS, None), (RESPONSE, 1), (ACTIONS, 1)):
        if title in book.sheetnames:
            for row in book[title].iter_rows(max_row=last, values_only=True):
                yield from (str(value) for value in row if value is not None)
            footer = book[title].oddFooter
            if footer is not None:
                yield (footer.left.text or "").replace("&&", "&")
