"""What a method of ours raises that Qt called is an exception like any other, and never stops the program."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog

from ui.overrides import guard_overrides

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
from ui.overrides import guard_overrides
guard_overrides()
from PySide6.QtCore import QCoreApplication, QEvent, QObject

class Odd(QObject):
    def event(self, event):
        {0}

app = QCoreApplication([])
odd = Odd()
app.postEvent(odd, QEvent(QEvent.Type.User))
try:
    app.sendPostedEvents(odd)
except Exception as error:
    print("raised", type(error).__name__)
"""


@pytest.mark.parametrize(
    ("does", "kind"),
    [("list(5)", "TypeError"), ("[][1]", "IndexError"), ("1 / 0", "ZeroDivisionError")],
)
def test_what_c_code_raises_in_a_method_that_qt_calls_is_raised_to_the_caller(does, kind):
    script = textwrap.dedent(SCRIPT).format(does)
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    assert f"raised {kind}" in ended.stdout


def test_a_guarded_method_does_what_it_did(qapp, monkeypatch):
    monkeypatch.setattr(QObject, "__init_subclass__", QObject.__init_subclass__)
    guard_overrides()

    class Counting(QObject):
        seen = 0

        def event(self, event):
            """Count."""
            self.seen += 1
            return super().event(event)

        def plain(self):
            return self.seen

    counting = Counting()
    qapp.sendEvent(counting, QEvent(QEvent.Type.User))
    assert counting.plain() == 1
    assert Counting.event.__doc__ == "Count."


def test_a_guarded_method_takes_what_it_can_of_what_a_signal_carries(qapp, monkeypatch):
    monkeypatch.setattr(QObject, "__init_subclass__", QObject.__init_subclass__)
    guard_overrides()

    class Closing(QDialog):
        def accept(self):
            super().accept()

    dialog = Closing()
    dialog.windowTitleChanged.connect(dialog.accept)
    dialog.setWindowTitle("Done")
    assert dialog.result() == QDialog.DialogCode.Accepted
