"""Word files that other programs wrote, or wrote again."""

from __future__ import annotations

import html
import re
import subprocess

import pytest

from tests.workbench.intake import clothes
from tests.workbench.intake.printed import Printing
from tests.workbench.intake.skeleton import listing, skeleton
from tests.workbench.intake.test_law_three import assert_same, read_back, stripped
from tests.workbench.intake.test_word_clothes import CONTENT, comparable
from tests.workbench.intake.word_clothes import HEAD, WordPrinter
from tests.workbench.paper.samples import sample
from workbench.importing import place_reading, read
from workbench.intake import read_bytes, read_source, shipped_units
from workbench.paper import write_paper
from workbench.starting import start_workspace

LIBREOFFICE = pytest.mark.needs("soffice")
WORD = "docx:Office Open XML Text"


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """A function that lets LibreOffice turn a file into a Word file, and returns that."""
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def convert(path, *options):
        folder = path.parent / "again"
        run = ["soffice", "--headless", f"-env:UserInstallation={profile}", *options, "--convert-to", WORD]
        subprocess.run([*run, "--outdir", folder, path], check=True, capture_output=True)
        return folder / f"{path.stem}.docx"

    return convert


@LIBREOFFICE
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_sample_comes_back_from_libreoffice(language, converted, tmp_path):
    state, ids = sample(language=language)
    write_paper(state, tmp_path / "draft.docx")
    again = converted(tmp_path / "draft.docx")
    assert_same(Printing(state, ids.paper).lines(), read_back(again.read_bytes()))


@pytest.fixture(scope="module")
def drafted(corpus, tmp_path_factory):
    """What the text of the real paper reads as, and the path of its draft."""
    folder = tmp_path_factory.mktemp("corpus")
    with start_workspace(folder / "W.evw") as workspace:
        reading = read(corpus / "gb340-pfa-7.txt", workspace.tree)
        place_reading(workspace, reading)
        write_paper(workspace.snapshot(), folder / "draft.docx")
    return listing(skeleton(reading)), folder / "draft.docx"


@pytest.mark.corpus
def test_the_real_paper_reads_the_same_from_its_draft(drafted):
    before, path = drafted
    reading = read_source(path, register=shipped_units())
    assert listing(skeleton(reading)) == before
    assert reading.unplaced == []


@pytest.mark.corpus
def test_the_real_paper_reads_the_same_without_bookmarks(drafted):
    before, path = drafted
    reading = read_bytes(stripped(path.read_bytes()), "draft.docx", register=shipped_units())
    assert listing(skeleton(reading)) == before


@LIBREOFFICE
@pytest.mark.corpus
def test_the_real_paper_reads_the_same_from_libreoffice(drafted, converted):
    before, path = drafted
    reading = read_source(converted(path), register=shipped_units())
    assert listing(skeleton(reading)) == before
    assert reading.unplaced == []


class WebPrinter(clothes.Printer):
    """Prints a paper as a web page."""

    _level = WordPrinter._level

    def __init__(self, content):
        super().__init__(content, clothes.Clothes(page=0))
        self.parts = []

    def page(self):
        self._paper()
        body = re.sub(r"(<li>.*?</li>\n)+", r"<ul>\g<0></ul>", "\n".join([*self.parts, ""]))
        title = f"<p>{self.content.symbol}</p>"
        return f'<html><head><meta charset="utf-8"></head><body>{title}{body}</body></html>'

    def _add(self, text, *, tight=True, wrap=True):
        level, words = self._level(text), html.escape(text)
        if text.startswith("• "):
            self.parts.append(f"<li>{words[2:]}</li>")
        else:
            self.parts.append(f"<h{level}>{words}</h{level}>" if level else f"<p>{words}</p>")

    def _rows(self, rows):
        cells = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows]
        self.parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")

    def _axis(self, part):
        if part.labels:
            self._rows([("Criterion", "Score"), *part.labels])

    def _table(self, advice):
        self._rows([HEAD, (advice.units, advice.priority, advice.time, advice.resources)])


@pytest.fixture
def web_page(tmp_path):
    path = tmp_path / "paper.html"
    path.write_text(WebPrinter(CONTENT).page(), encoding="utf-8")
    return path


@LIBREOFFICE
def test_a_web_page_saved_as_word_reads_as_the_text_does(web_page, converted):
    made = read_source(converted(web_page, "--infilter=HTML (StarWriter)"))
    assert comparable(made) == comparable(read_bytes(clothes.dress(CONTENT)))


@pytest.mark.needs("pandoc")
def test_a_file_of_pandoc_reads_as_the_text_does(web_page):
    path = web_page.with_suffix(".docx")
    subprocess.run(["pandoc", web_page, "-o", path], check=True)
    assert comparable(read_source(path)) == comparable(read_bytes(clothes.dress(CONTENT)))
