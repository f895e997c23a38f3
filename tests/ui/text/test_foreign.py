"""What other programs put on the clipboard: kept is what a field can hold, and nothing else comes in."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor

from ui.text.editor import MarkupEdit
from ui.text.paste import LONGEST, from_html
from workbench.markup import parse, render


def pasted(html: str) -> str:
    return render(from_html(html))


WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15">
<title>Never pasted</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal, li.MsoNormal
{margin:0cm; font-family:"Calibri",sans-serif;}
@list l0:level1 {mso-level-text:\\F0B7; font-family:Symbol;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->"""
WORD_TAIL = "<!--EndFragment--></body></html>"


def word(body: str) -> str:
    return WORD_HEAD + body + WORD_TAIL


def item(sign: str, text: str, place: str = "Middle", level: int = 1) -> str:
    """Return a list item as Word for Windows writes it."""
    return (
        f"<p class=MsoListParagraphCxSp{place} style='margin-left:72.0pt;text-indent:-18.0pt;"
        f"mso-list:l0 level{level} lfo1'><![if !supportLists]><span lang=EN-GB style='font-family:Symbol'>"
        f"<span style='mso-list:Ignore'>{sign}<span style='font:7.0pt \"Times New Roman\"'>"
        f"&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
        f"<span lang=EN-GB>{text}<o:p></o:p></span></p>\n"
    )


@pytest.mark.parametrize(
    ("html", "markup"),
    [
        pytest.param(
            word(
                "<p class=MsoNormal><b><span style='font-size:14.0pt;color:red'>Bold</span></b> and\n"
                "<i style='mso-bidi-font-style:normal'>italic</i><o:p></o:p></p>"
                "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Next<o:p></o:p></p>"
            ),
            "**Bold** and *italic*\n\nNext",
            id="emphasis-and-empty-paragraphs",
        ),
        pytest.param(
            word(item("·", "one", "First") + item("o", "inner", level=2) + item("§", "last", "Last")),
            "- one\n- inner\n- last",
            id="bullets",
        ),
        pytest.param(
            word(item("(a)", "one", "First") + item("b.", "two") + item("iii)", "three", "Last")),
            "(a) one\n(b) two\n(iii) three",
            id="letters",
        ),
        pytest.param(word(item("1.", "one", "First") + item("2.", "two")), "1. one\n\n2. two", id="numbers"),
        pytest.param(
            word(
                "<p class=MsoNormal>It <ins cite='mailto:A' datetime='2031-01-01T10:00'>was</ins>"
                "<del cite='mailto:A' datetime='2031-01-01T10:00'>is</del> done</p>"
            ),
            "It was done",
            id="tracked-changes",
        ),
        pytest.param(
            word(
                "<p class=MsoNormal><a "
                "style='mso-comment-reference:AB_1;mso-comment-date:20310101T1000'>Text</a>"
                "<span class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor"
                " id='_anchor_1' href='#_msocom_1' name='_msoanchor_1'>[AB1]</a></span></span> goes on</p>"
                "<div style='mso-element:comment-list'><hr class=msocomoff><div "
                "style='mso-element:comment'>"
                "<p class=MsoCommentText>Really?</p></div></div>"
            ),
            "Text goes on",
            id="comments",
        ),
        pytest.param(
            word(
                "<p class=MsoNormal>Said<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'"
                " title=''><span class=MsoFootnoteReference><span style='mso-special-character:footnote'>"
                "[1]</span></span></a> so</p>"
            ),
            "Said\\[1\\] so",
            id="footnote-mark",
        ),
        pytest.param(
            word(
                "<p class=MsoNormal>co&shy;operation&nbsp;at 5&nbsp;%&#8203; &nbsp;&nbsp; "
                "H<sub>2</sub>O 3<sup>rd</sup>"
                "<span style='display:none;mso-hide:all'>secret</span></p>"
            ),
            "cooperation\u00a0at 5\u00a0% H2O 3rd",
            id="signs-and-hidden-text",
        ),
        pytest.param(
            word(
                "<h1>Heading<o:p></o:p></h1><table class=MsoTableGrid><tr><td><p "
                "class=MsoNormal><b>Unit</b></p></td>"
                "<td><p class=MsoNormal>Due</p></td></tr><tr><td><p>LIGHTS</p></td><td><p>"
                "2031</p></td></tr></table>"
                "<p class=MsoNormal>after<img width=10 src='file:///C:/x.png' alt='A picture'></p>"
            ),
            "Heading\n\n**Unit** Due\n\nLIGHTS 2031\n\nafter",
            id="heading-table-picture",
        ),
        pytest.param(
            word(
                "<p class=MsoNormal><a href='https://example.org/a'>outside</a>, <a "
                "href='#_Toc1'>inside</a>,"
                " <a href='file:///C:/x.docx'>a file</a>, <a href='javascript:x()'>a script</a></p>"
            ),
            "[outside](https://example.org/a), inside, a file, a script",
            id="links",
        ),
        pytest.param(
            '<html><body><p class="p1"><span class="s1"><b>Mac</b></span> line<br>break</p>'
            '<ul class="ul1"><li class="li1"><span class="s2"></span>one</li><li '
            'class="li1">two</li></ul></body></html>',
            "**Mac** line\n\nbreak\n\n- one\n- two",
            id="word-for-mac",
        ),
        pytest.param(
            '<div class="ListContainerWrapper"><ul class="BulletListStyle1" role="list">'
            '<li data-leveltext=""'
            ' role="listitem"><p class="Paragraph"><span class="TextRun"><span '
            'class="NormalTextRun">one</span>'
            '</span><span class="EOP">&nbsp;</span></p></li></ul></div><div class="ListContainerWrapper">'
            '<ol type="a" start="2"><li><p>letter</p></li></ol></div>',
            "- one\n(b) letter",
            id="word-on-the-web",
        ),
        pytest.param(
            '<meta charset=\'utf-8\'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr">'
            '<span style="font-weight:400;font-style:italic">slanted</span><span '
            'style="font-weight:700"> heavy'
            '</span></p><ol><li style="list-style-type:lower-alpha" aria-level="1"><p>'
            "<span>one</span></p></li>"
            '<li style="list-style-type:lower-alpha"><p>two</p></li></ol><br></b>',
            "*slanted*** heavy**\n\n(a) one\n(b) two",
            id="google-docs",
        ),
        pytest.param(
            "<html><head><style><!--table "
            "{mso-displayed-decimal-separator:'.';}\n.xl65\n\t{font-weight:700;\n"
            "\tcolor:black;}\n--></style></head><body><table border=0><col width=64><!--StartFragment-->"
            "<tr height=20><td class=xl65 width=64>Name</td><td>12</td></tr><tr><td>"
            "A&amp;B</td><td></td></tr>"
            "<!--EndFragment--></table></body></html>",
            "**Name** 12\n\nA&B",
            id="excel",
        ),
        pytest.param(
            '<!DOCTYPE html><html><head><style type="text/css">p { line-height: 115% '
            '}</style></head><body lang="en-GB">'
            '<p style="line-height: 100%"><font color="#c9211e"><b>Writer</b></font> '
            'text</p><ol type="i"><li><p>one</p></li>'
            "<ul><li>inner</li></ul><li>two</li></ol></body></html>",
            "**Writer** text\n\n(i) one\n- inner\n(ii) two",
            id="libreoffice",
        ),
        pytest.param(
            '<table role="presentation"><tr><td><p>Dear all,</p><p>See <a '
            'href="mailto:a@b.org">me</a>.</p></td></tr></table>',
            "Dear all,\n\nSee [me](mailto:a@b.org).",
            id="outlook-layout-table",
        ),
        pytest.param(
            "<div>browser <em>text</em></div><script>alert(1)</script><style>p{}</style>"
            "<button>Press</button>"
            "<pre>code</pre>",
            "browser *text*\n\nPress\n\ncode",
            id="browser",
        ),
        pytest.param(
            "<p>(a) typed letter</p><p>• typed bullet</p><p>- a dash</p>",
            "(a) typed letter\n- typed bullet\n\n\\- a dash",
            id="typed",
        ),
    ],
)
def test_what_programs_copy_comes_in_as_what_a_field_can_hold(html, markup):
    assert pasted(html) == markup


@pytest.mark.parametrize(
    ("html", "markup"),
    [
        ("", ""),
        ("   ", ""),
        ("<!-- only a comment -->", ""),
        ("<p>open <b>bold <i>both", "open **bold *both***"),
        ("</b></p>x</td></tr></ul>", "x"),
        ("<li>no list</li><td>no table", "- no list\n\nno table"),
        ("<p>a\0b\ud800</p>", "ab?"),
        ("<ol start='x' type='?'><li value='-1'>odd</li></ol>", "1. odd"),
        ("<p style='font-weight;;:;a:b:c'>odd style</p>", "odd style"),
    ],
)
def test_broken_html_is_read_as_far_as_it_goes(html, markup):
    assert pasted(html) == markup


PIECES = (
    "<p> </p> <b> </b> <ul> </ul> <ol> </ol> <li> </li> <table> <tr> <td> </td> </tr> </table>"
    " <br> <del> </del> <a/href=https://x.org> </a> &nbsp; text (a) - * [ ] \\ •"
)


@given(st.lists(st.sampled_from(PIECES.split()), max_size=25).map(" ".join))
def test_whatever_is_pasted_is_markup_in_its_one_form(html):
    blocks = from_html(html)
    assert parse(render(blocks)) == blocks


def test_elements_may_be_nested_as_deep_as_they_like():
    assert pasted("<div>" * 50_000 + "deep") in ("deep", "")


# In the editor --------------------------------------------------------------------------------------------


@pytest.fixture
def editor(qtbot):
    editor = MarkupEdit()
    qtbot.addWidget(editor)
    editor.show()
    return editor


def mime(html: str = "", text: str = "") -> QMimeData:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    return data


def test_a_paste_is_one_step_of_undo(editor):
    editor.load("before after")
    cursor = editor.textCursor()
    cursor.setPosition(7)
    editor.setTextCursor(cursor)
    editor.insertFromMimeData(mime(word(item("(a)", "one") + item("(b)", "<b>two</b>"))))
    assert "(b) **two**" in editor.markup()
    editor.undo()
    assert editor.markup() == "before after"


def test_a_line_takes_a_list_as_a_line(qtbot):
    line = MarkupEdit(one_line=True)
    qtbot.addWidget(line)
    line.insertFromMimeData(mime(word(item("·", "one") + item("·", "<i>two</i>"))))
    assert line.markup() == "one *two*"


def test_a_picture_alone_is_refused_with_a_sentence(editor, qtbot):
    data = QMimeData()
    data.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    with qtbot.waitSignal(editor.refused) as refused:
        editor.insertFromMimeData(data)
    assert refused.args == ["There is a picture on the clipboard; a text can hold words only."]
    assert editor.markup() == ""


def test_a_picture_copied_from_a_page_is_a_picture_too(editor, qtbot):
    data = mime("<meta charset='utf-8'><img src='https://example.org/x.png'>")
    data.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    with qtbot.waitSignal(editor.refused):
        editor.insertFromMimeData(data)


@pytest.mark.parametrize("kind", ["html", "text"])
def test_a_book_is_refused_at_once(editor, qtbot, kind):
    many = "Some words and more of them. " * (LONGEST // 10)
    paragraphs = "".join(f"<p class=MsoNormal style='margin:0cm'>{many[:290]}</p>" for _ in range(30_000))
    data = mime(word(paragraphs)) if kind == "html" else mime(text=many)
    started = time.monotonic()
    with qtbot.waitSignal(editor.refused) as refused:
        editor.insertFromMimeData(data)
    assert refused.args == ["This is too long for one field: more than 100,000 characters."]
    assert editor.markup() == ""
    assert time.monotonic() - started < 8  # about half a second for 10 MB on a quiet machine


def test_the_refusal_is_shown_in_the_window(window, find, field_of, qtbot):
    text = field_of(find("key_finding"), "text")
    with qtbot.waitSignal(window.session.failed) as failed:
        text.insertFromMimeData(mime(text="word " * LONGEST))
    assert failed.args[0].startswith("This is too long")


def test_plain_text_is_pasted_without_its_looks(window, find, field_of, workspace):
    text = field_of(find("key_finding"), "text")
    text.setFocus()
    QGuiApplication.clipboard().setMimeData(mime("<p><b>Bold</b> words</p>", "Bold *words*"))
    text.moveCursor(QTextCursor.MoveOperation.End)
    window.actions_["paste_plain"].trigger()
    assert text.markup().endswith("Bold \\*words\\*")
    text.undo()
    assert "Bold" not in text.markup()
