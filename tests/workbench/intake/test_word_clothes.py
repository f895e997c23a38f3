"""The same paper in Word files of other origin than ours reads as it does from text."""

from __future__ import annotations

import pytest

from tests.workbench.intake import clothes
from tests.workbench.intake.made_up import PAPER
from tests.workbench.intake.skeleton import listing, skeleton
from tests.workbench.intake.word_clothes import dress, without_notes
from workbench.intake import Reading, read_bytes

CONTENT = without_notes(PAPER)
WARDROBE = {
    "usual styles": {},
    "bold headings": {"headings": "bold"},
    "headings in capitals": {"headings": "capitals"},
    "headings by outline level": {"headings": "outline"},
    "automatic numbers": {"numbers": "automatic"},
    "automatic numbers, bold headings": {"numbers": "automatic", "headings": "bold"},
    "key findings in tables": {"findings": "table"},
    "key findings between borders": {"findings": "borders"},
    "key findings in text boxes": {"findings": "box"},
    "columns in another order": {"table": "turned"},
    "tables split over pages": {"table": "split"},
    "merged cells": {"table": "merged"},
    "names before values": {"table": "sideways"},
    "a head of two rows": {"table": "two heads"},
    "values after typed names": {"table": "labelled"},
    "names and values a paragraph each": {"table": "lines"},
    "typed bullets": {"bullets": "typed"},
    "typed ratings": {"ratings": "typed"},
}


@pytest.fixture(scope="module")
def usual() -> list[str]:
    return comparable(read_bytes(clothes.dress(CONTENT)))


def comparable(reading: Reading) -> list[str]:
    """The tree of a reading; the legend of a figure is left out, which these files do not have."""
    for node in reading.root.walk():
        node.fields.pop("scale", None)
        if node.fields.get("heading"):
            node.fields["heading"] = node.fields["heading"].lower()
    return listing(skeleton(reading))


@pytest.mark.parametrize("name", WARDROBE)
def test_the_same_paper_as_a_word_file_reads_the_same(name: str, usual: list[str]) -> None:
    reading = read_bytes(dress(CONTENT, **WARDROBE[name]), "paper.docx")
    assert comparable(reading) == usual
    assert reading.unplaced == []
