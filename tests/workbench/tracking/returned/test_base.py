"""What a sheet is compared with: our journal at its point, else its own Baseline."""

import pytest

from tests.workbench.tracking.returned.test_identity import say
from workbench.errors import UserError
from workbench.tracking.returned import SheetReader

NOWHERE = "f" * 32


@pytest.fixture
def foreign(sheet):
    """A sheet made from a state that our journal does not hold."""
    say(sheet, "journal_point", NOWHERE)
    return sheet


def test_what_changed_here_since_is_no_claim_of_the_sheet(office, sheet):
    with office.workspace.edit("Since") as editor:
        editor.set(office.response(1), "acceptance", "not_accepted")
        editor.set(office.recommendations[0], "headline", "Look after all dams.")
    returned = office.read(sheet)
    assert (returned.claims, returned.problems) == ([], [])


def test_numbers_that_moved_since_are_no_claims(office):
    with office.workspace.edit("A reference") as editor:
        editor.set(office.response(3), "text", f"As under recommendation [[{office.recommendations[3]}]].")
    sheet = office.send("POLICY")
    with office.workspace.edit("Since") as editor:
        editor.remove(office.recommendations[0])
    sheet.type("Response", "RG.1 I-3", "response.reason", "Because")
    (claim,) = office.read(sheet).claims
    assert (claim.target, claim.field) == (office.place(3), "reason")


@pytest.mark.parametrize("damage", ["gone", "emptied", "torn"])
def test_the_journal_needs_no_baseline(office, sheet, damage):
    if damage == "gone":
        del sheet.book["Baseline"]
    elif damage == "emptied":
        sheet["Baseline"].delete_rows(1, 500)
    else:
        sheet["Baseline"]["J2"] = "[[["
    sheet.type("Response", "RG.1 I-3", "response.acceptance", "Accepted")
    returned = office.read(sheet)
    assert [claim.theirs for claim in returned.claims] == ["accepted"]
    assert returned.problems == []


def test_words_of_a_list_that_read_otherwise_now_are_as_sent(office, sheet, monkeypatch):
    from workbench.vocabularies import VOCABULARIES

    labels = {**VOCABULARIES["acceptance"]["accepted"], "en": "Agreed"}
    monkeypatch.setitem(VOCABULARIES["acceptance"], "accepted", labels)
    assert office.read(sheet).claims == []


def test_the_baseline_is_the_base_where_the_journal_lacks_the_point(office, foreign):
    with office.workspace.edit("Since") as editor:
        editor.set(office.response(1), "acceptance", "not_accepted")
    foreign.type("Response", "RG.1 I-1", "response.text", "The Office welcomes all on dams.")
    returned = office.read(foreign)
    assert returned.base is None
    (claim,) = returned.claims
    assert claim.target == office.place(1)
    assert claim.base == "The Office **welcomes** this on dams."
    assert claim.theirs == "The Office **welcomes** all on dams."
    assert not claim.doubt


def test_an_untouched_sheet_from_elsewhere_says_nothing(office, foreign):
    returned = office.read(foreign)
    assert (returned.claims, returned.additions, returned.problems) == ([], [], [])


def test_from_elsewhere_an_id_is_believed_only_where_its_fingerprint_agrees(office, foreign):
    with office.workspace.edit("Since") as editor:
        for number in (1, 2):
            editor.set(office.recommendations[number], "headline", "Look after birds.")
    foreign.type("Response", "RG.1 I-3", "response.acceptance", "Accepted")
    foreign.type("Response", "RG.1 I-4", "response.acceptance", "Not accepted")
    returned = office.read(foreign)
    assert [(claim.target, claim.theirs) for claim in returned.claims] == [(office.place(4), "not_accepted")]
    (problem,) = returned.problems  # the second row is as it was sent
    assert problem.code == "unknown-row"
    assert problem.message.endswith(
        "nothing was read from it: Reference: “RG.1 I-3”; Acceptance: “Accepted”."
    )


def test_from_elsewhere_marks_that_name_nodes_unknown_here_are_asked_about(office):
    with office.workspace.edit("Note") as editor:
        note = editor.insert(office.response(1), "footnote", {"text": "See there."})
        editor.set(office.response(1), "text", f"The Office welcomes[^{note}] this.")
    foreign = office.send("POLICY")
    say(foreign, "journal_point", NOWHERE)
    with office.workspace.edit("Since") as editor:
        editor.set(office.response(1), "text", "The Office welcomes this.")
    foreign.type("Response", "RG.1 I-1", "response.text", "The Office welcomes all.")
    (claim,) = office.read(foreign).claims
    assert "notes or live numbers" in claim.doubt


def test_a_baseline_cannot_open_what_is_not_the_units(office, foreign):
    """Somebody edits the hidden sheet to write where the unit may not."""
    sheet = foreign["Baseline"]
    head = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        cells = dict(zip(head, row, strict=True))
        cells["open"].value = 1
        if cells["field"].value == "response.acceptance":
            cells["node"].value = office.response(2)
    foreign.type("Response", "RG.1 I-5", "response.text", "Ours now")
    foreign.type("Response", "RG.1 I-3", "response.acceptance", "Accepted")
    returned = office.read(foreign)
    assert [claim.field for claim in returned.claims] == ["acceptance"]
    assert returned.claims[0].target == office.place(3)
    assert [problem.code for problem in returned.problems] == ["locked-cell"]


@pytest.mark.parametrize("damage", ["gone", "torn", "deep"])
def test_with_neither_journal_nor_baseline_a_sheet_is_refused(office, foreign, damage):
    if damage == "gone":
        del foreign.book["Baseline"]
    else:
        foreign["Baseline"]["J2"] = "[" * (2 if damage == "torn" else 30_000)
    with pytest.raises(UserError, match=r"“RG\.1-A POLICY\.xlsx” .* Baseline cannot be read"):
        office.read(foreign)


def test_stored_values_in_several_pieces_come_together(office):
    markup = "**a** *b* " * 4000
    with office.workspace.edit("Long") as editor:
        editor.set(office.response(1), "reason", markup.strip())
    foreign = office.send("POLICY")
    say(foreign, "journal_point", NOWHERE)
    returned = office.read(foreign)
    assert (returned.claims, returned.problems) == ([], [])


def test_one_run_rebuilds_each_point_once(office, monkeypatch):
    first, second = office.send("POLICY"), office.send("FIELD")
    with office.workspace.edit("Since") as editor:
        editor.set(office.paper, "title", "Great rivers")
    asked = []
    at = office.workspace.at
    monkeypatch.setattr(office.workspace, "at", lambda point: asked.append(point) or at(point))
    reader = SheetReader(office.workspace)
    assert office.read(first, reader).base is office.read(second, reader).base
    assert len(asked) == 1
