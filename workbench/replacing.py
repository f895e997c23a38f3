"""Find and replace in every text: hits are found in what a reader sees, and the markup round them stays."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from workbench.folding import bare, bare_spans
from workbench.lettering import Letter, Line, line_of, spans_of
from workbench.markup import parse, plain_block, render
from workbench.schema import KINDS, Field, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from workbench.editor import Editor
    from workbench.folding import Stretch
    from workbench.lettering import Mark
    from workbench.markup import Block
    from workbench.numbering import Numbers
    from workbench.tree import Node, Tree

    Words = Callable[[str], str]
    """What stands in place of what was found."""

KEYS = frozenset({("unit", "abbreviation"), ("unit", "name")})
"""Fields by which others name a unit: found, but changed in their form only, where the others follow."""

PORTION = 200
"""Nodes that are looked through at a time."""
_TEXTS = frozenset({Type.LINE, Type.RICH_LINE, Type.TEXT})
_SIGNS = re.compile(r"[*\[\\]")
"""What makes a text read otherwise than it is written."""
_ALIKE = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]', "-": "[-‐‑]"}
_NO_ACCENT = "(?![\u0300-\u036f])"
"""Where a letter ends: no accent of its own follows."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; parts of words count too, case and accents only where ``match_case`` says so.

    Straight and curly quotes are alike, and so are blanks of any kind and number.
    """

    text: str
    match_case: bool = False
    whole_words: bool = False

    def sought(self) -> Sought | None:
        """Return how it is looked for in a text, None where there is nothing to look for."""
        text = self.text if self.match_case else bare(self.text)
        parts = [re.escape(word) for word in text.split()]
        if not parts:
            return None
        escaped = r"\s+".join("".join(map(_alike, _signs(part))) for part in parts)
        bounded = rf"(?<!\w){escaped}(?!\w)" if self.whole_words else escaped
        return Sought(re.compile(bounded + _NO_ACCENT), is_exact=self.match_case)


class Sought:
    """What to look for in many texts; made by :class:`Wanted`.

    ``pattern`` is for texts as they are where it ``is_exact``, else for :func:`~workbench.folding.bare` ones.
    """

    def __init__(self, pattern: re.Pattern[str], *, is_exact: bool) -> None:
        self._pattern = pattern
        self._is_exact = is_exact

    def is_in(self, text: str) -> bool:
        """Whether a text may hold it; quicker than to say where."""
        return self._pattern.search(text if self._is_exact else bare(text)) is not None

    def spans(self, text: str, start: int) -> Iterator[Stretch]:
        """Yield where it stands in a text, from ``start`` on."""
        if self._is_exact:
            return (match.span() for match in self._pattern.finditer(text, start))
        return bare_spans(self._pattern, text, start)


@dataclass(frozen=True, slots=True)
class Hit:
    """One place: in which line of a field's text as it is shown, from which letter to which.

    ``line`` is that line's text. ``breaks`` tells that a live number lies in it, which replacing would
    turn into plain text; ``is_fixed`` that it cannot be replaced from here.
    """

    node: int
    field: str
    number: int
    start: int
    end: int
    line: str
    breaks: bool = False
    is_fixed: bool = False

    @property
    def text(self) -> str:
        """What was found."""
        return self.line[self.start : self.end]

    def replaced(self, by: str) -> str:
        """Return the line with other words in place of this hit."""
        return self.line[: self.start] + by + self.line[self.end :]


def find(tree: Tree, numbers: Numbers, wanted: Wanted, under: Iterable[int] | None = None) -> Iterator[Hit]:
    """Yield every hit in document order; below the nodes ``under`` only, where these are given."""
    return chain.from_iterable(portions(tree, numbers, wanted, under))


def portions(
    tree: Tree, numbers: Numbers, wanted: Wanted, under: Iterable[int] | None = None
) -> Iterator[list[Hit]]:
    """Yield the hits of :func:`find` a portion of nodes at a time, so that a window stays alive meanwhile.

    The tree must not change before the last one.
    """
    sought = wanted.sought()
    if sought is None:
        return
    nodes = chain.from_iterable(map(tree.walk, [tree.root_id] if under is None else list(under)))
    while portion := list(islice(nodes, PORTION)):
        yield [hit for node in portion for hit in _hits_in(node, numbers, sought)]


def capitalized(by: str, found: str) -> str:
    """Return words as they stand in place of others: with a capital, or all capitals, where those have.

    A single capital letter is one at the beginning.
    """
    if found.isupper() and sum(map(str.isalpha, found)) > 1:
        return by.upper()
    return by[:1].upper() + by[1:] if found[:1].isupper() else by


class Replacement(NamedTuple):
    """What comes in place of the text ``before`` of a field; ``hits`` is how many hits that replaces."""

    node: int
    field: str
    before: str
    after: str | None
    hits: int


def replacements(
    tree: Tree, numbers: Numbers, hits: Iterable[Hit], by: str, *, keep_capitals: bool = False
) -> Iterator[Replacement]:
    """Yield what becomes of each text when hits are replaced by a line of plain text; nothing is changed.

    Words take the style of the first letter they replace and, where asked for, the capitals of what they
    replace. A hit that is no longer there as it was found, and one that ``is_fixed``, stays as it is.
    """
    by = " ".join(by.split("\n"))
    words = partial(capitalized, by) if keep_capitals else partial(_as_typed, by)
    chosen: defaultdict[tuple[int, str], list[Hit]] = defaultdict(list)
    for hit in hits:
        if not hit.is_fixed and hit.node in tree:
            chosen[hit.node, hit.field].append(hit)
    for (id, name), found in chosen.items():
        node = tree[id]
        field = KINDS[node.kind].fields[name]
        lines = _lines(node, field, numbers)
        still = [hit for hit in found if hit.number < len(lines) and lines[hit.number].text == hit.line]
        if still:
            after = _replaced(field, lines, still, words)
            yield Replacement(id, name, node.fields[name], after, len(still))


def put(editor: Editor, found: Iterable[Replacement]) -> int:
    """Replace texts as part of one batch; return how many hits that were.

    A text that is another one by now stays as it is.
    """
    done = 0
    for one in found:
        if one.node in editor.tree and editor.tree[one.node].fields[one.field] == one.before:
            editor.set(one.node, one.field, one.after)
            done += one.hits
    return done


def _hits_in(node: Node, numbers: Numbers, sought: Sought) -> Iterator[Hit]:
    for field in _FIELDS[node.kind]:
        text = node.fields[field.name]
        if text and (sought.is_in(text) or (field.is_markup and _SIGNS.search(text))):
            yield from _hits(node, field, numbers, sought)


def _hits(node: Node, field: Field, numbers: Numbers, sought: Sought) -> Iterator[Hit]:
    is_fixed = (node.kind, field.name) in KEYS
    for number, line in _lines_with(node, field, numbers, sought):
        for start, end in sought.spans(line.text, line.body):
            breaks = any(letter.live for letter in line.letters[start:end])
            yield Hit(node.id, field.name, number, start, end, line.text, breaks, is_fixed)


def _lines_with(node: Node, field: Field, numbers: Numbers, sought: Sought) -> Iterator[tuple[int, Line]]:
    """Yield the lines that can hold a hit, with their places: letter by letter takes long."""
    if not field.is_markup:
        yield from enumerate(_lines(node, field, numbers))
        return
    printed = partial(_printed, numbers, node.id)
    for number, block in enumerate(parse(node.fields[field.name])):
        if sought.is_in(plain_block(block, printed)):
            yield number, line_of(block, printed)


def _lines(node: Node, field: Field, numbers: Numbers) -> list[Line]:
    text = node.fields[field.name]
    if field.is_markup:
        printed = partial(_printed, numbers, node.id)
        return [line_of(block, printed) for block in parse(text)]
    letters = [Letter(sign) for sign in text or ""]
    return [Line(_PLAIN_BLOCK, 0, text or "", letters, ())]


def _replaced(field: Field, lines: Sequence[Line], hits: Sequence[Hit], words: Words) -> str | None:
    in_line: defaultdict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        in_line[hit.number].append(hit)
    if not field.is_markup:
        return "".join(_spelled(_woven(lines[0], in_line[0], words)))
    blocks = [
        _rewritten(line, in_line[number], words) if number in in_line else line.block
        for number, line in enumerate(lines)
    ]
    return render(block for block in blocks if block is not None) or None


def _rewritten(line: Line, hits: Sequence[Hit], words: Words) -> Block | None:
    """Return a block with its hits replaced, None where nothing is left of it."""
    items = _woven(line, hits, words)
    while items and isinstance(items[0], Letter) and items[0].sign.isspace():
        items.pop(0)
    while items and isinstance(items[-1], Letter) and items[-1].sign.isspace():
        items.pop()
    return line.block._replace(spans=tuple(spans_of(items))) if items else None


def _woven(line: Line, hits: Sequence[Hit], words: Words) -> list[Letter | Mark]:
    """Return the letters and marks of a line's text, with other words in place of the hits.

    A mark within a hit comes to stand behind what replaces it.
    """
    items: list[Letter | Mark] = []
    place = line.body
    for hit in sorted(hits, key=_start):
        items += _stretch(line, place, hit.start)
        style = line.letters[hit.start].style
        items += [Letter(sign, style) for sign in words(hit.text)]
        items += [mark for at, mark in line.marks if hit.start < at < hit.end]
        place = hit.end
    return items + _stretch(line, place, len(line.letters))


def _stretch(line: Line, start: int, end: int) -> list[Letter | Mark]:
    """Return the letters from one place to another with the marks before each, and those at the end."""
    items: list[Letter | Mark] = list(line.letters[start:end])
    for at, mark in reversed(line.marks):  # from the end, so that the places before stay
        if start <= at <= end:
            items.insert(at - start, mark)
    return items


def _as_typed(by: str, found: str) -> str:
    return by


def _start(hit: Hit) -> int:
    return hit.start


def _spelled(items: Iterable[Letter | Mark]) -> Iterator[str]:
    return (item.sign for item in items if isinstance(item, Letter))


def _signs(text: str) -> list[str]:
    """Return the signs of an escaped text, a backslash with what it escapes."""
    return re.findall(r"\\.|.", text, re.DOTALL)


def _alike(sign: str) -> str:
    return _ALIKE.get(sign.removeprefix("\\"), sign)


def _printed(numbers: Numbers, within: int, reference: object) -> str:
    return numbers.printed(reference, within)  # type: ignore[arg-type]


_PLAIN_BLOCK = parse("x")[0]
_FIELDS = {
    kind.name: tuple(field for field in kind.fields.values() if field.type in _TEXTS)
    for kind in KINDS.values()
}
