"""Numbers follow what is put into an exported file and taken out of it: LibreOffice counts, we compare."""

import copy
import re
import subprocess
import zipfile

import pytest
from lxml import etree

from tests.workbench.paper.samples import sample, snapshot
from tests.workbench.paper.test_soffice import shown_text
from tests.workbench.paper.word import parts
from workbench.editor import Editor
from workbench.paper import write_paper
from workbench.paper.ooxml import w

pytestmark = [pytest.mark.needs("soffice"), pytest.mark.needs("pdftotext")]

NODE = re.compile(r"_evw_(\d+)[a-z]?")
RECOMMENDATION = {"headline": "Sell them.", "rationale": "Or *some*.\n\n- soon", "priority": "Low"}


def add_paragraph(e, ids):
    section = e.tree[ids.introduction].parent
    return [e.insert(section, "paragraph", {"text": "A new one.\n\nIt goes on."}, index=0)]


def add_finding(e, ids):
    criterion = e.tree[ids.finding].parent
    return [e.insert(criterion, "key_finding", {"text": "A new one."}, index=0)]


def add_criterion(e, ids):
    findings = e.tree[e.tree[ids.finding].parent].parent
    return [e.insert(findings, "criterion", {"heading": "Novelty"}, index=1)]


def add_recommendation(e, ids):
    return [e.insert(section, "recommendation", RECOMMENDATION, index=1) for section in ids.advice]


def add_figure(e, ids):
    section = e.tree[ids.figure].parent
    return [e.insert(section, "figure", {"caption": "Before", "scale": "None."}, index=0)]


def add_everything(e, ids):
    adding = (add_paragraph, add_finding, add_criterion, add_recommendation, add_figure)
    return [node for add in adding for node in add(e, ids)]


CASES = [add_paragraph, add_finding, add_criterion, add_recommendation, add_figure, add_everything]


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """What LibreOffice shows of each case: written by us, and made from the other draft by hand."""
    folder = tmp_path_factory.mktemp("following")
    small, ids = sample()
    write_paper(small, folder / "small.docx")
    for add in CASES:
        editor = Editor(small.tree.copy(), 1000)
        new = frozenset(add(editor, ids))
        large = folder / f"{add.__name__}.docx"
        write_paper(snapshot(editor), large)
        save(
            folder / "small.docx",
            folder / f"{add.__name__} in.docx",
            put_in(folder / "small.docx", large, new),
        )
        save(large, folder / f"{add.__name__} out.docx", take_out(large, new))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run([*run, *sorted(folder.glob("*.docx"))], check=True, capture_output=True)
    return {pdf.stem: shown_text(pdf) for pdf in folder.glob("*.pdf")}


def body_of(path):
    return etree.fromstring(parts(path)["word/document.xml"])[0]


def is_new(block, new):
    names = (mark.get(w("name")) for mark in block.iter(w("bookmarkStart")))
    return any(int(found[1]) in new for name in names if (found := NODE.fullmatch(name)))


def new_places(body, new):
    """Return where the blocks of new nodes stand: those with a bookmark, and those that continue them."""
    places, continues = [], False
    for place, block in enumerate(body):
        marked = any(NODE.fullmatch(m.get(w("name"))) for m in block.iter(w("bookmarkStart")))
        if marked or block.tag != w("p"):
            continues = is_new(block, new)
        elif block.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")).startswith("Heading"):
            continues = False
        if continues:
            places.append(place)
    return places


def put_in(small, large, new):
    """Return the body of ``small`` with the blocks of new nodes pasted in, without bookmarks and stale."""
    body, source = body_of(small), body_of(large)
    for place in new_places(source, new):
        block = copy.deepcopy(source[place])
        for mark in [*block.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
            mark.getparent().remove(mark)
        for separator in block.iterfind(f".//{w('fldChar')}[@{w('fldCharType')}='separate']"):
            separator.getparent().getnext().find(w("t")).text = "77"
        body.insert(place, block)
    return body


def take_out(large, new):
    """Return the body of ``large`` without the blocks of new nodes."""
    body = body_of(large)
    for place in reversed(new_places(body, new)):
        del body[place]
    return body


def save(source, target, body):
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts(source).items():
            changed = etree.tostring(body.getroottree()) if name == "word/document.xml" else content
            package.writestr(name, changed)


@pytest.mark.parametrize("add", CASES)
def test_what_is_put_in_is_counted_as_we_count_it(shown, add):
    assert shown[f"{add.__name__} in"] == shown[add.__name__]
    assert shown[add.__name__] != shown["small"]


@pytest.mark.parametrize("add", CASES)
def test_what_is_taken_out_is_no_longer_counted(shown, add):
    assert shown[f"{add.__name__} out"] == shown["small"]


def test_the_numbers_shown_are_those_that_we_compute(shown):
    everything = shown["add_everything"]
    assert "(paragraphs 6–9 and 16–19)" in everything
    assert "1. A new one." in everything
    assert "Figure 3 shows them." in everything
