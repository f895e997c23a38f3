"""The query language: phrases, field terms, comparisons, negation, and what is told of unknown terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.editor import Editor
from workbench.folding import fold, stretches
from workbench.numbering import number
from workbench.querying import Doubt, parse
from workbench.search import SearchIndex
from workbench.tree import Tree
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "w.evw", name="2031") as workspace:
        with workspace.edit("fill") as editor:
            register = editor.insert(1, "register")
            editor.insert(register, "unit", {"abbreviation": "LIGHTS", "name": "Lighthouse Service"})
            editor.insert(register, "unit", {"abbreviation": "PILOTS", "name": "Pilotage Department"})
            paper = editor.insert(1, "paper", {"symbol": "HA.12/EV/3", "title": "Harbours"})
            for number in (1, 2):
                part = editor.insert(paper, "evaluation", {"title": f"Evaluation {number}"})
                _fill(editor, part, number)
        yield workspace


def _fill(editor: Editor, part: int, number: int) -> None:
    figure = editor.insert(editor.insert(part, "section", {"role": "overall_assessment"}), "figure")
    for score in (3.5, 5, "NR", None):
        editor.insert(figure, "rating", {"criterion": f"C{score}", "score": score})
    section = editor.insert(part, "section", {"role": "recommendations"})
    lamp = {"headline": f"Mend lamp {number}", "priority": "High", "responsible_units": ["LIGHTS", "PILOTS"]}
    mended = editor.insert(section, "recommendation", lamp)
    response = editor.insert(mended, "response", {"acceptance": "accepted", "text": "Lamps are ordered."})
    late = {"description": "Order", "due": "2020-01-31", "status": "in_progress"}
    editor.insert(response, "action", late)
    editor.insert(response, "action", {**late, "description": "Done", "status": "implemented"})
    plan = {"headline": f"Plan training {number}", "priority": "Urgent", "lead_unit": "PILOTS"}
    editor.insert(section, "recommendation", plan)
    shared = {"headline": f"Train pilots {number}", "priority": "Medium"}
    trained = editor.insert(section, "recommendation", shared)
    editor.set(response, "also_answers", [trained])


@pytest.fixture
def index(workspace: Workspace) -> SearchIndex:
    return SearchIndex(workspace.tree, workspace.numbers)


@pytest.fixture
def found(workspace: Workspace, index: SearchIndex):
    """Return what stands for each node found, in document order."""

    def find(query: str) -> list[str]:
        matches = index.find(query).matches
        nodes = [node for node in workspace.tree.walk() if node.id in matches]
        return [str(node[node.declaration.summary]) if node.declaration.summary else "" for node in nodes]

    return find


@pytest.fixture
def rows(workspace: Workspace, index: SearchIndex):
    """Return the headlines of the recommendations found with all that belongs to them."""

    def find(query: str) -> list[str]:
        ids = [node.id for node in workspace.tree.of_kind("recommendation")]
        matches = index.find_records(query, ids).matches
        return [workspace.tree[id]["headline"] for id in ids if id in matches]

    return find


def test_a_phrase_is_found_in_its_order_only(found) -> None:
    assert found('"lamp 2"') == ["Mend lamp 2"]
    assert found('"2 lamp"') == []
    assert found('"lamp 2') == ["Mend lamp 2"]


def test_a_value_is_named_by_key_label_or_beginning(found) -> None:
    high = ["Mend lamp 1", "Mend lamp 2"]
    assert found("priority:high") == found("priority:hi") == found("PRIORITY:Élevée") == high


def test_a_value_off_its_list_is_found_as_it_came(found) -> None:
    assert found("priority:urg") == ["Plan training 1", "Plan training 2"]


def test_a_value_with_other_hyphens_is_found_with_its_key(workspace: Workspace, index: SearchIndex) -> None:
    node = next(workspace.tree.of_kind("recommendation")).id
    with workspace.edit("time") as editor:
        editor.set(node, "time_implication", "Long term")
    assert index.find("time_implication:long-term").matches == {node}
    assert index.find("time_implication:long").matches == {node}
    assert index.find("time_implication:short").matches == set()


def test_a_live_number_has_no_words(workspace: Workspace, index: SearchIndex) -> None:
    node = next(workspace.tree.of_kind("recommendation")).id
    with workspace.edit("text") as editor:
        editor.set(node, "headline", f"As [[{node}]] says")
    for words in ("reference", "target", "bold"):
        assert index.find(f"headline:{words}").matches == set()
    assert index.find('headline:"as says"').matches == {node}


def test_several_values_are_alternatives(found) -> None:
    assert len(found("priority:high,medium")) == 4


def test_units_are_found_by_key_and_by_name(found) -> None:
    assert found("unit:pilotage part:1") == []
    assert found("unit:pilotage part:I") == ["Mend lamp 1", "Plan training 1"]
    assert found("unit:LIGHTS part:I") == ["Mend lamp 1"]


def test_the_lead_is_the_first_unit_unless_said_otherwise(found) -> None:
    assert found("lead:lights part:ii") == ["Mend lamp 2"]
    assert found("lead:pilots part:ii") == ["Plan training 2"]
    assert found("lead:none part:ii") == ["Train pilots 2"]


def test_terms_of_a_recommendation_and_its_answer_meet(found, rows) -> None:
    assert rows("priority:high acceptance:accepted") == ["Mend lamp 1", "Mend lamp 2"]
    assert rows("priority:high acceptance:none") == []
    assert found("priority:high acceptance:accepted part:I") == ["Mend lamp 1", "Lamps are ordered."]


def test_nobody_has_answered_finds_recommendations_without_a_response(found, rows) -> None:
    assert found("acceptance:none") == rows("acceptance:none") == ["Plan training 1", "Plan training 2"]


def test_a_shared_answer_counts_for_every_recommendation_it_answers(rows) -> None:
    assert rows("acceptance:accepted part:I") == ["Mend lamp 1", "Train pilots 1"]


def test_anything_set(rows) -> None:
    assert rows("lead_unit:any part:I") == ["Mend lamp 1", "Plan training 1"]


def test_overdue_actions_are_late_and_not_ended(found, rows) -> None:
    assert found("overdue") == ["Order", "Order"]
    assert rows("overdue part:I") == ["Mend lamp 1", "Train pilots 1"]


def test_dates_compare_as_far_as_they_are_given(found) -> None:
    assert found("due:<2020-01-31") == []
    assert len(found("due:<=2020-01")) == len(found("due:2020")) == len(found("due:<2026-12-31")) == 4
    assert found("due:>2020") == []


def test_numbers_compare(found) -> None:
    assert found("rating:<4") == ["C3.5", "C3.5"]
    assert found("rating:nr") == ["CNR", "CNR"]
    assert found("rating:none") == ["CNone", "CNone"]
    assert found("score:5") == ["C5", "C5"]


def test_kinds_parts_and_papers(found, rows) -> None:
    assert found("kind:rec part:II lamp") == ["Mend lamp 2"]
    assert len(rows("paper:ha.12")) == 6
    assert rows("paper:340") == []


def test_a_minus_negates(found, rows) -> None:
    assert rows("part:I -lamp") == ["Plan training 1", "Train pilots 1"]
    assert rows("part:I -priority:high") == ["Plan training 1", "Train pilots 1"]
    assert found('kind:recommendation part:I -"mend lamp"') == ["Plan training 1", "Train pilots 1"]


def test_words_of_a_row_may_stand_in_its_answer_or_its_part(rows) -> None:
    assert rows("mend ordered") == ["Mend lamp 1", "Mend lamp 2"]
    assert rows('"evaluation 2" train') == ["Plan training 2", "Train pilots 2"]


def test_unknown_terms_are_told_and_the_rest_works(index: SearchIndex) -> None:
    result = index.find("colour:red lamp")
    assert result.doubts == (Doubt("field", "colour"),)
    assert len(result.matches) == 4


@pytest.mark.parametrize(
    ("query", "doubt"),
    [
        ("priority:soon", Doubt("value", "priority", "soon")),
        ("kind:boat", Doubt("value", "kind", "boat")),
        ("rating:<good", Doubt("number", "rating", "good")),
        ("due:<soon", Doubt("date", "due", "soon")),
        ("priority:<high", Doubt("order", "priority", "high")),
        ('priority:"Très  Élevée"', Doubt("value", "priority", "Très  Élevée")),
        ("prioirty:high mend lamp", Doubt("field", "prioirty", close=("priority",))),
        ("foo:bar", Doubt("field", "foo")),
        ("unit:Zzz", Doubt("unit", "unit", "Zzz")),
        ("headline:Zzz", Doubt("nowhere", "headline", "Zzz")),
        ("due:<1990", Doubt("nowhere", "due", "<1990")),
        ("part:XX", Doubt("nowhere", "part", "XX")),
        ("Paper:Zz,YY", Doubt("nowhere", "Paper", "Zz,YY")),
        ("lamp headline:Zzz kind:recommendation", Doubt("nowhere", "headline", "Zzz")),
    ],
)
def test_what_can_find_nothing_is_told(index: SearchIndex, query: str, doubt: Doubt) -> None:
    assert index.find(query).doubts == (doubt,)


def test_what_is_there_but_not_with_the_rest_is_no_doubt(index: SearchIndex) -> None:
    for query in (
        "zzzz priority:high",
        "-headline:zzz zzzz",
        "zzzz verified:any",
        "footnote.text:zzz -kind:figure",
    ):
        assert [doubt for doubt in index.find(query).doubts if doubt.name != "footnote.text"] == [], query


def test_records_are_told_of_what_none_of_them_has(workspace: Workspace, index: SearchIndex) -> None:
    ids = [node.id for node in workspace.tree.of_kind("recommendation")]
    assert index.find_records("headline:Zzz", ids).doubts == (Doubt("nowhere", "headline", "Zzz"),)


def test_a_term_that_is_still_being_typed_leaves_nothing_out(workspace: Workspace, index) -> None:
    for query in ("priority:", "-", '"', "due:<"):
        result = index.find(query)
        assert len(result.matches) == len(workspace.tree), query
        assert result.doubts == ()


def test_what_is_missing_or_flagged_is_asked_for(workspace: Workspace) -> None:
    flagged = {node.id for node in workspace.tree.of_kind("recommendation") if node["priority"] == "Urgent"}
    signs = {id: frozenset({"flagged"}) for id in flagged}
    index = SearchIndex(workspace.tree, workspace.numbers, lambda id: signs.get(id, frozenset()))
    assert index.find("flagged").matches == flagged
    assert index.find("missing").matches == set()
    assert index.find('"flagged"').matches == set()


QUERIES = st.lists(
    st.sampled_from(
        [
            "lamp",
            "la",
            "-lam",
            "-l",
            "p",
            "priority:high",
            "-priority:high",
            '"mend la',
            "overdue",
            "acceptance:none",
        ]
    )
).map(" ".join)


@given(st.lists(QUERIES, min_size=1, max_size=5))
def test_what_came_before_never_changes_what_a_query_finds(queries: list[str]) -> None:
    tree, numbers = _some_tree()
    used = SearchIndex(tree, numbers)
    for query in queries:
        assert used.find(query).matches == SearchIndex(tree, numbers).find(query).matches


def _some_tree():
    editor = Editor(Tree(), 1)
    root = editor.insert(None, "workspace")
    part = editor.insert(editor.insert(root, "paper"), "evaluation")
    _fill(editor, part, 1)
    return editor.tree, number(editor.tree)


def test_stretches_stand_where_the_words_are_in_the_original() -> None:
    text = "Répaint the ﬁne tower – “Élan”"
    marked = [text[start:end] for start, end in stretches(text, parse("REPAINT fine elan").words)]
    assert marked == ["Répaint", "ﬁne", "Élan"]


def test_stretches_that_meet_are_one() -> None:
    assert stretches("harbours", ["harb", "bour"]) == [(0, 7)]


@given(st.text(), st.text(min_size=1))
def test_a_stretch_holds_what_was_asked_for(text: str, piece: str) -> None:
    wanted = fold(piece)
    for start, end in stretches(text, [wanted]):
        assert wanted in fold(text[start:end])


def test_only_what_is_marked_is_asked_for_signs(workspace: Workspace) -> None:
    marked = {node.id for node in workspace.tree.of_kind("recommendation")}
    asked = []

    def signs(id: int) -> frozenset[str]:
        asked.append(id)
        return frozenset({"flagged"})

    index = SearchIndex(workspace.tree, workspace.numbers, signs, lambda: marked)
    assert index.find("flagged").matches == marked
    assert sorted(asked) == sorted(marked)
    assert index.find("missing").matches == set()
    assert index.find("-missing").matches == set(workspace.tree.nodes)
