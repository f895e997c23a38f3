"""Reading the draft of the real paper beside a bare walk of python-docx over its paragraphs and cells."""

import pytest
from docx import Document

from workbench.intake import read_source
from workbench.paper import write_paper
from workbench.register import shipped_units
from workbench.workspace import Workspace

pytestmark = [pytest.mark.benchmark(group="a Word draft into a tree"), pytest.mark.corpus]


@pytest.fixture(scope="module")
def paper(gb340, tmp_path_factory):
    path = tmp_path_factory.mktemp("word") / "draft.docx"
    with Workspace.open(gb340, writable=False) as workspace:
        write_paper(workspace.snapshot(), path)
    return path


def test_ours(benchmark, paper):
    units = shipped_units()
    reading = benchmark.pedantic(lambda: read_source(paper, "auto", units), rounds=20, warmup_rounds=2)
    assert sum(1 for node in reading.root.walk() if node.kind == "recommendation") == 23


def test_plain(benchmark, paper):
    def walk():
        document = Document(str(paper))
        length = sum(len(paragraph.text) for paragraph in document.paragraphs)
        for table in document.tables:
            for row in table.rows:
                length += sum(len(cell.text) for cell in row.cells)
        return length

    assert benchmark.pedantic(walk, rounds=20, warmup_rounds=2) > 70_000
