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
OTHERS = "No sheet was written for whoever leads on"


def test_drafts_are_written_beside_the_sheets_and_reported(sample, run, tmp_path):
    out, report = tmp_path / "out", tmp_path / "r.json"
    code, printed, complaint = run("tracking", sample, "--out", out, *UNIT, "--mail", "--report", report)
    assert [Path(line).name for line in printed.splitlines()] == [f"{NAME}.xlsx", f"{NAME}.eml"]
    assert code == 1
    assert complaint.startswith(OTHERS), "the address is known, so nothing else needs a person"
    assert json.loads(report.read_text())[0]["draft"] == str(out / f"{NAME}.eml")
    assert b"X-Unsent: 1" in (out / f"{NAME}.eml").read_bytes()


def test_a_unit_without_address_needs_a_person(sample, run, tmp_path):
    code, _, complaint = run("tracking", sample, "--out", tmp_path / "out", "--mail")
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
