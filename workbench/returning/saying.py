"""Two outlines become claims: what the returned draft says otherwise than the one that we wrote."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from workbench.markup import anchors, remap
from workbench.merging.claims import Addition, Claim, Move, NewNode, Problem, Removal, Return, Target
from workbench.merging.slots import RESPONSE
from workbench.merging.structure import moved
from workbench.paper import styles
from workbench.returning.earlier import Said
from workbench.returning.front import Front
from workbench.schema import KINDS
from workbench.sentences import UNSAID, Sentence
from workbench.tree import Node, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.returning.earlier import Earlier
    from workbench.returning.notes import Notes
    from workbench.returning.origin import Written
    from workbench.returning.outline import Outline, Part
    from workbench.returning.tables import Tables
    from workbench.returning.wording import Wording
    from workbench.schema import Value

_GENERATED = Sentence(
    "We built this text from the parts of the paper, and it was edited in the draft: taken, it no longer"
    " follows the paper."
)
_LEFT_ANSWER = Sentence(
    "The recommendation that {0} answers is not in the draft any more; the answer goes with it."
)
_ON_ONE_LINE = frozenset({"title", "heading", "caption"})


@dataclass
class Comparison:
    """A returned draft beside ours; made for one reading.

    ``notes`` are the footnotes of the returned draft, ``our_notes`` and ``their_notes`` the parts of each;
    ``now`` is the document as it is at present. Where ``is_whole`` is False, most of the paper is not in the
    draft: then nothing is said of what is not there.
    """

    written: Written
    ours: Outline
    theirs: Outline
    wording: Wording
    tables: Tables
    notes: Notes
    our_notes: Mapping[int, list[Part]]
    their_notes: Mapping[int, list[Part]]
    earlier: Earlier
    now: Tree
    is_whole: bool = True
    targets: dict[int, Target] = field(default_factory=dict)

    def fill(self, returned: Return) -> None:
        """Put into ``returned`` all that the draft says."""
        tree = self.written.tree
        self._moved = moved(_shape(self.ours, tree), _shape(self.theirs, tree))
        self._said: dict[str, Said] = {}
        self._after = self._followed()
        self._find_targets()
        self._say_additions(returned)
        returned.moves = list(self._moves()) if self.is_whole else []
        returned.claims += [*self._text_claims(), *self._place_claims()]
        self._say_front(returned)
        self._say_tables(returned)
        self._say_notes(returned)
        returned.removals = [*returned.removals, *self._removals()] if self.is_whole else []
        returned.ids = {id: node for id, node in self.targets.items() if isinstance(node, NewNode)}
        returned.problems += self._left_answers() if self.is_whole else ()
        returned.memory = self.earlier.memory(self._said)
        self._put_in_known(returned)

    def _put_in_known(self, returned: Return) -> None:
        """Name footnotes that came with an earlier state of this draft as they are named here."""
        known = {id: target for id, target in self.targets.items() if isinstance(target, int)}
        if known:
            returned.claims = [
                replace(claim, theirs=_remapped(claim.theirs, known)) for claim in returned.claims
            ]
            returned.additions = [
                replace(one, fields={name: _remapped(value, known) for name, value in one.fields.items()})
                for one in returned.additions
            ]

    # What is new ---------------------------------------------------------------------------------

    def _find_targets(self) -> None:
        """Find out what each stand-in means; nodes that say the same in the same place have the same key."""
        seen: dict[tuple[str, Target, str], int] = {}
        for node, kind in self.theirs.kinds.items():
            if kind == RESPONSE:
                self.targets[node] = self._response_to(self.theirs.fixed[node]["recommendation"])
                continue
            parent = self._home(node, kind)
            words = self._words(node)
            again = seen[kind, parent, words] = seen.get((kind, parent, words), 0) + 1
            made = NewNode(kind, parent, _key(kind, parent, words, again))
            self.targets[node] = self.earlier.node(made, words) or made
            self._said[made.key] = Said(kind, words)

    def _followed(self) -> dict[int, int | None]:
        """Return for each node read the nearest earlier sibling that is new or did not move."""
        found: dict[int, int | None] = {}
        for siblings in self.theirs.children().values():
            after: int | None = None
            for node in siblings:
                found[node] = after
                if node in self.theirs.kinds or (node in self.ours.parents and node not in self._moved):
                    after = node
        return found

    def _home(self, node: int, kind: str) -> Target:
        """Return what a node is to hang under: what the one ahead of it does, where that can hold it.

        A paragraph that stands below a section, but behind its criteria, reads as if it stood below the last.
        """
        after, tree = self._after[node], self.written.tree
        if after is not None and after in tree:
            above = tree.parent(after)
            if above is not None and kind in above.declaration.children:
                return above.id
        return self._target(self.theirs.parents[node])

    def _words(self, node: int) -> str:
        parts = [part for (owner, _), parts in self.theirs.texts.items() if owner == node for part in parts]
        return "\n".join(" ".join(part.passage.key) for part in parts)

    def _response_to(self, recommendation: Any) -> Target:
        tree = self.written.tree
        found = tree.children(recommendation, RESPONSE) if recommendation in tree else []
        return found[0].id if found else NewNode(RESPONSE, recommendation, "")

    def _target(self, node: int) -> Target:
        return self.targets.get(node, node)

    def _say_additions(self, returned: Return) -> None:
        for node in self.theirs.kinds:
            target, after = self._target(node), self._after.get(node)
            if isinstance(target, int):
                self._say_again(returned, node, target)
            elif node in self.theirs.parents:
                self._say_addition(returned, node, target, None if after is None else self._target(after))

    def _say_again(self, returned: Return, node: int, target: int) -> None:
        """Say what a new node says now that came with an earlier state of this draft."""
        before = self.earlier.fields(target)
        table = self.theirs.tables.get(node)
        if table is not None and self.theirs.kinds[node] == "recommendation":
            returned.claims += self.tables.new_advice(table, target)[1]
        for name, value in self._fields(node, self.theirs.kinds[node]):
            if name in before and before[name] != value:
                returned.claims.append(Claim(target, name, before[name], value))

    def _say_addition(self, returned: Return, node: int, target: NewNode, after: Target | None) -> None:
        fields: dict[str, Value] = dict(self._fields(node, target.kind))
        table = self.theirs.tables.get(node)
        if table is not None and target.kind == "recommendation":
            found, asked = self.tables.new_advice(table, target)
            fields.update(found)
            returned.claims += asked
        self._said[target.key].fields.update(fields)
        returned.additions.append(Addition(target, fields, after))

    def _fields(self, node: int, kind: str) -> Iterator[tuple[str, Value]]:
        blank = KINDS[kind].blank()
        for name, value in self.theirs.fixed.get(node, {}).items():
            if name in blank and value != blank[name]:
                yield name, value
        if node in self.theirs.after:
            yield "position", "after"
        for (owner, name), parts in self.theirs.texts.items():
            if owner == node:
                yield name, self._read(name, parts)

    def _read(self, name: str, parts: Sequence[Part]) -> str | None:
        return self.wording.line(parts) if name in _ON_ONE_LINE else self.wording.markup(parts)

    # What differs --------------------------------------------------------------------------------

    def _text_claims(self) -> Iterator[Claim]:
        for of in dict.fromkeys([*self.ours.texts, *self.theirs.texts]):
            node, name = of
            target = self._target(node)
            if self._is_gone(node) or (node in self.theirs.kinds and self.theirs.kinds[node] != RESPONSE):
                continue
            ours, theirs = self.ours.texts.get(of, []), self.theirs.texts.get(of, [])
            if self.wording.is_untouched(theirs, ours) or not (theirs or self._may_be_gone(name)):
                continue
            yield from self._claim(target, node, name, theirs)

    def _may_be_gone(self, name: str) -> bool:
        """Whether a text that is not there was taken out; a heading is kept as long as it is needed."""
        return self.is_whole and name not in _ON_ONE_LINE

    def _claim(self, target: Target, node: int, name: str, parts: Sequence[Part]) -> Iterator[Claim]:
        tree, value = self.written.tree, self._read(name, parts)
        base = tree[target][name] if isinstance(target, int) else None
        doubt = UNSAID
        if isinstance(target, int) and name == "purpose" and not base:
            doubt = _GENERATED
        if value != base:
            yield Claim(target, name, base, value, doubt=doubt)

    def _is_gone(self, node: int) -> bool:
        """Whether a node that we wrote is not in the returned draft, or hangs under one that is not."""
        if node in self.ours.parents:
            return node not in self.theirs.parents
        above = self.written.tree.parent(node) if node in self.written.tree else None
        return above is not None and self._is_gone(above.id)

    def _place_claims(self) -> Iterator[Claim]:
        """Yield where a paragraph stands on the other side of the answers now, or lost or got its number."""
        tree = self.written.tree
        for node in self.theirs.parents:
            if node in self.theirs.kinds or tree[node].kind != "paragraph":
                continue
            was, now = node in self.ours.after, node in self.theirs.after
            if was != now:
                yield Claim(node, "position", tree[node]["position"], "after" if now else "before")
            numbered = self._numbered(node)
            if numbered is not None and numbered != tree[node]["numbered"]:
                yield Claim(node, "numbered", tree[node]["numbered"], numbered)

    def _numbered(self, node: int) -> bool | None:
        """Return whether a paragraph is of a numbered style now; None where its style says nothing new."""
        ours, theirs = (outline.texts.get((node, "text")) for outline in (self.ours, self.theirs))
        if not ours or not theirs or ours[0].passage.style == theirs[0].passage.style:
            return None
        if theirs[0].lead:
            return True  # its number is typed
        return _NUMBERED.get(theirs[0].passage.style)

    def _moves(self) -> Iterator[Move]:
        for siblings in self.theirs.children().values():
            after: int | None = None
            for node in siblings:
                if node in self._moved:
                    stays = self._after[node] == after
                    kind = self.written.tree[node].kind
                    parent = self._home(node, kind) if stays else self._target(self.theirs.parents[node])
                    yield Move(node, parent, None if after is None else self._target(after))
                after = node

    def _removals(self) -> Iterator[Removal]:
        gone: set[int] = set()
        for node, parent in self.ours.parents.items():
            if node in self.theirs.parents:
                continue
            gone.add(node)
            if parent not in gone:
                yield Removal(node)

    def _left_answers(self) -> Iterator[Problem]:
        """Yield the answers that still stand in the draft, though what they answer was taken out."""
        for (node, name), parts in self.theirs.texts.items():
            is_answer = (node, name) in self.ours.texts and self.written.tree[node].kind == RESPONSE
            if is_answer and self._is_gone(node):
                message = Sentence(_LEFT_ANSWER, parts[0].passage.quoted)
                yield Problem("answer", message)

    def _say_front(self, returned: Return) -> None:
        view = self.written.view
        front = Front(
            self.written.tree, view.paper, self.written.words, self.wording, is_whole=view.part is None
        )
        there = set(self.wording.pairs.values())
        lines = [line for line in self.ours.lines if self.is_whole or line in there]
        returned.claims += front.claims(lines, self.theirs.lines)
        returned.problems += front.problems

    # Tables and notes ----------------------------------------------------------------------------

    def _say_tables(self, returned: Return) -> None:
        tree = self.written.tree
        for node, ours in self.ours.tables.items():
            if self._is_gone(node):
                continue
            theirs = self.theirs.tables.get(node)
            if theirs is None and not self.is_whole:
                continue
            if tree[node].kind == "recommendation":
                returned.claims += self.tables.advice(tree[node], ours, theirs)
            elif theirs is None:
                returned.problems.append(
                    Problem("missing-table", Sentence("The ratings of a figure are not in the draft."))
                )
            else:
                self._say_ratings(returned, node)

    def _say_ratings(self, returned: Return, figure: int) -> None:
        rows = self.tables.ratings(figure, self.ours.tables[figure], self.theirs.tables[figure])
        returned.claims += rows.claims
        returned.removals += [Removal(node) for node in rows.removed]
        last: dict[int | None, Target | None] = {}
        for after, fields in rows.added:
            key = _key("rating", figure, f"{fields['criterion']}", len(last) + 1)
            made = NewNode("rating", figure, key)
            returned.additions.append(Addition(made, fields, last.get(after, after)))
            last[after] = made

    def _say_notes(self, returned: Return) -> None:
        anchored = _anchored(returned)
        for node, parts in self.their_notes.items():
            if node in self.notes.new:
                self._say_new_note(returned, node, parts, anchored.get(node))
            elif not self.wording.is_untouched(parts, self.our_notes.get(node, [])):
                returned.claims += self._claim(node, node, "text", parts)
        marked = _marked(self.theirs, self.their_notes)
        for node in self.our_notes:
            owner = self.written.tree[node].parent or 0
            if node not in marked and not self._is_gone(owner) and self._is_as_written(owner):
                returned.removals.append(Removal(node))

    def _is_as_written(self, node: int) -> bool:
        """Whether nobody changed a node here: else its text is a conflict and may keep a footnote's mark."""
        return node in self.now and self.now[node].fields == self.written.tree[node].fields

    def _say_new_note(self, returned: Return, node: int, parts: Sequence[Part], home: Target | None) -> None:
        text = self.wording.markup(parts)
        if home is None:
            returned.problems.append(Problem("footnote", Sentence("A new footnote has no place: {0}", text)))
            return
        again = sum(
            isinstance(target, NewNode) and target.kind == "footnote" for target in self.targets.values()
        )
        made = NewNode("footnote", home, _key("footnote", home, text or "", again))
        known = self.earlier.node(made, text or "")
        self._said[made.key] = Said("footnote", text or "", {"text": text})
        self.targets[node] = known or made
        if known is None:
            returned.additions.append(Addition(made, {"text": text}))


_NUMBERED = {
    styles.NUMBERED.lower(): True,
    styles.DECISION.lower(): True,
    styles.UNNUMBERED.lower(): False,
    styles.DECISION_CONTINUATION.lower(): False,
}


def _remapped(value: Value, ids: Mapping[int, int]) -> Value:
    return remap(value, ids) if isinstance(value, str) else value


def _shape(outline: Outline, tree: Tree) -> Tree:
    """Return the nodes of an outline as a tree without fields."""
    shape = Tree()
    for node, parent in outline.parents.items():
        for id in (parent, node):
            if id not in shape.nodes:
                kind = outline.kinds.get(id) or tree[id].kind
                shape.nodes[id] = Node(id, kind, {}, None)
        shape.nodes[node].parent = parent
        shape.nodes[parent].children.append(node)
    return shape


def _anchored(returned: Return) -> dict[int, Target]:
    """Return which node anchors each footnote first, of what is new or changed."""
    found: dict[int, Target] = {}
    said: list[tuple[Target, Value]] = [(claim.target, claim.theirs) for claim in returned.claims]
    said += [(addition.node, value) for addition in returned.additions for value in addition.fields.values()]
    for target, value in said:
        for id in anchors(value) if isinstance(value, str) else ():
            found.setdefault(id, target)
    return found


def _marked(outline: Outline, notes: Mapping[int, list[Part]]) -> set[int]:
    """Return the footnotes whose mark stands in a text."""
    keys = {
        token.key
        for parts in (*outline.texts.values(), *notes.values())
        for part in parts
        for token in part.passage.tokens
        if token.key.startswith("\0note ")
    }
    return {int(key.removeprefix("\0note ")) for key in keys}


def _key(kind: str, parent: Target, words: str, again: int) -> str:
    above = parent.key if isinstance(parent, NewNode) else str(parent)
    said = f"{kind}|{above}|{words}|{again}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
