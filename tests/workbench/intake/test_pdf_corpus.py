"""The real paper, drafted and printed as PDF in several ways, reads as its text does."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.workbench.intake.pdf_files import printed
from tests.workbench.intake.skeleton import listing, skeleton
from workbench.importing import place_reading
from workbench.importing import read as read_into
from workbench.intake import Reading, read_bytes, read_source
from workbench.intake.pdf import source_of_pdf
from workbench.paper import write_paper
from workbench.register import shipped_units
from workbench.starting import start_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.corpus, pytest.mark.needs("soffice")]

PAPER = "gb340-pfa-7.txt"
PAGE = 'w:w="11906" w:h="16838"'
USUAL = re.compile(r"(<w:pPrDefault><w:pPr>.*?)(</w:pPr></w:pPrDefault>)", re.DOTALL)


@pytest.fixture(scope="module")
def draft(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("draft")
    with start_workspace(folder / "W.evw") as workspace:
        place_reading(workspace, read_into(corpus / PAPER, workspace.tree))
        write_paper(workspace.snapshot(), folder / "draft.docx")
    return folder / "draft.docx"


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("soffice")


@pytest.fixture(scope="module")
def of_text(corpus: Path) -> Reading:
    return read_source(corpus / PAPER, "auto", shipped_units())


def as_drafted(part: str, text: str) -> str:
    return text


def lying(part: str, text: str) -> str:
    """Wide pages, on which hardly a line ends where it did."""
    return text.replace(PAGE, 'w:w="16838" w:h="11906" w:orient="landscape"')


def in_columns(part: str, text: str) -> str:
    """Two columns on large pages, each with its own footnotes.

    No row is kept whole or repeated: LibreOffice leaves rows out where that does not fit into the column.
    """
    text = re.sub("<w:(?:cantSplit|tblHeader)/>", "", text)
    text = text.replace('<w:cols w:space="708"/>', '<w:cols w:num="2" w:space="500"/>')
    return text.replace(PAGE, 'w:w="16838" w:h="23811"')


def justified(part: str, text: str) -> str:
    """Lines drawn out to both margins, words divided, a typeface that draws letters together."""
    text = text.replace('"Noto Sans"', '"DejaVu Serif"')
    text = text.replace("<w:defaultTabStop", "<w:autoHyphenation/><w:defaultTabStop")
    return USUAL.sub(r'\1<w:jc w:val="both"/>\2', text)


def changed(draft: Path, change: Callable[[str, str], str]) -> Path:
    path = draft.with_name(f"{change.__name__}.docx")
    with zipfile.ZipFile(draft) as package, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in package.namelist():
            content = package.read(part)
            if part in ("word/document.xml", "word/styles.xml", "word/settings.xml"):
                content = change(part, content.decode()).encode()
            copy.writestr(part, content)
    return path


@pytest.mark.parametrize("change", [as_drafted, lying, in_columns, justified])
def test_the_paper_as_pdf_reads_as_its_text_does(
    change, draft: Path, profile: Path, of_text: Reading
) -> None:
    data = printed(changed(draft, change), profile)
    reading = read_bytes(data, "paper.pdf", register=shipped_units())
    assert listing(skeleton(reading)) == listing(skeleton(of_text))
    assert reading.unplaced == []
    known = {doubt.message for doubt in of_text.doubtful}
    more = [doubt for doubt in reading.doubtful if doubt.message not in known]
    assert all(re.match("The hyphen at the end|No sign shows", doubt.message) for doubt in more)


def test_every_line_is_in_one_class(draft: Path, profile: Path) -> None:
    data = printed(changed(draft, as_drafted), profile)
    reading, lines = read_bytes(data, "paper.pdf"), source_of_pdf(data, "paper.pdf").lines
    seen = Counter(line.line for line in (*reading.furniture, *reading.unplaced))
    for first, last, _ in reading.placed:
        seen.update(n for n in range(first, last + 1) if lines[n - 1].strip())
    assert seen == {n: 1 for n, line in enumerate(lines, 1) if line.strip()}


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("change", [as_drafted, justified])
def test_another_reader_finds_the_same_words(change, draft: Path, profile: Path) -> None:
    data = printed(changed(draft, change), profile)
    command = ["pdftotext", "-raw", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True, timeout=60)
    ours = source_of_pdf(data, "paper.pdf").text
    theirs = done.stdout.decode()
    more, less = words(ours) - words(theirs), words(theirs) - words(ours)
    assert (more + less).total() < 0.01 * words(theirs).total()  # words divided where one of us ends a line


def words(text: str) -> Counter[str]:
    """How often each word occurs."""
    return Counter(re.findall(r"[^\W\d_]+", text))
