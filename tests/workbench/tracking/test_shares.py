import pytest

from tests.workbench.tracking.building import Paper, row_of, rows_of
from workbench.errors import UserError
from workbench.tracking import write_sheets


@pytest.fixture
def paper():
    return Paper()


def references(book, sheet="Response"):
    return [row["recommendation.reference"].value for row in rows_of(book[sheet])]


def test_a_unit_gets_the_recommendations_it_shares_in_and_no_other(paper, tmp_path):
    paper.recommend("POLICY", "FIELD")
    paper.recommend("POLICY")
    books = paper.books(tmp_path)
    assert references(books["POLICY"]) == ["RG.12 I-1", "RG.12 I-2"]
    assert references(books["FIELD"]) == ["RG.12 I-1"]


def test_a_group_and_a_unit_without_abbreviation_get_a_sheet_too(paper, tmp_path):
    paper.recommend("regional offices")
    assert list(paper.books(tmp_path)) == ["regional offices"]


def test_the_first_unit_leads_until_a_person_names_another(paper, tmp_path):
    paper.recommend("POLICY", "FIELD")
    paper.recommend("POLICY", "FIELD", lead_unit="FIELD")
    sheet = paper.books(tmp_path)["FIELD"]["Response"]
    parts = [row["recommendation.part"].value for row in rows_of(sheet)]
    assert parts == ["Contributor", "Lead"]


def test_a_lead_not_among_the_responsible_units_gets_a_sheet(paper, tmp_path):
    paper.recommend("POLICY", lead_unit="DDG/P")
    assert set(paper.books(tmp_path)) == {"POLICY", "DDG/P"}


def test_the_reference_counts_anew_in_each_part(paper, tmp_path):
    paper.recommend("POLICY")
    paper.part("Review of the coast plan")
    paper.recommend("POLICY")
    assert references(paper.books(tmp_path)["POLICY"]) == ["RG.12 I-1", "RG.12 II-1"]


def test_the_session_stands_in_for_a_missing_symbol(tmp_path):
    paper = Paper(symbol=None, session="12th Session")
    paper.recommend("POLICY")
    assert references(paper.books(tmp_path)["POLICY"]) == ["12th Session I-1"]


def test_one_answer_to_two_recommendations_is_open_in_the_first_row_only(paper, tmp_path):
    first, answer = paper.recommend("POLICY", response={"text": "To both."})
    second, _ = paper.recommend("POLICY")
    paper.editor.set(answer, "also_answers", [second])
    sheet = paper.books(tmp_path)["POLICY"]["Response"]
    one, other = row_of(sheet, "RG.12 I-1"), row_of(sheet, "RG.12 I-2")
    assert other["recommendation.part"].value == "Answered with RG.12 I-1"
    assert [row["response.text"].value for row in (one, other)] == ["To both."] * 2
    assert [row["response.text"].protection.locked for row in (one, other)] == [False, True]


def test_who_leads_only_the_second_of_two_answered_together_contributes(paper, tmp_path):
    _, answer = paper.recommend("POLICY", response={"text": "To both."})
    second, _ = paper.recommend("FIELD")
    paper.editor.set(answer, "also_answers", [second])
    row = row_of(paper.books(tmp_path)["FIELD"]["Response"], "RG.12 I-2")
    assert row["response.text"].protection.locked
    assert not row["contribution.text"].protection.locked


def test_a_recommendation_whose_lead_gets_no_sheet_is_reported(paper, tmp_path):
    nobody, _ = paper.recommend()
    other, _ = paper.recommend("POLICY", "FIELD")
    assert write_sheets(paper.snapshot(), tmp_path / "all").without_sheet == [nobody]
    written = write_sheets(paper.snapshot(), tmp_path, units=["FIELD"])
    assert (written.without_sheet, written.left_out) == ([], [nobody, other])
    assert written.report() == [
        {"unit": "FIELD", "file": str(tmp_path / "RG.12-EVA-3 FIELD.xlsx"), "recommendations": [other]},
        {"unit": None, "file": None, "recommendations": [nobody, other]},
    ]


def test_an_action_that_no_sheet_shows_is_reported(paper, tmp_path):
    paper.recommend("POLICY", actions=[{"description": "Map", "responsible_unit": "FIELD"}])
    action = next(paper.tree.of_kind("action"))
    assert write_sheets(paper.snapshot(), tmp_path).without_actions == [action.id]
    assert write_sheets(paper.snapshot(), tmp_path, units=["POLICY"]).without_actions == []


def test_a_unit_in_other_case_is_known(paper, tmp_path):
    paper.recommend("POLICY")
    (file,) = write_sheets(paper.snapshot(), tmp_path, units=["policy"]).files
    assert file.unit == "POLICY"


def test_an_unknown_unit_is_refused_by_name(paper, tmp_path):
    paper.recommend("POLICY")
    with pytest.raises(UserError, match="NOBODY"):
        write_sheets(paper.snapshot(), tmp_path, units=["POLICY", "NOBODY"])
    assert not list(tmp_path.iterdir())


def test_a_unit_without_a_share_is_refused_by_name(paper, tmp_path):
    paper.recommend("POLICY")
    with pytest.raises(UserError, match="FIELD has no share"):
        write_sheets(paper.snapshot(), tmp_path, units=["FIELD"])


def test_an_unknown_symbol_is_refused_with_those_there_are(paper, tmp_path):
    paper.recommend("POLICY")
    with pytest.raises(UserError, match="RG.12/EVA/3"):
        write_sheets(paper.snapshot(), tmp_path, paper="RG.1/X")


def test_which_of_several_papers_must_be_said(paper, tmp_path):
    paper.recommend("POLICY")
    later = paper.editor.insert(paper.tree.root_id, "paper", {"symbol": "RG.13/EVA/1"})
    evaluation = paper.editor.insert(later, "evaluation", {})
    paper.section = paper.editor.insert(evaluation, "section", {"role": "recommendations"})
    paper.recommend("FIELD")
    with pytest.raises(UserError, match="2 papers; say which one is meant: RG.12/EVA/3, RG.13/EVA/1"):
        paper.books(tmp_path / "a")
    assert references(paper.books(tmp_path / "a", paper="RG.13/EVA/1")["FIELD"]) == ["RG.13 I-1"]
    assert references(paper.books(tmp_path / "b", paper="RG.12/EVA/3")["POLICY"]) == ["RG.12 I-1"]


def test_a_paper_without_recommendations_and_an_unknown_stage_are_refused(paper, tmp_path):
    with pytest.raises(UserError, match="no recommendations"):
        write_sheets(paper.snapshot(), tmp_path)
    with pytest.raises(UserError, match="follow-up"):
        write_sheets(paper.snapshot(), tmp_path, stage="later")
