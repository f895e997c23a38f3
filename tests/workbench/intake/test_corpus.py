"""The real paper and the real page of challenges, read as they came."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from workbench import markup
from workbench.intake import Reading, read_source
from workbench.register import shipped_units
from workbench.subtree import Subtree

pytestmark = pytest.mark.corpus

PAPER = "gb340-pfa-7.txt"
NOTE_MARK = re.compile(r"(?<=[.,)a-zA-Z]) (?:[1-9]|1[0-3])(?= |$)")


@pytest.fixture(scope="module")
def reading(corpus: Path) -> Reading:
    return read_source(corpus / PAPER, "auto", shipped_units())


@pytest.fixture(scope="module")
def source(corpus: Path) -> list[str]:
    return (corpus / PAPER).read_text("utf-8").split("\n")


def of_kind(reading: Reading, kind: str) -> list[Subtree]:
    return [node for node in reading.root.walk() if node.kind == kind]


def sections(part: Subtree, role: str) -> list[Subtree]:
    return [node for node in part.walk() if node.kind == "section" and node.fields["role"] == role]


def words(text: str | None) -> str:
    """The text without markup, references to nodes as "#" and footnote marks left out."""
    facts = {"evaluations": "three", "symbol": "GB/PFA"}
    return " ".join(markup.plain_blocks(text, lambda reference: facts.get(str(reference.target), "#")))


def test_counts_of_every_kind(reading: Reading) -> None:
    counts = Counter(node.kind for node in reading.root.walk())
    assert counts["evaluation"] == 3
    assert counts["criterion"] == 20
    assert counts["key_finding"] == 62
    assert counts["footnote"] == 13
    assert counts["recommendation"] == counts["response"] == 23
    assert counts["rating"] == 14
    assert counts["paragraph"] + 23 + 23 == 139


def test_counts_of_each_part(reading: Reading) -> None:
    parts = of_kind(reading, "evaluation")
    assert [sum(n.kind == "key_finding" for n in p.walk()) for p in parts] == [21, 18, 23]
    assert [sum(n.kind == "recommendation" for n in p.walk()) for p in parts] == [9, 7, 7]
    assert [(p.fields["period_from"], p.fields["period_to"]) for p in parts] == [
        (2014, 2019),
        (2010, 2019),
        (2016, 2019),
    ]


def test_the_title_over_five_lines_is_whole(reading: Reading, source: list[str]) -> None:
    third = of_kind(reading, "evaluation")[2]
    printed = " ".join(" ".join(source[1091:1100]).split()).removeprefix("Part III. ")
    assert third.fields["title"] == printed


def printed_paragraphs(source: list[str]) -> dict[int, str]:
    """Every numbered paragraph as an independent, simple reading of this file sees it."""
    found: dict[int, list[str]] = {}
    skipped = False
    number = 0
    for line in source:
        text = line.strip()
        start = re.match(r"(\d{1,3})\. ", text)
        if start and int(start[1]) == number + 1:
            number, skipped = number + 1, False
            found[number] = [text[start.end() :]]
        elif re.match(
            r"[A-I]\.? [A-Z]|Key finding|Recommendation \d$|Responsible unit|Office resp|Part I|Purpose and|Summary of"
            r"|Overall|Conclusions and|Recommendations$|Draft dec|\d+ [A-Z]|1 2 3|\d\d? +A|https?:|Figure \d\.|GB.340/PFA/7 8",
            text,
        ):
            skipped = not re.match(r"GB|\d+ [A-Z]", text) or skipped
            note = bool(re.match(r"\d+ +[A-Z]", text))
            skipped = "note" if note else skipped
        elif skipped == "note" and line.startswith(" ") and text:
            skipped = False
            if number:
                found[number].append(text)
        elif number and not skipped and text:
            found[number].append(text)
    return {n: " ".join(lines) for n, lines in found.items()}


def read_paragraphs(reading: Reading) -> dict[int, str]:
    """The texts of the numbered paragraphs in printed order."""
    texts: list[str] = []
    for section in of_kind(reading, "section"):
        for node in section.walk():
            if node.kind == "paragraph" and node.fields["numbered"]:
                texts.append(node.fields["text"])
            elif node.kind == "recommendation":
                texts.append("\n\n".join(filter(None, (node.fields["headline"], node.fields.get("rationale")))))
        if section.fields["role"] == "office_response":
            part = next(p for p in of_kind(reading, "evaluation") if section in p.children)
            texts += [n.fields["text"] for n in part.walk() if n.kind == "response"]
    return dict(enumerate(texts, 1))


def comparable(text: str) -> str:
    """Letters and digits only, so that hyphens, marks and references do not matter."""
    return re.sub(r"[^A-Za-z]+", "", text)


def test_every_paragraph_equals_the_source(reading: Reading, source: list[str]) -> None:
    printed, read = printed_paragraphs(source), read_paragraphs(reading)
    assert sorted(printed) == sorted(read) == list(range(1, 140))
    different = [n for n in printed if comparable(words(read[n])) != comparable(printed[n])]
    assert different == []
