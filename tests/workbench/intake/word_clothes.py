"""The made-up paper as a Word file of another origin than ours: usual styles, or none, in many ways."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.workbench.intake.clothes import NOTE, Advice, Clothes, PaperContent, PartContent, Printer

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD = ("Responsible unit", "Priority", "Time implication", "Resource implication")
BOX = (
    "<w:r {ns}><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' id='box{id}'>"
    "<v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


@dataclass(frozen=True)
class WordClothes:
    """How the paper is set in Word: every choice here must leave the reading as it is."""

    headings: str = "styles"  # or "bold", "capitals", "outline"
    numbers: str = "typed"  # or "automatic"
    findings: str = "plain"  # or "table", "borders", "box"
    table: str = "plain"  # or "turned", "split", "merged", "sideways", "two heads", "labelled", "lines"
    bullets: str = "style"  # or "typed"
    ratings: str = "table"  # or "typed"


def without_notes(content: PaperContent) -> PaperContent:
    """The paper without its footnotes, which python-docx cannot write."""

    def bare(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(NOTE.sub("", text) for text in texts)

    parts = tuple(
        replace(
            part,
            scope=bare(part.scope),
            advice=tuple(replace(advice, headline=NOTE.sub("", advice.headline)) for advice in part.advice),
        )
        for part in content.parts
    )
    return replace(content, parts=parts, notes=())


class WordPrinter(Printer):
    """Prints a paper into a Word file; the lines of a text become paragraphs."""

    def __init__(self, content: PaperContent, worn: WordClothes) -> None:
        super().__init__(content, Clothes(page=0))
        self.worn = worn
        self.document = Document()
        self.boxes = 0
        if worn.numbers == "automatic":
            self.list_id = self._numbering()

    def printed(self) -> bytes:
        """The content of the file."""
        self.document.sections[0].header.paragraphs[0].text = self.content.symbol
        self._paper()
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()

    # What the printer of texts calls ---------------------------------------------------------------

    def _add(self, text: str, *, tight: bool = True, wrap: bool = True) -> None:
        level = self._level(text)
        finding = re.match(r"Key finding \d+: ", text)
        if level is not None:
            self._heading(text, level)
        elif finding:
            self._finding(text)
        elif text.startswith(("• ", "(a) ", "(b) ", "(c) ")):
            self._item(text)
        elif re.match(r"\d+\. ", text):
            self._numbered(text)
        else:
            self.document.add_paragraph(text)

    def _axis(self, part: PartContent) -> None:
        if not part.labels:
            return
        if self.worn.ratings == "typed":
            for label, score in part.labels:
                self.document.add_paragraph(f"{label} {score}")
            return
        table = self.document.add_table(rows=0, cols=2)
        for cells in (("Criterion", "Score"), *part.labels):
            row = table.add_row()
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text

    def _table(self, advice: Advice) -> None:
        values = [advice.units, advice.priority, advice.time, advice.resources]
        getattr(self, "_table_" + self.worn.table.replace(" ", "_"))(values)

    # Tables ----------------------------------------------------------------------------------------

    def _table_plain(self, values: list[str]) -> None:
        self._rows([HEAD, values])

    def _table_turned(self, values: list[str]) -> None:
        self._rows([[*HEAD[1:], HEAD[0]], [*values[1:], values[0]]])

    def _table_sideways(self, values: list[str]) -> None:
        self._rows(list(zip(HEAD, values, strict=True)))

    def _table_split(self, values: list[str]) -> None:
        first, _, rest = values[0].partition(", ")
        if not rest:
            self._rows([HEAD, values])
            return
        self._rows([HEAD, [f"{first},", *values[1:]]])
        self.document.add_paragraph()
        self._rows([[rest, "", "", ""]])

    def _table_merged(self, values: list[str]) -> None:
        table = self._rows([("", *HEAD), ("", *values)])
        for row in table.rows:
            merged = row.cells[0].merge(row.cells[1])
            merged.text = merged.text.strip()

    def _table_two_heads(self, values: list[str]) -> None:
        self._rows(
            [
                ("Responsible", "", "Time", "Resource"),
                ("unit", "Priority", "implication", "implication"),
                values,
            ]
        )

    def _table_labelled(self, values: list[str]) -> None:
        for name, value in zip(HEAD, values, strict=True):
            self.document.add_paragraph(f"{name}: {value}")

    def _table_lines(self, values: list[str]) -> None:
        for line in (*HEAD, *values):
            self.document.add_paragraph(line)

    def _rows(self, rows: Iterable[Iterable[str]]):
        rows = [list(row) for row in rows]
        table = self.document.add_table(rows=0, cols=len(rows[0]))
        for values in rows:
            for cell, text in zip(table.add_row().cells, values, strict=True):
                cell.text = text
        return table

    # Paragraphs ------------------------------------------------------------------------------------

    def _level(self, text: str) -> int | None:
        roles = ("scope", "findings", "assessment", "conclusions", "recommendations", "response")
        if text.startswith("Part I"):
            return 1
        if text in (self.clothes.heading("introduction"), self.clothes.heading("decision")):
            return 1
        if text in [self.clothes.heading(role) for role in roles]:
            return 2
        if re.match(r"(?:[A-Z]\. |Recommendations? [\d and]+$)", text):
            return 3
        return None

    def _heading(self, text: str, level: int) -> None:
        if self.worn.headings == "styles":
            self.document.add_heading(text, level)
            return
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text.upper() if self.worn.headings == "capitals" and level == 2 else text)
        if self.worn.headings == "outline":
            outline = OxmlElement("w:outlineLvl")
            outline.set(qn("w:val"), str(level - 1))
            paragraph._p.get_or_add_pPr().append(outline)
        else:
            run.bold = True

    def _finding(self, text: str) -> None:
        label, _, rest = text.partition(": ")
        if self.worn.findings == "table":
            cell = self.document.add_table(rows=1, cols=1).rows[0].cells[0]
            cell.paragraphs[0].add_run(f"{label}:").bold = True
            cell.paragraphs[0].add_run(f" {rest}")
        elif self.worn.findings == "box":
            self.boxes += 1
            box = BOX.format(ns=nsdecls("w"), id=self.boxes, text=text)
            self.document.add_paragraph()._p.append(parse_xml(box))
        else:
            paragraph = self.document.add_paragraph()
            paragraph.add_run(f"{label}:").bold = True
            paragraph.add_run(f" {rest}")
            if self.worn.findings == "borders":
                paragraph._p.get_or_add_pPr().append(_borders())

    def _item(self, text: str) -> None:
        if text.startswith("• ") and self.worn.bullets == "style":
            self.document.add_paragraph(text[2:], "List Bullet")
        else:
            self.document.add_paragraph(text)

    def _numbered(self, text: str) -> None:
        if self.worn.numbers == "typed":
            self.document.add_paragraph(text)
            return
        paragraph = self.document.add_paragraph(text.partition(". ")[2])
        numbering = parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{self.list_id}"/></w:numPr>'
        )
        paragraph._p.get_or_add_pPr().append(numbering)

    def _numbering(self) -> int:
        """Make a list that counts "1.", "2." and return its id."""
        root = self.document.part.numbering_part.element
        ids = [int(number.get(qn("w:abstractNumId"))) for number in root.findall(qn("w:abstractNum"))]
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{max(ids) + 1}"><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/>'
            '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        )
        root.findall(qn("w:abstractNum"))[-1].addnext(abstract)
        return int(root.add_num(max(ids) + 1).numId)


def _borders():
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="1" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>")


def dress(content: PaperContent, **choices: str) -> bytes:
    """Print ``content`` as a Word file in clothes that differ from the usual ones in ``choices``."""
    return WordPrinter(content, WordClothes(**choices)).printed()
