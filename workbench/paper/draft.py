"""One draft from a snapshot to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.paper.comments import add_comments
from workbench.paper.comparing import show_changes
from workbench.paper.contents import write_contents
from workbench.paper.extract import write_extract_front
from workbench.paper.fields import Bookmarks
from workbench.paper.front import plain_title
from workbench.paper.keeping import keep_boxes_together
from workbench.paper.ooxml import new, w
from workbench.paper.package import Package
from workbench.paper.printing import Printing
from workbench.paper.remarks import Remark, remarks
from workbench.paper.view import view
from workbench.paper.watermark import add_watermark
from workbench.paper.words import TAGS, Words, words
from workbench.papers import name_of
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.paper.choices import Choices
    from workbench.paper.printing import IsCancelled, Progress
    from workbench.tree import Node
    from workbench.workspace import Snapshot


class Draft:
    """A paper in the making; ``warnings`` are sentences about what a person should look at.

    Each comes with the node that it is about, None for none.
    """

    def __init__(
        self, snapshot: Snapshot, paper: Node, words: Words, template: Path | None, choices: Choices
    ) -> None:
        self.snapshot = snapshot
        self.choices = choices
        self.words = words
        self.view = view(snapshot, paper.id, choices)
        self.warnings: dict[Sentence, int | None] = {}
        self._remarks: dict[Remark, None] = {}
        self.package = Package(template)
        self.printing = self._printing_into_package()
        self.printing.check()
        self._older = self._printing_of_the_past()

    def write(self, progress: Progress | None, is_cancelled: IsCancelled | None) -> bytes:
        """Return the finished file; Cancelled where the user stops it."""
        package, printing, paper = self.package, self.printing, self.view.paper
        language = TAGS.get(paper["language"], TAGS["en"])
        package.set_language(language)
        self._write_front(printing)
        printing.write_header(package.header)
        front = len(package.body)
        printing.write_body(progress, is_cancelled)
        keep_boxes_together(printing.prose.noted)
        if self.choices.part is not None:
            package.start_numbers(self.view.first_paragraph)
            package.start_footnotes(self.view.first_footnote)
        else:
            package.start_new_page(front)
            write_contents(package.body, front, self.words, printing.prose)
        self._write_points()
        self._show_changes()
        self._write_watermark()
        self._warn_of_footnotes()
        self._warn_of_missing_answers()
        self._write_comments()
        for style in package.sheet.missing:
            self.warnings[Sentence("The template has no style “{0}”: ours is used.", style)] = None
        return package.finish(plain_title(paper), language)

    def warn(self, node: int, pattern: Sentence, *values: str) -> None:
        """Remember a sentence about a node, once; its {0} is what the node is called."""
        sentence = Sentence(pattern, name_of(self.view.tree, self.view.numbers, node), *values)
        self.warnings[sentence] = node
        self._remarks[Remark(node, None, sentence)] = None

    def _printing_into_package(self) -> Printing:
        package, traces = self.package, self.choices.changes_since is not None
        roots = package.body, package.footnotes
        return Printing(self.view, package, self.words, self.warn, *roots, Bookmarks(), traces)

    def _printing_of_the_past(self) -> Printing | None:
        """Return what prints the paper as it was, beside the package; None where nobody asked for it."""
        past = self.choices.changes_since
        if past is None:
            return None
        earlier = view(past, self.view.paper.id, self.choices)
        bookmarks = Bookmarks(self.printing.bookmarks.ids)
        roots = new("body"), new("footnotes")
        printing = Printing(earlier, self.package, self.words, _say_nothing, *roots, bookmarks, True)
        printing.check()
        return printing

    def _write_front(self, printing: Printing) -> None:
        """Write the front page, or the lines that tell which part of which paper this is."""
        if self.choices.part is None:
            printing.write_front()
        else:
            write_extract_front(printing)

    def _show_changes(self) -> None:
        if self._older is not None:
            if self._older.view.is_there:
                self._write_front(self._older)
                self._older.write_body()
            show_changes(self._older, self.printing)
            self.package.drop_unused_charts()

    def _write_points(self) -> None:
        """Leave bookmarks that tell, when the draft comes back, what it was printed from.

        One names the point of the journal, the other what was printed of the paper.
        """
        paragraph = next(self.package.body.iter(w("p")))
        for name in (f"_evw_at_{self.snapshot.point}", f"_evw_of_{self.choices.name}"):
            self.printing.bookmarks.start(paragraph, name)(paragraph)

    def _write_comments(self) -> None:
        if self.choices.comments:
            found = remarks(self.view, with_responses=self.choices.responses)
            add_comments(self.package, self.view.tree, [*self._remarks, *found], self.printing.bookmarks.ids)

    def _write_watermark(self) -> None:
        text = self.choices.watermark
        if text is not None:
            add_watermark(self.package.headers, text.strip() or self.words["watermark"])

    def _warn_of_missing_answers(self) -> None:
        if not self.choices.responses:
            return
        view = self.view
        answers = [printed.node for printed in view.printed if printed.node.kind == "response"]
        answered = {id for answer in answers for id in (answer.parent, *answer["also_answers"])}
        for recommendation in view.tree.of_kind("recommendation", view.part or view.paper.id):
            if recommendation.id not in answered:
                name = name_of(view.tree, view.numbers, recommendation.id)
                self.warnings[Sentence("{0} has no Office response yet.", name)] = recommendation.id

    def _warn_of_footnotes(self) -> None:
        footnotes = self.printing.footnotes
        for footnote in footnotes.misnumbered():
            pattern = Sentence("{0} belongs to another paper, so Word numbers it otherwise than we do.")
            self.warn(footnote, pattern)
        for node in self.view.tree.of_kind("footnote", self.view.part or self.view.paper.id):
            if node.id not in footnotes.written:
                self.warn(node.id, Sentence("{0} is anchored in no printed text, so it is not printed."))


def _say_nothing(node: int, pattern: Sentence, *values: str) -> None:
    """Take a warning about what is no longer printed."""


def choose_words(paper: Node, language: str | None) -> tuple[Words, Sentence | None]:
    """Return the fixed words to use, and a warning where they differ from the paper's language."""
    own = paper["language"] or "en"
    if language is None or language == own:
        return words(own), None
    return words(language), Sentence(
        "Only the fixed words are in “{0}”: the paper itself is in “{1}”. A translation is a paper of its"
        " own.",
        language,
        own,
    )
