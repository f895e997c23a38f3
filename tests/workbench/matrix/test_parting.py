import pytest

from tests.workbench.matrix.building import nodes, taken, write_word, write_xlsx
from workbench.matrix import read_matrix
from workbench.matrix.names import ACTION, ACTION_UNIT, BOTH_UNITS, DUE, PROGRESS, STATUS, TIME, UNITS
from workbench.matrix.parting import is_time, is_unit, meanings_of, parted_cell, units_in
from workbench.register import shipped_units

PRIORITY = "recommendation.priority"
DAY = "31 December 2026"


@pytest.mark.parametrize(
    ("header", "meaning", "others"),
    [
        ("Responsible unit / Deadline", UNITS, (DUE, TIME)),
        ("Responsible unit Deadline", UNITS, (DUE, TIME)),
        ("Unité responsable et échéance", UNITS, (DUE, TIME)),
        ("Responsable y plazo", UNITS, (DUE, TIME)),
        ("Deadline / Responsible unit", DUE, (UNITS, TIME)),
        ("Status / Comments", STATUS, (PROGRESS,)),
        ("Accepted / Not accepted", "response.acceptance", ()),
        ("Responsible unit(s)", UNITS, ()),
        ("Responsible unit / Deadline", "note", ()),
    ],
)
def test_a_header_can_name_several_things(header, meaning, others):
    assert meanings_of(header, meaning, [meaning]) == (meaning, *others)


def test_what_has_a_column_of_its_own_is_not_looked_for_elsewhere():
    assert meanings_of("Responsible unit / Deadline", UNITS, [UNITS, DUE, TIME]) == (UNITS,)


@pytest.mark.parametrize(
    ("text", "unit", "due"),
    [
        (f"PUBL / {DAY}", "PUBL", DAY),
        (f"PUBL/{DAY}", "PUBL", DAY),
        (f"PUBL {DAY}", "PUBL", DAY),
        (f"PUBL ({DAY})", "PUBL", DAY),
        (f"{DAY} – PUBL", "PUBL", DAY),
        ("EVAL, HRD\n31/12/2026", "EVAL, HRD", "31/12/2026"),
        ("PUBL by 31 December 2026", "PUBL", DAY),
        ("PUBL, 31 de diciembre de 2026", "PUBL", "31 de diciembre de 2026"),
        ("PUBL / Q4 2026", "PUBL", "Q4 2026"),
        ("PUBL", "PUBL", None),
        ("2026-12-31", None, "2026-12-31"),
    ],
)
def test_a_unit_and_a_date_in_one_cell_are_told_apart(text, unit, due):
    expected = {UNITS: unit, DUE: due}
    assert parted_cell((UNITS, DUE), text) == {name: said for name, said in expected.items() if said}


@pytest.mark.parametrize(
    "text", [f"We will do it soon / {DAY}", "1 May 2026 / 2 May 2026", "It is not known yet."]
)
def test_what_is_not_certain_is_not_parted(text):
    assert parted_cell((UNITS, DUE), text) == {}


def test_values_of_lists_and_texts_are_told_apart():
    assert parted_cell((PRIORITY, DUE, TIME), "High / Short-term") == {PRIORITY: "High", TIME: "Short-term"}
    assert parted_cell((STATUS, PROGRESS), "Ongoing / paid – in part") == {
        STATUS: "Ongoing",
        PROGRESS: "paid – in part",
    }


@pytest.mark.parametrize(
    "text", [DAY, "31/12/2026", "end of 2026", "Q4 2026", "fin 2026", "3", "We shall see to it"]
)
def test_a_date_a_number_and_a_sentence_are_no_units(text):
    assert not is_unit(text)
    assert units_in(text, lambda name: False) == ("", [text])


def test_a_long_list_of_units_is_no_sentence():
    codes = (
        "EVAL, HRD, PUBL, SKILLS, SECTOR, RESEARCH, LABADMIN, ACTRAV, ACTEMP, GED, MIGRANT, NORMES, and all"
    )
    text = f"{codes} country offices in Africa, the Americas, Asia and Europe."
    assert units_in(text, lambda name: False) == (text, [])


def test_every_unit_of_the_shipped_register_is_one():
    names = [name for unit in shipped_units() for name in (unit.name, unit.abbreviation) if name]
    assert [name for name in names if not is_unit(name)] == []


@pytest.mark.parametrize(
    "text", ["PUBL", "Department of Statistics", "Decent Work Team – Bangkok", "all offices"]
)
def test_a_name_is_a_unit_and_stays_as_it_came(text):
    assert is_unit(text)
    assert not is_time(text)
    assert units_in(text, lambda name: False) == (text, [])


@pytest.mark.parametrize("make", [write_word, None])
def test_a_date_beside_a_unit_becomes_the_date_of_the_action(fresh, tmp_path, make):
    rows = [
        ["No.", "Recommendation", "Action", "Responsible unit / Deadline"],
        ["1", "Widen the harbour gate", "Dig", f"PUBL / {DAY}"],
    ]
    path = make(tmp_path / "m.docx", rows) if make else write_xlsx(tmp_path / "m.xlsx", {"M": rows})
    taken(fresh, read_matrix(path, fresh))
    [action], [recommendation] = nodes(fresh, "action"), nodes(fresh, "recommendation")
    assert (action["description"], action["responsible_unit"]) == ("Dig", "PUBL")
    assert str(action["due"]) == "2026-12-31"
    assert recommendation["responsible_units"] == ("PUBL",)
    assert DAY not in [unit["name"] for unit in nodes(fresh, "unit")]


def test_a_date_among_units_is_kept_as_a_note_and_told(fresh, tmp_path):
    rows = [("No.", "Recommendation", "Responsible units"), (1, "Dig", f"PUBL ({DAY})"), (2, "Fill", 3)]
    returned = read_matrix(write_xlsx(tmp_path / "m.xlsx", {"M": rows}), fresh)
    taken(fresh, returned)
    first, second = nodes(fresh, "recommendation")
    assert first["responsible_units"] == ("PUBL",)
    assert f"PUBL ({DAY})" in first["notes"].replace("\\", "")
    assert second["responsible_units"] == ()
    assert {"no-unit", "not-understood"} <= {problem.code for problem in returned.problems}


# Units of recommendations and of their actions ---------------------------------------------------


def imported(workspace, path, *rows):
    taken(workspace, read_matrix(write_xlsx(path, {"M": rows}), workspace))
    return nodes(workspace, "recommendation"), nodes(workspace, "action")


def test_the_only_column_of_units_speaks_of_recommendations_and_actions(fresh, tmp_path):
    head = ("No.", "Recommendation", "Accepted?", "Action", "Who")
    rows = [(1, "Dig", "Yes", "Hire diggers", "PUBL"), (2, "Fill", "No", None, "HRD")]
    advice, actions = imported(fresh, tmp_path / "m.xlsx", head, *rows)
    assert [node["responsible_units"] for node in advice] == [("PUBL",), ("HRD",)]
    assert [(action["description"], action["responsible_unit"]) for action in actions] == [
        ("Hire diggers", "PUBL")
    ]


def test_a_unit_alone_is_no_action_and_is_not_lost(fresh, tmp_path):
    head = ("No.", "Recommendation", "Responsible unit", "Action", "Action owner", "Due")
    rows = [(1, "Dig", "PUBL", "–", "HRD", None), (2, "Fill", "PUBL", None, None, "some day")]
    advice, actions = imported(fresh, tmp_path / "m.xlsx", head, *rows)
    assert actions == []
    assert advice[0]["notes"] == "Action owner: HRD"
    assert advice[1]["notes"] == "Due: some day"


def test_units_that_stand_here_are_not_asked_about_for_the_sake_of_actions(evaluated, tmp_path):
    workspace, evaluation = evaluated
    node = next(workspace.tree.of_kind("recommendation", evaluation)).id
    with workspace.edit("Units") as editor:
        editor.set(node, "responsible_units", ("EVAL",))
    rows = [("No.", "Recommendation", "Action", "Who"), (1, "Strengthen the work on harbours", "Dig", "HRD")]
    returned = read_matrix(write_xlsx(tmp_path / "m.xlsx", {"M": rows}), workspace, evaluation)
    items = taken(workspace, returned)
    assert not any(item.is_open_question for item in items)
    assert workspace.tree[node]["responsible_units"] == ("EVAL",)
    assert [action["responsible_unit"] for action in nodes(workspace, "action")] == ["HRD"]


def test_a_cell_of_both_is_taken_for_both():
    assert meanings_of("Who", BOTH_UNITS, [BOTH_UNITS, ACTION]) == (BOTH_UNITS,)
    assert meanings_of("Deadline / Who", DUE, [DUE, ACTION]) == (DUE, BOTH_UNITS, TIME)
    assert meanings_of("Deadline / Who", DUE, [DUE, ACTION, UNITS]) == (DUE, ACTION_UNIT, TIME)
