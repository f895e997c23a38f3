"""Which evaluation a matrix is on: the one a person names, the one it went into before, the only one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.matrix.memory import evaluation_of, remembered_evaluation
from workbench.matrix.names import fold

if TYPE_CHECKING:
    from workbench.matrix.source import Matrix
    from workbench.tree import Node, Tree
    from workbench.workspace import Workspace

NEW = 0
"""Stands for an evaluation that is to be made."""


def chosen_evaluation(
    workspace: Workspace, said: str | None = None, matrix: Matrix | None = None
) -> int | None:
    """Return the evaluation that a person names: "GB.340 I", "II", its id or title, "new" for a new one.

    Where None is given, the one that ``matrix`` went into before, else the only one there is, or None where
    there is none at all. Raises UserError listing those there are where that says too little or names none,
    and where a new one would be the twin of one that is there.
    """
    names = names_of_all(workspace)
    if said is not None and fold(said) == "new":
        if matrix is not None and evaluation_of(workspace, matrix.sha256) is None:
            _refuse_twin(matrix, names)
        return NEW
    listed = "; ".join(f"{known[0]} ({known[-1]})" for known in names.values())
    if said is None:
        usual = usual_evaluation(matrix, workspace) if matrix else None
        if usual is None and len(names) > 1:
            raise UserError(
                "This workspace holds {0} evaluations; say which one is meant with --evaluation REF, or"
                " --evaluation new for a new one: {1}.",
                len(names),
                listed,
            )
        return usual if usual is not None else next(iter(names), None)
    wanted = fold(said)
    found = [id for id, known in names.items() if wanted in map(fold, known) or said.strip() == str(id)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UserError("“{0}” names {1} evaluations; say which one is meant: {2}.", said, len(found), listed)
    if not names:
        raise UserError("There is no evaluation “{0}” in this workspace; it holds none.", said)
    raise UserError("There is no evaluation “{0}” in this workspace; it holds {1}.", said, listed)


def usual_evaluation(matrix: Matrix, workspace: Workspace) -> int | None:
    """Return the evaluation that a matrix like this one was imported into, None where that is not certain."""
    return remembered_evaluation(workspace, matrix.tables, matrix.name)


def twin_of(title: str, names: dict[int, list[str]]) -> str:
    """Return the usual name of an evaluation that has this title already, "" where none has."""
    return next((known[0] for known in names.values() if fold(known[-1]) == fold(title)), "")


def names_of_all(workspace: Workspace) -> dict[int, list[str]]:
    """Return what people call each evaluation, by id."""
    tree, numbers = workspace.tree, workspace.numbers
    return {
        node.id: evaluation_names(tree, node, numbers.label.get(node.id, "?"))
        for node in tree.of_kind("evaluation")
    }


def evaluation_names(tree: Tree, node: Node, part: str) -> list[str]:
    """Return what people call an evaluation, the usual name first, its title last."""
    paper = tree.ancestor(node.id, "paper")
    symbol = (paper["symbol"] or "") if paper else ""
    short = symbol.split("/")[0].strip()
    names = [f"{short} {part}".strip(), f"{symbol} {part}".strip(), part, f"Part {part}"]
    return [*names, node["title"] or "untitled"]


def _refuse_twin(matrix: Matrix, names: dict[int, list[str]]) -> None:
    twin = twin_of(matrix.title, names)
    if twin:
        raise UserError(
            'An evaluation “{0}” is there already ({1}); to bring it up to date say --evaluation "{1}", or'
            " give the matrix another title.",
            matrix.title,
            twin,
        )
