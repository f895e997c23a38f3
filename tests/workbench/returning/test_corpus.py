"""The draft of a real paper comes back untouched: as it was, saved by LibreOffice, without its bookmarks."""

import subprocess

import pytest

from tests.workbench.returning.desk import codes, said
from tests.workbench.returning.secretariat import Secretariat
from workbench.importing import place_reading, read
from workbench.paper import write_paper
from workbench.returning.reading import read_draft
from workbench.workspace import Workspace

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def workspace(corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    with Workspace.create(folder / "W.evw", name="Test", author="us") as made:
        place_reading(made, read(corpus / "gb340-pfa-7.txt", made.tree))
        yield made


@pytest.fixture
def draft(workspace, tmp_path):
    path = tmp_path / "draft.docx"
    write_paper(workspace.snapshot(), path)
    return path


def test_an_untouched_draft_says_nothing(workspace, draft):
    returned = read_draft(draft, workspace)
    assert said(returned) == []
    assert returned.problems == []


@pytest.mark.needs("soffice")
def test_a_draft_that_libreoffice_saved_again_says_nothing(workspace, draft, tmp_path):
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "again"), str(draft)]
    subprocess.run(["soffice", "--headless", profile, *convert], check=True, capture_output=True)
    returned = read_draft(tmp_path / "again" / "draft.docx", workspace)
    assert said(returned) == []
    assert returned.problems == []


def test_a_draft_without_its_bookmarks_says_nothing_new(workspace, draft):
    secretariat = Secretariat(draft)
    secretariat.forget_names()
    returned = read_draft(secretariat.save(), workspace)
    assert said(returned) == []
    assert codes(returned) == ["state"]
