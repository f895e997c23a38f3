"""The arrow of a selected row of a tree: styles draw it in the colour that it has in other rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyle, QStyleOption

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QTreeView

Role, State = QPalette.ColorRole, QStyle.StateFlag


def draw_arrow(view: QTreeView, painter: QPainter, rect: QRect, *, is_open: bool) -> None:
    """Draw the arrow of a selected row in the colour of its words; ``rect`` is what stands before them."""
    option = QStyleOption()
    option.initFrom(view)
    option.rect = QRect(rect.right() + 1 - view.indentation(), rect.top(), view.indentation(), rect.height())
    option.state |= State.State_Item | State.State_Children | State.State_Selected
    if is_open:
        option.state |= State.State_Open
    palette = view.palette()
    for role in (Role.Text, Role.WindowText, Role.ButtonText):
        palette.setColor(role, palette.color(Role.HighlightedText))
    option.palette = palette
    view.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorBranch, option, painter, view)
