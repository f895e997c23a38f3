"""PDF files that hold no paper, or not all of one: refused in a sentence, and never a crash."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workbench.intake.pdf_files import Sheet, pdf, picture
from workbench.errors import UserError
from workbench.intake import pdf as reader
from workbench.intake import read_bytes, read_source
from workbench.intake.pdf import source_of_pdf

TEXT = [
    f"Line {word} of a text that could be read if all of it were there" for word in ("one", "two", "three")
]
SOUND = pdf(*(Sheet().paragraph(72, 700, TEXT) for _ in range(4)))
LOCK = "<</Filter/Standard/V 1/R 2/O({0})/U({0})/P -4>>".format("x" * 32)


def refusal(data: bytes) -> str:
    with pytest.raises(UserError) as refused:
        source_of_pdf(data, "paper.pdf")
    message = str(refused.value)
    assert message.startswith("paper.pdf was refused: ")
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_a_scanned_paper_is_told_to_need_recognition() -> None:
    assert "text recognition (OCR)" in refusal(pdf(picture(), picture()))


def test_a_scan_with_page_numbers_is_a_scan() -> None:
    assert "text recognition (OCR)" in refusal(pdf(*(picture().put(290, 40, str(n)) for n in range(9))))


def test_letters_without_a_meaning_are_told_to_need_recognition() -> None:
    sheet = Sheet().paragraph(72, 700, ["!\"#$ %&'( )*+, -./:; <=>? @[]^ _`{|} ~"] * 9)
    assert "fonts do not tell" in refusal(pdf(sheet))


def test_empty_pages() -> None:
    assert "empty" in refusal(pdf(Sheet(), Sheet()))


def test_a_password() -> None:
    assert "password" in refusal(pdf(Sheet().paragraph(72, 700, TEXT), trailer=f"/Encrypt {LOCK}/ID[(a)(a)]"))


@pytest.mark.parametrize("share", [0.1, 0.4, 0.7, 0.95])
def test_a_file_that_breaks_off(share: float) -> None:
    assert "breaks off" in refusal(SOUND[: int(share * len(SOUND))])


def test_a_text_that_does_not_unpack() -> None:
    start = SOUND.index(b"stream") + 20
    assert "damaged" in refusal(SOUND[:start] + b"\0\xff\0\xff" + SOUND[start + 4 :])


def test_a_text_that_is_not_there() -> None:
    assert "damaged" in refusal(SOUND.replace(b"11 0 obj", b"91 0 obj"))


def test_no_pages_and_no_document() -> None:
    assert "damaged" in refusal(pdf())
    assert "damaged" in refusal(b"%PDF-1.4\nnothing to speak of\n%%EOF\n")


def test_too_many_pages() -> None:
    assert "pages" in refusal(pdf(*[Sheet()] * 1001))


def test_too_many_bytes_are_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BYTES", len(SOUND) - 1)
    assert "MB" in refusal(SOUND)
    path = tmp_path / "paper.pdf"
    path.write_bytes(SOUND)
    monkeypatch.setattr(Path, "read_bytes", pytest.fail)
    with pytest.raises(UserError, match="far more than any paper"):
        read_source(path)


def test_a_portfolio_of_other_files() -> None:
    names = "/Collection<</View/T>>/Names<</EmbeddedFiles<</Names[(a)100 0 R]>>>>"
    file = "<</Type/Filespec/F(a.txt)/EF<</F 101 0 R>>>>"
    sheet = Sheet().paragraph(72, 700, TEXT)
    data = pdf(sheet, catalog=names, objects=[file, "<</Length 1>>\nstream\nx\nendstream"])
    assert "other files" in refusal(data)


def test_a_file_beside_a_paper_does_not_matter() -> None:
    names = "/Names<</EmbeddedFiles<</Names[(a)100 0 R]>>>>"
    file = "<</Type/Filespec/F(a.txt)/EF<</F 101 0 R>>>>"
    sheet = Sheet().paragraph(72, 700, TEXT)
    data = pdf(sheet, catalog=names, objects=[file, "<</Length 1>>\nstream\nx\nendstream"])
    assert source_of_pdf(data, "paper.pdf").lines[:3] == TEXT


def test_scripts_and_actions_are_left_alone(tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    actions = f"/OpenAction<</S/JavaScript/JS(app.launchURL\\('file://{touched}'\\))>>/AA<</WC 100 0 R>>"
    launch = f"<</S/Launch/F(touch {touched})>>"
    found = source_of_pdf(pdf(Sheet().paragraph(72, 700, TEXT), catalog=actions, objects=[launch]), "x.pdf")
    assert found.lines[:3] == TEXT
    assert not touched.exists()


def test_text_that_is_no_paper() -> None:
    with pytest.raises(UserError, match="no part under the usual headings"):
        read_bytes(SOUND, "paper.pdf")


def test_bytes_before_the_file_do_not_matter() -> None:
    with pytest.raises(UserError, match="no part under the usual headings"):
        read_bytes(b"\r\n" * 400 + SOUND, "paper.dat")


def test_five_hundred_damaged_files_are_refused_or_read(tmp_path: Path) -> None:
    path = tmp_path / "sound.pdf"
    path.write_bytes(pdf(*(Sheet().paragraph(72, 700, TEXT * (page + 1)) for page in range(12))))
    command = [sys.executable, "-m", "tests.workbench.intake.damaging", path, "500"]
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, cwd=root)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert sum(found.values()) == 500
    assert found["read the same"] > 50
    assert sum(count for what, count in found.items() if re.search("breaks off|damaged", what)) > 150
    assert found.get("read otherwise", 0) <= 25  # a letter of a font's name, the place of a page


def test_a_page_with_more_text_than_it_can_show_is_refused() -> None:
    crowded = Sheet(["BT /F 10 Tf 1 0 0 1 60 600 Tm", *["(a) Tj"] * 30_000, "ET"])
    with pytest.raises(UserError, match=r"^x\.pdf was refused: page 2 holds far more text .*\.$"):
        source_of_pdf(pdf(Sheet().put(60, 700, "One page with enough text."), crowded), "x.pdf")


def test_of_very_many_links_only_the_first_are_read() -> None:
    sheet = Sheet().put(60, 700, "A page with a hundred thousand links, of which one is meant.")
    sheet.links = [(60, 695, 80, 712, "https://www.example.org")] + [
        (60, 1, 80, 2, "https://x.org")
    ] * 100_000
    given = source_of_pdf(pdf(sheet), "x.pdf").given
    assert given is not None
    assert given.rows is not None
    assert [mark.url for row in given.rows for mark in row.marks] == ["https://www.example.org"]
