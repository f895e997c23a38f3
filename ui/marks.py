"""What there is to see to, in the words of the window: sentences, a word or two, an icon's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from workbench.checks import Finding
    from workbench.checks.fixes import Fix
    from workbench.schema import Field

translate = QCoreApplication.translate
SIGN = "⚠ "
"""Begins what is said below a field about a text that is too long."""
Sign = Literal["missing", "warning"]


def sentence(finding: Finding) -> str:
    """Return what a finding says; its patterns are those of :mod:`workbench.checks.rules`."""
    return translate("Checks", finding.pattern).format(*finding.args)


def off_list(node: int, field: Field, value: str) -> str:
    """Return what is said of a choice whose value is not on its list."""
    from workbench.checks.rules import off_list as finding

    return sentence(finding(node, field, value))


def short(finding: Finding) -> str:
    """Return a finding in a word or two."""
    return translate("Checks", finding.short)


def sign(finding: Finding) -> Sign:
    """Return the name of the icon that stands for a finding."""
    return "missing" if finding.is_about_absence else "warning"


def what_it_does(fix: Fix) -> str:
    """Return what a fix does; its patterns are those of :mod:`workbench.checks.fixes`."""
    return translate("Checks", fix.pattern).format(*fix.args)
