"""Files that go out: written beside and put in their place whole, or not at all."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.lock import lock_files
from workbench.store import is_workspace

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def on_one_line(text: str) -> str:
    """Return a name fit for messages and the history: on one line, without signs that steer a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in " ".join(text.split()))


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file's content as hexadecimal digits."""
    import hashlib  # loads a library of ciphers

    return hashlib.sha256(content).hexdigest()


def write_beside(path: Path, content: bytes) -> str:
    """Put ``content`` under ``path`` in one step and return its SHA-256; UserError says why not.

    Never replaces a workspace. A device or pipe takes the bytes as they come.
    """
    if is_workspace(path):
        raise UserError("{0} is a workspace and was not overwritten; choose another name.", path.name)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(path, content)
    except PermissionError as error:
        raise UserError(
            "{0} could not be written; close it in other programs or choose another folder.", path.name
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            "{0} could not be written: {1}.", path.name, reason[0].lower() + reason[1:]
        ) from error
    return sha256(content)


def check_is_file(path: Path) -> None:
    """Raise UserError where ``path`` is a folder, device or pipe; what is not there is left to the reader."""
    if os.path.exists(path) and not os.path.isfile(path):
        raise UserError("{0} is a folder, device or pipe, not a file.", path.name)


def check_writable(path: Path, *sources: Path) -> None:
    """Raise UserError where a file cannot be written to ``path`` later, or would replace a source."""
    if not path.parent.is_dir():
        raise UserError("{0} could not be written: there is no folder {1}.", path.name, path.parent)
    if path.is_dir():
        raise UserError("{0} could not be written: it is a folder.", path.name)
    if path.is_fifo() and os.path.exists(os.path.realpath(path)):  # one without a name has its reader
        raise UserError("{0} could not be written: it is a pipe, which may have no reader.", path.name)
    taken = [name for source in sources for name in (source, *lock_files(source))]
    if is_workspace(path) or any(_is_same(path, name) for name in taken):
        raise UserError("{0} is read here and was not overwritten; choose another name.", path.name)


def check_replaceable(path: Path, ours: Collection[str]) -> None:
    """Raise UserError where ``path`` holds anything but a file we wrote (its SHA-256 in ``ours``)."""
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError as error:
        raise UserError("{0} is there and could not be read: {1}.", path.name, error.strerror) from error
    if content and sha256(content) not in ours:
        raise UserError(
            "{0} is there already and was changed since this workspace wrote it, or comes from elsewhere; it"
            " was not overwritten. Choose another place.",
            path.name,
        )


def _is_same(path: Path, other: Path) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{os.urandom(16).hex()}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
