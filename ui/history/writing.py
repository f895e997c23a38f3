"""Changes written out: what became of each place, word by word, with links to go there and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF, QPalette, QTextBlockFormat, QTextCharFormat, QTextCursor

from ui.counting import counted
from ui.labels import title, translate
from ui.merging.shades import GREEN, RED, shade
from ui.schema_words import field_label, kind_label
from ui.sentences import spoken
from workbench.schema import KINDS
from workbench.telling import can_bring_back, can_restore, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QTextDocument

    from workbench.differences import Piece
    from workbench.edits import Batch
    from workbench.numbering import Numbers
    from workbench.telling import Change
    from workbench.tree import Tree

MOST = 200
"""The most changes written out at once: who imported a paper changed thousands of places."""
BREAK, THIN_SPACE = "¶", "\u2009"


class ChangesWriter:
    """Writes changes into a document; made for one showing.

    Links are "go:N", "before:N", "after:N", "back:N" with the place of the change in the list. ``batch`` is
    the step that made them, None where they are the difference of two points.
    """

    def __init__(
        self, document: QTextDocument, palette: QPalette, tree: Tree, numbers: Numbers, batch: Batch | None
    ) -> None:
        self._cursor = QTextCursor(document)
        self._palette = palette
        self._tree = tree
        self._numbers = numbers
        self._batch = batch
        self._is_first = True

    def heading(self, words: str) -> None:
        """Write a line about all that follows."""
        self._open(0.0)
        form = QTextCharFormat()
        form.setFontWeight(QFont.Weight.Bold)
        self._cursor.insertText(words, form)

    def step(self, batch: Batch, time: str) -> None:
        """Write what a step is called, who made it, when and how."""
        self.heading(batch.label)
        how = how_made(batch.origin)
        words = translate("History", "{0}, {1}; {2}") if how else translate("History", "{0}, {1}")
        self.note(words.format(batch.author, time, how), batch.origin)

    def note(self, words: str, tip: str = "") -> None:
        """Write a line of explanation."""
        self._open(0.2)
        form = QTextCharFormat()
        form.setToolTip(tip)
        form.setForeground(self._palette.color(QPalette.ColorRole.PlaceholderText))
        self._cursor.insertText(words, form)

    def write(self, changes: Sequence[Change], *, writable: bool) -> Iterator[None]:
        """Write changes one below the other, as many as can be read; yield after each."""
        for place, change in enumerate(changes[:MOST]):
            self._change(place, change, writable=writable)
            yield
        rest = len(changes) - MOST
        if rest > 0:
            one, several = (
                translate("History", "… and 1 more place."),
                translate("History", "… and {n} more places."),
            )
            self.note(counted(rest, one, several))

    def _change(self, place: int, change: Change, *, writable: bool) -> None:
        self._open(0.8)
        if change.node in self._tree:
            self._link(f"go:{place}", self._name(change))
        else:
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.DemiBold)
            self._cursor.insertText(self._name(change), bold)
        pieces = pieces_of(self._tree, self._numbers, change, spoken)
        if pieces:
            self._open(0.15)
            self._pieces(pieces)
        if writable:
            self._ways_back(place, change)

    def _name(self, change: Change) -> str:
        """Return what changed: a field of a node, or the node."""
        if change.node in self._tree:
            name = title(self._tree, self._numbers, change.node)
        else:
            name = kind_label(change.kind) if change.kind in KINDS else change.kind
        if change.op == "set":
            fields = KINDS[change.kind].fields if change.kind in KINDS else {}
            label = (
                field_label(fields[change.field]) if change.field and change.field in fields else change.field
            )
            return translate("History", "{0}: {1}").format(name, label)
        patterns = {
            "insert": translate("History", "{0}: imported") if self._is_intake else _added(),
            "remove": translate("History", "{0}: removed"),
            "move": translate("History", "{0}: moved"),
        }
        return patterns[change.op].format(name)

    @property
    def _is_intake(self) -> bool:
        return self._batch is not None and self._batch.origin.startswith("intake ")

    def _ways_back(self, place: int, change: Change) -> None:
        ways = []
        if can_restore(self._tree, change, change.before):
            ways.append(("before", translate("History", "Restore the value before")))
        if can_restore(self._tree, change, change.after):
            ways.append(("after", translate("History", "Restore this value")))
        if change.op == "remove" and self._batch and can_bring_back(self._tree, self._batch, change.node):
            ways.append(("back", translate("History", "Bring it back")))
        if ways:
            self._open(0.15)
        for number, (way, words) in enumerate(ways):
            if number:
                self._cursor.insertText("   ", QTextCharFormat())
            self._link(f"{way}:{place}", words)

    def _pieces(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            text = piece.text
            if piece.kind == "gone" and len(pieces) > 1:
                text = text.replace("\n", BREAK)
            if piece.kind != "same" and not self._stands_apart():
                self._cursor.insertText(THIN_SPACE, QTextCharFormat())
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._open(0.15)
                words = line.rstrip()  # a line under blanks would reach to the next word
                self._cursor.insertText(words, self._look(piece))
                self._cursor.insertText(line[len(words) :], QTextCharFormat())

    def _stands_apart(self) -> bool:
        """Whether a line begins here, or a blank stands before."""
        place = self._cursor.position()
        return self._cursor.atBlockStart() or self._cursor.document().characterAt(place - 1).isspace()

    def _look(self, piece: Piece) -> QTextCharFormat:
        form = QTextCharFormat()
        if piece.kind != "same":
            colours = shade(GREEN if piece.kind == "new" else RED, self._palette)
            form.setForeground(colours.ink)
            form.setBackground(colours.ground)
            form.setFontUnderline(piece.kind == "new")
            form.setFontStrikeOut(piece.kind == "gone")
        return form

    def _link(self, target: str, words: str) -> None:
        form = QTextCharFormat()
        form.setAnchor(True)
        form.setAnchorHref(target)
        form.setForeground(self._palette.color(QPalette.ColorRole.Link))
        form.setFontUnderline(True)
        self._cursor.insertText(words, form)

    def _open(self, above: float) -> None:
        form = QTextBlockFormat()
        if not self._is_first:
            form.setTopMargin(above * self._line_height())
            self._cursor.insertBlock(form, QTextCharFormat())
        self._is_first = False

    def _line_height(self) -> float:
        return QFontMetricsF(self._cursor.document().defaultFont()).height()


def how_made(origin: str) -> str:
    """Return how a step was made in words: its file without the check sum; "" where its name tells that."""
    words = origin.partition(", sha256 ")[0]
    kind, _, name = words.partition(" ")
    patterns = {
        "intake": translate("History", "imported from {0}"),
        "sheet": translate("History", "from the tracking sheet {0}"),
        "copy": translate("History", "from the copy {0}"),
        "draft": translate("History", "from the Word draft {0}"),
        "matrix": translate("History", "from the table {0}"),
        "load": translate("History", "loaded from {0}"),
        "edit": translate("History", "by the edits in {0}"),
    }
    if name and kind in patterns:
        return patterns[kind].format(name)
    alone = {
        **dict.fromkeys(("form", "undo", "redo", "new", "load", "sample", "edit"), ""),
        "history": translate("History", "from the history"),
        "check": translate("History", "mended"),
        "revision": translate("History", "as a revision"),
    }
    return alone.get(words, words)


def _added() -> str:
    return translate("History", "{0}: added")
