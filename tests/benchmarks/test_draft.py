"""A draft of the real paper beside a bare python-docx document with as many paragraphs."""

import docx
import pytest

from workbench.paper import write_paper
from workbench.paper.ooxml import text_of, w
from workbench.workspace import Workspace

pytestmark = [pytest.mark.benchmark(group="draft of the paper"), pytest.mark.corpus]


def test_ours(benchmark, gb340, tmp_path):
    with Workspace.open(gb340, writable=False) as workspace:
        snapshot = workspace.snapshot()
    benchmark.pedantic(
        lambda: write_paper(snapshot, tmp_path / "draft.docx", replace=True), rounds=15, warmup_rounds=1
    )


def test_plain(benchmark, gb340, tmp_path):
    with Workspace.open(gb340, writable=False) as workspace:
        write_paper(workspace.snapshot(), tmp_path / "draft.docx")
    texts = [text_of(p) for p in docx.Document(tmp_path / "draft.docx").element.body.iter(w("p"))]

    def write():
        document = docx.Document()
        for text in texts:
            document.add_paragraph(text)
        document.save(str(tmp_path / "plain.docx"))

    benchmark.pedantic(write, rounds=15, warmup_rounds=1)
