"""Boxes of key findings that stay on one page, as far as a page allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.paper import styles
from workbench.paper.ooxml import Element, new, text_of, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WHOLE = 1800  # characters in a box that fills less than a page


def keep_boxes_together(noted: Iterable[tuple[str, Element]]) -> None:
    """Keep each box of consecutive key findings on one page.

    ``noted`` are paragraphs in order, each with its style. A box too long for a page may break between two
    findings, but leaves none alone: the first two stay together, and so do the last two. No finding breaks
    in itself where its style keeps its lines.
    """
    box: list[Element] = []
    findings = [paragraph for style, paragraph in noted if style == styles.KEY_FINDING]
    for paragraph in findings:
        if box and paragraph.getprevious() is not box[-1]:
            _keep(box)
            box = []
        box.append(paragraph)
    _keep(box)


def _keep(box: Sequence[Element]) -> None:
    is_whole = sum(len(text_of(paragraph)) for paragraph in box) <= _WHOLE
    for paragraph in box[:-1] if is_whole else [*box[:-1][:1], *box[1:-1][-1:]]:
        properties = paragraph.find(w("pPr"))
        if properties is not None and properties.find(w("keepNext")) is None:
            properties.insert(1, new("keepNext"))  # right after the style, as the schema wants it
