"""Imports PySide without the work that it does anew at every start, a tenth of ours.

PySide carries some Python files inside a library and compiles them whenever it is imported. Their code is
kept here beside that of our own modules, as Python does with every file. And PySide takes part in every
later import and reads the source of what is imported, to see whether a module wants one of its features;
none here does.
"""

from __future__ import annotations

import builtins
import contextlib
import marshal
import os
import sys
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

CARRIED = "shibokensupport/"
"""Begins the names of the files inside the library."""

HASH = 8
"""Bytes of the hash that the file begins with."""

Kept = dict[bytes, "CodeType"]
"""Code by Python's number for its form and the hash of its source: no other Python or PySide meets it."""


def import_pyside() -> None:
    """Import PySide; to be called before any other module imports it."""
    if "PySide6.QtCore" in sys.modules:
        return
    with _compiled_once(Path(cache_from_source(__file__)).with_suffix(".kept")):
        import PySide6.QtCore  # noqa: F401
    builtins.__import__ = builtins.__orig_import__  # type: ignore[attr-defined]


@contextlib.contextmanager
def _compiled_once(path: Path) -> Iterator[None]:
    """Take the code of the carried files from a file; what is not there is compiled and put there."""
    kept = _read(path)
    used: Kept = {}
    compile_anew = builtins.compile

    def look_up(source: Any, filename: Any, *arguments: Any, **options: Any) -> Any:
        if not (isinstance(filename, str) and filename.startswith(CARRIED) and isinstance(source, bytes)):
            return compile_anew(source, filename, *arguments, **options)
        key = MAGIC_NUMBER + source_hash(source)
        used[key] = kept[key] if key in kept else compile_anew(source, filename, *arguments, **options)
        return used[key]

    builtins.compile = look_up
    try:
        yield
    finally:
        builtins.compile = compile_anew
    if used.keys() - kept.keys() and not sys.dont_write_bytecode:
        _write(path, used)


def _read(path: Path) -> Kept:
    """Return what is kept, nothing where the file is not as it was written."""
    with contextlib.suppress(OSError):
        content = path.read_bytes()
        if source_hash(content[HASH:]) == content[:HASH]:
            return marshal.loads(content[HASH:])  # type: ignore[no-any-return]
    return {}


def _write(path: Path, kept: Kept) -> None:
    """Put the file in its place at once, or not at all where that is not allowed."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        content = marshal.dumps(kept)
        beside.write_bytes(source_hash(content) + content)
        beside.replace(path)
    with contextlib.suppress(OSError):
        beside.unlink(missing_ok=True)
