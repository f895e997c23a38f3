"""However a draft is mangled, it is refused in a sentence or what it says can be merged."""

import copy
import random

import pytest

from tests.workbench.merging.building import planned
from tests.workbench.returning.desk import Desk
from tests.workbench.returning.secretariat import DOCUMENT, NOTES, Secretariat
from workbench.merging.applying import rehearse
from workbench.merging.items import Decision
from workbench.merging.reading import read_returns
from workbench.paper.ooxml import w

TEXTS = ["", "x", "26. ", "Recommendation 2", "Key finding 3: y", "• ", "(a) z", "\u202e"]
VALUES = ["Heading1", "Heading2", "Heading3", "KeyFinding", "Normal", "1", "-5"]
LIKELY = [w(name) for name in ("p", "r", "tbl", "tr", "tc", "bookmarkStart")]


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """A workspace and the content of its draft."""
    desk = Desk(tmp_path_factory.mktemp("attacked"))
    yield desk, desk.send().path.read_bytes()
    desk.workspace.close()


@pytest.mark.parametrize("seed", range(40))
def test_a_mangled_draft_is_refused_or_can_be_merged(sent, seed):
    desk, content = sent
    dice = random.Random(seed)
    path = desk.folder / "mangled.docx"
    path.write_bytes(content)
    mangled = Secretariat(path)
    for _ in range(dice.randint(1, 6)):
        mangle(mangled, dice)
    incoming = read_returns(desk.workspace, [mangled.save()])
    assert len(incoming.returns) + len(incoming.refused) == 1
    plan = planned(desk.workspace, *incoming.returns)
    for item in plan.undecided():
        is_clear = all(answer.raw is None for answer in item.answers)
        item.decision = Decision("theirs" if is_clear else "ours")
    assert len(rehearse(desk.workspace, plan)) == len(incoming.returns)


def mangle(draft, dice):
    """Delete, double, move or change an element."""
    elements = [
        e for e in draft.root(dice.choice([DOCUMENT] * 5 + [NOTES])).iter() if e.getparent() is not None
    ]
    likely = [e for e in elements if e.tag in LIKELY]
    element = dice.choice(likely if dice.random() < 0.5 else elements)
    match dice.choice(["delete", "double", "move", "text", "value"]):
        case "delete":
            draft.delete(element)
        case "double":
            element.addnext(copy.deepcopy(element))
        case "move":
            within = set(element.iter())
            target = dice.choice([e for e in elements if e not in within])
            draft.delete(element)
            target.addnext(element)
        case "text":
            element.text = dice.choice(TEXTS)
        case "value" if w("val") in element.attrib:
            element.set(w("val"), dice.choice(VALUES))
