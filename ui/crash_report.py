"""The report of a failure to send on: what the program did, and nothing of what was written with it."""

from __future__ import annotations

import platform
import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion

from workbench import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ui.crash import Failure

MOST_LINES = 200
"""How many lines of the log the report holds, the latest ones."""
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+\S* ")
_BEGINS = re.compile(
    r"Traceback \(|During handling of|The above exception|"
    r"Fatal Python error|Windows fatal|Current thread|Thread 0x"
)
_ERROR = re.compile(r"([\w.]+)(: .*)?$")
_ABOUT_CODE = frozenset(
    {
        *("AttributeError", "NameError", "UnboundLocalError", "TypeError", "IndexError", "ImportError"),
        *("ModuleNotFoundError", "RuntimeError", "RecursionError", "ZeroDivisionError", "OverflowError"),
        *("NotImplementedError", "StopIteration", "MemoryError", "ReferenceError"),
    }
)
"""What these say is about the program. What others say may quote a text or a path, and is left out."""


def report(failure: Failure, commands: Sequence[str]) -> str:
    """Return the report as text; ``commands`` are the names of those used last, the latest first."""
    parts = (
        f"Evaluation Workbench {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        "",
        "What happened",
        without_texts(failure.details),
        "Commands used last, the latest first",
        ", ".join(commands) or "none",
        "",
        "End of the log",
        without_texts(_end_of(failure.log)),
    )
    return "\n".join(parts).replace(str(Path.home()), "~")


def without_texts(trace: str) -> str:
    """Return tracebacks with places and lines of the program, but no words that may be somebody's text."""
    return "\n".join(_kept(trace.splitlines())) + "\n"


def _kept(lines: Sequence[str]) -> Iterator[str]:
    is_inside = False
    for line in lines:
        stamp = _STAMP.match(line)
        if _BEGINS.match(line[stamp.end() :] if stamp else line):
            is_inside = True
            yield line
        elif is_inside and line.startswith("  "):
            yield line
        elif is_inside and line:  # the line that says what went wrong; what follows is its message
            yield _without_message(line)
            is_inside = False
        elif stamp:
            yield stamp[0].rstrip()


def _without_message(line: str) -> str:
    match = _ERROR.match(line)
    if match is None:
        return "…"
    return line if match[1] in _ABOUT_CODE or not match[2] else f"{match[1]}: …"


def _end_of(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-MOST_LINES:])
