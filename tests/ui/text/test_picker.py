"""The reference picker: what is typed names what was meant, in the own part first."""

import time

import pytest

from ui.dialogs.pick import PickDialog
from ui.formatting import targets
from workbench.markup import Reference
from workbench.workspace import Workspace


@pytest.fixture
def large(tmp_path):
    """Two parts with the same things in them, numbered as they come; the second is the own one."""
    with Workspace.create(tmp_path / "L.evw") as workspace:
        with workspace.edit("Fill") as editor:
            paper = editor.insert(editor.tree.root_id, "paper", {"symbol": "HA.1"})
            for _ in range(2):
                part = editor.insert(paper, "evaluation", {"title": "Lights and part II of the plan"})
                findings = editor.insert(part, "section", {"role": "findings", "heading": "Findings"})
                for words in (
                    "Figure 1 shows paragraph 12",
                    "Recommendation 3 is key finding 2",
                    *["text"] * 8,
                ):
                    editor.insert(findings, "paragraph", {"text": words})
                for caption in ("One", "Two"):
                    editor.insert(findings, "figure", {"caption": caption})
                criterion = editor.insert(findings, "criterion", {"heading": "Use"})
                for words in ("as in recommendation 3", "b", "c"):
                    editor.insert(criterion, "key_finding", {"text": words})
                advice = editor.insert(
                    part, "section", {"role": "recommendations", "heading": "Recommendations"}
                )
                for words in ("a", "like recommendation 3", "see paragraph 12", "part II", "fig 1"):
                    editor.insert(advice, "recommendation", {"headline": words})
        yield workspace


def picked(workspace, within, query, qtbot):
    dialog = PickDialog("Pick", "", targets(workspace.tree, workspace.numbers, within))
    qtbot.addWidget(dialog)
    dialog.filter(query)
    text, reference = dialog._shown[0]
    return text.partition(" – ")[0], reference


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("rec 3", "Part II › Recommendation 3"),
        ("recommendation 5", "Part II › Recommendation 5"),
        ("fig 1", "Part I › Figure 1"),  # figures are counted through the paper
        ("fig 3", "Part II › Figure 3"),
        ("key finding 2", "Part II › Key finding 2"),
        ("key 2", "Part II › Key finding 2"),
        ("part I", "Part I"),
        ("part II", "Part II"),
        ("part i rec 3", "Part I › Recommendation 3"),
        ("symbol", "Symbol"),
    ],
)
def test_what_is_typed_names_what_was_meant(large, query, name, qtbot):
    own = list(large.tree.of_kind("paragraph"))[-1].id
    assert picked(large, own, query, qtbot)[0] == name


@pytest.mark.parametrize(("count", "noun"), [(1, "paragraph"), (2, "paragraphs")])
def test_a_section_of_one_paragraph_names_one(large, count, noun):
    paper = next(large.tree.of_kind("paper")).id
    with large.edit("Introduce") as editor:
        section = editor.insert(paper, "section", {"role": "introduction"})
        for _ in range(count):
            editor.insert(section, "paragraph", {"text": "alone"})
    offered = targets(large.tree, large.numbers, section)
    names = [text for text, reference in offered if reference == Reference(section)]
    assert [name.split(" – ")[-1].split()[0] for name in names] == [noun]


def test_a_paragraph_is_found_by_its_number_and_not_by_a_text_that_names_it(large, qtbot):
    paragraphs = list(large.tree.of_kind("paragraph"))
    for paragraph in paragraphs:
        number = large.numbers.label[paragraph.id]
        assert picked(large, paragraphs[0].id, f"para {number}", qtbot)[1] == Reference(paragraph.id)


def test_a_recommendation_is_found_by_its_paragraph(large, qtbot):
    recommendation = list(large.tree.of_kind("recommendation"))[7].id
    number = large.numbers.paragraph[recommendation]
    own = list(large.tree.of_kind("paragraph"))[0].id
    assert picked(large, own, f"para {number}", qtbot)[1] == Reference(recommendation, "paragraph")


def test_a_letter_filters_five_thousand_choices_while_it_is_typed(qtbot):
    choices = [(f"Part II › Recommendation {n} – Say what was done about {n}", n) for n in range(5000)]
    dialog = PickDialog("Pick", "", choices)
    qtbot.addWidget(dialog)
    took = []
    for query in ("r", "re", "rec", "rec 4", "rec 42"):
        started = time.perf_counter()
        dialog.filter(query)
        took.append(time.perf_counter() - started)
    assert dialog._shown[0][1] == 42
    assert min(took) < 0.5  # some 10 to 40 ms on a quiet machine
