"""The history beside the form: steps, what they changed, two points, the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl

from ui.history.panel import ALL, BELOW, NODE
from ui.history.writing import how_made
from workbench.errors import DamagedWorkspace


@pytest.fixture
def history(window, find, qtbot):
    window.tree.select(find("recommendation"))
    window.panels.toggle_history()
    panel = window.panels.history
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0)
    return panel


def labels(panel):
    return [panel.model.index(row, 2).data() for row in range(panel.model.rowCount())]


def choose(combo, data):
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def edit(window, label, node, field, value):
    with window.session.edit(label) as editor:
        editor.set(node, field, value)


def links(panel):
    found = []
    block = panel.details.document().begin()
    while block.isValid():
        for fragment in block:
            form = fragment.fragment().charFormat()
            if form.isAnchor():
                found.append((form.anchorHref(), fragment.fragment().text()))
        block = block.next()
    return found


def follow(panel, words):
    panel.on_link(QUrl(next(target for target, text in links(panel) if text == words)))


def test_the_model_keeps_qts_rules(window, history, find, qtmodeltester, qtbot):
    qtmodeltester.check(history.model)
    edit(window, "Priority", find("recommendation"), "priority", "Low")
    qtbot.waitUntil(lambda: labels(history)[0] == "Priority")


def test_steps_of_the_node_its_page_and_the_workspace(window, history, find, qtbot):
    edit(window, "Priority", find("recommendation"), "priority", "Low")
    edit(window, "Response", find("response"), "text", "We agree.")
    edit(window, "Elsewhere", find("paragraph"), "text", "Words.")
    qtbot.waitUntil(lambda: len(labels(history)) == 3)
    assert labels(history) == ["Response", "Priority", "Fill"]
    choose(history.scope, ALL)
    assert labels(history) == ["Elsewhere", "Response", "Priority", "Fill", "New workspace"]
    choose(history.scope, BELOW)
    assert labels(history) == ["Response", "Priority", "Fill"]
    choose(history.scope, NODE)
    window.tree.select(find("paragraph"))
    qtbot.waitUntil(lambda: labels(history) == ["Elsewhere", "Fill"])


def test_the_edits_of_a_step_are_read_when_it_is_looked_at(window, history, find, qtbot, monkeypatch):
    edit(window, "Priority", find("recommendation"), "priority", "Low")
    qtbot.waitUntil(lambda: labels(history)[0] == "Priority")
    read = []
    batch = window.session.workspace.batch
    monkeypatch.setattr(window.session.workspace, "batch", lambda point: read.append(point) or batch(point))
    history.refresh()
    assert len(read) == 1
    history.table.selectRow(1)
    assert len(read) == 2


def test_an_older_step_stays_in_sight_when_a_new_one_comes(window, history, find, qtbot):
    edit(window, "One", find("recommendation"), "priority", "Low")
    qtbot.waitUntil(lambda: labels(history)[0] == "One")
    assert history.details.toPlainText().startswith("One")
    history.table.selectRow(1)
    edit(window, "Two", find("recommendation"), "priority", "Medium")
    qtbot.waitUntil(lambda: labels(history)[0] == "Two")
    assert history.details.toPlainText().startswith("Fill")


def test_a_step_shows_words_gone_and_new(window, history, find, qtbot):
    node = find("recommendation")
    edit(window, "Headline", node, "headline", "Mend every lamp within three days.")
    qtbot.waitUntil(lambda: labels(history)[0] == "Headline")
    gone = history.details.document().find("light").charFormat()
    new = history.details.document().find("lamp").charFormat()
    assert gone.fontStrikeOut()
    assert new.fontUnderline()


def test_a_value_is_restored_as_one_step(window, history, find, qtbot):
    node, workspace = find("recommendation"), window.session.workspace
    edit(window, "Priority", node, "priority", "Low")
    edit(window, "Priority again", node, "priority", "Medium")
    qtbot.waitUntil(lambda: labels(history)[0] == "Priority again")
    history.table.selectRow(0)
    follow(history, "Restore the value before")
    assert workspace.tree[node]["priority"] == "Low"
    assert workspace.undo_step.label == "Restore Priority of Recommendation 1"
    qtbot.waitUntil(lambda: labels(history)[0].startswith("Restore"))
    history.table.selectRow(1)
    follow(history, "Restore this value")
    assert workspace.tree[node]["priority"] == "Medium"
    window.editing.undo()
    assert workspace.tree[node]["priority"] == "Low"


def test_what_was_removed_is_brought_back(window, history, find, qtbot):
    node, workspace = find("recommendation"), window.session.workspace
    before = workspace.tree.copy()
    with window.session.edit("Remove") as editor:
        editor.remove(node)
    choose(history.scope, ALL)
    history.table.selectRow(0)
    targets = [target for target, text in links(history) if text == "Bring it back"]
    place = next(t for t in targets if history._changes[int(t.split(":")[1])].node == node)
    history.on_link(QUrl(place))
    assert workspace.tree == before


def test_what_has_changed_since_a_mark(window, history, find, qtbot):
    workspace, node = window.session.workspace, find("recommendation")
    workspace.mark("Issued")
    edit(window, "There", node, "priority", "Low")
    edit(window, "And back", node, "priority", "High")
    edit(window, "Stays", find("paragraph"), "text", "Other words.")
    history.refresh()
    choose(history.scope, ALL)
    choose(history.since, workspace.marks()[0].batch)
    text = history.details.toPlainText()
    assert text.startswith("What has changed since “Issued")
    assert "Paragraph 1: Text" in text
    assert "Priority" not in text
    assert not history.table.isVisible()
    choose(history.since, "")
    assert history.table.isVisible()


def test_two_points_are_compared(window, history, find):
    workspace, node = window.session.workspace, find("recommendation")
    workspace.mark("First")
    edit(window, "There", node, "priority", "Low")
    workspace.mark("Second")
    edit(window, "Further", node, "priority", "Medium")
    history.refresh()
    first, second = (mark.batch for mark in workspace.marks())
    choose(history.since, first)
    choose(history.until, second)
    assert "High" in history.details.toPlainText()
    assert "Low" in history.details.toPlainText()
    assert "Medium" not in history.details.toPlainText()


def test_steps_are_filtered_by_person_and_words(window, history, find, qtbot):
    workspace = window.session.workspace
    workspace.author = "B. Person"
    edit(window, "Priority of it", find("recommendation"), "priority", "Low")
    workspace.author = "A. Person"
    edit(window, "Headline of it", find("recommendation"), "headline", "Words.")
    qtbot.waitUntil(lambda: len(labels(history)) == 3)
    choose(history.person, "B. Person")
    assert labels(history) == ["Priority of it"]
    choose(history.person, "")
    history.line.setText("it HEAD")
    qtbot.waitUntil(lambda: labels(history) == ["Headline of it"])


def test_a_link_goes_to_the_place(window, history, find, qtbot):
    edit(window, "Elsewhere", find("paragraph", 1), "text", "Words.")
    choose(history.scope, ALL)
    history.table.selectRow(0)
    follow(history, "Paragraph 2: Text")
    assert window.tree.selected == find("paragraph", 1)
    assert window.page.focused_binding().field.name == "text"


def test_it_is_left_alone_while_it_is_not_seen(window, history, find, qtbot, monkeypatch):
    window.panels.toggle_history()
    asked = []
    entries = window.session.workspace.entries
    monkeypatch.setattr(window.session.workspace, "entries", lambda n: asked.append(n) or entries(n))
    edit(window, "Priority", find("recommendation"), "priority", "Low")
    qtbot.wait(250)
    assert asked == []
    window.panels.toggle_history()
    qtbot.waitUntil(lambda: labels(history)[0] == "Priority")


def test_the_keyboard_is_enough(window, history, find, qtbot):
    edit(window, "Priority", find("recommendation"), "priority", "Low")
    qtbot.waitUntil(lambda: labels(history)[0] == "Priority")
    history.table.setFocus()
    qtbot.keyClick(history.table, Qt.Key.Key_Tab)
    assert window.focusWidget() is history.details
    for _ in range(5):
        qtbot.keyClick(history.details, Qt.Key.Key_Tab)
        if history.details.textCursor().selectedText() == "Restore the value before":
            break
    qtbot.keyClick(history.details, Qt.Key.Key_Return)
    assert window.session.workspace.tree[find("recommendation")]["priority"] == "High"


def test_a_step_says_how_it_was_made_in_words_and_its_sum_in_the_tooltip(window, history, find, qtbot):
    origin = "intake GB.351-PFA-9.docx, sha256 " + "ab" * 32
    with window.session.edit("Import", origin=origin) as editor:
        editor.insert(find("response"), "action", {"status": "planned"})
    choose(history.scope, ALL)
    qtbot.waitUntil(lambda: labels(history)[0] == "Import")
    history.table.go_to(0)
    words = history.details.toPlainText()
    assert "imported from GB.351-PFA-9.docx" in words
    assert "sha256" not in words
    assert ": imported" in words
    tips = [form.format.toolTip() for form in history.details.document().begin().next().textFormats()]
    assert origin in tips


def test_what_was_added_by_hand_is_said_so(window, history, find, qtbot):
    with window.session.edit("Add") as editor:
        editor.insert(find("response"), "action", {"status": "planned"})
    choose(history.scope, ALL)
    qtbot.waitUntil(lambda: labels(history)[0] == "Add")
    history.table.go_to(0)
    assert ": added" in history.details.toPlainText()


@pytest.fixture
def comparing(window, history, find, monkeypatch):
    """Have two points that differ in ten texts compared, a portion at a time."""
    mark = window.session.workspace.mark("Sent")
    for number in range(10):
        edit(window, f"Text {number}", find("paragraph", number % 2), "text", f"Words {number}.")
    choose(history.scope, ALL)
    monkeypatch.setattr("ui.slices.SLICE_S", -1.0)
    monkeypatch.setattr("workbench.telling.PORTION", 1)
    history.refresh()
    choose(history.since, mark.batch)
    return history


def test_long_comparing_goes_on_beside_the_window(comparing, qtbot):
    assert comparing.details.toPlainText() == "Comparing…"
    qtbot.waitUntil(lambda: "Words 9." in comparing.details.toPlainText())
    assert comparing.details.toPlainText().startswith("What has changed since “Sent")
    assert comparing.details.verticalScrollBar().value() == 0


def test_long_comparing_is_given_up_for_the_steps(comparing, qtbot):
    choose(comparing.since, "")
    qtbot.wait(50)
    assert labels(comparing)[0] == "Text 9"
    assert comparing.details.toPlainText().startswith("Text 9")


def test_what_changes_meanwhile_is_compared_as_well(window, comparing, find, qtbot):
    edit(window, "Last", find("paragraph"), "text", "The last words.")
    qtbot.waitUntil(lambda: "The last words." in comparing.details.toPlainText())


def test_what_cannot_be_compared_is_said_and_waited_for_no_longer(window, comparing, monkeypatch, qtbot):
    def refuse(*_):
        raise DamagedWorkspace("The journal cannot be read.")
        yield

    monkeypatch.setattr("ui.history.panel.portions", refuse)
    with qtbot.waitSignal(window.session.failed):
        comparing.refresh()
    assert comparing.details.toPlainText() == ""


def test_closing_the_workspace_ends_the_comparing(window, comparing, qtbot):
    window.files.close()
    qtbot.wait(50)
    assert comparing.details.toPlainText() == ""


@pytest.mark.parametrize("origin", ["form", "undo", "redo", "new", "sample", "load", "edit"])
def test_how_a_step_was_made_is_not_told_where_its_name_says_it(history, window, origin):
    with window.session.edit("Name it", origin=origin) as editor:
        editor.set(window.session.workspace.tree.root_id, "name", origin.title())
    history.model.show([window.session.workspace.undo_step], {})
    tip = history.model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("Name it, by ")
    assert "(" not in tip


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ("load Dump.json", "loaded from Dump.json"),
        ("edit Edits.json", "by the edits in Edits.json"),
        ("matrix Old.xlsx, sha256 abc", "from the table Old.xlsx"),
        ("check", "mended"),
    ],
)
def test_how_a_step_was_made_is_told_in_words(origin, words):
    assert how_made(origin) == words
