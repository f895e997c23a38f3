"""The file as a whole: valid, sound, and free of what was not meant to travel."""

import hashlib
import re
import subprocess
import sys

import docx
import pytest
from openxml_audit import OpenXmlValidator

from tests.workbench.paper.samples import blank, sample, snapshot
from tests.workbench.paper.word import parts, root, texts
from workbench.errors import Cancelled, UserError
from workbench.paper import write_paper
from workbench.paper.checks import problems
from workbench.paper.ooxml import w


def audit(path):
    return [error.description for error in OpenXmlValidator().validate(path).errors]


def test_the_validator_finds_nothing(written):
    assert audit(written.path) == []


def test_our_own_checks_find_nothing(written):
    assert problems(written.path) == []


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_language_is_valid(draft, language):
    path, _ = draft(sample(language=language)[0])
    assert audit(path) + problems(path) == []


def test_a_paper_with_nothing_in_it_is_valid(draft):
    e = blank()
    e.insert(1, "paper")
    path, _ = draft(snapshot(e))
    assert audit(path) + problems(path) == []


def test_a_table_at_the_very_end_is_followed_by_a_paragraph(draft):
    e = blank()
    section = e.insert(e.insert(1, "paper"), "section", {"heading": "H"})
    e.insert(section, "recommendation", {"headline": "Do."})
    path, _ = draft(snapshot(e))
    assert [child.tag for child in root(path)[0]][-3:] == [w("tbl"), w("p"), w("sectPr")]


def test_the_fingerprint_is_that_of_the_file(written):
    assert written.result.sha256 == hashlib.sha256(written.path.read_bytes()).hexdigest()
    assert (written.result.path, written.result.paper) == (
        written.path,
        written.snapshot.tree.children(1)[0].id,
    )


# Law 11 ----------------------------------------------------------------------------------------


def test_nothing_travels_but_the_paper(written):
    assert set(parts(written.path)) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/_rels/footnotes.xml.rels",
        *(f"word/{name}.xml" for name in ("styles", "numbering", "settings", "fontTable", "footnotes")),
        *("word/header1.xml", "word/theme.xml"),
        *(f"word/charts/chart{n}.xml" for n in (1, 2)),
        *(f"word/charts/_rels/chart{n}.xml.rels" for n in (1, 2)),
        *(f"word/embeddings/Microsoft_Excel_Sheet{n}.xlsx" for n in (1, 2)),
    }


def test_nobody_is_named_and_no_path_is_told(tmp_path):
    everything = b"".join(parts(traced_draft(tmp_path)).values())
    for trace in (b"Jane Roe", b"secret", b"ACME", b"w:ins ", b"w:del ", b"w:comment", b"rsid", b"docVar"):
        assert trace not in everything, trace
    core = parts(tmp_path / "draft.docx")["docProps/core.xml"]
    assert re.search(rb"<dc:creator\s*/>|<dc:creator></dc:creator>", core)
    assert re.search(rb"<cp:lastModifiedBy\s*/>|<cp:lastModifiedBy></cp:lastModifiedBy>", core)


def test_ids_stand_in_bookmarks_only(draft):
    e = blank()
    paper = e.insert(1, "paper", id=987_654_321)
    section = e.insert(paper, "section", {"heading": "H"})
    e.insert(section, "paragraph", {"text": "Text."}, id=987_654_329)
    path, _ = draft(snapshot(e))
    for name, content in parts(path).items():
        told = re.sub(rb'w:name="_evw_[^"]*"', b"", content)
        assert b"98765432" not in told, name
    assert b"_evw_987654329" in parts(path)["word/document.xml"]


def traced_draft(tmp_path):
    """Write the sample into a template that tells much about its maker."""
    template = docx.Document()
    template.core_properties.author = template.core_properties.comments = "Jane Roe"
    template.core_properties.category = "ACME"
    paragraph = template.add_paragraph("secret text")
    template.add_comment(paragraph.runs, "secret comment", author="Jane Roe", initials="JR")
    template.settings.element.append(docx.oxml.parse_xml(TRACE))
    template.save(tmp_path / "template.docx")
    write_paper(sample()[0], tmp_path / "draft.docx", template=tmp_path / "template.docx")
    return tmp_path / "draft.docx"


TRACE = (
    '<w:docVars xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:docVar w:name="path" w:val="C:\\secret\\ACME"/></w:docVars>'
)


# Refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize("character", ["\x07", "\x00", "\ufffe", "\uffff", "\x1f"])
def test_a_character_that_word_cannot_hold_is_refused_by_name(tmp_path, character):
    e = blank()
    section = e.insert(e.insert(1, "paper"), "section", {"heading": "H"})
    e.insert(section, "paragraph", {"text": f"before{character}after"})
    with pytest.raises(UserError, match=rf"Paragraph 1: “Text” .* U\+{ord(character):04X}.*“before”"):
        write_paper(snapshot(e), tmp_path / "draft.docx")
    assert list(tmp_path.iterdir()) == []


def test_half_a_character_is_refused_by_name(tmp_path):
    e = blank()
    section = e.insert(e.insert(1, "paper"), "section", {"heading": "H"})
    node = e.insert(section, "paragraph", {"text": "x"})
    e.tree[node].fields["text"] = "\ud83d"  # as an old file might hold it
    with pytest.raises(UserError, match=r"U\+D83D"):
        write_paper(snapshot(e), tmp_path / "draft.docx")


def test_an_unknown_symbol_is_refused_with_those_there_are(tmp_path):
    with pytest.raises(UserError, match="no paper GB.1/X.*GB.999/PFA/3"):
        write_paper(sample()[0], tmp_path / "draft.docx", paper="GB.1/X")


def test_a_workspace_without_a_paper_is_refused(tmp_path):
    with pytest.raises(UserError, match="no paper"):
        write_paper(snapshot(blank()), tmp_path / "draft.docx")


def test_cancelling_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    path = tmp_path / "draft.docx"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_paper(sample()[0], path, replace=True, is_cancelled=lambda: True)
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])


def test_a_folder_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(UserError, match="draft.docx could not be written"):
        write_paper(sample()[0], tmp_path / "nowhere" / "draft.docx")


def test_progress_ends_where_it_said_it_would(tmp_path):
    told = []
    write_paper(sample()[0], tmp_path / "draft.docx", progress=lambda *step: told.append(step))
    assert told[-1][0] == told[-1][1] > 0


# Templates -------------------------------------------------------------------------------------


def test_a_template_without_our_styles_gets_them_and_says_so(tmp_path):
    docx.Document().save(tmp_path / "bare.docx")
    path = tmp_path / "draft.docx"
    warnings = write_paper(sample()[0], path, template=tmp_path / "bare.docx").warnings
    assert "The template has no style “Key Finding”: ours is used." in warnings
    assert not any("“heading 1”" in warning for warning in warnings)
    assert audit(path) + problems(path) == []
    assert texts(path, "Key Finding")


def test_a_style_of_the_template_wins(tmp_path):
    template = docx.Document()
    style = template.styles.add_style("Key Finding", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = docx.shared.Pt(33)
    template.save(tmp_path / "own.docx")
    path = tmp_path / "draft.docx"
    write_paper(sample()[0], path, template=tmp_path / "own.docx")
    assert docx.Document(path).styles["Key Finding"].font.size == docx.shared.Pt(33)


def test_a_draft_can_be_the_template_of_the_next(written, tmp_path):
    path = tmp_path / "draft.docx"
    result = write_paper(written.snapshot, path, template=written.path)
    assert (result.warnings, problems(path), audit(path)) == (written.result.warnings, [], [])


def test_a_template_that_is_no_word_document_is_refused(tmp_path):
    (tmp_path / "t.docx").write_bytes(b"no zip")
    with pytest.raises(UserError, match="t.docx is no Word document"):
        write_paper(sample()[0], tmp_path / "draft.docx", template=tmp_path / "t.docx")


def test_a_template_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UserError, match="t.docx cannot be read"):
        write_paper(sample()[0], tmp_path / "draft.docx", template=tmp_path / "t.docx")


def test_the_heavy_libraries_are_imported_when_the_first_paper_is_written():
    code = "import sys, workbench.paper; print({'docx', 'lxml'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "set()"
