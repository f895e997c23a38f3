"""The smaller modules, each by itself."""

import json
from importlib.resources import files
from zipfile import ZipFile

import pytest

from tests.workbench.paper.word import parts
from workbench.errors import UserError
from workbench.paper import template
from workbench.paper.checks import problems
from workbench.paper.links import link_target
from workbench.paper.words import LANGUAGES, words


def test_the_template_in_the_repository_is_what_the_script_makes(tmp_path):
    template.write(tmp_path / "template.docx")
    assert (tmp_path / "template.docx").read_bytes() == template.TARGET.read_bytes()


def test_every_language_has_the_same_fixed_words():
    folder = files("resources").joinpath("paper", "words")
    texts = {name: json.loads(folder.joinpath(f"{name}.json").read_text("utf-8")) for name in LANGUAGES}
    shapes = [{key: type(value) for key, value in text.items()} for text in texts.values()]
    assert shapes == [shapes[0]] * len(LANGUAGES)


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(UserError, match="en, fr, es"):
        words("tlh")


@pytest.mark.parametrize(
    ("language", "iso", "printed"),
    [
        ("en", "2031-02-01", "1 February 2031"),
        ("fr", "2031-02-01", "1er février 2031"),
        ("fr", "2031-08-02", "2 août 2031"),
        ("es", "2031-02-01", "1 de febrero de 2031"),
    ],
)
def test_dates_follow_the_language(language, iso, printed):
    assert words(language).date(iso) == printed


@pytest.mark.parametrize(
    ("item", "printed"),
    [
        ("7", "Seventh item on the agenda"),
        ("21", "21"),
        ("0", "0"),
        ("Seventh item", "Seventh item"),
        ("²", "²"),
    ],
)
def test_an_item_by_number_is_put_in_words(item, printed):
    assert words("en").agenda_item(item) == printed


def test_scores_follow_the_language():
    assert [words("fr").score(score) for score in (4, 3.5, "NR", None)] == ["4", "3,5", "NR", ""]


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://e.org/a b", "https://e.org/a%20b"),
        ("https://e.org/é?x=%20%zz", "https://e.org/%C3%A9?x=%20%25zz"),
        ("https://e.org/#a#b", "https://e.org/#a%23b"),
        ("mailto:eval@e.org", "mailto:eval@e.org"),
        ("https://é.org:80/x", "https://xn--9ca.org:80/x"),
        ("HTTP://e.org", "http://e.org"),
        ("mailto:nobody", None),
        ("javascript:alert(1)", None),
        ("file:///C:/secret", None),
        ("www.e.org", None),
        ("https://", None),
        ("https://e.org:port", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_only_whole_web_and_mail_addresses_become_links(url, target):
    assert link_target(url) == target


BROKEN = {
    "points to no bookmark": (b" REF _evw_", b" REF _gone_"),
    "is not closed": (b'w:fldCharType="end"', b'w:fldCharType="begin"'),
    "is not defined": (b'w:val="NumberedParagraph"', b'w:val="Nothing"'),
    "does not end with a paragraph": (b"</w:p></w:tc>", b"</w:p><w:tbl/></w:tc>"),
    "is marked but not there": (b'<w:footnoteReference w:id="1"', b'<w:footnoteReference w:id="9"'),
    "is nowhere marked": (b"<w:footnoteReference ", b"<w:noReference "),
    "is there twice": (b'w:name="_evw_', b'w:name="_evw" w:old="'),
    "begins ends": (b"<w:bookmarkEnd ", b"<w:noEnd "),
}


@pytest.mark.parametrize("sign", BROKEN)
def test_our_checks_find_what_is_broken(written, tmp_path, sign):
    before, after = BROKEN[sign]
    document = parts(written.path)["word/document.xml"]
    assert before in document
    assert any(
        sign in problem
        for problem in problems(_rewritten(written.path, tmp_path, document.replace(before, after)))
    )


def test_our_checks_find_numbering_that_nobody_defined(written, tmp_path):
    document = parts(written.path)["word/document.xml"]
    numbered = b'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr>'
    found = problems(_rewritten(written.path, tmp_path, document.replace(b"</w:pPr>", numbered, 1)))
    assert found == ["word/document.xml: the numbering 77 is not defined."]


def _rewritten(path, folder, document):
    target = folder / "broken.docx"
    with ZipFile(target, "w") as package:
        for name, content in parts(path).items():
            package.writestr(name, document if name == "word/document.xml" else content)
    return target
