"""How our own template looks: every style, declared once."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from workbench.paper import styles as s

_BLUE = "1E2DBE"
_INK = "230050"
_PALE = "EBF0FA"
_HEAD_FILL = "C9D7F2"
_BOX = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="{space}" w:color="{_BLUE}"/>'
    for side, space in (("top", 4), ("left", 6), ("bottom", 4), ("right", 6))
)
_FRAMED = f"<w:pBdr>{_BOX}</w:pBdr>"
_BOXED = f'{_FRAMED}<w:shd w:val="clear" w:color="auto" w:fill="{_PALE}"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"
_BOLD = "<w:b/><w:bCs/>"
_TEXT_COLUMN = 567


@dataclass(frozen=True, slots=True)
class Style:
    """One style of the template; ``paragraph`` and ``run`` are its properties as Word writes them."""

    name: str
    based_on: str | None = s.NORMAL
    following: str | None = None
    paragraph: str = ""
    run: str = ""
    kind: str = "paragraph"
    extra: str = ""
    default: bool = False

    @property
    def id(self) -> str:
        """The style's id: its name, each word capitalised, without the spaces."""
        return "".join(word[0].upper() + word[1:] for word in self.name.split())

    def xml(self) -> str:
        """Return the style as an element of styles.xml."""
        own = "" if self.name in _BUILT_IN else ' w:customStyle="1"'
        default = ' w:default="1"' if self.default else ""
        parts = [f'<w:style w:type="{self.kind}"{default}{own} w:styleId="{self.id}">']
        parts.append(f"<w:name w:val={quoteattr(self.name)}/>")
        for tag, name in (("basedOn", self.based_on), ("next", self.following)):
            if name is not None:
                parts.append(f'<w:{tag} w:val="{Style(name).id}"/>')
        parts.append("<w:qFormat/>" if self.kind == "paragraph" else "")
        parts.append(f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else "")
        parts.append(f"<w:rPr>{self.run}</w:rPr>" if self.run else "")
        return "".join([*parts, self.extra, "</w:style>"])


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def _colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def _space(before: int = 0, after: int = 120) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _indent(left: int, hanging: int = 0, right: int = 0) -> str:
    return f'<w:ind w:left="{left}" w:right="{right}" w:hanging="{hanging}"/>'


def _heading(level: int, before: int, after: int, run: str) -> Style:
    properties = f'{_KEEP}{_space(before, after)}<w:outlineLvl w:val="{level}"/>'
    return Style(s.HEADINGS[level], s.NORMAL, s.NUMBERED, properties, run)


def _number(id: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{id}"/></w:numPr>'


def _entry(level: int, before: int, run: str) -> Style:
    """Return the look of a line of the contents.

    Without an indent on the right, which would end a long heading ahead of the numbers: LibreOffice does
    not show what a tab takes beyond it.
    """
    space, indent = _space(before, 40), _indent(284 * level)
    return Style(s.CONTENTS[level], s.NORMAL, s.NORMAL, f"{_DOTTED_TAB}{space}{indent}", run)


_DOTTED_TAB = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{s.TEXT_WIDTH}"/></w:tabs>'
_RIGHT_TAB = f'<w:tabs><w:tab w:val="right" w:pos="{s.TEXT_WIDTH}"/></w:tabs>'
_RULE_BELOW = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="6" w:color="{_BLUE}"/></w:pBdr>'
_CELL_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
)
_TABLE_LOOK = (
    "<w:tblPr><w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_BLUE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    + f"</w:tblBorders><w:tblCellMar>{_CELL_MARGINS}</w:tblCellMar></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{_HEAD_FILL}"/></w:tcPr></w:tblStylePr>'
)

_TOP_HEADING = _BOLD + _colour(_BLUE) + _size(15)

STYLES = (
    Style(s.NORMAL, None, default=True),
    Style("Default Paragraph Font", None, kind="character", default=True),
    Style(
        "Normal Table",
        None,
        kind="table",
        default=True,
        extra=f"<w:tblPr><w:tblCellMar>{_CELL_MARGINS}</w:tblCellMar></w:tblPr>",
    ),
    Style("No List", None, kind="numbering", default=True),
    Style(s.TITLE, s.NORMAL, s.BOX_HEADING, f"{_KEEP}{_space(120, 360)}", _BOLD + _colour(_BLUE) + _size(20)),
    _heading(0, 360, 200, _TOP_HEADING),
    _heading(1, 280, 160, _BOLD + _colour(_INK) + _size(12.5)),
    _heading(2, 240, 120, _BOLD + _colour(_BLUE) + _size(11)),
    _heading(3, 200, 120, _BOLD + _colour(_INK) + _size(10)),
    Style(s.CONTENTS_HEADING, following=s.NORMAL, paragraph=_KEEP + _space(0, 200), run=_TOP_HEADING),
    _entry(0, 160, _BOLD),
    _entry(1, 40, ""),
    Style(s.UNNUMBERED),
    Style(s.NUMBERED, paragraph=_number(1) + _indent(_TEXT_COLUMN, _TEXT_COLUMN)),
    Style(s.CONTINUATION, paragraph=_indent(_TEXT_COLUMN)),
    Style(s.HEADLINE, s.NUMBERED, s.CONTINUATION, _KEEP, _BOLD),
    Style(s.HEADLINE_CONTINUATION, s.CONTINUATION, s.CONTINUATION, run=_BOLD),
    Style(s.DECISION, s.NUMBERED, s.DECISION_CONTINUATION, "<w:keepLines/>", _BOLD),
    Style(s.DECISION_CONTINUATION, s.CONTINUATION, run=_BOLD),
    Style(s.KEY_FINDING, paragraph=f"<w:keepLines/>{_BOXED}{_space(0, 140)}{_indent(170, 0, 170)}"),
    Style(s.BULLET, paragraph=_number(2) + _space(0, 100) + _indent(907, 340)),
    Style(s.LETTER, paragraph=_space(0, 100) + _indent(964, 397)),
    Style(s.BOLD_ITEM, s.LETTER, run=_BOLD),
    Style(s.CAPTION, paragraph=_KEEP + _space(200, 120), run=_BOLD + _colour(_INK)),
    Style(s.FIGURE, paragraph=_space(0, 60)),
    Style(s.SCALE, paragraph=_space(80, 200), run=_size(9)),
    Style(s.TABLE_TEXT, paragraph=_space(60, 60), run=_size(9)),
    Style(s.TABLE_HEADING, s.TABLE_TEXT, paragraph="<w:keepNext/>", run=_BOLD + _colour(_INK)),
    Style(s.TABLE, "Normal Table", kind="table", extra=_TABLE_LOOK),
    Style(
        s.FOOTNOTE_TEXT, paragraph='<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>', run=_size(8)
    ),
    Style(
        s.FOOTNOTE_REFERENCE,
        "Default Paragraph Font",
        kind="character",
        run='<w:vertAlign w:val="superscript"/>',
    ),
    Style(
        s.HYPERLINK, "Default Paragraph Font", kind="character", run=_colour(_BLUE) + '<w:u w:val="single"/>'
    ),
    Style(s.HEADER, paragraph=_RULE_BELOW + _RIGHT_TAB + _space(), run=_colour(_INK) + _size(9)),
    Style(
        s.FRONT_SYMBOL,
        paragraph='<w:spacing w:after="240"/><w:jc w:val="right"/>',
        run=_BOLD + _colour(_BLUE) + _size(14),
    ),
    Style(s.FRONT_ORGAN, paragraph=_space(0, 40), run=_BOLD + _colour(_INK) + _size(16)),
    Style(s.FRONT_SESSION, paragraph=_RULE_BELOW + _space(0, 240), run=_size(10)),
    Style(s.FRONT_SECTION, paragraph=_RIGHT_TAB + _space(0, 40), run=_BOLD + _colour(_INK) + _size(11)),
    Style(s.FRONT_SEGMENT, paragraph=_space(0, 40), run="<w:i/><w:iCs/>"),
    Style(s.FRONT_DETAIL, paragraph='<w:spacing w:after="0"/><w:jc w:val="right"/>', run=_size(9)),
    Style(s.FRONT_ITEM, paragraph=_KEEP + _space(360, 0), run=_colour(_INK) + _size(11)),
    Style(s.FRONT_NOTE, paragraph=_space(0, 240), run="<w:i/><w:iCs/>"),
    Style(s.BOX_HEADING, s.BOX_TEXT, s.BOX_TEXT, "<w:keepNext/>", _BOLD + _colour(_INK) + _size(11)),
    Style(s.BOX_TEXT, paragraph=f"{_BOXED}{_space(40, 60)}{_indent(170, 0, 170)}"),
    Style(s.BOX_LABEL, paragraph=f"{_FRAMED}{_space(60, 40)}{_indent(170, 0, 170)}"),
)

_BUILT_IN = frozenset(
    (s.NORMAL, "Default Paragraph Font", "Normal Table", "No List", s.TITLE, *s.HEADINGS, s.UNNUMBERED)
) | {s.BULLET, s.CAPTION, s.FOOTNOTE_TEXT, s.FOOTNOTE_REFERENCE, s.HYPERLINK, s.HEADER}
_BUILT_IN |= {*s.CONTENTS, s.CONTENTS_HEADING}
