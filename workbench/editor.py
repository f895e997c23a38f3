"""Edits as callers ask for them, checked one by one and shown in the tree at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.edits import Edit
from workbench.errors import UserError
from workbench.markup import anchors, remap
from workbench.schema import KINDS, MAX_ID, ROOT_KIND, Type, Value, field_of, is_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from workbench.subtree import Subtree
    from workbench.tree import Node, Tree


class Editor:
    """The edits of one batch; made by the workspace for a ``with`` block.

    Every method checks first, changes the tree, and records the edit; an edit that changes nothing
    is not recorded. ``edits`` are what the batch will hold, ``touched`` the ids whose rows change,
    ``renumbered`` those whose edits can move printed numbers.
    """

    def __init__(self, tree: Tree, next_id: int) -> None:
        self.tree = tree
        self.next_id = next_id
        self.edits: list[Edit] = []
        self.touched: dict[int, None] = {}
        self.removed_kinds: dict[int, str] = {}
        self.renumbered: set[int] = set()

    def insert(
        self,
        parent: int | None,
        kind: str,
        fields: Mapping[str, Value] | None = None,
        index: int | None = None,
        *,
        id: int | None = None,
    ) -> int:
        """Insert a node and return its id; at the end of its siblings unless ``index`` says where.

        ``parent`` None inserts the root of an empty tree. ``id`` asks for a certain, unused id.
        """
        siblings = self._check_home(parent, kind)
        if index is None:
            index = siblings
        if type(index) is not int or not 0 <= index <= siblings:
            raise UserError("A {0} cannot be inserted at position {1} of {2}.", kind, repr(index), siblings)
        values = self._clean(kind, fields or {})
        node = self._new_id() if id is None else self._take_id(id)
        self._do(Edit("insert", node, None, None, _place(parent, index, kind, values)))
        return node

    def set(self, node: int, field: str, value: Value) -> None:
        """Give a field a value; the same value again is no edit."""
        target = self._node(node)
        cleaned = field_of(target.kind, field).clean(value)
        before = target.fields[field]
        if repr(cleaned) != repr(before):  # 4 is not 4.0, and the order of a word list counts
            self._do(Edit("set", node, field, before, cleaned))

    def remove(self, node: int) -> None:
        """Remove a node and all below it, children first.

        A footnote below it that a text elsewhere anchors as well moves there instead.
        """
        if self._node(node).parent is None:
            raise UserError("The workspace itself cannot be removed.")
        self._move_footnotes_out_of(node)
        for victim in reversed(list(self.tree.walk(node))):
            place = _place(victim.parent, self.tree.index(victim.id), victim.kind, _set_fields(victim))
            self._do(Edit("remove", victim.id, None, place, None))

    def move(self, node: int, parent: int, index: int | None = None) -> None:
        """Move a node with all below it; ``index`` counts among the siblings without the node."""
        target = self._node(node)
        if target.parent is None:
            raise UserError("The workspace itself cannot be moved.")
        if node == parent or any(above.id == node for above in self.tree.ancestors(self._node(parent).id)):
            raise UserError("A {0} cannot be moved into itself.", target.kind)
        siblings = self._check_home(parent, target.kind) - (target.parent == parent)
        if index is None:
            index = siblings
        if type(index) is not int or not 0 <= index <= siblings:
            raise UserError(
                "A {0} cannot be moved to position {1} of {2}.", target.kind, repr(index), siblings
            )
        before, after = self.tree.place(node), {"parent": parent, "index": index}
        if before != after:
            self._do(Edit("move", node, None, before, after))

    def reserve(self) -> int:
        """Return an unused id that no other node will get; for nodes inserted later that name each other."""
        return self._new_id()

    def graft(
        self,
        parent: int | None,
        piece: Subtree,
        index: int | None = None,
        tell: Callable[[int], None] | None = None,
    ) -> dict[int, int]:
        """Insert a piece under new ids and return old id -> new id; what points within it follows.

        ``tell`` hears before each node how many are inserted, and may raise to stop.
        """
        ids = {node.id: self._new_id() for node in piece.walk()}
        for done, (home, position, node) in enumerate(_placed(parent, piece, index, ids)):
            if tell:
                tell(done)
            self.insert(home, node.kind, _relinked(node, ids), position, id=ids[node.id])
        return ids

    def replay(self, edit: Edit) -> None:
        """Do an edit of the journal again, or its inverse, as it stands there."""
        self._do(edit)

    def settle(self) -> None:
        """Bring footnotes to the node whose new text anchors them now, if their own does not."""
        written = dict.fromkeys(edit.node for edit in self.edits if edit.op in ("set", "insert"))
        for id in written:
            if id in self.tree:
                for footnote in _anchored_in(self.tree[id]):
                    self._adopt(footnote, id)

    def revert(self) -> None:
        """Take back everything, newest first."""
        for edit in reversed(self.edits):
            self.tree.apply(edit.inverse())
        self.edits.clear()

    def _adopt(self, footnote: int, anchor: int) -> None:
        if footnote not in self.tree or self.tree[footnote].kind != "footnote":
            return
        owner = self.tree.parent(footnote)
        if owner is None or owner.id == anchor or "footnote" not in self.tree[anchor].declaration.children:
            return
        if footnote not in _anchored_in(owner):
            self.move(footnote, anchor)

    def _move_footnotes_out_of(self, node: int) -> None:
        going = {victim.id for victim in self.tree.walk(node)}
        footnotes = {id for id in going if id != node and self.tree[id].kind == "footnote"}
        if not footnotes:
            return
        for other in list(self.tree.walk()):
            is_home = other.id not in going and "footnote" in other.declaration.children
            for footnote in _anchored_in(other) if is_home else ():
                if footnote in footnotes:
                    footnotes.remove(footnote)
                    self.move(footnote, other.id)

    def _do(self, edit: Edit) -> None:
        self._note(edit)
        self.tree.apply(edit)
        self.edits.append(edit)

    def _note(self, edit: Edit) -> None:
        """Record which rows an edit changes and where printed numbers can move."""
        self.touched[edit.node] = None
        if edit.op == "set":
            if edit.node not in self.renumbered and _moves_numbers(self.tree[edit.node], edit):
                self.renumbered.add(edit.node)
            return
        self.renumbered.add(edit.node)
        for place in (edit.before, edit.after):
            if place and place["parent"] is not None:
                self.touched[place["parent"]] = None
                self.renumbered.add(place["parent"])
        if edit.op == "remove":
            self.removed_kinds[edit.node] = edit.before["kind"]

    def _node(self, id: int) -> Node:
        if id not in self.tree:
            raise UserError("There is no node {0}.", f"{id!r:.40}")
        return self.tree[id]

    def _check_home(self, parent: int | None, kind: str) -> int:
        """Return how many children ``parent`` has, after checking that it takes this kind."""
        if not isinstance(kind, str) or kind not in KINDS:
            raise UserError("There is no kind of node called {0}.", f"{kind!r:.40}")
        if parent is None:
            if kind != ROOT_KIND or len(self.tree):
                raise UserError("A {0} needs a parent.", kind)
            return 0
        home = self._node(parent)
        if kind not in home.declaration.children:
            raise UserError("A {0} cannot hold a {1}.", home.kind, kind)
        return len(home.children)

    def _clean(self, kind: str, fields: Mapping[str, Value]) -> dict[str, Value]:
        """Return the fields that differ from their defaults, in the form we store."""
        blank = KINDS[kind].blank()
        cleaned = {name: field_of(kind, name).clean(value) for name, value in fields.items()}
        return {name: value for name, value in cleaned.items() if value != blank[name]}

    def _new_id(self) -> int:
        if self.next_id > MAX_ID:
            raise UserError("This workspace has no free node id left.")
        self.next_id += 1
        return self.next_id - 1

    def _take_id(self, id: int) -> int:
        if not is_id(id) or id in self.tree:
            raise UserError("Node id {0} is not a free positive number.", f"{id!r:.40}")
        self.next_id = max(self.next_id, id + 1)
        return id


def _place(parent: int | None, index: int, kind: str, fields: dict[str, Value]) -> dict[str, Any]:
    return {"parent": parent, "index": index, "kind": kind, "fields": fields}


def _placed(
    parent: int | None, piece: Subtree, index: int | None, ids: Mapping[int, int]
) -> Iterator[tuple[int | None, int | None, Subtree]]:
    """Yield the nodes of a piece, parents first, with their new parent and their place below it."""
    waiting = [(parent, index, piece)]
    while waiting:
        home, position, node = waiting.pop()
        yield home, position, node
        waiting.extend((ids[node.id], None, child) for child in reversed(node.children))


def _anchored_in(node: Node) -> list[int]:
    """Return the footnotes that the texts of a node anchor."""
    return [id for name in node.declaration.markup for id in anchors(node.fields[name])]


def _relinked(node: Subtree, ids: Mapping[int, int]) -> dict[str, Value]:
    """Return the fields of a node to be grafted, with the ids in them replaced."""
    fields = {}
    for name, value in node.fields.items():
        declared = field_of(node.kind, name)
        if declared.type is Type.NODES and isinstance(value, (list, tuple)):
            value = [ids.get(id, id) for id in value]
        elif declared.is_markup and isinstance(value, str):
            value = remap(value, ids)
        fields[name] = value
    return fields


def _set_fields(node: Node) -> dict[str, Value]:
    blank = node.declaration.blank()
    return {name: value for name, value in node.fields.items() if value != blank[name]}


def _moves_numbers(node: Node, edit: Edit) -> bool:
    if edit.field in ("numbered", "position", "role", "symbol", "language", "also_answers"):
        return True
    if node.kind in ("response", "criterion") and bool(edit.before) != bool(edit.after):
        return True
    texts = (edit.before, edit.after)
    found = [anchors(text) if isinstance(text, str) else [] for text in texts]
    return found[0] != found[1]
