"""What there is to see to, in the words of the window: sentences, and an icon's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.sentences import spoken

if TYPE_CHECKING:
    from workbench.checks import Finding, Severity
    from workbench.checks.fixes import Fix
    from workbench.schema import Field

SIGN = "⚠ "
"""Begins what is said below a field about a text that is too long."""
SIGNS: dict[Severity, str] = {"error": "close", "warning": "warning", "hint": "info"}
"""The icon that stands for a finding, the same wherever it is shown."""


def sentence(finding: Finding) -> str:
    """Return what a finding says."""
    return spoken(finding.message)


def off_list(node: int, field: Field, value: str) -> str:
    """Return what is said of a choice whose value is not on its list."""
    from workbench.checks.rules import off_list as finding

    return sentence(finding(node, field, value))


def what_it_does(fix: Fix) -> str:
    """Return what a fix does."""
    return spoken(fix.words)
