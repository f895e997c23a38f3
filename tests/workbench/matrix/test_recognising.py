"""Which Word files are papers, which are matrices, and which neither: the command and the window agree."""

import docx
import pytest

from main import main
from tests.workbench.matrix.building import english, word, write_word
from ui.services import Services
from workbench.errors import UserError
from workbench.matrix import is_matrix
from workbench.workspace import Workspace

SCORES = [("Criterion", "Score"), ("Relevance", "4"), ("Efficiency", "3.5")]
ADVICE = [("No.", "Recommendation", "Response"), ("1", "Paint the quay", "We do")]


def paper(path, *sections, table=SCORES):
    """Write a Word paper of headings, numbered paragraphs and a table; none of its headings says “Part I”."""
    document = docx.Document()
    document.add_heading("Evaluation of the harbours", 1)
    for section in sections:
        document.add_heading(section, 2)
        if section == "Recommendations":
            document.add_paragraph("Recommendation 1: Paint the quays of all the harbours")
            document.add_paragraph("Recommendation 2: Sand the decks of all the boats")
        else:
            document.add_paragraph("1. The evaluation looked at the harbours and the boats in them.")
            document.add_paragraph("2. Key finding 1: The harbours are in need of paint.")
    made = document.add_table(rows=0, cols=len(table[0]))
    for row in table:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    document.save(path)
    return path


PAPERS = {
    "sections": lambda path: paper(path, "Purpose and scope", "Summary of findings", "Recommendations"),
    "few": lambda path: paper(path, "Recommendations"),
    "answers": lambda path: paper(path, "Summary of findings", "Recommendations", table=ADVICE),
}


@pytest.mark.parametrize("make", PAPERS.values(), ids=PAPERS)
def test_a_word_paper_with_tables_is_a_paper(tmp_path, capsys, make):
    path = make(tmp_path / "p.docx")
    assert not is_matrix(path)
    assert Services().holds_paper(path)
    main(["intake", str(path), "--into", str(tmp_path / "W.evw")])
    with Workspace.open(tmp_path / "W.evw", writable=False) as opened:
        texts = [node["headline"] for node in opened.tree.of_kind("recommendation")]
    assert texts[:2] == ["Paint the quays of all the harbours", "Sand the decks of all the boats"]


def test_a_table_of_recommendations_under_headings_is_a_matrix(tmp_path):
    path = write_word(tmp_path / "m.docx", "Recommendations", ADVICE, "Office response", "See above.")
    assert is_matrix(path)
    assert is_matrix(word(tmp_path / "w.docx"))
    assert is_matrix(english(tmp_path / "m.xlsx"))
    assert not Services().holds_paper(path)


def test_a_table_of_scores_alone_is_no_matrix(tmp_path):
    path = write_word(tmp_path / "s.docx", "Scores of the harbours", SCORES)
    with pytest.raises(UserError, match=r"neither a paper .* nor a matrix"):
        is_matrix(path)


def test_what_cannot_be_read_is_refused_for_that_reason(tmp_path):
    (tmp_path / "x.docx").write_bytes(b"no Word file")
    with pytest.raises(UserError) as refusal:
        is_matrix(tmp_path / "x.docx")
    assert "neither" not in str(refusal.value)
