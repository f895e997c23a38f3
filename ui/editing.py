"""Adding, removing and moving nodes, and going back and forth in the journal."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.counting import counted, counted_kinds
from ui.forms.layout import addable
from ui.labels import label, path, title
from ui.schema_words import kind_label
from workbench.errors import UserError
from workbench.markup import Anchor, anchors, parse, references, render
from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from ui.bars import Bars
    from ui.forms.page import Page
    from ui.questions import Questions
    from ui.session import Session
    from ui.tree_panel import TreePanel
    from workbench.editor import Editor
    from workbench.edits import Batch, Entry
    from workbench.tree import Node, Tree

REMOVED = "removed"
"""The message that something was removed; it goes away with the next step."""

MANY = 20
"""From this many nodes on, removing asks first although it can be undone."""

_NUMBER = r"\[\[([0-9]{1,15})"

SKELETONS: Mapping[str, tuple[str, ...]] = {
    "paper": ("introduction", "decision"),
    "evaluation": (
        "purpose_and_scope",
        "findings",
        "overall_assessment",
        "conclusions",
        "recommendations",
        "office_response",
    ),
}
"""Sections that a new node of a kind starts with."""


class Editing(QObject):
    """What the user does to nodes as a whole; made by the window. ``selected`` asks to show a node."""

    done = Signal(str)

    def __init__(
        self, session: Session, tree: TreePanel, page: Page, bars: Bars, questions: Questions, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tree = tree
        self._page = page
        self._bars = bars
        self._questions = questions
        self._window = parent

    @property
    def node(self) -> Node | None:
        """The selected node, None where nothing is selected."""
        id = self._tree.selected
        return self._document[id] if id is not None and id in self._document else None

    def kinds_below(self) -> list[str]:
        """Return the kinds that can be added below the selected node."""
        return addable(self._document, self.node.id) if self.node else []

    def kinds_beside(self) -> list[str]:
        """Return the kinds that can be added right after the selected node."""
        above = self._document.parent(self.node.id) if self.node else None
        return addable(self._document, above.id) if above else []

    def add(
        self, parent: int, kind: str, index: int | None = None, fields: Mapping[str, Any] | None = None
    ) -> None:
        """Add a node, show it and put the cursor into its first field."""
        self._session.settle()
        try:
            with self._session.edit(self.tr("Add {0}").format(kind_label(kind))) as editor:
                node = editor.insert(parent, kind, fields or {}, index)
                for role in SKELETONS.get(kind, ()):
                    editor.insert(node, "section", {"role": role})
        except UserError as error:
            self._session.refuse(error)
            return
        self._tree.select(node)
        self._page.focus_node(node)

    def add_below(self, kind: str) -> None:
        """Add a node of a kind as the last below the selected one."""
        if self.node:
            self.add(self.node.id, kind)

    def add_beside(self, kind: str) -> None:
        """Add a node of a kind right after the selected one."""
        if self.node and self.node.parent is not None:
            self.add(self.node.parent, kind, self._document.index(self.node.id) + 1)

    def add_another(self) -> None:
        """Add a node of the same kind after the selected one."""
        if self.node and self.node.kind in self.kinds_beside():
            self.add_beside(self.node.kind)

    def remove_selected(self) -> None:
        """Remove the selected node."""
        if self.node:
            self.remove(self.node.id)

    def remove(self, id: int) -> None:
        """Remove a node and what hangs below it; say what went along and that it can be undone."""
        self._session.settle()
        tree = self._document
        if id not in tree or tree[id].parent is None:
            self._session.failed.emit(self.tr("The workspace itself cannot be removed."))
            return
        name, along = self._title(id), what_goes_along(tree, id)
        what = self.tr("{0} with {1}").format(name, along) if along else name
        if sum(1 for _ in tree.walk(id)) > MANY and not self._questions.confirm(
            self.tr("Remove {0}?").format(what),
            self.tr("You can bring it back with Undo."),
            self.tr("Remove"),
        ):
            return
        lost = self._what_is_lost(id)
        neighbour = self._neighbour(id)
        if self._apply(self.tr("Remove {0}").format(name), partial(remove_with_marks, id)):
            self._tree.select(neighbour)
            self._tell_removed(what, lost)

    def move_up(self) -> None:
        """Move the selected node before the one above it."""
        self._shift(-1)

    def move_down(self) -> None:
        """Move the selected node behind the one below it."""
        self._shift(1)

    def move(self, id: int, parent: int, index: int) -> None:
        """Move a node to another place, as drag and drop asks for it."""
        self._session.settle()
        before = self._title(id)
        if self._apply(self.tr("Move {0}").format(before), methodcaller("move", id, parent, index)):
            self._tree.select(id)
            now = self._title(id)
            words = self.tr("{0} was moved.") if now == before else self.tr("{0} was moved and is now {1}.")
            self.done.emit(words.format(before, now))

    def move_to(self) -> None:
        """Let the user pick under which node the selected one shall stand."""
        if self.node is None or self.node.parent is None:
            return
        from ui.dialogs.pick import PickDialog

        self._moving = self.node.id
        dialog = PickDialog(
            self.tr("Move {0}").format(self._title(self._moving)),
            self.tr("Choose where it shall stand; it becomes the last there."),
            [(self._full_path(home), home) for home in homes_for(self._document, self._moving)],
            self._window,
        )
        dialog.picked.connect(self.on_home_picked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def on_home_picked(self, home: int) -> None:
        """Move the node under the picked one."""
        last = len(self._document[home].children)
        within = self._document[self._moving].parent == home
        self.move(self._moving, home, last - within)

    def undo(self) -> None:
        """Take back typing, or the last step; ask where the step was large or is of another day."""
        if self._page.committer.revert_typing(self._page.active.focused_binding()):
            return
        self._session.settle()
        if self._page.committer.give_up():
            return
        step = self._session.workspace.undo_step
        undone = self._session.undo() if step is not None and self._may_undo(step) else None
        if undone:
            self.done.emit(self.tr("Undone: {0}").format(undone.label))
            self._show_step(undone)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self._session.settle()
        redone = self._session.redo() if self._session.workspace.redo_step else None
        if redone:
            self.done.emit(self.tr("Redone: {0}").format(redone.label))
            self._show_step(redone)

    @property
    def _document(self) -> Tree:
        return self._session.workspace.tree

    def _title(self, id: int) -> str:
        return title(self._document, self._session.workspace.numbers, id)

    def _full_path(self, id: int) -> str:
        numbers = self._session.workspace.numbers
        above = [words for _, words in path(self._document, numbers, id)]
        return " › ".join([*above, label(self._document, numbers, id)])

    def _shift(self, step: int) -> None:
        node = self.node
        if node is None or node.parent is None:
            return
        place = self._document.index(node.id) + step
        if 0 <= place < len(self._document[node.parent].children):
            self.move(node.id, node.parent, place)

    def _apply(self, words: str, change: Callable[[Editor], object]) -> bool:
        try:
            with self._session.edit(words) as editor:
                change(editor)
        except UserError as error:
            self._session.refuse(error)
            return False
        return True

    def _neighbour(self, id: int) -> int:
        """Return the node to select after ``id`` is gone: the next, the one before, the parent."""
        parent = self._document[id].parent or 0
        siblings = self._document[parent].children
        place = siblings.index(id)
        rest = siblings[place + 1 : place + 2] or siblings[max(0, place - 1) : place]
        return rest[0] if rest else parent

    def _what_is_lost(self, id: int) -> list[str]:
        """Return in sentences who refers to a node that is to be removed."""
        from ui.units import lost_keys, naming

        texts = len(referring(self._document, id))
        fields = len(list(naming(self._document, lost_keys(self._document, id))))
        referred = counted(
            texts,
            self.tr("One text refers to it and now prints “?” there."),
            self.tr("{n} texts refer to it and now print “?” there."),
        )
        named = counted(
            fields,
            self.tr("One field names what is no longer in the register; it is flagged."),
            self.tr("{n} fields name what is no longer in the register; they are flagged."),
        )
        return [words for words, number in ((referred, texts), (named, fields)) if number]

    def _tell_removed(self, what: str, lost: list[str]) -> None:
        words = " ".join([self.tr("Removed {0}.").format(what), *lost])
        self._bars.show_message(REMOVED, words, (self.tr("Undo"), self.undo))

    def _may_undo(self, step: Entry) -> bool:
        """Ask before a merge or a step of another day is taken back; everything else just goes."""
        from workbench.merging.records import is_merge

        made = datetime.fromisoformat(step.time).astimezone()
        if not is_merge(step) and made.date() == datetime.now().date():
            return True
        details = counted(
            self._session.workspace.size_of(step),
            self.tr("It was made by {0} on {1} and changed one place."),
            self.tr("It was made by {0} on {1} and changed {n} places."),
        )
        return self._questions.confirm(
            self.tr("Undo “{0}”?").format(step.label),
            details.format(step.author, made.strftime("%Y-%m-%d %H:%M")),
            self.tr("Undo"),
        )

    def _show_step(self, step: Batch) -> None:
        """Select the first node of a step that is there and does not hang below another of it."""
        tree = self._document
        touched = [edit.node for edit in step.edits if edit.node in tree]
        for id in touched:
            if not any(above.id in touched for above in tree.ancestors(id)):
                self._tree.select(id)
                return


def what_goes_along(tree: Tree, id: int) -> str:
    """Return what hangs below a node in words: "1 Office response and 3 actions"; "" for nothing."""
    counts: dict[str, int] = {}
    for node in tree.walk(id):
        if node.id != id:
            counts[node.kind] = counts.get(node.kind, 0) + 1
    return counted_kinds(counts)


def referring(tree: Tree, id: int) -> list[int]:
    """Return the nodes outside ``id`` whose texts refer to it or to something below it, in any order."""
    gone = {node.id for node in tree.walk(id)}
    texts = {name: kind.markup for name, kind in KINDS.items()}
    found = []
    for node in tree.nodes.values():
        for name in texts[node.kind]:
            text = node.fields[name]
            if text and "[" in text and node.id not in gone and _names(text, gone):
                found.append(node.id)
                break
    return found


def _names(text: str, targets: set[int]) -> bool:
    """Whether a text refers to one of these nodes; read only where it looks like that, which is quicker."""
    numbers = map(int, re.findall(_NUMBER, text))
    return not targets.isdisjoint(numbers) and any(found.target in targets for found in references(text))


def remove_with_marks(id: int, editor: Editor) -> None:
    """Remove a node; where it is a footnote, with its marks in every text."""
    nodes = list(editor.tree.walk()) if editor.tree[id].kind == "footnote" else []
    for node in nodes:
        for field in KINDS[node.kind].fields.values():
            text = node[field.name] if field.is_markup else None
            if text and f"[^{id}]" in text and id in anchors(text):
                editor.set(node.id, field.name, _without_mark(text, id))
    editor.remove(id)


def _without_mark(text: str, footnote: int) -> str:
    blocks = []
    for block in parse(text):
        spans = [span for span in block.spans if not (isinstance(span, Anchor) and span.node == footnote)]
        blocks.append(block._replace(spans=tuple(spans)))
    return render(blocks)


def homes_for(tree: Tree, id: int) -> list[int]:
    """Return the nodes below which a node may be moved, in document order."""
    kind, below = tree[id].kind, {node.id for node in tree.walk(id)}
    return [node.id for node in tree.walk() if node.id not in below and kind in KINDS[node.kind].children]
