"""Tracking sheets: Excel workbooks through which units answer recommendations and report on actions."""

from workbench.tracking.export import SheetFile, SheetsWritten, record_sheets, write_sheets

__all__ = ["SheetFile", "SheetsWritten", "record_sheets", "write_sheets"]
