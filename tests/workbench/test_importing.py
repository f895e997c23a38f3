"""The batch of a reading is worked out on a copy of the document and written as one step."""

from __future__ import annotations

import pytest

from tests.workbench.intake.clothes import dress
from tests.workbench.intake.made_up import PAPER
from workbench.editor import Editor
from workbench.errors import Cancelled
from workbench.importing import ground_of, place_reading, prepare
from workbench.intake import read_bytes
from workbench.starting import start_workspace
from workbench.workspace import Workspace


@pytest.fixture(scope="module")
def reading():
    return read_bytes(dress(PAPER))


@pytest.fixture(params=["empty", "with a register"])
def target(request, tmp_path):
    make = Workspace.create if request.param == "empty" else start_workspace
    with make(tmp_path / "W.evw", name="W") as workspace:
        yield workspace


@pytest.fixture
def placed(reading, target, tmp_path):
    """The document after the reading was placed without anything prepared, and the report of that."""
    copy = tmp_path / "copy.evw"
    copy.write_bytes(target.path.read_bytes())
    with Workspace.open(copy) as twin:
        report = place_reading(twin, reading).report
        return twin.tree.copy(), report, twin.next_id


def grafted(*_, **__):
    raise AssertionError("worked out once more")


def test_what_was_worked_out_before_is_written_as_it_is(reading, target, placed, monkeypatch):
    batch = prepare(reading, ground_of(target))
    monkeypatch.setattr(Editor, "graft", grafted)
    steps = len(target.history())
    report = place_reading(target, reading, batch=batch).report
    assert (target.tree, report, target.next_id) == placed
    assert len(target.history()) == steps + 1
    target.undo()
    assert len(target.tree) == len(ground_of(target).tree)


def test_working_it_out_leaves_the_document_alone(reading, target):
    before, point = target.tree.copy(), target.point
    prepare(reading, ground_of(target))
    assert (target.tree, target.point) == (before, point)


def test_words_typed_meanwhile_do_no_harm(reading, target, monkeypatch):
    batch = prepare(reading, ground_of(target))
    with target.edit("Typed") as editor:
        editor.set(target.tree.root_id, "contact", "somebody")
    monkeypatch.setattr(Editor, "graft", grafted)
    place_reading(target, reading, batch=batch)
    assert target.tree.root["contact"] == "somebody"


def test_what_no_longer_fits_is_worked_out_anew(reading, target):
    batch = prepare(reading, ground_of(target))
    with target.edit("Meanwhile") as editor:
        other = editor.insert(target.tree.root_id, "paper", {"symbol": "X"})
    root = place_reading(target, reading, batch=batch).root
    papers = [paper.id for paper in target.tree.of_kind("paper")]
    assert sorted(papers) == [other, root]


def test_a_unit_that_went_from_the_shorter_register_is_noticed(reading, target):
    with target.edit("Registers") as editor:
        for names in (("A", "B"), ("C", "D", "E")):
            register = editor.insert(target.tree.root_id, "register")
            for name in names:
                editor.insert(register, "unit", {"abbreviation": name})
    batch = prepare(reading, ground_of(target))
    assert batch.fits(target)
    with target.edit("Meanwhile") as editor:
        editor.remove(next(unit.id for unit in target.tree.of_kind("unit") if unit["abbreviation"] == "B"))
    assert not batch.fits(target)


def test_it_tells_how_far_it_is_and_can_be_stopped_at_any_node(reading, target):
    told = []
    prepare(reading, ground_of(target), progress=lambda done, total, what: told.append((done, total)))
    total = sum(1 for _ in reading.root.walk())
    assert told == [(done, total) for done in range(total + 1)]
    looks = iter([False] * 20 + [True])
    with pytest.raises(Cancelled):
        prepare(reading, ground_of(target), is_cancelled=lambda: next(looks))
