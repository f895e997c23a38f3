"""Boxes of key findings: whole on a page where they fit, else without a lone finding."""

import pytest

from tests.workbench.paper.samples import blank, snapshot
from tests.workbench.paper.word import root
from workbench.paper.ooxml import w


def kept(draft, findings):
    """Write a box of findings and return, by paragraph, whether it stays with the next."""
    e = blank()
    part = e.insert(e.insert(1, "paper"), "evaluation", {"title": "T"})
    section = e.insert(part, "section", {"role": "findings", "heading": "F"})
    criterion = e.insert(section, "criterion", {"heading": "C"})
    for text in findings:
        e.insert(criterion, "key_finding", {"text": text})
    e.insert(criterion, "paragraph", {"text": "After."})
    path, _ = draft(snapshot(e))
    properties = [p.find(w("pPr")) for p in root(path).iter(w("p"))]
    boxed = [p for p in properties if p is not None and p[0].get(w("val")) == "KeyFinding"]
    return "".join("k" if p.find(w("keepNext")) is not None else "-" for p in boxed)


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        (["One."], "-"),
        (["One.", "Two.", "Three."], "kk-"),
        (["One.\n\n- more"], "k-"),
        (["Long. " * 100] * 6, "k---k-"),
        (["Long. " * 400], "-"),
        (["Long. " * 400] * 2, "k-"),
    ],
)
def test_what_stays_with_the_next(draft, findings, expected):
    assert kept(draft, findings) == expected


def test_two_boxes_are_kept_each_for_itself(draft):
    e = blank()
    part = e.insert(e.insert(1, "paper"), "evaluation", {"title": "T"})
    section = e.insert(part, "section", {"role": "findings", "heading": "F"})
    for heading in ("A", "B"):
        criterion = e.insert(section, "criterion", {"heading": heading})
        e.insert(criterion, "key_finding", {"text": "x " * 600})
        e.insert(criterion, "key_finding", {"text": "y."})
    path, _ = draft(snapshot(e))
    properties = [p.find(w("pPr")) for p in root(path).iter(w("p"))]
    boxed = [p for p in properties if p is not None and p[0].get(w("val")) == "KeyFinding"]
    assert [p.find(w("keepNext")) is not None for p in boxed] == [True, False, True, False]
