"""What has the focus is seen to have it, in texts and lists as in lines, and words are clear everywhere."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QStringListModel, Qt
from PySide6.QtGui import QHelpEvent, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.screens.looks import dark_palette
from ui.appearance import make_legible, make_legible_anew
from ui.contrast import SIGN, contrast
from ui.elided import ElidedChoice
from ui.forms.lists import ShortList
from ui.job_panel import JobPanel
from ui.tables import RowTable
from ui.text.editor import MarkupEdit

Role = QPalette.ColorRole


@pytest.fixture(params=["light", "dark"])
def look(request, qapp):
    if request.param == "dark":
        QApplication.setPalette(dark_palette())
    make_legible()
    yield
    make_legible_anew()


def in_window(widget, qtbot):
    """Show a widget beside another that has the focus."""
    window, column = QWidget(), QVBoxLayout()
    window.setLayout(column)
    column.addWidget(QLineEdit())
    column.addWidget(widget)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.findChild(QLineEdit).setFocus()
    QTest.qWait(1)
    return window


def edge(widget):
    return widget.grab().toImage().pixelColor(0, widget.height() // 2)


def a_list():
    short = ShortList(None)
    short.setModel(QStringListModel(["one", "two"], short))
    return short


@pytest.mark.parametrize("make", [MarkupEdit, a_list], ids=["text", "list"])
def test_a_text_and_a_list_are_framed_when_they_have_the_focus(look, qtbot, make):
    widget = make()
    window = in_window(widget, qtbot)
    before = edge(widget)
    widget.setFocus()
    QTest.qWait(1)
    focused = edge(widget)
    assert focused.hslSaturationF() > before.hslSaturationF() + 0.2
    for colour in (before, focused):
        assert contrast(colour, window.palette().color(Role.Window)) >= SIGN
        assert contrast(colour, widget.palette().color(Role.Base)) >= SIGN
    window.findChild(QLineEdit).setFocus()
    QTest.qWait(1)
    assert edge(widget) == before


def test_the_current_cell_of_a_selected_row_looks_like_the_others(look, qtbot):
    table = RowTable("Rows", None)
    model = QStandardItemModel(2, 2, table)
    for column in range(2):
        model.setItem(0, column, QStandardItem(""))
    table.setModel(model)
    window = in_window(table, qtbot)
    table.setFocus()
    table.go_to(0)
    QTest.qWait(1)
    picture = table.viewport().grab().toImage()
    places = [table.visualRect(model.index(0, column)).center() for column in range(2)]
    assert {picture.pixelColor(place).name() for place in places} == {
        window.palette().color(Role.Highlight).name()
    }


def test_long_words_of_a_choice_end_in_dots_and_are_shown_whole_by_the_mouse(qtbot):
    choice = ElidedChoice()
    qtbot.addWidget(choice)
    choice.addItems(["Now", "Sent to the departments (2026-11-22 09:31)"])
    choice.resize(120, choice.sizeHint().height())
    choice.show()
    tips = []
    for row in range(2):
        choice.setCurrentIndex(row)
        choice.grab()
        QApplication.sendEvent(choice, tip_event(choice))
        tips.append(choice.toolTip())
    assert tips == ["", "Sent to the departments (2026-11-22 09:31)"]


def tip_event(widget):
    place = widget.rect().center()
    return QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place))


def test_what_cannot_be_changed_can_be_read(window, find, field_of):
    combo = field_of(find("recommendation"), "priority")
    binding = window.page.panel_of(find("recommendation")).form.bindings["priority"]
    binding.set_writable(False)
    palette = combo.palette()
    for role in (Role.Text, Role.ButtonText):
        assert palette.color(QPalette.ColorGroup.Disabled, role) == palette.color(
            QPalette.ColorGroup.Active, Role.Text
        )
    assert not combo.isEnabled()
    binding.set_writable(True)
    assert combo.isEnabled()
    assert not combo.testAttribute(Qt.WidgetAttribute.WA_SetPalette)


def test_the_current_cell_of_the_grid_is_framed_and_as_clear_as_the_others(look, window, find, qtbot):
    window.actions_["grid"].trigger()
    view = window.gridding.panel.view
    qtbot.waitUntil(view.isVisible)
    view.setFocus()
    palette = QApplication.palette()
    qtbot.waitUntil(lambda: view.palette().color(Role.Highlight) == palette.color(Role.Highlight))
    qtbot.waitUntil(lambda: view.viewport().width() > 100)
    view.go_to(find("recommendation"), "recommendation.priority")
    place = view.visualRect(view.currentIndex())
    picture = view.viewport().grab(place).toImage()
    assert picture.pixelColor(1, place.height() // 2).name() == palette.color(Role.HighlightedText).name()
    assert picture.pixelColor(place.width() - 4, 3).name() == palette.color(Role.Highlight).name()


def test_the_ways_in_stand_apart_and_beside_what_is_said_of_them(empty_window):
    welcome = empty_window.welcome
    buttons = sorted(welcome.findChildren(QPushButton), key=QPushButton.y)
    for one, other in pairwise(buttons):
        assert other.y() - one.geometry().bottom() > 3
    labels = {label.text(): label for label in welcome.findChildren(QLabel)}
    for button in buttons:
        said = labels[button.accessibleDescription()]
        assert said.geometry().center().y() == pytest.approx(button.geometry().center().y(), abs=1)


def test_a_job_takes_no_more_room_than_it_needs(window):
    window.on_job_started("Reading")
    panel = window.findChild(JobPanel)
    QApplication.processEvents()
    assert panel.button.width() <= panel.button.sizeHint().width()
    panel.hide()


def test_no_frame_shows_between_the_scroll_bars(look, qtbot):
    table = RowTable("Rows", None)
    model = QStandardItemModel(99, 9, table)
    table.setModel(model)
    window = in_window(table, qtbot)
    window.resize(300, 200)
    QTest.qWait(1)
    assert table.horizontalScrollBar().isVisible()
    assert table.verticalScrollBar().isVisible()
    corner = table.cornerWidget().geometry().center()
    place = table.mapTo(window, corner)
    seen = window.grab().toImage().pixelColor(place)
    assert seen.name() == window.palette().color(Role.Window).name()
