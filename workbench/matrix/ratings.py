"""Ratings in a matrix: a row or a column for each criterion, and the scores that an evaluation got."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.markup import escape
from workbench.matrix.entries import Given
from workbench.matrix.names import CRITERION, HEADLINE, RATED, SCORE, fold, resource
from workbench.matrix.tables import as_text
from workbench.merging.claims import Addition, Claim, NewNode, Place, Problem
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.matrix.cells import Interpreter
    from workbench.matrix.entries import Rows
    from workbench.matrix.homes import Homes
    from workbench.matrix.mapping import Mapping
    from workbench.matrix.tables import Row, Table
    from workbench.merging.claims import Return, Target
    from workbench.schema import Value
    from workbench.spreadsheets.book import CellValue
    from workbench.tree import Node

_ROLE = "overall_assessment"


@dataclass(frozen=True, slots=True)
class Rating:
    """A score as a cell gives it, with its criterion."""

    criterion: str
    value: CellValue
    place: Place


def holds_ratings(table: Table, mapping: Mapping) -> bool:
    """Whether a table gives scores by criterion rather than recommendations."""
    meanings = {mapping.meaning(table, column) for column in table.columns}
    return HEADLINE not in meanings and bool(meanings & {RATED, SCORE})


@dataclass
class Ratings:
    """Reads the tables of ratings of one matrix into ``into``.

    ``remembered`` is what the next import will know: the stored score by folded criterion.
    """

    homes: Homes
    interpreter: Interpreter
    mapping: Mapping
    into: Return
    remembered: dict[str, Value] = field(default_factory=dict)
    rows: list[tuple[Rows, Target]] = field(default_factory=list)
    """Which rows became which figure or rating."""

    def read(self, table: Table) -> None:
        """Take the scores of one table, and tell what else stands on it."""
        for line in table.above:
            self._tell(
                "title",
                Sentence("“{0}” stands above the table and is no part of it.", line.text),
                table,
                line.row,
            )
        for rating in self._ratings(table):
            self._write(rating)

    def _ratings(self, table: Table) -> Iterator[Rating]:
        meanings = [self.mapping.meaning(table, column) for column in table.columns]
        rows = [row for row in table.rows if not row.alone]
        for row in table.rows:
            if row.alone:
                self._leave(table, row, range(len(meanings)))
        if RATED in meanings:
            yield from self._across(
                table, rows, [at for at, meaning in enumerate(meanings) if meaning == RATED]
            )
            return
        names, scores = (meanings.index(one) if one in meanings else -1 for one in (CRITERION, SCORE))
        for row in rows:
            name = as_text(row.values[names]) if names >= 0 else ""
            if name:
                yield Rating(name, row.values[scores], self._place(table, row, scores))
            others = [at for at in range(len(meanings)) if not name or at not in (names, scores)]
            self._leave(table, row, others)

    def _across(self, table: Table, rows: list[Row], rated: list[int]) -> Iterator[Rating]:
        """Yield the scores of the row that is about our evaluation; the only one is."""
        mine = rows if len(rows) == 1 else [row for row in rows if self._is_ours(row, rated)]
        for row in rows:
            if len(mine) == 1 and row is mine[0]:
                for at in rated:
                    yield Rating(table.columns[at].name, row.values[at], self._place(table, row, at))
                self._leave(table, row, [at for at in range(len(table.columns)) if at not in rated])
            else:
                self._leave(table, row, range(len(table.columns)))

    def _is_ours(self, row: Row, rated: list[int]) -> bool:
        """Whether a row names the evaluation that the matrix goes into."""
        tree, evaluation = self.homes.workspace.tree, self.homes.evaluation
        title = fold((tree[evaluation]["title"] or "") if evaluation is not None else self.homes.title)
        texts = [fold(as_text(value)) for at, value in enumerate(row.values) if value and at not in rated]
        return any(len(text.split()) > 1 and (text in title or title in text) for text in texts if title)

    def _write(self, rating: Rating) -> None:
        meant = self.interpreter.score(Given(rating.value, rating.place))
        key = fold(rating.criterion)
        known = self.homes.memory.ratings.get(key)
        if meant.raw is None:
            self.remembered[key] = meant.value
        node = self._there().get(key)
        target = node.id if node else NewNode("rating", self._figure(), self.homes.key_of("rating", key))
        self.rows.append(((rating.place.sheet, rating.place.row, rating.place.row), target))
        if isinstance(target, NewNode) or node is None:
            self._add(rating, meant.value, target)
            if meant.raw is not None:
                self.into.problems.append(Problem("not-understood", meant.doubt, rating.place))
        elif meant.raw is not None or meant.value not in (known, node["score"]):
            claim = Claim(node.id, "score", known, meant.value, rating.place, meant.doubt, meant.raw)
            self.into.claims.append(claim)

    def _add(self, rating: Rating, value: Value, node: Target) -> None:
        if isinstance(node, NewNode) and node not in {addition.node for addition in self.into.additions}:
            fields = {"criterion": " ".join(rating.criterion.split()), "score": value}
            self.into.additions.append(Addition(node, fields, place=rating.place))

    def _there(self) -> dict[str, Node]:
        """Return the ratings of the evaluation that are there, by folded criterion."""
        tree, evaluation = self.homes.workspace.tree, self.homes.evaluation
        ratings = tree.of_kind("rating", evaluation) if evaluation is not None else ()
        return {fold(node["criterion"] or ""): node for node in ratings}

    def _figure(self) -> Target:
        """Return the evaluation's figure with ratings, a new one in its overall assessment else."""
        tree, evaluation = self.homes.workspace.tree, self.homes.evaluation
        figures = tree.of_kind("figure", evaluation) if evaluation is not None else ()
        for figure in figures:
            if tree.children(figure.id, "rating") or not figure["caption"]:
                return figure.id
        node = NewNode("figure", self.homes.section(_ROLE), self.homes.key_of("ratings"))
        if node not in {addition.node for addition in self.into.additions}:
            caption = escape(resource()["figure"][self.homes.language])
            self.into.additions.append(Addition(node, {"caption": caption}))
        return node

    def _leave(self, table: Table, row: Row, positions: range | list[int]) -> None:
        """Tell what stands in cells that give no score."""
        for at in positions:
            text = as_text(row.values[at])
            if text and at not in row.inherited:
                message = Sentence("“{0}” has no place among ratings; it was left out.", text)
                self.into.problems.append(Problem("left-out", message, self._place(table, row, at)))

    def _place(self, table: Table, row: Row, at: int) -> Place:
        return Place(table.sheet, row.number, table.columns[at].header)

    def _tell(self, code: str, message: Sentence, table: Table, row: int) -> None:
        self.into.problems.append(Problem(code, message, Place(table.sheet, row)))
