"""A decided plan becomes edits: one batch per file, with its line in the log in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.editor import Editor
from workbench.errors import UserError
from workbench.markup import remap
from workbench.merging.claims import Addition, Claim, Move, NewNode, Target
from workbench.merging.planning import GONE, Answer, Item, Plan, State, root_of
from workbench.merging.records import as_text
from workbench.merging.slots import CONTRIBUTION, RESPONSE, filled
from workbench.schema import KINDS, Type, Value, field_of
from workbench.workspace import FileRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.edits import Edit
    from workbench.tree import Tree
    from workbench.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Applied:
    """What merging one file did: the batch (None where nothing changed) and its edits."""

    batch: str | None
    edits: tuple[Edit, ...]


def apply(workspace: Workspace, plan: Plan) -> list[Applied]:
    """Merge the files of a plan, one batch and one undo step each, and remember every decision.

    Items without a decision stay open and are asked again with the same file. Raises UserError where the
    document changed since the plan was made; then nothing was written.
    """
    if plan.point != workspace.point:
        raise UserError("The workspace was changed since these files were read; read them again.")
    _check_possible(plan)
    made = Made()
    return [_apply_file(workspace, plan, position, made) for position in range(len(plan.files))]


def rehearse(tree: Tree, plan: Plan) -> list[Applied]:
    """Return what :func:`apply` would do, without doing it."""
    editor = Editor(tree.copy(), max(tree.nodes) + 1)
    made = Made()
    done = []
    for position in range(len(plan.files)):
        already = len(editor.edits)
        _Merger(editor, plan, position, made).run()
        editor.settle()
        done.append(Applied(None, tuple(editor.edits[already:])))
    return done


@dataclass(slots=True)
class Made:
    """The nodes that one run made, and ids set aside for nodes that texts name before they are there."""

    ids: dict[NewNode, int] = field(default_factory=dict)
    reserved: dict[NewNode, int] = field(default_factory=dict)


def _apply_file(workspace: Workspace, plan: Plan, position: int, made: Made) -> Applied:
    file = plan.files[position]
    if file.is_settled:
        return Applied(None, ())
    returned = file.returned
    origin = f"{returned.kind} {returned.name}, sha256 {returned.sha256}"
    done: list[Edit] = []
    batches: list[str | None] = []

    def record(batch: str | None) -> FileRecord:
        batches.append(batch)
        return _record(plan, position, batch, batch or workspace.point, len(done), made)

    with workspace.edit(f"Merge {returned.name}", origin=origin, record=record) as editor:
        _Merger(editor, plan, position, made).run()
        editor.settle()
        done.extend(editor.edits)
    return Applied(batches[0], tuple(done))


def _record(plan: Plan, position: int, batch: str | None, point: str, edits: int, made: Made) -> FileRecord:
    file = plan.files[position]
    returned = file.returned
    open_keys, decided = [], dict(file.earlier.decided) if file.earlier else {}
    for item in plan.of_file(position):
        keys = [answer.key for answer in item.answers if answer.file == position]
        if item.decision is None:
            open_keys += keys
        elif item.state is not State.CHANGE or item.decision.take != "theirs":
            decided.update(dict.fromkeys(keys, item.decision.take))
    new = dict(file.earlier.new) if file.earlier else {}
    nodes = {add.node.key: add.node for add in returned.additions} | returned.slots
    new.update({key: made.ids[node] for key, node in nodes.items() if node in made.ids})
    said = f"{edits} edits" if edits else "nothing new"
    outcome = f"{said}, {len(open_keys)} open" if open_keys else said
    text = as_text(returned.kind, returned.point, batch, open_keys, decided, new, returned.memory)
    return FileRecord(
        "in", returned.name, returned.sha256, point, unit=returned.unit, outcome=outcome, decisions=text
    )


class _Merger:
    """Turns the items that fall to one file into edits; ``made`` are the nodes made so far, by all files."""

    def __init__(self, editor: Editor, plan: Plan, position: int, made: Made) -> None:
        self._editor = editor
        self._returned = plan.files[position].returned
        self._made = made
        self._mine = [item for item in plan.items if _falls_to(item) == position]
        self._ids: dict[int, int] = {}

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
                if item.kind == kind:
                    step(item, _answer(item))
        for place in self._returned.slots.values():
            found = self._found(place)
            if found is not None:
                self._made.ids[place] = found

    def _add(self, item: Item, answer: Answer) -> None:
        for addition in (answer.said, *answer.below):
            if isinstance(addition, Addition):
                self._insert(addition, _chosen_home(item, addition))
        for other in item.answers:  # the same node in other files
            for twin, mine in zip((other.said, *other.below), (answer.said, *answer.below), strict=False):
                if isinstance(twin, Addition) and isinstance(mine, Addition):
                    self._made.ids[twin.node] = self._made.ids[mine.node]

    def _insert(self, addition: Addition, home: Target) -> None:
        parent, kind = self._ensure(home), addition.node.kind
        fields = {name: self._here(value, kind, name) for name, value in addition.fields.items()}
        index = self._index(parent, addition.after)
        id = self._editor.insert(parent, kind, fields, index, id=self._id_of(addition.node))
        self._made.ids[addition.node] = id

    def _set(self, item: Item, answer: Answer) -> None:
        node = self._ensure(item.target)
        if item.decision and item.decision.take == "edited":
            self._editor.set(node, item.field, item.decision.value)
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
        id = target if isinstance(target, int) else self._found(target) or self._make(target)
        if id not in self._editor.tree:
            _bring_back(self._editor, self._returned.base, id)
        return id

    def _make(self, node: NewNode) -> int:
        fields = {"unit": node.key} if node.kind == CONTRIBUTION else {}
        parent, id = self._ensure(node.parent), self._made.reserved.get(node)
        self._made.ids[node] = self._editor.insert(parent, node.kind, fields, id=id)
        return self._made.ids[node]

    def _found(self, node: NewNode) -> int | None:
        """Return the id that a new node has by now, None where it is still to be made."""
        if node in self._made.ids:
            return self._made.ids[node]
        parent = node.parent if isinstance(node.parent, int) else self._found(node.parent)
        return None if parent is None else filled(self._editor.tree, parent, node)

    def _index(self, parent: int, after: Target | str | None, without: int = 0) -> int | None:
        """Return the place right after a sibling; the end where that is not there."""
        if after is None:
            return 0
        sibling = self._made.ids.get(after) if isinstance(after, NewNode) else after
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
        if node not in self._made.reserved:
            self._made.reserved[node] = self._editor.reserve()
        return self._made.reserved[node]


def _check_possible(plan: Plan) -> None:
    """Refuse before the first batch what a later one could not do."""
    for item in plan.items:
        if item.decision is None or item.decision.take == "ours":
            continue
        answer, is_edited = _answer(item), item.decision.take == "edited"
        if answer.raw is not None and not is_edited:
            raise UserError(
                f"“{answer.raw}” is no value that could be taken; give one, or keep what is here."
            )
        if item.kind == "new" and root_of(item.target) == 0 and not is_edited:
            raise UserError("Say which recommendation the new action belongs to before it is taken.")
        base = plan.files[answer.file].returned.base
        if item.ours is GONE and (base is None or root_of(item.target) not in base):
            raise UserError("What was removed here cannot be brought back from this file; keep it removed.")


def _falls_to(item: Item) -> int | None:
    """Return the file in whose batch an item is done, None where nothing is done."""
    if item.decision is None or item.decision.take == "ours":
        return None
    return _answer(item).file


def _answer(item: Item) -> Answer:
    return item.answers[item.decision.answer if item.decision else 0]


def _chosen_home(item: Item, addition: Addition) -> Target:
    """Return where a node goes: where a person said, else where its file says."""
    if item.decision and item.decision.take == "edited" and addition.node.parent == 0:
        return NewNode(RESPONSE, item.decision.value, "")
    return addition.node.parent


def _bring_back(editor: Editor, base: Tree | None, node: int) -> None:
    """Insert a node removed here, with all that was removed around it, as it was at the file's base."""
    if base is None or node not in base:
        raise UserError(
            "A node that was removed here cannot be brought back from this file; keep it removed."
        )
    top = node
    for above in base.ancestors(node):
        if above.id in editor.tree:
            break
        top = above.id
    for lost in base.walk(top):
        if lost.id in editor.tree or lost.parent is None:
            continue
        blank = KINDS[lost.kind].blank()
        fields = {name: value for name, value in lost.fields.items() if value != blank[name]}
        editor.insert(lost.parent, lost.kind, fields, _old_index(editor.tree, base, lost.id), id=lost.id)


def _old_index(tree: Tree, base: Tree, node: int) -> int:
    """Return the place after the nearest earlier sibling that is still there."""
    home = base.nodes[node].parent or 0
    before = base.nodes[home].children[: base.index(node)]
    children = tree[home].children
    return max((children.index(id) + 1 for id in before if id in children), default=0)
