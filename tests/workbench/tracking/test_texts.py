"""Texts arrive as typed or are refused by name, never cut."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbench.tracking.building import Paper, parts_of, row_of, rows_of
from workbench.errors import UserError
from workbench.markup import escape
from workbench.tracking import write_sheets
from workbench.tracking.fitting import MOST_LINES, Ruler
from workbench.tracking.wordlists import label_of

FORMULA_LIKE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'quoted",
    "#N/A",
    "#REF!",
    "=",
    "1e5",
    "0012",
    "TRUE",
    "31/12/2026",
]
RIGHT_TO_LEFT = "شكرا جزيلا على التقرير"
EMOJI = "Done \U0001f44d\U0001f3fd in 3\ufe0f\u20e3 towns \U0001f468\u200d\U0001f469\u200d\U0001f467"


def answered(text, tmp_path, field="text"):
    paper = Paper()
    paper.recommend("POLICY", response={field: escape(text) if field == "text" else text})
    return row_of(paper.books(tmp_path)["POLICY"]["Response"], "RG.12 I-1")[f"response.{field}"]


@pytest.mark.parametrize("text", FORMULA_LIKE)
@pytest.mark.parametrize("field", ["text", "cleared_by"])
def test_text_that_looks_like_a_formula_or_number_stays_text(text, field, tmp_path):
    cell = answered(text, tmp_path, field)
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'x", "#N/A"])
def test_text_that_would_change_when_edited_is_marked_as_text(text, tmp_path):
    assert answered(text, tmp_path).quotePrefix


def test_text_from_right_to_left_is_read_so(tmp_path):
    cell = answered(RIGHT_TO_LEFT, tmp_path)
    assert (cell.value, cell.alignment.readingOrder) == (RIGHT_TO_LEFT, 2)


def test_emoji_arrive(tmp_path):
    assert answered(EMOJI, tmp_path).value == EMOJI


def test_the_longest_text_that_a_cell_holds_arrives(tmp_path):
    text = "ab cd" * 6553 + "xx"
    assert len(text) == 32_767
    assert answered(text, tmp_path).value == text


@pytest.mark.parametrize("text", ["x" * 32_768, "\U0001f44d" * 16_384], ids=["letters", "emoji"])
def test_an_answer_longer_than_a_cell_is_refused_by_name(text, tmp_path):
    with pytest.raises(
        UserError, match="Recommendation RG.12 I-1, Office response: Response, is 32,768 characters"
    ):
        answered(text, tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_was_recommended_may_be_longer_than_a_cell(tmp_path):
    paper = Paper()
    text = " ".join(f"word{at}" for at in range(9000))
    paper.recommend("POLICY", rationale=text)
    sheet = paper.books(tmp_path)["POLICY"]["Recommendation text"]
    assert "".join(row[2] for row in sheet.iter_rows(min_row=3, values_only=True)) == text


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_no_sheet_holds_is_refused_by_name(letter, tmp_path):
    paper = Paper()
    paper.recommend("POLICY", rationale=f"Good words{letter} here")
    expected = (
        f"Recommendation RG.12 I-1, Rationale, holds the character U\\+{ord(letter):04X} after “Good words”"
    )
    with pytest.raises(UserError, match=expected):
        write_sheets(paper.snapshot(), tmp_path)
    assert not list(tmp_path.iterdir())


def test_text_that_excel_would_decode_is_refused_by_name(tmp_path):
    with pytest.raises(UserError, match="holds “_x0041_”"):
        answered("see file_x0041_b", tmp_path)


@pytest.mark.parametrize("place", ["symbol", "title"])
def test_a_bad_character_of_the_paper_is_refused_by_name(place, tmp_path):
    paper = Paper(**{place: "RG\x07"})
    paper.recommend("POLICY")
    with pytest.raises(UserError, match=r"U\+0007"):
        write_sheets(paper.snapshot(), tmp_path)


def test_an_ampersand_in_the_symbol_is_no_code_in_the_footer(tmp_path):
    paper = Paper(symbol="R&D/1")
    paper.recommend("POLICY")
    book = paper.books(tmp_path)["POLICY"]
    assert book["Response"].oddFooter.left.text == "R&&D/1 – POLICY"


LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))

texts = st.text(
    st.sampled_from("=+-@'#\"&<>%,;:_x0123ABC \t\u00a0\u2028\u200f") | LETTERS, min_size=1, max_size=40
)


def book_or_refusal(paper, folder):
    try:
        return paper.books(folder)["POLICY"], None
    except UserError as error:
        return None, str(error)


@settings(max_examples=25, deadline=None)
@given(st.lists(texts, min_size=8, max_size=8))
def test_any_text_arrives_as_typed_or_is_refused_by_name(all_texts):
    paper = Paper()
    for text in all_texts:
        response = {"reason": escape(" ".join(text.split())), "cleared_by": text, "acceptance": None}
        action = {"description": escape(" ".join(text.split())), "responsible_unit": "POLICY", "status": text}
        paper.recommend("POLICY", response=response, actions=[action])
    responses = [node.fields for node in paper.tree.of_kind("response")]
    with tempfile.TemporaryDirectory() as folder:
        book, refusal = book_or_refusal(paper, Path(folder))
    if refusal:
        assert "Recommendation RG.12 I-" in refusal
        assert "U+" in refusal or "_x" in refusal
        return
    for text, fields, row, action in zip(
        all_texts, responses, rows_of(book["Response"]), rows_of(book["Actions"]), strict=False
    ):
        assert (row["response.reason"].value or "") == " ".join(text.split())
        assert (action["action.description"].value or "") == " ".join(text.split())
        assert row["response.cleared_by"].value == fields["cleared_by"]
        status = fields["cleared_by"] and label_of({}, "action_status", fields["cleared_by"])
        assert action["action.status"].value == status


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab cdÉ漢 \n"), max_size=400), st.integers(8, 60))
def test_pieces_lose_nothing_and_fit(text, width):
    ruler = Ruler()
    pieces = ruler.pieces(text * 20, width)
    assert "".join(pieces) == (text * 20).replace("\n", "")
    assert all(ruler.lines(piece, width) <= MOST_LINES for piece in pieces)


def test_no_formula_is_in_any_part(tmp_path):
    paper = Paper(symbol="=A/1")
    paper.recommend("=POLICY", headline="=1", response={"text": "=2"}, priority="=3")
    written = write_sheets(paper.snapshot(), tmp_path)
    assert "<f>" not in parts_of(written.files[0].path).replace("<formula>", "")
