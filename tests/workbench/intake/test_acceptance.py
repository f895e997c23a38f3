"""Acceptance is read where the words state it, and nowhere else."""

from __future__ import annotations

import pytest

from workbench.intake.acceptance import UNCLEAR, of_answer, of_remarks, settle

YES, PART, NO = "accepted", "partially_accepted", "not_accepted"

ANSWERS = {
    "The Office agrees with Recommendation 3. It will start soon.": YES,
    "The Office fully agrees with this recommendation.": YES,
    "The Office accepts the recommendation.": YES,
    "The Office concurs.": YES,
    "The Office concurs with the recommendation and will act on it.": YES,
    "We agree with this recommendation.": YES,
    "Accepted.": YES,
    "Agreed. Work has begun.": YES,
    "The recommendation is accepted.": YES,
    "This recommendation has been accepted in full.": YES,
    "Recommendation 3 is fully accepted.": YES,
    "The Office endorses the recommendation.": YES,
    "The Office welcomes and accepts this recommendation.": YES,
    "The Office agrees to implement the recommendation.": None,
    "The Office supports this recommendation.": YES,
    "The Office is pleased to accept this recommendation.": YES,
    "The Office has accepted this recommendation.": YES,
    "The Office partly agrees with Recommendation 3.": PART,
    "The Office partially agrees.": PART,
    "The Office partially accepts the recommendation.": PART,
    "The Office agrees in part with this recommendation.": PART,
    "The Office accepts this recommendation in part.": PART,
    "The Office accepts this recommendation partially.": PART,
    "Partially accepted.": PART,
    "The recommendation is partly accepted.": PART,
    "The Office does not fully agree with this recommendation.": PART,
    "The Office can only partially accept the recommendation.": PART,
    "The Office does not agree with Recommendation 3.": NO,
    "The Office does not agree with these recommendations. Boats are dear.": NO,
    "The Office cannot accept this recommendation.": NO,
    "The Office is not in a position to accept this recommendation.": NO,
    "The Office is unable to agree with the recommendation.": NO,
    "The Office disagrees with the recommendation.": NO,
    "The Office rejects this recommendation.": NO,
    "The Office doesn’t agree with this recommendation.": NO,
    "Not accepted.": NO,
    "The recommendation is not accepted.": NO,
    "Recommendation 3 cannot be accepted.": NO,
    "This recommendation is rejected.": NO,
    "This recommendation is welcomed.": None,
    "The Office takes note of the recommendation.": None,
    "The Office will agree a plan with the regions and support its use.": None,
    "Constituents agreed that the recommendation matters.": None,
    "This recommendation is welcomed and deserves means and support from all.": None,
    "Indicators agreed during the design stage will be used.": None,
    "The Office agrees with Recommendation 5.": None,
    "The Office agrees that more can be done.": None,
    "Support materials will be provided; the tool is widely accepted by users.": None,
    "The Office is in agreement with this recommendation.": YES,
    "The Office is not in agreement with this recommendation.": NO,
    "The recommendation is noted but cannot be agreed to at present.": NO,
    "The Office agrees with the first part but not with the second part of the recommendation.": PART,
    "The Office accepts the recommendation, but only in part.": PART,
    "The Office agrees, in part, with this recommendation.": PART,
    "The Office accepts the recommendation, which has been partly carried out.": YES,
    "The Office agrees with this recommendation, which is part of its plan.": YES,
    "The recommendation is accepted and will be carried out in part by the regions.": YES,
    "The Office accepted the recommendation.": YES,
    "The Office largely agrees with this recommendation.": UNCLEAR,
    "The Office would agree with this recommendation if funds were found.": UNCLEAR,
    "The Office agrees with this recommendation in principle.": UNCLEAR,
    "The Office accepts this recommendation. The Office does not accept this recommendation.": UNCLEAR,
}


@pytest.mark.parametrize(("text", "expected"), ANSWERS.items())
def test_what_an_answer_states(text: str, expected: str | None) -> None:
    assert of_answer(text, [3]) == expected


REMARKS = {
    "Management accepts five of seven recommendations in full and two partially (3 and 5).": "YYPYPYY",
    "The Office accepts all seven recommendations.": "YYYYYYY",
    "The Office agrees with all the recommendations.": "YYYYYYY",
    "The Office accepts the recommendations.": "YYYYYYY",
    "The Office fully accepts Recommendations 1–4 and partially accepts Recommendations 5–7.": "YYYYPPP",
    "The Office accepts Recommendations 1, 2 and 4, but does not accept Recommendation 3.": "YYNY---",
    "The Office does not accept Recommendation 6.": "-----N-",
    "The Office accepts six of the seven recommendations. Recommendation 4 is not accepted.": "YYYNYYY",
    "The Office is grateful for the evaluation and will carry out its advice within its budget.": "-------",
    "The Office thanks everyone for the seven recommendations.": "-------",
    "The Office accepts recommendations 1, 2 and 4 and partially accepts recommendation 3.": "YYPY---",
    "The Office accepts Recommendations 1–3 fully and Recommendation 4 partially.": "YYYP---",
    "The Office accepts all but Recommendation 3.": "YY?YYYY",
    "The Office accepts all but one of the recommendations.": "???????",
    "The Office does not accept all recommendations.": "???????",
    "The Office agrees with most of the recommendations.": "-------",
    "The Office accepts all recommendations except Recommendation 2, which it accepts partially.": "YPYYYYY",
}
LETTERS = {YES: "Y", PART: "P", NO: "N", UNCLEAR: "?"}


@pytest.mark.parametrize(("text", "expected"), REMARKS.items())
def test_what_general_remarks_state_of_each(text: str, expected: str) -> None:
    found = of_remarks(text, range(1, 8))
    assert "".join(LETTERS[found[n]] if n in found else "-" for n in range(1, 8)) == expected


def test_an_answer_to_several_recommendations_may_say_different_things() -> None:
    said = "The Office accepts Recommendation 1 and partially accepts Recommendation 2."
    assert of_answer(said, [1, 2]) == UNCLEAR
    assert of_answer("The Office accepts both recommendations.", [1, 2]) == YES


def test_an_answer_that_contradicts_the_remarks_is_left_to_a_person() -> None:
    value, doubt = settle(YES, {1: NO}, [1])
    assert value is None
    assert "contradict" in (doubt or "")


def test_answer_and_remarks_that_agree_raise_no_doubt() -> None:
    assert settle(PART, {1: PART}, [1]) == (PART, None)
    assert settle(None, {1: YES}, [1]) == (YES, None)
    assert settle(None, {}, [1]) == (None, None)
