"""Any text at all: the file is valid and sound, its fields are right, and no word is lost."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from tests.workbench.paper.samples import blank, snapshot
from tests.workbench.paper.word import paragraphs, refreshed
from tests.workbench.strategies import SIGNS
from workbench.markup import plain_blocks
from workbench.numbering import printed_order
from workbench.paper import write_paper
from workbench.paper.checks import problems

MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
NASTY = st.sampled_from(
    ["]]>", "&amp;", "<w:p>", '"', "\t", "سلام", "国", "🙂", "\u200f", "\u2028", "\x85", "a\u0301", "{ REF }"]
) | st.text(LETTERS, max_size=8)
POINTERS = st.integers(1, 25).flatmap(
    lambda id: st.sampled_from([f"[[{id}]]", f"[[{id}|paragraph]]", f"[^{id}]", f"[x](https://e.org/{id})"])
)
LINKS = st.tuples(st.sampled_from(["", "https://", "https://e.org/", "mailto:a@"]), NASTY).map(
    lambda pair: f"[link]({''.join(pair)})"
)
TEXT = st.lists(st.sampled_from(SIGNS) | NASTY | POINTERS | POINTERS | LINKS, max_size=6).map("".join)
LINE = TEXT.map(lambda text: text.replace("\n", " "))


@st.composite
def papers(draw):
    """A snapshot of a paper with every kind of node and nasty texts, pointers among them."""
    e = blank()
    paper = e.insert(1, "paper", {"symbol": draw(LINE), "title": draw(LINE), "purpose": draw(TEXT)})
    for _ in range(draw(st.integers(0, 2))):
        part = e.insert(paper, "evaluation", {"title": draw(LINE)})
        for role in ("findings", "recommendations", "office_response"):
            _fill(draw, e, e.insert(part, "section", {"role": role, "heading": draw(LINE)}), role)
    decision = e.insert(paper, "section", {"role": "decision", "heading": "D"})
    e.insert(decision, "paragraph", {"text": draw(TEXT)})
    e.settle()
    return snapshot(e)


def _fill(draw, e, section, role):
    paragraph = e.insert(section, "paragraph", {"numbered": draw(st.booleans()), "text": draw(TEXT)})
    e.insert(paragraph, "footnote", {"text": draw(TEXT)})
    if role == "findings":
        criterion = e.insert(section, "criterion", {"heading": draw(LINE)})
        e.insert(criterion, "key_finding", {"text": draw(TEXT)})
        figure = e.insert(criterion, "figure", {"caption": draw(LINE), "scale": draw(TEXT)})
        e.insert(figure, "rating", {"criterion": draw(LINE), "score": 4.5})
    if role == "recommendations":
        fields = {name: draw(TEXT) for name in ("headline", "rationale")}
        fields |= {name: draw(LINE) for name in ("responsible_units_text", "priority")}
        recommendation = e.insert(section, "recommendation", fields)
        also = draw(st.lists(st.integers(1, 30), max_size=2))
        e.insert(recommendation, "response", {"text": draw(TEXT), "reason": draw(TEXT), "also_answers": also})


def _write(document, folder):
    path = Path(folder) / "draft.docx"
    write_paper(document, path)
    return path


@MANY
@given(papers())
def test_whatever_is_typed_the_file_is_sound_and_its_fields_are_right(document):
    with tempfile.TemporaryDirectory() as folder:
        path = _write(document, folder)
        assert problems(path) == []
        assert [f for f in refreshed(path) if f[1] != f[2]] == []


@settings(MANY, max_examples=15)
@given(papers())
def test_whatever_is_typed_the_file_is_valid(document):
    with tempfile.TemporaryDirectory() as folder:
        path = _write(document, folder)
        assert [error.description for error in OpenXmlValidator().validate(path).errors] == []


@MANY
@given(papers())
def test_no_word_is_lost(document):
    with tempfile.TemporaryDirectory() as folder:
        path = _write(document, folder)
        printed = _squeeze("".join(text for _, text in paragraphs(path, marks=False)))
        for block in _blocks(document):
            assert _squeeze(block) in printed


def _squeeze(text):
    return "".join(text.split())


def _blocks(document):
    """Yield every block of printed text in plain words."""
    (paper,) = document.tree.children(1)
    for printed in printed_order(document.tree, paper.id):
        node = printed.node
        for field in node.declaration.fields.values():
            if field.is_markup and (node.kind, field.name) != ("response", "reason"):
                yield from plain_blocks(
                    node[field.name], lambda ref, within=node.id: document.numbers.printed(ref, within)
                )
