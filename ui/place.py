"""The window goes back to where the user was when a workspace was closed, or the program stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QSplitter, QTextEdit, QWidget

from ui.places import MOST_BRANCHES, Places, Spot
from ui.timing import once_after

if TYPE_CHECKING:
    from ui.window import MainWindow

REST_MS = 2500


class Place(QObject):
    """Made by the window once the first workspace is painted.

    The filter of the tree is left out on purpose: nodes that are hidden unasked look like nodes lost.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._places = Places(window.settings)
        self._spot: Spot | None = None
        self._is_there = False
        self._rest = once_after(self, REST_MS, self.remember)
        window.session.about_to_change.connect(self.remember)
        window.session.closed.connect(self.on_closed)
        window.tree.node_selected.connect(self.on_moved)
        window.gridding.shown.connect(self.on_moved)
        window.pinning.changed.connect(self.on_moved)
        window.page.committer.typing.connect(self.on_moved)
        window.panels.arranged.connect(self.on_arranged)

    def go_back(self) -> None:
        """Show what was shown when the workspace was seen last, its root at first.

        Where something is selected already, the user is left there.
        """
        window = self._window
        if not window.session.is_open:
            return
        if not window.tree.view.selectionModel().hasSelection():  # the focus alone selects nothing
            self._show()
        window.panels.arrange_soon()

    def _show(self) -> None:
        window, workspace = self._window, self._window.session.workspace
        self._spot = self._places.of(workspace.id)
        if self._spot is None or self._spot.selected not in workspace.tree:
            window.tree.select(workspace.tree.root_id)
        if self._spot is not None:
            window.panels.wanted = self._spot.panels
            self._show_tree(self._spot)
            self._show_work(self._spot)

    def remember(self) -> None:
        """Keep where the user is, unless that is not quite shown yet."""
        self._rest.stop()
        window = self._window
        selected = window.tree.selected
        if window.session.is_open and self._is_there and selected is not None:
            self._places.keep(window.session.workspace.id, self._present(selected))

    def on_moved(self, *_: object) -> None:
        """Keep where the user is once they rest there: a program that breaks off loses little."""
        self._rest.start()

    def on_closed(self) -> None:
        """Wait for the next workspace."""
        self._rest.stop()
        self._spot, self._is_there = None, False

    def on_arranged(self) -> None:
        """Divide the room among the panels as before; how far the page scrolls is known only then."""
        self._is_there = True
        if self._spot is None:
            return
        if self._spot.held is not None:
            node, is_printed = self._spot.held
            self._window.pinning.hold(node, is_printed=is_printed)
        self._window.panels.columns.show_text(self._spot.columns)
        if self._spot.rows:
            self._rows().restoreState(QByteArray.fromBase64(self._spot.rows.encode()))
        QTimer.singleShot(0, self, self.scroll)

    def scroll(self) -> None:
        """Scroll the page as it was, unless the user has gone on already."""
        spot, self._spot = self._spot, None
        if spot is not None and self._window.tree.selected == spot.selected:
            self._window.page.verticalScrollBar().setValue(spot.scroll)

    def _show_tree(self, spot: Spot) -> None:
        tree, view = self._window.session.workspace.tree, self._window.tree.view
        view.open_only({id for id in spot.branches if id in tree})
        self._window.tree.select(spot.selected)
        view.show_from(spot.top)

    def _show_work(self, spot: Spot) -> None:
        """Put the cursor where it was: into the grid, or into a field of the page."""
        window = self._window
        if spot.in_grid:
            window.gridding.show_grid()
            assert window.gridding.panel is not None
            if spot.cell is not None:
                window.gridding.panel.view.go_to_spot(*spot.cell)
        elif spot.field is not None:
            self._show_field(*spot.field)

    def _show_field(self, node: int, name: str, place: int) -> None:
        panel = self._window.page.panel_of(node)
        if panel is None or name not in panel.form.bindings:
            return
        self._window.page.focus_node(node, name)
        binding = panel.form.bindings[name]
        _put_cursor(binding.text_editor or binding.widget, place)

    # What is kept --------------------------------------------------------------------------------

    def _present(self, selected: int) -> Spot:
        window = self._window
        return Spot(
            selected=selected,
            branches=self._branches(selected),
            top=window.tree.view.top or 0,
            scroll=window.page.verticalScrollBar().value(),
            field=self._field(),
            in_grid=window.gridding.is_shown,
            cell=self._cell(),
            held=(window.pinning.held, window.pinning.is_printed) if window.pinning.held else None,
            panels=tuple(window.panels.arrangement()),
            columns=window.panels.columns.text,
            rows=_text(self._rows().saveState()),
        )

    def _branches(self, selected: int) -> tuple[int, ...]:
        """Return the open branches; of very many those that lead to the selected node, and some others."""
        tree, is_open = self._window.session.workspace.tree, self._window.tree.view.open_branches
        path = [id for id in (selected, *(node.id for node in tree.ancestors(selected))) if id in is_open]
        others = sorted(id for id in is_open if id in tree and id not in path)
        return tuple([*path, *others][:MOST_BRANCHES])

    def _field(self) -> tuple[int, str, int] | None:
        binding, node = self._window.page.focused_binding(), self._window.page.focused_node()
        if binding is None or node is None:
            return None
        return node, binding.field.name, _cursor(binding.text_editor or binding.widget)

    def _cell(self) -> tuple[int, str, int, int] | None:
        gridding = self._window.gridding
        if gridding.panel is None or not gridding.is_shown:
            return None
        return gridding.panel.view.spot

    def _rows(self) -> QSplitter:
        """Return the splitter of the form and what is below."""
        return self._window.panels.below.parentWidget()  # type: ignore[return-value]


def _cursor(widget: QWidget) -> int:
    if isinstance(widget, QTextEdit):
        return widget.textCursor().position()
    return widget.cursorPosition() if isinstance(widget, QLineEdit) else 0


def _put_cursor(widget: QWidget, place: int) -> None:
    if isinstance(widget, QTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(min(place, widget.document().characterCount() - 1))
        widget.setTextCursor(cursor)
    elif isinstance(widget, QLineEdit):
        widget.setCursorPosition(place)


def _text(state: QByteArray) -> str:
    return state.toBase64().toStdString()
