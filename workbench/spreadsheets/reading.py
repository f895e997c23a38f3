"""The one way in: a path becomes a Book, or one sentence says why not."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.spreadsheets.refusing import DAMAGED, Refused

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from workbench.spreadsheets.book import Book

MAX_FILE = 50 * 2**20
"""Bytes of a file as it lies on the disk."""

_OWNER_FILES = ("~$", ".~lock.")


def read_book(path: Path, *, formats: Collection[str] = ("xlsx", "ods")) -> Book:
    """Read the workbook at ``path``; raise UserError, naming the file, where it is refused whole.

    ``formats`` are those that are wanted, of "xlsx" (and .xlsm), "ods" and "csv". The content says what
    a file is, whatever it is called. Nothing in it is run, no link in it is followed.
    """
    try:
        return _read(_load(path), path, formats)
    except Refused as refused:
        raise UserError(f"“{path.name}” {refused}.") from refused
    except Exception as error:  # a stranger's file breaks a reader in ways that nobody has listed
        raise UserError(f"“{path.name}” {DAMAGED}.") from error


def _load(path: Path) -> bytes:
    """Return the content of a file; raise Refused where it is none, is too big or cannot be read."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refused("is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):
            raise Refused("is a device or pipe, not a file")
        if status.st_size > MAX_FILE:
            raise Refused(
                f"is {status.st_size / 2**20:,.0f} MB large; at most {MAX_FILE // 2**20} MB are read"
            )
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Refused("is not there") from error
    except PermissionError as error:
        raise Refused("may not be read; close it in other programs and try again") from error
    except OSError as error:
        raise Refused(f"could not be read: {error.strerror or error}") from error
    if path.name.startswith(_OWNER_FILES) and not content.startswith(b"PK"):
        raise Refused("only marks a workbook that is open elsewhere; choose the workbook itself")
    return content


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
