"""What another program makes of a draft: LibreOffice counts everything anew when it lays out pages."""

import re
import subprocess
import zipfile

import pytest

from tests.workbench.paper.samples import sample
from tests.workbench.paper.word import parts
from workbench.paper import write_paper

pytestmark = [pytest.mark.needs("soffice"), pytest.mark.needs("pdftotext")]

CONTENTS = re.compile(r"\.{5,} ?[\d–]+$")
"""A line of the contents: their numbers are what they were until the table is made anew."""
INSERTED = b'<w:p><w:pPr><w:pStyle w:val="NumberedParagraph"/></w:pPr><w:r><w:t>New one.</w:t></w:r></w:p>'


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """The text LibreOffice shows of a file as written, with stale numbers, with one more paragraph."""
    folder = tmp_path_factory.mktemp("soffice")
    snapshot, ids = sample()
    write_paper(snapshot, folder / "written.docx")
    _change(folder / "written.docx", folder / "stale.docx", _make_stale)
    _change(folder / "written.docx", folder / "longer.docx", _insert)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run = ["soffice", profile, "--headless", "--convert-to"]
    files = [str(folder / f"{name}.docx") for name in ("written", "stale", "longer")]
    subprocess.run([*run, "pdf", "--outdir", folder, *files], check=True, capture_output=True)
    subprocess.run([*run, "txt:Text", "--outdir", folder, files[0]], check=True, capture_output=True)
    shown = {name: shown_text(folder / f"{name}.pdf") for name in ("written", "stale", "longer")}
    shown["pages"] = _all_text(folder / "written.pdf")
    return shown | {"plain": (folder / "written.txt").read_text("utf-8-sig"), "numbers": snapshot.numbers}


def _all_text(pdf):
    found = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
    return "\n".join(" ".join(line.split()) for line in found.stdout.decode().splitlines())


def shown_text(pdf):
    lines = _all_text(pdf).splitlines()
    return "\n".join(line for line in lines if line and not CONTENTS.search(line))


def _change(source, target, change):
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts(source).items():
            package.writestr(name, change(content) if name == "word/document.xml" else content)


def _make_stale(document):
    """Return the document with the cached text of every field replaced, the contents left alone.

    Repeated footnote marks keep theirs: LibreOffice 7.4 does not know NOTEREF and shows what is there.
    """
    contents, rest = document.split(b"</w:sdt>", 1)
    stale = rb'\1"separate"/></w:r>\2<w:t xml:space="preserve">STALE</w:t></w:r>'
    made, times = re.subn(
        rb'(<w:fldChar w:fldCharType=)"separate"/></w:r>(<w:r>(?:<w:rPr>(?:(?!</w:rPr>|rStyle).)*</w:rPr>)?)'
        rb'<w:t xml:space="preserve">[^<]*</w:t></w:r>',
        stale,
        rest,
    )
    assert times > 30
    return contents + b"</w:sdt>" + made


def _insert(document):
    """Return the document with one more numbered paragraph before the first."""
    first = document.index(b'<w:p><w:pPr><w:pStyle w:val="NumberedParagraph"/>')
    return document[:first] + INSERTED + document[first:]


def test_what_it_counts_is_what_we_wrote(converted):
    assert "STALE" not in converted["stale"]
    assert converted["stale"] == converted["written"]


def test_the_contents_are_shown_with_the_paragraphs_they_tell(converted):
    assert re.search(r"^Introduction\.{5,} ?1$", converted["pages"], re.MULTILINE)
    assert re.search(
        r"^Part II\. Widget making, take 2, 2024–29\.{5,} ?11–19$", converted["pages"], re.MULTILINE
    )


def test_the_pages_show_the_numbers_we_computed(converted):
    shown = converted["written"]
    assert re.findall(r"^(\d+)\. ", shown, re.MULTILINE) == [
        str(n) for n in sorted(converted["numbers"].paragraph.values())
    ]
    assert re.findall(r"^Key finding (\d+):", shown, re.MULTILINE) == ["1", "2", "3", "4"] * 2
    assert re.findall(r"^Part (\w+)\. ", shown, re.MULTILINE) == ["I", "II"]
    assert re.findall(r"^([A-Z])\. ", shown, re.MULTILINE) == ["A", "B"] * 2
    assert "(paragraphs 5–7 and 14–16)" in shown
    assert "Recommendations 2 and 3" in shown


def test_a_paragraph_put_in_moves_every_number_after_it(converted):
    assert "1. New one." in converted["longer"]
    assert "(paragraphs 6–8 and 15–17)" in converted["longer"]
    assert "draft decision in paragraph 21" in converted["longer"].replace("\n", " ")


def test_converted_to_text_it_shows_the_same_numbers(converted):
    lines = [line.strip() for line in converted["plain"].splitlines()]
    assert [line.split(". ")[0] for line in lines if re.match(r"\d+\. ", line)] == [
        str(n) for n in sorted(converted["numbers"].paragraph.values())
    ]
    assert "Key finding 4: They matter a lot." in lines
    assert "20. It asks for the two reports in GB.999/PFA/3 (paragraphs 5–7 and 14–16)." in lines
