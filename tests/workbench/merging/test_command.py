"""The command that merges, on copies of a workspace: what is printed, what is written, the exit code."""

import json

import pytest

from main import main


@pytest.fixture
def merge(family, capsys):
    """Merge copies into "W" by the command; gives (exit code, lines, complaints, report)."""

    def run(*names, conflicts="stop", options=()):
        for member in family.members.values():
            member.close()
        path = family.folder / "report.json"
        files = [str(family[name].path) for name in ("W", *names)]
        code = main(["merge", *files, "--conflicts", conflicts, "--report", str(path), *options])
        printed, complaints = capsys.readouterr()
        family.open_again()
        return code, printed.splitlines(), complaints.splitlines(), json.loads(path.read_text())

    return run


@pytest.fixture
def conflict(family):
    """A copy that differs in one text and brings another."""
    family.copy("W", "C")
    for name in ("W", "C"):
        family.set(name, family.one, "text", f"From {name}")
    family.set("C", family.two, "text", "From C")
    return family


@pytest.fixture
def twins(family):
    """A copy in which the same evaluation was added as here, and a text of its own."""
    family.copy("W", "C")
    for name in ("W", "C"):
        with family[name].edit("Add") as editor:
            editor.insert(family.paper, "evaluation", {"title": "Skills"})
    family.set("C", family.two, "text", "From C")
    return family


@pytest.fixture
def contradiction(family):
    """Two copies that changed one text differently."""
    family.copy("W", "C", "D")
    for name in ("C", "D"):
        family.set(name, family.one, "text", f"From {name}")
    family.set("C", family.two, "text", "From C")
    return family


@pytest.mark.parametrize("case", ["conflict", "twins", "contradiction"])
def test_stop_writes_nothing_and_names_what_waits(request, case, merge):
    family = request.getfixturevalue(case)
    point = family["W"].point
    code, printed, complaints, report = merge(*sorted(family.members.keys() - {"W"}))
    assert code == 1
    assert (family["W"].point, family["W"].files()) == (point, [])
    assert all(line.endswith("not merged") for line in printed)
    assert [line.split(":")[0] for line in complaints] == ["To decide", "Nothing was changed"]
    assert report["applied"] == 0
    assert {file["status"] for file in report["files"]} == {"not merged"}


@pytest.mark.parametrize(("conflicts", "text"), [("keep-ours", "From W"), ("take-theirs", "From C")])
def test_a_conflict_is_decided_as_asked_and_never_again(conflict, merge, conflicts, text):
    code, _, complaints, report = merge("C", conflicts=conflicts)
    assert (code, complaints) == (0, [])
    assert conflict.texts("W") == [text, "From C", "Three"]
    assert [entry["decided"] for entry in report["conflicts"]] == [conflicts.split("-")[1]]
    code, printed, _, report = merge("C")
    assert (code, printed) == (0, ["C.evw: merged before, nothing to do"])
    assert report["applied"] == 0


@pytest.mark.parametrize(("conflicts", "number"), [("keep-ours", 1), ("take-theirs", 2)])
def test_a_twin_is_decided_as_asked(twins, merge, conflicts, number):
    code, _, complaints, _ = merge("C", conflicts=conflicts)
    assert (code, complaints) == (0, [])
    assert len(twins["W"].tree.children(twins.paper, "evaluation")) == number
    assert twins.text("W", twins.two) == "From C"


def test_copies_that_contradict_each_other_leave_ours_and_need_a_person(contradiction, merge):
    code, _, complaints, report = merge("C", "D", conflicts="take-theirs")
    assert code == 1
    assert contradiction.texts("W") == ["One", "From C", "Three"]
    (line,) = complaints
    assert line.startswith("Kept, as the files contradict each other: ")
    assert "C.evw: From C" in line
    assert "D.evw: From D" in line
    assert [entry["decided"] for entry in report["conflicts"]] == ["ours"]
    assert merge("C", "D")[0] == 0


def test_copies_that_contradict_each_other_keep_ours_where_that_is_wanted(contradiction, merge):
    code, _, complaints, _ = merge("C", "D", conflicts="keep-ours")
    assert (code, complaints) == (0, [])
    assert contradiction.texts("W") == ["One", "From C", "Three"]


def test_a_dry_run_says_the_same_and_writes_nothing(conflict, merge):
    point = conflict["W"].point
    code, printed, _, report = merge("C", conflicts="take-theirs", options=["--dry-run"])
    assert (code, printed[0]) == (0, "C.evw: 2 changes would be made")
    assert (report["dry_run"], report["files"][0]["status"]) == (True, "would be merged")
    assert (conflict["W"].point, conflict["W"].files()) == (point, [])


def test_a_stop_says_why_and_what_to_do(conflict, merge):
    said = (
        "Nothing was changed: 1 conflict waits for a decision, and a copy is merged whole. Decide it in the"
    )
    code, _, complaints, report = merge("C")
    assert (code, "dry_run" in report) == (1, False)
    assert complaints[-1] == f"{said} window, or say with --conflicts what is to stand."


def test_the_question_about_a_copy_says_what_was_there_when_it_was_copied(conflict, merge):
    question = merge("C")[2][0]
    assert "Text: when copied One, now From W, C.evw: From C." in question


def test_a_removal_that_is_a_conflict_says_what_was_changed_here(family, merge):
    family.copy("W", "C")
    family.set("W", family.one, "text", "It was read again.")
    with family["C"].edit("Remove") as editor:
        editor.remove(family.one)
    question = merge("C")[2][0]
    assert "Changed here: Text: One → It was read again., C.evw: (removed)." in question


def test_a_second_file_of_the_same_content_is_called_so(conflict, merge):
    conflict.close()
    same = conflict.folder / "Again.evw"
    same.write_bytes(conflict["C"].path.read_bytes())
    conflict.open_again()
    code, printed, _, report = merge("C", conflicts="keep-ours", options=["--dry-run", str(same)])
    assert printed[-1] == "Again.evw: the same file as C.evw"
    assert [file["status"] for file in report["files"]] == ["would be merged", "same file"]
