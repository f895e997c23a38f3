"""The secretariat at work: a Word file changed paragraph by paragraph, as Word itself would write it."""

import copy
import io
import zipfile

from lxml import etree

from workbench.paper.ooxml import w

XML = "{http://www.w3.org/XML/1998/namespace}"
DOCUMENT, NOTES, HEADER = "word/document.xml", "word/footnotes.xml", "word/header1.xml"


class Secretariat:
    """One draft on a desk; paragraphs are found by a text in them, the first that has it."""

    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.roots = {}

    def root(self, part=DOCUMENT):
        if part not in self.roots:
            self.roots[part] = etree.fromstring(self.parts[part])
        return self.roots[part]

    @property
    def body(self):
        return self.root().find(w("body"))

    def save(self, path=None):
        """Write the file in its place, or elsewhere; return where."""
        self.parts |= {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            for name, root in self.roots.items()
        }
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in self.parts.items():
                package.writestr(zipfile.ZipInfo(name), part)  # the same content is the same file
        self.path = path or self.path
        self.path.write_bytes(content.getvalue())
        return self.path

    # Finding -----------------------------------------------------------------------------------

    def paragraphs(self, part=DOCUMENT):
        """Return the paragraphs of a part, the lines of the table of contents left out."""
        return [p for p in self.root(part).iter(w("p")) if not _style(p).startswith("TOC")]

    def find(self, text, *, nth=0, part=DOCUMENT):
        return [p for p in self.paragraphs(part) if text in shown(p)][nth]

    # Typing ------------------------------------------------------------------------------------

    def type(self, old, new, *, nth=0, part=DOCUMENT):
        """Replace some letters of a paragraph, which may be spread over runs; the first keeps its look."""
        paragraph = self.find(old, nth=nth, part=part)
        texts = [t for t in paragraph.iter(w("t")) if t.text]
        whole = "".join(t.text for t in texts)
        start = whole.index(old)
        end, at = start + len(old), 0
        for t in texts:
            first, last, at = at, at + len(t.text), at + len(t.text)
            if first < end and last > start:
                kept = t.text[: max(0, start - first)], t.text[max(0, min(end, last) - first) :]
                t.text = (new if first <= start else "").join(kept)
                t.set(f"{XML}space", "preserve")
        return paragraph

    def add_run(self, paragraph, text, *, bold=False, italic=False):
        run = etree.SubElement(paragraph, w("r"))
        looks = [name for name, is_on in (("b", bold), ("i", italic)) if is_on]
        if looks:
            properties = etree.SubElement(run, w("rPr"))
            for look in looks:
                etree.SubElement(properties, w(look))
        t = etree.SubElement(run, w("t"))
        t.text = text
        t.set(f"{XML}space", "preserve")
        return run

    # Paragraphs --------------------------------------------------------------------------------

    def enter(self, after, text, *, style=None):
        """Press Enter at the end of a paragraph and type; the new one has its style unless told."""
        new = etree.Element(w("p"))
        properties = after.find(w("pPr")) if after.tag == w("p") else None
        if properties is not None:
            new.append(copy.deepcopy(properties))
        if style is not None:
            for old in new.findall(w("pPr")):
                new.remove(old)
            properties = etree.SubElement(new, w("pPr"))
            etree.SubElement(properties, w("pStyle")).set(w("val"), self.style_id(style))
        for trace in new.iter(w("pageBreakBefore")):
            trace.getparent().remove(trace)
        if text:
            self.add_run(new, text)
        after.addnext(new)
        return new

    def style_id(self, name):
        for style in self.root("word/styles.xml").iter(w("style")):
            if style.find(w("name")).get(w("val")).lower() == name.lower():
                return style.get(w("styleId"))
        raise KeyError(name)

    def restyle(self, paragraph, name):
        paragraph.find(f"{w('pPr')}/{w('pStyle')}").set(w("val"), self.style_id(name))

    def delete(self, *elements):
        for element in elements:
            element.getparent().remove(element)

    def split(self, text, *, nth=0):
        """Press Enter right before some words that begin a run's text or stand in it."""
        paragraph = self.find(text, nth=nth)
        new = etree.Element(w("p"))
        new.append(copy.deepcopy(paragraph.find(w("pPr"))))
        paragraph.addnext(new)
        run = next(r for r in paragraph.iter(w("r")) if text in "".join(t.text or "" for t in r.iter(w("t"))))
        t = run.find(w("t"))
        before, behind = t.text.split(text, 1)
        tail = copy.deepcopy(run)
        tail.find(w("t")).text = text + behind
        t.text = before.rstrip()
        following = list(run.itersiblings())
        new.append(tail)
        new.extend(following)
        return new

    def join(self, first, second):
        """Press Del at the end of a paragraph."""
        for child in list(second):
            if child.tag != w("pPr"):
                first.append(child)
        self.delete(second)

    def forget_names(self, *names):
        """Take away bookmarks of ours: all, or those of these names."""
        for part in (DOCUMENT, NOTES):
            root = self.root(part)
            for mark in list(root.iter(w("bookmarkStart"))):
                name = mark.get(w("name"))
                if name.startswith("_evw_") and (not names or name in names):
                    self.delete(mark)

    def comment(self, paragraph, text, author="The secretariat"):
        """Hang a comment on a paragraph."""
        main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        self.parts["word/comments.xml"] = (
            f'<w:comments xmlns:w="{main}"><w:comment w:id="7" w:author="{author}">'
            f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>"
        ).encode()
        kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        types = self.root("[Content_Types].xml")
        override = etree.SubElement(types, types[-1].tag.replace("Default", "Override"))
        override.set("PartName", "/word/comments.xml")
        override.set("ContentType", kinds)
        relations = self.root("word/_rels/document.xml.rels")
        relation = etree.SubElement(relations, relations[0].tag)
        relation.set("Id", "rIdComments")
        relation.set("Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments")
        relation.set("Target", "comments.xml")
        mark = etree.SubElement(etree.SubElement(paragraph, w("r")), w("commentReference"))
        mark.set(w("id"), "7")

    def footnote(self, paragraph, text):
        """Insert a footnote at the end of a paragraph; return the run of its mark."""
        notes = self.root(NOTES)
        id = str(1 + max(int(note.get(w("id"))) for note in notes))
        note = etree.SubElement(notes, w("footnote"))
        note.set(w("id"), id)
        inside = etree.SubElement(note, w("p"))
        etree.SubElement(etree.SubElement(inside, w("r")), w("footnoteRef"))
        self.add_run(inside, " " + text)
        run = etree.SubElement(paragraph, w("r"))
        etree.SubElement(run, w("footnoteReference")).set(w("id"), id)
        return run


def shown(paragraph):
    """Return what a paragraph shows."""
    return "".join(t.text or "" for t in paragraph.iter(w("t")))


def _style(paragraph):
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if style is None else style.get(w("val")).upper()
