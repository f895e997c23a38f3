"""Puts a chart into a paragraph: its parts in the package, and the drawing that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from workbench.paper.ooxml import Element, add, r

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.paper.words import Words
    from workbench.schema import Value

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHART = f"{{{_C}}}chart"
"""The element of a drawing that names the relationship to its chart."""

_FIRST_DRAWING = 1000  # ids below are left to the pictures of a template's headers
_PER_TWIP = 635  # English metric units in a twentieth of a point
_HEAD, _LEGEND, _GAP, _LINE, _HIGHEST = 500, 300, 180, 240, 12000  # heights in twentieths of a point
_LETTERS = 45  # of a criterion's name on one line beside its bar


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating to draw: its criterion and its score, which is a number, "NR" or None."""

    criterion: str
    score: Value


def add_chart(
    paragraph: Element, part: Part, ratings: Sequence[Rating], words: Words, *, width: int, legend: str
) -> None:
    """Append a run that shows ``ratings`` as a chart ``width`` twentieths of a point wide.

    ``part`` is the part of the package that ``paragraph`` belongs to; ``legend`` stands below the scale.
    """
    from workbench.paper import chart

    package = part.package
    data = Part(
        package.next_partname("/word/embeddings/Microsoft_Excel_Sheet%d.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        chart.workbook(ratings, words),
        package,
    )
    name = package.next_partname("/word/charts/chart%d.xml")
    drawn = Part(name, CONTENT_TYPE.DML_CHART, chart.chart_xml(ratings, words, legend), package)
    drawn.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, data, chart.DATA_RELATIONSHIP)
    id = part.relate_to(drawn, RELATIONSHIP_TYPE.CHART)
    lines = sum(1 + len(rating.criterion) // _LETTERS for rating in ratings)
    height = _HEAD + _LEGEND * bool(legend) + _GAP * len(ratings) + _LINE * lines
    inline = _inline(add(add(paragraph, "r"), "drawing"), width, min(height, _HIGHEST))
    number = "".join(filter(str.isdigit, name))
    etree.SubElement(
        inline,
        f"{{{_WP}}}docPr",
        id=str(_FIRST_DRAWING + int(number)),
        name=f"{words['chart']} {number}",
        descr=chart.describe(ratings, words),
    )
    etree.SubElement(inline, f"{{{_WP}}}cNvGraphicFramePr")
    graphic = etree.SubElement(inline, f"{{{_A}}}graphic", nsmap={"a": _A})
    content = etree.SubElement(graphic, f"{{{_A}}}graphicData", uri=_C)
    etree.SubElement(content, CHART, {r("id"): id}, nsmap={"c": _C})


def _inline(parent: Element, width: int, height: int) -> Element:
    """Append a drawing of the given size that stands in the line like a letter."""
    inline = etree.SubElement(parent, f"{{{_WP}}}inline", nsmap={"wp": _WP})
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    size = {"cx": str(width * _PER_TWIP), "cy": str(height * _PER_TWIP)}
    etree.SubElement(inline, f"{{{_WP}}}extent", size)
    etree.SubElement(inline, f"{{{_WP}}}effectExtent", l="0", t="0", r="0", b="0")
    return inline
