"""The laws of the journal, each tried on random documents and random walks of edits."""

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbench.strategies import do_random_edit
from workbench.exchange import derived, dump, load
from workbench.numbering import number
from workbench.tree import Tree
from workbench.workspace import Workspace

MEMORY = Path("/dev/shm")  # where a disk's patience is not what is tested

LAWS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


class Walk:
    """A new workspace with a paper in it, and random batches on demand."""

    def __init__(self, data):
        self.data = data
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)
        self.path = Path(self.folder.name, "W.evw")

    def __enter__(self):
        self.workspace = Workspace.create(self.path, name="Walk")
        with self.workspace.edit("Paper") as editor:
            paper = editor.insert(1, "paper", {"symbol": "GB.1/X/1"})
            part = editor.insert(paper, "evaluation", {"title": "T"})
            for role in ("findings", "recommendations", "office_response"):
                editor.insert(part, "section", {"role": role})
            other = editor.insert(1, "paper", {"symbol": "GB.2/X/1"})
            editor.insert(other, "section", {"role": "introduction"})
        return self

    def __exit__(self, *_):
        self.workspace.close()
        self.folder.cleanup()

    def batches(self, most=6):
        """Make random batches and return the state after each, the present one first."""
        states = [self.workspace.tree.copy()]
        for _ in range(self.data.draw(st.integers(1, most), label="batches")):
            with self.workspace.edit("Random") as editor:
                for _ in range(self.data.draw(st.integers(1, 5), label="edits")):
                    do_random_edit(editor, self.data)
            assert self.workspace.numbers == number(self.workspace.tree), "kept numbers went stale"
            if self.workspace.tree != states[-1]:
                states.append(self.workspace.tree.copy())
        return states

    def reopen(self):
        self.workspace.close()
        self.workspace = Workspace.open(self.path)


@given(st.data())
@LAWS
def test_law_2_json_closes(data):
    with Walk(data) as walk:
        walk.batches()
        snapshot = walk.workspace.snapshot()
        text = json.dumps(dump(snapshot))
        with load(json.loads(text), walk.path.with_name("loaded.evw")) as loaded:
            assert loaded.tree == snapshot.tree
            assert loaded.id == snapshot.workspace_id
            assert dump(loaded.snapshot()) == dump(snapshot)


@given(st.data())
@LAWS
def test_law_7_a_walk_undone_equals_its_start_and_redone_its_end(data):
    with Walk(data) as walk:
        states = walk.batches()
        start, end = states[0], states[-1]
        steps = 0
        while walk.workspace.undo_step and walk.workspace.undo_step.label == "Random":
            if data.draw(st.booleans(), label="reopen"):
                walk.reopen()
            walk.workspace.undo()
            steps += 1
        assert walk.workspace.tree == start
        for _ in range(steps):
            walk.workspace.redo()
        assert walk.workspace.tree == end
        assert walk.workspace.redo_step is None


@given(st.data())
@LAWS
def test_law_7_every_state_on_the_way_back_is_the_one_on_the_way_there(data):
    with Walk(data) as walk:
        states = walk.batches()
        # A batch that ends where it began leaves no state of its own.
        seen = [walk.workspace.tree.copy()]
        while walk.workspace.undo_step and walk.workspace.undo_step.label == "Random":
            walk.workspace.undo()
            if walk.workspace.tree != seen[-1]:
                seen.append(walk.workspace.tree.copy())
        assert seen == states[::-1]


@given(st.data())
@LAWS
def test_law_8_replaying_the_journal_from_empty_gives_the_workspace(data):
    with Walk(data) as walk:
        walk.batches()
        if data.draw(st.booleans(), label="undo"):
            walk.workspace.undo()
        replayed = Tree()
        for batch in walk.workspace.history():
            for edit in batch.edits:
                replayed.apply(edit)
        assert replayed == walk.workspace.tree


@given(st.data())
@LAWS
def test_every_past_state_can_be_rebuilt(data):
    with Walk(data) as walk:
        points = {walk.workspace.point: walk.workspace.tree.copy()}
        walk.workspace.listen(lambda notice: points.update({notice.batch.id: walk.workspace.tree.copy()}))
        walk.batches()
        walk.workspace.undo()
        walk.reopen()
        for point, tree in points.items():
            assert walk.workspace.at(point) == tree


@given(st.data())
@LAWS
def test_law_6_what_was_acknowledged_is_in_the_file(data):
    with Walk(data) as walk:
        walk.batches(3)
        before = walk.workspace.tree.copy()
        walk.reopen()
        assert walk.workspace.tree == before


@given(st.data())
@LAWS
def test_law_9_numbers_follow_from_the_tree_alone(data):
    with Walk(data) as walk:
        walk.batches()
        tree, numbers = walk.workspace.tree, walk.workspace.numbers
        for paper in tree.of_kind("paper"):
            under = [node.id for node in tree.walk(paper.id)]
            paragraphs = [numbers.paragraph[id] for id in under if id in numbers.paragraph]
            assert sorted(paragraphs) == list(range(1, len(paragraphs) + 1))
            shown = {number for id in under for number in numbers.footnotes.get(id, [])}
            assert shown == set(range(1, len(shown) + 1))
        for node in tree.walk():
            assert derived(tree, numbers, node)["number"] == numbers.label.get(node.id)
