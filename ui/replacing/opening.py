"""Find and replace in the main window: its dialog, the next hit by key, and the hit shown in its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.replacing.dialog import ReplaceDialog, Scope
    from ui.text.editor import MarkupEdit
    from ui.window import MainWindow
    from workbench.replacing import Hit


class Replacing(QObject):
    """Made by the window; makes the dialog when it is first wanted. ``done`` carries a sentence."""

    done = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: ReplaceDialog | None = None

    def open(self) -> None:
        """Show the dialog, ready to look for what is selected in a text."""
        if self._window.session.is_open:
            self._window.session.settle()
            self._the_dialog().start(self._selected_text())

    def find_next(self) -> None:
        """Show the next hit of what was looked for last; ask for it where there is none."""
        self._go_on(1)

    def find_previous(self) -> None:
        """Show the hit before of what was looked for last; ask for it where there is none."""
        self._go_on(-1)

    def on_hit(self, hit: Hit) -> None:
        """Show a hit in its form, selected."""
        self._window.on_field_asked(hit.node, hit.field)
        panel = self._window.page.panel_of(hit.node)
        binding = panel.form.bindings.get(hit.field) if panel is not None else None
        if binding is None:
            return
        if binding.text_editor is not None:
            _select_text(binding.text_editor, hit)
        elif isinstance(binding.widget, QLineEdit):
            binding.widget.setSelection(hit.start, hit.end - hit.start)

    def scope(self, scope: Scope) -> Sequence[int] | None:
        """Return the nodes to look below, None for all."""
        if scope == "rows":
            panel = self._window.gridding.panel
            return panel.view.selected_ids() if panel is not None else []
        selected = self._window.tree.selected
        return [selected] if scope == "branch" and selected is not None else None

    def _go_on(self, step: int) -> None:
        if self.dialog is None or not self.dialog.line.text().strip():
            self.open()
            return
        self._window.session.settle()
        if not self.dialog.isVisible():
            self._search_again()
        hit = self.dialog.go_on(step)
        if hit is None:
            self.done.emit(self.tr("“{0}” is found nowhere.").format(self.dialog.line.text()))
        else:
            self.on_hit(hit)

    def _search_again(self) -> None:
        """Find anew while nobody sees the list, and go on from where it stood."""
        assert self.dialog is not None
        row = self.dialog.table.currentIndex().row()
        self.dialog.search()
        self.dialog.table.go_to(min(row, self.dialog.model.rowCount() - 1))

    def _selected_text(self) -> str:
        """Return what is selected in the text with the focus, "" where that is nothing or several lines."""
        focused = self._window.page.active.focused_text()
        text = focused[2].textCursor().selectedText() if focused else ""
        widget = self._window.focusWidget()
        if isinstance(widget, QLineEdit):
            text = widget.selectedText()
        return text if "\u2029" not in text else ""

    def _the_dialog(self) -> ReplaceDialog:
        if self.dialog is None:
            from ui.replacing.dialog import ReplaceDialog

            self.dialog = ReplaceDialog(self._window.session, self.scope, self._window)
            self.dialog.hit_asked.connect(self.on_hit)
            self.dialog.replaced.connect(self.done)
        return self.dialog


def _select_text(editor: MarkupEdit, hit: Hit) -> None:
    """Select a hit in the block it stands in: as often as its words come there before it."""
    from PySide6.QtGui import QTextCursor, QTextDocument

    document = editor.document()
    block = document.findBlockByNumber(hit.number)
    times = hit.line[: hit.start].count(hit.text) + 1
    cursor = QTextCursor(block)
    for _ in range(times):
        found = document.find(hit.text, cursor, QTextDocument.FindFlag.FindCaseSensitively)
        if found.isNull() or found.blockNumber() != hit.number:
            break
        cursor = found
    if cursor.hasSelection():
        editor.setTextCursor(cursor)
