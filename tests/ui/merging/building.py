"""Files that came back, made by hand: what a reader would have made of them."""

import hashlib

from workbench.merging.claims import Addition, Claim, NewNode, Place, Problem, Return
from workbench.merging.reading import Incoming, Refused

RAW = "Due says “Q4 2031”, which is no certain date."
SORTED = "The column was sorted by itself; look whether the value belongs to this row."
HOMELESS = "The row names no recommendation; say where this action belongs."


class Back:
    """Makes returns against the present state of a workspace; ``find`` gives nodes by kind and number."""

    def __init__(self, workspace, find):
        self.workspace, self.find = workspace, find
        self.base, self.point = workspace.tree.copy(), workspace.point

    def file(self, name, *said, unit=None, problems=(), kind="sheet", saved_by="A. Person"):
        sha = hashlib.sha256(repr((name, said)).encode()).hexdigest()
        return Return(
            name,
            sha,
            kind,
            self.point,
            unit,
            saved_by,
            "2031-05-06T14:20:00Z",
            base=self.base,
            claims=[one for one in said if isinstance(one, Claim)],
            additions=[one for one in said if isinstance(one, Addition)],
            problems=list(problems),
        )

    def says(self, node, field, value, row=5, **more):
        """Return the claim that a field has this value, against what it has at the base."""
        place = Place("Response", row, field)
        return Claim(node, field, self.base[node][field], value, place, **more)

    def new_action(self, parent, key, doubt="", **fields):
        place = Place("Actions", 9, "description")
        return Addition(NewNode("action", parent, key), fields, place=place, doubt=doubt)


def note(sentence, row=7, sheet="Response", column=""):
    return Problem("note", sentence, Place(sheet, row, column))


class Readers:
    """Stands for the readers: gives what a test put here for each name, and refuses the rest."""

    def __init__(self):
        self.returns = {}
        self.refused = {}
        self.reads = 0

    def read(self, paths):
        self.reads += 1
        incoming = Incoming()
        for path in paths:
            if path.name in self.returns:
                incoming.returns.append(self.returns[path.name])
            else:
                reason = self.refused.get(path.name, f"{path.name} is no tracking sheet.")
                incoming.refused.append(Refused(path, reason))
        return incoming
