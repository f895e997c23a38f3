"""A matrix into a workspace as one batch, with a report of where every row went."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from workbench.matrix.memory import made_evaluation
from workbench.matrix.questions import questions
from workbench.matrix.reading import HARMLESS, Compared, compare
from workbench.matrix.tables import Grid
from workbench.merging.applying import apply
from workbench.merging.claims import NewNode
from workbench.merging.planning import plan
from workbench.merging.records import merged
from workbench.merging.report import report as merge_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workbench.matrix.mapping import Mapping as ColumnMapping
    from workbench.matrix.source import Matrix
    from workbench.merging.claims import Place
    from workbench.merging.items import Plan
    from workbench.sentences import Sentence
    from workbench.workspace import Workspace


_UNPLACED = frozenset({"no-recommendation"})


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; ``edits`` counts them, ``is_known`` says that this very file was imported before.

    ``evaluation`` is the one that the matrix went into; None where it is not in the workspace. ``questions``
    are lines that say what is left to decide.
    """

    report: dict[str, Any]
    edits: int
    evaluation: int | None
    is_known: bool = False
    questions: tuple[str, ...] = ()

    @property
    def needs_person(self) -> bool:
        """Whether something was left out, is doubtful, or waits to be decided."""
        listed = ("unplaced", "doubtful", "conflicts")
        return not self.is_known and any(self.report[name] for name in listed)


def import_matrix(
    workspace: Workspace, matrix: Matrix, evaluation: int | None = None, mapping: ColumnMapping | None = None
) -> Imported:
    """Bring a matrix into a workspace: what is one-sided arrives, what is not stays as it is, to be decided.

    Arguments as for :func:`compare`.
    """
    compared = compare(matrix, workspace, evaluation, mapping)
    made = plan(workspace.tree, workspace.point, [compared.returned], merged(workspace))
    open_questions = tuple(questions(workspace.snapshot(), made))
    applied = apply(workspace, made)
    is_known = made.files[0].is_settled
    ids = merged(workspace)[-1].new if not is_known else {}
    home = compared.returned.memory["evaluation"] or made_evaluation(ids)
    report = _Report(compared, made, ids, home or workspace.tree.root_id).data()
    said = merge_report(made, applied, (), is_done=True)
    report |= {"files": said["files"], "conflicts": said["conflicts"], "applied": said["applied"]}
    return Imported(report, len(applied[0].edits), home, is_known, open_questions)


class _Report:
    """The report of an intake for one matrix.

    Its lines are the rows of all sheets one after the other, then the paragraphs around the tables.
    """

    def __init__(self, compared: Compared, made: Plan, ids: Mapping[str, int], home: int) -> None:
        self._matrix = compared.matrix
        self._compared = compared
        self._made = made
        self._ids = ids
        self._home = home
        self._starts: dict[str, int] = {}
        self._texts: dict[int, str] = {}
        end = 0
        for sheet in self._matrix.book.sheets:
            self._starts[sheet.title] = end
            self._texts |= {end + line.row: line.text for line in Grid(sheet).lines(0, len(sheet.rows))}
            end += len(sheet.rows)
        self._texts |= {end + number: text for number, text in enumerate(self._matrix.outside, 1)}
        self._lines = end + len(self._matrix.outside)
        self._end = end

    def data(self) -> dict[str, Any]:
        placed = self._placed()
        furniture = self._furniture() - placed.keys()
        return {
            "source": self._matrix.name,
            "sha256": self._matrix.sha256,
            "as": "matrix",
            "lines": self._lines,
            "placed": list(_ranges(placed)),
            "furniture": self._listed(furniture),
            "unplaced": self._listed(self._texts.keys() - placed.keys() - furniture),
            "doubtful": list(self._doubtful(placed)),
            "undecided_references": [],
        }

    def _placed(self) -> dict[int, int]:
        """Return line -> node for every row that says something of a node that is there."""
        placed: dict[int, int] = {}
        for (sheet, first, last), target in self._compared.rows:
            node = self._ids.get(target.key) if isinstance(target, NewNode) else target
            for line in range(self._starts[sheet] + first, self._starts[sheet] + last + 1):
                if line in self._texts and node is not None:
                    placed.setdefault(line, node)
        if made_evaluation(self._ids) is not None:
            titles = (line for line, text in self._texts.items() if self._is_title(text))
            placed.update(dict.fromkeys(islice(titles, 1), self._home))
        return placed

    def _furniture(self) -> set[int]:
        """Return the lines of headers and of titles above tables."""
        titles = {line for line, text in self._texts.items() if line > self._end and self._is_title(text)}
        return titles | {
            self._starts[table.sheet] + row
            for table in self._matrix.tables
            for row in (*table.head, *table.repeated, *(line.row for line in table.above))
        }

    def _is_title(self, text: str) -> bool:
        return " ".join(text.split()) == self._matrix.title

    def _listed(self, lines: Iterable[int]) -> list[dict[str, Any]]:
        return [{"line": line, **self._where(line), "text": self._texts[line]} for line in sorted(lines)]

    def _where(self, line: int) -> dict[str, Any]:
        """Return the sheet of a line and its row there; a paragraph around tables stands on none."""
        if line > self._end:
            return {"sheet": "", "row": line - self._end}
        *_, sheet = (name for name, start in self._starts.items() if start < line)
        return {"sheet": sheet, "row": line - self._starts[sheet]}

    def _doubtful(self, placed: Mapping[int, int]) -> Iterator[dict[str, Any]]:
        """Yield what a person should look at: values not understood, and what was kept or read otherwise."""
        for problem in self._compared.returned.problems:
            if problem.code not in HARMLESS | _UNPLACED:
                yield self._doubt(problem.place, None, problem.message, placed)
        for item in self._made.items:
            if item.is_open_question:
                yield self._doubt(item.answers[0].place, item.field, item.answers[0].doubt, placed)

    def _doubt(
        self, place: Place, field: str | None, message: Sentence, placed: Mapping[int, int]
    ) -> dict[str, Any]:
        line = self._starts.get(place.sheet, 0) + place.row if place.row else None
        node, text = placed.get(line or 0, self._home), self._texts.get(line or 0, "")
        where = {"line": line, "sheet": place.sheet, "row": place.row or None}
        where |= {"column": place.column or None, "node": node}
        return {**where, "field": field, "text": text, "message": message}


def _ranges(placed: Mapping[int, int]) -> Iterator[list[int]]:
    """Yield [first, last, node] for lines that follow one another and say something of one node."""
    lines = sorted(placed)
    for _, run in groupby(enumerate(lines), key=lambda at: (at[1] - at[0], placed[at[1]])):
        members = [line for _, line in run]
        yield [members[0], members[-1], placed[members[0]]]
