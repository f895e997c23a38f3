"""``python -m tests.screens --out DIR``: a picture of every scene in DIR/{light,dark}-{100,200}/NAME.png."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.screens.looks import LOOKS, Look

AT_ONCE = 2


def main(arguments: list[str] | None = None) -> int:
    """Take the pictures; 1 where a scene failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("--look", action="append", choices=LOOKS, help="only this one; may be repeated")
    parser.add_argument("--only", default="", help="only scenes with these words in their name")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    looks = [LOOKS[name] for name in asked.look or LOOKS]
    if asked.here:
        from tests.screens.taking import take

        return take(looks[0], asked.out / looks[0].name, asked.only)
    return _take_all(looks, asked.out, asked.only)


def _take_all(looks: list[Look], out: Path, only: str) -> int:
    """Take every look in a process of its own: scale and platform are settled when Qt starts."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        waiting, running = list(looks), []
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                running.append(_start(waiting.pop(0), out, only, Path(folder)))
            failed |= running.pop(0).wait()
    return 1 if failed else 0


def _start(look: Look, out: Path, only: str, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.screens", "--here", "--out", str(out), "--look", look.name]
    return subprocess.Popen([*command, "--only", only], env=look.environment(folder))


if __name__ == "__main__":
    sys.exit(main())
