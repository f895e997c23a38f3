import datetime
import math

import pytest

from workbench.errors import UserError
from workbench.schema import KINDS, Type, field_of, unit_key
from workbench.vocabularies import VOCABULARIES


@pytest.mark.parametrize(
    ("kind", "name", "given", "stored"),
    [
        ("paragraph", "text", "  ", None),
        ("paragraph", "text", "a\r\nb", "a\nb"),
        ("paper", "symbol", " GB.1 ", "GB.1"),
        ("paper", "title", "two\nlines", "two lines"),
        ("paragraph", "numbered", None, True),
        ("evaluation", "period_from", 2014, 2014),
        ("action", "due", "2026-12-31", "2026-12-31"),
        ("action", "due", datetime.date(2026, 12, 31), "2026-12-31"),
        ("rating", "score", 4.0, 4),
        ("rating", "score", 3.75, 3.75),
        ("rating", "score", " nr", "NR"),
        ("recommendation", "responsible_units", ["A", "B", "A", " "], ("A", "B")),
        ("recommendation", "responsible_units", None, ()),
        ("recommendation", "priority", "Very high", "Very high"),
        ("response", "also_answers", [3, 4], (3, 4)),
        ("response", "acceptance", "", None),
    ],
)
def test_values_are_stored_in_one_form(kind, name, given, stored):
    assert field_of(kind, name).clean(given) == stored


@pytest.mark.parametrize(
    ("kind", "name", "given"),
    [
        ("paragraph", "text", 5),
        ("paragraph", "numbered", 1),
        ("evaluation", "period_from", "2014"),
        ("evaluation", "period_from", True),
        ("action", "due", "2026-02-30"),
        ("action", "due", "20261231"),
        ("action", "due", datetime.datetime(2026, 1, 1)),
        ("rating", "score", math.nan),
        ("rating", "score", math.inf),
        ("rating", "score", "4"),
        ("rating", "score", True),
        ("recommendation", "responsible_units", "A"),
        ("recommendation", "responsible_units", [1]),
        ("response", "also_answers", ["3"]),
        ("response", "acceptance", "yes"),
        ("section", "role", "annex"),
        ("workspace", "vocabularies", {"priority": ["High"]}),
        ("workspace", "vocabularies", {"priority": {"High": {"en": "\ud800"}}}),
        ("workspace", "vocabularies", {"\ud800": {"High": {"en": "High"}}}),
        ("workspace", "vocabularies", {"priority": {1: {"en": "High"}}}),
        ("response", "also_answers", [0]),
        ("response", "also_answers", [10**15]),
    ],
)
def test_a_wrong_type_is_refused_with_what_was_expected(kind, name, given):
    with pytest.raises(UserError, match="expects"):
        field_of(kind, name).clean(given)


def test_every_vocabulary_that_a_field_names_exists_and_speaks_three_languages():
    for kind in KINDS.values():
        for field in kind.fields.values():
            assert (field.vocabulary is None) == (field.type is not Type.CHOICE)
            for labels in VOCABULARIES.get(field.vocabulary, {}).values():
                assert set(labels) == {"en", "fr", "es"}


def test_every_kind_but_the_root_has_a_home():
    homes = {child for kind in KINDS.values() for child in kind.children}
    assert homes == set(KINDS) - {"workspace"}


def test_the_contract_names_these_fields():
    # design section 7; a change here breaks other people's programs
    expected = {
        "workspace": "name contact vocabularies",
        "paper": "symbol session session_dates place section section_code segment agenda_item title date"
        " language original_language revision revision_note purpose strategic_objective main_outcome"
        " policy_implications legal_implications financial_implications follow_up_action author_unit"
        " related_documents",
        "evaluation": "title period_from period_to evaluation_type",
        "section": "role heading",
        "criterion": "heading",
        "paragraph": "text numbered position",
        "key_finding": "text",
        "footnote": "text",
        "challenge": "text",
        "figure": "caption scale",
        "rating": "criterion score",
        "recommendation": "headline rationale responsible_units responsible_units_text lead_unit priority"
        " time_implication resource_implication notes",
        "response": "acceptance reason text also_answers cleared_by cleared_on",
        "contribution": "unit text",
        "action": "description responsible_unit due revised_due status progress evidence verified",
        "unit": "abbreviation name kind focal_point email",
        "register": "",
        "challenge_set": "title introduction",
    }
    assert {name: " ".join(kind.fields) for name, kind in KINDS.items()} == expected


def test_a_unit_without_abbreviation_goes_by_its_name():
    assert unit_key({"abbreviation": None, "name": "Cabinet"}) == "Cabinet"
    assert unit_key({"abbreviation": "PARDEV", "name": "Partnerships"}) == "PARDEV"


def test_a_word_list_is_kept_apart_from_the_one_given():
    given = {"priority": {"High": {"en": "High"}}}
    stored = field_of("workspace", "vocabularies").clean(given)
    given["priority"]["High"]["en"] = "Changed"
    assert stored == {"priority": {"High": {"en": "High"}}}
