"""A workspace with something of everything, for tests and pictures; the organization is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.editor import Editor

UNITS = (
    ("HARBOUR", "Harbours and Moorings Branch", "unit"),
    ("LIGHTS", "Lighthouse Service", "unit"),
    ("PILOTS", "Pilotage Department", "unit"),
    ("BUOYS", "Buoys and Beacons Section", "unit"),
    (None, "coastal stations", "group"),
)
PARTS = (
    ("The Association’s strategy for safer harbours, 2024–29", "strategy", 2024, 2029),
    ("Support to pilots’ training in small ports, 2025–30", "outcome", 2025, 2030),
    ("Country programme of the Northern Isles, 2026–30", "country programme", 2026, 2030),
)


def make_rich(path: Path, author: str = "A. Person") -> Workspace:
    """Make a workspace with three evaluations and return it open."""
    workspace = Workspace.create(path, name="Evaluations 2031", author=author)
    with workspace.edit("Fill", origin="test") as editor:
        _Filler(editor).fill()
    return workspace


class _Filler:
    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.root = editor.tree.root_id

    def add(self, parent: int, kind: str, /, **fields: Any) -> int:
        return self.editor.insert(parent, kind, fields)

    def fill(self) -> None:
        paper = self.add(
            self.root,
            "paper",
            symbol="HA.12/EV/3",
            session="12th Session",
            language="en",
            title="Findings of three harbour evaluations",
            section="Evaluation Section",
        )
        intro = self.add(paper, "section", role="introduction", heading="Introduction")
        note = self.add(intro, "paragraph", text="placeholder")
        foot = self.add(
            note, "footnote", text="The full reports are at [the library](https://example.org/lib)."
        )
        self.editor.set(
            note,
            "text",
            f"This paper sums up *three* evaluations of the Association.[^{foot}] "
            "They were made by independent teams in 2030.",
        )
        self.add(
            intro,
            "paragraph",
            text="The methods were:\n\n- interviews with **harbour masters**;\n"
            "- visits to nine ports;\n- a review of logbooks.",
        )
        ranges = [self.part(paper, number) for number in range(len(PARTS))]
        decision = self.add(paper, "section", role="decision", heading="Draft decision")
        spans = ", ".join(f"[[{section}]]" for section in ranges)
        self.add(
            decision,
            "paragraph",
            text=f"The Council took note of the recommendations of the [[evaluations]] "
            f"evaluations in [[symbol]] (paragraphs {spans}).",
        )
        register = self.add(self.root, "register")
        for abbreviation, name, kind in UNITS:
            self.add(register, "unit", abbreviation=abbreviation, name=name, kind=kind)
        challenges = self.add(self.root, "challenge_set", title="What keeps coming back")
        self.add(challenges, "challenge", text="Plans say too little about *who* pays.")

    def part(self, paper: int, number: int) -> int:
        title, kind, first, last = PARTS[number]
        part = self.add(
            paper, "evaluation", title=title, evaluation_type=kind, period_from=first, period_to=last
        )
        scope = self.add(part, "section", role="purpose_and_scope", heading="Purpose and scope")
        self.add(scope, "paragraph", text=f"The evaluation looked at the years {first} to {last}.")
        findings = self.add(part, "section", role="findings", heading="Summary of findings")
        finding = self.criterion(findings, "Relevance", "Ports asked for more help each year.")
        self.criterion(findings, "Effectiveness", "Most lights were mended within a week.")
        overall = self.add(part, "section", role="overall_assessment", heading="Overall assessment")
        figure = self.add(overall, "figure", caption="Ratings by criterion", scale="1 = poor … 6 = excellent")
        for criterion, score in (("Relevance", 5), ("Effectiveness", 4.5), ("Sustainability", None)):
            self.add(figure, "rating", criterion=criterion, score=score)
        self.add(
            overall,
            "paragraph",
            text=f"As key finding [[{finding}]] says, demand is strong (figure [[{figure}]]).",
        )
        recommendations = self.add(part, "section", role="recommendations", heading="Recommendations")
        self.recommendations(recommendations, number)
        answer = self.add(part, "section", role="office_response", heading="Office response")
        self.add(answer, "paragraph", text="The Office thanks the evaluators.", position="before")
        return recommendations

    def criterion(self, findings: int, heading: str, text: str) -> int:
        criterion = self.add(findings, "criterion", heading=heading)
        finding = self.add(criterion, "key_finding", text=text)
        self.add(criterion, "paragraph", text=f"{text} Harbour masters confirmed this in interviews.")
        self.add(criterion, "key_finding", text="Smaller ports were reached later than larger ones.")
        return finding

    def recommendations(self, section: int, number: int) -> None:
        first = self.add(
            section,
            "recommendation",
            headline="Mend every light within three days.",
            rationale="Repairs took too long. The Service should:\n\n- keep *spare lamps* in each port;\n"
            "- train two people per station;\n- report delays **at once**.",
            responsible_units=("LIGHTS", "HARBOUR", "coastal stations"),
            priority="High",
            time_implication="Short-term",
            resource_implication="Medium",
            responsible_units_text="LIGHTS, HARBOUR, coastal stations",
        )
        response = self.add(
            first,
            "response",
            acceptance="accepted",
            text=f"The Office agrees with recommendation [[{first}]] and has ordered lamps.",
        )
        self.add(response, "contribution", unit="HARBOUR", text="Cranes are lent to the stations.")
        self.add(
            response,
            "action",
            description="Order spare lamps",
            responsible_unit="LIGHTS",
            due="2031-09-30",
            status="in_progress",
        )
        second = self.add(
            section,
            "recommendation",
            headline="Agree with pilots on a common training plan.",
            responsible_units=("PILOTS", "TIDES"),
            priority="Urgent",
            time_implication="Current biennium",
            resource_implication="Low",
        )
        self.add(second, "response", text="Talks have begun.")
        if number != 1:
            self.add(
                section,
                "recommendation",
                headline=f"Say each year what was done, as in recommendation [[{first}]].",
                rationale="See also [[999999]].",
                priority="Medium",
            )
