"""What a day at the window needs: who looks at what, a mouse that knows the window, files that come back."""

from __future__ import annotations

import openpyxl
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QPushButton, QToolBar

from tests.ui.hands import Mouse, focused, wait


class Day:
    """What the user looks at, and where the files are."""

    def __init__(self, window, services, answers, folder):
        self.window, self.services, self.answers, self.folder = window, services, answers, folder

    @property
    def workspace(self):
        return self.window.session.workspace

    @property
    def tree(self):
        return self.workspace.tree

    def node(self, kind, number=0):
        return list(self.tree.of_kind(kind))[number]

    def node_of(self, words):
        """Return the recommendation whose headline begins so."""
        return next(n for n in self.tree.of_kind("recommendation") if (n["headline"] or "").startswith(words))

    def answer(self, number):
        return self.tree.children(self.node("recommendation", number).id, "response")[0]

    def rest(self):
        """Wait until the work in the background is done and the panels follow."""
        wait(lambda: self.window.panels._is_arranged and self.window.session.checks.is_done)
        wait(lambda: not self.window.jobs.is_running)


class Hand(Mouse):
    """A mouse over the one window."""

    def __init__(self, window) -> None:
        self.window = window

    def button(self, within, words) -> None:
        """Click on a button by its words."""

        def found():
            buttons = within.findChildren(QPushButton)
            return [b for b in buttons if b.isVisible() and b.text().replace("&", "").startswith(words)]

        wait(found, words)
        self.window.page.ensureWidgetVisible(found()[0])  # as turning the wheel would
        QApplication.processEvents()
        self.click(found()[0])

    def tool(self, name) -> None:
        """Click on a command in the toolbar."""
        bar = self.window.findChild(QToolBar)
        self.click(bar.widgetForAction(self.window.actions_[name]))

    def node(self, id) -> None:
        """Click on a node of the tree."""
        view = self.window.tree.view
        self.cell(view, view.index_of(id))
        wait(lambda: self.window.page.panel_of(id) is not None)

    def drag(self, id, parent, place) -> None:
        """Drag a node of the tree to a place below a parent.

        The offscreen platform ends a drag as it begins; what Qt asks the model when it drops is asked here.
        """
        view, model = self.window.tree.view, self.window.tree.model
        view.scrollTo(view.index_of(id))
        start = self.place_in(view, view.index_of(id))
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(view.viewport(), start + QPoint(0, 4))
        assert view.state() == QAbstractItemView.State.DraggingState
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        dragged, home = model.mimeData([view.index_of(id)]), view.index_of(parent)
        asked = dragged, Qt.DropAction.MoveAction, place, 0, home
        assert model.canDropMimeData(*asked)
        model.dropMimeData(*asked)
        QApplication.processEvents()

    def words_in(self, view, words) -> None:
        """Click on words of a text that is seen."""
        found = view.document().find(words)
        assert not found.isNull(), words
        found.setPosition((found.selectionStart() + found.selectionEnd()) // 2)
        view.ensureCursorVisible()
        bar, place = view.verticalScrollBar(), view.cursorRect(found).center()
        bar.setValue(bar.value() + place.y() - view.viewport().height() // 2)  # as turning the wheel would
        self.click(view.viewport(), view.cursorRect(found).center())

    def field(self, node, name):
        """Turn the wheel until a field of the page is seen, and return it."""
        widget = self.window.page.panel_of(node).form.bindings[name].widget
        self.window.page.ensureWidgetVisible(widget)
        QApplication.processEvents()
        return widget

    def pick(self, combo, words) -> None:
        """Open a list and click on one of its entries."""
        self.click(combo, QPoint(combo.width() - combo.height() // 3, combo.height() // 2))  # its arrow
        wait(lambda: combo.view().isVisible(), "the list")
        QTest.qWait(QApplication.doubleClickInterval() * 3 // 2)  # Qt takes a quicker click for the same one
        self.cell(combo.view(), combo.model().index(combo.findText(words), 0))
        wait(lambda: combo.currentText() == words)


def dialog_of(window):
    """Return the dialog that stands open, once it takes the keys."""

    def there():
        return [each for each in window.findChildren(QDialog) if each.isVisible()]

    wait(lambda: there() and there()[-1].isAncestorOf(focused()), "a dialog")
    return there()[-1]


def texts_in(combo):
    return [combo.itemText(place) for place in range(combo.count())]


def answer(path, column, row, value):
    """Write into the sheet "Response" as a department does; ``column`` is the key in the hidden row."""
    book = openpyxl.load_workbook(path)
    table = book["Response"]
    place = next(cell.column for cell in table[2] if cell.value == column)
    table.cell(row, place).value = value
    book.save(path)
