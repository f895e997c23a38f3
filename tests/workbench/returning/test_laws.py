"""Whatever is edited in a draft, the workspace that merges it holds the edited paper."""

import hashlib
import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.workbench.merging.building import planned
from tests.workbench.paper.samples import sample
from tests.workbench.returning.desk import filling
from workbench.documents import read_document_bytes
from workbench.editor import Editor
from workbench.markup import anchors, parse, references, render
from workbench.merging.applying import apply
from workbench.merging.claims import Return
from workbench.merging.items import Decision
from workbench.numbering import printed_order
from workbench.paper.choices import Choices
from workbench.paper.draft import Draft
from workbench.paper.words import words
from workbench.returning.earlier import Earlier
from workbench.returning.origin import write_again
from workbench.returning.reading import compare
from workbench.workspace import Snapshot, Workspace

WORDS = [
    "reeds",
    "ponds",
    "otters",
    "dams",
    "rivers",
    "streams",
    "marshes",
    "herons",
    "willows",
    "trout",
    "beavers",
    "eels",
]
TEXTS = {
    "paragraph": "text",
    "key_finding": "text",
    "criterion": "heading",
    "section": "heading",
    "evaluation": "title",
    "recommendation": "headline",
    "response": "text",
    "figure": "caption",
    "footnote": "text",
}
HOMES = {
    "paragraph": ("section", "criterion"),
    "key_finding": ("criterion",),
    "criterion": ("section",),
    "recommendation": ("section",),
}


class Editing:
    """Random edits of a copy of the paper, such as could be made in Word."""

    def __init__(self, tree, seed, *, keeps_names):
        self.editor = Editor(tree.copy(), max(tree.nodes) + 1)
        self.dice = random.Random(seed)
        self.steps = [self.tweak, self.insert, self.remove, self.move, self.choose]
        self.steps += [self.rewrite] * keeps_names  # else nothing tells what it was

    @property
    def tree(self):
        return self.editor.tree

    def sentence(self, is_bold=False):
        """Return some words; in a style that is bold, further bold cannot be told."""
        dice = self.dice
        said = [dice.choice(WORDS) for _ in range(dice.randint(3, 9))]
        if dice.random() < 0.4:
            at = dice.randrange(len(said))
            looks = ["*{}*", "[{}](https://example.org/x)"] + ["**{}**"] * (not is_bold)
            said[at] = dice.choice(looks).format(said[at])
        return " ".join(said).capitalize() + f" {dice.randint(100, 999)}."

    def text(self, is_bold=False):
        blocks = [self.sentence(is_bold)]
        if self.dice.random() < 0.3:
            blocks.append(f"- {self.sentence(is_bold)}\n- {self.sentence(is_bold)}")
        if self.dice.random() < 0.3:
            blocks.append(self.sentence(is_bold))
        return "\n\n".join(blocks)

    def pick(self, *kinds):
        found = [node for node in self.tree.walk() if node.kind in kinds]
        return self.dice.choice(found) if found else None

    def referred(self):
        """Return the nodes that texts point to, and the sections that hold them."""
        texts = [v for n in self.tree.walk() for v in n.fields.values() if isinstance(v, str)]
        targets = {r.target for text in texts for r in references(text)}
        targets |= {id for n in self.tree.walk() if n.kind == "response" for id in n["also_answers"]}
        return targets

    def step(self):
        self.dice.choice(self.steps)()

    def rewrite(self):
        node = self.pick(*TEXTS)
        is_line = node.kind in ("criterion", "section", "evaluation", "figure")
        if not any(anchors(v) for v in node.fields.values() if isinstance(v, str)):
            is_bold = is_line or node.kind == "recommendation" or self.is_in("decision", node)
            is_short = is_line or node.fields.get("numbered") is False  # all its blocks look like paragraphs
            said = self.sentence(is_bold) if is_short else self.text(is_bold)
            self.editor.set(node.id, TEXTS[node.kind], said)

    def tweak(self):
        node = self.pick(*TEXTS)
        blocks = list(parse(node[TEXTS[node.kind]]))
        text = render(blocks)
        if text and text[-1] == ".":
            self.editor.set(node.id, TEXTS[node.kind], f"{text[:-1]} {self.dice.choice(WORDS)}.")

    def insert(self):
        kind = self.dice.choice(list(HOMES))
        home = self.pick(*HOMES[kind])
        if home is None or self.is_in("office_response", home) or self.is_in("decision", home):
            return
        if self.is_in("recommendations", home) != (kind == "recommendation"):
            return
        is_bold = kind in ("criterion", "recommendation")
        fields = {TEXTS[kind]: self.sentence(is_bold) if kind == "criterion" else self.text(is_bold)}
        if kind == "recommendation":
            fields |= {"rationale": self.text(), "priority": "High"}
        self.editor.insert(home.id, kind, fields, self.place(home, kind))

    def is_in(self, role, node):
        section = self.tree.ancestor(node.id, "section")
        return section is not None and section["role"] == role

    def place(self, home, kind):
        """Return where a node can stand so that what is printed tells below what it is."""
        children = [self.tree[id] for id in home.children]
        leaves = [at for at, child in enumerate(children) if child.kind in ("criterion", "recommendation")]
        if kind == "recommendation":
            return 1  # the first and the last give their numbers to the decision
        if kind == "criterion":
            return len(children)
        return self.dice.randint(0, leaves[0] if leaves else len(children))

    def remove(self):
        node = self.pick("paragraph", "key_finding", "recommendation", "criterion")
        below = {n.id for n in self.tree.walk(node.id)}
        if below & self.referred() or any(n.kind == "footnote" for n in self.tree.walk(node.id)):
            return
        if self.is_in("decision", node) or self.is_in("office_response", node):
            return
        self.editor.remove(node.id)

    def move(self):
        node = self.pick("paragraph", "key_finding")
        home = self.pick(*HOMES[node.kind])
        roles = ("office_response", "decision", "recommendations")
        if home.id == node.parent or any(self.is_in(role, at) for at in (home, node) for role in roles):
            return
        self.editor.move(node.id, home.id, self.place(home, node.kind))

    def choose(self):
        node = self.pick("recommendation")
        self.editor.set(node.id, "priority", self.dice.choice(["High", "Medium", "Low"]))
        self.editor.set(node.id, "time_implication", self.dice.choice(["Short-term", "Long-term", None]))


def distinct(tree):
    """Return a tree in which no two key findings or paragraphs read the same, so that each can be known."""
    for node in tree.walk():
        if node.kind in ("key_finding", "paragraph", "criterion", "section") and node[TEXTS[node.kind]]:
            first, blank, rest = node[TEXTS[node.kind]].partition("\n\n")
            node.fields[TEXTS[node.kind]] = f"{first} No. {node.id}{blank}{rest}"
    return tree


def printed(tree):
    """Return all that a draft prints of a tree, without ids: what people would call the same paper."""
    paper = next(tree.of_kind("paper"))
    order = {p.node.id: n for n, p in enumerate(printed_order(tree, paper.id))}

    def node(id):
        found = tree[id]
        fields = {
            name: value
            for name, value in found.fields.items()
            if name not in ("role", "responsible_units_text")
        }
        fields = {n: shown(v) if isinstance(v, str) else v for n, v in fields.items()}
        children = [node(child.id) for child in tree.children(id) if child.kind != "footnote"]
        return found.kind, fields, children

    def shown(text):
        said = render(parse(text))
        for target in {r.target for r in references(text)}:
            if isinstance(target, int):
                said = said.replace(f"[[{target}", f"[[@{order.get(target)}")
        for id in set(anchors(text)):
            said = said.replace(f"[^{id}]", f"[^{tree[id]['text'] if id in tree else '?'}]")
        return said

    return node(paper.id)


def merge_edited(base_tree, edited, forget):
    """Merge the draft of ``edited`` into a workspace that holds ``base_tree``; return what it holds then."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create_with(
            filling(base_tree), Path(folder) / "W.evw", "Fill", origin="new", author="us"
        )
        with workspace:
            snapshot = workspace.snapshot()
            paper = next(edited.of_kind("paper"))
            draft = Draft(Snapshot(workspace.id, snapshot.point, edited), paper, words("en"), None, Choices())
            document = read_document_bytes(draft.write(None, None), "draft.docx")
            dice = random.Random(forget)
            for block in document.blocks:
                if hasattr(block, "bookmarks") and dice.random() < forget / 10:
                    block.bookmarks = ()
            written = write_again(snapshot, paper.id, Choices(), document)
            returned = Return(
                "draft.docx",
                hashlib.sha256(b"draft").hexdigest(),
                "draft",
                snapshot.point,
                base=snapshot.tree,
            )
            compare(document, written, returned, Earlier(), workspace.tree)
            plan = planned(workspace, returned)
            for item in plan.undecided():
                item.decision = Decision("ours" if item.field == "purpose" else "theirs")
            apply(workspace, plan)
            return workspace.tree.copy(), returned


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@example(seed=0, steps=0, forget=10)
@given(seed=st.integers(0, 2**32), steps=st.integers(0, 6), forget=st.sampled_from([0, 0, 3, 10]))
def test_what_was_edited_in_a_draft_is_what_the_workspace_holds(seed, steps, forget):
    base = distinct(sample()[0].tree)
    editing = Editing(base, seed, keeps_names=not forget)
    for _ in range(steps):
        editing.step()
    merged, returned = merge_edited(base, editing.tree, forget)
    assert printed(merged) == printed(editing.tree), returned
