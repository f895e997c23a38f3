"""The items of a plan as a person reads them: rows by recommendation, in printed order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui.labels import translate
from ui.merging.deciding import Option, can_edit, needs_home, options
from ui.schema_words import kind_label
from ui.sentences import spoken
from workbench.folding import fold
from workbench.markup import plain_blocks
from workbench.merging.claims import Claim, NewNode, Target
from workbench.merging.items import GONE, State
from workbench.merging.planning import key_of
from workbench.merging.showing import NOTHING
from workbench.merging.slots import CONTRIBUTION, RESPONSE
from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.merging.claims import Place
    from workbench.merging.items import Item, Plan
    from workbench.merging.showing import Showing
    from workbench.schema import Value
    from workbench.workspace import Snapshot

LAST = 10**9
CONFLICT, QUESTION, DONE = "conflict", "question", "done"
"""Names of the icons beside a state."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """One thing that files say: its text, who says so, where, and why a person must look ("" else).

    ``names`` are short, units where these tell the files apart; ``files`` are the names of the files.
    """

    option: Option
    text: str
    positions: tuple[int, ...]
    names: str
    files: str
    place: str
    doubt: str


@dataclass(slots=True)
class Entry:
    """One row: an item of the plan with its words; what follows from its decision is computed."""

    item: Item
    place: str
    what: str
    base: str
    ours: str
    theirs: list[Theirs]
    node: int | None
    can_edit: bool
    source: str = ""
    """Which files say something of it, by their short names."""
    origin: str = "sheet"
    """The kind of the files that say something of it, "sheet" where that is not one."""
    copies: tuple[str, ...] = ()
    """The names of the copies among them: these are merged whole, so it has to be decided first."""
    edited: str = ""
    """What a person put in place of all that, in words."""
    folded: str = field(default="", repr=False)

    @property
    def key(self) -> str:
        """What tells the item from others, also in the next plan."""
        return self.item.key

    @property
    def is_open(self) -> bool:
        """Whether the item waits for a person."""
        return self.item.decision is None

    @property
    def holds_up(self) -> bool:
        """Whether nothing can be merged before the item is decided."""
        return self.is_open and bool(self.copies)

    @property
    def is_contradicted(self) -> bool:
        """Whether files say different things."""
        return len(self.theirs) > 1

    @property
    def chosen(self) -> Theirs | None:
        """What is taken from a file, None where nothing is."""
        decision = self.item.decision
        if decision is None or decision.take != "theirs":
            return None
        return next((one for one in self.theirs if decision.answer in one.option.answers), None)

    @property
    def after(self) -> str:
        """What will stand, or what the files say as long as nobody has decided."""
        decision = self.item.decision
        if decision is None:
            return " / ".join(one.text for one in self.theirs)
        if decision.take == "edited":
            return self.edited
        return self.chosen.text if self.chosen else self.ours

    @property
    def state(self) -> str:
        """What became of the item, in words."""
        decision, state = self.item.decision, self.item.state
        if decision is None:
            return _open_state(self)
        if decision.take == "ours":
            return translate("Merging", "Stays as it is")
        if decision.take == "edited":
            return translate("Merging", "Decided: edited")
        if state is State.CHANGE:
            return translate("Merging", "Arrives")
        if self.is_contradicted and self.chosen:
            return translate("Merging", "Decided: {0}").format(self.chosen.names)
        return translate("Merging", "Decided: theirs")

    @property
    def sign(self) -> str:
        """The name of the icon that goes with the state, "" for none."""
        if self.is_open:
            return CONFLICT if self.item.state is State.CONFLICT else QUESTION
        return "" if self.item.state is State.CHANGE else DONE

    @property
    def doubts(self) -> list[str]:
        """The sentences that say why a person must look."""
        return list(dict.fromkeys(one.doubt for one in self.theirs if one.doubt))

    def is_of(self, file: int) -> bool:
        """Whether a file says something of the item."""
        return any(file in one.positions for one in self.theirs)


def entries(plan: Plan, snapshot: Snapshot, showing: Showing) -> list[Entry]:
    """Return a row for each item of a plan, by recommendation in printed order, homeless ones last."""
    places = {node.id: place for place, node in enumerate(snapshot.tree.walk())}
    names = short_names(plan)
    found = sorted(plan.items, key=lambda item: _order(item, showing, places))
    return [_entry(plan, item, showing, names) for item in found]


def short_names(plan: Plan) -> list[str]:
    """Return what to call each file: its unit, its name where it has none or shares it."""
    units = [file.returned.unit for file in plan.files]
    return [
        unit if unit and units.count(unit) == 1 else file.returned.name
        for unit, file in zip(units, plan.files, strict=True)
    ]


def _entry(plan: Plan, item: Item, showing: Showing, names: list[str]) -> Entry:
    made = Entry(
        item,
        _place(plan, item, showing),
        showing.what(item),
        showing.base(item),
        showing.ours(item),
        [_theirs(plan, item, option, showing, names) for option in options(plan, item)],
        showing.node(item),
        can_edit(plan, item),
        ", ".join(dict.fromkeys(names[answer.file] for answer in item.answers)),
        _origin(plan, item),
        tuple(plan.copies(item)),
    )
    put_edited(made, showing)
    made.folded = fold("\n".join(_words(made)))
    return made


def _origin(plan: Plan, item: Item) -> str:
    kinds = {plan.files[answer.file].returned.kind for answer in item.answers}
    return kinds.pop() if len(kinds) == 1 else "sheet"


def _place(plan: Plan, item: Item, showing: Showing) -> str:
    """Return the place of an item; of a value of something below a new node, what that is called."""
    said = item.answers[0].said
    new = _new_above(said.target) if item.kind == "value" and isinstance(said, Claim) else None
    if new is None or _new_above(item.target) is None:  # it arrived before
        return showing.place(item)
    fields = _added(plan, item, new)
    return translate("Merging", "New: {0}").format(_text_of(new, fields) or _counted_kind(plan, new))


def _new_above(target: Target) -> NewNode | None:
    """Return the new node that a value hangs under; places for answers are none, these are asked for."""
    above = target.parent if isinstance(target, NewNode) else None
    while isinstance(above, NewNode) and above.kind in (RESPONSE, CONTRIBUTION):
        above = above.parent
    return above if isinstance(above, NewNode) else None


def _added(plan: Plan, item: Item, new: NewNode) -> Mapping[str, Value]:
    additions = (one for answer in item.answers for one in plan.files[answer.file].returned.additions)
    return next((one.fields for one in additions if one.node == new), {})


def _text_of(new: NewNode, fields: Mapping[str, Value]) -> str:
    name = fields.get(KINDS[new.kind].summary or "")
    return " ".join(plain_blocks(name, lambda reference: "…")) if isinstance(name, str) else ""


def _counted_kind(plan: Plan, new: NewNode) -> str:
    """Return the kind of a new node without words, with its number where there are several."""
    additions = (one for file in plan.files for one in file.returned.additions)
    silent = [
        one.node for one in additions if one.node.kind == new.kind and not _text_of(one.node, one.fields)
    ]
    keys = list(dict.fromkeys(node.key for node in silent))
    label = kind_label(new.kind)
    return f"{label} {keys.index(new.key) + 1}" if len(keys) > 1 and new.key in keys else label


def put_edited(entry: Entry, showing: Showing) -> None:
    """Put what a person decided instead of what is there and what files say into words."""
    decision = entry.item.decision
    if decision is None or decision.take != "edited":
        entry.edited = ""
    elif needs_home(entry.item):
        entry.edited = translate("Merging", "Goes to {0}: {1}").format(
            showing.reference(decision.value), entry.theirs[0].text
        )
    else:
        entry.edited = showing.value(entry.item, decision.value)


def shown_text(text: str) -> str:
    """Return a text to compare others with: none where nothing was said."""
    return "" if text == spoken(NOTHING) else text


def _theirs(plan: Plan, item: Item, option: Option, showing: Showing, names: list[str]) -> Theirs:
    answers = [item.answers[number] for number in option.answers]
    said = [showing.theirs(item, answer) for answer in answers]
    positions = tuple(dict.fromkeys(answer.file for answer in answers))
    return Theirs(
        option,
        said[0].text,
        positions,
        ", ".join(names[position] for position in positions),
        ", ".join(plan.files[position].returned.name for position in positions),
        place_in_words(answers[0].place),
        " ".join(dict.fromkeys(one.doubt for one in said if one.doubt)),
    )


def place_in_words(place: Place) -> str:
    """Return where in a file something stands: "Actions, row 7, column “Due”"; "" where unknown."""
    parts = [place.sheet] if place.sheet else []
    if place.row:
        parts.append(translate("Merging", "row {0}").format(place.row))
    if place.column:
        parts.append(translate("Merging", "column “{0}”").format(spoken(place.column)))
    return ", ".join(parts)


def _open_state(entry: Entry) -> str:
    if entry.item.state is not State.CONFLICT:
        return translate("Merging", "Please check")
    if entry.is_contradicted:
        return translate("Merging", "Conflict: the files differ")
    if entry.item.ours is GONE:
        return translate("Merging", "Conflict: removed here")
    return translate("Merging", "Conflict")


def _order(item: Item, showing: Showing, places: dict[int, int]) -> tuple[object, ...]:
    """Return what sorts items: recommendation, node, field; new nodes after what they stand beside."""
    node = showing.node(item)
    home = showing.recommendation(item) or node
    names = list(KINDS[item.node_kind].fields)
    place = names.index(item.field) if item.field in names else -1
    is_beside = isinstance(item.target, NewNode) and (
        item.target.kind != "response" or isinstance(item.target.parent, NewNode)
    )
    return (
        places.get(home or 0, LAST),
        is_beside,
        places.get(node or 0, LAST),
        key_of(item.target) if is_beside else "",
        place,
    )


def _words(entry: Entry) -> Iterator[str]:
    yield from (entry.place, entry.what, entry.ours, entry.base)
    for one in entry.theirs:
        yield from (one.text, one.names, one.files, one.doubt)
