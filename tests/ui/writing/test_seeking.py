"""The next unknown word: through the page, through the paper in printed order, and round."""

import pytest
from PySide6.QtGui import QTextCursor

ROUND = "From the end the search went on at the start."
KNOWN = "Every word of this paper is known."


@pytest.fixture
def paper(workspace, find):
    """A paper in which every word is known."""
    with workspace.edit("Plain") as editor:
        for node in list(workspace.tree.walk(find("paper"))):
            for name in node.declaration.markup:
                if node[name]:
                    editor.set(node.id, name, "The programme was achieved.")
    return find("paper")


@pytest.fixture
def write(workspace):
    def put(node, name, text):
        with workspace.edit("Text") as editor:
            editor.set(node, name, text)

    return put


@pytest.fixture
def said(window):
    sentences = []
    window.writing.done.connect(sentences.append)
    return sentences


@pytest.fixture
def go(window, qtbot):
    """Go on to the next unknown word, and say which it is and where it stands."""

    def on():
        window.actions_["misspelling"].trigger()
        qtbot.waitUntil(lambda: window.writing.spelling._seeking._start is None, timeout=20_000)
        focused = window.page.active.focused_text()
        if focused is None:
            return None
        form, binding, editor = focused
        return form.node, binding.field.name, editor.textCursor().selectedText()

    return on


def test_it_goes_through_the_rest_of_the_page_and_on_through_the_paper(
    window, workspace, paper, write, find, field_of, go, said
):
    finding, advice = find("key_finding"), find("recommendation")
    answer = workspace.tree.children(advice, "response")[0].id
    write(finding, "text", "The **programe** was acheived.")
    write(advice, "headline", "It was recieved.")
    write(answer, "text", "It was seperate.")
    field_of(finding, "text").setFocus()
    first = finding, "text", "programe"
    assert go() == first
    assert go() == (finding, "text", "acheived")
    assert go() == (advice, "headline", "recieved")
    assert window.tree.selected == advice
    assert go() == (answer, "text", "seperate")
    assert ROUND not in said
    assert go() == first
    assert said[-1] == ROUND


def test_it_begins_with_the_selected_node_when_the_focus_is_in_the_tree(window, paper, write, find, go, said):
    write(find("key_finding"), "text", "It was recieved.")
    write(find("recommendation"), "headline", "It was acheived.")
    window.tree.select(find("recommendation"))
    window.focus_tree()
    assert go() == (find("recommendation"), "headline", "acheived")
    assert go() == (find("key_finding"), "text", "recieved")
    assert said[-1] == ROUND


def test_a_paper_is_known_only_where_all_of_it_is(window, paper, write, find, field_of, go, said):
    field_of(find("recommendation"), "headline").setFocus()
    go()
    assert said[-1] == KNOWN
    write(find("footnote"), "text", "It was acheived.")
    assert go() == (find("footnote"), "text", "acheived")
    assert KNOWN not in said[1:]


def test_a_word_before_the_cursor_is_found_last(window, paper, write, find, field_of, go, said):
    write(find("recommendation"), "headline", "It was acheived here.")
    editor = field_of(find("recommendation"), "headline")
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert go() == (find("recommendation"), "headline", "acheived")
    assert said[-1] == ROUND


def test_what_is_typed_and_not_taken_yet_is_read_as_well(window, paper, find, field_of, go, qtbot):
    editor = field_of(find("recommendation"), "headline")
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, " Acheived it")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    assert go() == (find("recommendation"), "headline", "Acheived")
    assert editor.is_dirty


def test_the_word_is_in_sight_on_a_long_page(window, workspace, paper, find, go, qtbot):
    section = workspace.tree.parent(find("paragraph")).id
    with workspace.edit("Texts") as editor:
        node = editor.insert(section, "paragraph", {"text": "Begun."})
        notes = [editor.insert(node, "footnote", {"text": "The programme was so. " * 40}) for _ in range(20)]
        editor.set(notes[-1], "text", "The programme was so. " * 40 + "It was acheived.")
    window.tree.select(find("paper"))
    window.focus_tree()
    assert go() == (notes[-1], "text", "acheived")
    seen = window.page.focused_text()[2]
    qtbot.waitUntil(lambda: seen.visibleRegion().boundingRect().contains(seen.cursorRect().center()))


@pytest.mark.parametrize("happening", ["a step", "another selection", "closing"])
def test_a_search_ends_when_something_else_happens(
    window, workspace, paper, write, find, happening, monkeypatch, said, qtbot
):
    monkeypatch.setattr("ui.writing.seeking.PORTION_S", 0.0)
    last = [node.id for node in workspace.tree.walk(paper) if node.kind == "paragraph"][-1]
    write(last, "text", "It was acheived.")
    window.tree.select(paper)
    seeking = window.writing.spelling._seeking
    window.actions_["misspelling"].trigger()
    assert seeking._start is not None
    if happening == "a step":
        write(find("recommendation"), "headline", "Another")
    elif happening == "another selection":
        window.tree.select(find("recommendation"))
    else:
        window.session.close()
    qtbot.waitUntil(lambda: seeking._start is None)
    qtbot.wait(100)
    assert window.page.focused_text() is None
    assert KNOWN not in said


def test_it_works_for_what_is_in_no_paper(window, paper, find, go, said):
    window.tree.select(find("register"))
    go()
    assert said[-1] == "Every word of the English and French texts is known."
