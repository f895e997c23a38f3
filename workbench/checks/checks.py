"""The findings of an open workspace, kept right notice by notice without walking all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.checks import mutes
from workbench.checks.doubts import kept_doubts
from workbench.checks.facts import Facts
from workbench.checks.rules import findings_in, points_elsewhere
from workbench.schema import KINDS, Type
from workbench.word_counts import kept_limits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from workbench.checks.findings import Finding
    from workbench.checks.mutes import Mute
    from workbench.edits import Notice
    from workbench.workspace import Workspace

_NAMES_UNITS = frozenset(
    kind
    for kind, declared in KINDS.items()
    if any(field.type in (Type.UNIT, Type.UNITS) for field in declared.fields.values())
)


class Checks:
    """What there is to see to, node by node; give it every notice through :meth:`update`.

    A node is checked when it is first asked for and again only after something it depends on changed;
    :meth:`work` checks the rest ahead of time in small portions.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._facts = Facts(workspace, kept_doubts(workspace), kept_limits(workspace))
        self._numbers = workspace.numbers
        self._found: dict[int, tuple[Finding, ...]] = {}
        self._pointing: set[int] = set()
        self._stale: set[int] = set(workspace.tree.nodes)
        self._order: list[int] | None = None
        self._all: list[Finding] | None = None
        self._mutes = mutes.kept_mutes(workspace)
        self.version = 0
        """Grows whenever findings may be others than before."""

    @property
    def facts(self) -> Facts:
        """What the rules know of the document."""
        return self._facts

    @property
    def is_done(self) -> bool:
        """Whether every node is checked."""
        return not self._stale

    def of(self, id: int) -> tuple[Finding, ...]:
        """Return what there is to see to in a node, the gravest first, without what was put aside."""
        found = self.all_of(id)
        return tuple(one for one in found if one.key not in self._mutes) if found and self._mutes else found

    def all_of(self, id: int) -> tuple[Finding, ...]:
        """Return every finding in a node, the gravest first."""
        if id in self._stale:
            self._check(id)
        return self._found.get(id, ())

    def all(self) -> list[Finding]:
        """Return every finding known so far in the order of the document, those put aside included."""
        if self._all is None:
            found = self._found
            if self._order is None and found:
                self._order = [node.id for node in self._workspace.tree.walk()]
            self._all = [finding for id in self._order or () if id in found for finding in found[id]]
        return self._all.copy()

    def left(self) -> list[Finding]:
        """Return every finding known so far in the order of the document, without what was put aside."""
        found, mutes = self.all(), self._mutes
        return [finding for finding in found if finding.key not in mutes] if mutes else found

    def marked(self) -> Collection[int]:
        """Return every node in which there is something to see to, also what was put aside, in any order."""
        self.work(len(self._stale))
        return self._found.keys()

    def work(self, count: int) -> bool:
        """Check up to ``count`` nodes that are not checked yet; return whether some are left."""
        for _ in range(min(count, len(self._stale))):
            self._check(self._stale.pop())
        return bool(self._stale)

    def update(self, notice: Notice) -> None:
        """Take in a batch: what it changed, and what depends on that, is checked again."""
        stale = {*notice.fields, *notice.inserted, *notice.moved, *self._facts.follow(notice.batch.edits)}
        if self._workspace.numbers is not self._numbers:
            self._numbers = self._workspace.numbers
            stale |= self._pointing
            if notice.removed or notice.inserted:
                stale |= self._facts.sharing
        if notice.kinds & {"unit", "register"}:
            self._facts.forget_units()
            stale.update(id for id, node in self._workspace.tree.nodes.items() if node.kind in _NAMES_UNITS)
        if "vocabularies" in notice.fields.get(self._workspace.tree.root_id, ()):
            stale.update(self._workspace.tree.nodes)
        for id in notice.removed:
            self._forget(id)
        self._stale |= stale & self._workspace.tree.nodes.keys()
        if notice.is_structural:
            self._order = self._all = None
        self.version += 1

    # What is put aside -------------------------------------------------------------------------

    def mute_of(self, finding: Finding) -> Mute | None:
        """Return why a finding was put aside, None where it was not."""
        return self._mutes.get(finding.key)

    def put_aside(self, findings: Iterable[Finding], reason: str) -> None:
        """Put findings aside; UserError where no reason is given or the disk refuses."""
        self._mutes = mutes.put_aside(self._workspace, findings, reason)
        self.version += 1

    def take_up_again(self, findings: Iterable[Finding]) -> None:
        """Show findings again that were put aside; UserError where the disk refuses."""
        self._mutes = mutes.take_up_again(self._workspace, findings)
        self.version += 1

    def read_beside(self) -> None:
        """Read anew what stands beside the document: what was put aside, doubts of an intake, limits."""
        self._facts.doubts, before = kept_doubts(self._workspace), self._facts.doubts
        self._stale |= (before.keys() | self._facts.doubts.keys()) & self._workspace.tree.nodes.keys()
        self._mutes = mutes.kept_mutes(self._workspace)
        self._read_limits()
        self.version += 1

    def _read_limits(self) -> None:
        """Check again what has another limit of words than before."""
        before, self._facts.limits = self._facts.limits, kept_limits(self._workspace)
        kinds = {kind for (kind, _), _ in before.items() ^ self._facts.limits.items()}
        self._stale.update(id for id, node in self._workspace.tree.nodes.items() if node.kind in kinds)

    def _check(self, id: int) -> None:
        self._stale.discard(id)
        node = self._workspace.tree.nodes.get(id)
        if node is None:
            return
        (self._pointing.add if points_elsewhere(node) else self._pointing.discard)(id)
        before, found = self._found.get(id, ()), findings_in(self._facts, node)
        if found:
            self._found[id] = found
        else:
            self._found.pop(id, None)
        if before != found:
            self._all = None
            self.version += 1

    def _forget(self, id: int) -> None:
        self._found.pop(id, None)
        self._pointing.discard(id)
        self._stale.discard(id)
