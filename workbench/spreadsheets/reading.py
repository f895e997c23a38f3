"""The one way in: a path becomes a Book, or one sentence says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.spreadsheets.loading import load
from workbench.spreadsheets.refusing import DAMAGED, Refused

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from workbench.spreadsheets.book import Book


def read_book(path: Path, *, formats: Collection[str] = ("xlsx", "ods")) -> Book:
    """Read the workbook at ``path``; raise UserError, naming the file, where it is refused whole.

    ``formats`` are those that are wanted, of "xlsx" (and .xlsm), "ods" and "csv". The content says what
    a file is, whatever it is called. Nothing in it is run, no link in it is followed.
    """
    try:
        return _read(load(path, "workbook"), path, formats)
    except Refused as refused:
        raise UserError("“{0}” {1}.", path.name, refused.sentence) from refused
    except Exception as error:  # a stranger's file breaks a reader in ways that nobody has listed
        raise UserError("“{0}” {1}.", path.name, DAMAGED) from error


def _read(content: bytes, path: Path, formats: Collection[str]) -> Book:
    from workbench.spreadsheets import recognising

    if not recognising.is_package(content):
        recognising.recognise_bytes(content, path.suffix, formats)
        from workbench.spreadsheets.delimited import read_delimited

        return read_delimited(content, path.stem)
    from workbench.spreadsheets.package import Package  # brings the compression libraries

    package = Package(content)
    package.refuse_document_types()
    if recognising.recognise_package(package, formats) == "ods":
        from workbench.spreadsheets.ods import read_ods

        return read_ods(package, path.name)
    from workbench.spreadsheets.xlsx import read_xlsx

    return read_xlsx(package, path.name)
