"""A letter typed into a long text, from the key to the painted field, beside a plain QTextEdit in a form.

Ours keeps what is typed, checks what may be undone, counts words and starts the rests that lead to drafts
and to the preview. The second figure goes on to the painted preview of a section of fifty recommendations,
which follows after a short rest (left out here); the plain way sets the same paragraphs and tables as HTML.
"""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QScrollArea, QTextEdit, QWidget

from tests.benchmarks.large import make_large
from tests.ui.conftest import Answers, FakeServices
from ui.app import build_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ROUNDS = {"rounds": 100, "warmup_rounds": 10}
SENTENCE = "the harbour light and the tower of the pilot "
CELLS = "".join(f"<td>{SENTENCE[:20]}</td>" for _ in range(4))
HTML = (
    f"<h3>Recommendation</h3><p><b>{SENTENCE * 2}</b></p><p>{SENTENCE * 7}</p>"
    f"<table border=1 width='100%'><tr>{CELLS}</tr><tr>{CELLS}</tr></table>"
) * 50
WAYS = [
    pytest.param(False, marks=pytest.mark.benchmark(group="a typed letter")),
    pytest.param(True, marks=pytest.mark.benchmark(group="a typed letter with the preview")),
]


def type_letter(editor, preview=None):
    QTest.keyClick(editor, "x")
    QCoreApplication.processEvents()
    editor.viewport().repaint()
    if preview is not None:
        preview()
        QCoreApplication.processEvents()


@pytest.mark.parametrize("previewed", WAYS)
def test_ours(benchmark, qtbot, tmp_path, previewed):
    path = tmp_path / "W.evw"
    make_large(path, papers=1).close()
    window = build_window(tmp_path / "settings.ini", Answers(), FakeServices())
    qtbot.addWidget(window)
    window.resize(1400, 900)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_path(path)
    preview = window.panels.open("preview")
    recommendation = next(window.session.workspace.tree.of_kind("recommendation")).id
    window.tree.select(recommendation)
    window.page.focus_node(recommendation, "rationale")
    qtbot.waitUntil(lambda: window.session.checks.is_done and preview.view.passage is not None, timeout=9000)
    editor = window.page.panel_of(recommendation).form.bindings["rationale"].text_editor

    def follow():
        preview.refresh()
        preview.view.viewport().repaint()

    benchmark.pedantic(type_letter, (editor, follow if previewed else None), **ROUNDS)
    assert editor.plain_text().startswith("x" * (ROUNDS["rounds"] if benchmark.enabled else 1))
    window.close()


@pytest.mark.parametrize("previewed", WAYS)
def test_plain(benchmark, qtbot, previewed):
    form, area = QWidget(), QScrollArea()
    qtbot.addWidget(area)
    rows = QFormLayout(form)
    for number in range(12):
        rows.addRow(f"Field {number}", QLineEdit("Some words", form))
    editor = QTextEdit(form)
    editor.setPlainText(SENTENCE * 7)
    rows.addRow("Text", editor)
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.resize(700, 900)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    editor.setFocus()
    QApplication.processEvents()
    preview = QTextEdit()
    qtbot.addWidget(preview)
    preview.resize(500, 900)
    preview.show()

    def follow():
        preview.setHtml(HTML + editor.toPlainText())
        QCoreApplication.processEvents()
        preview.viewport().repaint()

    benchmark.pedantic(type_letter, (editor, follow if previewed else None), **ROUNDS)
