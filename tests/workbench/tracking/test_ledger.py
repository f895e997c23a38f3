"""What is out, back, late or replaced, as the log of files tells."""

from datetime import date

import pytest

from tests.workbench.tracking.building import fill_paper
from workbench.merging.records import as_text, merged
from workbench.tracking import record_sheets, write_sheets
from workbench.tracking.ledger import sheets_of, sheets_sent
from workbench.tracking.letter import usual_template
from workbench.workspace import FileRecord

TODAY = date(2027, 10, 10)


@pytest.fixture
def paper(workspace):
    """A paper in a workspace, with POLICY leading and FIELD contributing to its recommendation."""
    return fill_paper(workspace, "RG.12/EVA/3")


@pytest.fixture
def send(workspace, tmp_path):
    """Write and log the sheets of the paper, or of the one named."""

    def send(due=None, mail=False, **options):
        snapshot = workspace.snapshot()
        template = usual_template("en", "sheet") if mail else None
        written = write_sheets(snapshot, tmp_path / "sheets", due=due, mail=template, **options)
        record_sheets(workspace, snapshot, written, due)
        return snapshot.point

    return send


def change(workspace):
    """Go on to another point of the journal."""
    with workspace.edit("Another contact") as editor:
        editor.set(workspace.tree.root_id, "contact", f"{len(workspace.history())}@agency.example")


def come_back(workspace, name, point, unit, kind="sheet"):
    """Log a merge that added a unit, as applying one does."""

    def record(batch):
        decisions = as_text(kind, point, batch, [], {}, {}, {})
        return FileRecord("in", name, "cd" * 32, batch or workspace.point, unit=unit, decisions=decisions)

    with workspace.edit(f"Merge {name}", record=record) as editor:
        editor.set(workspace.tree.root_id, "name", name)


def states(workspace):
    return [(sheet.unit, sheet.state) for sheet in sheets_of(workspace, TODAY)]


def test_what_was_sent_is_out_until_its_day_is_over(workspace, paper, send):
    send(due=TODAY)
    assert states(workspace) == [("POLICY", "out"), ("FIELD", "out")]
    send(due=date(2027, 10, 9), units=["FIELD"])
    assert states(workspace)[-1] == ("FIELD", "late")


def test_without_a_day_nothing_is_ever_late(workspace, paper, send):
    send()
    assert {state for _, state in states(workspace)} == {"out"}


def test_a_sheet_tells_where_it_comes_from(workspace, paper, send, tmp_path):
    point = send(due=TODAY, units=["POLICY"])
    (sheet,) = sheets_of(workspace, TODAY)
    (record,) = workspace.files()
    assert (sheet.name, sheet.sha256, sheet.point) == ("RG.12-EVA-3 POLICY.xlsx", record.sha256, point)
    assert (sheet.paper, sheet.sent_at, sheet.due) == (paper, record.time, TODAY)
    assert sheet.data() == {
        "unit": "POLICY",
        "file": "RG.12-EVA-3 POLICY.xlsx",
        "sha256": record.sha256,
        "paper": paper,
        "to": [],
        "sent": record.time,
        "due": "2027-10-10",
        "state": "out",
        "back": None,
        "back_file": None,
        "reminders": [],
    }


def test_a_merge_brings_a_sheet_back(workspace, paper, send):
    point = send(due=date(2027, 10, 1))
    come_back(workspace, "filled in.xlsx", point, "FIELD")
    policy, field = sheets_of(workspace, TODAY)
    assert (policy.state, policy.back_at) == ("late", None)
    assert (field.state, field.back_name) == ("back", "filled in.xlsx")
    assert field.back_at == workspace.files()[-1].time


def test_the_last_of_two_returns_counts(workspace, paper, send):
    point = send(units=["FIELD"])
    come_back(workspace, "first.xlsx", point, "FIELD")
    come_back(workspace, "second.xlsx", point, "FIELD")
    assert sheets_of(workspace, TODAY)[0].back_name == "second.xlsx"


def test_a_merge_taken_back_leaves_the_sheet_out(workspace, paper, send):
    point = send(units=["FIELD"])
    come_back(workspace, "filled in.xlsx", point, "FIELD")
    workspace.undo()
    assert states(workspace) == [("FIELD", "out")]
    workspace.redo()
    assert states(workspace) == [("FIELD", "back")]


def test_other_files_that_came_in_bring_nothing_back(workspace, paper, send):
    point = send(units=["FIELD"])
    come_back(workspace, "copy.evw", point, "FIELD", kind="copy")
    come_back(workspace, "sheet of another point.xlsx", "0" * 32, "FIELD")
    come_back(workspace, "sheet of another unit.xlsx", point, "POLICY")
    workspace.record_file(FileRecord("in", "paper.txt", "ef", point, unit="FIELD"))
    assert states(workspace) == [("FIELD", "out")]


def test_a_newer_sheet_replaces_the_one_before(workspace, paper, send):
    send(due=date(2027, 10, 1))
    change(workspace)
    send(due=TODAY, units=["FIELD"])
    assert states(workspace) == [("POLICY", "late"), ("FIELD", "replaced"), ("FIELD", "out")]


def test_a_replaced_sheet_that_comes_back_is_back(workspace, paper, send):
    point = send(units=["FIELD"])
    change(workspace)
    send(units=["FIELD"])
    come_back(workspace, "filled in.xlsx", point, "FIELD")
    assert states(workspace) == [("FIELD", "back"), ("FIELD", "out")]


def test_of_two_sheets_of_one_point_the_newest_comes_back(workspace, paper, send):
    send(units=["FIELD"])
    point = send(units=["FIELD"], due=TODAY)
    come_back(workspace, "filled in.xlsx", point, "FIELD")
    assert states(workspace) == [("FIELD", "replaced"), ("FIELD", "back")]


def test_another_symbol_does_not_hide_that_a_sheet_was_replaced(workspace, paper, send):
    send(units=["FIELD"])
    with workspace.edit("Rev.1") as editor:
        editor.set(paper, "symbol", "RG.12/EVA/3(Rev.1)")
    send(units=["FIELD"])
    assert states(workspace) == [("FIELD", "replaced"), ("FIELD", "out")]


def test_sheets_of_two_papers_do_not_replace_each_other(workspace, paper, send):
    other = fill_paper(workspace, "RG.12/EVA/4")
    point = send(paper="RG.12/EVA/3", units=["FIELD"])
    send(paper="RG.12/EVA/4", units=["FIELD"])
    come_back(workspace, "RG.12-EVA-4 FIELD (1).xlsx", point, "FIELD")
    first, second = sheets_of(workspace, TODAY)
    assert (first.paper, first.state, second.paper, second.state) == (paper, "out", other, "back")


def test_a_renamed_sheet_that_fits_two_papers_brings_both_back(workspace, paper, send):
    fill_paper(workspace, "RG.12/EVA/4")
    point = send(paper="RG.12/EVA/3", units=["FIELD"])
    send(paper="RG.12/EVA/4", units=["FIELD"])
    come_back(workspace, "ours.xlsx", point, "FIELD")
    assert states(workspace) == [("FIELD", "back"), ("FIELD", "back")]


def test_drafts_say_to_whom_a_sheet_went(workspace, paper, send):
    with workspace.edit("Address") as editor:
        unit = next(node for node in editor.tree.of_kind("unit") if node["abbreviation"] == "FIELD")
        editor.set(unit.id, "email", "a@agency.example; b@agency.example")
    send(mail=True)
    policy, field = sheets_of(workspace, TODAY)
    assert (policy.to, field.to) == ((), ("a@agency.example", "b@agency.example"))
    assert [record.outcome for record in workspace.files()] == ["tracking sheet"] * 2 + ["mail draft"] * 2


def test_what_an_early_version_logged_is_read_by_its_name(workspace):
    for name in ("RG.1-A POLICY.xlsx", "draft.docx", "RG.1-A POLICY.eml"):
        workspace.record_file(FileRecord("out", name, "ab", workspace.point, unit="POLICY", due="2027-01-01"))
    (sheet,) = sheets_of(workspace, TODAY)
    assert (sheet.name, sheet.paper, sheet.state) == ("RG.1-A POLICY.xlsx", None, "late")
    workspace.record_file(FileRecord("out", "RG.1-A POLICY.xlsx", "cd", workspace.point, unit="POLICY"))
    assert states(workspace) == [("POLICY", "replaced"), ("POLICY", "out")]


@pytest.mark.parametrize("decisions", ["", "[]", "{", '{"to": []}', '{"paper": null}'])
def test_a_log_written_by_hand_does_no_harm(workspace, paper, send, decisions):
    send(units=["FIELD"])
    records = [record._replace(decisions=decisions, due="soon") for record in workspace.files()]
    (sheet,) = sheets_sent(records, merged(workspace), TODAY)
    assert (sheet.state, sheet.due, sheet.paper) == ("out", None, None)


def come_back_without_changes(workspace, name, point, unit, **said):
    """Log a merge that changed nothing."""
    decisions = as_text("sheet", point, None, [], said.get("decided", {}), {}, {}, seen=said.get("seen", ()))
    record = FileRecord("in", name, "ef" * 32, workspace.point, unit=unit, decisions=decisions)
    workspace.record_file(record)


def test_a_sheet_without_changes_stays_back_when_another_unit_s_merge_is_undone(workspace, paper, send):
    point = send(due=date(2027, 10, 1))
    come_back(workspace, "policy.xlsx", point, "POLICY")
    come_back_without_changes(workspace, "field.xlsx", point, "FIELD")
    workspace.undo()
    assert states(workspace) == [("POLICY", "late"), ("FIELD", "back")]


def test_what_a_sheet_found_here_is_open_again_when_it_may_be_undone(workspace, paper, send):
    point = send()
    come_back(workspace, "policy.xlsx", point, "POLICY")
    decided = {"7.reason": "ours", "8.reason": "theirs"}
    come_back_without_changes(
        workspace, "field.xlsx", point, "FIELD", decided=decided, seen=["6.text", *decided]
    )
    assert merged(workspace)[-1].open == ()
    workspace.undo()
    assert merged(workspace)[-1].open == ("6.text", "8.reason")
    assert dict(states(workspace))["FIELD"] == "back"
