"""Every word of the schema and every sentence of the workbench is listed and shown translated."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import ui
from tests.ui import patterns
from ui import translations
from ui.marks import off_list
from ui.translations import schema
from workbench.rows import COLUMNS
from workbench.schema import KINDS

LISTS = sorted(Path(translations.__file__).parent.glob("[a-z]*.py"))
PASSED_ON = {
    "workbench.checks.doubts: item['message']",
    "workbench.documents.reading: _old_office(content)",
    "workbench.documents.reading: what",
    "workbench.documents.word: several",
    "workbench.errors: pattern",
    "workbench.kept_sentences: message",
    "workbench.kept_sentences: pattern",
    "workbench.matrix.memory: kept",
    "workbench.matrix.rows: pattern",
    "workbench.paper.draft: pattern",
    "workbench.returning.telling: pattern",
    "workbench.retyping: what",
    "workbench.sentences: between.join((f'{{{at}}}' for at in range(len(parts))))",
    "workbench.spreadsheets.package: kind.many",
    "workbench.spreadsheets.package: self._kind.dense",
    "workbench.spreadsheets.package: self._kind.large",
    "workbench.spreadsheets.xlsx: sentence",
    "workbench.tracking.returned.identity: contradiction",
    "workbench.tracking.understanding: pattern",
}
"""Where a sentence is made of one that a variable holds: a table gave it, or a file in which it was kept."""


def words_of_the_schema():
    fields = [field for kind in KINDS.values() for field in kind.fields.values()]
    columns = {column.label for column in COLUMNS.values()}
    return ({kind.label for kind in KINDS.values()} | columns).union(*({f.label, f.help} for f in fields)) - {
        ""
    }


def texts_in(path):
    return import_module(f"ui.translations.{path.stem}").__dict__.get("SENTENCES", ())


def test_every_word_of_the_schema_is_listed():
    assert set(schema.WORDS) == words_of_the_schema()


def test_every_sentence_of_the_workbench_is_listed():
    listed = {path.stem: set(texts_in(path)) for path in LISTS if path.stem != "schema"}
    assert listed == patterns.areas()


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_the_lists_are_written_as_the_tools_of_a_translator_want_them(path):
    context = "Schema" if path.stem == "schema" else "Workbench"
    lines = path.read_text("utf-8").splitlines()
    found = [re.fullmatch(rf'    QT_TRANSLATE_NOOP\("{context}", (".*")\),', line) for line in lines]
    texts = [ast.literal_eval(match[1]) for match in found if match]
    assert texts == [*(schema.WORDS if path.stem == "schema" else texts_in(path))]
    assert len(set(texts)) == len(texts)


def test_the_lists_are_no_part_of_the_program():
    code = "import sys, ui.app, ui.window, ui.forms.form; sys.exit('ui.translations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# What is written in the workbench


def test_every_sentence_is_written_out_where_it_is_said():
    made_up = {str(call) for call in patterns.calls() if call.patterns is None}
    assert made_up == PASSED_ON


def test_sentences_are_made_where_they_are_written_out():
    assert patterns.handed_on() == []


def test_every_sentence_has_as_many_values_as_places_for_them():
    odd = [
        (str(call), len(call.values))
        for call in patterns.calls()
        for pattern in call.patterns or ()
        if not call.takes(pattern)
    ]
    assert odd == []


def test_no_module_shows_a_word_of_the_schema_as_it_stands():
    loose = re.compile(r"KINDS\[.*\]\.label\b|\b(field|column)\.(label|help)\b")
    modules = [path for path in Path(ui.__file__).parent.rglob("*.py") if path.name != "schema_words.py"]
    assert [path.name for path in modules if loose.search(path.read_text("utf-8"))] == []


# In the window


def test_a_finding_names_its_field_in_the_translation(shouting):
    field = KINDS["recommendation"].fields["priority"]
    assert "“Soon” IS NOT IN THE LIST FOR “ytiroirP”" in off_list(1, field, "Soon")


def test_forms_tree_grid_and_steps_show_the_translation(shouting, window, workspace, find, field_of, qtbot):
    editor = field_of(find("paragraph"), "text")
    assert editor.accessibleName() == "txeT"
    editor.setFocus()
    qtbot.keyClicks(editor, "X")
    window.session.settle()
    assert "hpargaraP" in workspace.undo_label
    assert "txeT" in workspace.undo_label
    assert window.tree.model.label_of(find("action")).startswith("noitcA")
    window.gridding.show_grid()
    heads = [
        window.gridding.panel.model.headerData(place, Qt.Orientation.Horizontal)
        for place in range(window.gridding.panel.model.columnCount())
    ]
    assert any("ytiroirP" in str(head) for head in heads)
