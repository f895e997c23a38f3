"""The size of letters and the appearance: at once everywhere, and the same at the next start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHeaderView

from ui import appearance
from ui.app import build_window
from ui.font_size import LARGEST, SMALLEST, change_size, present_size, usual_size
from ui.settings import APPEARANCE, FONT_SIZE, Settings

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _usual_font(qapp):
    before = QApplication.font()
    yield
    QApplication.setFont(before)


@pytest.fixture
def chosen(qapp, monkeypatch):
    """What the program asks the system for; offscreen there is no light and dark."""
    asked = []
    hints = type(qapp.styleHints())
    monkeypatch.setattr(hints, "setColorScheme", lambda hints, scheme: asked.append(scheme.name))
    return asked


def grow(window, points):
    for _ in range(points):
        window.actions_["larger"].trigger()
    QApplication.processEvents()


def test_keys_change_the_size(window, qtbot):
    size = present_size()
    for key, expected in (("Plus", size + 1), ("Equal", size + 2), ("Minus", size + 1), ("0", usual_size())):
        qtbot.keyClick(window.focusWidget(), getattr(Qt.Key, f"Key_{key}"), CTRL)
        assert present_size() == expected
    assert window.statusBar().currentMessage() == f"Text size: {usual_size()} points."


def test_the_size_has_limits(window):
    grow(window, 30)
    assert present_size() == LARGEST
    for _ in range(30):
        window.actions_["smaller"].trigger()
    assert present_size() == SMALLEST


def test_the_size_is_there_at_the_next_start(window, tmp_path, answers, services, qtbot):
    before, size = QApplication.font(), usual_size() + 5
    grow(window, 5)
    window.actions_["usual_size"].trigger()
    assert window.settings.text_of(FONT_SIZE) is None
    grow(window, 5)
    QApplication.setFont(before)
    again = build_window(tmp_path / "settings.ini", answers, services)
    qtbot.addWidget(again)
    assert present_size() == size
    assert again.fontInfo().pointSize() == size


@pytest.mark.parametrize("kept", ["", "large", "-4", "900"])
def test_a_size_nobody_can_read_is_not_used(qapp, tmp_path, kept, answers, services, qtbot):
    Settings(tmp_path / "settings.ini").keep_text(FONT_SIZE, kept)
    qtbot.addWidget(build_window(tmp_path / "settings.ini", answers, services))
    assert SMALLEST <= present_size() <= LARGEST


def test_headings_rows_and_columns_follow(window, find):
    window.tree.select(find("recommendation"))
    table = window.panels.open("history").table
    panel = window.page.panel_of(find("recommendation"))
    measures = {
        "heading": lambda: panel._heading.fontInfo().pointSizeF(),
        "row": lambda: table.verticalHeader().defaultSectionSize(),
        "column": lambda: table.columnWidth(0),
        "label": lambda: panel.form._labels["headline"].width(),
        "indentation": lambda: window.tree.view.indentation(),
        "line": lambda: panel.form.bindings["headline"].widget.height(),
        "choice": lambda: panel.form.bindings["priority"].widget.minimumSizeHint().height(),
        "icons": lambda: window.findChild(object, "toolbar").iconSize().height(),
    }
    assert table.horizontalHeader().sectionResizeMode(0) == QHeaderView.ResizeMode.Interactive
    before = {name: measure() for name, measure in measures.items()}
    grow(window, 8)
    after = {name: measure() for name, measure in measures.items()}
    for name in measures:
        assert after[name] > before[name] * 1.3, name
    window.actions_["usual_size"].trigger()
    QApplication.processEvents()
    for name, measure in measures.items():
        assert measure() == pytest.approx(before[name], abs=3), name


def test_the_tree_keeps_room_for_words_when_letters_are_large(window):
    grow(window, 12)
    view = window.tree.view
    assert view.columnWidth(0) > 2 * view.columnWidth(1)


def test_texts_are_not_edited_by_it(window, workspace, find):
    window.tree.select(find("recommendation"))
    grow(window, 4)
    assert not window.page.committer.is_typing
    assert window.status.saved.text() == "All changes are saved"


def test_nothing_is_stretched_where_the_size_stays(window):
    grow(window, 30)
    width = window.tree.view.columnWidth(1)
    assert change_size(window.settings, 1) == LARGEST
    assert window.tree.view.columnWidth(1) == width


# Light and dark ------------------------------------------------------------------------------------------


def test_the_appearance_is_changed_and_remembered(window, chosen):
    window.actions_["dark"].trigger()
    assert window.settings.text_of(APPEARANCE) == "dark"
    window.actions_["light"].trigger()
    window.actions_["system"].trigger()
    assert chosen == ["Dark", "Light", "Unknown"]
    assert window.settings.text_of(APPEARANCE) is None


def test_one_appearance_is_ticked(window, chosen):
    for name in ("dark", "light", "light", "system"):
        window.actions_[name].trigger()
        ticked = [one for one in ("system", "light", "dark") if window.actions_[one].isChecked()]
        assert ticked == [name]


def test_the_appearance_is_used_at_the_next_start(window, chosen, tmp_path, answers, services, qtbot):
    window.actions_["dark"].trigger()
    qtbot.addWidget(build_window(tmp_path / "settings.ini", answers, services))
    assert chosen == ["Dark", "Dark"]


def test_an_appearance_nobody_knows_is_the_system(qapp, chosen, tmp_path):
    settings = Settings(tmp_path / "settings.ini")
    settings.keep_text(APPEARANCE, "purple")
    assert appearance.chosen(settings) == appearance.SYSTEM
    appearance.use("purple")
    assert chosen == ["Unknown"]
