"""Text documents of any program, read without trusting them."""

from workbench.documents.document import (
    Block,
    Cell,
    Change,
    Chart,
    Comment,
    Document,
    Paragraph,
    Span,
    Table,
    paragraphs,
)
from workbench.documents.reading import read_document, read_document_bytes

__all__ = [
    "Block",
    "Cell",
    "Change",
    "Chart",
    "Comment",
    "Document",
    "Paragraph",
    "Span",
    "Table",
    "paragraphs",
    "read_document",
    "read_document_bytes",
]
