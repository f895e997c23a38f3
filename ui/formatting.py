"""Bold, italics, lists, footnotes, references and links in the text that has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from ui.labels import excerpt, title
from ui.schema_words import field_label
from workbench.errors import UserError
from workbench.markup import Anchor, Reference
from workbench.schema import KINDS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.dialogs.pick import Choice
    from ui.forms.bindings import Binding
    from ui.forms.form import NodeForm
    from ui.forms.page import Page
    from ui.session import Session
    from ui.text.editor import MarkupEdit
    from workbench.numbering import Numbers
    from workbench.tree import Tree

    Focused = tuple[NodeForm, Binding, MarkupEdit]


BETWEEN = " – "
"""Stands between the name of what can be referred to and its text, as :mod:`ui.dialogs.pick` reads it."""
translate = QCoreApplication.translate


class Formatting(QObject):
    """Acts on the text field that has the focus; made by the window."""

    def __init__(self, session: Session, page: Page, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._window = parent
        self._target: Focused | None = None
        self._node = 0

    @property
    def focused(self) -> Focused | None:
        """Form, binding and editor of the text with the focus, None where it cannot be changed."""
        return self._page.active.focused_text() if self._session.writable else None

    def bold(self) -> None:
        """Make the selection bold or not."""
        if self.focused:
            self.focused[2].toggle_bold()

    def italic(self) -> None:
        """Make the selection italic or not."""
        if self.focused:
            self.focused[2].toggle_italic()

    def bullets(self) -> None:
        """Make list items of the selected blocks, or paragraphs again."""
        if self.focused:
            self.focused[2].toggle_bullets()

    def paste_plain(self) -> None:
        """Paste the words on the clipboard, and nothing of how they look."""
        if self.focused:
            self.focused[2].paste_plain()

    def footnote(self) -> None:
        """Insert a footnote where the cursor is: its node and its mark in one batch."""
        focused = self.focused
        if focused is None:
            return
        form, binding, editor = focused
        page = self._page.active
        if "footnote" not in KINDS[form.kind].children:
            self._session.failed.emit(self.tr("A footnote cannot have a footnote of its own."))
            return
        try:
            node = self._insert_footnote(form, binding, editor)
        except UserError as error:
            editor.undo()
            self._session.refuse(error)
            return
        page.committer.accepted(form, binding)
        page.focus_node(node)

    def reference(self) -> None:
        """Let the user pick what the text at the cursor shall refer to."""
        if self.focused is None:
            return
        from ui.dialogs.pick import PickDialog

        self._aim(self.focused)
        workspace = self._session.workspace
        dialog = PickDialog(
            self.tr("Insert reference"),
            self.tr(
                "Type, for example, “rec 3”. Name and number are inserted, and the number stays right when "
                "the paper changes."
            ),
            targets(workspace.tree, workspace.numbers, self._node),
            self._window,
        )
        dialog.picked.connect(self.on_reference_picked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def on_reference_picked(self, reference: Reference) -> None:
        """Insert the picked reference, with its noun unless that stands there already."""
        editor = self._aimed()
        if editor is not None:
            from ui.text.citing import lead, text_before

            tree, numbers = self._session.workspace.tree, self._session.workspace.numbers
            before = text_before(editor.textCursor())
            editor.insert_token(reference, lead(tree, numbers, reference, self._node, before))
            editor.setFocus()

    def link(self) -> None:
        """Let the user turn the selection into a link."""
        if self.focused is None:
            return
        from ui.dialogs.link import LinkDialog

        editor = self._aim(self.focused)
        dialog = LinkDialog(editor.textCursor().selectedText().replace("\ufffc", ""), self._window)
        dialog.given.connect(self.on_link_given)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def on_link_given(self, text: str, address: str) -> None:
        """Insert the link."""
        editor = self._aimed()
        if editor is not None:
            editor.insert_link(text, address)
            editor.setFocus()

    def _aim(self, target: Focused) -> MarkupEdit:
        """Remember the text that a dialog is opened for, and return its editor."""
        self._target, self._node = target, target[0].node
        return target[2]

    def _aimed(self) -> MarkupEdit | None:
        """Return that editor, None where its form has come to show another node meanwhile."""
        if self._target is None or self._target[0].node != self._node or not self._target[2].isVisible():
            return None
        return self._target[2]

    def _insert_footnote(self, form: NodeForm, binding: Binding, editor: MarkupEdit) -> int:
        workspace = self._session.workspace
        words = self.tr("Footnote in {0}").format(title(workspace.tree, workspace.numbers, form.node))
        with self._session.edit(words, source=self) as batch:
            node = batch.insert(form.node, "footnote")
            editor.insert_token(Anchor(node))
            batch.set(form.node, binding.field.name, binding.field.clean(binding.read()))
        return node


def targets(tree: Tree, numbers: Numbers, within: int) -> list[Choice]:
    """Return everything in the paper of node ``within`` that a text can refer to, its own part first."""
    paper = numbers.paper.get(within)
    if paper is None:
        return []
    own = tree.ancestor(within, "evaluation")
    choices: list[Choice] = []
    others: list[Choice] = []
    part = ""
    for node in tree.walk(paper):
        if node.kind == "evaluation":
            part = title(tree, numbers, node.id)
        near = own is not None and own == tree.ancestor(node.id, "evaluation")
        (choices if near else others).extend(_choices(tree, numbers, node.id, part))
    choices += others
    facts = numbers.facts[paper]
    choices.append(
        (_shown(field_label(KINDS["paper"].fields["symbol"]), facts["symbol"]), Reference("symbol"))
    )
    words = translate("Formatting", "Number of evaluations, in words")
    choices.append((_shown(words, facts["evaluations"]), Reference("evaluations")))
    return choices


def _choices(tree: Tree, numbers: Numbers, id: int, part: str) -> list[Choice]:
    """Return the references that can be made to one node, with what each prints."""
    node = tree[id]
    where = f"{part} › " if part and node.kind != "evaluation" else ""
    name = where + title(tree, numbers, id)
    if node.kind == "section":
        if id not in numbers.span:
            return []
        span = numbers.printed(Reference(id), id)
        words = (
            translate("Formatting", "paragraphs {0}")
            if "–" in span
            else translate("Formatting", "paragraph {0}")
        )
        return [(_shown(name, words.format(span)), Reference(id))]
    if id not in numbers.label or node.kind in ("footnote", "criterion", "response"):
        return []
    text = excerpt(tree, numbers, node) or translate("Formatting", "(no text)")
    choices: list[Choice] = [(_shown(name, text), Reference(id))]
    if node.kind == "recommendation" and id in numbers.paragraph:
        words = translate("Formatting", "Paragraph {0}").format(numbers.paragraph[id])
        about = translate("Formatting", "of {0}").format(title(tree, numbers, id))
        choices.append((_shown(where + words, about), Reference(id, "paragraph")))
    return choices


def _shown(name: str, words: str) -> str:
    return f"{name}{BETWEEN}{words}"
