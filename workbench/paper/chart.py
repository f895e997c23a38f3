"""A rating figure as a native, editable chart: its XML, its data as a workbook, its words.

What a reader of the file finds in the chart's data is exactly what the figure holds: a category per
rating, named as the criterion, and in the first series its score, left out where there is none. A rating
"NR" is a point of a second series called "NR", at nought, whose label shows its name where the bar
would begin; without such a rating that series is not there.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

from lxml import etree
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.chartspace import ChartContainer, ChartSpace
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.plotarea import PlotArea
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice, SchemeColor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.xml.functions import tostring

from workbench.paper.ooxml import Element, R
from workbench.paper.words import TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from workbench.paper.drawing import Rating
    from workbench.paper.words import Words

NOT_RATED = "NR"
DATA_RELATIONSHIP = "rId1"
"""The relationship from the chart's part to the workbook that holds its data."""

_HIGHEST = 6
_SHEET = "Sheet1"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_BAR: Any = SchemeColor(val="accent1")  # the stubs want a system colour here
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_LINE_COLOUR = "BFC5D2"
_TEXT_SIZE = 900  # hundredths of a point
_LOCALES = {"en": "809", "fr": "40C", "es": "C0A"}
_CATEGORY_AXIS, _VALUE_AXIS = 10, 100


def describe(ratings: Sequence[Rating], words: Words) -> str:
    """Return the alternative text: every rating in words, as a screen reader is to say it."""
    told = [f"{rating.criterion} {words.score(rating.score) or words['no_score']}" for rating in ratings]
    return words["chart_description"].format(ratings="; ".join(told))


def workbook(ratings: Sequence[Rating], words: Words) -> bytes:
    """Return the data as an .xlsx file that names nobody."""
    book = Workbook()
    book.properties.creator = None
    sheet: Worksheet = book.active  # type: ignore[assignment]  # a new book has one
    sheet.title = _SHEET
    rated_not = _has_not_rated(ratings)
    _write_row(sheet, 1, [words["criterion"], words["score"], *([NOT_RATED] if rated_not else [])])
    for row, rating in enumerate(ratings, 2):
        _write_row(sheet, row, [rating.criterion, _number(rating), 0 if rating.score == NOT_RATED else None])
    sheet.column_dimensions["A"].width = 40
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def chart_xml(ratings: Sequence[Rating], words: Words, legend: str = "") -> bytes:
    """Return the chart's part, with a ``legend`` to its scale; its data is at :data:`DATA_RELATIONSHIP`."""
    chart = _bars(ratings, words)
    chart.y_axis.title = _title(legend) if legend else None
    area = PlotArea(spPr=_unfilled())
    setattr(area, "_charts", [chart])  # noqa: B010 (openpyxl fills it only from a worksheet)
    container = ChartContainer(plotArea=area, autoTitleDeleted=True, dispBlanksAs="gap")
    space = ChartSpace(chart=container, roundedCorners=False, lang=TAGS[words.language])
    space.spPr = _unfilled()
    space.txPr = _text()
    root = etree.fromstring(tostring(space.to_tree()))
    _mend(root, ratings)
    data = etree.SubElement(root, f"{{{_C}}}externalData", {f"{{{R}}}id": DATA_RELATIONSHIP}, {"r": R})
    etree.SubElement(data, f"{{{_C}}}autoUpdate", val="0")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _mend(root: Element, ratings: Sequence[Rating]) -> None:
    """Put right what openpyxl writes otherwise than we mean it.

    It puts empty runs into text properties, does not say that number formats are the chart's own, and
    cuts a score after 16 digits.
    """
    scores = [repr(score) for score in map(_number, ratings) if score is not None]
    places = root.iterfind(f".//{{{_C}}}numCache/{{{_C}}}pt/{{{_C}}}v")
    for place, score in zip(places, scores, strict=False):  # the second series follows the first
        place.text = score
    for look in root.iter(f"{{{_C}}}txPr"):
        etree.strip_elements(look, f"{{{_A}}}r")
    for number_format in root.iter(f"{{{_C}}}numFmt"):
        number_format.set("sourceLinked", "0")


def _title(text: str) -> Title:
    look = ParagraphProperties(defRPr=CharacterProperties(sz=_TEXT_SIZE, b=False))
    run = RegularTextRun(rPr=CharacterProperties(sz=_TEXT_SIZE, b=False), t=text)
    return Title(tx=Text(rich=RichText(p=[Paragraph(pPr=look, r=[run])])), overlay=False)


def _bars(ratings: Sequence[Rating], words: Words) -> BarChart:
    chart = BarChart(barDir="bar", grouping="clustered", gapWidth=55, overlap=100)
    chart.varyColors = False
    scores = [_number(rating) for rating in ratings]
    chart.series = [_series(0, words["score"], ratings, scores, words)]
    if _has_not_rated(ratings):
        places = [0 if rating.score == NOT_RATED else None for rating in ratings]
        chart.series.append(_series(1, NOT_RATED, ratings, places, words))
    _shape_axes(chart, [score for score in scores if score is not None], words)
    return chart


def _shape_axes(chart: BarChart, scores: Sequence[float], words: Words) -> None:
    """Put the first criterion on top, and below the bars a scale from nothing to the highest score."""
    names, values = chart.x_axis, chart.y_axis
    names.axId = values.crossAx = _CATEGORY_AXIS
    values.axId = names.crossAx = _VALUE_AXIS
    names.scaling.orientation = "maxMin"
    names.axPos, values.axPos = "l", "b"
    names.crosses, values.crosses = "autoZero", "max"
    values.scaling.min = min(0, math.floor(min(scores, default=0)))
    values.scaling.max = max(_HIGHEST, math.ceil(max(scores, default=0)))
    values.majorUnit = max(1, math.ceil((values.scaling.max - values.scaling.min) / 12))
    values.number_format = f'[=0]"";{_number_format(words)}'
    values.majorGridlines = ChartLines(spPr=_line())
    for axis in (names, values):
        axis.delete = False
        axis.majorTickMark = axis.minorTickMark = None
    names.tickLblSkip = 1
    names.tickLblPos, values.tickLblPos = "low", "nextTo"
    names.spPr, values.spPr = _line(), _unfilled()


def _series(
    place: int, name: str, ratings: Sequence[Rating], values: Sequence[float | None], words: Words
) -> Series:
    column, last = "BC"[place], len(ratings) + 1
    label = SeriesLabel(strRef=StrRef(f"{_SHEET}!${column}$1", _strings([name])))
    names = StrRef(f"{_SHEET}!$A$2:$A${last}", _strings([rating.criterion for rating in ratings]))
    numbers = NumRef(f"{_SHEET}!${column}$2:${column}${last}", _numbers(values))
    series = Series(idx=place, order=place, tx=label, cat=AxDataSource(strRef=names))
    series.val = NumDataSource(numRef=numbers)
    series.invertIfNegative = False
    series.spPr = _unfilled()
    if place == 0:
        series.spPr.noFill, series.spPr.solidFill = None, ColorChoice(schemeClr=_BAR)
    series.dLbls = _labels(place, words)
    return series


def _labels(place: int, words: Words) -> DataLabelList:
    """Return what stands at the end of a bar: its score, or "NR" where there is no bar."""
    labels = DataLabelList(dLblPos="outEnd", numFmt=_number_format(words), txPr=_text(bold=True))
    labels.showLegendKey = labels.showCatName = labels.showPercent = labels.showBubbleSize = False
    labels.showVal, labels.showSerName = place == 0, place > 0
    return labels


def _number_format(words: Words) -> str:
    """Return the format that shows scores as the paper's language writes them, all decimals kept."""
    return f"[$-{_LOCALES[words.language]}]General"


def _strings(texts: Sequence[str]) -> StrData:
    points = [StrVal(place, text) for place, text in enumerate(texts) if text]
    return StrData(ptCount=len(texts), pt=points)


def _numbers(values: Sequence[float | None]) -> NumData:
    points = [NumVal(place, v=value) for place, value in enumerate(values) if value is not None]
    return NumData(formatCode="General", ptCount=len(values), pt=points)


def _number(rating: Rating) -> float | None:
    return None if rating.score is None or rating.score == NOT_RATED else rating.score


def _has_not_rated(ratings: Sequence[Rating]) -> bool:
    return any(rating.score == NOT_RATED for rating in ratings)


def _write_row(sheet: Worksheet, row: int, values: Sequence[str | float | None]) -> None:
    for column, value in enumerate(values, 1):
        if value is None or value == "":
            continue
        cell = sheet.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # or a text with "=" in front becomes a formula


def _line() -> GraphicalProperties:
    properties = GraphicalProperties()
    properties.line.solidFill = _LINE_COLOUR
    properties.line.width = 6350
    return properties


def _unfilled() -> GraphicalProperties:
    """Return the look of an area without colour and frame."""
    properties = GraphicalProperties(noFill=True)
    properties.line.noFill = True
    return properties


def _text(*, bold: bool = False) -> RichText:
    look = CharacterProperties(sz=_TEXT_SIZE, b=bold)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=CharacterProperties())])
