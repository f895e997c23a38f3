"""The real paper as a draft."""

import re

import pytest
from openxml_audit import OpenXmlValidator

from tests.workbench.paper.word import printed_numbers, refreshed, root, texts
from workbench.importing import place_reading, read
from workbench.paper import write_paper
from workbench.paper.checks import problems
from workbench.paper.ooxml import w
from workbench.starting import start_workspace

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def drafted(corpus, tmp_path_factory):
    """The path of the draft of the real paper, and its warnings."""
    folder = tmp_path_factory.mktemp("corpus")
    with start_workspace(folder / "W.evw") as workspace:
        place_reading(workspace, read(corpus / "gb340-pfa-7.txt", workspace.tree))
        return folder / "draft.docx", write_paper(workspace.snapshot(), folder / "draft.docx").warnings


def test_it_is_valid_and_sound(drafted):
    path, warnings = drafted
    assert [error.description for error in OpenXmlValidator().validate(path).errors] == []
    assert (problems(path), warnings) == ([], [])


def test_it_has_the_numbers_of_the_paper(drafted):
    path, _ = drafted
    counts = {"Key_finding": 62, "Criterion": 20, "Part": 3, "Recommendation": 23, "Figure": 3}
    fields = refreshed(path)
    assert [f for f in fields if f[1] != f[2]] == []
    assert {name: sum(f" SEQ {name} \\*" in f[0] for f in fields) for name in counts} == counts
    assert len(printed_numbers(path)) == 139
    assert sum(1 for _ in root(path).iter(w("footnoteReference"))) == 13
    assert "(paragraphs 26–34, 72–78 and 123–129)" in texts(path, "Draft Decision")[0]


def test_every_recommendation_has_its_answer(drafted):
    path, _ = drafted
    headings = [text for text in texts(path, "heading 3") if re.match(r"Recommendation \d+$", text)]
    assert headings == [
        f"Recommendation {n}" for count in (9, 7, 7) for _ in range(2) for n in range(1, count + 1)
    ]
