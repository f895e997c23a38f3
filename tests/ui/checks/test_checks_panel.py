"""The panel of findings: counts, filters, jumps, mending, putting aside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.test_window import press
from ui.checks.model import FIELD, MESSAGE, PLACE, REASON, SEVERITY
from ui.checks.reason import ReasonDialog
from workbench.checks import Checks


@pytest.fixture
def panel(window, qtbot):
    window.panels.toggle_checks()
    panel = window.panels.checks
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0 and window.session.checks.is_done)
    return panel


def rows(panel, column=MESSAGE):
    return [panel.model.index(row, column).data() for row in range(panel.model.rowCount())]


def choose(combo, data):
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def select(panel, words):
    row = next(row for row, text in enumerate(rows(panel)) if words in text)
    panel.table.selectRow(row)
    return panel.chosen[0]


def settled(panel, qtbot):
    qtbot.waitUntil(lambda: panel._watch._version == panel._session.checks.version)


def test_the_model_keeps_qts_rules(panel, qtmodeltester):
    qtmodeltester.check(panel.model)
    choose(panel.grave, "error")
    panel.aside.setChecked(True)


def test_tree_panel_and_command_say_the_same(window, panel, workspace):
    fresh = Checks(workspace)
    fresh.work(len(workspace.tree))
    assert rows(panel) == [finding.message for finding in fresh.all()]
    in_tree = [finding for node in workspace.tree.walk() for finding in window.tree.model.marks_of(node.id)]
    assert [finding.key for finding in in_tree] == [finding.key for finding in fresh.all()]


def test_the_status_bar_counts_and_leads_to_the_panel(window, panel, qtbot):
    severities = rows(panel, SEVERITY)
    said = window.panels.counts.text()
    assert said.startswith(f"{severities.count('Error')} error")
    assert f"{severities.count('Warning')} warnings" in said
    window.panels.toggle_checks()
    assert not panel.isVisible()
    qtbot.mouseClick(window.panels.counts, Qt.MouseButton.LeftButton)
    assert panel.isVisible()


def test_where_there_is_little_room_the_field_makes_room_for_the_sentence(panel):
    letter = panel.fontMetrics().averageCharWidth()
    panel.resize(letter * 70, panel.height())
    assert panel.table.isColumnHidden(FIELD)
    panel.resize(letter * 120, panel.height())
    assert not panel.table.isColumnHidden(FIELD)


def test_only_what_is_asked_for_is_shown(window, panel, workspace, find, qtbot):
    choose(panel.grave, "error")
    assert set(rows(panel, SEVERITY)) == {"Error"}
    choose(panel.grave, "")
    choose(panel.part, find("evaluation", 1))
    assert {place.split(" › ")[0] for place in rows(panel, PLACE)} == {"Part II"}
    choose(panel.part, 0)
    panel.line.setText("unit TIDES")
    qtbot.waitUntil(lambda: all("TIDES" in text for text in rows(panel)))
    assert rows(panel)


def test_a_click_shows_the_node_and_return_goes_to_the_field(window, panel, qtbot):
    finding = select(panel, "Urgent")
    panel.on_clicked(panel.table.currentIndex())
    assert window.tree.selected == finding.node
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert window.page.focused_binding().field.name == "priority"


def test_mending_is_one_step_and_the_finding_goes(window, panel, workspace, qtbot):
    finding = select(panel, "Urgent")
    action = next(a for a in panel._fixes.actions() if a.text() == "Add “Urgent” to the list")
    action.trigger()
    qtbot.waitUntil(lambda: not any("Urgent" in text for text in rows(panel)))
    assert workspace.undo_step.label.endswith("Add “Urgent” to the list")
    window.editing.undo()
    qtbot.waitUntil(lambda: any("Urgent" in text for text in rows(panel)))
    assert finding.key in [found.key for found in window.session.checks.of(finding.node)]


def test_findings_are_put_aside_with_a_reason_and_taken_up_again(window, panel, qtbot):
    finding = select(panel, "Urgent")
    counts = window.panels.counts.text()
    panel.mute_button.click()
    dialog = panel.findChild(ReasonDialog)
    assert not dialog._ok.isEnabled()
    qtbot.keyClicks(dialog.line, "Their own word")
    dialog._ok.click()
    assert finding not in window.session.checks.of(finding.node)
    assert finding not in window.tree.model.marks_of(finding.node)
    assert window.panels.counts.text() != counts
    panel.aside.setChecked(True)
    row = panel.model.rows_of([finding])[0]
    assert panel.model.index(row, REASON).data().startswith("Their own word (")
    panel.table.selectRow(row)
    assert panel.mute_button.text() == "Check a&gain"
    panel.mute_button.click()
    assert finding in window.session.checks.of(finding.node)


def test_several_are_put_aside_at_once(window, panel, qtbot):
    panel.table.selectAll()
    count = len(panel.chosen)
    panel.mute_button.click()
    dialog = panel.findChild(ReasonDialog)
    dialog.line.setText("All agreed")
    dialog._ok.click()
    assert count > 10
    assert rows(panel) == []
    assert window.panels.counts.text() == "No findings"
    assert window.tree.next_marked() is None


def test_an_edit_is_followed_and_the_selection_kept(window, panel, workspace, find, qtbot):
    kept = select(panel, "TIDES")
    with window.session.edit("Priority") as editor:
        editor.set(find("recommendation"), "priority", None)
    qtbot.waitUntil(lambda: "The priority is not set." in rows(panel))
    assert [finding.key for finding in panel.chosen] == [kept.key]


def test_reading_only_offers_no_changes(window, rich_path, qtbot):
    window.files.close()
    from workbench.workspace import Workspace

    with Workspace.open(rich_path):
        window.open_path(rich_path)
        window.panels.toggle_checks()
        panel = window.panels.checks
        qtbot.waitUntil(lambda: panel.model.rowCount() > 0)
        select(panel, "Urgent")
        assert not panel.fix_button.isEnabled()
        assert not panel.mute_button.isEnabled()


def test_closing_and_opening_leaves_nothing_behind(window, panel, rich_path, qtbot):
    before = rows(panel)
    window.files.close()
    assert rows(panel) == []
    assert not window.panels.counts.isVisible()
    window.open_path(rich_path)
    qtbot.waitUntil(lambda: rows(panel) == before)


def test_long_checking_leaves_the_window_free(window, workspace, qtbot, monkeypatch):
    monkeypatch.setattr("ui.checks.watch.SLICE_S", 0.0)
    window.panels.watch.start()
    steps = 0
    while not window.session.checks.is_done:
        QApplication.processEvents()
        window.panels.watch.work()
        steps += 1
        assert steps < 1000
    qtbot.waitUntil(lambda: len(window.panels.watch.findings) > 10)


def test_what_is_selected_stays_so_when_many_are(window, panel, qtbot):
    panel.table.selectAll()
    everything = panel.chosen
    assert len(everything) == panel.model.rowCount() > 5
    panel.refresh()
    assert panel.chosen == everything
    panel.table.select_rows([4, 1, 2])
    assert panel.table.selected_rows() == [1, 2, 4]
    assert panel.table.currentIndex().row() == 4


def current(panel):
    return panel.model.finding(panel.table.currentIndex().row())


def test_f8_goes_through_the_list_row_by_row(window, panel):
    press(window, "next_marked")
    row = panel.table.currentIndex().row()
    for _ in range(4):
        assert panel.table.selected_rows() == [panel.table.currentIndex().row()]
        assert window.tree.selected == current(panel).node
        press(window, "next_marked")
    assert panel.table.currentIndex().row() == row + 4


def test_f8_goes_on_from_the_row_that_was_clicked(window, panel, qtbot):
    row = panel.model.rowCount() // 2
    place = panel.table.visualRect(panel.model.index(row, 0)).center()
    panel.table.scrollTo(panel.model.index(row, 0))
    place = panel.table.visualRect(panel.model.index(row, 0)).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    press(window, "next_marked")
    assert panel.table.currentIndex().row() == row + 1
    assert window.tree.selected == current(panel).node


def test_f8_goes_on_from_what_is_selected_in_the_tree(window, panel, workspace, find):
    clean = find("recommendation")
    assert not window.session.checks.of(clean)
    window.tree.select(clean)
    press(window, "next_marked")
    order = [node.id for node in workspace.tree.walk()]
    marked = next(id for id in order[order.index(clean) :] if window.session.checks.of(id))
    assert window.tree.selected == current(panel).node == marked


def test_what_is_selected_in_the_tree_is_the_current_row(window, panel, find):
    second = find("recommendation", 1)
    window.tree.select(second)
    assert current(panel).node == second


def test_a_finding_has_the_same_sign_in_tree_and_list(window, panel):
    assert window.tree.model._icons.keys() == panel.model._icons.keys()
    for severity, icon in panel.model._icons.items():
        shown = window.tree.model._icons[severity]
        assert shown.pixmap(16).toImage() == icon.pixmap(16).toImage()
    finding = panel.model.finding(0)
    sign = window.tree.model.index_of(finding.node, 1).data(Qt.ItemDataRole.DecorationRole)
    gravest = window.session.checks.of(finding.node)[0].severity
    assert sign.pixmap(16).toImage() == panel.model._icons[gravest].pixmap(16).toImage()


def test_a_closed_branch_counts_what_is_in_it(window, panel, workspace):
    root, checks = workspace.tree.root_id, window.session.checks
    inside = [one for node in workspace.tree.walk() if node.id != root for one in checks.of(node.id)]
    assert window.panels.watch.below(root).total() == len(inside)
    window.tree.view.collapseAll()
    tip = window.tree.model.index_of(root, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert f"{len(inside)} findings below" in tip
    window.tree.view.expand(window.tree.view.index_of(root))
    assert "below" not in (window.tree.model.index_of(root, 1).data(Qt.ItemDataRole.ToolTipRole) or "")


def test_many_findings_are_filtered_beside_the_window(panel, workspace, monkeypatch, qtbot):
    monkeypatch.setattr("ui.slices.SLICE_S", -1.0)
    monkeypatch.setattr("ui.checks.panel.PORTION", 1)
    before = rows(panel)
    panel.line.setText("priority")
    panel.refresh()
    assert rows(panel) == before, "the list stays until the other one is there"
    qtbot.waitUntil(lambda: 0 < panel.model.rowCount() < len(before))
    panel.line.setText("nowhere")
    panel.refresh()
    panel.line.clear()
    panel.refresh()  # the filter before is given up
    qtbot.waitUntil(lambda: rows(panel) == before)
