"""Whether a window can be shown here; asked before Qt is, which ends the program where none can."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any


def why_no_window(*, unseen_counts: bool) -> str:
    """Return why no window can be shown here, "" where one can.

    ``unseen_counts`` says whether a window that is drawn but never seen (QT_QPA_PLATFORM offscreen
    or minimal) will do.
    """
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if platform in ("offscreen", "minimal"):
        return "" if unseen_counts else f"QT_QPA_PLATFORM is {platform}"
    if sys.platform.startswith("linux") and platform in ("", "xcb", "wayland") and not _display_answers():
        return "no display answers"
    return ""


def _display_answers() -> bool:
    """Whether an X11 or Wayland display takes connections."""
    import socket

    wayland = os.environ.get("WAYLAND_DISPLAY")
    if wayland and Path(os.environ.get("XDG_RUNTIME_DIR", "/run"), wayland).exists():
        return True
    display = os.environ.get("DISPLAY", "")
    host, colon, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not colon or not number.isdigit():
        return False
    if host not in ("", "unix"):
        target: tuple[int, Any] = (socket.AF_INET, (host, 6000 + int(number)))
    else:
        target = (socket.AF_UNIX, f"/tmp/.X11-unix/X{number}")
    with socket.socket(target[0]) as probe:
        probe.settimeout(3)
        try:
            probe.connect(target[1])
        except OSError:
            return False
    return True
