"""Whether each value that came into a document stands in a row that names what it belongs to."""

from tests.workbench.merging.answers import is_text, reads
from tests.workbench.merging.desk import IDS, REFERENCE
from tests.workbench.merging.expecting import printed

HEADLINE = "recommendation.headline"


def check_explained(desk, book, before, after):
    """Check that nothing came into the document but texts that somebody typed into a row of theirs."""
    rows = [set(map(_shown, row)) for sheet in book.sheets for row in sheet.rows]
    marks = _marks(desk)
    for node in after.walk():
        home = after.ancestor(node.id, "recommendation")
        old = before[node.id].fields if node.id in before else node.declaration.blank()
        for name, value in node.fields.items():
            if value != old[name] and value is not None and name != "unit":
                assert home is not None, "nobody was asked for this"
                if is_text(name) and isinstance(value, str):
                    text = printed(after, desk.sent.numbers, node.id, value)
                    assert any(text in row and row & marks[home.id] for row in rows), (node.id, name, text)


def _shown(value):
    return reads(f"{value:.0f}" if isinstance(value, float) else str(value or ""))


def _marks(desk):
    """Return what a row can be known by, by the id of its recommendation."""
    found = {}
    for table in desk.as_sent.values():
        for line in table.lines:
            if line.about is not None:
                home = desk.sent.tree.ancestor(line.about, "recommendation").id
                texts = (line.cells[REFERENCE], line.cells[HEADLINE], line.cells[IDS[table.role]])
                found.setdefault(home, set()).update(_shown(text) for text in texts if text)
    return found
