"""What stands in the window while no workspace is open: the ways in."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.links import Links

if TYPE_CHECKING:
    from pathlib import Path

    from ui.settings import Settings

MOST_SHOWN = 6


class Welcome(QWidget):
    """Leads to a new workspace, an existing one, an import or the sample; made by the window."""

    new_asked = Signal()
    open_asked = Signal()
    import_asked = Signal()
    sample_asked = Signal()
    recent_asked = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._paths: list[Path] = []
        self._recent = Links(self.tr("Workspaces opened last"), self)
        self._lay_out()
        self._recent.linkActivated.connect(self.on_recent)
        settings.recent_changed.connect(self.show_recent)
        self.show_recent()

    def show_recent(self) -> None:
        """List the workspaces opened last."""
        self._paths = self._settings.recent[:MOST_SHOWN]
        links = [_link(str(row), path) for row, path in enumerate(self._paths)]
        self._recent.setText("<br>".join([self.tr("Opened last:"), *links]))
        self._recent.setVisible(bool(links))

    def on_recent(self, row: str) -> None:
        """Ask for a workspace of the list."""
        self.recent_asked.emit(self._paths[int(row)])

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Evaluation Workbench"), self)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        title.setFont(font)
        hint = QLabel(
            self.tr(
                "From the evaluators’ text to tracking sheets and the paper. "
                "You can also drag files onto this window: a paper, a workspace, "
                "or several returned files at once."
            ),
            self,
        )
        hint.setWordWrap(True)
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        inner = QWidget(self)
        inner.setFixedWidth(self.fontMetrics().averageCharWidth() * 84)
        column = QVBoxLayout(inner)
        column.addWidget(title)
        column.addWidget(hint)
        column.addSpacing(self.fontMetrics().height())
        column.addLayout(self._grid(inner))
        column.addSpacing(self.fontMetrics().height())
        column.addWidget(self._recent)
        middle = QHBoxLayout()  # an alignment would give the page the height that it has when it is wider
        middle.addStretch(1)
        middle.addWidget(inner)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)

    def _grid(self, inner: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(self.fontMetrics().height())
        for row, (words, details, signal) in enumerate(self._ways_in()):
            button = QPushButton(words, inner)
            button.setMinimumHeight(self.fontMetrics().height() * 2)
            button.setAccessibleDescription(details)
            button.clicked.connect(signal)
            explanation = QLabel(details, inner)
            explanation.setWordWrap(True)
            if not row:
                self.setFocusProxy(button)
            grid.addWidget(button, row, 0)
            grid.addWidget(explanation, row, 1)
        return grid

    def _ways_in(self) -> tuple[tuple[str, str, SignalInstance], ...]:
        return (
            (
                self.tr("&Import a paper…"),
                self.tr("Read the text of a Governing Body paper into a new workspace."),
                self.import_asked,
            ),
            (
                self.tr("Open a &workspace…"),
                self.tr("Go on where you or a colleague left off."),
                self.open_asked,
            ),
            (self.tr("&New workspace…"), self.tr("Start with an empty one."), self.new_asked),
            (
                self.tr("Look at the &sample…"),
                self.tr("A small workspace of a made-up organization, to try things on."),
                self.sample_asked,
            ),
        )


def _link(target: str, path: Path) -> str:
    return f'<a href="{target}">{escape(path.name)}</a> <small>{escape(str(path.parent))}</small>'
