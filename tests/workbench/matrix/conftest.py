import pytest

from workbench.starting import start_workspace


@pytest.fixture
def fresh(tmp_path):
    """A workspace with our register and nothing else."""
    with start_workspace(tmp_path / "W.evw") as opened:
        yield opened


@pytest.fixture
def evaluated(fresh):
    """A workspace with two evaluations of two recommendations each; gives the first evaluation too."""
    with fresh.edit("Paper") as editor:
        paper = editor.insert(fresh.tree.root_id, "paper", {"symbol": "GB.9/EV/1"})
        for part in ("harbours", "lighthouses"):
            evaluation = editor.insert(paper, "evaluation", {"title": f"The evaluation of {part}"})
            section = editor.insert(evaluation, "section", {"role": "recommendations"})
            for what in ("Strengthen", "Simplify"):
                editor.insert(section, "recommendation", {"headline": f"{what} the work on **{part}**"})
    return fresh, next(fresh.tree.of_kind("evaluation")).id
