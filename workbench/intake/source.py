"""A source file as numbered lines: bytes in, text out, everything unreadable refused early."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.files import check_is_file
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workbench.intake.rows import Row

MAX_BYTES = 4 * 2**20
"""Fifty times the longest paper we know of; more is no paper and is not even read."""

_SIGNATURES = (
    (b"%PDF", Sentence("a PDF file")),
    (b"PK\x03\x04", Sentence("a Word, Excel or ZIP file (in Word, save it as plain text, UTF-8)")),
    (b"\xd0\xcf\x11\xe0", Sentence("an old Word or Excel file")),
    (b"{\\rtf", Sentence("a rich-text file")),
    (b"\x89PNG", Sentence("a picture")),
    (b"\xff\xd8\xff", Sentence("a picture")),
    (b"GIF8", Sentence("a picture")),
    (b"SQLite format 3", Sentence("a database or workspace")),
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # starts like the UTF-16 mark, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = bytes((*range(9), *range(14, 28), 127))
_SAMPLE = 1 << 14
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SOFT_HYPHEN = re.compile("\u00ad(?=\\w)")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a line that a person should look at, known before it is read."""

    line: int
    text: str
    message: Sentence


@dataclass(slots=True)
class Given:
    """What a source that is more than text says beside its lines; all of it may be missing.

    ``rows`` are the non-blank lines in order, those of the ``notes`` left out, which are the rows of the
    footnotes by key. ``furniture`` are lines known to stand beside the text. ``bookmarks`` gives the line
    that each bookmark begins in.
    ``has_live_references``: a number in the text that is no field is meant to be text. ``is_paper``: it
    says itself that it is a paper.
    """

    rows: list[Row] | None = None
    furniture: set[int] = field(default_factory=set)
    notes: Mapping[str, list[Row]] = field(default_factory=dict)
    bookmarks: Mapping[str, int] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    language: str = "en"
    has_live_references: bool = False
    is_paper: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A source, whole and as its physical lines without their ends, ``lines[0]`` being line 1.

    Letters that typesetting drew together are apart again, and words are without soft hyphens.
    """

    name: str
    sha256: str
    lines: list[str]
    text: str
    given: Given | None = None


def load(path: Path) -> Source:
    """Read ``path`` as a text source; raise UserError where it is too big, empty or no text."""
    check_is_file(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UserError(
                "{0} was refused: {1} MB is far more than any paper (the limit is {2} MB).",
                path.name,
                f"{size / 2**20:.0f}",
                MAX_BYTES // 2**20,
            )
        data = path.read_bytes()
    except OSError as error:
        raise UserError("{0} cannot be read: {1}.", path.name, error.strerror or str(error)) from error
    return from_bytes(data, path.name)


def from_bytes(data: bytes, name: str) -> Source:
    """Return the lines of ``data``; raise UserError where it is empty or no text."""
    if len(data) > MAX_BYTES:
        raise UserError("{0} was refused: it is far longer than any paper.", name)
    text = untypeset(_decode(data, name))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    if text.isspace() or not text:
        raise UserError("{0} was refused: the file is empty.", name)
    return Source(name, hashlib.sha256(data).hexdigest(), lines, text)


def _decode(data: bytes, name: str) -> str:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UserError("{0} was refused: it is {1}, not plain text.", name, what)
    text = _text_of(data)
    if text is None:
        raise UserError("{0} was refused: it is neither UTF-8, UTF-16 nor Windows-1252 text.", name)
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        sample = text[:_SAMPLE].encode("utf-8", "replace")
    if (len(sample) - len(sample.translate(None, _CONTROL))) * 200 > len(sample):
        raise UserError("{0} was refused: it is a binary file, not plain text.", name)
    return text


def untypeset(text: str) -> str:
    """Return ``text`` without ligatures, and without soft hyphens but those at line ends."""
    for ligature, letters in _LIGATURES.items():
        if ligature in text:
            text = text.replace(ligature, letters)
    return _SOFT_HYPHEN.sub("", text) if "\u00ad" in text else text


def _text_of(data: bytes) -> str | None:
    """Return ``data`` decoded, None where it is in none of the encodings that papers come in."""
    for encoding, start in _encodings(data):
        try:
            return data[start:].decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _encodings(data: bytes) -> list[tuple[str, int]]:
    """Return the encodings to try, each with where its text starts."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return [(encoding, len(mark))]
    if b"\0" in data[:_SAMPLE]:
        return [(_unmarked_utf16(data[:_SAMPLE]), 0)]
    return [("utf-8", 0), ("cp1252", 0)]


def _unmarked_utf16(sample: bytes) -> str:
    """Return the byte order that the zero bytes of Latin text in UTF-16 show."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 10 * even + len(sample) // 8:
        return "utf-16-le"
    if even > 10 * odd + len(sample) // 8:
        return "utf-16-be"
    return "utf-8"  # holds zero bytes, so it is refused as binary
