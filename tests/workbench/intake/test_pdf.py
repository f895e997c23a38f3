"""PDF files as lines: order, columns, cells, footnotes, running lines, looks and links."""

from __future__ import annotations

import re

from tests.workbench.intake.pdf_files import Sheet, pdf
from workbench.intake import read_bytes, tables
from workbench.intake.joining import Joiner
from workbench.intake.pdf import source_of_pdf

LINES = [
    "The first line of a paragraph that is as long as the others are",
    "and goes on in the second, which is followed by a third one that",
    "ends here.",
]


def source(*sheets: Sheet):
    return source_of_pdf(pdf(*sheets), "paper.pdf")


def shown(*sheets: Sheet) -> list[str]:
    """The non-blank lines without their margins."""
    return [line.strip() for line in source(*sheets).lines if line.strip()]


def marked(found) -> list[tuple[str, bool, bool, str]]:
    """Every marked stretch with its look and its link."""
    return [
        (row.text[mark.start : mark.end], mark.bold, mark.italic, mark.url)
        for row in found.given.rows
        for mark in row.marks
    ]


def test_lines_come_in_the_order_of_the_page_and_not_of_the_file() -> None:
    sheet = Sheet().put(72, 600, LINES[2]).put(72, 626, LINES[0]).put(72, 613, LINES[1])
    assert shown(sheet) == LINES


def test_more_space_than_between_lines_is_a_blank_line() -> None:
    sheet = Sheet().paragraph(72, 700, LINES).paragraph(72, 650, LINES)
    assert source(sheet).lines[:7] == [*LINES, "", *LINES]


def test_what_is_drawn_word_by_word_is_one_line() -> None:
    sheet = (
        Sheet().paragraph(72, 700, LINES).put(72, 600, "Drawn").put(103, 600, "in").put(114, 600, "pieces")
    )
    assert shown(sheet)[-1] == "Drawn in pieces"


def test_what_is_drawn_letter_by_letter_is_words() -> None:
    found, x = Sheet().put(72, 700, "A big title above", 20), 72.0
    for place in range(40):
        for letter, width in (("w", 7.22), ("o", 5.56), ("r", 3.33), ("d", 5.56 + 2.78)):
            found.put(x, 650 - 13 * (place // 10), letter)
            x += width
        x = x if place % 10 != 9 else 72.0
    assert shown(found)[1:] == [" ".join(["word"] * 10)] * 4


def test_the_number_of_a_paragraph_stands_before_it_and_its_margin_is_no_indent() -> None:
    sheet = Sheet().put(72, 700, "12.").paragraph(100, 700, LINES)
    found = source(sheet)
    assert found.lines[:3] == [f"12. {LINES[0]}", *LINES[1:]]


def test_letters_that_typesetting_drew_together_are_apart_and_hyphens_are_left_to_the_joiner() -> None:
    sheet = Sheet().paragraph(72, 700, [*LINES, "This co\xad", "operation is a di-", "vision of words."])
    text = Joiner("").join(source(sheet).given.rows[3:]).text
    assert text.replace("-", "") == "This cooperation is a division of words."


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"The left column has this for its line {n} of text" for n in range(9)]
    right = [f"The right column shows that as line {n} of text" for n in range(9)]
    sheet = Sheet().put(72, 760, "A title over both of the columns of this page, as wide as it is", 14, "b")
    sheet.paragraph(72, 700, left).paragraph(330, 700, right)
    found = source(sheet)
    assert [line.strip() for line in found.lines if line.strip()][1:] == left + right
    assert {row.indent for row in found.given.rows} == {0}


def table(sheet: Sheet, y: float, rows: list[list[str]], places=(72, 260, 330, 430)) -> Sheet:
    for row in rows:
        for x, cell in zip(places, row, strict=True):
            if cell:
                sheet.put(x, y, cell)
        y -= 13
    return sheet


HEAD = ["Responsible unit", "Priority", "Time implication", "Resource implication"]
VALUES = {
    "responsible_units": "ENTERPRISES, DDG/P and regional offices, GED/ILOAIDS",
    "priority": "High",
    "time_implication": "Short- to medium-term",
    "resource_implication": "Within existing resources",
}


def test_the_cells_of_a_table_are_told_apart() -> None:
    rows = [
        HEAD,
        ["ENTERPRISES, DDG/P and", "High", "Short- to", "Within existing"],
        ["regional offices,", "", "medium-term", "resources"],
        ["GED/ILOAIDS", "", "", ""],
    ]
    found = source(table(Sheet().paragraph(72, 760, LINES), 600, rows))
    assert tables.read(found.given.rows[3:], Joiner(found.text)).values == VALUES


def test_cells_in_the_middle_of_their_row_are_told_apart() -> None:
    rows = [HEAD, ["ENTERPRISES, DDG/P and", "", "", ""], ["regional offices,", "", "", ""]]
    sheet = table(Sheet().paragraph(72, 760, LINES), 600, [*rows, ["GED/ILOAIDS", "", "", ""]])
    for x, upper, lower in (
        (260, "High", ""),
        (330, "Short- to", "medium-term"),
        (430, "Within existing", "resources"),
    ):
        sheet.put(x, 581, upper).put(x, 568, lower)
    found = source(sheet)
    assert tables.read(found.given.rows[3:], Joiner(found.text)).values == VALUES


def test_heads_on_two_lines_are_one() -> None:
    rows = [["Responsible", "Priority", "Time", "Resource"], ["unit", "", "implication", "implication"]]
    sheet = table(
        Sheet().paragraph(72, 760, LINES), 600, [*rows, ["ENTERPRISES", "High", "Long-term", "Low"]]
    )
    head, cells = shown(sheet)[3:]
    assert re.split(" {3,}", head) == HEAD
    assert cells.split() == ["ENTERPRISES", "High", "Long-term", "Low"]


def test_cells_that_are_drawn_in_one_go_are_told_apart() -> None:
    row = "BT /F 10 Tf 1 0 0 1 72 600 Tm [(ENTERPRISES) -9000 (High) -6000 (Long-term) -5000 (Low)] TJ ET"
    line = shown(Sheet().paragraph(72, 760, LINES).draw(row))[-1]
    assert [cell for cell in line.split("   ") if cell] == ["ENTERPRISES", "High", "Long-term", "Low"]


def noted(y: float = 120, number: str = "1") -> Sheet:
    sheet = Sheet().paragraph(72, 700, LINES).put(72, 640, "A sentence with a mark.")
    sheet.put(176.5, 644, number, 6).put(186, 640, "And one more sentence behind it")
    return sheet.put(72, y + 3, number, 5).put(76, y, "What the footnote says, in smaller type, goes on", 8)


def test_raised_digits_stay_raised_and_take_no_digit_in() -> None:
    sheet = Sheet().paragraph(72, 700, LINES).put(72, 640, "In 2014").put(106, 644, "12", 6)
    assert shown(sheet.put(116, 640, "there was more."))[-1] == "In 2014¹² there was more."


def test_footnotes_stand_below_the_text_with_their_marks() -> None:
    sheet = noted().put(72, 111, "and ends here.", 8)
    assert shown(sheet)[3:] == [
        "A sentence with a mark.¹ And one more sentence behind it",
        "¹ What the footnote says, in smaller type, goes on",
        "and ends here.",
    ]


def test_a_footnote_that_goes_on_overleaf_is_whole() -> None:
    second = Sheet().paragraph(72, 700, LINES).put(72, 130, "and on the next page ends.", 8)
    second.put(72, 113, "2", 5).put(76, 110, "Another footnote.", 8)
    found = shown(noted(), second)
    assert found[4:6] == ["¹ What the footnote says, in smaller type, goes on", "and on the next page ends."]
    assert found[-1] == "² Another footnote."


WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def running(number: int) -> Sheet:
    sheet = Sheet().put(72, 800, "GB.340/PFA/7").put(500, 800, str(number))
    text = [f"{word} and page says something else".title() for word in WORDS[number : number + 4]]
    return sheet.paragraph(72, 760, text).put(290, 40, "Geneva office, all rights kept")


def test_what_stands_at_the_same_place_of_every_page_is_furniture() -> None:
    found = source(*(running(number) for number in range(1, 6)))
    beside = [found.lines[line - 1].split() for line in sorted(found.given.furniture)]
    assert beside[:2] == [["GB.340/PFA/7", "1"], ["Geneva", "office,", "all", "rights", "kept"]]
    assert len(beside) == 10


def test_turned_text_is_furniture_and_a_turned_page_is_text() -> None:
    found = source(Sheet().paragraph(72, 700, LINES).turned(60, 300, "Score"))
    assert [found.lines[line - 1] for line in found.given.furniture] == ["Score"]
    page, overhead = Sheet(more="/Rotate 90"), Sheet(more="/Rotate 180")
    for place, line in enumerate(LINES):
        page.turned(100 + 13 * place, 72, line)
        overhead.draw(f"BT /F 10 Tf -1 0 0 -1 500 {100 + 13 * place} Tm ({line}) Tj ET")
    assert shown(page) == shown(overhead) == LINES


def test_emphasis_is_marked_where_not_all_of_the_text_has_it() -> None:
    sheet = Sheet().put(72, 740, "A heading", 10, "b").paragraph(72, 700, LINES)
    sheet.put(72, 640, "Read ").put(97, 640, "The Book", font="i").put(140, 640, ", please.")
    assert marked(source(sheet)) == [("The Book", False, True, "")]


def test_a_heading_right_above_its_text_is_parted_from_it() -> None:
    sheet = Sheet().put(72, 713, "A heading", 10, "b").paragraph(72, 700, LINES)
    assert source(sheet).lines[:3] == ["A heading", "", LINES[0]]


def test_links_are_marked_and_not_followed() -> None:
    sheet = Sheet().paragraph(72, 700, LINES)
    sheet.links = [(72, 698, 109, 710, "https://example.org/x"), (72, 685, 105, 697, "file:///etc/passwd")]
    [(text, _, _, url)] = marked(source(sheet))
    assert (text.strip(), url) == ("The first", "https://example.org/x")


def test_an_address_that_leads_to_itself_is_text() -> None:
    sheet = Sheet().paragraph(72, 700, LINES).put(72, 640, "See www.example.org/x.")
    sheet.links = [(92, 638, 175, 650, "https://www.example.org/x")]
    assert marked(source(sheet)) == []


def test_text_that_recognition_put_behind_a_picture_is_read() -> None:
    sheet = Sheet(["3 Tr"]).paragraph(72, 700, LINES)
    assert shown(sheet) == LINES


def test_a_page_without_text_is_listed() -> None:
    text = Sheet().paragraph(72, 700, [*LINES, *LINES])
    found = source(text, Sheet(["72 72 100 100 re f"]), text)
    assert [remark.message.split(";")[0] for remark in found.given.remarks] == [
        "Page 2 shows something but holds no text"
    ]


def test_letters_beyond_the_first_plane_shift_nothing() -> None:
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        "1 beginbfchar <41> <D835DC00> endbfchar endcmap end"
    )
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 101 0 R>>"
    stream = f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream"
    sheet = Sheet(["BT /X 10 Tf 72 640 Td (A) Tj ET"], more="/Resources<</Font<</F 3 0 R/X 100 0 R>>>>")
    sheet.paragraph(72, 600, LINES)
    found = source_of_pdf(pdf(sheet, objects=[font, stream]), "x.pdf")
    assert [line for line in found.lines if line][-3:] == LINES


def test_headings_that_are_bold_above_a_bold_label_have_only_their_look() -> None:
    sheet = Sheet()
    lines = [("Part I. Wells 2019–23", "b"), ("Summary of findings", "b"), ("A. Relevance", "b")]
    for place, (text, font) in enumerate(lines):
        sheet.put(60, 760 - 13 * place, text, font=font)
    sheet.put(60, 721, "Key finding 1: ", font="b").put(133, 721, "Wells answer a need.")
    sheet.put(60, 690, "1.  Villages named water first in all 12 surveys of the year.")
    reading = read_bytes(pdf(sheet), "x.pdf")
    headings = [
        node.fields[name]
        for node in reading.root.walk()
        for name in ("title", "heading")
        if name in node.fields
    ]
    assert headings == ["Wells 2019–23", "Summary of findings", "Relevance"]
