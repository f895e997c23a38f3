"""What every view shows, compared with what is computed anew from what the workspace holds."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from tests.ui.test_tree_model import outline, wanted
from ui.checks.model import MESSAGE
from ui.forms.layout import on_page
from ui.history.model import local_time
from ui.labels import label, row_label
from ui.marks import sentence
from ui.preview.rendering import render
from workbench.checks import Checks
from workbench.numbering import number
from workbench.passages import Passages
from workbench.rows import COLUMNS, Rows
from workbench.search import SearchIndex, with_ancestors

SOON_MS = 500
MOST_ROUNDS = 40


def hurry(window) -> None:
    """Let everything happen that waits for a rest, as if the user had rested."""
    quiet = 0
    for _ in range(MOST_ROUNDS):
        QApplication.processEvents()
        waiting = [timer for timer in window.findChildren(QTimer) if is_soon(timer)]
        checks, watch = window.session.checks if window.session.is_open else None, window.panels.watch
        checks_left = checks is not None and not (checks.is_done and watch._version == checks.version)
        quiet = 0 if waiting or checks_left else quiet + 1
        if quiet == 2:  # what a timer began in the last round may go on without one
            return
        for timer in waiting:
            if timer.isActive():  # one that was run before may have stopped it
                timer.stop()
                timer.timeout.emit()
        window.panels.watch.work()
    raise AssertionError(f"no rest: {[type(timer.parent()).__name__ for timer in waiting]}")


def is_soon(timer: QTimer) -> bool:
    soon = timer.isSingleShot() and timer.isActive() and timer.interval() < SOON_MS
    return soon and type(timer.parent()).__name__ not in ("Spelling", "Marking")  # a dictionary is read


def check(window) -> None:
    """Compare what must be true at every moment: tree, forms, rows of the grid, commands, status."""
    tree = window.session.workspace.tree
    assert outline(window.tree.model) == wanted(tree)
    assert window.tree.selected is None or window.tree.selected in tree
    check_page(window, window.page)
    check_held(window)
    check_commands(window)
    if window.gridding.is_shown:
        check_cells(window)


def check_rested(window) -> None:
    """Compare what may lag behind for a moment as well: numbers, marks, filters and every panel."""
    hurry(window)
    check(window)
    assert window.session.workspace.numbers == number(window.session.workspace.tree.copy())
    fresh = Checks(window.session.workspace)
    check_labels(window, fresh)
    check_filter(window, fresh)
    check_findings(window, fresh)
    for panel in previews(window):
        check_passage(window, panel)
    if window.panels.is_open("history") and window.panels.history.isVisible():
        check_steps(window)
    if window.gridding.is_shown:
        check_rows(window, fresh)


def check_page(window, page) -> None:
    tree = window.session.workspace.tree
    if page.node:
        assert [panel.form.node for panel in page.panels] == [
            placed.id for placed in on_page(tree, page.node)
        ]
    for panel in page.panels:
        for name, binding in panel.form.bindings.items():
            if not binding.is_dirty:
                where = panel.form.kind, panel.form.node, name
                assert binding.read() == tree[panel.form.node].fields[name], where


def check_held(window) -> None:
    pinning = window.pinning
    assert pinning.held == 0 or pinning.held in window.session.workspace.tree
    if pinning.pane is not None:
        check_page(window, pinning.pane.page)
        assert pinning.pane.isHidden() == (not pinning.held)


def check_commands(window) -> None:
    """Compare ticks and what can be chosen with what is so."""
    commands, workspace = window.actions_, window.session.workspace
    ticks = {
        "grid": window.gridding.is_shown,
        "hold": bool(window.pinning.held),
        "focus": window.focusing.is_on,
        **{name: window.panels.is_open(name) for name in ("preview", "history", "checks", "report")},
    }
    assert {name: commands[name].isChecked() for name in ticks} == ticks
    typing = window.page.committer.is_typing
    possible = {
        "undo": bool(workspace.undo_label) or typing,
        "redo": bool(workspace.redo_label),
        "held": bool(window.pinning.held),
        "exchange": bool(window.pinning.held),
        "bold": window.formatting.focused is not None,
        "footnote": window.formatting.focused is not None,
        "remove": True,
        "report": window.panels.report is not None,
    }
    assert {name: commands[name].isEnabled() for name in possible} == possible
    if not typing and workspace.undo_label:
        assert commands["undo"].text().replace("&&", "&").endswith(workspace.undo_label)


def check_labels(window, fresh: Checks) -> None:
    workspace, model = window.session.workspace, window.tree.model
    for node in workspace.tree.walk():
        assert model.index_of(node.id).data() == row_label(workspace.tree, workspace.numbers, node.id)
        found = fresh.of(node.id)
        spoken = model.index_of(node.id, 1).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.startswith(" ".join(map(sentence, found))), label(
            workspace.tree, workspace.numbers, node.id
        )


def search_of(window, fresh: Checks) -> SearchIndex:
    workspace = window.session.workspace

    def signs(id):
        return frozenset("missing" if one.is_about_absence else "flagged" for one in fresh.of(id))

    return SearchIndex(workspace.tree, workspace.numbers, signs)


def check_filter(window, fresh: Checks) -> None:
    """Compare the filtered tree: nothing that is found is left out; what else is there, is selected."""
    tree, query = window.session.workspace.tree, window.tree.line.text().strip()
    assert window.tree.view.is_filtered == bool(query)
    if query:
        shown = {id for id in tree.nodes if window.tree.view.index_of(id).isValid()}
        found = search_of(window, fresh).find(query).visible
        window.tree.filter_again()
        again = {id for id in tree.nodes if window.tree.view.index_of(id).isValid()}
        selected = window.tree.selected
        kept = with_ancestors(tree, () if selected is None else (selected,))
        assert shown >= found
        assert again == found | kept


def check_findings(window, fresh: Checks) -> None:
    watch, panel = window.panels.watch, window.panels.checks
    wanted_ones = list(fresh.all())
    assert watch.findings == wanted_ones
    open_ones = [one for one in wanted_ones if fresh.mute_of(one) is None]
    count = sum(int(word) for word in window.panels.counts.text().replace(",", "").split() if word.isdigit())
    assert count == len(open_ones)
    if panel is not None and panel.isVisible() and not (panel.line.text() or panel.part.currentData()):
        grave = panel.grave.currentData()
        rows = wanted_ones if panel.aside.isChecked() else open_ones
        rows = [one for one in rows if not grave or one.severity == grave]
        shown = [panel.model.finding(row) for row in range(panel.model.rowCount())]
        assert shown == rows
        said = [panel.model.index(row, MESSAGE).data() for row in range(len(rows))]
        assert said == [sentence(one) for one in rows]


def previews(window) -> list:
    """Return the previews that are seen."""
    found = []
    if window.panels.is_open("preview") and window.panels.preview.isVisible():
        found.append(window.panels.preview)
    if window.pinning.held and window.pinning.is_printed and window.pinning.pane.isVisible():
        found.append(window.pinning.pane.preview)
    return found


def followed(window, panel) -> int:
    """Return the node a panel shows, after a look whether that is the right one.

    It is the selected one, or one with it on a page, or beside, in which the cursor was last; the last one
    selected where a filter leaves out even that.
    """
    pages = [window.page, *([window.pinning.pane.page] if window.pinning.held else [])]
    entered = (
        {one.form.node for page in pages for one in page.panels} if panel is window.panels.preview else {}
    )
    assert window.tree.selected is None or panel._node in {window.tree.selected, *entered}
    return panel._node


def check_passage(window, panel) -> None:
    """Compare a preview with the passage made anew, and its text with that passage written anew."""
    workspace = window.session.workspace
    node = followed(window, panel) if panel is window.panels.preview else window.pinning.held
    passages = Passages(workspace.tree, number(workspace.tree.copy()))
    passage = passages.of(node, window.page.committer.values()) if node in workspace.tree else None
    assert panel.view.passage == passage
    if passage is None:
        assert panel.view.toPlainText() == ""
        return
    view, text = panel.view, QTextDocument()
    text.setDocumentMargin(view.document().documentMargin())
    render(passage, text, view.font(), view.palette(), view._drawn_width, is_marked=True)
    assert view.toHtml() == text.toHtml()


def check_steps(window) -> None:
    """Compare the list of steps with the journal."""
    panel, workspace = window.panels.history, window.session.workspace
    if panel.since.currentData() or panel.line.text() or panel.person.currentData():
        return
    node, nodes = followed(window, panel), None
    if panel.scope.currentData() == "node" and node in workspace.tree:
        nodes = {placed.id for placed in on_page(workspace.tree, node)}
    elif panel.scope.currentData() == "below" and node in workspace.tree:
        nodes = {below.id for below in workspace.tree.walk(node)}
    entries = workspace.entries(nodes)
    assert [panel.model.batch(row) for row in range(panel.model.rowCount())] == [e.batch for e in entries]
    shown = [panel.model.index(row, 0).data() for row in range(len(entries))]
    assert shown == [local_time(entry.time) for entry in entries]
    assert (panel.details.toPlainText() == "") == (not entries)


def grid_rows(window) -> Rows:
    tree = window.session.workspace.tree
    return Rows(tree, number(tree.copy()), date.today().isoformat())


def check_cells(window) -> None:
    """Compare the cells of the columns that are seen."""
    panel, rows = window.gridding.panel, grid_rows(window)
    places = [place for place, column in enumerate(COLUMNS) if not panel.view.isColumnHidden(place)]
    columns = list(COLUMNS.values())
    assert set(panel.model.ids) <= set(rows.ids)
    for id in panel.model.ids:
        for place in places:
            index = panel.model.index_of(id, place)
            words = " ".join(rows.text(id, columns[place]).split())
            spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)  # never cut short
            assert spoken.startswith(words or "(not set)"), (id, columns[place].name)


def check_rows(window, fresh: Checks) -> None:
    """Compare which rows are shown and, once arranged anew, their order and groups."""
    panel, rows = window.gridding.panel, grid_rows(window)
    found = search_of(window, fresh).find_records(panel.bar.line.text().strip(), rows.ids)
    assert set(panel.model.ids) >= set(found.matches)
    assert panel.bar.count.text().startswith(f"{len(found.matches)} of {len(rows.ids)} ")
    selected = panel.view.selected_cells()
    panel.filter_again()
    assert sorted(panel.view.selected_cells()) == sorted(selected)
    kept = set(found.matches) | set(panel.view.selected_ids())
    sorts, group = panel.layout_shown.sorts, panel.layout_shown.group
    if not group:
        assert panel.model.ids == rows.ordered(kept, sorts)
        return
    wanted_groups = rows.grouped(kept, group, sorts)
    model = panel.model
    shown = [model.group_at(model.index(row, 0)) for row in range(model.rowCount())]
    assert shown == wanted_groups
