"""What a returned draft holds that is no value of ours, told so that no word of it is lost."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from workbench.merging.claims import Problem
from workbench.paper.authorship import AUTHOR
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.documents import Document
    from workbench.merging.claims import Return
    from workbench.returning.passages import Passage
    from workbench.returning.saying import Comparison

_UNPLACED = {
    "new-table": Sentence("A table of this draft has no place in a paper: {0}"),
    "new-chart": Sentence("A chart of this draft has no place in a paper: {0}"),
    "new-figure": Sentence("A new figure cannot be taken from a draft; add it here: {0}"),
    "new-heading": Sentence("This heading names nothing that could be found here: {0}"),
    "text-box": Sentence("A text box has no place in a paper: {0}"),
    "front-page": Sentence("This stands on the front page and is no field of it: {0}"),
    "no-section": Sentence("This stands below no heading, so it has no place here: {0}"),
    "no-criterion": Sentence("This key finding stands below no criterion: {0}"),
}
_LEAD = Sentence("The words that we print ahead of a text were edited in {0}; they are not taken.")
_NUMBER = Sentence("A number is typed in {0}; it is left out, as numbers count themselves.")
_NUMBERS = Sentence(
    "Numbers are typed in {0} paragraphs, the first of them {1}; they are left out, as numbers count"
    " themselves."
)
_NEEDED = Sentence(
    "The heading {0} was taken out; it is kept, as there is nothing else to hold what stands below it."
)
_RESTYLED = Sentence("{0} has the style of something else now; it stays what it is: change that here.")
_INTO_ANSWER = Sentence("{0} follows an answer, so it was read as part of that.")
_GONE = Sentence(
    "Words that we print by ourselves are not in the draft any more, and will be printed again: {0}"
)
_EDITED = Sentence("Words that we print by ourselves were edited and are not taken: {0}")
_EXCERPT = Sentence(
    "Most of the paper is not in this draft: what is not there was left as it is, not removed."
)
_CHANGES = Sentence("{0} tracked changes by {1} were taken as accepted.")
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
            yield Problem(code, Sentence(_UNPLACED[code], passage.text))


def _quoting(code: str, pattern: Sentence, passages: Iterable[Passage]) -> Iterator[Problem]:
    """Yield a problem for each passage that shows anything."""
    for passage in dict.fromkeys(passages):
        if passage.text:
            yield Problem(code, Sentence(pattern, passage.quoted))


def _typed_numbers(passages: Sequence[Passage]) -> Iterator[Problem]:
    """Yield a problem for each number that was typed; one for all where a program typed them."""
    if len(passages) <= _FEW:
        yield from _quoting("typed-number", _NUMBER, passages)
    else:
        message = Sentence(_NUMBERS, len(passages), passages[0].quoted)
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
            yield Problem("fixed-words", Sentence(_GONE, ours.text))
        elif found.key != ours.key:
            yield Problem("fixed-words", Sentence(_EDITED, found.text))


def _comments(document: Document) -> Iterator[Problem]:
    """Yield what people remark; remarks of our own are none."""
    for comment in document.comments:
        if comment.author != AUTHOR:
            who, where = comment.author or Sentence("Somebody"), _words_at(document, comment.block)
            message = Sentence("{0} remarks: {1}", who, comment.text)
            if where:
                message = Sentence("{0} remarks on “{1}”: {2}", who, where, comment.text)
            yield Problem("comment", message)


def _words_at(document: Document, block: int) -> str:
    """Return on which words a comment hangs, "" where on none."""
    if not 0 <= block < len(document.blocks):
        return ""
    text = " ".join(str(getattr(document.blocks[block], "text", "")).split())
    return f"{text[:59]}…" if len(text) > 60 else text


def _changes(document: Document) -> Iterator[Problem]:
    """Yield how many changes of whom were tracked; those that we wrote ourselves are none."""
    theirs = (change for change in document.changes if change.author != AUTHOR)
    authors = Counter(change.author or Sentence("somebody") for change in theirs)
    for author, count in authors.items():
        message = Sentence(_CHANGES, count, author)
        if count == 1:
            message = Sentence("A tracked change by {0} was taken as accepted.", author)
        yield Problem("tracked-changes", message)


def _left_alone(document: Document, ours: Document) -> Iterator[Problem]:
    """Yield what the file holds that was not read: pictures, macros, links to other files."""
    for warning in document.warnings:
        if warning not in ours.warnings:
            yield Problem("left-alone", warning)


def _headers(document: Document, ours: Document) -> Iterator[Problem]:
    known = {_without_numbers(text) for text in (*ours.headers, *ours.footers)}
    for text in (*document.headers, *document.footers):
        if text.strip() and _without_numbers(text) not in known:
            words = " ".join(text.split())
            message = Sentence("The head or foot of the pages was edited; it is not taken: {0}", words)
            yield Problem("header", message)


def _without_numbers(text: str) -> str:
    """Return a text without what counts pages."""
    return " ".join(_DIGITS.sub(" ", text).split())
