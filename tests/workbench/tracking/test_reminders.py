"""Reminders: to whom, what they say, what is attached, and that they are logged."""

import email
import email.policy
from datetime import date

import pytest

from tests.workbench.tracking.building import fill_paper
from workbench.errors import UserError
from workbench.tracking import record_sheets, write_sheets
from workbench.tracking.ledger import day_of, sheets_of
from workbench.tracking.letter import template_from
from workbench.tracking.reminders import write_reminders
from workbench.workspace import FileRecord

TODAY = date(2027, 10, 10)
DUE = date(2027, 10, 1)


@pytest.fixture
def paper(workspace):
    return fill_paper(workspace, "RG.12/EVA/3")


@pytest.fixture
def folder(workspace, paper, tmp_path):
    """Where the sheets of both units lie that were sent."""
    folder = tmp_path / "sheets"
    snapshot = workspace.snapshot()
    record_sheets(workspace, snapshot, write_sheets(snapshot, folder, due=DUE), DUE)
    return folder


@pytest.fixture
def remind(workspace):
    """Write reminders for what is late; gives the messages by unit."""

    def remind(folder, **options):
        late = [sheet for sheet in sheets_of(workspace, TODAY) if sheet.state == "late"]
        drafts = write_reminders(workspace, late, folder, TODAY, **options)
        return {
            draft.unit: email.message_from_bytes(draft.path.read_bytes(), policy=email.policy.default)
            for draft in drafts
        }

    return remind


def text_of(message):
    return message.get_body().get_content().replace("\r\n", "\n")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def set_unit(workspace, key, **fields):
    with workspace.edit("Unit") as editor:
        unit = next(node for node in editor.tree.of_kind("unit") if node["abbreviation"] == key)
        for name, value in fields.items():
            editor.set(unit.id, name, value)


def test_a_reminder_names_what_was_sent_and_brings_it_again(workspace, folder, remind):
    set_unit(workspace, "FIELD", email="field@agency.example", focal_point="Focal point of Field")
    message = remind(folder)["FIELD"]
    text = text_of(message)
    sent = day_of(workspace.files()[0].time)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "field@agency.example"
    assert message["Subject"].startswith(
        "Reminder: RG.12/EVA/3, tracking sheet for FIELD (return date: 1 Oct"
    )
    assert text.startswith("Dear Focal point of Field,")
    assert f"On {sent.day} {sent.strftime('%B')} {sent.year} we sent you" in text
    assert "– RG.12 I-1: Plan." in text
    assert "It is attached once more as “RG.12-EVA-3 FIELD.xlsx”." in text
    (attached,) = message.iter_attachments()
    assert attached.get_content() == (folder / "RG.12-EVA-3 FIELD.xlsx").read_bytes()


def test_a_sheet_that_is_gone_or_changed_is_not_attached(workspace, folder, remind):
    (folder / "RG.12-EVA-3 FIELD.xlsx").unlink()
    (folder / "RG.12-EVA-3 POLICY.xlsx").write_bytes(b"filled in")
    for message in remind(folder).values():
        assert list(message.iter_attachments()) == []
        assert "If you cannot find it, reply to this message" in text_of(message)


def test_a_reminder_shows_the_numbers_of_the_sheet_and_the_address_of_today(workspace, paper, folder, remind):
    with workspace.edit("Another recommendation comes first") as editor:
        section = next(editor.tree.of_kind("recommendation")).parent
        editor.insert(section, "recommendation", {"headline": "New.", "responsible_units": ["FIELD"]}, 0)
        editor.set(paper, "symbol", "RG.12/EVA/3(Rev.1)")
    message = remind(folder)["FIELD"]
    assert message["To"] is None
    assert "RG.12/EVA/3, tracking" in message["Subject"]
    assert "– RG.12 I-1: Plan.\n" in text_of(message)
    assert "New." not in text_of(message)


def test_reminders_are_logged_for_their_sheet(workspace, folder, remind):
    remind(folder)
    for sheet in sheets_of(workspace, TODAY):
        record = next(r for r in workspace.files() if r.outcome == "reminder" and r.unit == sheet.unit)
        assert sheet.reminded == (record.time,)
        assert record.name == f"RG.12-EVA-3 {sheet.unit} reminder 2027-10-10.eml"
        assert (record.point, record.due) == (sheet.point, "2027-10-01")


def test_a_second_reminder_of_the_day_takes_the_place_of_the_first(workspace, folder, remind):
    remind(folder)
    before = names(folder)
    remind(folder)
    assert names(folder) == before
    assert [len(sheet.reminded) for sheet in sheets_of(workspace, TODAY)] == [2, 2]


def test_somebodys_own_text_is_used_in_the_language_of_the_paper(workspace, folder, remind):
    asked = []

    def texts(language):
        asked.append(language)
        return template_from("Subject: {unit}\n\n{sent} {file}", "reminder")

    message = remind(folder, texts=texts)["FIELD"]
    assert message["Subject"] == "FIELD"
    assert text_of(message).endswith(" RG.12-EVA-3 FIELD.xlsx\n")
    assert set(asked) == {"en"}


def test_a_file_in_the_way_stops_all_of_them(workspace, folder, remind):
    (folder / "RG.12-EVA-3 POLICY reminder 2027-10-10.eml").write_text("mine")
    before, log = names(folder), workspace.files()
    with pytest.raises(UserError, match=r"POLICY reminder 2027-10-10\.eml is there already"):
        remind(folder)
    assert (names(folder), workspace.files()) == (before, log)


def test_a_missing_address_is_named(workspace, folder):
    set_unit(workspace, "POLICY", email="policy@agency.example")
    drafts = write_reminders(workspace, sheets_of(workspace, TODAY), folder, TODAY)
    assert [draft.warning for draft in drafts] == ["", "The register has no e-mail address for FIELD."]
    assert [draft.to for draft in drafts] == [("policy@agency.example",), ()]


def test_a_sheet_logged_by_an_early_version_finds_its_paper_by_name(workspace, paper, remind, tmp_path):
    name = "RG.12-EVA-3 FIELD.xlsx"
    old = FileRecord("out", name, "ab", workspace.point, unit="FIELD", due=DUE.isoformat())
    workspace.record_file(old)
    assert "– RG.12 I-1: Plan." in text_of(remind(tmp_path)["FIELD"])
    workspace.record_file(
        FileRecord("out", "odd.xlsx", "ab", workspace.point, unit="FIELD", due="2027-01-01")
    )
    with pytest.raises(UserError, match="not known which paper odd.xlsx belongs to"):
        remind(tmp_path)
