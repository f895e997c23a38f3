"""Reading the lines of the real paper's PDF beside pdfium's own extraction of its text, page by page."""

import pypdfium2
import pytest

from tests.workbench.intake.pdf_files import printed
from workbench.intake.pdf import source_of_pdf
from workbench.paper import write_paper
from workbench.workspace import Workspace

pytestmark = [
    pytest.mark.benchmark(group="lines of a PDF"),
    pytest.mark.corpus,
    pytest.mark.needs("soffice"),
]


@pytest.fixture(scope="module")
def paper(gb340, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pdf")
    with Workspace.open(gb340, writable=False) as workspace:
        write_paper(workspace.snapshot(), folder / "draft.docx")
    return printed(folder / "draft.docx", folder / "profile")


def test_ours(benchmark, paper):
    benchmark.pedantic(lambda: source_of_pdf(paper, "paper.pdf"), rounds=30, warmup_rounds=2)


def test_plain(benchmark, paper):
    def extract():
        document = pypdfium2.PdfDocument(paper)
        length = 0
        for page in document:
            text = page.get_textpage()
            length += len(text.get_text_range())
            text.close()
            page.close()
        document.close()
        return length

    assert benchmark.pedantic(extract, rounds=30, warmup_rounds=2) > 80_000
