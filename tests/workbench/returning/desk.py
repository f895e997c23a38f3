"""A workspace whose draft is with the secretariat, and what comes of it."""

from tests.workbench.merging.building import planned
from tests.workbench.paper.samples import sample
from tests.workbench.returning.secretariat import Secretariat
from workbench.merging.applying import apply
from workbench.paper import write_paper
from workbench.paper.choices import Choices
from workbench.returning.reading import read_draft
from workbench.workspace import FileRecord, Workspace


class Desk:
    """The sample paper in a workspace of its own, and its drafts; ``ids`` name its nodes."""

    def __init__(self, folder, snapshot=None):
        self.folder = folder
        made, self.ids = (snapshot, None) if snapshot else sample()
        self.workspace = Workspace.create_with(
            filling(made.tree), folder / "W.evw", "Fill", origin="new", author="us"
        )

    @property
    def tree(self):
        return self.workspace.tree

    def send(self, name="draft.docx", paper=None, **choices):
        """Write a draft and give it to the secretariat."""
        path = self.folder / name
        snapshot = self.workspace.snapshot()
        written = write_paper(snapshot, path, paper=paper, choices=Choices(**choices), replace=True)
        self.workspace.record_file(FileRecord("out", name, written.sha256, snapshot.point))
        return Secretariat(path)

    def read(self, secretariat):
        return read_draft(secretariat.save(), self.workspace)

    def merge(self, *returns, take=None):
        """Merge what was read; return the plan."""
        plan = planned(self.workspace, *returns)
        if take:
            for item in plan.undecided():
                item.decision = take
        apply(self.workspace, plan)
        return plan

    def set(self, node, field, value):
        with self.workspace.edit("Set") as editor:
            editor.set(node, field, value)


def said(returned):
    """Return everything that a file says of the document, without its problems."""
    return [*returned.claims, *returned.additions, *returned.removals, *returned.moves]


def codes(returned):
    return sorted(problem.code for problem in returned.problems)


def filling(tree):
    def fill(editor):
        waiting = [(tree.root_id, None)]
        while waiting:
            id, parent = waiting.pop(0)
            node = tree[id]
            editor.insert(parent, node.kind, node.fields, id=id)
            waiting += [(child, id) for child in node.children]

    return fill
