"""What changed in the tables and charts of a draft: whom a recommendation addresses, and ratings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.documents.document import Chart, Table, paragraphs
from workbench.intake.units import Register, read_units
from workbench.merging.claims import Claim, Problem
from workbench.paper.chart import NOT_RATED
from workbench.register import Unit, units
from workbench.returning.leads import COLUMNS
from workbench.schema import KINDS, Value
from workbench.sentences import UNSAID, Sentence, together
from workbench.tracking.understanding import Understood, Words, understand, units_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.documents.document import Cell
    from workbench.merging.claims import Target
    from workbench.returning.leads import Leads
    from workbench.returning.passages import Passage
    from workbench.tree import Node, Tree

_UNITS, _AS_PRINTED = "responsible_units", "responsible_units_text"
_RATING = re.compile(r"_evw_(\d{1,15})")
_NOT_READ = Sentence("This table cannot be read as that of a recommendation any more: {0}")


@dataclass
class Rows:
    """What became of the ratings of one figure."""

    claims: list[Claim] = field(default_factory=list)
    added: list[tuple[int | None, dict[str, Value]]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)


@dataclass
class Tables:
    """Reads tables against the document that the draft was written from."""

    tree: Tree
    leads: Leads
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._words = Words(self.tree)
        register = list(units(self.tree))
        known = {unit.key for unit in register}
        self._register = register + [Unit(key, "") for key in units_named(self.tree) if key not in known]
        self._named = {
            _seen(node[_AS_PRINTED]): node[_UNITS]
            for node in self.tree.of_kind("recommendation")
            if node[_AS_PRINTED] and node[_UNITS]
        }
        self._in_use = {
            (name, " ".join(node[name].split()).casefold()): node[name]
            for node in self.tree.of_kind("recommendation")
            for name in COLUMNS[1:]
            if node[name]
        }

    # Recommendations -----------------------------------------------------------------------------

    def advice(self, node: Node, ours: Passage, theirs: Passage | None) -> Iterator[Claim]:
        """Yield what the table of a recommendation says otherwise than we wrote."""
        before = self._cells(ours)
        after = self._cells(theirs) if theirs else None
        if before is None or theirs is None:
            if theirs is None:
                self.problems.append(
                    Problem("missing-table", Sentence("The table of a recommendation is not in the draft."))
                )
            return
        if after is None:
            self.problems.append(Problem("table", Sentence(_NOT_READ, theirs.text)))
            return
        for name, text in after.items():
            if _seen(text) != _seen(before[name]):
                yield from self._claims(node.id, name, text, node.fields)

    def new_advice(self, table: Passage, target: Target) -> tuple[dict[str, Value], list[Claim]]:
        """Return the fields of a new recommendation that its table gives, and what a person must look at."""
        fields: dict[str, Value] = {}
        asked: list[Claim] = []
        blank = KINDS["recommendation"].blank()
        for name, text in (self._cells(table) or {}).items():
            for claim in self._claims(target, name, text, blank) if _seen(text) else ():
                if claim.doubt:
                    asked.append(claim)
                else:
                    fields[claim.field] = claim.theirs
        return fields, asked

    def _cells(self, passage: Passage) -> dict[str, str] | None:
        table = passage.content
        columns = self.leads.columns(table) if isinstance(table, Table) else None
        if columns is None or not isinstance(table, Table):
            return None
        row = table.rows[1]
        cells = {name: " ".join(_lines(row.get(at))) for name, at in columns.items()}
        for extra in table.rows[2:]:
            words = " | ".join(cell.text for cell in extra.values() if cell.text)
            if words:
                message = Sentence("A row of this table has no place here: {0}", words)
                self.problems.append(Problem("extra-row", message))
        return cells

    def _claims(self, target: Target, name: str, text: str, base: Mapping[str, Value]) -> Iterator[Claim]:
        if name == _UNITS:
            yield from self._unit_claims(target, text, base)
            return
        if (name, _seen(text).casefold()) in self._in_use:
            yield Claim(target, name, base[name], self._in_use[name, _seen(text).casefold()])
            return
        meant = understand(KINDS["recommendation"].fields[name], text, self._words)
        yield Claim(target, name, base[name], meant.value, doubt=meant.doubt, raw=meant.raw)

    def _unit_claims(self, target: Target, text: str, base: Mapping[str, Value]) -> Iterator[Claim]:
        """Yield the units as printed and as the register knows them; a doubt stands at both."""
        text = _seen(text)
        keys, doubt = self._units(text)
        if keys != tuple(base[_UNITS]):
            yield Claim(target, _UNITS, base[_UNITS], keys, doubt=doubt)
        if (text or None) != base[_AS_PRINTED]:
            yield Claim(target, _AS_PRINTED, base[_AS_PRINTED], text or None, doubt=doubt)

    def _units(self, text: str) -> tuple[tuple[str, ...], Sentence]:
        """Return the keys of the units that a text names, and why a person must look, UNSAID else."""
        if text in self._named:
            return tuple(self._named[text]), UNSAID
        named = read_units(text, Register(self._register))
        unknown = UNSAID
        if named.new:
            names = ", ".join(f"“{unit.key}”" for unit in named.new)
            unknown = Sentence("The register does not hold {0}.", names)
        return tuple(named.keys), together(*named.doubts, unknown)

    # Ratings -------------------------------------------------------------------------------------

    def ratings(self, figure: int, ours: Passage, theirs: Passage) -> Rows:
        """Return what a table or chart of ratings says otherwise than we wrote."""
        nodes = self.tree.children(figure, "rating")
        before, after = _entries(ours), _entries(theirs)
        partners = _partners(before, after, [node.id for node in nodes])
        found = Rows()
        last: int | None = None
        for at, (criterion, score, _) in enumerate(after):
            origin = partners.get(at)
            if origin is None:
                found.added.append((last, self._rating(criterion, score)))
                continue
            node = nodes[origin]
            found.claims += self._rating_claims(node, before[origin], (criterion, score))
            last = node.id
        found.removed = [node.id for at, node in enumerate(nodes) if at not in partners.values()]
        return found

    def _rating(self, criterion: str, score: str) -> dict[str, Value]:
        meant = self._score(score)
        if meant.raw is not None:
            message = together(meant.doubt, Sentence("It is the score of “{0}”.", criterion))
            self.problems.append(Problem("score", message))
        return {"criterion": criterion or None, "score": meant.value}

    def _rating_claims(
        self, node: Node, before: tuple[str, str, int], after: tuple[str, str]
    ) -> Iterator[Claim]:
        if _seen(before[0]) != _seen(after[0]):
            yield Claim(node.id, "criterion", node["criterion"], " ".join(after[0].split()) or None)
        if _seen(before[1]) != _seen(after[1]):
            meant = self._score(after[1])
            yield Claim(node.id, "score", node["score"], meant.value, doubt=meant.doubt, raw=meant.raw)

    def _score(self, text: str) -> Understood:
        return understand(KINDS["rating"].fields["score"], text, self._words)


def _entries(passage: Passage) -> list[tuple[str, str, int]]:
    """Return criterion, score and, where a bookmark tells it, node of each line of a table or chart."""
    content = passage.content
    if isinstance(content, Chart):
        return [(name, _score(content, at), 0) for at, name in enumerate(content.categories)]
    if isinstance(content, Table):
        return [_entry(row) for row in content.rows[1:]]
    return []


def _entry(row: Mapping[int, Cell]) -> tuple[str, str, int]:
    cells = [row[at] for at in sorted(row)]
    names = [name for cell in cells for p in paragraphs(cell.blocks) for name in p.bookmarks]
    node = next((int(found[1]) for name in names if (found := _RATING.fullmatch(name))), 0)
    texts = [" ".join(_lines(cell)) for cell in cells]
    return (texts[0] if texts else "", texts[1] if len(texts) > 1 else "", node)


def _partners(
    before: list[tuple[str, str, int]], after: list[tuple[str, str, int]], nodes: list[int]
) -> dict[int, int]:
    """Return which line of ours each line is: by name, by criterion, else by place where all are there."""
    found: dict[int, int] = {}
    is_whole = len(before) == len(after)
    for way in range(3):
        for j, (criterion, _, node) in enumerate(after):
            taken = found.values()
            for i in (i for i in range(min(len(before), len(nodes))) if j not in found and i not in taken):
                is_named = node == nodes[i]
                is_called_so = _seen(before[i][0]) == _seen(criterion) != ""
                if (is_named, is_called_so, is_whole and i == j)[way]:
                    found[j] = i
                    break
    return found


def _lines(cell: Cell | None) -> list[str]:
    return cell.text.split() if cell else []


def _score(chart: Chart, at: int) -> str:
    """Return a score of a chart: of its first series, else "NR" where a further one has a point."""
    values = [series[at] if at < len(series) else None for series in chart.series.values()]
    if values and values[0] is not None:
        return f"{values[0]:g}"
    return NOT_RATED if any(value is not None for value in values) else ""


def _seen(text: str) -> str:
    return " ".join(text.split())
