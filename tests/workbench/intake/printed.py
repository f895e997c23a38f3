"""What a paper prints, node by node and letter by letter, so that two workspaces can be compared."""

from __future__ import annotations

from workbench.intake.units import Register
from workbench.markup import Anchor, Reference, Run, parse
from workbench.numbering import UNKNOWN, printed_order
from workbench.paper.front_words import LABELLED
from workbench.paper.labels import choice_label, units_text
from workbench.paper.links import link_target
from workbench.paper.purpose import purpose
from workbench.paper.words import words
from workbench.register import units

COUNTED = frozenset({"evaluation", "criterion", "key_finding", "recommendation", "figure"})
BOLD, ITALIC = "bold", "italic"
CHOICES = ("priority", "time_implication", "resource_implication")


class Printing:
    """Tells what one paper of a snapshot prints; references count the printed nodes, so ids do not matter.

    Where it is not ``live``, references are what they show, and it is left open which of the blocks without
    a number make up one paragraph: nothing but bookmarks tells that. Bold in a line that is bold as a whole
    prints like the rest of it, so does italic in an italic one.
    """

    def __init__(self, snapshot, paper, *, live=True):
        self.live = live
        self.tree, self.numbers = snapshot.tree, snapshot.numbers
        self.paper = self.tree[paper]
        self.words = words(self.paper["language"] or "en")
        self.notes = []
        self.register = Register(units(self.tree))
        self.nodes, self.place = [], {}
        added = 0
        for printed in printed_order(self.tree, paper):
            if printed.section == 0 and self.nodes[-1].kind != "response":
                added += 1  # a heading that stands for the section that is not there
            if self._prints(printed.node):
                self.place[printed.node.id] = len(self.nodes) + added
                self.nodes.append(printed.node)
        self.by_number = {
            self.numbers.paragraph[node.id]: node.id
            for node in self.nodes
            if node.id in self.numbers.paragraph
        }

    def lines(self):
        """The printed nodes in order with their printed fields, and the footnotes as they are numbered."""
        found = [self._front(self.paper)]
        for printed in printed_order(self.tree, self.paper.id):
            if printed.section == 0 and found[-1][0] != "response":
                found.append(("section", self.words["office_response"]))
            if printed.node.kind == "paragraph" and not self.live:
                found += self._open_paragraph(printed.node)
            elif printed.node.id in self.place and printed.node.kind != "paper":
                found.append(getattr(self, "_" + printed.node.kind)(printed.node))
        told = 0
        while told < len(self.notes):
            note = self.tree[self.notes[told]]
            found.append(("footnote", self._flat(note, note["text"])))
            told += 1
        return found

    def _prints(self, node):
        if node.kind == "section":
            return bool(parse(node["heading"]))
        if node.kind == "paragraph" and not node["numbered"]:
            return any(block.spans for block in parse(node["text"]))
        return node.kind != "criterion" or node.id in self.numbers.label

    # Nodes ---------------------------------------------------------------------------------------

    def _front(self, node):
        text = purpose(self.tree, self.numbers, node, self.words)
        session = ", ".join(node[name] for name in ("session", "place", "session_dates") if node[name])
        section = " ".join(node[name] for name in ("section", "section_code") if node[name])
        revision = node["revision"] if node["symbol"] else None
        item = self.words.agenda_item(node["agenda_item"]) if node["agenda_item"] else None
        plain = (node["symbol"], revision, session, section, node["segment"], item, node["date"])
        language = choice_label(self.tree, "language", node["original_language"], self.words.language)
        flowing = [("title", node["title"]), ("note", node["revision_note"]), ("purpose", text)]
        all_in = {"title": BOLD, "note": ITALIC}
        flowing += [(name, node[name]) for name in LABELLED]
        told = [(name, self._flat(node, value, all_in.get(name))) for name, value in flowing]
        return ("paper", *(value or None for value in (*plain, language)), *told)

    def _evaluation(self, node):
        return "evaluation", self._line(node, node["title"])

    def _section(self, node):
        heading = self._line(node, node["heading"])
        plain = "".join(letter for letter, *_ in heading)
        return ("section", plain) if plain == self.words["office_response"] else ("section", heading)

    def _criterion(self, node):
        return "criterion", self._line(node, node["heading"])

    def _paragraph(self, node):
        return "paragraph", bool(node["numbered"]), self._text(node)

    def _open_paragraph(self, node):
        blocks = [("block", *block) for block in self._text(node)]
        return [("paragraph",), *blocks] if node["numbered"] else blocks

    def _key_finding(self, node):
        return "key_finding", self._flat(node, node["text"])

    def _figure(self, node):
        return "figure", self._line(node, node["caption"]), self._flat(node, node["scale"])

    def _rating(self, node):
        return "rating", " ".join((node["criterion"] or "").split()), node["score"]

    def _recommendation(self, node):
        choices = [
            _spaced(choice_label(self.tree, name, node[name], self.words.language)) for name in CHOICES
        ]
        texts = self._blocks(node, node["headline"], BOLD), self._blocks(node, node["rationale"])
        return ("recommendation", *texts, _spaced(units_text(node, self.register)), *choices)

    def _response(self, node):
        answered = sorted(int(self.numbers.label[id]) for id in (node.parent, *node["also_answers"]))
        return "response", answered, self._blocks(node, node["text"])

    # Texts ---------------------------------------------------------------------------------------

    def _line(self, node, text):
        """The letters of a text that prints as one line."""
        letters = []
        for block in parse(text):
            sign = f"({block.letter}) " if block.letter else "- " if block.kind == "bullet" else ""
            letters += [(letter, False, False, None) for letter in sign] + list(self._letters(node, block))
        return _tidy(_without(letters, BOLD))

    def _text(self, node):
        section = self.tree.ancestor(node.id, "section")
        return self._blocks(node, node["text"], BOLD if section["role"] == "decision" else None)

    def _flat(self, node, text, all_in=None):
        """The blocks of a text whose items are typed and have no style of their own."""
        found = []
        for block in parse(text):
            sign = f"({block.letter}) " if block.letter else "• " if block.kind == "bullet" else ""
            letters = [(letter, False, False, None) for letter in sign] + list(self._letters(node, block))
            found.append(_tidy(_without(letters, all_in)))
        return [block for block in found if block]

    def _blocks(self, node, text, all_in=None):
        blocks = [
            (block.kind, block.letter, _tidy(_without(self._letters(node, block), all_in)))
            for block in parse(text)
        ]
        return [block for block in blocks if block[2] or block[0] != "paragraph"]

    def _letters(self, node, block):
        for span in block.spans:
            look = (span.bold, span.italic)
            match span:
                case Run():
                    url = (link_target(span.url) or "").rstrip("/") if span.url else ""
                    yield from ((letter, *look, url or None) for letter in span.text)
                case Anchor():
                    yield self._note(node, span.node)
                case Reference():
                    yield from self._reference(node, span, look)

    def _note(self, node, id):
        if node.kind == "footnote" or id not in self.tree or self.tree[id].kind != "footnote":
            return "?", False, False, None
        if id not in self.notes:
            self.notes.append(id)
        return f"note {self.notes.index(id)}", False, False, None

    def _reference(self, node, span, look):
        shown = self.numbers.printed(span, node.id)
        target = span.target
        if shown == UNKNOWN or not self.live:
            return [(letter, *look, None) for letter in shown]
        if isinstance(target, str):
            return [(f"live {target}", *look, None)]
        if target in self.numbers.span:
            first, last = self.numbers.span[target]
            ends = [first] if first == last else [first, "–", last]
            return [
                (e if e == "–" else f"paragraph {self.place[self.by_number[e]]}", *look, None) for e in ends
            ]
        if self.tree[target].kind == "footnote":
            return [(f"live note {self.numbers.label[target]}", *look, None)]
        kind = self.tree[target].kind
        name = "paragraph" if span.form == "paragraph" or kind not in COUNTED else "number"
        return [(f"{name} {self.place[target]}", *look, None)]


def _without(letters, look):
    """Letters without the look that all of their line has anyway."""
    for letter, bold, italic, url in letters:
        yield letter, bold and look != BOLD, italic and look != ITALIC, url


def _spaced(text):
    return " ".join((text or "").split())


def _tidy(letters):
    """Letters with every run of blanks as one that has no look, none at the ends."""
    found = []
    for letter in letters:
        blank = letter[0].isspace()
        if not (blank and (not found or found[-1][0] == " ")):
            found.append((" ", False, False, None) if blank else letter)
    return found[:-1] if found and found[-1][0] == " " else found


def differences(before, after):
    """The first places where two printings differ, readable."""
    told = []
    for place in range(max(len(before), len(after))):
        pair = [lines[place] if place < len(lines) else None for lines in (before, after)]
        if pair[0] != pair[1]:
            told.append("\n  ".join([f"{place}:", *map(_shown, pair)]))
    return "\n".join(told[:6])


def _shown(value):
    """A printed line for a reader: letters in a row, each change of look marked."""
    if isinstance(value, list) and value and isinstance(value[0], tuple) and len(value[0]) == 4:
        parts, look = [], (False, False, None)
        for letter, *own in value:
            parts.append(f"<{own}>" if tuple(own) != look else "")
            parts.append(letter if len(letter) == 1 else f"[{letter}]")
            look = tuple(own)
        return "".join(parts)
    if isinstance(value, (list, tuple)):
        return "(" + ", ".join(map(_shown, value)) + ")"
    return repr(value)
