"""One draft from a snapshot to a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.errors import Cancelled
from workbench.numbering import printed_order
from workbench.paper import styles
from workbench.paper.body import Body
from workbench.paper.characters import check_characters
from workbench.paper.fields import Bookmarks, add_field, plain_run
from workbench.paper.footnotes import Footnotes
from workbench.paper.front import FrontPage, plain_title, printed_symbol
from workbench.paper.inline import Inline
from workbench.paper.ooxml import add_text
from workbench.paper.package import Package
from workbench.paper.prose import Prose
from workbench.paper.references import References
from workbench.paper.words import TAGS, Words, words
from workbench.papers import reference

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.tree import Node
    from workbench.workspace import Snapshot

Progress = Callable[[int, int, str], None]
IsCancelled = Callable[[], bool]

_EVERY = 20  # nodes between two signs of life


class Draft:
    """A paper in the making; ``warnings`` are sentences about what a person should look at."""

    def __init__(self, snapshot: Snapshot, paper: Node, words: Words, template: Path | None) -> None:
        self.tree = snapshot.tree
        self.numbers = snapshot.numbers
        self.paper = paper
        self.words = words
        self.printed = list(printed_order(self.tree, paper.id))
        self.warnings: dict[str, None] = {}
        self._check()
        self.package = Package(template)
        self._prose, self._footnotes = self._make_writers()

    def write(self, progress: Progress | None, is_cancelled: IsCancelled | None) -> bytes:
        """Return the finished file; Cancelled where the user stops it."""
        package = self.package
        package.set_language(TAGS.get(self.paper["language"], TAGS["en"]))
        FrontPage(package.body, self._prose, self.tree, self.numbers, self.words, self.paper).write()
        self._write_header()
        front = len(package.body)
        self._write_body(progress, is_cancelled)
        package.start_new_page(front)
        self._warn_of_footnotes()
        self._warn_of_missing_answers()
        for style in package.sheet.missing:
            self.warnings[f"The template has no style “{style}”: ours is used."] = None
        return package.finish(plain_title(self.paper), TAGS.get(self.paper["language"], TAGS["en"]))

    def warn(self, node: int, message: str) -> None:
        """Remember a sentence about a node, once."""
        found = self.tree[node]
        label = self.numbers.label.get(node, "")
        name = f"{found.declaration.label} {label}".strip()
        self.warnings[f"{name} (node {node}) {message}."] = None

    def _check(self) -> None:
        footnotes = self.tree.of_kind("footnote", self.paper.id)
        check_characters([self.tree.root, *(p.node for p in self.printed), *footnotes])

    def _make_writers(self) -> tuple[Prose, Footnotes]:
        package, bookmarks = self.package, Bookmarks()
        printed = frozenset(printed.node.id for printed in self.printed)
        references = References(self.tree, self.numbers, self.paper.id, printed)
        note_inline = Inline(package.footnotes_part, package.sheet, references, bookmarks, self.warn, None)
        note_prose = Prose(note_inline)
        footnotes = Footnotes(package.footnotes, note_prose, self.tree, self.numbers)
        inline = Inline(package.part, package.sheet, references, bookmarks, self.warn, footnotes)
        return Prose(inline), footnotes

    def _write_header(self) -> None:
        header = self.package.header
        paragraph = self._prose.paragraph(header, styles.HEADER)
        add_text(plain_run(paragraph), printed_symbol(self.paper, self.words) + "\t")
        add_field(paragraph, "PAGE", "2", plain_run)

    def _write_body(self, progress: Progress | None, is_cancelled: IsCancelled | None) -> None:
        body = Body(
            self.package.body,
            self._prose,
            self.tree,
            self.numbers,
            self.words,
            self.warn,
            self.package.text_width,
        )
        for place, printed in enumerate(self.printed):
            if place % _EVERY == 0:
                _report(place, len(self.printed), progress, is_cancelled)
            body.write(printed)
        _report(len(self.printed), len(self.printed), progress, is_cancelled)

    def _warn_of_missing_answers(self) -> None:
        answers = [printed.node for printed in self.printed if printed.node.kind == "response"]
        answered = {id for answer in answers for id in (answer.parent, *answer["also_answers"])}
        for recommendation in self.tree.of_kind("recommendation", self.paper.id):
            if recommendation.id not in answered:
                name = reference(self.tree, self.numbers, recommendation.id)
                self.warnings[f"{name} has no Office response yet."] = None

    def _warn_of_footnotes(self) -> None:
        for footnote in self._footnotes.misnumbered():
            self.warn(footnote, "belongs to another paper, so Word numbers it otherwise than we do")
        printed = self._footnotes.written
        for node in self.tree.of_kind("footnote", self.paper.id):
            if node.id not in printed:
                self.warn(node.id, "is anchored in no printed text, so it is not printed")


def choose_words(paper: Node, language: str | None) -> tuple[Words, str | None]:
    """Return the fixed words to use, and a warning where they differ from the paper's language."""
    own = paper["language"] or "en"
    if language is None or language == own:
        return words(own), None
    return words(language), (
        f"Only the fixed words are in “{language}”: the paper itself is in “{own}”."
        " A translation is a paper of its own."
    )


def _report(done: int, total: int, progress: Progress | None, is_cancelled: IsCancelled | None) -> None:
    if is_cancelled and is_cancelled():
        raise Cancelled
    if progress:
        progress(done, total, "Writing the paper")
