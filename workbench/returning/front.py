"""The lines of the front page, read back into the fields of the paper that they print."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.merging.claims import Claim, Problem
from workbench.paper import styles
from workbench.paper.front_words import LABELLED
from workbench.returning.outline import Part
from workbench.sentences import Sentence
from workbench.tracking.understanding import Understood, Words, understand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from workbench.paper import words as paper_words
    from workbench.returning.passages import Passage
    from workbench.returning.wording import Wording
    from workbench.schema import Value
    from workbench.tree import Node, Tree

_JOINED = ("session", "place", "session_dates")
_ITEMS = 20
_NOT_READ = Sentence("This line of the front page was edited and names no field that could be told: {0}")

Values = dict[str, Understood]


@dataclass
class Front:
    """Compares the front page of a returned draft with ours; made for one reading."""

    tree: Tree
    paper: Node
    spoken: paper_words.Words
    wording: Wording
    is_whole: bool = True
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._words = Words(self.tree)
        self._readers: Mapping[str, Callable[[str], Values | None]] = {
            styles.FRONT_SYMBOL.lower(): self._symbol,
            styles.FRONT_SESSION.lower(): self._session,
            styles.FRONT_SECTION.lower(): self._section,
            styles.FRONT_SEGMENT.lower(): self._segment,
            styles.FRONT_DETAIL.lower(): self._detail,
            styles.FRONT_ITEM.lower(): self._item,
        }

    def claims(self, ours: Sequence[Passage], theirs: Sequence[Passage]) -> Iterator[Claim]:
        """Yield what the lines of the front page say otherwise than ours; others are told as problems."""
        partners = {self.wording.pairs.get(passage): passage for passage in theirs}
        for line in ours:
            found = partners.get(line)
            if found is None or found.key != line.key:
                yield from self._line(line, found)
        for passage in theirs:
            if self.wording.pairs.get(passage) is None:
                yield from self._new(passage)

    def _line(self, ours: Passage, theirs: Passage | None) -> Iterator[Claim]:
        before = self._read(ours)
        after = self._read(theirs) if theirs is not None else {}
        if not before or after is None or not self.is_whole:
            words = theirs.text if theirs is not None else ours.text
            self.problems.append(Problem("front-page", Sentence(_NOT_READ, words)))
            return
        for name in dict.fromkeys([*before, *after]):
            meant = after.get(name, Understood())
            if meant != before.get(name, Understood()):
                yield Claim(
                    self.paper.id, name, self.paper[name], meant.value, doubt=meant.doubt, raw=meant.raw
                )

    def _new(self, passage: Passage) -> Iterator[Claim]:
        """Yield the field that a line names which we did not print."""
        name, lead = self._labelled(passage)
        if name and not self.paper[name]:
            if self.paper.declaration.fields[name].is_markup:
                value = self.wording.markup([Part(passage, lead)])
            else:
                value = _text(passage.text, self._label(name))
            if value:
                yield Claim(self.paper.id, name, None, value)
            return
        values = self._read(passage) if self.is_whole else None
        free = {
            name: meant
            for name, meant in (values or {}).items()
            if not self.paper[name] and meant != Understood()
        }
        if not free:
            self.problems.append(Problem("front-page", Sentence(_NOT_READ, passage.text)))
        for name, meant in free.items():
            yield Claim(self.paper.id, name, None, meant.value, doubt=meant.doubt, raw=meant.raw)

    # Reading lines -------------------------------------------------------------------------------

    def _read(self, passage: Passage) -> Values | None:
        """Return what a line says of which fields; None where it cannot be told."""
        reader = self._readers.get(passage.style)
        if reader is not None:
            return reader(passage.text)
        name, _ = self._labelled(passage)
        return {name: Understood(_text(passage.text, self._label(name)) or None)} if name else None

    def _labelled(self, passage: Passage) -> tuple[str, int]:
        """Return the field of the box whose label a line begins with, and how many tokens that is."""
        for name in LABELLED:
            label = self._label(name)
            if passage.text.casefold().startswith(label.casefold()):
                size, lead = len("".join(label.split())), 0
                for token in passage.tokens:
                    if size <= 0:
                        break
                    size, lead = size - len(token.text), lead + 1
                return name, lead
        return "", 0

    def _label(self, name: str) -> str:
        return self.spoken["labelled"].format(label=self.spoken[name])

    def _symbol(self, text: str) -> Values:
        before, after = self.spoken.around("revision")
        revised = re.search(rf"\s*{re.escape(before)}\s*(\d+)\s*{re.escape(after)}$", text)
        symbol = text[: revised.start()] if revised else text
        found = {"symbol": Understood(symbol.strip() or None)}
        return {**found, "revision": Understood(int(revised[1]))} if revised else found

    def _session(self, text: str) -> Values | None:
        names = [name for name in _JOINED if self.paper[name]]
        pieces = text.split(", ")
        sizes = [str(self.paper[name]).count(", ") + 1 for name in names]
        if sum(sizes) != len(pieces):
            return None
        found, start = {}, 0
        for name, size in zip(names, sizes, strict=True):
            found[name] = Understood(", ".join(pieces[start : start + size]).strip() or None)
            start += size
        return found

    def _section(self, text: str) -> Values:
        code = self.paper["section_code"]
        if code and text.endswith(f" {code}"):
            return {
                "section": Understood(text[: -len(code)].strip() or None),
                "section_code": Understood(code),
            }
        section, _, last = text.rpartition(" ")
        if code:
            return {"section": Understood(section.strip() or None), "section_code": Understood(last)}
        return {"section": Understood(text or None)}

    def _segment(self, text: str) -> Values:
        return {"segment": Understood(text or None)}

    def _detail(self, text: str) -> Values | None:
        for key, placeholder in (("date", "date"), ("original_language", "language")):
            before, after = self.spoken.around(key, placeholder)
            if text.startswith(before.strip()):
                said = text.removeprefix(before.strip()).removesuffix(after.strip()).strip()
                return {key: self._date(said) if key == "date" else self._language(said)}
        return None

    def _date(self, text: str) -> Understood:
        if self.paper["date"] and text == self.spoken.date(self.paper["date"]):
            return Understood(self.paper["date"])
        return understand(self.paper.declaration.fields["date"], text, self._words)

    def _language(self, text: str) -> Understood:
        keys = self._words.keys("language", text)
        value: Value = keys[0] if len(keys) == 1 else text
        return Understood(value or None)

    def _item(self, text: str) -> Values:
        for number in range(1, _ITEMS + 1):
            if self.spoken.agenda_item(str(number)).casefold() == text.casefold():
                return {"agenda_item": Understood(str(number))}
        return {"agenda_item": Understood(text or None)}


def _text(text: str, label: str) -> str:
    """Return what stands behind a label."""
    return text[len(label) :].strip()
