"""A matrix against a workspace: what importing it would change, for the planner of merges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.matrix.cells import Interpreter
from workbench.matrix.choosing import chosen_evaluation
from workbench.matrix.entries import Entries
from workbench.matrix.homes import Homes
from workbench.matrix.leftovers import leftovers
from workbench.matrix.mapping import Mapping, completed, guess
from workbench.matrix.memory import (
    as_json,
    evaluation_of,
    remembered,
    remembered_mapping,
)
from workbench.matrix.names import ACTION, ACTION_UNIT, BOTH_UNITS, HEADLINE, UNITS, language_of, named
from workbench.matrix.parting import meanings_of
from workbench.matrix.ratings import Ratings, holds_ratings
from workbench.matrix.rows import read_rows
from workbench.matrix.source import Matrix, open_matrix, sheet_of
from workbench.matrix.writing import Writer
from workbench.merging.claims import Addition, NewNode, Place, Problem, Return
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from workbench.matrix.entries import Rows
    from workbench.merging.claims import Target
    from workbench.register import Unit
    from workbench.tree import Tree
    from workbench.workspace import Workspace

HARMLESS = frozenset(
    {"title", "header-again", "group", "below", "outside", "no-table", "hidden-sheet", "total", "row-twice"}
    | {"no-value", "formula", "left-out"}
)
"""Codes of problems that are told for completeness; all others a person should look at."""


def read_matrix(
    path: Path, workspace: Workspace, evaluation: int | None = None, mapping: Mapping | None = None
) -> Return:
    """Read a matrix and compare it with what its earlier import into the same evaluation said.

    Without ``evaluation``, the one it went into before, the only one, or a new one (as for :data:`NEW`);
    columns that ``mapping`` does not name mean what they meant before, else what we guess. Changes nothing.
    Raises UserError where the file is refused.
    """
    return compare(open_matrix(path), workspace, evaluation, mapping).returned


def proposed(matrix: Matrix, workspace: Workspace | None = None) -> Mapping:
    """Return what the columns of a matrix mean: as when they were imported last, else as we guess."""
    known = remembered_mapping(workspace, matrix.tables) if workspace else Mapping()
    return completed(known, matrix.tables, guess(matrix.tables))


@dataclass(frozen=True, slots=True)
class Compared:
    """What a matrix says, and which of its rows say something of which node."""

    matrix: Matrix
    returned: Return
    rows: list[tuple[Rows, Target]]


def compare(
    matrix: Matrix, workspace: Workspace, evaluation: int | None = None, mapping: Mapping | None = None
) -> Compared:
    """Compare an open matrix as :func:`read_matrix` does."""
    home = (chosen_evaluation(workspace, None, matrix) if evaluation is None else evaluation) or None
    home = evaluation_of(workspace, matrix.sha256) if home is None else home
    said = {**remembered_mapping(workspace, matrix.tables).columns, **(mapping.columns if mapping else {})}
    mapping = completed(mapping or Mapping(), matrix.tables, proposed(matrix, workspace))
    into = _empty(matrix, workspace)
    homes = _homes(matrix, workspace, home)
    interpreter = Interpreter(workspace.tree)
    writer = Writer(homes, interpreter, _headers(matrix), _meanings(matrix, mapping), into)
    entries = _entries(matrix, mapping, matrix.title if home is None else "")
    into.problems += entries.problems
    if home is None or not any(workspace.tree.of_kind("recommendation", home)):
        _refuse_wordless(matrix, entries)
    targets = [(entry.rows, writer.write(entry)) for entry in entries.found]
    rows = [(row, target) for of_entry, target in targets for row in of_entry]
    writer.tell_gone()
    ratings = Ratings(homes, interpreter, mapping, into, dict(homes.memory.ratings))
    for table in matrix.tables:
        if holds_ratings(table, mapping):
            ratings.read(table)
    rows += ratings.rows
    into.problems += interpreter.problems
    into.problems += leftovers(matrix, [row for row, _ in rows], uses_title=home is None)
    into.problems += _without_actions(matrix, mapping, entries)
    into.problems += _guessed_texts(matrix, mapping, said)
    into.additions[:0] = [*_units(workspace.tree, interpreter.new_units), *homes.additions]
    into.memory = as_json(matrix.tables, mapping, home, writer.remembered, ratings.remembered)
    return Compared(matrix, into, rows)


def _homes(matrix: Matrix, workspace: Workspace, evaluation: int | None) -> Homes:
    headers = [column.name for table in matrix.tables for column in table.columns]
    memory = remembered(workspace, evaluation, matrix.tables)
    return Homes(workspace, evaluation, memory, matrix.title, language_of(headers))


def _empty(matrix: Matrix, workspace: Workspace) -> Return:
    book = matrix.book
    return Return(
        matrix.name,
        matrix.sha256,
        "matrix",
        workspace.point,
        saved_by=book.saved_by,
        saved_at=book.saved_at,
        problems=[Problem("left-alone", warning) for warning in book.warnings],
    )


def says_what(matrix: Matrix, mapping: Mapping) -> bool:
    """Whether a matrix says what is recommended, or gives scores; else it can only update what is there."""
    if any(holds_ratings(table, mapping) for table in matrix.tables):
        return True
    return any(entry.headline for entry in _entries(matrix, mapping, "").found)


def _refuse_wordless(matrix: Matrix, entries: Entries) -> None:
    """Raise UserError where a matrix gives no recommendation a text, and none of them is here yet."""
    if entries.found and not any(entry.headline for entry in entries.found):
        raise UserError(
            "{0} was refused: none of its columns is taken for the recommendations, which are not here yet"
            " either; say which column holds them, in a command with --mapping.",
            matrix.name,
        )


def _guessed_texts(matrix: Matrix, mapping: Mapping, said: Collection[str]) -> Iterator[Problem]:
    """Yield a problem where only its texts, and nobody, say that a column holds the recommendations."""
    for table in matrix.tables:
        for column in table.columns:
            is_said = column.header in said or f"{table.sheet}: {column.header}" in said
            is_named = is_said or HEADLINE in named(column.name).meanings
            if mapping.meaning(table, column) == HEADLINE and not is_named:
                message = Sentence(
                    "The column “{0}” was taken for the recommendations; check that.", column.header
                )
                yield Problem("guessed", message, Place(table.sheet, table.head.start, column.header))


def _entries(matrix: Matrix, mapping: Mapping, title: str) -> Entries:
    entries = Entries(title)
    for table in matrix.tables:
        if not holds_ratings(table, mapping):
            read_rows(entries, table, mapping, sheet_of(matrix, table).notes)
    return entries


def _headers(matrix: Matrix) -> frozenset[str]:
    return frozenset(column.header for table in matrix.tables for column in table.columns)


def _meanings(matrix: Matrix, mapping: Mapping) -> frozenset[str]:
    found: set[str] = set()
    for table in matrix.tables:
        given = [mapping.meaning(table, column) for column in table.columns]
        for column, meaning in zip(table.columns, given, strict=True):
            found.update(meanings_of(column.name, meaning, given))
    return frozenset(found | ({UNITS, ACTION_UNIT} if BOTH_UNITS in found else set()))


def _without_actions(matrix: Matrix, mapping: Mapping, entries: Entries) -> Iterator[Problem]:
    """Yield a problem where a matrix says how actions go but names none."""
    if ACTION not in _meanings(matrix, mapping) and any(entry.actions for entry in entries.found):
        message = Sentence(
            "The matrix names no actions; what it says of dates and progress is kept as an action"
            " without a description."
        )
        yield Problem("no-actions", message)


def _units(tree: Tree, units: Iterable[Unit]) -> Iterator[Addition]:
    """Yield what adds units to the register, the register too where there is none."""
    register = next(iter(tree.children(tree.root_id, "register")), None)
    home = register.id if register else NewNode("register", tree.root_id, "matrix:register")
    for number, unit in enumerate(units):
        if number == 0 and isinstance(home, NewNode):
            yield Addition(home, {})
        fields = {"abbreviation": unit.abbreviation or None, "name": unit.name or None, "kind": unit.kind}
        yield Addition(NewNode("unit", home, unit.key), fields)
