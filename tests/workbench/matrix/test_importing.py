import json
import os

import openpyxl
import pytest

from main import main
from tests.ui.rich import make_rich
from tests.workbench.matrix.building import english, french, nodes, spanish, word, write_word, write_xlsx
from workbench.errors import UserError
from workbench.matrix import IsTrackingSheet, open_matrix
from workbench.matrix.importing import import_matrix
from workbench.tracking import write_sheets
from workbench.workspace import Workspace

MAKERS = [(english, "m.xlsx"), (french, "m.csv"), (spanish, "m.xlsx"), (word, "m.docx")]
KEYS = {"source", "sha256", "as", "lines", "placed", "furniture", "unplaced", "doubtful"}


def lines_of(report):
    placed = [line for first, last, _ in report["placed"] for line in range(first, last + 1)]
    return placed, [at["line"] for at in report["furniture"]], [at["line"] for at in report["unplaced"]]


@pytest.mark.parametrize(("make", "name"), MAKERS)
def test_every_row_is_in_exactly_one_list(fresh, tmp_path, make, name):
    matrix = open_matrix(make(tmp_path / name))
    report = import_matrix(fresh, matrix).report
    assert set(report) >= KEYS
    filled = []
    for sheet in matrix.book.sheets:
        filled += [any(value is not None for value in row) for row in sheet.rows]
    filled += [True] * len(matrix.outside)
    found = sorted(line for lines in lines_of(report) for line in lines)
    assert found == [number for number, is_filled in enumerate(filled, 1) if is_filled]
    assert report["lines"] == len(filled)
    assert {node for _, _, node in report["placed"]} <= set(fresh.tree.nodes)


def test_the_report_says_where_rows_went_and_what_a_person_should_see(fresh, tmp_path):
    done = import_matrix(fresh, open_matrix(english(tmp_path / "m.xlsx")))
    first, second, third = nodes(fresh, "recommendation")
    evaluation = nodes(fresh, "evaluation")[0]
    assert done.report["placed"] == [
        [1, 1, evaluation.id],
        [5, 6, first.id],
        [7, 8, second.id],
        [9, 9, third.id],
    ]
    assert [at["line"] for at in done.report["furniture"]] == [3, 4]
    assert [at["text"] for at in done.report["unplaced"]] == ["Source: the report of the evaluation"]
    assert {(at["line"], at["node"]) for at in done.report["doubtful"]} == {
        (6, first.id),
        (8, second.id),
        (9, third.id),
    }
    assert (done.evaluation, done.needs_person) == (evaluation.id, True)


def test_a_matrix_that_leaves_nothing_open_needs_nobody(fresh, tmp_path):
    rows = [("No.", "Recommendation", "Response"), (1, "Paint", "We do")]
    done = import_matrix(fresh, open_matrix(write_xlsx(tmp_path / "m.xlsx", {"Matrix": rows})))
    assert not done.needs_person


def test_an_import_is_one_step_that_undo_takes_back(fresh, tmp_path):
    import_matrix(fresh, open_matrix(english(tmp_path / "m.xlsx")))
    assert fresh.undo().label == "Import m.xlsx"
    assert nodes(fresh, "recommendation") == []
    assert "POFF" not in [unit["abbreviation"] for unit in nodes(fresh, "unit")]


def test_the_same_file_again_is_known(fresh, tmp_path):
    matrix = open_matrix(english(tmp_path / "m.xlsx"))
    import_matrix(fresh, matrix)
    done = import_matrix(fresh, matrix)
    assert (done.edits, done.is_known, done.needs_person) == (0, True, False)
    assert len(nodes(fresh, "recommendation")) == 3


def test_what_differs_here_stays_and_is_listed_as_to_be_decided(evaluated, tmp_path):
    workspace, evaluation = evaluated
    rows = [("No.", "Recommendation", "Response"), (1, "Strengthen the work on all harbours", "We do")]
    path = write_xlsx(tmp_path / "m.xlsx", {"Matrix": rows})
    done = import_matrix(workspace, open_matrix(path), evaluation)
    first = nodes(workspace, "recommendation")[0]
    assert [(at["node"], at["field"]) for at in done.report["conflicts"]] == [(first.id, "headline")]
    assert first["headline"] == "Strengthen the work on **harbours**"
    assert nodes(workspace, "response")[0]["text"] == "We do"
    assert done.needs_person


# The command -------------------------------------------------------------------------------------


def run(*arguments):
    return main([str(argument) for argument in arguments])


def test_the_command_makes_a_workspace_and_a_report(tmp_path, capsys):
    path, workspace, report = english(tmp_path / "m.xlsx"), tmp_path / "W.evw", tmp_path / "R.json"
    assert run("intake", path, "--into", workspace, "--as", "matrix", "--report", report) == 1
    assert json.loads(report.read_text(encoding="utf-8"))["as"] == "matrix"
    told = capsys.readouterr()
    assert "3 recommendations in Follow-up to the independent evaluation of harbour safety" in told.out
    assert "Due says “Q4 2026”" in told.err
    assert run("intake", path, "--into", workspace, "--as", "matrix") == 0
    assert "imported before" in capsys.readouterr().out


def test_the_command_shows_a_mapping_and_takes_it_back_corrected(tmp_path, capsys):
    rows = [("No.", "Recommendation", "Budget"), (1, "Paint", "Low")]
    path = write_xlsx(tmp_path / "m.xlsx", {"Matrix": rows})
    workspace, columns = tmp_path / "W.evw", tmp_path / "M.json"
    assert run("intake", path, "--into", workspace, "--as", "matrix", "--show-mapping") == 0
    shown = capsys.readouterr()
    assert "Budget → Keep as a note (Low)" in shown.err
    assert not workspace.exists()
    mapping = json.loads(shown.out) | {"Budget": "recommendation.resource_implication"}
    columns.write_text(json.dumps(mapping), encoding="utf-8")
    assert run("intake", path, "--into", workspace, "--as", "matrix", "--mapping", columns) == 0
    with Workspace.open(workspace, writable=False) as opened:
        assert [node["resource_implication"] for node in nodes(opened, "recommendation")] == ["Low"]


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        ([("Name", "Town"), ("A", "B")], [], "was refused"),
        ([("No.", "Recommendation"), (1, "Paint")], ["--evaluation", "IX"], "There is no evaluation “IX”"),
    ],
)
def test_a_refused_import_leaves_no_workspace(tmp_path, capsys, rows, more, said):
    path, workspace = write_xlsx(tmp_path / "m.xlsx", {"Matrix": rows}), tmp_path / "W.evw"
    assert run("intake", path, "--into", workspace, "--as", "matrix", *more) == 2
    assert said in capsys.readouterr().err
    assert not workspace.exists()


@pytest.mark.parametrize("form", ["auto", "matrix"])
def test_a_tracking_sheet_is_no_matrix(tmp_path, capsys, form):
    workspace = tmp_path / "W.evw"
    make_rich(workspace).close()
    with Workspace.open(workspace) as opened:
        [sheet, *_] = write_sheets(opened.snapshot(), tmp_path / "sheets").files
        before = opened.point
    assert run("intake", sheet.path, "--into", workspace, "--as", form) == 2
    assert "is a tracking sheet of this program, not a matrix; merge it." in capsys.readouterr().err
    with Workspace.open(workspace, writable=False) as opened:
        assert opened.point == before


def test_a_tracking_sheet_that_lost_its_properties_is_none_either(tmp_path):
    make_rich(tmp_path / "W.evw").close()
    with Workspace.open(tmp_path / "W.evw") as opened:
        [sheet, *_] = write_sheets(opened.snapshot(), tmp_path / "sheets").files
    book = openpyxl.load_workbook(sheet.path)
    for name in book.custom_doc_props.names:
        del book.custom_doc_props[name]
    book.save(tmp_path / "bare.xlsx")
    with pytest.raises(IsTrackingSheet):
        open_matrix(tmp_path / "bare.xlsx")


@pytest.mark.parametrize(("make", "name"), MAKERS)
def test_a_table_is_a_matrix_without_being_told(tmp_path, capsys, make, name):
    report = tmp_path / "R.json"
    run("intake", make(tmp_path / name), "--into", tmp_path / "W.evw", "--report", report)
    assert json.loads(report.read_text(encoding="utf-8"))["as"] == "matrix"


def test_a_text_is_no_matrix_without_being_told(tmp_path, capsys):
    (tmp_path / "m.txt").write_text("No.;Recommendation\n1;Paint\n", encoding="utf-8")
    assert run("intake", tmp_path / "m.txt", "--into", tmp_path / "W.evw") == 2
    assert "matrix" not in capsys.readouterr().err


def test_a_word_file_that_is_neither_paper_nor_matrix_is_refused_in_a_sentence(tmp_path, capsys):
    path = write_word(tmp_path / "paper.docx", "Part I. Harbours", "1. Paint the quay.")
    assert run("intake", path, "--into", tmp_path / "W.evw") == 2
    assert capsys.readouterr().err == (
        "paper.docx was refused: it is neither a paper (no part under the usual headings, such as “Summary of"
        " findings”) nor a matrix (no table in it names recommendations).\n"
    )


def test_a_pipe_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "m.xlsx")
    with pytest.raises(UserError, match=r"m\.xlsx is a folder, device or pipe, not a file\."):
        open_matrix(tmp_path / "m.xlsx")


def test_questions_name_the_place_and_both_sides_and_each_doubt_once(evaluated, tmp_path, capsys):
    workspace, evaluation = evaluated
    rows = [
        ("No.", "Recommendation", "Management response", "Action", "Due date"),
        (1, "Weld nothing", "Accepted", "Sell the torches", "Q4 2026"),
        (2, "Simplify the work on every harbour", None, None, None),
    ]
    path, place = write_xlsx(tmp_path / "m.xlsx", {"Matrix": rows}), workspace.path
    workspace.close()
    assert run("intake", path, "--into", place, "--evaluation", str(evaluation)) == 1
    told = capsys.readouterr().err
    assert told.count("Recommendation 1 reads differently here; is it the same one?") == 1
    assert "To decide, Matrix, row 2: Recommendation 1 reads differently" in told
    assert "  GB.9 I-1, Acceptance: here (nothing), in the matrix “Accepted” (Management response)." in told
    assert "To decide: GB.9 I-2, Recommendation: here “Simplify the work on harbours”, in the matrix" in told
    assert "Matrix, row 2, Due date: Due says “Q4 2026”" in told


def test_what_was_left_out_is_named_by_sheet_and_row(tmp_path, capsys):
    sheets = {"Matrix": [("No.", "Recommendation"), (1, "Paint"), ("Total", 1)], "Notes": [("scratch",)]}
    report = tmp_path / "R.json"
    path = write_xlsx(tmp_path / "m.xlsx", sheets)
    assert run("intake", path, "--into", tmp_path / "W.evw", "--report", report) == 1
    told = capsys.readouterr().err
    assert "Matrix, row 3: left out: Total | 1" in told
    assert "Notes, row 1: left out: scratch" in told
    unplaced = json.loads(report.read_text(encoding="utf-8"))["unplaced"]
    assert unplaced[1] == {"line": 4, "sheet": "Notes", "row": 1, "text": "scratch"}


def test_the_title_of_a_word_file_is_not_left_out_of_an_update(tmp_path, capsys):
    for response in ("We do", "We do not"):
        table = [("No.", "Recommendation", "Response"), ("1", "Paint the quay", response)]
        path = write_word(tmp_path / "m.docx", "A response on mills", table)
        assert run("intake", path, "--into", tmp_path / "W.evw") == 0
    assert "left out" not in capsys.readouterr().err


def test_a_paragraph_around_a_table_is_named_by_its_number(tmp_path, capsys):
    path = write_word(tmp_path / "m.docx", "On mills", [("No.", "Recommendation"), ("1", "Paint")], "The end")
    run("intake", path, "--into", tmp_path / "W.evw")
    assert "paragraph 2: left out: The end" in capsys.readouterr().err


def test_without_a_text_of_any_recommendation_nothing_is_imported(tmp_path, capsys):
    rows = [("No.", "Priority", "Response"), (1, "High", "Yes, we do"), (2, "Low", "No")]
    path, place = write_xlsx(tmp_path / "m.xlsx", {"Matrix": rows}), tmp_path / "W.evw"
    assert run("intake", path, "--into", place) == 2
    assert "none of its columns is taken for the recommendations" in capsys.readouterr().err
    assert not place.exists()


def test_a_column_that_only_its_texts_speak_for_is_taken_and_told(tmp_path, capsys):
    rows = [
        ("No.", "Xyz", "Response", "Action"),
        (1, "Paint all of the quays in spring", "Yes, we do", "Buy paint"),
        (2, "Sand the decks of all the boats", "No", "Rest"),
    ]
    path = write_xlsx(tmp_path / "m.xlsx", {"Matrix": rows})
    assert run("intake", path, "--into", tmp_path / "W.evw") == 1
    told = capsys.readouterr().err
    assert "Matrix, row 1, Xyz: The column “Xyz” was taken for the recommendations; check that." in told


def test_what_stands_nowhere_names_no_line(once_gone, capsys):
    told = once_gone()
    assert "row 0" not in told
    assert "\nThe matrix no longer holds the recommendation “Sand”; it stays here." in f"\n{told}"


@pytest.fixture
def once_gone(tmp_path, capsys):
    """Import a matrix, then another version without its second row; return what was said of that."""

    def imported():
        head, first, second = ("No.", "Recommendation"), (1, "Paint"), (2, "Sand")
        for number, rows in enumerate([(head, first, second), (head, first)]):
            path = write_xlsx(tmp_path / f"m{number}.xlsx", {"Matrix": rows})
            run("intake", path, "--into", tmp_path / "W.evw")
        return capsys.readouterr().err

    return imported


def test_a_new_evaluation_is_made_once_for_a_file(tmp_path):
    path, workspace = english(tmp_path / "m.xlsx"), tmp_path / "W.evw"
    for _ in range(3):
        run("intake", path, "--into", workspace, "--evaluation", "new")
    with Workspace.open(workspace, writable=False) as opened:
        assert len(nodes(opened, "evaluation")) == 1
        assert len(nodes(opened, "recommendation")) == 3


def test_what_is_meant_for_a_matrix_is_refused_elsewhere(tmp_path, capsys):
    assert run("intake", tmp_path / "x.txt", "--into", tmp_path / "W.evw", "--evaluation", "I") == 2
    assert "add --as matrix" in capsys.readouterr().err
