import datetime

import pytest

from workbench.markup import plain_blocks
from workbench.matrix.cells import Interpreter, to_markup
from workbench.matrix.entries import Given
from workbench.merging.claims import Place
from workbench.schema import field_of


@pytest.fixture
def interpreter(fresh):
    return Interpreter(fresh.tree)


def meant(interpreter, kind, field, value):
    return interpreter.meant(field_of(kind, field), Given(value, Place()))


@pytest.mark.parametrize(
    ("kind", "field", "cell", "value"),
    [
        ("response", "acceptance", "Agreed", "accepted"),
        ("response", "acceptance", " Partiellement acceptée ", "partially_accepted"),
        ("response", "acceptance", "No aceptada", "not_accepted"),
        ("response", "acceptance", "Y", "accepted"),
        ("recommendation", "priority", "H", "High"),
        ("recommendation", "priority", "alta", "High"),
        ("recommendation", "priority", "Very urgent", "Very urgent"),
        ("recommendation", "time_implication", "mediano plazo", "Medium-term"),
        ("action", "status", "Réalisée", "implemented"),
        ("action", "status", "Stalled", "Stalled"),
        ("action", "due", datetime.date(2026, 3, 1), "2026-03-01"),
        ("action", "due", "31/12/2026", "2026-12-31"),
        ("action", "due", "31 déc. 2026", "2026-12-31"),
        ("action", "due", "TBD", None),
        ("action", "due", "–", None),
        ("action", "due", "none", None),
        ("action", "verified", "yes", True),
        ("response", "text", "N/A", "N/A"),
        ("response", "text", "-", None),
        ("rating", "score", 3.75, 3.75),
        ("rating", "score", "3,75", 3.75),
        ("rating", "score", " NR", "NR"),
        ("rating", "score", "NA", None),
    ],
)
def test_a_cell_is_understood_where_it_is_certain(interpreter, kind, field, cell, value):
    found = meant(interpreter, kind, field, cell)
    assert (found.value, found.raw, found.doubt) == (value, None, "")


@pytest.mark.parametrize(
    ("kind", "field", "cell"),
    [
        ("response", "acceptance", "To be discussed"),
        ("action", "due", "Q4 2026"),
        ("action", "due", "03/04/2026"),
        ("rating", "score", "rather good"),
    ],
)
def test_what_is_not_certain_is_kept_as_it_came_with_the_reason(interpreter, kind, field, cell):
    found = meant(interpreter, kind, field, cell)
    assert found.raw == cell
    assert cell in found.doubt


def test_a_word_outside_an_open_list_is_kept_and_told(interpreter):
    meant(interpreter, "recommendation", "priority", "Medium–high")
    assert [problem.code for problem in interpreter.problems] == ["off-list"]


def test_what_was_read_as_no_value_is_told(interpreter):
    meant(interpreter, "action", "due", "TBD")
    assert [problem.code for problem in interpreter.problems] == ["no-value"]


@pytest.mark.parametrize(
    ("cell", "keys"),
    [
        ("EVAL, PARDEV", ("EVAL", "PARDEV")),
        ("EVAL\nPARDEV", ("EVAL", "PARDEV")),
        ("• Evaluation Office (EVAL)\n• HRD", ("EVAL", "HRD")),
        ("EVAL et PARDEV", ("EVAL", "PARDEV")),
        ("EVAL y PARDEV", ("EVAL", "PARDEV")),
        ("N/A", ()),
    ],
)
def test_units_are_found_in_any_list(interpreter, cell, keys):
    assert meant(interpreter, "recommendation", "responsible_units", cell).value == keys


def test_a_unit_that_the_register_lacks_is_added_and_told(interpreter):
    assert meant(interpreter, "recommendation", "lead_unit", "Port Office (POFF)").value == "POFF"
    assert [(unit.abbreviation, unit.name) for unit in interpreter.new_units] == [("POFF", "Port Office")]
    assert [problem.code for problem in interpreter.problems] == ["new-unit"]


def test_of_several_units_where_one_can_be_the_first_is_taken_and_told(interpreter):
    found = meant(interpreter, "action", "responsible_unit", "HRD, EVAL")
    assert (found.value, found.is_partly) == ("HRD", True)
    assert [problem.code for problem in interpreter.problems] == ["several-units"]


def test_the_lines_of_a_cell_are_blocks_and_bullets_items():
    assert to_markup("First\nsecond\n• one\n- two\n(a) three") == "First\n\nsecond\n\n- one\n- two\n(a) three"


@pytest.mark.parametrize("text", ["5 * 3 [sic] **", "[[12]] and [^3]", "- ", "\\", "#1 – see (a) below"])
def test_signs_of_markup_in_a_cell_are_only_signs(text):
    assert plain_blocks(to_markup(text), lambda _: "?") == [text.strip()]


def test_letters_that_nobody_can_see_are_dropped(interpreter):
    assert meant(interpreter, "response", "text", "We\x0bdo\x07 it").value == "We\n\ndo it"
