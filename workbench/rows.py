"""The rows of a grid of recommendations: its columns, what stands in them, their order and their groups."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING

from workbench.answers import answer_to, shared_answers
from workbench.deadlines import ENDED, due_of, is_overdue
from workbench.folding import fold
from workbench.markup import plain_blocks
from workbench.matching import lead_of
from workbench.papers import reference
from workbench.schema import KINDS, Field, Type
from workbench.sentences import Sentence, strung
from workbench.vocabularies import key_of, label, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from workbench.editor import Editor
    from workbench.numbering import Numbers
    from workbench.schema import Value
    from workbench.tree import Node, Tree

    Key = tuple[object, ...]

ROW_KIND, ANSWER_KIND = "recommendation", "response"
LANGUAGE = "en"
OVERDUE, NO_STATUS = Sentence("Overdue"), Sentence("Without a status")
SHORT = 600
"""Letters of a text that are read for a cell that is only looked at."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``field`` is what is edited in it (of ``kind``), None where it is only looked at."""

    name: str
    label: str
    kind: str
    field: Field | None = None


def _computed(**names: str) -> tuple[Column, ...]:
    return tuple(Column(name, words, "") for name, words in names.items())


def _declared(kind: str) -> tuple[Column, ...]:
    fields = KINDS[kind].fields.values()
    return tuple(Column(f"{kind}.{field.name}", field.label, kind, field) for field in fields)


COLUMNS: Mapping[str, Column] = {
    column.name: column
    for column in (
        *_computed(reference="Reference", paper="Paper", part="Part", evaluation="Evaluation"),
        *_declared(ROW_KIND),
        *_declared(ANSWER_KIND),
        *_computed(actions="Actions", status="Status of actions", standing="Follow-up"),
        *_computed(due="Next due", doers="Units of actions"),
    )
}
"""Every column by its name, from what is advised to what is done about it.

Those of fields are named as in ``recommendation.priority``.
"""

USUAL = (
    *("reference", "recommendation.headline", "recommendation.responsible_units"),
    *("recommendation.lead_unit", "recommendation.priority", "recommendation.time_implication"),
    *("recommendation.resource_implication", "response.acceptance", "response.text", "status", "due"),
)
"""The columns shown until a person chooses others."""

GROUPINGS: Mapping[str, str] = {
    "evaluation": "evaluation",
    "unit": "recommendation.lead_unit",
    "priority": "recommendation.priority",
    "acceptance": "response.acceptance",
    "status": "standing",
}
"""What rows can be grouped by, and the column that says so; a unit is the one that answers."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A column to sort by."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that have the same in the column they are grouped by; ``label`` is "" where it is unset."""

    key: str
    label: str
    ids: tuple[int, ...]


class Rows:
    """The recommendations of a tree as rows; made anew after every change, it remembers what it computed."""

    def __init__(self, tree: Tree, numbers: Numbers, today: str) -> None:
        self._tree = tree
        self._numbers = numbers
        self._today = today
        self._readers: dict[str, Callable[[int], Value]] = {
            "reference": partial(reference, tree, numbers),
            "paper": self._paper,
            "part": self._part,
            "evaluation": self._evaluation,
            "actions": self._count,
            "status": self._status,
            "standing": self._standing,
            "due": self._due,
            "doers": self._doers,
        }
        self._keys: dict[str, dict[int, Key | None]] = {}
        self._orders: dict[str, Callable[[int], Key | None]] = {
            "reference": self._place,
            "part": self._part_place,
            "standing": self._standing_place,
        }

    @cached_property
    def ids(self) -> list[int]:
        """Every recommendation in the order of the document."""
        return [node.id for node in self._tree.of_kind(ROW_KIND)]

    def answer(self, id: int) -> Node | None:
        """Return the response to a recommendation, None where nobody answered yet."""
        return answer_to(self._tree, id, self._shared)

    def answer_id(self, id: int) -> int | None:
        """Return the id of the response to a recommendation, None where there is none."""
        answer = self.answer(id)
        return answer.id if answer is not None else None

    def value(self, id: int, column: Column) -> Value:
        """Return what a cell holds: the field's value, None where there is no response for it."""
        if column.field is None:
            return self._readers[column.name](id)
        node = self._node(id, column)
        return node.fields[column.field.name] if node is not None else None

    def text(self, id: int, column: Column, *, whole: bool = True) -> str:
        """Return what a cell shows, as a reader sees it; blocks are lines.

        Where not the ``whole`` is wanted, the beginning of a long text.
        """
        value = self.value(id, column)
        field = column.field
        if field is None:
            return value if isinstance(value, str) else "" if value is None else str(value)
        if field.name == "lead_unit":
            return lead_of(self._tree[id]) or ""
        if value is None or value == ():
            return ""
        node = self._node(id, column)
        return self._shown(field, value if whole or not field.is_markup else value[:SHORT], node)

    def is_assumed(self, id: int, column: Column) -> bool:
        """Whether a cell shows what holds until a person says otherwise: the first unit as the lead."""
        node = self._tree[id]
        is_unset = column.name == "recommendation.lead_unit" and node["lead_unit"] is None
        return is_unset and lead_of(node) is not None

    # Order

    def ordered(self, ids: Iterable[int], sorts: Sequence[Sort]) -> list[int]:
        """Return ids sorted by several columns, the first counting most; what is unset comes last.

        Rows that are equal in all of them stay in the order of the document.
        """
        wanted = set(ids)
        found = [id for id in self.ids if id in wanted]
        for sort in reversed(sorts):
            column = COLUMNS.get(sort.column)
            if column is not None:
                keys = {id: self.sort_key(id, column) for id in found}
                unset = [id for id in found if keys[id] is None]
                found = [id for id in found if keys[id] is not None]
                found.sort(key=keys.__getitem__, reverse=sort.descending)  # type: ignore[arg-type]
                found += unset
        return found

    def warm(self, sorts: Sequence[Sort], count: int) -> bool:
        """Read up to ``count`` cells that rows are to be sorted by; return whether some were left to read."""
        for column in (COLUMNS[sort.column] for sort in sorts if sort.column in COLUMNS):
            known = self._keys.get(column.name, {})
            unread = list(islice((id for id in self.ids if id not in known), count))
            for id in unread:
                self.sort_key(id, column)
            if unread:
                return True
        return False

    def sort_key(self, id: int, column: Column) -> Key | None:
        """Return what a cell sorts by: the place on its word list, a day, a number, folded text."""
        keys = self._keys.setdefault(column.name, {})
        if id not in keys:
            keys[id] = self._sort_key(id, column)
        return keys[id]

    def _sort_key(self, id: int, column: Column) -> Key | None:
        if column.name in self._orders:
            return self._orders[column.name](id)
        field = column.field
        value = self.value(id, column)
        if value and field is not None and field.is_markup:
            return (fold(self._shown(field, value[:SHORT], self._node(id, column))),)
        if field is None or field.name == "lead_unit" or field.type in (Type.UNIT, Type.UNITS):
            text = value if isinstance(value, int) else fold(self.text(id, column))
            return None if text == "" else (text,)
        if value is None or value == ():
            return None
        if field.type is Type.CHOICE:
            listed = words(self._tree.root["vocabularies"], field.vocabulary or "")
            key = key_of(listed, value)
            return (len(listed), fold(value)) if key is None else (list(listed).index(key), "")
        if field.type in (Type.DATE, Type.BOOLEAN, Type.INTEGER):
            return (value,)
        return (fold(self.text(id, column, whole=False)),)

    def grouped(self, ids: Iterable[int], by: str, sorts: Sequence[Sort] = ()) -> list[Group]:
        """Return groups in the order of the column ``by``, that of unset values last; rows sorted within."""
        column = COLUMNS[GROUPINGS[by]]
        members: dict[str, list[int]] = {}
        for id in self.ordered(ids, sorts):
            members.setdefault(self._group_of(id, column), []).append(id)
        first = {key: self.sort_key(found[0], column) for key, found in members.items()}
        keys = [key for key in members if first[key] is not None]
        if by == "evaluation":
            keys.sort(key=lambda key: min(self._places[id] for id in members[key]))
        else:
            keys.sort(key=lambda key: first[key] or ())
        unset = [key for key in members if first[key] is None]
        return [Group(key, self._name(column, members[key][0]), tuple(members[key])) for key in keys + unset]

    def _group_of(self, id: int, column: Column) -> str:
        if column.name == "evaluation":
            part = self._tree.ancestor(id, "evaluation")
            return str(part.id) if part else ""
        return self._name(column, id)

    def _name(self, column: Column, id: int) -> str:
        if column.name != "evaluation":
            return self.text(id, column)
        part = self._part(id)
        paper = self._paper(id) if self._has_papers else ""
        return ". ".join(words for words in (f"{paper} {part}".strip(), self._evaluation(id)) if words)

    @cached_property
    def _has_papers(self) -> bool:
        return len({self._paper(id) for id in self.ids}) > 1

    # What stands in cells

    def _node(self, id: int, column: Column) -> Node | None:
        """Return the node that has the field of a column, None where there is no response for it."""
        return self._tree[id] if column.kind == ROW_KIND else self.answer(id)

    @cached_property
    def _shared(self) -> dict[int, int]:
        return shared_answers(self._tree)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id: place for place, id in enumerate(self.ids)}

    def _place(self, id: int) -> Key:
        return (self._places[id],)

    def _part_place(self, id: int) -> Key | None:
        part = self._tree.ancestor(id, "evaluation")
        others = self._tree[part.parent].children if part and part.parent else []
        return (others.index(part.id),) if part else None

    def _standing_place(self, id: int) -> Key | None:
        standing = self._standing(id)
        return (self._standings.index(standing),) if standing in self._standings else None

    def _shown(self, field: Field, value: Value, node: Node | None) -> str:
        if field.is_markup:
            printed = partial(_printed, self._numbers, node.id if node else 0)
            return "\n".join(plain_blocks(value, printed))
        if field.type is Type.CHOICE:
            return label(self._tree.root["vocabularies"], field.vocabulary or "", value, LANGUAGE)
        if field.type is Type.UNITS:
            return ", ".join(value)
        if field.type is Type.NODES:
            return ", ".join(self._numbers.label.get(id, "?") for id in value)
        return str(value)

    def _paper(self, id: int) -> str:
        paper = self._tree.ancestor(id, "paper")
        return (paper["symbol"] or paper["session"] or "") if paper else ""

    def _part(self, id: int) -> str:
        part = self._tree.ancestor(id, "evaluation")
        return self._numbers.label.get(part.id, "") if part else ""

    def _evaluation(self, id: int) -> str:
        part = self._tree.ancestor(id, "evaluation")
        printed = partial(_printed, self._numbers, part.id if part else 0)
        return " ".join(plain_blocks(part["title"], printed)) if part else ""

    def _actions(self, id: int) -> list[Node]:
        answer = self.answer(id)
        return self._tree.children(answer.id, "action") if answer else []

    def _count(self, id: int) -> int | None:
        return len(self._actions(id)) or None

    def _status(self, id: int) -> str:
        """Return how many actions stand where, in words: "1 overdue, 2 in progress"."""
        actions = self._actions(id)
        own = self._tree.root["vocabularies"]
        late = sum(is_overdue(action, self._today) for action in actions)
        counts: dict[str, int] = {OVERDUE: late} if late else {}
        others = Counter(action["status"] for action in actions if not is_overdue(action, self._today))
        for key in [*words(own, "action_status"), *others]:
            if others[key]:
                counts[label(own, "action_status", key, LANGUAGE) if key else NO_STATUS] = others[key]
        if len(counts) == 1 and len(actions) == 1:
            return next(iter(counts))
        return strung([_counted(standing, count) for standing, count in counts.items()]) if counts else ""

    @cached_property
    def _standings(self) -> list[str]:
        own = self._tree.root["vocabularies"]
        listed = words(own, "action_status")
        return [OVERDUE, NO_STATUS, *(label(own, "action_status", key, LANGUAGE) for key in listed)]

    def _standing(self, id: int) -> str:
        """Return where the action stands that is furthest from its end, "" where there is no action."""
        own = self._tree.root["vocabularies"]
        actions = self._actions(id)
        if any(is_overdue(action, self._today) for action in actions):
            return OVERDUE
        keys = [action["status"] for action in actions]
        found = [label(own, "action_status", key, LANGUAGE) if key else NO_STATUS for key in keys]
        known = [standing for standing in self._standings if standing in found]
        return next(iter(known or found), "")

    def _due(self, id: int) -> str | None:
        """Return the next day on which an action that has not ended is due."""
        days = [due_of(action) for action in self._actions(id) if action["status"] not in ENDED]
        return min((day for day in days if day), default=None)

    def _doers(self, id: int) -> str:
        units = (action["responsible_unit"] for action in self._actions(id))
        return ", ".join(dict.fromkeys(unit for unit in units if unit))


def set_cells(editor: Editor, rows: Rows, cells: Iterable[tuple[int, Column, Value]]) -> None:
    """Give cells their values as part of one batch; a response is added where there is none yet.

    UserError where a column cannot be edited or a value is not one for it; an unset value adds nothing.
    """
    added: dict[int, int] = {}
    for id, column, value in cells:
        if column.field is None:
            raise ValueError(f"nothing can be set in the column {column.name}")
        if column.kind == ROW_KIND:
            editor.set(id, column.field.name, value)
            continue
        answer = rows.answer(id)
        node = answer.id if answer else added.get(id)
        if node is None:
            if column.field.clean(value) in (None, ()):
                continue
            node = added[id] = editor.insert(id, ANSWER_KIND)
        editor.set(node, column.field.name, value)


def add_unit(editor: Editor, ids: Iterable[int], unit: str) -> None:
    """Name a unit last among the responsible ones of each recommendation that does not name it yet."""
    for id in ids:
        units = editor.tree[id]["responsible_units"]
        if unit not in units:
            editor.set(id, "responsible_units", (*units, unit))


def is_editable(column: Column) -> bool:
    """Whether values can be set in a column; which further recommendations are answered is for the form."""
    return column.field is not None and column.field.type is not Type.NODES


def _counted(standing: str, count: int) -> str:
    """Return how many actions stand somewhere: "1 overdue"."""
    if standing == OVERDUE:
        return Sentence("{0} overdue", count)
    return Sentence("{0} without a status", count) if standing == NO_STATUS else f"{count} {standing.lower()}"


def _printed(numbers: Numbers, within: int, reference: object) -> str:
    return numbers.printed(reference, within)  # type: ignore[arg-type]
