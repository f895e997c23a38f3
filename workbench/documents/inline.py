"""The letters of a paragraph as spans: runs, fields, links, marks, and changes taken as accepted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from workbench.documents.fields import MOST_OPEN, Field, Fields, form_choice
from workbench.documents.gathering import DIAGRAM, OBJECT, PICTURE
from workbench.documents.names import ID, MC, RELATED, C, M, W
from workbench.documents.pieces import Piece, Pieces
from workbench.documents.styles import effective, read_letters
from workbench.documents.symbols import readable, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lxml.etree import _Element

    from workbench.documents.document import Span
    from workbench.documents.gathering import Gathering
    from workbench.documents.package import Relation
    from workbench.documents.styles import Letters, Style

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_SPACE = " \t\r\n"
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_RPR = f"{W}rPr"
_TEXT = f"{W}t"
_RPR_CHANGE = f"{W}rPrChange"
_IGNORED = (
    *(f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "tblPr")),
    *(f"{W}{name}" for name in ("footnoteRef", "endnoteRef", "annotationRef", "separator", "proofErr")),
    *(f"{W}{name}" for name in ("lastRenderedPageBreak", "delText", "delInstrText", "rubyPr")),
    *(f"{W}{name}" for name in ("commentRangeEnd", "permStart", "permEnd", "fldData")),
    *(f"{M}{name}" for name in ("rPr", "ctrlPr", "oMathParaPr")),
)


class Later(NamedTuple):
    """What is anchored in a paragraph and comes after it: a text box, a chart."""

    kind: str
    element: _Element
    description: str


class Inline:
    """Reads the paragraphs of one part, in their order: fields and links go on from one to the next.

    ``marks`` are the bookmarks that began since the last paragraph ended, ``later`` what this one anchors.
    """

    def __init__(self, gathering: Gathering, relations: Mapping[str, Relation]) -> None:
        self._gathering = gathering
        self._listening = gathering.listening
        self._relations = relations
        self._handlers = self._table()
        self._pieces = Pieces()
        self._fields = Fields()
        self._open: dict[str, str] = {}
        self._marks: tuple[str, ...] = ()
        self._style: Style = gathering.styles.paragraph("")
        self._letters = self._usual = self._style.letters
        self._custom_mark = ""
        self._description = ""
        self._looks: dict[tuple[object, ...], Letters] = {}
        self.marks: list[str] = []
        self.comments: list[int] = []
        self.later: list[Later] = []
        self.language = ""
        self.has_text = False
        self.breaks_before = False
        self.break_pending = False

    # The paragraph ----------------------------------------------------------------------------

    def read(self, paragraph: _Element, style: Style) -> None:
        """Read one paragraph; what it holds is added to what a joined one before it held."""
        self._style = style
        self._letters = self._usual = style.letters
        self._inside(paragraph)
        self._say(self._fields.break_off())

    def begin(self) -> None:
        """Forget what was found in the paragraph before."""
        self._open.clear()
        self._marks = ()
        self.marks = []
        self.comments = []
        self.language = ""
        self.has_text = self.breaks_before = self.break_pending = False

    def taken_later(self) -> list[Later]:
        """Return what the paragraph anchors, and begin anew."""
        later, self.later = self.later, []
        return later

    def taken(self) -> list[Span]:
        """Return the spans read so far, and begin anew."""
        return self._pieces.taken()

    def _inside(self, element: Iterable[_Element]) -> None:
        handlers = self._handlers
        for child in element:
            handler = handlers.get(child.tag, self._inside)
            if handler is not None:
                handler(child)

    # Text -------------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        """Add letters in the look that holds, or to the instruction of a field."""
        code = self._fields.code
        if code is not None:
            code.code.append(text)
            code.said.append(text)
        elif text and not self._letters.hidden:
            self._put(text, self._custom_mark)
            self._custom_mark = ""

    def _put(self, text: str, note: str = "") -> None:
        letters, fields = self._letters, self._fields
        self._pieces.add(Piece(letters.look, fields.url, note, fields.field, self._marks), text)
        if self._listening:
            self._gathering.heard(text)
        if not self.has_text and text and not text.isspace():
            self.has_text = True
        if letters.language and not self.language:
            self.language = letters.language
        if fields.field is not None or fields.url:
            fields.heard()

    def _run(self, run: _Element) -> None:
        handlers = self._handlers
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                self._text(child)
            elif tag == _RPR:
                self._letters = self._letters_of(child)
                if child.find(_RPR_CHANGE) is not None:
                    self._formatted(run, child)
                    break
            else:
                handler = handlers.get(tag, self._inside)
                if handler is not None:
                    handler(child)
        self._letters = self._usual

    def _formatted(self, run: _Element, properties: _Element) -> None:
        """Read a run whose look was changed."""
        for change in properties.iterchildren(_RPR_CHANGE):
            with self._gathering.change("formatted", change):
                self._inside(run)
            return

    def _text(self, element: _Element) -> None:
        text = element.text
        if not text:
            return
        if (text[0] in _SPACE or text[-1] in _SPACE) and element.get(_PRESERVE) != "preserve":
            text = text.strip(_SPACE)
        if "\n" in text or "\r" in text:
            text = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
        if not text.isascii() and _PRIVATE.search(text):
            text = readable(text, self._letters.font)
        self._say(text)

    def _letters_of(self, properties: _Element) -> Letters:
        own = read_letters(properties)
        key = (self._style.id, *own.items())
        found = self._looks.get(key)
        if found is None:
            named = str(own.pop("style", ""))
            character = self._gathering.styles.letters(named) if named else {}
            found = self._looks[key] = effective(self._style, character, own)
        return found

    def _break(self, element: _Element) -> None:
        if element.get(f"{W}type") != "page":
            self._say("\n")
        elif self.has_text:
            self.break_pending = True
            self._say("\n")
        else:
            self.breaks_before = True

    def _symbol(self, element: _Element) -> None:
        self._say(sign(element.get(f"{W}font", ""), element.get(f"{W}char", "")))

    def _ruby(self, element: _Element) -> None:
        self._inside(element.iterchildren(f"{W}rubyBase"))
        for above in element.iterchildren(f"{W}rt"):
            self._say(" (")
            self._inside(above)
            self._say(")")

    # Fields and links -------------------------------------------------------------------------

    def _field_char(self, element: _Element) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.begin(Field(is_hidden=self._letters.hidden, choice=form_choice(element)))
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._end_field()

    def _end_field(self) -> None:
        """Leave a field; one that shows nothing, but could, is kept as a span without text."""
        field = self._fields.field
        ended = self._fields.end()
        if ended is None:
            return
        if ended is field and ended.is_empty and not ended.is_hidden and self._fields.code is None:
            self._fields.begin(field)
            self._put("")
            self._fields.end()
        self._say(ended.choice)

    def _instruction(self, element: _Element) -> None:
        self._fields.instruct(element.text or "")

    def _simple_field(self, element: _Element) -> None:
        field = Field()
        field.show(element.get(f"{W}instr", ""))
        self._fields.begin(field)
        self._inside(element)
        self._end_field()

    def _hyperlink(self, element: _Element) -> None:
        relation = self._relations.get(element.get(RELATED, ""))
        anchor = element.get(f"{W}anchor", "")
        address = relation.target if relation is not None else ""
        self._fields.open_link(f"{address}#{anchor}" if anchor else address)
        self._inside(element)
        self._fields.close_link()

    # Marks ------------------------------------------------------------------------------------

    def start_mark(self, element: _Element) -> None:
        """Begin a bookmark, in a paragraph or between two."""
        name = element.get(f"{W}name", "")
        if name:
            self.marks.append(name)
            if len(self._open) < MOST_OPEN:
                self._open[element.get(ID, "")] = name
                self._marks = tuple(self._open.values())

    def end_mark(self, element: _Element) -> None:
        """End a bookmark."""
        if self._open.pop(element.get(ID, ""), None) is not None:
            self._marks = tuple(self._open.values())

    def comment(self, element: _Element) -> None:
        """Note that a comment hangs here, where its range begins or else where its mark stands."""
        position = self._gathering.comment(element.get(ID, ""))
        if position is not None:
            self.comments.append(position)

    def _note(self, element: _Element) -> None:
        kind = "footnote" if element.tag == f"{W}footnoteReference" else "endnote"
        key = self._gathering.note(kind, element.get(ID, ""))
        if not key or self._fields.code is not None or self._letters.hidden:
            return
        if element.get(f"{W}customMarkFollows", "0").lower() in ("1", "true", "on"):
            self._custom_mark = key
        else:
            self._put("", key)

    # Changes ----------------------------------------------------------------------------------

    def _inserted(self, element: _Element) -> None:
        with self._gathering.change("inserted", element):
            self._inside(element)

    def _moved(self, element: _Element) -> None:
        with self._gathering.change("moved", element):
            self._inside(element)

    def _deleted(self, element: _Element) -> None:
        self._gathering.deleted(element)
        for comment in element.iter(f"{W}commentRangeStart", f"{W}commentReference"):
            self.comment(comment)

    # What stands among the letters ------------------------------------------------------------

    def _control(self, element: _Element) -> None:
        if element.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
            self._inside(element)

    def _alternatives(self, element: _Element) -> None:
        chosen = chosen_alternative(element)
        if chosen is not None:
            self._inside(chosen)

    def _drawing(self, element: _Element) -> None:
        self._description = ""
        self._inside(element)

    def _drawing_properties(self, element: _Element) -> None:
        self._description = element.get("descr") or element.get("title") or ""

    def _box(self, element: _Element) -> None:
        if not self._letters.hidden:
            self.later.append(Later("box", element, ""))

    def _chart(self, element: _Element) -> None:
        self.later.append(Later("chart", element, self._description))

    def _picture(self, _: _Element) -> None:
        self._gathering.left_out(PICTURE)

    def _object(self, element: _Element) -> None:
        self._gathering.left_out(OBJECT)
        for box in element.iter(f"{W}txbxContent"):
            self._box(box)

    def _diagram(self, _: _Element) -> None:
        self._gathering.left_out(DIAGRAM)

    def _elsewhere(self, element: _Element) -> None:
        relation = self._relations.get(element.get(RELATED, ""))
        self._gathering.refers_to(relation.target if relation is not None else "")

    def _table(self) -> dict[str, Callable[[_Element], None] | None]:
        signs = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
        handlers: dict[str, Callable[[_Element], None] | None] = dict.fromkeys(_IGNORED)
        for name, text in signs.items():
            handlers[f"{W}{name}"] = self._saying(text)
        named = {
            "r": self._run,
            "t": self._text,
            "br": self._break,
            "sym": self._symbol,
            "ruby": self._ruby,
            "fldChar": self._field_char,
            "instrText": self._instruction,
            "fldSimple": self._simple_field,
            "hyperlink": self._hyperlink,
            "bookmarkStart": self.start_mark,
            "bookmarkEnd": self.end_mark,
            "commentRangeStart": self.comment,
            "commentReference": self.comment,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "ins": self._inserted,
            "moveTo": self._moved,
            "del": self._deleted,
            "moveFrom": None,
            "sdt": self._control,
            "drawing": self._drawing,
            "txbxContent": self._box,
            "object": self._object,
            "subDoc": self._elsewhere,
        }
        handlers.update((f"{W}{name}", handler) for name, handler in named.items())
        handlers[f"{M}t"] = self._text
        handlers[f"{MC}AlternateContent"] = self._alternatives
        handlers[f"{C}chart"] = self._chart
        handlers.update(_drawn(self._drawing_properties, self._picture, self._diagram))
        return handlers

    def _saying(self, text: str) -> Callable[[_Element], None]:
        def say(_: _Element) -> None:
            self._say(text)

        return say


def chosen_alternative(element: _Element) -> _Element | None:
    """Return the first of several forms of the same content, the plainest one where there is no other."""
    chosen = element.find(f"{MC}Choice")
    return chosen if chosen is not None and len(chosen) else element.find(f"{MC}Fallback")


def _drawn(
    properties: Callable[[_Element], None],
    picture: Callable[[_Element], None],
    diagram: Callable[[_Element], None],
) -> dict[str, Callable[[_Element], None]]:
    """Return what to do with the elements of drawings, by their names."""
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/"
    return {
        f"{drawing}wordprocessingDrawing}}docPr": properties,
        f"{drawing}picture}}pic": picture,
        f"{drawing}diagram}}relIds": diagram,
        "{urn:schemas-microsoft-com:vml}imagedata": picture,
    }
