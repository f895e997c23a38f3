"""The content of a file that somebody sent, or in half a sentence why it is not read."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from workbench.sentences import Sentence
from workbench.spreadsheets.refusing import Refused

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE = 50 * 2**20
"""Bytes of a file as it lies on the disk."""

_OWNER_FILES = ("~$", ".~lock.")
_OPEN_ELSEWHERE = {
    "workbook": Sentence("only marks a workbook that is open elsewhere; choose the workbook itself"),
    "document": Sentence("only marks a document that is open elsewhere; choose the document itself"),
}


def load(path: Path, called: str) -> bytes:
    """Return the content of a file; raise Refused where it is none, is too big or cannot be read.

    ``called`` is what it should be: a "workbook", a "document".
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refused("is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):
            raise Refused("is a device or pipe, not a file")
        if status.st_size > MAX_FILE:
            raise Refused(
                "is {0} MB large; at most {1} MB are read",
                f"{status.st_size / 2**20:,.0f}",
                MAX_FILE // 2**20,
            )
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Refused("is not there") from error
    except PermissionError as error:
        raise Refused("may not be read; close it in other programs and try again") from error
    except OSError as error:
        raise Refused("could not be read: {0}", error.strerror or str(error)) from error
    if path.name.startswith(_OWNER_FILES) and not content.startswith(b"PK"):
        raise Refused(_OPEN_ELSEWHERE[called])
    return content
