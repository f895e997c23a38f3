"""Sentences of the workbench, said in the language of the window.

:mod:`ui.translations` lists their patterns for those who translate them.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.schema_words import SCHEMA
from workbench.sentences import InnerLabel, Label, Sentence

WORKBENCH = "Workbench"
"""The context under which the sentences are translated."""


def spoken(text: str) -> str:
    """Return a sentence of the workbench or a label as it is said here; other text comes back as it is.

    To be asked for before a signal carries the text: Qt keeps its words and forgets what it was made of.
    """
    if isinstance(text, Label):
        return QCoreApplication.translate(SCHEMA, text)
    if not isinstance(text, Sentence):
        return text
    if not text:
        return ""  # for which a translator has something else to say
    pattern = QCoreApplication.translate(WORKBENCH, text.pattern)
    return pattern.format(*map(_spoken_value, text.values)) if text.values else pattern


def _spoken_value(value: object) -> object:
    if isinstance(value, InnerLabel):
        return InnerLabel(QCoreApplication.translate(SCHEMA, value.label))
    return spoken(value) if isinstance(value, Sentence | Label) else value
