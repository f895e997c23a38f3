"""The size of letters in the whole program, changed at once and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QComboBox, QHeaderView, QMenu, QToolBar, QTreeView, QWidget

from ui.settings import FONT_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.settings import Settings

SMALLEST, LARGEST = 8, 24
NO_LIMIT = 16_777_215
"""The width and height of a widget that may be as large as it likes."""


def usual_size() -> int:
    """Return the system's size of letters in points."""
    return round(QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pointSizeF())


def present_size() -> int:
    """Return the size of letters in points."""
    return round(QFontInfo(QApplication.font()).pointSizeF())


def use_kept_size(kept: str) -> None:
    """Use the remembered size; before windows are built, so that they are built to its measure."""
    if kept.isdigit():
        _set_size(_within(int(kept)))


def change_size(settings: Settings, step: int) -> int:
    """Make the letters larger or smaller by so many points, 0 for the usual size, and return the size."""
    before = present_size()
    size = _within(before + step) if step else usual_size()
    settings.keep_text(FONT_SIZE, str(size) if size != usual_size() else None)
    if size != before:
        old = [(widget, widget.font().pointSizeF()) for widget in _widgets()]
        unit = _letter()
        _set_size(size)
        for widget, points in old:
            _follow(widget, points, size / before, _letter() / unit)
    return size


def _set_size(size: int) -> None:
    font = QApplication.font()
    font.setPointSize(size)
    QApplication.setFont(font)


def _within(size: int) -> int:
    return max(SMALLEST, min(LARGEST, size))


def _letter() -> float:
    return QFontMetricsF(QApplication.font()).averageCharWidth()


def _widgets() -> Iterator[QWidget]:
    """Yield every widget of the program, parents before what is in them."""
    for top in QApplication.topLevelWidgets():
        if not isinstance(top, QMenu):
            yield top
            yield from top.findChildren(QWidget)


def _follow(widget: QWidget, points: float, larger: float, wider: float) -> None:
    """Let what was measured in letters when a widget was made keep its measure in letters."""
    font = widget.font()
    if points > 0 and font.pointSizeF() == points:  # a heading has a size of its own
        font.setPointSizeF(points * larger)
        widget.setFont(font)
    fit = getattr(widget, "fit", None)
    if callable(fit):  # what is as high as what it shows
        fit()
    else:
        _stretch(widget, wider)
    if isinstance(widget, QHeaderView):
        _stretch_sections(widget, wider)
    elif isinstance(widget, QTreeView):
        widget.setIndentation(round(widget.indentation() * wider))
    elif isinstance(widget, QToolBar):
        widget.setIconSize(widget.iconSize() * larger)
    elif isinstance(widget, QComboBox):
        # WORKAROUND: QComboBox::changeEvent forgets its least size for a new style, but not for a new font.
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def _stretch(widget: QWidget, wider: float) -> None:
    least, most = widget.minimumSize(), widget.maximumSize()
    if 0 < most.width() < NO_LIMIT:
        widget.setMaximumWidth(round(most.width() * wider))
    if 0 < most.height() < NO_LIMIT:
        widget.setMaximumHeight(round(most.height() * wider))
    if least.width() > 0:
        widget.setMinimumWidth(round(least.width() * wider))
    if least.height() > 0:
        widget.setMinimumHeight(round(least.height() * wider))


def _stretch_sections(header: QHeaderView, wider: float) -> None:
    """Stretch columns, or make rows higher; a header that is hidden has rows all the same."""
    header.setDefaultSectionSize(round(header.defaultSectionSize() * wider))
    for section in range(header.count() if header.orientation().name == "Horizontal" else 0):
        if not header.isSectionHidden(section):
            header.resizeSection(section, round(header.sectionSize(section) * wider))
