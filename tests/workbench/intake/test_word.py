"""What a Word file says beside its words: comments, changes, labels in three languages, links and notes."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from main import main
from tests.workbench.intake.test_law_one import NOISE, assert_every_line_is_in_one_class
from tests.workbench.intake.test_word_clothes import CONTENT, WARDROBE
from tests.workbench.intake.word_clothes import dress
from tests.workbench.paper.samples import sample
from workbench.documents import Chart, Paragraph, Span, read_document
from workbench.documents import Document as Read
from workbench.errors import UserError
from workbench.intake import holds_paper, read, read_bytes
from workbench.intake.opening import from_bytes
from workbench.intake.word import source_of
from workbench.intake.wording import label_of, role_of
from workbench.paper import write_paper


def saved(document):
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def small():
    """A paper of a few paragraphs, open for more."""
    document = Document()
    for text, level in (("Part I. Mills 2018–21", 1), ("Conclusions", 2)):
        document.add_heading(text, level)
    document.add_paragraph("1. Mills work where the miller owns a share.")
    document.add_paragraph("2. They stand still in winter.")
    return document


def nodes(reading, kind):
    return [node for node in reading.root.walk() if node.kind == kind]


@pytest.mark.parametrize("name", WARDROBE)
def test_every_paragraph_is_in_one_class(name):
    source = from_bytes(dress(CONTENT, **WARDROBE[name]), "paper.docx")
    assert_every_line_is_in_one_class(read(source), source.lines)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*NOISE, "Part I. A", "Recommendation 1", "Recommandation 2", "Findings"]),
            st.sampled_from(
                ["Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Title", "table"]
            ),
        ),
        max_size=25,
    )
)
def test_any_paragraphs_are_read_or_refused(drawn):
    document = Document()
    for text, style in [("Part I. A", "Heading 1"), *drawn]:
        text = text.replace("\x0c", " ")
        if style == "table":
            document.add_table(rows=2, cols=2).rows[0].cells[1].text = text
        else:
            document.add_paragraph(text, style)
    source = from_bytes(saved(document), "paper.docx")
    try:
        reading = read(source)
    except UserError:
        return
    assert_every_line_is_in_one_class(reading, source.lines)


@cache
def drafted():
    """The sample's draft as it is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.docx"
        write_paper(sample()[0], path)
        return read_document(path)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(0, 250), st.integers(0, 250), st.sampled_from(["drop", "move", "twice"])))
)
def test_a_draft_in_disorder_loses_nothing(steps):
    blocks = list(drafted().blocks)
    for place, other, what in steps:
        moved = blocks[place : place + 1]
        if what != "twice":
            del blocks[place : place + 1]
        if what != "drop":
            blocks[other:other] = moved
    source = source_of(replace(drafted(), blocks=blocks))
    try:
        reading = read(source)
    except UserError:
        return
    assert_every_line_is_in_one_class(reading, source.lines)


def test_a_comment_is_kept_as_a_note_at_its_place():
    document = small()
    document.add_comment(document.paragraphs[3].runs, "Since when?", author="A reader", initials="AR")
    (doubt,) = [doubt for doubt in read_bytes(saved(document)).doubtful if "Since when?" in doubt.message]
    assert (doubt.line, doubt.message) == (4, "A reader commented: Since when?")


def test_tracked_changes_are_accepted_and_listed():
    document = small()
    change = 'w:id="{}" w:author="An editor" w:date="2031-01-01T00:00:00Z"'
    text = '<w:t xml:space="preserve"> For good.</w:t>'
    added = f"<w:ins {nsdecls('w')} {change.format(7)}><w:r>{text}</w:r></w:ins>"
    removed = f"<w:del {nsdecls('w')} {change.format(8)}><w:r><w:delText> Gone.</w:delText></w:r></w:del>"
    document.paragraphs[3]._p.extend([parse_xml(added), parse_xml(removed)])
    reading = read_bytes(saved(document))
    assert nodes(reading, "paragraph")[1].fields["text"] == "They stand still in winter. For good."
    told = [doubt for doubt in reading.doubtful if "tracked change" in doubt.message]
    assert [doubt.line for doubt in told] == [4, 4]
    assert all("An editor" in doubt.message for doubt in told)


def test_emphasis_and_links_come_along():
    document = small()
    paragraph = document.add_paragraph("3. Read ")
    paragraph.add_run("this").bold = True
    paragraph.add_run(" and ")
    paragraph.add_run("that *").italic = True
    text = nodes(read_bytes(saved(document)), "paragraph")[2].fields["text"]
    assert text == "Read **this** and *that \\**"


def made(*blocks, **more):
    """A reading of a document that was not read from a file."""
    headings = [
        ("Part I. Mills", 0),
        ("Summary of findings", 1),
        ("A. Relevance", 2),
        ("Overall assessment", 1),
    ]
    front = [paragraph(text, level=level) for text, level in headings]
    front.insert(3, paragraph("Key finding 1: Mills work."))
    document = Read("paper.docx", "0", [*front, *blocks], **more)
    return read(source_of(document))


def paragraph(text, **more):
    return Paragraph([Span(text)] if isinstance(text, str) else text, **more)


def test_footnotes_are_anchored_exactly():
    text = [Span("1. One"), Span("1", note="n", raised=True), Span(", two", italic=True), Span("2", note="m")]
    notes = {"n": [paragraph("First.")], "m": [paragraph("Second,"), paragraph("in two parts.")]}
    reading = made(paragraph(text), notes=notes)
    (found,) = nodes(reading, "paragraph")
    first, second = nodes(reading, "footnote")
    assert found.fields["text"] == f"One[^{first.id}]*, two*[^{second.id}]"
    assert second.fields["text"] == "Second,\n\nin two parts."


def test_a_footnote_without_a_mark_is_kept_and_listed():
    reading = made(paragraph("1. One."), notes={"n": [paragraph("Lost.")]})
    assert [node.fields["text"] for node in nodes(reading, "footnote")] == ["Lost."]
    assert any("anchored nowhere" in doubt.message for doubt in reading.doubtful)


def test_ratings_are_read_from_the_data_of_a_chart():
    series = {"Score": [4.5, None, 3.0, None], "NR": [None, 0.0, None, None]}
    chart = Chart(categories=["Relevance", "Coherence", "Impact", "Overall"], series=series)
    reading = made(paragraph("1. See figure 1."), paragraph("Figure 1. Ratings"), chart)
    (figure,) = nodes(reading, "figure")
    rated = [(node.fields["criterion"], node.fields["score"]) for node in figure.children]
    assert rated == [("Relevance", 4.5), ("Coherence", "NR"), ("Impact", 3), ("Overall", None)]


def test_a_cross_reference_of_word_becomes_live():
    target = paragraph("1. Mills.", bookmarks=("_Ref1",))
    text = [Span("2. See paragraph "), Span("1", field="REF _Ref1 \\r \\h"), Span(" above.")]
    first, second = nodes(made(target, paragraph(text)), "paragraph")
    assert second.fields["text"] == f"See paragraph [[{first.id}]] above."


def test_a_table_that_is_none_of_ours_is_kept_as_text_and_listed():
    document = small()
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "Wheat"
    reading = read_bytes(saved(document))
    assert any("Wheat" in str(node.fields.get("text")) for node in reading.root.walk())
    assert [doubt.line for doubt in reading.doubtful if "cell by cell" in doubt.message] == [5]


FRENCH = (
    ("Partie I. Les moulins 2018-2021", 1),
    ("Résumé des constatations", 2),
    ("A. Pertinence", 3),
    ("Constatation principale 1 : Les moulins sont utiles.", 0),
    ("1. Ils le sont partout.", 0),
    ("Recommandations", 2),
    ("Recommandation 1", 3),
    ("2. Garder les moulins.", 0),
    ("Réponse du Bureau", 2),
    ("Recommandation 1", 3),
    ("3. Le Bureau est d’accord.", 0),
    ("Projet de décision", 1),
    ("4. Le Conseil d’administration décide.", 0),
)
SPANISH = (
    ("Parte I. Los molinos 2018-2021", 1),
    ("Resumen de las constataciones", 2),
    ("A. Pertinencia", 3),
    ("Constatación clave 1: Los molinos son útiles.", 0),
    ("1. Lo son en todas partes.", 0),
    ("Recomendaciones", 2),
    ("Recomendación 1", 3),
    ("2. Conservar los molinos.", 0),
    ("Respuesta de la Oficina", 2),
    ("Recomendación 1", 3),
    ("3. La Oficina está de acuerdo.", 0),
    ("Proyecto de decisión", 1),
    ("4. El Consejo de Administración decide.", 0),
)


@pytest.mark.parametrize("lines", [FRENCH, SPANISH], ids=["French", "Spanish"])
def test_papers_in_other_languages_are_read_by_their_own_words(lines):
    document = Document()
    for text, level in lines:
        if level:
            document.add_heading(text, level)
        else:
            document.add_paragraph(text)
    reading = read_bytes(saved(document))
    kinds = [node.kind if node.kind != "section" else node.fields["role"] for node in reading.root.walk()]
    assert kinds == [
        "paper",
        "evaluation",
        "findings",
        "criterion",
        "key_finding",
        "paragraph",
        "recommendations",
        "recommendation",
        "response",
        "office_response",
        "decision",
        "paragraph",
    ]
    assert nodes(reading, "key_finding")[0].fields["text"] == lines[3][0].partition(":")[2].strip()


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Objet et portée", "purpose_and_scope"),
        ("Appréciation globale", "overall_assessment"),
        ("Conclusions et enseignements tirés", "conclusions"),
        ("FINALIDAD Y ALCANCE", "purpose_and_scope"),
        ("Conclusiones y lecciones extraídas", "conclusions"),
        ("Evaluación global", "overall_assessment"),
        ("Overall ratings", "overall_assessment"),
        ("Les moulins", ""),
    ],
)
def test_headings_are_known_in_three_languages(heading, role):
    assert role_of(heading) == role


def test_labels_are_known_in_three_languages():
    told = [label_of(text) for text in ("Recommandations 3 et 4", "Parte II. Ríos", "Figure 2. Notes")]
    assert [(label.kind, label.numbers) for label in told if label] == [
        ("recommendation", (3, 4)),
        ("part", (2,)),
        ("figure", (2,)),
    ]
    assert label_of("Recommandation utile") is None


def test_the_command_takes_a_word_file(tmp_path, capsys):
    state, _ = sample()
    write_paper(state, tmp_path / "draft.docx")
    code = main(["intake", str(tmp_path / "draft.docx"), "--into", str(tmp_path / "W.evw")])
    assert "2 evaluations, 6 recommendations" in capsys.readouterr().out
    assert code == 1  # some values are on no list


def test_a_matrix_in_word_is_no_paper(tmp_path):
    document = Document()
    document.add_paragraph("Part I. Actions")
    document.add_table(rows=1, cols=3)
    document.save(tmp_path / "matrix.docx")
    state, _ = sample()
    write_paper(state, tmp_path / "draft.docx")
    (tmp_path / "dressed.docx").write_bytes(dress(CONTENT))
    (tmp_path / "text.docx").write_bytes(b"no Word file")
    held = SimpleNamespace(**{path.stem: holds_paper(path) for path in tmp_path.glob("*.docx")})
    assert (held.draft, held.dressed, held.matrix, held.text) == (True, True, False, False)
