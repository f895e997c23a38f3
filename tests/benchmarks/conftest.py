"""Benchmarks in pairs: ours and the plain way of doing it, in the same run, as a ratio.

``python -m pytest tests/benchmarks --benchmark-enable`` prints the table that README shows.
"""

from collections import defaultdict

import pytest

from workbench.importing import place_reading, read
from workbench.starting import start_workspace

LIMITS = {
    "first painted window": 2,
    "first painted rows": 1.8,
    "one acknowledged edit": 3,
    "intake of the text": 10,
    "lines of a PDF": 2,
    "a Word draft into a tree": 2,
    "draft of the paper": 3,
    "5,000 paragraphs and docxtpl's loops": 1,
    "5,000 paragraphs and pandoc": 0.2,
    "filtering 100,000 nodes": 0.1,
    "a typed letter": 2,
    "a typed letter with the preview": 1,
    "selecting a recommendation": 4,
    "memory at 100,000 nodes": 1.5,
    "setting a field of 1,000 recommendations": 4,
    "writing 40 tracking sheets": 1.5,
    "reading and merging 40 sheets": 1.5,
}


@pytest.fixture(scope="session")
def gb340(corpus, tmp_path_factory):
    """The path of a workspace that holds the real paper."""
    path = tmp_path_factory.mktemp("gb340") / "W.evw"
    with start_workspace(path) as workspace:
        place_reading(workspace, read(corpus / "gb340-pfa-7.txt", workspace.tree))
    return path


def pytest_terminal_summary(terminalreporter, config):
    times = defaultdict(dict)
    for entry in config._benchmarksession.benchmarks:
        if entry.stats.data:
            figure = entry.extra_info.get("bytes") or min(entry.stats.data)
            times[entry.group][entry.name.split("[")[0]] = figure
    pairs = {group: found for group, found in times.items() if {"test_ours", "test_plain"} <= set(found)}
    if not pairs:
        return
    terminalreporter.section("ratios")
    terminalreporter.line("| what | ours | the plain way | ratio | at most |")
    terminalreporter.line("|---|---|---|---|---|")
    for group, found in pairs.items():
        ours, plain = found["test_ours"], found["test_plain"]
        terminalreporter.line(
            f"| {group} | {_said(ours)} | {_said(plain)} | {ours / plain:.2f} | {LIMITS.get(group, '')} |"
        )


def _said(figure):
    """Return seconds or, where it is a whole number, bytes in words."""
    return f"{figure / 1e6:.0f} MB" if isinstance(figure, int) else f"{1000 * figure:.1f} ms"
