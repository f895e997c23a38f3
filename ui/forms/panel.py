"""One node on a page: what it is, where it stands, what to see to, its form, and what hangs below."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.elided import ElidedLabel
from ui.forms.form import NodeForm
from ui.forms.layout import COMPACT, addable, listed_children
from ui.forms.start import Start
from ui.icons import IconButton
from ui.labels import label, path, title
from ui.links import Links
from ui.marks import sentence
from ui.schema_words import kind_label
from workbench.schema import KINDS, ROOT_KIND
from workbench.sentences import inside

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.edits import Notice

MOST_LINKS = 40
BIGGER = 1.35


class NodePanel(QFrame):
    """Heading and form of one node; made by the page, used for one node after the other.

    ``tail`` lists what hangs below the node; the page puts it behind what is edited with the node.
    """

    node_asked = Signal(int)
    add_asked = Signal(int, str)
    remove_asked = Signal(int)
    import_asked = Signal()

    def __init__(self, kind: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._depth = 0
        self._path = Links(self.tr("Where this node stands"), self)
        self._heading = ElidedLabel(self)
        self._facts = QLabel(self)
        self._facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._marks = QLabel(self)
        self._marks.setWordWrap(True)
        if kind not in COMPACT:
            self._remove = IconButton("close", self.tr("Remove"), self)
        self._start = self._make_start() if kind == ROOT_KIND else None
        self.form = NodeForm(kind, session, self)
        if kind in COMPACT:
            self._remove = IconButton("close", self.tr("Remove"), self)  # behind the fields, also for Tab
        self.tail = QWidget(parent)
        self._children = Links(self.tr("What hangs below this node"), self.tail)
        self._buttons = QWidget(self.tail)
        self._lay_out()

    def show_node(self, id: int, depth: int) -> None:
        """Show a node; ``depth`` 0 is the page's own node, others are set off from it."""
        self._depth = depth
        self._remove.setVisible(depth > 0 and self._session.writable)
        font = QFont(self.font())
        font.setBold(True)
        if depth == 0:
            font.setPointSizeF(font.pointSizeF() * BIGGER)
        self._heading.setFont(font)
        below = QFontMetrics(font).descent() - self.fontMetrics().descent()
        self._facts.setContentsMargins(0, 0, 0, below)  # on one line with the larger letters
        compact = self.form.kind in COMPACT and depth > 0
        if compact:  # beside the fields, and what is to be seen to may stand below them
            self._remove.setFixedHeight(self.form.field_height)
        self._line.setVisible(depth > 0 and not compact)
        self._heading.setVisible(not compact)
        self.form.show_node(id)
        self._show_surroundings()

    def reload(self, notice: Notice) -> None:
        """Show again what a batch changed."""
        self.form.reload(notice.fields.get(self.form.node, frozenset()))
        if notice.is_structural or notice.kinds & {"unit", "workspace"} or self.form.node in notice.fields:
            self.form.refresh()
        self._show_surroundings()

    def show_marks(self) -> None:
        """Show again what there is to see to."""
        self.form.show_marks()
        self._show_marks(self.form.node)

    def on_remove(self) -> None:
        """Ask for this node to be removed."""
        self.remove_asked.emit(self.form.node)

    def on_add(self) -> None:
        """Ask for a node of the button's kind below this one."""
        self.add_asked.emit(self.form.node, self.sender().objectName())

    def on_paper(self) -> None:
        """Ask for the first paper below this node."""
        self.add_asked.emit(self.form.node, "paper")

    def on_link(self, target: str) -> None:
        """Go to the node of a link."""
        self.node_asked.emit(int(target))

    def _show_surroundings(self) -> None:
        tree, numbers, id = self._session.workspace.tree, self._session.workspace.numbers, self.form.node
        name = title(tree, numbers, id)
        self._heading.setText(name)
        self._facts.setText(self._printed_as(id))
        steps = path(tree, numbers, id) if self._depth == 0 else []
        self._path.setText(" › ".join(_link(*step) for step in steps))
        self._path.setVisible(bool(steps))
        self._remove.set_words(self.tr("Remove {0}").format(name))
        self._show_marks(id)
        self._show_children(id)

    def _printed_as(self, id: int) -> str:
        """Return the paragraph number a recommendation or response is printed with, "" otherwise."""
        numbers = self._session.workspace.numbers
        paragraph = numbers.paragraph.get(id)
        if paragraph is None or self.form.kind == "paragraph":
            return ""
        return self.tr("paragraph {0}").format(paragraph)

    def _show_marks(self, id: int) -> None:
        found = self._session.checks.of(id)
        missing = [sentence(finding) for finding in found if finding.is_about_absence]
        self._marks.setText(self.tr("Missing: {0}").format(" ".join(missing)))
        self._marks.setVisible(bool(missing) and (self._depth == 0 or self.form.kind not in COMPACT))

    def _set_off(self, line: str) -> str:
        """Return a line as a paragraph of its own, for a long link runs over several lines."""
        return f'<p style="margin: 0 0 {self.fontMetrics().height() // 4}px 0">{line}</p>'

    def _show_children(self, id: int) -> None:
        tree, numbers = self._session.workspace.tree, self._session.workspace.numbers
        children = listed_children(tree, id)
        lines = [_link(child.id, label(tree, numbers, child.id)) for child in children[:MOST_LINKS]]
        if len(children) > MOST_LINKS:
            lines.append(self.tr("… and {0} more in the tree").format(len(children) - MOST_LINKS))
        self._children.setText("".join(map(self._set_off, lines)))
        self._children.setVisible(bool(lines))
        kinds = addable(tree, id) if self._session.writable else []
        if self._start is not None:
            begins = self._session.writable and not tree.children(id, "paper")
            self._start.setVisible(begins)
            kinds = [kind for kind in kinds if not (begins and kind == "paper")]
        for button in self._buttons.findChildren(QPushButton):
            button.setVisible(button.objectName() in kinds)
        self._buttons.setVisible(bool(kinds))
        self.tail.setVisible(bool(lines) or bool(kinds))

    def _lay_out(self) -> None:
        self._line = QFrame(self)
        self._line.setFrameShape(QFrame.Shape.HLine)
        self._line.setFrameShadow(QFrame.Shadow.Sunken)
        self._remove.setAutoRaise(True)
        self._remove.clicked.connect(self.on_remove)
        self._path.linkActivated.connect(self.on_link)
        self._children.linkActivated.connect(self.on_link)
        words = QHBoxLayout()  # of their own, for what stands beside them may be higher
        words.addWidget(self._heading)
        words.addWidget(self._facts, 0, Qt.AlignmentFlag.AlignBottom)
        words.addStretch(1)
        top = QHBoxLayout()
        top.addLayout(words)
        top.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        middle = QHBoxLayout()
        middle.addWidget(self.form)
        (middle if self.form.kind in COMPACT else top).addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if self.form.kind not in COMPACT:
            column.addWidget(self._line)
            column.addWidget(self._path)
            column.addLayout(top)
            column.addWidget(self._marks)
        if self._start is not None:
            column.addWidget(self._start)
        column.addLayout(middle)
        below = QVBoxLayout(self.tail)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._children)
        below.addWidget(self._buttons)
        self._add_buttons()

    def _make_start(self) -> Start:
        start = Start(self)
        start.import_asked.connect(self.import_asked)
        start.paper_asked.connect(self.on_paper)
        return start

    def _add_buttons(self) -> None:
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for kind in KINDS[self.form.kind].children:
            if kind != "footnote":
                button = QPushButton(self.tr("Add {0}").format(inside(kind_label(kind))), self._buttons)
                button.setObjectName(kind)
                button.setAutoDefault(False)
                button.clicked.connect(self.on_add)
                row.addWidget(button)
        row.addStretch(1)


def _link(id: int, words: str) -> str:
    return f'<a href="{id}">{html.escape(words)}</a>'
