"""A file as a source by what it holds: Word by its parts, PDF by its mark, the rest as text."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.files import check_is_file
from workbench.intake import source as text_source
from workbench.intake.form import Is
from workbench.intake.signs import PART

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.intake.source import Source

_ZIP = b"PK\x03\x04"
_HEADINGS = frozenset({Is.HEADING, Is.SECTION})
_FEWEST_SECTIONS = 2
_PDF = b"%PDF-"
_HEAD = 1024  # bytes within which a PDF file begins; other programs may put their own before it


def load(path: Path) -> Source:
    """Read the file at ``path``; raise UserError, in one sentence, where it is nothing we read."""
    check_is_file(path)
    try:
        with path.open("rb") as file:
            start = file.read(_HEAD)
            is_word = start.startswith(_ZIP) and _is_word(file)
    except OSError:
        return text_source.load(path)  # which says why
    if _PDF in start:
        from workbench.intake.pdf import load_pdf

        return load_pdf(path)
    if not is_word:
        return text_source.load(path)
    from workbench.documents import read_document
    from workbench.intake.word import source_of

    return source_of(read_document(path))


def from_bytes(data: bytes, name: str) -> Source:
    """Read the content of a file as :func:`load` does."""
    if _PDF in data[:_HEAD]:
        from workbench.intake.pdf import source_of_pdf

        return source_of_pdf(data, name)
    if not (data.startswith(_ZIP) and _is_word(io.BytesIO(data))):
        return text_source.from_bytes(data, name)
    from workbench.documents import read_document_bytes
    from workbench.intake.word import source_of

    return source_of(read_document_bytes(data, name))


def holds_paper(path: Path) -> bool:
    """Whether ``path`` is a Word document with the parts and sections of a paper, and no matrix.

    False where it cannot be read: whoever reads it then says why.
    """
    try:
        given = load(path).given
    except UserError:
        return False
    if given is None or given.is_paper or given.rows is None:
        return given is not None and given.is_paper
    forms = [(row, row.form) for row in given.rows if row.form is not None]
    sections = sum(1 for _, form in forms if form.is_ in _HEADINGS and form.role)
    has_part = any(
        form.is_ is Is.PART or PART.match(row.text) for row, form in forms if form.is_ is not Is.CELL
    )
    return has_part and sections >= _FEWEST_SECTIONS


def _is_word(file: io.BufferedReader | io.BytesIO) -> bool:
    """Whether a ZIP file has the parts of a Word document; a damaged one is no Word file to us."""
    try:
        with zipfile.ZipFile(file) as package:
            return any(name.lower().startswith("word/") for name in package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
