"""Law 9 in Word: what the fields show now is what they show after a refresh, and what we computed."""

from tests.workbench.paper.samples import blank, snapshot
from tests.workbench.paper.word import printed_numbers, refreshed, texts


def test_every_field_shows_what_a_refresh_would_show(written):
    assert [(i, cached) for i, cached, _ in refreshed(written.path)] == [
        (i, fresh) for i, _, fresh in refreshed(written.path)
    ]


def test_paragraphs_carry_the_numbers_we_computed(written):
    numbers = written.snapshot.numbers
    by_number = {number: node for node, number in numbers.paragraph.items()}
    counted = printed_numbers(written.path)
    assert len(counted) == len(by_number)
    assert counted[numbers.paragraph[written.decision] - 1][1].startswith("It asks")
    assert counted[0][1].startswith("Widgets come in two sorts.")


def test_the_decision_prints_live_ranges(written):
    assert texts(written.path, "Draft Decision") == [
        "It asks for the two reports in GB.999/PFA/3 (paragraphs 5–7 and 14–16)."
    ]
    ranges = [
        i for i, cached, _ in refreshed(written.path) if "\\n" in i and cached in ("5", "7", "14", "16")
    ]
    assert len(ranges) >= 4


def test_numbers_of_parts_criteria_findings_and_advice_are_sequences(written):
    shown = {}
    for instruction, cached, _ in refreshed(written.path):
        if " SEQ " in instruction and cached:
            shown.setdefault(instruction.split()[1], []).append(cached)
    assert shown == {
        "Part": ["I", "II"],
        "Criterion": ["A", "B", "A", "B"],
        "Key_finding": ["1", "2", "3", "4", "1", "2", "3", "4"],
        "Recommendation": ["1", "2", "3", "1", "2", "3"],
        "Figure": ["1", "2"],
    }


def test_a_criterion_that_nobody_named_prints_nothing(draft):
    e = blank()
    part = e.insert(e.insert(1, "paper"), "evaluation", {"title": "T"})
    section = e.insert(part, "section", {"role": "findings", "heading": "F"})
    for heading in (None, "Reach"):
        e.insert(e.insert(section, "criterion", {"heading": heading}), "key_finding", {"text": "Far."})
    path, _ = draft(snapshot(e))
    assert texts(path, "heading 3") == ["A. Reach"]
    sequences = [cached for i, cached, _ in refreshed(path) if " SEQ Criterion" in i and cached]
    assert sequences == ["A"]


def test_one_response_to_two_recommendations_is_headed_once(written):
    assert texts(written.path, "heading 3").count("Recommendations 2 and 3") == 2


def test_a_second_mark_repeats_the_number_of_its_footnote(written):
    notes = [(i.split()[0], cached) for i, cached, _ in refreshed(written.path) if "NOTEREF" in i]
    assert notes == [("NOTEREF", "1")]


def test_an_unknown_target_prints_a_question_mark_and_is_named(draft):
    e = blank()
    section = e.insert(e.insert(1, "paper"), "section", {"heading": "H"})
    e.insert(section, "paragraph", {"text": "See [[4711]]."})
    path, warnings = draft(snapshot(e))
    assert texts(path, "Numbered Paragraph") == ["See ?."]
    assert warnings == ["Paragraph 1 points to something that is gone: printed as “?”."]


def test_a_number_of_another_paper_is_plain_text_and_named(draft):
    e = blank()
    papers = [e.insert(1, "paper", {"symbol": symbol}) for symbol in ("A", "B")]
    sections = [e.insert(paper, "section", {"heading": "H"}) for paper in papers]
    there = e.insert(sections[0], "paragraph", {"text": "There."})
    e.insert(sections[1], "paragraph", {"text": f"See paragraph [[{there}]]."})
    path, warnings = draft(snapshot(e), paper="B")
    assert texts(path, "Numbered Paragraph") == ["See paragraph 1."]
    assert warnings == ["Paragraph 1 points to Paragraph 1 in another paper: printed as plain text."]


def test_a_list_at_the_head_of_a_paragraph_still_has_its_number(draft):
    e = blank()
    section = e.insert(e.insert(1, "paper"), "section", {"heading": "H"})
    e.insert(section, "paragraph", {"text": "- one\n- two"})
    e.insert(section, "paragraph", {"text": "after"})
    path, _ = draft(snapshot(e))
    assert printed_numbers(path) == [(1, ""), (2, "after")]
    assert texts(path, "List Bullet") == ["one", "two"]


def test_a_footnote_of_an_unprinted_reason_takes_no_number(draft):
    e = blank()
    part = e.insert(e.insert(1, "paper"), "evaluation", {"title": "T"})
    section = e.insert(part, "section", {"role": "recommendations", "heading": "R"})
    response = e.insert(e.insert(section, "recommendation", {"headline": "Do."}), "response")
    hidden = e.insert(response, "footnote", {"text": "Hidden."})
    shown = e.insert(response, "footnote", {"text": "Shown."})
    e.set(response, "reason", f"Because.[^{hidden}]")
    e.set(response, "text", f"We do.[^{shown}] Again.[^{shown}]")
    path, warnings = draft(snapshot(e))
    assert [cached for i, cached, _ in refreshed(path) if "NOTEREF" in i] == ["1"]
    assert warnings == [
        "Footnote “Hidden.” (Recommendation I-1) is anchored in no printed text, so it is not printed."
    ]


def test_answers_without_a_section_get_its_heading_once(draft):
    e = blank()
    part = e.insert(e.insert(1, "paper"), "evaluation", {"title": "T"})
    section = e.insert(part, "section", {"role": "recommendations", "heading": "R"})
    for _ in range(2):
        e.insert(e.insert(section, "recommendation", {"headline": "Do."}), "response", {"text": "Yes."})
    path, _ = draft(snapshot(e))
    assert texts(path, "heading 2") == ["R", "Office response"]
