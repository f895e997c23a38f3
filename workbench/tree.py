"""The document in memory: typed nodes in one tree, and how a single edit changes it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from workbench.schema import KINDS, Kind, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.edits import Edit


class Node:
    """A node of a tree; ``fields`` is complete: every field of its kind has a value.

    Made and changed by its :class:`Tree` only. ``parent`` is None for the root.
    """

    __slots__ = ("children", "fields", "id", "kind", "parent")

    def __init__(self, id: int, kind: str, fields: dict[str, Value], parent: int | None) -> None:
        self.id = id
        self.kind = kind
        self.fields = fields
        self.parent = parent
        self.children: list[int] = []

    def __getitem__(self, field: str) -> Value:
        """Return the value of ``field``; KeyError where the kind has none of that name."""
        return self.fields[field]

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id}>"

    @property
    def declaration(self) -> Kind:
        """The declaration of this node's kind."""
        return KINDS[self.kind]


class Tree:
    """All nodes of a workspace by id. Reading is free; only :meth:`apply` changes it."""

    __slots__ = ("nodes", "root_id")

    def __init__(self) -> None:
        self.nodes: dict[int, Node] = {}
        self.root_id = 0

    def __getitem__(self, id: int) -> Node:
        """Return the node with this id; KeyError where there is none."""
        return self.nodes[id]

    def __contains__(self, id: object) -> bool:
        return id in self.nodes

    def __len__(self) -> int:
        return len(self.nodes)

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same nodes with the same fields in the same order."""
        if not isinstance(other, Tree):
            return NotImplemented
        return self.root_id == other.root_id and self._content() == other._content()

    __hash__ = None  # type: ignore[assignment]  # a tree changes

    @property
    def root(self) -> Node:
        """The workspace node."""
        return self.nodes[self.root_id]

    def children(self, id: int, kind: str | None = None) -> list[Node]:
        """Return the children of a node in order, all or those of one kind."""
        nodes = [self.nodes[child] for child in self.nodes[id].children]
        return nodes if kind is None else [node for node in nodes if node.kind == kind]

    def parent(self, id: int) -> Node | None:
        """Return the parent of a node, None for the root."""
        parent = self.nodes[id].parent
        return None if parent is None else self.nodes[parent]

    def ancestors(self, id: int) -> Iterator[Node]:
        """Yield the parent of a node, its parent, and so on up to the root."""
        node = self.parent(id)
        while node is not None:
            yield node
            node = self.parent(node.id)

    def ancestor(self, id: int, kind: str) -> Node | None:
        """Return the node itself or its nearest ancestor of ``kind``, None where there is none."""
        if self.nodes[id].kind == kind:
            return self.nodes[id]
        return next((node for node in self.ancestors(id) if node.kind == kind), None)

    def walk(self, id: int | None = None) -> Iterator[Node]:
        """Yield a node (the root unless told) and all below it, parents first, in order."""
        waiting = [self.root_id if id is None else id]
        while waiting:
            node = self.nodes[waiting.pop()]
            yield node
            if node.children:
                waiting.extend(reversed(node.children))

    def of_kind(self, kind: str, under: int | None = None) -> Iterator[Node]:
        """Yield the nodes of one kind in document order, in the whole tree or below a node.

        Branches that cannot hold one are passed over.
        """
        holders = _holders(kind)
        waiting = [self.root_id if under is None else under]
        while waiting:
            node = self.nodes[waiting.pop()]
            if node.kind == kind:
                yield node
            if node.children and node.kind in holders:
                waiting.extend(reversed(node.children))

    def index(self, id: int) -> int:
        """Return the position of a node among its siblings, 0 for the root."""
        parent = self.parent(id)
        return 0 if parent is None else parent.children.index(id)

    def place(self, id: int) -> dict[str, Any]:
        """Return where a node is, as an :class:`Edit` holds it."""
        return {"parent": self.nodes[id].parent, "index": self.index(id)}

    def copy(self) -> Tree:
        """Return a tree of its own with the same content."""
        twin = Tree()
        twin.root_id = self.root_id
        for id, node in self.nodes.items():
            made = twin.nodes[id] = Node(id, node.kind, node.fields, node.parent)
            made.children = node.children.copy()
        return twin

    def apply(self, edit: Edit) -> None:
        """Do one edit whose validity was checked before."""
        match edit.op:
            case "set":
                node = self.nodes[edit.node]
                node.fields = {**node.fields, edit.field or "": edit.after}  # copies share the old ones
            case "insert":
                self._insert(edit.node, edit.after)
            case "remove":
                self._unlink(self.nodes.pop(edit.node))
            case "move":
                node = self.nodes[edit.node]
                self._unlink(node)
                self._link(node, edit.after["parent"], edit.after["index"])

    def _content(self) -> dict[int, tuple[Any, ...]]:
        return {id: (node.kind, node.parent, node.children, node.fields) for id, node in self.nodes.items()}

    def _insert(self, id: int, place: Mapping[str, Any]) -> None:
        fields = {**KINDS[place["kind"]].blank(), **place["fields"]}
        self.nodes[id] = Node(id, place["kind"], fields, None)
        self._link(self.nodes[id], place["parent"], place["index"])

    def _link(self, node: Node, parent: int | None, index: int) -> None:
        node.parent = parent
        if parent is None:
            self.root_id = node.id
        else:
            self.nodes[parent].children.insert(index, node.id)

    def _unlink(self, node: Node) -> None:
        if node.parent is None:
            self.root_id = 0
        else:
            self.nodes[node.parent].children.remove(node.id)


@cache
def _holders(kind: str) -> frozenset[str]:
    """Return the kinds below which nodes of a kind can hang, at any depth."""
    found: frozenset[str] = frozenset()
    more = frozenset({kind})
    while more:
        above = frozenset(name for name, declared in KINDS.items() if more & set(declared.children))
        found, more = found | above, above - found
    return found
