import pytest

from tests.workbench.paper.samples import sample
from workbench.paper import write_paper


@pytest.fixture(scope="package")
def written(tmp_path_factory):
    """The sample paper as a Word file; gives its path, the ids of its nodes and its warnings."""
    snapshot, ids = sample()
    path = tmp_path_factory.mktemp("paper") / "draft.docx"
    ids.snapshot = snapshot
    ids.result = write_paper(snapshot, path)
    ids.path = path
    return ids


@pytest.fixture
def draft(tmp_path):
    """A function that writes a snapshot and returns the path and the warnings."""

    def write(snapshot, **options):
        path = tmp_path / "draft.docx"
        return path, write_paper(snapshot, path, **options).warnings

    return write
