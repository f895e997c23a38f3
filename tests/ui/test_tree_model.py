"""The tree model while the document changes, watched by Qt's own tester."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon, QPixmap

from tests.ui.rich import make_rich
from ui.tree_filter import TreeFilter
from ui.tree_model import MANY, TreeModel
from workbench.checks import Checks
from workbench.errors import UserError
from workbench.schema import KINDS


@pytest.fixture
def workspace(rich_path):
    from workbench.workspace import Workspace

    with Workspace.open(rich_path) as workspace:
        yield workspace


@pytest.fixture
def model(qapp, workspace):
    model = TreeModel(qapp)
    checks = Checks(workspace)
    workspace.listen(checks.update)
    model.show_workspace(workspace, lambda: checks)
    model.show_marks()
    workspace.listen(model.update)
    yield model
    model.show_workspace(None)
    model.deleteLater()


def outline(model, parent=None):
    """Return what the model shows as nested tuples of id and children."""
    parent = parent or QModelIndex()
    return [
        (model.index(row, 0, parent).internalId(), outline(model, model.index(row, 0, parent)))
        for row in range(model.rowCount(parent))
    ]


def wanted(tree, id=None):
    id = tree.root_id if id is None else id
    return [(id, [wanted(tree, child)[0] for child in tree[id].children])]


def labels(model, parent=None):
    parent = parent or QModelIndex()
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield index.data()
        yield from labels(model, index)


def first(workspace, kind, number=0):
    return list(workspace.tree.of_kind(kind))[number]


def test_it_shows_the_tree(model, workspace, qtmodeltester):
    qtmodeltester.check(model)
    assert outline(model) == wanted(workspace.tree)


def test_labels_say_number_and_words(model):
    shown = list(labels(model))
    assert "Evaluations 2031" in shown
    assert "I. The Association’s strategy for safer harbours, 2024–29" in shown
    assert "A. Relevance" in shown
    assert "Finding 1: Ports asked for more help each year." in shown
    assert any(
        label.startswith("1. This paper sums up three evaluations of the Association.") for label in shown
    )
    assert "Rec. 2: Agree with pilots on a common training plan." in shown
    assert "Response (Accepted): The Office agrees with recommendation 1 and has ordered lamps." in shown
    assert "Figure 1: Ratings by criterion" in shown
    assert "Effectiveness: 4.5" in shown
    assert "LIGHTS – Lighthouse Service" in shown


def test_what_is_missing_or_flagged_is_said_in_words(model, workspace):
    second, third = first(workspace, "recommendation", 1), first(workspace, "recommendation", 2)
    index = model.index_of(second.id, 1)
    assert index.data() is None
    assert "“Urgent” is not in the list for “Priority”" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "“TIDES” is not a unit of the register." in index.data(Qt.ItemDataRole.AccessibleTextRole)
    sentences = " ".join(mark.message for mark in model.marks_of(third.id))
    assert "There is no Office response yet." in sentences
    assert "refers to something that is not there" in sentences
    unsaid = model.marks_of(first(workspace, "response", 1).id)
    assert [(mark.rule, mark.field) for mark in unsaid] == [("missing", "acceptance")]


def test_short_words_stand_in_the_row_and_whole_ones_in_its_tooltip(model, workspace):
    index = model.index_of(first(workspace, "recommendation").id)
    assert index.data().startswith("Rec. 1: ")
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert index.data(role).startswith("Recommendation 1: ")


def test_a_closed_branch_has_the_gravest_sign_of_what_is_in_it(model, workspace):
    icons = {grave: QIcon(QPixmap(1, 1)) for grave in ("error", "warning", "hint")}
    part, opened = first(workspace, "evaluation").id, set()
    model.set_icons(icons)
    model.show_below({part: Counter(hint=2, error=1)}.get, opened.__contains__)
    index = model.index_of(part, 1)
    assert index.data(Qt.ItemDataRole.DecorationRole).cacheKey() == icons["error"].cacheKey()
    assert "3 findings below" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "3 findings below" in model.index_of(part).data(Qt.ItemDataRole.AccessibleTextRole)
    opened.add(part)
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert "below" not in (index.data(Qt.ItemDataRole.ToolTipRole) or "")


def test_a_recommendation_answered_elsewhere_misses_nothing(model, workspace):
    response, third = first(workspace, "response"), first(workspace, "recommendation", 2)
    with workspace.edit("Also") as editor:
        editor.set(response.id, "also_answers", (third.id,))
    assert "no-response" not in [mark.rule for mark in model.marks_of(third.id)]


def test_a_changed_text_changes_its_label(model, workspace, qtbot):
    recommendation = first(workspace, "recommendation")
    index = model.index_of(recommendation.id)
    assert index.data().endswith("three days.")
    with qtbot.waitSignal(model.dataChanged), workspace.edit("Headline") as editor:
        editor.set(recommendation.id, "headline", "Mend them at once.")
    assert index.data() == "Rec. 1: Mend them at once."


def test_numbers_follow_a_move(model, workspace, qtmodeltester):
    qtmodeltester.check(model)
    one, two = first(workspace, "recommendation"), first(workspace, "recommendation", 1)
    assert model.index_of(one.id).data().startswith("Rec. 1")
    with workspace.edit("Move") as editor:
        editor.move(one.id, one.parent, 1)
    assert model.index_of(one.id).data().startswith("Rec. 2")
    assert model.index_of(two.id).data().startswith("Rec. 1")
    workspace.undo()
    assert model.index_of(one.id).data().startswith("Rec. 1")
    assert outline(model) == wanted(workspace.tree)


def test_a_word_list_decides_what_is_flagged(model, workspace):
    second = first(workspace, "recommendation", 1)
    assert any("Urgent" in mark.message for mark in model.marks_of(second.id))
    with workspace.edit("Lists") as editor:
        editor.set(workspace.tree.root_id, "vocabularies", {"priority": {"Urgent": {"en": "Urgent"}}})
    assert not any("Urgent" in mark.message for mark in model.marks_of(second.id))


def test_a_node_that_came_and_went_in_one_batch_leaves_nothing(model, workspace, qtmodeltester):
    qtmodeltester.check(model)
    with workspace.edit("Come and go") as editor:
        section = first(workspace, "section").id
        node = editor.insert(section, "paragraph", {"text": "short-lived"})
        editor.set(node, "text", "still")
        editor.remove(node)
        editor.insert(section, "paragraph", {"text": "stays"})
    assert outline(model) == wanted(workspace.tree)


def test_a_large_batch_resets_the_model(model, workspace, qtbot, qtmodeltester):
    qtmodeltester.check(model)
    with qtbot.waitSignal(model.modelReset), workspace.edit("Many") as editor:
        for number in range(MANY + 1):
            editor.insert(first(workspace, "section").id, "paragraph", {"text": str(number)})
    assert outline(model) == wanted(workspace.tree)


def test_a_branch_comes_and_goes_whole_however_much_is_in_it(model, workspace, qtbot, qtmodeltester):
    qtmodeltester.check(model)
    with workspace.edit("Many") as editor:
        part = editor.insert(first(workspace, "paper").id, "evaluation", {"title": "Large"})
        section = editor.insert(part, "section", {"role": "findings"})
        for number in range(MANY):
            editor.insert(section, "paragraph", {"text": str(number)})
    rows = []
    model.rowsInserted.connect(lambda *_: rows.append("come"))
    model.rowsRemoved.connect(lambda *_: rows.append("gone"))
    with qtbot.assertNotEmitted(model.modelReset):
        with workspace.edit("Remove") as editor:
            editor.remove(part)
        assert outline(model) == wanted(workspace.tree)
        assert part not in model
        assert section not in model
        workspace.undo()
        assert outline(model) == wanted(workspace.tree)
        workspace.redo()
    assert outline(model) == wanted(workspace.tree)
    assert rows == ["gone", "come", "gone"]


def test_drops_are_taken_only_where_a_node_may_hang(model, workspace):
    finding, paragraph = first(workspace, "key_finding"), first(workspace, "paragraph")
    data = model.mimeData([model.index_of(finding.id)])
    criterion = first(workspace, "criterion", 1)
    action = Qt.DropAction.MoveAction
    assert model.canDropMimeData(data, action, -1, -1, model.index_of(criterion.id))
    assert not model.canDropMimeData(data, action, -1, -1, model.index_of(paragraph.id))
    assert not model.canDropMimeData(data, action, -1, -1, QModelIndex())
    own = model.mimeData([model.index_of(first(workspace, "section").id)])
    assert not model.canDropMimeData(own, action, -1, -1, model.index_of(first(workspace, "section").id))


def test_a_drop_asks_for_a_move_with_the_place_counted_without_the_node(model, workspace, qtbot):
    one = first(workspace, "recommendation")
    data = model.mimeData([model.index_of(one.id)])
    parent = model.index_of(one.parent)
    with qtbot.waitSignal(model.move_asked) as asked:
        assert model.dropMimeData(data, Qt.DropAction.MoveAction, 2, 0, parent)
    assert asked.args == [one.id, one.parent, 1]
    assert outline(model) == wanted(workspace.tree), "the model waits for the workspace"


@pytest.mark.parametrize("seed", range(4))
def test_a_random_walk_of_edits_keeps_it_in_step(model, workspace, qtmodeltester, seed):
    qtmodeltester.check(model)
    filter = TreeFilter(model, model)
    filter.show_only(set(workspace.tree.nodes))
    walk = random.Random(seed)
    for _ in range(50):
        _random_step(walk, workspace)
        filter.show_only(set(workspace.tree.nodes))
        assert outline(model) == wanted(workspace.tree)
        assert outline_ids(filter) == list_ids(wanted(workspace.tree))
        assert all(list(labels(model)))


def outline_ids(filter, parent=None):
    parent = parent or QModelIndex()
    found = []
    for row in range(filter.rowCount(parent)):
        index = filter.index(row, 0, parent)
        found += [filter.id_of(index), *outline_ids(filter, index)]
    return found


def list_ids(outlined):
    return [id for node, children in outlined for id in (node, *list_ids(children))]


def _random_step(walk, workspace):
    """Do one random edit, undo or redo; what is refused changes nothing."""
    tree = workspace.tree
    nodes = [node for node in tree.walk() if node.parent is not None]
    choice = walk.random()
    try:
        if (choice < 0.2 or not nodes) and workspace.undo_step:
            workspace.undo()
        elif (choice < 0.3 or not nodes) and workspace.redo_step:
            workspace.redo()
        elif choice < 0.5:
            home = walk.choice([node for node in tree.walk() if KINDS[node.kind].children])
            with workspace.edit("Insert") as editor:
                place = walk.randint(0, len(home.children))
                editor.insert(home.id, walk.choice(KINDS[home.kind].children), {}, place)
        elif choice < 0.65:
            with workspace.edit("Remove") as editor:
                editor.remove(walk.choice(nodes[len(nodes) // 2 :]).id)
        else:
            with workspace.edit("Move") as editor:
                node = walk.choice(nodes)
                homes = [home for home in tree.walk() if node.kind in KINDS[home.kind].children]
                editor.move(node.id, walk.choice(homes).id, 0)
    except UserError:
        pass


def test_a_live_number_in_a_heading_is_shown_as_printed(workspace, model):
    section = next(workspace.tree.of_kind("section")).id
    with workspace.edit("Heading") as editor:
        editor.set(section, "heading", "After *[[symbol]]* and [[999]]")
    symbol = workspace.tree.ancestor(section, "paper")["symbol"]
    assert model.index_of(section).data() == f"After {symbol} and ?"


def test_the_rich_workspace_has_every_kind(tmp_path):
    with make_rich(tmp_path / "w.evw") as workspace:
        assert {node.kind for node in workspace.tree.walk()} == set(KINDS)


def test_views_are_told_only_of_rows_they_asked_for(model, workspace):
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first.internalId(), last.internalId())))
    one, two, *_ = [node.id for node in workspace.tree.of_kind("recommendation")]
    assert model.index_of(one).data()
    with workspace.edit("Every headline") as editor:
        for node in list(editor.tree.of_kind("recommendation")):
            editor.set(node.id, "headline", "Mend it.")
    assert told == [(one, one)]
    assert model.index_of(one).data() == "Rec. 1: Mend it."
    assert model.index_of(two).data() == "Rec. 2: Mend it."


def test_a_number_that_moves_is_told_of_and_a_text_that_prints_it_is_read_again(model, workspace):
    one, two = first(workspace, "recommendation"), first(workspace, "recommendation", 1)
    with workspace.edit("See") as editor:
        paragraph = first(workspace, "paragraph").id
        editor.set(paragraph, "text", f"See recommendation [[{two.id}]].")
    assert "recommendation 2" in model.index_of(paragraph).data()
    assert model.index_of(two.id).data().startswith("Rec. 2")
    told = []
    model.dataChanged.connect(lambda first, last: told.append(last.internalId()))
    with workspace.edit("Remove") as editor:
        editor.remove(one.id)
    assert two.id in told
    assert model.index_of(two.id).data().startswith("Rec. 1")
    assert "recommendation 1" in model.index_of(paragraph).data()
