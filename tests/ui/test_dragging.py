"""Dragging in the tree, as Qt asks for it: taken up by mouse, over places that take it or not, let go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from ui.tree_model import dragged

LEFT, MOVE = Qt.MouseButton.LeftButton, Qt.DropAction.MoveAction
BEFORE, ON, BEHIND = 0.0, 0.5, 1.0


class Drag:
    """What the user holds over the tree, which hears of it as from the window system.

    Offscreen Qt's own drag ends as it begins, so that later the tree does not know it as its own; here it
    takes drags from everywhere.
    """

    def __init__(self, view, id) -> None:
        self.view = view
        self.data = pulled(view, id).mimeData()
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        assert self._tell(QDragEnterEvent, row_of(view, id))

    def over(self, id, share=ON) -> bool:
        """Hold what is dragged over a row; return whether it may be let go there."""
        return self._tell(QDragMoveEvent, row_of(self.view, id, share))

    def drop(self, id, share=ON) -> bool:
        """Let go over a row; return whether it was taken."""
        return self.over(id, share) and self._tell(QDropEvent, QPointF(row_of(self.view, id, share)))

    def _tell(self, kind, place) -> bool:
        event = kind(place, MOVE, self.data, LEFT, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.view.viewport(), event)
        return event.isAccepted()


def pulled(view, id) -> QDrag:
    """Press the mouse on a node and pull it; return what Qt makes of that before it is gone."""
    viewport, start = view.viewport(), row_of(view, id)
    QTest.mousePress(viewport, LEFT, pos=start)
    QTest.mouseMove(viewport, start + QPoint(0, QApplication.startDragDistance() * 2))
    drag = view.findChild(QDrag)
    assert drag is not None, "the tree lets nothing be dragged"
    return drag


def row_of(view, id, share=ON) -> QPoint:
    """Return a point of a node's row, scrolled to where it has to be."""
    index = view.index_of(id)
    view.scrollTo(index)
    row = view.visualRect(index)
    return QPoint(row.center().x(), row.top() + round((row.height() - 1) * share))


@pytest.fixture
def opened(window):
    """The tree with all that is in it in sight."""
    window.tree.view.expandAll()
    return window.tree.view


@pytest.fixture
def drag(opened):
    """Take up a node of the tree by mouse; what is made for it is there as long as it is held."""
    held = []

    def taken_up(id):
        held.append(Drag(opened, id))
        return held[-1]

    yield taken_up
    for each in held:
        QApplication.sendEvent(each.view.viewport(), QDragLeaveEvent())


def test_a_node_is_taken_up_by_mouse_and_let_go_within_the_tree_only(opened, find):
    drag = pulled(opened, find("recommendation"))
    assert dragged(drag.mimeData()) == find("recommendation")
    assert drag.supportedActions() == MOVE
    assert opened.acceptDrops()
    assert opened.viewport().acceptDrops()
    assert opened.showDropIndicator()
    assert opened.dragDropMode() == QAbstractItemView.DragDropMode.InternalMove
    from_elsewhere = (drag.mimeData(), LEFT, Qt.KeyboardModifier.NoModifier)
    event = QDragEnterEvent(row_of(opened, find("recommendation")), MOVE, *from_elsewhere)
    QApplication.sendEvent(opened.viewport(), event)
    assert not event.isAccepted()


def test_a_node_let_go_between_two_stands_there_and_numbers_follow(opened, drag, find, workspace):
    first, second, third = (find("recommendation", number) for number in range(3))
    labels = [workspace.numbers.label[id] for id in (first, second, third)]
    assert drag(third).drop(second, BEFORE)
    assert [workspace.tree.index(id) for id in (first, third, second)] == [0, 1, 2]
    assert [workspace.numbers.label[id] for id in (first, third, second)] == labels
    assert workspace.undo_step.label.startswith("Move ")


def test_a_node_pulled_down_stands_where_it_was_let_go(opened, drag, find, workspace):
    first, second, third = (find("recommendation", number) for number in range(3))
    assert drag(first).drop(second, BEHIND)
    assert [workspace.tree.index(id) for id in (second, first, third)] == [0, 1, 2]


def test_a_node_goes_into_another_part_and_back_with_one_undo(window, opened, drag, find, workspace):
    moved, behind = find("recommendation"), find("recommendation", 3)
    section = workspace.tree[behind].parent
    first, home = find("recommendation", 1), workspace.tree[moved].parent
    labels = [workspace.numbers.label[id] for id in (moved, behind)]
    assert drag(moved).drop(behind, BEHIND)
    assert (workspace.tree[moved].parent, workspace.tree.index(moved)) == (section, 1)
    assert workspace.numbers.label[first] == labels[0]  # what is left there moves up
    assert labels[0] != workspace.numbers.label[moved] != labels[1]
    shown = window.tree.model.index_of(moved).data()
    assert workspace.numbers.label[moved] in shown
    assert window.tree.selected == moved
    window.editing.undo()
    assert workspace.tree[moved].parent == home
    assert [workspace.numbers.label[id] for id in (moved, behind)] == labels


def test_a_node_let_go_on_what_can_hold_it_comes_last_there(opened, drag, find, workspace):
    moved = find("recommendation")
    section = workspace.tree[find("recommendation", 3)].parent
    assert drag(moved).drop(section)
    assert workspace.tree.children(section)[-1].id == moved


def test_what_cannot_hold_a_node_does_not_take_it(opened, drag, find, workspace):
    held, steps = drag(find("recommendation")), workspace.undo_step
    for kind in ("unit", "figure", "evaluation"):
        assert not held.over(find(kind)), kind
    assert not held.drop(find("unit"))
    assert workspace.undo_step == steps


def test_a_closed_branch_opens_while_something_is_held_over_it(opened, drag, find, workspace, qtbot):
    moved, section = find("recommendation"), workspace.tree[find("recommendation", 3)].parent
    opened.open_only({above.id for id in (moved, section) for above in workspace.tree.ancestors(id)})
    QCursor.setPos(opened.viewport().mapToGlobal(row_of(opened, section)))  # of what all is in sight
    QApplication.processEvents()
    assert drag(moved).over(section)
    assert not opened.is_open(section)
    qtbot.waitUntil(lambda: opened.is_open(section), timeout=2000)
