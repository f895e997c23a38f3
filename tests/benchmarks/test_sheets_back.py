"""Reading and merging forty returned sheets beside plain ``load_workbook`` on the same files."""

import shutil

import openpyxl
import pytest

from tests.benchmarks.thousand import make_thousand
from tests.workbench.tracking.building import rows_of
from workbench.merging.applying import apply
from workbench.merging.planning import plan
from workbench.merging.reading import read_returns
from workbench.merging.records import merged
from workbench.tracking import write_sheets
from workbench.workspace import Workspace

pytestmark = pytest.mark.benchmark(group="reading and merging 40 sheets")
ROUNDS = {"rounds": 3, "warmup_rounds": 1}


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """The workspace and its forty sheets, each with five answers changed and an action added."""
    folder = tmp_path_factory.mktemp("back")
    with make_thousand(folder / "W.evw") as workspace:
        written = write_sheets(workspace.snapshot(), folder / "sheets")
    for file in written.files:
        _fill_in(file.path)
    return folder / "W.evw", [file.path for file in written.files]


def _fill_in(path):
    book = openpyxl.load_workbook(path)
    leads = [row for row in rows_of(book["Response"]) if row["recommendation.part"].value == "Lead"]
    for row in leads[:5]:
        row["response.text"].value = "We will do so together with the regional offices."
    new = next(row for row in rows_of(book["Actions"]) if row["action.number"].value == "new")
    new["recommendation.reference"].value = leads[0]["recommendation.reference"].value
    new["action.description"].value = "Report on progress every year"
    book.save(path)


def test_ours(benchmark, sent, tmp_path):
    numbers = iter(range(100))

    def copy():
        path = tmp_path / f"{next(numbers)}.evw"
        shutil.copy(sent[0], path)
        return (path,), {}

    def merge(path):
        with Workspace.open(path) as workspace:
            incoming = read_returns(workspace, sent[1])
            made = plan(workspace.tree, workspace.point, incoming.returns, merged(workspace))
            applied = apply(workspace, made)
            assert all(one.edits for one in applied)
            assert len(applied) == 40

    benchmark.pedantic(merge, setup=copy, **ROUNDS)


def test_plain(benchmark, sent):
    def load():
        for path in sent[1]:
            openpyxl.load_workbook(path)

    benchmark.pedantic(load, **ROUNDS)
