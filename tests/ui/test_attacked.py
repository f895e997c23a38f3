"""What a person does at the worst moment: each of these once lost something or led astray."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from tests.ui.rich import make_rich
from ui.app import build_window
from ui.dialogs.pick import PickDialog
from ui.dialogs.sheets import SheetsDialog
from ui.icons import IconButton, icon
from ui.job_panel import JobPanel
from ui.jobs import Jobs
from ui.questions import WindowQuestions
from ui.report_panel import summary
from ui.text.paste import blocks_of
from workbench.markup import render
from workbench.workspace import Workspace

KEYS = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def binding_of(window, node, name):
    window.tree.select(node)
    return window.page.panel_of(node).form.bindings[name]


def word_list(window, workspace):
    """Return the editor of word lists with the one of priorities picked."""
    binding = binding_of(window, workspace.tree.root_id, "vocabularies")
    binding.widget.setCurrentIndex(binding.widget.findData("priority"))
    binding.on_picked()
    return binding


def say(window):
    return " ".join(window.bars.texts())


def bar_buttons(window, words):
    return [button for button in window.bars.findChildren(QPushButton) if button.text() == words]


# Fields --------------------------------------------------------------------------------------------


def test_choosing_the_empty_row_unsets_the_value(workspace, find, field_of):
    combo = field_of(find("recommendation"), "priority")
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert workspace.tree[find("recommendation")]["priority"] is None
    assert combo.currentText() == ""


def test_alt_down_in_a_choice_moves_no_node(window, workspace, find, field_of, qtbot):
    node = find("recommendation")
    field_of(node, "priority").setFocus()
    qtbot.keyClick(window.focusWidget(), KEYS.Key_Down, ALT)
    assert workspace.tree.index(node) == 0


def test_a_typed_unit_is_taken_when_the_line_is_left(window, workspace, find, qtbot):
    first, second = find("recommendation"), find("recommendation", 1)
    line = binding_of(window, first, "responsible_units")._line
    line.setFocus()
    qtbot.keyClicks(line, "buoys")
    window.tree.select(second)
    assert workspace.tree[first]["responsible_units"][-1] == "BUOYS"
    assert binding_of(window, second, "responsible_units")._line.text() == ""


def test_a_half_typed_unit_is_kept_as_a_draft_and_restored(window, workspace, find, qtbot):
    node = find("recommendation")
    binding = binding_of(window, node, "responsible_units")
    binding._line.setFocus()
    qtbot.keyClicks(binding._line, "buo")
    window.page.committer.keep_drafts()
    (draft,) = workspace.drafts()
    assert json.loads(draft.text) == ["LIGHTS", "HARBOUR", "coastal stations", "buo"]
    binding.load(())
    binding.restore(draft.text)
    assert binding._line.text() == "buo"
    assert binding.read() == ("LIGHTS", "HARBOUR", "coastal stations", "buo")


def test_undo_in_the_line_for_a_unit_takes_back_typing_only(window, workspace, find, qtbot):
    node = find("recommendation")
    binding = binding_of(window, node, "responsible_units")
    binding._line.setFocus()
    qtbot.keyClicks(binding._line, "buo")
    steps = len(workspace.history())
    window.actions_["undo"].trigger()
    assert binding._line.text() == ""
    assert len(workspace.history()) == steps


def test_a_unit_picked_from_the_offers_is_added_at_once(window, workspace, find, qtbot):
    node = find("recommendation")
    line = binding_of(window, node, "responsible_units")._line
    line.setFocus()
    qtbot.keyClicks(line, "pilot")
    offers = line.completer().popup()
    qtbot.keyClick(offers, KEYS.Key_Down)
    qtbot.keyClick(offers, KEYS.Key_Return)
    qtbot.waitUntil(lambda: line.text() == "")
    assert workspace.tree[node]["responsible_units"][-1] == "PILOTS"


def test_delete_in_a_list_that_can_only_be_read_removes_nothing(empty_window, rich_path, qtbot):
    with Workspace.open(rich_path):
        empty_window.open_path(rich_path)
        node = next(empty_window.session.workspace.tree.of_kind("recommendation")).id
        binding = binding_of(empty_window, node, "responsible_units")
        binding._list.setCurrentIndex(binding._model.index(0, 0))
        qtbot.keyClick(binding._list, KEYS.Key_Delete)
        assert binding._model.rowCount() == 3
        empty_window.close()


def test_ticking_by_key_keeps_the_place_in_the_list(window, workspace, find, field_of, qtbot):
    boxes = field_of(find("response"), "also_answers")
    boxes.setFocus()
    boxes.setCurrentIndex(boxes.model().index(1, 0))
    qtbot.keyClick(boxes, KEYS.Key_Space)
    assert len(workspace.tree[find("response")]["also_answers"]) == 1
    assert boxes.currentIndex().row() == 1


def test_the_order_of_a_word_list_is_kept_and_comes_back_with_undo(window, workspace):
    root = workspace.tree.root_id
    binding = word_list(window, workspace)
    binding._select(0)
    binding.on_down()
    assert list(workspace.tree[root]["vocabularies"]["priority"]) == ["Medium", "High", "Low"]
    window.actions_["undo"].trigger()
    assert list(binding._model.entries()) == ["High", "Medium", "Low"]


def test_a_word_typed_in_the_table_survives_closing(window, workspace, rich_path, qtbot):
    binding = word_list(window, workspace)
    cell = binding._model.index(0, 1)
    binding._table.setCurrentIndex(cell)
    binding._table.edit(cell)
    qtbot.keyClicks(binding._table.indexWidget(cell), "Top")
    window.close()
    with Workspace.open(rich_path) as closed:
        assert closed.tree.root["vocabularies"]["priority"]["High"]["en"] == "Top"


def test_f2_edits_a_word_of_the_table(window, workspace, qtbot):
    table = word_list(window, workspace)._table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    qtbot.keyClick(table, KEYS.Key_F2)
    assert table.indexWidget(table.currentIndex()) is not None


def test_a_line_holds_more_than_qt_would_let_it(window, workspace, find, field_of):
    line = field_of(find("paper"), "place")
    line.setFocus()
    line.insert("x" * 40_000)
    line.setModified(True)
    window.focus_tree()
    assert len(workspace.tree[find("paper")]["place"]) == 40_000


def test_undo_typing_gives_up_what_could_not_be_taken(window, workspace, find, field_of, qtbot):
    node = find("action")
    line = field_of(node, "due")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "nope")
    window.focus_tree()
    assert window.actions_["undo"].text() == "&Undo typing"
    steps = len(workspace.history())
    window.actions_["undo"].trigger()
    assert line.text() == "2031-09-30"
    assert len(workspace.history()) == steps, "no other step is taken back"
    assert workspace.drafts() == []


# Units -----------------------------------------------------------------------------------------------


def rename(window, unit, abbreviation, qtbot):
    line = binding_of(window, unit, "abbreviation").widget
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, abbreviation)
    window.focus_tree()


def test_what_names_a_unit_follows_its_new_abbreviation_in_one_step(window, workspace, find, qtbot):
    steps = len(workspace.history())
    rename(window, find("unit", 1), "LAMPS", qtbot)
    assert workspace.tree[find("recommendation")]["responsible_units"] == (
        "LAMPS",
        "HARBOUR",
        "coastal stations",
    )
    assert workspace.tree[find("action")]["responsible_unit"] == "LAMPS"
    assert workspace.tree[find("recommendation")]["responsible_units_text"].startswith("LIGHTS")
    assert len(workspace.history()) == steps + 1
    window.actions_["undo"].trigger()
    assert workspace.tree[find("action")]["responsible_unit"] == "LIGHTS"


def test_nothing_follows_to_a_key_that_another_unit_has(window, workspace, find, qtbot):
    rename(window, find("unit", 1), "PILOTS", qtbot)
    assert workspace.tree[find("action")]["responsible_unit"] == "LIGHTS"
    words = [mark.message for mark in window.tree.model.marks_of(find("action"))]
    assert words == ["“LIGHTS” is not a unit of the register."]


def test_removing_a_unit_says_who_names_it(window, workspace, find):
    window.editing.remove(find("unit", 1))
    assert "6 fields name what is no longer in the register; they are flagged." in say(window)


# Drafts ----------------------------------------------------------------------------------------------


@pytest.fixture
def left_over(rich_path):
    """The workspace with a draft that means no date."""
    with Workspace.open(rich_path) as workspace:
        node = next(workspace.tree.of_kind("action")).id
        workspace.keep_draft(node, "due", "next spr")
    return node


def test_a_draft_of_a_node_that_is_gone_by_now_does_no_harm(empty_window, rich_path, left_over):
    empty_window.open_path(rich_path)
    empty_window.editing.remove(left_over)
    bar_buttons(empty_window, "Restore")[0].click()
    assert left_over not in empty_window.session.workspace.tree


def test_a_draft_appears_in_a_form_that_is_shown_already(empty_window, rich_path, left_over):
    empty_window.open_path(rich_path)
    line = binding_of(empty_window, left_over, "due").widget
    bar_buttons(empty_window, "Restore")[0].click()
    assert line.text() == "next spr"


# Messages, focus, menus --------------------------------------------------------------------------------


def test_the_undo_of_a_removal_goes_away_with_the_next_step(window, workspace, find):
    window.editing.remove(find("recommendation"))
    assert bar_buttons(window, "Undo")
    with workspace.edit("Something else") as editor:
        editor.set(find("paper"), "place", "Old port")
    assert not bar_buttons(window, "Undo")


def test_keys_go_on_after_the_widget_with_the_focus_went_away(window, find, qtbot):
    window.editing.remove(find("recommendation"))
    qtbot.mouseClick(bar_buttons(window, "Undo")[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.tree.view.hasFocus)
    binding_of(window, find("recommendation"), "headline").widget.setFocus()
    window.session.workspace.undo()  # takes the node with the cursor away
    qtbot.waitUntil(lambda: window.focusWidget() is not None)
    assert window.focusWidget() is not window.tree.line


def test_the_format_menu_opened_by_key_still_acts_on_the_text(window, find, field_of, qtbot):
    text = field_of(find("key_finding"), "text")
    text.setFocus()
    text.selectAll()
    qtbot.keyClick(text, KEYS.Key_O, ALT)
    menu = QApplication.activePopupWidget()
    assert window.actions_["bold"].isEnabled()
    qtbot.keyClick(menu, KEYS.Key_B)
    assert text.markup().startswith("**Ports")


def test_the_add_menu_offers_no_second_response(window, find):
    window.tree.select(find("recommendation"))
    assert "response" not in window.editing.kinds_below()
    window.tree.select(find("response"))
    assert window.editing.kinds_beside() == []


def test_a_node_edited_under_a_filter_stays_although_it_matches_no_longer(window, find, qtbot):
    node = find("recommendation", 1)
    window.tree.line.setText("urgent")
    window.tree.apply_filter()
    before = window.tree._count.text()
    combo = binding_of(window, node, "priority").widget
    combo.setFocus()
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    qtbot.waitUntil(lambda: window.tree._count.text() != before, timeout=3000)
    assert window.tree.selected == window.page.node == node
    assert window.focusWidget() in (combo, combo.lineEdit())


def test_a_report_goes_away_with_its_workspace(window, tmp_path, qtbot):
    source = tmp_path / "paper.txt"
    source.write_text("HA.13/EV/1")
    with qtbot.waitSignal(window.files.imported):
        window.files.import_path(source)
    make_rich(tmp_path / "other.evw").close()
    window.open_path(tmp_path / "other.evw")
    assert window.panels.report is None
    assert not window.actions_["report"].isEnabled()


def test_a_workspace_that_is_free_again_can_be_written_by_trying_again(empty_window, rich_path):
    with Workspace.open(rich_path):
        empty_window.open_path(rich_path)
        assert not empty_window.session.writable
    bar_buttons(empty_window, "Try again")[0].click()
    assert empty_window.session.writable
    assert say(empty_window) == ""


def test_recent_files_keep_their_names_and_places(empty_window, tmp_path):
    for name in ("Law & Order <b>.evw", "gone.evw", "last.evw"):
        make_rich(tmp_path / name).close()
        empty_window.settings.add_recent(tmp_path / name)
    empty_window._recent_menu.aboutToShow.emit()
    assert empty_window._recent_menu.actions()[2].text().endswith("Law && Order <b>.evw")
    (tmp_path / "gone.evw").unlink()
    links = next(label for label in empty_window.welcome.findChildren(QLabel) if "href" in label.text())
    assert "Law &amp; Order &lt;b&gt;.evw" in links.text()
    links.linkActivated.emit("2")
    assert empty_window.session.workspace.path.name == "Law & Order <b>.evw"


def test_one_finding_is_told_as_one():
    report = {
        "source": "a.txt",
        "unplaced": [],
        "doubtful": [1],
        "undecided_references": [1],
        "furniture": [1],
    }
    words = "a.txt: 0 not placed, 1 doubtful, 1 undecided reference, 1 line of page furniture left out."
    assert summary(report) == words


def test_a_job_that_stops_says_so_until_it_has(qtbot):
    jobs = Jobs()
    panel = JobPanel(jobs)
    qtbot.addWidget(panel)
    panel.on_started("Reading")
    panel.on_cancel()
    panel.on_progress(1, 2, "Half-way")
    assert panel._text.text() == "Stopping…"


def test_closing_during_long_work_asks(window, services, answers, tmp_path, qtbot):
    services.gate.clear()
    source = tmp_path / "paper.txt"
    source.write_text("HA.13/EV/1")
    window.files.import_path(source)
    answers.agrees = False
    assert not window.close()
    assert answers.asked == ["Close although work is under way?"]
    with qtbot.waitSignal(window.files.imported):
        services.gate.set()


def test_a_row_whose_node_is_gone_says_so(window, find):
    node = find("key_finding")
    window.editing.remove(node)
    window.on_field_asked(node, "text")
    assert window.statusBar().currentMessage() == "That is no longer in the workspace."


def test_removing_a_footnote_takes_its_mark_along(window, workspace, find):
    note = find("footnote")
    owner = workspace.tree[note].parent
    before = workspace.tree[owner]["text"]
    window.editing.remove(note)
    assert workspace.tree[owner]["text"] == before.replace(f"[^{note}]", "")
    window.actions_["undo"].trigger()
    assert workspace.tree[owner]["text"] == before
    assert note in workspace.tree


# References, paste, files ---------------------------------------------------------------------------------


def test_the_picker_puts_first_what_was_most_likely_meant(qtbot):
    choices = [("Part I › Recommendations (paragraphs 26–34)", 1), ("Part I › Recommendation 3: Mend", 2)]
    dialog = PickDialog("Pick", "", choices)
    qtbot.addWidget(dialog)
    dialog.open()
    with qtbot.waitSignal(dialog.picked) as picked:
        qtbot.keyClicks(dialog.line, "rec 3")
        qtbot.keyClick(dialog.line, KEYS.Key_Return)
    assert picked.args == [2]


def test_a_reference_is_first_sought_in_its_own_part(window, workspace, find, qtbot):
    finding = find("key_finding", 4)
    text = binding_of(window, finding, "text").widget
    text.setFocus()
    qtbot.keyClick(text, KEYS.Key_K, CTRL)
    dialog = window.findChild(PickDialog)
    qtbot.keyClicks(dialog.line, "rec 2")
    qtbot.keyClick(dialog.line, KEYS.Key_Return)
    own = workspace.tree.ancestor(finding, "evaluation").id
    wanted = list(workspace.tree.of_kind("recommendation", own))[1].id
    assert f"[[{wanted}]]" in text.markup()


def test_a_reference_is_not_put_into_another_node(window, workspace, find, qtbot):
    text = binding_of(window, find("key_finding"), "text").widget
    text.setFocus()
    qtbot.keyClick(text, KEYS.Key_K, CTRL)
    dialog = window.findChild(PickDialog)
    window.tree.select(find("key_finding", 1))  # as an import that ends meanwhile does
    dialog.accept()
    assert "[[" not in text.markup()


def test_what_word_puts_between_paragraphs_and_into_footnote_marks_stays_out():
    data = QMimeData()
    data.setHtml(
        '<p>One<a href="#_ftn1"><sup>[1]</sup></a></p><p>&nbsp;</p>'
        '<p>see <a href="https://example.org">there</a></p>'
    )
    assert render(blocks_of(data)) == "One\\[1\\]\n\nsee [there](https://example.org)"


@pytest.mark.parametrize(
    ("typed", "written"), [("GB.340", "GB.340.docx"), ("a", "a.docx"), ("b.DOCX", "b.DOCX")]
)
def test_the_ending_is_added_also_to_names_with_a_dot(tmp_path, monkeypatch, typed, written):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / typed), ""))
    assert WindowQuestions().file_to_save("", Path("x.docx"), "").name == written


def test_a_file_is_not_replaced_unasked_when_the_ending_is_added(tmp_path, monkeypatch):
    (tmp_path / "a.docx").touch()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a"), ""))
    questions = WindowQuestions()
    monkeypatch.setattr(questions, "confirm", lambda *_: False)
    assert questions.file_to_save("", Path("x.docx"), "") is None


def test_sheets_need_a_folder(window, services):
    window.actions_["sheets"].trigger()
    dialog = window.findChild(SheetsDialog)
    dialog.folder.clear()
    dialog.accept()
    assert dialog._error.text() == "Choose the folder for the sheets."
    assert services.calls == []
    dialog.reject()


# Looks ----------------------------------------------------------------------------------------------------


def test_an_icon_takes_the_colour_of_another_palette(qtbot):
    button = IconButton("close", "Close", None)
    qtbot.addWidget(button)
    dark = QPalette()
    dark.setColor(QPalette.ColorRole.ButtonText, QColor("white"))
    button.setPalette(dark)
    assert button.icon().pixmap(16).toImage() == icon("close", dark).pixmap(16).toImage()
    assert button.accessibleName() == "Close"


def test_with_a_huge_font_all_fits_the_screen_and_can_be_reached(qapp, qtbot, tmp_path, answers, services):
    usual, huge = qapp.font(), QFont(qapp.font())
    huge.setPointSizeF(usual.pointSizeF() * 2.5)
    qapp.setFont(huge)
    try:
        window = build_window(tmp_path / "settings.ini", answers, services)
        qtbot.addWidget(window)
        screen = window.screen().availableSize()
        assert window.size() == window.size().boundedTo(screen)
        assert icon("up", window.palette()).availableSizes()[0].height() >= 32
        assert window.page.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
    finally:
        qapp.setFont(usual)
