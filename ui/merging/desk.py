"""The files that lie on the desk: read in the background, planned together, decided, and applied."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.counting import counted
from ui.merging.deciding import Decisions, edited, state_of
from ui.merging.entries import entries, put_edited
from ui.sentences import spoken
from ui.timing import once_after
from workbench.errors import UserError
from workbench.merging.applying import apply
from workbench.merging.items import KEEP, Decision
from workbench.merging.planning import plan
from workbench.merging.records import is_merge, merged
from workbench.merging.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ui.dialogs.matrix import MatrixWanted
    from ui.jobs import Jobs, Progress
    from ui.merging.entries import Entry
    from ui.services import IsCancelled, Services
    from ui.session import Session
    from workbench.edits import Notice
    from workbench.merging.claims import Return
    from workbench.merging.items import Plan
    from workbench.merging.reading import Incoming

SETTLE_MS = 300
"""After so long a rest from changes in the main window the plan is made anew."""
OTHER_KINDS = frozenset({"workspace", "register", "unit"})
"""Word lists and the register: what a file says may be understood after they were changed."""


@dataclass(slots=True)
class Sheet:
    """One file on the desk; ``position`` is its place in the plan, ``refused`` why it has none.

    ``is_stale`` says that it is to be read, for the first time or again. ``wanted`` says how a matrix is
    read; other files have none.
    """

    path: Path
    wanted: MatrixWanted | None = None
    returned: Return | None = None
    refused: str = ""
    position: int | None = None
    is_stale: bool = True


class Desk(QObject):
    """Holds files and their plan; made by the merge window, and gone without a trace unless applied.

    ``planned`` comes when files, plan or rows are new, ``decided`` when decisions changed, ``reading``
    when reading begins or ends and when a new plan is to come, ``failed`` carries a sentence.
    """

    planned = Signal()
    decided = Signal()
    reading = Signal()
    failed = Signal(str)

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        services: Services,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._services = services
        self.sheets: list[Sheet] = []
        self.plan: Plan | None = None
        self.entries: list[Entry] = []
        self.decisions = Decisions()
        self._showing: Showing | None = None
        self._under_way: list[Sheet] = []
        self._wants_reading = self._is_applying = False
        self._settling = once_after(self, SETTLE_MS, self.catch_up)
        session.changed.connect(self.on_changed)
        jobs.ended.connect(self.on_job_ended)

    @property
    def is_reading(self) -> bool:
        """Whether files are being read, or wait to be."""
        return bool(self._under_way) or self._wants_reading

    @property
    def can_apply(self) -> bool:
        """Whether there is something to merge, and nothing that a copy says waits to be decided."""
        return self.has_work and not any(entry.holds_up for entry in self.entries)

    @property
    def has_work(self) -> bool:
        """Whether there is a plan, up to date, of a file that is not settled yet."""
        waits = self.is_reading or self._settling.isActive() or any(sheet.is_stale for sheet in self.sheets)
        if self.plan is None or waits or not self._session.writable:
            return False
        return any(not file.is_settled for file in self.plan.files)

    @property
    def unsettled(self) -> int:
        """How many files there are that were not merged to the end before."""
        return sum(not file.is_settled for file in self.plan.files) if self.plan else 0

    # Files -------------------------------------------------------------------------------------

    def add(self, paths: Iterable[Path]) -> None:
        """Put files on the desk and read them; one that lies there already is not put twice."""
        known = {_real(sheet.path) for sheet in self.sheets}
        for path in paths:
            if _real(path) not in known:
                known.add(_real(path))
                self.sheets.append(Sheet(path))
        self.planned.emit()
        self._read()

    def add_matrix(self, path: Path, wanted: MatrixWanted) -> None:
        """Put a matrix on the desk and read it; one that lies there already is read as is wanted now."""
        self.sheets = [sheet for sheet in self.sheets if _real(sheet.path) != _real(path)]
        self.sheets.append(Sheet(path, wanted))
        self.planned.emit()
        self._read()

    def take_off(self, sheets: Sequence[Sheet]) -> None:
        """Take files off the desk."""
        self.sheets = [sheet for sheet in self.sheets if sheet not in sheets]
        self._replan()

    def read_again(self) -> None:
        """Read every file anew."""
        self._make_stale()
        self._read()

    def clear(self) -> None:
        """Forget everything; what is being read is stopped."""
        if self._under_way:
            self._jobs.cancel()
        self._settling.stop()
        self.sheets, self.entries, self._under_way = [], [], []
        self.plan, self._showing, self._wants_reading = None, None, False
        self.decisions.clear()

    def of(self, sheet: Sheet) -> list[Entry]:
        """Return the rows of which a file says something."""
        return [entry for entry in self.entries if sheet.position is not None and entry.is_of(sheet.position)]

    # Decisions ---------------------------------------------------------------------------------

    def keep(self, chosen: Iterable[Entry]) -> int:
        """Leave what is there now as it is; return how many rows were decided."""
        return self._decide((entry, KEEP) for entry in chosen)

    def take(self, chosen: Iterable[Entry]) -> int:
        """Take what the files say, where they say one thing that can be taken; return how many rows."""
        return self._decide(
            (entry, Decision("theirs", entry.theirs[0].option.answers[0]))
            for entry in chosen
            if not entry.is_contradicted and entry.theirs[0].option.can_take
        )

    def take_answer(self, chosen: Entry, number: int) -> None:
        """Take one of several different answers; ``number`` counts the different ones."""
        self._decide([(chosen, Decision("theirs", chosen.theirs[number].option.answers[0]))])

    def put(self, chosen: Entry, value: object) -> None:
        """Take a value of one's own, for a new node the recommendation it belongs to."""
        if self.plan:
            self._decide([(chosen, edited(self.plan, chosen.item, value))])

    def undecide(self, chosen: Iterable[Entry]) -> int:
        """Take decisions back; return how many rows there were."""
        return self._decide((entry, None) for entry in chosen)

    def _decide(self, decisions: Iterable[tuple[Entry, Decision | None]]) -> int:
        if self.plan is None or self._showing is None:
            return 0
        count = 0
        for row, decision in decisions:
            self.decisions.keep(self.plan, row.item, decision)
            put_edited(row, self._showing)
            count += 1
        self.decided.emit()
        return count

    # Applying ----------------------------------------------------------------------------------

    def apply(self) -> int | None:
        """Merge; return how many edits that made, None where nothing was done and ``failed`` says why."""
        before = state_of(self.plan)
        self._session.settle()
        self._settling.stop()
        if self.plan is None or self.plan.point != self._session.workspace.point:
            self._replan()
        if self.plan is None or state_of(self.plan) != before:
            self.failed.emit(self.tr("The workspace was changed meanwhile. Look again, then apply."))
            return None
        self._is_applying = True
        try:
            return sum(len(done.edits) for done in apply(self._session.workspace, self.plan))
        except UserError as error:
            self.failed.emit(spoken(error.sentence))
            return None
        finally:
            self._is_applying = False
            self._make_stale()
            self._settling.start()

    # What happens elsewhere --------------------------------------------------------------------

    def on_changed(self, notice: Notice) -> None:
        """Plan anew after a rest, since the document is another; read anew where that could matter."""
        if self._is_applying or not self.sheets:
            return
        undone = notice.batch.undoes or notice.batch.redoes
        step = self._session.workspace.batch(undone) if undone else notice.batch
        if notice.kinds & OTHER_KINDS or (step and is_merge(step)):
            self._make_stale()
        self._settling.start()
        self.reading.emit()

    def catch_up(self) -> None:
        """Plan anew now, and read what is stale."""
        self._settling.stop()
        if self._session.is_open:
            self._replan()
            self._read()

    def on_job_ended(self) -> None:
        """Go on once a piece of work is over: with what waits, or without what was stopped."""
        QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        if self._under_way and not self._jobs.is_running:  # it was stopped, or has a bug
            self._make_stale(self._under_way)
            self._wants_reading, self._under_way = False, []
            self.reading.emit()
        elif self._wants_reading and self._session.is_open:
            self._read()

    # Reading and planning ----------------------------------------------------------------------

    def _make_stale(self, sheets: Iterable[Sheet] | None = None) -> None:
        for sheet in self.sheets if sheets is None else sheets:
            sheet.is_stale = True

    def _read(self) -> None:
        """Read what is stale in the background; where other work is under way, once that is over."""
        wanted = [sheet for sheet in self.sheets if sheet.is_stale]
        self._wants_reading = bool(wanted) and self._jobs.is_running
        if wanted and not self._jobs.is_running:
            self._session.settle()
            self._under_way = wanted
            for sheet in wanted:
                sheet.is_stale = False
            self._start(wanted)
        self.reading.emit()

    def _start(self, sheets: Sequence[Sheet]) -> None:
        paths = [sheet.path for sheet in sheets]
        matrices = {sheet.path: sheet.wanted for sheet in sheets if sheet.wanted}
        what = counted(len(paths), self.tr("Reading {0}"), self.tr("Reading {n} files"))
        work = partial(_read, self._services, self._session.workspace.path, paths, matrices)
        self._jobs.start(what.format(paths[0].name), work, self.on_read)

    def on_read(self, incoming: Incoming | UserError) -> None:
        """Take in what was read of the files."""
        wanted, self._under_way = self._under_way, []
        if isinstance(incoming, UserError):
            self._make_stale(wanted)
            self.failed.emit(spoken(incoming.sentence))
        else:
            refused = {one.path: spoken(one.reason) for one in incoming.refused}
            returns = iter(incoming.returns)
            for sheet in wanted:
                sheet.refused = refused.get(sheet.path, "")
                sheet.returned = None if sheet.refused else next(returns)
        self._replan()
        self.reading.emit()

    def _replan(self) -> None:
        """Compare the files with the document as it is now; decisions stay where nothing else changed."""
        if not self._session.is_open:
            return
        workspace = self._session.workspace
        returns: dict[str, Return] = {}  # the very same file under two names is merged once
        for sheet in self.sheets:
            sheet.position = None
            if sheet.returned and sheet.returned.sha256 not in returns:
                sheet.position = len(returns)
                returns[sheet.returned.sha256] = sheet.returned
        self.plan = plan(workspace.tree, workspace.point, list(returns.values()), merged(workspace))
        self.decisions.put_into(self.plan)
        snapshot = workspace.snapshot()
        self._showing = Showing(snapshot, self.plan, spoken)
        self.entries = entries(self.plan, snapshot, self._showing)
        self.planned.emit()


def _read(
    services: Services,
    workspace: Path,
    paths: Sequence[Path],
    matrices: Mapping[Path, MatrixWanted],
    progress: Progress,
    is_cancelled: IsCancelled,
) -> Any:
    """Return what was read, or the UserError that says why nothing could be."""
    try:
        return services.read_returns(workspace, paths, matrices, progress=progress, is_cancelled=is_cancelled)
    except UserError as error:
        return error


def _real(path: Path) -> Path:
    return path.resolve()
