"""The letters of paragraphs: emphasis, signs, hidden text, what wraps it."""

import pytest

from tests.workbench.documents.building import only, p, r, read, style
from workbench.documents import Span

BOLD, ITALIC = "<w:b/>", "<w:i/>"
STYLES = (
    style("Head", "<w:rPr><w:b/><w:bCs/></w:rPr>", name="Heading 1")
    + style("Quote", "<w:rPr><w:i/></w:rPr>")
    + style("Under", based="Head")
    + style("Strong", "<w:rPr><w:b/></w:rPr>", kind="character")
    + style("Stronger", kind="character", based="Strong")
    + style("Mark", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', kind="character")
)


def spans(content, style="", **options):
    return only(p(content, style=style), styles=STYLES, **options).spans


def text(content):
    return only(p(content)).text


def test_runs_of_one_look_are_one_span():
    assert spans(r("one ") + r("two", "<w:caps/>") + r("three", BOLD) + r("four", BOLD)) == [
        Span("one two"),
        Span("threefour", bold=True),
    ]


def test_bold_and_italic_and_raised():
    assert spans(
        r("a", BOLD + ITALIC) + r("b", '<w:vertAlign w:val="superscript"/>') + r("c", "<w:strike/>")
    ) == [
        Span("a", bold=True, italic=True),
        Span("b", raised=True),
        Span("c"),
    ]


@pytest.mark.parametrize("off", ["0", "false", "off"])
def test_a_property_that_is_off_is_off(off):
    assert spans(r("a", f'<w:b w:val="{off}"/>')) == [Span("a")]


def test_character_styles_and_those_they_are_based_on_count():
    assert spans(r("a", '<w:rStyle w:val="Stronger"/>') + r("1", '<w:rStyle w:val="Mark"/>')) == [
        Span("a", bold=True),
        Span("1", raised=True),
    ]


@pytest.mark.parametrize("name", ["Head", "Under"])
def test_letters_of_a_bold_style_are_not_emphasis(name):
    assert spans(r("a") + r("b", BOLD), style=name) == [Span("ab")]


def test_a_bold_character_style_in_a_bold_paragraph_turns_it_thin_which_is_emphasis():
    assert spans(r("all but ") + r("one", '<w:rStyle w:val="Strong"/>'), style="Head") == [
        Span("all but "),
        Span("one", italic=True),
    ]


def test_upright_letters_in_an_italic_paragraph_are_emphasis():
    assert spans(r("a long text and a ") + r("title", '<w:i w:val="0"/>'), style="Quote") == [
        Span("a long text and a "),
        Span("title", italic=True),
    ]


def test_a_paragraph_that_is_turned_upright_as_a_whole_is_plain():
    assert spans(r("all of it", '<w:i w:val="0"/>') + r("."), style="Quote") == [Span("all of it"), Span(".")]


def test_letters_from_right_to_left_have_a_weight_of_their_own():
    assert spans(r("شكرا", f"{BOLD}<w:rtl/>") + r("شكرا", "<w:bCs/><w:rtl/>")) == [
        Span("شكرا"),
        Span("شكرا", bold=True),
    ]


def test_hidden_text_is_left_out():
    assert text(r("seen") + r("hidden", "<w:vanish/>") + r("!", '<w:vanish w:val="0"/>')) == "seen!"


def test_a_hidden_paragraph_is_left_out_and_an_empty_one_is_kept():
    hidden = p(r("hidden", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>")
    assert [block.text for block in read(hidden + p() + p("a")).blocks] == ["", "a"]


@pytest.mark.parametrize(
    ("element", "shown"),
    [
        ("<w:tab/>", "\t"),
        ("<w:ptab/>", "\t"),
        ("<w:br/>", "\n"),
        ("<w:cr/>", "\n"),
        ('<w:br w:type="column"/>', "\n"),
        ("<w:noBreakHyphen/>", "\u2011"),
        ("<w:softHyphen/>", "\u00ad"),
        ('<w:sym w:font="Symbol" w:char="F061"/>', "α"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "✓"),
        ('<w:sym w:font="Arial" w:char="00E9"/>', "é"),
        ('<w:sym w:font="Webdings" w:char="F061"/>', "•"),
        ('<w:sym w:font="Symbol" w:char="nothing"/>', "•"),
        ('<w:sym w:font="Arial" w:char="D800"/>', "•"),
        ("<w:t>\uf0b7</w:t>", "•"),
        ("<w:t> a\n b </w:t>", "a  b"),
        ("<w:proofErr/>", ""),
        ("<w:lastRenderedPageBreak/>", ""),
    ],
)
def test_signs(element, shown):
    assert text(r("<w:t>x</w:t>" + element + "<w:t>y</w:t>")) == f"x{shown}y"


def test_a_reading_over_letters_follows_them():
    inner = f"<w:ruby><w:rubyPr/><w:rt>{r('kan')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby>"
    assert text(f"<w:r>{inner}</w:r>") == "漢 (kan)"


@pytest.mark.parametrize("name", ["smartTag", "customXml", "ins", "moveTo", "dir", "bdo", "sdt", "unheard"])
def test_text_in_wrappers_is_text(name):
    inner = r("in")
    if name == "sdt":
        inner = f"<w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent>"
    assert text(f"{r('a ')}<w:{name}>{inner}</w:{name}>{r(' b')}") == "a in b"


def test_what_a_control_shows_while_it_is_empty_is_no_text():
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Type')}</w:sdtContent></w:sdt>"
    assert text(r("Name: ") + control) == "Name: "


def test_one_of_several_forms_is_read():
    both = f"<mc:Choice Requires='x'>{r('new')}</mc:Choice><mc:Fallback>{r('old')}</mc:Fallback>"
    assert text(f"<mc:AlternateContent>{both}</mc:AlternateContent>") == "new"
    assert text(f"<mc:AlternateContent><mc:Fallback>{r('old')}</mc:Fallback></mc:AlternateContent>") == "old"


def test_formulas_are_read_as_their_letters():
    assert text("<m:oMath><m:r><m:rPr/><m:t>x</m:t></m:r><m:r><m:t>=1</m:t></m:r></m:oMath>") == "x=1"


def test_the_language_of_a_paragraph_and_of_the_document():
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    spanish, arabic = (
        '<w:lang w:val="es-ES" w:bidi="he-IL"/>',
        '<w:rtl/><w:lang w:val="es-ES" w:bidi="ar-SA"/>',
    )
    body = p("a") + p(r("b", spanish)) + p(r("شكرا", arabic))
    document = read(body, styles=defaults + style("Normal", default=True))
    assert document.language == "fr-FR"
    assert [block.language for block in document.blocks] == ["fr-FR", "es-ES", "ar-SA"]
