"""Small PDF files written by hand, and files of other programs turned to PDF by LibreOffice."""

from __future__ import annotations

import subprocess
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

FONTS = {"": "Helvetica", "b": "Helvetica-Bold", "i": "Helvetica-Oblique"}
SIZE = 10


@dataclass
class Sheet:
    """One page: what it draws, in order, and its links as (left, bottom, right, top, address)."""

    drawn: list[str] = field(default_factory=list)
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    more: str = ""

    def put(self, x: float, y: float, text: str, size: float = SIZE, font: str = "") -> Sheet:
        """Draw ``text`` from ``x`` on, on the baseline ``y``."""
        return self.draw(f"BT /F{font} {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj ET")

    def turned(self, x: float, y: float, text: str, size: float = SIZE) -> Sheet:
        """Draw ``text`` upwards."""
        return self.draw(f"BT /F {size} Tf 0 1 -1 0 {x} {y} Tm ({_escaped(text)}) Tj ET")

    def draw(self, operators: str) -> Sheet:
        """Add operators as they are."""
        self.drawn.append(operators)
        return self

    def paragraph(
        self, x: float, y: float, lines: Iterable[str], size: float = SIZE, font: str = ""
    ) -> Sheet:
        """Draw lines below each other, as those of a paragraph stand."""
        for place, line in enumerate(lines):
            self.put(x, y - 1.3 * size * place, line, size, font)
        return self


def picture() -> Sheet:
    """A page that is one picture."""
    return Sheet(["q 400 0 0 400 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"])


def pdf(*sheets: Sheet, trailer: str = "", catalog: str = "", objects: Sequence[str] = ()) -> bytes:
    """A PDF file of these pages, its content packed as usual; ``objects`` are numbered from 100."""
    found: dict[int, bytes] = {}
    kids = []
    for place, sheet in enumerate(sheets):
        page, content = 10 + 2 * place, 11 + 2 * place
        kids.append(f"{page} 0 R")
        links = "".join(
            f"<</Type/Annot/Subtype/Link/Rect[{a} {b} {c} {d}]/A<</S/URI/URI({url})>>>>"
            for a, b, c, d, url in sheet.links
        )
        found[page] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R/Annots[{links}]"
            f"/Resources<</Font<</F 3 0 R/Fb 4 0 R/Fi 5 0 R>>>>{sheet.more}>>"
        ).encode()
        packed = zlib.compress("\n".join(sheet.drawn).encode("latin-1"))
        found[content] = b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed)
    found[1] = f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode()
    found[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    for number, name in enumerate(FONTS.values(), 3):
        found[number] = f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode()
    found |= {100 + place: text.encode("latin-1") for place, text in enumerate(objects)}
    return _file(found, trailer)


def _file(objects: dict[int, bytes], trailer: str) -> bytes:
    data = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(data)
    data += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        data += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(objects) + 1
    data += f"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode("latin-1")
    return bytes(data)


def _escaped(text: str) -> str:
    text = text.encode("cp1252").decode("latin-1")
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def printed(path: Path, profile: Path) -> bytes:
    """The PDF file that LibreOffice makes of a document."""
    command = ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", path.parent, path], check=True, capture_output=True, timeout=180)
    return path.with_suffix(".pdf").read_bytes()
