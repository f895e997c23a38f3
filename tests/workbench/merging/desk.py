"""A workbook on somebody's desk, and what people do to its rows, columns and sheets without losing any."""

import copy
import datetime
import hashlib
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.workbench.merging.answers import Formula, Said, is_text, typed
from workbench.spreadsheets.book import Book, Sheet

TABLES = ("Response", "Actions")
IDS = {"Response": "recommendation.id", "Actions": "action.id"}
REFERENCE, PART = "recommendation.reference", "recommendation.part"
HEADLINE = "recommendation.headline"
OPEN = {"Lead": "response.", "Contributor": "contribution."}
PLAIN = re.compile(r"qz\d+ as agreed|2027")


class Place(NamedTuple):
    """Where an answer belongs: a node of the tree that was sent, or the one that is still to be made."""

    kind: str
    recommendation: int
    node: int | None = None
    unit: str | None = None


@dataclass(eq=False)
class Line:
    """One row: its cells by key, the id of what it is about (None for none), what was typed into it."""

    about: int | None
    cells: dict
    said: dict = field(default_factory=dict)


@dataclass
class Table:
    """One of the two tables; further columns have keys that start with "extra"."""

    role: str
    title: str
    columns: list
    heads: dict
    lines: list
    keys: list | None


class Answer(NamedTuple):
    """One open cell of a row that was sent, as it is now; ``said`` is None where nothing was typed."""

    place: Place
    field: str
    said: Said | None
    line: Line

    @property
    def is_text(self):
        return is_text(self.field)

    @property
    def is_plain(self):
        """Whether what was typed can be stored as it stands."""
        if self.said is None or self.said.raw is not None:
            return False
        return not self.is_text or bool(PLAIN.fullmatch(self.said.value or ""))


class Desk:
    """The workbook of one unit; ``sent`` is the snapshot that it was made of."""

    def __init__(self, workbook, unit, sent):
        self.unit, self.sent = unit, sent
        self.properties = {item.name: item.value for item in workbook.custom_doc_props.props}
        self.others, self.tables, self.notes, self.extra = [], {}, {}, []
        for sheet in workbook.worksheets:
            rows = [list(row) for row in sheet.iter_rows(values_only=True)]
            if sheet.title in TABLES:
                self.tables[sheet.title] = _table(sheet.title, rows)
            else:
                self.others.append(Sheet(sheet.title, sheet.sheet_state != "visible", rows))
        self.order = workbook.sheetnames
        self.marks = self._marks()
        self.sent_rows = {
            role: {line.about for line in table.lines} - {None} for role, table in self.tables.items()
        }
        self.asked = {(role, key) for role in TABLES for _, key in self._open_cells(self.tables[role])}
        self.references = {line.cells[REFERENCE]: line.about for line in self.tables["Response"].lines}

    def twin(self):
        """Return a copy that somebody else goes on with."""
        return copy.deepcopy(self, {id(self.sent): self.sent})

    def _marks(self):
        """Return what the rows as sent can be known by, by the id of their recommendation."""
        found = {}
        for table in self.tables.values():
            for line in table.lines:
                if line.about is not None:
                    home = self.sent.tree.ancestor(line.about, "recommendation").id
                    keys = (REFERENCE, HEADLINE, IDS[table.role])
                    found.setdefault(home, set()).update(line.cells[key] for key in keys if line.cells[key])
        return found

    # What is on it -----------------------------------------------------------------------------

    def is_open(self, table, line, key):
        """Whether the unit was asked to fill in a cell of a row that was sent."""
        if table.role == "Actions":
            return key.startswith("action.") and key not in (IDS["Actions"], "action.number")
        prefix = OPEN.get(line.cells.get(PART))
        return self.properties["stage"] == "response" and prefix is not None and key.startswith(prefix)

    def _open_cells(self, table):
        """Yield row and key of every cell that the unit was asked to fill in, in all copies of a row."""
        for line in table.lines:
            for key in table.columns if line.about is not None else ():
                if self.is_open(table, line, key):
                    yield line, key

    def place(self, table, line):
        """Return where the answers of a row belong."""
        tree = self.sent.tree
        if table.role == "Actions":
            home = tree.ancestor(line.about, "recommendation")
            return Place("action", home.id, line.about)
        kind = OPEN[line.cells[PART]].rstrip(".")
        return Place(kind, line.about, unit=self.unit if kind == "contribution" else None)

    def answers(self):
        """Yield every open cell of the rows that were sent, in all copies of a row."""
        for table in self.tables.values():
            for line, key in self._open_cells(table):
                yield Answer(self.place(table, line), key.partition(".")[2], line.said.get(key), line)

    def missing_columns(self):
        """Return the number of columns with answers that are not there any more."""
        return sum(key not in self.tables[role].columns for role, key in self.asked)

    def is_whole(self, role):
        """Whether every row that was sent is still there."""
        there = {line.about for line in self.tables[role].lines}
        return there >= self.sent_rows[role]

    def new_rows(self):
        """Yield the rows with new actions."""
        return (line for line in self.tables["Actions"].lines if line.about is None and line.said)

    # What people do to it ----------------------------------------------------------------------

    def answer(self, dice):
        """Type into an open cell."""
        table = self.tables[dice.pick(TABLES)]
        cells = list(self._open_cells(table))
        if cells:
            line, key = dice.pick(cells)
            line.cells[key], line.said[key] = typed(dice, key.partition(".")[2], line.cells.get(key))

    def add_action(self, dice):
        """Fill in a blank row of Actions."""
        table = self.tables["Actions"]
        blank = [line for line in table.lines if line.about is None and not line.said]
        if not blank:
            return
        line, references = dice.pick(blank), sorted(self.references)
        unknown = f"RG.9 {dice.word()}"
        line.cells[REFERENCE] = dice.pick((*references, *references, *references, None, unknown))
        text = f"{dice.phrase()} {dice.word()}"
        line.cells["action.description"], line.said["action.description"] = text, Said(text)
        for key in ("action.due", "action.status", "action.responsible_unit", "action.progress"):
            if dice.chance(40):
                line.cells[key], line.said[key] = typed(dice, key.partition(".")[2], None)

    def sort(self, dice):
        """Sort by a column: whole rows, or what is seen of them, which leaves hidden ids behind."""
        table = self.tables[dice.pick(TABLES)]
        key, ids = dice.pick(table.columns), IDS[table.role]
        stays = [line.cells.get(ids) for line in table.lines]
        filled = [line for line in table.lines if line.cells.get(key) is not None]
        filled.sort(key=lambda line: str(line.cells[key]), reverse=dice.chance(50))
        table.lines = filled + [line for line in table.lines if line.cells.get(key) is None]
        if dice.chance(50):
            for line, stayed in zip(table.lines, stays, strict=True):
                line.cells[ids] = stayed

    def insert(self, dice):
        """Insert blank rows."""
        lines = self.tables[dice.pick(TABLES)].lines
        at = dice.between(0, len(lines))
        lines[at:at] = [Line(None, {}) for _ in range(dice.between(1, 2))]

    def delete(self, dice):
        """Delete a row."""
        lines = self.tables[dice.pick(TABLES)].lines
        if lines:
            del lines[dice.between(0, len(lines) - 1)]

    def copy(self, dice):
        """Copy a row and paste it below the others."""
        lines = self.tables[dice.pick(TABLES)].lines
        if lines:
            line = dice.pick(lines)
            lines.append(Line(line.about, dict(line.cells), dict(line.said)))

    def cut(self, dice):
        """Cut a row and paste it elsewhere."""
        lines = self.tables[dice.pick(TABLES)].lines
        if lines:
            line = lines.pop(dice.between(0, len(lines) - 1))
            lines.insert(dice.between(0, len(lines)), line)

    def move_column(self, dice):
        columns = self.tables[dice.pick(TABLES)].columns
        column = columns.pop(dice.between(0, len(columns) - 1))
        columns.insert(dice.between(0, len(columns)), column)

    def drop_ids(self, dice):
        """Delete the hidden column."""
        table = self.tables[dice.pick(TABLES)]
        table.columns = [key for key in table.columns if key != IDS[table.role]]

    def drop_answers(self, dice):
        """Delete the column of an answer."""
        table = self.tables[dice.pick(TABLES)]
        keys = [key for key in table.columns if key.startswith(("response.", "contribution.", "action.rev"))]
        if keys:
            table.columns.remove(dice.pick(keys))

    def drop_keys(self, dice):
        """Delete the hidden row; then the header tells what the columns are."""
        self.tables[dice.pick(TABLES)].keys = None

    def rename_sheet(self, dice):
        self.tables[dice.pick(TABLES)].title = f"Sheet {dice.word()}"

    def add_sheet(self, dice):
        title, text = f"Notes {dice.word()}", f"Remember {dice.word()}"
        self.extra.append(Sheet(title, dice.chance(30), [[None, text]]))

    def add_column(self, dice):
        table = self.tables[dice.pick(TABLES)]
        key = f"extra {dice.word()}"
        table.columns.insert(dice.between(0, len(table.columns)), key)
        table.heads[key] = f"Remarks {dice.word()}"
        for line in dice.some(table.lines):
            line.cells[key] = f"Note {dice.word()}"

    def work(self, dice, most=10):
        """Do some of all this."""
        for _ in range(dice.between(0, most)):
            getattr(self, dice.pick(ANSWERING + ROWS))(dice)
        for _ in range(dice.between(0, 2)):
            getattr(self, dice.pick(SHAPING))(dice)

    def handle(self, dice):
        """Do to the rows and columns what changes nothing that they say."""
        for _ in range(dice.between(0, 6)):
            getattr(self, dice.pick(HANDLING))(dice)

    def save_elsewhere(self):
        """Save it with another program: numbers, dates, blanks and line ends come back as others."""
        for table in self.tables.values():
            for line in table.lines:
                line.cells = {key: _saved_elsewhere(value) for key, value in line.cells.items()}
        for sheet in self.others:
            sheet.rows = [[_saved_elsewhere(value) for value in row] for row in sheet.rows]

    # The file ----------------------------------------------------------------------------------

    def book(self):
        """Return the workbook as a program would read it."""
        sheets = {table.role: _sheet(table) for table in self.tables.values()}
        sheets |= {
            sheet.title: Sheet(sheet.title, sheet.hidden, list(map(_trimmed, sheet.rows)))
            for sheet in self.others
        }
        found = [sheets[title] for title in self.order] + [
            Sheet(sheet.title, sheet.hidden, list(map(_trimmed, sheet.rows))) for sheet in self.extra
        ]
        return Book(found, dict(self.properties))


ANSWERING = ("answer",) * 6 + ("add_action",) * 2
ROWS = ("sort", "sort", "insert", "delete", "copy", "cut")
HANDLING = (*ROWS, "move_column", "drop_ids", "drop_keys", "rename_sheet")
SHAPING = ("move_column", "drop_ids", "drop_answers", "drop_keys", "rename_sheet", "add_sheet", "add_column")


def _saved_elsewhere(value):
    match value:
        case datetime.date():
            return datetime.datetime(value.year, value.month, value.day)
        case int():
            return float(value)
        case str():
            return value.replace("\n", "\r\n").rstrip(" ")
    return value


def fingerprint(book):
    """Return what tells a workbook from another one."""
    return hashlib.sha256(repr(book).encode()).hexdigest()


def _table(title, rows):
    keys = rows[1]
    lines = []
    for row in rows[2:]:
        cells = dict(zip(keys, row, strict=True))
        lines.append(Line(cells[IDS[title]], cells))
    return Table(title, title, list(keys), dict(zip(keys, rows[0], strict=True)), lines, list(keys))


def _sheet(table):
    rows = [[table.heads.get(key) for key in table.columns]]
    if table.keys is not None:
        rows.append([key if key in table.keys else None for key in table.columns])
    rows += [[line.cells.get(key) for key in table.columns] for line in table.lines]
    sheet = Sheet(table.title)
    set_cells(sheet, rows)
    return sheet


def set_cells(sheet, rows):
    """Fill a sheet as readers do: rows end at their last value, formulas apart, empty text is none."""
    sheet.formulas = {
        (at, column): str(value)
        for at, row in enumerate(rows)
        for column, value in enumerate(row)
        if isinstance(value, Formula)
    }
    sheet.rows = list(map(_trimmed, rows))


def _trimmed(row):
    values = [None if value == "" or isinstance(value, Formula) else value for value in row]
    while values and values[-1] is None:
        values.pop()
    return tuple(values)
