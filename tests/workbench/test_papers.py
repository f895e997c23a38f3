"""What people call what is in a paper."""

from __future__ import annotations

from tests.workbench.paper.samples import blank
from workbench.numbering import number
from workbench.papers import name_of


def test_people_never_hear_the_id_of_a_node() -> None:
    e = blank()
    paper = e.insert(1, "paper", {"symbol": "GB.9/X"})
    part = e.insert(paper, "evaluation", {"title": "T"})
    findings = e.insert(part, "section", {"role": "findings", "heading": "*What* was found"})
    aside = e.insert(findings, "paragraph", {"text": "Said " * 20, "numbered": False})
    finding = e.insert(e.insert(findings, "criterion", {"heading": "C"}), "key_finding", {"text": "F"})
    cross = e.insert(findings, "paragraph", {"text": f"See [[{finding}]] and [[999]].", "numbered": False})
    section = e.insert(part, "section", {"role": "recommendations", "heading": "R"})
    advice = e.insert(section, "recommendation", {"headline": "Do."})
    response = e.insert(advice, "response", {"text": "We do."})
    note = e.insert(response, "footnote", {"text": "Hidden."})
    named = {
        1: "Workspace",
        paper: "Paper “GB.9/X”",
        part: "Part I",
        findings: "Part I › Section “What was found”",
        aside: "Part I › Paragraph “Said Said Said Said Said Said Said Said…”",
        cross: "Part I › Paragraph “See 1 and ?.”",
        finding: "Part I › Key finding 1",
        advice: "Recommendation GB.9 I-1",
        response: "Office response (Recommendation GB.9 I-1)",
        note: "Footnote “Hidden.” (Recommendation GB.9 I-1)",
    }
    numbers = number(e.tree)
    assert {id: name_of(e.tree, numbers, id) for id in named} == named
