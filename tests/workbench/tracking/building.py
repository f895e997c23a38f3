"""Small papers built in memory, and readers of what was written."""

import zipfile

import openpyxl

from workbench.editor import Editor
from workbench.schema import ROOT_KIND
from workbench.tracking import write_sheets
from workbench.tree import Tree
from workbench.workspace import Snapshot

UNITS = (
    ("POLICY", "Policy Department", "unit"),
    ("DDG/P", "Deputy Director for Policy", "unit"),
    ("FIELD", "Field Programmes", "unit"),
    (None, "regional offices", "group"),
)


class Everything(frozenset):
    """Holds whatever is asked for: every file in the way counts as ours."""

    def __contains__(self, item):
        return True


class Paper:
    """A paper with one part and a register; recommendations are added by a test."""

    def __init__(self, symbol="RG.12/EVA/3", **fields):
        self.tree = Tree()
        self.editor = Editor(self.tree, 1)
        root = self.editor.insert(None, ROOT_KIND, {"name": "Test", "contact": "review@agency.example"})
        register = self.editor.insert(root, "register")
        for abbreviation, name, kind in UNITS:
            self.editor.insert(register, "unit", {"abbreviation": abbreviation, "name": name, "kind": kind})
        self.id = self.editor.insert(root, "paper", {"symbol": symbol, "title": "River reviews", **fields})
        self.part("Review of the river programme")

    def part(self, title):
        evaluation = self.editor.insert(self.id, "evaluation", {"title": title})
        self.section = self.editor.insert(evaluation, "section", {"role": "recommendations"})

    def recommend(self, *units, response=None, contributions=None, actions=(), **fields):
        """Add a recommendation and return the ids of it and its response (None where there is none)."""
        fields = {"headline": "Plan together.", "responsible_units": units, **fields}
        recommendation = self.editor.insert(self.section, "recommendation", fields)
        if response is None and not contributions and not actions:
            return recommendation, None
        answer = self.editor.insert(recommendation, "response", response or {})
        for unit, text in (contributions or {}).items():
            self.editor.insert(answer, "contribution", {"unit": unit, "text": text})
        for action in actions:
            self.editor.insert(answer, "action", action)
        return recommendation, answer

    def snapshot(self):
        return Snapshot("00000000-0000-4000-8000-000000000001", "a" * 32, self.tree, Everything())

    def books(self, folder, **options):
        """Write the sheets and return the opened workbooks by unit."""
        written = write_sheets(self.snapshot(), folder, **options)
        return {file.unit: openpyxl.load_workbook(file.path) for file in written.files}


def rows_of(sheet):
    """Return the rows of a table as dictionaries from the keys in its hidden second row to cells."""
    keys = [cell.value for cell in sheet[2]]
    return [dict(zip(keys, row, strict=True)) for row in sheet.iter_rows(min_row=3)]


def row_of(sheet, reference):
    return next(row for row in rows_of(sheet) if row["recommendation.reference"].value == reference)


def baseline_of(book):
    """Return the rows of the Baseline as dictionaries."""
    header, *rows = book["Baseline"].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def parts_of(path):
    """Return the text of every part of a workbook, names of the parts included."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(name + archive.read(name).decode("utf-8") for name in archive.namelist())


def fill_paper(workspace, symbol):
    """Put a paper into a workspace, POLICY leading and FIELD contributing to its one recommendation.

    Returns its id. The register is made with the first paper.
    """
    with workspace.edit("Paper") as editor:
        root = workspace.tree.root_id
        if not any(editor.tree.of_kind("register")):
            register = editor.insert(root, "register")
            for abbreviation, name, kind in UNITS:
                fields = {"abbreviation": abbreviation, "name": name, "kind": kind}
                editor.insert(register, "unit", fields)
        paper = editor.insert(root, "paper", {"symbol": symbol, "title": "River reviews"})
        section = editor.insert(editor.insert(paper, "evaluation"), "section", {"role": "recommendations"})
        fields = {"headline": "Plan.", "responsible_units": ["POLICY", "FIELD"]}
        editor.insert(section, "recommendation", fields)
    return paper
