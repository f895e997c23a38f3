"""Matrices as people make them, in little: an Excel file, a CSV of a French program, a Word file."""

import csv
import datetime
import io

import docx
import openpyxl

from workbench.matrix.tables import find_tables
from workbench.merging.applying import apply
from workbench.merging.planning import plan
from workbench.merging.records import merged
from workbench.spreadsheets.book import Sheet


def sheet(*rows, merged=(), title="Matrix"):
    """Return a sheet as a reader gives it."""
    return Sheet(title, rows=list(rows), merged=list(merged))


def table(*rows, merged=()):
    """Return the only table of a sheet with these rows."""
    [found] = find_tables(sheet(*rows, merged=merged))
    return found


def write_xlsx(path, sheets, merged=()):
    """Write sheets, title -> rows, and merge cells of the first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        made = book.create_sheet(title)
        for row in rows:
            made.append(row)
    for area in merged:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    return path


def write_csv(path, rows, encoding="cp1252", delimiter=";"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_word(path, *parts):
    """Write a Word file: a text is a paragraph, a list of rows a table."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            made = document.add_table(rows=0, cols=max(map(len, part)))
            for row in part:
                for cell, text in zip(made.add_row().cells, row, strict=False):
                    cell.text = text or ""
    document.save(path)
    return path


def english(path):
    """A follow-up matrix with a title, group rows, merged cells and notes below."""
    rows = [
        ("Follow-up to the independent evaluation of harbour safety 2019–23",),
        (),
        ("No.", "Recommendation", "Responsible unit(s)", "Priority", "Management response", None)
        + ("Action plan", None, None, None, "Budget"),
        (None, None, None, None, "Accepted?", "Comments", "Action", "By whom", "Due date", "Status", None),
        (1, "Train harbour masters.\n• in spring\n• in autumn", "EVAL, PARDEV", "H", "Yes", "We agree.")
        + ("Hold two courses", "EVAL", datetime.date(2026, 3, 1), "Ongoing", "USD 20,000"),
        (None, None, None, None, None, None, "Write a manual", "HRD", "Q4 2026", "Done", None),
        ("Field offices",),
        ("2", "Buy more buoys", "Port Office (POFF)", "Medium-high", "Partly", "Only some."),
        (3.0, "Count the ships", None, "-", "To be discussed", None, "Count them", "EVAL, HRD", "TBD"),
        (),
        ("Source: the report of the evaluation",),
    ]
    areas = (
        "A1:K1",
        "A3:A4",
        "B3:B4",
        "C3:C4",
        "D3:D4",
        "E3:F3",
        "G3:J3",
        "K3:K4",
        "A5:A6",
        "B5:B6",
        "A7:K7",
    )
    return write_xlsx(path, {"Matrix": rows}, areas)


def french(path):
    """A CSV with semicolons, as a French program writes it."""
    return write_csv(
        path,
        [
            ["Suivi des recommandations : évaluation des phares", "", "", "", "", "", ""],
            ["N°", "Recommandation", "Unités responsables", "Réponse de la direction", "Acceptée ?"]
            + ["Échéance", "État d’avancement"],
            ["1", "Entretenir les phares", "PARDEV et EVAL", "D’accord sur le fond", "Partiellement acceptée"]
            + ["31/12/2026", "En cours"],
            ["2", "Former les gardiens", "HRD", "Rien à ajouter", "Acceptée", "03/04/2026", "Réalisée"],
        ],
    )


def spanish(path):
    """A sheet with merged recommendations and several actions of each."""
    rows = [
        ("Matriz de seguimiento",),
        ("Ref.", "Recomendación", "Prioridad", "Respuesta de la Oficina", "Medidas", "Plazo", "Estado")
        + ("Observaciones",),
        ("R1", "Renovar los muelles", "Alta", "Aceptada", "Encargar los planos", "31/05/2027", "No iniciada")
        + ("Falta presupuesto",),
        (None, None, None, None, "Elegir la empresa", "30/09/2027", "No iniciada", None),
        ("R2", "Limpiar el canal", "Baja", "No aceptada", None, None, None, None),
    ]
    return write_xlsx(path, {"Hoja1": rows}, ("A3:A4", "B3:B4", "C3:C4", "D3:D4"))


def word(path):
    """A Word file whose table goes on after a page break, its header repeated."""
    head = ["Rec. #", "Recommendation", "Management response", "Key actions", "Deadline"]
    return write_word(
        path,
        "Management response to the evaluation of the coastal radio",
        [head, ["1", "Replace the antennas", "Accepted. It is under way.", "Order antennas", "2026-06-30"]],
        "(continued)",
        [head, ["2", "Train the operators", "Accepted.", "Plan courses", "31 Dec. 2026"]],
        "Prepared by the secretariat",
    )


def taken(workspace, returned, decide=None):
    """Merge a return as the program does; give its items before anything was applied."""
    made = plan(workspace.tree, workspace.point, [returned], merged(workspace))
    if decide:
        decide(made)
    apply(workspace, made)
    return made.items


def nodes(workspace, kind):
    return list(workspace.tree.of_kind(kind))
