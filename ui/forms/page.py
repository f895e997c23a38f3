"""The page in the middle of the window: a node, and what is edited together with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.forms.committer import Committer
from ui.forms.layout import home, on_page

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.forms.bindings import Binding
    from ui.forms.form import NodeForm
    from ui.forms.panel import NodePanel
    from ui.session import Session
    from ui.text.editor import MarkupEdit
    from workbench.edits import Notice

READING_WIDTH = 112
"""The widest a page gets, in average characters: longer lines are hard to read."""
NARROW = 62
"""Below this width, in average characters, labels stand above their fields."""


class Page(QScrollArea):
    """Shows one node with what is edited with it; made by the window.

    A second page, ``beside`` the window's own, shares its committer: what is typed in either is one thing.
    Panels are made when a kind is first shown and used again. ``node_asked`` is sent when the user
    follows a link, ``add_asked`` (parent, kind), ``remove_asked`` and ``import_asked`` for its buttons,
    ``filled`` when other fields came, here or beside.
    """

    node_asked = Signal(int)
    add_asked = Signal(int, str)
    remove_asked = Signal(int)
    import_asked = Signal()
    filled = Signal()

    def __init__(
        self, session: Session, parent: QWidget | None = None, committer: Committer | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.committer = committer or Committer(session, self)
        self.beside: Page | None = None
        self._panels: list[NodePanel] = []
        self._spare: dict[str, list[NodePanel]] = {}
        self._node = self._wanted = 0
        self._column = QWidget(self)
        self._column.setMaximumWidth(self.fontMetrics().averageCharWidth() * READING_WIDTH)
        self._layout = QVBoxLayout(self._column)
        self._layout.addStretch(1)
        self.setWidget(self._column)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Form of the selected node"))
        session.changed.connect(self.on_changed)
        session.checked.connect(self.on_checked)
        session.closed.connect(self.clear)

    @property
    def node(self) -> int:
        """The node whose page is shown, 0 for none."""
        return self._node

    @property
    def active(self) -> Page:
        """The page with the focus: the one beside where that has it, else this one."""
        other = self.beside
        if other is not None and (_has_focus(other) or other.focused_binding() is not None):
            return other
        return self

    @property
    def panels(self) -> list[NodePanel]:
        """What is shown, from top to bottom."""
        return list(self._panels)

    def show_node(self, id: int) -> None:
        """Show the page on which a node is edited and bring the node into view.

        What is typed on the page shown before is taken first.
        """
        tree = self._session.workspace.tree
        if home(tree, id) != self._node:
            self.committer.settle()
            self._node = home(tree, id)
            self._fill()
            self.verticalScrollBar().setValue(0)
        self._wanted = id
        if id != self._node:
            QTimer.singleShot(0, self, self._scroll_to_wanted)

    def clear(self) -> None:
        """Show nothing."""
        self._node = 0
        for panel in list(self._panels):
            self._put_away(panel)

    def panel_of(self, id: int) -> NodePanel | None:
        """Return the panel that shows a node, None where it is not on this page."""
        return next((panel for panel in self._panels if panel.form.node == id), None)

    def focus_node(self, id: int, field: str | None = None) -> None:
        """Put the cursor into a field of a node on this page, the first unless one is named."""
        panel = self.panel_of(id)
        if panel is not None:
            self.ensureWidgetVisible(panel, 0, self.fontMetrics().height())
            panel.form.focus(field)
            self.show_focus()

    def show_focus(self) -> None:
        """Scroll to what has the focus, once what was just put on the page has its place."""
        QTimer.singleShot(0, self, self._scroll_to_focus)

    def focused_node(self) -> int | None:
        """Return the node whose form has the focus, None where none has."""
        return next((panel.form.node for panel in self._panels if _has_focus(panel)), None)

    def focused_binding(self) -> Binding | None:
        """Return the binding whose widget has the focus, None where none has."""
        return next((binding for _, binding in self._bindings() if _has_focus(binding.container)), None)

    def focused_text(self) -> tuple[NodeForm, Binding, MarkupEdit] | None:
        """Return form, binding and editor of the text that has the focus, None where none has."""
        for form, binding in self._bindings():
            editor = binding.text_editor
            if editor is not None and editor.hasFocus():
                return form, binding, editor
        return None

    def on_changed(self, notice: Notice) -> None:
        """Show again what a batch changed."""
        tree = self._session.workspace.tree
        if not self._node:
            return
        if self._node not in tree:
            self.clear()
            return
        if [placed.id for placed in on_page(tree, self._node)] != [panel.form.node for panel in self._panels]:
            self._fill()
        for panel in self._panels:
            panel.reload(notice)

    def on_checked(self) -> None:
        """Show again what there is to see to."""
        for panel in self._panels:
            panel.show_marks()

    @property
    def _is_narrow(self) -> bool:
        """Whether labels stand above fields: by the width of the page, not that of what is on it."""
        return self.width() < self.fontMetrics().averageCharWidth() * NARROW

    def _bindings(self) -> list[tuple[NodeForm, Binding]]:
        return [(panel.form, binding) for panel in self._panels for binding in panel.form.bindings.values()]

    def _fill(self) -> None:
        """Show the panels this page needs; those already there with the same node stay as they are."""
        tree = self._session.workspace.tree
        self.setUpdatesEnabled(False)
        wanted = list(on_page(tree, self._node))
        there = {panel.form.node: panel for panel in self._panels}
        for panel in self._panels:
            if panel.form.node not in {placed.id for placed in wanted}:
                self._put_away(panel)
        self._panels = []
        for placed in wanted:
            panel = there.get(placed.id) or self._take(tree[placed.id].kind)
            if placed.id not in there:
                panel.form.set_narrow(self._is_narrow)
                panel.show_node(placed.id, placed.depth)
            panel.show()
            self._panels.append(panel)
        self._arrange([placed.depth for placed in wanted])
        for panel in self.panels:
            if panel.form.node not in there and panel in self._panels:
                self.committer.shown(panel.form)  # which may take what was left there: a step of its own
        self.setUpdatesEnabled(True)
        self.filled.emit()

    def _arrange(self, depths: list[int]) -> None:
        """Put the panels into the column, the tail of each behind all that is edited with it."""
        order: list[QWidget] = []
        open_ones: list[tuple[int, NodePanel]] = []
        for depth, panel in zip(depths, self._panels, strict=True):
            while open_ones and open_ones[-1][0] >= depth:
                order.append(open_ones.pop()[1].tail)
            order.append(panel)
            open_ones.append((depth, panel))
        order.extend(panel.tail for _, panel in reversed(open_ones))
        for place, widget in enumerate(order):
            self._layout.insertWidget(place, widget)

    def _take(self, kind: str) -> NodePanel:
        spare = self._spare.setdefault(kind, [])
        return spare.pop() if spare else self._make(kind)

    def _make(self, kind: str) -> NodePanel:
        from ui.forms.panel import NodePanel  # forms are built when they are first wanted

        panel = NodePanel(kind, self._session, self._column)
        self.committer.watch(panel.form)
        panel.node_asked.connect(self.node_asked)
        panel.add_asked.connect(self.add_asked)
        panel.remove_asked.connect(self.remove_asked)
        panel.import_asked.connect(self.import_asked)
        for binding in panel.form.bindings.values():
            if binding.text_editor is not None:
                binding.text_editor.cursor_moved.connect(self.on_cursor_moved)
        return panel

    def _put_away(self, panel: NodePanel) -> None:
        self.committer.forget(panel.form)
        for widget in (panel, panel.tail):
            if _has_focus(widget):
                widget.window().focusWidget().clearFocus()  # not on to whatever is next in the chain
            widget.hide()
            self._layout.removeWidget(widget)
        self._spare.setdefault(panel.form.kind, []).append(panel)
        self._panels = [other for other in self._panels if other is not panel]

    def on_cursor_moved(self) -> None:
        """Keep the line that is being typed in view."""
        focused = self.focused_text()
        if focused is not None and self.isAncestorOf(focused[2]):
            editor = focused[2]
            line = editor.cursorRect()
            place = editor.viewport().mapTo(self._column, line.center())
            self.ensureVisible(place.x(), place.y(), 0, line.height() * 2)

    def _scroll_to_focus(self) -> None:
        widget = self.window().focusWidget()
        if self.focused_text() is not None:
            self.on_cursor_moved()
        elif widget is not None and self._column.isAncestorOf(widget):
            self.ensureWidgetVisible(widget, 0, self.fontMetrics().height())

    def _scroll_to_wanted(self) -> None:
        panel = self.panel_of(self._wanted)
        if panel is not None:
            bar = self.verticalScrollBar()
            seen = QRect(0, bar.value(), 1, self.viewport().height())
            if not seen.contains(QRect(0, panel.y(), 1, min(panel.height(), seen.height()))):
                bar.setValue(panel.y())

    # Qt overrides ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        for panel in self._panels:
            panel.form.set_narrow(self._is_narrow)


def _has_focus(widget: QWidget) -> bool:
    focused = widget.window().focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))
