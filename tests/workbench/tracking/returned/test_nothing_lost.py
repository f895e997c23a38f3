"""Whatever is done to a sheet: no text typed into it is lost, nothing is claimed that nobody typed."""

import copy
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbench.tracking.returned.department import Office
from workbench.errors import UserError
from workbench.merging.claims import NewNode
from workbench.spreadsheets import read_book
from workbench.tracking.returned import SheetReader
from workbench.workspace import Workspace

VISIBLE = ("Read me", "Response", "Actions")
TABLES = VISIBLE[1:]
KEYS = 1  # position of the hidden row


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """Gives a reader, and the workbooks of both units as they were sent."""
    folder = tmp_path_factory.mktemp("sent")
    with Workspace.create(folder / "W.evw", author="somebody") as workspace:
        office = Office(workspace, folder)
        books = [read_book(office.send(unit).path) for unit in ("POLICY", "FIELD")]
        yield lambda: (SheetReader(workspace), books)


class Desk:
    """A workbook as plain values, and what somebody does to it."""

    def __init__(self, book, words):
        self.book = book
        self.words = words
        self.typed = []
        for sheet in book.sheets:
            sheet.rows = [list(row) for row in sheet.rows]

    def sheet(self, title):
        return next(sheet for sheet in self.book.sheets if sheet.title.startswith(title))

    def rows(self, title):
        """Return the rows of a sheet, all equally long, to change in place."""
        rows = self.sheet(title).rows
        width = max(map(len, rows))
        for row in rows:
            row += [None] * (width - len(row))
        return rows

    def below_head(self, title):
        keys = next((at for at, row in enumerate(self.rows(title)) if "recommendation.reference" in row), 0)
        return range(keys + 1, len(self.rows(title)))

    def type(self, title, row, column):
        rows = self.rows(title)
        row %= len(rows) + 3
        while len(rows) <= row:
            rows.append([None] * len(rows[0]))
        column %= len(rows[0]) + 2
        for values in rows:
            values += [None] * (column + 1 - len(values))
        word = f"qz{next(self.words)}"
        rows[row][column] = word
        self.typed.append(word)

    def clear(self, title, row, column):
        rows = self.rows(title)
        rows[row % len(rows)][column % len(rows[0])] = None

    def insert_row(self, title, row, _):
        rows = self.rows(title)
        rows.insert(row % len(rows), [None] * len(rows[0]))

    def delete_row(self, title, row, _):
        rows = self.rows(title)
        del rows[row % len(rows)]

    def copy_row(self, title, row, other):
        rows, body = self.rows(title), self.below_head(title)
        if body:
            rows.append(list(rows[body[row % len(body)]]))

    def sort(self, title, column, start):
        """Sort the rows from a column on by one of them, as if only these had been selected."""
        rows, body = self.rows(title), self.below_head(title)
        start %= len(rows[0])
        column = start + column % (len(rows[0]) - start)
        parts = sorted((rows[at][start:] for at in body), key=lambda part: str(part[column - start] or "~"))
        for at, part in zip(body, parts, strict=True):
            rows[at][start:] = part

    def delete_column(self, title, column, _):
        rows = self.rows(title)
        column %= len(rows[0])
        for row in rows:
            del row[column]

    def copy_column(self, title, column, _):
        rows = self.rows(title)
        column %= len(rows[0])
        for row in rows:
            row.append(row[column])

    def move_column(self, title, column, to):
        for row in self.rows(title):
            value = row.pop(column % len(row))
            row.insert(to % (len(row) + 1), value)

    def rename(self, title, *_):
        self.sheet(title).title = f"{title} of the unit"

    def answer(self, title, row, key):
        """Type into the answer of a row that was sent, counted from 0; return what was typed."""
        rows = self.rows(title)
        word = f"qz{next(self.words)}"
        rows[KEYS + 1 + row][rows[KEYS].index(key)] = word
        return word

    def sort_visible(self, title, column, _):
        """Sort by a column, leaving the hidden ids where they are."""
        rows, body = self.rows(title), self.below_head(title)
        shown = [at for at, key in enumerate(rows[KEYS]) if not str(key).endswith(".id")]
        by = shown[column % len(shown)]
        parts = sorted(
            ([rows[at][c] for c in shown] for at in body), key=lambda p: str(p[shown.index(by)] or "~")
        )
        for at, part in zip(body, parts, strict=True):
            for c, value in zip(shown, part, strict=True):
                rows[at][c] = value

    def drop_ids(self, title, *_):
        rows = self.rows(title)
        ids = next((at for at, key in enumerate(rows[KEYS]) if str(key).endswith(".id")), None)
        for row in rows if ids is not None else ():
            del row[ids]

    def left(self):
        """Return the typed words that are still in the file."""
        cells = {value for sheet in self.book.sheets for row in sheet.rows for value in row}
        return [word for word in self.typed if word in cells]


ROW_OPERATIONS = (
    "insert_row",
    "delete_row",
    "copy_row",
    "sort",
    "delete_column",
    "copy_column",
    "move_column",
)
steps = st.tuples(
    st.sampled_from(("type",) * 6 + ("clear", "rename", *ROW_OPERATIONS)),
    st.sampled_from(VISIBLE),
    st.integers(0, 40),
    st.integers(0, 30),
)


def told(returned):
    """Return everything a Return says, as one text."""
    claims = [(claim.theirs, claim.raw, claim.doubt) for claim in returned.claims]
    additions = [(dict(addition.fields), addition.doubt) for addition in returned.additions]
    return repr((claims, additions, [problem.message for problem in returned.problems]))


@settings(max_examples=150)
@given(st.integers(0, 1), st.lists(steps, max_size=12))
def test_no_text_typed_is_lost(sent, unit, done):
    reader, books = sent()
    desk = Desk(copy.deepcopy(books[unit]), itertools.count(1000))
    for operation, title, one, other in done:
        if title in TABLES or operation in ("type", "clear", "rename"):
            getattr(desk, operation)(title, one, other)
    try:
        returned = reader.interpret(desk.book, "sheet.xlsx", "")
    except UserError:
        return
    said = told(returned)
    assert [word for word in desk.left() if word not in said] == []


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("insert_row", "delete_row", "copy_row", "move_column", "rename", "whole")),
            st.sampled_from(TABLES),
            st.integers(0, 40),
            st.integers(0, 30),
        ),
        max_size=6,
    )
)
def test_moving_rows_and_columns_claims_nothing(sent, done):
    reader, books = sent()
    desk = Desk(copy.deepcopy(books[0]), itertools.count())
    for operation, title, one, other in done:
        if operation == "whole":
            desk.sort(title, one, 0)
        elif operation != "delete_row" or one % len(desk.rows(title)) > KEYS:
            getattr(desk, operation)(title, one, other)
    returned = reader.interpret(desk.book, "sheet.xlsx", "")
    assert (returned.claims, returned.additions) == ([], [])


OPEN = (
    ("Response", 4, "response.reason"),
    ("Response", 4, "response.text"),
    ("Actions", 3, "action.progress"),
)
"""Text columns that POLICY may change, and in how many rows."""


@settings(max_examples=100)
@given(
    st.dictionaries(st.tuples(st.sampled_from(OPEN), st.integers(0, 3)), st.none(), max_size=5),
    st.lists(
        st.tuples(
            st.sampled_from(("sort_visible", "drop_ids", "insert_row", "copy_row", "move_column", "rename")),
            st.sampled_from(TABLES),
            st.integers(2, 40),
            st.integers(0, 30),
        ),
        max_size=5,
    ),
)
def test_what_was_typed_arrives_at_its_row_wherever_that_is_now(sent, cells, done):
    reader, books = sent()
    desk = Desk(copy.deepcopy(books[0]), itertools.count(1000))
    places = {
        desk.answer(title, row % rows, key): (title, row % rows, key.partition(".")[2])
        for (title, rows, key), row in sorted(cells)
    }
    typed = {place: word for word, place in places.items()}
    for operation, title, one, other in done:
        if operation == "insert_row":
            one = KEYS + 1 + one % (len(desk.rows(title)) - KEYS)
        getattr(desk, operation)(title, one, other)
    returned = reader.interpret(desk.book, "sheet.xlsx", "")
    tree = returned.base
    homes = {
        "Response": [NewNode("response", node.id) for node in tree.of_kind("recommendation")],
        "Actions": [node.id for node in tree.of_kind("action")],
    }
    expected = {(homes[title][row], field, word) for (title, row, field), word in typed.items()}
    assert {(claim.target, claim.field, claim.theirs) for claim in returned.claims} == expected
    assert returned.additions == []
