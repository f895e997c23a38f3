"""A made-up paper that holds every kind of node and every sign of the markup."""

from types import SimpleNamespace

from workbench.editor import Editor
from workbench.tree import Tree
from workbench.workspace import Snapshot

FRONT = {
    "symbol": "GB.999/PFA/3",
    "session": "399th Session",
    "session_dates": "March 2031",
    "place": "Geneva",
    "section": "Programme, Financial and Administrative Section",
    "section_code": "PFA",
    "segment": "Audit and Oversight Segment",
    "agenda_item": "3",
    "title": "Yearly summary of *widget* evaluations",
    "date": "2031-02-01",
    "original_language": "en",
    "revision": 1,
    "revision_note": "Reissued with corrections.",
    "strategic_objective": "All of them.",
    "legal_implications": "None.",
    "author_unit": "Evaluation Office (EVAL)",
    "related_documents": "- GB.998/PFA/2\n- GB.997/PFA/1",
}
RATINGS = (("Relevance", 5), ("Coherence", 3.5), ("Efficiency", "NR"), ("Impact", None))


def blank():
    """Return an editor over a tree that holds a workspace node only."""
    editor = Editor(Tree(), 1)
    editor.insert(None, "workspace")
    return editor


def snapshot(editor):
    return Snapshot("00000000-0000-4000-8000-000000000000", "0" * 32, editor.tree)


def sample(**paper):
    """Return a snapshot of the paper, and the ids of what is interesting in it."""
    e = blank()
    ids = SimpleNamespace(paper=e.insert(1, "paper", {**FRONT, **paper}), evaluations=[], advice=[], recs=[])
    _introduction(e, ids)
    for place in range(2):
        _evaluation(e, ids, place)
    decision = e.insert(ids.paper, "section", {"role": "decision", "heading": "Draft decision"})
    first, second = ids.advice
    text = f"It asks for the [[evaluations]] reports in [[symbol]] (paragraphs [[{first}]] and [[{second}]])."
    ids.decision = e.insert(decision, "paragraph", {"text": text})
    return snapshot(e), ids


def _introduction(e, ids):
    section = e.insert(ids.paper, "section", {"role": "introduction", "heading": "Introduction"})
    paragraph = e.insert(section, "paragraph")
    note = e.insert(paragraph, "footnote", {"text": "On [the site](https://example.org/a b?q=é)."})
    ids.note, ids.introduction = note, paragraph
    text = (
        f"Widgets come in [[evaluations]] sorts.[^{note}] They are *light*, **hard** and [new](https://example.org).\n\n"
        f"More of it.\n- one\n- two\n\n(a) letters\n(b) again[^{note}]"
    )
    e.set(paragraph, "text", text)


def _evaluation(e, ids, place):
    part = e.insert(ids.paper, "evaluation", {"title": f"Widget making, take {place + 1}, 2024–29"})
    ids.evaluations.append(part)
    findings = e.insert(part, "section", {"role": "findings", "heading": "Summary of findings"})
    for heading in ("Relevance", "Coherence"):
        criterion = e.insert(findings, "criterion", {"heading": heading})
        finding = e.insert(criterion, "key_finding", {"text": "Widgets matter."})
        e.insert(criterion, "key_finding", {"text": "They matter a lot.\n\n- to some"})
        note = e.insert(criterion, "paragraph", {"text": "As said in key finding "})
        e.set(note, "text", f"As key finding [[{finding}]] under [[{criterion}]] in Part [[{part}]] says.")
    ids.criterion, ids.finding = criterion, finding
    _assessment(e, ids, part)
    _recommendations(e, ids, part)


def _assessment(e, ids, part):
    section = e.insert(part, "section", {"role": "overall_assessment", "heading": "Overall assessment"})
    paragraph = e.insert(section, "paragraph")
    ids.figure = e.insert(section, "figure", {"caption": "Ratings", "scale": "6 = best; 1 = worst"})
    e.set(paragraph, "text", f"Figure [[{ids.figure}]] shows them.")
    for criterion, score in RATINGS:
        e.insert(ids.figure, "rating", {"criterion": criterion, "score": score})


def _recommendations(e, ids, part):
    section = e.insert(part, "section", {"role": "recommendations", "heading": "Recommendations"})
    ids.advice.append(section)
    recs = [e.insert(section, "recommendation", fields) for fields in RECOMMENDATIONS]
    ids.recs.append(recs)
    answers = e.insert(part, "section", {"role": "office_response", "heading": "Office response"})
    e.insert(answers, "paragraph", {"text": "The Office is glad."})
    e.insert(answers, "paragraph", {"text": "So much for that.", "position": "after", "numbered": False})
    own = f"See Recommendation [[{recs[0]}]] in paragraph [[{recs[0]}|paragraph]].\n\nAnd so on."
    e.insert(recs[0], "response", {"text": own})
    e.insert(recs[1], "response", {"text": "We shall.", "also_answers": [recs[2]]})


RECOMMENDATIONS = (
    {
        "headline": "Make better widgets.",
        "rationale": "It would help. It takes:\n\n- thought;\n- care.",
        "responsible_units": ("MAKERS", "DDG/W"),
        "responsible_units_text": "MAKERS, Deputy Director-General for Widgets (DDG/W)",
        "priority": "High",
        "time_implication": "Short-term",
        "resource_implication": "Low–medium",
    },
    {"headline": "Count them.", "responsible_units": ("MAKERS", "DDG/W"), "priority": "Medium"},
    {"headline": "Paint them.", "rationale": "Blue is nice."},
)
