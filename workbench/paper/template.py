"""Make our Word template: ``python -m workbench.paper.template`` writes resources/paper/template.docx.

The package is put together from text here, so that it holds nothing we did not put in and comes
out the same to the byte. The look of every style is declared in :mod:`workbench.paper.look`.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from workbench.paper.look import STYLES
from workbench.paper.ooxml import R, W

TARGET = Path(__file__).parents[2] / "resources" / "paper" / "template.docx"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "fontTable": "fontTable",
    "footnotes": "footnotes",
    "theme": "theme",
}
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"


def _content_type(kind: str) -> str:
    return _THEME_TYPE if kind == "theme" else f"{_MAIN}.{kind}+xml"


_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_content_type(kind)}"/>'
        for name, kind in _PARTS.items()
    )
    + '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)

_PACKAGE_RELATIONSHIPS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/></Relationships>'
)

_DOCUMENT_RELATIONSHIPS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/relationships/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(_PARTS, 1)
    )
    + "</Relationships>"
)

_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator></dc:creator>'
    "<cp:lastModifiedBy></cp:lastModifiedBy></cp:coreProperties>"
)

_DOCUMENT = (
    f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:p/><w:sectPr>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709"'
    ' w:gutter="0"/><w:cols w:space="708"/><w:titlePg/></w:sectPr></w:body></w:document>'
)

_NUMBERING = (
    f'<w:numbering xmlns:w="{W}">'
    '<w:abstractNum w:abstractNumId="1"><w:nsid w:val="0E5A1B01"/><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:pStyle w:val="NumberedParagraph"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:nsid w:val="0E5A1B02"/><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="907" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)

_SETTINGS = (
    f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)

_FONTS = (
    f'<w:fonts xmlns:w="{W}"><w:font w:name="Noto Sans"><w:altName w:val="Arial"/>'
    '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
    '<w:font w:name="Arial"><w:charset w:val="00"/><w:family w:val="swiss"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)

_COLOURS = {
    **{"dk1": "000000", "lt1": "FFFFFF", "dk2": "230050", "lt2": "EBF0FA", "accent1": "1E2DBE"},
    **{"accent2": "05D2D2", "accent3": "FA3C4B", "accent4": "8CE164", "accent5": "FFCD2D"},
    **{"accent6": "960A55", "hlink": "1E2DBE", "folHlink": "960A55"},
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_THEME_FONT = '<a:latin typeface="Noto Sans"/><a:ea typeface=""/><a:cs typeface=""/>'

_THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Paper"><a:themeElements>'
    '<a:clrScheme name="Paper">'
    + "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    + f'</a:clrScheme><a:fontScheme name="Paper"><a:majorFont>{_THEME_FONT}</a:majorFont>'
    f'<a:minorFont>{_THEME_FONT}</a:minorFont></a:fontScheme><a:fmtScheme name="Paper">'
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
    "</a:fmtScheme></a:themeElements></a:theme>"
)

FOOTNOTES = (
    f'<w:footnotes xmlns:w="{W}" xmlns:r="{R}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240"'
    ' w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240"'
    ' w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def _styles() -> str:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans"'
        ' w:eastAsia="Microsoft YaHei" w:cs="Arial"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
        '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="120" w:line="264"'
        ' w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    return f'<w:styles xmlns:w="{W}">{defaults}{"".join(style.xml() for style in STYLES)}</w:styles>'


def parts() -> dict[str, str]:
    """Return every part of the template by its name in the package, in the order of the package."""
    return {
        "[Content_Types].xml": _HEAD + _CONTENT_TYPES,
        "_rels/.rels": _HEAD + _PACKAGE_RELATIONSHIPS,
        "docProps/core.xml": _HEAD + _CORE,
        "word/document.xml": _HEAD + _DOCUMENT,
        "word/_rels/document.xml.rels": _HEAD + _DOCUMENT_RELATIONSHIPS,
        "word/styles.xml": _HEAD + _styles(),
        "word/numbering.xml": _HEAD + _NUMBERING,
        "word/settings.xml": _HEAD + _SETTINGS,
        "word/fontTable.xml": _HEAD + _FONTS,
        "word/footnotes.xml": _HEAD + FOOTNOTES,
        "word/theme.xml": _HEAD + _THEME,
    }


def write(target: Path = TARGET) -> None:
    """Write the template; the same script writes the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as package:
        for name, text in parts().items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode())


if __name__ == "__main__":
    write()
