"""What a copy of a workspace says against the last state that both knew, and which copies are refused."""

import hashlib
import json

import pytest

from tests.workbench.merging.families import key_of
from workbench import migrations, store
from workbench.errors import DamagedWorkspace, NewerWorkspace, NotAWorkspace, UserError
from workbench.exchange import dump, load
from workbench.merging.claims import Claim, Move, Removal
from workbench.merging.copies import read_copy
from workbench.workspace import Workspace


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


def test_the_order_of_what_was_removed_here_is_nothing(family):
    family.copy("W", "C")
    family.move("C", family.three, family.other, 0)
    family.remove("W", family.three)
    assert family.read("W", "C").moves == []
    family.move("C", family.three, family.section)
    assert family.read("W", "C").moves == [Move(family.three, family.section, family.rec)]


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
