"""Where in a workspace the rows of a matrix belong: evaluation, section, recommendation, action."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.lettering import BULLET
from workbench.markup import escape, parse, plain_block
from workbench.matrix.memory import EVALUATION, Known, Memory
from workbench.matrix.names import fold
from workbench.matrix.references import printed_references, reference_key
from workbench.merging.claims import Addition, NewNode
from workbench.sentences import UNSAID, Sentence
from workbench.vocabularies import VOCABULARIES, label

if TYPE_CHECKING:
    from workbench.matrix.entries import Entry
    from workbench.merging.claims import Target
    from workbench.numbering import Numbers
    from workbench.tree import Node
    from workbench.workspace import Workspace

_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Home:
    """Where an entry belongs: a recommendation that is there, or a new one; ``doubt`` whether it is the one.

    ``key`` tells it from the others of the matrix.
    """

    target: Target
    key: str
    known: Known | None = None
    doubt: Sentence = UNSAID


def shown(markup: str | None, node: int, numbers: Numbers) -> str:
    """Return the text of a node as printed, a block a line, "• " before items of a list."""
    return "\n".join(
        (BULLET if block.kind == "bullet" else "")
        + plain_block(block, lambda reference: numbers.printed(reference, node))
        for block in parse(markup)
    )


def digest(text: str) -> str:
    """Return a short name for a text, the same for the same words."""
    import hashlib

    return hashlib.sha256(fold(text).encode()).hexdigest()[:12]


@dataclass
class Homes:
    """Finds the home of every entry in one document, and says what must be added for it."""

    workspace: Workspace
    evaluation: int | None
    memory: Memory
    title: str
    language: str
    additions: list[Addition] = field(default_factory=list)
    _taken: set[int] = field(default_factory=set)
    _keys: set[str] = field(default_factory=set)
    _sections: dict[str, Target] = field(default_factory=dict)
    _new: int = 0

    def home(self, entry: Entry) -> Home:
        """Return where an entry belongs: where it went before, by its reference, by its text, else new."""
        known, key = self.memory.find(entry.reference, entry.headline), self._key(entry)
        found, doubt = (known.node, known.doubt) if known else (None, UNSAID)
        if found is None or found in self._taken:
            found, doubt = self._found(entry)
            known = known if found is None else None
        if found is None:
            self._new += 1
            return Home(NewNode("recommendation", self.section("recommendations"), key), key, known)
        self._taken.add(found)
        return Home(found, key, known, doubt)

    def key_of(self, *parts: str) -> str:
        """Return the key of something new in the evaluation, another one in every evaluation."""
        scope = digest(self.title) if self.evaluation is None else str(self.evaluation)
        return ":".join(["matrix", scope, *parts])

    def names(self, home: Home) -> set[str]:
        """Return the keys of the references that a recommendation has here, or will have."""
        if isinstance(home.target, int):
            return {key for key, node in self._printed.items() if node == home.target}
        return {str(len(self._texts) + self._new)}

    def actions(self, target: Target) -> list[Node]:
        """Return the actions of a recommendation that are there now."""
        tree = self.workspace.tree
        if not isinstance(target, int) or target not in tree:
            return []
        return [
            action
            for response in tree.children(target, "response")
            for action in tree.children(response.id, "action")
        ]

    def _found(self, entry: Entry) -> tuple[int | None, Sentence]:
        node = self._printed.get(reference_key(entry.reference)) if entry.reference else None
        if node is not None and node not in self._taken and self._reads_alike(node, entry):
            return node, UNSAID
        for other, text in self._texts.items():
            if text and text == fold(entry.headline) and other not in self._taken:
                return other, UNSAID
        if node is None or node in self._taken:
            return None, UNSAID
        return node, Sentence(
            "Recommendation {0} reads differently here; is it the same one?", entry.reference
        )

    def _key(self, entry: Entry) -> str:
        """Return what tells a new recommendation from the others, the same for the same matrix."""
        reference, text = reference_key(entry.reference), digest(entry.headline)
        keys = [self.key_of(reference)] if reference else []
        keys += [self.key_of(reference, text), self.key_of(reference, text, str(len(self._keys)))]
        key = next(key for key in keys if key not in self._keys)
        self._keys.add(key)
        return key

    def _reads_alike(self, node: int, entry: Entry) -> bool:
        """Whether two headlines share half the words of the shorter one, or one says nothing."""
        ours = set(fold(self._headline(node)).split())
        theirs = set(fold(entry.headline).split())
        return not ours or not theirs or len(ours & theirs) >= _SHARED * min(len(ours), len(theirs))

    @cached_property
    def _printed(self) -> dict[str, int]:
        if self.evaluation is None:
            return {}
        return printed_references(self.workspace.tree, self.workspace.numbers, self.evaluation)

    @cached_property
    def _texts(self) -> dict[int, str]:
        """The folded headlines of the evaluation's recommendations."""
        if self.evaluation is None:
            return {}
        nodes = self.workspace.tree.of_kind("recommendation", self.evaluation)
        return {node.id: fold(self._headline(node.id)) for node in nodes}

    def _headline(self, node: int) -> str:
        return shown(self.workspace.tree[node]["headline"], node, self.workspace.numbers)

    def section(self, role: str) -> Target:
        """Return the evaluation's section with a role, one to be added where there is none."""
        if role not in self._sections:
            self._sections[role] = self._section(role)
        return self._sections[role]

    def _section(self, role: str) -> Target:
        tree, evaluation = self.workspace.tree, self.home_evaluation
        sections = tree.children(evaluation, "section") if isinstance(evaluation, int) else []
        for section in sections:
            if section["role"] == role:
                return section.id
        roles = list(VOCABULARIES["role"])
        before = [
            section.id
            for section in sections
            if section["role"] not in roles or roles.index(section["role"]) < roles.index(role)
        ]
        node = NewNode("section", evaluation, self.key_of(role))
        heading = label(tree.root["vocabularies"], "role", role, self.language)
        after = before[-1] if before else None
        self.additions.append(Addition(node, {"role": role, "heading": heading}, after))
        return node

    @cached_property
    def home_evaluation(self) -> Target:
        """The evaluation that the matrix goes into, one to be added where there is none."""
        if self.evaluation is not None:
            return self.evaluation
        node = NewNode("evaluation", self._paper, f"{EVALUATION}{digest(self.title)}")
        self.additions.append(Addition(node, {"title": escape(self.title)}))
        return node

    @cached_property
    def _paper(self) -> Target:
        tree = self.workspace.tree
        papers = list(tree.of_kind("paper"))
        if len(papers) > 1:
            raise UserError("This workspace holds several papers; add the evaluation to one of them first.")
        if papers:
            return papers[0].id
        node = NewNode("paper", tree.root_id, self.key_of("paper"))
        at = next((child.id for child in reversed(tree.children(tree.root_id, "paper"))), None)
        self.additions.append(Addition(node, {"title": escape(self.title), "language": self.language}, at))
        return node
