"""What a person should see to in a document: findings by rule, how to mend them, and which are put aside.

:class:`Checks` holds the findings of an open workspace and keeps them right notice by notice;
:func:`~workbench.checks.fixes.fixes` says what can be done about one; what is put aside with a reason
(:mod:`workbench.checks.mutes`) and the doubts of an intake (:mod:`workbench.checks.doubts`) stand
beside the document.
"""

from workbench.checks.checks import Checks
from workbench.checks.findings import SEVERITIES, Finding, Severity

__all__ = ["SEVERITIES", "Checks", "Finding", "Severity"]
