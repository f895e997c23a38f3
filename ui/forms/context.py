"""What a binding may know of the document round its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.markup import Anchor, Reference, Span
from workbench.numbering import UNKNOWN

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.numbering import Numbers
    from workbench.tree import Node, Tree


class FormContext:
    """The document as one form sees it; ``node`` is the node the form shows, 0 for none."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.node = 0

    @property
    def tree(self) -> Tree:
        """The present document."""
        return self.session.workspace.tree

    @property
    def numbers(self) -> Numbers:
        """The printed numbers."""
        return self.session.workspace.numbers

    @property
    def writable(self) -> bool:
        """Whether the workspace takes edits."""
        return self.session.writable

    def printed(self, span: Span) -> str:
        """Return what a footnote mark or a reference prints in the text of this node."""
        if not self.session.is_open:
            return UNKNOWN
        if isinstance(span, Anchor):
            known = span.node in self.tree and self.tree[span.node].kind == "footnote"
            return self.numbers.label.get(span.node, "*") if known else UNKNOWN
        return self.numbers.printed(span, self.node) if isinstance(span, Reference) else ""

    def sibling_recommendations(self) -> list[Node]:
        """Return the recommendations of this part that a response could answer as well."""
        if self.node not in self.tree:
            return []
        own = self.tree.ancestor(self.node, "recommendation")
        part = self.tree.ancestor(self.node, "evaluation")
        if part is None:
            return []
        return [
            node for node in self.tree.of_kind("recommendation", part.id) if own is None or node.id != own.id
        ]
