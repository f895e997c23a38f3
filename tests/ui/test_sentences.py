"""What the workbench refuses or warns of is said in the language of the window, its values as they are."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator

import ui
from tests.ui.rich import make_rich
from ui.crash import CrashReporter
from ui.grid.clipboard import Cell, to_mime
from ui.grid.panel import GridPanel
from ui.sentences import spoken
from ui.services import Services
from workbench.errors import StorageFailed, UserError
from workbench.rows import OVERDUE
from workbench.sentences import InnerLabel, Label, Sentence
from workbench.workspace import Workspace

# One sentence


class Reordering(QTranslator):
    """A language that says the second thing first."""

    def translate(self, context, text, disambiguation=None, n=-1):
        return "« {1} » : {0}" if (context, text) == ("Workbench", "{0} is {1}.") else text

    def isEmpty(self):  # noqa: N802
        return False


def test_a_sentence_is_said_in_the_order_of_its_translation(qapp):
    translator = Reordering(qapp)
    qapp.installTranslator(translator)
    try:
        assert spoken(Sentence("{0} is {1}.", "A {0}", "B")) == "« B » : A {0}"
    finally:
        qapp.removeTranslator(translator)


def test_sentences_and_words_of_the_schema_within_are_said_too(shouting):
    inner = Sentence("{0} is empty.", Label("Priority"))
    assert spoken(Sentence("Edit {0}: {1}", 3, inner)) == "EDIT 3: ytiroirP IS EMPTY."
    assert spoken(Sentence("New {0}", InnerLabel("Action"))) == "NEW noitcA"
    assert spoken(Label("Priority")) == "ytiroirP"


def test_other_text_and_values_stay_as_they_are(shouting):
    assert spoken("is empty") == "is empty"
    assert spoken("") == spoken(Sentence("")) == ""
    assert spoken(Sentence("{0} has {1}.", "is empty {0}", 7)) == "is empty {0} HAS 7."
    assert spoken(Sentence("Keep {name} here.")) == "KEEP {NAME} HERE."


def test_without_a_translation_it_is_said_as_it_is(qapp):
    assert spoken(Sentence("{0} has no {1}.", "W.evw", Label("Title"))) == "W.evw has no Title."


# In the window


def say(window):
    return " ".join(window.bars.texts())


@pytest.fixture
def full_disk(monkeypatch, workspace):
    def refuse(*_):
        raise StorageFailed("{0} could not be written: {1}.", "W.evw", "disk full")

    monkeypatch.setattr(workspace._store, "write", refuse)


FULL = "W.evw COULD NOT BE WRITTEN: disk full."


def test_a_refused_value_is_explained_beside_its_field(shouting, window, find, field_of, qtbot):
    line = field_of(find("evaluation"), "period_from")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "99999999999999999999")
    window.focus_tree()
    said = "raey morF EXPECTS A WHOLE NUMBER, NOT 99999999999999999999."
    assert said in window.page.panel_of(find("evaluation")).form.error_of("period_from")
    assert said in line.accessibleDescription()


def test_what_the_disk_refuses_in_a_form_is_said(shouting, window, find, field_of, qtbot, full_disk):
    line = field_of(find("evaluation"), "period_from")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "2019")
    with qtbot.waitSignal(window.session.failed) as failed:
        window.focus_tree()
    assert failed.args == [FULL]
    assert FULL in say(window)


def test_what_the_disk_refuses_of_a_step_is_said(shouting, window, workspace, find, full_disk, qtbot):
    window.tree.select(find("key_finding"))
    with qtbot.waitSignal(window.session.failed) as failed:
        window.actions_["remove"].trigger()
    assert failed.args == [FULL]


def test_a_wrong_file_is_refused_from_the_background(
    shouting, window, services, answers, tmp_path, qtbot, monkeypatch
):
    monkeypatch.setattr(services, "read", Services().read)
    answers.open_file = tmp_path / "my paper.txt"
    answers.open_file.write_bytes(b"\x89PNG\r\n\x1a\n")
    window.actions_["import"].trigger()
    said = "my paper.txt WAS REFUSED: IT IS A PICTURE, NOT PLAIN TEXT."
    qtbot.waitUntil(lambda: said in say(window), timeout=5000)


def test_how_far_the_background_is_is_said(shouting, window, services, answers, tmp_path, qtbot, monkeypatch):
    said = []
    window.jobs.progress.connect(lambda *progress: said.append(progress[2]))
    monkeypatch.setattr(services, "read", Services().read)
    answers.open_file = tmp_path / "paper.txt"
    answers.open_file.write_text("GB.340/PFA/7")
    window.actions_["import"].trigger()
    qtbot.waitUntil(lambda: not window.jobs.is_running, timeout=5000)
    assert said[0] == "READING paper.txt"


def test_why_a_workspace_can_only_be_read_is_said(shouting, empty_window, rich_path):
    with Workspace.open(rich_path):
        empty_window.open_path(rich_path)
        assert not empty_window.session.writable
        assert "; NOTHING WAS CHANGED." in say(empty_window)
        assert f"You can read {rich_path.name}, but not change it." in say(empty_window)


def test_what_is_unsafe_about_a_place_is_said(shouting, empty_window, tmp_path):
    path = tmp_path / "Dropbox" / "W.evw"
    path.parent.mkdir()
    make_rich(path).close()
    empty_window.open_path(path)
    assert "W.evw LIES IN THE SYNCHRONISED FOLDER Dropbox. WORK ON A COPY" in say(empty_window)


def test_a_file_that_is_no_workspace_is_refused(shouting, empty_window, tmp_path):
    path = tmp_path / "odd one.evw"
    path.write_text("nothing")
    empty_window.open_path(path)
    assert "odd one.evw IS NOT A WORKSPACE OF EVALUATION WORKBENCH." in say(empty_window)


@pytest.fixture
def grid(window, qtbot) -> GridPanel:
    window.actions_["grid"].trigger()
    qtbot.waitUntil(window.gridding.panel.isVisible)
    return window.gridding.panel


def test_a_wrong_value_pasted_into_the_grid_is_refused(shouting, window, grid, qapp, qtbot):
    column = "response.cleared_on"
    grid.view.toggle_column(column)
    grid.view.go_to(grid.model.ids[0], column)
    qapp.clipboard().setMimeData(to_mime([[Cell("soon", "date", "soon")]]))
    with qtbot.waitSignal(window.session.failed) as failed:
        grid.view.setFocus()
        window.gridding.panel.copying.paste()
    assert failed.args[0].endswith("no deraelC EXPECTS A DATE AS YYYY-MM-DD, NOT 'soon'.")


def test_where_actions_stand_is_said_in_the_grid(shouting, window, grid, workspace, find):
    with workspace.edit("Overdue") as editor:
        editor.set(find("action"), "due", "2001-01-01")
        editor.set(find("action"), "revised_due", None)
        editor.set(find("action"), "status", None)
    model = grid.model
    shown = {
        model.data(model.index_of(id, place), role)
        for id in model.ids
        for place in range(model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    }
    assert OVERDUE.upper() in shown
    grid.on_group("status")
    groups = {model.group_label(model.index(row, 0)) for row in range(model.rowCount())}
    assert any(label.startswith(f"{OVERDUE.upper()} – ") for label in groups)


def test_a_refusal_that_nobody_caught_is_said(shouting, tmp_path, qtbot):
    reporter, error = CrashReporter(tmp_path, print), UserError("{0} is gone.", "W.evw")
    with qtbot.waitSignal(reporter.refused) as refused:
        reporter.on_exception(UserError, error, None)
    assert refused.args == ["W.evw IS GONE."]


# In every module

SHOWN_LATER = {"session.py: error.sentence"}
"""Where a sentence is kept to be said when it is shown."""


def handlers(tree):
    """Yield the name of each exception of the workbench that a module catches, and the handler."""
    refusals = {kind.__name__ for kind in every_kind(UserError)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and node.name and node.type is not None:
            caught = {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)}
            if caught & refusals:
                yield node.name, node


def every_kind(kind):
    yield kind
    for other in kind.__subclasses__():
        yield from every_kind(other)


def uses(name, handler):
    """Yield how a caught exception is used: the expression around it, and the one around that."""
    above = {child: node for node in ast.walk(handler) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(handler):
        if isinstance(node, ast.Name) and node.id == name:
            yield above[node], above.get(above[node])


def is_said(use, around):
    """Whether a caught exception is spoken, or handed on as it is, to the session or to whoever called."""
    if isinstance(use, ast.Raise | ast.Return):
        return True
    if isinstance(use, ast.Call):
        return ast.unparse(use.func).endswith("session.refuse") or ast.unparse(use.func) == "self.refuse"
    if not (isinstance(use, ast.Attribute) and use.attr == "sentence"):
        return False
    return isinstance(around, ast.Call) and getattr(around.func, "id", "") == "spoken"


MODULES = sorted(Path(ui.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(MODULES[0].parent)))
def test_no_module_shows_a_refusal_in_our_own_words(path):
    source = path.read_text("utf-8")
    assert not re.search(r"\bstr\((error|incoming|refused)\)", source)
    shown = [
        f"{path.name}: {ast.unparse(use)}"
        for name, handler in handlers(ast.parse(source))
        for use, around in uses(name, handler)
        if not is_said(use, around)
    ]
    assert set(shown) <= SHOWN_LATER


def test_the_test_of_every_module_sees_what_it_is_for():
    for words in ("str(error)", "f'{error}'", "error.args[0]", "error.sentence"):
        source = f"try: x()\nexcept (KeyError, StorageFailed) as error:\n    say({words})"
        found = [use for name, handler in handlers(ast.parse(source)) for use in uses(name, handler)]
        assert [is_said(*use) for use in found] == [False]
