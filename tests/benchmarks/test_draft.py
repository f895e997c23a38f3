"""A draft of the real paper beside a bare python-docx document with as many paragraphs."""

import docx
import pytest

from workbench.paper import write_paper
from workbench.workspace import Workspace

pytestmark = [pytest.mark.benchmark(group="draft of the paper"), pytest.mark.corpus]


@pytest.fixture
def draft(gb340, tmp_path):
    """A function that writes the draft, and the paragraphs in it."""
    with Workspace.open(gb340, writable=False) as workspace:
        snapshot = workspace.snapshot()
    path = tmp_path / "draft.docx"

    def write():
        write_paper(snapshot, path, replace=True)

    write()
    body = docx.Document(str(path)).element.body
    texts = [
        "".join(run.text or "" for run in p.iter(docx.oxml.ns.qn("w:t")))
        for p in body.iter(docx.oxml.ns.qn("w:p"))
    ]
    return write, texts


def test_ours(benchmark, draft):
    benchmark.pedantic(draft[0], rounds=15, warmup_rounds=1)


def test_plain(benchmark, draft, tmp_path):
    def write():
        document = docx.Document()
        for text in draft[1]:
            document.add_paragraph(text)
        document.save(str(tmp_path / "plain.docx"))

    benchmark.pedantic(write, rounds=15, warmup_rounds=1)
