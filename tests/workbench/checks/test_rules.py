"""What each rule finds, and that findings follow the document."""

import pytest


def set_field(workspace, node, field, value):
    with workspace.edit("Set") as editor:
        editor.set(node, field, value)


def test_values_that_must_not_be_empty_are_missed(workspace, find, said):
    node = find("recommendation")
    assert said(node) == []
    set_field(workspace, node, "priority", None)
    set_field(workspace, node, "headline", None)
    assert said(node) == [("missing", "headline"), ("missing", "priority")]


@pytest.mark.parametrize(
    ("kind", "number", "field", "value", "rule"),
    [
        ("recommendation", 0, "priority", "Urgent", "off-list"),
        ("recommendation", 0, "responsible_units", ("LIGHTS", "TIDES"), "unknown-unit"),
        ("recommendation", 0, "lead_unit", "TIDES", "unknown-unit"),
        ("recommendation", 0, "rationale", "See [[999999]].", "unknown-reference"),
        ("recommendation", 0, "rationale", "Noted.[^999999]", "unknown-reference"),
        ("response", 0, "also_answers", (999999,), "unknown-target"),
        ("rating", 0, "score", 7, "off-scale"),
        ("paragraph", 0, "text", "Without its note.", None),
    ],
)
def test_what_is_off_is_found_and_gone_when_mended(workspace, find, said, kind, number, field, value, rule):
    node = find(kind, number)
    before, was = said(node), workspace.tree[node][field]
    set_field(workspace, node, field, value)
    assert [found for found in said(node) if found not in before] == ([(rule, field)] if rule else [])
    set_field(workspace, node, field, was)
    assert said(node) == before


@pytest.mark.parametrize("value", ["Long term", "long-term", "LONG  TERM", "Long‑term"])
def test_hyphens_blanks_and_case_make_no_other_word(workspace, find, said, value):
    node = find("recommendation")
    set_field(workspace, node, "time_implication", value)
    assert said(node) == []
    set_field(workspace, node, "time_implication", "Longterm")
    assert said(node) == [("off-list", "time_implication")]


def test_a_word_that_is_not_its_own_key_has_to_be_the_key(workspace, find, said):
    """What is overdue is told by the key."""
    node = find("action")
    set_field(workspace, node, "status", "Implemented")
    assert ("off-list", "status") in said(node)


def test_a_footnote_that_loses_its_mark_is_found(workspace, find, said):
    note = find("footnote")
    assert said(note) == []
    set_field(workspace, find("paragraph"), "text", "Without its note.")
    assert said(note) == [("not-anchored", None)]


def test_a_recommendation_is_answered_by_the_response_of_another(workspace, find, said):
    response, third = find("response"), find("recommendation", 2)
    assert ("no-response", None) in said(third)
    set_field(workspace, response, "also_answers", (third,))
    assert ("no-response", None) not in said(third)
    workspace.undo()
    assert ("no-response", None) in said(third)


def test_a_removed_response_leaves_its_recommendation_unanswered(workspace, find, said):
    first = find("recommendation")
    with workspace.edit("Remove") as editor:
        editor.remove(find("response"))
    assert ("no-response", None) in said(first)


def test_a_removed_target_makes_the_references_to_it_dead(workspace, find, said):
    response = find("response")
    assert ("unknown-reference", "text") not in said(response)
    with workspace.edit("Remove") as editor:
        text = workspace.tree[response]["text"].replace(str(find("recommendation")), str(find("criterion")))
        editor.set(response, "text", text)
    assert ("unknown-reference", "text") not in said(response)
    with workspace.edit("Remove") as editor:
        editor.remove(find("criterion"))
    assert ("unknown-reference", "text") in said(response)


def test_a_unit_added_to_the_register_is_known_everywhere(workspace, find, said):
    second = find("recommendation", 1)
    assert ("unknown-unit", "responsible_units") in said(second)
    with workspace.edit("Add") as editor:
        editor.insert(find("register"), "unit", {"abbreviation": "TIDES", "name": "Tides"})
    assert ("unknown-unit", "responsible_units") not in said(second)


def test_a_word_added_to_its_list_is_known_everywhere(workspace, find, said):
    second = find("recommendation", 1)
    assert ("off-list", "priority") in said(second)
    set_field(workspace, workspace.tree.root_id, "vocabularies", {"priority": {"Urgent": {"en": "Urgent"}}})
    assert ("off-list", "priority") not in said(second)
    assert ("off-list", "priority") in said(find("recommendation"))


def test_the_gravest_come_first(checks, find):
    graveness = [finding.severity for finding in checks.of(find("recommendation", 2))]
    assert graveness == sorted(graveness, key=["error", "warning", "hint"].index)
    assert {"error", "warning", "hint"} == set(graveness)
