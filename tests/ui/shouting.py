"""A translator that shows: sentences of the workbench come in capitals, its labels backwards."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from ui.sentences import SCHEMA, WORKBENCH


class Shouting(QTranslator):
    """Leaves the places for values as they are, so that a value in small letters came through whole."""

    def translate(self, context, text, disambiguation=None, n=-1):
        if context == WORKBENCH:
            return text.upper()
        return text[::-1] if context == SCHEMA else text

    def isEmpty(self):  # noqa: N802
        return False
