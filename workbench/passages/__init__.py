"""Passages of a paper as the draft prints them, for looking at: text with places, no file format.

:class:`Passages` finds the passage that a node stands in; its blocks (:mod:`workbench.passages.blocks`)
name node and field, so that a reader can go from the words to where they are written.
"""

from workbench.passages.blocks import Bar, Block, Cell, Chart, Line, Look, Passage, Piece, Table
from workbench.passages.passages import Passages

__all__ = ["Bar", "Block", "Cell", "Chart", "Line", "Look", "Passage", "Passages", "Piece", "Table"]
