"""Which commands there are, their words and keys, and the two menus that are filled when opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from ui.schema_words import kind_label

if TYPE_CHECKING:
    from ui.editing import Editing
    from ui.files import Files
    from ui.session import Session
    from ui.settings import Settings
    from ui.window import MainWindow

translate = QCoreApplication.translate
Keys = QKeySequence.StandardKey


def add_commands(window: MainWindow) -> tuple[QMenu, QMenu]:
    """Give the window its commands, menus and toolbar; return the menus "Open recent" and "Add"."""
    _file_commands(window)
    _edit_commands(window)
    _format_commands(window)
    _view_commands(window)
    _comfort_commands(window)
    recent, add = _menus(window)
    window.actions_.toolbar(
        translate("Menus", "Toolbar"),
        "import",
        "sheets",
        "merge",
        "draft",
        None,
        "undo",
        "redo",
        None,
        "another",
        "remove",
        "up",
        "down",
        None,
        "bold",
        "italic",
        "bullets",
        "footnote",
        "reference",
        "link",
    )
    return recent, add


def fill_recent_menu(menu: QMenu, settings: Settings, files: Files) -> None:
    """List the workspaces opened last."""
    menu.clear()
    for path in settings.recent:
        menu.addAction(str(path).replace("&", "&&")).triggered.connect(partial(files.open_path, path))
    if menu.isEmpty():
        menu.addAction(translate("Menus", "(none yet)")).setEnabled(False)


def fill_add_menu(menu: QMenu, editing: Editing, session: Session) -> None:
    """List what can be added below the selected node, and what right after it."""
    menu.clear()
    menu.setEnabled(session.writable)
    if not session.writable or editing.node is None:
        return
    for kind in editing.kinds_below():
        words = translate("Menus", "{0} below").format(kind_label(kind))
        menu.addAction(words).triggered.connect(partial(_add_below, editing, kind))
    menu.addSeparator()
    for kind in editing.kinds_beside():
        words = translate("Menus", "{0} after this").format(kind_label(kind))
        menu.addAction(words).triggered.connect(partial(_add_beside, editing, kind))


def _add_below(editing: Editing, kind: str, checked: bool = False) -> None:
    editing.add_below(kind)


def _add_beside(editing: Editing, kind: str, checked: bool = False) -> None:
    editing.add_beside(kind)


def _set_mark(window: MainWindow, checked: bool = False) -> None:
    from ui.dialogs.mark import ask_for_mark  # wanted when it is first asked for

    ask_for_mark(window)


def _file_commands(window: MainWindow) -> None:
    add, files = window.actions_.add, window.files
    add("new", translate("Menus", "&New workspace…"), files.new, Keys.New)
    add("open", translate("Menus", "&Open workspace…"), files.open, Keys.Open)
    add("sample", translate("Menus", "Open &sample…"), files.sample)
    add("import", translate("Menus", "&Import…"), files.import_file, "Ctrl+M", "import")
    add("sheets", translate("Menus", "Export &tracking sheets…"), files.export_sheets, "Ctrl+E", "sheets")
    add("sent", translate("Menus", "Sheets s&ent…"), window.sent.show, "Ctrl+T")
    add("merge", translate("Menus", "Merge what came &back…"), window.merging.ask, "Ctrl+R", "merge")
    add("draft", translate("Menus", "Export &Word draft…"), files.export_draft, "Ctrl+Shift+E", "word")
    add("print", translate("Menus", "&Print the passage…"), window.panels.print_preview, Keys.Print)
    add("close", translate("Menus", "&Close workspace"), files.close, Keys.Close)
    add("quit", translate("Menus", "&Quit"), window.close, Keys.Quit)


def _edit_commands(window: MainWindow) -> None:
    add, editing, tree = window.actions_.add, window.editing, window.tree.view
    add("undo", translate("Menus", "&Undo"), editing.undo, Keys.Undo, "undo")
    add("redo", translate("Menus", "&Redo"), editing.redo, Keys.Redo, "redo")
    add("another", translate("Menus", "Add another &like this"), editing.add_another, "Ctrl+Return", "add")
    # In a text or a list these keys mean something else.
    remove = add("remove", translate("Menus", "Re&move"), editing.remove_selected, "Del", "remove", tree)
    remove.setShortcuts([QKeySequence("Del"), QKeySequence("Ctrl+Del")])
    add("up", translate("Menus", "Mo&ve up"), editing.move_up, "Alt+Up", "up", tree)
    add("down", translate("Menus", "Move &down"), editing.move_down, "Alt+Down", "down", tree)
    add("move_to", translate("Menus", "Move &to…"), editing.move_to, "Ctrl+Shift+M")
    add("mark", translate("Menus", "Set a mar&k…"), partial(_set_mark, window), "Ctrl+Shift+K")
    replacing = window.replacing
    add("replace", translate("Menus", "Find and re&place…"), replacing.open, "Ctrl+H")
    add("find_next", translate("Menus", "Find &next"), replacing.find_next, Keys.FindNext)
    add("find_previous", translate("Menus", "Find previou&s"), replacing.find_previous, Keys.FindPrevious)


def _format_commands(window: MainWindow) -> None:
    add, formatting = window.actions_.add, window.formatting
    add("bold", translate("Menus", "&Bold"), formatting.bold, Keys.Bold, "bold")
    add("italic", translate("Menus", "&Italic"), formatting.italic, Keys.Italic, "italic")
    add("bullets", translate("Menus", "Bulleted &list"), formatting.bullets, "Ctrl+Shift+L", "bullets")
    add("footnote", translate("Menus", "&Footnote"), formatting.footnote, "Ctrl+Shift+F", "footnote")
    add("reference", translate("Menus", "&Reference…"), formatting.reference, "Ctrl+K", "reference")
    add("link", translate("Menus", "Lin&k…"), formatting.link, "Ctrl+L", "link")
    writing = window.writing
    add("paste_plain", translate("Menus", "&Paste as plain text"), formatting.paste_plain, "Ctrl+Shift+V")
    spelling = add("spelling", translate("Menus", "Check &spelling"), writing.toggle_spelling)
    spelling.setCheckable(True)
    spelling.setChecked(writing.wants_spelling)
    writing.spelling_wanted.connect(spelling.setChecked)
    add("misspelling", translate("Menus", "&Next misspelling"), writing.next_misspelling, "F7")
    add("limits", translate("Menus", "&Word limits…"), writing.set_limits)


def _view_commands(window: MainWindow) -> None:
    add = window.actions_.add
    add("filter", translate("Menus", "&Find in the contents"), window.gridding.focus_filter, Keys.Find)
    grid = add("grid", translate("Menus", "&Grid of recommendations"), window.gridding.toggle, "Ctrl+G")
    grid.setCheckable(True)
    window.gridding.shown.connect(grid.setChecked)
    add("tree", translate("Menus", "Go to the &contents"), window.focus_tree, "F6")
    add("form", translate("Menus", "Go to the for&m"), window.on_entered, "F2")
    add("next_marked", translate("Menus", "&Next finding"), window.go_to_next_marked, "F8", "warning")
    add(
        "expand",
        translate("Menus", "&Expand this branch"),
        window.tree.view.expand_branch,
        "Ctrl+Shift+Right",
    )
    add(
        "collapse",
        translate("Menus", "Collapse the &others"),
        window.tree.view.collapse_others,
        "Ctrl+Shift+Left",
    )
    panels = window.panels
    add("preview", translate("Menus", "Pre&view"), panels.toggle_preview, "F12").setCheckable(True)
    add("history", translate("Menus", "&History"), panels.toggle_history, "Ctrl+Shift+H").setCheckable(True)
    add("checks", translate("Menus", "Check&s"), panels.toggle_checks, "F9").setCheckable(True)
    add("report", translate("Menus", "&Intake report"), panels.toggle_report, "Ctrl+F7").setCheckable(True)
    _beside_commands(window)


def _beside_commands(window: MainWindow) -> None:
    add, pinning, focusing = window.actions_.add, window.pinning, window.focusing
    hold = add("hold", translate("Menus", "Hold &beside"), pinning.toggle, "F4")
    go = add("held", translate("Menus", "Go to what is hel&d"), pinning.focus, "Shift+F2")
    exchange = add(
        "exchange", translate("Menus", "E&xchange with what is held"), pinning.exchange, "Shift+F4"
    )
    focus = add("focus", translate("Menus", "Focus on one &text"), focusing.toggle, "F11")
    for command, signal in ((hold, pinning.changed), (focus, focusing.shown)):
        command.setCheckable(True)
        signal.connect(command.setChecked)
    for command in (go, exchange):
        command.setEnabled(False)
        pinning.changed.connect(command.setEnabled)


def _comfort_commands(window: MainWindow) -> None:
    add, comfort = window.actions_.add, window.comfort
    add("palette", translate("Menus", "Command &palette…"), comfort.show_palette, "Ctrl+Shift+P")
    larger = add("larger", translate("Menus", "&Larger text"), comfort.larger, Keys.ZoomIn)
    larger.setShortcuts([QKeySequence(Keys.ZoomIn), QKeySequence("Ctrl+=")])  # without Shift as well
    add("smaller", translate("Menus", "Sm&aller text"), comfort.smaller, Keys.ZoomOut)
    add("usual_size", translate("Menus", "&Usual text size"), comfort.usual_size, "Ctrl+0")
    add("system", translate("Menus", "Follow the &system"), comfort.follow_system).setCheckable(True)
    add("light", translate("Menus", "Lig&ht"), comfort.light).setCheckable(True)
    add("dark", translate("Menus", "&Dark"), comfort.dark).setCheckable(True)
    add("keys", translate("Menus", "&Keyboard"), comfort.show_keys, Keys.HelpContents)
    add("log", translate("Menus", "Show the &log"), comfort.show_log)
    add("about", translate("Menus", "&About"), comfort.show_about)
    window.menuBar().triggered.connect(comfort.on_used)


def _menus(window: MainWindow) -> tuple[QMenu, QMenu]:
    actions = window.actions_
    file = actions.menu(
        translate("Menus", "&File"),
        "new",
        "open",
        "sample",
        None,
        "import",
        "sheets",
        "sent",
        "merge",
        "draft",
        None,
        "print",
        None,
        "close",
        "quit",
    )
    recent = QMenu(translate("Menus", "Open &recent"), file)
    file.insertMenu(actions["sample"], recent)
    edit = actions.menu(
        translate("Menus", "&Edit"),
        *("undo", "redo", None, "another", "remove", "up", "down", "move_to"),
        *(None, "mark", None, "replace", "find_next", "find_previous"),
    )
    add = QMenu(translate("Menus", "&Add"), edit)
    edit.insertMenu(actions["another"], add)
    actions.menu(
        translate("Menus", "F&ormat"),
        *("bold", "italic", "bullets", "footnote", "reference", "link"),
        *(None, "paste_plain", None, "spelling", "misspelling", "limits"),
    )
    view = actions.menu(
        translate("Menus", "&View"),
        "grid",
        None,
        "filter",
        "tree",
        "form",
        "next_marked",
        None,
        "expand",
        "collapse",
        None,
        *("preview", "history", "checks", "report"),
        *(None, "hold", "held", "exchange", "focus"),
        *(None, "palette"),
    )
    appearance = view.addMenu(translate("Menus", "Appea&rance"))
    appearance.addActions([actions[name] for name in ("larger", "smaller", "usual_size")])
    appearance.addSeparator()
    appearance.addActions([actions[name] for name in ("system", "light", "dark")])
    appearance.aboutToShow.connect(window.comfort.show_appearance)
    actions.menu(translate("Menus", "&Help"), "keys", "log", "about")
    return recent, add
