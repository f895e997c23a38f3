"""Copies of a workspace: what each says against the last state that both knew, and merging them for good."""

import hashlib
import json
import shutil

import pytest

from tests.workbench.merging.building import planned
from workbench import migrations, store
from workbench.errors import DamagedWorkspace, NewerWorkspace, NotAWorkspace, UserError
from workbench.exchange import dump, load
from workbench.merging.applying import apply
from workbench.merging.claims import Addition, Claim, Move, NewNode, Removal
from workbench.merging.copies import read_copy
from workbench.merging.planning import KEEP, State
from workbench.merging.records import merged
from workbench.workspace import Workspace


class Family:
    """A workspace and its copies, each open for writing, by name."""

    def __init__(self, folder):
        self.folder = folder
        self.members = {"W": Workspace.create(folder / "W.evw", name="Test", author="W")}
        with self["W"].edit("Build") as editor:
            self.paper = editor.insert(1, "paper", {"symbol": "GB.1/X"})
            self.section = editor.insert(self.paper, "section", {"role": "recommendations"})
            self.other = editor.insert(self.paper, "section", {"role": "introduction"})
            self.rec = editor.insert(self.section, "recommendation", {"headline": "Train"})
            self.one, self.two, self.three = (
                editor.insert(self.other, "paragraph", {"text": text}) for text in ("One", "Two", "Three")
            )

    def __getitem__(self, name):
        return self.members[name]

    def copy(self, source, *names):
        for name in names:
            shutil.copyfile(self[source].path, self.folder / f"{name}.evw")
            self.members[name] = Workspace.open(self.folder / f"{name}.evw", author=name)

    def read(self, into, name):
        return read_copy(self[name].path, self[into])

    def plan(self, into, *names):
        return planned(self[into], *(self.read(into, name) for name in names))

    def merge(self, into, *names, take=None):
        """Merge copies; return the keys of what was not settled without a person."""
        plan = self.plan(into, *names)
        asked = [item.key for item in plan.undecided()]
        if take:
            plan.decide_conflicts(take)
        apply(self[into], plan)
        return asked

    def set(self, name, node, field, value):
        with self[name].edit("Set") as editor:
            editor.set(node, field, value)

    def add(self, name, text, parent=None, index=None, kind="paragraph", **fields):
        with self[name].edit("Add") as editor:
            return editor.insert(parent or self.other, kind, {"text": text, **fields}, index)

    def remove(self, name, node):
        with self[name].edit("Remove") as editor:
            editor.remove(node)

    def move(self, name, node, parent, index=None):
        with self[name].edit("Move") as editor:
            editor.move(node, parent, index)

    def text(self, name, node):
        return self[name].tree[node]["text"]

    def texts(self, name, parent=None):
        return [node["text"] for node in self[name].tree.children(parent or self.other)]


@pytest.fixture
def family(tmp_path):
    made = Family(tmp_path)
    yield made
    for member in made.members.values():
        member.close()


def key_of(workspace, node):
    return f"{workspace.origin(node)}:{node}"


# What a copy says ------------------------------------------------------------------------------------


def test_an_untouched_copy_says_nothing(family):
    family.copy("W", "C")
    said = family.read("W", "C")
    assert said.name == "C.evw"
    assert said.kind == "copy"
    assert said.point == family["W"].point
    assert said.sha256 == hashlib.sha256(family["C"].path.read_bytes()).hexdigest()
    assert said.base == family["W"].tree
    assert [*said.claims, *said.additions, *said.removals, *said.moves, *said.problems, *said.ids] == []


def test_a_copy_names_who_saved_it_last_and_when(family):
    family.copy("W", "C")
    family.set("C", family.one, "text", "Changed")
    said = family.read("W", "C")
    last = family["C"].history()[-1]
    assert (said.saved_by, said.saved_at, said.point) == ("C", last.time, last.id)


def test_every_kind_of_field_is_claimed_against_the_last_shared_batch(family):
    family.copy("W", "C")
    lists = {"priority": {"Top": {"en": "Top"}}}
    values = [
        (1, "vocabularies", None, lists),
        (family.paper, "revision", None, 1),
        (family.rec, "responsible_units", (), ("SKILLS", "ENTERPRISES")),
        (family.one, "text", "One", "*One*"),
        (family.one, "numbered", True, False),
    ]
    with family["C"].edit("Change") as editor:
        for node, field, _, value in values:
            editor.set(node, field, value)
    family.set("W", family.one, "text", "Ours")
    said = family.read("W", "C")
    assert said.claims == [Claim(*value) for value in values]
    assert said.base[family.one]["text"] == "One"


def test_a_value_that_came_back_to_the_base_is_no_claim(family):
    family.copy("W", "C")
    family.set("C", family.one, "text", "Changed")
    family["C"].undo()
    assert family.read("W", "C").claims == []


def test_new_nodes_come_with_their_parents_first_and_name_each_other_by_stand_ins(family):
    family.copy("W", "C")
    with family["C"].edit("A section") as editor:
        section = editor.insert(family.paper, "section", {"role": "introduction"}, 1)
        first = editor.insert(section, "paragraph", {"text": "First"})
        second = editor.insert(section, "paragraph", {"text": f"See [[{first}]] and [[{family.one}]]"})
        note = editor.insert(first, "footnote", {"text": f"Compare [[{second}]]"})
        editor.set(first, "text", f"First[^{note}]")
        response = editor.insert(family.rec, "response", {"also_answers": [first, family.rec]})
    family.add("W", "Takes the number that the section has in the copy")
    said = family.read("W", "C")
    ids = {key.partition(":")[2]: id for id, key in ((id, node.key) for id, node in said.ids.items())}
    s, f, t, n, r = (ids[str(node)] for node in (section, first, second, note, response))
    assert [(said.ids[id].kind, said.ids[id].key) for id in (s, f, n)] == [
        ("section", key_of(family["C"], section)),
        ("paragraph", key_of(family["C"], first)),
        ("footnote", key_of(family["C"], note)),
    ]
    assert said.ids[s].parent == family.paper
    assert said.ids[f].parent == said.ids[s]
    assert said.ids[n].parent == said.ids[f]
    additions = {addition.node: addition for addition in said.additions}
    assert [said.additions.index(additions[said.ids[id]]) for id in (s, f, t)] == sorted(
        said.additions.index(additions[said.ids[id]]) for id in (s, f, t)
    )
    assert additions[said.ids[s]].after == family.section
    assert additions[said.ids[f]].after is None
    assert additions[said.ids[t]].after == said.ids[f]
    assert additions[said.ids[f]].fields == {"text": f"First[^{n}]"}
    assert additions[said.ids[t]].fields == {"text": f"See [[{f}]] and [[{family.one}]]"}
    assert additions[said.ids[n]].fields == {"text": f"Compare [[{t}]]"}
    assert additions[said.ids[r]].fields == {"also_answers": (f, family.rec)}
    assert min(said.ids) > max(family["W"].tree.nodes)


def test_the_same_new_node_has_the_same_stand_in_in_every_copy_and_different_ones_different(family):
    family.copy("W", "C", "D")
    ours = family.add("C", "From C")
    family.add("D", "From D")
    family.copy("C", "E")
    family.add("E", "From E")
    one, two, both = (family.read("W", name) for name in "CDE")
    assert one.ids.keys() < both.ids.keys()
    assert not one.ids.keys() & two.ids.keys()
    assert [node.key for node in one.ids.values()] == [key_of(family["C"], ours)]


def test_a_reference_to_what_the_copy_made_and_removed_again_points_at_nothing_of_ours(family):
    family.copy("W", "C")
    gone = family.add("C", "Passing")
    family.set("C", family.one, "text", f"See [[{gone}]]")
    family.remove("C", gone)
    assert family.add("W", "Ours, under that number") == gone
    (claim,) = family.read("W", "C").claims
    assert claim.theirs != f"See [[{gone}]]"
    family.merge("W", "C")
    assert family["W"].numbers  # an unknown target is kept
    assert family.text("W", family.one) == claim.theirs


def test_a_number_that_names_nothing_is_left_as_it_was_typed(family):
    family.copy("W", "C")
    family.set("C", family.one, "text", "See [[4711]]")
    (claim,) = family.read("W", "C").claims
    assert claim.theirs == "See [[4711]]"


def test_a_text_that_begins_to_point_at_a_new_node_is_claimed(family):
    family.set("W", family.one, "text", "See [[9]]")
    family.copy("W", "C")
    assert family.add("C", "Nine") == 9
    said = family.read("W", "C")
    (stand_in,) = said.ids
    assert said.claims == [Claim(family.one, "text", "See [[9]]", f"See [[{stand_in}]]")]


def test_only_the_topmost_of_what_was_removed_is_named(family):
    family.copy("W", "C")
    family.remove("C", family.other)
    said = family.read("W", "C")
    assert said.removals == [Removal(family.other)]
    assert said.base.children(family.other) != []


def test_what_was_saved_out_of_a_removed_branch_has_moved(family):
    family.copy("W", "C")
    with family["C"].edit("Rescue") as editor:
        editor.move(family.two, family.section)
        editor.remove(family.other)
    said = family.read("W", "C")
    assert said.removals == [Removal(family.other)]
    assert said.moves == [Move(family.two, family.section, family.rec)]


def test_what_moved_is_said_with_its_new_parent_and_the_sibling_before(family):
    family.copy("W", "C")
    with family["C"].edit("Move") as editor:
        editor.move(family.three, family.other, 0)
        section = editor.insert(family.paper, "section")
        editor.move(family.two, section)
        new = editor.insert(section, "paragraph", {"text": "After two"})
    said = family.read("W", "C")
    nodes = {node.key: node for node in said.ids.values()}
    home = nodes[key_of(family["C"], section)]
    assert said.moves == [Move(family.three, family.other, None), Move(family.two, home, None)]
    assert [addition.after for addition in said.additions] == [family.other, None]
    assert said.additions[1].node == nodes[key_of(family["C"], new)]


def test_an_addition_stands_after_the_nearest_sibling_that_did_not_move(family):
    family.copy("W", "C")
    with family["C"].edit("Move") as editor:
        editor.move(family.three, family.other, 1)
        editor.insert(family.other, "paragraph", {"text": "New"}, 2)
    said = family.read("W", "C")
    assert said.moves == [Move(family.three, family.other, family.one)]
    assert [addition.after for addition in said.additions] == [family.one]
    family.merge("W", "C")
    assert family.texts("W") == family.texts("C") == ["One", "Three", "New", "Two"]


# Merging again ---------------------------------------------------------------------------------------


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
    family.merge("W", "C1", take="ours")
    family.merge("C", "W1", take="ours")
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
    in_a, in_b = family["A"].tree[family.other].children[-1], family["B"].tree[family.other].children[-1]
    assert family.merge("A", "B") == [f"{in_a}.text"]
    assert family.merge("B", "A") == [f"{in_b}.text"]
    assert family.texts("A")[3:] == ["First wording"]
    assert family.texts("B")[3:] == ["Second wording"]


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


# What was left open ----------------------------------------------------------------------------------


def test_what_was_left_open_is_asked_again_with_a_later_state_of_the_copy(family):
    family.copy("W", "C")
    for name in ("W", "C"):
        family.set(name, family.one, "text", f"From {name}")
    family.set("C", family.two, "text", "From C")
    assert family.merge("W", "C") == [f"{family.one}.text"]
    family.set("C", family.two, "text", "From C, later")
    family.set("C", family.three, "text", "From C, too")
    said = family.read("W", "C")
    assert said.claims == [
        Claim(family.two, "text", "From C", "From C, later"),
        Claim(family.three, "text", "Three", "From C, too"),
        Claim(family.one, "text", "One", "From C"),
    ]
    assert family.merge("W", "C") == [f"{family.one}.text"]
    assert family.texts("W") == ["From W", "From C, later", "From C, too"]
    family.set("C", family.three, "text", "Three again")
    assert family.merge("W", "C", take="theirs") == [f"{family.one}.text"]
    assert family.texts("W") == ["From C", "From C, later", "Three again"]
    assert family.merge("W", "C") == []


def test_the_same_file_again_asks_what_was_left_open(family):
    family.copy("W", "C")
    for name in ("W", "C"):
        family.set(name, family.one, "text", f"From {name}")
    family.remove("C", family.two)
    family.set("W", family.two, "text", "Ours")
    open = {f"{family.one}.text", f"removed {family.two}"}
    assert set(family.merge("W", "C")) == open
    assert set(family.merge("W", "C", take="theirs")) == open
    assert family.texts("W") == ["From C", "Three"]
    assert family.merge("W", "C") == []


def test_what_the_other_left_open_is_asked_here(family):
    family.copy("W", "C")
    for name in ("W", "C"):
        family.set(name, family.one, "text", f"From {name}")
        family.add(name, "New")
    assert family.merge("C", "W") == [f"{family.one}.text"]
    assert family.merge("W", "C") == [f"{family.one}.text"]


def test_an_answer_left_open_in_a_new_response_is_asked_again(family):
    family.copy("W", "C")
    for name in ("W", "C"):
        fields = {"text": f"From {name}", "acceptance": "accepted"}
        with family[name].edit("Answer") as editor:
            editor.insert(family.rec, "response", fields)
    (open,) = family.merge("W", "C")
    assert merged(family["W"])[-1].open == (f"{family.rec}/response:.text",)
    assert family.merge("W", "C") == [open]
    family.set("C", family.one, "text", "From C")
    assert len(family.merge("W", "C", take="theirs")) == 1
    (response,) = family["W"].tree.children(family.rec)
    assert response["text"] == "From C"
    assert family.merge("W", "C") == []
    assert family.merge("C", "W") == []


def test_removal_against_change_is_a_conflict_either_way(family):
    family.copy("W", "C")
    family.remove("C", family.one)
    family.set("W", family.one, "text", "Ours")
    family.remove("W", family.two)
    family.set("C", family.two, "text", "Theirs")
    assert sorted(family.merge("W", "C")) == sorted([f"removed {family.one}", f"{family.two}.text"])
    assert family.texts("W") == ["Ours", "Three"]


def test_copies_that_hold_each_others_new_node_name_it_alike(family):
    family.copy("W", "C", "D")
    family.add("C", "New")
    family.merge("D", "C")
    one, two = family.read("W", "C"), family.read("W", "D")
    assert one.ids == two.ids
    family.merge("W", "C", "D")
    assert family.texts("W") == ["One", "Two", "Three", "New"]
    assert family.merge("W", "D") == []


# What is refused -------------------------------------------------------------------------------------


def test_another_workspace_is_refused(family, tmp_path):
    Workspace.create(tmp_path / "X.evw").close()
    with pytest.raises(UserError, match=r"X\.evw is another workspace"):
        read_copy(tmp_path / "X.evw", family["W"])


@pytest.mark.parametrize("link", [None, "symlink_to", "hardlink_to"])
def test_the_workspace_itself_is_refused(family, tmp_path, link):
    path = family["W"].path
    if link:
        path = tmp_path / "L.evw"
        getattr(path, link)(family["W"].path)
    with pytest.raises(UserError, match="is this workspace itself"):
        read_copy(path, family["W"])


def test_a_workspace_loaded_from_a_dump_is_refused(family, tmp_path):
    data = json.loads(json.dumps(dump(family["W"].snapshot())))
    load(data, tmp_path / "L.evw").close()
    with pytest.raises(UserError, match=r"L\.evw shares no history"):
        read_copy(tmp_path / "L.evw", family["W"])


def test_what_is_no_sound_workspace_is_refused(family, tmp_path):
    family.copy("W", "C")
    family["C"].close()
    content = family["C"].path.read_bytes()
    cases = {
        "cut": (content[: len(content) // 2], DamagedWorkspace),
        "newer": (content[:60] + (99).to_bytes(4, "big") + content[64:], NewerWorkspace),
        "none": (b"PK" + content[2:], NotAWorkspace),
    }
    for name, (changed, error) in cases.items():
        path = tmp_path / f"{name}.evw"
        path.write_bytes(changed)
        with pytest.raises(error, match=name):
            read_copy(path, family["W"])
        assert path.read_bytes() == changed
    with pytest.raises(UserError, match="There is no file"):
        read_copy(tmp_path / "missing.evw", family["W"])


def test_a_copy_of_an_older_version_is_read_as_it_is(family, monkeypatch):
    family.copy("W", "C")
    family.set("C", family.one, "text", "From C")
    family["C"].close()
    before = family["C"].path.read_bytes()

    def add_column(connection):
        connection.execute("ALTER TABLE mark ADD COLUMN note TEXT")

    monkeypatch.setattr(migrations, "SCHEMA_VERSION", migrations.SCHEMA_VERSION + 1)
    monkeypatch.setattr(store, "SCHEMA_VERSION", migrations.SCHEMA_VERSION)
    monkeypatch.setattr(migrations, "STEPS", {migrations.SCHEMA_VERSION - 1: add_column})
    said = read_copy(family["C"].path, family["W"])
    assert said.claims == [Claim(family.one, "text", "One", "From C")]
    assert said.sha256 == hashlib.sha256(before).hexdigest()
    assert family["C"].path.read_bytes() == before


def test_a_copy_is_let_go_of(family):
    family.copy("W", "C")
    family["C"].close()
    family.read("W", "C")
    assert [path.name for path in family.folder.iterdir() if "C" in path.name] == ["C.evw"]
    family["C"].path.unlink()
