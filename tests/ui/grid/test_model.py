"""The grid's model while the document changes, watched by Qt's own tester."""

import random

import pytest
from PySide6.QtCore import Qt

from ui.grid.model import ALL, PLACES, GridModel
from workbench.checks import Checks
from workbench.errors import UserError
from workbench.rows import Group, Rows, Sort
from workbench.workspace import Workspace

TODAY = "2031-06-01"


@pytest.fixture
def workspace(rich_path):
    with Workspace.open(rich_path) as workspace:
        yield workspace


@pytest.fixture
def model(qapp):
    model = GridModel(qapp)
    yield model
    model.deleteLater()


@pytest.fixture
def show(model, workspace):
    """Show the workspace as it is now, flat or in groups."""
    checks = Checks(workspace)
    workspace.listen(checks.update)

    def shown(group="", sorts=(), leave_out=()):
        rows = Rows(workspace.tree, workspace.numbers, TODAY)
        ids = [id for id in rows.ids if id not in leave_out]
        flat = [Group("", "", tuple(rows.ordered(ids, sorts)))]
        groups = rows.grouped(ids, group, sorts) if group else flat
        return model.show(rows, checks, groups, is_flat=not group, writable=True)

    return shown


def texts(model, column):
    return [model.index(row, PLACES[column]).data() for row in range(model.rowCount())]


def test_flat_rows_show_values(model, show):
    show()
    assert texts(model, "reference")[:2] == ["HA.12 I-1", "HA.12 I-2"]
    assert texts(model, "recommendation.priority")[:3] == ["High", "Urgent", "Medium"]


def test_a_lead_unit_that_is_only_assumed_is_called_so(model, show, workspace):
    lead, role = PLACES["recommendation.lead_unit"], Qt.ItemDataRole
    show()
    index = model.index(0, lead)
    assert workspace.tree[model.ids[0]]["lead_unit"] is None
    assert index.data() == "LIGHTS (first)"
    said = "No lead unit is set: the first unit named leads."
    assert index.data(role.ToolTipRole) == f"LIGHTS\n\n{said}"
    assert index.data(role.AccessibleTextRole) == f"LIGHTS. {said}"
    assert model.text_at(index) == "LIGHTS"
    with workspace.edit("Lead") as editor:
        editor.set(model.ids[0], "lead_unit", "LIGHTS")
    show()
    index = model.index(0, lead)
    assert [index.data(one) for one in (role.DisplayRole, role.ToolTipRole)] == ["LIGHTS", "LIGHTS"]
    assert index.data(role.AccessibleTextRole) == "LIGHTS"
    assert index.data(role.ForegroundRole) is None


def test_no_unit_at_all_leads_nothing(model, show, workspace):
    with workspace.edit("None") as editor:
        editor.set(next(workspace.tree.of_kind("recommendation")).id, "responsible_units", ())
    show()
    index = model.index(0, PLACES["recommendation.lead_unit"])
    assert index.data() == ""
    assert index.data(Qt.ItemDataRole.ToolTipRole) is None


def test_groups_hold_their_rows(model, show):
    show("priority")
    top = model.index(0, 0)
    assert top.data() == "High – 3 recommendations"
    assert model.rowCount(top) == 3
    child = model.index(1, 3, top)
    assert model.parent(child) == top
    assert not model.flags(top) & Qt.ItemFlag.ItemIsSelectable


def test_only_what_can_be_set_is_editable(model, show):
    show()
    editable = {column.name for column in ALL if model.flags(model.index(0, PLACES[column.name])) & EDITABLE}
    assert "recommendation.priority" in editable
    assert "response.text" in editable
    assert not editable & {"reference", "status", "due", "response.also_answers"}


EDITABLE = Qt.ItemFlag.ItemIsEditable


def test_flags_are_known_without_a_value(model, show, monkeypatch):
    show()
    monkeypatch.setattr(Rows, "value", None)
    monkeypatch.setattr(Rows, "text", None)
    assert model.flags(model.index(0, PLACES["response.text"])) & EDITABLE


def test_a_doubtful_value_is_told_in_words(model, show):
    show()
    index = model.index(1, PLACES["recommendation.priority"])
    assert "is not in the list" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "is not in the list" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_same_rows_keep_their_place_and_only_tell_of_values(model, show, workspace, qtbot):
    show()
    first = model.ids[0]
    with workspace.edit("x") as editor:
        editor.set(first, "priority", "Low")
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        assert show() is False
    assert texts(model, "recommendation.priority")[0] == "Low"


def test_sorting_keeps_what_stands_for_a_row(model, show):
    from PySide6.QtCore import QPersistentModelIndex

    show()
    kept = QPersistentModelIndex(model.index(1, 2))
    id = model.id_of(kept)
    assert show(sorts=[Sort("recommendation.priority", descending=True)]) is True
    assert model.id_of(kept) == id
    assert kept.row() == model.index_of(id).row() == 0


def test_the_header_says_what_is_sorted_by(model, show):
    show()
    model.set_sorts([Sort("recommendation.priority"), Sort("due", descending=True)])
    heads = [model.headerData(PLACES[name], Qt.Orientation.Horizontal) for name in SORTED]
    assert heads == ["Priority  ▲1", "Next due  ▼2"]


SORTED = ("recommendation.priority", "due")


@pytest.mark.parametrize("seed", range(4))
def test_any_walk_is_sound_to_qts_own_tester(model, show, workspace, qtmodeltester, seed):
    qtmodeltester.check(model)
    show()
    qtmodeltester.check(model)
    rng = random.Random(seed)
    for _ in range(40):
        change(workspace, rng)
        group = rng.choice(["", "", "priority", "unit", "evaluation", "status", "acceptance"])
        ids = [node.id for node in workspace.tree.of_kind("recommendation")]
        hidden = rng.sample(ids, min(len(ids), rng.randint(0, 3)))
        sorts = [Sort(rng.choice(ALL).name, rng.random() < 0.5) for _ in range(rng.randint(0, 2))]
        show(group, sorts, hidden)
        assert sorted(model.ids) == sorted(set(ids) - set(hidden))
        for id in model.ids:
            assert model.id_of(model.index_of(id)) == id
    model.show(None, None, (), is_flat=True, writable=False)
    assert model.rowCount() == 0


def change(workspace, rng):
    sections = [n.id for n in workspace.tree.of_kind("section") if n["role"] == "recommendations"]
    ids = [node.id for node in workspace.tree.of_kind("recommendation")]
    try:
        with workspace.edit("walk") as editor:
            what = rng.random()
            if what < 0.3 or not ids:
                editor.insert(rng.choice(sections), "recommendation", {"priority": "High"})
            elif what < 0.5:
                editor.remove(rng.choice(ids))
            elif what < 0.6:
                editor.move(rng.choice(ids), rng.choice(sections))
            else:
                editor.set(rng.choice(ids), "priority", rng.choice(["High", "Low", None, "Odd"]))
    except UserError:
        return
