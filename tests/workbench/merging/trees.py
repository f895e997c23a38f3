"""Small trees of sections and paragraphs, made by hand."""

from workbench.edits import Edit
from workbench.tree import Tree


def tree_of(shape, texts=None):
    """Return a tree of sections and paragraphs: {section id: [paragraph ids]} below workspace 1."""
    tree = Tree()
    insert(tree, 1, None, 0, "workspace")
    for section, paragraphs in shape.items():
        insert(tree, section, 1, len(tree[1].children), "section")
        for paragraph in paragraphs:
            text = {"text": (texts or {}).get(paragraph)}
            insert(tree, paragraph, section, len(tree[section].children), "paragraph", text)
    return tree


def insert(tree, id, parent, index, kind, fields=()):
    place = {"parent": parent, "index": index, "kind": kind, "fields": dict(fields)}
    tree.apply(Edit("insert", id, None, None, place))
