"""Photographs of every screen and dialog: ``python -m tests.screens --out DIR``."""
