"""The filter of the contents: field terms, live counts, what made no sense told, hits marked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from ui.hits import NAME, _from_first_hit


@pytest.fixture
def filter_by(window, qtbot):
    """Type into the filter line as a person does and show what it asks for."""

    def typed(words):
        line = window.tree.line
        line.selectAll()
        qtbot.keyClick(line, Qt.Key.Key_Delete)
        qtbot.keyClicks(line, words)
        window.tree.apply_filter()

    return typed


@pytest.fixture
def found(window, workspace):
    """Return the kinds and numbers of what is shown at the end of each branch."""

    def leaves():
        shown = window.tree.view.filter
        waiting, ends = [shown.index(0, 0)], []
        while waiting:
            index = waiting.pop()
            below = [shown.index(row, 0, index) for row in range(shown.rowCount(index))]
            waiting += reversed(below)
            if not below and index.isValid():
                ends.append(workspace.tree[shown.id_of(index)].kind)
        return ends

    return leaves


def test_field_terms_choose_nodes(filter_by, found):
    filter_by("priority:high part:II")
    assert found() == ["recommendation"]
    filter_by("rating:<5")
    assert found() == ["rating"] * 3
    filter_by("status:in_progress due:<2032")
    assert found() == ["action"] * 3


def test_missing_and_flagged_are_what_the_marks_show(window, filter_by, found, workspace):
    filter_by("flagged kind:recommendation")
    assert found() == ["recommendation"] * 5
    filter_by("missing kind:rating")
    assert found() == ["rating"] * 3


def test_the_count_follows_each_letter(window, filter_by, workspace):
    counts = []
    for query in ("l", "la", "lam", "lamp"):
        filter_by(query)
        counts.append(int(window.tree._count.text().split()[0]))
    assert counts == sorted(counts, reverse=True)
    assert window.tree._count.text() == f"{counts[-1]} of {len(workspace.tree)}"


def test_a_term_without_a_field_is_told_and_the_rest_works(window, filter_by, found):
    filter_by("colour:red priority:high part:I")
    assert found() == ["recommendation"]
    assert "There is no field called “colour”; that part was left out." in window.tree._count.text()
    filter_by("priority:soon")
    assert "“soon” is on no list for “priority”." in window.tree._count.text()


def test_hits_are_marked_and_no_longer_when_the_line_is_empty(window, filter_by, find):
    filter_by("mend LIGHT")
    index = window.tree.view.index_of(find("recommendation"))
    delegate, text = window.tree.view.itemDelegate(), index.data()
    assert [text[a:b] for a, b in delegate.hits(text, index)] == ["Mend", "light"]  # Recommendation
    assert not window.tree.view.grab().isNull()
    window.tree.clear_filter()
    assert delegate.hits(text, index) == []


def test_a_hit_that_comes_late_is_in_sight(window, filter_by, qtbot):
    text = "word " * 60 + "harbour"
    shown, (place,) = _from_first_hit(text, [(300, 307)], QFontMetrics(window.font()), 200)
    assert shown.startswith("… word")
    assert shown[slice(*place)] == "harbour"


@pytest.mark.parametrize("width", [90, 120, 160, 200, 280])
def test_a_hit_that_comes_late_leaves_the_name_of_its_row(window, width):
    metrics, text = QFontMetrics(window.font()), "Rec. 1: " + "word " * 60 + "harbour"
    place = text.index("harbour")
    shown, (found,) = _from_first_hit(text, [(place, place + 7)], metrics, width, len("Rec. 1: "))
    assert shown[slice(*found)] == "harbour"
    assert shown.startswith("Rec. 1: …" if width > 110 else "R")
    assert metrics.horizontalAdvance(shown[: found[1]]) <= width


def test_the_tree_knows_the_names_of_its_rows():
    named = {
        text: NAME.match(text)
        for text in ("Rec. 12: Do it", "Response (Accepted): We", "12. The", "Words and")
    }
    assert [match and match[0] for match in named.values()] == [
        "Rec. 12: ",
        "Response (Accepted): ",
        "12. ",
        None,
    ]


def test_the_focus_alone_selects_nothing_and_the_preview_stays(window, filter_by, find, qtbot):
    paragraph = find("paragraph")
    window.tree.select(paragraph)
    preview = window.panels.open("preview")
    filter_by("priority:high")
    assert window.tree.selected is None
    window.focus_tree()
    assert window.tree.selected is None
    assert preview._node == paragraph
    window.tree.clear_filter()
    assert window.tree.selected == paragraph == preview._node


def test_ctrl_click_keeps_the_row_selected(window, find, qtbot):
    view = window.tree.view
    window.tree.select(find("paper"))
    place = view.visualRect(view.currentIndex()).center()
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, pos=place
    )
    assert window.tree.selected == find("paper")
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert window.tree.selected == find("paper")


def test_what_is_not_read_yet_is_read_beside_the_window_before(window, workspace, monkeypatch, qtbot):
    monkeypatch.setattr("ui.slices.SLICE_S", -1.0)
    monkeypatch.setattr("ui.tree_panel.WARM_NODES", 5)
    tree = window.tree
    tree._warming.stop()
    tree.index()._stale.update(workspace.tree.nodes)
    tree.line.setText("lamps")
    tree.filter_when_read()
    assert tree._count.text() == "Looking…"
    assert not tree.view.is_filtered
    qtbot.waitUntil(lambda: tree.view.is_filtered)
    assert " of " in tree._count.text()
    tree.index()._stale.update(workspace.tree.nodes)
    tree.filter_when_read()
    window.files.close()
    qtbot.wait(30)
    assert not tree.view.is_filtered


@pytest.mark.parametrize("query", ["missing", "-missing"])
def test_what_a_filter_for_signs_needs_is_checked_a_moment_at_a_time(window, qtbot, monkeypatch, query):
    monkeypatch.setattr("ui.slices.SLICE_S", -1.0)
    monkeypatch.setattr("ui.tree_panel.CHECKED_NODES", 3)
    tree = window.tree
    tree.index().warm(10**6)
    window.panels.watch.stop()
    window.session._checks = None  # as right after opening: nothing is checked
    portions = []
    work = type(window.session.checks).work
    monkeypatch.setattr(
        type(window.session.checks), "work", lambda self, count: portions.append(count) or work(self, count)
    )
    tree.line.setText(query)
    tree.filter_when_read()
    qtbot.waitUntil(lambda: tree.view.is_filtered)
    assert portions.count(3) > 3
    assert tree.index().find(query).matches
