"""Random papers that print everything a paper can print, in any order that the document allows."""

import re

from hypothesis import strategies as st

from tests.workbench.strategies import LETTERS, MARKUP
from workbench.editor import Editor
from workbench.tree import Tree
from workbench.vocabularies import VOCABULARIES

SYMBOLS = re.compile("[\uf000-\uf0ff]")
"""The letters of Symbol fonts, which a reader of Word files turns into what they show."""

NAMES = st.sampled_from(["Widgets", "Rivers and boats", "One (a) two", "Über *alles*", "A. b", "3", "“Q”: x"])
LINES = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(lambda text: text.strip(" \t"))
TEXTS = st.none() | MARKUP | NAMES
HEADINGS = st.none() | NAMES | MARKUP
ROLES = st.sampled_from(sorted(set(VOCABULARIES["role"]) - {"office_response"}))
SCORES = st.none() | st.just("NR") | st.integers(0, 6) | st.floats(0, 6, allow_nan=False)
CHOICES = {
    name: st.none() | st.sampled_from([*VOCABULARIES[name], "2030–31 or so"])
    for name in ("priority", "time_implication", "resource_implication")
}
LANGUAGES = st.sampled_from(["en", "en", "fr", "es"])
PLAIN_FRONT = {
    "symbol": st.sampled_from(["GB.999/PFA/3", "GB.341/INS/12/1"]),
    "session": st.sampled_from(["399th Session", "399e session"]),
    "place": st.sampled_from(["Geneva", "Genève"]),
    "session_dates": st.sampled_from(["March 2031", "octobre-novembre 2030"]),
    "section": st.just("Programme, Financial and Administrative Section"),
    "section_code": st.just("PFA"),
    "segment": st.just("Audit and Oversight Segment"),
    "agenda_item": st.sampled_from(["3", "12", "An item in other words"]),
    "date": st.dates().map(lambda day: day.isoformat()),
    "original_language": st.sampled_from(["en", "fr", "es"]),
    "revision": st.integers(1, 9),
    "author_unit": LINES,
}
FLOWING_FRONT = (
    "purpose",
    "strategic_objective",
    "main_outcome",
    "policy_implications",
    "legal_implications",
)


class _Maker:
    """Makes one paper in ``editor``, drawing as it goes; texts come last, when all can be pointed to."""

    def __init__(self, data):
        self.draw = data.draw
        self.editor = Editor(Tree(), 1)
        self.editor.insert(None, "workspace")
        self.language = self.draw(LANGUAGES, label="language")
        fields = self.draw(st.fixed_dictionaries({}, optional=PLAIN_FRONT), label="front")
        self.paper = self.editor.insert(1, "paper", {"language": self.language, **fields})

    def make(self):
        for _ in range(self.draw(st.integers(1, 4))):
            if self.draw(st.booleans()):
                self._section(self.paper)
            else:
                self._evaluation()
        self._texts()
        return self.editor, self.paper

    def _evaluation(self):
        part = self.editor.insert(self.paper, "evaluation")
        recommendations = []
        for _ in range(self.draw(st.integers(0, 4))):
            recommendations += self._section(part)
        if self.draw(st.booleans()):  # no answer stands before what it answers
            recommendations += self._section(part, "office_response")
        for place, recommendation in enumerate(recommendations):
            if self.draw(st.booleans()):
                also = [other for other in recommendations[place + 1 :] if self.draw(st.booleans())]
                self.editor.insert(recommendation, "response", {"also_answers": also})

    def _section(self, parent, role=None):
        role = role or self.draw(ROLES)
        section = self.editor.insert(parent, "section", {"role": role})
        recommendations = []
        for _ in range(self.draw(st.integers(0, 4))):
            kind = self.draw(
                st.sampled_from(["paragraph", "paragraph", "criterion", "recommendation", "figure"])
            )
            if kind == "recommendation" and parent == self.paper:
                continue
            node = self._child(section, kind)
            recommendations += [node] if kind == "recommendation" else []
        return recommendations

    def _child(self, parent, kind):
        if kind == "paragraph":
            position = self.draw(st.sampled_from([None, "before", "after"]))
            return self.editor.insert(
                parent, kind, {"numbered": self.draw(st.booleans()), "position": position}
            )
        if kind == "recommendation":
            fields = self.draw(
                st.fixed_dictionaries({"responsible_units_text": st.none() | LINES, **CHOICES})
            )
            return self.editor.insert(parent, kind, fields)
        node = self.editor.insert(parent, kind)
        below = ["key_finding", "key_finding", "paragraph"] if kind == "criterion" else ["rating"]
        for _ in range(self.draw(st.integers(0, 3)) if kind in ("criterion", "figure") else 0):
            self._below(node, self.draw(st.sampled_from(below)))
        return node

    def _below(self, parent, kind):
        if kind == "rating":
            self.editor.insert(parent, kind, {"criterion": self.draw(LINES), "score": self.draw(SCORES)})
        else:
            self._child(parent, kind)

    def _texts(self):
        tree = self.editor.tree
        ids = sorted(node.id for node in tree.walk(self.paper))
        for id in ids:
            node = tree[id]
            for name, field in node.declaration.fields.items():
                if field.is_markup and name not in ("reason", "notes"):
                    self._text(node, name, ids)

    def _text(self, node, name, ids):
        if node.kind == "paper" and name not in ("title", *FLOWING_FRONT):
            return
        heading = name in ("title", "heading", "caption")
        text = self.draw(HEADINGS if heading else TEXTS, label=f"{node.kind} {node.id} {name}")
        if text and self.draw(st.booleans()):
            text += f" [[{self.draw(st.sampled_from(ids))}]]{self.draw(st.sampled_from(['', 'x', '*y*']))}"
        if text and node.kind != "footnote" and self.draw(st.integers(0, 3)) == 0:
            note = self.editor.insert(node.id, "footnote")
            self._text(self.editor.tree[note], "text", ids)
            text = f"{text}[^{note}]"
        self.editor.set(node.id, name, text and SYMBOLS.sub("", text))


@st.composite
def papers(draw):
    """An editor over a workspace with one paper, and the id of the paper."""
    return _Maker(draw(st.data())).make()
