"""How long the window of a workspace of 100,000 nodes stands still, action by action.

``python -m tests.benchmarks.smooth [NAME…]`` prints for each action the longest time in which no event
was handled, what a person feels as a jerk: by the clock, and what of it the window's own work took, which
a busy machine does not stretch. ``--profile NAME`` tells where the time of one action goes.
"""

import argparse
import cProfile
import os
import pstats
import tempfile
import time
from functools import partial
from pathlib import Path

from tests.benchmarks.large import FIRST_STEP, HALF_WAY, make_large

TICK_MS = 5
PRIORITY, RATIONALE = "recommendation.priority", "recommendation.rationale"


class Feeling:
    """Does one action after the other in the event loop and measures the gaps between its ticks."""

    def __init__(self, wanted, profiled):
        from PySide6.QtCore import QEventLoop, QTimer

        self._wanted, self._profiled = wanted, profiled
        self._loop = QEventLoop()
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._rest = QTimer()
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._loop.quit)
        self._last = self._worst = self._last_used = self._most_used = 0.0

    def __call__(self, name, action, *, rest=1.0):
        """Do something, wait until what follows from it is over, and print the longest gap."""
        from PySide6.QtCore import QTimer

        self._worst, self._last = 0.0, time.perf_counter()
        self._most_used, self._last_used = 0.0, time.thread_time()
        profile = cProfile.Profile() if name == self._profiled else None
        if profile:
            profile.enable()
        self._timer.start()
        QTimer.singleShot(0, partial(self._act, action))
        self._rest.start(int(rest * 1000))
        self._loop.exec()
        self._tick()
        self._timer.stop()
        if profile:
            profile.disable()
            pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
        if not self._wanted or name in self._wanted:
            print(f"| {name} | {1000 * self._worst:.0f} ms | {1000 * self._most_used:.0f} ms |", flush=True)

    def _act(self, action):
        action()
        self._rest.start()

    def _tick(self):
        now, used = time.perf_counter(), time.thread_time()
        self._worst, self._last = max(self._worst, now - self._last), now
        self._most_used, self._last_used = max(self._most_used, used - self._last_used), used


def main():
    """Make the workspace unless it is there, and go through the day of a user."""
    parser = argparse.ArgumentParser()
    parser.add_argument("only", nargs="*")
    parser.add_argument("--profile")
    parser.add_argument("--file", type=Path)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import application

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Large.evw"
        if asked.file:
            path.write_bytes(asked.file.read_bytes())
        else:
            make_large(path, steps=2000).close()
        application()
        walk(path, Feeling(asked.only, asked.profile))


def walk(path, feel):
    """Use the window as people do, with every panel open."""
    from PySide6.QtTest import QTest

    from tests.ui.conftest import Answers
    from ui.app import build_window

    window = build_window(path.with_name("settings.ini"), Answers(save_file=path.with_name("draft.docx")))
    window.resize(1400, 900)
    window.show()
    window.activateWindow()
    tree = window.tree
    print("| action | longest standstill | of it the window's own work |\n|---|---|---|")
    feel("open", partial(window.open_path, path), rest=4)
    document = window.session.workspace.tree
    wanted = ("recommendation", "paragraph", "evaluation")
    kinds = {kind: [node.id for node in document.of_kind(kind)] for kind in wanted}
    ids = kinds["recommendation"]
    for number in range(3):
        feel(f"select a recommendation ({number + 1})", partial(tree.select, ids[100 * number]))
    feel("select an evaluation", partial(tree.select, kinds["evaluation"][3]))
    feel("select the workspace", partial(tree.select, document.root_id))
    feel("select a paragraph", partial(tree.select, kinds["paragraph"][3]))
    tree.select(document.root_id)
    feel("expand everything", tree.view.expand_branch)
    feel("collapse others", tree.view.collapse_others)
    tree.select(ids[40])
    feel("go into the form", partial(window.page.focus_node, ids[40], "rationale"))
    editor = window.page.panel_of(ids[40]).form.bindings["rationale"].text_editor
    feel("type a letter", partial(QTest.keyClicks, editor, "x"))
    feel("type ten letters", partial(QTest.keyClicks, editor, "xenophobia"))
    feel("leave the field", window.focus_tree)
    for query in ("h", "ha", "har", "priority:high", "missing"):
        tree.line.setText(query)
        feel(f"filter the tree by “{query}”", tree.apply_filter)
    feel("clear the filter", tree.clear_filter)
    with_structure(window, feel, ids)
    with_grid(window, feel, ids)
    with_panels(window, feel, ids, kinds)
    with_jobs(window, feel, path.parent)
    feel("close", window.close)


def with_structure(window, feel, ids):
    """Add, move and remove nodes."""
    document, tree = window.session.workspace.tree, window.tree
    section = document[ids[0]].parent
    feel("add a recommendation", partial(window.editing.add, section, "recommendation"))
    feel("move it to the top", partial(window.editing.move, document[section].children[-1], section, 0))
    feel("remove it", partial(window.editing.remove, document[section].children[0]))
    evaluation = document.ancestor(section, "evaluation").id
    feel("remove an evaluation", partial(window.editing.remove, evaluation), rest=2)
    feel("undo that", window.editing.undo, rest=2)
    tree.select(ids[0])


def with_grid(window, feel, ids):
    """Work in the grid."""
    from PySide6.QtGui import QGuiApplication

    feel("open the grid", window.gridding.show_grid)
    grid = window.gridding.panel
    feel("sort", partial(grid.on_sort, PRIORITY, False))
    feel("sort by a second column", partial(grid.on_sort, "response.text", True))
    feel("group by unit", partial(grid.on_group, "unit"))
    feel("no groups", partial(grid.on_group, ""))
    feel("no sort", grid.on_usual)
    for query in ("h", "harbour", "priority:high", ""):
        grid.bar.line.setText(query)
        feel(f"filter the grid by “{query}”", grid.arrange)
    feel("edit a cell", partial(grid.changing.set_cell, ids[5], PRIORITY, "Low"))
    feel("set a field of 1,000", partial(grid.changing.set_many, ids[:1000], PRIORITY, "Low"))
    feel("undo that step", window.editing.undo)
    QGuiApplication.clipboard().setText("\n".join(f"Pasted {row}\tMedium" for row in range(250)))
    grid.view.show_columns([RATIONALE, PRIORITY])
    grid.view.go_to(ids[0], RATIONALE)
    feel("paste 500 cells", grid.copying.paste)
    feel("select all rows", grid.view.selectAll)
    feel("copy all", grid.copying.copy)
    feel("go down a row", partial(grid.view.go_to, ids[700]))
    feel("back to the form", window.gridding.show_form)


def with_panels(window, feel, ids, kinds):
    """Look at history and checks, find and replace."""
    from PySide6.QtCore import Qt

    feel("history of a node", window.panels.toggle_history)
    history = window.panels.history
    history.scope.setCurrentIndex(2)
    feel("history of the workspace", history.refresh)
    history.line.setText("text")
    feel("filter the history", history.refresh, rest=0.5)
    history.line.clear()
    for name in (FIRST_STEP, HALF_WAY):
        history.since.setCurrentIndex(history.since.findText(name, Qt.MatchFlag.MatchStartsWith))
        feel(f"what changed since “{name}”", history.refresh, rest=3)
    history.since.setCurrentIndex(history.since.findText(FIRST_STEP, Qt.MatchFlag.MatchStartsWith))
    feel("begin to compare", history.refresh, rest=0.2)
    history.since.setCurrentIndex(0)
    feel("show the steps instead", history.refresh)
    feel("look at the first step", partial(history.table.selectRow, history.model.rowCount() - 1))
    feel("open the checks", window.panels.toggle_checks)
    checks = window.panels.checks
    feel("filter the checks", partial(checks.line.setText, "priority"))
    checks.line.clear()
    feel("show all findings again", checks.refresh)
    feel("select all findings", checks.table.selectAll)
    some = checks.model.finding(0), checks.model.finding(1)
    feel("put two aside", partial(_put_aside, checks, some))
    feel("preview of an evaluation", partial(_preview, window, kinds["evaluation"][7]))
    feel("preview of the next", partial(window.tree.select, kinds["evaluation"][9]))
    feel("open find and replace", window.replacing.open)
    dialog = window.replacing.dialog
    for text in ("h", "harbo", "harbour light tower"):
        dialog.line.setText(text)
        feel(f"find “{text}”", dialog.look, rest=2)
    feel("find and replace what is selected", partial(dialog.start, "harbour"), rest=2)
    dialog.by_line.setText("port")
    feel("begin to replace 5,000 hits", dialog.replace, rest=0.3)
    feel("stop that", dialog.replace)
    feel("replace 5,000 hits", dialog.replace, rest=3)
    feel("undo the replacing", window.editing.undo, rest=2)
    dialog.close()


def _put_aside(checks, some):
    checks._asked = list(some)  # noqa: SLF001
    checks.put_aside("For later")


def _preview(window, evaluation):
    window.panels.open("preview")
    window.tree.select(evaluation)


def with_jobs(window, feel, folder):
    """Export while the window stays alive, and stop half-way."""
    from ui.dialogs.draft import DraftWanted
    from ui.dialogs.sheets import SheetsWanted

    paper = next(window.session.workspace.tree.of_kind("paper")).id
    sheets = SheetsWanted(folder / "sheets", None, (), "response", None)
    feel("begin tracking sheets", partial(window.files.write_sheets, sheets), rest=3)
    feel("stop them", window.jobs.cancel)
    feel("write a draft", partial(window.files.write_draft, DraftWanted(paper)), rest=6)
    assert not (folder / "sheets").exists() or not list((folder / "sheets").iterdir())
    assert (folder / "draft.docx").exists() or window.jobs.is_running


if __name__ == "__main__":
    main()
