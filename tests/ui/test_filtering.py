"""The filter of the contents: field terms, live counts, what made no sense told, hits marked."""

import pytest
from PySide6.QtCore import Qt


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
        shown = window.tree.filter
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
    from PySide6.QtGui import QFontMetrics

    from ui.hits import _from_first_hit

    text = "word " * 60 + "harbour"
    shown, (place,) = _from_first_hit(text, [(300, 307)], QFontMetrics(window.font()), 200)
    assert shown.startswith("… word")
    assert shown[slice(*place)] == "harbour"
