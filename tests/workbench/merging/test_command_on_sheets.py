"""The command that merges, on sheets of departments: what is printed, the report, the exit code."""

import datetime
import json

import pytest

from main import main
from tests.workbench.tracking.returned.department import Office
from workbench.workspace import Workspace


@pytest.fixture
def office(workspace, tmp_path):
    return Office(workspace, tmp_path)


@pytest.fixture
def merge(office, capsys, tmp_path):
    """Merge what departments saved; gives (exit code, lines, complaints, report)."""

    def run(*departments, options=()):
        office.workspace.close()
        path = tmp_path / "report.json"
        files = [str(department.save()) for department in departments]
        code = main(["merge", str(office.workspace.path), *files, "--report", str(path), *options])
        printed, complaints = capsys.readouterr()
        office.workspace = Workspace.open(office.workspace.path)
        return code, printed.splitlines(), complaints.splitlines(), json.loads(path.read_text())

    return run


@pytest.fixture
def stopped(office):
    """The sheets of two units, the first in conflict with what is here."""
    policy, field = office.send("POLICY"), office.send("FIELD")
    policy.type("Response", "RG.1 I-1", "response.text", "Not now.")
    policy.new_action(reference="RG.1 I-1", description="Look")
    field.type("Response", "RG.1 I-5", "response.reason", "Few boats.")
    with office.workspace.edit("Here") as editor:
        editor.set(office.response(1), "text", "It is done.")
    return policy, field


def test_a_stopped_merge_says_that_nothing_was_changed_and_why(stopped, merge):
    code, printed, complaints, _ = merge(*stopped)
    assert (code, printed) == (
        1,
        ["RG.1-A POLICY.xlsx (POLICY): not merged", "RG.1-A FIELD.xlsx (FIELD): not merged"],
    )
    assert complaints[0].endswith("now It is done., RG.1-A POLICY.xlsx: Not now.")
    assert complaints[-1].startswith("Nothing was changed: 1 conflict waits for a decision. Decide it in")


def test_a_dry_run_that_stops_lists_what_would_come(stopped, merge):
    _, printed, complaints, report = merge(*stopped, options=["--dry-run"])
    assert printed == [
        "RG.1-A POLICY.xlsx (POLICY): not merged; 1 change would come with the rest",
        "  RG.1 I-1 New action: (nothing) → Action: Look; Responsible unit: POLICY",
        "RG.1-A FIELD.xlsx (FIELD): not merged; 1 change would come with the rest",
        "  RG.1 I-5 Reason: (nothing) → Few boats.",
    ]
    assert complaints[-1].startswith("Nothing was changed: ")
    assert {file["status"] for file in report["files"]} == {"not merged"}


def test_the_changes_are_counted_as_they_are_listed(office, merge):
    field = office.send("FIELD")
    field.type("Response", "RG.1 I-5", "response.reason", "Few boats.")
    field.type("Response", "RG.1 I-5", "response.acceptance", "Accepted")
    field.new_action(reference="RG.1 I-5", description="Look", due=datetime.datetime(2027, 6, 30))
    code, (first, *lines), complaints, _ = merge(field)
    assert (code, complaints) == (0, [])
    assert first == "RG.1-A FIELD.xlsx (FIELD): 3 changes made"
    assert len(lines) == 3


def test_an_uncertain_date_of_a_new_row_is_asked_and_asked_again(office, merge):
    policy = office.send("POLICY")
    policy.new_action(reference="RG.1 I-1", description="Look", due="03/04/2027")
    code, printed, complaints, _ = merge(policy)
    assert (code, len(printed), len(complaints)) == (1, 2, 1)
    assert complaints[0].startswith("To decide: RG.1 I-1 Due (new action “Look”): sent as (nothing), now")
    assert "03/04/2027" in complaints[0]
    assert merge(policy, options=["--dry-run"])[0] == 1


def test_history_names_a_file_by_the_beginning_of_its_fingerprint(office, merge, capsys):
    policy = office.send("POLICY")
    policy.type("Response", "RG.1 I-3", "response.reason", "Few fish.")
    _, _, _, report = merge(policy)
    (sha256,) = (file["sha256"] for file in report["files"])
    main(["history", str(office.workspace.path)])
    printed = capsys.readouterr().out
    assert f"sha256 {sha256[:12]}…)" in printed
    main(["history", str(office.workspace.path), "--json"])
    assert sha256 in capsys.readouterr().out
