"""A workspace of about 100,000 nodes: forty papers of four evaluations, 8,000 answered recommendations."""

import random

from workbench.workspace import Workspace

PAPERS, PARTS, CRITERIA, RECOMMENDATIONS = 40, 4, 12, 50
LONG = 60
FIRST_STEP, HALF_WAY = "The first step", "Half-way"
"""Marks in the journal, the second where there are further steps."""
UNITS = [f"UNIT{number:02}" for number in range(1, 41)]
VOCABULARY = (
    "harbour light tower pilot buoy storm tide anchor vessel signal beacon channel crew keel lantern mooring "
    "quay reef sail shoal wharf chart current depth ferry gale jetty lock mast net oar port rope stern "
    "and the of for with in on at by from"
)
WORDS = VOCABULARY.split()


def make_large(path, papers=PAPERS, steps=0):
    """Make the workspace, edited in ``steps`` further steps, and return it open."""
    words = random.Random(340)
    workspace = Workspace.create(path, name="Large")
    workspace.mark(FIRST_STEP)
    with workspace.edit("Register") as editor:
        register = editor.insert(editor.tree.root_id, "register")
        for unit in UNITS:
            editor.insert(register, "unit", {"abbreviation": unit, "name": f"Department {unit}"})
    for number in range(papers):
        with workspace.edit(f"Import paper {number}", origin="intake") as editor:
            _add_paper(editor, number, words)
    paragraphs = [node.id for node in workspace.tree.of_kind("paragraph")]
    for step in range(steps):
        if step == steps // 2:
            workspace.mark(HALF_WAY)
        with workspace.edit("Text of paragraph") as editor:
            editor.set(paragraphs[step * 17 % len(paragraphs)], "text", text(words))
    return workspace


def text(words, length=LONG):
    """Return a text of so many words; a long one may have emphasis and a live number."""
    chosen = words.choices(WORDS, k=length)
    if length == LONG and words.random() < 0.2:
        chosen[20] = f"*{chosen[20]}*"
        if words.random() < 0.3:
            chosen[40:42] = ["as in recommendation", f"[[{words.randint(1000, 90_000)}]]"]
    return " ".join(chosen).capitalize() + "."


def _add_paper(editor, number, words):
    fields = {"symbol": f"GB.{300 + number}/PFA/1", "title": f"Evaluations of the year {number}"}
    paper = editor.insert(editor.tree.root_id, "paper", fields)
    for part in range(PARTS):
        _add_part(editor, paper, part, words)


def _add_part(editor, paper, part, words):
    evaluation = editor.insert(paper, "evaluation", {"title": f"Evaluation of {text(words, 4)}"})
    findings = editor.insert(evaluation, "section", {"role": "findings", "heading": "Findings"})
    for _ in range(CRITERIA):
        criterion = editor.insert(findings, "criterion", {"heading": text(words, 3)})
        for line in range(35):
            kind = "paragraph" if line % 9 else "key_finding"
            editor.insert(criterion, kind, {"text": text(words)})
    section = editor.insert(evaluation, "section", {"role": "recommendations"})
    for number in range(RECOMMENDATIONS):
        _recommend(editor, section, part * RECOMMENDATIONS + number, words)


def _recommend(editor, section, number, words):
    lead, other = UNITS[number % 40], UNITS[(number + 7) % 40]
    fields = {"headline": text(words, 15), "rationale": text(words), "responsible_units": [lead, other]}
    fields |= {"priority": words.choice(["High", "Medium", "Low"]), "time_implication": "Short-term"}
    recommendation = editor.insert(section, "recommendation", fields)
    answer = {"acceptance": "accepted", "text": text(words)}
    response = editor.insert(recommendation, "response", answer if number % 4 else {})
    for _ in range(number % 4):
        action = {"description": text(words, 12), "responsible_unit": lead, "due": "2031-06-30"}
        editor.insert(response, "action", {**action, "status": "in_progress"})
