"""What merging did, or would do, as the JSON report of the command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.merging.claims import Claim, Problem
from workbench.merging.items import GONE, root_of
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.edits import Edit
    from workbench.merging.applying import Applied
    from workbench.merging.items import Answer, Item, Plan
    from workbench.merging.reading import Refused
    from workbench.schema import Value


def report(
    plan: Plan,
    applied: Sequence[Applied],
    refused: Sequence[Refused],
    *,
    is_done: bool,
    dry_run: bool = False,
) -> dict[str, Any]:
    """Return the report; ``applied`` is what every file of the plan did, empty where nothing was done.

    Of a ``dry_run`` that is what every file would do.
    """
    files = [
        _file(plan, position, applied, is_done=is_done, dry_run=dry_run)
        for position in range(len(plan.files))
    ]
    done = sum(len(file["applied"]) + len(file["new"]) for file in files)
    conflicts = [_conflict(plan, item) for item in plan.conflicts()]
    found = {"files": files + [_refused(one) for one in refused], "conflicts": conflicts, "applied": done}
    return {**found, "dry_run": True} if dry_run else found


def _file(
    plan: Plan, position: int, applied: Sequence[Applied], *, is_done: bool, dry_run: bool
) -> dict[str, Any]:
    file = plan.files[position]
    edits = applied[position].edits if applied else ()
    is_done = is_done and applied[position].is_done
    problems = [] if file.is_settled else [_problem(problem) for problem in file.returned.problems]
    for item in plan.of_file(position):
        problems += _questions(item, position) if item.is_open_question else ()
    return {
        "name": file.returned.name,
        "sha256": file.returned.sha256,
        "unit": file.returned.unit,
        "status": _status(plan, position, edits, is_done=is_done, dry_run=dry_run),
        "problems": problems,
        "applied": [_edit(edit) for edit in edits if edit.op != "insert"],
        "new": [_new(edit) for edit in edits if edit.op == "insert"],
    }


def _status(plan: Plan, position: int, edits: Sequence[Edit], *, is_done: bool, dry_run: bool) -> str:
    file = plan.files[position]
    if file.is_double and file.earlier is None:
        return "same file"
    if file.is_settled:
        return "already merged"
    if not is_done:
        return "not merged"
    if not edits:
        return "no changes"
    return "would be merged" if dry_run else "merged"


def _refused(refused: Refused) -> dict[str, Any]:
    problem = {"sheet": "", "row": 0, "column": "", "code": "refused", "message": refused.reason}
    return {
        "name": refused.path.name,
        "sha256": refused.sha256,
        "unit": None,
        "status": "refused",
        "problems": [problem],
        "applied": [],
        "new": [],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "code": problem.code,
        "message": problem.message,
    }


def _questions(item: Item, position: int) -> Iterator[dict[str, Any]]:
    """Yield what a person has to look at of what one file says."""
    for answer in item.answers:
        if answer.file == position:
            message = answer.doubt or Sentence("Another file is not certain here.")
            yield _problem(Problem("asked", message, answer.place))


def _edit(edit: Edit) -> dict[str, Any]:
    """Return one change; a node that went or moved has no field, its place or fields stand instead."""
    return {"node": edit.node, "field": edit.field, "before": edit.before, "after": edit.after}


def _new(edit: Edit) -> dict[str, Any]:
    place = edit.after
    return {"node": edit.node, "kind": place["kind"], "parent": place["parent"], "fields": place["fields"]}


def _conflict(plan: Plan, item: Item) -> dict[str, Any]:
    """Return a conflict; ``decided`` says how it was settled, None where it is open.

    ``node`` is the nearest node there is, ``about`` what the conflict is about: a value of a kind of
    node, or a node that is new, moved or removed.
    """
    return {
        "node": root_of(item.target) or None,
        "field": item.field or None,
        "about": f"{item.node_kind} {item.kind}",
        "base": item.base,
        "ours": None if item.ours is GONE else item.ours,
        "theirs": [_theirs(plan, answer) for answer in item.answers],
        "decided": item.decision.take if item.decision else None,
    }


def _theirs(plan: Plan, answer: Answer) -> dict[str, Any]:
    returned = plan.files[answer.file].returned
    said = {"file": returned.name, "sha256": returned.sha256, "value": _value(answer.value)}
    return {**said, "base": answer.said.base} if isinstance(answer.said, Claim) else said


def _value(value: Value) -> Value:
    """Return what a file says in a form that JSON holds."""
    if isinstance(value, tuple):
        return [item if isinstance(item, (int, str, type(None))) else str(item) for item in value]
    return value
