"""A workspace that sends sheets, and a department that fills them in with a program of its own."""

import openpyxl

from workbench.merging.claims import NewNode
from workbench.tracking import write_sheets
from workbench.tracking.returned import SheetReader

KEYS_ROW, FIRST_ROW = 2, 3


class Office:
    """A workspace with one paper.

    POLICY leads recommendations 1 to 4 and contributes to 5, which FIELD leads; it has two actions under
    the first recommendation and one under the second.
    """

    def __init__(self, workspace, folder):
        self.workspace = workspace
        self.folder = folder
        with workspace.edit("Paper") as editor:
            self._fill(editor)
        self.recommendations = [node.id for node in workspace.tree.of_kind("recommendation")]

    def _fill(self, editor):
        root = self.workspace.tree.root_id
        register = editor.insert(root, "register")
        for unit in ("POLICY", "FIELD"):
            editor.insert(register, "unit", {"abbreviation": unit, "name": f"{unit} department"})
        self.paper = editor.insert(root, "paper", {"symbol": "RG.1/A", "title": "Rivers"})
        evaluation = editor.insert(self.paper, "evaluation", {"title": "River review"})
        section = editor.insert(evaluation, "section", {"role": "recommendations"})
        for number, (subject, acceptance) in enumerate(
            (("dams", "accepted"), ("boats", "not_accepted"), ("fish", None), ("bridges", "accepted")), 1
        ):
            units = {"responsible_units": ["POLICY", "FIELD"], "priority": ("High", "Low")[number % 2]}
            fields = {"headline": f"Look after the {subject}.", "rationale": f"Few {subject} last.", **units}
            recommendation = editor.insert(section, "recommendation", fields)
            text = f"The Office **welcomes** this on {subject}."
            response = editor.insert(recommendation, "response", {"acceptance": acceptance, "text": text})
            self._fill_actions(editor, response, number)
        editor.insert(
            section, "recommendation", {"headline": "Meet.", "responsible_units": ["FIELD", "POLICY"]}
        )

    def _fill_actions(self, editor, response, number):
        plans = {1: (("Count dams", "2027-03-31"), ("Mend dams", None)), 2: (("Paint boats", "2027-01-31"),)}
        for description, due in plans.get(number, ()):
            fields = {"description": description, "due": due, "responsible_unit": "POLICY"}
            editor.insert(response, "action", fields)

    @property
    def tree(self):
        return self.workspace.tree

    def response(self, number):
        """Return the id of the response to a recommendation, counted from 1."""
        return self.tree.children(self.recommendations[number - 1], "response")[0].id

    def place(self, number):
        """Return the place of the response to a recommendation, as claims name it."""
        return NewNode("response", self.recommendations[number - 1])

    def action(self, description):
        return next(node.id for node in self.tree.of_kind("action") if node["description"] == description)

    def send(self, unit, **options):
        """Write the workbook of a unit and return it opened by its department."""
        options.setdefault("stage", "response")
        snapshot = self.workspace.snapshot()
        folder = self.folder / f"out {len(list(self.folder.glob('out *')))}"
        written = write_sheets(snapshot, folder, units=[unit], **options)
        return Department(written.files[0].path)

    def read(self, department, reader=None):
        """Save what a department did and read it back."""
        return (reader or SheetReader(self.workspace)).read(department.save())


class Department:
    """A workbook in somebody's hands; cells are named by sheet, row and key of the column."""

    def __init__(self, path):
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def __getitem__(self, title):
        return self.book[title]

    def save(self):
        self.book.save(self.path)
        return self.path

    def column(self, title, key):
        """Return the number of a column, from 1."""
        return next(cell.column for cell in self.book[title][KEYS_ROW] if cell.value == key)

    def row(self, title, text):
        """Return the first row below the header in which a cell reads so."""
        sheet = self.book[title]
        rows = sheet.iter_rows(min_row=FIRST_ROW)
        return next(row[0].row for row in rows if any(cell.value == text for cell in row))

    def cell(self, title, row, key):
        """Return a cell; ``row`` is a number or a text in that row."""
        row = row if isinstance(row, int) else self.row(title, row)
        return self.book[title].cell(row, self.column(title, key))

    def type(self, title, row, key, value):
        self.cell(title, row, key).value = value

    def new_action(self, **fields):
        """Fill in the first blank row of Actions and return its number."""
        sheet = self.book["Actions"]
        description = self.column("Actions", "action.description")
        row = next(
            row for row in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(row, description).value is None
        )
        for name, value in fields.items():
            key = "recommendation.reference" if name == "reference" else f"action.{name}"
            self.type("Actions", row, key, value)
        return row

    def values(self, title, columns=None):
        """Return the values below the header, of all columns or those given by number."""
        sheet = self.book[title]
        return [
            [sheet.cell(row, column).value for column in columns or range(1, sheet.max_column + 1)]
            for row in range(FIRST_ROW, sheet.max_row + 1)
        ]

    def put(self, title, rows, columns=None):
        """Write values below the header; further rows stay."""
        sheet = self.book[title]
        for at, values in enumerate(rows, FIRST_ROW):
            for column, value in zip(columns or range(1, len(values) + 1), values, strict=True):
                sheet.cell(at, column).value = value

    def sort(self, title, key, columns=None, *, reverse=False):
        """Sort rows by a column, as programs do: whole rows, or the columns given only; blanks last."""
        columns = columns or list(range(1, self.book[title].max_column + 1))
        at = columns.index(self.column(title, key))
        rows = self.values(title, columns)
        filled = sorted(
            (row for row in rows if row[at] is not None), key=lambda row: row[at], reverse=reverse
        )
        self.put(title, filled + [row for row in rows if row[at] is None], columns)

    def copy_sheet(self, title, name):
        self.book.copy_worksheet(self.book[title]).title = name
