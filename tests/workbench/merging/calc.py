"""LibreOffice Calc as the program of a department: one for many tests, and a workbook open in it."""

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import uuid
from pathlib import Path

from openpyxl.utils import get_column_letter

WORKER = Path(__file__).with_name("calc_worker.py")
PATIENCE = 90  # seconds for one step


def python_with_uno():
    """Return a Python that can talk to LibreOffice, None where there is none."""
    beside = Path(shutil.which("soffice") or "").resolve().parent
    for python in (beside / "python", "/usr/bin/python3"):
        if (
            shutil.which(python)
            and not subprocess.run([python, "-c", "import uno"], capture_output=True).returncode
        ):
            return python
    return None


class Calc:
    """A running LibreOffice; its methods are those of the ``worker``. Use it in a ``with`` block."""

    def __init__(self, python, folder, worker=WORKER):
        pipe = f"evw{uuid.uuid4().hex}"
        office = [
            "soffice",
            *("--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        ]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._office = subprocess.Popen(office, start_new_session=True, **quiet)
        self._worker = subprocess.Popen(
            [python, worker, pipe], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self):
        assert self._answer() == "ready"
        return self

    def __exit__(self, *_):
        with contextlib.suppress(AssertionError, OSError, subprocess.TimeoutExpired):
            self.quit()
            self._office.wait(20)
        for process in (self._worker, self._office):
            if process.poll() is None:
                process.kill()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._office.pid, signal.SIGKILL)
        with self._worker:
            self._office.wait()

    def __getattr__(self, method):
        def ask(*arguments):
            self._worker.stdin.write(json.dumps([method, *map(_plain, arguments)]) + "\n")
            self._worker.stdin.flush()
            return self._answer()

        return ask

    def _answer(self):
        ready, _, _ = select.select([self._worker.stdout], [], [], PATIENCE)
        assert ready, "LibreOffice does not answer"
        answer = json.loads(self._worker.stdout.readline() or '{"error": "LibreOffice went away"}')
        assert "error" not in answer, answer["error"]
        return answer["value"]


class Sheets:
    """A workbook open in LibreOffice; rows are named by a text in them, columns by their hidden key."""

    def __init__(self, calc, path):
        self.calc = calc
        calc.open(path)

    def __getattr__(self, method):
        return getattr(self.calc, method)

    def row(self, sheet, text):
        """Return the number of the first row in which a cell reads so."""
        return next(number for number, row in enumerate(self.calc.shown(sheet), 1) if text in row)

    def column(self, sheet, key):
        """Return the letters of a column."""
        return next(get_column_letter(row.index(key) + 1) for row in self.calc.shown(sheet) if key in row)

    def cell(self, sheet, row, key):
        """Return the name of a cell; ``row`` is a number or a text in that row."""
        number = row if isinstance(row, int) else self.row(sheet, row)
        return f"{self.column(sheet, key)}{number}"

    def write(self, sheet, row, key, text):
        """Type into a cell."""
        self.calc.type(sheet, self.cell(sheet, row, key), text)

    def reads(self, sheet, row, key):
        """Return what a cell shows."""
        number = row if isinstance(row, int) else self.row(sheet, row)
        shown = self.calc.shown(sheet)
        at = next(found.index(key) for found in shown if key in found)
        return shown[number - 1][at]

    def area(self, sheet, first=3, left="A", right=None):
        """Return the cells from a row on to the end of what is filled, of all columns or those given."""
        shown = self.calc.shown(sheet)
        return f"{left}{first}:{right or get_column_letter(len(shown[0]))}{len(shown)}"


def _plain(value):
    return str(value) if isinstance(value, Path) else value
