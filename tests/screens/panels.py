"""Scenes of what stands beside the form, below it or in its place: grid, preview, history, checks, report."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView

from tests.screens.table import scene
from ui.grid.model import PLACES
from workbench.rows import Sort

REPORT = {
    "source": "Evaluations 2027.docx",
    "sha256": "0",
    "as": "gb-paper",
    "lines": 412,
    "placed": [[1, 380, 2]],
    "furniture": [{"line": number, "text": f"IWC.28/EV/3   {number}"} for number in (61, 122, 183)],
    "unplaced": [{"line": 97, "text": "Photo: a ferry at the landing place of Port Meridian"}],
    "doubtful": [
        {
            "line": 211,
            "node": 36,
            "field": "priority",
            "text": "High to medium",
            "message": "“High to medium” is two values; the first was taken.",
        },
        {
            "line": 240,
            "node": 41,
            "field": "responsible_units",
            "text": "Training Centre and all others",
            "message": "“all others” names no unit of the register.",
        },
    ],
    "undecided_references": [{"line": 305, "node": 70, "text": "paragraph 9 of the earlier report"}],
}


def choose(combo, data):
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


# The grid ----------------------------------------------------------------------------------------


def show_grid(stage):
    stage.open()
    stage.do("grid")
    return stage.window.gridding.panel


def select_rows(panel, rows):
    model = panel.model
    flags = QItemSelectionModel.SelectionFlag
    for row in rows:
        first, last = model.index(row, 0), model.index(row, model.columnCount() - 1)
        panel.view.selectionModel().select(QItemSelection(first, last), flags.Select)


@scene("grid")
def grid(stage):
    show_grid(stage)
    return stage.window


@scene("grid over the whole width")
def grid_wide(stage):
    panel = show_grid(stage)
    stage.do("preview")
    choose(panel.bar.group, "evaluation")
    stage.settle()
    return stage.window


@scene("grid sorted, rows selected")
def grid_sorted(stage):
    panel = show_grid(stage)
    panel._sorts = (Sort("recommendation.priority", descending=True), Sort("reference", descending=False))
    panel.model.set_sorts(panel._sorts)
    panel.filter_again()
    select_rows(panel, range(3))
    stage.settle()
    return stage.window


@scene("grid grouped")
def grid_grouped(stage):
    choose(show_grid(stage).bar.group, "unit")
    stage.settle()
    return stage.window


@scene("grid filtered")
def grid_filtered(stage):
    panel = show_grid(stage)
    panel.bar.line.setFocus()
    QTest.keyClicks(panel.bar.line, "priority:high training")
    stage.settle(0.3)
    return stage.window


@scene("grid with nothing found")
def grid_nothing(stage):
    panel = show_grid(stage)
    panel.bar.line.setFocus()
    QTest.keyClicks(panel.bar.line, "lighthouse")
    stage.settle(0.3)
    return stage.window


def edit_cell(stage, name):
    panel = show_grid(stage)
    index = panel.model.index(0, PLACES[name])
    panel.view.setCurrentIndex(index)
    panel.view.scrollTo(index)
    panel.view.edit(index)
    stage.settle()
    assert panel.view.state() == QAbstractItemView.State.EditingState
    return stage.window


@scene("grid, a text is edited")
def grid_text(stage):
    return edit_cell(stage, "recommendation.headline")


@scene("grid, a choice is edited")
def grid_choice(stage):
    return edit_cell(stage, "recommendation.priority")


@scene("grid menu of cells")
def grid_menu(stage):
    panel = show_grid(stage)
    panel.on_menu(panel.view.visualRect(panel.view.currentIndex()).center())
    stage.settle()
    return stage.window


@scene("grid menu of the header")
def grid_header(stage):
    panel = show_grid(stage)
    panel.view.on_header_menu(QPoint(120, 10))
    stage.settle()
    return stage.window


def drop_down(stage, name):
    panel = show_grid(stage)
    button = getattr(panel.bar, name)
    menu = button.menu()
    menu.aboutToShow.emit()
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    stage.settle()
    return stage.window


@scene("grid columns")
def grid_columns(stage):
    return drop_down(stage, "columns")


@scene("grid saved views")
def grid_views(stage):
    return drop_down(stage, "views")


@scene("set a field", shows="BulkDialog")
def bulk(stage):
    panel = show_grid(stage)
    select_rows(panel, range(3))
    panel.on_set()
    return stage.dialog()


@scene("save a view", shows="NameDialog")
def save_view(stage):
    show_grid(stage).on_save_view()
    return stage.dialog()


# Beside the form ---------------------------------------------------------------------------------


@scene("preview of an evaluation")
def preview(stage):
    stage.open()
    stage.select("evaluation")
    return stage.window


@scene("preview of a figure")
def preview_figure(stage):
    stage.open()
    stage.select("figure")
    return stage.window


@scene("preview of the paper")
def preview_paper(stage):
    stage.open()
    stage.select("paper")
    return stage.window


def write_history(stage):
    """Make steps as a week's work makes them, and a mark amid them."""
    stage.open()
    first, answer = stage.find("recommendation"), stage.find("response")
    headline = stage.workspace.tree[first]["headline"]
    stage.edit(
        "Recommendation 1: edited",
        (first, "headline", headline.replace("Rewrite", "Write anew")),
    )
    stage.workspace.mark("Sent to the departments")
    stage.edit("Recommendation 1: priority edited", (first, "priority", "Medium"))
    text = "The Office agrees. A first sheet is being tried at five landing places on *two* rivers."
    stage.edit(
        "Merge SAFETY.xlsx", (answer, "text", text), (answer, "acceptance", "accepted"), origin="merge"
    )
    stage.edit("Action: status edited", (stage.find("action", 1), "status", "implemented"))


@scene("history of a recommendation")
def history(stage):
    write_history(stage)
    stage.do("history")
    stage.window.panels.history.table.selectRow(0)
    stage.settle()
    return stage.window


@scene("history of the workspace")
def history_all(stage):
    write_history(stage)
    stage.do("history")
    choose(stage.window.panels.history.scope, "all")
    stage.settle()
    return stage.window


@scene("history, two points compared")
def history_compared(stage):
    write_history(stage)
    stage.do("history")
    panel = stage.window.panels.history
    panel.since.setCurrentIndex(1)
    panel.since.activated.emit(1)
    stage.settle()
    return stage.window


# Below the form ----------------------------------------------------------------------------------


def show_checks(stage):
    stage.open()
    stage.edit(
        "Edit Recommendation",
        (stage.find("recommendation", 2), "responsible_units", ("STAT", "TIDES")),
        (stage.find("recommendation", 3), "rationale", "See key finding [[999999]]."),
        (stage.find("recommendation", 4), "priority", "Hihg"),
    )
    stage.do("checks")
    return stage.window.panels.checks


@scene("checks")
def checks(stage):
    show_checks(stage)
    return stage.window


@scene("checks filtered")
def checks_filtered(stage):
    panel = show_checks(stage)
    choose(panel.grave, "warning")
    panel.line.setText("unit")
    stage.settle()
    return stage.window


@scene("checks with nothing found")
def checks_nothing(stage):
    show_checks(stage).line.setText("lighthouse")
    stage.settle()
    return stage.window


@scene("checks, some put aside")
def checks_aside(stage):
    panel = show_checks(stage)
    panel.table.selectRow(1)
    panel._asked = panel.chosen
    panel.put_aside("The unit was closed in 2025; its work goes on in the regional offices.")
    panel.aside.setChecked(True)
    stage.settle()
    return stage.window


@scene("checks, what would mend it")
def checks_mend(stage):
    panel = show_checks(stage)
    for row in range(panel.model.rowCount()):
        panel.table.selectRow(row)
        if panel.fix_button.isEnabled():
            break
    menu = panel.fix_button.menu()
    menu.popup(panel.fix_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
    stage.settle()
    return stage.window


@scene("put aside", shows="ReasonDialog")
def reason(stage):
    panel = show_checks(stage)
    panel.table.selectRow(0)
    panel.put_aside_or_take_up()
    return stage.dialog()


@scene("intake report")
def report(stage):
    stage.open()
    stage.window.on_imported(REPORT, stage.find("paper"))
    stage.settle()
    return stage.window
