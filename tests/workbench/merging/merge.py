"""Merging what lies on desks, with a check of every step against what must come of it."""

from collections import Counter

from tests.workbench.merging.desk import Place, fingerprint
from tests.workbench.merging.expecting import (
    SAME,
    is_there,
    new_actions,
    outcomes,
    place_of,
    says,
    stored_at,
)
from workbench.merging.applying import apply, rehearse
from workbench.merging.items import KEEP, Decision, State
from workbench.merging.planning import in_turn, plan
from workbench.merging.records import merged
from workbench.schema import KINDS
from workbench.tracking.returned import SheetReader

ANSWERED = ("response", "contribution", "action")


class Merge:
    """Files on their way into a workspace; ``files`` are what each says by our own reckoning."""

    def __init__(self, world, desks, before=()):
        self.world, self.desks = world, desks
        self.books = [(f"{number}.xlsx", desk.book()) for number, desk in enumerate(desks, 1)]
        self.files = [says(desk, world.tree) for desk in desks]
        self.questions = [_questions(file) for file in self.files]
        self.trees = [world.tree, *(desk.sent.tree for desk in desks)]
        self.added, self.open = [], []
        self._leave_out_what_was_heard(before)

    def _leave_out_what_was_heard(self, before):
        """A file given twice speaks once, one merged before of what is open still; so do new rows."""
        open = {fingerprint(book): merge.open for merge in before for _, book in merge.books}
        for at, (file, (_, book)) in enumerate(zip(self.files, self.books, strict=True)):
            if fingerprint(book) in open:
                left = open[fingerprint(book)]
                file.changes = {key: change for key, change in file.changes.items() if key in left}
                file.new = {key: said for key, said in file.new.items() if key in left}
                self.questions[at] &= set(left)
            for key in [key for merge in before for key in merge.added]:
                file.new.pop(key, None)
            open[fingerprint(book)] = []

    def read(self):
        """Return what the program reads in the files as the workspace is now."""
        reader = SheetReader(self.world.workspace)
        return [reader.interpret(book, name, fingerprint(book)) for name, book in self.books]

    def plan(self, returns=None):
        """Return a plan for the files, read now unless they are given."""
        workspace = self.world.workspace
        return plan(workspace.tree, workspace.point, returns or self.read(), merged(workspace))

    def place(self, item):
        return place_of(item.target, self.trees)

    # What is planned ---------------------------------------------------------------------------

    def check_plan(self, made):
        """Every answer stands as it must: it arrives, is a conflict, is asked, or says nothing."""
        tree = self.world.tree
        values = [item for item in made.items if item.kind == "value"]
        of_new = [item for item in values if self._is_of_new_row(item)]
        found = {(self.place(item), item.field): item for item in values if item not in of_new}
        for key, right in outcomes(self.files, tree).items():
            item = found.pop(key, None)
            assert (item.state.value if item else SAME) in right, key
            if item:
                self._check_answers(key, item)
        assert not found, "nobody typed this"
        self._check_new(made)
        self._check_asked_of_new(of_new)
        told = sum((file.told for file in self.files), Counter())
        codes = Counter(problem.code for file in made.files for problem in file.returned.problems)
        del codes["lost-mark"]
        assert codes == told

    def _check_answers(self, key, item):
        """An item has an answer of each file that gives one, with what is there now."""
        speaking = [position for position, file in enumerate(self.files) if key in file.changes]
        assert sorted(answer.file for answer in item.answers) == speaking
        if isinstance(item.target, int) and item.target in self.world.tree:
            assert item.ours == self.world.tree[item.target][item.field]

    def _check_new(self, made):
        expected = new_actions(self.files, self.world.tree)
        items = [item for item in made.items if item.kind == "new"]
        assert len(items) == len(expected)
        for item in items:
            text = item.answers[0].said.fields["description"]
            assert item.state.value == next(
                state for said, state in expected.values() if said["description"].value == text
            )

    def _is_of_new_row(self, item):
        """Whether an item is about a value of an action that came, or is to come, with a new row."""
        if item.node_kind != "action" or item.kind != "value":
            return False
        return not isinstance(item.target, int) or all(
            item.target not in desk.sent.tree for desk in self.desks
        )

    def _check_asked_of_new(self, items):
        """Every value of a new row that nobody can know is asked by itself; of rows heard before as well."""
        for item in items:
            assert item.state is State.ASKED
            assert all(self._key(item) in self.questions[answer.file] for answer in item.answers)
        new = {key[4] for key in new_actions(self.files, self.world.tree)}
        expected = {key for asked in self.questions for key in asked if key[0] in new}
        assert sorted(self._key(item) for item in items if item.of_new) == sorted(expected)

    def check_open(self, made, again):
        """The same files ask again what nobody decided, unless it is there by now."""
        asked = [self._key(item) for item in again.items]
        for item in made.undecided():
            key, tree = self._key(item), self.world.tree
            if key in asked:
                asked.remove(key)
            elif self._is_of_new_row(item):
                assert made.outcomes()[item.key] == KEEP, "the row itself was declined"
            else:
                place, name = key
                said = [self._said(item, answer) for answer in item.answers]
                assert all(is_there(one, name, tree, place, stored_at(tree, place, name)) for one in said), (
                    key
                )
        assert asked == [], "decided before"

    def check_nothing_comes_but_what_is_open(self):
        """What was decided once comes no more, whatever was done here since."""
        coming = [self._key(item) for item in self.plan().items]
        assert [key for key in coming if key not in self.open] == []

    # What is decided and done ------------------------------------------------------------------

    def decide(self, made, dice):
        """Decide some of what waits for a person, one way or another."""
        homes = sorted(node.id for node in self.world.tree.of_kind("recommendation"))
        for item in made.undecided():
            ways = [None, KEEP]
            if item.kind == "new":
                is_homeless = item.answers[0].said.node.parent == 0
                ways += (
                    [Decision("edited", value=home) for home in homes]
                    if is_homeless
                    else [Decision("theirs")]
                )
            else:
                clear = [at for at, answer in enumerate(item.answers) if answer.raw is None]
                ways += [Decision("theirs", at) for at in clear]
            item.decision = dice.pick(ways)

    def decide_alike(self, made, take):
        """Decide all conflicts the same way; those between files stay open where theirs are taken."""
        made.decide_conflicts(take)
        for item in made.conflicts():
            said = {repr(self._said(item, answer)) for answer in item.answers}
            if take == "ours":
                assert item.decision == KEEP
            elif len(said) > 1:
                assert item.decision is None
            else:
                assert item.decision.take == "theirs"

    def apply(self, made):
        """Apply a plan; check that all of it and nothing else is in the document then."""
        before = self.world.tree.copy()
        self.open = [self._key(item) for item in made.undecided()]
        applied = apply(self.world.workspace, made)
        self._check_tree(before, made)
        return applied

    def _check_tree(self, before, made):
        arrived = self._arrived(made)
        new = [self._new_said(item) for item in made.items if item.kind == "new" and _is_taken(item)]
        self.added += [said["key"] for said in new]
        after = self.world.tree
        for node in before.walk():
            now = after[node.id]
            assert (now.kind, now.parent) == (node.kind, node.parent)
            assert [child for child in now.children if child in before] == node.children
            self._check_fields(now, node.fields, arrived)
        for node in after.walk():
            if node.id not in before:
                self._check_new_node(node, arrived, new)
            if node.kind == "recommendation":
                answers = [
                    len(tree.children(node.id, "response")) for tree in (before, after) if node.id in tree
                ]
                assert answers[-1] <= max(1, answers[0]), "two answers to one recommendation"
        assert new == [], "these did not arrive"

    def _arrived(self, made):
        """Return what must be in the document, by place and field."""
        found = {}
        for item in made.items:
            if item.kind == "value" and _is_taken(item):
                key = self.place(item), item.field
                position = item.answers[item.decision.answer].file
                found[key] = (self.files[position].changes[key].said, self.desks[position].sent)
        return found

    def _check_fields(self, node, otherwise, arrived):
        place = place_of(node.id, [self.world.tree]) if node.kind in ANSWERED else None
        for name, value in node.fields.items():
            if (place, name) in arrived:
                said, sent = arrived[place, name]
                assert is_there(said, name, self.world.tree, place, value, sent.numbers), (place, name, value)
            else:
                assert value == otherwise[name], (place, name)

    def _check_new_node(self, node, arrived, new):
        lost = self._lost(node)
        if lost is not None:  # it was removed here and came back
            self._check_fields(node, lost, arrived)
            return
        if node.kind == "action":
            found = next(said for said in new if _is_made_of(node, said))
            new.remove(found)
            return
        place = place_of(node.id, [self.world.tree])
        key = {"unit": place.unit} if node.kind == "contribution" else {}
        self._check_fields(node, {**KINDS[node.kind].blank(), **key}, arrived)
        is_needed = any(at == place for at, _ in arrived) or self.world.tree[node.id].children
        assert is_needed

    def _said(self, item, answer):
        """Return what a file says of an item, by our own reckoning."""
        file, key = self.files[answer.file], self._key(item)
        return file.changes[key].said if item.kind == "value" else file.new[key]

    def _lost(self, node):
        """Return the fields that a node had before the step that removed it last, None where none did."""
        for batch in reversed(self.world.workspace.history(node.id)):
            edits = [edit for edit in reversed(batch.edits) if edit.node == node.id]
            if any(edit.op == "remove" for edit in edits):
                fields = KINDS[node.kind].blank()
                for edit in edits:
                    fields |= edit.before["fields"] if edit.op == "remove" else {edit.field: edit.before}
                return fields
        return None

    def _key(self, item):
        """Return what we call an item."""
        if self._is_of_new_row(item):
            return self._new_row(item.answers[0]), item.field
        if item.kind == "value":
            return self.place(item), item.field
        text = item.answers[0].said.fields["description"]
        return next(key for file in self.files for key in file.new if key[4] == text)

    def _new_row(self, answer):
        """Return what describes the new action in the row of an answer."""
        table = self.desks[answer.file].tables["Actions"]
        row = answer.place.row - (2 if table.keys is None else 3)
        return table.lines[row].said["action.description"].value

    def _new_said(self, item):
        """Return the unit and what was said of a new action that must be in the document."""
        key = self._key(item)
        file = self.files[item.answers[item.decision.answer].file]
        home = item.decision.value if item.decision.take == "edited" else key[2]
        return {"key": key, "unit": file.unit, "home": home, "said": file.new[key], "tree": self.world.tree}


def _questions(file):
    """Return what nobody can know of the new rows of a file, by their description and the field."""
    return {
        (key[4], name)
        for key, said in file.new.items()
        for name, what in said.items()
        if what.raw is not None
    }


def _is_made_of(node, new):
    """Whether an action is the one that was typed."""
    tree, said = new["tree"], dict(new["said"])
    if (
        node["description"] != said["description"].value
        or tree.ancestor(node.id, "recommendation").id != new["home"]
    ):
        return False
    blank = {**KINDS["action"].blank(), "responsible_unit": new["unit"]}
    if "responsible_unit" in said and said["responsible_unit"].raw is not None:
        blank["responsible_unit"] = None
    place = Place("action", new["home"], node.id)
    return all(
        is_there(said[name], name, tree, place, value)
        if name in said and said[name].raw is None
        else value == blank[name]
        for name, value in node.fields.items()
    )


def _is_taken(item):
    return item.decision is not None and item.decision.take != "ours"


def arriving(made):
    """Return what names the items that nobody has to decide."""
    return {item.key for item in made.items if item.state is State.CHANGE}


def summary(made):
    """Return what a plan says, whatever the order of its files."""
    return sorted(
        (item.key, item.state.value, repr(item.ours), sorted(_said(made, answer) for answer in item.answers))
        for item in made.items
    )


def _said(made, answer):
    return made.files[answer.file].returned.sha256, repr(answer.value), str(answer.raw)


def shape(made, workspace):
    """Return what a plan would make of a document, whatever the order of its files."""
    after, steps = workspace.tree.copy(), rehearse(workspace, made)
    for position in in_turn(made.files):
        for edit in steps[position].edits:
            after.apply(edit)
    return _shape(after, after.root_id, workspace.tree)


def _shape(tree, id, known):
    node = tree[id]
    old = [_shape(tree, child, known) for child in node.children if child in known]
    new = sorted(_shape(tree, child, known) for child in node.children if child not in known)
    return repr((id if id in known else "new", node.kind, node.fields, old, new))
