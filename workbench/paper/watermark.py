"""A word across every page, as Word's own watermark: a shape behind the text, held by the headers."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from workbench.paper.ooxml import Element, W, w

if TYPE_CHECKING:
    from collections.abc import Iterable

_V = "urn:schemas-microsoft-com:vml"
_O = "urn:schemas-microsoft-com:office:office"
_SHAPE = f"""
<w:r xmlns:w="{W}" xmlns:v="{_V}" xmlns:o="{_O}">
 <w:rPr><w:noProof/></w:rPr>
 <w:pict>
  <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
    path="m@7,l@8,m@5,21600l@6,21600e">
   <v:formulas>
    <v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
    <v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
    <v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>
    <v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/>
   </v:formulas>
   <v:path textpathok="t" o:connecttype="custom"
     o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
   <v:textpath on="t" fitshape="t"/>
   <v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>
   <o:lock v:ext="edit" text="t" shapetype="t"/>
  </v:shapetype>
  <v:shape type="#_x0000_t136" o:allowincell="f" fillcolor="silver" stroked="f">
   <v:fill opacity=".5"/>
   <v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt"/>
  </v:shape>
 </w:pict>
</w:r>
"""
_PLACE = (
    "position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;"
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
_DIAGONAL = 460  # points: what fits across the text of an A4 page when it is turned
_HIGHEST = 150
_LETTER = 0.72  # how wide a letter is for its height

_NAME = "PowerPlusWaterMarkObject"  # Word's own: by it "Remove Watermark" finds the shape


def add_watermark(headers: Iterable[Element], text: str) -> None:
    """Put ``text`` across every page that has one of these headers; each has a paragraph."""
    for number, header in zip(count(1), headers, strict=False):
        paragraph = next(header.iter(w("p")))
        paragraph.append(_shape(text, number))


def _shape(text: str, number: int) -> Element:
    run = etree.fromstring(_SHAPE, etree.XMLParser(remove_blank_text=True))
    shape = next(run.iter(f"{{{_V}}}shape"))
    height = min(_HIGHEST, round(_DIAGONAL / max(1, len(text)) / _LETTER))
    width = min(_DIAGONAL, round(height * len(text) * _LETTER))
    shape.set("id", f"{_NAME}{number}")
    shape.set(f"{{{_O}}}spid", f"_x0000_s{2048 + number}")
    shape.set("alt", text)
    shape.set("style", _PLACE.format(width=width, height=height))
    shape[-1].set("string", text)
    return run
