"""Word files written by hand, part by part, so that each can be wrong in its own way."""

from tests.workbench.spreadsheets.building import OFFICE, PACKAGE, zipped
from workbench.documents import read_document_bytes

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
NAMES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" xmlns:a="{DRAWING}/main" xmlns:c="{DRAWING}/chart"'
    f' xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:pic="{DRAWING}/picture" xmlns:dgm="{DRAWING}/diagram"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def p(content="", properties="", style=""):
    """Return a paragraph: a text, or runs and what else a paragraph can hold."""
    if style:
        properties = f'<w:pStyle w:val="{style}"/>{properties}'
    inner = content if content.startswith("<") else r(content) if content else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text, properties=""):
    """Return a run: a text, or elements."""
    inner = text if text.startswith("<") else f'<w:t xml:space="preserve">{text}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def style(id, inner="", *, name="", kind="paragraph", based="", default=False):
    """Return a style."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    usual = ' w:default="1"' if default else ""
    named = f'<w:name w:val="{name or id}"/>'
    return f'<w:style w:type="{kind}" w:styleId="{id}"{usual}>{named}{base}{inner}</w:style>'


def field(instruction, shown=None, run=""):
    """Return the runs of a field; one that shows None has no text, nor a place for it."""
    separate = "" if shown is None else r('<w:fldChar w:fldCharType="separate"/>', run)
    inner = shown if shown and shown.startswith("<") else r(shown, run) if shown else ""
    return (
        r('<w:fldChar w:fldCharType="begin"/>', run)
        + r(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>', run)
        + separate
        + inner
        + r('<w:fldChar w:fldCharType="end"/>', run)
    )


def tbl(*rows, properties=""):
    """Return a table; a row is a list of cells, a cell a text, blocks, or a ``tc``."""
    made = "".join(row if isinstance(row, str) else tr(*row) for row in rows)
    columns = max((len(row) for row in rows if not isinstance(row, str)), default=0)
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def tr(*cells, properties=""):
    made = (cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def tc(content="", properties=""):
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def level(depth, form="decimal", text="%1.", inner="", start=1):
    """Return one level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{inner}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(id, *levels, inner=""):
    return f'<w:abstractNum w:abstractNumId="{id}">{inner}{"".join(levels)}</w:abstractNum>'


def num(id, family, inner=""):
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{family}"/>{inner}</w:num>'


def listed(list_id, depth=0):
    """Return the properties that put a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'


def related(kind, target, id="", outside=False):
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{id or target}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def parts(body="", *, relations="", more=None, **inner):
    """Return the parts of a document; ``inner`` is what stands in parts beside it, by their name.

    ``more`` are whole parts. A header is called ``header1``, a chart ``chart1``; their ids are their names.
    """
    made = {
        "[Content_Types].xml": content_types("document", *inner),
        "_rels/.rels": rels(related("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
    }
    for name, content in inner.items():
        kind = name.rstrip("0123456789")
        path = f"charts/{name}.xml" if kind == "chart" else f"{name}.xml"
        root = {"header": "w:hdr", "footer": "w:ftr", "chart": "c:chartSpace"}.get(kind, f"w:{name}")
        made[f"word/{path}"] = f"<{root} {NAMES}>{content}</{root}>"
        relations += related(kind, path, name)
    made["word/_rels/document.xml.rels"] = rels(relations)
    return made | (more or {})


def content_types(*names):
    """Return what kinds the parts are of: other programs want to know."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {name: f"{word}.{'document.main' if name == 'document' else name}+xml" for name in names}
    overrides = (
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = f'<Default Extension="rels" ContentType="{relations}"/>'
    return (
        f'<Types xmlns="{PACKAGE}/content-types">{defaults}'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>'
    )


def rels(inner):
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def docx(body="", **options):
    """Return a document as the content of its file; see ``parts``."""
    return zipped(parts(body, **options))


def read(body="", **options):
    """Return a document made by hand as it is read."""
    return read_document_bytes(docx(body, **options), "X.docx")


def lines(body="", **options):
    """Return the paragraphs of a document with their labels."""
    return [f"{block.label} {block.text}".strip() for block in read(body, **options).blocks]


def only(body="", **options):
    """Return the only block of a document."""
    [block] = read(body, **options).blocks
    return block
