"""The rows of an intake report lead near their place, also where there are very many."""

from __future__ import annotations

import random
import time

from ui.report_panel import findings


def report(placed, lines):
    return {
        "placed": placed,
        "unplaced": [],
        "doubtful": [],
        "undecided_references": [],
        "furniture": [{"line": line, "text": "page"} for line in lines],
    }


def test_a_line_that_was_left_out_leads_to_what_was_placed_last_before_it():
    chance = random.Random(5)
    placed = [[first := chance.randint(3, 60), first + 1, node] for node in range(1, 40)]
    for row in findings(report(placed, range(1, 70))):
        before = [(first, node) for first, _, node in placed if first <= row.line]
        assert row.node == (max(before)[1] if before else None)


def test_twenty_thousand_lines_are_told_at_once():
    placed = [[line, line, line] for line in range(1, 20_001)]
    start = time.process_time()
    assert len(findings(report(placed, range(1, 20_001, 4)))) == 5000
    assert time.process_time() - start < 1
