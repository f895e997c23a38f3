import pytest

from tests.workbench.tracking.returned.department import Office


@pytest.fixture
def office(workspace, tmp_path):
    """A paper with five recommendations; sheets are written, filled in and read back through it."""
    return Office(workspace, tmp_path)


@pytest.fixture
def sheet(office):
    """The workbook of the unit POLICY as it was sent."""
    return office.send("POLICY")
