"""A small document and hand-made returns, for the tests of planning and applying."""

import hashlib

from workbench.merging.claims import Claim, NewNode, Return
from workbench.merging.planning import plan
from workbench.merging.records import merged
from workbench.workspace import Workspace


def new_workspace(path):
    """Return a workspace with two recommendations, the first of them answered, and their ids by name."""
    workspace = Workspace.create(path, name="Test")
    ids = {}
    with workspace.edit("Build") as editor:
        paper = editor.insert(workspace.tree.root_id, "paper", {"symbol": "GB.1/X"})
        evaluation = editor.insert(paper, "evaluation", {"title": "Skills"})
        ids["section"] = editor.insert(evaluation, "section", {"role": "recommendations"})
        for name in ("first", "second"):
            fields = {"headline": f"The {name} one", "responsible_units": ["SKILLS"]}
            ids[name] = editor.insert(ids["section"], "recommendation", fields)
        ids["response"] = editor.insert(ids["first"], "response", {"text": "We agree."})
        action = {"description": "Train staff", "responsible_unit": "SKILLS"}
        ids["action"] = editor.insert(ids["response"], "action", action)
    return workspace, ids


def returned(workspace, *claims, name="A.xlsx", **more):
    """Return a file that makes these claims, its base the present document."""
    sha = hashlib.sha256(repr((name, claims, more)).encode()).hexdigest()
    known = {"kind": "sheet", "point": workspace.point, "base": workspace.tree.copy(), **more}
    return Return(name, sha, claims=list(claims), **known)


def claim(target, field, base, theirs, **more):
    return Claim(target, field, base, theirs, **more)


def response_of(recommendation):
    return NewNode("response", recommendation, "")


def planned(workspace, *returns):
    return plan(workspace.tree, workspace.point, returns, merged(workspace))
