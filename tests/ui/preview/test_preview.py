"""The preview follows selection, cursor and typing; a click in it goes to the field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QTextTable
from PySide6.QtWidgets import QApplication

from tests.ui.seen import check_rested
from ui.preview.printing import paper_palette


@pytest.fixture
def preview(window, qtbot):
    qtbot.waitUntil(lambda: window.panels.preview is not None and window.panels.preview.isVisible())
    return window.panels.preview


@pytest.fixture
def shows(preview, qtbot):
    """Wait until the preview shows some words."""

    def wait(words):
        qtbot.waitUntil(lambda: words in preview.view.toPlainText())

    return wait


def spot(view, words):
    """Return where words stand in the view, as a point of its viewport."""
    cursor = view.document().find(words)
    assert not cursor.isNull(), words
    cursor.setPosition(cursor.selectionStart() + 1)
    view.setTextCursor(cursor)
    view.ensureCursorVisible()
    return view.cursorRect(cursor).center()


def click(qtbot, view, words):
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot(view, words))


def test_it_shows_the_passage_of_what_is_selected(window, find, shows):
    window.tree.select(find("recommendation"))
    shows("Mend every light within three days.")
    window.tree.select(find("figure"))
    shows("Figure 1. Ratings by criterion")


def test_what_no_paper_prints_is_said_so(window, find, preview, qtbot):
    window.tree.select(find("recommendation"))
    window.tree.select(find("unit"))
    qtbot.waitUntil(lambda: preview._nothing.isVisible())
    assert not preview._print_button.isEnabled()


def test_typing_is_followed_after_a_short_rest(window, field_of, find, shows, qtbot):
    editor = field_of(find("paragraph", 1), "text")
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(editor, "Quite new: ")
    shows("Quite new: The methods were:")
    assert window.session.workspace.tree[find("paragraph", 1)]["text"].startswith("The methods")


def test_typing_writes_only_the_line_that_is_typed_in(window, field_of, find, preview, shows, qtbot):
    window.tree.select(find("paragraph", 1))
    shows("The methods were:")
    written = []
    preview.view.document().contentsChange.connect(lambda at, removed, added: written.append(added))
    editor = field_of(find("paragraph", 1), "text")
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(editor, "Quite new: ")
    shows("Quite new: The methods were:")
    assert max(written) < 50 < preview.view.document().characterCount() // 2
    check_rested(window)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "A further block ")
    shows("A further block The methods were:")
    check_rested(window)


def test_it_keeps_its_scroll_place_while_typing(window, field_of, find, preview, shows, qtbot):
    window.tree.select(find("evaluation"))
    shows("Office response")
    bar = preview.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    editor = field_of(find("evaluation"), "title")
    editor.setFocus()
    qtbot.keyClicks(editor, "More ")
    shows("More ")
    assert bar.value() == place


def test_the_cursor_in_the_response_shows_the_response(window, field_of, find, preview, shows):
    window.tree.select(find("recommendation"))
    shows("Mend every light")
    window.page.panel_of(find("response")).form.bindings["text"].widget.setFocus()
    shows("has ordered lamps")
    assert preview.view.passage.node == find("response")


def test_a_click_goes_to_the_field(window, find, preview, shows, qtbot):
    window.tree.select(find("evaluation"))
    shows("Repairs took too long.")
    click(qtbot, preview.view, "Repairs took too long.")
    node = find("recommendation")
    assert window.tree.selected == node
    assert window.page.focused_binding().field.name == "rationale"


def test_a_click_in_the_table_goes_to_its_value(window, find, preview, shows, qtbot):
    window.tree.select(find("recommendation"))
    shows("Short-term")
    click(qtbot, preview.view, "Short-term")
    assert window.page.focused_binding().field.name == "time_implication"


def test_return_goes_to_the_field_that_holds_the_words(window, find, preview, shows, qtbot):
    window.tree.select(find("criterion"))
    shows("Smaller ports were reached")
    spot(preview.view, "Smaller ports were reached")
    preview.view.setFocus()
    qtbot.keyClick(preview.view, Qt.Key.Key_Return)
    assert window.tree.selected == find("key_finding", 1)
    assert window.page.focused_binding().field.name == "text"


def test_marking_words_goes_nowhere(window, find, preview, shows, qtbot):
    window.tree.select(find("criterion"))
    shows("Smaller ports were reached")
    start = spot(preview.view, "Smaller ports were reached")
    port = preview.view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, pos=start + QPoint(60, 0))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    if preview.view.textCursor().hasSelection():
        assert window.tree.selected == find("criterion")


def test_recommendations_have_a_table_and_key_findings_a_box(window, find, preview, shows):
    window.tree.select(find("recommendation"))
    shows("Responsible unit")
    root = preview.view.document().rootFrame()
    assert any(isinstance(frame, QTextTable) for frame in root.childFrames())
    window.tree.select(find("key_finding"))
    shows("Key finding 1:")
    boxes = preview.view.document().rootFrame().childFrames()
    assert [frame.frameFormat().border() for frame in boxes if not isinstance(frame, QTextTable)]


def test_undo_is_followed(window, find, shows):
    with window.session.edit("Change") as editor:
        editor.set(find("paragraph", 1), "text", "Only one method.")
    window.tree.select(find("paragraph", 1))
    shows("Only one method.")
    window.editing.undo()
    shows("The methods were:")


def test_numbers_follow_a_move(window, find, shows):
    window.tree.select(find("paragraph", 1))
    shows("2. The methods were:")
    window.editing.move_up()
    shows("1. The methods were:")


def test_a_passage_is_saved_as_pdf(window, find, preview, shows, answers, tmp_path):
    window.tree.select(find("recommendation"))
    shows("Mend every light")
    answers.save_file = tmp_path / "passage.pdf"
    preview.save_pdf()
    assert answers.save_file.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.glob("*.pdf*")] == ["passage.pdf"]


def test_a_pdf_that_the_disk_refuses_is_said_so(window, find, preview, shows, answers, tmp_path):
    window.tree.select(find("recommendation"))
    shows("Mend every light")
    answers.save_file = tmp_path / "no such folder" / "passage.pdf"
    preview.save_pdf()
    assert "passage.pdf could not be written" in " ".join(window.bars.texts())


def test_it_is_drawn_anew_in_the_colours_of_the_palette(window, find, preview, shows):
    window.tree.select(find("recommendation"))
    shows("Mend every light")
    preview.view.setPalette(paper_palette())
    QApplication.processEvents()
    cursor = preview.view.document().find("Mend every light")
    assert cursor.charFormat().foreground().color().name() == "#000000"


def test_it_is_hidden_and_shown_by_its_command_and_comes_back_as_it_was(window, preview, rich_path):
    action = window.actions_["preview"]
    assert action.isChecked()
    action.trigger()
    assert not preview.isVisible()
    window.panels.remember()
    window.panels.open_remembered()
    assert not preview.isVisible()
    action.trigger()
    assert preview.isVisible()


def test_closing_the_workspace_empties_it(window, find, preview, shows):
    window.tree.select(find("recommendation"))
    shows("Mend every light")
    window.files.close()
    assert preview.view.passage is None
    assert preview.view.toPlainText() == ""


def test_a_click_beside_the_words_of_nobody_goes_nowhere(window, find, preview, shows):
    window.tree.select(find("paper"))
    shows("Governing Body")
    cursor = preview.view.cursorForPosition(QPointF(1, 1).toPoint())
    assert preview.view.place_of(cursor) == (find("paper"), "symbol")


def test_text_from_right_to_left_leaves_the_view_where_it_is(window, find, preview, shows):
    node = find("paragraph", 1)
    with window.session.edit("Turn round") as editor:
        editor.set(node, "text", "توصية: ينبغي للمكتب أن يعزز الحوار الاجتماعي " * 4)
    window.tree.select(node)
    shows("توصية")
    assert preview.view.horizontalScrollBar().maximum() == 0
