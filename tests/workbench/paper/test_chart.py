"""The rating figure: a native chart whose data gives every rating back."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.workbench.paper.samples import RATINGS, blank, snapshot
from tests.workbench.paper.word import parts, root
from workbench.paper.chart import chart_xml, describe, workbook
from workbench.paper.drawing import Rating, add_chart
from workbench.paper.ooxml import new, w
from workbench.paper.package import Package
from workbench.paper.words import words

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICKED = [Rating(*pair) for pair in RATINGS]


def ratings_in(chart):
    """Return the ratings that the stored data of a chart tells."""
    series = {
        entry.findtext(f"{C}tx//{C}v"): (points(entry, "cat"), points(entry, "val"))
        for entry in etree.fromstring(chart).iter(f"{C}ser")
    }
    (names, scores), not_rated = next(iter(series.values())), series.get("NR", ((), ()))[1]
    return [
        (name or "", "NR" if not_rated and not_rated[place] is not None else score and float(score))
        for place, (name, score) in enumerate(zip(names, scores, strict=True))
    ]


def points(series, which):
    cache = next(series.find(f"{C}{which}").iter(f"{C}strCache", f"{C}numCache"))
    found = {int(point.get("idx")): point.findtext(f"{C}v") for point in cache.iter(f"{C}pt")}
    return [found.get(place) for place in range(int(cache.find(f"{C}ptCount").get("val")))]


def cells(data):
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def drawn(e, ratings, **figure):
    part = e.insert(e.insert(1, "paper"), "evaluation", {"title": "T"})
    section = e.insert(part, "section", {"role": "overall_assessment", "heading": "H"})
    figure = e.insert(section, "figure", {"caption": "Ratings", **figure})
    return [e.insert(figure, "rating", {"criterion": name, "score": score}) for name, score in ratings]


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=20)
SCORES = st.none() | st.just("NR") | st.integers(-2, 12) | st.floats(-9, 99, allow_nan=False)


@given(st.lists(st.builds(Rating, NAMES, SCORES), min_size=1, max_size=8))
def test_the_data_of_a_chart_gives_every_rating_back(ratings):
    assert ratings_in(chart_xml(ratings, words("en"))) == [(r.criterion, r.score) for r in ratings]


def test_the_workbook_behind_it_holds_the_same_and_names_nobody(written):
    files = parts(written.path)
    data = files["word/embeddings/Microsoft_Excel_Sheet1.xlsx"]
    assert cells(data) == [
        ["Criterion", "Score", "NR"],
        ["Relevance", 5, None],
        ["Coherence", 3.5, None],
        ["Efficiency", None, 0],
        ["Impact", None, None],
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        core = package.read("docProps/core.xml")
    assert b"creator" not in core
    assert b"lastModifiedBy" not in core
    assert b"Sheet1!$A$2:$A$5" in files["word/charts/chart1.xml"]


def test_a_criterion_that_looks_like_a_formula_is_a_text():
    data = workbook([Rating("=1+1", 4)], words("en"))
    assert cells(data)[1] == ["=1+1", 4]
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet["A2"].data_type == "s"


def test_a_chart_points_to_its_data_and_a_drawing_to_its_chart(written):
    files = parts(written.path)
    relations = {
        relation.get("Id"): relation.get("Target")
        for relation in etree.fromstring(files["word/_rels/document.xml.rels"])
    }
    charts = [relations[c.get(f"{{{OFFICE}}}id")] for c in root(written.path).iter(f"{C}chart")]
    assert charts == ["charts/chart1.xml", "charts/chart2.xml"]
    assert b'Target="../embeddings/Microsoft_Excel_Sheet2.xlsx"' in files["word/charts/_rels/chart2.xml.rels"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Bar chart of the ratings by criterion: Relevance 5; Coherence 3.5; Efficiency NR;"
            " Impact not stated.",
        ),
        (
            "fr",
            "Diagramme à barres des notes par critère\u00a0: Relevance 5; Coherence 3,5; Efficiency NR;"
            " Impact non indiquée.",
        ),
        (
            "es",
            "Gráfico de barras de las puntuaciones por criterio: Relevance 5; Coherence 3,5; Efficiency NR;"
            " Impact no indicada.",
        ),
    ],
)
def test_a_screen_reader_says_every_rating_in_the_language_of_the_paper(language, said):
    assert describe(PICKED, words(language)) == said


def test_the_alternative_text_stands_with_the_drawing(written):
    told = [(p.get("id"), p.get("descr")) for p in root(written.path).iter(f"{WP}docPr")]
    assert [id for id, _ in told] == ["1001", "1002"]
    assert {text for _, text in told} == {describe(PICKED, words("en"))}


def test_every_rating_has_its_bookmark_round_the_drawing(draft):
    e = blank()
    ratings = drawn(e, RATINGS)
    path, _ = draft(snapshot(e))
    paragraph = next(root(path).iter(w("drawing"))).getparent().getparent()
    assert [m.get(w("name")) for m in paragraph.iter(w("bookmarkStart"))] == [f"_evw_{id}" for id in ratings]


def test_a_figure_without_a_scale_of_its_own_says_what_the_ends_of_ours_mean(draft):
    e = blank()
    drawn(e, RATINGS)
    path, _ = draft(snapshot(e), language="fr")
    chart = etree.fromstring(parts(path)["word/charts/chart1.xml"])
    titles = ["".join(title.itertext()) for title in chart.iter(f"{C}title")]
    assert titles == ["1 = Très insatisfaisant … 6 = Très satisfaisant"]


def test_a_figure_with_a_scale_keeps_its_chart_above_it_and_has_no_other(written):
    chart = etree.fromstring(parts(written.path)["word/charts/chart1.xml"])
    assert list(chart.iter(f"{C}title")) == []
    paragraph = next(root(written.path).iter(w("drawing"))).getparent().getparent()
    for kept in (paragraph.getprevious(), paragraph):  # the caption too, whatever its style says
        assert kept.find(f"{w('pPr')}/{w('keepNext')}") is not None


def test_a_figure_without_ratings_has_no_chart(draft):
    e = blank()
    drawn(e, [], scale="6 = best")
    path, _ = draft(snapshot(e))
    assert not [name for name in parts(path) if "chart" in name]


def test_scores_beyond_the_scale_widen_it():
    chart = etree.fromstring(chart_xml([Rating("A", 9.5), Rating("B", -1)], words("en")))
    axis = chart.find(f".//{C}valAx/{C}scaling")
    assert (axis.find(f"{C}min").get("val"), axis.find(f"{C}max").get("val")) == ("-1", "10")


@pytest.mark.parametrize(("language", "code"), [("en", "809"), ("fr", "40C"), ("es", "C0A")])
def test_scores_show_the_decimal_sign_of_the_language(language, code):
    chart = etree.fromstring(chart_xml(PICKED, words(language)))
    formats = {f.get("formatCode") for f in chart.iter(f"{C}numFmt")}
    assert formats == {f"[$-{code}]General", f'[=0]"";[$-{code}]General'}


def test_a_chart_that_nothing_shows_does_not_travel(tmp_path):
    package = Package()
    add_chart(new("p"), package.part, PICKED, words("en"), width=9000, legend="")
    (tmp_path / "draft.docx").write_bytes(package.finish("", "en-GB"))
    assert not [name for name in parts(tmp_path / "draft.docx") if "chart" in name or "embed" in name]
