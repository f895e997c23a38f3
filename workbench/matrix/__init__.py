"""Somebody's matrix of recommendations, responses and actions, whatever its form, read into a workspace.

A file goes through layers, each its own module: bytes to sheets (``source``; ``word`` for Word files),
sheets to tables (``tables``, ``cards``), columns to meanings (``mapping``), rows to recommendations
(``rows``; ``parting`` for cells that say several things), cells to values (``cells``), and all of it
to claims against what an earlier import of the same matrix said (``homes``, ``writing``, ``memory``).
``recognising`` says whether a file is a matrix at all, ``choosing`` which evaluation it is on.
"""

from workbench.matrix.choosing import NEW, chosen_evaluation, evaluation_names, twin_of, usual_evaluation
from workbench.matrix.mapping import Mapping, from_json, guess
from workbench.matrix.names import MEANINGS, label_of
from workbench.matrix.reading import HARMLESS, Compared, compare, proposed, read_matrix, says_what
from workbench.matrix.recognising import is_matrix
from workbench.matrix.source import ENDINGS, IsTrackingSheet, Matrix, open_matrix

__all__ = [
    "ENDINGS",
    "NEW",
    "Compared",
    "HARMLESS",
    "IsTrackingSheet",
    "MEANINGS",
    "Mapping",
    "Matrix",
    "chosen_evaluation",
    "compare",
    "evaluation_names",
    "from_json",
    "guess",
    "is_matrix",
    "label_of",
    "open_matrix",
    "proposed",
    "read_matrix",
    "says_what",
    "twin_of",
    "usual_evaluation",
]
