"""Files take their places all together or not at all."""

import datetime
import hashlib
import os

import pytest

from tests.workbench.tracking.building import Paper, rows_of
from workbench.errors import Cancelled, UserError
from workbench.tracking import record_sheets, write_sheets
from workbench.tracking.files import file_names
from workbench.workspace import FileRecord


@pytest.fixture
def paper():
    paper = Paper()
    paper.recommend("POLICY", "FIELD", "DDG/P")
    return paper


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_named_after_paper_and_unit(paper, tmp_path):
    write_sheets(paper.snapshot(), tmp_path / "new" / "folder")
    assert names(tmp_path / "new" / "folder") == [
        "RG.12-EVA-3 DDG-P.xlsx",
        "RG.12-EVA-3 FIELD.xlsx",
        "RG.12-EVA-3 POLICY.xlsx",
    ]


@pytest.mark.parametrize(
    ("symbol", "unit", "name"),
    [
        ("GB.340/PFA/7", "ENTERPRISES", "GB.340-PFA-7 ENTERPRISES.xlsx"),
        (None, "POLICY", "Tracking sheet POLICY.xlsx"),
        ("NUL.1", "a", "_NUL.1 a.xlsx"),
        ("con", "x", "_con x.xlsx"),
        ("S", "ends. ", "S ends.xlsx"),
        ("S", 'a<b>c:"d|e?f*g', "S a-b-c-d-e-f-g.xlsx"),
        ("S", "x" * 300, "S " + "x" * 98 + ".xlsx"),
        ("S", "é", "S é.xlsx"),
    ],
)
def test_names_are_safe_on_every_system(symbol, unit, name):
    assert file_names(symbol, [unit]) == {unit: name}


def test_names_differ_also_where_case_does_not_count():
    assert list(file_names("S", ["A/B", "a-b", "A:B"]).values()) == [
        "S A-B.xlsx",
        "S a-b (2).xlsx",
        "S A-B (3).xlsx",
    ]


def test_a_name_does_not_depend_on_which_units_are_written(tmp_path):
    paper = Paper()
    paper.recommend("A/B", "A-B")
    write_sheets(paper.snapshot(), tmp_path, units=["A-B"])
    assert names(tmp_path) == ["RG.12-EVA-3 A-B (2).xlsx"]


def test_the_hash_is_that_of_the_file(paper, tmp_path):
    for file in write_sheets(paper.snapshot(), tmp_path).files:
        assert hashlib.sha256(file.path.read_bytes()).hexdigest() == file.sha256


def test_progress_names_each_unit_and_ends_complete(paper, tmp_path):
    heard = []
    write_sheets(paper.snapshot(), tmp_path, progress=lambda *call: heard.append(call))
    assert heard == [(0, 3, "POLICY"), (1, 3, "FIELD"), (2, 3, "DDG/P"), (3, 3, "")]


def test_cancelling_leaves_the_folder_as_it_was(paper, tmp_path):
    write_sheets(paper.snapshot(), tmp_path, units=["POLICY"])
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    answers = iter([False, False, True])
    with pytest.raises(Cancelled):
        write_sheets(paper.snapshot(), tmp_path, is_cancelled=lambda: next(answers))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_writing_again_replaces(paper, tmp_path):
    write_sheets(paper.snapshot(), tmp_path)
    before = names(tmp_path)
    paper.recommend("POLICY")
    book = paper.books(tmp_path)["POLICY"]
    assert names(tmp_path) == before
    assert len(rows_of(book["Response"])) == 2


def test_a_file_open_elsewhere_stops_all_of_them(paper, tmp_path, monkeypatch):
    write_sheets(paper.snapshot(), tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    replace = os.replace

    def refusing(source, target):
        if str(source).endswith("FIELD.xlsx"):
            raise PermissionError(13, "in use")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(UserError, match="“RG.12-EVA-3 FIELD.xlsx” cannot be replaced; it is probably open"):
        write_sheets(paper.snapshot(), tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_failure_half_way_through_moving_puts_everything_back(paper, tmp_path, monkeypatch):
    write_sheets(paper.snapshot(), tmp_path, units=["POLICY"])
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    replace = os.replace

    def refusing(source, target):
        if str(target).endswith("DDG-P.xlsx"):
            raise OSError(28, "full")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(UserError, match="DDG-P"):
        write_sheets(paper.snapshot(), tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_where_the_folder_should_be_is_a_clear_refusal(paper, tmp_path):
    place = tmp_path / "taken"
    place.write_text("x")
    with pytest.raises(UserError, match="folder"):
        write_sheets(paper.snapshot(), place)


def test_the_same_snapshot_gives_the_same_cells(paper, tmp_path):
    def content(folder):
        book = paper.books(folder)["POLICY"]
        return [list(sheet.values) for sheet in book.worksheets]

    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_what_went_out_is_in_the_log(workspace, tmp_path):
    with workspace.edit("Paper") as editor:
        paper = editor.insert(workspace.tree.root_id, "paper", {"symbol": "RG.1/A"})
        evaluation = editor.insert(paper, "evaluation")
        section = editor.insert(evaluation, "section", {"role": "recommendations"})
        editor.insert(section, "recommendation", {"headline": "Plan.", "responsible_units": ["POLICY"]})
    snapshot = workspace.snapshot()
    written = write_sheets(snapshot, tmp_path / "out")
    record_sheets(workspace, snapshot, written, datetime.date(2027, 1, 15))
    (record,) = workspace.files()
    assert record == FileRecord(
        "out",
        "RG.1-A POLICY.xlsx",
        written.files[0].sha256,
        snapshot.point,
        unit="POLICY",
        time=record.time,
        due="2027-01-15",
        outcome="tracking sheet",
        decisions=f'{{"paper": {paper}}}',
    )
