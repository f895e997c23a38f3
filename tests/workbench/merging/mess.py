"""What people do to a workbook without a thought for its rows and columns; nothing is certain after it."""

import copy
import re

from tests.workbench.merging.answers import Formula
from tests.workbench.merging.desk import set_cells
from workbench.spreadsheets.book import Book, Sheet

HIDDEN = ("Lists", "Baseline")
WORD = re.compile(r"qz\d{4}")


class Mess:
    """A workbook as plain cells."""

    def __init__(self, book, dice):
        self.book, self.dice = book, dice
        for sheet in book.sheets:
            sheet.rows = [list(row) for row in sheet.rows]
            for (row, column), formula in sheet.formulas.items():
                sheet.rows[row] += [None] * (column + 1 - len(sheet.rows[row]))
                sheet.rows[row][column] = Formula(formula)

    def sheet(self):
        """Return a sheet that can be seen, mostly one of the tables, its rows all equally long."""
        seen = [sheet for sheet in self.book.sheets if sheet.title not in HIDDEN]
        tables = [sheet for sheet in seen if any("recommendation.reference" in row for row in sheet.rows[:6])]
        sheet = self.dice.pick(tables * 4 + seen)
        width = max(map(len, sheet.rows), default=0) + 1
        for row in sheet.rows:
            row += [None] * (width - len(row))
        sheet.rows = sheet.rows or [[None] * width]
        return sheet

    def make(self, steps):
        """Do some of all this and return the workbook."""
        for _ in range(steps):
            getattr(self, self.dice.pick(DOINGS))(self.sheet())
        for sheet in self.book.sheets:
            set_cells(sheet, sheet.rows)
        return self.book

    def type(self, sheet):
        row, column = self._cell(sheet, further=3)
        while len(sheet.rows) <= row:
            sheet.rows.append([None] * len(sheet.rows[0]))
        old, word = sheet.rows[row][column], self.dice.word()
        texts = (f"{word} typed", f"{old or ''} {word}".strip(), f"{word}\n- {word}")
        sheet.rows[row][column] = self.dice.pick(texts)

    def clear(self, sheet):
        row, column = self._cell(sheet)
        sheet.rows[row][column] = None

    def put_formula(self, sheet):
        row, column = self._cell(sheet)
        sheet.rows[row][column] = Formula(f"={self.dice.word()}+1")

    def comment(self, sheet):
        sheet.notes[self._cell(sheet)] = f"Why {self.dice.word()}?"

    def insert_row(self, sheet):
        sheet.rows.insert(self.dice.between(0, len(sheet.rows)), [None] * len(sheet.rows[0]))

    def delete_row(self, sheet):
        if len(sheet.rows) > 2:
            del sheet.rows[self._cell(sheet)[0]]

    def copy_row(self, sheet):
        sheet.rows.insert(self._cell(sheet)[0], list(sheet.rows[self._cell(sheet)[0]]))

    def delete_column(self, sheet):
        column = self._cell(sheet)[1]
        for row in sheet.rows:
            del row[column]
        for row in sheet.rows:
            row.append(None)

    def copy_column(self, sheet):
        column = self._cell(sheet)[1]
        for row in sheet.rows:
            row.append(row[column])

    def move_column(self, sheet):
        column, to = self._cell(sheet)[1], self._cell(sheet)[1]
        for row in sheet.rows:
            row.insert(to, row.pop(column))

    def sort_part(self, sheet):
        """Sort a block of cells by one of its columns, as if only these had been selected."""
        top, left = self._cell(sheet)
        bottom, right = (
            self.dice.between(top, len(sheet.rows)),
            self.dice.between(left, len(sheet.rows[0]) - 1),
        )
        by = self.dice.between(left, right)
        rows = sorted(sheet.rows[top:bottom], key=lambda row: (row[by] is None, str(row[by])))
        block = [row[left : right + 1] for row in rows]
        for row, part in zip(sheet.rows[top:bottom], block, strict=True):
            row[left : right + 1] = part

    def shift(self, sheet):
        """Push a column down by one from some row on."""
        top, column = self._cell(sheet)
        values = [row[column] for row in sheet.rows[top:]]
        for row, value in zip(sheet.rows[top:], [None, *values[:-1]], strict=True):
            row[column] = value
        if values[-1] is not None:
            sheet.rows.append([None] * len(sheet.rows[0]))
            sheet.rows[-1][column] = values[-1]

    def copy_sheet(self, sheet):
        twin = copy.deepcopy(sheet)
        twin.title = f"Copy {self.dice.word()}"
        self.book.sheets.append(twin)

    def rename_sheet(self, sheet):
        sheet.title = f"Sheet {self.dice.word()}"

    def _cell(self, sheet, further=0):
        rows, columns = len(sheet.rows), len(sheet.rows[0])
        return self.dice.between(0, rows - 1 + further), self.dice.between(0, columns - 1)


DOINGS = (
    *("type",) * 8,
    *("clear", "put_formula", "comment", "insert_row", "delete_row", "copy_row", "copy_row"),
    *("delete_column", "copy_column", "move_column", "sort_part", "sort_part", "shift"),
    *("copy_sheet", "rename_sheet"),
)


def words_in(book: Book):
    """Return the words of ours that stand in the cells and comments of sheets that can be seen."""
    return {word for sheet in book.sheets if sheet.title not in HIDDEN for word in _words_of(sheet)}


def _words_of(sheet: Sheet):
    values = [value for row in sheet.rows for value in row if isinstance(value, str)]
    return WORD.findall(" ".join([*values, *sheet.formulas.values(), *sheet.notes.values()]))


def words_kept(made, tree):
    """Return the words of ours in the document, in what waits for a person, and in what is told."""
    texts = [str(value) for node in tree.walk() for value in node.fields.values()]
    texts += [
        f"{answer.value} {answer.raw} {answer.doubt}" for item in made.undecided() for answer in item.answers
    ]
    texts += [problem.message for file in made.files for problem in file.returned.problems]
    return set(WORD.findall(" ".join(texts)))
