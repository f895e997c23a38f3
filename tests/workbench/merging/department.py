"""A paper as real ones are, its sheets at a department, and what comes back of them."""

from tests.workbench.merging.calc import Sheets
from workbench.merging.applying import apply
from workbench.merging.planning import plan
from workbench.merging.reading import read_returns
from workbench.merging.records import merged

LONG = "Rivers should be counted, mended and shown to those who live beside them. " * 60
REASON, TEXT, ACCEPTANCE = "response.reason", "response.text", "response.acceptance"
ACCEPTANCES = ("not_accepted", "partially_accepted", "accepted", "not_stated")
ANSWERED = {
    ("RG.1 I-3", "reason"): "Too few fish",
    ("Mend dams", "progress"): "Half mended",
}
"""What the fixture ``answered`` types."""


def write_more(editor, office):
    """Make the paper as real ones are: long texts, marks, lists, notes, dates, every acceptance once."""
    first, second, third, fourth = (office.response(number) for number in range(1, 5))
    editor.set(office.recommendations[1], "rationale", LONG)
    note = editor.insert(second, "footnote", {"text": "See the report."})
    marked = f"The Office *largely* agrees on **boats**[^{note}]; see [[{office.recommendations[2]}]]."
    editor.set(second, "text", f"{marked}\n\n- first the large ones\n- then the small ones")
    editor.set(first, "cleared_on", "2027-01-31")
    for response, key in zip((first, second, third, fourth), ACCEPTANCES, strict=True):
        editor.set(response, "acceptance", key)
    editor.set(fourth, "reason", LONG)
    editor.set(office.action("Paint boats"), "status", "in_progress")
    response = editor.insert(
        office.recommendations[4], "response", {"text": "We meet.", "acceptance": "accepted"}
    )
    editor.insert(response, "contribution", {"unit": "POLICY", "text": "We bring **maps**."})


class Department:
    """A workbook at a department, and the workspace that it comes back to."""

    def __init__(self, calc, workspace, path, kind):
        self.sheets = Sheets(calc, path)
        self.workspace, self.kind = workspace, kind
        self.file = workspace.path.with_name(f"POLICY.{kind}")
        self.numbers = {node.id: f"RG.1 I-{at}" for at, node in enumerate(self._recommendations(), 1)}

    def _recommendations(self):
        return self.workspace.tree.of_kind("recommendation")

    def save(self):
        self.sheets.save(self.file, self.kind)
        self.sheets.close()

    def back(self):
        """Save the workbook and return the plan for merging it."""
        self.save()
        incoming = read_returns(self.workspace, [self.file])
        assert incoming.refused == []
        return plan(self.workspace.tree, self.workspace.point, incoming.returns, merged(self.workspace))

    def merge(self):
        """Merge what comes back; return what changed and the codes of what is told."""
        made = self.back()
        assert made.undecided() == []
        before = self.workspace.tree.copy()
        apply(self.workspace, made)
        problems = [problem.code for problem in made.files[0].returned.problems]
        return self.changes(before), problems

    def changes(self, before):
        """Return every value of the document that is another now, by what people call it."""
        found = {}
        for node in self.workspace.tree.walk():
            old = before[node.id].fields if node.id in before else node.declaration.blank()
            for name, value in node.fields.items():
                if value != old[name]:
                    found[self.name(node, before), name] = value
        assert before.nodes.keys() <= self.workspace.tree.nodes.keys()
        return found

    def name(self, node, tree):
        """Return what people call a node: an action by its text as it was sent, others by the reference."""
        if node.kind == "action":
            return tree[node.id]["description"] if node.id in tree else "new action"
        reference = self.numbers[self.workspace.tree.ancestor(node.id, "recommendation").id]
        return reference if node.kind == "response" else f"{reference} {node.kind}"

    def items(self, made):
        """Return base, answer and state of every item, by what people call it."""
        tree = self.workspace.tree
        return {
            (self.name(tree[item.target], tree), item.field): (item.base, item.answers[0].value, item.state)
            for item in made.items
        }
