"""A chart of a Word file by the data that it stores beside the workbook it was made from."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING

from workbench.documents.document import Chart
from workbench.documents.names import A, C, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_POINTS = 10_000
MOST_SERIES = 255
MOST_LEVELS = 9


def read_chart(root: _Element) -> Chart:
    """Return the title, categories and series of a chart; a value that is no number is None."""
    chart = Chart(title=_title(root))
    for series in islice(root.iter(f"{C}ser"), MOST_SERIES):
        names = _first(series, "cat", "xVal")
        categories = _categories(names) if names is not None else []
        if len(categories) > len(chart.categories):
            chart.categories = categories
        values = _points(_first(series, "val", "yVal"))
        name = _free(_name(series), chart)
        chart.series[name] = [_number(values.get(position)) for position in range(_length(values))]
    _fill(chart)
    return chart


def _fill(chart: Chart) -> None:
    """Give every series a value per category."""
    longest = max([len(chart.categories), *map(len, chart.series.values())])
    chart.categories += [""] * (longest - len(chart.categories))
    for values in chart.series.values():
        values += [None] * (longest - len(values))


def _title(root: _Element) -> str:
    title = root.find(f"{C}chart/{C}title")
    if title is None:
        return ""
    lines = ["".join(text.text or "" for text in line.iter(f"{A}t")) for line in title.iter(f"{A}p")]
    stored = [value.text or "" for value in title.iter(f"{C}v")]
    return " ".join(" ".join(lines or stored).split())


def _name(series: _Element) -> str:
    name = series.find(f"{C}tx")
    return " ".join(value.text or "" for value in name.iter(f"{C}v")) if name is not None else ""


def _free(name: str, chart: Chart) -> str:
    """Return a name that no series has yet."""
    candidates = (
        name if n == 1 and name else f"{name} ({n})".strip() for n in range(1, len(chart.series) + 3)
    )
    return next(candidate for candidate in candidates if candidate not in chart.series)


def _first(series: _Element, *names: str) -> _Element | None:
    return next((found for name in names if (found := series.find(f"{C}{name}")) is not None), None)


def _categories(element: _Element) -> list[str]:
    """Return the names along the axis; those of several levels are joined, the outer one first."""
    levels = [_points(level) for level in islice(element.iter(f"{C}lvl"), MOST_LEVELS)] or [_points(element)]
    length = max(map(_length, levels))
    for outer in levels[1:]:
        for position in range(length):
            outer.setdefault(position, outer.get(position - 1, ""))
    return [
        " ".join(filter(None, (level.get(position, "") for level in reversed(levels))))
        for position in range(length)
    ]


def _points(element: _Element | None) -> dict[int, str]:
    """Return the stored values of an element by their position."""
    points: dict[int, str] = {}
    for point in element.iter(f"{C}pt") if element is not None else ():
        position = whole(point.get("idx"), -1, least=-1, most=MOST_POINTS)
        value = point.find(f"{C}v")
        if 0 <= position < MOST_POINTS and value is not None:
            points.setdefault(position, value.text or "")
    return points


def _length(points: dict[int, str]) -> int:
    return max(points, default=-1) + 1


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None
