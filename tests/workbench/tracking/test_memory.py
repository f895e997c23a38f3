"""Writing many workbooks holds one at a time."""

import gc
import tracemalloc

from tests.workbench.tracking.building import Paper
from workbench.tracking import write_sheets

UNITS = [f"UNIT{number:02}" for number in range(40)]
TEXT = "What the evaluation found speaks for doing this soon. " * 10


def test_memory_stays_flat_over_forty_workbooks(tmp_path):
    paper = Paper()
    for number in range(200):
        units = (UNITS[number % 40], UNITS[(number + 7) % 40])
        paper.recommend(*units, headline=f"Strand {number}", rationale=TEXT, response={"text": TEXT})
    held = []

    def note(done, total, what):
        gc.collect()  # openpyxl's workbooks hold themselves until the collector comes
        held.append(tracemalloc.get_traced_memory()[0])

    snapshot = paper.snapshot()
    tracemalloc.start()
    try:
        write_sheets(snapshot, tmp_path, progress=note)
    finally:
        tracemalloc.stop()
    assert len(held) == 41
    first, last = max(held[5:10]), max(held[-5:])
    one_workbook = 700_000  # bytes that openpyxl takes for one of these
    assert last - first < one_workbook
