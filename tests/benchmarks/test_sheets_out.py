"""Forty tracking sheets for 1,000 recommendations beside plain openpyxl writing the same cells."""

import openpyxl
import pytest

from tests.benchmarks.thousand import make_thousand
from workbench.tracking import write_sheets

pytestmark = pytest.mark.benchmark(group="writing 40 tracking sheets")
ROUNDS = {"rounds": 3, "warmup_rounds": 1}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    with make_thousand(tmp_path_factory.mktemp("out") / "W.evw") as workspace:
        return workspace.snapshot()


def folders(tmp_path):
    """Return a function that gives a fresh folder for each round."""
    numbers = iter(range(100))
    return lambda: ((tmp_path / str(next(numbers)),), {})


def test_ours(benchmark, snapshot, tmp_path):
    def write(folder):
        written = write_sheets(snapshot, folder)
        assert len(written.files) == 40

    benchmark.pedantic(write, setup=folders(tmp_path), **ROUNDS)


def test_plain(benchmark, snapshot, tmp_path):
    written = write_sheets(snapshot, tmp_path / "ours")
    books = [openpyxl.load_workbook(file.path) for file in written.files]
    cells = [{sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book} for book in books]

    def write(folder):
        folder.mkdir()
        for number, sheets in enumerate(cells):
            book = openpyxl.Workbook()
            book.remove(book.worksheets[0])
            for title, rows in sheets.items():
                sheet = book.create_sheet(title)
                for row in rows:
                    sheet.append(row)
            book.save(folder / f"{number}.xlsx")

    benchmark.pedantic(write, setup=folders(tmp_path), **ROUNDS)
