"""The four pictures that README shows: ``python -m tests.screens.readme`` takes them anew."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageWriter

from tests.screens.__main__ import main
from tests.screens.taking import file_name

FOLDER = Path(__file__).parents[2] / "resources" / "pictures"
LOOK = "light-100"
PICTURES = {
    "window": "form recommendation",
    "grid": "grid over the whole width",
    "merge": "merge, a conflict",
    "history": "history of a recommendation",
}


def take() -> int:
    """Take the pictures and put them, with few colours and thus small, where README looks for them."""
    with tempfile.TemporaryDirectory() as folder:
        for name, scene in PICTURES.items():
            if main(["--out", folder, "--look", LOOK, "--only", scene]):
                return 1
            keep(QImage(str(Path(folder) / LOOK / f"{file_name(scene)}.png")), FOLDER / f"{name}.png")
    return 0


def keep(image: QImage, path: Path) -> None:
    """Write a picture with the 256 colours that it has most of; OSError where that fails."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(plain.constBits()).cast("I"))
    colours = [colour for colour, _ in counts.most_common(256)]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    writer = QImageWriter(str(path), b"png")
    writer.setCompression(100)
    if not writer.write(plain.convertToFormat(QImage.Format.Format_Indexed8, colours, flags)):
        raise OSError(writer.errorString())


if __name__ == "__main__":
    sys.exit(take())
