"""What a source says to be live: footnote marks and fields that show a number, tied to their nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake.drafts import Text
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.intake.drafts import Book
    from workbench.intake.form import Mark
    from workbench.intake.pieces import Piece
    from workbench.intake.references import Targets
    from workbench.intake.source import Given
    from workbench.subtree import Subtree

_COUNTED = frozenset({"evaluation", "criterion", "key_finding", "recommendation", "figure"})


class Live:
    """Ties the marks of one source's pieces to nodes of ``book``; made once per reading."""

    def __init__(self, given: Given, book: Book) -> None:
        self._given = given
        self._book = book
        self._footnotes: dict[str, Subtree] = {}

    def anchor(self, pieces: Sequence[Piece]) -> list[Text]:
        """Anchor the footnotes where their marks stand and return their texts, in the order of the marks."""
        texts = []
        for piece in pieces:
            for mark in piece.marks:
                if mark.note:
                    texts += self._anchor(piece, mark)
        return texts + self._unanchored(pieces)

    def link(self, pieces: Sequence[Piece], targets: Targets) -> None:
        """Make the live fields references to the nodes that they point to."""
        nodes = self._nodes_by_line()
        for piece in pieces:
            found = [
                (mark, node)
                for mark in piece.marks
                if (mark.target or mark.name) and (node := self._target(mark, nodes))
            ]
            self._link(piece, found, targets)

    # Footnotes ---------------------------------------------------------------------------------

    def _anchor(self, piece: Piece, mark: Mark) -> list[Text]:
        texts: list[Text] = []
        if mark.note not in self._footnotes:
            line = piece.line_at(mark.start)
            footnote = self._footnotes[mark.note] = self._book.node("footnote", piece.node, line)
            texts = self._text(mark.note, footnote)
        piece.replace(mark.start, mark.end, f"[^{self._footnotes[mark.note].id}]")
        return texts

    def _text(self, key: str, footnote: Subtree) -> list[Text]:
        rows = self._given.notes.get(key, [])
        if not rows:
            message = Sentence("The text of this footnote was not found.")
            self._book.doubt(self._book.line[footnote.id], footnote, "text", "", message)
            return []
        self._book.line[footnote.id] = rows[0].line
        text = Text(footnote, "text", rows[0], rows[0].form.sign if rows[0].form else "")
        for row in rows[1:]:
            text.start(row.form.sign if row.form else "", row)
        return [text]

    def _unanchored(self, pieces: Sequence[Piece]) -> list[Text]:
        """Keep footnotes whose marks stand where no text is, such as in a cell."""
        texts = []
        for key in [key for key, rows in self._given.notes.items() if rows and key not in self._footnotes]:
            holder = pieces[-1].node
            footnote = self._footnotes[key] = self._book.node("footnote", holder, 0)
            texts += self._text(key, footnote)
            row = self._given.notes[key][0]
            message = Sentence("The mark of this footnote stands in no text, so it is anchored nowhere.")
            self._book.doubt(row.line, footnote, "text", row.text, message)
        return texts

    # References --------------------------------------------------------------------------------

    def _nodes_by_line(self) -> Mapping[int, Subtree]:
        nodes = {row.line: text.node for text in self._book.texts for row in text.rows()}
        return {**self._book.claimed, **nodes}

    def _target(self, mark: Mark, nodes: Mapping[int, Subtree]) -> str:
        """Return the reference that a field stands for, "" where it points to nothing we know."""
        if mark.name == "footnote":
            footnote = self._footnotes.get(mark.target)
            return f"[[{footnote.id}]]" if footnote is not None else ""
        if mark.name:
            return f"[[{mark.name}]]"
        node = nodes.get(self._given.bookmarks.get(mark.target, 0))
        if node is None:
            return ""
        if node.kind == "paper":
            return "[[symbol]]"
        if mark.of_paragraph:
            is_recommendation = node.kind == "recommendation"
            return f"[[{node.id}|paragraph]]" if is_recommendation else f"[[{node.id}]]"
        return f"[[{node.id}]]" if node.kind in _COUNTED else ""

    def _link(self, piece: Piece, found: Sequence[tuple[Mark, str]], targets: Targets) -> None:
        place = 0
        while place < len(found):
            mark, markup = found[place]
            following = found[place + 1] if place + 1 < len(found) else None
            section = self._range(piece, mark, following[0], targets) if following else None
            if following and section:
                piece.replace(mark.start, following[0].end, f"[[{section}]]")
                place += 2
            else:
                piece.replace(mark.start, mark.end, markup)
                place += 1

    def _range(self, piece: Piece, first: Mark, last: Mark, targets: Targets) -> int | None:
        """Return the section whose paragraphs "26–34" names where the two fields print such a range."""
        if not (first.of_paragraph and last.of_paragraph) or piece.raw[first.end : last.start] != "–":
            return None
        numbers = piece.raw[first.start : first.end], piece.raw[last.start : last.end]
        if not all(number.isdigit() for number in numbers):
            return None
        return targets.ranges.get((int(numbers[0]), int(numbers[1])))
