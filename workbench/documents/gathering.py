"""What the parts of a Word file have in common while they are read, and what is gathered on the way."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from workbench.documents.charts import read_chart
from workbench.documents.document import Change, Chart, Comment
from workbench.documents.names import ID, W
from workbench.documents.package import TOO_MUCH
from workbench.files import on_one_line
from workbench.sentences import Sentence
from workbench.spreadsheets.refusing import Refused
from workbench.spreadsheets.values import utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from workbench.documents.numbering import Lists
    from workbench.documents.package import Parts
    from workbench.documents.styles import Styles

MAX_PARAGRAPHS = 250_000

PICTURE = (Sentence("A picture was left out."), Sentence("{0} pictures were left out."))
OBJECT = (Sentence("An embedded object was left out."), Sentence("{0} embedded objects were left out."))
DIAGRAM = (Sentence("A diagram was left out."), Sentence("{0} diagrams were left out."))
CHART = (Sentence("A chart without data was left out."), Sentence("{0} charts without data were left out."))
MARK = (
    Sentence("The mark of a note that is missing was left out."),
    Sentence("{0} marks of notes that are missing were left out."),
)
"""What can be left out, said of one and of several."""

Kind = Literal["inserted", "deleted", "moved", "formatted"]

_PLAIN_NOTES = frozenset({"normal"})


@dataclass(slots=True)
class _Remark:
    """A comment before it is known where it hangs."""

    author: str
    time: str
    text: str


@dataclass(slots=True)
class Gathering:
    """The styles, lists and notes of a file; what readers of its parts find beside the text.

    ``block`` is the position of the block being read among those of the document.
    """

    parts: Parts
    styles: Styles
    lists: Lists
    remarks: dict[str, _Remark] = field(default_factory=dict)
    noted: dict[str, tuple[str, _Element]] = field(default_factory=dict)
    """The notes of the file by key, each with the name of its part."""
    wanted: list[str] = field(default_factory=list)
    """Keys of notes in the order in which their marks were met."""
    comments: list[Comment] = field(default_factory=list)
    changes: list[tuple[Change, list[str]]] = field(default_factory=list)
    """The tracked changes, each with the pieces of its text."""
    skipped: Counter[tuple[Sentence, Sentence]] = field(default_factory=Counter)
    elsewhere: list[str] = field(default_factory=list)
    block: int = 0
    listening: list[list[str]] = field(default_factory=list)
    """The texts of the tracked changes that are being read."""
    _charts: dict[str, Chart] = field(default_factory=dict)
    _paragraphs: int = 0
    _hung: dict[str, int] = field(default_factory=dict)

    def read_notes(self, kind: Literal["footnote", "endnote"]) -> None:
        """Find the notes of a kind; those that only separate notes from text are none."""
        name, root = self.parts.beside(f"{kind}s", f"{kind}s")
        for note in root if root is not None else ():
            if note.get(f"{W}type", "normal") in _PLAIN_NOTES:
                self.noted.setdefault(f"{kind}{note.get(ID, '')}", (name, note))

    def read_comments(self) -> None:
        """Find the comments; where they hang is told by the text."""
        _, root = self.parts.beside("comments", "comments")
        for comment in root if root is not None else ():
            lines = ("".join(text_of(p)) for p in comment.iter(f"{W}p"))
            remark = _Remark(
                comment.get(f"{W}author", ""), utc(comment.get(f"{W}date", "")), "\n".join(lines).strip()
            )
            self.remarks.setdefault(comment.get(ID, ""), remark)

    def comment(self, id: str) -> int | None:
        """Hang a comment on the block being read; None where it hangs already or there is none."""
        if id in self._hung or id not in self.remarks:
            return None
        remark = self.remarks[id]
        self._hung[id] = len(self.comments)
        self.comments.append(Comment(remark.author, remark.time, remark.text, self.block))
        return self._hung[id]

    def note(self, kind: str, id: str) -> str:
        """Return the key of a note whose mark is met, "" where there is no such note."""
        key = f"{kind}{id}"
        if key not in self.noted:
            self.left_out(MARK)
            return ""
        self.wanted.append(key)
        return key

    def heard(self, text: str) -> None:
        """Take letters as part of the changes that are being read."""
        for texts in self.listening:
            texts.append(text)

    @contextmanager
    def change(self, kind: Kind, element: _Element) -> Iterator[None]:
        """Take what is read within as the text of a tracked change."""
        texts: list[str] = []
        self.listening.append(texts)
        yield
        self.listening.pop()
        self.changed(kind, element, "".join(texts))

    def deleted(self, element: _Element, kind: Kind = "deleted") -> None:
        """Note that an element and all in it was deleted."""
        self.changed(kind, element, "".join(text_of(element)))

    def changed(self, kind: Kind, element: _Element, text: str) -> None:
        """Note a tracked change; one that goes on where the last one stopped is the same."""
        change = Change(kind, element.get(f"{W}author", ""), utc(element.get(f"{W}date", "")), "", self.block)
        if self.changes and self.changes[-1][0] == change:
            self.changes[-1][1].append(text)
        else:
            self.changes.append((change, [text]))

    def all_changes(self) -> list[Change]:
        """Return the tracked changes with their texts."""
        return [replace(change, text="".join(texts)) for change, texts in self.changes]

    def chart(self, part: str, description: str) -> Chart:
        """Return the chart that a part holds, read once however often it is shown."""
        if part not in self._charts:
            self._charts[part] = read_chart(self.parts.root(part, "chartSpace"))
        self.count_paragraph(len(self._charts[part].categories))
        return replace(self._charts[part], description=description)

    def count_paragraph(self, count: int = 1) -> None:
        """Count a paragraph, or several lines; Refused where there are more than anybody reads."""
        self._paragraphs += count
        if self._paragraphs > MAX_PARAGRAPHS:
            raise Refused(TOO_MUCH)

    def left_out(self, what: tuple[Sentence, Sentence]) -> None:
        """Note that something was met which is no text."""
        self.skipped[what] += 1

    def refers_to(self, target: str) -> None:
        """Note another file that the text wants in its place."""
        self.elsewhere.append(on_one_line(target)[:200])


def text_of(element: _Element) -> Iterator[str]:
    """Yield the letters in an element, deleted ones included."""
    for found in element.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        if found.tag in (f"{W}t", f"{W}delText"):
            yield found.text or ""
        else:
            yield {f"{W}tab": "\t", f"{W}noBreakHyphen": "\u2011"}.get(found.tag, "\n")
