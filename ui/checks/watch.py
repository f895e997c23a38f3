"""Checks every node in the background and tells when what there is to see to has changed."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.timing import after_painting, once_after

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.checks import Finding, Severity
    from workbench.edits import Notice

SLICE_S = 0.008
"""How long the window waits for one portion of checking."""
PORTION = 40
AFTER_FIRST_PAINT_MS = 200
BETWEEN_MS = 12
REST_MS = 150
NONE: Counter[Severity] = Counter()


class CheckWatch(QObject):
    """Made by the panels; begins with the first paint behind it. ``changed`` is sent after a short rest."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._version = -1
        self._found: list[Finding] = []
        self._left: list[Finding] = []
        self._below: dict[int, Counter[Severity]] | None = None
        self._work = once_after(self, BETWEEN_MS, self.work)
        self._rest = once_after(self, REST_MS, self.tell)
        session.opened.connect(self.start)
        session.closed.connect(self.stop)
        session.changed.connect(self.on_changed)
        session.checked.connect(self.tell)
        session.checked.connect(self._work.start)
        if session.is_open:
            self.start()

    @property
    def findings(self) -> list[Finding]:
        """Every finding in the order of the document, those put aside included."""
        return self._found

    def counts(self) -> Counter[Severity]:
        """Return how many findings of each severity there are, without those that were put aside."""
        return Counter(finding.severity for finding in self._left)

    def below(self, id: int) -> Counter[Severity]:
        """Return how many findings of each severity there are below a node, not in it; without the muted."""
        if self._below is None:
            self._below = self._count_below()
        return self._below.get(id, NONE)

    def mute_of(self, finding: Finding) -> object | None:
        """Return why a finding was put aside, None where it was not."""
        return self._session.checks.mute_of(finding) if self._session.is_open else None

    def start(self) -> None:
        """Begin with another workspace."""
        self._version = -1
        after_painting(self, self.work, AFTER_FIRST_PAINT_MS)

    def stop(self) -> None:
        """Forget everything."""
        self._work.stop()
        self._rest.stop()
        self._found, self._left, self._below = [], [], None
        self.changed.emit()

    def work(self) -> None:
        """Check for a moment; go on later where something is left."""
        if not self._session.is_open:
            return
        end = time.monotonic() + SLICE_S
        is_left = self._session.checks.work(PORTION)
        while is_left and time.monotonic() < end:
            is_left = self._session.checks.work(PORTION)
        if is_left:
            self._work.start()
        if self._session.checks.version != self._version and not self._rest.isActive():
            self._rest.start()

    def tell(self) -> None:
        """Gather what is known and tell of it, where it is not what it was."""
        if self._session.is_open and self._session.checks.version != self._version:
            self._version = self._session.checks.version
            self._found, self._below = self._session.checks.all(), None
            self._left = self._session.checks.left()
            self.changed.emit()

    def on_changed(self, notice: Notice) -> None:
        """Check again what a batch touched."""
        self._work.start()

    def _count_below(self) -> dict[int, Counter[Severity]]:
        """Add up level by level, so that many findings below one node go up as one."""
        nodes = self._session.workspace.tree.nodes if self._session.is_open else {}
        below: defaultdict[int, Counter[Severity]] = defaultdict(Counter)
        level = Counter((finding.node, finding.severity) for finding in self._left)
        while level:
            above: Counter[tuple[int, Severity]] = Counter()
            for (id, severity), count in level.items():
                parent = nodes[id].parent if id in nodes else None
                if parent is not None:
                    above[parent, severity] += count
                    below[parent][severity] += count
            level = above
        return below
