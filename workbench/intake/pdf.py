"""Reading PDF files into the lines of a source, in the order in which a person reads them.

Runs of text as they are drawn (``pdf_runs``) make lines (``pdf_lines``), lines pages with their running
lines and footnotes known by their place (``pdf_pages``), and pages rows (``pdf_rows``). Scripts,
attachments and links in a file are never followed.
"""

from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.garbage import uncollected
from workbench.intake.pdf_file import is_drawn_on, links_of, load_page, open_pdf, refuse_crowded
from workbench.intake.pdf_lines import in_columns
from workbench.intake.pdf_pages import Measures, Page, page_of, take_notes, take_running_lines
from workbench.intake.pdf_rows import RowMaker
from workbench.intake.pdf_runs import Pages
from workbench.intake.source import Given, Remark, Source
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pypdfium2 import PdfDocument

MAX_BYTES = 50 * 2**20
"""A thousand times the paper we know best, with room for pictures."""

_MOST_LETTERS = 4 * 2**20
_FEWEST_LETTERS = 20  # a page, on average, in a file that is more than pictures
_FEWEST_WORDED = 0.4  # share of letters and digits in text that can be read
_SAMPLE = 5000  # letters

_one_at_a_time = threading.Lock()  # pdfium is not made for several threads


def load_pdf(path: Path) -> Source:
    """Read the PDF file at ``path`` as :func:`source_of_pdf` does."""
    try:
        _check_size(path.stat().st_size, path.name)
        data = path.read_bytes()
    except OSError as error:
        raise UserError("{0} cannot be read: {1}.", path.name, error.strerror or str(error)) from error
    return source_of_pdf(data, path.name)


def source_of_pdf(data: bytes, name: str) -> Source:
    """Return the lines of the PDF file ``data``; raise UserError, in one sentence, where it has no text."""
    _check_size(len(data), name)
    with uncollected():
        return _read(data, name)


def _read(data: bytes, name: str) -> Source:
    with _one_at_a_time:
        document = open_pdf(data, name)
        try:
            pages = list(_pages(document, name))
        finally:
            document.close()
    _check_text(pages, name)
    return _source(pages, name, hashlib.sha256(data).hexdigest())


def _check_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        raise UserError(
            "{0} was refused: {1} MB is far more than any paper (the limit for PDF files is {2} MB).",
            name,
            f"{size / 2**20:.0f}",
            MAX_BYTES // 2**20,
        )


def _pages(document: PdfDocument, name: str) -> Iterator[Page]:
    reader, letters = Pages(), 0
    for number in range(len(document)):
        page = load_page(document, number, name)
        try:
            refuse_crowded(page, number, name)
            runs = reader.runs(page, links_of(document, page))
            is_drawn = bool(runs) or is_drawn_on(page)
        finally:
            page.close()
        letters += sum(len(run.text) for run in runs)
        if letters > _MOST_LETTERS:
            raise UserError("{0} was refused: it is far longer than any paper.", name)
        yield page_of(number + 1, runs, is_drawn=is_drawn)


def _check_text(pages: Sequence[Page], name: str) -> None:
    letters = sum(len(line.text) for page in pages for line in page.lines)
    if not letters and not any(page.is_drawn for page in pages):
        raise UserError("{0} was refused: its pages are empty.", name)
    if letters < _FEWEST_LETTERS * sum(page.is_drawn for page in pages):
        raise UserError(
            "{0} was refused: its pages are pictures without text; put it through text recognition (OCR)"
            " first.",
            name,
        )
    sample = "".join([line.text for page in pages for line in page.lines])[:: letters // _SAMPLE + 1]
    sample = "".join(sample.replace(".", " ").split())
    if sum(map(str.isalnum, sample)) < _FEWEST_WORDED * len(sample):
        raise UserError(
            "{0} was refused: its fonts do not tell which letters they draw; put it through text recognition"
            " (OCR) first.",
            name,
        )


def _source(pages: Sequence[Page], name: str, sha256: str) -> Source:
    take_running_lines(pages)
    for page in pages:
        page.lines = in_columns(page.lines)
    measures = Measures(pages)
    take_notes(pages, measures)
    maker = RowMaker(measures)
    remarks: list[Remark] = []
    for page in pages:
        maker.add(page)
        if page.is_drawn and page.is_empty:
            message = Sentence(
                "Page {0} shows something but holds no text; a picture of text is not read.", page.number
            )
            remarks.append(Remark(max(1, len(maker.lines)), "", message))
    given = Given(rows=maker.rows, furniture=maker.furniture, remarks=remarks)
    return Source(name, sha256, maker.lines, "\n".join(maker.lines), given)
