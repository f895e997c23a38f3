"""Takes the pictures of one look, in a process of its own."""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, qInstallMessageHandler
from PySide6.QtGui import QPixmap

from tests.screens import dialogs, forms, merging, panels  # noqa: F401, they fill the table
from tests.screens.stage import Stage, photograph, sample_in
from tests.screens.table import SCENES, Scene
from ui.app import application

if TYPE_CHECKING:
    from tests.screens.looks import Look


def take(look: Look, out: Path, only: str = "") -> int:
    """Take the picture of every scene whose name holds ``only``; 1 where one of them failed."""
    qInstallMessageHandler(say)
    QStandardPaths.setTestModeEnabled(True)
    app = application()
    look.put_on(app)
    out.mkdir(parents=True, exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        sample = sample_in(Path(folder) / "sample")
        for number, scene in enumerate(SCENES.values()):
            if only in scene.name:
                failed += not _take(scene, Stage(Path(folder) / str(number), sample), look, out)
    return 1 if failed else 0


def _take(scene: Scene, stage: Stage, look: Look, out: Path) -> bool:
    """Take one picture; return whether that went well, and say on stderr what did not."""
    uncaught: list[str] = []
    sys.excepthook = lambda *error: uncaught.append("".join(traceback.format_exception(*error)))
    try:
        shown = scene.play(stage)
        if scene.shows and type(shown).__name__ != scene.shows:
            raise TypeError(f"{type(shown).__name__} is shown in place of {scene.shows}")
        picture = shown if isinstance(shown, QPixmap) else photograph(shown)
        if not picture.save(str(out / f"{file_name(scene.name)}.png")):
            raise OSError("the picture could not be written")
        if uncaught:
            raise RuntimeError("a slot failed:\n" + uncaught[0])
    except Exception:
        sys.stderr.write(f"{look.name}: {scene.name} failed\n{traceback.format_exc()}")
        return False
    finally:
        stage.close()
    return True


def file_name(scene: str) -> str:
    """Return the name of a scene as that of a file: no spaces, no signs."""
    return "-".join("".join(sign if sign.isalnum() or sign == "-" else " " for sign in scene).split())


def say(kind: object, context: object, words: str) -> None:
    """Pass on what Qt says, but for what the offscreen platform says of every window."""
    if not words.startswith("This plugin does not support"):
        sys.stderr.write(f"{words}\n")
