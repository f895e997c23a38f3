"""What was being typed when the program stopped: offered when its workspace is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.counting import counted
from ui.forms.leftovers import discard, restore

if TYPE_CHECKING:
    from ui.bars import Bars
    from ui.forms.page import Page
    from ui.session import Session
    from ui.tree_panel import TreePanel
    from workbench.workspace import Draft

KEY = "drafts"


class Leftovers(QObject):
    """Offers the drafts of a broken-off run; made by the window where there are any."""

    def __init__(
        self,
        drafts: list[Draft],
        session: Session,
        tree: TreePanel,
        page: Page,
        bars: Bars,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._session = session
        self._tree = tree
        self._page = page
        self._bars = bars

    def offer(self) -> None:
        """Say that there are drafts, without standing in the way."""
        words = counted(
            len(self._drafts),
            self.tr("The program stopped while a field was being changed. The text was kept."),
            self.tr("The program stopped while {n} fields were being changed. The text was kept."),
        )
        offers = (self.tr("Restore"), self.restore), (self.tr("Discard"), self.discard)
        self._bars.show_message(KEY, words, *offers)

    def restore(self) -> None:
        """Take what was being typed and go to it."""
        label = self.tr("Restore what was being typed")
        restore(self._drafts, self._session, self._page.committer, label)
        of_cells = [draft for draft in self._drafts if "." in draft.field]
        if of_cells:
            from ui.grid.keeping import restore_answers

            restore_answers(of_cells, self._session, label)
        self._tree.select(self._drafts[0].node)

    def discard(self) -> None:
        """Forget what was being typed."""
        discard(self._drafts, self._page.committer)
