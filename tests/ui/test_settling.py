"""Whatever is half-typed, and wherever, is finished in one way; what the disk refuses is not lost unasked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.test_window import say
from ui.grid.model import PLACES
from workbench.errors import StorageFailed
from workbench.workspace import Workspace


@pytest.fixture
def full_disk(workspace, monkeypatch):
    """Let the disk refuse every write from the moment it is called; return what gives it room again."""

    def refuse(*_):
        raise StorageFailed("Evaluations 2031.evw could not be written: database or disk is full.")

    def fill():
        monkeypatch.setattr(workspace._store, "write", refuse)
        monkeypatch.setattr(workspace._store, "execute", refuse)
        return monkeypatch.undo

    return fill


@pytest.fixture
def places(window, find, field_of, qtbot):
    """Where the headline of a recommendation is typed: each gives the widget that takes the keys."""
    node = find("recommendation")

    def of_form():
        return field_of(node, "headline")

    def of_held_form():
        window.pinning.hold(node)
        window.tree.select(find("paper"))
        return window.pinning.pane.page.panel_of(node).form.bindings["headline"].widget

    def of_focus_mode():
        text = field_of(node, "headline")
        text.setFocus()
        window.focusing.enter()
        return text

    def of_cell():
        window.gridding.show_grid()
        panel = window.gridding.panel
        qtbot.waitUntil(panel.isVisible)
        panel.view.go_to(node, "recommendation.headline")
        panel.view.edit(panel.model.index_of(node, PLACES["recommendation.headline"]))
        return panel.delegate._editor

    return {"form": of_form, "held form": of_held_form, "focus mode": of_focus_mode, "cell": of_cell}


WHERE = ["form", "held form", "focus mode", "cell"]


def type_into(widget, words, qtbot):
    widget.setFocus()
    widget.moveCursor(widget.textCursor().MoveOperation.End)
    qtbot.keyClicks(widget, words)


@pytest.mark.parametrize("where", WHERE)
def test_what_is_half_typed_is_taken_in_one_step(window, workspace, find, places, where, qtbot):
    steps, point = len(workspace.entries(None)), workspace.point
    type_into(places[where](), " Half", qtbot)
    assert workspace.point == point
    assert window.session.settle()
    assert workspace.tree[find("recommendation")]["headline"].endswith(" Half")
    assert len(workspace.entries(None)) == steps + 1
    assert workspace.drafts() == []


def read_text(window, folder):
    source = folder / "paper.txt"
    source.write_text("A paper", "utf-8")
    window.files.import_path(source)


def open_another(window, folder):
    with Workspace.create(folder / "other.evw"):
        pass
    window.open_path(folder / "other.evw")


COMMANDS = {
    "import": read_text,
    "open": open_another,
    "export": lambda window, _: window.files.export_draft(),
    "replace": lambda window, _: window.replacing.open(),
    "redo": lambda window, _: window.editing.redo(),
    "remove": lambda window, _: window.editing.remove(window.session.workspace.tree.root_id),
}


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_it_first(window, workspace, find, places, where, command, tmp_path, qtbot):
    node, stored = find("recommendation"), []
    workspace.listen(lambda notice: stored.append(workspace.tree[node]["headline"]))
    type_into(places[where](), " Half", qtbot)
    assert stored == []
    COMMANDS[command](window, tmp_path)
    assert stored[0].endswith(" Half")
    qtbot.waitUntil(lambda: not window.jobs.is_running)


@pytest.mark.parametrize("where", WHERE)
def test_on_a_full_disk_closing_asks(window, find, places, where, full_disk, answers, qtbot):
    type_into(places[where](), " Half", qtbot)
    make_room = full_disk()
    answers.agrees = False
    assert not window.close()
    assert answers.asked == ["Close although what you typed last could not be saved?"]
    assert "Not saved yet: Recommendation of" in window.status.saved.text()
    make_room()
    answers.agrees = True


@pytest.mark.parametrize("where", WHERE)
def test_what_a_full_disk_refused_is_safe_once_there_is_room(
    window, find, places, where, full_disk, rich_path, answers, qtbot
):
    type_into(places[where](), " Half", qtbot)
    make_room = full_disk()
    assert not window.session.settle()
    make_room()
    assert window.session.settle()
    assert window.close()
    assert answers.asked == []
    with Workspace.open(rich_path) as again:
        kept = [again.tree[find("recommendation")]["headline"], *(draft.text for draft in again.drafts())]
    assert [words.endswith(" Half") for words in kept].count(True) == 1


def test_a_refused_cell_is_shown_and_taken_in_the_form(window, workspace, find, places, full_disk, qtbot):
    type_into(places["cell"](), " Half", qtbot)
    make_room = full_disk()
    window.gridding.panel.view.setFocus()
    make_room()
    window.tree.select(find("paper"))
    window.gridding.show_form()
    window.tree.select(find("recommendation"))
    assert workspace.tree[find("recommendation")]["headline"].endswith(" Half")
    assert workspace.drafts() == []
    assert window.session.settle()


def test_a_refused_cell_is_typed_on(window, workspace, find, places, full_disk, qtbot):
    type_into(places["cell"](), " Half", qtbot)
    make_room = full_disk()
    window.gridding.panel.view.setFocus()
    assert "disk is full" in say(window)
    make_room()
    editor = places["cell"]()
    assert editor.markup().endswith(" Half")
    type_into(editor, " done", qtbot)
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert workspace.tree[find("recommendation")]["headline"].endswith(" Half done")
    assert workspace.drafts() == []
    assert "Not saved yet" not in window.status.saved.text()


def test_a_refused_cell_is_given_up(window, workspace, find, places, full_disk, qtbot):
    before = workspace.tree[find("recommendation")]["headline"]
    type_into(places["cell"](), " Half", qtbot)
    make_room = full_disk()
    window.gridding.panel.view.setFocus()
    make_room()
    qtbot.keyClick(places["cell"](), Qt.Key.Key_Escape)
    assert not window.page.committer.is_typing
    assert "Not saved yet" not in window.status.saved.text()
    assert window.session.settle()
    assert workspace.tree[find("recommendation")]["headline"] == before
    assert workspace.drafts() == []


def test_a_refused_cell_is_not_lost_where_others_were_to_be_filled(window, find, places, full_disk, qtbot):
    editor = places["cell"]()
    type_into(editor, " Half", qtbot)
    make_room = full_disk()
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "disk is full" in say(window)
    make_room()
    assert places["cell"]().markup().endswith(" Half")


def test_an_answer_to_be_that_a_full_disk_refused_is_typed_on(window, workspace, full_disk, qtbot):
    window.gridding.show_grid()
    panel = window.gridding.panel
    qtbot.waitUntil(panel.isVisible)
    without = next(id for id in panel.model.ids if panel.rows().answer_id(id) is None)

    def edit():
        panel.view.go_to(without, "response.text")
        panel.view.edit(panel.model.index_of(without, PLACES["response.text"]))
        return panel.delegate._editor

    type_into(edit(), "Half", qtbot)
    make_room = full_disk()
    assert not window.session.settle()
    assert "Not saved yet: Response" in window.status.saved.text()
    make_room()
    editor = edit()
    assert editor.markup() == "Half"
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert panel.rows().answer(without)["text"] == "Half"
    assert workspace.drafts() == []


@pytest.fixture
def two(window, find, field_of):
    """The same headline on both pages."""
    node = find("recommendation")
    window.tree.select(node)
    window.pinning.hold(node)
    return field_of(node, "headline"), window.pinning.pane.page.panel_of(node).form.bindings[
        "headline"
    ].widget


def test_what_is_refused_on_one_page_is_typed_on_in_the_other(window, workspace, find, two, full_disk, qtbot):
    left, right = two
    type_into(left, " AAA", qtbot)
    make_room = full_disk()
    type_into(right, " BBB", qtbot)
    assert right.markup().endswith(" AAA BBB")
    assert not window.session.settle()
    assert left.markup() == right.markup()
    make_room()
    assert window.session.settle()
    assert workspace.tree[find("recommendation")]["headline"].endswith(" AAA BBB")


def test_a_change_on_the_other_page_covers_nothing_that_was_not_left_yet(
    window, workspace, find, two, full_disk, qtbot
):
    left, right = two
    type_into(left, " AAA", qtbot)
    make_room = full_disk()
    right.textCursor().insertText("B")  # as a word dropped there, with the cursor still on the left
    assert right.markup().endswith(" AAA")
    assert left.markup().endswith(" AAA")
    make_room()
    assert window.session.settle()
    assert workspace.tree[find("recommendation")]["headline"].endswith(" AAA")


def test_undo_takes_nothing_back_that_the_disk_refused(window, find, two, full_disk, qtbot):
    left, _ = two
    type_into(left, " AAA", qtbot)
    make_room = full_disk()
    window.focus_tree()
    window.actions_["undo"].trigger()
    assert left.markup().endswith(" AAA")
    make_room()


def test_a_choice_that_a_full_disk_refuses_is_not_shown_as_if_it_were_taken(
    window, workspace, find, field_of, full_disk, qtbot
):
    box = field_of(find("paragraph"), "numbered")
    stored = workspace.tree[find("paragraph")]["numbered"]
    make_room = full_disk()
    box.click()
    assert box.isChecked() is stored
    make_room()
    assert window.session.settle()


def test_an_acceptance_that_a_full_disk_refuses_stays_chosen(
    window, workspace, find, field_of, full_disk, qtbot
):
    combo = field_of(find("response"), "acceptance")
    before = combo.currentIndex()
    make_room = full_disk()
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentIndex() == before + 1
    assert not window.session.settle()
    make_room()
    assert window.session.settle()
    assert workspace.tree[find("response")]["acceptance"] == "partially_accepted"
