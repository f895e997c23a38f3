"""What on a window is painted in colours that cannot be read on each other, as its widgets have them now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QPalette, QTextDocument, QTextFormat
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ui.contrast import TEXT, contrast, over

if TYPE_CHECKING:
    from collections.abc import Iterator

Role = QPalette.ColorRole
WITH_WORDS = (QLabel, QAbstractButton, QLineEdit, QComboBox)
MOST_ROWS = 60


def faint(window: QWidget) -> list[str]:
    """Return the words that are painted too faintly; what is disabled may be."""
    found = set()
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.isEnabled():
            for words, ink, ground in painted(widget):
                seen = contrast(over(ink, ground), ground)
                if words.strip() and seen < TEXT:
                    where = f"{type(widget).__name__} “{words.strip()[:40]}”"
                    found.add(f"{where}: {ink.name()} on {ground.name()} is {seen:.2f}")
    return sorted(found)


def painted(widget: QWidget) -> Iterator[tuple[str, QColor, QColor]]:
    """Give the words of a widget with their colour and that of what they stand on."""
    palette = widget.palette()
    if isinstance(widget, (QTextEdit, QPlainTextEdit)):
        yield from written(widget.document(), palette)
        yield widget.placeholderText(), palette.color(Role.PlaceholderText), palette.color(Role.Base)
    elif isinstance(widget, QAbstractItemView):
        yield from listed(widget, widget.rootIndex())
    elif isinstance(widget, WITH_WORDS):
        ground = ground_of(widget)
        yield words_of(widget), palette.color(widget.foregroundRole()), ground
        if isinstance(widget, QLabel) and "<a " in widget.text():
            yield widget.text(), palette.color(Role.Link), ground
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText(), palette.color(Role.PlaceholderText), ground


def ground_of(widget: QWidget) -> QColor:
    """Return what the words of a widget stand on; a box to tick has no ground of its own."""
    owner = widget.parentWidget() if isinstance(widget, QCheckBox) else widget
    return owner.palette().color(widget.backgroundRole())


def words_of(widget: QWidget) -> str:
    return widget.currentText() if isinstance(widget, QComboBox) else widget.text()


def written(document: QTextDocument, palette: QPalette) -> Iterator[tuple[str, QColor, QColor]]:
    """Give the words of a document, each with its own colours or those of the text field."""
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            form = fragments.fragment().charFormat()
            ground = own_colour(form, QTextFormat.Property.BackgroundBrush)
            ground = ground or own_colour(block.blockFormat(), QTextFormat.Property.BackgroundBrush)
            ink = own_colour(form, QTextFormat.Property.ForegroundBrush) or palette.color(Role.Text)
            yield fragments.fragment().text(), ink, ground or palette.color(Role.Base)
            fragments += 1
        block = block.next()


def own_colour(form: QTextFormat, name: QTextFormat.Property) -> QColor | None:
    return form.brushProperty(name).color() if form.hasProperty(name) else None


def listed(view: QAbstractItemView, parent: QModelIndex) -> Iterator[tuple[str, QColor, QColor]]:
    """Give the words of the first rows of a list."""
    model, palette = view.model(), view.palette()
    for row in range(min(model.rowCount(parent), MOST_ROWS) if model is not None else 0):
        for column in range(1 if isinstance(view, QListView) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            ink = colour_of(index.data(Qt.ItemDataRole.ForegroundRole))
            ground = colour_of(index.data(Qt.ItemDataRole.BackgroundRole))
            words = str(index.data() or "")
            yield words, ink or palette.color(Role.Text), ground or palette.color(Role.AlternateBase)


def colour_of(value: QBrush | QColor | None) -> QColor | None:
    return value.color() if isinstance(value, QBrush) else value
