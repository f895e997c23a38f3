"""A workspace with 1,000 recommendations and 40 units, each with a share in fifty of them."""

from workbench.workspace import Workspace

UNITS = [f"UNIT{number:02}" for number in range(1, 41)]
RATIONALE = "What the evaluation found in the countries visited speaks for doing this soon. " * 6
TEXT = "The Office will do so within its present means, with the units named here. " * 3


def make_thousand(path):
    """Make the workspace and return it open."""
    workspace = Workspace.create(path, name="Thousand")
    with workspace.edit("Build") as editor:
        register = editor.insert(1, "register")
        for unit in UNITS:
            editor.insert(register, "unit", {"abbreviation": unit, "name": f"Department {unit}"})
        paper = editor.insert(1, "paper", {"symbol": "GB.400/PFA/1", "title": "Many evaluations"})
        for part in range(20):
            evaluation = editor.insert(paper, "evaluation", {"title": f"Evaluation {part + 1}"})
            section = editor.insert(evaluation, "section", {"role": "recommendations"})
            for number in range(50):
                _recommend(editor, section, 50 * part + number)
    return workspace


def _recommend(editor, section, number):
    lead, other = UNITS[number % 40], UNITS[(number + 7) % 40]
    fields = {"headline": f"Strengthen strand {number} of the programme.", "rationale": RATIONALE}
    fields |= {"responsible_units": [lead, other], "priority": "High", "time_implication": "Short-term"}
    recommendation = editor.insert(section, "recommendation", fields)
    if number % 3:
        response = editor.insert(recommendation, "response", {"acceptance": "accepted", "text": TEXT})
        action = {"description": f"Agree on a plan for strand {number}", "responsible_unit": lead}
        editor.insert(response, "action", {**action, "due": "2027-06-30", "status": "in_progress"})
