"""The command line as other programs use it: what is printed, what is written, the exit code."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from main import main
from workbench.errors import StorageFailed, UserError
from workbench.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def run(capsys):
    """Run a command; gives (exit code, standard output, standard error)."""

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        return (code, *capsys.readouterr())

    return run


@pytest.fixture
def sample(tmp_path, run):
    """The sample workspace, made by the command."""
    code, printed, complaints = run("sample", "--out", tmp_path / "sample", "--no-window")
    assert (code, complaints) == (0, "")
    return Path(printed.splitlines()[0])


def dumped(run, path):
    code, printed, _ = run("dump", path)
    assert code == 0
    return json.loads(printed)


def test_the_sample_writes_what_it_prints(sample):
    assert sample.name == "sample.evw"
    with Workspace.open(sample, writable=False) as workspace:
        written = [record.name for record in workspace.files()]
        kinds = {node.kind for node in workspace.tree.walk()}
    assert any(name.endswith(".docx") for name in written)
    assert sum(name.endswith(".xlsx") for name in written) >= 6
    from workbench.schema import KINDS

    assert kinds == set(KINDS)


def test_the_sample_again_keeps_the_workspace(sample, run, tmp_path):
    run("mark", sample, "Mine")
    code, printed, complaint = run("sample", "--out", tmp_path / "sample", "--no-window")
    assert code == 0
    assert complaint.startswith("The sample was there already and is as it was left")
    with Workspace.open(sample, writable=False) as workspace:
        assert [mark.name for mark in workspace.marks()] == ["Mine"]


def test_the_sample_says_why_no_window_opens(run, tmp_path):
    code, printed, _ = run("sample", "--out", tmp_path)
    assert code == 0
    assert printed.splitlines()[-1] == "No window was opened: QT_QPA_PLATFORM is offscreen."


def run_without_display(*arguments):
    environment = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)],
        cwd=ROOT,
        env={**environment, "DISPLAY": ":987"},
        capture_output=True,
        text=True,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="displays by socket are of Linux")
def test_the_sample_says_when_no_display_answers(tmp_path):
    done = run_without_display("sample", "--out", tmp_path)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "No window was opened: no display answers."


@pytest.mark.skipif(sys.platform != "linux", reason="displays by socket are of Linux")
@pytest.mark.parametrize("arguments", [[], ["open"]])
def test_a_window_without_a_display_is_refused_in_a_sentence(sample, arguments):
    done = run_without_display(*arguments, *([sample] if arguments else []))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "No window can be opened: no display answers.\n"


def test_a_dump_loads_into_a_new_workspace_only(sample, run, tmp_path):
    file, copy = tmp_path / "d.json", tmp_path / "copy.evw"
    assert run("dump", sample, "-o", file)[0] == 0
    assert run("load", file, "--into", copy)[0] == 0
    assert dumped(run, copy) == dumped(run, sample)
    code, _, complaint = run("load", file, "--into", copy)
    assert (code, complaint) == (2, "copy.evw exists already; choose another name.\n")


def test_an_edit_is_one_batch_and_undo_takes_it_back(sample, run, tmp_path):
    before = dumped(run, sample)
    section = before["root"]["children"][0]["children"][0]
    edits = tmp_path / "edits.json"
    edits.write_text(
        json.dumps(
            [
                {
                    "op": "insert",
                    "parent": section["id"],
                    "index": 0,
                    "kind": "paragraph",
                    "fields": {"text": "New"},
                },
                {"op": "remove", "node": section["children"][0]["id"]},
            ]
        )
    )
    code, printed, _ = run("edit", sample, edits)
    (new,) = json.loads(printed)
    assert code == 0
    code, printed, _ = run("history", sample, "--json")
    last = json.loads(printed)[-1]
    assert set(last) == {"batch", "time", "author", "origin", "label", "edits"}
    assert [edit["op"] for edit in last["edits"]] == ["insert", "remove"]
    assert last["edits"][0]["after"]["fields"] == {"text": "New"}
    code, printed, _ = run("history", sample, "--json", "--node", new)
    assert [edit["node"] for edit in json.loads(printed)[-1]["edits"]] == [new]
    assert run("undo", sample) == (0, "Undone: 2 edits (edit edits.json)\n", "")
    assert dumped(run, sample) == before
    assert run("redo", sample)[0] == 0
    assert dumped(run, sample) != before
    assert run("redo", sample) == (2, "", "There is nothing to redo.\n")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["dump", "none.evw"], "There is no file"),
        (["undo", "README.md"], "README.md is not a workspace"),
        (["edit", "none.evw", "none.json"], "There is no file none.json"),
        (["intake", "none.txt", "--into", "new.evw"], "none.txt"),
        (["tracking", "none.evw", "--out", "x", "--due", "31/12/2026"], "does not match the format"),
        (["dump"], "Missing argument"),
        (["mend"], "No such command"),
        (["open", "none.evw"], "There is no file none.evw"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run, arguments, complaint, monkeypatch):
    monkeypatch.chdir(ROOT)
    code, printed, complaints = run(*arguments)
    assert (code, printed) == (2, "")
    assert complaint in complaints
    assert complaints.count("\n") == 1
    assert not (ROOT / "new.evw").exists()


def test_commands_that_write_name_the_holder_and_those_that_read_go_on(sample, run, tmp_path):
    edits = tmp_path / "edits.json"
    edits.write_text("[]")
    with Workspace.open(sample):
        for command in (
            ["undo", sample],
            ["mark", sample, "x"],
            ["edit", sample, edits],
            ["paper", sample, "-o", tmp_path / "d.docx"],
            ["tracking", sample, "--out", tmp_path],
        ):
            code, printed, complaint = run(*command)
            assert (code, printed) == (2, "")
            assert "open for writing by" in complaint
        assert run("history", sample)[0] == 0
        assert run("dump", sample)[0] == 0


def test_a_mark_is_made_once(sample, run):
    assert run("mark", sample, "Issued")[0] == 0
    assert run("mark", sample, "Issued")[0] == 2


def test_tracking_writes_a_sheet_per_unit_and_a_report(sample, run, tmp_path):
    report = tmp_path / "r.json"
    code, printed, _ = run("tracking", sample, "--out", tmp_path / "x", "--unit", "HYDRO", "--report", report)
    entry, others = json.loads(report.read_text())
    assert entry["unit"] == "HYDRO"
    assert len(entry["recommendations"]) == 2
    assert entry["file"] == printed.strip()
    assert Path(entry["file"]).is_file()
    assert (others["unit"], others["file"], len(others["recommendations"])) == (None, None, 3)
    assert code == 1, "recommendations of other leads have no sheet now"
    code, _, complaint = run("tracking", sample, "--out", tmp_path / "y", "--unit", "NOBODY")
    assert code == 2
    assert "NOBODY" in complaint
    assert not (tmp_path / "y").exists()


def test_the_paper_is_written_and_logged(sample, run, tmp_path):
    draft = tmp_path / "draft.docx"
    code, printed, complaint = run("paper", sample, "-o", draft)
    assert (code, printed) == (1, f"{draft}\n")
    assert complaint == "Recommendation IWC.28 I-3 has no Office response yet.\n"
    assert draft.read_bytes().startswith(b"PK")
    assert run("paper", sample, "-o", draft)[0] == 1, "what we wrote ourselves is written anew"
    code, _, complaint = run("paper", sample, "-o", draft, "--paper", "GB.0/X/0")
    assert code == 2
    assert "IWC.28/EV/3" in complaint


def changed(sample):
    """The sample, marked as issued and then corrected; gives the recommendation that was corrected."""
    with Workspace.open(sample) as workspace:
        workspace.mark("Issued")
        recommendation = next(workspace.tree.of_kind("recommendation")).id
        with workspace.edit("Correct") as editor:
            editor.set(recommendation, "headline", "Something else.")
    return recommendation


def test_the_paper_takes_choices_and_the_log_keeps_them(sample, run, tmp_path):
    changed(sample)
    chosen = ["--part", "ii", "--without-responses", "--comments", "--changes-since", "Issued"]
    code, _, complaint = run("paper", sample, "-o", tmp_path / "d.docx", *chosen, "--watermark")
    assert (code, complaint) == (0, "")
    with Workspace.open(sample, writable=False) as workspace:
        part = list(workspace.tree.of_kind("evaluation"))[1].id
        (paper,) = workspace.tree.of_kind("paper")
        kept = json.loads(workspace.files()[-1].decisions)
        issued = workspace.marks()[0].batch
    assert kept == {
        "paper": paper.id,
        "part": part,
        "responses": False,
        "watermark": "",
        "comments": True,
        "changes_since": issued,
    }


def test_a_watermark_may_have_a_text_of_its_own(sample, run, tmp_path):
    run("paper", sample, "-o", tmp_path / "d.docx", "--watermark", "NOT YET")
    with zipfile.ZipFile(tmp_path / "d.docx") as package:
        headers = [package.read(name) for name in package.namelist() if "header" in name]
    assert b'string="NOT YET"' in b"".join(headers)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--part", "IX", "No part is called “IX”"),
        ("--changes-since", "Never", "“Never” is no mark"),
        ("--revise", "Never", "“Never” is no mark"),
        ("--revise", "Now", "nothing to revise"),
    ],
)
def test_a_choice_that_names_nothing_writes_nothing(sample, run, tmp_path, option, value, said):
    changed(sample)
    run("mark", sample, "Now")
    before = dumped(run, sample)
    code, _, complaint = run("paper", sample, "-o", tmp_path / "d.docx", option, value)
    assert code == 2
    assert said in complaint
    assert not (tmp_path / "d.docx").exists()
    assert dumped(run, sample) == before


def test_a_revision_is_made_and_undone(sample, run, tmp_path):
    changed(sample)
    before = dumped(run, sample)
    code, _, _ = run("paper", sample, "-o", tmp_path / "d.docx", "--revise", "Issued", "--part", "I")
    assert code == 1, "an answer is missing in the sample"
    with Workspace.open(sample, writable=False) as workspace:
        (paper,) = workspace.tree.of_kind("paper")
        assert paper["revision"] == 1
        assert workspace.undo_step.label == "Issue Rev.1"
    run("undo", sample)
    assert dumped(run, sample) == before


def test_a_revision_whose_draft_is_refused_is_taken_back(sample, run, tmp_path):
    changed(sample)
    before = dumped(run, sample)
    refused = ["paper", sample, "-o", tmp_path / "d.docx", "--revise", "Issued", "--part", "IX"]
    assert run(*refused)[0] == 2
    assert dumped(run, sample) == before


def test_a_note_of_ones_own_stays_and_is_told(sample, run, tmp_path):
    changed(sample)
    with Workspace.open(sample) as workspace:
        (paper,) = workspace.tree.of_kind("paper")
        with workspace.edit("Note") as editor:
            editor.set(paper.id, "revision_note", "For technical reasons.")
    _, _, complaint = run("paper", sample, "-o", tmp_path / "d.docx", "--revise", "Issued")
    assert "Rev.1 keeps the revision note that somebody wrote." in complaint


@pytest.mark.corpus
def test_intake_makes_the_workspace_and_refuses_the_paper_twice(corpus, run, tmp_path):
    source, path, report = corpus / "gb340-pfa-7.txt", tmp_path / "W.evw", tmp_path / "r.json"
    code, printed, complaints = run("intake", source, "--into", path, "--report", report)
    assert code == 1
    assert "3 evaluations, 23 recommendations, 139 numbered paragraphs" in printed
    data = json.loads(report.read_text())
    assert set(data) == {
        *("source", "sha256", "as", "lines", "placed", "furniture", "unplaced", "doubtful"),
        "undecided_references",
    }
    before = dumped(run, path)
    code, _, complaint = run("intake", source, "--into", path)
    assert code == 2
    assert "GB.340/PFA/7 is in this workspace already" in complaint
    assert dumped(run, path) == before
    assert run("intake", source, "--into", path, "--again")[0] == 1
    assert run("undo", path)[0] == 0
    assert dumped(run, path) == before
    assert run("intake", corpus / "challenges-2013.txt", "--into", path)[0] == 0


def test_a_command_warns_of_a_synchronised_folder(run, tmp_path):
    folder = tmp_path / "Dropbox"
    _, printed, _ = run("sample", "--out", folder, "--no-window")
    code, _, complaint = run("history", printed.splitlines()[0])
    assert code == 0
    assert "synchronised folder Dropbox" in complaint


def test_what_somebody_changed_or_another_program_wrote_is_not_overwritten(sample, run, tmp_path):
    sheets, draft = tmp_path / "sheets", tmp_path / "draft.docx"
    assert run("tracking", sample, "--out", sheets)[0] == 0
    assert run("tracking", sample, "--out", sheets)[0] == 0
    filled_in = next(sheets.glob("*HYDRO.xlsx"))
    filled_in.write_bytes(filled_in.read_bytes() + b" ")
    before = {path: path.read_bytes() for path in sheets.iterdir()}
    code, printed, complaint = run("tracking", sample, "--out", sheets)
    assert (code, printed) == (2, "")
    assert "HYDRO.xlsx is there already and was changed" in complaint
    assert {path: path.read_bytes() for path in sheets.iterdir()} == before
    draft.write_bytes(b"mine")
    code, _, complaint = run("paper", sample, "-o", draft)
    assert code == 2
    assert draft.read_bytes() == b"mine"
    code, _, complaint = run("paper", sample, "-o", tmp_path / "draft.pdf")
    assert (code, complaint) == (2, "The draft is a Word file: call it draft.docx.\n")


def test_history_shows_the_marks(sample, run):
    run("mark", sample, "Sent to departments")
    _, printed, _ = run("history", sample)
    assert printed.splitlines()[-1].endswith("marked “Sent to departments”")


@pytest.mark.corpus
def test_a_file_without_symbol_is_not_taken_in_twice_unnoticed(corpus, run, tmp_path):
    source, path = corpus / "challenges-2013.txt", tmp_path / "W.evw"
    assert run("intake", source, "--into", path)[0] == 0
    with Workspace.open(path) as workspace, workspace.edit("Another title") as editor:
        editor.set(next(workspace.tree.of_kind("challenge_set")).id, "title", "Renamed")
    code, _, complaint = run("intake", source, "--into", path)
    assert (code, complaint.splitlines()[-1]) == (
        2,
        "challenges-2013.txt was taken into this workspace before. To have it twice, add --again.",
    )
    assert run("undo", path)[0] == 0
    assert run("undo", path)[0] == 0
    assert run("intake", source, "--into", path)[0] == 0, "it was undone, so it is not there"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX")
def test_progress_is_shown_where_standard_error_is_a_terminal(sample, tmp_path):
    import pty

    ours, theirs = pty.openpty()
    due = ["--due", "2999-12-31"]
    command = [sys.executable, "main.py", "tracking", str(sample), *due, "--out", str(tmp_path / "x")]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert done.returncode == 0
    assert "% HYDRO" in shown
    assert shown.endswith("\r"), "the line is wiped at the end"
    quiet = subprocess.run([*command[:-1], str(tmp_path / "y")], cwd=ROOT, capture_output=True)
    assert quiet.stderr == b""


def test_help_says_what_every_command_does(run):
    code, printed, _ = run("--help")
    assert code == 0
    for command in [
        "open",
        "sample",
        "intake",
        "dump",
        "load",
        "edit",
        "undo",
        "redo",
        "mark",
        "history",
        "tracking",
        "paper",
    ]:
        assert f"\n  {command} " in printed
        code, explained, _ = run(command, "--help")
        assert code == 0
        assert len(explained.splitlines()) > 4


def test_readme_has_the_two_commands_each_on_one_line():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert "python -m pip install -e . && python main.py sample" in lines
    assert 'python -m pip install -e ".[test]" && python -m pytest' in lines
    assert 'python -m pip install -e ".[test]" && python -m pytest' not in (ROOT / ".ci/run").read_text()


EDITS = [{"op": "insert", "parent": 1, "kind": "challenge_set"}]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["dump", ""], "names no file"),
        (["dump", "."], "names no file"),
        (["dump", "SAMPLE", "-o", "/"], "names no file"),
        (["dump", "SAMPLE", "-o", "SAMPLE"], "is a workspace and was not overwritten"),
        (["history", "SAMPLE", "--node", "9" * 30], "not in the range"),
        (["load", "D.json", "--into", "none/L.evw"], "There is no folder"),
        (["load", "D.json", "--into", ""], "names no file"),
        (["tracking", "SAMPLE", "--out", "sheets", "--report", "none/r.json"], "there is no folder none"),
        (["tracking", "SAMPLE", "--out", "sheets", "--report", "SAMPLE"], "was not overwritten"),
        (["intake", "P.txt", "--into", "new.evw", "--report", "P.txt"], "was not overwritten"),
        (["intake", "P.txt", "--into", "new.evw", "--report", "new.evw"], "was not overwritten"),
        (["intake", "P.txt", "--into", "SAMPLE", "--report", "."], "names no file"),
        (["intake", "P.txt", "--into", "x" * 300, "--report", "r.json"], "P.txt"),
    ],
)
def test_a_refused_command_leaves_everything_as_it_was(
    sample, run, tmp_path, monkeypatch, arguments, complaint
):
    monkeypatch.chdir(tmp_path)
    Path("P.txt").write_text("no paper")
    run("dump", sample, "-o", "D.json")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    code, printed, complaints = run(*(sample if word == "SAMPLE" else word for word in arguments))
    assert (code, printed) == (2, "")
    assert complaint in complaints
    assert complaints.count("\n") == 1
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.corpus
def test_a_report_that_cannot_be_written_any_more_needs_a_person(corpus, run, tmp_path, monkeypatch):
    def refuse(path, content):
        raise UserError(f"{path.name} could not be written: no space left on device.")

    monkeypatch.setattr("workbench.commands.shared.write_beside", refuse)
    source, path = corpus / "challenges-2013.txt", tmp_path / "W.evw"
    code, printed, complaint = run("intake", source, "--into", path, "--report", tmp_path / "r.json")
    assert (code, complaint) == (1, "r.json could not be written: no space left on device.\n")
    assert "10 challenges" in printed


@pytest.mark.corpus
def test_an_intake_that_fails_half_way_leaves_no_new_workspace(corpus, run, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise StorageFailed("The disk is full.")

    monkeypatch.setattr("workbench.importing.place_reading", fail)
    assert run("intake", corpus / "challenges-2013.txt", "--into", tmp_path / "W.evw")[0] == 2
    assert list(tmp_path.iterdir()) == []


def shell(arguments, stdout):
    return subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": ""},  # so that short output is lost at the very end
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device is of Linux")
def test_output_that_cannot_be_written_is_said_and_the_edit_stands(sample, tmp_path):
    edits = tmp_path / "edits.json"
    edits.write_text(json.dumps(EDITS))
    with Path("/dev/full").open("w") as full:
        done = shell(["edit", sample, edits], stdout=full)
    assert (done.returncode, done.stderr) == (
        1,
        "The output could not be written: No space left on device.\n",
    )
    with Workspace.open(sample, writable=False) as workspace:
        assert len(workspace.history()) == 2


@pytest.mark.skipif(os.name != "posix", reason="a closed pipe is told otherwise on Windows")
@pytest.mark.parametrize("command", ["history", "dump"])
def test_a_reader_that_has_seen_enough_gets_no_complaint(sample, command):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = shell([command, sample], stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(os.name != "posix", reason="the byte is a name on POSIX only")
def test_a_file_whose_name_is_no_utf_8_can_be_applied(sample, run, tmp_path):
    edits = tmp_path / os.fsdecode(b"e\xff.json")
    edits.write_text(json.dumps(EDITS))
    assert run("edit", sample, edits)[0] == 0
    assert "(edit e?.json)" in run("history", sample)[1]
