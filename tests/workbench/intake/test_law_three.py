"""Law 3: a whole-paper draft we wrote, read back, gives every printed field the same."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings

from tests.workbench.intake.printed import Printing, differences
from tests.workbench.intake.random_papers import papers
from tests.workbench.intake.test_law_one import assert_every_line_is_in_one_class
from tests.workbench.paper.samples import blank, sample, snapshot
from workbench.errors import UserError
from workbench.intake import read
from workbench.intake.opening import from_bytes
from workbench.paper import write_paper


def written(state):
    """The bytes of a draft."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.docx"
        write_paper(state, path)
        return path.read_bytes()


def stripped(data):
    """The same file without any bookmark."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                content = re.sub(rb"<w:bookmark(?:Start|End)[^>]*/>", b"", content)
            new.writestr(name, content)
    return target.getvalue()


def read_back(data, *, live=True):
    """What a draft prints once it was read into an empty workspace."""
    source = from_bytes(data, "draft.docx")
    reading = read(source)
    assert_every_line_is_in_one_class(reading, source.lines)
    editor = blank()
    ids = editor.graft(1, reading.root, 0)
    return Printing(snapshot(editor), ids[reading.root.id], live=live).lines()


def assert_same(before, after):
    assert before == after, differences(before, after)


def test_the_sample_comes_back():
    state, ids = sample()
    assert_same(Printing(state, ids.paper).lines(), read_back(written(state)))


def test_the_sample_comes_back_without_bookmarks():
    state, ids = sample()
    before = Printing(state, ids.paper, live=False).lines()
    assert_same(before, read_back(stripped(written(state)), live=False))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(papers())
def test_every_printed_field_comes_back(made):
    editor, paper = made
    state = snapshot(editor)
    try:
        data = written(state)
    except UserError:
        assume(False)
    assert_same(Printing(state, paper).lines(), read_back(data))
    before = Printing(state, paper, live=False).lines()
    assert_same(before, read_back(stripped(data), live=False))
