"""Matrices of any shape: every word is in the workspace or told (law 1), the same again is quiet (law 4)."""

import datetime
import itertools
import json
import re
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.matrix.building import write_xlsx
from workbench.errors import UserError
from workbench.exchange import dump
from workbench.matrix import open_matrix, read_matrix
from workbench.matrix.importing import import_matrix
from workbench.starting import start_workspace

HEADERS = [
    "No.",
    "Rec. no.",
    "Recommendation",
    "Recommandations",
    "Rationale",
    "Responsible unit(s)",
    "Lead",
    "Prioridad",
    "Time frame",
    "Accepted?",
    "Management response",
    "Comments",
    "Comments",
    "Key actions",
    "By whom",
    "Échéance",
    "Status",
    "Budget",
    "Something nobody knows",
    "",
]
VALUES = [
    "High",
    "Accepted",
    "no",
    "Done",
    "EVAL",
    "TBD",
    "Q4 2026",
    3.0,
    7,
    datetime.date(2026, 3, 1),
    None,
    None,
]
WORD = re.compile(r"w\d+w")


@st.composite
def matrices(draw):
    """Rows of a sheet that is some matrix; every text in it has a word of its own."""
    count = itertools.count()

    def text(draw):
        signs = draw(
            st.sampled_from(["{}", "Do {} *now*", "• {}\n• and [more]", "{}: so", "1. {}", "(a) {}"])
        )
        return signs.format(f"w{next(count)}w")

    names = draw(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=8))
    head = ["Recommendation", *names] if draw(st.booleans()) else ["No.", "Recommendation", *names]
    rows = [[text(draw)] for _ in range(draw(st.integers(0, 2)))] + [
        [] for _ in range(draw(st.integers(0, 1)))
    ]
    rows.append(head)
    rows.append([text(draw) for _ in head])
    for number in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["row", "row", "row", "more", "lone", "blank", "head"]))
        cells = [text(draw) if draw(st.booleans()) else draw(st.sampled_from(VALUES)) for _ in head]
        if kind == "row":
            rows.append([draw(st.sampled_from([number, f"R{number}", str(number)])), *cells[1:]])
        elif kind == "more":
            rows.append([None, None, *cells[2:]])
        else:
            rows.append({"lone": [text(draw)], "blank": [], "head": head}[kind])
    return rows


def imported(folder, rows, name="m.xlsx", workspace=None):
    path = write_xlsx(folder / name, {"Matrix": rows})
    return import_matrix(workspace, open_matrix(path))


@given(matrices())
def test_every_word_of_a_matrix_is_in_the_workspace_or_told(rows):
    with tempfile.TemporaryDirectory() as folder, start_workspace(Path(folder) / "W.evw") as workspace:
        done = imported(Path(folder), rows, workspace=workspace)
        document = json.dumps(dump(workspace.snapshot()), ensure_ascii=False)
        told = json.dumps([done.report["unplaced"], done.report["furniture"]], ensure_ascii=False)
        problems = json.dumps(done.report["files"][0]["problems"], ensure_ascii=False)
    words = {word for row in rows for cell in row if isinstance(cell, str) for word in WORD.findall(cell)}
    assert {
        word for word in words if word not in document and word not in told and word not in problems
    } == set()


@given(matrices(), st.lists(st.sampled_from([[], ["Source: w0w"]]), min_size=1, max_size=2))
def test_the_same_matrix_saved_again_changes_nothing(rows, below):
    with tempfile.TemporaryDirectory() as folder, start_workspace(Path(folder) / "W.evw") as workspace:
        imported(Path(folder), rows, workspace=workspace)
        again = write_xlsx(Path(folder) / "again.xlsx", {"Matrix": [*rows, *below], "More": [["x"]]})
        returned = read_matrix(again, workspace)
    assert (returned.claims, returned.additions) == ([], [])


@given(
    st.lists(
        st.lists(st.sampled_from([*HEADERS, *map(str, VALUES), 1, 2.5, "Recommendation 1: x"]), max_size=5)
    )
)
def test_any_sheet_is_read_or_refused_in_a_sentence(rows):
    with tempfile.TemporaryDirectory() as folder, start_workspace(Path(folder) / "W.evw") as workspace:
        path = write_xlsx(Path(folder) / "m.xlsx", {"Matrix": rows})
        try:
            report = import_matrix(workspace, open_matrix(path)).report
        except UserError:
            return
    lines = [line for first, last, _ in report["placed"] for line in range(first, last + 1)]
    lines += [at["line"] for at in (*report["furniture"], *report["unplaced"])]
    assert len(lines) == len(set(lines))
