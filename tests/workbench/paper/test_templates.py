"""Templates of other makers: whole, odd and damaged ones."""

import re
import subprocess
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from tests.workbench.paper.samples import sample
from tests.workbench.paper.test_package import audit
from tests.workbench.paper.word import parts, root, style_names, texts
from workbench.errors import UserError
from workbench.paper import write_paper
from workbench.paper.checks import problems
from workbench.paper.ooxml import W, text_of, w

STYLES, TYPES, MAIN = "word/styles.xml", "[Content_Types].xml", "word/document.xml"
OURS = "The template has no style “{}”: ours is used."


@pytest.fixture
def plain(tmp_path):
    """A template as python-docx makes it, and a function that saves it with one part changed."""
    path = tmp_path / "plain.docx"
    docx.Document().save(path)

    def changed(name, change):
        target = tmp_path / "changed.docx"
        with zipfile.ZipFile(target, "w") as package:
            for part, content in parts(path).items():
                new = change(content) if part == name else content
                if new is not None:
                    package.writestr(part, new)
        return target

    return changed


def written(tmp_path, template, **paper):
    """Write the sample into a template and return path and warnings, after every check."""
    path = tmp_path / "draft.docx"
    warnings = write_paper(sample(**paper)[0], path, template=template, replace=True).warnings
    assert audit(path) + problems(path) == []
    return path, warnings


def test_ids_in_another_language_do_not_matter(tmp_path, plain):
    template = plain(STYLES, lambda xml: xml.replace(b'"Heading1"', b'"berschrift1"'))
    path, warnings = written(tmp_path, template)
    assert style_names(path)["berschrift1"] == "heading 1"
    assert "Introduction" in texts(path, "heading 1")
    assert OURS.format("heading 1") not in warnings


def test_a_name_in_another_language_is_missing_unless_it_has_ours_beside_it(tmp_path, plain):
    own = '<w:name w:val="Überschrift 1"/>'.encode()
    _, warnings = written(
        tmp_path, plain(STYLES, lambda xml: xml.replace(b'<w:name w:val="heading 1"/>', own))
    )
    assert OURS.format("heading 1") in warnings
    both = own + b'<w:aliases w:val="H1,heading 1"/>'
    template = plain(STYLES, lambda xml: xml.replace(b'<w:name w:val="heading 1"/>', both))
    path, warnings = written(tmp_path, template)
    assert OURS.format("heading 1") not in warnings
    assert "Introduction" in texts(path, "Überschrift 1")


def test_a_style_of_another_kind_with_the_same_name_is_left_alone(tmp_path):
    template = docx.Document()
    template.styles.add_style("Key Finding", WD_STYLE_TYPE.CHARACTER)
    template.styles.add_style("Paper Table", WD_STYLE_TYPE.PARAGRAPH)
    template.save(tmp_path / "odd.docx")
    path, warnings = written(tmp_path, tmp_path / "odd.docx")
    assert {OURS.format("Key Finding"), OURS.format("Paper Table")} <= set(warnings)
    assert texts(path, "Key Finding (2)")[0] == "Key finding 1: Widgets matter."


def test_a_template_saved_as_a_template_is_one(tmp_path, plain):
    as_dotx = (b"document.main+xml", b"template.main+xml")
    path, _ = written(tmp_path, plain(TYPES, lambda xml: xml.replace(*as_dotx)))
    assert b"template.main+xml" not in parts(path)[TYPES]


def test_the_language_of_the_paper_wins_over_those_of_the_styles(tmp_path):
    template = docx.Document()
    template.styles["Normal"].element.get_or_add_rPr().append(
        parse_xml(f'<w:lang xmlns:w="{W}" w:val="de-CH"/>')
    )
    template.save(tmp_path / "swiss.docx")
    path, _ = written(tmp_path, tmp_path / "swiss.docx", language="fr")
    assert {mark.get(w("val")) for mark in root(path, STYLES).iter(w("lang"))} == {"fr-FR"}


def test_symbol_and_page_stand_at_the_head_of_every_page_at_its_margins(tmp_path):
    template = docx.Document()
    template.settings.odd_and_even_pages_header_footer = True
    template.sections[0].even_page_header.paragraphs[0].text = "EVEN"
    template.sections[0].page_width = docx.shared.Cm(25)
    template.save(tmp_path / "wide.docx")
    path, _ = written(tmp_path, tmp_path / "wide.docx")
    everything = parts(path)
    assert not any(b"EVEN" in content for content in everything.values())
    (header,) = (root(path, name) for name in everything if re.fullmatch(r"word/header\d*.xml", name))
    assert text_of(header) == "GB.999/PFA/3(Rev.1)\t2"
    width = docx.Document(path).sections[0]
    margin = (width.page_width - width.left_margin - width.right_margin) // 635
    tabs = [(tab.get(w("val")), tab.get(w("pos"))) for tab in next(header.iter(w("tabs")))]
    assert tabs == [("clear", "4680"), ("clear", "9360"), ("right", str(margin))]
    sheet = {name: id for id, name in style_names(path).items()}
    entry = next(s for s in root(path, STYLES).iter(w("style")) if s.get(w("styleId")) == sheet["toc 1"])
    assert next(entry.iter(w("tabs")))[0].get(w("pos")) == str(margin)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (STYLES, lambda xml: xml[:500]),
        (STYLES, lambda xml: b""),
        (MAIN, lambda xml: f'<w:document xmlns:w="{W}"/>'.encode()),
        (MAIN, lambda xml: b"<html/>"),
        ("word/numbering.xml", lambda xml: None),
        ("word/settings.xml", lambda xml: None),
        (TYPES, lambda xml: None),
        (TYPES, lambda xml: xml.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")),
    ],
)
def test_a_damaged_template_is_refused_in_a_sentence(tmp_path, plain, part, change):
    template = plain(part, change)
    with pytest.raises(UserError, match=r"The template changed.docx is no Word document \(.docx\)."):
        write_paper(sample()[0], tmp_path / "draft.docx", template=template)
    assert not (tmp_path / "draft.docx").exists()


@pytest.mark.parametrize("kept", [0, 100, 9000])
def test_a_cut_off_template_is_refused(tmp_path, plain, kept):
    template = plain(STYLES, lambda xml: xml)
    template.write_bytes(template.read_bytes()[:kept])
    with pytest.raises(UserError, match="no Word document"):
        write_paper(sample()[0], tmp_path / "draft.docx", template=template)


def test_a_template_without_a_page_set_up_gets_one(tmp_path, plain):
    template = plain(MAIN, lambda xml: re.sub(rb"<w:sectPr.*?</w:sectPr>", b"", xml, flags=re.DOTALL))
    path, _ = written(tmp_path, template)
    assert root(path)[0][-1].tag == w("sectPr")


@pytest.mark.needs("soffice")
def test_a_template_made_by_libreoffice_serves(tmp_path):
    template = docx.Document()
    template.add_heading("x", 1)
    template.save(tmp_path / "made.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind, source in (("odt", "made.docx"), ("docx", "made.odt")):
        run = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            tmp_path,
            tmp_path / source,
        ]
        subprocess.run(run, check=True, capture_output=True)
    path, _ = written(tmp_path, tmp_path / "made.docx")
    assert "Introduction" in texts(path, "Heading 1") + texts(path, "heading 1")
