"""Real sheets and a real copy, from the window that sends them to the window that merges them."""

import shutil

import openpyxl
import pytest
from PySide6.QtCore import Qt

from tests.ui.merging.conftest import settle
from tests.ui.merging.test_window import cells, click, contents, files
from ui.dialogs.sheets import SheetsWanted
from ui.services import Services
from workbench.workspace import Workspace


@pytest.fixture
def services():
    return Services()


@pytest.fixture
def sheets(window, workspace, tmp_path, qtbot):
    """Write the tracking sheets of all units and return them by unit."""
    folder = tmp_path / "sheets"
    folder.mkdir()
    window.files.write_sheets(SheetsWanted(folder, None, (), "response", None))
    qtbot.waitUntil(lambda: not window.jobs.is_running, timeout=20000)
    return {record.unit: folder / record.name for record in workspace.files() if record.unit}


def fill_in(path, sheet, column, row, value):
    """Write into a cell of a sheet as a department would; ``column`` is the key in the hidden row."""
    book = openpyxl.load_workbook(path)
    table = book[sheet]
    place = next(cell.column for cell in table[2] if cell.value == column)
    table.cell(row, place).value = value
    book.save(path)


def merge(window, qtbot, *paths):
    window.merging.open(paths)
    settle(window, qtbot)
    return window.merging.window


def test_untouched_sheets_change_nothing(window, workspace, sheets, qtbot):
    batches = len(workspace.history())
    shown = merge(window, qtbot, *sheets.values())
    assert {state for _, state, *_ in files(shown)[1:]} == {"nothing new"}
    click(qtbot, shown.apply_button)
    assert len(workspace.history()) == batches


def test_answers_arrive_and_what_contradicts_is_decided(window, workspace, sheets, find, qtbot):
    response = find("response")
    fill_in(sheets["LIGHTS"], "Response", "response.reason", 3, "Funds are there.")
    fill_in(sheets["LIGHTS"], "Response", "response.text", 3, "Lamps will be ordered.")
    with workspace.edit("Meanwhile") as editor:
        editor.set(response, "text", "Lamps are ordered.")
    before = contents(workspace)
    shown = merge(window, qtbot, sheets["LIGHTS"], sheets["HARBOUR"])
    assert [row[1:2] + row[4:] for row in cells(shown)] == [
        ("Reason", "LIGHTS", "Arrives"),
        ("Response", "LIGHTS", "Conflict"),
    ]
    assert contents(workspace) == before, "looking changes nothing"
    shown.commands.go_to_next_open()
    qtbot.keyClick(shown.items.table, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    click(qtbot, shown.apply_button)
    node = workspace.tree[response]
    assert (node["reason"], node["text"]) == ("Funds are there.", "Lamps will be ordered.")
    again = merge(window, qtbot, sheets["LIGHTS"])
    assert files(again)[1][1].startswith("already merged")
    assert not again.apply_button.isEnabled()


def test_a_copy_of_the_workspace_comes_back(window, workspace, find, tmp_path, qtbot):
    copy = tmp_path / "copy.evw"
    shutil.copy(workspace.path, copy)
    with Workspace.open(copy) as other, other.edit("Part I") as editor:
        editor.set(find("key_finding"), "text", "Every port asked for help.")
    shown = merge(window, qtbot, copy)
    assert [row[0] for row in cells(shown)] == ["Part I › Key finding 1"]
    click(qtbot, shown.apply_button)
    assert workspace.tree[find("key_finding")]["text"] == "Every port asked for help."


def test_what_is_no_sheet_is_refused_and_the_others_read(window, sheets, tmp_path, qtbot):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(sheets["LIGHTS"].read_bytes()[:900])
    shown = merge(window, qtbot, broken, sheets["LIGHTS"])
    states = [state for _, state, *_ in files(shown)[1:]]
    assert states[0].startswith("refused: ")
    assert states[1] == "nothing new"
