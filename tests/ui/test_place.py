"""The window goes back to where the user was, workspace by workspace."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.rich import make_rich
from tests.ui.test_window import press
from ui.app import build_window, run
from ui.places import MOST_BRANCHES, MOST_WORKSPACES, Places, Spot
from ui.settings import Settings
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def settle(qtbot):
    """Wait until a window has gone back to where the user was."""

    def wait(window):
        with qtbot.waitSignal(window.panels.arranged, timeout=3000):
            pass
        for _ in range(3):
            QApplication.processEvents()

    return wait


@pytest.fixture
def again(empty_window, rich_path, settle):
    """Close the workspace and open it again."""

    def reopen(path: Path = rich_path):
        empty_window.files.close()
        empty_window.open_path(path)
        settle(empty_window)

    return reopen


@pytest.fixture
def here(window, settle):
    """The window, once it has settled on the workspace."""
    settle(window)
    return window


@pytest.fixture
def other_path(tmp_path):
    path = tmp_path / "Other.evw"
    make_rich(path).close()
    return path


def open_branches(window):
    tree = window.session.workspace.tree
    return {id for id in tree.nodes if window.tree.view.isExpanded(window.tree.view.index_of(id))}


def test_the_root_is_selected_in_a_workspace_never_seen(here, workspace):
    assert here.tree.selected == workspace.tree.root_id


def test_selection_branches_and_scroll_of_the_tree_come_back(here, workspace, find, again):
    here.resize(1200, 420)
    here.tree.view.expand_branch()
    here.tree.view.setExpanded(here.tree.view.index_of(find("evaluation")), False)
    here.tree.select(find("recommendation", 4))
    QApplication.processEvents()
    here.tree.view.verticalScrollBar().setValue(here.tree.view.verticalScrollBar().value() + 3)
    branches, top = open_branches(here), here.tree.view.top
    assert top != workspace.tree.root_id
    again()
    assert here.tree.selected == find("recommendation", 4)
    assert open_branches(here) == branches
    assert here.tree.view.top == top


def test_the_page_is_scrolled_as_it_was(here, find, again):
    here.resize(1200, 420)
    here.tree.select(find("recommendation"))
    QApplication.processEvents()
    bar = here.page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    scrolled = bar.value()
    assert scrolled > 0
    again()
    assert here.page.verticalScrollBar().value() == scrolled


def test_the_cursor_is_in_the_field_where_it_was(here, find, field_of, again, qtbot):
    text = field_of(find("recommendation", 1), "headline")
    text.setFocus()
    for _ in range(5):
        qtbot.keyClick(text, Qt.Key.Key_Right)
    again()
    form, binding, editor = here.page.focused_text()
    assert (form.node, binding.field.name) == (find("recommendation", 1), "headline")
    assert editor.textCursor().position() == 5


@pytest.mark.parametrize("is_printed", [False, True])
def test_what_was_held_beside_is_held_again(here, find, again, is_printed):
    here.tree.select(find("recommendation"))
    here.pinning.hold(find("recommendation", 1), is_printed=is_printed)
    again()
    assert (here.pinning.held, here.pinning.is_printed) == (find("recommendation", 1), is_printed)
    here.pinning.let_go()
    again()
    assert not here.pinning.held


def test_the_grid_comes_back_with_its_cursor(here, find, again):
    here.setFixedSize(1200, 330)  # not all rows are seen at once
    press(here, "grid")
    QApplication.processEvents()
    here.gridding.panel.view.go_to(find("recommendation", 6), "recommendation.priority")
    spot = here.gridding.panel.view.spot
    assert spot[2] != find("recommendation")
    assert spot[3] > 0
    again()
    assert here.gridding.is_shown
    assert here.gridding.panel.view.spot == spot
    assert here.tree.selected == find("recommendation", 6)


def test_the_grid_comes_back_though_its_filter_matched_nothing(here, again, qtbot):
    press(here, "grid")
    panel = here.gridding.panel
    panel.focus_filter()
    qtbot.keyClicks(panel.bar.line, "zzzz")
    qtbot.waitUntil(lambda: panel.view.ids == [])
    again()
    assert here.gridding.is_shown
    press(here, "grid")
    again()
    assert not here.gridding.is_shown


def test_each_workspace_has_its_own_place_and_panels(here, find, again, other_path):
    here.tree.select(find("recommendation", 2))
    press(here, "checks")
    here.panels.open("history")
    mine = here.panels.arrangement()
    assert mine == ["preview", "history", "checks"]
    again(other_path)
    here.tree.select(find("paper"))
    press(here, "checks")
    here.panels.open("preview")
    again()
    assert here.tree.selected == find("recommendation", 2)
    assert here.panels.arrangement() == mine
    again(other_path)
    assert here.tree.selected == find("paper")
    assert here.panels.arrangement() == ["history", "preview"]


def test_closed_panels_stay_closed(here, again):
    here.panels.close("preview")
    again()
    assert here.panels.arrangement() == []


def test_splitters_stand_as_they_did(here, again):
    press(here, "checks")
    here.panels.columns.give(300, 400)
    here.panels.below.parentWidget().setSizes([500, 300])
    QApplication.processEvents()
    before = here.panels.side.parentWidget().sizes(), here.panels.below.parentWidget().sizes()
    here.files.close()
    here.panels.columns.give(250, 350)
    again()
    assert (here.panels.side.parentWidget().sizes(), here.panels.below.parentWidget().sizes()) == before


def test_a_filter_is_not_restored(here, find, again):
    here.tree.line.setText("priority:high")
    here.tree.apply_filter()
    here.tree.select(find("recommendation"))
    again()
    assert here.tree.line.text() == ""
    assert here.tree.selected == find("recommendation")


def test_what_is_gone_is_left_out(here, find, again, rich_path):
    gone = find("recommendation", 1)
    here.tree.view.setExpanded(here.tree.view.index_of(find("evaluation")), True)
    here.tree.select(gone)
    press(here, "grid")
    here.files.close()
    with Workspace.open(rich_path) as workspace, workspace.edit("Elsewhere") as editor:
        editor.remove(gone)
    again()
    assert here.tree.selected is not None
    assert here.tree.selected in here.session.workspace.tree
    assert here.bars.texts() == []


def test_a_second_run_goes_back_too(here, rich_path, find, field_of, tmp_path, qtbot, settle):
    field_of(find("action"), "progress").setFocus()
    here.close()
    window = build_window(tmp_path / "settings.ini")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_path(rich_path)
    settle(window)
    assert window.page.focused_node() == find_in(window, "action")
    assert window.page.focused_binding().field.name == "progress"
    window.close()


def find_in(window, kind):
    return next(window.session.workspace.tree.of_kind(kind)).id


def test_the_place_is_kept_at_rest_without_closing(here, workspace, find, qtbot, monkeypatch):
    here._place._rest.setInterval(30)
    here.tree.select(find("recommendation", 5))
    places = Places(here.settings)
    qtbot.waitUntil(lambda: (places.of(workspace.id) or Spot(0)).selected == find("recommendation", 5))


def test_what_the_user_selects_first_is_not_taken_away(here, rich_path, find, settle):
    here.tree.select(find("recommendation", 2))
    here.files.close()
    here.open_path(rich_path)
    here.tree.select(find("paper"))
    settle(here)
    assert here.tree.selected == find("paper")


# What is kept ------------------------------------------------------------------------------------


@pytest.fixture
def settings(tmp_path, qapp):
    return Settings(tmp_path / "s.ini")


def test_the_places_of_the_last_workspaces_are_kept(settings):
    places = Places(settings)
    for number in range(MOST_WORKSPACES + 5):
        places.keep(str(number), Spot(number, field=(1, "text", 2), cell=(1, "status", 2, 3), panels=("a",)))
    assert places.of("4") is None
    assert places.of("5") == Spot(5, field=(1, "text", 2), cell=(1, "status", 2, 3), panels=("a",))
    places.keep("5", Spot(1))
    places.keep("new", Spot(2))
    assert places.of("5") == Spot(1)
    assert places.of("6") is None


@pytest.mark.parametrize(
    "text",
    ["{", "7", "[1]", "[[1, 2]]", '[["w", {}]]', '[["w", {"selected": "x"}]]', '[["w", null]]', '{"w": 1}'],
)
def test_a_spoiled_place_is_as_if_there_were_none(settings, text):
    settings.keep_text("places", text)
    assert Places(settings).of("w") is None
    Places(settings).keep("w", Spot(3))
    assert Places(settings).of("w") == Spot(3)


def test_very_many_open_branches_are_kept_in_part(here, workspace, again, monkeypatch):
    with workspace.edit("Many") as editor:
        sets = [editor.insert(workspace.tree.root_id, "challenge_set") for _ in range(MOST_BRANCHES + 50)]
        inside = [editor.insert(id, "challenge") for id in sets]
    here.tree.view.expand_ids(set(sets))
    here.tree.select(inside[-1])
    here.files.close()
    ((_, entry),) = json.loads(here.settings.text_of("places"))
    assert len(entry["branches"]) == MOST_BRANCHES
    again()
    assert here.tree.selected == inside[-1]
    assert here.tree.view.isExpanded(here.tree.view.index_of(sets[-1]))


# Which workspace -----------------------------------------------------------------------------------


def test_the_workspace_open_at_the_end_is_known(here, rich_path, settings, tmp_path):
    here.close()
    assert Settings(tmp_path / "settings.ini").left_open == rich_path


def test_a_workspace_that_was_closed_is_not_opened_again(here, tmp_path):
    here.files.close()
    here.close()
    assert Settings(tmp_path / "settings.ini").left_open is None


def test_a_workspace_that_is_gone_is_not_opened_again(here, rich_path, tmp_path):
    here.close()
    rich_path.unlink()
    assert Settings(tmp_path / "settings.ini").left_open is None


def start(tmp_path, monkeypatch, qtbot):
    """Run the program without a path for a moment; return what stood in its window."""
    seen = []

    def look():
        (window,) = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        is_open = window.session.is_open
        seen.append((window.session.workspace.path if is_open else None, window.bars.texts()))
        assert is_open or window.welcome.isVisible()
        window.close()
        window.deleteLater()

    monkeypatch.setattr("ui.app._settings_file", lambda: tmp_path / "settings.ini")
    monkeypatch.setattr("ui.app.log_path", lambda: tmp_path / "log.txt")
    QTimer.singleShot(300, look)
    assert run() == 0
    return seen[0]


def test_the_program_opens_what_was_open(here, rich_path, tmp_path, monkeypatch, qtbot):
    here.close()
    assert start(tmp_path, monkeypatch, qtbot) == (rich_path, [])


def test_a_broken_workspace_is_told_of_in_a_sentence(here, rich_path, tmp_path, monkeypatch, qtbot):
    here.close()
    rich_path.write_bytes(b"nothing of ours")
    path, (sentence,) = start(tmp_path, monkeypatch, qtbot)
    assert path is None
    assert rich_path.name in sentence


def test_a_first_start_shows_the_ways_in(tmp_path, monkeypatch, qtbot):
    assert start(tmp_path, monkeypatch, qtbot) == (None, [])


# The window ----------------------------------------------------------------------------------------


def window_of(tmp_path, qtbot):
    window = build_window(tmp_path / "settings.ini")
    qtbot.addWidget(window)
    return window


def test_a_maximized_window_is_maximized_again(tmp_path, qtbot):
    first = window_of(tmp_path, qtbot)
    first.showMaximized()
    first.close()
    second = window_of(tmp_path, qtbot)
    second.show()
    assert second.isMaximized()
    second.close()


def test_a_window_from_a_screen_that_is_gone_is_seen(tmp_path, qtbot):
    first = window_of(tmp_path, qtbot)
    first.show()
    first.move(QPoint(9000, 7000))
    first.close()
    second = window_of(tmp_path, qtbot)
    second.show()
    assert QApplication.primaryScreen().geometry().intersects(second.geometry())
    second.close()
