"""What stands in a workbook, and what may be changed there."""

import datetime
import types

import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from tests.workbench.tracking.building import Paper, baseline_of, row_of, rows_of
from workbench import schema
from workbench.schema import KINDS, Field, Kind, Type
from workbench.tracking.sending import fingerprint

LONG = "The agency should agree on a plan and publish what came of it. " * 60


@pytest.fixture
def paper():
    paper = Paper()
    paper.recommend(
        "POLICY",
        "FIELD",
        rationale="Partners asked for:\n\n- one calendar;\n- *shared* words [[1]].\n\n(a) and this",
        priority="High",
        time_implication="Some day",
        response={
            "acceptance": "partially_accepted",
            "text": "We **agree**[^99].",
            "cleared_on": "2027-01-31",
        },
        contributions={"FIELD": "Field helps."},
        actions=[
            {
                "description": "Sign",
                "responsible_unit": "POLICY",
                "due": "2027-03-31",
                "status": "in_progress",
            },
            {"description": "Train", "responsible_unit": "FIELD", "status": "Half way"},
        ],
    )
    paper.recommend("FIELD", "POLICY")
    return paper


@pytest.fixture
def policy(paper, tmp_path):
    return paper.books(tmp_path)["POLICY"]


def test_the_sheets_come_in_the_order_of_the_work(policy):
    assert policy.sheetnames == ["Read me", "Response", "Actions", "Lists", "Baseline"]
    assert [policy[name].sheet_state for name in ("Lists", "Baseline")] == ["hidden", "hidden"]


def test_headers_are_the_labels_of_the_declaration(policy):
    for name in ("Response", "Actions"):
        for label, key in zip(policy[name][1], policy[name][2], strict=True):
            kind, field = key.value.split(".")
            if field in KINDS[kind].fields:
                assert label.value == KINDS[kind].fields[field].label


def test_every_field_declared_for_a_sheet_has_its_column(policy):
    keys = {cell.value for name in ("Response", "Actions") for cell in policy[name][2]}
    declared = {
        f"{kind.name}.{field.name}"
        for kind in KINDS.values()
        for field in kind.fields.values()
        if field.sheet
    }
    assert declared <= keys


def test_a_new_answer_field_appears_by_itself(paper, tmp_path, monkeypatch):
    response = KINDS["response"]
    field = Field("effort", Type.INTEGER, "Effort", "In days.", sheet="answer")
    fields = [*response.fields.values(), field]
    kind = Kind("response", response.label, fields, response.children, response.summary)
    monkeypatch.setattr(schema, "KINDS", {**KINDS, "response": kind})
    monkeypatch.setattr("workbench.tracking.columns.KINDS", schema.KINDS)
    for node in paper.tree.of_kind("response"):
        node.fields["effort"] = 12
    book = paper.books(tmp_path)["POLICY"]
    cell = row_of(book["Response"], "RG.12 I-1")["response.effort"]
    assert (cell.value, cell.protection.locked) == (12, False)
    assert any(row["field"] == "response.effort" and row["stored"] == "12" for row in baseline_of(book))


def test_text_is_shown_as_printed(policy):
    row = row_of(policy["Response"], "RG.12 I-1")
    assert row["recommendation.rationale"].value == (
        "Partners asked for:\n• one calendar;\n• shared words ?.\n(a) and this"
    )
    assert row["response.text"].value == "We agree."


def test_vocabularies_show_labels_and_what_is_outside_as_it_came(policy):
    row = row_of(policy["Response"], "RG.12 I-1")
    assert row["response.acceptance"].value == "Partially accepted"
    assert row["recommendation.time_implication"].value == "Some day"


def test_dates_are_dates(policy):
    cell = row_of(policy["Actions"], "RG.12 I-1")["action.due"]
    assert cell.value == datetime.datetime(2027, 3, 31)
    assert cell.number_format == "yyyy-mm-dd"


def test_the_lead_unit_is_shown_where_only_the_order_says_it(policy):
    assert row_of(policy["Response"], "RG.12 I-2")["recommendation.lead_unit"].value == "FIELD"


def test_the_answer_is_open_to_the_lead_and_shut_to_a_contributor(paper, tmp_path):
    books = paper.books(tmp_path)
    lead = row_of(books["POLICY"]["Response"], "RG.12 I-1")
    other = row_of(books["FIELD"]["Response"], "RG.12 I-1")
    answers = [key for key in lead if key.startswith("response.")]
    assert {lead[key].protection.locked for key in answers} == {False}
    assert {other[key].protection.locked for key in answers} == {True}
    assert other["response.text"].value == "We agree."
    assert (other["contribution.text"].value, other["contribution.text"].protection.locked) == (
        "Field helps.",
        False,
    )
    assert (lead["contribution.text"].value, lead["contribution.text"].protection.locked) == (None, True)


def test_what_was_recommended_is_locked(policy):
    for row in rows_of(policy["Response"]):
        locked = [
            cell.protection.locked for key, cell in row.items() if key.startswith(("recommend", "evalu"))
        ]
        assert all(locked)


def test_who_only_leads_has_no_column_for_contributions(tmp_path):
    paper = Paper()
    paper.recommend("POLICY")
    keys = [cell.value for cell in paper.books(tmp_path)["POLICY"]["Response"][2]]
    assert "contribution.text" not in keys


def test_each_unit_sees_its_own_actions_and_blank_rows(paper, tmp_path):
    for unit, description in (("POLICY", "Sign"), ("FIELD", "Train")):
        first, *blank = rows_of(paper.books(tmp_path)[unit]["Actions"])
        assert first["action.description"].value == description
        assert first["recommendation.reference"].protection.locked
        assert len(blank) >= 12
        assert {row["action.id"].value for row in blank} == {None}
        assert not any(row["recommendation.reference"].protection.locked for row in blank)
        assert not any(row["action.description"].protection.locked for row in (first, *blank))


def test_ids_and_keys_are_hidden_and_ids_say_which_node(policy, paper):
    for name, key, kind in (
        ("Response", "recommendation.id", "recommendation"),
        ("Actions", "action.id", "action"),
    ):
        sheet = policy[name]
        assert sheet.row_dimensions[2].hidden
        assert sheet.column_dimensions["B"].hidden
        id = row_of(sheet, "RG.12 I-1")[key].value
        assert paper.tree[id].kind == kind


def test_tables_are_frozen_filtered_protected_and_ready_to_print(policy):
    for name, pane in (("Response", "D3"), ("Actions", "E3")):
        sheet = policy[name]
        assert sheet.freeze_panes == pane
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
            "landscape",
            1,
            0,
        )
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text


@pytest.mark.parametrize("name", ["Read me", "Response", "Actions", "Lists", "Baseline"])
def test_every_sheet_is_protected_without_a_password(policy, name):
    guard = policy[name].protection
    assert guard.sheet
    assert not guard.password


def test_widths_heights_sorting_and_filtering_stay_free(policy):
    guard = policy["Response"].protection
    assert {guard.formatColumns, guard.formatRows, guard.sort, guard.autoFilter} == {False}


def named_values(book, name):
    sheet, _, area = book.defined_names[name].attr_text.partition("!")
    left, top, _, bottom = range_boundaries(area)
    cells = book[sheet.strip("'")].iter_rows(top, bottom, left, left + 1, values_only=True)
    return dict(cells)


def test_drop_downs_choose_from_named_lists(policy, paper):
    assert named_values(policy, "list_acceptance") == {
        "Not stated": "not_stated",
        "Accepted": "accepted",
        "Partially accepted": "partially_accepted",
        "Not accepted": "not_accepted",
    }
    ids = [node.id for node in paper.tree.of_kind("recommendation")]
    assert named_values(policy, "list_references") == {"RG.12 I-1": ids[0], "RG.12 I-2": ids[1]}
    assert "regional offices" in named_values(policy, "list_units")


def test_every_drop_down_names_a_list_that_is_there(policy):
    for name in ("Response", "Actions"):
        for check in policy[name].data_validations.dataValidation:
            if check.type == "list":
                assert check.formula1.lstrip("=") in policy.defined_names


def checked(sheet, key, kind):
    column = [cell.value for cell in sheet[2]].index(key) + 1
    cell = f"{get_column_letter(column)}{sheet.max_row}"
    return [
        check for check in sheet.data_validations.dataValidation if check.type == kind and cell in check.sqref
    ]


def test_open_columns_have_their_drop_down_or_date_check(policy):
    assert checked(policy["Response"], "response.acceptance", "list")
    assert checked(policy["Response"], "response.cleared_on", "date")
    for key in ("action.status", "action.responsible_unit", "recommendation.reference"):
        assert checked(policy["Actions"], key, "list")
    for key in ("action.due", "action.revised_due"):
        assert checked(policy["Actions"], key, "date")


def test_texts_of_checks_are_as_short_as_excel_wants(policy):
    for name in ("Response", "Actions"):
        for check in policy[name].data_validations.dataValidation:
            assert len(check.promptTitle or "") <= 32
            assert max(len(check.prompt or ""), len(check.error or "")) <= 225


def test_what_is_asked_for_and_empty_is_coloured(policy):
    rules = policy["Response"].conditional_formatting
    formulas = [rule.formula[0] for area in rules for rule in area.rules]
    assert any('="Lead"' in formula for formula in formulas)
    assert any('="Contributor"' in formula for formula in formulas)
    assert len(policy["Actions"].conditional_formatting) >= 3


def test_where_the_file_belongs_travels_as_text(policy, paper):
    properties = {item.name: item.value for item in policy.custom_doc_props.props}
    assert properties["workspace"] == paper.snapshot().workspace_id
    assert properties["journal_point"] == paper.snapshot().point
    assert (properties["unit"], properties["stage"], properties["schema_version"]) == (
        "POLICY",
        "response",
        "1",
    )
    assert all(isinstance(value, str) for value in properties.values())


def test_the_baseline_holds_every_answer_as_sent(policy, paper):
    answer = next(paper.tree.of_kind("response"))
    base = {(row["node"], row["field"]): row for row in baseline_of(policy)}
    text = base[answer.id, "response.text"]
    assert (text["shown"], text["stored"], text["open"]) == ("We agree.", '"We **agree**[^99]."', 1)
    assert base[answer.id, "response.cleared_on"]["shown"] == "2027-01-31"
    assert base[answer.id, "response.reason"]["stored"] == "null"
    assert (
        base[None, "contribution.text"]["recommendation"]
        == rows_of(policy["Response"])[1]["recommendation.id"].value
    )
    action = next(paper.tree.of_kind("action"))
    assert base[action.id, "action.status"]["stored"] == '"in_progress"'


def test_a_row_is_known_by_the_fingerprint_of_its_locked_cells(policy):
    known = {(row["sheet"], row["row"]): row["fingerprint"] for row in baseline_of(policy)}
    for name, id in (("Response", "recommendation.id"), ("Actions", "action.id")):
        row = row_of(policy[name], "RG.12 I-1")
        locked = {
            key: str(cell.value or "")
            for key, cell in row.items()
            if key.startswith(("recommendation.", "evaluation.", "action.number"))
            and key not in ("recommendation.id", "recommendation.part")
        }
        assert known[name, row[id].value] == fingerprint(locked)


def test_fingerprints_tell_rows_apart(paper, tmp_path):
    paper.recommend("POLICY", actions=[{"description": text, "responsible_unit": "POLICY"} for text in "ab"])
    rows = baseline_of(paper.books(tmp_path)["POLICY"])
    pairs = {(row["sheet"], row["row"], row["fingerprint"]) for row in rows}
    assert len(pairs) == len({mark for _, _, mark in pairs})


def test_markup_longer_than_a_cell_takes_several_rows_of_the_baseline(tmp_path):
    paper = Paper()
    markup = "**a** *b* " * 4000
    paper.recommend("POLICY", response={"reason": markup})
    rows = [row for row in baseline_of(paper.books(tmp_path)["POLICY"]) if row["field"] == "response.reason"]
    assert [row["piece"] for row in rows] == [1, 2, 3]
    assert "".join(row["stored"] for row in rows) == f'"{markup}"'


def test_a_text_too_long_for_a_row_is_whole_on_its_own_sheet(tmp_path):
    paper = Paper()
    paper.recommend("POLICY", rationale=LONG, response={"text": LONG})
    book = paper.books(tmp_path)["POLICY"]
    assert book.sheetnames[3] == "Recommendation text"
    row = row_of(book["Response"], "RG.12 I-1")
    assert row["recommendation.rationale"].value.endswith(" …\n(goes on in “Recommendation text”)")
    assert row["response.text"].value == LONG.strip()  # an answer to be changed is never shortened
    link = row["recommendation.reference"].hyperlink
    assert link.location == "'Recommendation text'!C3"
    whole = list(book["Recommendation text"].iter_rows(min_row=3, values_only=True))
    for what in ("Rationale", "Response (as sent)"):
        assert "".join(text for _, label, text in whole if label == what) == LONG.strip()


def test_no_row_is_taller_than_excel_allows(tmp_path):
    paper = Paper()
    paper.recommend("POLICY", "FIELD", rationale=LONG * 20, headline="x" * 5000, response={"text": LONG})
    for book in paper.books(tmp_path).values():
        for sheet in book.worksheets:
            assert all((row.height or 0) <= 409 for row in sheet.row_dimensions.values())


def test_at_follow_up_actions_come_first_and_answers_are_shut(paper, tmp_path):
    book = paper.books(tmp_path, stage="follow-up")["POLICY"]
    assert book.sheetnames[:3] == ["Read me", "Actions", "Response"]
    row = row_of(book["Response"], "RG.12 I-1")
    assert all(cell.protection.locked for cell in row.values())
    assert not row_of(book["Actions"], "RG.12 I-1")["action.progress"].protection.locked
    assert {row["open"] for row in baseline_of(book) if row["sheet"] == "Response"} == {0}


def said(book):
    return "\n".join(str(cell) for row in book["Read me"].iter_rows(values_only=True) for cell in row if cell)


def test_read_me_says_what_by_when_whom_and_what_empty_means(paper, tmp_path):
    text = said(paper.books(tmp_path, due=datetime.date(2027, 1, 15))["POLICY"])
    assert "POLICY – Policy Department" in text
    assert "15 January 2027" in text
    assert "review@agency.example" in text
    assert "2 recommendations: you lead the answer to 1, you contribute to 1; 1 of your actions." in text
    assert "Clearing a cell that was sent filled in asks us to remove what it held." in text
    assert "{" not in text


def test_a_list_of_the_workspace_replaces_the_usual_one(paper, tmp_path):
    words = {"action_status": {"new": {"en": "Fresh"}, "old": {"en": "Fresh"}, "none": {}}}
    paper.editor.set(paper.tree.root_id, "vocabularies", words)
    book = paper.books(tmp_path)["POLICY"]
    assert named_values(book, "list_action_status") == {
        "Fresh (new)": "new",
        "Fresh (old)": "old",
        "none": "none",
    }


def luminance(colour):
    channels = [int(colour[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_letters_stand_out_from_their_ground(policy):
    for sheet in policy.worksheets[:3]:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value):
            ground = cell.fill.fgColor.rgb if cell.fill.fill_type else "FFFFFF"
            light, dark = sorted([luminance(cell.font.color.rgb), luminance(ground)], reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, cell.coordinate


def test_a_validator_finds_only_what_it_finds_in_any_workbook_of_openpyxl(paper, tmp_path):
    """The order of the parts of a font, which Excel takes in any order, and texts within their cells."""
    from openxml_audit import OpenXmlValidator

    paper.recommend("POLICY", rationale=LONG)
    paper.books(tmp_path)
    found = OpenXmlValidator().validate(tmp_path / "RG.12-EVA-3 POLICY.xlsx").errors
    others = [error for error in found if "/fonts[1]/font[" not in str(error.path)]
    assert {error.id for error in others} <= {"Excel_InlineStrCells"}


def test_the_package_is_loaded_without_openpyxl():
    import subprocess
    import sys

    code = "import sys, workbench.tracking; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_words_name_only_fields_that_exist():
    from workbench.tracking.readme_sheet import _labels, words

    labels = _labels()
    assert isinstance(labels["response"], types.SimpleNamespace)
    said = words("en")
    for text in (*said["do"]["response"], *said["do"]["follow-up"], *said["empty"], *said["know"]):
        assert "{" not in text.format_map(labels)
