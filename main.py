"""Evaluation Workbench: starts the window, or a command where one is named."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run the program with its command-line arguments and return the exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments:
        return open_window(None)
    from workbench.commands import run

    return run(arguments, open_window)


def open_window(path: Path | None) -> int:
    """Show the window, on a workspace where ``path`` names one, until it is closed."""
    from workbench.display import why_no_window

    reason = why_no_window(unseen_counts=True)
    if reason:
        print(f"No window can be opened: {reason}.", file=sys.stderr)
        return 2
    from ui.app import run

    return run(path)


if __name__ == "__main__":
    sys.exit(main())
