"""No word of ours is seen or heard but through the translator: scenes translated to wide letters."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, QTranslator
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QWidget

from tests.screens import dialogs, forms, panels  # noqa: F401, they fill the table
from tests.screens.stage import Stage, sample_in
from tests.screens.table import SCENES
from ui.labels import plain
from ui.preview.view import PassageView
from workbench.vocabularies import VOCABULARIES

SHOWN = [
    "checks",
    "export tracking sheets, a date that is none",
    "form recommendation",
    "grid grouped",
    "remarks on a draft",
]
OF_OTHERS = {
    "next summer": "typed by the scene",
    "change": "what the scene calls its step",
    "edit recommendation": "what the scene calls its step",
    "docx": "the ending of a file",
}
"""What stands in small letters though nobody typed it into the workspace, and why it may."""

KEPT = re.compile(r"\{[^{}]*\}|%n|<[^<>]*>|&[a-z]+;")
"""What a translator leaves as it is: places for values, tags, signs with a name."""
WORD = re.compile(r"[A-Za-z]+(?:[’-][A-Za-z]+)*")
RUN = re.compile(rf"{WORD.pattern}(?: {WORD.pattern})*")
SHORTEST = 3
ROLES = [
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
]
SAYING = ["accessibleDescription", "accessibleName", "placeholderText", "statusTip", "text", "title"]
SAYING += ["toolTip", "toPlainText", "windowTitle"]


class Widening(QTranslator):
    """Translates everything, also what is Qt's own, to letters that no text of the sample has."""

    def translate(self, context, text, disambiguation=None, n=-1):
        kept = [(found.start(), found.end()) for found in KEPT.finditer(text)]
        wide = "".join(
            sign if any(start <= at < end for start, end in kept) else wide_sign(sign)
            for at, sign in enumerate(text)
        )
        return wide.replace("%n", str(n))

    def isEmpty(self):  # noqa: N802
        return False


def wide_sign(sign):
    return chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalpha() else sign


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return sample_in(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def widening(qapp):
    translator = Widening(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def stage(widening, qtbot, sample, tmp_path):
    stage = Stage(tmp_path / "stage", sample)
    yield stage
    stage.close()


def texts_of(widget):
    """Yield what a widget shows and says."""
    yield from (getattr(widget, name)() for name in SAYING if callable(getattr(widget, name, None)))
    yield from (action.text() for action in widget.actions())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and type(widget.model()).__module__.startswith("ui."):
        yield from texts_below(widget.model(), QModelIndex())


def texts_below(model, parent):
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            yield from (model.index(row, column, parent).data(role) for role in ROLES)
        if columns > 1 or not isinstance(model, QAbstractListModel):
            yield from texts_below(model, model.index(row, 0, parent))


def runs_in(texts):
    """Return the words that stand together in texts, with nothing but spaces between them."""
    lines = (re.sub(r"<[^<>]*>|&[a-z]+;", "|", text) for text in texts)
    return {run[0].casefold() for line in lines for run in RUN.finditer(line) if len(run[0]) > SHORTEST}


def typed_into(workspace):
    """Return the words of the workspace and of its word lists as one text, without signs."""
    tree, numbers = workspace.tree, workspace.numbers
    values = [
        plain(numbers, node.id, value) if node.declaration.fields[name].is_markup else str(value)
        for node in tree.nodes.values()
        for name, value in node.fields.items()
        if value
    ]
    labels = [
        label for words in VOCABULARIES.values() for texts in words.values() for label in texts.values()
    ]
    return " | ".join(" ".join(WORD.findall(text)) for text in (*values, *labels)).casefold()


@pytest.mark.parametrize("name", SHOWN)
def test_every_word_comes_through_the_translator(name, stage):
    SCENES[name].play(stage)
    shown = (top for top in QApplication.topLevelWidgets() if top.isVisible())
    widgets = (widget for top in shown for widget in (top, *top.findChildren(QWidget)))
    widgets = [widget for widget in widgets if not isinstance(widget, PassageView)]  # the paper as printed
    typed = typed_into(stage.workspace)
    texts = [text for widget in widgets for text in texts_of(widget) if isinstance(text, str)]
    runs = runs_in(text.replace(str(stage.folder), "") for text in texts)
    assert {run for run in runs if run not in typed} - OF_OTHERS.keys() == set()
