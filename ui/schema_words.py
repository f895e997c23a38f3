"""What kinds, fields and columns are called in the window: the words of the schema, translated.

:mod:`ui.translations` lists these words for those who translate them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from workbench.schema import KINDS

if TYPE_CHECKING:
    from workbench.rows import Column
    from workbench.schema import Field

SCHEMA = "Schema"
"""The context under which the words are translated."""


def kind_label(kind: str) -> str:
    """Return what a kind of node is called."""
    return QCoreApplication.translate(SCHEMA, KINDS[kind].label)


def field_label(field: Field) -> str:
    """Return what a field is called."""
    return QCoreApplication.translate(SCHEMA, field.label)


def field_help(field: Field) -> str:
    """Return what a field is for, "" where its label says enough."""
    return QCoreApplication.translate(SCHEMA, field.help) if field.help else ""


def column_label(column: Column) -> str:
    """Return what a column of rows is called."""
    return QCoreApplication.translate(SCHEMA, column.label)
