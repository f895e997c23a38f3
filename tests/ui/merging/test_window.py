"""The merge window: it shows, decides, applies, and leaves no trace where it is cancelled."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from ui.dialogs.draft import DraftDialog
from ui.dialogs.pick import PickDialog
from ui.merging.items_model import AFTER, BEFORE, FILES, PLACE, STATE, WHAT
from workbench.errors import UserError
from workbench.merging.claims import Addition, Claim, NewNode

TABLE = (PLACE, WHAT, BEFORE, AFTER, FILES, STATE)


def cells(merge, columns=TABLE):
    model = merge.items.model
    return [tuple(model.index(row, column).data() for column in columns) for row in range(model.rowCount())]


def files(merge):
    model = merge.files.model
    return [tuple(model.index(row, column).data() for column in range(5)) for row in range(model.rowCount())]


def click(qtbot, button):
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def keys(merge, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(merge.items.table, key, modifier)


def contents(workspace):
    return workspace.path.read_bytes(), workspace.history(), workspace.files()


# What it shows -----------------------------------------------------------------------------------


def test_every_file_is_listed_with_what_became_of_it(usual):
    assert files(usual) == [
        ("All files (3)", "1 change, 5 to decide", "", "", ""),
        ("LIGHTS.xlsx", "new – 1 change, 4 to decide, 1 note", "LIGHTS", "A. Person", "2031-05-06 14:20"),
        ("PILOTS.ods", "new – 2 to decide", "PILOTS", "A. Person", "2031-05-06 14:20"),
        ("Budget.xlsx", "refused: Budget.xlsx is no tracking sheet.", "", "", ""),
    ]


def test_the_changes_stand_by_recommendation_in_printed_order(usual):
    assert cells(usual) == [
        ("HA.12 I-1", "Reason", "(nothing)", "Funds are there.", "LIGHTS", "Arrives"),
        (
            *("", "Response"),
            *(
                "The Office agrees and has ordered lamps for nine ports.",
                "The Office agrees and will order lamps.",
            ),
            *("LIGHTS", "Conflict"),
        ),
        ("", "Due (action 1, LIGHTS)", "2031-09-30", "Q4 2031", "LIGHTS", "Please check"),
        ("", "Status (action 1, LIGHTS)", "In progress", "Implemented", "LIGHTS", "Please check"),
        (
            *("HA.12 I-2", "Acceptance", "(nothing)", "Accepted / Not accepted"),
            *("LIGHTS, PILOTS", "Conflict: the files differ"),
        ),
        ("To be placed", "New action", "(nothing)", "Action: Mend the quay", "PILOTS", "Please check"),
    ]


def test_what_would_happen_is_said_in_a_sentence(usual, row):
    said = "1 change from 1 file will arrive. 2 conflicts and 3 questions stay open and will be asked again."
    assert usual.summary.text() == said
    row("reason")
    usual.commands.keep()
    assert usual.summary.text().startswith("Nothing will change. 1 stays as it is here.")


def test_a_refused_file_says_why_and_can_be_taken_off(usual, qtbot):
    usual.files.table.go_to(3)
    assert usual.files.notes.toPlainText() == "Budget.xlsx: Budget.xlsx is no tracking sheet."
    click(qtbot, usual.files.take_off)
    assert [name for name, *_ in files(usual)] == ["All files (2)", "LIGHTS.xlsx", "PILOTS.ods"]


def test_what_was_noticed_in_a_file_says_where(usual):
    usual.files.table.go_to(1)
    assert usual.files.notes.toPlainText() == "LIGHTS.xlsx, Response, row 12: Row 12 holds no answer."


def test_a_file_shows_its_own_changes_only(usual):
    usual.files.table.go_to(2)
    assert [what for (what,) in cells(usual, (WHAT,))] == ["Acceptance", "New action"]
    usual.files.table.go_to(0)
    assert len(cells(usual)) == 6


def test_a_file_taken_off_takes_its_answers_along(usual, qtbot):
    usual.files.table.setFocus()
    usual.files.table.go_to(2)
    qtbot.keyClick(usual.files.table, Qt.Key.Key_Delete)
    assert ("HA.12 I-2", "Acceptance", "(nothing)", "Accepted", "LIGHTS", "Arrives") in cells(usual)


def test_the_same_file_twice_says_so(came_back, back, find):
    reason = back.says(find("response"), "reason", "Funds.")
    merge = came_back(back.file("A.xlsx", reason), back.file("B.xlsx", reason))
    assert files(merge)[2][1] == "new – 1 change"


def test_the_very_same_file_twice_is_merged_once(came_back, back, find, workspace, settled, qtbot):
    due = back.says(find("action"), "due", None, raw="Q4 2031", doubt="Due says “Q4 2031”.")
    one, other = back.file("C.xlsx", due), back.file("C.xlsx", due)
    other.name = "D.xlsx"
    merge = came_back(one, other)
    assert files(merge)[2][1] == "the same file as C.xlsx"
    click(qtbot, merge.apply_button)
    settled()
    assert [record.name for record in workspace.files()] == ["C.xlsx"]
    assert [entry.is_open for entry in merge.items.model.entries] == [True], "still asked"


def test_a_file_without_changes_is_noted_as_received(came_back, back, workspace, qtbot):
    merge = came_back(back.file("QUIET.xlsx", unit="LIGHTS"))
    assert files(merge)[1][1] == "nothing new"
    assert merge.summary.text() == "Nothing will change."
    batches = len(workspace.history())
    click(qtbot, merge.apply_button)
    assert len(workspace.history()) == batches
    assert [record.name for record in workspace.files()] == ["QUIET.xlsx"]


# Choosing rows -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (0, ["reason", "text", "due", "status", "acceptance", ""]),
        (1, ["text", "due", "status", "acceptance", ""]),
        (2, ["text", "acceptance"]),
        (3, ["due", "status", ""]),
        (4, ["reason"]),
    ],
)
def test_a_choice_shows_some_of_the_rows(usual, choice, expected):
    usual.items.choices.setCurrentIndex(choice)
    assert [entry.item.field for entry in usual.items.model.entries] == expected
    assert usual.items.choices.tabText(choice).endswith(f"({len(expected)})")


def test_words_in_any_order_filter(usual, qtbot):
    usual.items.line.setFocus()
    qtbot.keyClicks(usual.items.line, "LAMPS office")
    qtbot.waitUntil(lambda: len(usual.items.model.entries) == 1)
    assert usual.items.model.entries[0].item.field == "text"
    index = usual.items.model.index(0, AFTER)
    delegate, text = usual.items.table.itemDelegate(), index.data()
    assert "lamps" in [text[start:end] for start, end in delegate.hits(text, index)]
    usual.items.line.clear()
    assert len(usual.items.model.entries) == 6
    assert delegate.hits(text, index) == []


def test_all_that_are_shown_are_decided_at_once(usual):
    usual.items.choices.setCurrentIndex(3)
    usual.actions_["keep_all"].trigger()
    decided = {entry.item.field for entry in usual.items.model.entries if not entry.is_open}
    assert decided == {"due", "status", ""}
    assert "2 conflicts stay open" in usual.summary.text()
    usual.actions_["undecide_all"].trigger()
    assert all(entry.is_open for entry in usual.items.model.entries)


def test_what_has_no_single_answer_is_left_open_and_said(usual):
    usual.items.choices.setCurrentIndex(1)
    usual.actions_["take_all"].trigger()
    still_open = [entry.item.field for entry in usual.items.model.entries if entry.is_open]
    assert still_open == ["due", "acceptance", ""]
    assert "3 rows have no single answer" in usual.statusBar().currentMessage()


# Deciding ----------------------------------------------------------------------------------------


def test_decisions_by_keyboard(usual, row, qtbot):
    row("text")
    keys(usual, qtbot, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert usual.items.entry.item.field == "due", "the next one to decide"
    qtbot.keyClick(usual.items.table, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    states = {entry.item.field: entry.state for entry in usual.items.model.entries}
    assert (states["text"], states["due"]) == ("Decided: theirs", "Stays as it is")
    row("text")
    keys(usual, qtbot, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert row("text").is_open


def test_several_selected_rows_are_decided_together(usual, qtbot):
    table, rows = usual.items.table, QItemSelectionModel.SelectionFlag.Rows
    for place in (1, 3):
        flags = QItemSelectionModel.SelectionFlag.Select | rows
        table.selectionModel().select(usual.items.model.index(place, 0), flags)
    usual.commands.keep()
    decided = [entry.item.field for entry in usual.items.model.entries if entry.state == "Stays as it is"]
    assert decided == ["reason", "text", "status"], "the current row is selected as well"


def test_a_change_can_be_left_out_and_let_in_again(usual, row, workspace, find, qtbot):
    entry = row("reason")
    usual.commands.keep()
    assert (entry.state, entry.after) == ("Stays as it is", "(nothing)")
    usual.commands.undecide()
    assert entry.state == "Arrives"
    assert len(usual._desk.decisions) == 0


def test_contradicting_files_offer_each_answer(usual, row, qtbot):
    entry = row("acceptance")
    usual.commands.take()
    assert entry.is_open, "there is no single answer"
    titles = [view.column.title for view in usual.detail.views]
    assert titles == ["As sent, and here now", "LIGHTS.xlsx", "PILOTS.ods"]
    assert QApplication.focusWidget() is usual.detail.views[1].button
    click(qtbot, usual.detail.views[2].button)
    assert (entry.state, entry.after) == ("Decided: PILOTS", "Not accepted")


def test_a_conflict_shows_both_sides_against_what_was_sent(usual, row):
    row("text")
    pieces = [[(piece.kind, piece.text) for piece in view.column.pieces] for view in usual.detail.views]
    base, ours, theirs = pieces
    assert base[0][0] == "same"
    assert ("new", "for nine ports") in ours
    assert any(kind == "new" and "will order" in text for kind, text in theirs)


def test_why_to_look_is_said(usual, row):
    row("status")
    assert usual.detail.doubts.text().startswith("The column was sorted by itself")
    assert usual.detail.doubts.isVisible()
    row("reason")
    assert not usual.detail.doubts.isVisible()


def test_a_conflict_is_edited(usual, row, workspace, find, qtbot):
    entry = row("text")
    keys(usual, qtbot, Qt.Key.Key_F2)
    editor = usual.detail.editor.binding.editor
    assert editor.markup() == "The Office agrees and will order lamps."
    editor.selectAll()
    qtbot.keyClicks(editor, "Lamps for *nine* ports.")
    click(qtbot, usual.detail.editor.use)
    assert usual.detail.editor is None
    assert (entry.state, entry.after) == ("Decided: edited", "Lamps for *nine* ports.")
    click(qtbot, usual.apply_button)
    assert workspace.tree[find("response")]["text"] == r"Lamps for \*nine\* ports."


def test_what_means_no_value_is_refused_beside_the_field(usual, row, qtbot):
    entry = row("due")
    usual.commands.edit()
    editor = usual.detail.editor
    line = editor.binding.widget
    assert line.text() == "2031-09-30", "it begins with what is here, as “Q4 2031” is no date"
    line.selectAll()
    qtbot.keyClicks(line, "Q4 2031")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "is not a date" in editor.note.text()
    line.selectAll()
    qtbot.keyClicks(line, "31.12.2031")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (entry.state, entry.after) == ("Decided: edited", "2031-12-31")


def test_what_is_no_value_cannot_be_taken(usual, row):
    entry = row("due")
    assert [view.button.isVisible() for view in usual.detail.views] == [True, False]
    usual.commands.take()
    assert entry.is_open
    assert usual.detail.editor is not None, "so a value is asked for"
    assert usual.detail.editor.days == []


def test_to_take_what_has_no_place_asks_for_the_place(usual, row, window):
    row("")
    usual.commands.take()
    assert usual.findChild(PickDialog) is not None


def test_the_days_that_a_date_can_mean_are_offered(came_back, back, find, qtbot):
    due = back.says(find("action"), "due", None, raw="03/04/2031", doubt="Due says “03/04/2031”.")
    merge = came_back(back.file("C.xlsx", due))
    merge.commands.take()
    first, second = merge.detail.editor.days
    assert ("3 April 2031" in first.text(), "4 March 2031" in second.text()) == (True, True)
    click(qtbot, second)
    (entry,) = merge.items.model.entries
    assert (entry.state, entry.after) == ("Decided: edited", "2031-03-04")


def test_an_uncertain_value_of_a_new_action_stands_with_its_recommendation(came_back, back, find):
    action = back.new_action(NewNode("response", find("recommendation", 1)), "k", description="Mend the quay")
    due = Claim(action.node, "due", None, None, raw="Q4 2031", doubt="Due says “Q4 2031”.")
    merge = came_back(back.file("C.xlsx", action, due))
    assert [(entry.place, entry.what) for entry in merge.items.model.entries] == [
        ("HA.12 I-2", "New action"),
        ("HA.12 I-2", "Due (new action “Mend the quay”)"),
    ]


def test_new_nodes_without_words_are_told_apart(came_back, back, find):
    home = find("recommendation", 0)
    section = back.base.parent(home).id
    new = [Addition(NewNode("recommendation", section, key), {}) for key in "ab"]
    said = [Claim(NewNode("response", one.node), "text", None, "Yes") for one in new]
    merge = came_back(back.file("C.xlsx", *new, *said))
    places = {entry.place for entry in merge.items.model.entries if entry.item.kind == "value"}
    assert places == {"New: Recommendation 1", "New: Recommendation 2"}


def test_the_status_bar_is_left_to_the_work_under_way(usual, window):
    usual.say("Said before.")
    usual._desk._jobs.started.emit("Reading")
    assert usual.statusBar().currentMessage() == ""
    assert not usual.hint.isVisible()
    usual._desk._jobs.ended.emit()
    assert usual.hint.isVisible()


def test_escape_leaves_the_editor_and_the_row_as_it_was(usual, row, qtbot):
    entry = row("text")
    usual.commands.edit()
    qtbot.keyClick(usual.detail.editor.binding.widget, Qt.Key.Key_Escape)
    assert usual.detail.editor is None
    assert usual.isVisible()
    assert entry.is_open


def test_another_row_closes_the_editor(usual, row):
    row("text")
    usual.commands.edit()
    row("due")
    assert usual.detail.editor is None


def test_a_new_action_without_a_home_is_given_one(usual, row, workspace, find, qtbot):
    from ui.dialogs.pick import PickDialog

    entry = row("")
    usual.commands.edit()
    dialog = usual.findChild(PickDialog)
    dialog.filter("I-2")
    dialog.accept()
    assert entry.after == "Goes to HA.12 I-2: Action: Mend the quay"
    click(qtbot, usual.apply_button)
    action = list(workspace.tree.of_kind("action"))[1]
    assert workspace.tree.ancestor(action.id, "recommendation").id == find("recommendation", 1)


# Applying ----------------------------------------------------------------------------------------


def test_cancel_leaves_no_trace(usual, row, workspace, answers, qtbot):
    before = contents(workspace)
    row("text")
    usual.commands.take()
    click(qtbot, usual.cancel_button)
    assert answers.asked[-1] == "Close without merging?"
    assert not usual.isVisible()
    assert contents(workspace) == before


def test_what_was_decided_is_not_forgotten_by_accident(usual, row, answers, qtbot):
    row("text")
    usual.commands.take()
    answers.agrees = False
    qtbot.keyClick(usual.items.table, Qt.Key.Key_Escape)
    assert usual.isVisible()
    assert not row("text").is_open


def test_nothing_decided_closes_without_a_question(usual, answers, qtbot):
    qtbot.keyClick(usual.items.table, Qt.Key.Key_Escape)
    assert not usual.isVisible()
    assert answers.asked == []


def test_apply_makes_a_step_of_every_file(usual, row, window, workspace, find, answers, qtbot):
    batches = len(workspace.history())
    row("acceptance")
    usual.commands.take_answer(1)
    click(qtbot, usual.apply_button)
    steps = workspace.history()[batches:]
    assert [step.label for step in steps] == ["Merge LIGHTS.xlsx", "Merge PILOTS.ods"]
    assert steps[0].origin.startswith("sheet LIGHTS.xlsx, sha256 ")
    tree = workspace.tree
    assert (tree[find("response")]["reason"], tree[find("response", 1)]["acceptance"]) == (
        "Funds are there.",
        "not_accepted",
    )
    assert window.statusBar().currentMessage().startswith("Merged 2 changes from 2 files. 1 conflict and 3")
    window.editing.undo()
    assert answers.asked[-1] == "Undo “Merge PILOTS.ods”?"
    assert (tree[find("response")]["reason"], tree[find("response", 1)]["acceptance"]) == (
        "Funds are there.",
        None,
    )


def test_the_window_stays_while_something_is_open_and_asks_only_that(usual, workspace, settled, qtbot):
    click(qtbot, usual.apply_button)
    assert usual.isVisible()
    settled()
    assert files(usual)[1][1].startswith("merged ")
    assert files(usual)[1][1].endswith("– 4 to decide, 1 note")
    assert "reason" not in [entry.item.field for entry in usual.items.model.entries]


def test_a_copy_is_applied_once_everything_in_it_is_decided(came_back, back, find, edit, workspace, qtbot):
    response, action = find("response"), find("action")
    edit(response, "text", "Ours")
    due = back.says(action, "due", None, raw="Q4 2031", doubt="Which day?")
    said = back.says(response, "text", "Theirs"), back.says(response, "reason", "Funds.")
    merge = came_back(back.file("COPY.evw", *said, kind="copy"), back.file("A.xlsx", due))
    assert not merge.apply_button.isEnabled()
    assert merge.cancel_button.text() == "Cancel"
    why = "1 question about COPY.evw waits: a copy is merged whole."
    assert why in merge.summary.text()
    assert "1 question stays open" in merge.summary.text()
    assert merge.apply_button.accessibleDescription() == why
    assert why in merge.apply_button.toolTip()
    merge.commands.go_to_next_open()
    assert merge.items.entry.item.field == "text"
    merge.commands.take()
    assert merge.apply_button.isEnabled()
    assert (merge.apply_button.toolTip(), merge.apply_button.accessibleDescription()) == ("", "")
    assert "copy" not in merge.summary.text()
    click(qtbot, merge.apply_button)
    assert (workspace.tree[response]["text"], workspace.tree[response]["reason"]) == ("Theirs", "Funds.")


def test_the_window_goes_when_everything_is_settled(usual, window, row, qtbot):
    usual.actions_["keep_all"].trigger()
    click(qtbot, usual.apply_button)
    assert not usual.isVisible()
    assert window.merging.window is None
    assert window.statusBar().currentMessage() == "Nothing was changed; 2 files noted as received."


def test_a_file_merged_before_says_so_and_asks_nothing(came_back, back, find, settled, workspace, qtbot):
    file = back.file("A.xlsx", back.says(find("response"), "reason", "Funds."))
    click(qtbot, came_back(file).apply_button)
    before = contents(workspace)
    merge = came_back(file)
    assert files(merge)[1][1].startswith("already merged, 20")
    assert cells(merge) == []
    assert not merge.apply_button.isEnabled()
    assert merge.summary.text() == "There is nothing to merge."
    assert contents(workspace) == before


def test_a_disk_that_refuses_loses_nothing(usual, row, workspace, monkeypatch, qtbot):
    row("text")
    usual.commands.take()
    before = contents(workspace)

    def refuse(*_, **__):
        raise UserError("The disk is full.")

    monkeypatch.setattr(workspace._store, "write", refuse)
    click(qtbot, usual.apply_button)
    assert usual.bars.texts() == ["The disk is full."]
    assert not row("text").is_open
    assert contents(workspace) == before


# Beside the main window --------------------------------------------------------------------------


def test_a_row_leads_to_its_field_in_the_main_window(usual, row, window, find, qtbot):
    row("due")
    keys(usual, qtbot, Qt.Key.Key_Return)
    assert window.tree.selected == find("action")
    assert window.focusWidget() is window.page.panel_of(find("action")).form.bindings["due"].widget


def test_what_is_typed_is_taken_before_files_are_read(
    window, workspace, came_back, back, find, field_of, qtbot
):
    line = field_of(find("paper"), "place")
    line.setFocus()
    qtbot.keyClicks(line, "Old port")
    came_back(back.file("A.xlsx"))
    assert workspace.tree[find("paper")]["place"] == "Old port"


def test_a_change_elsewhere_is_planned_in_and_keeps_the_decisions(usual, row, edit, find, settled):
    row("status")
    usual.commands.take()
    edit(find("response"), "reason", "We lack the funds.")
    assert not usual.apply_button.isEnabled(), "until the plan is made anew"
    settled()
    assert usual.apply_button.isEnabled()
    assert row("status").state == "Decided: theirs"
    assert row("reason").state == "Conflict"


def test_a_decision_on_what_was_changed_meanwhile_is_asked_again(usual, row, edit, find, settled):
    row("text")
    usual.commands.take()
    edit(find("response"), "text", "Something else altogether.")
    settled()
    assert row("text").is_open


def test_typing_elsewhere_does_not_stop_a_merge(usual, window, workspace, find, field_of, qtbot):
    line = field_of(find("paper"), "place")
    line.setFocus()
    qtbot.keyClicks(line, "Old port")
    usual.apply()
    assert workspace.tree[find("paper")]["place"] == "Old port"
    assert workspace.tree[find("response")]["reason"] == "Funds are there."


def test_typing_what_a_file_says_otherwise_is_shown_before_anything_is_done(
    usual, window, workspace, find, field_of, qtbot
):
    edit = field_of(find("response"), "reason")
    edit.setFocus()
    qtbot.keyClicks(edit, "No funds")
    batches = len(workspace.history())
    usual.apply()
    assert usual.bars.texts() == ["The workspace was changed meanwhile. Look again, then apply."]
    assert len(workspace.history()) == batches + 1, "what was typed, and nothing else"


def test_undoing_a_merge_brings_its_questions_back(usual, window, workspace, settled, qtbot):
    click(qtbot, usual.apply_button)
    settled()
    window.editing.undo()
    settled()
    assert files(usual)[1][1].startswith("new – 1 change, 4 to decide")


def test_a_new_register_reads_the_files_again(usual, readers, edit, find, settled):
    reads = readers.reads
    edit(find("unit"), "name", "Harbours")
    settled()
    assert readers.reads == reads + 1


def test_files_come_by_the_command(window, readers, answers, back, find, tmp_path, settled):
    readers.returns["A.xlsx"] = back.file("A.xlsx", back.says(find("response"), "reason", "Funds."))
    answers.open_files = [tmp_path / "A.xlsx"]
    window.actions_["merge"].trigger()
    settled()
    assert len(window.merging.window.items.model.entries) == 1


def test_no_file_chosen_opens_no_window(window):
    window.actions_["merge"].trigger()
    assert window.merging.window is None


def drop(target, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), *how)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(9, 9), *how))
    return enter.isAccepted()


def test_files_are_dropped_on_the_main_window_and_on_this_one(window, readers, back, find, tmp_path, settled):
    for name, reason in (("A.xlsx", "Funds."), ("B.ods", "No funds."), ("C.xlsx", "Funds.")):
        readers.returns[name] = back.file(name, back.says(find("response"), "reason", reason))
        (tmp_path / name).write_text(name)
    drop(window, tmp_path / "A.xlsx", tmp_path / "B.ods")
    settled()
    merge = window.merging.window
    assert [name for name, *_ in files(merge)[1:]] == ["A.xlsx", "B.ods"]
    drop(merge, tmp_path / "C.xlsx", tmp_path / "A.xlsx")
    settled()
    assert [name for name, *_ in files(merge)[1:]] == ["A.xlsx", "B.ods", "C.xlsx"]
    assert cells(merge, (AFTER, FILES)) == [("Funds. / No funds.", "A.xlsx, B.ods, C.xlsx")]


def test_a_copy_dropped_on_the_main_window_is_merged_and_another_workspace_opened(
    window, workspace, readers, back, answers, tmp_path, settled
):
    import shutil

    from workbench.workspace import Workspace

    copy, other = tmp_path / "copy.evw", tmp_path / "other.evw"
    shutil.copy(workspace.path, copy)
    Workspace.create(other, name="Other").close()
    readers.returns["copy.evw"] = back.file("copy.evw", kind="copy")
    drop(window, copy)
    settled()
    assert answers.asked == ["Merge copy.evw into this workspace?"]
    assert [name for name, *_ in files(window.merging.window)[1:]] == ["copy.evw"]
    drop(window, other)
    assert window.session.workspace.path == other
    assert window.merging.window is None, "it belongs to the other workspace"


def test_reading_can_be_stopped_and_started_again(window, services, readers, back, find, tmp_path, qtbot):
    readers.returns["A.xlsx"] = back.file("A.xlsx", back.says(find("response"), "reason", "Funds."))
    services.gate.clear()
    window.merging.open([tmp_path / "A.xlsx"])
    merge = window.merging.window
    assert files(merge)[1][1] == "being read…"
    assert not merge.apply_button.isEnabled()
    window.jobs.cancel()
    qtbot.waitUntil(lambda: not merge._desk.is_reading)
    assert files(merge)[1][1] == "not read"
    assert not merge.apply_button.isEnabled()
    services.gate.set()
    click(qtbot, merge.files.read_again)
    qtbot.waitUntil(lambda: files(merge)[1][1] == "new – 1 change")


def test_files_wait_for_other_work(window, services, readers, back, answers, tmp_path, settled):
    services.gate.clear()
    answers.save_file = tmp_path / "draft.docx"
    window.actions_["draft"].trigger()
    window.findChild(DraftDialog).accept()
    readers.returns["A.xlsx"] = back.file("A.xlsx")
    window.merging.open([tmp_path / "A.xlsx"])
    services.gate.set()
    settled()
    assert files(window.merging.window)[1][1] == "nothing new"


def test_closing_while_files_are_read_stops_that(window, services, readers, back, tmp_path, qtbot):
    readers.returns["A.xlsx"] = back.file("A.xlsx")
    services.gate.clear()
    window.merging.open([tmp_path / "A.xlsx"])
    window.merging.window.close()
    qtbot.waitUntil(lambda: not window.jobs.is_running)
    assert window.merging.window is None
    services.gate.set()
    window.merging.open([tmp_path / "A.xlsx"])
    qtbot.waitUntil(lambda: files(window.merging.window)[1][1] == "nothing new")


def test_a_workspace_for_reading_only_offers_no_merging(empty_window, rich_path, answers, tmp_path):
    from workbench.workspace import Workspace

    with Workspace.open(rich_path):
        empty_window.open_path(rich_path)
        assert not empty_window.actions_["merge"].isEnabled()
        empty_window.merging.open([tmp_path / "A.xlsx"])
        assert empty_window.merging.window is None
        empty_window.session.close()


def test_closing_the_main_window_asks_about_decisions(usual, row, window, answers):
    row("text")
    usual.commands.take()
    answers.agrees = False
    assert not window.close()
    assert usual.isVisible()
    answers.agrees = True
    assert window.close()
