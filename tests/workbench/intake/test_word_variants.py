"""Papers as other secretariats set them in Word: what differs from our drafts reads as it is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.documents.building import abstract, docx, level, listed, num, p, r, style, tbl
from tests.workbench.intake.test_law_one import assert_every_line_is_in_one_class
from workbench.intake import read
from workbench.intake.form import Mark
from workbench.intake.joining import Joined
from workbench.intake.opening import from_bytes
from workbench.intake.rows import Row

BOLD = "<w:b/>"
HEAD = ("Responsible unit", "Priority", "Time implication", "Resource implication")
VALUES = ("WATER, PUMPS", "High", "Short-term", "Low")
AGREED = "The Office agrees with this recommendation."
PARTLY = "The Office partially agrees with this recommendation."
STYLES = style("Normal", default=True) + "".join(
    style(f"H{depth}", f'<w:pPr><w:outlineLvl w:val="{depth}"/></w:pPr>') for depth in range(3)
)
NUMBERING = "".join(
    abstract(place, level(0, text=text)) + num(place, place)
    for place, text in enumerate(("%1.", "Recommendation %1", "Recommandation %1"), 1)
)


def paper(inner, *, before="", heads=("Part I. Wells 2019–23", "Recommendations"), **parts):
    """The reading of a paper with one evaluation, whose recommendations are ``inner``."""
    body = before + p(heads[0], style="H0") + p(heads[1], style="H1") + inner
    source = from_bytes(docx(body, styles=STYLES, numbering=NUMBERING, **parts), "paper.docx")
    reading = read(source)
    assert_every_line_is_in_one_class(reading, source.lines)
    return reading


def nodes(reading, kind):
    return [node for node in reading.root.walk() if node.kind == kind]


def details(node):
    names = ("responsible_units", "priority", "time_implication", "resource_implication")
    return tuple(
        ", ".join(value) if isinstance(value := node.fields[name], tuple) else value for name in names
    )


def recommended(table, label="Recommendation 1"):
    """A recommendation with a table."""
    return p(r(label, BOLD)) + p("1. Buy pumps earlier.") + p("They came late.") + table


def test_a_label_that_is_only_an_automatic_number_begins_a_recommendation():
    reading = paper(p("", listed(2)) + p("Buy pumps.", listed(1)) + tbl(HEAD, VALUES) + p("", listed(2)))
    first, second = nodes(reading, "recommendation")
    assert first.fields["headline"] == "Buy pumps."
    assert details(first) == VALUES
    assert not second.fields.get("headline")


def test_a_label_cut_short_is_one():
    answers = p("Office response", style="H1") + p("Rec. 1") + p("2. " + AGREED)
    (found,) = nodes(paper(recommended(tbl(HEAD, VALUES), "Rec. 1") + answers), "recommendation")
    assert found.fields["headline"] == "Buy pumps earlier."
    assert [child.fields["acceptance"] for child in found.children] == ["accepted"]


@pytest.mark.parametrize("name", ["No.", "#"])
def test_a_column_of_numbers_is_no_unit(name):
    (found,) = nodes(paper(recommended(tbl((name, *HEAD), ("1", *VALUES)))), "recommendation")
    assert details(found) == VALUES


def test_a_column_that_no_field_holds_stays_unplaced():
    reading = paper(recommended(tbl((*HEAD, "Remarks"), (*VALUES, "Pumps are heavy."))))
    assert details(nodes(reading, "recommendation")[0]) == VALUES
    assert [line.text for line in reading.unplaced] == ["Pumps are heavy."]


def test_a_row_that_no_field_holds_stays_unplaced():
    rows = [*zip(HEAD, VALUES, strict=True), ("Remarks", "Pumps are heavy.")]
    reading = paper(recommended(tbl(*rows)))
    assert details(nodes(reading, "recommendation")[0]) == VALUES
    assert [line.text for line in reading.unplaced] == ["Pumps are heavy."]


def test_an_answer_beside_its_recommendation_is_its_response():
    reading = paper(recommended(tbl((*HEAD, "Office response"), (*VALUES, p(AGREED) + p("In January.")))))
    (found,) = nodes(reading, "recommendation")
    (response,) = found.children
    assert details(found) == VALUES
    assert response.fields["text"] == f"{AGREED}\n\nIn January."
    assert response.fields["acceptance"] == "accepted"


def test_a_table_can_hold_all_recommendations():
    head = ("No.", "Recommendation", *HEAD, "Office response")
    first = ("1", p(r("Buy pumps.", BOLD)) + p("They came late."), *VALUES, AGREED)
    second = ("2", "Teach villages.", "WATER", "Low", "Long-term", "High", PARTLY)
    reading = paper(tbl(head, first, second))
    found = nodes(reading, "recommendation")
    assert [node.fields["headline"] for node in found] == ["Buy pumps.", "Teach villages."]
    assert found[0].fields["rationale"] == "They came late."
    assert [details(node) for node in found] == [VALUES, ("WATER", "Low", "Long-term", "High")]
    answers = [response.fields["acceptance"] for response in nodes(reading, "response")]
    assert answers == ["accepted", "partially_accepted"]


def test_a_table_of_answers_names_what_it_answers():
    answers = tbl(("Recommendation", "Office response"), ("Recommendation 1: Buy pumps earlier.", AGREED))
    reading = paper(recommended(tbl(HEAD, VALUES)) + p("Office response", style="H1") + answers)
    (found,) = nodes(reading, "recommendation")
    assert [child.fields["text"] for child in found.children] == [AGREED]


@pytest.mark.parametrize("sign", ["(continued)", "Table 2 (cont.)", "(suite)"])
def test_a_table_goes_on_below_the_word_that_says_so(sign):
    table = tbl(HEAD, ("WATER,", *VALUES[1:])) + p(sign) + tbl(HEAD, ("PUMPS", "", "", ""))
    reading = paper(recommended(table))
    assert details(nodes(reading, "recommendation")[0]) == VALUES
    assert sign in [line.text for line in reading.furniture]


def test_a_line_that_is_bold_as_a_whole_has_only_its_look():
    lines = p(r("1.") + r("\u00a0Buy pumps earlier.", BOLD)) + p(r("(a) ") + r("two a year;", BOLD))
    (found,) = nodes(paper(p("Recommendation 1") + lines), "recommendation")
    assert found.fields["headline"] == "Buy pumps earlier."
    assert found.fields["rationale"] == "(a) two a year;"


def test_bold_up_to_the_last_word_is_emphasis():
    text = p(r("1. A well in each of the 12 villages is what they", BOLD) + r(" want."))
    found, _ = nodes(paper(text + p("2. More."), heads=("Part I. Wells", "Conclusions")), "paragraph")
    assert found.fields["text"] == "**A well in each of the 12 villages is what they** want."


def test_soft_hyphens_and_ligatures_are_no_letters():
    text = p(r("1. The evalu") + r("<w:softHyphen/>") + r("ation of e\ufb03cient wells."))
    found, _ = nodes(paper(text + p("2. More."), heads=("Part I. Wells", "Conclusions")), "paragraph")
    assert found.fields["text"] == "The evaluation of efficient wells."


def test_a_further_column_of_a_table_of_ratings_is_no_score():
    table = tbl(("Criterion", "Score", "In words"), ("Relevance", "4.5", "Good"), ("Efficiency", "3", "Fair"))
    heads = ("Part I. Wells", "Overall assessment")
    reading = paper(p("1. See it.") + p("2. Both.") + p("Figure 1. Ratings") + table, heads=heads)
    (figure,) = nodes(reading, "figure")
    assert [child.fields["score"] for child in figure.children] == [4.5, 3]
    assert [line.text for line in reading.unplaced] == ["Good", "Fair"]


ENTRIES = ("Introduction\t1", "Part I. Wells 2019–23\t2", "Recommendations\t2", "Draft decision\t9")


def contents(kind):
    """A table of contents whose style tells nothing."""
    if kind == "pages":
        return "".join(map(p, ENTRIES))
    linked = (r(entry.partition("\t")[0]) for entry in ENTRIES)
    return "".join(f'<w:p><w:hyperlink w:anchor="_Toc1">{run}</w:hyperlink></w:p>' for run in linked)


@pytest.mark.parametrize("kind", ["pages", "links"])
@pytest.mark.parametrize("title", ["Contents", "Table des matières", "Índice"])
def test_contents_are_furniture_whatever_their_style(kind, title):
    reading = paper(recommended(tbl(HEAD, VALUES)), before=p("Wells and pumps") + p(title) + contents(kind))
    assert [line.line for line in reading.furniture][:5] == [2, 3, 4, 5, 6]
    assert len(nodes(reading, "evaluation")) == 1
    assert reading.root.fields["title"] == "Wells and pumps"


FRENCH = (
    ("Conseil d’administration", "GB.352/PFA/8", "352e session, Genève, octobre-novembre 2024", "PFA")
    + ("Section du programme, du budget et de l’administration", "Segment relatif aux audits")
    + ("Date : 3 octobre 2024\tOriginal : anglais", "Huitième question à l’ordre du jour")
    + ("Discussions sur les puits", "Objet du document", "Le présent document résume une évaluation.")
    + ("Objectif stratégique pertinent: Tous.", "Suivi nécessaire: Oui.", "Unité auteur: EVAL.")
)
SPANISH = (
    ("Consejo de Administración", "GB.352/PFA/8", "352.ª reunión, Ginebra, octubre-noviembre de 2024", "PFA")
    + ("Sección de Programa, Presupuesto y Administración", "Segmento de Auditoría")
    + ("Fecha: 3 de octubre de 2024", "Original: inglés", "Octavo punto del orden del día")
    + ("Discusiones sobre los pozos", "Finalidad del documento", "El documento resume una evaluación.")
    + ("Objetivo estratégico pertinente: Todos.", "Seguimiento requerido: Sí.", "Unidad autora: EVAL.")
)


@pytest.mark.parametrize(("language", "lines"), [("fr", FRENCH), ("es", SPANISH)])
def test_a_front_page_in_another_language_is_read(language, lines):
    heads = {
        "fr": ("Partie I. Les puits 2019-2023", "Recommandations"),
        "es": ("Parte I. A", "Recomendaciones"),
    }
    label = {"fr": "Recommandation 1", "es": "Recomendación 1"}[language]
    inner = p(label) + p("1. Les puits.")
    fields = paper(inner, before="".join(map(p, lines)), heads=heads[language]).root.fields
    assert fields["language"] == language
    assert (fields["symbol"], fields["date"]) == ("GB.352/PFA/8", "2024-10-03")
    assert (fields["session"], fields["place"], fields["session_dates"]) == tuple(lines[2].split(", "))
    assert (fields["section"], fields["section_code"], fields["segment"]) == (lines[4], "PFA", lines[5])
    assert (fields["original_language"], fields["agenda_item"]) == ("en", "8")
    assert fields["title"] == lines[-6]
    assert fields["purpose"] == lines[-4]
    assert fields["strategic_objective"] == lines[-3].partition(": ")[2]
    assert fields["follow_up_action"] == lines[-2].partition(": ")[2]
    assert fields["author_unit"] == "EVAL."


@pytest.mark.parametrize(
    ("answer", "acceptance"),
    [
        ("Le Bureau souscrit à cette recommandation.", "accepted"),
        ("Le Bureau souscrit en partie à cette recommandation.", "partially_accepted"),
        ("Le Bureau ne souscrit pas à cette recommandation.", "not_accepted"),
        ("Le Bureau prépare un plan.", None),
    ],
)
def test_an_answer_in_french_tells_its_stance(answer, acceptance):
    table = tbl(("Unité responsable", "Priorité", "Délai"), ("PUITS", "Élevée", "Court terme"))
    inner = p("", listed(3)) + p("1. Les puits.") + table + p("Réponse du Bureau", style="H1")
    reading = paper(
        inner + p("Recommandation 1") + p(f"2. {answer}"), heads=("Partie I. Les puits", "Recommandations")
    )
    (found,) = nodes(reading, "recommendation")
    assert (found.fields["priority"], found.fields["time_implication"]) == ("High", "Short-term")
    assert [child.fields["acceptance"] for child in found.children] == [acceptance]


@given(st.text("a ", min_size=1).filter(str.strip), st.data())
def test_marks_stay_on_their_letters_where_spaces_become_single(text, data):
    place = data.draw(st.integers(0, len(text) - 1).filter(lambda at: text[at] == "a"))
    row = Row(1, text.strip(), 0, 0)
    place -= len(text) - len(text.lstrip())
    row.marks = (Mark(place, place + 1, bold=True),)
    joined = Joined(" ".join(row.text.split()), [row])
    (mark,) = joined.marks()
    assert mark.end == mark.start + 1
    assert row.text[:place].count("a") == joined.text[: mark.start].count("a")
    assert joined.text[mark.start] == "a"


def test_what_has_a_number_of_two_levels_is_part_of_its_recommendation():
    parts = p(r("Recommendation 1.1. Two in spring.", BOLD)) + p("Recommendation 1.2: Two in autumn.")
    (found,) = nodes(paper(p("Recommendation 1") + p("1. Buy pumps.") + parts), "recommendation")
    whole = f"[[{found.id}]]"
    sought = [f"Recommendation {whole}.1. Two in spring.", f"Recommendation {whole}.2: Two in autumn."]
    assert found.fields["rationale"].split("\n\n") == sought
