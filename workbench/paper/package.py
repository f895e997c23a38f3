"""The Word package a draft is written into: a template emptied of its text and of its past."""

from __future__ import annotations

import copy
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from lxml import etree

from workbench.paper import styles
from workbench.paper.drawing import CHART
from workbench.paper.ooxml import Element, W, add, new, r, value_of, w
from workbench.paper.opening import open_template, our_part
from workbench.paper.styles import StyleSheet
from workbench.paper.template import FOOTNOTES

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document
    from docx.opc.part import Part
    from docx.section import _Header

_KEPT_PARTS = frozenset(
    getattr(RELATIONSHIP_TYPE, name)
    for name in (
        "STYLES",
        "NUMBERING",
        "SETTINGS",
        "FONT_TABLE",
        "THEME",
        "WEB_SETTINGS",
        "FOOTNOTES",
        "ENDNOTES",
    )
)
_KEPT_OF_PACKAGE = frozenset({RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES})
_TRACES = ("attachedTemplate", "docVars", "rsids", "mailMerge", "trackRevisions", "documentProtection")
_SITTING = w("rsid")


class Package:
    """An opened template, ready to take the text of one draft.

    ``body`` is empty but for its page set-up; ``footnotes`` holds only separators.
    """

    def __init__(self, template: Path | None = None) -> None:
        self._document = open_template(template)
        self.body: Element = self._document.element.body
        _empty(self.body)
        self.sheet = StyleSheet(self._document.styles.element, _our_styles)
        self.footnotes_part = self._footnotes_part()
        self.footnotes: Element = self.footnotes_part.element
        self._forget_the_past()
        self._numbering = _Numbering(self._document)
        for root in (self.sheet.root, self._numbering.root, self.body):
            _strip_sessions(root)
        self._link_numbers()

    @property
    def part(self) -> Part:
        """The main document part, which links of the body belong to."""
        part: Part = self._document.part
        return part

    @property
    def text_width(self) -> int:
        """The width between the margins in twentieths of a point."""
        section = next(self.body.iterchildren(w("sectPr"), reversed=True))
        page, margins = section.find(w("pgSz")), section.find(w("pgMar"))
        try:
            left, right = int(value_of(margins, "left") or ""), int(value_of(margins, "right") or "")
            return max(1000, int(value_of(page, "w") or "") - left - right)
        except ValueError:
            return styles.TEXT_WIDTH

    @property
    def header(self) -> Element:
        """The header of every page but the first, emptied; the first page gets one of its own.

        Even pages lose theirs: a symbol and a page number are the same on both sides.
        """
        self._document.settings.odd_and_even_pages_header_footer = False
        self._document.sections[0].even_page_header.is_linked_to_previous = True
        section = self._document.sections[0]
        section.different_first_page_header_footer = True
        section.header.is_linked_to_previous = False
        element: Element = section.header._element  # noqa: SLF001 (python-docx gives no other way in)
        for child in list(element):
            element.remove(child)
        return element

    @property
    def headers(self) -> list[Element]:
        """The headers of every kind of page, each with a paragraph at least; made where there is none."""
        found = []
        for place, section in enumerate(self._document.sections):
            kinds = [section.header, section.first_page_header]
            if self._document.settings.odd_and_even_pages_header_footer:
                kinds.append(section.even_page_header)
            for header in kinds:
                if header.is_linked_to_previous and place == 0:
                    self._make_header(header)
                if not header.is_linked_to_previous:
                    found.append(header._element)  # noqa: SLF001 (python-docx gives no other way in)
        return found

    def _make_header(self, header: _Header) -> None:
        header.is_linked_to_previous = False
        header._element[0].pPr.pStyle.val = self.sheet.id(styles.HEADER)  # noqa: SLF001 (as above)

    def set_language(self, tag: str) -> None:
        """Set the language of the text, for spelling and for screen readers."""
        for language in self.sheet.root.iter(w("lang")):  # a template may name another in any style
            language.set(w("val"), tag)
        defaults = self.sheet.root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        if defaults is not None and defaults.find(w("lang")) is None:
            add(defaults, "lang", val=tag)
        for theme in self._document.settings.element.iter(w("themeFontLang")):
            theme.set(w("val"), tag)

    def start_new_page(self, index: int) -> None:
        """Make the paragraph at ``index`` of the body begin a page; none there, nothing happens."""
        if index >= len(self.body) or self.body[index].tag != w("p"):
            return
        properties = self.body[index].find(w("pPr"))
        if properties is not None:
            properties.insert(1, etree.Element(w("pageBreakBefore")))  # after the style, before the rest

    def drop_unused_charts(self) -> None:
        """Let go of charts that the document does not show."""
        shown = {chart.get(r("id")) for chart in self.body.iter(CHART)}
        relationships = self._document.part.rels
        for key in [k for k, rel in relationships.items() if rel.reltype == RELATIONSHIP_TYPE.CHART]:
            if key not in shown:
                del relationships[key]

    def comments_root(self) -> Element:
        """Return the root of a new part for comments."""
        part = self._document.part
        name = PackURI("/word/comments.xml")
        root = parse_xml(f'<w:comments xmlns:w="{W}"/>')
        comments = XmlPart(name, CONTENT_TYPE.WML_COMMENTS, root, part.package)
        part.relate_to(comments, RELATIONSHIP_TYPE.COMMENTS)
        return root

    def start_numbers(self, first: int) -> None:
        """Make the numbered paragraphs begin at ``first``."""
        self._numbering.start_at(self.sheet.number_of(styles.NUMBERED) or "", first)

    def start_footnotes(self, first: int) -> None:
        """Make the footnotes begin at ``first``."""
        section = next(self.body.iter(w("sectPr")))
        references = section.findall(w("headerReference")) + section.findall(w("footerReference"))
        properties = new("footnotePr")
        add(properties, "numStart", val=first)
        section.insert(len(references), properties)  # where the schema wants it

    def finish(self, title: str, language: str) -> bytes:
        """Return the finished file."""
        _move_to_end(self.body, w("sectPr"))
        if len(self.body) > 1 and self.body[-2].tag == w("tbl"):
            self.body.insert(len(self.body) - 1, etree.Element(w("p")))  # Word wants one after a table
        self.drop_unused_charts()
        self.sheet.fit(self.text_width)
        self._fit_header()
        self._set_properties(title, language)
        target = io.BytesIO()
        self._document.save(target)
        return target.getvalue()

    def _fit_header(self) -> None:
        """Put the page number at the right margin, whatever tabs the template's header has."""
        own = self.sheet.tabs_of(styles.HEADER)
        if own == [str(self.text_width)]:
            return
        for paragraph in self._document.sections[0].header._element.iter(w("p")):  # noqa: SLF001 (as above)
            tabs = new("tabs")
            for position in own:
                add(tabs, "tab", val="clear", pos=position)
            add(tabs, "tab", val="right", pos=self.text_width)
            paragraph[0].insert(1, tabs)  # right after the style, as the schema wants it

    def _set_properties(self, title: str, language: str) -> None:
        properties = self._document.core_properties
        element = properties._element  # noqa: SLF001 (what the template said of itself must go)
        for child in list(element):
            element.remove(child)
        properties.author = properties.last_modified_by = ""
        properties.title = title[:255]
        properties.language = language
        properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)

    def _forget_the_past(self) -> None:
        """Drop what travels in a template unseen: comments, properties, paths, customer data."""
        package = self._document.part.package
        for key in [k for k, rel in package.rels.items() if rel.reltype not in _KEPT_OF_PACKAGE]:
            del package.rels[key]
        shown = {ref.get(r("id")) for ref in self.body.iter(w("headerReference"), w("footerReference"))}
        relationships = self._document.part.rels
        for key in [
            k for k, rel in relationships.items() if rel.reltype not in _KEPT_PARTS and k not in shown
        ]:
            del relationships[key]
        settings = self._document.settings
        settings_part = self._document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
        for key in list(settings_part.rels):
            del settings_part.rels[key]
        for trace in [child for name in _TRACES for child in settings.element.findall(w(name))]:
            settings.element.remove(trace)

    def _link_numbers(self) -> None:
        """See to it that numbered paragraphs share one running number, and that bullets have a sign."""
        paragraphs = self._numbering.of_style(self.sheet, styles.NUMBERED, 0)
        for name in styles.COUNTED:
            if self.sheet.number_of(name) != paragraphs:
                self.sheet.give_number(name, paragraphs)
        self._numbering.of_style(self.sheet, styles.BULLET, 1)

    def _footnotes_part(self) -> XmlPart:
        """Put a footnotes part with separators only in place of the template's."""
        part = self._document.part
        for key in [k for k, rel in part.rels.items() if rel.reltype == RELATIONSHIP_TYPE.FOOTNOTES]:
            del part.rels[key]
        name = PackURI("/word/footnotes.xml")
        footnotes = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, parse_xml(FOOTNOTES), part.package)
        part.relate_to(footnotes, RELATIONSHIP_TYPE.FOOTNOTES)
        _set_separators(self._document.settings.element)
        return footnotes


class _Numbering:
    """The numbering definitions of a package; adds ours where the template has none."""

    def __init__(self, document: Document) -> None:
        part = document.part
        found = [rel.target_part for rel in part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING]
        if found:
            self.root: Element = found[0].element
            return
        root = parse_xml(f'<w:numbering xmlns:w="{W}"/>')
        new = XmlPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, root, part.package)
        part.relate_to(new, RELATIONSHIP_TYPE.NUMBERING)
        self.root = root

    def of_style(self, sheet: StyleSheet, name: str, which: int) -> str:
        """Return the numbering of a paragraph style; without one, it gets definition ``which`` of ours."""
        number = sheet.number_of(name)
        if number is not None and any(value_of(num, "numId") == number for num in self.root.iter(w("num"))):
            return number
        number = self._add(which, sheet.id(name))
        sheet.give_number(name, number)
        return number

    def start_at(self, number: str, first: int) -> None:
        """Make the first level of a numbering begin at ``first``."""
        instance = next(num for num in self.root.iter(w("num")) if value_of(num, "numId") == number)
        for old in [level for level in instance.findall(w("lvlOverride")) if value_of(level, "ilvl") == "0"]:
            instance.remove(old)
        override = add(instance, "lvlOverride", ilvl=0)
        add(override, "startOverride", val=first)
        instance.insert(1, override)

    def _add(self, which: int, style: str) -> str:
        definition = copy.deepcopy(_our_numbering().findall(w("abstractNum"))[which])
        id = self._free("abstractNum", "abstractNumId")
        definition.set(w("abstractNumId"), id)
        for linked in definition.iter(w("pStyle")):
            linked.set(w("val"), style)
        definitions = self.root.findall(w("abstractNum"))
        # every abstractNum stands before the first num, or Word calls the file damaged
        self.root.insert(self.root.index(definitions[-1]) + 1 if definitions else 0, definition)
        number = self._free("num", "numId")
        instance = etree.Element(w("num"))
        instance.set(w("numId"), number)
        add(instance, "abstractNumId", val=id)
        instances = self.root.findall(w("num"))
        self.root.insert(self.root.index(instances[-1] if instances else definition) + 1, instance)
        return number

    def _free(self, tag: str, attribute: str) -> str:
        return str(1 + max((int(value_of(e, attribute) or 0) for e in self.root.iter(w(tag))), default=0))


def _our_numbering() -> Element:
    return etree.fromstring(our_part("word/numbering.xml"))


def _our_styles() -> Element:
    return etree.fromstring(our_part("word/styles.xml"))


def _empty(body: Element) -> None:
    """Take everything out of a body but the page set-up of its last section."""
    for child in list(body):
        if child is not body[-1] or child.tag != w("sectPr"):
            body.remove(child)
    if not len(body):
        body.append(etree.Element(w("sectPr")))


def _move_to_end(body: Element, tag: str) -> None:
    for child in body.findall(tag):
        body.append(child)


def _strip_sessions(root: Element) -> None:
    """Take out the marks by which Word tells in which sitting something was written."""
    etree.strip_elements(root, w("rsid"))
    for element in root.iter():
        for name in [name for name in element.attrib if str(name).startswith(_SITTING)]:
            del element.attrib[name]


def _set_separators(settings: Element) -> None:
    """Name the separators of our footnotes part in the settings, as Word wants it."""
    for old in settings.findall(w("footnotePr")):
        settings.remove(old)
    properties = etree.Element(w("footnotePr"))
    add(properties, "footnote", id=-1)
    add(properties, "footnote", id=0)
    later = [child for name in ("endnotePr", "compat") for child in settings.findall(w(name))]
    if later:
        later[0].addprevious(properties)
    else:
        settings.append(properties)
