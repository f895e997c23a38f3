"""A draft of 5,000 paragraphs and 500 tables beside docxtpl's loops and pandoc on the same content."""

import subprocess

import docx
import pytest
from docxtpl import DocxTemplate
from lxml import etree

from tests.workbench.paper.samples import blank, snapshot
from workbench.paper import write_paper
from workbench.paper.ooxml import text_of, w

SENTENCE = "Widgets of the sort made in workshop {n} last longer than those that are bought elsewhere. "
ROW = {
    "responsible_units_text": "MAKERS, Deputy Director-General for Widgets (DDG/W)",
    "priority": "High",
    "time_implication": "Short-term",
    "resource_implication": "Low",
}
RIVALS = [
    pytest.param("docxtpl", marks=pytest.mark.benchmark(group="5,000 paragraphs and docxtpl's loops")),
    pytest.param(
        "pandoc",
        marks=[pytest.mark.benchmark(group="5,000 paragraphs and pandoc"), pytest.mark.needs("pandoc")],
    ),
]


@pytest.fixture(scope="module")
def long_paper():
    """A paper of ten parts, each of 350 paragraphs and 50 recommendations."""
    e = blank()
    paper = e.insert(1, "paper", {"title": "Widgets"})
    for part in range(10):
        evaluation = e.insert(paper, "evaluation", {"title": f"Workshop {part}"})
        findings = e.insert(evaluation, "section", {"role": "findings", "heading": "Findings"})
        for n in range(350):
            e.insert(findings, "paragraph", {"text": SENTENCE.format(n=n) * 3})
        advice = e.insert(evaluation, "section", {"role": "recommendations", "heading": "Recommendations"})
        for n in range(50):
            texts = {"headline": SENTENCE.format(n=n), "rationale": SENTENCE.format(n=n) * 2}
            e.insert(advice, "recommendation", texts | ROW)
    return snapshot(e)


@pytest.fixture(scope="module")
def draft(long_paper, tmp_path_factory):
    """Our draft of it."""
    path = tmp_path_factory.mktemp("long") / "draft.docx"
    write_paper(long_paper, path)
    assert len(texts(path)) >= 5000
    return path


def texts(path):
    """Return the texts of the paragraphs outside tables; there are 500 of those."""
    blocks = blocks_of(path)
    assert sum(isinstance(block, list) for block in blocks) == 500
    return [block for block in blocks if block and isinstance(block, str)]


def blocks_of(path):
    """Return what a Word file shows block by block: a text, or a table as rows of texts."""
    body = docx.Document(str(path)).element.body
    return [
        [[text_of(cell) for cell in row.iter(w("tc"))] for row in block.iter(w("tr"))]
        if block.tag == w("tbl")
        else text_of(block)
        for block in body
        if block.tag in (w("p"), w("tbl"))
    ]


@pytest.mark.parametrize("rival", RIVALS)
def test_ours(benchmark, rival, long_paper, tmp_path):
    path = tmp_path / "draft.docx"
    benchmark.pedantic(lambda: write_paper(long_paper, path, replace=True), rounds=5, warmup_rounds=1)


@pytest.mark.parametrize("rival", RIVALS)
def test_plain(benchmark, rival, draft, tmp_path):
    write = {"docxtpl": with_docxtpl, "pandoc": with_pandoc}[rival](draft, tmp_path)
    benchmark.pedantic(write, rounds=5 if rival == "docxtpl" else 2)
    assert texts(tmp_path / "rival.docx") == texts(draft)


def with_docxtpl(draft, folder):
    """Return what fills a template that loops over the blocks of our draft, its contents page aside.

    Of each form that a block takes, the template has one branch, with its texts and bookmarks as slots:
    what comes out is the same document.
    """
    template = docx.Document(draft)
    body, forms, blocks = template.element.body, {}, []
    for block in list(body)[:-1]:
        if block.tag != w("sdt"):
            form, slots = form_of(block)
            blocks.append({"form": forms.setdefault(form, len(forms)), "slots": slots})
        body.remove(block)
    template.add_paragraph("{%p for block in blocks %}")
    for form, number in forms.items():
        template.add_paragraph(f"{{%p {'elif' if number else 'if'} block.form == {number} %}}")
        body.insert(len(body) - 1, etree.fromstring(form))
    template.add_paragraph("{%p endif %}")
    template.add_paragraph("{%p endfor %}")
    template.save(folder / "template.docx")

    def write():
        filled = DocxTemplate(folder / "template.docx")
        filled.render({"blocks": blocks}, autoescape=True)
        filled.save(folder / "rival.docx")

    return write


def form_of(block):
    """Return a block with slots in place of its texts and bookmarks, and what belongs into them."""
    slots = []
    for element in block.iter(w("t"), w("bookmarkStart"), w("bookmarkEnd")):
        if element.tag == w("t"):
            slots.append(element.text)
            element.text = f"{{{{ block.slots[{len(slots) - 1}] }}}}"
        for name in element.attrib if element.tag != w("t") else ():
            slots.append(element.get(name))
            element.set(name, f"{{{{ block.slots[{len(slots) - 1}] }}}}")
    return etree.tostring(block), slots


def with_pandoc(draft, folder):
    """Return what turns the texts and tables of our draft as Markdown into a Word file."""
    lines = []
    for block in blocks_of(draft):
        if isinstance(block, str):
            lines.append(block)
        else:
            header, *rows = (f"| {' | '.join(row)} |" for row in block)
            lines.append("\n".join([header, "|---|---|---|---|", *rows]))
    (folder / "content.md").write_text("\n\n".join(lines), "utf-8")
    command = ["pandoc", "-f", "markdown-smart", folder / "content.md", "-o", folder / "rival.docx"]
    return lambda: subprocess.run(command, check=True)
