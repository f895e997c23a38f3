"""The table of scenes: a name, and what is put on the stage to be photographed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from tests.screens.stage import Stage

Play = Callable[[Stage], QWidget | QPixmap]


@dataclass(frozen=True)
class Scene:
    """``shows`` is the name of the dialog's class where the scene is there for one."""

    name: str
    play: Play
    shows: str = ""


SCENES: dict[str, Scene] = {}


def scene(name: str, shows: str = "") -> Callable[[Play], Play]:
    """Put a function into the table; what it returns is photographed."""

    def put(play: Play) -> Play:
        if name in SCENES:
            raise ValueError(f"there are two scenes {name}")
        SCENES[name] = Scene(name, play, shows)
        return play

    return put
