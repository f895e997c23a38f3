"""The grid's rows: what stands in cells, their order, their groups, and how they are set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.rows import COLUMNS, USUAL, Rows, Sort, add_unit, is_editable, set_cells
from workbench.schema import KINDS
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = "2031-06-01"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "w.evw") as workspace:
        with workspace.edit("fill") as editor:
            paper = editor.insert(1, "paper", {"symbol": "HA.12/EV/3"})
            for title in ("Harbours", "Pilots"):
                part = editor.insert(paper, "evaluation", {"title": f"*{title}*"})
                section = editor.insert(part, "section", {"role": "recommendations"})
                first = editor.insert(
                    section,
                    "recommendation",
                    {"headline": "- Mend\n- *Paint*", "priority": "Low", "responsible_units": ["LIGHTS"]},
                )
                answer = editor.insert(first, "response", {"acceptance": "accepted"})
                for due, status in (("2031-01-31", "in_progress"), ("2031-12-31", "not_started")):
                    editor.insert(answer, "action", {"description": "x", "due": due, "status": status})
                second = {"headline": "Élan", "priority": "High", "lead_unit": "PILOTS"}
                shared = editor.insert(section, "recommendation", second)
                editor.set(answer, "also_answers", [shared])
                editor.insert(section, "recommendation", {"headline": "count", "priority": "Urgent"})
                editor.insert(section, "recommendation", {})
        yield workspace


@pytest.fixture
def rows(workspace: Workspace) -> Rows:
    return Rows(workspace.tree, workspace.numbers, TODAY)


@pytest.fixture
def shown(rows: Rows):
    """Return what stands in a column, from the top."""

    def texts(column: str) -> list[str]:
        return [rows.text(id, COLUMNS[column]) for id in rows.ids[:4]]

    return texts


def test_every_field_of_recommendation_and_response_is_a_column() -> None:
    for kind in ("recommendation", "response"):
        for field in KINDS[kind].fields.values():
            assert COLUMNS[f"{kind}.{field.name}"].field is field
    assert set(USUAL) <= set(COLUMNS)


def test_places_are_said_as_people_say_them(shown) -> None:
    assert shown("reference")[:2] == ["HA.12 I-1", "HA.12 I-2"]
    assert shown("part")[0] == "I"
    assert shown("evaluation")[0] == "Harbours"
    assert shown("paper")[0] == "HA.12/EV/3"


def test_texts_are_shown_as_read(shown) -> None:
    assert shown("recommendation.headline") == ["Mend\nPaint", "Élan", "count", ""]


def test_choices_are_shown_by_their_label_and_kept_as_they_came(shown) -> None:
    assert shown("recommendation.priority") == ["Low", "High", "Urgent", ""]
    assert shown("response.acceptance") == ["Accepted", "Accepted", "", ""]


def test_the_first_unit_leads_until_a_person_says_otherwise(rows: Rows, shown) -> None:
    lead = COLUMNS["recommendation.lead_unit"]
    assert shown(lead.name) == ["LIGHTS", "PILOTS", "", ""]
    assert [rows.is_assumed(id, lead) for id in rows.ids[:2]] == [True, False]
    assert rows.value(rows.ids[0], lead) is None


def test_actions_are_summed_up(shown) -> None:
    assert shown("status")[0] == "1 overdue, 1 not started"
    assert shown("standing") == ["Overdue", "Overdue", "", ""]
    assert shown("due")[0] == "2031-01-31"
    assert shown("actions") == ["2", "2", "", ""]


def test_choices_sort_as_on_their_list_and_unset_ones_last(rows: Rows) -> None:
    first = set(rows.ids[:4])
    up = rows.ordered(first, [Sort("recommendation.priority")])
    down = rows.ordered(first, [Sort("recommendation.priority", descending=True)])
    a, b, c, d = rows.ids[:4]
    assert up == [b, a, c, d]
    assert down == [c, a, b, d]


def test_a_choice_with_other_hyphens_sorts_as_the_one_on_the_list(workspace: Workspace) -> None:
    rows = Rows(workspace.tree, workspace.numbers, "")
    column = COLUMNS["recommendation.time_implication"]
    with workspace.edit("time") as editor:
        for id, value in zip(rows.ids, ("Long term", "Medium-term", "longterm"), strict=False):
            editor.set(id, "time_implication", value)
    assert [rows.sort_key(id, column) for id in rows.ids[:3]] == [(2, ""), (1, ""), (3, "longterm")]


def test_several_columns_sort_one_within_the_other(rows: Rows) -> None:
    sorts = [Sort("recommendation.priority"), Sort("part", descending=True)]
    found = rows.ordered(rows.ids, sorts)
    assert found[:4] == [rows.ids[5], rows.ids[1], rows.ids[4], rows.ids[0]]


def test_equal_rows_stay_in_the_order_of_the_document(rows: Rows) -> None:
    for descending in (False, True):
        found = rows.ordered(rows.ids, [Sort("paper", descending)])
        assert found == rows.ids


@pytest.mark.parametrize("column", list(COLUMNS))
def test_every_column_sorts_up_and_down(rows: Rows, column: str) -> None:
    for descending in (False, True):
        assert sorted(rows.ordered(rows.ids, [Sort(column, descending)])) == sorted(rows.ids)


def test_groups_come_in_the_order_of_the_list(rows: Rows) -> None:
    groups = rows.grouped(rows.ids, "priority")
    assert [(group.label, len(group.ids)) for group in groups] == [
        ("High", 2),
        ("Low", 2),
        ("Urgent", 2),
        ("", 2),
    ]


@pytest.mark.parametrize("by", ["evaluation", "unit", "priority", "acceptance", "status"])
def test_every_row_is_in_one_group(rows: Rows, by: str) -> None:
    groups = rows.grouped(rows.ids, by)
    assert sorted(id for group in groups for id in group.ids) == sorted(rows.ids)
    assert len({group.key for group in groups}) == len(groups)


def test_evaluations_group_by_part_and_title(rows: Rows) -> None:
    assert [group.label for group in rows.grouped(rows.ids, "evaluation")] == ["I. Harbours", "II. Pilots"]


def test_setting_a_field_of_an_answer_adds_the_answer(workspace: Workspace, rows: Rows) -> None:
    third, fourth = rows.ids[2:4]
    column = COLUMNS["response.acceptance"]
    with workspace.edit("set") as editor:
        set_cells(editor, rows, [(third, column, "accepted"), (fourth, column, None)])
        set_cells(editor, rows, [])
    assert [node["acceptance"] for node in workspace.tree.children(third, "response")] == ["accepted"]
    assert workspace.tree.children(fourth, "response") == []


def test_two_cells_of_one_new_answer_share_it(workspace: Workspace, rows: Rows) -> None:
    third = rows.ids[2]
    cells = [(third, COLUMNS["response.acceptance"], "accepted"), (third, COLUMNS["response.text"], "Yes.")]
    with workspace.edit("set") as editor:
        set_cells(editor, rows, cells)
    (answer,) = workspace.tree.children(third, "response")
    assert (answer["acceptance"], answer["text"]) == ("accepted", "Yes.")


def test_a_shared_answer_is_set_where_it_stands(workspace: Workspace, rows: Rows) -> None:
    first, second = rows.ids[:2]
    with workspace.edit("set") as editor:
        set_cells(editor, rows, [(second, COLUMNS["response.acceptance"], "not_accepted")])
    assert workspace.tree.children(first, "response")[0]["acceptance"] == "not_accepted"
    assert workspace.tree.children(second, "response") == []


def test_a_unit_is_added_once_and_last(workspace: Workspace, rows: Rows) -> None:
    with workspace.edit("add") as editor:
        add_unit(editor, rows.ids, "PILOTS")
        add_unit(editor, rows.ids, "PILOTS")
    assert workspace.tree[rows.ids[0]]["responsible_units"] == ("LIGHTS", "PILOTS")
    assert workspace.tree[rows.ids[1]]["responsible_units"] == ("PILOTS",)


def test_what_is_computed_cannot_be_set() -> None:
    assert not is_editable(COLUMNS["reference"])
    assert not is_editable(COLUMNS["response.also_answers"])
    assert is_editable(COLUMNS["response.text"])


def test_what_rows_are_sorted_by_is_read_in_portions(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    sorts = (Sort("recommendation.headline"), Sort("nothing of ours"), Sort("status", descending=True))
    rows.sort_key(rows.ids[5], COLUMNS["status"])
    portions = 0
    while rows.warm(sorts, 3):
        portions += 1
    assert portions == 6  # eight headlines by three, and seven of the other column
    monkeypatch.setattr(Rows, "_sort_key", None)
    rows.ordered(rows.ids, sorts)


def test_the_words_on_actions_count_each_once(workspace: Workspace) -> None:
    with workspace.edit("More") as editor:
        answer = next(editor.tree.of_kind("response")).id
        for status in ("not_started", "Waiting", "Waiting", None):
            editor.insert(answer, "action", {"status": status})
    rows = Rows(workspace.tree, workspace.numbers, TODAY)
    told = rows.text(rows.ids[0], COLUMNS["status"])
    assert told.lower() == "1 overdue, 2 not started, 2 waiting, 1 without a status"
