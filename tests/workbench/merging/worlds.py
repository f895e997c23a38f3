"""Workspaces drawn at random: a paper, its recommendations, what was answered so far, edits made since."""

import datetime
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.workbench.merging.answers import DATES, LINES, UNITS, WORDS
from tests.workbench.merging.desk import Desk
from tests.workbench.strategies import fields_of
from tests.workbench.test_laws import MEMORY
from workbench.tracking.book import workbook
from workbench.tracking.sending import sending_for
from workbench.tracking.shares import shares_of, units_with_a_share
from workbench.workspace import Workspace

FIELDS = {
    "response": ("acceptance", "reason", "text", "cleared_by", "cleared_on"),
    "contribution": ("text",),
    "action": ("description", "responsible_unit", "due", "revised_due", "status", "progress", "evidence"),
    "recommendation": ("headline", "rationale", "priority"),
}
LONG = "Rivers are counted, mended and shown to those who live beside them. " * 40


@contextmanager
def new_world(dice, *, wild=False):
    """Give a workspace in memory with one paper in it, drawn from ``dice``; a wild one holds any text."""
    with (
        tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder,
        Workspace.create(Path(folder, "W.evw"), name="Test", author="somebody") as workspace,
    ):
        world = (WildWorld if wild else World)(workspace, dice)
        with workspace.edit("Paper") as editor:
            world.fill(editor)
        yield world


class World:
    """A workspace with one paper; made by :func:`new_world`."""

    most_parts, most_recommendations, most_actions = 2, 3, 3

    def __init__(self, workspace, dice):
        self.workspace, self.dice = workspace, dice

    @property
    def tree(self):
        return self.workspace.tree

    def fill(self, editor):
        root = self.tree.root_id
        register = editor.insert(root, "register")
        for key, name in UNITS.items():
            editor.insert(register, "unit", {"abbreviation": key, "name": name})
        self.paper = editor.insert(root, "paper", {"symbol": "RG.1/A", "title": "Rivers"})
        for _ in range(self.dice.between(1, self.most_parts)):
            part = editor.insert(self.paper, "evaluation", {"title": "River review"})
            section = editor.insert(part, "section", {"role": "recommendations"})
            for _ in range(self.dice.between(1, self.most_recommendations)):
                self._recommend(editor, section)

    def _recommend(self, editor, section):
        dice = self.dice
        recommendation = editor.insert(section, "recommendation", self._asked())
        if dice.chance(70):
            response = editor.insert(recommendation, "response", self._values("response"))
            self._annotate(editor, response)
            for unit in dice.some(sorted(UNITS)):
                editor.insert(response, "contribution", {**self._values("contribution"), "unit": unit})
            for _ in range(dice.between(0, self.most_actions)):
                unit = dice.pick((*UNITS, None))
                editor.insert(response, "action", {**self._values("action"), "responsible_unit": unit})

    def _asked(self):
        """Return the fields of a recommendation."""
        dice = self.dice
        return {
            "headline": dice.pick(("Look after the rivers.", f"Look after {dice.word()}.", LONG)),
            "rationale": dice.pick((None, f"Few {dice.word()} last.\n\n- one\n- two", LONG)),
            "responsible_units": dice.some(sorted(UNITS), least=1),
            "lead_unit": dice.pick((None, None, "FIELD")),
            "priority": dice.pick(("High", "Low", "Urgent", None)),
        }

    def _annotate(self, editor, response):
        """Hang a footnote or a reference on the text of a response."""
        text = editor.tree[response]["text"]
        if text and self.dice.chance(40):
            note = editor.insert(response, "footnote", {"text": f"See {self.dice.word()}."})
            editor.set(response, "text", f"{text}[^{note}] and [[{editor.tree[response].parent}]]")

    def _values(self, kind):
        return {name: self._value(name) for name in FIELDS[kind] if self.dice.chance(60)}

    def _value(self, field):
        """Return a value for a field as it is stored."""
        dice = self.dice
        if field in WORDS:
            return dice.pick(sorted(WORDS[field]))
        if field in DATES:
            return datetime.date(2027, dice.between(1, 12), dice.between(1, 28)).isoformat()
        if field in LINES:
            return f"{dice.word()} B."
        word = dice.word()
        texts = (
            word,
            f"The Office **welcomes {word}** now",
            f"One *{word}*\n\n- two\n- three",
            f"{word} \\* five",
        )
        return dice.pick(texts)

    # Sending -----------------------------------------------------------------------------------

    def units(self):
        """Return the units that get a sheet."""
        return units_with_a_share(self._sending("response").asked)

    def _sending(self, stage):
        snapshot = self.workspace.snapshot()
        return sending_for(snapshot, snapshot.tree[self.paper], stage, None)

    def send(self, unit, stage="response"):
        """Return the desk of a unit with its workbook on it, as it was sent."""
        sending = self._sending(stage)
        shares = shares_of(sending.snapshot.tree, sending.asked, unit)
        return Desk(workbook(sending, unit, shares), unit, sending.snapshot)

    # Meanwhile ---------------------------------------------------------------------------------

    def edit(self, desks, most=4):
        """Do some batches of edits here, a few of them the same as on one of the desks."""
        for _ in range(self.dice.between(0, most)):
            step = self.workspace.undo_step
            if self.dice.chance(10) and step and step.label == "Since":
                self.workspace.undo()
                continue
            with self.workspace.edit("Since") as editor:
                for _ in range(self.dice.between(1, 3)):
                    self._edit(editor, desks)

    def _edit(self, editor, desks):
        dice = self.dice
        nodes = sorted(self._nodes(FIELDS))
        cells = [cell for desk in desks for cell in desk.answers() if cell.is_plain]
        match dice.pick(("set", "set", "set", "touched", "touched", "same", "insert", "insert", "remove")):
            case "set" if nodes:
                self._set(editor, dice.pick(nodes))
            case "touched" | "same" as how if cells:
                cell = dice.pick(cells)
                node = self._node_of(editor, cell.place)
                if node is not None:
                    value = cell.said.value if how == "same" else self._value(cell.field)
                    editor.set(
                        node, cell.field, "\n\n".join(value.split("\n")) if cell.is_text and value else value
                    )
            case "insert":
                self._insert(editor)
            case "remove":
                kinds = dice.pick((("action", "contribution"), ("response",), ("recommendation",)))
                nodes = sorted(self._nodes(kinds))
                if nodes:
                    editor.remove(dice.pick(nodes))

    def _nodes(self, kinds):
        return (node.id for kind in kinds for node in self.tree.of_kind(kind))

    def _set(self, editor, node):
        field = self.dice.pick(FIELDS[self.tree[node].kind])
        editor.set(node, field, self.dice.pick((None, self._value(field))))

    def _insert(self, editor):
        recommendations = sorted(self._nodes(("recommendation",)))
        if recommendations:
            recommendation = self.dice.pick(recommendations)
            response = self._response(editor, recommendation)
            taken = {node["unit"] for node in self.tree.children(response, "contribution")}
            kind = self.dice.pick(("action", "contribution"))
            unit = self.dice.pick(sorted(UNITS))
            if kind == "action":
                editor.insert(response, kind, {**self._values(kind), "responsible_unit": unit})
            elif unit not in taken:
                editor.insert(response, kind, {**self._values(kind), "unit": unit})

    def _response(self, editor, recommendation):
        found = self.tree.children(recommendation, "response")
        return found[0].id if found else editor.insert(recommendation, "response")

    def _node_of(self, editor, place):
        """Return the node of a place, made where it is not there; None where its recommendation is gone."""
        if place.recommendation not in self.tree:
            return None
        if place.kind == "action":
            return place.node if place.node in self.tree else None
        response = self._response(editor, place.recommendation)
        if place.kind == "response":
            return response
        for node in self.tree.children(response, "contribution"):
            if node["unit"] == place.unit:
                return node.id
        return editor.insert(response, "contribution", {"unit": place.unit})


class WildWorld(World):
    """A workspace whose every field can hold anything that the document takes."""

    most_parts, most_recommendations, most_actions = 1, 3, 1

    def fill(self, editor):
        super().fill(editor)
        if self.dice.chance(30):
            editor.set(
                self.tree.root_id, "vocabularies", {"action_status": {"Yes": {"en": "Done"}, "No": {}}}
            )
        editor.set(self.paper, "symbol", self.dice.draw(fields_of("paper")).get("symbol"))
        for response in list(self.tree.of_kind("response")):
            others = [node.id for node in self.tree.of_kind("recommendation") if node.id != response.parent]
            if others and self.dice.chance(30):
                editor.set(response.id, "also_answers", self.dice.some(others, least=1))

    def _asked(self):
        units = self.dice.some([*UNITS, "Wild\xa0unit", "é"], least=1)
        return {**self._values("recommendation"), "responsible_units": units}

    def _values(self, kind):
        return self.dice.draw(fields_of(kind))

    def _annotate(self, editor, response):
        for _ in range(self.dice.between(0, 2)):
            note = editor.insert(response, "footnote", self._values("footnote"))
            editor.set(response, "text", f"{editor.tree[response]['text'] or 'x'}[^{note}]")
