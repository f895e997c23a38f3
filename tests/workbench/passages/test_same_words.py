"""A passage shows the words of the draft: the same lines, numbers, tables, ratings and footnotes."""

from __future__ import annotations

import pytest

from tests.ui.rich import make_rich
from tests.workbench.paper.samples import sample
from workbench.documents import Chart, Paragraph, Table, read_document
from workbench.importing import place_reading, read
from workbench.numbering import printed_order
from workbench.paper import write_paper
from workbench.passages import Chart as Bars
from workbench.passages import Line, Passages
from workbench.passages import Table as Row
from workbench.sample import make_sample
from workbench.starting import start_workspace
from workbench.workspace import Workspace


def of_draft(snapshot, path):
    """Return the lines of the Word draft, without its table of contents, and those of its footnotes."""
    document = read_document(write_paper(snapshot, path).path)
    lines = [line for block in document.blocks for line in of_block(block)]
    notes = [squeezed(p.text) for note in document.notes.values() for p in note]
    return lines, notes


def of_block(block):
    if isinstance(block, Paragraph):
        if not block.style.startswith("toc"):
            words = "".join("^" if span.note or span.raised else span.text for span in block.spans)
            yield from filter(None, [squeezed(f"{block.label} {words}")])
    elif isinstance(block, Table):
        yield [[cell.text for cell in row.values()] for row in block.rows]
    elif isinstance(block, Chart):
        yield list(zip(block.categories, next(iter(block.series.values())), strict=True))


def of_passage(passage):
    for block in passage.blocks:
        if isinstance(block, Line):
            words = "".join("^" if piece.raised else piece.text for piece in block.pieces)
            yield from filter(None, [squeezed(f"{block.label} {words}")])
        elif isinstance(block, Row):
            yield [list(block.header), [cell.text for cell in block.cells]]
        elif isinstance(block, Bars):
            yield [(bar.criterion, bar.value) for bar in block.bars]


def squeezed(text):
    return " ".join(text.split())


@pytest.fixture(
    params=["sample", "every sign", "made up", "French", pytest.param("real", marks=pytest.mark.corpus)]
)
def snapshot(request, tmp_path):
    if request.param == "every sign":
        return sample()[0]
    if request.param == "sample":
        with Workspace.open(make_sample(tmp_path), writable=False) as workspace:
            return workspace.snapshot()
    if request.param == "real":
        corpus = request.getfixturevalue("corpus")
        with start_workspace(tmp_path / "W.evw") as workspace:
            place_reading(workspace, read(corpus / "gb340-pfa-7.txt", workspace.tree))
            return workspace.snapshot()
    with make_rich(tmp_path / "W.evw") as workspace:
        with workspace.edit("In this language") as editor:
            paper = next(editor.tree.of_kind("paper")).id
            editor.set(paper, "language", "fr" if request.param == "French" else "en")
            editor.set(paper, "date", "2031-03-01")
        return workspace.snapshot()


def test_the_passage_of_a_paper_is_the_draft(snapshot, tmp_path):
    paper = next(snapshot.tree.of_kind("paper")).id
    lines, notes = of_draft(snapshot, tmp_path / "draft.docx")
    passage = Passages(snapshot.tree, snapshot.numbers).of(paper)
    assert list(of_passage(passage)) == lines
    assert [squeezed(line.text) for line in passage.footnotes] == notes
    assert [line.label for line in passage.footnotes if line.label] == [
        str(number) for number in range(1, len([line for line in passage.footnotes if line.label]) + 1)
    ]


def test_every_passage_stands_in_the_draft_as_it_is_shown(snapshot, tmp_path):
    lines, notes = of_draft(snapshot, tmp_path / "draft.docx")
    passages = Passages(snapshot.tree, snapshot.numbers)
    paper = next(snapshot.tree.of_kind("paper")).id
    place = 0
    for printed in printed_order(snapshot.tree, paper):
        if printed.node.kind == "section":
            shown = list(of_passage(passages.of(printed.node.id)))
            place = next(i for i in range(place, len(lines)) if lines[i : i + len(shown)] == shown)
            assert {squeezed(line.text) for line in passages.of(printed.node.id).footnotes} <= set(notes)
