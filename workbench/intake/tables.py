"""The table below a recommendation: who is responsible, how urgent, when, and with what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.intake.rows import Row
from workbench.intake.signs import TABLE_COLUMNS, is_table_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.intake.joining import Joiner

ORDER = ("responsible_units", "priority", "time_implication", "resource_implication")

_KEYWORDS = {
    "responsible_units": "responsible",
    "priority": "priorit",
    "time_implication": "tim",
    "resource_implication": "resource",
}
_LABEL = re.compile(
    r"(?<![^\s.;,|])(?:" + "|".join(label.pattern for label in TABLE_COLUMNS.values()) + r")\s*:"
)
_SPAN = r"(?:short|medium|mid|long|near)"
_TERM = rf"{_SPAN}(?:\s*-?\s*(?:to|and|or|/|–|-)\s*{_SPAN})?[\s-]?term"
_YEAR = r"(?:19|20)\d\d"
_TIME = (
    rf"{_TERM}|(?:current|next|this|following|coming)\s+biennium|(?:(?:by|in|from|end(?:\s+of)?)[\s-]+)?(?:the\s+end\s+of\s+)?"
    rf"{_YEAR}(?:\s?[–/-]\s?(?:{_YEAR}|\d\d))?(?:\s+biennium)?|q[1-4]\s+{_YEAR}|ongoing|continuous|immediate(?:ly)?"
    r"|\d{1,2}(?:\s?[–-]\s?\d{1,2})?\s+(?:months|years)"
)
_LEVEL = r"(?:very\s+)?(?:low|medium|high|moderate|minimal|limited|significant|substantial)"
_LEVELS = rf"{_LEVEL}(?:\s?(?:–|-|/|to)\s?{_LEVEL})?"
_RESOURCE = (
    rf"(?:with)?in\s+existing\s+resources|existing\s+resources|no\s+additional\s+resources|{_TERM}|{_LEVELS}"
    r"|none|nil|not\s+applicable|n/?a|to\s+be\s+determined|tbd"
)
_VALUES: Mapping[str, str] = {
    "responsible_units": r"\S.*?",
    "priority": rf"{_LEVELS}|urgent",
    "time_implication": _TIME,
    "resource_implication": _RESOURCE,
}
_KNOWN = {name: re.compile(f"(?:{pattern})$", re.IGNORECASE) for name, pattern in _VALUES.items()}
_CELLS = re.compile(r"\s{2,}|\s*\|\s*")
_FILLER = re.compile(r"[\s|:]*")
_TAIL = re.compile(
    r"(?:(?<=\s)|(?<=\|))" + r"[\s|]+".join(f"(?P<{name}>{_VALUES[name]})" for name in ORDER[1:]) + "$",
    re.IGNORECASE,
)
_LONGEST_TAIL = 100
_LONGEST_ROW = 2000
_MOST_TOKENS = 120
_MOST_WORDS = 6
_SLACK = 3  # characters by which a cell may start before its head


@dataclass(slots=True)
class Table:
    """What one table says; ``head`` are the lines that only name its columns."""

    values: dict[str, str] = field(default_factory=dict)
    head: list[Row] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


def read(rows: Sequence[Row], joiner: Joiner) -> Table:
    """Read the lines of a table, its head included where it has one."""
    table = Table()
    rows = [piece for row in rows for piece in _apart(row)]
    order, cells = _take_head(rows, table)
    if len(order) > 1:
        labels = {row.text for row in table.head}  # printed again where the table goes on overleaf
        table.head += [row for row in cells if row.text in labels]
        cells = [row for row in cells if row.text not in labels]
    if (len(order) == 1 and len(rows) > 1) or _repeats_labels(cells):
        table.values = _labelled(rows, table, joiner)
    elif cells:
        table.values = _values(cells, order or ORDER, table.head, joiner)
    for name, value in table.values.items():
        table.lines[name] = _line_of(value, cells or rows)
    return table


def _apart(row: Row) -> list[Row]:
    """Return every "Label: value" of a line that holds several as a row of its own."""
    starts = [match.start() for match in _LABEL.finditer(row.text)] if ":" in row.text else []
    if len(starts) < 2:
        return [row]
    ends = [*starts[1:], len(row.text)]
    return [
        Row(row.line, row.text[start:end].rstrip(" .;,|"), 0, row.indent)
        for start, end in zip([0, *starts[1:]], ends, strict=True)
    ]


def _starts_of(head: Sequence[Row], width: int) -> list[int]:
    """Return where the columns start on the page, none where the head is not laid out so."""
    chunks = _chunks(head[0]) if head else []
    return [start for start, _ in chunks] if len(chunks) == width else []


def _take_head(rows: Sequence[Row], table: Table) -> tuple[tuple[str, ...], list[Row]]:
    """Return the columns in the order of the head, and the rows after it."""
    if rows and not _columns(rows[0].text, ())[0] and is_table_head(rows[0].text):
        return _take_mixed_head(rows, table)
    order: list[str] = []
    partial = ""
    for index, row in enumerate(rows):
        text = f"{partial} {row.text}" if partial else row.text
        names, end = _columns(text, tuple(order))
        if not end or (partial and end <= len(partial)):
            return tuple(order + _columns(partial, tuple(order))[0]), list(rows[index:])
        if end < len(text):
            order += names
            left = row.rest(len(row.text) - (len(text) - end))
            return tuple(order), [left, *rows[index + 1 :]]
        table.head.append(row)
        partial = text
    return tuple(order + _columns(partial, tuple(order))[0]), []


def _take_mixed_head(rows: Sequence[Row], table: Table) -> tuple[tuple[str, ...], list[Row]]:
    """Take a head whose labels are cut over lines: "Responsible  Priority", below it "unit"."""
    count = next((place for place, row in enumerate(rows) if not is_table_head(row.text)), len(rows))
    table.head += rows[:count]
    words = " ".join(row.text for row in rows[:count]).lower()
    found = sorted((words.find(_KEYWORDS[name]), name) for name in ORDER if _KEYWORDS[name] in words)
    return tuple(name for _, name in found), list(rows[count:])


@lru_cache(maxsize=256)
def _columns(text: str, taken: tuple[str, ...]) -> tuple[list[str], int]:
    """Return the columns that the start of ``text`` names, and where the names end."""
    names: list[str] = []
    end = 0
    while True:
        start = _FILLER.match(text, end)
        position = start.end() if start else end
        for name, pattern in TABLE_COLUMNS.items():
            match = pattern.match(text, position) if name not in names and name not in taken else None
            if match and not text[match.end() : match.end() + 1].isalnum():
                names.append(name)
                end = match.end()
                break
        else:
            return names, position if position == len(text) else end


def _repeats_labels(cells: Sequence[Row]) -> bool:
    return any(
        row.text[0] in "PpTt" and _columns(row.text, ())[0] in (["priority"], ["time_implication"])
        for row in cells[1:]
    )


def _labelled(rows: Sequence[Row], table: Table, joiner: Joiner) -> dict[str, str]:
    """Read a table whose every value stands after its own label."""
    table.head.clear()
    found: dict[str, list[Row]] = {}
    name = ""
    for row in rows:
        names, end = _columns(row.text, ())
        if len(names) == 1 and names[0] not in found:
            name, row_left = names[0], row.rest(end)
            row_left.text = row_left.text.lstrip(": |")
            found[name] = [row_left] if row_left.text else []
            if not row_left.text:
                table.head.append(row)
        elif name:
            found[name].append(row)
    return {name: joiner.join(taken).text for name, taken in found.items() if taken}


def _values(
    cells: Sequence[Row], order: Sequence[str], head: Sequence[Row], joiner: Joiner
) -> dict[str, str]:
    columns = _by_position(cells, len(order), head)
    if columns:
        return {name: joiner.join(taken).text for name, taken in zip(order, columns, strict=True) if taken}
    text = joiner.join(cells).text.strip(" |")
    if tuple(order) == ORDER:
        tail = _TAIL.search(text, max(0, len(text) - _LONGEST_TAIL))
        if tail and tail.start():
            return {"responsible_units": text[: tail.start()].rstrip(" |"), **tail.groupdict()}
    if len(text) < _LONGEST_ROW and (match := _pattern(tuple(order)).match(text)):
        return match.groupdict()
    if tuple(order) == ORDER and (found := _around_tail(cells, joiner)):
        return found
    tokens = list(_tokens(cells))[:_MOST_TOKENS]
    bounds = _best_bounds(tokens, order)
    return {
        name: joiner.join([row for _, row in tokens[start:end]]).text
        for name, (start, end) in zip(order, bounds, strict=True)
        if end > start
    }


def _around_tail(cells: Sequence[Row], joiner: Joiner) -> dict[str, str]:
    """Read a row whose small cells stand on one line, with more units on the lines above and below."""
    for place, row in enumerate(cells):
        tail = _TAIL.search(row.text, max(0, len(row.text) - _LONGEST_TAIL))
        if tail and tail.start():
            first = Row(row.line, row.text[: tail.start()].rstrip(" |"), row.gap, row.indent)
            units = joiner.join([*cells[:place], first, *cells[place + 1 :]]).text
            return {"responsible_units": units, **tail.groupdict()}
    return {}


@lru_cache(maxsize=64)
def _pattern(order: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of a row whose every small cell holds a value we know."""
    cells = (f"(?P<{name}>{_VALUES[name]})" for name in order)
    return re.compile(r"[\s|]+".join(cells) + "$", re.IGNORECASE)


def _by_position(cells: Sequence[Row], width: int, head: Sequence[Row]) -> list[list[Row]] | None:
    """Split rows that keep their columns apart by wide spaces or bars, as their head may do too."""
    if width < 2 or not any("  " in row.text or "|" in row.text for row in cells):
        return None
    rows = [_chunks(row) for row in cells]
    if len(rows[0]) == width and not any(row.gap for row in cells[1:]):
        starts = [start for start, _ in rows[0]]
    else:
        starts = _starts_of(head, width)
    if not starts:
        return None
    columns: list[list[Row]] = [[] for _ in range(width)]
    for row in rows:
        for start, chunk in row:
            before = [column for column in range(width) if starts[column] <= start + _SLACK]
            columns[before[-1] if before else 0].append(chunk)
    return columns


def _chunks(row: Row) -> list[tuple[int, Row]]:
    text = row.text
    chunks, start = [], 0
    for match in [*_CELLS.finditer(text), None]:
        end = match.start() if match else len(text)
        if end > start:
            chunks.append((row.indent + start, Row(row.line, text[start:end], 0, 0)))
        start = match.end() if match else end
    return chunks


def _tokens(cells: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """Yield every word with how clearly it is parted from the one before (0 to 3)."""
    for row in cells:
        apart = 3 if row.gap else 2
        for _, chunk in _chunks(row):
            for word in chunk.text.split():
                yield apart, Row(row.line, word, 0, 0)
                apart = 0
            apart = 2


def _best_bounds(tokens: Sequence[tuple[int, Row]], order: Sequence[str]) -> list[tuple[int, int]]:
    """Return where each column's words begin and end, by known values and visible boundaries."""
    count = len(tokens)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for name in order:
        reach: dict[int, tuple[float, int]] = {}
        for start, (score, _) in best[-1].items():
            longest = count if name == "responsible_units" else min(count, start + _MOST_WORDS)
            for end in range(start, longest + 1):
                total = score + _cell_score(name, tokens, start, end)
                if total > reach.get(end, (-999.0, 0))[0]:
                    reach[end] = (total, start)
        best.append(reach)
    end = count if count in best[-1] else max(best[-1])
    bounds: list[tuple[int, int]] = []
    for column in range(len(order), 0, -1):
        start = best[column][end][1]
        bounds.append((start, end))
        end = start
    return bounds[::-1]


def _cell_score(name: str, tokens: Sequence[tuple[int, Row]], start: int, end: int) -> float:
    if start == end:
        return -4.0
    boundary = 0.3 * tokens[start][0]
    if name == "responsible_units":
        return 2.0 + boundary
    text = " ".join(row.text for _, row in tokens[start:end])
    if _KNOWN[name].match(text):
        return 5.0 + boundary + 0.1 * (end - start)
    inner = sum(apart > 1 for apart, _ in tokens[start + 1 : end])
    return boundary - 0.4 * (end - start) - 0.5 * inner


def _line_of(value: str, rows: Sequence[Row]) -> int:
    """Return the line where a value begins, as near as can be told."""
    word = value.split(None, 1)[0]
    return next((row.line for row in reversed(rows) if word in row.text), rows[0].line)
