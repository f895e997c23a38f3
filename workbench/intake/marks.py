"""Footnote marks: bare numbers in the texts, told from other numbers by the footnotes that exist."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.intake.drafts import Book, Text
from workbench.intake.notes import RAISED, Body
from workbench.intake.signs import words
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.intake.pieces import Piece
    from workbench.subtree import Subtree

_COUNTED = words(
    "paragraph paragraphs recommendation recommendations figure figures outcome outcomes sdg"
    " sdgs part module modules table tables chapter target targets goal goals article articles"
    " convention finding findings no nos about over than of in to the and or with by for from at"
    " only nearly approximately indicator indicators phase step january february march april may"
    " june july august september october november december per page pages section output outputs"
    " box level option stage between until since during after before total annex appendix group"
    " version volume issue some least most around item items point points plus minus category"
    " priority line lines age aged covid article"
)
_UNITS = re.compile(
    r"\s*(?:per cent\b|%|percent\b|million|billion|years?\b|months?\b|countries\b|and\s+\d|to\s+\d|or\s+\d)"
)
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_NO_MARK_AFTER = ("Rev.", "Add.", "Corr.", "No.", "no.", "nos.", "p.", "pp.", "para.", "paras.", "art.")
_ANOTHER_MARK = re.compile(r",\s?(?P<next>\d{1,3})(?:[\s.,;]|$)")
_BROKEN_OFF = re.compile(
    r"(?:,|\s(?:and|or|the|a|an|of|to|in|for|by|with|from|who|which|that|is|are|was|were))$"
)
_BETWEEN_MARKS = frozenset((",", ", ", " ", ""))
_MOST_PLACES = 60
_RAISED = 4.0
_SURE = 3.0
_MISSING = -2.0


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that could be a footnote's mark; ``start`` is where the space before it begins."""

    piece: int
    start: int
    end: int
    number: int
    score: float
    line: int


_Link = tuple[float, "_Mark | None", int]
"""How good the marks chosen so far are together, the last of them, and its predecessor's index."""


def place(bodies: Sequence[Body], pieces: Sequence[Piece], book: Book) -> list[Text]:
    """Anchor each footnote where its mark stands and return the footnotes' texts."""
    candidates: dict[int, list[_Mark]] = {}
    highest = max((body.number for body in bodies), default=0) + 1
    for mark in _marks(pieces, highest):
        candidates.setdefault(mark.number, []).append(mark)
    likely = {number: _likeliest(marks) for number, marks in candidates.items()}
    chosen = _choose(bodies, likely)
    texts = [_anchor(body, mark, pieces, book) for body, mark in zip(bodies, chosen, strict=True)]
    _list_misnumbered(bodies, texts, book)
    _list_bodiless(bodies, chosen, candidates, pieces, book)
    return texts


def _likeliest(marks: list[_Mark]) -> list[_Mark]:
    """Return the likeliest of the places, in order: enough for any paper, and bounded for noise."""
    if len(marks) <= _MOST_PLACES:
        return marks
    best = sorted(marks, key=lambda mark: -mark.score)[:_MOST_PLACES]
    return sorted(best, key=lambda mark: (mark.piece, mark.start))


def _marks(pieces: Sequence[Piece], highest: int) -> Iterator[_Mark]:
    for index, piece in enumerate(pieces):
        before: _Mark | None = None
        for first, last, printed in piece.numbers:
            if len(printed) > 3:
                continue
            number = int(printed if printed.isascii() else printed.translate(RAISED))
            if 0 < number <= highest:
                score, start, end = _score(piece.raw, first, last)
                if piece.is_raised(first) and first:
                    score, start = _RAISED, first - (piece.raw[first - 1] == " ")
                if before is not None and _goes_on(piece.raw, before, first, number):
                    score, start = max(score, before.score), before.end
                if score > 0:
                    before = _Mark(index, start, end, number, score, piece.line_at(first))
                    yield before


def _goes_on(raw: str, before: _Mark, start: int, number: int) -> bool:
    """Whether a number is the next of several marks that stand together, as in "text. 3, 4"."""
    return number == before.number + 1 and raw[before.end : start] in _BETWEEN_MARKS


def _score(raw: str, start: int, end: int) -> tuple[float, int, int]:
    """Return how much a number looks like a mark, and the stretch of text it takes."""
    if not start:
        return 0.0, start, end
    if not raw[start].isascii():
        return _RAISED, start - (raw[start - 1] == " "), end
    if raw[start - 1] == "[" and raw[end : end + 1] == "]":
        return _SURE, start - 1 - (raw[start - 2 : start - 1] == " "), end + 1
    after = raw[end : end + 1]
    if after and after not in ' .,;:)”"’':
        return 0.0, start, end
    if after in (".", ",") and raw[end + 1 : end + 2].isdigit() and not _is_before_mark(raw, start, end):
        return 0.0, start, end
    if raw[start - 1] == " ":
        return _spaced_score(raw, start, end), start - 1, end
    return _glued_score(raw, start, end), start, end


def _is_before_mark(raw: str, start: int, end: int) -> bool:
    """Whether a comma and the next number follow, as between two marks."""
    another = _ANOTHER_MARK.match(raw, end)
    return another is not None and int(another["next"]) == int(raw[start:end]) + 1


def _spaced_score(raw: str, start: int, end: int) -> float:
    before = raw[start - 2 : start - 1]
    rest = raw[end:]
    follows = rest.lstrip(" ")[:1]
    starts_sentence = not follows or follows.isupper() or follows in '(“"‘'
    if _UNITS.match(rest):
        return 0.0
    if before in '.!?”"’':
        return _SURE if starts_sentence else 1.2
    if before in ",;:":
        return 1.0
    if before == ")":
        return 1.8
    if not before.isalpha() or rest[:1] in (")", "”") or rest[:1] == ":":
        return 0.0
    word = _LAST_WORD.search(raw, max(0, start - 30), start - 1)
    if word is None or word[0].lower() in _COUNTED:
        return 0.0
    return 1.5 if not rest or rest[0] in ".,;" else 0.7


def _glued_score(raw: str, start: int, end: int) -> float:
    before, rest = raw[start - 1], raw[end:]
    if before in ".,":
        if raw[start - 2 : start - 1].isdigit():
            is_year = raw[start - 5 : start - 1].isdigit()
            return 1.0 if is_year and before == "." and (not rest or re.match(r" [A-Z“(]", rest)) else 0.0
        return 0.0 if raw[:start].endswith(_NO_MARK_AFTER) else _SURE
    if before in ';:!?)”"’':
        return _SURE
    return 1.2 if before.islower() else 0.0


def _choose(bodies: Sequence[Body], candidates: dict[int, list[_Mark]]) -> list[_Mark | None]:
    """Return a mark for each footnote so that all together fit best: in order, near their bodies."""
    states: list[list[_Link]] = []
    floor = _floors(bodies)
    for index, body in enumerate(bodies):
        before: list[_Link] = states[-1] if states else [(0.0, None, -1)]
        layer: list[_Link] = []
        for mark in [*candidates.get(body.number, ()), None]:
            own = _MISSING if mark is None else mark.score + _nearness(mark, body, floor[index])
            layer.append(_linked(own, mark, before))
        states.append(layer)
    return _trace(states)


def _linked(own: float, mark: _Mark | None, before: list[_Link]) -> _Link:
    best, best_index, position = -999.0, -1, (mark.piece, mark.start) if mark else None
    for index, (score, earlier, _) in enumerate(before):
        ordered = position is None or earlier is None or (earlier.piece, earlier.start) < position
        total = score + (0.0 if ordered else -3.0)
        if total > best:
            best, best_index = total, index
    return best + own, mark, best_index


def _trace(states: list[list[_Link]]) -> list[_Mark | None]:
    chosen: list[_Mark | None] = []
    index = -1
    for layer in reversed(states):
        if index < 0:
            index = max(range(len(layer)), key=lambda i: layer[i][0])
        _, mark, index = layer[index]
        chosen.append(mark)
    return chosen[::-1]


def _floors(bodies: Sequence[Body]) -> list[int]:
    """Return for each footnote the last line of the group of footnotes before its own."""
    floors: list[int] = []
    group_floor, last = 0, 0
    for body in bodies:
        if body.rows[0].line - last > 1 and floors:
            group_floor = last
        floors.append(group_floor)
        last = body.rows[-1].line
    return floors


def _nearness(mark: _Mark, body: Body, floor: int) -> float:
    if mark.line > body.rows[0].line:
        return -1.5
    return 0.5 if mark.line > floor else 0.0


def _anchor(body: Body, mark: _Mark | None, pieces: Sequence[Piece], book: Book) -> Text:
    line = body.rows[0].line
    if mark is None:
        holder = _piece_before(line, pieces).node
        footnote = book.node("footnote", holder, line)
        book.doubt(
            line,
            footnote,
            "text",
            body.rows[0].text,
            Sentence("No mark was found for footnote {0}.", body.number),
        )
    else:
        piece = pieces[mark.piece]
        footnote = book.node("footnote", piece.node, line)
        piece.replace(mark.start, mark.end, f"[^{footnote.id}]")
    return _text_of(body, footnote, book)


def _text_of(body: Body, footnote: Subtree, book: Book) -> Text:
    if body.head is not None:
        book.claim(body.head, footnote)
    text = Text(footnote, "text", body.rows[0])
    for row in body.rows[1:]:
        text.append(row)
    if _BROKEN_OFF.search(text.last.text):
        message = Sentence("This footnote breaks off; more of it may stand elsewhere.")
        book.doubt(text.last.line, footnote, "text", text.last.text, message)
    return text


def _piece_before(line: int, pieces: Sequence[Piece]) -> Piece:
    before = [piece for piece in pieces if piece.joined.rows[0].line < line]
    return before[-1] if before else pieces[0]


def _list_misnumbered(bodies: Sequence[Body], texts: Sequence[Text], book: Book) -> None:
    for index, (body, text) in enumerate(zip(bodies, texts, strict=True)):
        expected = bodies[index - 1].number + 1 if index else 1
        if body.number != expected:
            message = Sentence(
                "The source prints footnote {0}; counted, it is footnote {1}.", body.number, index + 1
            )
            book.doubt(body.rows[0].line, text.node, "text", body.rows[0].text, message)


def _list_bodiless(
    bodies: Sequence[Body],
    chosen: Sequence[_Mark | None],
    candidates: dict[int, list[_Mark]],
    pieces: Sequence[Piece],
    book: Book,
) -> None:
    """List numbers that are surely marks, of footnotes that are nowhere to be found."""
    known = {body.number for body in bodies}
    for number, marks in candidates.items():
        sure = [mark for mark in marks if mark.score >= _SURE]
        if number in known or len(sure) != 1 or not (number == 1 or number - 1 in known):
            continue
        mark, piece = sure[0], pieces[sure[0].piece]
        message = Sentence("This may be the mark of footnote {0}, whose text was not found.", number)
        book.doubt(mark.line, piece.node, piece.field, piece.raw[max(0, mark.start - 30) : mark.end], message)
