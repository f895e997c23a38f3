"""What is offered for a finding mends it, as one step that can be undone."""

import pytest

from workbench.checks.fixes import fixes


@pytest.fixture
def mend(workspace, checks):
    """Do the fix with these words for the first finding of a rule in a node; return what was offered."""

    def do(node, rule, words):
        finding = next(finding for finding in checks.of(node) if finding.rule == rule)
        offered = fixes(checks.facts, finding)
        fix = next(fix for fix in offered if fix.words == words)
        with workspace.edit(fix.words) as editor:
            fix.apply(editor)
        assert finding.key not in [found.key for found in checks.of(node)]
        return [fix.words for fix in offered]

    return do


def set_field(workspace, node, field, value):
    with workspace.edit("Set") as editor:
        editor.set(node, field, value)


def test_the_nearest_word_of_the_list_is_chosen(workspace, find, mend):
    node = find("recommendation")
    set_field(workspace, node, "time_implication", "Shorter term")
    offered = mend(node, "off-list", "Choose “Short-term”")
    assert offered[0] == "Choose “Short-term”"
    assert workspace.tree[node]["time_implication"] == "Short-term"


def test_every_other_word_of_the_list_can_be_chosen_as_well(workspace, find, mend):
    node = find("recommendation", 1)
    offered = mend(node, "off-list", "Choose “Low”")
    words = ["Choose “High”", "Choose “Medium”", "Choose “Low”"]
    assert offered == ["Add “Urgent” to the list", *words]
    assert workspace.tree[node]["priority"] == "Low"


def test_a_label_of_another_language_counts_as_near(workspace, find, mend):
    node = find("recommendation")
    set_field(workspace, node, "priority", "elevée")
    mend(node, "off-list", "Choose “High”")
    assert workspace.tree[node]["priority"] == "High"


def test_a_word_is_added_to_the_list(workspace, find, mend):
    node = find("recommendation", 1)
    mend(node, "off-list", "Add “Urgent” to the list")
    assert list(workspace.tree.root["vocabularies"]["priority"]) == ["High", "Medium", "Low", "Urgent"]


def test_a_unit_is_added_to_the_register(workspace, find, mend):
    mend(find("recommendation", 1), "unknown-unit", "Add “TIDES” to the register")
    assert list(workspace.tree.of_kind("unit"))[-1]["abbreviation"] == "TIDES"


def test_a_register_is_made_for_the_first_unit(workspace, find, mend):
    with workspace.edit("Remove") as editor:
        editor.remove(find("register"))
    mend(find("recommendation"), "unknown-unit", "Add “LIGHTS” to the register")
    assert [unit["abbreviation"] for unit in workspace.tree.of_kind("unit")] == ["LIGHTS"]


def test_the_nearest_unit_takes_the_place_of_a_misspelt_one(workspace, find, mend):
    node = find("recommendation", 1)
    set_field(workspace, node, "responsible_units", ("PILOTS", "LIGTHS"))
    mend(node, "unknown-unit", "Choose “LIGHTS”")
    assert workspace.tree[node]["responsible_units"] == ("PILOTS", "LIGHTS")


def test_dead_references_are_taken_out_of_the_text(workspace, find, mend):
    node = find("recommendation", 2)
    mend(node, "unknown-reference", "Take the dead reference out of the text")
    assert workspace.tree[node]["rationale"] == "See also ."


def test_a_recommendation_that_is_gone_is_left_out(workspace, find, mend):
    node, third = find("response"), find("recommendation", 2)
    set_field(workspace, node, "also_answers", (third, 999999))
    mend(node, "unknown-target", "Leave out what is not there")
    assert workspace.tree[node]["also_answers"] == (third,)


def test_an_empty_paragraph_and_a_stray_footnote_are_removed(workspace, find, mend):
    paragraph, note = find("paragraph", 1), find("footnote")
    set_field(workspace, paragraph, "text", None)
    mend(paragraph, "missing", "Remove the empty paragraph")
    set_field(workspace, find("paragraph"), "text", "Without its note.")
    mend(note, "not-anchored", "Remove the footnote")
    assert paragraph not in workspace.tree
    assert note not in workspace.tree
