"""``kill -9`` while the window is at work: the file opens again, and what was half-typed is offered."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.test_window import bar_button
from workbench.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]

OPEN = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from tests.ui.conftest import Answers, FakeServices
from ui.app import application, build_window

path = Path(sys.argv[1])
app = application()
services, answers = FakeServices(), Answers()
window = build_window(path.with_name("killed.ini"), answers, services)
window.show()
window.activateWindow()
window.open_path(path)
QTest.qWait(200)
tree = window.session.workspace.tree
recommendations = [node.id for node in tree.of_kind("recommendation")]

def type_until_kept(widget, words):
    widget.setFocus()
    QTest.keyClicks(widget, words)
    while not window.session.workspace.drafts():
        QTest.qWait(10)
    print("kept", flush=True)
    while True:
        QTest.keyClicks(widget, "more ")
        QTest.qWait(10)
"""

FORM = """
window.tree.select(recommendations[1])
binding = window.page.panel_of(recommendations[1]).form.bindings["headline"]
type_until_kept(binding.widget, "Half a sentence: ")
"""

CELL = """
from ui.grid.model import PLACES
window.actions_["grid"].trigger()
panel = window.gridding.panel
panel.view.show_columns([*panel.view.columns, "recommendation.rationale", "response.text"])
without = next(id for id in panel.model.ids if panel.rows().answer_id(id) is None)
id = {id}
panel.view.go_to(id, "{column}")
panel.view.edit(panel.model.index_of(id, PLACES["{column}"]))
type_until_kept(panel.delegate._editor, "Half a cell: ")
"""

BULK = """
window.actions_["grid"].trigger()
number = 0
while True:
    number += 1
    window.gridding.panel.changing.set_many(recommendations, "recommendation.rationale", f"Round {number}")
    print(number, flush=True)
    QTest.qWait(1)
"""

IMPORT = """
number = 0
while True:
    number += 1
    source = path.with_name("paper.txt")
    source.write_text(f"GB.{number}")
    window.files.import_path(source)
    while window.jobs.is_running:
        QTest.qWait(1)
    print(number, flush=True)
"""


@pytest.fixture
def run(rich_path):
    """Run the window on the workspace in a process of its own, and kill that after some lines of output."""

    def killed(script: str, lines: int = 1, after: float = 0.0) -> list[str]:
        command = [sys.executable, "-c", OPEN + script, str(rich_path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            try:
                said = [process.stdout.readline().strip() for _ in range(lines)]
                time.sleep(after)
                assert process.poll() is None, "it was alive until now"
            finally:
                process.kill()
            return said + process.stdout.read().split()

    return killed


@pytest.fixture
def reopened(empty_window, rich_path):
    """Open the workspace that was left behind."""

    def opened():
        empty_window.open_path(rich_path)
        assert empty_window.session.writable
        return empty_window

    return opened


def restore(window, qtbot):
    qtbot.mouseClick(bar_button(window, "Restore"), Qt.MouseButton.LeftButton)
    assert window.session.workspace.drafts() == []


def nth(window, kind, number):
    return list(window.session.workspace.tree.of_kind(kind))[number]


def test_text_typed_into_a_form_is_offered(run, reopened, qtbot):
    assert run(FORM)[0] == "kept"
    window = reopened()
    before = nth(window, "recommendation", 1)["headline"]
    assert "Half" not in before
    restore(window, qtbot)
    assert nth(window, "recommendation", 1)["headline"] == f"Half a sentence: {before}"
    assert window.tree.selected == nth(window, "recommendation", 1).id


def test_text_typed_into_a_cell_is_offered(run, reopened, qtbot):
    run(CELL.format(id="recommendations[2]", column="recommendation.rationale"))
    window = reopened()
    assert "Half" not in (nth(window, "recommendation", 2)["rationale"] or "")
    restore(window, qtbot)
    assert "Half a cell:" in nth(window, "recommendation", 2)["rationale"]
    assert window.tree.selected == nth(window, "recommendation", 2).id


def test_an_answer_typed_where_there_was_none_is_offered(run, reopened, qtbot):
    run(CELL.format(id="without", column="response.text"))
    window = reopened()
    responses = len(list(window.session.workspace.tree.of_kind("response")))
    restore(window, qtbot)
    texts = [node["text"] for node in window.session.workspace.tree.of_kind("response")]
    assert len(texts) == responses + 1
    assert [text for text in texts if text and text.startswith("Half a cell:")]


@pytest.mark.parametrize("moment", range(3))
def test_a_bulk_edit_is_there_as_a_whole_or_not_at_all(run, rich_path, moment):
    acknowledged = int(run(BULK, 3, 0.013 * moment)[-1])
    with Workspace.open(rich_path) as workspace:
        (found,) = {node["rationale"] for node in workspace.tree.of_kind("recommendation")}
        assert int(found.split()[-1]) >= acknowledged


@pytest.mark.parametrize("moment", range(3))
def test_an_import_is_there_as_a_whole_or_not_at_all(run, rich_path, moment):
    acknowledged = int(run(IMPORT, 3, 0.013 * moment)[-1])
    with Workspace.open(rich_path) as workspace:
        papers = [node for node in workspace.tree.of_kind("paper") if node["symbol"].startswith("GB.")]
        assert len(papers) >= acknowledged
        for paper in papers:
            assert [node.kind for node in workspace.tree.walk(paper.id)] == ["paper", "section", "paragraph"]
