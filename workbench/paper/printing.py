"""One paper written at one point of its journal: front page, header, body and footnotes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from workbench.errors import Cancelled
from workbench.paper import styles
from workbench.paper.body import Body
from workbench.paper.characters import check_characters
from workbench.paper.fields import Bookmarks, add_field, plain_run
from workbench.paper.footnotes import Footnotes
from workbench.paper.front import FrontPage
from workbench.paper.front_words import printed_symbol
from workbench.paper.inline import Inline
from workbench.paper.ooxml import Element, add_text
from workbench.paper.prose import Prose
from workbench.paper.references import References
from workbench.papers import name_of
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from workbench.paper.inline import Warn
    from workbench.paper.package import Package
    from workbench.paper.view import View
    from workbench.paper.words import Words

Progress = Callable[[int, int, str], None]
IsCancelled = Callable[[], bool]

_EVERY = 20  # nodes between two signs of life


@dataclass
class Printing:
    """Writes one view into the roots it is given; made once per draft and point of the journal.

    ``package`` lends styles and relationships only. With ``traces``, what a live reference or a
    footnote mark prints says where it comes from (see :data:`workbench.paper.inline.SOURCE`).
    """

    view: View
    package: Package
    words: Words
    warn: Warn
    body: Element
    notes: Element
    bookmarks: Bookmarks
    traces: bool = False

    @cached_property
    def prose(self) -> Prose:
        """Writes paragraphs of the body."""
        return Prose(self._inline(is_note=False))

    @cached_property
    def footnotes(self) -> Footnotes:
        """Writes footnotes where they are first marked."""
        return Footnotes(
            self.notes,
            Prose(self._inline(is_note=True)),
            self.view.tree,
            self.view.numbers,
            self.view.first_footnote,
        )

    def check(self) -> None:
        """Refuse characters that no Word file can hold, with a UserError that names the place."""
        tree, ids = self.view.tree, self.view.ids
        nodes = [tree.root, self.view.paper, *(tree[id] for id in sorted(ids))]
        check_characters(nodes, partial(name_of, tree, self.view.numbers))

    def write_front(self) -> None:
        """Append the front page of the whole paper."""
        view = self.view
        FrontPage(self.body, self.prose, view.tree, view.numbers, self.words, view.paper).write()

    def write_header(self, root: Element) -> None:
        """Append what every page but the first has at its head."""
        paragraph = self.prose.paragraph(root, styles.HEADER)
        add_text(plain_run(paragraph), printed_symbol(self.view.paper, self.words) + "\t")
        add_field(paragraph, "PAGE", "2", plain_run)

    def write_body(self, progress: Progress | None = None, is_cancelled: IsCancelled | None = None) -> None:
        """Append everything that is printed after the front page; Cancelled where the user stops it."""
        view = self.view
        body = Body(
            self.body, self.prose, view.tree, view.numbers, self.words, self.warn, self.package.text_width
        )
        for place, printed in enumerate(view.printed):
            if place % _EVERY == 0:
                _report(place, len(view.printed), progress, is_cancelled)
            body.write(printed)
        _report(len(view.printed), len(view.printed), progress, is_cancelled)

    def _inline(self, *, is_note: bool) -> Inline:
        package, notes = self.package, None if is_note else self.footnotes
        part = package.footnotes_part if is_note else package.part
        return Inline(part, package.sheet, self._references, self.bookmarks, self.warn, notes, self.traces)

    @cached_property
    def _references(self) -> References:
        view = self.view
        return References(view.tree, view.numbers, view.paper.id, view.ids, view.whole)


def _report(done: int, total: int, progress: Progress | None, is_cancelled: IsCancelled | None) -> None:
    if is_cancelled and is_cancelled():
        raise Cancelled
    if progress:
        progress(done, total, Sentence("Writing the paper"))
