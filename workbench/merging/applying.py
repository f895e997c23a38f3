"""A decided plan becomes edits: one batch per file, with its line in the log in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.editor import Editor
from workbench.errors import UserError
from workbench.files import on_one_line
from workbench.markup import remap
from workbench.merging.claims import Addition, Claim, Move, NewNode, Target
from workbench.merging.items import KEEP
from workbench.merging.memory import remembered
from workbench.merging.planning import in_turn
from workbench.merging.restoring import Lost, bring_back
from workbench.merging.slots import CONTRIBUTION, RESPONSE, Places
from workbench.schema import Type, Value, field_of
from workbench.sentences import Sentence
from workbench.workspace import FileRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.edits import Edit
    from workbench.merging.items import Answer, Item, Plan
    from workbench.tree import Tree
    from workbench.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Applied:
    """What merging one file did: the batch (None where nothing changed) and its edits.

    ``is_done`` is False for a file whose turn did not come, since the disk refused before.
    """

    batch: str | None
    edits: tuple[Edit, ...]
    is_done: bool = True


class PartlyMerged(UserError):
    """Some files of a plan were merged, then the disk refused; ``applied`` holds what each one did."""

    applied: list[Applied]


def apply(workspace: Workspace, plan: Plan) -> list[Applied]:
    """Merge the files of a plan, one batch and one undo step each, and remember every decision.

    Items of sheets and matrices without a decision stay open and are asked again with the same file; a copy
    is merged whole. Raises UserError where something that a copy says is not decided yet, the document
    changed since the plan was made, or something that was decided cannot be done; then nothing was written.
    Raises PartlyMerged where the disk refuses after some files; those are merged.
    """
    if plan.point != workspace.point:
        raise UserError("The workspace was changed since these files were read; read them again.")
    rehearse(workspace, plan)
    run = _Run(plan, workspace.tree, Lost(workspace))
    done: dict[int, Applied] = {}
    for position in in_turn(plan.files):
        try:
            done[position] = _apply_file(workspace, run, position)
        except UserError as error:
            if not any(one.batch for one in done.values()):
                raise
            raise _stopped(plan, done, error) from error
    return [done[position] for position in range(len(plan.files))]


def _stopped(plan: Plan, done: dict[int, Applied], error: UserError) -> PartlyMerged:
    count, rest = len(plan.files), [plan.files[position] for position in in_turn(plan.files)][len(done) :]
    names = ", ".join(on_one_line(file.returned.name) for file in rest)
    stopped = PartlyMerged(
        "{0} of {1} files were merged. {2} Merge these once more: {3}.",
        len(done),
        count,
        error.sentence,
        names,
    )
    stopped.applied = [done.get(position, Applied(None, (), is_done=False)) for position in range(count)]
    return stopped


def rehearse(workspace: Workspace, plan: Plan) -> list[Applied]:
    """Return what :func:`apply` would do, without doing it; UserError where it cannot be done."""
    _check_copies(plan)
    tree, next_id = workspace.tree.copy(), workspace.next_id
    run = _Run(plan, tree, Lost(workspace))
    done: dict[int, Applied] = {}
    for position in in_turn(plan.files):
        editor = Editor(tree, next_id)
        _Merger(editor, run, position).run()
        editor.settle()
        next_id = editor.next_id
        done[position] = Applied(None, tuple(editor.edits))
    return [done[position] for position in range(len(plan.files))]


def _check_copies(plan: Plan) -> None:
    """Raise UserError where something that a copy says is not decided yet."""
    waiting = plan.undecided_of_copies()
    if waiting:
        copies = dict.fromkeys(name for item in waiting for name in plan.copies(item))
        names = " and ".join(map(on_one_line, copies))
        if len(waiting) == 1:
            raise UserError("1 question about {0} is not decided yet: a copy is merged whole.", names)
        raise UserError(
            "{0} questions about {1} are not decided yet: a copy is merged whole.", len(waiting), names
        )


class _Run:
    """What the files of one run share: the nodes made so far, ids set aside, what was decided."""

    def __init__(self, plan: Plan, tree: Tree, lost: Lost) -> None:
        self.plan = plan
        self.places = Places(tree)
        self.lost = lost
        self.ids: dict[NewNode, int] = {}
        self.reserved: dict[NewNode, int] = {}
        outcomes = plan.outcomes()
        self.wanted = [item for item in plan.items if outcomes[item.key] not in (None, KEEP)]


def _apply_file(workspace: Workspace, run: _Run, position: int) -> Applied:
    file = run.plan.files[position]
    if file.is_settled:
        return Applied(None, ())
    returned = file.returned
    name = on_one_line(returned.name)
    origin = f"{returned.kind} {name}, sha256 {returned.sha256}"
    done: list[Edit] = []
    batches: list[str | None] = []

    def record(batch: str | None) -> FileRecord:
        batches.append(batch)
        outcome, decisions = remembered(run.plan, position, batch, len(done), run.ids)
        point = batch or workspace.point
        return FileRecord(
            "in", returned.name, returned.sha256, point, returned.unit, "", None, outcome, decisions
        )

    label = Sentence("Import {0}", name) if returned.kind == "matrix" else Sentence("Merge {0}", name)
    with workspace.edit(label, origin=origin, record=record) as editor:
        _Merger(editor, run, position).run()
        editor.settle()
        done.extend(editor.edits)
    return Applied(batches[0], tuple(done))


class _Merger:
    """Turns the items that fall to one file of a run into edits."""

    def __init__(self, editor: Editor, run: _Run, position: int) -> None:
        self._editor = editor
        self._run = run
        self._returned = run.plan.files[position].returned
        mine = (item for item in run.wanted if item.chosen.file == position)
        self._mine = sorted(mine, key=_depth)
        self._ids: dict[int, int] = {}
        self._refused = {
            addition.node
            for item in run.plan.items
            if item.kind == "new" and not item.is_done
            for answer in item.answers
            for addition in (answer.said, *answer.below)
            if isinstance(addition, Addition)
        }

    def run(self) -> None:
        """Do additions, moves, values and removals, in this order: what is named must be there."""
        if self._mine:
            self._ids = {id: self._id_of(node) for id, node in self._returned.ids.items()}
        steps: tuple[tuple[str, Callable[[Item, Answer], None]], ...] = (
            ("new", self._add),
            ("move", self._move),
            ("value", self._set),
            ("removal", self._remove),
        )
        for kind, step in steps:
            for item in self._mine:
                if item.kind == kind and not self._hangs_under_refused(item.target):
                    step(item, item.chosen)
        for place in self._returned.slots.values():
            found = self._found(place)
            if found is not None:
                self._run.ids[place] = found

    def _hangs_under_refused(self, target: Target) -> bool:
        """Whether a target is below a new node that is not taken, and so has no place."""
        while isinstance(target, NewNode):
            target = target.parent
            if target in self._refused:
                return True
        return False

    def _add(self, item: Item, answer: Answer) -> None:
        for addition in (answer.said, *answer.below):
            if isinstance(addition, Addition):
                self._insert(addition, _home_of(item, addition))
        for other in item.answers:  # the same node in other files
            for twin, mine in zip((other.said, *other.below), (answer.said, *answer.below), strict=False):
                if isinstance(twin, Addition) and isinstance(mine, Addition):
                    self._run.ids[twin.node] = self._run.ids[mine.node]

    def _insert(self, addition: Addition, home: Target) -> None:
        parent, kind = self._ensure(home), addition.node.kind
        fields = {name: self._here(value, kind, name) for name, value in addition.fields.items()}
        index = self._index(parent, addition.after)
        id = self._editor.insert(parent, kind, fields, index, id=self._id_of(addition.node))
        self._run.ids[addition.node] = self._run.ids[NewNode(kind, parent, addition.node.key)] = id

    def _set(self, item: Item, answer: Answer) -> None:
        node = self._ensure(item.target)
        if item.decision and item.decision.take == "edited":
            self._editor.set(node, item.field, item.decision.value)
        elif answer.raw is not None:
            raise UserError(
                "“{0}” is no value that could be taken; give one, or keep what is here.", answer.raw
            )
        elif isinstance(answer.said, Claim):
            kind = self._editor.tree[node].kind
            self._editor.set(node, item.field, self._here(answer.said.theirs, kind, item.field))

    def _move(self, item: Item, answer: Answer) -> None:
        if isinstance(answer.said, Move):
            node, parent = self._ensure(answer.said.node), self._ensure(answer.said.parent)
            self._editor.move(node, parent, self._index(parent, answer.said.after, without=node))

    def _remove(self, item: Item, answer: Answer) -> None:
        if isinstance(item.target, int) and item.target in self._editor.tree:
            self._editor.remove(item.target)

    def _ensure(self, target: Target) -> int:
        """Return the id of a target, after making it or bringing it back where it is not there."""
        if isinstance(target, NewNode):
            return self._found(target) or self._make(target)
        found = self._run.places.resolve(target, self._returned.base)
        if isinstance(found, NewNode):
            return self._ensure(found)
        if found not in self._editor.tree:
            before = self._run.lost.tree_with(found) or self._returned.base
            without = {removal.node for removal in self._returned.removals}
            bring_back(self._editor, before, found, self._run.places, without)
        return found

    def _make(self, node: NewNode) -> int:
        parent, id = self._ensure(node.parent), self._run.reserved.get(node)
        found = self._run.places.filled(parent, node.kind, node.key)  # by what came back with its parent
        if found is not None:
            return found
        fields = {"unit": node.key} if node.kind == CONTRIBUTION else {}
        self._run.ids[node] = self._editor.insert(parent, node.kind, fields, id=id)
        return self._run.ids[node]

    def _found(self, node: NewNode) -> int | None:
        """Return the id that a new node has by now, None where it is still to be made."""
        if node in self._run.ids:
            return self._run.ids[node]
        parent = node.parent if isinstance(node.parent, int) else self._found(node.parent)
        if parent is None:
            return None
        here = self._run.ids.get(NewNode(node.kind, parent, node.key))
        return here or self._run.places.filled(parent, node.kind, node.key)

    def _index(self, parent: int, after: Target | str | None, without: int = 0) -> int | None:
        """Return the place right after a sibling; the end where that is not there."""
        if after is None:
            return 0
        sibling = self._run.ids.get(after) if isinstance(after, NewNode) else after
        siblings = [id for id in self._editor.tree[parent].children if id != without]
        return siblings.index(sibling) + 1 if isinstance(sibling, int) and sibling in siblings else None

    def _here(self, value: Value, kind: str, name: str) -> Value:
        """Return a value of the file with the ids of its new nodes as they are here."""
        declared = field_of(kind, name)
        if declared.type is Type.NODES:
            return tuple(self._ids.get(id, id) for id in value or ())
        return remap(value, self._ids) if declared.is_markup and isinstance(value, str) else value

    def _id_of(self, node: NewNode) -> int:
        """Return the id of a node, set aside for it where it is not there yet."""
        found = self._found(node)
        if found is not None:
            return found
        if node not in self._run.reserved:
            self._run.reserved[node] = self._editor.reserve()
        return self._run.reserved[node]


def _depth(item: Item) -> int:
    """Return below how many new nodes an item is: those above come first."""
    said, depth = item.chosen.said, 0
    target = said.node if isinstance(said, Addition) else item.target
    while isinstance(target, NewNode):
        target, depth = target.parent, depth + 1
    return depth


def _home_of(item: Item, addition: Addition) -> Target:
    """Return where a new node goes: where a person said, else where its file says."""
    if addition.node.parent != 0:
        return addition.node.parent
    if item.decision is None or item.decision.take != "edited":
        raise UserError("Say which recommendation the new action belongs to before it is taken.")
    return NewNode(RESPONSE, item.decision.value, "")
