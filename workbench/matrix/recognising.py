"""What a file is where nobody says so: a matrix, or a paper that has tables too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.intake import holds_paper, read_source
from workbench.matrix.mapping import guess
from workbench.matrix.names import ANCHORS, CRITERION
from workbench.matrix.source import ENDINGS, WORD, HasNoTable, open_matrix

if TYPE_CHECKING:
    from pathlib import Path


def is_matrix(path: Path) -> bool:
    """Whether a file is read as a matrix, not as a paper or challenges; goes by what a Word file holds.

    A Word file is a paper where our grammar finds recommendations in its text; else a table of
    recommendations makes it a matrix. Raises UserError where it is neither, or cannot be read.
    """
    ending = path.suffix.lower()
    if ending not in WORD:
        return ending in ENDINGS
    if holds_paper(path):
        return False
    has_advice, found = _has_advice(path), _recommendations_in_text(path)
    if has_advice or found is not None:
        return has_advice and not found
    raise UserError(
        "{0} was refused: it is neither a paper (no part under the usual headings, such as “Summary of"
        " findings”) nor a matrix (no table in it names recommendations).",
        path.name,
    )


def _has_advice(path: Path) -> bool:
    """Whether a file has a table of recommendations, responses or actions; one of scores alone is none."""
    try:
        tables = open_matrix(path).tables
    except HasNoTable:
        return False
    return any((ANCHORS - {CRITERION}) & set(guess([table]).columns.values()) for table in tables)


def _recommendations_in_text(path: Path) -> int | None:
    """Return how many recommendations our grammar finds in a file, None where it does not take it."""
    try:
        root = read_source(path).root
    except UserError:
        return None
    return sum(node.kind == "recommendation" for node in root.walk())
