"""What a matrix says of recommendations and actions, as claims and additions against its earlier self."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench.matrix.cells import Interpreter, Meant, checked
from workbench.matrix.entries import Remark
from workbench.matrix.homes import Home, Homes, digest, shown
from workbench.matrix.memory import NOTES, Known
from workbench.matrix.names import ACTION, ACTION_UNIT, UNITS, declared
from workbench.matrix.pairing import paired
from workbench.matrix.references import reference_key
from workbench.matrix.remarks import notes_of, of_action, uncertain
from workbench.matrix.said import Said, is_alike
from workbench.matrix.tables import as_text
from workbench.merging.claims import Addition, Claim, NewNode, Place, Problem
from workbench.merging.planning import key_of
from workbench.retyping import retype
from workbench.schema import field_of
from workbench.sentences import UNSAID, Sentence, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.matrix.entries import Act, Entry, Given
    from workbench.merging.claims import Return, Target
    from workbench.schema import Field, Value
    from workbench.tree import Node, Tree
    from workbench.workspace import Workspace

UNITS_TEXT = "recommendation.responsible_units_text"

_OF_NO_ACTION = frozenset({"responsible_unit", "verified"})
_EMPTY_NOW = Sentence("The cell is empty now; is the value to be removed?")
_REWORDED = Sentence("The action “{0}” reads differently in the matrix now; is it the same one?")
_UNKNOWN = Sentence("Nothing here has this reference, and the row does not say what is recommended.")


@dataclass
class Writer:
    """Writes entries into ``into``; ``headers`` are those of the matrix, ``meanings`` what they mean.

    ``remembered`` collects what the next import of this matrix will know.
    """

    homes: Homes
    interpreter: Interpreter
    headers: frozenset[str]
    meanings: frozenset[str]
    into: Return
    remembered: list[Known] = field(default_factory=list)

    def write(self, entry: Entry) -> Target:
        """Write one recommendation with its response and its actions; return the recommendation."""
        home = self.homes.home(entry)
        said = self._said(self._own(entry, home))
        now = _known(home.target, said, reference_key(entry.reference), entry.headline, home.doubt)
        if home.known is not None and _is_refused(home.known, now):
            self.remembered.append(home.known)
            return home.target
        self.remembered.append(now)
        acts = [(act, self._said(act.given)) for act in entry.actions]
        remarks = [*entry.remarks, *uncertain(said)]
        remarks += _units_of_nothing(acts)
        for number, (act, of_act) in enumerate(acts, 1):
            remarks += of_action(act, of_act, number, is_only=len(acts) == 1)
        now.notes = notes_of([*self._called(entry, home), *remarks])
        if isinstance(home.target, NewNode):
            self._add_recommendation(home.target, said, now, entry.place)
        else:
            self._claim_all(home, home.target, said, now, entry.place)
            self._claim_notes(home, home.target, now, entry.place)
        self._write_actions(home, acts, now)
        return home.target

    def tell_gone(self) -> None:
        """Tell which recommendations of the earlier import the matrix no longer holds; remember them too."""
        nodes = {known.node for known in self.remembered}
        names = {known.name for known in self.remembered} - {""}
        for known in self.homes.memory.recommendations:
            if known.node not in nodes and (not known.name or known.name not in names):
                self.remembered.append(known)
                message = Sentence(
                    "The matrix no longer holds the recommendation “{0}”; it stays here.", _short(known)
                )
                self._tell("recommendation-gone", message)

    def _called(self, entry: Entry, home: Home) -> list[Remark]:
        """Return the reference of a recommendation that is not called so here; once noted, it stays so."""
        remark = Remark(entry.header, entry.reference, replace(entry.place, column=entry.header))
        if not entry.reference:
            return []
        if home.known is not None:
            is_noted = not home.known.notes.keys().isdisjoint(notes_of([remark]))
        else:
            is_noted = reference_key(entry.reference) not in self.homes.names(home)
        return [remark] if is_noted else []

    def _own(self, entry: Entry, home: Home) -> dict[str, Given]:
        """Return what is given of a recommendation; units it shares with its actions if it has none here."""
        tree, units, node = self.homes.workspace.tree, entry.given.get(UNITS), home.target
        was_said = home.known is not None and UNITS in home.known.said
        if units is None or not units.is_shared or was_said or not isinstance(node, int) or node not in tree:
            return entry.given
        has_units = bool(tree[node]["responsible_units"])
        return {meaning: one for meaning, one in entry.given.items() if meaning != UNITS or not has_units}

    # Values ------------------------------------------------------------------------------------

    def _said(self, given: Mapping[str, Given]) -> dict[str, Said]:
        """Return what was given, understood, by "kind.field"."""
        said = {}
        for meaning, one in given.items():
            meant = checked(declared(meaning), self.interpreter.meant(declared(meaning), one))
            said[meaning] = Said(meant, one.place, as_text(one.value))
            if meaning == UNITS:
                lines = (" ".join(line.split()) for line in as_text(one.value).splitlines())
                text = "; ".join(filter(None, (line.strip(" ;,") for line in lines)))
                said[UNITS_TEXT] = Said(Meant(text), one.place, text)
        return said

    # What is there -----------------------------------------------------------------------------

    def _claim_all(self, home: Home, node: int, said: Mapping[str, Said], now: Known, place: Place) -> None:
        """Claim every field that the matrix gives another value than before, and those it gives none now.

        ``home`` is that of the recommendation or the action ``node``.
        """
        for meaning, one in said.items():
            self._claim(home, node, meaning, one, now)
        for meaning, value in home.known.said.items() if home.known else ():
            nothing = declared(meaning).clean(None)
            if value != nothing and meaning in self.meanings and meaning not in said:
                self._claim(home, node, meaning, Said(Meant(nothing, _EMPTY_NOW), place, ""), now)

    def _claim(self, home: Home, node: int, meaning: str, one: Said, now: Known) -> None:
        kind, name = meaning.split(".")
        of, before = declared(meaning), home.known
        target: Target = NewNode("response", node, "") if kind == "response" else node
        holder = self._holder(node, kind)
        base = before.said.get(meaning, of.clean(None)) if before else of.clean(None)
        value, doubt = one.meant.value, together(home.doubt, one.meant.doubt)
        if one.meant.raw is not None:
            if before is None or before.asked.get(meaning) != one.meant.raw:
                now.was[meaning] = base
                self._add(Claim(target, name, base, None, one.place, doubt, one.meant.raw), node)
            return
        is_as_before = before is not None and meaning in before.said and value == base
        if is_as_before or self._is_there(of, holder, value):
            return
        now.was[meaning] = base
        if of.is_markup and holder is not None:
            base, value = self._retyped(of, holder, base, value, one.place)
        self._add(Claim(target, name, base, value, one.place, doubt), node)

    def _is_there(self, of: Field, holder: Node | None, value: Value) -> bool:
        """Whether what the matrix says is what stands here, signs and emphasis aside."""
        ours = holder[of.name] if holder else of.clean(None)
        if ours == value:
            return True
        if f"recommendation.{of.name}" == UNITS_TEXT:
            return bool(ours)  # it stays as it came first; the units themselves are compared
        if not of.is_markup or holder is None:
            return False
        return is_alike(self._shown(ours, holder), self._shown(value, holder))

    def _retyped(
        self, of: Field, holder: Node, base: Value, value: Value, place: Place
    ) -> tuple[Value, Value]:
        """Return base and new text with the marks of our text, where its words are those of the base."""
        ours, printed = holder[of.name], self.homes.workspace.numbers.printed
        before = self._shown(ours, holder)
        if not ours or not is_alike(before, self._shown(base, holder)):
            return base, value
        retyped = retype(
            ours, before, self._shown(value, holder), lambda reference: printed(reference, holder.id)
        )
        for lost in retyped.lost:
            self._tell("lost-mark", Sentence("The {0} has no place in the new text.", lost), place)
        return ours, retyped.markup

    def _claim_notes(self, home: Home, node: int, now: Known, place: Place) -> None:
        """Bring notes up to date: what the matrix said and no longer says goes, what is new comes."""
        tree = self.homes.workspace.tree
        if node not in tree:
            return
        earlier, ours = home.known.notes if home.known else {}, tree[node]["notes"]
        now.notes |= {note: column for note, column in earlier.items() if column not in {"", *self.headers}}
        current = [note for note in (ours or "").split("\n\n") if note]
        kept = [note for note in current if note not in earlier or note in now.notes]
        added = [note for note in now.notes if note not in earlier and note not in current]
        if kept + added != current:
            name, theirs = NOTES.split(".")[1], "\n\n".join(kept + added) or None
            self.into.claims.append(Claim(node, name, ours, theirs, place, home.doubt))

    # What is new -------------------------------------------------------------------------------

    def _add_recommendation(self, node: NewNode, said: Mapping[str, Said], now: Known, place: Place) -> None:
        self._tell_uncertain(said)
        fields = _fields(said, "recommendation")
        if now.notes:
            fields[NOTES.split(".")[1]] = "\n\n".join(now.notes)
        doubt = _UNKNOWN if not fields.get("headline") and isinstance(node.parent, int) else UNSAID
        if not fields.get("headline"):
            self._tell("no-text", Sentence("The matrix does not say what is recommended here."), place)
        self.into.additions.append(Addition(node, fields, place=place, doubt=doubt))
        response = NewNode("response", node, "")
        for name, value in _fields(said, "response").items():
            base = field_of("response", name).clean(None)
            self.into.claims.append(Claim(response, name, base, value, said[f"response.{name}"].place, doubt))

    def _write_actions(self, home: Home, acts: Sequence[tuple[Act, dict[str, Said]]], now: Known) -> None:
        """Write the actions of a recommendation, each known from before, found here, or new."""
        before = home.known.actions if home.known else []
        named = [(act.number, _text(act)) for act, _ in acts]
        pairs = paired(named, before, self._actions_there(home, before))
        for (act, said), (known, is_doubtful) in zip(acts, pairs, strict=True):
            if known is not None and is_doubtful:
                known.doubt = Sentence(_REWORDED, _short(known))
            now.actions.append(self._write_action(home, act, said, known, now))
        for known in before:
            if all(known is not one for one, _ in pairs):
                now.actions.append(known)
                message = Sentence(
                    "The matrix no longer holds the action “{0}”; it stays here.", _short(known)
                )
                self._tell("action-gone", message)

    def _write_action(
        self, home: Home, act: Act, said: Mapping[str, Said], known: Known | None, rest: Known
    ) -> Known:
        """Write one action and return what to remember of it; ``rest`` holds those written already."""
        if known is None or known.node is None:
            key = known.name if known else _free_key(home, act, rest)
            node = NewNode("action", NewNode("response", home.target, ""), key)
            now = _known(node, said, act.number, _text(act))
            if known is not None and _is_refused(known, now):
                return known
            self._tell_uncertain(said)
            fields = _fields(said, "action")
            if not fields.keys() - _OF_NO_ACTION:
                return now
            addition = Addition(node, fields, place=act.place, doubt=home.doubt)
            if isinstance(home.target, NewNode):
                self.into.additions.append(addition)
            else:
                self._add(addition, home.target)
            return now
        now = _known(known.node, said, act.number, _text(act), known.doubt)
        own = Home(known.node, home.key, known, together(home.doubt, known.doubt))
        self._claim_all(own, known.node, said, now, act.place)
        return now

    def _actions_there(self, home: Home, before: Sequence[Known]) -> list[Known]:
        """Return the actions that stand here and that no earlier import brought."""
        numbers, brought = self.homes.workspace.numbers, {known.node for known in before}
        return [
            Known(str(node.id), "", node.id, text=shown(node["description"], node.id, numbers))
            for node in self.homes.actions(home.target)
            if node.id not in brought
        ]

    # ---------------------------------------------------------------------------------------------

    def _holder(self, node: int, kind: str) -> Node | None:
        """Return the node whose field a claim on ``node`` means, None where it is not there."""
        tree = self.homes.workspace.tree
        if node not in tree:
            return None
        return next(iter(tree.children(node, "response")), None) if kind == "response" else tree[node]

    def _add(self, said: Claim | Addition, node: int) -> None:
        """Add what is said of a node that is there, or that can be brought back from where it was."""
        workspace = self.homes.workspace
        if node not in workspace.tree and self.into.base is None:
            self.into.base = _before_removal(workspace, node)
        if node not in workspace.tree and (self.into.base is None or node not in self.into.base):
            message = Sentence("What the matrix says of something that was removed here was left out.")
            self._tell("removed-here", message, said.place)
        elif isinstance(said, Claim):
            self.into.claims.append(said)
        else:
            self.into.additions.append(said)

    def _tell_uncertain(self, said: Mapping[str, Said]) -> None:
        """Tell which values of a new node were not understood: they are in the notes, for a person."""
        for one in said.values():
            if not one.meant.is_certain:
                message = together(one.meant.doubt, Sentence("It was kept as a note."))
                self._tell("not-understood", message, one.place)

    def _shown(self, markup: Value, holder: Node) -> str:
        return shown(markup, holder.id, self.homes.workspace.numbers)

    def _tell(self, code: str, message: Sentence, place: Place | None = None) -> None:
        self.into.problems.append(Problem(code, message, place or Place()))


def _known(
    target: Target, said: Mapping[str, Said], reference: str, text: str, doubt: Sentence = UNSAID
) -> Known:
    """Return what to remember of a recommendation or action."""
    known = Known(key_of(target), "", None, reference, text, doubt=doubt)
    if isinstance(target, NewNode):
        known.name = target.key
    else:
        known.node = target
    known.said = {meaning: one.meant.value for meaning, one in said.items() if one.meant.raw is None}
    known.asked = {meaning: one.meant.raw for meaning, one in said.items() if one.meant.raw is not None}
    return known


def _before_removal(workspace: Workspace, node: int) -> Tree | None:
    """Return the document as it was before a node was removed, None where the journal does not hold it."""
    batches = [batch.id for batch in workspace.history()]
    touching = workspace.history(node)
    at = batches.index(touching[-1].id) if touching else 0
    return workspace.at(batches[at - 1]) if at else None


def _is_refused(before: Known, now: Known) -> bool:
    """Whether somebody decided not to take in what the matrix says again word for word."""
    return before.is_refused and before.node is None and before.said == now.said


def _fields(said: Mapping[str, Said], kind: str) -> dict[str, Value]:
    """Return the fields of a new node: what is certain and not empty."""
    return {
        name: one.meant.value
        for meaning, one in said.items()
        for of, name in [meaning.split(".")]
        if of == kind and one.meant.is_certain and one.meant.value not in (None, (), False)
    }


def _units_of_nothing(acts: Sequence[tuple[Act, Mapping[str, Said]]]) -> Iterator[Remark]:
    """Yield the units of actions of which nothing else is certain, and which are therefore none."""
    for act, said in acts:
        unit = said.get(ACTION_UNIT)
        if (
            unit
            and not act.given[ACTION_UNIT].is_shared
            and not _fields(said, "action").keys() - _OF_NO_ACTION
        ):
            yield Remark(unit.place.column, unit.text, unit.place)


def _free_key(home: Home, act: Act, rest: Known) -> str:
    """Return what tells a new action from all others of the matrix."""
    key = f"{home.key}:action:{digest(f'{act.number} {_text(act)}')}"
    taken = {known.name for known in rest.actions}
    while key in taken:
        key += "+"
    return key


def _text(act: Act) -> str:
    return as_text(act.given[ACTION].value) if ACTION in act.given else ""


def _short(known: Known) -> str:
    text = " ".join(known.text.split()) or known.reference or known.name
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
