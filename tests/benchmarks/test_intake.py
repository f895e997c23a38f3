"""Intake of the real paper beside reading the file and matching one number pattern on every line."""

import re

import pytest

from workbench.intake import read_source
from workbench.register import shipped_units

pytestmark = [pytest.mark.benchmark(group="intake of the text"), pytest.mark.corpus]
NUMBER = re.compile(r"\d+\.\s")


def test_ours(benchmark, corpus):
    units = shipped_units()
    benchmark.pedantic(
        lambda: read_source(corpus / "gb340-pfa-7.txt", "auto", units), rounds=100, warmup_rounds=2
    )


def test_plain(benchmark, corpus):
    def match():
        text = (corpus / "gb340-pfa-7.txt").read_text(encoding="utf-8")
        return sum(1 for line in text.splitlines() if NUMBER.search(line))

    assert benchmark.pedantic(match, rounds=100, warmup_rounds=2) > 139
