import datetime
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.strategies import LETTERS
from tests.workbench.tracking.building import Paper
from workbench.schema import KINDS, Field, Type, field_of
from workbench.tracking.shown import FIRST_DAY
from workbench.tracking.understanding import Understood, Words, same_as_shown, understand
from workbench.tracking.wordlists import labelled
from workbench.vocabularies import VOCABULARIES

DUE = field_of("action", "due")
STATUS = field_of("action", "status")
ACCEPTANCE = field_of("response", "acceptance")
UNIT = field_of("action", "responsible_unit")
CLEARED_BY = field_of("response", "cleared_by")
TEXT = field_of("response", "text")
VERIFIED = field_of("action", "verified")
YEAR = field_of("evaluation", "period_from")
SCORE = field_of("rating", "score")
FIELDS = [field for kind in KINDS.values() for field in kind.fields.values()]


def words(**vocabularies):
    """Return the words of a small document, with word lists of its own where they are given."""
    paper = Paper()
    paper.recommend("POLICY", "OLD-UNIT")
    if vocabularies:
        paper.editor.set(paper.tree.root_id, "vocabularies", vocabularies)
    return Words(paper.tree, {11: "RG.12 I-1", 12: "RG.12 I-2", 21: "RG.13 I-2"})


USUAL = words()


def certain(field, value, known=USUAL):
    understood = understand(field, value, known)
    assert understood.raw is None, understood
    assert understood.doubt == ""
    return understood.value


def asked(field, value, known=USUAL):
    understood = understand(field, value, known)
    assert understood.value is None
    assert understood.raw is not None
    return understood.doubt


# Empty ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("blank", [None, "", "  ", "\u00a0\n", "\u200b", "\ufeff \u2060"])
def test_an_empty_cell_is_an_unset_field(blank):
    for field in FIELDS:
        assert understand(field, blank, USUAL) == Understood(field.clean(None))
    assert certain(DUE, blank) is None


# Dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 12, 31),
        datetime.datetime(2026, 12, 31),
        datetime.datetime(2026, 12, 31, 14, 30),
        "2026-12-31",
        "2026-12-31T00:00:00",
        "2026-12-31 14:30",
        "2026/12/31",
        "2026.12.31",
        "31/12/2026",
        "31.12.2026",
        "31-12-2026",
        "31 / 12 / 2026",
        "12/31/2026",
        "31/12/2026 00:00:00",
        "31 Dec. 2026",
        "31 DECEMBER 2026",
        "31st December, 2026",
        "the 31st of December 2026",
        "Dec 31, 2026",
        "December 31st 2026",
        "31-Dec-2026",
        "2026 Dec 31",
        "31 déc. 2026",
        "31 décembre 2026",
        "le 31 décembre 2026",
        "31 dic. 2026",
        "31 de diciembre de 2026",
        "31 de diciembre del 2026",
        "\u00a031\u202fDecember\u00a02026 ",
        "31/12/\u200b2026\u200e",
        "٣١/١٢/٢٠٢٦",
        unicodedata.normalize("NFD", "31 décembre 2026"),
    ],
)
def test_a_date_is_understood(value):
    assert certain(DUE, value) == "2026-12-31"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("05/05/2026", "2026-05-05"),
        ("1er janvier 2027", "2027-01-01"),
        ("1º de enero de 2027", "2027-01-01"),
        ("1 août 2027", "2027-08-01"),
        ("3 Sept. 2027", "2027-09-03"),
        ("2026-03-04", "2026-03-04"),
        ("2026-3-4", "2026-03-04"),
        ("29/02/2028", "2028-02-29"),
    ],
)
def test_other_dates_are_understood(value, day):
    assert certain(DUE, value) == day


@pytest.mark.parametrize(
    "value",
    [
        "Q4 2026",
        "2026",
        2026,
        "December 2026",
        "end 2026",
        "end of December 2026",
        "TBD",
        "ongoing",
        "31/02/2026",
        "29/02/2026",
        "31/31/2026",
        "00/00/2026",
        "2026/31/12",
        "31 Brumaire 2026",
        "31-Dec-26",
        "31/12/26",
        "12/2026",
        "31/12/1926",
        "31/12/2206",
        "20261231",
        "46000",
        "31/12/2026 or later",
        "31/12/2026 - 15/01/2027",
        datetime.time(12, 30),
        True,
        -1,
        1e300,
        float("nan"),
        float("inf"),
    ],
)
def test_a_date_nobody_can_be_certain_of_is_asked(value):
    assert asked(DUE, value).endswith("; a date such as 2026-12-31 was expected.")


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("Q4 2026", "Due says “Q4 2026”; a date such as 2026-12-31 was expected."),
        ("03/04/2026", "Due says “03/04/2026”, which can mean 2026-04-03 or 2026-03-04."),
        (46000.5, "Due says “46000.5”, a number; in a cell formatted as a date it would be 2025-12-09."),
        (date(2206, 1, 1), "Due says “2206-01-01”; a date between 1990 and 2099 was expected."),
        (datetime.datetime(1900, 1, 5), "Due says “1900-01-05”; a date between 1990 and 2099 was expected."),
        (
            "Soon\u00a0 \n" + "and " * 40,
            f"Due says “Soon {'and ' * 18}an…”; a date such as 2026-12-31 was expected.",
        ),
    ],
)
def test_the_doubt_says_what_was_found_and_expected(value, sentence):
    assert asked(DUE, value) == sentence


def test_what_is_asked_comes_with_the_text_as_it_came():
    assert understand(DUE, " Q4\u00a02026\n", USUAL).raw == " Q4\u00a02026\n"
    assert understand(DUE, 46000, USUAL).raw == "46000"
    assert understand(DUE, "Q4 \ud800", USUAL).raw == "Q4 ?"


# Choices --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [
        (STATUS, "Implemented", "implemented"),
        (STATUS, "Implemented\u00a0", "implemented"),
        (STATUS, "implemented.", "implemented"),
        (STATUS, "IN  PROGRESS", "in_progress"),
        (STATUS, "in_progress", "in_progress"),
        (STATUS, "In-progress;", "in_progress"),
        (STATUS, "en cours", "in_progress"),
        (STATUS, "En curso", "in_progress"),
        (STATUS, "mise en oeuvre", "implemented"),
        (STATUS, "Mise en œuvre", "implemented"),
        (STATUS, "no longer\napplicable", "no_longer_applicable"),
        (STATUS, "sans\u202fobjet", "no_longer_applicable"),
        (STATUS, "Done", "implemented"),
        (STATUS, "closed", "implemented"),
        (STATUS, "Terminé", "implemented"),
        (STATUS, "REALIZADO", "implemented"),
        (STATUS, "open ", "not_started"),
        (STATUS, "à faire", "not_started"),
        (STATUS, "Under way", "in_progress"),
        (STATUS, "cancelled", "no_longer_applicable"),
        (ACCEPTANCE, "Partially_accepted", "partially_accepted"),
        (ACCEPTANCE, "partially accepted", "partially_accepted"),
        (ACCEPTANCE, "Acceptee", "accepted"),
        (ACCEPTANCE, "aceptado", "accepted"),
        (ACCEPTANCE, "Yes", "accepted"),
        (ACCEPTANCE, "Sí", "accepted"),
        (ACCEPTANCE, "D'accord", "accepted"),
        (ACCEPTANCE, "no", "not_accepted"),
        (ACCEPTANCE, "refusé", "not_accepted"),
        (field_of("recommendation", "priority"), "élevé", "High"),
        (field_of("recommendation", "priority"), "ALTA", "High"),
        (field_of("recommendation", "time_implication"), "short term", "Short-term"),
    ],
)
def test_a_choice_is_understood(field, value, key):
    assert certain(field, value) == key


@pytest.mark.parametrize(
    "value", ["halfway there", "delayed", "Done?", "not done", "implementedx", 3, True, date(2026, 1, 1), "…"]
)
def test_a_status_nobody_knows_is_asked(value):
    assert asked(STATUS, value).endswith(
        "; Not started, In progress, Implemented or No longer applicable was expected."
    )


def test_every_label_and_key_of_every_word_list_is_understood():
    for name, entries in VOCABULARIES.items():
        field = Field("x", Type.CHOICE, "X", vocabulary=name)
        for key, labels in entries.items():
            for text in (key, *labels.values()):
                assert certain(field, f" {text.upper()}\u00a0. ") == key


def test_a_word_with_two_meanings_is_asked():
    lists = {"one": {"en": "Fast lane"}, "two": {"en": "fast-lane"}, "three": {"en": "Slow"}}
    field = Field("x", Type.CHOICE, "Lane", vocabulary="action_status")
    own = words(action_status=lists)
    assert certain(field, "Fast lane", own) == "one"
    assert certain(field, "fast-lane", own) == "two"
    assert asked(field, "FAST LANE", own) == "Lane says “FAST LANE”, which can mean Fast lane or fast-lane."


def test_equal_labels_are_told_apart_by_the_key_shown_with_them():
    own = words(action_status={"a": {"en": "Same"}, "b": {"en": "Same"}})
    for key, label in labelled(
        {"action_status": {"a": {"en": "Same"}, "b": {"en": "Same"}}}, "action_status"
    ).items():
        assert certain(STATUS, label, own) == key
    assert asked(STATUS, "same", own) == "Status says “same”, which can mean Same (a) or Same (b)."


def test_the_words_of_the_document_win_over_ours():
    own = words(action_status={"done": {"en": "Reported", "fr": "Signalée"}, "implemented": {"en": "Closed"}})
    assert certain(STATUS, "Done", own) == "done"
    assert certain(STATUS, "signalee", own) == "done"
    assert certain(STATUS, "closed", own) == "implemented"
    assert certain(STATUS, "Mise en œuvre", own) == "implemented"  # ours, for a key it has too
    assert certain(STATUS, "terminé", own) == "implemented"
    assert asked(STATUS, "open", own) == "Status says “open”; Reported or Closed was expected."


# Units and references -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("POLICY", "POLICY"),
        ("policy ", "POLICY"),
        ("Policy department", "POLICY"),
        ("POLICY – Policy Department", "POLICY"),
        ("POLICY - Policy\u00a0Department", "POLICY"),
        ("Policy Department (POLICY)", "POLICY"),
        ("ddg/p", "DDG/P"),
        ("Regional Offices", "regional offices"),
        ("old‑unit", "OLD-UNIT"),
        ("OLD-UNIT", "OLD-UNIT"),
    ],
)
def test_a_unit_is_understood(value, key):
    assert certain(UNIT, value) == key


@pytest.mark.parametrize("value", ["POLICIES", "POLICY and FIELD", "everyone", 7])
def test_an_unknown_unit_is_asked(value):
    assert asked(UNIT, value) == f"Responsible unit says “{value}”; a unit of the register was expected."


def test_lists_of_units_and_references_are_understood_one_by_one():
    units, nodes = field_of("recommendation", "responsible_units"), field_of("response", "also_answers")
    assert certain(units, "policy; Field Programmes\nOLD-UNIT") == ("POLICY", "FIELD", "OLD-UNIT")
    assert asked(units, "POLICY, NOBODY").endswith("; a list of units of the register was expected.")
    assert certain(nodes, "RG.12 I-2, rg.12 i–1") == (12, 11)
    assert certain(nodes, "I-1") == (11,)
    assert asked(nodes, "I-2") == "Also answers says “I-2”, which can mean 12 or 21."


# Numbers, yes and no --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (YEAR, 2026, 2026),
        (YEAR, 2026.0, 2026),
        (YEAR, " 2026\u00a0", 2026),
        (YEAR, "2026.0", 2026),
        (YEAR, "12 026", 12026),
        (SCORE, 3.75, 3.75),
        (SCORE, "3.75", 3.75),
        (SCORE, "3,75", 3.75),
        (SCORE, "4.0", 4),
        (SCORE, " nr", "NR"),
        (SCORE, "N.R.", "NR"),
        (SCORE, "not rated", "NR"),
        (VERIFIED, True, True),
        (VERIFIED, 0, False),
        (VERIFIED, 1.0, True),
        (VERIFIED, "TRUE", True),
        (VERIFIED, "Oui.", True),
        (VERIFIED, "sí", True),
        (VERIFIED, "Non", False),
        (VERIFIED, "faux", False),
    ],
)
def test_numbers_and_yes_and_no_are_understood(field, value, expected):
    found = certain(field, value)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (YEAR, 2026.5),
        (YEAR, "2,026"),
        (YEAR, "about 2026"),
        (YEAR, "1 2"),
        (YEAR, True),
        (YEAR, date(2026, 1, 1)),
        (YEAR, 2**60),
        (SCORE, "NA"),
        (SCORE, "3-4"),
        (SCORE, float("inf")),
        (SCORE, "9" * 400),
        (SCORE, date(2026, 5, 3)),
        (VERIFIED, "x"),
        (VERIFIED, 2),
        (VERIFIED, "maybe"),
    ],
)
def test_other_numbers_and_answers_are_asked(field, value):
    assert asked(field, value)


# Text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  two\u00a0words ", "two words"),
        (3, "3"),
        (3.0, "3"),
        (3.5, "3.5"),
        (0.1 + 0.2, "0.3"),
        (1e20, "1e+20"),
        (True, "Yes"),
        (False, "No"),
        (date(2026, 12, 31), "2026-12-31"),
        (datetime.datetime(2026, 12, 31), "2026-12-31"),
        (datetime.datetime(2026, 12, 31, 14, 5), "2026-12-31 14:05"),
        (datetime.time(14, 5), "14:05:00"),
    ],
)
def test_whatever_was_typed_into_a_line_is_its_text(value, text):
    assert certain(CLEARED_BY, value) == text
    assert certain(TEXT, value) == (value if isinstance(value, str) else text)


def test_a_text_stays_as_it_was_typed():
    assert certain(TEXT, " One *two*\r\n\r\n• three ") == " One *two*\n\n• three "


# As sent --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, None),
        ("", None),
        ("\u00a0", None),
        ("One\r\ntwo  \n", "One\ntwo"),
        ("One\u00a0two", "One two"),
        ("caf" + "e\u0301", "café"),
        (3.0, 3),
        ("3", 3),
        (3, "3"),
        (3.5, 3.5),
        (datetime.datetime(2026, 12, 31), date(2026, 12, 31)),
        ("2026-12-31", date(2026, 12, 31)),
        ("31/12/2026", date(2026, 12, 31)),
        ("2150-01-01", date(2150, 1, 1)),
        (46387, date(2026, 12, 31)),
        (date(2026, 12, 31), "2026-12-31"),
    ],
)
def test_what_programs_rewrite_is_as_sent(value, shown):
    assert same_as_shown(value, shown)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "x"),
        ("One\n\ntwo", "One\ntwo"),
        ("one", "One"),
        ("cafe", "café"),
        ("007", 7),
        (True, 1),
        (1, True),
        (True, "Yes"),
        ("03/04/2026", date(2026, 4, 3)),
        (datetime.datetime(2026, 12, 30), date(2026, 12, 31)),
        (date(2026, 12, 30), date(2026, 12, 31)),
        (46386, date(2026, 12, 31)),
        (None, date(2026, 12, 31)),
        (True, date(1899, 12, 31)),
        (datetime.time(1), "x"),
    ],
)
def test_anything_else_is_a_change(value, shown):
    assert not same_as_shown(value, shown)


# Laws -----------------------------------------------------------------------------------------

VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(LETTERS | st.sampled_from(list("0123456789/-., \n\u00a0")))
    | st.text()
    | st.dates()
    | st.datetimes()
    | st.times()
)


@given(st.sampled_from(FIELDS), VALUES)
def test_no_value_is_too_odd_and_each_is_understood_or_asked(field, value):
    understood = understand(field, value, USUAL)
    if understood.raw is None:
        assert understood.doubt == ""
        assert field.clean(understood.value) == understood.value
    else:
        assert understood.value is None
        assert understood.doubt.startswith(f"{field.label} says “")


@given(VALUES, VALUES)
def test_every_two_values_can_be_compared(value, shown):
    assert same_as_shown(value, value)
    assert same_as_shown(value, shown) in (True, False)


@given(st.dates(FIRST_DAY))
def test_a_date_as_other_programs_write_it_is_as_sent(day):
    midnight = datetime.datetime.combine(day, datetime.time())
    serial = (day - date(1899, 12, 30)).days
    for value in (day, midnight, day.isoformat(), serial, float(serial)):
        assert same_as_shown(value, day)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_date_as_people_write_it_is_never_taken_for_another(day):
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d %B %Y", "%b %d, %Y"):
        understood = understand(DUE, day.strftime(form), USUAL)
        assert understood.value in (day.isoformat(), None)
        assert (understood.value is None) == ("which can mean" in understood.doubt)
