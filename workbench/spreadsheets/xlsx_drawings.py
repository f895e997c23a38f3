"""The shapes over the cells of an Excel file: what is typed into them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from workbench.sentences import Sentence
from workbench.spreadsheets.package import MAX_PART
from workbench.spreadsheets.values import clean_text
from workbench.spreadsheets.xlsx_relations import relations_of
from workbench.spreadsheets.xmlstream import elements, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workbench.spreadsheets.filling import Filling
    from workbench.spreadsheets.package import Package
    from workbench.spreadsheets.xlsx_relations import Relation

_ROOTS = {
    "drawing": "wsDr",
    "diagramData": "dataModel",
    "chart": "chartSpace",
    "chartUserShapes": "userShapes",
}
"""The first element of parts that shapes stand in, by their kind; a drawing refers to the others."""
_BOXES = frozenset(("sp", "cxnSp", "pt", "graphicFrame", "chartSpace"))
_VML = "urn:schemas-microsoft-com:vml "
_VML_SHAPES = ("shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "image")
_UNREADABLE = Sentence("(a drawing in the old form, which could not be read)")
_CLIENT_DATA = "urn:schemas-microsoft-com:office:excel ClientData"


def read_boxes(package: Package, relations: Sequence[Relation], filling: Filling) -> None:
    """Read the texts of the shapes that ``relations`` of a sheet lead to."""
    texts: list[str] = []
    for relation in relations:
        if relation.kind == "drawing":
            texts += _read_drawing(package, relation)
        elif relation.kind == "vmlDrawing" and relation.target in package:
            texts += _read_vml(package, relation.target)
    for text in dict.fromkeys(texts):  # what older programs see of a shape repeats it
        filling.box(text)


def _read_drawing(package: Package, relation: Relation) -> Iterator[str]:
    """Yield the texts of a drawing, and of the diagrams and charts in it."""
    if relation.target not in package:
        return
    lines = [""]
    with package.open(relation.target) as stream:
        for element in elements(stream, _ROOTS[relation.kind]):
            if element.name == "t" and element.parent in ("r", "fld"):
                lines[-1] += element.text
            elif element.name in ("p", "br"):
                lines.append("")
            elif element.name in _BOXES:
                yield from _as_text(lines)
                lines = [""]
    yield from _as_text(lines)
    for related in relations_of(package, relation.target).inside:
        if related.kind in _ROOTS:
            yield from _read_drawing(package, related)


def _read_vml(package: Package, part: str) -> list[str]:
    """Return the texts of shapes in the old form; those of comments are read as comments."""
    reader = _VmlReader()
    starts: dict[str, Callable[[dict[str, str]], None]] = {
        f"{_VML}textbox": reader.start_box,
        _CLIENT_DATA: reader.start_client,
        "br": reader.start_line,
        "div": reader.start_line,
    }
    ends: dict[str, Callable[[str], None]] = {
        f"{_VML}textbox": reader.end_box,
        **{f"{_VML}{name}": reader.end_shape for name in _VML_SHAPES},
    }
    with package.open(part) as stream:
        content = stream.read(MAX_PART).replace(b"<br>", b"<br/>")  # Excel itself leaves them open
    try:
        parse(io.BytesIO(content), "xml", starts, ends, text=reader.characters)
    except ExpatError:
        return [*reader.texts, _UNREADABLE]
    return reader.texts


class _VmlReader:
    """Handlers for the elements of a drawing in the old form."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._lines = [""]
        self._is_open = self._is_comment = False

    def start_box(self, _: dict[str, str]) -> None:
        self._is_open = True

    def end_box(self, _: str) -> None:
        self._is_open = False

    def start_client(self, attributes: dict[str, str]) -> None:
        self._is_comment = attributes.get("ObjectType") == "Note"

    def start_line(self, _: dict[str, str]) -> None:
        self._lines.append("")

    def characters(self, text: str) -> None:
        if self._is_open:
            self._lines[-1] += text

    def end_shape(self, _: str) -> None:
        if not self._is_comment:
            self.texts += _as_text([" ".join(line.split()) for line in self._lines])
        self._lines = [""]
        self._is_comment = False


def _as_text(lines: list[str]) -> list[str]:
    """Return the text of a shape, none where nothing is typed into it."""
    text = clean_text("\n".join(lines).strip())
    return [text] if text else []
