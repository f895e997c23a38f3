"""One text of the page alone in the window, large and calm: for writing long texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QTimer, Signal

from ui.labels import title
from ui.schema_words import field_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget

    from ui.focus_view import FocusView
    from ui.forms.bindings import Binding
    from ui.forms.form import NodeForm
    from ui.forms.page import Page
    from ui.window import MainWindow
    from workbench.edits import Notice

NEXT, PREVIOUS, LEAVE = "Ctrl+PgDown", "Ctrl+PgUp", "Esc"
KEYS = (
    (NEXT, QT_TRANSLATE_NOOP("Keys", "Next text of the page")),
    (PREVIOUS, QT_TRANSLATE_NOOP("Keys", "Text before")),
    (LEAVE, QT_TRANSLATE_NOOP("Keys", "Show the rest of the window again")),
)
"""Keys of focus mode that are no commands, with their words."""


class Text(NamedTuple):
    """A text field of a page, and the node it belonged to when it was found."""

    page: Page
    form: NodeForm
    binding: Binding
    node: int


class FocusMode(QObject):
    """Made by the window, in whose middle, a stack, the text is shown alone.

    The field itself is lent by its form, so what is typed, saved and undone is the same as ever.
    ``shown`` tells whether the mode is on, ``done`` carries a sentence.
    """

    shown = Signal(bool)
    done = Signal(str)

    def __init__(self, center: QStackedWidget, window: MainWindow) -> None:
        super().__init__(window)
        self._center = center
        self._window = window
        self._view: FocusView | None = None
        self._text: Text | None = None
        self._before: Before | None = None
        self._scrolled: list[tuple[Page, int]] = []
        window.session.closed.connect(self.leave)
        window.session.changed.connect(self.on_changed)
        window.tree.node_selected.connect(self.on_selected)

    @property
    def is_on(self) -> bool:
        """Whether one text is alone in the window."""
        return self._text is not None

    def toggle(self) -> None:
        """Show the text with the focus alone, or give back everything round it."""
        if self.is_on:
            self.leave()
        elif self._window.session.is_open:
            self.enter()

    def enter(self) -> None:
        """Show the text with the focus alone, or the first one of the page."""
        window = self._window
        before = Before(window, self._center)
        window.gridding.show_form()
        text = self._first()
        if text is None:
            self._give_back(before)
            self.done.emit(self.tr("There is no text on this page."))
            self.shown.emit(False)
            return
        self._before = before
        view = self._the_view()
        self._show(text)
        for bar in before.toolbars:
            bar.hide()
        self._center.setCurrentWidget(view)
        self._focus(text)
        window.panels.show_actions()
        self.shown.emit(True)

    def leave(self) -> None:
        """Give back everything round the text, as it was."""
        text, before = self._text, self._before
        if text is None or before is None or self._view is None:
            return
        self._view.give_back()
        self._text = self._before = None
        self._give_back(before)
        if self._window.session.is_open and (not before.was_in(text) or before.focused is None):
            self._focus(text)
        self._window.panels.show_actions()
        self.shown.emit(False)

    def _give_back(self, before: Before) -> None:
        before.give_back()
        self._scrolled = before.scrolled
        QTimer.singleShot(0, self, self._scroll_back)

    def _scroll_back(self) -> None:
        """Scroll the pages to where they were, once they are laid out again."""
        for page, value in self._scrolled:
            page.verticalScrollBar().setValue(value)
        self._scrolled = []

    def show_next(self) -> None:
        """Go on to the next text of the page."""
        self._step(1)

    def show_previous(self) -> None:
        """Go back to the text before."""
        self._step(-1)

    def on_selected(self, id: int) -> None:
        """Leave when a node of another page is selected, as undo does that shows what it changed."""
        if self._text is not None and self._text.page.panel_of(id) is None:
            self.leave()

    def on_changed(self, notice: Notice) -> None:
        """Leave when the node of the text is gone; else show its present name."""
        text = self._text
        if text is None:
            return
        if text.form not in text.page.committer.forms or text.form.node != text.node:
            self.leave()
        else:
            self._show_words(text)

    def _step(self, step: int) -> None:
        text = self._text
        if text is None:
            return
        texts = texts_of(text.page)
        place = texts.index(text) + step if text in texts else 0
        if 0 <= place < len(texts):
            self._show(texts[place])
            self._focus(texts[place])
        elif step > 0:
            self.done.emit(self.tr("This is the last text of the page."))
        else:
            self.done.emit(self.tr("This is the first text of the page."))

    def _first(self) -> Text | None:
        """Return the text with the focus; else the first long one of what is selected, or of the page."""
        page = self._window.page.active
        texts, focused = texts_of(page), page.focused_text()
        selected = self._window.tree.selected if page is self._window.page else None
        return (
            next((text for text in texts if focused and text.binding is focused[1]), None)
            or next((text for text in texts if text.node == selected and _is_long(text)), None)
            or next((text for text in texts if _is_long(text)), None)
            or next(iter(texts), None)
        )

    def _show(self, text: Text) -> None:
        """Show a text in place of the one before, which goes back into its form and is taken."""
        assert self._view is not None
        self._view.give_back()
        self._text = text
        self._view.take(text.form, text.binding)
        self._show_words(text)

    def _show_words(self, text: Text) -> None:
        workspace = self._window.session.workspace
        name = title(workspace.tree, workspace.numbers, text.node)
        assert self._view is not None
        self._view.show_words(
            name, field_label(text.binding.field), text.form.error_of(text.binding.field.name)
        )

    def _focus(self, text: Text) -> None:
        text.binding.widget.setFocus()

    def _the_view(self) -> FocusView:
        if self._view is None:
            from ui.focus_view import FocusView

            self._view = FocusView(self._center)
            self._view.next_asked.connect(self.show_next)
            self._view.previous_asked.connect(self.show_previous)
            self._view.leave_asked.connect(self.leave)
            self._center.addWidget(self._view)
        return self._view


class Before:
    """What the window looked like before one text was shown alone."""

    def __init__(self, window: MainWindow, center: QStackedWidget) -> None:
        self._window = window
        self._center, self._shown = center, center.currentIndex()
        self.focused = window.focusWidget()
        self.toolbars = [bar for bar in window.actions_.bars if not bar.isHidden()]
        self._grid = window.gridding.is_shown
        pages = [window.page, *([window.page.beside] if window.page.beside is not None else [])]
        self.scrolled = [(page, page.verticalScrollBar().value()) for page in pages]
        self._entered = self._field()

    def was_in(self, text: Text) -> bool:
        """Whether the focus need not follow: this text, or something that is no text, had it."""
        return self._entered is None or self._entered is text.binding

    def give_back(self) -> None:
        """Show all of it again, and put the focus back."""
        self._center.setCurrentIndex(self._shown)
        for bar in self.toolbars:
            bar.show()
        if self._grid and self._window.session.is_open:
            self._window.gridding.show_grid()
        if self.focused is not None and self._window.session.is_open:
            self.focused.setFocus()

    def _field(self) -> Binding | None:
        focused = self._window.page.active.focused_text()
        return focused[1] if focused else None


def texts_of(page: Page) -> list[Text]:
    """Return the texts of a page from top to bottom."""
    return [
        Text(page, panel.form, binding, panel.form.node)
        for panel in page.panels
        for binding in panel.form.bindings.values()
        if binding.text_editor is not None and not binding.container.isHidden()
    ]


def _is_long(text: Text) -> bool:
    editor = text.binding.text_editor
    return editor is not None and not editor.one_line
