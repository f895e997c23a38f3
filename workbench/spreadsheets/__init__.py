"""Workbooks of any program, read without trusting them: Excel, OpenDocument, CSV."""

from workbench.spreadsheets.book import Book, Sheet
from workbench.spreadsheets.reading import read_book

__all__ = ["Book", "Sheet", "read_book"]
