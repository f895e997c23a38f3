"""Forms that other papers take: other pages, tables, figures, answers, numbers than the usual ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.workbench.intake.clothes import dress
from tests.workbench.intake.made_up import PAPER
from tests.workbench.intake.skeleton import listing, skeleton
from workbench import markup
from workbench.intake import Reading, read_bytes

if TYPE_CHECKING:
    from workbench.subtree import Subtree

START = ["Introduction", "1. This is short.", "Part I. Rivers 2018–21"]
FINDINGS = ["Summary of findings", "A. Relevance", "Key finding 1: One."]
TABLE = "Responsible unit: RIVERS\nPriority: High\nTime implication: Short-term\nResource implication: Low"


def paper(*lines: str, before: tuple[str, ...] = ()) -> Reading:
    return read_bytes("\n\n".join([*before, *START, *lines]).encode())


def tight(*lines: str) -> Reading:
    return read_bytes("\n".join([*START, *lines]).encode())


def of_kind(reading: Reading, kind: str) -> list[Subtree]:
    return [node for node in reading.root.walk() if node.kind == kind]


def texts(reading: Reading, kind: str, field: str = "text") -> list[list[str]]:
    return [markup.plain_blocks(node.fields[field], lambda _: "#") for node in of_kind(reading, kind)]


def messages(reading: Reading) -> str:
    return " ".join(doubt.message for doubt in reading.doubtful)


# Pages -------------------------------------------------------------------------------------


def test_a_contents_page_without_leaders_is_furniture() -> None:
    entries = [
        "Contents",
        "Introduction",
        "Part I. Rivers 2018–21",
        "Purpose and scope",
        "Part II. Lakes 2020",
    ]
    reading = paper("Purpose and scope", "2. Two.", *FINDINGS, before=tuple(entries))
    assert [node.fields["title"] for node in of_kind(reading, "evaluation")] == ["Rivers 2018–21"]
    assert [line.text for line in reading.furniture] == entries


def test_a_contents_page_with_page_numbers_is_furniture() -> None:
    entries = ["CONTENTS", "Page", "Introduction 3", "Part I. The rivers of the Agency", "2018–21 4"]
    reading = paper(*FINDINGS, "2. Two.", before=tuple(entries))
    assert len(reading.furniture) == len(entries)
    assert len(of_kind(reading, "evaluation")) == 1


def test_the_front_page_may_be_laid_out_in_columns() -> None:
    front = (
        "International Labour Office                    GB.351/PFA/9(Rev.2)\n"
        "Programme, Financial and Administrative Section              PFA\n"
        "NINTH ITEM ON THE AGENDA\nWork on rivers\n"
        "This document was reissued to correct paragraph 2.\n"
        "Purpose of the document\nThis document is short."
    )
    fields = paper(*FINDINGS, before=(front,)).root.fields
    assert (fields["symbol"], fields["revision"]) == ("GB.351/PFA/9", 2)
    assert (fields["section_code"], fields["agenda_item"]) == ("PFA", "NINTH ITEM")
    assert (fields["title"], fields["purpose"]) == ("Work on rivers", "This document is short.")
    assert fields["revision_note"].startswith("This document was reissued")


def test_a_printed_revision_stays_text_behind_the_live_symbol() -> None:
    decision = PAPER.decision.replace("GB.351/PFA/9", "GB.351/PFA/9(Rev.1)")
    reading = read_bytes(dress(replace(PAPER, symbol="GB.351/PFA/9(Rev.1)", decision=decision)))
    assert "[[symbol]](Rev.1) (paragraphs" in of_kind(reading, "paragraph")[-1].fields["text"]


@pytest.mark.parametrize("header", ["{symbol}" + " " * 80 + "{page}", "ILO – Governing Body\n{page}"])
def test_wide_and_worded_headers_are_furniture(header: str) -> None:
    usual = read_bytes(dress(PAPER))
    worn = read_bytes(dress(PAPER, page=19, header=header))
    skeletons = [listing(skeleton(reading))[1:] for reading in (usual, worn)]
    assert skeletons[0] == skeletons[1]


def test_page_numbers_beside_axis_like_headings_are_page_numbers() -> None:
    filler = ["The rivers were looked at from both banks, and from the bridges in between them"] * 14
    lines: list[str] = []
    for page in range(2, 6):
        lines += [f"{page}. {filler[0]}", *filler[1:], f"and so on {'again ' * page}.", str(page + 1)]
    reading = tight("Overall assessment", *lines)
    assert [line.text for line in reading.furniture] == ["3", "4", "5", "6"]
    assert len(of_kind(reading, "paragraph")) == 5


# Footnotes ---------------------------------------------------------------------------------


def test_footnotes_whose_numbers_stand_on_lines_of_their_own() -> None:
    notes = "1\n  On foot.\n2\n  By boat, and at times\n  on horseback.\n3\n  In 2019."
    reading = paper("2. They came.1 They went,2,3 and stayed.", notes, *FINDINGS)
    assert texts(reading, "footnote") == [["On foot."], ["By boat, and at times on horseback."], ["In 2019."]]
    assert texts(reading, "paragraph")[1] == ["They came. They went, and stayed."]


def test_a_decimal_and_a_revision_are_no_footnote_marks() -> None:
    reading = paper("2. It was 3.1 Again in GB.1/PFA/2(Rev.1). So.1 It ended.", *FINDINGS, "1 A note.")
    assert texts(reading, "paragraph")[1] == ["It was 3.1 Again in GB.1/PFA/2(Rev.1). So. It ended."]


def test_a_footnote_ends_before_a_heading_without_a_blank_line() -> None:
    reading = tight("Purpose and scope", "2. Two.1", "1 A note", "Findings by criterion", *FINDINGS[1:])
    assert texts(reading, "footnote") == [["A note"]]
    assert [node.fields["role"] for node in of_kind(reading, "section")][-1] == "findings"


def test_a_footnote_that_breaks_off_is_listed() -> None:
    reading = paper("2. Two.1", *FINDINGS, "1 A note that goes on for the")
    assert "This footnote breaks off" in messages(reading)


# Findings and paragraphs -------------------------------------------------------------------


def test_criteria_are_told_by_the_key_finding_below_them() -> None:
    reading = tight(
        "Findings",
        "Strategic fit",
        "Key finding 1: One.",
        "2. Needs were:",
        "• boats;",
        "• nets.",
        "Use of boats and of",
        "nets",
        "Key finding 2: Two.",
        "3. Three.",
    )
    assert [node.fields["heading"] for node in of_kind(reading, "criterion")] == [
        "Strategic fit",
        "Use of boats and of nets",
    ]


def test_criteria_may_be_numbered() -> None:
    reading = paper(
        "Findings", "1. Relevance", "Key finding 1: One.", "2. Two.", "2. Reach", "Key finding 2: Two."
    )
    assert [node.fields["heading"] for node in of_kind(reading, "criterion")] == ["Relevance", "Reach"]


def test_a_number_that_only_starts_a_line_is_no_paragraph() -> None:
    reading = paper("2. Two grew by\n9. per cent.", "3. Three.", "4. Four.", *FINDINGS, "5. Five.")
    assert len(of_kind(reading, "paragraph")) == 5


def test_a_paragraph_behind_a_heading_counts_whatever_its_number() -> None:
    reading = paper(*FINDINGS, "2. Two.", "Conclusions", "40. Forty.")
    assert texts(reading, "paragraph")[-1] == ["Forty."]
    assert "paragraph 40; counted, it is paragraph 3" in messages(reading)


def test_paragraphs_without_numbers_do_not_go_into_key_findings() -> None:
    lines = ["Introduction", "This is short.", *START[2:], *FINDINGS, "It is so.", "And so."]
    reading = read_bytes("\n\n".join(lines).encode())
    assert texts(reading, "key_finding") == [["One."]]
    assert texts(reading, "paragraph") == [["This is short."], ["It is so."], ["And so."]]


def test_lists_with_other_letters_and_numbers() -> None:
    reading = tight(
        "2. Do this:", "a) one;", "b) two; and", "c) three.", "3. Or this:", "1) four;", "2) five."
    )
    assert texts(reading, "paragraph") == [
        ["This is short."],
        ["Do this:", "(a) one;", "(b) two; and", "(c) three."],
        ["Or this:", "1) four;", "2) five."],
    ]


def test_sections_may_have_letters() -> None:
    reading = paper(
        "A. Purpose and scope", "2. Two.", "B. Key findings", *FINDINGS[2:], "C. Conclusions", "3. Three."
    )
    roles = [node.fields["role"] for node in of_kind(reading, "section")]
    assert roles == ["introduction", "purpose_and_scope", "findings", "conclusions"]


def test_ligatures_and_soft_hyphens_are_put_right() -> None:
    reading = paper("2. The ﬁrst ﬂood was suf\u00adﬁcient.", *FINDINGS)
    assert texts(reading, "paragraph")[1] == ["The first flood was sufficient."]


# Figures -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        "Relevance 5.2\nReach of the work 4\nImpact NR",
        "5.2 Relevance\n4 Reach of the work\nNR Impact",
        "Criterion Rating\nRelevance 5.2\nReach of the work 4\nImpact NR",
        "Relevance\nReach of the work 4\n5.2\nImpact\nNR",
        "Relevance 5.2; Reach of the work 4; Impact NR",
        "Relevance: 5.2, Reach of the work: 4; Impact: NR.",
    ],
)
def test_scores_in_several_shapes(lines: str) -> None:
    reading = tight("Overall assessment", "2. See figure 1.", "Figure 1. Ratings", *lines.split("\n"))
    found = {node.fields["criterion"]: node.fields["score"] for node in of_kind(reading, "rating")}
    if lines.count("\n5.2\n"):
        assert "Nothing shows which criterion this score belongs to." in messages(reading)
    else:
        assert found == {"Relevance": 5.2, "Reach of the work": 4, "Impact": "NR"}


def test_ratings_may_stand_without_a_figure() -> None:
    rated = "Coherence 4.2; Relevance 5."  # in an order of its own
    reading = paper("Overall assessment", "2. It is good.", rated, "Conclusions", "3. Three.")
    (figure,) = of_kind(reading, "figure")
    found = [(node.fields["criterion"], node.fields["score"]) for node in figure.children]
    assert found == [("Coherence", 4.2), ("Relevance", 5)]
    assert texts(reading, "paragraph")[1:] == [["It is good."], ["Three."]]
    assert "No caption was found for these ratings." in messages(reading)
    elsewhere = paper("Purpose and scope", "2. It is good.", rated)
    assert of_kind(elsewhere, "figure") == []


def test_a_sentence_below_a_caption_is_no_list_of_scores() -> None:
    for line in ("Of 6; some were read in part 2.", "Source: Annex 4, Table 5", "See Annex 1; Table 2."):
        reading = tight("Overall assessment", "2. Two.", "Figure 1. Ratings", line)
        assert of_kind(reading, "rating") == [], line


def test_scores_below_their_labels() -> None:
    reading = tight("Overall assessment", "2. Two.", "Figure 1. Ratings", "Relevance", "Overall", "5.2", "4")
    assert [node.fields["score"] for node in of_kind(reading, "rating")] == [5.2, 4]


# Recommendations and answers ---------------------------------------------------------------

TABLES = {
    "cut head": "Responsible      Priority   Time          Resource\n"
    "unit                        implication   implication\n"
    "RIVERS,          High       Short-term    Within existing\n"
    "BOATS                                     resources",
    "head again overleaf": "Responsible units   Priority   Time implications   Resource implications\n\n"
    "RIVERS,             High       Short-term          Within existing\n"
    "GB.351/PFA/9   7\n"
    "Responsible units   Priority   Time implications   Resource implications\n\n"
    "BOATS                                              resources",
    "more units below": "Responsible units Priority Time implications Resource implications\n"
    "RIVERS, High Short-term Within existing resources\nBOATS",
    "labels on one line": "Responsible units: RIVERS, BOATS. Priority: High. Time implications: Short-term."
    " Resource implications: Within existing resources.",
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_in_other_shapes(name: str) -> None:
    reading = paper(
        "Recommendations", "Recommendation 1", "2. Row.", TABLES[name], "Conclusions", "3. Three."
    )
    fields = of_kind(reading, "recommendation")[0].fields
    assert fields["responsible_units"] == ("RIVERS", "BOATS")
    assert (fields["priority"], fields["time_implication"]) == ("High", "Short-term")
    assert fields["resource_implication"] == "Within existing resources"
    assert reading.unplaced == []


def test_answers_may_stand_below_each_recommendation() -> None:
    reading = paper(
        "Recommendations and Office response",
        "Recommendation 1",
        "2. Row.",
        TABLE,
        "Office response",
        "3. The Office accepts this recommendation.",
        "4. Oars are on order.",
        "Recommendation 2",
        "5. Sail.",
        TABLE,
        "Office response: The Office does not accept this recommendation.",
        "Draft decision",
        "6. The Governing Body takes note of paragraphs 2 and 5.",
    )
    assert [node.fields["acceptance"] for node in of_kind(reading, "response")] == [
        "accepted",
        "not_accepted",
    ]
    assert texts(reading, "response")[0][1] == "Oars are on order."
    roles = [node.fields["role"] for node in of_kind(reading, "section")]
    assert roles == ["introduction", "recommendations", "office_response", "decision"]
    assert "they print in a section of their own" in messages(reading)


def test_a_range_in_words_keeps_its_words() -> None:
    lines = ["Conclusions", "2. Two.", "3. Three.", "Draft decision", "4. It notes paragraphs 2 to 3."]
    reading = paper(*lines)
    numbers = {node.id: number for number, node in enumerate(of_kind(reading, "paragraph"), 1)}
    decision = of_kind(reading, "paragraph")[-1].fields["text"]
    printed = markup.plain_blocks(decision, lambda reference: str(numbers[reference.target]))
    assert printed == ["It notes paragraphs 2 to 3."]


def test_labels_may_stand_behind_paragraph_numbers() -> None:
    reading = paper(
        "Recommendations",
        "2. Recommendation 1: Row faster.",
        "It can be done.",
        TABLE,
        "Office response",
        "3. Recommendation 1. Agreed.",
    )
    assert texts(reading, "recommendation", "headline") == [["Row faster."]]
    assert of_kind(reading, "response")[0].fields["acceptance"] == "accepted"


def test_a_recommendation_with_a_title_and_a_numbered_text() -> None:
    reading = paper("Recommendations", "Recommendation 1: Row faster.", "2. It can be done.", TABLE)
    assert texts(reading, "recommendation", "headline") == [["Row faster."]]
    assert texts(reading, "recommendation", "rationale") == [["It can be done."]]


def test_one_answer_that_accepts_to_different_degrees_is_left_to_a_person() -> None:
    recommendations = [line for n in (1, 2) for line in (f"Recommendation {n}", f"{n + 1}. Row.", TABLE)]
    reading = paper(
        "Recommendations",
        *recommendations,
        "Office response",
        "Recommendations 1 and 2",
        "4. The Office accepts Recommendation 1 and partially accepts Recommendation 2.",
        "5. Boats are dear.",
    )
    assert of_kind(reading, "response")[0].fields["acceptance"] is None
    assert "does not say clearly" in messages(reading)
    assert "Paragraph 5 was read as a general remark after the answers." in messages(reading)


def test_text_below_the_decision_is_kept_and_listed() -> None:
    reading = paper(
        *FINDINGS, "2. Two.", "Draft decision", "3. The Board took note.", "Thank you for reading."
    )
    assert texts(reading, "paragraph")[-1] == ["The Board took note.", "Thank you for reading."]
    assert "stands below the draft decision" in messages(reading)


def test_a_list_in_the_decision_is_part_of_it() -> None:
    decision = "3. The Board:\n\n(a) took note;\n\n(b) asked for more."
    reading = paper(*FINDINGS, "2. Two.", "Draft decision", decision)
    assert texts(reading, "paragraph")[-1] == ["The Board:", "(a) took note;", "(b) asked for more."]
    assert "stands below the draft decision" not in messages(reading)


def test_another_bodys_symbol_and_session_are_read_like_any() -> None:
    front = ("RIV.28/EV/3", "Governing Body", "28th Session, Port Town, March 2031", "Rivers and lakes")
    decision = "3. The Board took note of RIV.28/EV/3."
    reading = paper(*FINDINGS, "2. Two.", "Draft decision", decision, before=front)
    fields = reading.root.fields
    assert fields["symbol"] == "RIV.28/EV/3"
    assert (fields["session"], fields["place"]) == ("28th Session", "Port Town")
    assert fields["title"] == "Rivers and lakes"
    assert of_kind(reading, "paragraph")[-1].fields["text"] == "The Board took note of [[symbol]]."
