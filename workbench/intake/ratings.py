"""What a rating figure leaves in a text: axis labels, scores, the scale and its legend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.signs import words
from workbench.markup import escape
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from workbench.intake.drafts import Book
    from workbench.intake.rows import Row
    from workbench.subtree import Subtree

HIGHEST_SCORE = 6
Score = float | int | str | None

_LABELS = frozenset(
    [
        "relevance",
        "strategic relevance",
        "coherence",
        "coherence and validity of design",
        "validity of design",
        "validity",
        "effectiveness",
        "efficiency",
        "management arrangements",
        "impact",
        "likelihood of impact",
        "likelihood of impact and sustainability",
        "orientation to impact",
        "impact orientation",
        "impact and sustainability",
        "sustainability",
        "likelihood of sustainability",
        "tripartism",
        "social dialogue",
        "gender",
        "gender equality",
        "gender equality and non-discrimination",
        "cross-cutting issues",
        "cross-cutting themes",
        "overall",
        "overall score",
        "overall rating",
        "overall performance",
        "overall assessment",
    ]
)
_FIRST_WORDS = frozenset(label.split()[0] for label in _LABELS)
_SCORE = r"(?:[0-6](?:[.,]\d{1,2})?|NR|N/R|n/?a|N/?A)"
_SCALE = re.compile(r"[0-7](?:\s+[0-7])+$")
_LEGEND = re.compile(
    r"(?:(?:(?i:legend|scale|rating scale|ratings?|key|note)\s*:?\s*)?[1-6]\s*(?:=|:|[-–—]\s)\s*[A-Za-z])"
)
_LEGEND_WORDS = words(
    "highly very somewhat somehat moderately mostly quite extremely satisfactory unsatisfactory"
    " = - – — : , ; not rated nr good poor excellent legend scale rating ratings key note"
)
_SCORE_ONLY = re.compile(rf"{_SCORE}$")
_SCORED = re.compile(rf"(?P<label>\D*?[A-Za-z)])[\s.:…–-]+(?P<score>{_SCORE})(?:\s*/\s*6)?$")
_SCORE_FIRST = re.compile(rf"(?P<score>{_SCORE})(?:\s*/\s*6)?[\s:–-]+(?P<label>[A-Z]\D*)$")
_TABLE_HEAD = re.compile(r"(?:evaluation\s+)?criteri(?:on|a)\s+(?:ratings?|scores?)$", re.IGNORECASE)
_BETWEEN_SCORED = re.compile(r"[;,]\s+")
_LONGEST_SCORED = 90
_USUAL_ORDER = (
    "relevance",
    "coherence",
    "effectiveness",
    "efficiency",
    "impact",
    "likelihood of impact",
    "sustainability",
    "overall",
)
_PUNCTUATION = re.compile(r"[=:;,.()–—-]")
_LONGEST_LINE = 300
_MOST_WORDS = 14


def is_label(text: str, also: Collection[str] = ()) -> bool:
    """Whether ``text`` is all of an axis label: the name of a criterion, or of those in ``also``."""
    folded = text.lower()
    return folded in _LABELS or folded in also


def may_be_label(text: str, also: Collection[str]) -> bool:
    """Whether a line can begin with a label: with a first word that we know or one of those in ``also``."""
    word = text.split(None, 1)[0].lower().rstrip(":")
    return word in _FIRST_WORDS or word in also


def is_scale(text: str) -> bool:
    """Whether a line holds the ticks of an axis and nothing else."""
    if not text[0].isdigit() or not _SCALE.match(text):
        return False
    ticks = text.split()
    return ticks in (sorted(ticks), sorted(ticks, reverse=True))


def is_legend(text: str, *, goes_on: bool = False) -> bool:
    """Whether a line explains scores ("6 = Highly satisfactory"), or goes on doing so."""
    if len(text) > _LONGEST_LINE or not (goes_on or _LEGEND.match(text)):
        return False
    words = _PUNCTUATION.sub(" ", text.lower()).split()
    return all(word in _LEGEND_WORDS or word.isdigit() for word in words)


def is_score(text: str) -> bool:
    """Whether a line is one printed score."""
    return len(text) < 6 and _SCORE_ONLY.match(text) is not None


def is_scored(text: str, also: Collection[str] = ()) -> bool:
    """Whether a line below a caption is labels with their scores, only scores, or a head above both.

    Of several labels one has to be known, or in ``also``: "Source: Annex 4, Table 5" lists no scores.
    """
    if any(is_label(label, also) for label, _ in _listed(text)):
        return True
    if len(text) > _LONGEST_SCORED or text[-1] in ".;:":
        return False
    if _SCORED.match(text) or _SCORE_FIRST.match(text) or _TABLE_HEAD.match(text):
        return True
    return all(map(is_score, text.split()))


def are_ratings(text: str, also: Collection[str] = ()) -> bool:
    """Whether a line lists scores of criteria we know, or of those in ``also``: "Relevance 5; Impact 4"."""
    listed = _listed(text)
    return bool(listed) and all(is_label(label, also) for label, _ in listed)


def _listed(text: str) -> list[tuple[str, Score]]:
    """Return the labels and scores of "Relevance 5; Coherence 4.", none where anything else is listed."""
    parts = _BETWEEN_SCORED.split(text.rstrip(".;")) if len(text) <= _LONGEST_LINE else []
    found = [match for part in parts if part[:1].isupper() and (match := _SCORED.match(part))]
    if len(found) < max(len(parts), 2):
        return []
    return [(match["label"].strip(), score_of(match["score"])) for match in found]


def labels_in(text: str, also: Collection[str] = ()) -> list[tuple[str, Score]]:
    """Return the labels, with scores, that make up all of ``text``; none where anything else is in it."""
    if len(text) > _LONGEST_LINE or not text[0].isupper():
        return []
    if is_label(text, also):
        return [(text, None)]
    words = text.split()
    found: list[tuple[str, Score]] = []
    while words:
        taken = _longest_label(words, also)
        if not taken:
            return []
        label = " ".join(words[:taken]).rstrip(":")
        words = words[taken:]
        score = score_of(words[0]) if words else None
        found.append((label, score))
        words = words[score is not None :]
    return found


def _longest_label(words: Sequence[str], also: Collection[str]) -> int:
    """Return how many words the longest label at the start takes, 0 where there is none."""
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        if is_label(" ".join(words[:count]).rstrip(":"), also):
            return count
    return 0


def score_of(text: str) -> Score:
    """Return the score that a word prints: a number, "NR", or None where it is no score."""
    if not is_score(text):
        return None
    if not text[0].isdigit():
        return "NR"
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() and text.isdigit() else value


class Axis:
    """The lines of one figure's axis and legend, wherever the text extraction put them."""

    def __init__(self, part: Subtree | None) -> None:
        self.part = part
        self.rows: list[Row] = []
        self.ratings: list[tuple[str, Score]] = []
        self.legend: list[Row] = []
        self.scored: list[Row] = []
        self.undecided: list[Row] = []
        """Lines with scores of which nothing shows whose they are."""
        self._loose: list[tuple[Row, Score]] = []
        self._is_written = False  # as a list, which reads as it stands

    def add(self, row: Row, also: Collection[str]) -> None:
        """Take a line of the axis: ticks, labels with or without scores, lone scores, the legend."""
        self.rows.append(row)
        text = row.text
        if is_scale(text) and " " in text:
            return
        if is_score(text):
            self._loose.append((row, score_of(text)))
        elif is_legend(text, goes_on=bool(self.legend)):
            self.legend.append(row)
        else:
            self._rate(row, labels_in(text, also))

    def add_unknown(self, row: Row) -> None:
        """Take a line that must be of the axis although it names no criterion we know."""
        self.rows.append(row)
        match = _SCORED.match(row.text) or _SCORE_FIRST.match(row.text)
        if listed := _listed(row.text):
            self._is_written = True
            self._rate(row, listed)
        elif match:
            self._rate(row, [(match["label"].strip(), score_of(match["score"]))])
        elif all(map(is_score, row.text.split())):
            self._loose += [(row, score_of(word)) for word in row.text.split()]
        elif not _TABLE_HEAD.match(row.text):
            self._rate(row, [(row.text, None)])

    def _rate(self, row: Row, ratings: Sequence[tuple[str, Score]]) -> None:
        self.ratings += ratings
        if any(score is not None for _, score in ratings):
            self.scored.append(row)

    def holds_ratings(self) -> bool:
        """Whether more was found than ticks and a legend."""
        return bool(self.ratings or self._loose)

    def results(self, order: Sequence[str]) -> list[tuple[str, Score]]:
        """Return criterion and score as a reader lists them, in the ``order`` of the criteria.

        A bar chart's text comes from the bottom upwards: where that is so, it is turned round.
        """
        ratings = self.ratings
        if self._loose and len(self._loose) == len(ratings):
            scores = [score for _, score in self._loose]
            ratings = [(label, score) for (label, _), score in zip(ratings, scores, strict=True)]
            self.scored += [row for row, _ in self._loose]
        else:
            self.undecided = [row for row, _ in self._loose]
        if self._is_written or not _runs_upwards([label.lower() for label, _ in ratings], order):
            return ratings
        return ratings[::-1]


def _runs_upwards(labels: Sequence[str], order: Sequence[str]) -> bool:
    known = [*order, *_USUAL_ORDER]
    places = [known.index(label) for label in labels if label in known]
    rising = sum(a < b for a, b in zip(places, places[1:], strict=False))
    return rising * 2 < len(places) - 1


def attach(
    axes: Sequence[Axis],
    figures: Sequence[tuple[Subtree, Subtree]],
    book: Book,
    orders: Mapping[int, Sequence[str]],
) -> None:
    """Give each axis to its figure: the last free one before it in its part, else the next.

    ``orders`` holds the criteria of each part as its findings list them.
    """
    taken: set[int] = set()
    for axis in axes:
        own = [figure for figure, part in figures if part is axis.part and figure.id not in taken]
        before = [figure for figure in own if book.line[figure.id] < axis.rows[0].line]
        figure = before[-1] if before else own[0] if own else None
        if figure is not None and axis.part is not None:
            taken.add(figure.id)
            _fill(figure, axis, book, orders[axis.part.id])
        elif axis.holds_ratings():
            axis.undecided = axis.rows


def _fill(figure: Subtree, axis: Axis, book: Book, order: Sequence[str]) -> None:
    if axis.legend:
        figure.fields["scale"] = escape(" ".join(" ".join(row.text for row in axis.legend).split()))
    for label, score in axis.results(order):
        book.node("rating", figure, axis.rows[0].line, criterion=label, score=score)
    for row in axis.scored:
        book.claim(row, figure)
    for row in axis.undecided:
        book.doubt(
            row.line, figure, None, row.text, Sentence("Nothing shows which criterion this score belongs to.")
        )
