"""Which passage a node is seen in, what is being typed, and how much is shown at once."""

import pytest

from tests.ui.rich import make_rich
from workbench.passages import Chart, Line, Passages, Table
from workbench.passages import passages as module


@pytest.fixture
def workspace(tmp_path):
    with make_rich(tmp_path / "W.evw") as workspace:
        yield workspace


@pytest.fixture
def passage(workspace):
    """Return the passage of a node, with what is typed."""

    def of(node, typed=None):
        return Passages(workspace.tree, workspace.numbers).of(node, typed)

    return of


@pytest.fixture
def find(workspace):
    def of_kind(kind, number=0):
        return list(workspace.tree.of_kind(kind))[number].id

    return of_kind


def texts(passage):
    return [f"{b.label} {b.text}".strip() for b in passage.blocks if isinstance(b, Line)]


def test_a_paragraph_is_seen_in_its_section(workspace, passage, find):
    shown = passage(find("paragraph", 1))
    assert shown.node == find("paragraph", 1)
    assert texts(shown)[0] == "Introduction"
    assert texts(shown)[2:4] == ["2. The methods were:", "• interviews with harbour masters;"]
    assert [note.label for note in shown.footnotes] == ["1"]


def test_a_response_is_seen_among_the_answers(passage, find):
    shown = passage(find("response"))
    assert texts(shown)[0] == "Office response"
    assert "Recommendation 1" in texts(shown)
    assert not any(isinstance(block, Table) for block in shown.blocks)


@pytest.mark.parametrize("kind", ["contribution", "action"])
def test_what_hangs_below_a_response_is_seen_with_it(passage, find, kind):
    assert passage(find(kind)).node == find("response")


def test_a_footnote_is_seen_where_it_hangs_and_a_rating_in_its_figure(passage, find):
    assert passage(find("footnote")).node == find("paragraph")
    shown = passage(find("rating"))
    chart = next(block for block in shown.blocks if isinstance(block, Chart))
    assert chart.node == find("figure")
    assert chart.bars[0].node == shown.node == find("rating")
    assert [(bar.score, bar.value) for bar in chart.bars] == [("5", 5.0), ("4.5", 4.5), ("not stated", None)]


@pytest.mark.parametrize("kind", ["workspace", "register", "unit", "challenge_set", "challenge"])
def test_what_no_paper_prints_has_no_passage(passage, find, kind):
    assert passage(find(kind)) is None


def test_a_part_is_seen_whole_and_alone(passage, find):
    shown = texts(passage(find("evaluation", 1)))
    assert shown[0].startswith("Part II. Support")
    assert not any(text.startswith("Part III") for text in shown)
    assert shown.count("Office response") == 1


def test_every_line_names_the_field_that_holds_its_words(workspace, passage, find):
    for block in passage(find("paper")).blocks:
        node = workspace.tree[block.node]
        for field in [block.field] if isinstance(block, Line) else []:
            assert field is None or field in node.fields


def test_typed_words_are_printed_before_they_are_taken(passage, find):
    paragraph, note = find("paragraph"), find("footnote")
    typed = {(paragraph, "text"): f"New *words*.[^{note}]", (note, "text"): "New note."}
    shown = passage(paragraph, typed)
    assert "1. New words.1" in texts(shown)
    assert [line.text for line in shown.footnotes] == ["New note."]


def test_a_criterion_without_a_heading_is_seen_when_its_first_words_are_typed(workspace, passage, find):
    criterion = find("criterion")
    with workspace.edit("Empty") as editor:
        editor.set(criterion, "heading", None)
    assert "A." not in texts(passage(find("key_finding")))
    assert "Reach" in texts(passage(criterion, {(criterion, "heading"): "Reach"}))


def test_the_first_words_of_a_response_are_seen_although_it_has_no_number_yet(workspace, passage, find):
    third = find("recommendation", 2)
    with workspace.edit("Add") as editor:
        response = editor.insert(third, "response")
    assert passage(response).node == third
    shown = passage(response, {(response, "text"): "We agree."})
    assert texts(shown) == [f"Recommendation {workspace.numbers.label[third]}", "We agree."]


def test_a_part_without_a_place_for_answers_gets_its_heading(workspace, passage, find):
    section = next(s for s in workspace.tree.of_kind("section") if s["role"] == "office_response")
    with workspace.edit("Remove") as editor:
        editor.remove(section.id)
    shown = texts(passage(find("response")))
    assert shown[:2] == ["Office response", "Recommendation 1"]


def test_of_a_long_section_what_is_near_is_shown_and_the_rest_counted(workspace, passage, monkeypatch):
    monkeypatch.setattr(module, "MOST", 8)
    paper = next(workspace.tree.of_kind("paper")).id
    with workspace.edit("Add") as editor:
        section = editor.insert(paper, "section", {"role": "introduction", "heading": "Long"})
        ids = [editor.insert(section, "paragraph", {"text": f"Text {n}."}) for n in range(30)]
    shown = passage(ids[15])
    assert any("Text 15." in text for text in texts(shown))
    assert len(texts(shown)) == 8
    assert sum(shown.left_out) == 31 - 8
    assert passage(ids[29]).left_out == (23, 0)
    assert passage(section).left_out == (0, 23)
