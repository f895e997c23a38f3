"""Commands that send: drafts beside tracking sheets, the list of what was sent, reminders."""

import json
from pathlib import Path

import pytest

from main import main
from workbench.workspace import Workspace


@pytest.fixture
def run(capsys):
    """Run a command; gives (exit code, standard output, standard error)."""

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        return (code, *capsys.readouterr())

    return run


@pytest.fixture
def sample(tmp_path, run):
    """The sample workspace, which knows the addresses of most units; nothing was sent yet."""
    from workbench.sample import make_sample

    return make_sample(tmp_path / "sample")


UNIT = ("--unit", "HYDRO")
NAME = "IWC.28-EV-3 HYDRO"
DUE = ("--due", "2999-12-31")
OTHERS = "Sheets for those who lead on IWC.28 I-1, IWC.28 I-2, IWC.28 I-3 were not asked for.\n"


def test_drafts_are_written_beside_the_sheets_and_reported(sample, run, tmp_path):
    out, report = tmp_path / "out", tmp_path / "r.json"
    options = (*UNIT, *DUE, "--mail", "--report", report)
    code, printed, complaint = run("tracking", sample, "--out", out, *options)
    assert [Path(line).name for line in printed.splitlines()] == [f"{NAME}.xlsx", f"{NAME}.eml"]
    assert (code, complaint) == (1, OTHERS), "the address is known, so nothing else needs a person"
    assert json.loads(report.read_text())[0]["draft"] == str(out / f"{NAME}.eml")
    assert b"X-Unsent: 1" in (out / f"{NAME}.eml").read_bytes()


def test_a_unit_without_address_needs_a_person(sample, run, tmp_path):
    code, _, complaint = run("tracking", sample, "--out", tmp_path / "out", "--mail")
    assert code == 1
    assert "The register has no e-mail address for 2 units: regional offices, STAT.\n" in complaint
    code, _, complaint = run("tracking", sample, "--out", tmp_path / "out", "--unit", "stat", "--mail")
    assert code == 1
    assert "The register has no e-mail address for STAT.\n" in complaint
    assert run("tracking", sample, "--out", tmp_path / "out")[0] == 0, "without drafts nobody is missed"


def test_somebodys_own_text_means_drafts(sample, run, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("Subject: Sheet of {unit}\n\n{title}")
    run("tracking", sample, "--out", tmp_path / "out", *UNIT, "--mail-text", text)
    assert b"\r\nSubject: Sheet of HYDRO\r\n" in (tmp_path / "out" / f"{NAME}.eml").read_bytes()


def test_a_text_that_holds_nonsense_stops_before_anything_is_written(sample, run, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("Subject: Sheet of {nobody}\n")
    code, printed, complaint = run("tracking", sample, "--out", tmp_path / "out", "--mail-text", text)
    assert (code, printed) == (2, "")
    assert (
        "text.txt: The text of the e-mail holds {nobody}, which means nothing; there are {unit}" in complaint
    )
    assert not (tmp_path / "out").exists()


def test_nothing_sent_is_said(sample, run):
    assert run("sent", sample) == (0, "No tracking sheet went out yet.\n", "")
    assert run("sent", sample, "--json") == (0, "[]\n", "")


def test_what_was_sent_is_listed_with_what_is_late(sample, run, tmp_path):
    run("tracking", sample, "--out", tmp_path, *UNIT, "--due", "2020-01-31")
    run("tracking", sample, "--out", tmp_path, "--unit", "PUBL", "--due", "2999-12-31")
    code, printed, _ = run("sent", sample)
    head, late, out = (line.split() for line in printed.splitlines())
    assert code == 0
    assert head == ["Unit", "Sent", "Due", "State", "Back", "Reminded", "File"]
    assert (late[0], late[2:4], out[0], out[2:4]) == (
        *("HYDRO", ["2020-01-31", "late"]),
        *("PUBL", ["2999-12-31", "out"]),
    )
    entries = json.loads(run("sent", sample, "--json")[1])
    assert [(entry["unit"], entry["state"]) for entry in entries] == [("HYDRO", "late"), ("PUBL", "out")]


def test_only_one_paper_is_listed_where_one_is_named(sample, run, tmp_path):
    run("tracking", sample, "--out", tmp_path, *UNIT)
    assert len(json.loads(run("sent", sample, "--json", "--paper", "IWC.28/EV/3")[1])) == 1
    code, _, complaint = run("sent", sample, "--paper", "GB.1/X/1")
    assert code == 2
    assert "There is no paper GB.1/X/1" in complaint


def test_everybody_late_is_reminded(sample, run, tmp_path):
    out = tmp_path / "out"
    run("tracking", sample, "--out", out, *UNIT, "--due", "2020-01-31")
    run("tracking", sample, "--out", out, "--unit", "PUBL", "--due", "2999-12-31")
    code, printed, complaint = run("sent", sample, "--remind", out)
    (reminder,) = out.glob("*reminder*.eml")
    assert (code, complaint) == (0, "")
    assert printed.splitlines()[-1] == str(reminder)
    assert reminder.name.startswith(f"{NAME} reminder ")
    assert b"IWC.28-EV-3 HYDRO.xlsx" in reminder.read_bytes()
    entries = json.loads(run("sent", sample, "--json")[1])
    assert [len(entry["reminders"]) for entry in entries] == [1, 0]


def test_a_reminder_takes_somebodys_own_text(sample, run, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("Subject: Where is it, {unit}?\n\nSent {sent}.")
    run("tracking", sample, "--out", tmp_path, *UNIT, "--due", "2020-01-31")
    run("sent", sample, "--remind", tmp_path / "mails", "--mail-text", text)
    (reminder,) = (tmp_path / "mails").iterdir()
    assert b"\r\nSubject: Where is it, HYDRO?\r\n" in reminder.read_bytes()
    code, _, complaint = run("sent", sample, "--mail-text", text)
    assert code == 2
    assert "--remind" in complaint


def test_nobody_late_is_nobody_reminded(sample, run, tmp_path):
    code, _, complaint = run("sent", sample, "--remind", tmp_path / "mails")
    assert (code, complaint) == (0, "No sheet is late, so no reminder was written.\n")
    assert not (tmp_path / "mails").exists()


def test_listing_takes_no_lock_and_reminding_does(sample, run, tmp_path):
    with Workspace.open(sample):
        assert run("sent", sample)[0] == 0
        code, _, complaint = run("sent", sample, "--remind", tmp_path)
        assert code == 2
        assert "open for writing by" in complaint


def test_units_without_addresses_are_told_in_one_sentence(sample, run, tmp_path):
    with Workspace.open(sample) as workspace, workspace.edit("No addresses") as editor:
        for unit in workspace.tree.of_kind("unit"):
            editor.set(unit.id, "email", None)
    complaint = run("tracking", sample, "--out", tmp_path / "out", *DUE, "--mail")[2]
    assert complaint.count("no e-mail address") == 1
    assert " units: " in complaint
    assert "HYDRO" in complaint


def test_a_return_date_is_kept_when_the_same_sheets_are_written_again(sample, run, tmp_path):
    again = ("tracking", sample, "--out", tmp_path, *UNIT)
    assert "The sheets name no return date" in run(*again)[2]
    run(*again, *DUE)
    assert "The return date is 2999-12-31, as on the sheets written before" in run(*again)[2]
    assert json.loads(run("sent", sample, "--json")[1])[-1]["due"] == "2999-12-31"
    assert "no return date" in run(*again, "--stage", "follow-up")[2]


def test_a_return_date_in_the_past_is_told(sample, run, tmp_path):
    code, _, complaint = run("tracking", sample, "--out", tmp_path, *UNIT, "--due", "2020-01-31")
    assert (code, complaint) == (1, f"The return date 2020-01-31 has passed already.\n{OTHERS}")


def test_the_sheets_of_the_follow_up_replace_none_of_the_stage_before(sample, run, tmp_path):
    for stage in ("response", "follow-up"):
        run("tracking", sample, "--out", tmp_path, *UNIT, "--stage", stage)
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == [
        f"{NAME}.xlsx",
        "IWC.28-EV-3 follow-up HYDRO.xlsx",
    ]


def test_actions_that_no_sheet_shows_are_named(sample, run, tmp_path):
    with Workspace.open(sample) as workspace, workspace.edit("Nobody's") as editor:
        response = next(workspace.tree.of_kind("response"))
        editor.insert(response.id, "action", {"description": "Look"})
    said = "action is on no sheet, as its unit has no part in the recommendation: IWC.28 I-1 (no unit)."
    assert said in run("tracking", sample, "--out", tmp_path / "all", *DUE)[2]
    assert run("tracking", sample, "--out", tmp_path / "one", *UNIT, *DUE)[2] == OTHERS
