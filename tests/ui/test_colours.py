"""Every colour the program paints with can be read on every ground it paints, in each theme, light and dark.

The guidelines ask for 4.5 for text and 3 for signs, level AA; what is disabled is exempt from them.
Which colours meet in the window is tried in every scene; see ``test_scenes``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QTextCharFormat, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QProxyStyle,
    QStyleFactory,
    QTableWidget,
    QTableWidgetItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from tests.screens.looks import dark_palette
from tests.ui.faint import faint
from ui.appearance import make_legible, make_legible_anew
from ui.contrast import SIGN, TEXT, TINT, contrast, edges, frame, framed, mended, mixed, over
from ui.forms.dates import WEEKEND, DateButton
from ui.hits import mark_format
from ui.merging.shades import GREEN, RED, shade
from ui.preview.looks import Sheet
from ui.preview.printing import paper_palette
from ui.writing.marking import mark_colour

SOURCES = Path(__file__).parents[2] / "ui"
Role, Group = QPalette.ColorRole, QPalette.ColorGroup
WORDS = {
    Role.WindowText: (Role.Window, Role.Base, Role.AlternateBase),
    Role.Text: (Role.Base, Role.AlternateBase, Role.Window),
    Role.ButtonText: (Role.Button, Role.Window),
    Role.PlaceholderText: (Role.Base, Role.AlternateBase, Role.Window),
    Role.Link: (Role.Base, Role.AlternateBase, Role.Window),
    Role.LinkVisited: (Role.Base, Role.AlternateBase, Role.Window),
    Role.HighlightedText: (Role.Highlight,),
    Role.ToolTipText: (Role.ToolTipBase,),
}
"""What is written in which colour, and on what. Icons and words of status have the colours of words."""


def light_palette() -> QPalette:
    return QStyleFactory.create("Fusion").standardPalette()


def windows_palette(*, dark: bool) -> QPalette:
    """Return colours as Windows 11 has them; what is selected is faint in a window that is not in front."""
    ink, window = QColor("white" if dark else "black"), QColor("#202020" if dark else "#f3f3f3")
    palette = QPalette(window)
    hint = QColor(ink)
    hint.setAlpha(128)
    for role, colour in {
        Role.Base: "#1e1e1e" if dark else "#ffffff",
        Role.AlternateBase: "#2b2b2b" if dark else "#f7f7f7",
        Role.ToolTipBase: "#2b2b2b" if dark else "#f9f9f9",
        Role.Highlight: "#0078d4",
        Role.HighlightedText: "#ffffff",
        Role.Link: "#0078d4" if dark else "#003e92",
        Role.LinkVisited: "#0063b1" if dark else "#001a68",
        Role.PlaceholderText: hint,
        **dict.fromkeys((Role.WindowText, Role.Text, Role.ButtonText, Role.ToolTipText), ink),
    }.items():
        palette.setColor(role, QColor(colour))
    palette.setColor(Group.Inactive, Role.Highlight, QColor("#333333" if dark else "#f0f0f0"))
    palette.setColor(Group.Inactive, Role.HighlightedText, ink)
    return palette


def windows_light() -> QPalette:
    return windows_palette(dark=False)


def windows_dark() -> QPalette:
    return windows_palette(dark=True)


def high_contrast() -> QPalette:
    """Return colours as Windows has them for people who see little."""
    palette = QPalette(QColor("black"))
    for role in (Role.WindowText, Role.Text, Role.ButtonText, Role.ToolTipText, Role.PlaceholderText):
        palette.setColor(role, QColor("white"))
    for role in (Role.Base, Role.AlternateBase, Role.ToolTipBase):
        palette.setColor(role, QColor("black"))
    palette.setColor(Role.Highlight, QColor("#1aebff"))
    palette.setColor(Role.HighlightedText, QColor("black"))
    palette.setColor(Role.Link, QColor("#ffff00"))
    return palette


def yellow() -> QPalette:
    """Return a light theme whose user likes yellow."""
    palette = light_palette()
    palette.setColor(Role.Highlight, QColor("#ffd800"))
    return palette


THEMES = (light_palette, dark_palette, windows_light, windows_dark, high_contrast, yellow)


@pytest.fixture(params=THEMES, ids=[theme.__name__ for theme in THEMES])
def palette(request, qapp):
    """The colours of a theme as the window uses them."""
    return mended(request.param())


@pytest.fixture
def worn(palette, qapp):
    """The application in these colours."""
    before = QApplication.palette()
    QApplication.setPalette(palette)
    make_legible()
    yield palette
    QApplication.setPalette(before)
    make_legible()


# The palette -------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", [Group.Active, Group.Inactive], ids=["in front", "behind"])
@pytest.mark.parametrize("ink", WORDS, ids=[role.name for role in WORDS])
def test_words_can_be_read_on_what_they_stand_on(palette, ink, group):
    for role in WORDS[ink]:
        ground = palette.color(group, role)
        assert contrast(over(palette.color(group, ink), ground), ground) >= TEXT, role


def test_numbers_that_cannot_be_typed_over_can_be_read_on_their_tint(palette):
    ink, base = palette.color(Role.Link), palette.color(Role.Base)
    assert contrast(ink, mixed(ink, base, TINT)) >= TEXT


def test_what_is_selected_or_framed_is_seen(palette):
    for role in (Role.Base, Role.Window, Role.Button):
        ground = palette.color(role)
        assert contrast(palette.color(Role.Highlight), ground) >= SIGN
        assert contrast(frame(palette.color(Role.Highlight)), ground) >= SIGN


def test_the_edges_of_fields_and_boxes_are_seen(palette):
    """Those of what is disabled stay faint."""
    shown = framed(palette)
    for role in (Role.Base, Role.AlternateBase, Role.Window):
        for edge in edges(shown.color(Role.Window)):
            assert contrast(edge, palette.color(role)) >= SIGN
    assert shown.color(Group.Disabled, Role.Window) == palette.color(Group.Disabled, Role.Window)


def test_every_colour_the_window_names_is_tested():
    """A colour that is new in the sources has to be thought of here too."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    named = {name for name in re.findall(r"\b[rR]ole\.(\w+)", sources) if name in Role.__members__}
    named |= {name for name in re.findall(r"ColorRole\.(\w+)", sources) if name in Role.__members__}
    tested = {role.name for role in WORDS} | {role.name for grounds in WORDS.values() for role in grounds}
    assert named <= tested


def test_what_a_theme_does_well_is_left_as_it_is():
    theme = high_contrast()
    palette = mended(theme)
    kept = (Role.Highlight, Role.HighlightedText, Role.PlaceholderText, Role.Link, Role.Text, Role.Base)
    assert [palette.color(role) for role in kept] == [theme.color(role) for role in kept]


def test_what_is_disabled_stays_as_faint_as_the_theme_has_it():
    theme = light_palette()
    for role in (Role.Text, Role.PlaceholderText, Role.Highlight, Role.Link):
        assert mended(theme).color(Group.Disabled, role) == theme.color(Group.Disabled, role)


def test_to_mend_twice_changes_nothing_more(palette):
    assert mended(palette) == palette


COLOURS = st.builds(QColor, *[st.integers(0, 255)] * 3)


@given(COLOURS, COLOURS, COLOURS)
def test_whatever_the_user_likes_can_be_read(highlight, words, link):
    theme = light_palette()
    for role, colour in {Role.Highlight: highlight, Role.HighlightedText: words, Role.Link: link}.items():
        theme.setColor(role, colour)
    palette = mended(theme)
    assert contrast(palette.color(Role.HighlightedText), palette.color(Role.Highlight)) >= TEXT
    for ground in WORDS[Role.Link]:
        assert contrast(palette.color(Role.Link), palette.color(ground)) >= TEXT


# Colours of the program's own --------------------------------------------------------------------


def test_hits_are_marked_legibly(palette):
    form = mark_format(palette)
    assert contrast(form.foreground().color(), form.background().color()) >= TEXT


@pytest.mark.parametrize("hue", [GREEN, RED])
def test_what_is_new_and_what_is_gone_can_be_read(palette, hue):
    found = shade(hue, palette)
    assert contrast(found.ink, found.ground) >= TEXT
    assert contrast(found.ink, palette.color(Role.Base)) >= TEXT


def test_unknown_words_are_underlined_visibly(palette):
    for ground in (palette.color(Role.Base), palette.color(Role.Window)):
        assert contrast(mark_colour(palette), ground) >= SIGN


def test_the_preview_can_be_read_on_each_of_its_grounds(palette, qapp):
    check_sheet(Sheet(qapp.font(), palette), palette.color(Role.Base))


def test_the_print_can_be_read_on_each_of_its_grounds(qapp):
    check_sheet(Sheet(qapp.font(), paper_palette()), QColor("white"))


def check_sheet(sheet: Sheet, base: QColor) -> None:
    for ground in (base, sheet.ground, sheet.tint):
        for ink in (sheet.ink, sheet.faint, sheet.link):
            assert contrast(over(ink, ground), ground) >= TEXT
    assert contrast(sheet.bar, base) >= SIGN


def test_every_day_of_the_calendar_can_be_read(worn, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    button = DateButton(QLineEdit(window), "Pick a date", window)
    button.on_menu()
    calendar = button.menu().findChild(QCalendarWidget)
    for day in WEEKEND:
        ink = calendar.weekdayTextFormat(day).foreground().color()
        for role in (Role.Base, Role.AlternateBase):
            assert contrast(ink, worn.color(role)) >= TEXT


# As it is painted --------------------------------------------------------------------------------


def test_the_frame_round_the_field_with_the_focus_is_seen(worn, qtbot):
    fusion = QStyleFactory.create("Fusion")
    window, column = QWidget(), QVBoxLayout()
    fusion.setParent(window)
    line, other = QLineEdit(), QLineEdit()
    for field in (line, other):
        field.setStyle(fusion)
        column.addWidget(field)
    window.setLayout(column)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    line.setFocus()
    QTest.qWait(1)
    middle = line.grab().toImage().pixelColor(0, line.height() // 2)
    assert contrast(middle, worn.color(Role.Base)) >= SIGN
    assert contrast(middle, worn.color(Role.Window)) >= SIGN


def test_a_box_that_is_not_ticked_is_seen(worn, qtbot):
    """In a dialog, in a list and in a menu: its edge as it is painted, on what surrounds it."""
    window, column = QWidget(), QVBoxLayout()
    box, listed, menu = QCheckBox("a box"), QListWidget(), QMenu(window)
    QListWidgetItem("an item", listed).setCheckState(Qt.CheckState.Unchecked)
    menu.addAction("a command").setCheckable(True)
    for widget in (box, listed):
        column.addWidget(widget)
    window.setLayout(column)
    qtbot.addWidget(window)
    window.show()
    picture = window.grab().toImage()
    for widget in (box, listed.viewport()):
        corner = widget.mapTo(window, widget.rect().topLeft())
        row = [picture.pixelColor(corner.x() + x, corner.y() + box.height() // 2) for x in range(12)]
        assert max(contrast(one, worn.color(Role.Base)) for one in row) >= SIGN
        assert max(contrast(one, worn.color(Role.Window)) for one in row) >= SIGN
    picture = menu.grab().toImage()
    row = [picture.pixelColor(x, picture.height() // 2) for x in range(3, 16)]
    assert max(contrast(one, picture.pixelColor(3, 3)) for one in row) >= SIGN


def test_the_words_of_the_cell_with_the_focus_can_be_read(worn, qtbot):
    """Qt's own style veils the cell; what is seen is compared of a cell full of ink and one that is empty."""
    table = QTableWidget(1, 2)
    table.setStyle(QStyleFactory.create("Fusion"))
    table.style().setParent(table)
    qtbot.addWidget(table)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.setFocus()
    pictures = []
    for words in ("█████", ""):
        table.setItem(0, 0, QTableWidgetItem(words))
        table.setCurrentCell(0, 1)
        QTest.keyClick(table, Qt.Key.Key_Left)
        pictures.append(table.viewport().grab().toImage())
    place = table.visualItemRect(table.item(0, 0))
    middle = place.left() + table.fontMetrics().averageCharWidth() * 2, place.center().y()
    ink, ground = (picture.pixelColor(*middle) for picture in pictures)
    assert contrast(ink, ground) >= TEXT


def test_the_arrow_of_a_selected_row_is_seen(worn, window, find):
    view = window.tree.view
    view.setStyle(QStyleFactory.create("Fusion"))
    view.style().setParent(view)
    window.tree.select(find("recommendation"))
    window.focus_tree()
    QTest.qWait(1)
    row = view.visualRect(view.currentIndex())
    picture = view.viewport().grab().toImage()
    ground = worn.color(Role.Highlight)
    columns = range(row.left() - view.indentation(), row.left())
    seen = [picture.pixelColor(x, y) for x in columns for y in range(row.top() + 2, row.bottom() - 1)]
    assert ground.name() in {colour.name() for colour in seen}
    assert max(contrast(one, ground) for one in seen) >= SIGN


def test_a_colour_that_is_too_faint_is_found(worn, qtbot):
    """The eye that looks at every scene sees: words as good as their ground are told of."""
    text = QTextEdit()
    qtbot.addWidget(text)
    window = QWidget()
    qtbot.addWidget(window)
    text.setParent(window)
    form = QTextCharFormat()
    form.setForeground(worn.color(Role.Base))
    document: QTextDocument = text.document()
    text.textCursor().insertText("nothing to be seen", form)
    window.show()
    assert document.toPlainText() == "nothing to be seen"
    assert [line for line in faint(window) if "nothing to be seen" in line]


# At work -----------------------------------------------------------------------------------------


def test_a_window_is_legible_once_it_is_painted(window, qtbot):
    qtbot.waitUntil(lambda: mended(QApplication.palette()) == QApplication.palette())
    assert (
        contrast(*[QApplication.palette().color(role) for role in (Role.HighlightedText, Role.Highlight)])
        >= TEXT
    )


def test_another_theme_begins_anew_with_its_own_colours(window, qtbot):
    """What was mended for the theme before is forgotten, or its colours would shine through."""
    QApplication.setPalette(mended(dark_palette()))
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    expected = mended(light_palette())
    qtbot.waitUntil(lambda: QApplication.palette().color(Role.Highlight) == expected.color(Role.Highlight))
    assert QApplication.palette().color(Role.Base) == expected.color(Role.Base)


def test_a_legible_palette_is_not_set_again(qapp):
    make_legible_anew()
    before = QApplication.palette().cacheKey()
    make_legible()
    assert QApplication.palette().cacheKey() == before


class Accented(QProxyStyle):
    """Lets the theme have a colour of its own for what is selected."""

    def __init__(self, accent):
        super().__init__("fusion")
        self.accent = QColor(accent)

    def polish(self, what):
        if not isinstance(what, QPalette):
            return super().polish(what)
        for role in (Role.Highlight, Role.Accent):
            what.setColor(role, self.accent)
        return what


@pytest.mark.parametrize("accent", ["#ffd800", "#204080"], ids=["to be mended", "good as it is"])
def test_a_colour_that_the_system_changes_is_taken_and_mended_at_once(window, qtbot, accent):
    """What is set for the theme before stands in its way: Qt keeps what was once set."""
    expected = light_palette()
    expected.setColor(Role.Highlight, QColor(accent))
    expected = mended(expected)
    before = QApplication.style().name()
    qtbot.waitUntil(lambda: mended(QApplication.palette()) == QApplication.palette())
    QApplication.setStyle(Accented(accent))
    qtbot.waitUntil(lambda: QApplication.palette().color(Role.Highlight) == expected.color(Role.Highlight))
    settled = QApplication.palette().cacheKey()
    QTest.qWait(20)
    assert QApplication.palette().cacheKey() == settled
    QApplication.setStyle(before)
    make_legible_anew()
