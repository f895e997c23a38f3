"""A passage on paper or as PDF: dark on white, whatever the window looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPalette,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from ui.preview.rendering import render

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from workbench.passages import Passage

POINTS = 10.5
MARGIN_MM = 20


def write_pdf(passage: Passage, font: QFont, path: Path, title: str) -> bool:
    """Write a passage as PDF, beside ``path`` first; return whether the disk took it."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.touch()
    except OSError:
        return False
    printer = _printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setDocName(title)
    printer.setOutputFileName(str(beside))
    try:
        _print(passage, font, printer)
        beside.replace(path)
    except OSError:
        return False
    finally:
        beside.unlink(missing_ok=True)
    return True


def ask_and_print(passage: Passage, font: QFont, parent: QWidget) -> None:
    """Let the user choose a printer and print the passage there."""
    printer = _printer()
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() == QPrintDialog.DialogCode.Accepted:
        _print(passage, font, printer)
    dialog.deleteLater()


def paper_palette() -> QPalette:
    """Return the colours of print: black and grey on white, and one colour for bars and links."""
    palette = QPalette()
    for role, colour in {
        QPalette.ColorRole.Base: "#ffffff",
        QPalette.ColorRole.Text: "#000000",
        QPalette.ColorRole.PlaceholderText: "#555555",
        QPalette.ColorRole.AlternateBase: "#eef1f6",
        QPalette.ColorRole.Highlight: "#1e4d8c",
        QPalette.ColorRole.Link: "#1e4d8c",
    }.items():
        palette.setColor(role, QColor(colour))
    return palette


def _printer() -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    return printer


def _print(passage: Passage, font: QFont, printer: QPrinter) -> None:
    """Lay a passage out in pages of the screen's dots, which Qt scales to those of the printer."""
    own = QFont(font)
    own.setPointSizeF(POINTS)
    dots = QGuiApplication.primaryScreen().logicalDotsPerInchX()
    page = printer.pageLayout().paintRect(QPageLayout.Unit.Inch).size() * dots
    document = QTextDocument()
    document.setDocumentMargin(0)
    render(passage, document, own, paper_palette(), page.width())
    document.setPageSize(page)
    document.print_(printer)
