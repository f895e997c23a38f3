"""Drafts of every kind before the validator of the Open XML SDK."""

import zipfile

import docx
import pytest

from tests.workbench.paper.samples import RATINGS, blank, sample, snapshot
from tests.workbench.paper.validator import sdk_errors
from tests.workbench.paper.word import parts
from workbench.paper import write_paper

pytestmark = pytest.mark.needs("ooxml-validator")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_draft_in_each_language(draft, language):
    assert sdk_errors(draft(sample(language=language)[0])[0]) == []


def test_a_draft_with_nothing_in_it(draft):
    e = blank()
    e.insert(1, "paper")
    assert sdk_errors(draft(snapshot(e))[0]) == []


def test_a_draft_with_texts_of_many_scripts_and_odd_scores(draft):
    e = blank()
    part = e.insert(e.insert(1, "paper"), "evaluation", {"title": "سلام and 国际劳工组织"})
    section = e.insert(part, "section", {"role": "overall_assessment", "heading": "H *x*"})
    e.insert(section, "paragraph", {"text": "*国* سلام **[x](https://example.org)**\n\n- a\n\n(b) c"})
    figure = e.insert(section, "figure", {"caption": "C"})
    for criterion, score in (*RATINGS, ("سلام", -3), ("国", 1e9), ("=1", 0.1 + 0.2), ("", None)):
        e.insert(figure, "rating", {"criterion": criterion, "score": score})
    e.insert(section, "figure", {"caption": "Nothing rated", "scale": "6 = best"})
    assert sdk_errors(draft(snapshot(e))[0]) == []


def test_a_draft_in_a_template_of_another_program(draft, tmp_path):
    docx.Document().save(tmp_path / "bare.docx")
    assert sdk_errors(draft(sample()[0], template=tmp_path / "bare.docx")[0]) == []


@pytest.mark.corpus
def test_the_draft_of_the_real_paper(corpus, tmp_path):
    from workbench.importing import place_reading, read
    from workbench.starting import start_workspace

    with start_workspace(tmp_path / "W.evw") as workspace:
        place_reading(workspace, read(corpus / "gb340-pfa-7.txt", workspace.tree))
        write_paper(workspace.snapshot(), tmp_path / "draft.docx")
    assert sdk_errors(tmp_path / "draft.docx") == []


def test_a_broken_draft_is_not_passed(written, tmp_path):
    with zipfile.ZipFile(tmp_path / "broken.docx", "w") as package:
        for name, content in parts(written.path).items():
            package.writestr(name, content.replace(b"<w:cantSplit/>", b"<w:cannotSplit/>"))
    assert sdk_errors(tmp_path / "broken.docx")
