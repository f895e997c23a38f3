"""The whole job once, on the real paper: read, correct, close, reopen, undo, sheets and draft out."""

import json
import re
import subprocess

import pytest

from main import main
from workbench.markup import parse
from workbench.workspace import Workspace

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def path(corpus, tmp_path_factory):
    path = tmp_path_factory.mktemp("job") / "GB340.evw"
    assert main(["intake", str(corpus / "gb340-pfa-7.txt"), "--into", str(path)]) == 1
    return path


@pytest.fixture(scope="module")
def draft(path):
    """The draft, written by the command."""
    draft = path.with_name("draft.docx")
    main(["paper", str(path), "-o", str(draft)])
    return draft


def test_a_correction_survives_closing_and_is_undone_later(path, tmp_path):
    edits = tmp_path / "edits.json"
    with Workspace.open(path, writable=False) as workspace:
        before = workspace.tree.copy()
        recommendation = next(workspace.tree.of_kind("recommendation"))
        (response,) = workspace.tree.children(recommendation.id, "response")
    edits.write_text(
        json.dumps(
            [
                {"op": "set", "node": recommendation.id, "field": "priority", "value": "Medium"},
                {"op": "set", "node": recommendation.id, "field": "lead_unit", "value": "DDG/P"},
                {"op": "set", "node": response.id, "field": "acceptance", "value": "accepted"},
            ]
        )
    )
    assert main(["edit", str(path), str(edits)]) == 0
    with Workspace.open(path, writable=False) as workspace:
        assert workspace.tree[recommendation.id]["priority"] == "Medium"
        assert workspace.tree[response.id]["acceptance"] == "accepted"
    assert main(["undo", str(path)]) == 0
    with Workspace.open(path, writable=False) as workspace:
        assert workspace.tree == before


def test_every_unit_gets_a_sheet(path, tmp_path):
    report = tmp_path / "r.json"
    main(["tracking", str(path), "--out", str(tmp_path / "sheets"), "--report", str(report)])
    entries = json.loads(report.read_text())
    with Workspace.open(path, writable=False) as workspace:
        named = {
            unit for node in workspace.tree.of_kind("recommendation") for unit in node["responsible_units"]
        }
    assert {entry["unit"] for entry in entries} == named
    assert len(list((tmp_path / "sheets").iterdir())) == len(named)


@pytest.mark.needs("soffice")
def test_another_program_counts_the_same_numbers(path, draft, tmp_path):
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
        + ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(draft)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    printed = (tmp_path / "draft.txt").read_text(encoding="utf-8-sig")
    with Workspace.open(path, writable=False) as workspace:
        numbers = workspace.numbers
        for id, paragraph in numbers.paragraph.items():
            node = workspace.tree[id]
            text = node["text"] if "text" in node.fields else node["headline"]
            start = re.escape(next(s.text for s in parse(text)[0].spans if hasattr(s, "text"))[:25].strip())
            assert re.search(rf"^\s*{paragraph}\.?\s+{start}", printed, re.MULTILINE), paragraph
    assert len(numbers.paragraph) == 139
    assert "26–34, 72–78 and 123–129" in printed
