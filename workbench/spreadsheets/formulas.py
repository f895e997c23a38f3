"""Formulas that a file holds once for many cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.spreadsheets.values import cell_name

if TYPE_CHECKING:
    from openpyxl.formula.translate import Translator

    from workbench.spreadsheets.book import Position
    from workbench.spreadsheets.filling import Budget

_LETTERS_LIKE_A_CELL = 4
"""So many characters of a moved formula are as much work as a cell."""


class SharedFormulas:
    """The formulas of a sheet that Excel wrote once and other cells refer to."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._masters: dict[str, tuple[str, Position]] = {}
        self._translators: dict[str, Translator] = {}

    def text(self, key: str, text: str, place: Position) -> str:
        """Return the formula of the cell at ``place``; ``text`` is what its file says there, often ""."""
        if text:
            self._masters[key] = text, place
        elif key in self._masters:
            self._budget.spend(len(self._masters[key][0]) // _LETTERS_LIKE_A_CELL)
            return self._moved(key, place)
        return f"={text}"

    def _moved(self, key: str, place: Position) -> str:
        from openpyxl.formula.tokenizer import TokenizerError
        from openpyxl.formula.translate import Translator, TranslatorError

        text, origin = self._masters[key]
        try:
            if key not in self._translators:
                self._translators[key] = Translator(f"={text}", cell_name(*origin))
            return str(self._translators[key].translate_formula(cell_name(*place)))
        except (TokenizerError, TranslatorError):
            return f"={text}"
