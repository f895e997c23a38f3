"""Selecting a recommendation in the tree of a paper, its form shown and painted, beside the plain way.

The plain way is a tree view on a standard model and one form of plain widgets that is filled anew: as
many fields as ours shows, texts as high as their words.
"""

import itertools

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QTextEdit,
    QTreeView,
    QWidget,
)

from tests.benchmarks.large import make_large
from tests.ui.conftest import Answers, FakeServices
from ui.app import build_window
from ui.forms.layout import on_page
from workbench.schema import KINDS, Type
from workbench.workspace import Workspace

pytestmark = [
    pytest.mark.benchmark(group="selecting a recommendation"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
]
ROUNDS = {"rounds": 60, "warmup_rounds": 10}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("select") / "W.evw"
    make_large(path, papers=1).close()
    return path


def test_ours(benchmark, qtbot, tmp_path, path):
    window = build_window(tmp_path / "settings.ini", Answers(), FakeServices())
    window.settings.keep_text("panels", " ")  # no preview: the plain way has none
    qtbot.addWidget(window)
    window.resize(1400, 900)
    window.show()
    window.open_path(path)
    qtbot.waitUntil(lambda: window.session.checks.is_done, timeout=20_000)
    ids = itertools.cycle(_alike(window.session.workspace.tree))

    def select():
        window.tree.select(next(ids))
        QCoreApplication.processEvents()
        window.tree.view.viewport().repaint()
        window.page.viewport().repaint()

    benchmark.pedantic(select, **ROUNDS)
    window.close()


def _alike(tree):
    """Return recommendations with an answer and two actions."""
    found = [node.id for node in tree.of_kind("recommendation") if len(list(tree.walk(node.id))) == 4]
    assert len(found) == 50
    return found


def test_plain(benchmark, qtbot, path):
    with Workspace.open(path, writable=False) as workspace:
        tree = workspace.tree
    ids = _alike(tree)
    model, items = _model(tree)
    view, area, splitter = QTreeView(), QScrollArea(), QSplitter()
    qtbot.addWidget(splitter)
    fields = [
        (field, place)
        for place, placed in enumerate(on_page(tree, ids[0]))
        for field in KINDS[tree[placed.id].kind].fields.values()
    ]
    form = QWidget()
    rows = QFormLayout(form)
    widgets = [_widget(field, form) for field, _ in fields]
    for (field, _), widget in zip(fields, widgets, strict=True):
        rows.addRow(field.label, widget)
    area.setWidget(form)
    area.setWidgetResizable(True)
    view.setUniformRowHeights(True)
    view.setModel(model)
    splitter.addWidget(view)
    splitter.addWidget(area)
    splitter.resize(1400, 900)
    splitter.show()

    def fill(current):
        nodes = [tree[placed.id] for placed in on_page(tree, current.data(257))]
        for (field, place), widget in zip(fields, widgets, strict=True):
            _fill(widget, nodes[place].fields[field.name])

    view.selectionModel().currentChanged.connect(fill)
    wanted = itertools.cycle(ids)

    def select():
        view.setCurrentIndex(items[next(wanted)].index())
        QCoreApplication.processEvents()
        view.viewport().repaint()
        area.viewport().repaint()

    benchmark.pedantic(select, **ROUNDS)
    view.setModel(None)


def _model(tree):
    model, items = QStandardItemModel(), {}
    for node in tree.walk():
        item = items[node.id] = QStandardItem(
            str(node.fields.get(node.declaration.summary or "") or node.kind)
        )
        item.setData(node.id, 257)
        (items[node.parent] if node.parent else model).appendRow(item)
    return model, items


def _widget(field, parent):
    if field.is_markup:
        return QTextEdit(parent)
    if field.type is Type.BOOLEAN:
        return QCheckBox(parent)
    if field.type is Type.CHOICE:
        return QComboBox(parent, editable=True)
    return QLineEdit(parent)


def _fill(widget, value):
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
    if isinstance(widget, QTextEdit):
        widget.setPlainText(text)
        widget.setFixedHeight(int(widget.document().size().height()) + 2 * widget.frameWidth())
    elif isinstance(widget, QCheckBox):
        widget.setChecked(bool(value))
    elif isinstance(widget, QComboBox):
        widget.setCurrentText(text)
    else:
        widget.setText(text)
