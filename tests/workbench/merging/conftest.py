"""Copies of a workspace, and LibreOffice as the program of departments, started once for its tests."""

import os
import shutil

import pytest

from tests.workbench.merging.calc import Calc, python_with_uno
from tests.workbench.merging.department import REASON, Department, write_more
from tests.workbench.merging.families import Family
from tests.workbench.tracking.returned.department import Office
from workbench.workspace import Workspace


@pytest.fixture
def family(tmp_path):
    """A small workspace "W" that can be copied; all are closed in the end."""
    made = Family(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="session")
def calc(tmp_path_factory):
    python = python_with_uno()
    if python is None:
        lacking = "needs a Python with the module uno (Debian: python3-uno)"
        (pytest.fail if os.environ.get("EVW_CI") == "1" else pytest.skip)(lacking)
    with Calc(python, tmp_path_factory.mktemp("office")) as running:
        yield running


@pytest.fixture(scope="session")
def sent(tmp_path_factory):
    """The file of a workspace, and the sheets made of it by unit and stage."""
    folder = tmp_path_factory.mktemp("sent")
    with Workspace.create(folder / "W.evw", name="Test", author="somebody") as workspace:
        office = Office(workspace, folder)
        with workspace.edit("More") as editor:
            write_more(editor, office)
        sheets = {
            (unit, stage): office.send(unit, stage=stage).path
            for unit in ("POLICY", "FIELD")
            for stage in ("response", "follow-up")
        }
    return folder / "W.evw", sheets


@pytest.fixture(params=["xlsx", "ods"])
def kind(request):
    return request.param


@pytest.fixture
def open_desk(calc, sent, kind, tmp_path):
    """Gives the desk of a unit; its sheets are still protected."""
    file, sheets = sent
    path = tmp_path / "W.evw"
    shutil.copyfile(file, path)
    with Workspace.open(path, author="somebody") as workspace:
        yield lambda unit="POLICY", stage="response": Department(calc, workspace, sheets[unit, stage], kind)


@pytest.fixture
def desk(open_desk):
    """The desk of POLICY, with the protection taken off."""
    found = open_desk()
    found.sheets.unprotect()
    return found


@pytest.fixture
def answered(desk):
    """A desk where an answer and an action are filled in already."""
    desk.sheets.write("Response", "RG.1 I-3", REASON, "Too few fish")
    desk.sheets.write("Actions", "Mend dams", "action.progress", "Half mended")
    return desk
