"""Every word of the schema, the columns and the checks is listed for translators and shown translated."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator

import ui
from ui import translations
from ui.marks import off_list
from workbench.checks import fixes, rules
from workbench.rows import COLUMNS
from workbench.schema import KINDS


def sentences(module):
    """Return the strings of a module that are sentences to be shown: no docstrings, no names."""
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    )
    return {text for text in strings if " " in text and (text[0].isupper() or text[0] == "“")}


def words_of_the_schema():
    fields = [field for kind in KINDS.values() for field in kind.fields.values()]
    columns = {column.label for column in COLUMNS.values()}
    return ({kind.label for kind in KINDS.values()} | columns).union(*({f.label, f.help} for f in fields)) - {
        ""
    }


def test_every_word_of_the_schema_is_listed():
    assert set(translations.SCHEMA) == words_of_the_schema()


def test_every_sentence_of_the_checks_is_listed():
    assert set(translations.CHECKS) == sentences(rules) | sentences(fixes)


def test_the_lists_are_written_as_the_tools_of_a_translator_want_them():
    lines = Path(translations.__file__).read_text("utf-8").splitlines()
    found = [re.fullmatch(r'    QT_TRANSLATE_NOOP\("(Schema|Checks)", "(.*)"\),', line) for line in lines]
    assert sorted(match[2] for match in found if match) == sorted(
        (*translations.SCHEMA, *translations.CHECKS)
    )


def test_the_lists_are_no_part_of_the_program():
    code = "import sys, ui.app, ui.window, ui.forms.form; sys.exit('ui.translations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_module_shows_a_word_of_the_schema_as_it_stands():
    loose = re.compile(r"KINDS\[.*\]\.label\b|\b(field|column)\.(label|help)\b")
    modules = [path for path in Path(ui.__file__).parent.rglob("*.py") if path.name != "schema_words.py"]
    assert [path.name for path in modules if loose.search(path.read_text("utf-8"))] == []


class Backwards(QTranslator):
    """Gives every word of the schema from its end to its beginning."""

    def translate(self, context, text, disambiguation=None, n=-1):
        return text[::-1] if context == "Schema" else text

    def isEmpty(self):  # noqa: N802
        return False


def test_a_finding_names_its_field_in_the_translation(backwards):
    field = KINDS["recommendation"].fields["priority"]
    assert "“Soon” is not in the list for “ytiroirP”" in off_list(1, field, "Soon")


@pytest.fixture
def backwards(qapp):
    translator = Backwards(qapp)
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_forms_tree_grid_and_steps_show_the_translation(backwards, window, workspace, find, field_of, qtbot):
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
