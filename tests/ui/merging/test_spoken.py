"""What files say and why a person must look is in the language of the window, values as they are."""

from __future__ import annotations

import pytest

from tests.ui.merging.building import note
from ui.merging.items_model import WHAT
from workbench.merging.claims import Removal
from workbench.sentences import Label, Sentence, together

pytestmark = pytest.mark.usefixtures("shouting")

DAY = Sentence("{0} says “{1}”; a date such as 2026-12-31 was expected.", Label("Due"), "Q4 2031")
SORTED = Sentence("The column {0} holds the same values as sent.", "Status")


@pytest.fixture
def merge_window(came_back, back, find, readers):
    readers.refused["Budget.xlsx"] = Sentence("{0} is no tracking sheet.", "Budget.xlsx")
    action = find("action")
    sheet = back.file(
        "LIGHTS.xlsx",
        back.says(action, "due", None, raw="Q4 2031", doubt=together(DAY, SORTED)),
        back.says(find("response"), "reason", "Funds are there."),
        back.new_action(0, "row9", Sentence("The row names no {0}.", "recommendation"), description="Mend"),
        unit="LIGHTS",
        problems=[note(Sentence("Row {0} holds no answer.", "twelve"), 12)],
    )
    sheet.removals = [Removal(find("key_finding"))]
    return came_back(sheet, refused=["Budget.xlsx"])


def row_of(window, kind, field=""):
    entries = window.items.model.entries
    place = next(
        at for at, entry in enumerate(entries) if (entry.item.kind, entry.item.field) == (kind, field)
    )
    window.items.table.go_to(place)
    return place, entries[place]


def test_why_a_person_must_look(merge_window):
    row_of(merge_window, "value", "due")
    assert merge_window.detail.doubts.text() == (
        "euD SAYS “Q4 2031”; A DATE SUCH AS 2026-12-31 WAS EXPECTED."
        " THE COLUMN Status HOLDS THE SAME VALUES AS SENT."
    )


def test_what_is_noticed_in_a_file_and_why_one_is_refused(merge_window):
    notes = merge_window.files.notes.toPlainText()
    assert "LIGHTS.xlsx, Response, row 12: ROW twelve HOLDS NO ANSWER." in notes
    assert "Budget.xlsx: Budget.xlsx IS NO TRACKING SHEET." in notes


def test_what_an_item_is_about_and_where(merge_window):
    place, entry = row_of(merge_window, "new")
    assert merge_window.items.model.index(place, WHAT).data() == "NEW noitcA"
    assert (entry.place, entry.ours) == ("TO BE PLACED", "(NOTHING)")
    assert "noitcA: Mend" in entry.theirs[0].text.splitlines()
    assert entry.doubts == ["THE ROW NAMES NO recommendation."]


def test_what_would_be_removed(merge_window):
    place, entry = row_of(merge_window, "removal")
    assert merge_window.items.model.index(place, WHAT).data() == "gnidnif yeK REMOVED"
    assert entry.theirs[0].text == "(REMOVED)"


def test_a_value_is_compared_with_nothing_and_not_with_the_word_for_it(merge_window):
    _, entry = row_of(merge_window, "value", "reason")
    shown = [piece.text for view in merge_window.detail.views for piece in view.column.pieces]
    assert (entry.base, entry.ours) == ("(NOTHING)", "(NOTHING)")
    assert "Funds are there." in "".join(shown)
    assert "NOTHING" not in "".join(shown)
