"""The grid in the main window: made when it is first wanted, in place of the form, with one selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter

    from ui.grid.panel import GridPanel
    from ui.questions import Questions
    from ui.window import MainWindow


class Gridding(QObject):
    """Made by the window. ``shown`` tells whether the grid is what is seen, ``done`` carries a sentence."""

    shown = Signal(bool)
    done = Signal(str)

    def __init__(self, questions: Questions, window: MainWindow) -> None:
        super().__init__(window)
        self._questions = questions
        self._window = window
        self.panel: GridPanel | None = None
        window.session.closed.connect(self.show_form)

    @property
    def is_shown(self) -> bool:
        """Whether the grid is seen in place of the form."""
        return self.panel is not None and not self.panel.isHidden()

    def toggle(self) -> None:
        """Go from the form to the grid, or back to the form of the row with the cursor."""
        self._window.focusing.leave()
        if self.is_shown:
            self.show_form()
            self._window.on_entered()
        elif self._window.session.is_open:
            self.show_grid()

    def show_grid(self) -> None:
        """Show the grid with the selected recommendation under the cursor."""
        self._window.session.settle()
        panel = self._the_panel()
        self._window.page.hide()
        panel.show()
        panel.refresh()
        self._go_to(self._window.tree.selected)
        panel.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.shown.emit(True)

    def show_form(self) -> None:
        """Show the form of the selected node."""
        if self.panel is None or self.panel.isHidden():
            return
        self.panel.delegate.settle()
        self.panel.hide()
        self._window.page.show()
        selected = self._window.tree.selected
        if self._window.session.is_open and selected is not None:
            self._window.page.show_node(selected)
        self.shown.emit(False)

    def follows(self, id: int) -> bool:
        """Where the grid is seen, put its cursor on what was selected; return whether it is."""
        if self.is_shown:
            self._go_to(id)
        return self.is_shown

    def focus_filter(self) -> None:
        """Put the cursor into the filter of the grid where that is used, else into that of the contents."""
        self._window.focusing.leave()
        focused = self._window.focusWidget()
        if self.panel is not None and self.is_shown and focused and self.panel.isAncestorOf(focused):
            self.panel.focus_filter()
        else:
            self._window.tree.focus_filter()

    def on_row_changed(self, id: int) -> None:
        """Select in the tree what has the cursor in the grid, unless the tree's filter leaves it out."""
        tree, document = self._window.tree, self._window.session.workspace.tree
        selected = tree.selected
        known = selected is not None and selected in document
        inside = document.ancestor(selected, "recommendation") if known else None  # type: ignore[arg-type]
        if (inside is None or inside.id != id) and tree.view.index_of(id).isValid():
            tree.view.select(id)

    def on_entered(self, id: int) -> None:
        """Go to the form of a recommendation."""
        self._window.tree.select(id)
        self.show_form()
        # Once the key or the click is done with, so that it does nothing in the form.
        QTimer.singleShot(0, self, self._window.on_entered)

    def _go_to(self, id: int | None) -> None:
        """Put the cursor on the recommendation that a node is or belongs to."""
        tree = self._window.session.workspace.tree
        if self.panel is None or id is None or id not in tree:
            return
        recommendation = tree.ancestor(id, "recommendation")
        if recommendation is not None:
            self.panel.select(recommendation.id)

    def _the_panel(self) -> GridPanel:
        if self.panel is None:
            from ui.grid.panel import GridPanel

            window = self._window
            session, settings = window.session, window.settings
            search, committer = window.tree.index, window.page.committer
            self.panel = GridPanel(session, settings, self._questions, search, committer, window)
            self.panel.form_key = window.actions_["grid"].shortcut().toString()
            self.panel.hide()
            self.panel.entered.connect(self.on_entered)
            self.panel.row_changed.connect(self.on_row_changed)
            self.panel.done.connect(self.done)
            splitter: QSplitter = window.page.parentWidget()  # type: ignore[assignment]
            splitter.insertWidget(splitter.indexOf(window.page) + 1, self.panel)
            splitter.setStretchFactor(splitter.indexOf(self.panel), 1)
        return self.panel
