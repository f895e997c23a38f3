import pytest

from tests.workbench.merging.families import Family


@pytest.fixture
def family(tmp_path):
    """A small workspace "W" that can be copied; all are closed in the end."""
    made = Family(tmp_path)
    yield made
    made.close()
