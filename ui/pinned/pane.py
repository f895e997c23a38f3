"""The pane that holds a node: its form or its passage, whatever is selected meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ui.elided import ElidedLabel
from ui.forms.page import Page
from ui.icons import IconButton
from ui.labels import label

if TYPE_CHECKING:
    from ui.preview.panel import PreviewPanel
    from ui.questions import Questions
    from ui.session import Session

FORM, PRINTED = 0, 1
"""The two tabs: the form, and the passage as it is printed."""
LEAST_WIDTH = 34
"""The narrowest the pane gets, in average characters."""


class HeldPane(QWidget):
    """Shows one node, by its form or as printed; made by :class:`ui.pinned.opening.Pinning`.

    ``page`` shares the committer of the window's page. ``place_asked`` (node, field) is sent from the
    passage, the other signals by the buttons.
    """

    place_asked = Signal(int, str)
    instead_asked = Signal()
    exchange_asked = Signal()
    close_asked = Signal()

    def __init__(self, session: Session, main: Page, questions: Questions, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._questions = questions
        self._node = 0
        self._heading = ElidedLabel(self)
        self.page = Page(session, self, main.committer)
        self._preview: PreviewPanel | None = None
        self._instead = IconButton("pin", self.tr("Hold what is selected instead"), self)
        self._exchange = IconButton("exchange", self.tr("Exchange what is selected and what is held"), self)
        self._close = IconButton("close", self.tr("Let go"), self)
        self.tabs = QTabBar(self)
        self._lay_out()
        self._connect()

    @property
    def node(self) -> int:
        """The node that is held, 0 for none."""
        return self._node

    @property
    def preview(self) -> PreviewPanel:
        """The passage as it is printed; made when it is first wanted."""
        if self._preview is None:
            from ui.preview.panel import PreviewPanel

            self._preview = PreviewPanel(self._session, self.page, self._questions, self, prints=False)
            self._preview.view.setAccessibleName(self.tr("Passage of what is held"))
            self._preview.place_asked.connect(self.place_asked)
            self._stack.addWidget(self._preview)
        return self._preview

    def show_node(self, id: int) -> None:
        """Show a node by the tab that is in front."""
        self._node = id
        self.show_heading()
        self._show_tab()

    def show_heading(self) -> None:
        """Show again what the node is called."""
        workspace = self._session.workspace
        words = label(workspace.tree, workspace.numbers, self._node)
        self._heading.setText(words)
        self._heading.setToolTip(words)

    def clear(self) -> None:
        """Show nothing; what is typed is taken before, or kept for when its node is shown again."""
        self._node = 0
        self.page.committer.settle()
        self.page.clear()

    def focus(self) -> None:
        """Put the cursor into the form, or into the passage."""
        if self.tabs.currentIndex() == FORM:
            self.page.focus_node(self._node)
        else:
            self.preview.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def on_tab(self) -> None:
        """Show the held node the other way."""
        if self._node:
            self._show_tab()

    def _show_tab(self) -> None:
        if self.tabs.currentIndex() == FORM:
            self.page.show_node(self._node)
            self._stack.setCurrentWidget(self.page)
        else:
            self.page.committer.settle()
            self.page.clear()
            self.preview.show_node(self._node)
            self._stack.setCurrentWidget(self.preview)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.on_tab)
        self._instead.clicked.connect(self.instead_asked)
        self._exchange.clicked.connect(self.exchange_asked)
        self._close.clicked.connect(self.close_asked)

    def _lay_out(self) -> None:
        self.tabs.addTab(self.tr("Form"))
        self.tabs.addTab(self.tr("As printed"))
        self.tabs.setDocumentMode(True)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("How to show what is held"))
        self.page.setAccessibleName(self.tr("Form of what is held"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.page)
        font = self._heading.font()
        font.setBold(True)
        self._heading.setFont(font)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        inset = self.style().pixelMetric(QStyle.PixelMetric.PM_LayoutLeftMargin)
        top, below = QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(inset, 0, 0, 0)
        below.setContentsMargins(inset, 0, 0, 0)
        below.addWidget(self.tabs)
        top.addWidget(self._heading, 1)
        for button in (self._instead, self._exchange, self._close):
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addLayout(below)
        column.addWidget(self._stack, 1)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
