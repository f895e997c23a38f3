"""Law 1: whatever comes in, every line is in one class, and nothing but UserError comes out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbench.intake.clothes import dress
from tests.workbench.intake.made_up import PAPER
from workbench.errors import UserError
from workbench.intake import Reading, read_bytes

if TYPE_CHECKING:
    import random

LINES = dress(PAPER, page=20, axis_late=True).decode().split("\n")
NOISE = [
    "",
    "7",
    "1. ",
    "12. Something else",
    "Recommendation 2",
    "Recommendations 1 and 9",
    "Recommendations",
    "Key finding 3: Again",
    "A. Relevance",
    "B Coherence",
    "Part II. Again 2011–12",
    "Responsible unit Priority",
    "High Short-term Low",
    "Office response",
    "Draft decision",
    "Figure 2. Again",
    "1 2 3 4 5 6",
    "Overall",
    "Relevance 4.2",
    "6 = Highly satisfactory",
    "GB.351/PFA/9 17",
    "https://www.example.org/a-b",
    "- an item;",
    "(b) another",
    "2 A footnote of its own.",
    "¹",
    "*[x](y) [[3]] [^4] \\",
    "\u200b",
    "\x0c",
    "Appendix I",
    "see paragraph 3 of the report and Recommendation 2 (1 and 2).",
    "ends with a hyphen-",
]

mutation = st.tuples(
    st.sampled_from(["drop", "repeat", "noise", "swap", "cut", "join", "indent"]),
    st.integers(0, len(LINES) - 1),
    st.integers(0, 40),
    st.sampled_from(NOISE),
)


def mutate(lines: list[str], step: tuple[str, int, int, str]) -> list[str]:
    """One mutation of a text; places beyond its end do nothing."""
    what, place, size, noise = step
    before, there, after = lines[:place], lines[place : place + size], lines[place + size :]
    match what:
        case "drop":
            return before + after
        case "repeat":
            return before + there + there + after
        case "noise":
            return [*before, noise, *there, *after]
        case "swap":
            return before + after[:size] + there + after[size:]
        case "cut":
            return before if size > 35 else lines
        case "join":
            return [*before, " ".join(there), *after]
    return before + ["  " + line for line in there] + after


def assert_every_line_is_in_one_class(reading: Reading, lines: list[str]) -> None:
    classes: dict[int, int] = {}
    nodes = {node.id for node in reading.root.walk()}
    for first, last, node in reading.placed:
        assert node in nodes
        for number in range(first, last + 1):
            if lines[number - 1].strip():
                classes[number] = classes.get(number, 0) + 1
    for line in (*reading.furniture, *reading.unplaced):
        classes[line.line] = classes.get(line.line, 0) + 1
    assert classes == {number: 1 for number, line in enumerate(lines, 1) if line.strip()}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(mutation, max_size=6))
def test_every_line_is_in_one_class_whatever_happens_to_the_text(steps):
    lines = LINES
    for step in steps:
        lines = mutate(lines, step)
    data = "\n".join(lines).encode()
    try:
        reading = read_bytes(data, form="gb-paper")
    except UserError:
        return
    assert reading.lines == len(lines) - (not lines[-1])
    assert_every_line_is_in_one_class(reading, lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*NOISE, *LINES]), max_size=60), st.randoms(use_true_random=False))
def test_any_shuffle_of_lines_is_read_or_refused(lines: list[str], chance: random.Random):
    chance.shuffle(lines)
    try:
        reading = read_bytes("\n".join(lines).encode())
    except UserError:
        return
    assert_every_line_is_in_one_class(reading, lines)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes):
    with pytest.raises(UserError):
        read_bytes(data)


HOSTILE = {
    "one long line": "x" * 3_000_000,
    "one long line of words": "Recommendation 3 agrees is " * 25_000,
    "dots": "." * 2_000_000 + "x",
    "spaces within a line": "a" + " " * 2_000_000 + "b",
    "a long first item": "1. " + "a, b and (c) " * 150_000,
    "many numbers": "\n".join(str(n % 7) for n in range(12_000)),
    "many short lines": "A\n" * 120_000,
    "many hyphens": "one-\ntwo-\n" * 20_000,
    "many paragraphs": "\n".join(f"{n}. See paragraph 1 and (2 and 3)." for n in range(12_000)),
    "many answers": "Part I. A\nRecommendation 1\n" + "Response to Recommendation 1\n" * 3_000,
    "many numbers alone": "\n\n".join(f"{n % 90}\nText" for n in range(9_000)),
    "many footnotes": "\n".join(f"{n} The note" for n in range(12_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_bounded_time(name: str):
    start = time.perf_counter()
    for text in (HOSTILE[name], "\n".join([*LINES[:120], HOSTILE[name], *LINES[120:]])):
        try:
            read_bytes(text[: 4 * 2**20 - 100_000].encode())
        except UserError:
            continue
    assert time.perf_counter() - start < 10
