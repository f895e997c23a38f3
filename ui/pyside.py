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
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

CARRIED = "shibokensupport/"
"""Begins the names of the files inside the library."""

Kept = dict[bytes, "CodeType"]
"""Code by the hash of its source, so that another version of PySide never meets code of an older one."""


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
    known = len(kept)
    compile_anew = builtins.compile

    def look_up(source: Any, filename: Any, *arguments: Any, **options: Any) -> Any:
        if not (isinstance(filename, str) and filename.startswith(CARRIED) and isinstance(source, bytes)):
            return compile_anew(source, filename, *arguments, **options)
        key = source_hash(source)
        if key not in kept:
            kept[key] = compile_anew(source, filename, *arguments, **options)
        return kept[key]

    builtins.compile = look_up
    try:
        yield
    finally:
        builtins.compile = compile_anew
    if len(kept) > known and not sys.dont_write_bytecode:
        _write(path, kept)


def _read(path: Path) -> Kept:
    try:
        found = marshal.loads(path.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, kept: Kept) -> None:
    """Put the file in its place at once, or not at all where that is not allowed."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        beside.write_bytes(marshal.dumps(kept))
        beside.replace(path)
