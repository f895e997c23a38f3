"""The command that lists what a person should see to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from workbench.commands.shared import DONE, NEEDS_PERSON, WORKSPACE, cli, count_of, open_workspace
from workbench.terminal import say

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.checks import Checks, Finding


@cli.command()
@WORKSPACE
@click.option("--json", "as_json", is_flag=True, help="As JSON, in the order of the document.")
def check(workspace: Path, as_json: bool) -> int:
    """List what is missing, off its list or leads nowhere; exit 1 where there is anything.

    What somebody put aside in the window, with a reason, is left out.
    """
    from workbench.checks import Checks

    with open_workspace(workspace, writable=False) as opened:
        checks = Checks(opened)
        checks.work(len(opened.tree))
        found = [finding for finding in checks.all() if checks.mute_of(finding) is None]
    if as_json:
        say(json.dumps([_data(checks, finding) for finding in found], ensure_ascii=False, indent=1))
    else:
        for finding in found:
            place = f"{finding.node}.{finding.field}" if finding.field else str(finding.node)
            say(f"{finding.severity:8} {place}: {finding.message}")
        say(f"{count_of(len(found), 'finding', 'findings')}." if found else "No findings.")
    return NEEDS_PERSON if found else DONE


def _data(checks: Checks, finding: Finding) -> dict[str, Any]:
    """Return a finding as design section 7 has it; ``fix`` is the likeliest one in words, or null."""
    from workbench.checks.fixes import fixes

    known = fixes(checks.facts, finding)
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "node": finding.node,
        "field": finding.field,
        "message": finding.message,
        "fix": known[0].words if known else None,
    }
