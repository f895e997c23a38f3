"""Whether each value that came into a document stands in a row that names what it belongs to."""

from tests.workbench.merging.answers import is_text, reads
from tests.workbench.merging.expecting import printed


def check_explained(desk, book, before, after):
    """Check that nothing came into the document but texts that somebody typed into a row of theirs."""
    rows = [set(map(_shown, row)) for sheet in book.sheets for row in sheet.rows]
    marks = {home: set(map(_shown, texts)) for home, texts in desk.marks.items()}
    for node in after.walk():
        home = after.ancestor(node.id, "recommendation")
        old = before[node.id].fields if node.id in before else node.declaration.blank()
        for name, value in node.fields.items():
            if value != old[name] and value is not None and name != "unit":
                assert home is not None, "nobody was asked for this"
                if is_text(name) and isinstance(value, str):
                    text = printed(desk.sent.numbers, node.id, value)
                    assert any(text in row and row & marks[home.id] for row in rows), (node.id, name, text)


def _shown(value):
    return reads(f"{value:.0f}" if isinstance(value, float) else str(value or ""))
