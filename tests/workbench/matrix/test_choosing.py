import pytest

from main import main
from tests.workbench.matrix.building import nodes, write_xlsx
from workbench.errors import UserError
from workbench.matrix import NEW, chosen_evaluation, open_matrix, usual_evaluation
from workbench.matrix.importing import import_matrix

HEAD = ("No.", "Recommendation", "Management response", "Action", "Status")


def matrix(path, *, about, status="Ongoing", title=None):
    """Return a matrix of two recommendations as a file of its office always looks."""
    rows = [
        (number, f"{verb} the {about} of all regions", "We agree with it", f"{verb} them", status)
        for number, verb in ((1, "Paint"), (2, "Sand"))
    ]
    return write_xlsx(path, {"Matrix": [(title or f"Follow-up on the {about}",), HEAD, *rows]})


@pytest.fixture
def two(fresh, tmp_path):
    """A workspace with the evaluations that two matrices of the same columns made; gives their ids too."""
    homes = []
    for about in ("quays", "lamps"):
        made = open_matrix(matrix(tmp_path / f"{about}.xlsx", about=about))
        homes.append(import_matrix(fresh, made, NEW).evaluation)
    return fresh, homes


@pytest.mark.parametrize(("about", "place"), [("quays", 0), ("lamps", 1)])
def test_a_matrix_goes_where_its_recommendations_went_before(two, tmp_path, about, place):
    workspace, homes = two
    again = open_matrix(matrix(tmp_path / "renamed.xlsx", about=about, status="Done"))
    assert usual_evaluation(again, workspace) == homes[place]
    assert chosen_evaluation(workspace, None, again) == homes[place]
    assert import_matrix(workspace, again).evaluation == homes[place]
    assert len(nodes(workspace, "evaluation")) == 2


def test_a_file_of_the_same_name_goes_where_it_went_though_every_text_is_another(two, tmp_path):
    workspace, homes = two
    again = open_matrix(matrix(tmp_path / "quays.xlsx", about="canals"))
    assert chosen_evaluation(workspace, None, again) == homes[0]


def test_a_matrix_that_only_looks_the_same_is_asked_about(two, tmp_path):
    workspace, _ = two
    other = open_matrix(matrix(tmp_path / "other.xlsx", about="canals"))
    assert usual_evaluation(other, workspace) is None
    with pytest.raises(UserError, match=r"--evaluation REF, or --evaluation new.*Follow-up on the quays"):
        chosen_evaluation(workspace, None, other)


def test_what_a_person_says_wins(two, tmp_path):
    workspace, homes = two
    again = open_matrix(matrix(tmp_path / "quays.xlsx", about="quays", status="Done"))
    assert chosen_evaluation(workspace, "II", again) == homes[1]


def test_a_new_evaluation_is_refused_where_its_twin_is_there(two, tmp_path):
    workspace, _ = two
    again = open_matrix(matrix(tmp_path / "quays.xlsx", about="quays", status="Done"))
    with pytest.raises(
        UserError, match=r"“Follow-up on the quays” is there already \(I\).*--evaluation \"I\""
    ):
        chosen_evaluation(workspace, "new", again)


def test_the_very_same_file_is_no_twin(two, tmp_path):
    workspace, _ = two
    same = open_matrix(tmp_path / "quays.xlsx")
    assert chosen_evaluation(workspace, "new", same) == NEW
    assert import_matrix(workspace, same, NEW).is_known


def test_the_command_updates_instead_of_doubling(two, tmp_path, capsys):
    workspace, _ = two
    workspace.close()
    changed = matrix(tmp_path / "quays.xlsx", about="quays", status="Done")
    command = ["intake", str(changed), "--into", str(workspace.path)]
    assert main([*command, "--evaluation", "new"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(command) == 0
    assert "2 edits made, 2 recommendations in Follow-up on the quays." in capsys.readouterr().out
    assert main(command) == 0
    assert "imported before" in capsys.readouterr().out
