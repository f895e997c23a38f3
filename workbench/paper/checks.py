"""Our own checks of a Word package, for what schema validators let pass.

A reference without a target, a field that never ends, numbering that nobody defined and a cell
without a paragraph are all valid by the schema; Word shows an error, or repairs the file.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml import etree

from workbench.paper.ooxml import Element, value_of, w

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STORIES = re.compile(r"word/(document|footnotes|header\d*|footer\d*)\.xml")
_TARGET = re.compile(r"\s*(?:REF|NOTEREF|PAGEREF)\s+(\S+)")
_LONGEST_NAME = 40


def problems(path: Path) -> list[str]:
    """Return what is wrong with a .docx file in sentences; none for a sound one."""
    with ZipFile(path) as package:
        parts = {
            name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")
        }
    stories = {name: root for name, root in parts.items() if _STORIES.fullmatch(name)}
    found = [*_bookmark_problems(stories), *_field_problems(stories), *_number_problems(parts)]
    found += [*_note_problems(parts), *_style_problems(parts, stories), *_cell_problems(stories)]
    return found


def instructions(root: Element) -> Iterator[str]:
    """Yield the instruction of every complex field below an element, in order of their beginnings."""
    for begin in root.iter(w("fldChar")):
        if value_of(begin, "fldCharType") == "begin":
            yield _instruction(begin)


def _instruction(begin: Element) -> str:
    words: list[str] = []
    run_of_begin = begin.getparent()
    for run in () if run_of_begin is None else run_of_begin.itersiblings():
        if run.find(w("fldChar")) is not None:
            break
        words.extend(text.text or "" for text in run.iter(w("instrText")))
    return "".join(words)


def _bookmark_problems(stories: dict[str, Element]) -> Iterator[str]:
    starts = [mark for root in stories.values() for mark in root.iter(w("bookmarkStart"))]
    ends = [value_of(mark, "id") for root in stories.values() for mark in root.iter(w("bookmarkEnd"))]
    names = [value_of(mark, "name") or "" for mark in starts]
    ids = [value_of(mark, "id") for mark in starts]
    yield from (f"The bookmark {name} is there twice." for name in _repeated(names))
    yield from (f"The bookmark id {id} is there twice." for id in _repeated(ids))
    yield from (f"The bookmark name {name} is too long." for name in names if len(name) > _LONGEST_NAME)
    if sorted(map(str, ids)) != sorted(map(str, ends)):
        yield "Not every bookmark that begins ends, or the other way round."


def _field_problems(stories: dict[str, Element]) -> Iterator[str]:
    bookmarks = {value_of(m, "name") for root in stories.values() for m in root.iter(w("bookmarkStart"))}
    for name, root in stories.items():
        kinds = [value_of(mark, "fldCharType") or "" for mark in root.iter(w("fldChar"))]
        if not _are_nested(kinds):
            yield f"{name}: a field is not closed, or has no text."
        for instruction in instructions(root):
            target = _TARGET.match(instruction)
            if target and target[1] not in bookmarks:
                yield f"{name}: {instruction.strip()} points to no bookmark."


def _are_nested(kinds: list[str]) -> bool:
    """Whether every field begins, separates its text and ends, inside another one or outside."""
    following = {"begin": "separate", "separate": "end"}
    open_fields: list[str] = []
    for kind in kinds:
        if kind == "begin":
            open_fields.append(kind)
        elif not open_fields or following.get(open_fields[-1]) != kind:
            return False
        elif kind == "end":
            open_fields.pop()
        else:
            open_fields[-1] = kind
    return not open_fields


def _number_problems(parts: dict[str, Element]) -> Iterator[str]:
    numbering = parts.get("word/numbering.xml")
    defined = {"0"} | {value_of(num, "numId") for num in _all(numbering, "num")}
    for name, root in parts.items():
        used = {value_of(id) for id in root.iter(w("numId"))} if name.startswith("word/") else set()
        yield from (f"{name}: the numbering {id} is not defined." for id in used - defined)
    tags = [] if numbering is None else [child.tag for child in numbering]
    if w("abstractNum") in tags[tags.index(w("num")) :] if w("num") in tags else False:
        yield "A numbering definition stands after a numbering instance."


def _note_problems(parts: dict[str, Element]) -> Iterator[str]:
    notes = Counter(value_of(note, "id") for note in _all(parts.get("word/footnotes.xml"), "footnote"))
    separators = {"-1", "0"}
    marks = Counter(
        value_of(mark, "id") for mark in _all(parts.get("word/document.xml"), "footnoteReference")
    )
    yield from (f"The footnote {id} is marked but not there." for id in marks.keys() - notes.keys())
    yield from (f"The footnote {id} is nowhere marked." for id in notes.keys() - marks.keys() - separators)
    yield from (f"The footnote {id} is marked twice." for id in _repeated(marks.elements()))


def _style_problems(parts: dict[str, Element], stories: dict[str, Element]) -> Iterator[str]:
    known = {value_of(style, "styleId") for style in _all(parts.get("word/styles.xml"), "style")}
    for name, root in stories.items():
        used = {value_of(style) for style in root.iter(w("pStyle"), w("rStyle"), w("tblStyle"))}
        yield from (f"{name}: the style {id} is not defined." for id in used - known)


def _cell_problems(stories: dict[str, Element]) -> Iterator[str]:
    for name, root in stories.items():
        for cell in root.iter(w("tc")):
            if len(cell) == 0 or cell[-1].tag != w("p"):
                yield f"{name}: a cell does not end with a paragraph."


def _all(root: Element | None, tag: str) -> list[Element]:
    return [] if root is None else list(root.iter(w(tag)))


def _repeated(items: object) -> list[str]:
    return [str(item) for item, times in Counter(items).items() if times > 1]  # type: ignore[call-overload]
