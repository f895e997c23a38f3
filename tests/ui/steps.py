"""Steps of a random walk: each does one thing a user can do, or nothing where that is not possible now."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMainWindow, QTextEdit, QWidget

from tests.ui.seen import hurry
from tests.ui.test_tree_model import list_ids, wanted
from ui.editing import homes_for
from ui.grid.model import PLACES
from ui.palette.popup import PalettePopup
from ui.replacing.model import PLACE
from workbench.rows import COLUMNS, GROUPINGS

WORDS = ["a", "*b*", " c ", "- ", "[[1]]", "(a) "]
QUERIES = [
    "mend",
    "recommendation",
    "a",
    "nothing at all",
    "priority:high",
    "flagged",
    "missing",
    "colour:red x",
]
PANELS = ["preview", "history", "checks", "report"]
NOT_BY_CHANCE = {"quit", "print"}
"""Commands that end the walk, or show a dialog of the system that waits for an answer."""


def any_node(window, walk):
    return walk.choice(list_ids(wanted(window.session.workspace.tree)))


# The tree and the forms --------------------------------------------------------------------------


def select(window, walk, qtbot):
    window.tree.select(any_node(window, walk))


def select_many(window, walk, qtbot):
    """Go over several nodes so quickly that nothing is shown between."""
    for _ in range(walk.randrange(2, 6)):
        window.tree.select(any_node(window, walk))


def type_text(window, walk, qtbot):
    """Type into a text of either page, or into the one that is alone."""
    pages = [window.page, *([window.pinning.pane.page] if window.pinning.held else [])]
    bindings = [b for page in pages for panel in page.panels for b in panel.form.bindings.values()]
    texts = [b.text_editor for b in bindings if b.text_editor is not None and b.text_editor.isVisible()]
    if texts:
        text = walk.choice(texts)
        text.setFocus()
        qtbot.keyClicks(text, walk.choice(WORDS))
        if walk.random() < 0.3:
            qtbot.keyClick(text, Qt.Key.Key_Return)


def leave(window, walk, qtbot):
    """Go to the tree, so that what is typed is taken."""
    window.focus_tree()


def choose(window, walk, qtbot):
    for panel in window.page.panels:
        binding = panel.form.bindings.get("priority")
        if binding:
            binding.widget.setCurrentIndex(walk.randrange(4))
            binding.widget.activated.emit(binding.widget.currentIndex())


def add(window, walk, qtbot):
    kinds = window.editing.kinds_below()
    if kinds:
        window.editing.add_below(walk.choice(kinds))


def remove(window, walk, qtbot):
    node = window.editing.node
    if node and node.parent is not None and walk.random() < 0.5:
        window.editing.remove_selected()


def move(window, walk, qtbot):
    walk.choice([window.editing.move_up, window.editing.move_down])()


def drag(window, walk, qtbot):
    """Drop a node somewhere else, as the view asks the model for it."""
    tree, view = window.session.workspace.tree, window.tree.view
    node = any_node(window, walk)
    homes = homes_for(tree, node) if tree[node].parent is not None else []
    if homes and view.index_of(node).isValid():
        home = walk.choice(homes)
        where = view.index_of(home)
        if where.isValid():
            data = view.model().mimeData([view.index_of(node)])
            row = walk.randrange(-1, len(tree[home].children) + 1)
            row = min(row, view.model().rowCount(where))
            view.model().dropMimeData(data, Qt.DropAction.MoveAction, row, 0 if row >= 0 else -1, where)


def undo(window, walk, qtbot):
    step = window.session.workspace.undo_step
    if step and step.origin != "test":
        window.editing.undo()


def redo(window, walk, qtbot):
    window.editing.redo()


def filter(window, walk, qtbot):
    window.tree.line.setText(walk.choice(QUERIES))
    window.tree.apply_filter()


def clear_filter(window, walk, qtbot):
    window.tree.clear_filter()


def reopen(window, walk, qtbot):
    path = window.session.workspace.path
    window.files.close()
    assert not window.page.panels
    window.open_path(path)
    QApplication.processEvents()


def look_away(window, walk, qtbot):
    """Let everything happen that waits."""
    hurry(window)


# Panels ------------------------------------------------------------------------------------------


def panel(window, walk, qtbot):
    window.actions_[walk.choice(PANELS)].trigger()


def report(window, walk, qtbot):
    """Show what an intake would report."""
    node = any_node(window, walk)
    found = {"line": 1, "node": node, "field": None, "text": "read", "message": "Is it so?"}
    names = ("placed", "furniture", "unplaced", "undecided_references")
    window.on_imported({"source": "x", **{name: [] for name in names}, "doubtful": [found]}, node)


def scope(window, walk, qtbot):
    history = window.panels.history
    if history is not None and window.panels.is_open("history"):
        history.scope.setCurrentIndex(walk.randrange(3))
        history.scope.activated.emit(history.scope.currentIndex())


def restore(window, walk, qtbot):
    """Look at a step and follow one of its links: to the place, or back to a value."""
    if not window.panels.is_open("history"):
        window.panels.open("history")
    hurry(window)
    history = window.panels.history
    if history.model.rowCount():
        history.table.setCurrentIndex(history.model.index(walk.randrange(history.model.rowCount()), 0))
        links = links_of(history.details)
        if links:
            history.on_link(walk.choice(links))


def links_of(browser):
    found = []
    block = browser.document().begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            link = parts.fragment().charFormat().anchorHref()
            if link:
                found.append(link)
            parts += 1
        block = block.next()
    return [QUrl(link) for link in sorted(set(found))]


def some_finding(window, walk):
    """Select a finding and return its panel, None where there is none."""
    if not window.panels.is_open("checks"):
        window.panels.open("checks")
    hurry(window)
    checks = window.panels.checks
    if not checks.model.rowCount():
        return None
    checks.table.select_rows([walk.randrange(checks.model.rowCount())])
    return checks


def mend(window, walk, qtbot):
    checks = some_finding(window, walk)
    if checks is not None and checks.fix_button.isEnabled():
        walk.choice(checks.fix_button.menu().actions()).trigger()


def put_aside(window, walk, qtbot):
    checks = some_finding(window, walk)
    if checks is not None and checks.mute_button.isEnabled():
        checks.mute_button.click()
        dialog = checks.findChild(QDialog)
        if dialog is not None and dialog.isVisible():
            dialog.line.setText("It is as agreed.")
            dialog.on_accepted()
        QApplication.processEvents()


def show_aside(window, walk, qtbot):
    if window.panels.is_open("checks"):
        window.panels.checks.aside.click()
        window.panels.checks.grave.setCurrentIndex(walk.randrange(4))
        window.panels.checks.refresh()


def go_to_finding(window, walk, qtbot):
    checks = some_finding(window, walk)
    if checks is not None:
        checks.go()


def replace(window, walk, qtbot):
    """Replace some of what is found; the window that does it stays open at times."""
    window.replacing.open()
    dialog = window.replacing.dialog
    dialog.line.setText(walk.choice(["light", "the", "e", "Recommendation", "zzz"]))
    dialog.by_line.setText(walk.choice(["lamp", "", "x [[1]] *y*", "é"]))
    dialog.search()
    for row in range(dialog.model.rowCount()):
        if walk.random() < 0.8:
            index = dialog.model.index(row, PLACE)
            dialog.model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    if walk.random() < 0.7:
        dialog.replace()
    else:
        dialog.on_next()
    if walk.random() < 0.8:
        dialog.close()


def find_next(window, walk, qtbot):
    if window.replacing.dialog is not None:
        window.actions_["find_next"].trigger()


# The grid ----------------------------------------------------------------------------------------


def grid(window, walk, qtbot):
    window.actions_["grid"].trigger()


def the_grid(window):
    """Return the panel of the grid, shown first where it is not."""
    if not window.gridding.is_shown:
        window.actions_["grid"].trigger()
    return window.gridding.panel


def any_column(walk, panel):
    return walk.choice(panel.view.columns)


def pick(window, walk, qtbot):
    """Select cells here and there."""
    panel = the_grid(window)
    flag = panel.view.selectionModel().SelectionFlag
    ids = panel.model.ids
    if ids:
        panel.view.go_to(walk.choice(ids), any_column(walk, panel))
        for _ in range(walk.randrange(4)):
            index = panel.model.index_of(walk.choice(ids), PLACES[any_column(walk, panel)])
            panel.view.selectionModel().select(index, flag.Select)


def type_cell(window, walk, qtbot):
    """Type into a cell as the form has it, and take it, give it up or just go on."""
    panel = the_grid(window)
    if panel.view.current_id is None:
        return
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_F2)
    editors = panel.view.viewport().findChildren(QWidget)
    kinds = (QTextEdit, QLineEdit, QComboBox)
    editor = next((widget for widget in editors if isinstance(widget, kinds) and widget.isVisible()), None)
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(walk.randrange(max(1, editor.count())))
        editor.activated.emit(editor.currentIndex())
    elif editor is not None:
        if isinstance(editor, QTextEdit):
            editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(editor, walk.choice(["a", "b c", "*d*"]))
        end = walk.choice([Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Return, None])
        if end is not None:
            QTest.keyClick(editor, end, Qt.KeyboardModifier.ControlModifier)


def fill(window, walk, qtbot):
    """Set a field of all that are selected."""
    panel = the_grid(window)
    panel.on_set()
    dialog = panel.findChild(QDialog)
    if dialog is not None and dialog.isVisible():
        dialog.fields.setCurrentIndex(walk.choice([0, *range(2, dialog.fields.count())]))
        dialog.accept()
        dialog.reject()
    QApplication.processEvents()


def copy(window, walk, qtbot):
    the_grid(window).copying.copy()


def paste(window, walk, qtbot):
    the_grid(window).copying.paste()


def empty(window, walk, qtbot):
    the_grid(window).copying.clear()


def sort(window, walk, qtbot):
    the_grid(window).on_sort(walk.choice(list(COLUMNS)), walk.random() < 0.4)


def group(window, walk, qtbot):
    the_grid(window).on_group(walk.choice(["", *GROUPINGS]))


def close_group(window, walk, qtbot):
    panel = the_grid(window)
    if panel.model.rowCount():
        top = panel.model.index(walk.randrange(panel.model.rowCount()), 0, QModelIndex())
        panel.view.setExpanded(top, not panel.view.isExpanded(top))


def filter_rows(window, walk, qtbot):
    panel = the_grid(window)
    panel.bar.line.setText(walk.choice([*QUERIES, "", ""]))
    panel.arrange()


def column(window, walk, qtbot):
    """Show or hide a column, but never the last one."""
    panel = the_grid(window)
    name = walk.choice(list(COLUMNS))
    if panel.view.columns != [name]:
        panel.view.toggle_column(name)


def view(window, walk, qtbot):
    """Save a view, or go back to one or to the usual."""
    panel = the_grid(window)
    walk.choice([panel.on_usual, lambda: panel.save_view("Mine"), lambda: panel.on_view("Mine")])()


def open_row(window, walk, qtbot):
    if window.gridding.is_shown:
        window.gridding.panel.on_open()
        QApplication.processEvents()


# Beside, alone, palette --------------------------------------------------------------------------


def hold(window, walk, qtbot):
    window.pinning.hold_selected()


def let_go(window, walk, qtbot):
    if walk.random() < 0.5:
        window.pinning.let_go()


def exchange(window, walk, qtbot):
    window.pinning.exchange()


def turn(window, walk, qtbot):
    if window.pinning.held:
        window.pinning.pane.tabs.setCurrentIndex(walk.randrange(2))


def focus(window, walk, qtbot):
    window.actions_["focus"].trigger()


def go_on(window, walk, qtbot):
    walk.choice([window.focusing.show_next, window.focusing.show_previous])()


def palette(window, walk, qtbot):
    """Do any command that the palette offers, and close whatever window it shows."""
    window.actions_["palette"].trigger()
    popup = window.findChild(PalettePopup)
    entries = [entry for entry in popup._entries if entry.available and entry.name not in NOT_BY_CHANCE]
    step = window.session.workspace.undo_step
    if step is None or step.origin == "test":
        entries = [entry for entry in entries if entry.name != "undo"]
    entry = walk.choice(entries)
    popup.line.setText(entry.words)
    index = popup.model.index(popup.model.entries.index(entry), 0)
    popup.run(index)
    QApplication.processEvents()
    close_others(window)
    if not window.session.is_open:
        window.open_path(window.settings.recent[0])


def close_others(window):
    """Close the windows and menus that a command showed."""
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible() and not isinstance(widget, QMainWindow):
            widget.close()
    QApplication.processEvents()
    window.activateWindow()


def size(window, walk, qtbot):
    window.actions_[walk.choice(["larger", "smaller", "usual_size"])].trigger()


EDITS = [type_text, type_text, leave, choose, add, remove, move, drag, undo, undo, redo]
TREE = [select, select, select_many, filter, clear_filter, reopen, look_away]
SIDES = [panel, panel, report, scope, restore, mend, put_aside, show_aside, go_to_finding, replace, find_next]
CELLS = [grid, pick, pick, type_cell, fill, copy, paste, empty, sort, group, close_group, filter_rows]
CELLS += [column, view, open_row]
BESIDE = [hold, hold, let_go, exchange, turn, focus, go_on, palette, size]
EVERYTHING = [*EDITS, *EDITS, *TREE, *SIDES, *CELLS, *BESIDE]
