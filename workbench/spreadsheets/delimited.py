"""Tables in text files (CSV): which encoding, what divides the fields, and the fields as text."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from workbench.spreadsheets.book import Book
from workbench.spreadsheets.filling import Budget, Filling
from workbench.spreadsheets.refusing import Refused
from workbench.spreadsheets.values import clean_text

DELIMITERS = "\t;|,"
"""The rarer in running text first: it wins where two divide equally well."""

_SAMPLE = 2**17
_SAMPLE_RECORDS = 200
_CONTROL = dict.fromkeys((*range(9), *range(14, 32)))
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_delimited(content: bytes, title: str) -> Book:
    """Read a text file as a workbook of one sheet, every value text; raise Refused where it is no text."""
    text = _decoded(content)
    delimiter, text = _declared(text)
    filling = Filling(title, Budget())
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text))
    try:
        for row, fields in enumerate(reader):
            for column, field in enumerate(fields):
                filling.put(row, column, clean_text(field))
    except csv.Error as error:
        raise Refused("holds a field that cannot be read, in line {0}", f"{reader.line_num:,}") from error
    sheet = filling.sheet()
    if not sheet.rows:
        raise Refused("is empty")
    return Book([sheet])


def _decoded(content: bytes) -> str:
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    for encoding in marked or ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text):
            return text
    raise Refused("is no text in UTF-8, UTF-16 or Windows-1252")


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return "\0" in text or (len(sample) - len(sample.translate(_CONTROL))) * 200 > len(sample)


def _declared(text: str) -> tuple[str, str]:
    """Return the delimiter that a first line "sep=;" names for Excel, "" without one, and the rest."""
    first, _, rest = text.partition("\n")
    if first[:4].lower() == "sep=" and len(first.rstrip("\r")) == 5:
        return first[4], rest
    return "", text


def _delimiter(text: str) -> str:
    """Return what divides the fields: it gives the most records the same number of them."""
    sample = text[:_SAMPLE]
    return max(DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter))


def _agreement(sample: str, delimiter: str) -> int:
    """Return how many records have the number of fields, two or more, that most of them have."""
    lengths: Counter[int] = Counter()
    try:
        for fields in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if len(fields) > 1:
                lengths[len(fields)] += 1
            if lengths.total() == _SAMPLE_RECORDS:
                break
    except csv.Error:
        return 0
    return max(lengths.values(), default=0)
