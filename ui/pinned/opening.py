"""A node held beside the form while the selection goes on: its pane is made when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.labels import title

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter

    from ui.pinned.pane import HeldPane
    from ui.questions import Questions
    from ui.window import MainWindow
    from workbench.edits import Notice

COMFORTABLE = 50
"""How wide each of two forms should be, in average characters, where the window has the room."""


class Pinning(QObject):
    """Made by the window. ``changed`` tells whether something is held, ``done`` carries a sentence."""

    changed = Signal(bool)
    done = Signal(str)

    def __init__(self, questions: Questions, window: MainWindow) -> None:
        super().__init__(window)
        self._questions = questions
        self._window = window
        self._name = ""
        self.pane: HeldPane | None = None
        window.session.closed.connect(self.on_closed)
        window.session.changed.connect(self.on_changed)

    @property
    def held(self) -> int:
        """The node that is held beside, 0 for none."""
        return self.pane.node if self.pane is not None else 0

    @property
    def is_printed(self) -> bool:
        """Whether what is held is shown as printed, not by its form."""
        return self.pane is not None and self.pane.tabs.currentIndex() == 1

    def toggle(self) -> None:
        """Hold the selected node beside, or let go of what is held."""
        self._window.focusing.leave()
        if self.held:
            self.let_go()
        else:
            self.hold_selected()

    def hold_selected(self) -> None:
        """Hold the selected node, in place of what is held."""
        selected = self._window.tree.selected
        self.hold(selected or 0)

    def hold(self, id: int, *, is_printed: bool | None = None) -> None:
        """Hold a node, by its form or as printed, as the one before unless told; nothing where it is gone."""
        if self._window.session.is_open and id in self._window.session.workspace.tree:
            pane = self._the_pane()
            if is_printed is not None:
                pane.tabs.setCurrentIndex(int(is_printed))
            pane.show_node(id)
            self._remember_name()
            if pane.isHidden():
                pane.show()
                self._make_room()
        self.changed.emit(bool(self.held))

    def let_go(self) -> None:
        """Close the pane, and go on in the form where it had the focus."""
        if self.pane is None or not self.held:
            return
        focused = self._window.focusWidget()
        self.pane.clear()
        self.pane.hide()
        self._window.panels.columns.make_room(0)
        if focused is not None and self.pane.isAncestorOf(focused) and self._window.session.is_open:
            self._window.on_entered()
        selected = self._window.tree.told
        if selected is not None and self._window.session.is_open:
            self._window.panels.show_node(selected)  # the preview may have followed the cursor in here
        self.changed.emit(False)

    def exchange(self) -> None:
        """Select what is held, and hold what was selected."""
        held, selected = self.held, self._window.tree.selected
        if held and selected and held != selected:
            self._window.focusing.leave()
            self._window.session.settle()
            self.hold(selected)
            self._window.tree.select(held)

    def focus(self) -> None:
        """Go into what is held."""
        self._window.focusing.leave()
        if self.pane is not None and self.held:
            self.pane.focus()

    def on_changed(self, notice: Notice) -> None:
        """Show the held node where it is now; let go of one that was removed."""
        held = self.held
        if self.pane is None or not held:
            return
        if held not in self._window.session.workspace.tree:
            self.let_go()
            self.done.emit(self.tr("{0} was held beside; it is removed.").format(self._name))
        elif notice.is_structural:
            self.pane.show_node(held)
            self._remember_name()
        else:
            self.pane.show_heading()

    def on_closed(self) -> None:
        """Let go of what belongs to the workspace that is closed."""
        self.let_go()

    def _remember_name(self) -> None:
        workspace = self._window.session.workspace
        self._name = title(workspace.tree, workspace.numbers, self.held)

    def _the_pane(self) -> HeldPane:
        if self.pane is None:
            from ui.pinned.pane import HeldPane

            window = self._window
            self.pane = HeldPane(window.session, window.page, self._questions, window)
            self.pane.hide()
            self.pane.place_asked.connect(window.on_field_asked)
            self.pane.instead_asked.connect(self.hold_selected)
            self.pane.exchange_asked.connect(self.exchange)
            self.pane.close_asked.connect(self.let_go)
            self.pane.page.node_asked.connect(window.on_node_asked)
            self.pane.page.filled.connect(window.page.filled)
            self.pane.page.add_asked.connect(window.editing.add)
            self.pane.page.remove_asked.connect(window.editing.remove)
            self.pane.page.import_asked.connect(window.files.import_file)
            window.page.beside = self.pane.page
            self._forms.addWidget(self.pane)
            window.page.setMinimumWidth(self.pane.minimumWidth())
            for place in range(self._forms.count()):
                self._forms.setStretchFactor(place, 1)
        return self.pane

    # Room ----------------------------------------------------------------------------------------

    @property
    def _forms(self) -> QSplitter:
        """The splitter of the page, or the grid, and what is held."""
        return self._window.page.parentWidget()  # type: ignore[return-value]

    def _make_room(self) -> None:
        """Let two forms stand side by side: tree and side panels give what they can spare."""
        unit = self._window.fontMetrics().averageCharWidth()
        self._window.panels.columns.make_room(unit * COMFORTABLE * 2)
        half = max(1, self._forms.width() // 2)
        self._forms.setSizes([half] * self._forms.count())
