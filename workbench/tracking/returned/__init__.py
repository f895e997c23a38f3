"""Tracking sheets that came back: what each says other than what was sent, and its problems."""

from workbench.tracking.returned.reading import SheetReader, interpret, read_sheet

__all__ = ["SheetReader", "interpret", "read_sheet"]
