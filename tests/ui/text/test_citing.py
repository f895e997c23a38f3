"""A reference is inserted with its noun as the paper writes it, unless the noun stands there already."""

import pytest

from ui.text.citing import lead
from workbench.markup import Reference

TOKEN = "\ufffc"


@pytest.fixture
def cite(workspace, find):
    """Return what is written ahead of a reference to the first of a kind behind a text."""

    def ahead_of(before, kind="recommendation", form=None, number=0):
        reference = Reference(find(kind, number), form)
        return lead(workspace.tree, workspace.numbers, reference, find("key_finding"), before)

    return ahead_of


@pytest.mark.parametrize(
    ("kind", "form", "noun"),
    [
        ("recommendation", None, "Recommendation "),
        ("recommendation", "paragraph", "paragraph "),
        ("paragraph", None, "paragraph "),
        ("key_finding", None, "key finding "),
        ("figure", None, "Figure "),
        ("evaluation", None, "Part "),
    ],
)
def test_each_kind_has_its_noun(cite, kind, form, noun):
    assert cite("as ", kind, form) == noun


def test_a_section_is_cited_by_its_paragraphs(cite, workspace, find):
    numbers = workspace.numbers
    printed = numbers.printed(Reference(find("section")), find("key_finding"))
    assert cite("see ", "section") == ("paragraphs " if "–" in printed else "paragraph ")


@pytest.mark.parametrize(
    "before",
    [
        "See recommendation ",
        "Recommendations 1 and ",
        f"RECOMMENDATIONS {TOKEN}, {TOKEN} and ",
        f"recommendations {TOKEN}–",
    ],
)
def test_a_noun_that_is_there_is_not_written_again(cite, before):
    assert cite(before) == ""


@pytest.mark.parametrize(
    "before", ["See key finding ", "A recommendation for ports in ", "Our recommendation: "]
)
def test_a_noun_of_something_else_is_not_the_noun(cite, before):
    assert cite(before) == "Recommendation "


def test_a_blank_is_put_where_none_is(cite):
    assert cite("as in") == " Recommendation "
    assert cite("see Recommendation") == " "
    assert cite("(") == "Recommendation "


def test_a_sentence_begins_with_a_capital(cite):
    assert cite("", "paragraph") == "Paragraph "
    assert cite("So it is. ", "paragraph") == "Paragraph "


def test_the_noun_is_in_the_language_of_the_paper(cite, workspace, find):
    with workspace.edit("Language") as editor:
        editor.set(find("paper"), "language", "fr")
    assert cite("voir la ") == "recommandation "
    assert cite("voir la recommandation ") == ""


def test_a_symbol_and_a_count_have_no_noun(workspace, find):
    within = find("key_finding")
    for fact in ("symbol", "evaluations"):
        assert lead(workspace.tree, workspace.numbers, Reference(fact), within, "the ") == ""
