"""Merging copies tried on random documents and random walks of edits."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.merging.dice import Dice
from tests.workbench.merging.families import Family, decide
from tests.workbench.strategies import do_random_edit
from tests.workbench.test_laws import LAWS, MEMORY, Walk
from workbench.edits import Edit
from workbench.merging.applying import apply
from workbench.merging.claims import NewNode
from workbench.merging.copies import read_copy
from workbench.merging.items import KEEP, State
from workbench.merging.lineage import Lineage, renamed, translated
from workbench.merging.planning import plan
from workbench.merging.records import merged
from workbench.merging.slots import CONTRIBUTION, RESPONSE
from workbench.merging.structure import same
from workbench.schema import field_of
from workbench.workspace import Workspace


def copy_of(walk, name):
    path = walk.path.with_name(f"{name}.evw")
    shutil.copyfile(walk.workspace.path, path)
    return Workspace.open(path, author=name)


def edit_at_random(workspace, data, most=4):
    for _ in range(data.draw(st.integers(1, most), label="batches")):
        if data.draw(st.integers(0, 5), label="undo") == 0 and workspace.undo_step:
            workspace.undo()
            continue
        with workspace.edit("Random") as editor:
            for _ in range(data.draw(st.integers(1, 5), label="edits")):
                do_random_edit(editor, data)


def applied(tree, said):
    """Apply what a copy says to a tree as it stands there; return the tree and the ids of new nodes."""
    made = tree.copy()
    new = {node: 10**9 + number for number, node in enumerate(said.ids.values())}
    ids = {stand_in: new[node] for stand_in, node in said.ids.items()}

    def here(target):
        return new[target] if isinstance(target, NewNode) else target

    def place(parent, after, node=None):
        siblings = [id for id in made[here(parent)].children if id != node]
        index = 0 if after is None else siblings.index(here(after)) + 1
        return {"parent": here(parent), "index": index}

    def value(kind, name, given):
        return translated(given, field_of(kind, name), ids)

    for addition in said.additions:
        kind = addition.node.kind
        fields = {name: value(kind, name, given) for name, given in addition.fields.items()}
        at = place(addition.node.parent, addition.after) | {"kind": kind, "fields": fields}
        made.apply(Edit("insert", new[addition.node], None, None, at))
    for move in said.moves:
        made.apply(Edit("move", move.node, None, None, place(move.parent, move.after, move.node)))
    for claim in said.claims:
        kind = made[claim.target].kind
        assert made[claim.target][claim.field] == claim.base
        made.apply(Edit("set", claim.target, claim.field, None, value(kind, claim.field, claim.theirs)))
    for removal in said.removals:
        for node in reversed(list(made.walk(removal.node))):
            made.apply(Edit("remove", node.id, None, None, None))
    return made, ids


@given(st.data())
@LAWS
def test_what_a_copy_says_makes_ours_equal_to_it(data):
    with Walk(data) as walk:
        walk.batches(most=3)
        if data.draw(st.booleans(), label="undo") and walk.workspace.undo_step:
            walk.workspace.undo()
        with copy_of(walk, "C") as copy:
            edit_at_random(copy, data)
            said = read_copy(copy.path, walk.workspace)
            made, ids = applied(walk.workspace.tree, said)
            called = {id: ids.get(here, here) for id, here in Lineage(walk.workspace, copy).ids.items()}
            assert made == renamed(copy.tree, called)


@given(st.data())
@LAWS
def test_law_5_merging_a_copy_loses_nothing(data):
    with Walk(data) as walk:
        walk.batches(most=3)
        ours = walk.workspace
        with copy_of(walk, "C") as copy:
            base = ours.tree.copy()
            edit_at_random(copy, data)
            edit_at_random(ours, data)
            before, point = ours.tree.copy(), ours.point
            made = plan(before, point, [read_copy(copy.path, ours)], merged(ours))
            conflicts = {item.key for item in made.undecided()}
            assert made.decide_conflicts("ours") == []
            apply(ours, made)
            ids = Lineage(ours, copy).ids
            theirs = renamed(copy.tree, ids)
            check_values(base, before, theirs, ours.tree, conflicts)
            check_nodes(base, before, theirs, ours.tree, made)
            assert plan(ours.tree, ours.point, [read_copy(copy.path, ours)], merged(ours)).items == []


def check_values(base, before, theirs, now, conflicts):
    """Check every field of the nodes that both sides still have."""
    for node in base.walk():
        if node.id not in before or node.id not in theirs or node.kind in (RESPONSE, CONTRIBUTION):
            continue  # of two in one place both speak for the first
        for name, value in node.fields.items():
            mine, other = before[node.id][name], theirs[node.id][name]
            result, key = now[node.id][name], f"{node.id}.{name}"
            if same(mine, value):
                assert same(result, other), key
            else:
                assert same(result, mine), key
                assert (key in conflicts) == (not same(other, value) and not same(other, mine)), key


def check_nodes(base, before, theirs, now, made):
    """Check which nodes are there: all that came on either side, none that only one side removed in peace."""
    for id in before.nodes:
        is_kept = id in theirs or id not in base
        assert id in now or not is_kept, f"{id} was lost"
    for node in theirs.walk():
        is_gone_here = node.id in base and node.id not in before
        is_empty_place = node.kind in (RESPONSE, CONTRIBUTION)
        is_asked = any(item.state is State.CONFLICT for item in made.items)
        assert node.id in now or is_gone_here or is_empty_place or is_asked, f"{node.id} did not arrive"
    for id in base.nodes:
        is_rescued = base[id].kind == "footnote"  # by a text that anchors it as well
        if id in before and id not in theirs and id in now and not is_rescued:
            assert any(item.kind == "removal" and item.decision == KEEP for item in made.items)
        if id not in before and id in theirs:
            assert id not in now


@given(st.data())
@LAWS
def test_what_was_decided_here_comes_back_into_the_copy_without_a_question(data):
    with Walk(data) as walk:
        walk.batches(most=3)
        ours = walk.workspace
        with copy_of(walk, "C") as copy:
            edit_at_random(copy, data)
            edit_at_random(ours, data)
            for turn, (into, other) in enumerate(((ours, copy), (copy, ours), (ours, copy))):
                made = plan(into.tree, into.point, [read_copy(other.path, into)], merged(into))
                assert turn == 0 or made.undecided() == []
                decide(made, Dice(data))
                apply(into, made)
                again = plan(into.tree, into.point, [read_copy(other.path, into)], merged(into))
                assert again.items == []


@given(st.data())
@LAWS
def test_copies_merged_in_any_order_hold_every_node_once(data):
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        family = Family(Path(folder))
        try:
            family.copy("W", "A", "B")
            for step in range(data.draw(st.integers(3, 10), label="steps")):
                name = data.draw(st.sampled_from("WAB"), label="in")
                do = data.draw(
                    st.sampled_from(["add", "change", "move", "merge", "merge", "undo"]), label="do"
                )
                take_a_step(family, name, do, step, data)
                tags = [text.partition("|")[0] for text in family.texts(name)]
                assert len(tags) == len(set(tags))
        finally:
            family.close()


def take_a_step(family, name, do, step, data):
    ids = family[name].tree[family.other].children
    if do == "add":
        family.add(name, f"New {step}|", index=data.draw(st.integers(0, len(ids)), label="index"))
    elif do == "merge":
        other = data.draw(st.sampled_from([other for other in "WAB" if other != name]), label="from")
        family.merge(name, other, take=data.draw(st.sampled_from(["ours", "theirs"]), label="take"))
    elif do == "undo" and family[name].undo_step.label != "Build":
        family[name].undo()
    elif ids and do == "change":
        node = data.draw(st.sampled_from(ids), label="node")
        family.set(name, node, "text", f"{family.text(name, node).partition('|')[0]}|{name}{step}")
    elif ids and do == "move":
        family.move(name, data.draw(st.sampled_from(ids), label="node"), family.other, 0)
