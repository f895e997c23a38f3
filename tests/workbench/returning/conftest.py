"""A draft on the desk of the secretariat."""

import pytest

from tests.workbench.returning.desk import Desk


@pytest.fixture
def desk(tmp_path):
    """The sample paper in a workspace; closed in the end."""
    made = Desk(tmp_path)
    yield made
    made.workspace.close()


@pytest.fixture
def draft(desk):
    """The whole paper as a draft, open on the desk of the secretariat."""
    return desk.send()
