"""Filling in forms as a person does: typing, choosing, clicking; what is typed is never lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from ui.forms.values import from_text
from workbench.errors import UserError
from workbench.schema import KINDS, Type


def batches(workspace):
    return len(workspace.history())


def leave(window):
    """Press Tab's effect without knowing what comes next: put the focus on the tree."""
    window.focus_tree()


def press_tab(qtbot):
    """Press Tab where keys go: to the list of what fits, while that is open."""
    qtbot.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), Qt.Key.Key_Tab)


def note_of(window, node, name):
    return window.page.panel_of(node).form.error_of(name)


def test_every_kind_has_a_form_with_all_its_fields(window, workspace):
    for kind in KINDS.values():
        node = next(workspace.tree.of_kind(kind.name))
        window.tree.select(node.id)
        assert list(window.page.panel_of(node.id).form.bindings) == list(kind.fields)


def test_looking_at_every_node_changes_nothing(window, workspace):
    before = batches(workspace)
    for node in list(workspace.tree.walk()):
        window.tree.select(node.id)
        for binding in window.page.panel_of(node.id).form.bindings.values():
            binding.widget.setFocus()
            assert binding.read() == node.fields[binding.field.name], (node, binding.field.name)
    leave(window)
    assert batches(workspace) == before


def test_a_line_is_taken_when_it_is_left(window, workspace, find, field_of, qtbot):
    line = field_of(find("paper"), "session")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "13th Session")
    assert workspace.tree[find("paper")]["session"] == "12th Session", "not while typing"
    leave(window)
    assert workspace.tree[find("paper")]["session"] == "13th Session"
    assert workspace.undo_step.label == "HA.12/EV/3: session edited"


def test_a_text_is_taken_as_one_batch_when_it_is_left(window, workspace, find, field_of, qtbot):
    before = batches(workspace)
    text = field_of(find("recommendation"), "headline")
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(text, " And two.")
    leave(window)
    assert (
        workspace.tree[find("recommendation")]["headline"] == "Mend every light within three days. And two."
    )
    assert batches(workspace) == before + 1
    assert workspace.undo_step.label == "Recommendation 1: edited", "a kind and its text have the same name"


def test_selecting_another_node_takes_what_was_typed(window, workspace, find, field_of, qtbot):
    text = field_of(find("recommendation"), "headline")
    text.setFocus()
    qtbot.keyClicks(text, "Now: ")
    window.tree.select(find("key_finding"))
    assert workspace.tree[find("recommendation")]["headline"].startswith("Now: Mend")


def test_tab_moves_to_the_next_field(window, find, field_of, qtbot):
    headline = field_of(find("recommendation"), "headline")
    headline.setFocus()
    qtbot.keyClick(headline, Qt.Key.Key_Tab)
    assert window.focusWidget() is field_of(find("recommendation"), "rationale")


def test_a_choice_from_the_list_is_taken_at_once(window, workspace, find, field_of, qtbot):
    combo = field_of(find("recommendation"), "priority")
    combo.setFocus()
    combo.setCurrentIndex(combo.findText("Low"))
    combo.activated.emit(combo.currentIndex())
    assert workspace.tree[find("recommendation")]["priority"] == "Low"


def test_a_choice_can_be_made_by_key(window, workspace, find, field_of, qtbot):
    combo = field_of(find("response"), "acceptance")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert workspace.tree[find("response")]["acceptance"] == "partially_accepted"


@pytest.mark.parametrize(
    ("typed", "value"),
    [("med", "Medium"), ("Méd", "Medium"), ("low", "Low"), ("Very high", "Very high")],
)
def test_the_one_choice_that_begins_as_typed_is_taken(window, workspace, find, field_of, qtbot, typed, value):
    combo = field_of(find("recommendation"), "priority")
    combo.setFocus()
    combo.lineEdit().selectAll()
    qtbot.keyClick(combo, Qt.Key.Key_Backspace)
    QApplication.clipboard().setText(typed)  # keys are for letters without accents only
    qtbot.keyClick(combo, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press_tab(qtbot)
    assert workspace.tree[find("recommendation")]["priority"] == value
    assert combo.currentText() == value
    assert not combo.hasFocus()


def test_a_beginning_that_several_choices_share_stays_as_typed(window, workspace, find, field_of, qtbot):
    with window.session.edit("list") as editor:
        words = {"Low": {}, "Low–medium": {}, "Medium": {}}
        editor.set(workspace.tree.root.id, "vocabularies", {"priority": words})
    combo = field_of(find("recommendation"), "priority")
    combo.setFocus()
    combo.lineEdit().selectAll()
    qtbot.keyClicks(combo, "lo")
    press_tab(qtbot)
    assert workspace.tree[find("recommendation")]["priority"] == "lo"


def test_a_key_is_not_completed_to_another_choice(window, workspace, find, field_of, qtbot):
    with window.session.edit("list") as editor:
        words = {"it": {"en": "Informatics"}, "Items": {}}
        editor.set(workspace.tree.root.id, "vocabularies", {"priority": words})
    combo = field_of(find("recommendation"), "priority")
    combo.setFocus()
    combo.lineEdit().selectAll()
    qtbot.keyClicks(combo, "it")
    press_tab(qtbot)
    assert workspace.tree[find("recommendation")]["priority"] == "it"


def test_what_a_file_brought_is_not_completed_by_looking_at_it(window, workspace, find, field_of, qtbot):
    with window.session.edit("as it came") as editor:
        editor.set(find("recommendation"), "priority", "Med")
    combo = field_of(find("recommendation"), "priority")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Tab)
    assert workspace.tree[find("recommendation")]["priority"] == "Med"


def test_a_choice_can_be_emptied(window, workspace, find, field_of, qtbot):
    combo = field_of(find("response"), "acceptance")
    assert combo.itemText(0) == "(nobody has answered yet)"
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert workspace.tree[find("response")]["acceptance"] is None


def test_a_typed_label_means_its_key(window, workspace, find, field_of, qtbot):
    combo = field_of(find("action"), "status")
    combo.setFocus()
    combo.lineEdit().selectAll()
    qtbot.keyClicks(combo, "implemented")
    qtbot.keyClick(QApplication.activePopupWidget() or combo.lineEdit(), Qt.Key.Key_Tab)
    assert workspace.tree[find("action")]["status"] == "implemented"
    assert combo.currentText() == "Implemented"


def test_a_value_off_the_list_is_kept_and_flagged_in_words(window, workspace, find, field_of, qtbot):
    combo = field_of(find("recommendation"), "time_implication")
    combo.setFocus()
    combo.lineEdit().selectAll()
    qtbot.keyClicks(combo, "2031-33")
    leave(window)
    assert workspace.tree[find("recommendation")]["time_implication"] == "2031-33"
    assert note_of(window, find("recommendation"), "time_implication") == (
        "“2031-33” is not in the list for “Time implication”; it is kept as it came."
    )


def test_a_closed_list_cannot_be_typed_into(find, field_of):
    assert not field_of(find("response"), "acceptance").isEditable()


def test_a_unit_that_begins_as_another_stays_as_typed(window, workspace, find, field_of, qtbot):
    combo = field_of(find("recommendation"), "lead_unit")
    combo.setFocus()
    combo.lineEdit().selectAll()
    qtbot.keyClicks(combo, "HARB")
    press_tab(qtbot)
    assert workspace.tree[find("recommendation")]["lead_unit"] == "HARB"


def test_a_unit_is_chosen_from_the_register(window, workspace, find, field_of, qtbot):
    combo = field_of(find("recommendation"), "lead_unit")
    assert combo.lineEdit().placeholderText() == "(the first unit named)"
    combo.setFocus()
    qtbot.keyClicks(combo, "harbour")
    qtbot.keyClick(QApplication.activePopupWidget() or combo.lineEdit(), Qt.Key.Key_Tab)
    assert workspace.tree[find("recommendation")]["lead_unit"] == "HARBOUR"
    assert combo.currentText() == "HARBOUR – Harbours and Moorings Branch"


def units_binding(window, find):
    window.tree.select(find("recommendation"))
    return window.page.panel_of(find("recommendation")).form.bindings["responsible_units"]


def test_units_are_added_moved_and_removed(window, workspace, find, qtbot):
    binding = units_binding(window, find)
    line = next(w for w in binding.container.findChildren(type(binding._line)))
    line.setFocus()
    qtbot.keyClicks(line, "pilots")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    node = workspace.tree[find("recommendation")]
    assert node["responsible_units"] == ("LIGHTS", "HARBOUR", "coastal stations", "PILOTS")
    qtbot.mouseClick(named(binding.container, "Move the selected unit up"), Qt.MouseButton.LeftButton)
    assert node["responsible_units"] == ("LIGHTS", "HARBOUR", "PILOTS", "coastal stations")
    qtbot.mouseClick(named(binding.container, "Move the selected unit down"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(binding.widget, Qt.Key.Key_Delete)
    assert node["responsible_units"] == ("LIGHTS", "HARBOUR", "coastal stations")


def named(container, name):
    buttons = [*container.findChildren(QToolButton), *container.findChildren(QPushButton)]
    return next(button for button in buttons if button.accessibleName() == name or button.text() == name)


def test_a_unit_outside_the_register_is_kept_and_flagged(window, find, workspace):
    node = find("recommendation", 1)
    window.tree.select(node)
    binding = window.page.panel_of(node).form.bindings["responsible_units"]
    assert binding.widget.model().data(binding.widget.model().index(1, 0)) == "TIDES (not in the register)"
    assert note_of(window, node, "responsible_units") == "“TIDES” is not a unit of the register."


def test_a_response_can_answer_further_recommendations(window, workspace, find, field_of, qtbot):
    checklist = field_of(find("response"), "also_answers")
    model = checklist.model()
    assert model.rowCount() == 2
    assert model.index(0, 0).data().startswith("Recommendation 2")
    checklist.setFocus()
    checklist.setCurrentIndex(model.index(1, 0))
    qtbot.keyClick(checklist, Qt.Key.Key_Space)
    assert workspace.tree[find("response")]["also_answers"] == (find("recommendation", 2),)


def test_what_cannot_be_answered_here_is_named_without_its_id(window, workspace, find, field_of):
    with workspace.edit("Also") as editor:
        editor.set(find("response"), "also_answers", (find("paragraph"), 4711))
    model = field_of(find("response"), "also_answers").model()
    shown = [model.index(row, 0).data() for row in range(2, model.rowCount())]
    assert shown[0].endswith(" (not in this part)")
    assert shown[1:] == ["(a recommendation that is gone)"]
    assert not any(str(id) in " ".join(shown) for id in (find("paragraph"), 4711))


def test_a_box_is_taken_when_clicked(window, workspace, find, field_of, qtbot):
    box = field_of(find("action"), "verified")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center() - box.rect().center() * 0.98)
    assert workspace.tree[find("action")]["verified"] is True


def test_a_wrong_date_is_explained_beside_the_field_and_kept(window, workspace, find, field_of, qtbot):
    line = field_of(find("action"), "due")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "next spring")
    leave(window)
    assert workspace.tree[find("action")]["due"] == "2031-09-30"
    assert "“next spring” is not a date" in note_of(window, find("action"), "due")
    assert line.text() == "next spring"
    assert "is not a date" in line.accessibleDescription()
    assert window.status.saved.text() == "Not saved yet: Due of Action"


def test_a_wrong_date_is_still_there_after_looking_elsewhere(window, workspace, find, field_of, qtbot):
    line = field_of(find("action"), "due")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "next spring")
    window.tree.select(find("paper"))
    line = field_of(find("action"), "due")
    assert line.text() == "next spring"
    assert "is not a date" in note_of(window, find("action"), "due")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "1 April 2032")
    leave(window)
    assert workspace.tree[find("action")]["due"] == "2032-04-01"
    assert note_of(window, find("action"), "due") == ""
    assert workspace.drafts() == []
    assert window.status.saved.text().startswith("Saved ")


def test_a_date_can_be_picked(window, workspace, find):
    window.tree.select(find("action"))
    binding = window.page.panel_of(find("action")).form.bindings["revised_due"]
    binding._button.on_menu()
    binding._button.on_picked(QDate(2032, 1, 2))
    assert workspace.tree[find("action")]["revised_due"] == "2032-01-02"


def test_a_score_takes_a_comma_and_nr(window, workspace, find, field_of, qtbot):
    rating = find("rating")
    line = field_of(rating, "score")
    for typed, value in (("3,5", 3.5), ("nr", "NR"), ("6", 6)):
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, typed)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert workspace.tree[rating]["score"] == value


def test_a_workspace_without_a_paper_leads_to_one(window, workspace, find, answers, qtbot):
    root = workspace.tree.root_id
    window.tree.select(root)
    panel = window.page.panel_of(root)
    assert not named(panel, "&Import a paper…").isVisible()
    with workspace.edit("Remove") as editor:
        editor.remove(find("paper"))
    qtbot.mouseClick(named(panel, "&Import a paper…"), Qt.MouseButton.LeftButton)
    assert answers.asked == ["Import"]
    qtbot.mouseClick(named(panel, "Add a &paper"), Qt.MouseButton.LeftButton)
    assert workspace.tree[window.tree.selected].kind == "paper"
    window.tree.select(root)
    assert not named(panel, "&Import a paper…").isVisible()


def test_word_lists_of_the_workspace_are_edited_in_a_table(window, workspace, qtbot):
    window.tree.select(workspace.tree.root_id)
    binding = window.page.panel_of(workspace.tree.root_id).form.bindings["vocabularies"]
    assert not binding._table.isVisible()  # there are many lists, and seldom a reason to change one
    binding.widget.setFocus()
    qtbot.keyClicks(binding.widget, "pri")
    model = binding._model
    qtbot.mouseClick(named(binding.container, "Add word"), Qt.MouseButton.LeftButton)
    model.setData(model.index(3, 0), "Urgent")
    model.setData(model.index(3, 1), "Most urgent")
    assert workspace.tree.root["vocabularies"]["priority"]["Urgent"] == {"en": "Most urgent"}
    qtbot.mouseClick(named(binding.container, "Up"), Qt.MouseButton.LeftButton)
    assert list(workspace.tree.root["vocabularies"]["priority"]) == ["High", "Medium", "Urgent", "Low"]
    assert not model.setData(model.index(0, 0), "Low"), "a key is there once"
    qtbot.mouseClick(named(binding.container, "Use the usual list"), Qt.MouseButton.LeftButton)
    assert workspace.tree.root["vocabularies"] is None


def test_the_word_list_model_holds_while_it_changes(window, workspace, qtmodeltester):
    window.tree.select(workspace.tree.root_id)
    binding = window.page.panel_of(workspace.tree.root_id).form.bindings["vocabularies"]
    binding.widget.setCurrentIndex(binding.widget.findData("priority"))
    binding.on_picked()
    model = binding._model
    qtmodeltester.check(model)
    model.append()
    model.shift(3, -1)
    model.shift(0, 1)
    model.remove(1)


def test_keys_of_a_closed_list_stay(window, workspace):
    window.tree.select(workspace.tree.root_id)
    binding = window.page.panel_of(workspace.tree.root_id).form.bindings["vocabularies"]
    binding.widget.setCurrentIndex(binding.widget.findData("acceptance"))
    binding.on_picked()
    assert not binding._model.flags(binding._model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert binding._model.flags(binding._model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    binding._model.setData(binding._model.index(0, 1), "No word")
    assert workspace.tree.root["vocabularies"]["acceptance"]["not_stated"]["en"] == "No word"


def test_recommendation_and_response_stand_on_one_page(window, find):
    window.tree.select(find("recommendation"))
    assert [panel.form.kind for panel in window.page.panels] == ["recommendation", "response"]
    window.tree.select(find("response"))
    assert window.page.node == find("recommendation")


def test_a_footnote_stands_below_its_text(window, find):
    window.tree.select(find("paragraph"))
    assert [panel.form.kind for panel in window.page.panels] == ["paragraph", "footnote"]


def test_ratings_stand_with_their_figure(window, find):
    window.tree.select(find("figure"))
    assert [panel.form.kind for panel in window.page.panels] == ["figure", "rating", "rating", "rating"]


def test_children_are_reached_by_links(window, find):
    window.tree.select(find("recommendation"))
    panel = window.page.panel_of(find("response"))
    links = next(label for label in panel.tail.findChildren(QLabel) if "Action" in label.text())
    links.linkActivated.emit(str(find("action")))
    assert window.tree.selected == find("action")


def test_a_button_adds_what_can_hang_below(window, workspace, find, qtbot):
    window.tree.select(find("response"))
    button = named(window.page.panel_of(find("response")).tail, "Add action")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    node = workspace.tree[window.tree.selected]
    assert node.kind == "action"
    assert node.parent == find("response")
    assert window.focusWidget() is window.page.panel_of(node.id).form.bindings["description"].widget


def test_a_recommendation_without_response_offers_one(window, workspace, find, qtbot):
    third = find("recommendation", 2)
    window.tree.select(third)
    button = named(window.page.panel_of(third).tail, "Add Office response")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [child.kind for child in workspace.tree.children(third)] == ["response"]
    assert not button.isVisible()


def test_a_change_from_elsewhere_is_shown(window, workspace, find, field_of):
    text = field_of(find("recommendation"), "headline")
    with workspace.edit("Elsewhere") as editor:
        editor.set(find("recommendation"), "headline", "Changed elsewhere")
    assert text.markup() == "Changed elsewhere"


def test_a_change_from_elsewhere_never_overwrites_typing(window, workspace, find, field_of, qtbot):
    text = field_of(find("recommendation"), "headline")
    text.setFocus()
    qtbot.keyClicks(text, "Mine: ")
    with workspace.edit("Elsewhere") as editor:
        editor.set(find("recommendation"), "headline", "Theirs")
        editor.set(find("recommendation"), "priority", "Low")
    assert text.markup().startswith("Mine: Mend")
    assert field_of(find("recommendation"), "priority").currentText() == "Low"
    leave(window)
    assert workspace.tree[find("recommendation")]["headline"].startswith("Mine: Mend")


def test_numbers_in_a_text_follow_the_structure(window, workspace, find, field_of):
    text = field_of(find("response"), "text")
    assert "recommendation 1 " in text.plain_text()
    with workspace.edit("Move") as editor:
        editor.move(find("recommendation"), workspace.tree[find("recommendation")].parent, 1)
    assert "recommendation 2 " in text.plain_text()


def test_typing_and_taking_it_back_is_no_change(window, workspace, find, field_of, qtbot):
    before = batches(workspace)
    text = field_of(find("recommendation"), "headline")
    text.setFocus()
    qtbot.keyClicks(text, "x")
    qtbot.keyClick(text, Qt.Key.Key_Backspace)
    leave(window)
    assert batches(workspace) == before
    assert not window.page.committer.is_typing


def test_a_removed_node_takes_its_typing_along(window, workspace, find, field_of, qtbot):
    text = field_of(find("response"), "text")
    text.setFocus()
    qtbot.keyClicks(text, "x")
    with workspace.edit("Elsewhere") as editor:
        editor.remove(find("recommendation"))
    window.session.settle()
    assert not window.page.committer.is_typing


@pytest.mark.parametrize(
    ("kind", "name", "typed", "value"),
    [
        ("action", "due", "2031-02-03", "2031-02-03"),
        ("action", "due", "3/2/2031", "2031-02-03"),
        ("action", "due", "3.2.2031", "2031-02-03"),
        ("action", "due", "3 February 2031", "2031-02-03"),
        ("action", "due", " ", None),
        ("rating", "score", "4,5", 4.5),
        ("rating", "score", "4", 4),
        ("rating", "score", "nr", "NR"),
        ("evaluation", "period_from", "2024", 2024),
        ("paper", "title", "  a ", "a"),
    ],
)
def test_typed_text_means_a_value(kind, name, typed, value):
    assert from_text(KINDS[kind].fields[name], typed) == value


@pytest.mark.parametrize(
    ("kind", "name", "typed"),
    [
        ("action", "due", "31/02/2031"),
        ("action", "due", "soon"),
        ("rating", "score", "good"),
        ("rating", "score", "nan"),
        ("evaluation", "period_from", "2024.5"),
    ],
)
def test_what_means_nothing_is_refused_in_words(kind, name, typed):
    with pytest.raises(UserError):
        from_text(KINDS[kind].fields[name], typed)


def test_every_field_type_has_a_binding():
    from ui.forms.form import BINDINGS

    assert set(BINDINGS) == set(Type)


def test_the_wheel_does_not_change_a_choice_in_passing(window, find, field_of, qtbot):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    combo = field_of(find("recommendation"), "priority")
    window.focus_tree()
    event = QWheelEvent(
        QPointF(5, 5),
        combo.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, event)
    assert combo.currentText() == "High"


def test_a_step_says_what_was_edited_in_words(window, workspace, find, field_of, qtbot):
    box = field_of(find("paragraph"), "numbered")
    name = window.page.panel_of(find("paragraph")).form.bindings["numbered"].field.label.lower()
    box.click()
    leave(window)
    label = workspace.undo_step.label
    assert label.endswith(f": {name}" if workspace.tree[find("paragraph")]["numbered"] else f": not {name}")
