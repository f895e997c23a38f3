import pytest

from tests.workbench.matrix.building import nodes, taken, write_xlsx
from workbench.matrix import read_matrix
from workbench.merging.items import State

ADVICE = [("No.", "Recommendation", "Response"), (1, "Paint", "We do")]
SCORES = [("Criterion", "Score", "Comment"), ("Relevance", 3.75, None), ("Efficiency", " NR", None)]


def read(tmp_path, workspace, sheets, evaluation=None, name="m.xlsx"):
    return read_matrix(write_xlsx(tmp_path / name, sheets), workspace, evaluation)


def ratings(workspace):
    return [(node["criterion"], node["score"]) for node in nodes(workspace, "rating")]


def told(returned):
    return [(problem.code, problem.message) for problem in returned.problems]


def test_scores_by_criterion_become_a_figure_of_the_overall_assessment(fresh, tmp_path):
    taken(fresh, read(tmp_path, fresh, {"Advice": ADVICE, "Scores": SCORES}))
    assert ratings(fresh) == [("Relevance", 3.75), ("Efficiency", "NR")]
    assert nodes(fresh, "figure")[0]["caption"] == "Ratings"
    assert sorted(section["role"] for section in nodes(fresh, "section")) == [
        "overall_assessment",
        "recommendations",
    ]


def test_a_score_that_is_not_available_is_none_and_told(fresh, tmp_path):
    returned = read(tmp_path, fresh, {"Scores": [*SCORES, ("Impact", "NA", None)]})
    taken(fresh, returned)
    assert ratings(fresh)[-1] == ("Impact", None)
    assert told(returned) == [("no-value", "“NA” was read as no value for “Score”.")]


def test_a_score_in_words_is_told(fresh, tmp_path):
    returned = read(tmp_path, fresh, {"Scores": [*SCORES, ("Impact", "quite good", "see above")]})
    assert [code for code, _ in told(returned)] == ["not-understood", "left-out"]
    taken(fresh, returned)
    assert ratings(fresh)[-1] == ("Impact", None)


def test_criteria_across_the_top_give_the_scores_of_one_row(fresh, tmp_path):
    rows = [("Evaluation", "Relevance", "Effectiveness"), ("Harbours", 4, "3,5")]
    taken(fresh, read(tmp_path, fresh, {"Scores": rows}))
    assert ratings(fresh) == [("Relevance", 4), ("Effectiveness", 3.5)]


def test_of_several_evaluations_the_row_that_names_ours_counts(evaluated, tmp_path):
    workspace, evaluation = evaluated
    rows = [
        ("Evaluation", "Relevance", "Effectiveness"),
        ("Evaluation of lighthouses", 2, 2),
        ("Evaluation of harbours", 5, 4),
    ]
    returned = read(tmp_path, workspace, {"Scores": rows}, evaluation)
    taken(workspace, returned)
    assert ratings(workspace) == [("Relevance", 5), ("Effectiveness", 4)]
    assert [code for code, _ in told(returned)] == ["left-out"] * 4


def test_scores_that_are_there_are_brought_up_to_date(fresh, tmp_path):
    taken(fresh, read(tmp_path, fresh, {"Scores": SCORES}))
    changed = [SCORES[0], ("Relevance", 4, None), SCORES[2]]
    items = taken(fresh, read(tmp_path, fresh, {"Scores": changed}, name="n.xlsx"))
    assert [(item.field, item.base, item.state) for item in items] == [("score", 3.75, State.CHANGE)]
    assert ratings(fresh) == [("Relevance", 4), ("Efficiency", "NR")]


def test_a_score_that_was_changed_here_too_is_a_conflict(fresh, tmp_path):
    taken(fresh, read(tmp_path, fresh, {"Scores": SCORES}))
    with fresh.edit("By hand") as editor:
        editor.set(nodes(fresh, "rating")[0].id, "score", 5)
    changed = [SCORES[0], ("Relevance", 4, None), SCORES[2]]
    items = taken(fresh, read(tmp_path, fresh, {"Scores": changed}, name="n.xlsx"))
    assert [item.state for item in items] == [State.CONFLICT]


@pytest.mark.parametrize("again", [SCORES, [SCORES[0], *SCORES[:0:-1]]])
def test_the_same_scores_again_change_nothing(fresh, tmp_path, again):
    taken(fresh, read(tmp_path, fresh, {"Scores": SCORES}))
    assert taken(fresh, read(tmp_path, fresh, {"Scores": again, "More": [("x",)]}, name="n.xlsx")) == []
