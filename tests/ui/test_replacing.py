"""Find and replace in the window: a list of what would change, one step, and hits shown in their form."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.ui.test_accessibility import nameless
from ui.replacing.model import AFTER, BEFORE, PLACE


@pytest.fixture
def dialog(window, qtbot):
    window.actions_["replace"].trigger()
    dialog = window.replacing.dialog
    qtbot.waitUntil(dialog.isVisible)
    return dialog


@pytest.fixture
def look_for(dialog, qtbot):
    def typed(text, by=""):
        dialog.line.clear()
        qtbot.keyClicks(dialog.line, text)
        dialog.by_line.clear()
        qtbot.keyClicks(dialog.by_line, by)
        dialog.search()

    return typed


def shown(dialog, row, column):
    return dialog.model.index(row, column).data()


def test_what_would_change_is_shown_first(dialog, look_for, workspace):
    point = workspace.point
    look_for("lamps", "bulbs")
    before, after = shown(dialog, 0, BEFORE), shown(dialog, 0, AFTER)
    assert (before, after) == ("• keep spare lamps in each port;", "• keep spare bulbs in each port;")
    assert dialog.model.marked(0, BEFORE) == [(13, 18)]
    assert shown(dialog, 0, PLACE) == "Part I › Recommendation 1 – Rationale"
    assert workspace.point == point


def test_ticked_hits_are_replaced_in_one_step(window, dialog, look_for, workspace, find, qtbot):
    look_for("lamps", "bulbs")
    count = len(dialog.model.chosen)
    index = dialog.model.index(0, PLACE)
    dialog.model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    dialog.replace_button.click()
    assert "*spare lamps*" in workspace.tree[find("recommendation")]["rationale"]
    assert "ordered bulbs" in workspace.tree[find("response")]["text"]
    qtbot.waitUntil(lambda: len(dialog.model.hits) == 1)
    assert count > 2
    window.actions_["undo"].trigger()
    assert "ordered lamps" in workspace.tree[find("response")]["text"]


def test_capitals_are_kept_and_seen_before(dialog, look_for, workspace, find):
    recommendation = find("recommendation")
    with workspace.edit("capitals") as editor:
        editor.set(recommendation, "notes", "Beacons, beacons, BEACONS")
    look_for("beacons", "signals")
    assert [shown(dialog, row, AFTER)[:20] for row in range(3)] == [
        "Signals, beacons, BE",
        "Beacons, signals, BE",
        "Beacons, beacons, SI",
    ]
    dialog.replace_button.click()
    assert workspace.tree[recommendation]["notes"] == "Signals, signals, SIGNALS"


def test_without_it_or_where_case_counts_words_come_as_typed(dialog, look_for, workspace, find):
    with workspace.edit("capitals") as editor:
        editor.set(find("recommendation"), "notes", "Beacons")
    look_for("Beacons", "signals")
    dialog.capitals_box.click()
    assert shown(dialog, 0, AFTER) == "signals"
    dialog.case_box.click()
    dialog.capitals_box.click()
    assert not dialog.capitals_box.isChecked()
    dialog.case_box.click()
    dialog.search()
    assert shown(dialog, 0, AFTER) == "Signals"
    assert dialog.by_line.accessibleName() == "Replace with"


def test_a_place_tells_its_part_and_its_paper_where_there_are_several(dialog, look_for, workspace, find):
    with workspace.edit("words") as editor:
        for number in range(2):
            editor.insert(find("evaluation", number), "section", {"heading": "Beacons"})
    look_for("beacons")
    assert [shown(dialog, row, PLACE) for row in range(2)] == ["Part I › Beacons", "Part II › Beacons"]
    with workspace.edit("another paper") as editor:
        editor.insert(1, "paper", {"symbol": "HA.13"})
    look_for("beacons")
    assert shown(dialog, 1, PLACE) == "HA.12/EV/3 › Part II › Beacons"


def test_a_live_number_is_not_ticked_at_first(dialog, look_for):
    look_for("recommendation 1", "that")
    broken = [hit for hit in dialog.model.hits if hit.breaks]
    assert broken
    assert not set(broken) & set(dialog.model.chosen)
    row = list(dialog.model.hits).index(broken[0])
    assert "no longer follows" in dialog.model.index(row, PLACE).data(Qt.ItemDataRole.ToolTipRole)


def test_keys_of_units_have_no_box(dialog, look_for):
    look_for("HARBOUR", "PORT")
    fixed = [row for row, hit in enumerate(dialog.model.hits) if hit.is_fixed]
    assert fixed
    for row in fixed:
        assert dialog.model.index(row, PLACE).data(Qt.ItemDataRole.CheckStateRole) is None


def test_options_and_scope(window, dialog, look_for, find, qtbot):
    look_for("harbour")
    every = len(dialog.model.hits)
    dialog.words_box.setChecked(True)
    dialog.case_box.setChecked(True)
    dialog.search()
    assert 0 < len(dialog.model.hits) < every
    window.tree.select(find("recommendation", 1))
    dialog.scope.setCurrentIndex(1)
    dialog.search()
    assert dialog.model.hits == []


def test_rows_of_the_grid_are_a_scope(window, dialog, look_for):
    window.actions_["grid"].trigger()
    grid = window.gridding.panel
    grid.view.go_to(grid.model.ids[0])
    dialog.scope.setCurrentIndex(2)
    look_for("lamps")
    assert {
        window.session.workspace.tree.ancestor(h.node, "recommendation").id for h in dialog.model.hits
    } == {grid.model.ids[0]}


def test_the_next_hit_is_shown_in_its_form(window, dialog, look_for, find, qtbot):
    look_for("lamps")
    dialog.close()
    with qtbot.waitActive(window):
        window.activateWindow()
    dialog.table.go_to(len(dialog.model.hits) - 1)
    window.actions_["find_next"].trigger()
    text = window.page.focused_text()
    assert text[0].node == find("recommendation")
    assert text[2].textCursor().selectedText() == "lamps"
    window.actions_["find_next"].trigger()
    assert window.page.focused_text()[0].node == find("response")
    window.actions_["find_previous"].trigger()
    assert window.page.focused_text()[0].node == find("recommendation")


def test_without_anything_to_look_for_it_is_asked(window, qtbot):
    window.actions_["find_next"].trigger()
    qtbot.waitUntil(window.replacing.dialog.isVisible)


def test_space_ticks_and_all_ticks_all(dialog, look_for, qtbot):
    look_for("lamps", "bulbs")
    dialog.table.selectAll()
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.model.chosen == []
    assert not dialog.replace_button.isEnabled()
    dialog.all_box.click()
    assert len(dialog.model.chosen) == len(dialog.model.hits)


def test_a_change_elsewhere_is_followed(dialog, look_for, workspace, find, qtbot):
    look_for("lamps")
    count = len(dialog.model.hits)
    with workspace.edit("elsewhere") as editor:
        editor.set(find("response"), "text", "Nothing.")
    qtbot.waitUntil(lambda: len(dialog.model.hits) == count - 1)


def test_nothing_is_left_when_the_workspace_is_closed(window, dialog, look_for):
    look_for("lamps")
    window.session.close()
    assert dialog.model.rowCount() == 0
    assert not dialog.isVisible()


def test_every_control_has_a_name(dialog, look_for):
    look_for("lamps")
    QApplication.processEvents()
    assert nameless(dialog) == []


def test_the_list_is_sound_to_qts_own_tester(dialog, look_for):
    tester = QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for text in ("lamps", "harbour", "", "e"):
        look_for(text, "x")
    dialog.model.tick_all(False)
    tester.deleteLater()


def test_looking_through_everything_gives_way_to_what_is_typed_next(dialog, qtbot, monkeypatch):
    monkeypatch.setattr("ui.slices.SLICE_S", -1.0)  # one portion at a time
    monkeypatch.setattr("workbench.replacing.PORTION", 1)
    qtbot.keyClicks(dialog.line, "lamps")
    dialog.look()
    QApplication.processEvents()
    assert dialog.model.rowCount() == 0
    dialog.line.setText("nowhere to be found")
    qtbot.wait(50)
    assert dialog.model.rowCount() == 0  # the first search was given up
    dialog.line.setText("lamps")
    assert dialog.go_on(1) is not None  # who cannot wait gets the answer at once


def test_closing_the_workspace_ends_the_looking(window, dialog, qtbot, monkeypatch):
    monkeypatch.setattr("ui.slices.SLICE_S", -1.0)
    monkeypatch.setattr("workbench.replacing.PORTION", 1)
    dialog.line.setText("lamps")
    dialog.look()
    window.files.close()
    qtbot.wait(50)
    assert dialog.model.rowCount() == 0


@pytest.fixture
def slowly(dialog, look_for, monkeypatch):
    """Find all that will be replaced one text at a time."""
    look_for("e", "x")
    dialog.model.tick_all(True)
    monkeypatch.setattr("ui.slices.SLICE_S", -1.0)
    monkeypatch.setattr("ui.replacing.dialog.PORTION", 1)
    return dialog


def test_long_replacing_tells_how_far_it_is_and_is_one_step(window, slowly, workspace, qtbot):
    point, count = workspace.point, len(slowly.model.chosen)
    slowly.replace_button.click()
    assert f" of {count}…" in slowly._told.text()
    assert slowly.replace_button.text() == "&Stop"
    assert workspace.point == point
    with qtbot.waitSignal(slowly.replaced) as told:
        pass
    assert told.args == [f"Replaced in {count} places."]
    assert len(workspace.since(point)) == 1
    qtbot.waitUntil(lambda: slowly.replace_button.text() != "&Stop")


@pytest.mark.parametrize(
    "give_up",
    [
        lambda window, dialog: dialog.replace_button.click(),
        lambda window, dialog: dialog.close(),
        lambda window, dialog: dialog.line.setText("lamps"),
    ],
    ids=["stop", "close", "other words"],
)
def test_long_replacing_that_is_given_up_changes_nothing(window, slowly, workspace, qtbot, give_up):
    point = workspace.point
    slowly.replace_button.click()
    with qtbot.waitSignal(slowly.replaced) as told:
        give_up(window, slowly)
    assert told.args == ["Replacing was stopped; nothing was replaced."]
    qtbot.wait(50)
    assert workspace.point == point
    assert slowly.replace_button.text() != "&Stop"


def test_what_is_asked_for_twice_while_it_looks_is_given_up(window, slowly, workspace, qtbot, monkeypatch):
    monkeypatch.setattr("workbench.replacing.PORTION", 1)
    point = workspace.point
    slowly.look()
    slowly.replace_button.click()
    assert slowly.replace_button.text() == "&Stop"
    with qtbot.waitSignal(slowly.replaced) as told:
        slowly.replace_button.click()
    assert told.args == ["Replacing was stopped; nothing was replaced."]
    qtbot.wait(50)
    assert workspace.point == point
    assert slowly.replace_button.text() != "&Stop"


def test_replacing_nothing_ends_at_once(dialog, look_for, workspace):
    point = workspace.point
    look_for("lamps", "bulbs")
    dialog.model.tick_all(False)
    dialog.replace_button.click()
    assert workspace.point == point
    assert dialog.replace_button.text() == "&Replace"


def test_the_next_hit_is_looked_for_when_all_is_replaced(slowly, workspace):
    point = workspace.point
    slowly.replace_button.click()
    slowly.go_on(1)
    assert len(workspace.since(point)) == 1
    assert all(hit.is_fixed for hit in slowly.model.hits)  # nothing else of what was found is there now


def test_what_changes_meanwhile_ends_the_replacing(slowly, workspace, find, qtbot):
    slowly.replace_button.click()
    with qtbot.waitSignal(slowly.replaced), workspace.edit("title") as editor:
        editor.set(find("paper"), "title", "Other harbours")
    qtbot.wait(50)
    assert workspace.tree[find("paper")]["title"] == "Other harbours"
    assert workspace.undo_label == "title"


def test_closing_the_workspace_ends_the_replacing(window, slowly, workspace, qtbot):
    slowly.replace_button.click()
    window.files.close()
    qtbot.wait(50)
    assert slowly.model.rowCount() == 0
