"""A workspace and its copies, for the tests of merging copies."""

import shutil

from tests.workbench.merging.building import planned
from workbench.merging.applying import apply
from workbench.merging.copies import read_copy
from workbench.merging.items import KEEP, Decision
from workbench.workspace import Workspace


class Family:
    """A workspace and its copies, each open for writing, by name."""

    def __init__(self, folder):
        self.folder = folder
        self.members = {"W": Workspace.create(folder / "W.evw", name="Test", author="W")}
        with self["W"].edit("Build") as editor:
            self.paper = editor.insert(1, "paper", {"symbol": "GB.1/X"})
            self.section = editor.insert(self.paper, "section", {"role": "recommendations"})
            self.other = editor.insert(self.paper, "section", {"role": "introduction"})
            self.rec = editor.insert(self.section, "recommendation", {"headline": "Train"})
            self.one, self.two, self.three = (
                editor.insert(self.other, "paragraph", {"text": text}) for text in ("One", "Two", "Three")
            )

    def __getitem__(self, name):
        return self.members[name]

    def copy(self, source, *names):
        for name in names:
            shutil.copyfile(self[source].path, self.folder / f"{name}.evw")
            self.members[name] = Workspace.open(self.folder / f"{name}.evw", author=name)

    def close(self):
        for member in self.members.values():
            member.close()

    def open_again(self):
        """Open all that were closed, for others to use meanwhile."""
        self.members = {
            name: Workspace.open(member.path, author=name) for name, member in self.members.items()
        }

    def read(self, into, name):
        return read_copy(self[name].path, self[into])

    def plan(self, into, *names):
        return planned(self[into], *(self.read(into, name) for name in names))

    def merge(self, into, *names, take="ours"):
        """Merge copies, what is asked decided alike; return the keys of that."""
        plan = self.plan(into, *names)
        asked = [item.key for item in plan.undecided()]
        plan.decide_conflicts(take)
        apply(self[into], plan)
        return asked

    def set(self, name, node, field, value):
        with self[name].edit("Set") as editor:
            editor.set(node, field, value)

    def add(self, name, text, parent=None, index=None, kind="paragraph", **fields):
        with self[name].edit("Add") as editor:
            return editor.insert(parent or self.other, kind, {"text": text, **fields}, index)

    def remove(self, name, node):
        with self[name].edit("Remove") as editor:
            editor.remove(node)

    def move(self, name, node, parent, index=None):
        with self[name].edit("Move") as editor:
            editor.move(node, parent, index)

    def text(self, name, node):
        return self[name].tree[node]["text"]

    def texts(self, name, parent=None):
        return [node["text"] for node in self[name].tree.children(parent or self.other)]


def decide(made, dice):
    """Decide whatever waits for a person, one way or another."""
    for item in made.undecided():
        item.decision = dice.pick([KEEP, *(Decision("theirs", at) for at in range(len(item.answers)))])


def key_of(workspace, node):
    """Return what names a node that was made in a workspace wherever it travels."""
    return f"{workspace.origin(node)}:{node}"
