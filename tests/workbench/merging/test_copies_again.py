"""Copies merged again, back, by way of others and after undo: nothing doubled, lost or asked twice."""

import pytest

from tests.workbench.merging.building import claim, planned, returned
from tests.workbench.merging.families import key_of
from workbench.errors import UserError
from workbench.merging.applying import apply
from workbench.merging.claims import Addition, Claim, NewNode
from workbench.merging.items import KEEP, State
from workbench.merging.records import merged


def test_one_sided_changes_arrive_and_both_sided_ones_are_a_conflict(family):
    family.copy("W", "C")
    family.set("C", family.one, "text", "From C")
    family.set("C", family.two, "text", "From C")
    family.set("W", family.two, "text", "From W")
    family.set("W", family.three, "text", "From W")
    assert family.merge("W", "C") == [f"{family.two}.text"]
    assert family.texts("W") == ["From C", "From W", "From W"]


def test_a_second_merge_brings_only_what_is_new_and_doubles_nothing(family):
    family.copy("W", "C")
    new = family.add("C", "New")
    family.set("C", family.one, "text", f"See [[{new}]]")
    family.add("W", "Ours")
    family.merge("W", "C")
    assert family.read("W", "C").additions == []
    family.set("C", new, "text", f"Newer than [[{new}]]")
    family.add("C", "Newest")
    family.set("W", family.two, "text", "Ours meanwhile")
    said = family.read("W", "C")
    here = merged(family["W"])[-1].new[key_of(family["C"], new)]
    assert said.claims == [Claim(here, "text", "New", f"Newer than [[{here}]]")]
    assert family.merge("W", "C") == []
    assert sorted(family.texts("W")) == sorted(
        [f"See [[{here}]]", "Ours meanwhile", "Three", "Ours", f"Newer than [[{here}]]", "Newest"]
    )


def test_a_merge_that_was_undone_is_forgotten(family):
    family.copy("W", "C")
    family.add("C", "New")
    family.set("C", family.one, "text", "From C")
    family.merge("W", "C")
    family["W"].undo()
    assert family.merge("W", "C") == []
    assert family.texts("W") == ["From C", "Two", "Three", "New"]
    assert family.read("W", "C").claims == []


def test_a_merge_that_found_all_there_is_forgotten_with_the_one_that_brought_it(family):
    family.copy("W", "C")
    family.set("C", family.one, "text", "From C")
    family.merge("W", "C")
    family["C"].undo()
    family["C"].redo()
    family.merge("W", "C")  # another file, nothing new
    family["W"].undo()
    assert family.read("W", "C").claims == [Claim(family.one, "text", "One", "From C")]


def test_merging_back_doubles_nothing_and_brings_what_was_decided(family):
    family.copy("W", "C")
    family.add("C", "New")
    family.set("C", family.two, "text", "From C")
    family.set("W", family.two, "text", "From W")
    family.add("W", "Ours")
    family.merge("W", "C", take="ours")
    assert family.merge("C", "W") == []
    assert family.texts("C") == family.texts("W")
    assert family.text("C", family.two) == "From W"
    assert family.merge("W", "C") == []


def test_managers_who_merge_each_others_files_of_the_same_day_are_asked_nothing_twice(family):
    family.copy("W", "C")
    for day in range(3):
        sent = {name: f"{name}{day}" for name in ("W", "C")}
        family.set("W", family.one, "text", f"W works on its own part, day {day}")
        family.set("C", family.two, "text", f"C works on its own part, day {day}")
        family.add("W", f"W{day}")
        family.add("C", f"C{day}")
        for name, copy in sent.items():
            family.copy(name, copy)
        assert family.merge("W", sent["C"]) == []
        assert family.merge("C", sent["W"]) == []
        for name in ("W", "C"):
            assert family.text(name, family.one) == f"W works on its own part, day {day}"
            assert family.text(name, family.two) == f"C works on its own part, day {day}"
            assert sorted(family.texts(name)[3:]) == [f"{who}{n}" for who in "CW" for n in range(day + 1)]
    family.set("W", family.two, "text", "W polishes what C wrote")
    assert family.merge("C", "W") == []
    assert family.text("C", family.two) == "W polishes what C wrote"


def test_managers_who_decided_a_conflict_differently_keep_what_they_decided(family):
    family.copy("W", "C")
    for name in ("W", "C"):
        family.set(name, family.one, "text", f"From {name}")
        family.copy(name, f"{name}1")
    family.merge("W", "C1")
    family.merge("C", "W1")
    family.set("C", family.two, "text", "From C")
    family.set("W", family.three, "text", "From W")
    for into, name in ("WC", "CW", "WC"):
        assert family.merge(into, name) == []
        assert family.texts(into) == [f"From {into}", "From C", "From W"] or into == "W"
    assert family.texts("W") == ["From W", "From C", "From W"]
    family.set("C", family.one, "text", "A third wording")
    family.set("W", family.one, "text", "A fourth wording")
    assert family.merge("W", "C") == [f"{family.one}.text"]


@pytest.mark.parametrize("order", ["ABBCCAABBC", "ACBABCCBAC", "CBBAACCBAB"])
def test_three_copies_merged_in_any_order_double_nothing(family, order):
    family.copy("W", "A", "B", "C")
    for name in "ABC":
        family.add(name, f"From {name}")
        note = family.add(name, f"Note of {name}", family.two, kind="footnote")
        family.set(name, {"A": family.one, "B": family.two, "C": family.three}[name], "text", f"X[^{note}]")
    for into, name in zip(order[::2], order[1::2], strict=True):
        assert family.merge(into, name) == []
    for into, name in ("AB", "AC", "BA", "CA"):
        assert family.merge(into, name) == []
    for name in "ABC":
        tree = family[name].tree
        assert sorted(family.texts(name)[3:]) == ["From A", "From B", "From C"]
        assert sorted(node["text"] for node in tree.of_kind("footnote")) == [f"Note of {n}" for n in "ABC"]
        for paragraph, note in zip(family.texts(name)[:3], "ABC", strict=True):
            assert tree[int(paragraph[3:-1])]["text"] == f"Note of {note}"


def test_what_came_by_way_of_a_third_copy_is_not_asked_again(family):
    family.copy("W", "B", "C")
    new = family.add("C", "New")
    family.set("C", family.one, "text", "From C")
    family.merge("B", "C")
    family.merge("W", "B")
    here = family.texts("W").index("New")
    family.set("W", family["W"].tree[family.other].children[here], "text", "New and better")
    family.set("W", family.one, "text", "From C and better")
    assert family.merge("W", "C") == []
    assert family.texts("W")[here] == "New and better"
    family.set("C", new, "text", "Newer")
    family.set("C", family.two, "text", "C, too")
    assert len(family.merge("W", "C")) == 1
    assert family.text("W", family.two) == "C, too"


def test_two_that_got_a_node_from_a_third_differ_in_a_conflict_only(family):
    family.copy("W", "A", "B", "C")
    new = family.add("C", "First wording")
    family.merge("A", "C")
    family.set("C", new, "text", "Second wording")
    family.merge("B", "C")
    in_a = family["A"].tree[family.other].children[-1]
    assert family.merge("A", "B") == [f"{in_a}.text"]
    assert family.merge("B", "A") == []
    assert family.texts("A")[3:] == family.texts("B")[3:] == ["First wording"]


def test_what_two_got_from_a_third_is_nothing_new_where_only_ours_went_on(family):
    family.copy("W", "A", "B", "C")
    family.add("C", "First wording")
    family.add("C", "Another")
    for name in "AB":
        family.merge(name, "C")
    one, two = family["A"].tree[family.other].children[-2:]
    family.set("A", one, "text", "Better wording")
    family.move("A", two, family.other, 0)
    assert family.plan("A", "B").items == []
    family.remove("A", one)
    assert family.plan("A", "B").items == []
    family.set("B", family["B"].tree[family.other].children[-2], "text", "Other wording")
    assert family.merge("A", "B") == [f"{one}.text"]


def test_a_removed_node_comes_up_only_where_the_copy_changed_it_since(family):
    family.copy("W", "C")
    new = family.add("C", "New")
    family.merge("W", "C")
    here = family["W"].tree[family.other].children[-1]
    family.remove("W", here)
    family.remove("W", family.one)
    said = family.read("W", "C")
    assert [*said.claims, *said.additions, *said.removals] == []
    family.set("C", new, "text", "Newer")
    family.set("C", family.one, "text", "One more")
    plan = family.plan("W", "C")
    assert [(item.key, item.state) for item in plan.items] == [
        (f"{family.one}.text", State.CONFLICT),
        (f"{here}.text", State.CONFLICT),
    ]
    plan.decide_conflicts("theirs")
    apply(family["W"], plan)
    assert sorted(family.texts("W")) == ["Newer", "One more", "Three", "Two"]


def test_what_is_new_below_a_removed_node_is_a_conflict(family):
    family.copy("W", "C")
    family.add("C", "New")
    family.remove("W", family.other)
    (item,) = family.plan("W", "C").items
    assert (item.kind, item.state) == ("new", State.CONFLICT)


def test_what_the_copy_brought_back_from_before_it_was_made_arrives_as_new(family):
    family.remove("W", family.two)
    family.copy("W", "C")
    family["C"].undo()
    (addition,) = family.read("W", "C").additions
    assert addition == Addition(
        NewNode("paragraph", family.other, key_of(family["C"], family.two)), {"text": "Two"}, family.one
    )
    family.merge("W", "C")
    assert family.texts("W") == ["One", "Two", "Three"]
    assert family.merge("W", "C") == []
    assert family.merge("C", "W") == []
    assert family.texts("C") == family.texts("W") == ["One", "Two", "Three"]


def test_what_was_taken_away_and_brought_back_is_what_it_was(family):
    family.copy("W", "C")
    for name in ("W", "C"):
        family.remove(name, family.two)
        family[name].undo()
    assert family.read("W", "C").additions == []
    family.remove("W", family.two)
    assert family.merge("W", "C") == []
    assert family.texts("W") == ["One", "Three"]


def test_what_was_left_out_comes_again_only_where_it_changed_and_with_a_doubt(family):
    family.copy("W", "C")
    new = family.add("C", "New")
    plan = family.plan("W", "C")
    plan.items[0].decision = KEEP
    apply(family["W"], plan)
    family.set("C", family.one, "text", "From C")
    assert family.read("W", "C").additions == []
    family.set("C", new, "text", "Newer")
    (addition,) = family.read("W", "C").additions
    assert addition.fields == {"text": "Newer"}
    assert "left out" in addition.doubt


def test_what_the_other_did_not_take_over_is_not_removed_by_it(family):
    family.copy("W", "C")
    family.add("W", "Ours")
    plan = family.plan("C", "W")
    plan.items[0].decision = KEEP
    apply(family["C"], plan)
    family.set("C", family.one, "text", "From C")
    said = family.read("W", "C")
    assert said.removals == []
    assert said.claims == [Claim(family.one, "text", "One", "From C")]


def test_the_other_undoing_its_merge_of_us_removes_nothing_here(family):
    family.copy("W", "C")
    family.add("W", "Ours")
    family.set("W", family.one, "text", "Ours")
    family.merge("C", "W")
    family.set("C", family.two, "text", "From C")
    family.merge("W", "C")
    family["C"].undo()
    family["C"].undo()
    said = family.read("W", "C")
    assert said.removals == []
    assert [claim.target for claim in said.claims] == []
    family.set("C", family.two, "text", "From C again")
    assert family.merge("W", "C", take="theirs") == [f"{family.two}.text"]
    assert family.texts("W") == ["Ours", "From C again", "Three", "Ours"]


def test_undoing_a_merge_here_that_the_other_has_seen_does_not_lose_what_it_brought(family):
    family.copy("W", "C")
    family.set("C", family.one, "text", "From C")
    family.add("C", "New")
    family.merge("W", "C")
    family.merge("C", "W")
    family["W"].undo()
    family.merge("W", "C")
    assert family.texts("W") == ["From C", "Two", "Three", "New"]


# What was decided ------------------------------------------------------------------------------------


def test_nothing_arrives_while_something_of_a_copy_is_undecided(family):
    family.copy("W", "C")
    for name in ("W", "C"):
        family.set(name, family.one, "text", f"From {name}")
    family.set("C", family.two, "text", "From C")
    point = family["W"].point
    with pytest.raises(UserError, match=r"^1 question about C\.evw is not decided yet"):
        apply(family["W"], family.plan("W", "C"))
    assert (family["W"].point, family["W"].files()) == (point, [])
    assert family.merge("W", "C") == [f"{family.one}.text"]
    assert family.texts("W") == ["From W", "From C", "Three"]


def test_what_was_decided_is_not_asked_again_with_a_later_state_of_the_copy(family):
    family.copy("W", "C")
    for name in ("W", "C"):
        family.set(name, family.one, "text", f"From {name}")
    family.set("C", family.two, "text", "From C")
    assert family.merge("W", "C") == [f"{family.one}.text"]
    family.set("C", family.two, "text", "From C, later")
    family.set("C", family.three, "text", "From C, too")
    assert family.read("W", "C").claims == [
        Claim(family.two, "text", "From C", "From C, later"),
        Claim(family.three, "text", "Three", "From C, too"),
    ]
    assert family.merge("W", "C") == []
    assert family.texts("W") == ["From W", "From C, later", "From C, too"]
    assert family.merge("C", "W") == []
    assert family.texts("C") == family.texts("W")


def test_the_same_file_again_asks_nothing(family):
    family.copy("W", "C")
    for name in ("W", "C"):
        family.set(name, family.one, "text", f"From {name}")
    family.remove("C", family.two)
    family.set("W", family.two, "text", "Ours")
    asked = {f"{family.one}.text", f"removed {family.two}"}
    assert set(family.merge("W", "C", take="theirs")) == asked
    assert family.texts("W") == ["From C", "Three"]
    assert family.plan("W", "C").files[0].is_settled


def test_a_merge_that_rests_on_a_file_undone_since_is_compared_again(family):
    family.copy("W", "C")
    family.set("C", family.one, "text", "One, revised")
    family.set("C", family.two, "text", "From C")
    family.add("C", "New")
    copy = family.read("W", "C")
    said = claim(family.one, "text", "One", "One, revised")
    sheets = (returned(family["W"], said, name=f"{number}.xlsx") for number in range(100))
    later = next(sheet for sheet in sheets if sheet.sha256 > copy.sha256)
    apply(family["W"], planned(family["W"], later, copy))
    assert family.plan("W", "C").files[0].is_settled
    assert family["W"].undo_step.label == f"Merge {later.name}"
    family["W"].undo()
    assert family.texts("W") == ["One", "From C", "Three", "New"]
    assert [item.key for item in family.plan("W", "C").items] == [f"{family.one}.text"]
    assert family.merge("W", "C") == []
    assert family.texts("W") == ["One, revised", "From C", "Three", "New"]
    assert family.plan("W", "C").files[0].is_settled


def test_what_was_decided_comes_back_without_a_question(family):
    family.copy("W", "C")
    for name in ("W", "C"):
        family.set(name, family.one, "text", f"From {name}")
        family.add(name, "New")
    assert family.merge("C", "W", take="theirs") == [f"{family.one}.text"]
    assert family.merge("W", "C") == []
    assert family.texts("W") == family.texts("C")
    assert family.texts("W") == ["From W", "Two", "Three", "New", "New"]
    family.set("C", family.two, "text", "From C")
    assert family.merge("W", "C") == []


def test_an_answer_decided_in_a_new_response_is_not_asked_again(family):
    family.copy("W", "C")
    for name in ("W", "C"):
        fields = {"text": f"From {name}", "acceptance": "accepted"}
        with family[name].edit("Answer") as editor:
            editor.insert(family.rec, "response", fields)
    assert len(family.merge("W", "C", take="theirs")) == 1
    family.set("C", family.one, "text", "From C")
    assert family.merge("W", "C") == []
    (response,) = family["W"].tree.children(family.rec)
    assert response["text"] == "From C"
    assert family.merge("C", "W") == []


def test_removal_against_change_is_a_conflict_either_way(family):
    family.copy("W", "C")
    family.remove("C", family.one)
    family.set("W", family.one, "text", "Ours")
    family.remove("W", family.two)
    family.set("C", family.two, "text", "Theirs")
    assert sorted(family.merge("W", "C")) == sorted([f"removed {family.one}", f"{family.two}.text"])
    assert family.texts("W") == ["Ours", "Three"]
    assert family.merge("C", "W") == []
    assert family.texts("C") == ["Ours", "Three"]
    assert family.merge("W", "C") == []
    assert family.texts("W") == ["Ours", "Three"]


def test_what_stands_in_the_place_of_a_response_removed_here_is_that_one(family):
    with family["W"].edit("Answer") as editor:
        editor.insert(family.rec, "response", {"text": "Yes"})
    family.copy("W", "C")
    (old,) = family["W"].tree.children(family.rec)
    with family["W"].edit("Anew") as editor:
        editor.remove(old.id)
        new = editor.insert(family.rec, "response", {"text": "No"})
        editor.insert(new, "contribution", {"unit": "GENDER", "text": "More"})
    for into, name in ("CW", "WC", "CW"):
        assert family.merge(into, name) == []
    for name in ("W", "C"):
        (response,) = family[name].tree.children(family.rec)
        assert response["text"] == "No"
        (below,) = family[name].tree.children(response.id)
        assert below["text"] == "More"


def test_what_comes_back_below_a_removed_response_hangs_under_the_new_one(family):
    with family["W"].edit("Answer") as editor:
        old = editor.insert(family.rec, "response", {"text": "Yes"})
        action = editor.insert(old, "action", {"description": "Train staff"})
        other = editor.insert(old, "action", {"description": "Hire staff"})
    family.copy("W", "C")
    family.set("C", action, "status", "implemented")
    family.remove("C", other)
    with family["W"].edit("Anew") as editor:
        editor.remove(old)
        editor.insert(family.rec, "response", {"text": "No"})
    assert family.merge("W", "C", take="theirs") == [f"{action}.status"]
    (response,) = family["W"].tree.children(family.rec)
    assert response["text"] == "No"
    assert [node["description"] for node in family["W"].tree.children(response.id)] == ["Train staff"]


def test_copies_that_hold_each_others_new_node_name_it_alike(family):
    family.copy("W", "C", "D")
    family.add("C", "New")
    family.merge("D", "C")
    one, two = family.read("W", "C"), family.read("W", "D")
    assert one.ids == two.ids
    family.merge("W", "C", "D")
    assert family.texts("W") == ["One", "Two", "Three", "New"]
    assert family.merge("W", "D") == []
