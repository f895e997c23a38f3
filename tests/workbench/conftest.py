import pytest

from workbench.workspace import Workspace


@pytest.fixture
def path(tmp_path):
    return tmp_path / "W.evw"


@pytest.fixture
def workspace(path):
    with Workspace.create(path, name="Test", author="somebody") as opened:
        yield opened


@pytest.fixture
def paper(workspace):
    """A paper with one section and one paragraph; gives their ids."""
    with workspace.edit("Paper") as editor:
        paper = editor.insert(workspace.tree.root_id, "paper", {"symbol": "GB.1/X/1"})
        section = editor.insert(paper, "section", {"role": "introduction"})
        paragraph = editor.insert(section, "paragraph", {"text": "First"})
    return paper, section, paragraph
