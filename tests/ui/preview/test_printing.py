"""The passage on paper: by key, button and as PDF, and dark on white whatever the window looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from tests.screens.looks import dark_palette

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "Mend every light within three days."


@dataclass
class Printing:
    """A printer that writes into a file, and whether the user goes on in the system's dialog."""

    file: Path
    goes_on: bool = True
    asked: int = 0


@pytest.fixture
def printing(monkeypatch, tmp_path):
    chosen = Printing(tmp_path / "paper.pdf")

    class Dialog(QDialog):
        def __init__(self, printer, parent) -> None:
            super().__init__(parent)
            self.printer = printer

        def exec(self):
            chosen.asked += 1
            self.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            self.printer.setOutputFileName(str(chosen.file))
            return self.DialogCode.Accepted if chosen.goes_on else self.DialogCode.Rejected

    monkeypatch.setattr("ui.preview.printing.QPrintDialog", Dialog)
    return chosen


@pytest.fixture
def shown(window, find, qtbot):
    """The window with the preview of a recommendation."""
    window.tree.select(find("recommendation"))
    qtbot.waitUntil(lambda: is_seen(window))
    return window


@pytest.fixture
def darken():
    """Turn the program dark."""
    before = QApplication.palette()

    def turn():
        QApplication.setPalette(dark_palette())
        QApplication.processEvents()

    yield turn
    QApplication.setPalette(before)


def is_seen(window):
    preview = window.panels.preview
    return preview is not None and preview.isVisible() and WORDS in preview.view.toPlainText()


def press_ctrl_p(window):
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def click(window, words):
    buttons = window.panels.preview.findChildren(QPushButton)
    button = next(button for button in buttons if button.text().replace("&", "").startswith(words))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def read(file):
    """Return the words of a PDF file, and the shades of grey of its first page, 0 for black."""
    document = pypdfium2.PdfDocument(file)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    picture = document[0].render(grayscale=True)
    rows = (bytes(picture.buffer)[row * picture.stride :] for row in range(picture.height))
    shades = b"".join(row[: picture.width] for row in rows)
    document.close()
    return " ".join(words.split()), shades


def is_dark_on_white(shades) -> bool:
    """Whether there is black, and nearly all of the rest is white."""
    black, white = sum(shade < 60 for shade in shades), sum(shade > 230 for shade in shades)
    return black > 0 and white > 0.9 * len(shades)


def test_ctrl_p_prints_the_passage(shown, printing):
    press_ctrl_p(shown)
    words, shades = read(printing.file)
    assert WORDS in words
    assert is_dark_on_white(shades)


def test_print_is_the_same_from_a_dark_window(shown, printing, darken):
    press_ctrl_p(shown)
    from_light = read(printing.file)
    darken()
    printing.file.unlink()
    press_ctrl_p(shown)
    assert read(printing.file) == from_light


def test_ctrl_p_shows_what_it_prints(shown, printing):
    shown.panels.close("preview")
    press_ctrl_p(shown)
    assert shown.panels.is_open("preview")
    assert WORDS in read(printing.file)[0]


def test_the_button_prints_too(shown, printing):
    click(shown, "Print")
    assert WORDS in read(printing.file)[0]


def test_thinking_better_of_printing_prints_nothing(shown, printing):
    printing.goes_on = False
    press_ctrl_p(shown)
    assert printing.asked == 1
    assert not printing.file.exists()


def test_a_pdf_is_the_same_from_a_dark_window(shown, answers, tmp_path, darken):
    answers.save_file = tmp_path / "passage.pdf"
    click(shown, "Save as PDF")
    from_light = words, shades = read(answers.save_file)
    assert WORDS in words
    assert is_dark_on_white(shades)
    darken()
    answers.save_file = tmp_path / "from dark.pdf"
    click(shown, "Save as PDF")
    assert read(answers.save_file) == from_light
