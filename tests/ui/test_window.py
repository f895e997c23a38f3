"""The window as a person uses it: open, edit, undo, move, filter, close and come back."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.rich import make_rich
from ui.dialogs.link import LinkDialog
from ui.dialogs.pick import PickDialog
from ui.welcome import Welcome
from workbench.errors import StorageFailed
from workbench.workspace import Workspace


def press(window, name):
    window.actions_[name].trigger()


def say(window):
    return " ".join(window.bars.texts())


def bar_button(window, words):
    return next(button for button in window.bars.findChildren(QPushButton) if button.text() == words)


def saved(window):
    return window.status.saved.text()


# Workspaces --------------------------------------------------------------------------------------


def test_without_a_workspace_the_ways_in_are_shown(empty_window):
    assert empty_window.welcome.isVisible()
    words = [button.text() for button in empty_window.welcome.findChildren(QPushButton)]
    assert words == ["&Import a paper…", "Open a &workspace…", "&New workspace…", "Look at the &sample…"]
    assert not empty_window.actions_["sheets"].isEnabled()


def test_new_makes_an_empty_workspace(empty_window, answers, tmp_path):
    answers.save_file = tmp_path / "new.evw"
    press(empty_window, "new")
    assert (tmp_path / "new.evw").exists()
    assert empty_window.windowTitle().startswith("new.evw")
    assert empty_window.session.workspace.tree.root["name"] == "new"


def test_open_shows_the_workspace(empty_window, answers, rich_path, qtbot):
    answers.open_file = rich_path
    press(empty_window, "open")
    assert not empty_window.welcome.isVisible()
    root = empty_window.session.workspace.tree.root_id
    qtbot.waitUntil(lambda: empty_window.tree.selected == root)
    assert empty_window.focusWidget() is empty_window.tree.view


def test_opened_workspaces_are_remembered(window, rich_path, qtbot):
    assert window.settings.recent == [rich_path]
    window._recent_menu.aboutToShow.emit()
    assert [action.text() for action in window._recent_menu.actions()] == [str(rich_path)]
    press(window, "close")
    assert window.welcome.isVisible()
    links = next(label for label in window.welcome.findChildren(QLabel) if "href" in label.text())
    links.linkActivated.emit("0")
    assert window.session.is_open


def test_the_sample_is_written_and_opened(empty_window, answers, tmp_path):
    answers.chosen_folder = tmp_path
    press(empty_window, "sample")
    assert empty_window.session.workspace.path == tmp_path / "sample.evw"


@pytest.mark.parametrize("content", [b"just text", b"", b"SQLite format 3\0" + b"x" * 100])
def test_a_file_that_is_no_workspace_is_refused_in_a_sentence(window, tmp_path, content):
    other = tmp_path / "other.evw"
    other.write_bytes(content)
    window.open_path(other)
    assert "is not a workspace of Evaluation Workbench" in say(window)
    assert window.session.workspace.path.name == "Evaluations 2031.evw", "the window stays as it was"


def test_a_missing_file_is_said(window, tmp_path):
    window.open_path(tmp_path / "gone.evw")
    assert "There is no file" in say(window)


def test_the_same_workspace_again_changes_nothing(window, rich_path):
    before = window.session.workspace
    window.open_path(rich_path)
    assert window.session.workspace is before


def test_a_workspace_somebody_has_open_is_shown_for_reading(empty_window, rich_path):
    with Workspace.open(rich_path):
        empty_window.open_path(rich_path)
        assert "You can read Evaluations 2031.evw, but not change it." in say(empty_window)
        assert "is open for writing by" in say(empty_window)
        assert saved(empty_window) == "Reading only"
        node = next(empty_window.session.workspace.tree.of_kind("recommendation")).id
        empty_window.tree.select(node)
        bindings = empty_window.page.panel_of(node).form.bindings
        assert bindings["headline"].widget.isReadOnly()
        assert not bindings["priority"].widget.isEnabled()
        assert not empty_window.actions_["remove"].isEnabled()
        assert not empty_window.actions_["undo"].isEnabled()
        empty_window.close()


def test_warnings_are_shown_once(empty_window, tmp_path):
    path = tmp_path / "Dropbox" / "w.evw"
    path.parent.mkdir()
    make_rich(path).close()
    empty_window.open_path(path)
    assert "synchronised folder Dropbox" in say(empty_window)


def test_closing_takes_what_is_typed(window, rich_path, find, field_of, qtbot):
    node = find("recommendation")
    text = field_of(node, "headline")
    text.setFocus()
    qtbot.keyClicks(text, "Last words: ")
    window.close()
    with Workspace.open(rich_path) as workspace:
        assert workspace.tree[node]["headline"].startswith("Last words: ")
        assert workspace.drafts() == []


# Status, undo, drafts ------------------------------------------------------------------------------


def test_the_status_says_what_is_saved(window, find, field_of, qtbot):
    assert saved(window) == "All changes are saved"
    line = field_of(find("paper"), "place")
    line.setFocus()
    qtbot.keyClicks(line, "X")
    assert saved(window) == "Typing – saved when you leave the field"
    window.focus_tree()
    assert saved(window).startswith("Saved ")


def test_undo_and_redo_name_their_step(window, workspace, find, field_of, qtbot):
    combo = field_of(find("recommendation"), "priority")
    combo.setCurrentIndex(3)
    combo.activated.emit(3)
    assert window.actions_["undo"].text() == "&Undo: Recommendation 1: priority edited"
    press(window, "undo")
    assert workspace.tree[find("recommendation")]["priority"] == "High"
    assert combo.currentText() == "High"
    assert window.actions_["redo"].text() == "&Redo: Recommendation 1: priority edited"
    press(window, "redo")
    assert combo.currentText() == "Low"


def test_undo_shows_what_it_undid(window, find, field_of):
    combo = field_of(find("recommendation"), "priority")
    combo.setCurrentIndex(3)
    combo.activated.emit(3)
    window.tree.select(find("paper"))
    press(window, "undo")
    assert window.tree.selected == find("recommendation")


def test_ctrl_z_takes_back_typing_first_and_then_steps(window, workspace, find, field_of, qtbot):
    combo = field_of(find("recommendation"), "priority")
    combo.setCurrentIndex(3)
    combo.activated.emit(3)
    text = field_of(find("recommendation"), "headline")
    text.setFocus()
    qtbot.keyClicks(text, "abc")
    assert window.actions_["undo"].text() == "&Undo typing"
    qtbot.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert text.markup() == "Mend every light within three days."
    assert workspace.tree[find("recommendation")]["priority"] == "Low"
    qtbot.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.tree[find("recommendation")]["priority"] == "High"


def test_ctrl_z_in_a_line_works_the_same(window, workspace, find, field_of, qtbot):
    line = field_of(find("paper"), "place")
    line.setFocus()
    qtbot.keyClicks(line, "Old port")
    window.focus_tree()
    line.setFocus()
    line.end(False)
    qtbot.keyClicks(line, "!")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "Old port"
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.tree[find("paper")]["place"] is None
    assert line.text() == ""


def test_undoing_a_merge_asks_first(window, workspace, find, answers):
    with workspace.edit("Merge LIGHTS.xlsx", origin="sheet LIGHTS.xlsx, sha256 0") as editor:
        editor.set(find("response"), "reason", "because")
    answers.agrees = False
    press(window, "undo")
    assert answers.asked == ["Undo “Merge LIGHTS.xlsx”?"]
    assert workspace.tree[find("response")]["reason"] == "because"
    answers.agrees = True
    press(window, "undo")
    assert workspace.tree[find("response")]["reason"] is None


def test_undoing_another_days_step_asks_first(window, workspace, find, answers, monkeypatch):
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    monkeypatch.setattr("workbench.workspace._now", lambda: yesterday)
    with workspace.edit("Old step") as editor:
        editor.set(find("paper"), "place", "Old port")
    answers.agrees = False
    press(window, "undo")
    assert answers.asked == ["Undo “Old step”?"]


def test_idle_typing_is_kept_and_offered_after_a_crash(window, rich_path, find, field_of, qtbot):
    node = find("recommendation")
    text = field_of(node, "headline")
    text.setFocus()
    qtbot.keyClicks(text, "Half a sent")
    qtbot.waitUntil(lambda: len(window.session.workspace.drafts()) == 1, timeout=3000)
    crashed = shutil.copy(rich_path, rich_path.with_name("crashed.evw"))  # what a crash would leave
    window.open_path(Path(crashed))
    assert "The program stopped while a field was being changed." in say(window)
    qtbot.mouseClick(bar_button(window, "Restore"), Qt.MouseButton.LeftButton)
    assert window.session.workspace.tree[node]["headline"].startswith("Half a sentMend")
    assert window.session.workspace.drafts() == []
    assert window.tree.selected == node


def test_a_draft_that_means_no_value_waits_in_its_field(empty_window, rich_path, qtbot):
    with Workspace.open(rich_path) as workspace:
        node = next(workspace.tree.of_kind("action")).id
        workspace.keep_draft(node, "due", "next spr")
    empty_window.open_path(rich_path)
    qtbot.mouseClick(bar_button(empty_window, "Restore"), Qt.MouseButton.LeftButton)
    assert empty_window.page.panel_of(node).form.bindings["due"].widget.text() == "next spr"


def test_drafts_can_be_discarded(empty_window, rich_path, qtbot):
    with Workspace.open(rich_path) as workspace:
        node = next(workspace.tree.of_kind("action"))
        workspace.keep_draft(node.id, "progress", "half")
        workspace.keep_draft(node.id, "description", node["description"])
    empty_window.open_path(rich_path)
    assert "a field was" in say(empty_window), "a draft that equals the value is no news"
    qtbot.mouseClick(bar_button(empty_window, "Discard"), Qt.MouseButton.LeftButton)
    assert [draft.field for draft in empty_window.session.workspace.drafts()] == ["description"]


@pytest.fixture
def full_disk(workspace, monkeypatch):
    """A disk that refuses every write."""

    def refuse(*arguments):
        raise StorageFailed("Evaluations 2031.evw could not be written: database or disk is full.")

    monkeypatch.setattr(workspace._store, "write", refuse)
    monkeypatch.setattr(workspace._store, "execute", refuse)
    return monkeypatch


def test_what_the_disk_refuses_stays_in_its_field(window, workspace, find, field_of, full_disk, qtbot):
    text = field_of(find("recommendation"), "headline")
    text.setFocus()
    qtbot.keyClicks(text, "Precious: ")
    window.focus_tree()
    assert "disk is full" in say(window)
    assert text.markup().startswith("Precious: Mend")
    window.tree.select(find("paper"))
    text = field_of(find("recommendation"), "headline")
    assert text.markup().startswith("Precious: Mend")
    full_disk.undo()
    text.setFocus()
    window.focus_tree()
    assert workspace.tree[find("recommendation")]["headline"].startswith("Precious: Mend")


def test_closing_with_a_full_disk_asks(window, workspace, find, field_of, full_disk, answers, qtbot):
    text = field_of(find("recommendation"), "headline")
    text.setFocus()
    qtbot.keyClicks(text, "Precious: ")
    answers.agrees = False
    assert not window.close()
    assert answers.asked == ["Close although what you typed last could not be saved?"]
    assert window.session.is_open
    full_disk.undo()
    answers.agrees = True


# Nodes -----------------------------------------------------------------------------------------------


def test_a_node_is_added_below_by_menu(window, workspace, find):
    window.tree.select(find("criterion"))
    window._add_menu.aboutToShow.emit()
    actions = {action.text(): action for action in window._add_menu.actions()}
    assert "Key finding below" in actions
    assert "Criterion after this" in actions
    actions["Key finding below"].trigger()
    node = workspace.tree[window.tree.selected]
    assert (node.kind, node.parent) == ("key_finding", find("criterion"))
    assert workspace.undo_step.label == "Add Key finding"


def test_another_like_this_stands_right_after(window, workspace, find, qtbot):
    window.tree.select(find("recommendation"))
    press(window, "another")
    parent = workspace.tree[find("recommendation")].parent
    assert workspace.tree.index(window.tree.selected) == 1
    assert workspace.tree[window.tree.selected].parent == parent
    qtbot.keyClicks(window.focusWidget(), "Try it.")
    window.focus_tree()
    assert workspace.tree[window.tree.selected]["headline"] == "Try it."


def test_a_new_part_starts_with_its_sections(window, workspace, find):
    window.tree.select(find("paper"))
    window.editing.add_below("evaluation")
    roles = [section["role"] for section in workspace.tree.children(window.tree.selected)]
    assert roles[0] == "purpose_and_scope"
    assert "recommendations" in roles
    press(window, "undo")
    assert len(list(workspace.tree.of_kind("evaluation"))) == 3


def test_removing_says_what_goes_along_and_can_be_undone(window, workspace, find, qtbot):
    node = find("recommendation")
    window.tree.select(node)
    press(window, "remove")
    assert node not in workspace.tree
    assert "Removed Recommendation 1 with 1 Office response, 1 contribution and 1 action." in say(window)
    assert "One text refers to it and now prints “?” there." in say(window)
    assert workspace.tree[window.tree.selected].kind == "recommendation"
    qtbot.mouseClick(bar_button(window, "Undo"), Qt.MouseButton.LeftButton)
    assert node in workspace.tree
    assert window.tree.selected == node


def test_removing_much_asks_first(window, workspace, find, answers):
    answers.agrees = False
    window.tree.select(find("evaluation"))
    press(window, "remove")
    assert answers.asked[0].startswith("Remove Part I with ")
    assert find("evaluation") in workspace.tree


def test_the_workspace_itself_stays(window, workspace):
    window.tree.select(workspace.tree.root_id)
    press(window, "remove")
    assert "cannot be removed" in say(window)


def test_alt_down_moves_a_node_and_keeps_it_selected(window, workspace, find, qtbot):
    node = find("recommendation")
    window.tree.select(node)
    qtbot.keyClick(window.tree.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert workspace.tree.index(node) == 1
    assert window.tree.selected == node
    assert window.tree.model.index_of(node).data().startswith("Rec. 2")
    qtbot.keyClick(window.tree.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert workspace.tree.index(node) == 0
    press(window, "up")
    assert workspace.tree.index(node) == 0


def test_a_node_is_dropped_into_another_part(window, workspace, find):
    finding, criterion = find("key_finding"), find("criterion", 2)
    model = window.tree.model
    data = model.mimeData([model.index_of(finding)])
    assert model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, model.index_of(criterion))
    assert workspace.tree[finding].parent == criterion
    assert window.tree.selected == finding
    assert workspace.undo_step.label == "Move Key finding 1"


def test_a_node_is_dropped_through_the_filter(window, workspace, find):
    node = find("recommendation")
    window.tree.line.setText("recommendation")
    window.tree.apply_filter()
    proxy, model = window.tree.view.filter, window.tree.model
    section = proxy.mapFromSource(model.index_of(workspace.tree[node].parent))
    data = model.mimeData([model.index_of(node)])
    assert proxy.dropMimeData(data, Qt.DropAction.MoveAction, 2, 0, section)
    assert workspace.tree.index(node) == 1


def test_move_to_lets_pick_a_place_by_key(window, workspace, find, qtbot):
    finding = find("key_finding")
    window.tree.select(finding)
    press(window, "move_to")
    dialog = window.findChild(PickDialog)
    qtbot.keyClicks(dialog.line, "part iii effectiveness")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    criterion = workspace.tree[workspace.tree[finding].parent]
    assert criterion["heading"] == "Effectiveness"
    assert workspace.tree.ancestor(finding, "evaluation").id == find("evaluation", 2)
    assert workspace.tree.index(finding) == len(criterion.children) - 1


# The tree ----------------------------------------------------------------------------------------------


def shown(window):
    found = []

    def walk(parent):
        for row in range(window.tree.view.shown.rowCount(parent)):
            index = window.tree.view.shown.index(row, 0, parent)
            found.append(window.tree.view.shown.id_of(index))
            walk(index)

    from PySide6.QtCore import QModelIndex

    walk(QModelIndex())
    return found


def test_typing_in_the_filter_leaves_hits_and_ancestors(window, workspace, find, qtbot):
    press(window, "filter")
    qtbot.keyClicks(window.tree.line, "days MEND")
    kinds = {"workspace", "paper", "evaluation", "section", "recommendation"}
    qtbot.waitUntil(lambda: {workspace.tree[id].kind for id in shown(window)} == kinds, timeout=3000)
    assert window.tree.view.isExpanded(window.tree.view.index_of(find("evaluation")))
    assert window.tree._count.text() == f"3 of {len(workspace.tree)}"
    qtbot.keyClick(window.tree.line, Qt.Key.Key_Down)
    assert window.focusWidget() is window.tree.view


def test_clearing_the_filter_brings_back_what_was_expanded_and_selected(window, find, qtbot):
    window.tree.select(find("key_finding"))
    before = window.tree.view.isExpanded(window.tree.view.index_of(find("section", 3)))
    window.tree.line.setText("gulls that are nowhere")
    window.tree.apply_filter()
    assert shown(window) == []
    window.tree.clear_filter()
    assert window.tree.selected == find("key_finding")
    assert window.tree.view.isExpanded(window.tree.view.index_of(find("section", 3))) == before


def test_going_to_a_hidden_node_clears_the_filter(window, find):
    window.tree.line.setText("training")
    window.tree.apply_filter()
    window.tree.select(find("footnote"))
    assert window.tree.selected == find("footnote")
    assert window.tree.line.text() == ""


def test_a_node_added_under_a_filter_is_seen(window, workspace, find):
    window.tree.line.setText("mend")
    window.tree.apply_filter()
    window.tree.select(find("recommendation"))
    press(window, "another")
    assert window.tree.selected in shown(window)


def test_expanded_and_selected_survive_a_reset(window, workspace, find):
    window.tree.select(find("action"))
    with workspace.edit("Many") as editor:
        for number in range(450):
            editor.insert(find("section"), "paragraph", {"text": str(number)})
    assert window.tree.selected == find("action")
    assert window.tree.view.isExpanded(window.tree.view.index_of(find("response")))


def test_f8_goes_from_one_flagged_node_to_the_next(window, find):
    window.tree.select(find("recommendation"))
    press(window, "next_marked")
    assert window.tree.selected == find("recommendation", 1)
    press(window, "next_marked")
    assert window.tree.selected == find("response", 1)


def test_return_in_the_tree_leads_into_the_form(window, find, qtbot):
    window.tree.select(find("recommendation"))
    qtbot.keyClick(window.tree.view, Qt.Key.Key_Return)
    assert (
        window.focusWidget() is window.page.panel_of(find("recommendation")).form.bindings["headline"].widget
    )


def test_branches_open_and_others_close_by_command(window, find):
    window.tree.select(find("evaluation"))
    press(window, "expand")
    assert window.tree.view.isExpanded(window.tree.view.index_of(find("response")))
    press(window, "collapse")
    assert not window.tree.view.isExpanded(window.tree.view.index_of(find("evaluation", 1)))


def test_of_a_branch_the_upper_levels_open_where_not_all_can(window, find, monkeypatch):
    monkeypatch.setattr("ui.tree_view.MOST_IN_BRANCH", 2)
    window.tree.select(find("evaluation"))
    press(window, "expand")
    view = window.tree.view
    assert view.isExpanded(view.index_of(find("evaluation")))
    assert not view.isExpanded(view.index_of(find("response")))


# Text commands ------------------------------------------------------------------------------------------


def test_format_commands_need_a_text_with_the_focus(window, find, field_of):
    window.focus_tree()
    assert not window.actions_["bold"].isEnabled()
    field_of(find("recommendation"), "headline").setFocus()
    assert window.actions_["bold"].isEnabled()


def test_ctrl_i_makes_italics(window, workspace, find, field_of, qtbot):
    text = field_of(find("key_finding"), "text")
    text.setFocus()
    text.selectAll()
    qtbot.keyClick(text, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    window.focus_tree()
    assert workspace.tree[find("key_finding")]["text"] == "*Ports asked for more help each year.*"


def test_a_footnote_comes_with_its_mark_in_one_step(window, workspace, find, field_of, qtbot):
    text = field_of(find("key_finding"), "text")
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    steps = len(workspace.history())
    press(window, "footnote")
    (note,) = workspace.tree.children(find("key_finding"), "footnote")
    assert workspace.tree[find("key_finding")]["text"] == f"Ports asked for more help each year.[^{note.id}]"
    assert len(workspace.history()) == steps + 1
    qtbot.keyClicks(window.focusWidget(), "A note.")
    window.focus_tree()
    assert workspace.tree[note.id]["text"] == "A note."
    press(window, "undo")
    press(window, "undo")
    assert note.id not in workspace.tree
    assert "[^" not in workspace.tree[find("key_finding")]["text"]


def test_a_footnote_is_in_sight_before_anything_is_typed(window, workspace, find, field_of, qtbot):
    long = "\n\n".join(["Ports asked for more help each year."] * 60)
    with workspace.edit("Long text") as editor:
        editor.set(find("key_finding"), "text", long)
    text = field_of(find("key_finding"), "text")
    text.setFocus()
    press(window, "footnote")
    note = workspace.tree.children(find("key_finding"), "footnote")[0].id
    field = window.page.panel_of(note).form.bindings["text"].text_editor
    assert window.focusWidget() is field
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect().contains(field.cursorRect().center()))


def test_a_footnote_has_no_footnote(window, find, field_of):
    field_of(find("footnote"), "text").setFocus()
    press(window, "footnote")
    assert "cannot have a footnote" in say(window)


def test_a_reference_is_picked_by_typing(window, workspace, find, field_of, qtbot):
    text = field_of(find("key_finding"), "text")
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(text, " See recommendation ")
    press(window, "reference")
    dialog = window.findChild(PickDialog)
    qtbot.keyClicks(dialog.line, "part i rec 2")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert text.plain_text().endswith("See recommendation 2")
    text.setFocus()
    window.focus_tree()
    assert workspace.tree[find("key_finding")]["text"].endswith(f"[[{find('recommendation', 1)}]]")


def test_a_picker_without_hits_picks_nothing(window, find, field_of, qtbot):
    text = field_of(find("key_finding"), "text")
    text.setFocus()
    press(window, "reference")
    dialog = window.findChild(PickDialog)
    qtbot.keyClicks(dialog.line, "zzz")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert "[[" not in text.markup()
    dialog.reject()


def test_a_link_is_made_of_the_selection(window, find, field_of, qtbot):
    text = field_of(find("key_finding"), "text")
    text.setFocus()
    text.selectAll()
    press(window, "link")
    dialog = window.findChild(LinkDialog)
    assert dialog.text.text() == "Ports asked for more help each year."
    qtbot.keyClicks(dialog.address, "https://example.org")
    dialog.accept()
    assert text.markup() == "[Ports asked for more help each year.](https://example.org)"


# Dropped files -------------------------------------------------------------------------------------------


def drag(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), actions, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), actions, data, buttons, keys))
    return enter.isAccepted()


def test_a_workspace_dropped_onto_the_window_is_opened(empty_window, rich_path):
    assert drag(empty_window, rich_path)
    assert empty_window.session.workspace.path == rich_path


def test_a_text_dropped_onto_the_window_is_imported(window, workspace, tmp_path, qtbot):
    source = tmp_path / "paper.txt"
    source.write_text("HA.13/EV/1")
    with qtbot.waitSignal(window.files.imported):
        assert drag(window, source)
    assert "HA.13/EV/1" in {paper["symbol"] for paper in workspace.tree.of_kind("paper")}


def test_a_folder_dropped_onto_the_window_is_left_alone(window, tmp_path):
    assert not drag(window, tmp_path)


def test_the_welcome_page_is_a_widget_of_its_own(empty_window):
    assert isinstance(empty_window.welcome, Welcome)


@pytest.mark.parametrize("field", ["headline", "rationale", "priority", "notes"])
@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_keys_that_remove_and_move_do_so_in_the_tree_only(
    window, workspace, find, field_of, field, key, modifier, qtbot
):
    widget = field_of(find("recommendation", 1), field)
    widget.setFocus()
    point = workspace.point
    qtbot.keyClick(window.focusWidget(), key, modifier)
    for popup in QApplication.topLevelWidgets():
        if popup.windowType() == Qt.WindowType.Popup:
            popup.close()
    assert find("recommendation", 1) in workspace.tree
    assert not [step for step in workspace.since(point) if step.edits[0].op != "set"]


def test_ctrl_del_in_a_text_takes_the_next_word(window, find, field_of, qtbot):
    text = field_of(find("recommendation"), "headline")
    text.setFocus()
    words = text.toPlainText().split()
    cursor = text.textCursor()
    cursor.setPosition(0)
    text.setTextCursor(cursor)
    qtbot.keyClick(text, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert text.toPlainText().split() == words[1:]


def test_a_move_says_what_the_node_is_now(window, find, qtbot):
    window.tree.select(find("recommendation", 1))
    with qtbot.waitSignal(window.editing.done) as said:
        window.editing.move_up()
    assert said.args == ["Recommendation 2 was moved and is now Recommendation 1."]


def test_what_only_reports_goes_with_the_next_step_and_the_rest_stays(window, find, services, qtbot):
    window.bars.show_message("export", "6 tracking sheets written.", sign="done")
    window.bars.show_message("import", "It was refused.", sign="warning")
    assert window.bars.texts() == ["It was refused."]
    window.bars.show_message("export", "6 tracking sheets written.", sign="done")
    with window.session.edit("Priority") as editor:
        editor.set(find("recommendation"), "priority", "low")
    assert window.bars.texts() == ["It was refused."]
    window.bars.show_message("export", "6 tracking sheets written.", sign="done")
    window.jobs.started.emit("Reading")
    assert window.bars.texts() == ["It was refused."]


def test_what_was_said_goes_when_the_user_goes_on(window, find, field_of, qtbot):
    with window.session.edit("Priority") as editor:
        editor.set(find("recommendation"), "priority", "low")
    press(window, "undo")
    assert window.statusBar().currentMessage() == "Undone: Priority"
    qtbot.keyClicks(field_of(find("recommendation"), "headline"), "x")
    assert window.statusBar().currentMessage() == ""
    window.statusBar().showMessage("Undone: Priority")
    press(window, "another")
    assert window.statusBar().currentMessage() == ""
