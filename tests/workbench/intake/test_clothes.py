"""The same content in other clothes reads the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.workbench.intake.clothes import Clothes, dress
from tests.workbench.intake.made_up import PAPER
from tests.workbench.intake.skeleton import listing, skeleton
from workbench.intake import Reading, read_bytes

WARDROBE: dict[str, dict[str, Any]] = {
    "Windows line ends": {"newline": "\r\n"},
    "old Macintosh line ends": {"newline": "\r"},
    "byte-order mark": {"encoding": "utf-8-sig"},
    "UTF-16": {"encoding": "utf-16"},
    "UTF-16 without a mark": {"encoding": "utf-16-be"},
    "Windows-1252": {"encoding": "cp1252"},
    "narrow": {"width": 56},
    "narrow, words divided at hyphens": {"width": 61, "break_hyphens": True},
    "wide": {"width": 130},
    "very wide": {"width": 390},
    "double blanks": {"blanks": 2},
    "triple blanks": {"blanks": 3},
    "no blanks": {"blanks": 0},
    "no blanks, narrow": {"blanks": 0, "width": 64},
    "no blanks, wide": {"blanks": 0, "width": 110},
    "no blanks, no headers": {"blanks": 0, "page": 0},
    "no page headers": {"page": 0},
    "short pages": {"page": 7},
    "odd pages": {"page": 13, "header": "{page} {symbol}"},
    "header without blanks": {"page": 11, "header_blanks": False},
    "page numbers only": {"page": 17, "header": "{page}"},
    "symbol only": {"page": 19, "header": "{symbol}"},
    "page of pages": {"page": 23, "header": "Page {page} of 12"},
    "dashed page numbers": {"page": 15, "header": "– {page} –"},
    "two-line headers": {"page": 16, "header": "{symbol}\n{page}"},
    "ILO headers": {"page": 14, "header": "ILO | {symbol} | {page}"},
    "form feeds": {"page": 21, "header": "\f{symbol} {page}"},
    "notes at the end": {"notes": "end"},
    "notes below the paragraph": {"notes": "paragraph"},
    "marks glued": {"mark": "{number}"},
    "marks in brackets": {"mark": "[{number}]"},
    "cells one per line": {"table": "cells"},
    "cells on one line": {"table": "line"},
    "cells with tabs": {"table": "tabs"},
    "cells in another order": {"table": "turned"},
    "cells with labels": {"table": "labelled"},
    "dashes for bullets": {"bullet": "- "},
    "en dashes for bullets": {"bullet": "– "},
    "letters o for bullets": {"bullet": "o "},
    "squares for bullets": {"bullet": "▪ "},
    "indented bullets": {"indent": "  "},
    "no bullets but an indent": {"bullet": " "},
    "dots after labels": {"label": "Recommendation {numbers}."},
    "colons after labels": {"label": "Recommendation {numbers}:"},
    "no dot after letters": {"letter": "{letter} "},
    "bracket after letters": {"letter": "{letter}) "},
    "wide gap after numbers": {"number": "{number}.    "},
    "axis among the conclusions": {"axis_late": True},
    "other headings": {
        "headings": {
            "scope": "Purpose, scope and methodology",
            "findings": "Key findings",
            "assessment": "Overall ratings",
            "conclusions": "Conclusions",
            "response": "Response of the Office",
            "decision": "Draft outcome",
        }
    },
    "headings in capitals": {
        "headings": {
            "findings": "SUMMARY OF FINDINGS",
            "recommendations": "RECOMMENDATIONS",
            "response": "OFFICE RESPONSE",
        }
    },
}


def read(**choices: Any) -> Reading:
    return read_bytes(dress(PAPER, **choices))


def without_headings(lines: list[str]) -> list[str]:
    return ["section" if line.strip().startswith("section") else line for line in lines]


@pytest.fixture(scope="module")
def usual() -> list[str]:
    return listing(skeleton(read()))


@pytest.mark.parametrize("name", WARDROBE)
def test_the_same_paper_in_other_clothes_reads_the_same(name: str, usual: list[str]) -> None:
    choices = WARDROBE[name]
    worn = listing(skeleton(read(**choices)))
    if "headings" in choices:
        assert without_headings(worn) == without_headings(usual)
    else:
        assert worn == usual


@pytest.mark.parametrize("name", WARDROBE)
def test_nothing_is_unplaced_in_any_clothes(name: str) -> None:
    assert read(**WARDROBE[name]).unplaced == []


def test_another_symbol_is_read_from_the_header() -> None:
    revised = replace(PAPER, symbol="GB.337/PFA/6(Rev.1)")
    reading = read_bytes(dress(revised))
    assert reading.root.fields["symbol"] == "GB.337/PFA/6"
    assert reading.root.fields["revision"] == 1


def test_clothes_have_a_usual_set() -> None:
    assert Clothes().width == 88
