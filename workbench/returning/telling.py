"""What a returned draft holds that is no value of ours, told so that no word of it is lost."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from workbench.merging.claims import Problem
from workbench.paper.authorship import AUTHOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.documents import Document
    from workbench.merging.claims import Return
    from workbench.returning.passages import Passage
    from workbench.returning.saying import Comparison

_UNPLACED = {
    "new-table": "A table of this draft has no place in a paper: {words}",
    "new-chart": "A chart of this draft has no place in a paper: {words}",
    "new-figure": "A new figure cannot be taken from a draft; add it here: {words}",
    "new-heading": "This heading names nothing that could be found here: {words}",
    "text-box": "A text box has no place in a paper: {words}",
    "front-page": "This stands on the front page and is no field of it: {words}",
    "no-section": "This stands below no heading, so it has no place here: {words}",
    "no-criterion": "This key finding stands below no criterion: {words}",
}
_LEAD = "The words that we print ahead of a text were edited in {words}; they are not taken."
_NUMBER = "A number is typed in {words}; it is left out, as numbers count themselves."
_NUMBERS = (
    "Numbers are typed in {count} paragraphs, the first of them {words}; they are left out, as numbers count"
    " themselves."
)
_NEEDED = (
    "The heading {words} was taken out; it is kept, as there is nothing else to hold what stands below it."
)
_RESTYLED = "{words} has the style of something else now; it stays what it is: change that here."
_INTO_ANSWER = "{words} follows an answer, so it was read as part of that."
_GONE = "Words that we print by ourselves are not in the draft any more, and will be printed again: {words}"
_EXCERPT = "Most of the paper is not in this draft: what is not there was left as it is, not removed."
_CHANGES = "{count} tracked changes by {author} were taken as accepted."
_FEW = 5  # problems of one kind that are worth a sentence each
_DIGITS = re.compile(r"\d+")


def tell(document: Document, theirs: Sequence[Passage], comparison: Comparison, returned: Return) -> None:
    """Add what a person should read to the problems of ``returned``."""
    ours, outline = comparison.written.document, comparison.theirs
    returned.problems += comparison.tables.problems
    for told in (
        _unplaced(comparison),
        _quoting("fixed-words", _LEAD, comparison.wording.edited),
        _typed_numbers(list(dict.fromkeys(outline.numbered_by_hand))),
        _quoting("missing-heading", _NEEDED, _kept_headings(comparison)),
        _quoting("restyled", _RESTYLED, outline.restyled),
        _quoting("into-answer", _INTO_ANSWER, outline.into_answers),
        _fixed(theirs, comparison) if comparison.is_whole else [Problem("excerpt", _EXCERPT)],
        _comments(document),
        _changes(document),
        _headers(document, ours),
        _left_alone(document, ours),
    ):
        returned.problems += told


def _unplaced(comparison: Comparison) -> Iterator[Problem]:
    for code, passage in comparison.theirs.unplaced:
        if passage.text:
            yield Problem(code, _UNPLACED[code].format(words=passage.text))


def _quoting(code: str, message: str, passages: Iterable[Passage]) -> Iterator[Problem]:
    """Yield a problem for each passage that shows anything."""
    for passage in dict.fromkeys(passages):
        if passage.text:
            yield Problem(code, message.format(words=passage.quoted))


def _typed_numbers(passages: Sequence[Passage]) -> Iterator[Problem]:
    """Yield a problem for each number that was typed; one for all where a program typed them."""
    if len(passages) <= _FEW:
        yield from _quoting("typed-number", _NUMBER, passages)
    else:
        message = _NUMBERS.format(count=len(passages), words=passages[0].quoted)
        yield Problem("typed-number", message)


def _kept_headings(comparison: Comparison) -> Iterator[Passage]:
    """Yield the headings that are not in the draft, of what is needed for what stands below."""
    for (node, name), parts in comparison.ours.texts.items():
        is_there = node in comparison.theirs.parents and (node, name) not in comparison.theirs.texts
        if is_there and name in ("title", "heading", "caption"):
            yield parts[0].passage


def _fixed(theirs: Sequence[Passage], comparison: Comparison) -> Iterator[Problem]:
    """Yield the words nobody typed that were changed or taken out."""
    there = {
        ours: passage for passage in theirs if (ours := comparison.wording.pairs.get(passage)) is not None
    }
    for ours in comparison.written.passages:
        if ours.role is None or ours.role.kind not in ("fixed", "answer") or not ours.text:
            continue
        found = there.get(ours)
        if found is None:
            yield Problem("fixed-words", _GONE.format(words=ours.text))
        elif found.key != ours.key:
            yield Problem(
                "fixed-words", f"Words that we print by ourselves were edited and are not taken: {found.text}"
            )


def _comments(document: Document) -> Iterator[Problem]:
    """Yield what people remark; remarks of our own are none."""
    for comment in document.comments:
        if comment.author != AUTHOR:
            who, where = comment.author or "Somebody", _on(document, comment.block)
            yield Problem("comment", f"{who} remarks{where}: {comment.text}")


def _on(document: Document, block: int) -> str:
    """Return on which words a comment hangs."""
    if not 0 <= block < len(document.blocks):
        return ""
    text = " ".join(str(getattr(document.blocks[block], "text", "")).split())
    return f" on “{text[:59]}…”" if len(text) > 60 else f" on “{text}”" if text else ""


def _changes(document: Document) -> Iterator[Problem]:
    """Yield how many changes of whom were tracked; those that we wrote ourselves are none."""
    authors = Counter(change.author or "somebody" for change in document.changes if change.author != AUTHOR)
    for author, count in authors.items():
        one = f"A tracked change by {author} was taken as accepted."
        yield Problem("tracked-changes", one if count == 1 else _CHANGES.format(count=count, author=author))


def _left_alone(document: Document, ours: Document) -> Iterator[Problem]:
    """Yield what the file holds that was not read: pictures, macros, links to other files."""
    for warning in document.warnings:
        if warning not in ours.warnings:
            yield Problem("left-alone", warning)


def _headers(document: Document, ours: Document) -> Iterator[Problem]:
    known = {_without_numbers(text) for text in (*ours.headers, *ours.footers)}
    for text in (*document.headers, *document.footers):
        if text.strip() and _without_numbers(text) not in known:
            yield Problem(
                "header",
                f"The head or foot of the pages was edited; it is not taken: {' '.join(text.split())}",
            )


def _without_numbers(text: str) -> str:
    """Return a text without what counts pages."""
    return " ".join(_DIGITS.sub(" ", text).split())
