"""The grid in the window: filter, sort, group, edit in place, many at a time, copy and paste, saved views."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTextEdit

from tests.ui.test_accessibility import nameless
from ui.grid.bulk import ADD_UNIT, BulkDialog
from ui.grid.model import PLACES
from ui.grid.naming import NameDialog
from ui.grid.panel import GridPanel
from workbench.rows import USUAL

PRIORITY, HEADLINE = "recommendation.priority", "recommendation.headline"
TIME = "recommendation.time_implication"
UNITS, ACCEPTANCE = "recommendation.responsible_units", "response.acceptance"
Key = Qt.Key


def editor(grid, kind):
    return next(widget for widget in grid.view.viewport().findChildren(kind) if widget.isVisible())


def start_editing(grid, qtbot, id, column):
    grid.view.go_to(id, column)
    qtbot.keyClick(grid.view, Key.Key_F2)


# One selection


def test_one_key_leads_to_the_grid_and_back(window, grid, ids, qtbot):
    assert window.page.isHidden()
    assert window.actions_["grid"].isChecked()
    grid.view.go_to(ids[3])
    window.actions_["grid"].trigger()
    assert grid.isHidden()
    assert window.page.isVisible()
    assert window.page.node == ids[3]
    assert not window.actions_["grid"].isChecked()


def test_the_row_with_the_cursor_is_selected_in_the_tree(window, grid, ids):
    grid.view.go_to(ids[4])
    assert window.tree.selected == ids[4]


def test_what_is_selected_in_the_tree_gets_the_cursor(window, grid, ids, workspace):
    window.tree.select(ids[5])
    assert grid.view.current_id == ids[5]
    window.tree.select(workspace.tree.children(ids[0], "response")[0].id)
    assert grid.view.current_id == ids[0]


def test_a_filtered_tree_stays_filtered_when_the_cursor_moves(window, grid, ids):
    window.tree.line.setText("lighthouse")
    window.tree.apply_filter()
    grid.view.go_to(ids[4])
    assert window.tree.line.text() == "lighthouse"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_return_where_nothing_can_be_edited_goes_to_the_form(window, grid, ids, qtbot, key):
    grid.view.go_to(ids[2], "reference")
    qtbot.keyClick(grid.view, key)
    qtbot.waitUntil(lambda: window.page.focused_text() is not None)
    assert window.page.node == ids[2]
    assert window.page.focused_text()[0].node == ids[2]


def test_a_double_click_where_nothing_can_be_edited_goes_to_the_form(window, grid, ids, cell, qtbot):
    place = grid.view.visualRect(cell(ids[1], "reference")).center()
    qtbot.mouseDClick(grid.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.page.isVisible()
    assert window.page.node == ids[1]


def test_a_jump_to_a_field_shows_the_form(window, grid, ids):
    window.on_field_asked(ids[1], "priority")
    assert window.page.isVisible()
    assert window.page.node == ids[1]


# Filter, sort, group


def test_the_filter_takes_field_terms_and_counts(grid, filter_by, workspace):
    filter_by("priority:high acceptance:accepted")
    assert grid.bar.count.text() == "3 of 8 recommendations."
    assert {workspace.tree[id]["priority"] for id in grid.model.ids} == {"High"}


def test_an_unknown_term_is_told_and_the_rest_works(grid, filter_by):
    filter_by("colour:red priority:high")
    assert len(grid.model.ids) == 3
    assert "no field called “colour”" in grid.bar.count.text()


def test_missing_and_flagged_ask_the_checks(grid, filter_by, workspace):
    filter_by("flagged priority:urgent")
    assert len(grid.model.ids) == 3
    filter_by("missing priority:medium")
    assert len(grid.model.ids) == 2


def test_a_row_that_no_longer_matches_stays_while_it_is_selected(grid, filter_by, ids, qtbot):
    filter_by("priority:high")
    grid.view.go_to(ids[0], PRIORITY)
    grid.changing.set_cell(ids[0], PRIORITY, "Low")
    with qtbot.waitSignal(grid._changed.timeout):
        pass
    assert ids[0] in grid.model.ids
    grid.arrange()
    assert ids[0] not in grid.model.ids


def test_ctrl_f_leads_to_the_filter_of_what_is_used(window, grid):
    grid.view.setFocus()
    window.actions_["filter"].trigger()
    assert grid.bar.line.hasFocus()
    window.focus_tree()
    window.actions_["filter"].trigger()
    assert window.tree.line.hasFocus()


def test_a_click_on_a_head_sorts_and_shift_adds(grid, qtbot, workspace):
    header = grid.view.header()

    def click(column, modifiers=Qt.KeyboardModifier.NoModifier):
        x = header.sectionViewportPosition(PLACES[column]) + 20
        qtbot.mouseClick(
            header.viewport(), Qt.MouseButton.LeftButton, modifiers, QPoint(x, header.height() // 2)
        )

    click(PRIORITY)
    assert [sort.column for sort in grid._sorts] == [PRIORITY]
    found = [workspace.tree[id]["priority"] for id in grid.model.ids]
    assert found == ["High"] * 3 + ["Medium"] * 2 + ["Urgent"] * 3
    click(PRIORITY)
    assert [workspace.tree[id]["priority"] for id in grid.model.ids][0] == "Urgent"


def test_keys_sort_by_the_column_of_the_cursor(grid, ids, qtbot):
    grid.view.go_to(ids[0], PRIORITY)
    qtbot.keyClick(grid.view, Key.Key_F9)
    grid.view.go_to(ids[0], "reference")
    qtbot.keyClick(grid.view, Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(grid.view, Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert [(sort.column, sort.descending) for sort in grid._sorts] == [
        (PRIORITY, False),
        ("reference", True),
    ]
    assert grid.model.ids[0] == ids[5]


def test_groups_keep_selection_and_closed_groups(grid, ids, pick):
    pick((ids[0], PRIORITY), (ids[3], PRIORITY))
    grid.on_group("priority")
    assert set(grid.view.selected_ids()) == {ids[0], ids[3]}
    top = grid.model.index(0, 0)
    grid.view.collapse(top)
    grid.changing.set_cell(ids[1], PRIORITY, "High")
    assert not grid.view.isExpanded(grid.model.index(0, 0))
    assert "4 recommendations" in grid.model.index(0, 0).data()


def test_return_on_a_group_opens_and_closes_it(grid, qtbot):
    grid.on_group("evaluation")
    grid.view.setCurrentIndex(grid.model.index(0, 0))
    grid.view.setFocus()
    qtbot.keyClick(grid.view, Key.Key_Return)
    assert not grid.view.isExpanded(grid.model.index(0, 0))
    qtbot.keyClick(grid.view, Key.Key_Return)
    assert grid.view.isExpanded(grid.model.index(0, 0))


# Edit in place


def test_a_choice_is_edited_with_its_list(grid, ids, qtbot, workspace):
    start_editing(grid, qtbot, ids[0], ACCEPTANCE)
    combo = editor(grid, QComboBox)
    row = combo.findText("Not accepted")
    combo.setCurrentIndex(row)
    combo.activated.emit(row)
    assert workspace.tree.children(ids[0], "response")[0]["acceptance"] == "not_accepted"


def test_a_text_is_edited_with_its_marks(grid, ids, qtbot, workspace):
    rationale = "recommendation.rationale"
    grid.view.toggle_column(rationale)
    start_editing(grid, qtbot, ids[0], rationale)
    text = editor(grid, QTextEdit)
    text.moveCursor(text.textCursor().MoveOperation.End)
    qtbot.keyClicks(text, " Now")
    qtbot.keyClick(text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    value = workspace.tree[ids[0]]["rationale"]
    assert value.endswith(" Now")
    assert "*spare lamps*" in value
    assert workspace.undo_step.label == "Rationale of Recommendation 1"


def test_escape_leaves_a_text_as_it_was(grid, ids, qtbot, workspace):
    point = workspace.point
    start_editing(grid, qtbot, ids[0], HEADLINE)
    text = editor(grid, QTextEdit)
    qtbot.keyClicks(text, "Wrong")
    qtbot.keyClick(text, Key.Key_Escape)
    assert workspace.point == point


def test_units_are_picked_one_by_one(grid, ids, qtbot, workspace):
    start_editing(grid, qtbot, ids[1], UNITS)
    line = editor(grid, QLineEdit)
    qtbot.keyClicks(line, "buoys")
    qtbot.keyClick(line, Key.Key_Return)
    assert line.isVisible()
    qtbot.keyClick(line, Key.Key_Return)
    assert workspace.tree[ids[1]]["responsible_units"] == ("PILOTS", "TIDES", "BUOYS")


def test_what_cannot_be_taken_is_said_and_changes_nothing(window, grid, ids, qtbot, workspace):
    cleared = "response.cleared_on"
    grid.view.toggle_column(cleared)
    point = workspace.point
    start_editing(grid, qtbot, ids[0], cleared)
    line = editor(grid, QLineEdit)
    qtbot.keyClicks(line, "soon")
    with qtbot.waitSignal(window.session.failed) as failed:
        qtbot.keyClick(line, Key.Key_Return)
    assert "is not a date" in failed.args[0]
    assert workspace.point == point


def test_half_typed_text_is_taken_before_an_export(window, grid, ids, qtbot, workspace):
    start_editing(grid, qtbot, ids[0], HEADLINE)
    qtbot.keyClicks(editor(grid, QTextEdit), " Now")
    window.session.settle()
    assert " Now" in workspace.tree[ids[0]]["headline"]


def test_a_reader_cannot_edit(window, grid, ids, workspace, qtbot, monkeypatch):
    monkeypatch.setattr(type(window.session), "writable", property(lambda self: False))
    grid.arrange()
    assert not grid.model.flags(grid.model.index(0, PLACES[PRIORITY])) & Qt.ItemFlag.ItemIsEditable
    grid.view.go_to(ids[0], PRIORITY)
    grid.copying.clear()
    assert workspace.tree[ids[0]]["priority"] == "High"


# Many at a time


def test_one_value_for_many_is_one_step(window, grid, ids, pick, qtbot, workspace):
    pick(*[(id, PRIORITY) for id in ids[:5]])
    qtbot.keyClick(grid.view, Key.Key_F4)
    dialog = grid.findChild(BulkDialog)
    dialog.binding.load("Low")
    assert nameless(dialog) == []
    dialog.accept()
    assert {workspace.tree[id]["priority"] for id in ids[:5]} == {"Low"}
    assert workspace.undo_step.label == "Priority of 5 recommendations"
    window.actions_["undo"].trigger()
    assert workspace.tree[ids[0]]["priority"] == "High"
    assert grid.view.selected_ids() == ids[:5]


def test_a_unit_is_added_to_many(grid, ids, pick, workspace):
    pick((ids[0], HEADLINE), (ids[2], HEADLINE))
    grid.on_set()
    dialog = grid.findChild(BulkDialog)
    dialog.fields.setCurrentIndex(dialog.fields.findData(ADD_UNIT))
    dialog.binding.load("BUOYS")
    dialog.accept()
    assert workspace.tree[ids[0]]["responsible_units"][-1] == "BUOYS"
    assert workspace.tree[ids[2]]["responsible_units"] == ("BUOYS",)


def test_no_unit_is_not_added(grid, ids, pick, workspace):
    point = workspace.point
    pick((ids[0], HEADLINE))
    grid.on_set()
    dialog = grid.findChild(BulkDialog)
    dialog.fields.setCurrentIndex(dialog.fields.findData(ADD_UNIT))
    dialog.accept()
    assert dialog.isVisible()
    assert workspace.point == point


def test_every_editable_field_can_be_set_at_once(grid, ids, pick):
    pick((ids[0], HEADLINE))
    grid.on_set()
    dialog = grid.findChild(BulkDialog)
    for row in range(dialog.fields.count()):
        if dialog.fields.itemData(row) is not None:
            dialog.fields.setCurrentIndex(row)
            QApplication.processEvents()
            assert dialog.binding.container.isVisible()


def test_delete_empties_cells(grid, ids, pick, qtbot, workspace):
    pick((ids[0], PRIORITY), (ids[1], UNITS), (ids[1], "reference"))
    qtbot.keyClick(grid.view, Key.Key_Delete)
    assert workspace.tree[ids[0]]["priority"] is None
    assert workspace.tree[ids[1]]["responsible_units"] == ()


# Copy and paste


def copy(grid, qtbot):
    qtbot.keySequence(grid.view, QKeySequence(QKeySequence.StandardKey.Copy))


def paste(grid, qtbot):
    qtbot.keySequence(grid.view, QKeySequence(QKeySequence.StandardKey.Paste))


def test_cells_are_copied_as_a_table(grid, ids, pick, qtbot, clipboard):
    pick((ids[0], HEADLINE), (ids[0], PRIORITY), (ids[1], PRIORITY))
    copy(grid, qtbot)
    assert clipboard.text() == "Mend every light within three days.\tHigh\n\tUrgent\n"
    assert "<td>Urgent</td>" in clipboard.mimeData().html()


def test_cells_from_excel_are_read_and_checked(grid, ids, pick, qtbot, clipboard, workspace, answers):
    clipboard.setText("low\tShort-term\r\nHIGH\t\r\n")
    pick((ids[0], PRIORITY))
    paste(grid, qtbot)
    assert answers.asked == []
    assert workspace.tree[ids[0]]["priority"] == "Low"
    assert workspace.tree[ids[1]]["priority"] == "High"
    assert workspace.tree[ids[1]]["time_implication"] is None
    workspace.undo()
    assert workspace.tree[ids[1]]["time_implication"] == "Current biennium"


def test_one_value_is_pasted_into_every_selected_cell(grid, ids, pick, qtbot, clipboard, workspace):
    clipboard.setText("Medium")
    pick(*[(id, PRIORITY) for id in ids[:4]])
    paste(grid, qtbot)
    assert {workspace.tree[id]["priority"] for id in ids[:4]} == {"Medium"}


def test_a_table_is_pasted_again_and_again_where_it_fills_the_selection(
    grid, ids, pick, qtbot, clipboard, workspace
):
    clipboard.setText("Low\nMedium\n")
    pick(*[(id, PRIORITY) for id in ids[:6]])
    paste(grid, qtbot)
    assert [workspace.tree[id]["priority"] for id in ids[:6]] == ["Low", "Medium"] * 3
    clipboard.setText("Low\n")
    pick(*[(id, PRIORITY) for id in ids[1:6]])
    paste(grid, qtbot)
    assert {workspace.tree[id]["priority"] for id in ids[:6]} == {"Low"}


def test_a_row_of_cells_is_pasted_into_every_selected_row(grid, ids, pick, qtbot, clipboard, workspace):
    clipboard.setText("Low\tLong-term\n")
    pick(*[(id, name) for id in ids[:3] for name in (PRIORITY, TIME)])
    paste(grid, qtbot)
    values = [(workspace.tree[id]["priority"], workspace.tree[id]["time_implication"]) for id in ids[:3]]
    assert values == [("Low", "Long-term")] * 3


@pytest.mark.parametrize("selected", [1, 3, 5])
def test_a_table_that_does_not_fill_the_selection_is_pasted_once(
    grid, ids, pick, qtbot, clipboard, workspace, selected
):
    before = [workspace.tree[id]["priority"] for id in ids[:6]]
    clipboard.setText("Low\nMedium\n")
    pick(*[(id, PRIORITY) for id in ids[:selected]])
    paste(grid, qtbot)
    assert [workspace.tree[id]["priority"] for id in ids[:6]] == ["Low", "Medium", *before[2:]]


def test_pasted_text_keeps_the_marks_of_words_that_stay(grid, ids, pick, qtbot, clipboard, workspace):
    rationale = "recommendation.rationale"
    grid.view.toggle_column(rationale)
    pick((ids[0], rationale))
    copy(grid, qtbot)
    clipboard.setText(clipboard.text().replace("each port", "every port"))
    paste(grid, qtbot)
    assert "*spare lamps* in every port" in workspace.tree[ids[0]]["rationale"]


def test_what_cannot_be_taken_is_asked_about_first(grid, ids, pick, qtbot, clipboard, workspace, answers):
    clipboard.setText("Accepted\nPerhaps\n")
    pick((ids[0], ACCEPTANCE))
    grid.changing.set_cell(ids[0], ACCEPTANCE, None)
    answers.agrees = False
    point = workspace.point
    paste(grid, qtbot)
    assert answers.asked == ["Paste 1 cell?"]
    assert workspace.point == point
    answers.agrees = True
    paste(grid, qtbot)
    assert workspace.tree.children(ids[0], "response")[0]["acceptance"] == "accepted"


def test_a_paste_that_means_nothing_changes_nothing(window, grid, ids, pick, qtbot, clipboard, workspace):
    clipboard.setText("Perhaps")
    pick((ids[0], ACCEPTANCE))
    point = workspace.point
    with qtbot.waitSignal(window.session.failed) as failed:
        paste(grid, qtbot)
    assert failed.args[0].startswith("Nothing was pasted. HA.12 I-1, Acceptance: “Perhaps” is not one of")
    assert workspace.point == point


def test_our_own_cells_keep_everything(grid, ids, pick, qtbot, clipboard, workspace):
    rationale = "recommendation.rationale"
    grid.view.toggle_column(rationale)
    pick((ids[0], rationale))
    copy(grid, qtbot)
    pick((ids[2], rationale))
    paste(grid, qtbot)
    assert workspace.tree[ids[2]]["rationale"] == workspace.tree[ids[0]]["rationale"]


@pytest.fixture
def told(answers, monkeypatch):
    """What questions say beyond the question; every one is answered with yes."""
    details = []

    def confirm(question, detail, yes):
        answers.asked.append(question)
        details.append(detail)
        return True

    monkeypatch.setattr(answers, "confirm", confirm)
    return details


def test_cells_beyond_the_last_row_are_told(grid, ids, pick, qtbot, clipboard, answers, told):
    clipboard.setText("Low\nLow\nLow\n")
    pick((ids[-1], PRIORITY))
    paste(grid, qtbot)
    assert answers.asked == ["Paste 1 cell?"]
    assert told == ["2 cells fall beyond the last row or column and are left out."]


def test_cells_beyond_the_last_column_are_told(grid, ids, pick, qtbot, clipboard, told, workspace):
    grid.view.show_columns(["reference", PRIORITY])
    clipboard.setText("Low\tLong-term\n")
    pick((ids[0], PRIORITY))
    paste(grid, qtbot)
    assert told == ["1 cell falls beyond the last row or column and is left out."]
    assert workspace.tree[ids[0]]["priority"] == "Low"


def test_a_clipboard_without_text_does_nothing(grid, ids, pick, qtbot, clipboard, workspace):
    point = workspace.point
    clipboard.setMimeData(QMimeData())
    pick((ids[0], PRIORITY))
    paste(grid, qtbot)
    assert workspace.point == point


# Columns and views


def test_columns_are_chosen_and_remembered(window, grid, qtbot, answers):
    grid.view.toggle_column("response.reason")
    grid.view.toggle_column(PRIORITY)
    grid.view.header().resizeSection(PLACES[HEADLINE], 333)
    with qtbot.waitSignal(grid._settled.timeout):
        pass
    again = GridPanel(
        window.session, window.settings, answers, window.tree.index, window.page.committer, window
    )
    assert again.view.columns == [*[name for name in USUAL if name != PRIORITY], "response.reason"]
    assert again.view.widths[HEADLINE] == 333
    again.deleteLater()


def test_a_moved_column_stays_where_it_was_put(window, grid, qtbot, answers):
    header = grid.view.header()
    header.moveSection(header.visualIndex(PLACES[PRIORITY]), 0)
    with qtbot.waitSignal(grid._settled.timeout):
        pass
    again = GridPanel(
        window.session, window.settings, answers, window.tree.index, window.page.committer, window
    )
    assert again.view.columns[0] == PRIORITY
    again.deleteLater()


def test_views_are_there_at_first_and_can_be_saved(grid, filter_by, qtbot):
    grid.on_view("High, no response")
    assert grid.bar.line.text() == "priority:high acceptance:none"
    grid.on_usual()
    filter_by("priority:urgent")
    grid.on_group("unit")
    grid.on_save_view()
    dialog = grid.findChild(NameDialog)
    qtbot.keyClicks(dialog.line, "To settle")
    assert nameless(dialog) == []
    qtbot.keyClick(dialog.line, Key.Key_Return)
    grid.on_usual()
    assert (grid.bar.line.text(), grid.model.is_flat) == ("", True)
    grid.on_view("To settle")
    assert (grid.bar.line.text(), grid.model.is_flat) == ("priority:urgent", False)
    assert len(grid.model.ids) == 3
    grid.bar.forget_asked.emit("To settle")
    grid.on_views_menu()
    assert "To settle" not in [action.text() for action in grid.bar.views.menu().actions()]


def test_settings_that_make_no_sense_are_as_if_they_were_not_there(window, grid, answers):
    window.settings.keep_text("grid_layout", '[{"columns": 3}]')
    again = GridPanel(
        window.session, window.settings, answers, window.tree.index, window.page.committer, window
    )
    assert tuple(again.view.columns) == USUAL
    again.deleteLater()


# In the window


def test_every_control_has_a_name(window, grid):
    QApplication.processEvents()
    assert nameless(window) == []


def test_a_new_recommendation_is_there_at_once(window, grid, ids, qtbot):
    grid.view.go_to(ids[0])
    window.actions_["another"].trigger()
    assert len(grid.model.ids) == len(ids) + 1
    assert grid.view.current_id not in ids


def test_what_is_changed_while_the_form_is_seen_is_there_when_the_grid_comes_back(
    window, grid, ids, workspace
):
    window.actions_["grid"].trigger()
    with workspace.edit("elsewhere") as edit:
        edit.remove(ids[0])
        edit.set(ids[1], "priority", "Low")
    window.actions_["grid"].trigger()
    assert ids[0] not in grid.model.ids
    assert grid.model.index_of(ids[1], PLACES[PRIORITY]).data() == "Low"


def test_closing_and_opening_again_shows_the_other_workspace(window, grid, rich_path):
    window.session.close()
    assert grid.model.rowCount() == 0
    window.open_path(rich_path)
    window.actions_["grid"].trigger()
    assert len(grid.model.ids) == 8


def test_hits_are_marked_where_they_stand(grid, filter_by, ids, cell):
    filter_by("LIGHT days")
    index = cell(ids[0], HEADLINE)
    text = index.data()
    assert [text[a:b] for a, b in grid.delegate.hits(text, index)] == ["light", "days"]
    filter_by("")
    assert grid.delegate.hits(text, index) == []
