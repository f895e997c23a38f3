"""Places of a paper that come in more than one form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.workbench.intake.clothes import Answer, dress
from tests.workbench.intake.made_up import MILLS, PAPER, RIVERS
from workbench.intake import Reading, read_bytes

if TYPE_CHECKING:
    from workbench.subtree import Subtree

FRONT = """Governing Body
351st Session, Geneva, June 2024
Programme, Financial and Administrative Section
PFA
Audit and Oversight Segment
Date: 6 May 2024
Original: English
Eighth item on the agenda
High-level evaluations of rivers
and of mills
Purpose of the document
This document sums up two evaluations. Part I is on rivers and Part II on mills.
Relevant strategic objective: All.
Policy implications: None.
Author unit: Evaluation Office (EVAL).
Related documents: GB.350/PFA/7."""


def of_kind(reading: Reading, kind: str) -> list[Subtree]:
    return [node for node in reading.root.walk() if node.kind == kind]


def read_part(*, part: Any = RIVERS, **choices: Any) -> Reading:
    return read_bytes(dress(replace(PAPER, parts=(part, MILLS)), **choices))


def paper(*lines: str) -> bytes:
    return "\n\n".join(["Introduction", "1. This is short.", "Part I. Rivers 2018–21", *lines]).encode()


def test_the_front_page_fills_the_paper() -> None:
    content = replace(PAPER, front=tuple(FRONT.split("\n")))
    reading = read_bytes(dress(content))
    parts = [node.id for node in of_kind(reading, "evaluation")]
    fields = {name: value for name, value in reading.root.fields.items() if value}
    assert fields == {
        "session": "351st Session",
        "place": "Geneva",
        "session_dates": "June 2024",
        "section": "Programme, Financial and Administrative Section",
        "section_code": "PFA",
        "segment": "Audit and Oversight Segment",
        "date": "2024-05-06",
        "original_language": "English",
        "agenda_item": "Eighth item",
        "title": "High-level evaluations of rivers and of mills",
        "purpose": "This document sums up two evaluations."
        f" Part [[{parts[0]}]] is on rivers and Part [[{parts[1]}]] on mills.",
        "strategic_objective": "All.",
        "policy_implications": "None.",
        "author_unit": "Evaluation Office (EVAL)",
        "related_documents": "GB.350/PFA/7.",
        "symbol": "GB.351/PFA/9",
    }


@pytest.mark.parametrize("numbers", ["2 and 3", "2–3", "2 & 3", "2 to 3", "2 and Recommendation 3"])
def test_one_answer_to_several_recommendations(numbers: str) -> None:
    answers = (Answer("1", ("It was done.",)), Answer(numbers, ("Both were done.",)))
    reading = read_part(part=replace(RIVERS, answers=answers))
    recommendations = of_kind(reading, "recommendation")
    response = recommendations[1].children[0]
    assert response.fields["also_answers"] == (recommendations[2].id,)
    assert [child.kind for child in recommendations[2].children if child.kind == "response"] == []


def test_general_remarks_after_the_answers() -> None:
    reading = read_part(part=replace(RIVERS, after=("More will be said another day.",)))
    remarks = [node for node in of_kind(reading, "paragraph") if "position" in node.fields]
    assert [node.fields["position"] for node in remarks] == ["before", "after", "before"]


def test_a_paper_without_office_response() -> None:
    reading = read_part(part=replace(RIVERS, before=(), answers=()))
    missing = [doubt for doubt in reading.doubtful if "No Office response" in doubt.message]
    assert len(missing) == 3


def test_answers_without_numbers() -> None:
    reading = read_bytes(
        paper(
            "Recommendations",
            "Recommendation 1: Share the boats.",
            "Responsible unit Priority Time implication Resource implication",
            "RIVERS High Short-term Low",
            "Office response",
            "Recommendation 1: The Office partially accepts this.",
            "The Office partially accepts this recommendation.",
            "It is dear.",
        )
    )
    response = of_kind(reading, "response")[0]
    assert response.fields["acceptance"] == "partially_accepted"
    assert response.fields["text"].endswith("\n\nIt is dear.")


def test_numbers_that_skip_or_repeat_are_listed_with_both_numbers() -> None:
    reading = read_bytes(
        paper(
            "Purpose and scope",
            "2. It is long.",
            "Summary of findings",
            "A. Relevance",
            "Key finding 1: One.",
            "Key finding 3: Three.",
            "4. Four, see paragraph 4.",
            "C. Efficiency",
            "4. Four again, see paragraph 4 and key finding 3.",
        )
    )
    messages = [doubt.message for doubt in reading.doubtful]
    assert "The source prints key finding 3; counted, it is key finding 2." in messages
    assert "The source prints paragraph 4; counted, it is paragraph 3." in messages
    assert "The source prints criterion C; counted, it is criterion B." in messages
    assert [at.text for at in reading.undecided] == ["paragraph 4"] * 2  # two paragraphs print 4
    third = of_kind(reading, "key_finding")[1]
    assert f"[[{third.id}]]" in of_kind(reading, "paragraph")[-1].fields["text"]


def test_references_to_other_documents_stay_text() -> None:
    reading = read_bytes(
        paper(
            "Purpose and scope",
            "2. See paragraph 1 of the note, GB.350/PFA/7, paragraph 1, and paragraph 1 of GB.1/INS/3.",
            "3. See paragraph 2 above and Part I of the present paper.",
            "Summary of findings",
            "A. Relevance",
            "Key finding 1: One.",
        )
    )
    assert len(reading.undecided) == 3
    assert "paragraph [[" not in of_kind(reading, "paragraph")[1].fields["text"]
    assert "paragraph [[" in of_kind(reading, "paragraph")[2].fields["text"]


def test_markup_signs_of_the_source_stay_what_they_were() -> None:
    reading = read_bytes(
        paper(
            "Purpose and scope",
            r"2. A *star*, [a link](x), [[3]], [^4] and a \ stroke.",
            "3. (a) first.",
            "4. x",
        )
    )
    from workbench.markup import plain_blocks

    texts = [plain_blocks(node.fields["text"], lambda _: "?") for node in of_kind(reading, "paragraph")]
    assert texts[1] == [r"A *star*, [a link](x), [[3]], [^4] and a \ stroke."]
    assert texts[2] == ["(a) first."]


def test_what_follows_the_decision_is_listed() -> None:
    data = dress(PAPER, page=0) + b"\nAppendix I\n\nA list of boats.\n"
    assert [line.text for line in read_bytes(data).unplaced] == ["Appendix I", "A list of boats."]


def test_a_footnote_without_a_mark_and_a_mark_without_a_footnote_are_listed() -> None:
    notes = ("The plans.", "The nets.", "The talks.")
    text = dress(replace(PAPER, notes=notes), notes="end").decode()
    without_mark = read_bytes(text.replace("same nets. 2", "same nets.").encode())
    assert any("No mark was found for footnote 2" in doubt.message for doubt in without_mark.doubtful)
    without_body = read_bytes(text.replace("\n3 The talks.", "").encode())
    assert any("mark of footnote 3" in doubt.message for doubt in without_body.doubtful)


def test_challenges_of_other_shapes() -> None:
    text = "What holds us back\n\nThe challenges are these:\n\n- boats\n  and oars\n- nets\n\n- fish\n"
    reading = read_bytes(text.encode())
    assert reading.form == "challenges"
    assert [node.fields["text"] for node in reading.root.children] == ["boats and oars", "nets", "fish"]


def test_the_report_names_real_ids() -> None:
    reading = read_bytes(dress(PAPER))
    ids = {node.id: 1000 + node.id for node in reading.root.walk()}
    report = reading.report(ids)
    assert list(report) == [
        "source",
        "sha256",
        "as",
        "lines",
        "placed",
        "furniture",
        "unplaced",
        "doubtful",
        "undecided_references",
    ]
    assert all(node > 1000 for _, _, node in report["placed"])
    assert report["doubtful"][0]["node"] > 1000


def test_a_criterion_letter_without_a_dot_may_be_out_of_order() -> None:
    reading = read_bytes(
        paper(
            "Summary of findings",
            "B Coherence",
            "Key finding 1: One.",
            "2. Two.",
            "C. Effects of the flood on the work and",
            "on those who do it",
            "Key finding 2: Two.",
        )
    )
    headings = [node.fields["heading"] for node in of_kind(reading, "criterion")]
    assert headings == ["Coherence", "Effects of the flood on the work and on those who do it"]


def test_answers_may_be_called_responses() -> None:
    reading = read_part(label="Recommendation {numbers}")
    other = read_bytes(
        dress(PAPER).replace(b"Recommendations 2 and 3", b"Office response to Recommendations 2 and 3")
    )
    assert len(of_kind(other, "response")) == len(of_kind(reading, "response"))


def test_noise_is_refused_soon() -> None:
    import time

    from workbench.errors import UserError

    noise = " ".join(
        f"word{n * 7919 % 9973}" + (".\n" if n % 13 == 0 else "") for n in range(300_000)
    ).encode()
    start = time.perf_counter()
    with pytest.raises(UserError):
        read_bytes(noise)
    assert time.perf_counter() - start < 10
