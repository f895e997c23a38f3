"""A very small Word: it counts paragraphs, notes and sequences anew and refreshes every field."""

import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from workbench.numbering import letters, roman
from workbench.paper.ooxml import w

SHOWN = {"ROMAN": roman, "ALPHABETIC": letters, "ARABIC": str}


def parts(path):
    """Return every part of a package by name, as bytes."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def root(path, name="word/document.xml"):
    return etree.fromstring(parts(path)[name])


def style_names(path):
    return {
        style.get(w("styleId")): style.find(w("name")).get(w("val"))
        for style in root(path, "word/styles.xml").iter(w("style"))
    }


def paragraphs(path, name="word/document.xml", *, marks=True):
    """Return (style name, text) of every paragraph in order, with or without footnote marks."""
    names = style_names(path)
    found = []
    for paragraph in root(path, name).iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        runs = [run for run in paragraph.iter(w("r")) if marks or not _is_mark(run, names)]
        text = "".join(t.text or "" for run in runs for t in run.iter(w("t")))
        found.append((names[style.get(w("val"))] if style is not None else None, text))
    return found


def _is_mark(run, names):
    style = run.find(f"{w('rPr')}/{w('rStyle')}")
    return style is not None and names[style.get(w("val"))] == "footnote reference"


def texts(path, style):
    return [text for name, text in paragraphs(path) if name == style]


@dataclass
class Field:
    instruction: str = ""
    cached: str = ""
    fresh: str | None = None
    in_result: bool = False


@dataclass
class Word:
    """The state of one reading: counters, and what each bookmark holds."""

    numbered: set
    count: int = 0
    notes: int = 0
    sequences: dict = field(default_factory=dict)
    paragraph_of: dict = field(default_factory=dict)
    note_of: dict = field(default_factory=dict)
    text_of: dict = field(default_factory=dict)
    fields: list = field(default_factory=list)


def refreshed(path):
    """Return every field as (instruction, cached text, text after a refresh), in order.

    The contents are left out: their text is compared with the headings where they are tested.
    """
    word = Word(_numbered_styles(path))
    stories = [root(path)]
    if "word/footnotes.xml" in parts(path):
        stories.append(root(path, "word/footnotes.xml"))
    for story in stories:
        for paragraph in story.iter(w("p")):
            _read(paragraph, word)
    fields = [found for found in word.fields if not found.instruction.startswith(" TOC ")]
    for found in fields:
        if found.fresh is None:
            found.fresh = _target(found.instruction, word)
    return [(found.instruction, found.cached, found.fresh) for found in fields]


def printed_numbers(path):
    """Return the automatic number of each numbered paragraph with its text."""
    numbered = _numbered_styles(path)
    found = []
    for paragraph in root(path).iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and style.get(w("val")) in numbered:
            found.append("".join(t.text or "" for t in paragraph.iter(w("t"))))
    return list(enumerate(found, 1))


def _numbered_styles(path):
    numbering = root(path, "word/numbering.xml")
    decimal = {
        a.get(w("abstractNumId"))
        for a in numbering.iter(w("abstractNum"))
        if a.find(f"{w('lvl')}/{w('numFmt')}").get(w("val")) == "decimal"
    }
    numbers = {
        n.get(w("numId"))
        for n in numbering.iter(w("num"))
        if n.find(w("abstractNumId")).get(w("val")) in decimal
    }
    styles = {s.get(w("styleId")): s for s in root(path, "word/styles.xml").iter(w("style"))}

    def number(style):
        own = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        based = style.find(w("basedOn"))
        if own is None and based is not None:
            return number(styles[based.get(w("val"))])
        return None if own is None else own.get(w("val"))

    return {id for id, style in styles.items() if number(style) in numbers}


def _read(paragraph, word):
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    if style is not None and style.get(w("val")) in word.numbered:
        word.count += 1
    open_marks, current = {}, None
    for node in paragraph.iter():
        tag = etree.QName(node).localname
        if tag == "bookmarkStart":
            open_marks[node.get(w("id"))] = name = node.get(w("name"))
            word.paragraph_of[name], word.text_of[name] = word.count, ""
        elif tag == "bookmarkEnd":
            open_marks.pop(node.get(w("id")), None)
        elif tag == "footnoteReference":
            word.notes += 1
            for name in open_marks.values():
                word.note_of[name] = word.notes
        elif tag == "fldChar":
            kind = node.get(w("fldCharType"))
            if kind == "begin":
                current = Field()
                word.fields.append(current)
            elif kind == "separate":
                current.in_result = True
                current.fresh = _count(current.instruction, word)
                for name in open_marks.values():
                    word.text_of[name] += current.fresh or ""
            else:
                current = None
        elif tag == "instrText":
            current.instruction += node.text
        elif tag == "t":
            if current is not None:
                current.cached += node.text or ""
            else:
                for name in open_marks.values():
                    word.text_of[name] += node.text or ""


def _count(instruction, word):
    """Return the text of a field that counts, None for one that points."""
    sequence = re.fullmatch(r" SEQ (\S+) (?:\\\* (\w+) |\\r (\d+) \\h )", instruction)
    if not sequence:
        return "2" if instruction == " PAGE " else None
    name, shape, restart = sequence.groups()
    word.sequences[name] = int(restart) if restart else word.sequences.get(name, 0) + 1
    return "" if restart else SHOWN[shape](word.sequences[name])


def _target(instruction, word):
    kind, name, *switches = instruction.split()
    if kind == "NOTEREF":
        return str(word.note_of[name])
    assert kind == "REF", instruction
    return str(word.paragraph_of[name]) if "\\n" in switches else word.text_of[name]
