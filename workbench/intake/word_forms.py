"""What a paragraph of a Word file is: by the styles of our own drafts, by usual ones, or by its look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.form import Form, Is
from workbench.intake.signs import finished, ordinal
from workbench.intake.word_text import OURS
from workbench.intake.wording import Label, label_of, role_of, starts_with_letter
from workbench.paper import fields, styles
from workbench.paper.words import LANGUAGES
from workbench.paper.words import words as fixed_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.documents import Paragraph
    from workbench.intake.word_text import Worded

_OWN_NODE = re.compile(rf"{OURS}\d+")
_TYPED_ITEM = re.compile(r"(?:•|\((?P<letter>[a-z]|[ivx]{2,5})\))\s+")
_BULLETS = frozenset("•▪◦●○‣⁃∙·■□♦➢➤►▶✓❖*-–—o\uf0a7\uf0b7\uf0d8\uf076\uf02d")
_LETTERED = re.compile(r"\(?([a-z]|[ivx]{2,5})[.)]")
_NUMBER = re.compile(r"\d{1,4}")
_ROMAN = re.compile(r"[IVX]{1,9}")
_SEQUENCES = {
    fields.PART: Is.PART,
    fields.CRITERION: Is.CRITERION,
    fields.KEY_FINDING: Is.FINDING,
    fields.RECOMMENDATION: Is.RECOMMENDATION,
    fields.FIGURE: Is.CAPTION,
}
_KEYS = {
    Is.PART: "part",
    Is.FINDING: "key_finding",
    Is.RECOMMENDATION: "recommendation",
    Is.CAPTION: "figure",
}
_HEADINGS = {name: level for level, name in enumerate(styles.HEADINGS)}
_COUNTED = {
    styles.NUMBERED: Is.NUMBERED,
    styles.HEADLINE: Is.HEADLINE,
    styles.DECISION: Is.DECISION,
}
_MORE = {
    styles.CONTINUATION: "",
    styles.HEADLINE_CONTINUATION: "headline",
    styles.BOLD_ITEM: "headline",
    styles.BULLET: "",
    styles.LETTER: "",
}
_ITEMS = frozenset({styles.BOLD_ITEM, styles.LETTER, styles.BULLET})
FURNITURE = frozenset({"header", "footer", "toc heading", "index heading", "table of figures"})
_CONTENTS = re.compile(r"(?:toc|contents) \d|contents heading")
_LONGEST_LOOK = 130


class Own:
    """Tells what the paragraphs of our own drafts are, by style; the bookmarks help where they are there."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        names = {paragraph.style for paragraph in paragraphs}
        self.is_ours = bool(names & {name.lower() for name in (*_COUNTED, styles.FRONT_ORGAN)})
        self.has_bookmarks = any(
            _OWN_NODE.fullmatch(name) for paragraph in paragraphs for name in paragraph.bookmarks
        )
        self._is_live = self.has_bookmarks or any(
            span.field.startswith("SEQ ") for paragraph in paragraphs for span in paragraph.spans
        )
        self._names = {name.lower(): name for name in _styles_of_ours()}

    def form(self, paragraph: Paragraph, text: Worded, following: str) -> tuple[Form, int] | None:
        """Return the form of a paragraph and where its text begins, None where its style is none of ours.

        ``following`` is the style of the next paragraph.
        """
        if not self.is_ours or paragraph.style not in self._names:
            return None
        style = self._names[paragraph.style]
        if style in _HEADINGS:
            return self._heading(text, _HEADINGS[style], following)
        if style in _COUNTED:
            return Form(_COUNTED[style], _number(paragraph.label)), 0
        if style in _MORE:
            sign, start = _sign(paragraph, text) if style in _ITEMS else ("", 0)
            begins = _begins_node(paragraph)
            opened = Is.DECISION if style == styles.BOLD_ITEM else Is.UNNUMBERED
            return Form(opened if begins else Is.MORE, field=_MORE[style], sign=sign), start
        if style in (styles.UNNUMBERED, styles.DECISION_CONTINUATION):
            return self._unnumbered(paragraph, style)
        return self._labelled(text, style)

    def _heading(self, text: Worded, level: int, following: str) -> tuple[Form, int]:
        counted = _counted(text)
        if counted is not None:
            return counted[0], counted[1]
        typed = _typed_heading(text.text, level, following)
        if typed is not None and (level > 1 or not self._is_live):
            return typed
        return Form(Is.SECTION, level=level, role=role_of(text.text)), 0

    def _unnumbered(self, paragraph: Paragraph, style: str) -> tuple[Form, int]:
        begins = _begins_node(paragraph)
        if style == styles.DECISION_CONTINUATION:
            return Form(Is.DECISION if begins else Is.MORE), 0
        return Form(Is.UNNUMBERED if begins or not self.has_bookmarks else Is.MORE), 0

    def _labelled(self, text: Worded, style: str) -> tuple[Form, int]:
        counted = _counted(text)
        if counted is not None:
            return counted
        label = label_of(text.text)
        if style == styles.CAPTION:
            return (
                (Form(Is.CAPTION, label.numbers[0]), label.end)
                if label and label.kind == "figure"
                else (Form(Is.CAPTION), 0)
            )
        sign, start = typed_sign(text)
        if style == styles.SCALE:
            return Form(Is.SCALE, sign=sign), start
        if label and label.kind == "key_finding":
            return Form(Is.FINDING, label.numbers[0]), label.end
        return Form(Is.MORE, field="key_finding", sign=sign), start


def _typed_heading(text: str, level: int, following: str) -> tuple[Form, int] | None:
    """Return the form of a heading whose label is no field; ``following`` is the style of what follows."""
    label = label_of(text)
    if label is not None and label.kind == "part" and level == 0:
        return Form(Is.PART, label.numbers[0]), label.end
    if label is not None and label.kind == "recommendation" and level and label.end == len(text):
        is_advice = following == styles.HEADLINE.lower() and len(label.numbers) == 1
        kind = Is.RECOMMENDATION if is_advice else Is.RESPONSE
        return Form(kind, label.numbers[0], level, label.numbers), len(text)
    letter = starts_with_letter(text) if level else 0
    if letter and (level > 1 or not role_of(text)):
        return Form(Is.CRITERION, ord(text[0]) - 64), letter
    return None


def _begins_node(paragraph: Paragraph) -> bool:
    """Whether a bookmark of ours says that a paragraph is the first of a node; footnotes have their own."""
    own = [name for name in paragraph.bookmarks if _OWN_NODE.fullmatch(name)]
    words = [span for span in paragraph.spans if not span.note]
    if not words:
        return len(own) > 1
    return any(name in span.bookmarks for span in words for name in own)


def _styles_of_ours() -> Sequence[str]:
    return (
        *_HEADINGS,
        *_COUNTED,
        *_MORE,
        styles.UNNUMBERED,
        styles.DECISION_CONTINUATION,
        styles.KEY_FINDING,
        styles.CAPTION,
        styles.SCALE,
    )


def _counted(text: Worded) -> tuple[Form, int] | None:
    """Return the form of what a sequence field counts, and where its text begins after the number."""
    for name, start, end in text.counters:
        kind = _SEQUENCES.get(name)
        if kind is not None:
            number = _printed_number(text.text[start:end], is_letter=kind is Is.CRITERION)
            return Form(kind, number), _after(text.text, end, _KEYS.get(kind, ""))
    return None


def _after(text: str, end: int, key: str) -> int:
    """Return where a text goes on after its number and the fixed sign behind that."""
    signs = [fixed_words(language).around(key)[1] if key else "." for language in LANGUAGES]
    sign = max((sign for sign in signs if text.startswith(sign, end)), key=len, default="")
    end += len(sign)
    return end + (text[end : end + 1] == " ")


def _printed_number(printed: str, *, is_letter: bool) -> int:
    """Return the number of a part, of a criterion, which is a letter, or of anything else that is counted."""
    if is_letter:
        return ord(printed) - 64 if len(printed) == 1 else 0
    return int(printed) if printed.isdigit() else ordinal(printed) if _ROMAN.fullmatch(printed) else 0


def _number(label: str) -> int:
    match = _NUMBER.search(label)
    return int(match[0]) if match else 0


def _sign(paragraph: Paragraph, text: Worded) -> tuple[str, int]:
    """Return the sign of a list item, automatic or typed, and where its text begins."""
    if paragraph.label:
        return item_sign(paragraph) or "- ", 0
    return typed_sign(text)


def typed_sign(text: Worded) -> tuple[str, int]:
    """Return the sign that an item begins with where none is automatic, and where its text begins."""
    match = _TYPED_ITEM.match(text.text + " ")
    if match is None:
        return "", 0
    return (f"({match['letter']}) " if match["letter"] else "- "), min(match.end(), len(text.text))


def item_sign(paragraph: Paragraph) -> str:
    """Return the sign of an automatic list item as markup has it, "" where it has a number."""
    label = paragraph.label.strip()
    if not label:
        return ""
    lettered = _LETTERED.fullmatch(label)
    if lettered:
        return f"({lettered[1]}) "
    return "- " if not paragraph.is_counted or label in _BULLETS else ""


def is_furniture(paragraph: Paragraph) -> bool:
    """Whether a paragraph repeats what stands elsewhere: the contents, a running header."""
    return paragraph.style in FURNITURE or _CONTENTS.match(paragraph.style) is not None


def heading_level(paragraph: Paragraph, text: Worded) -> int | None:
    """Return the level of a heading of any paper: by style or outline, -1 by look alone, None if none."""
    if paragraph.level is not None:
        return paragraph.level
    words = text.text
    if len(words) > _LONGEST_LOOK or not words or finished(words) or paragraph.label:
        return None
    if text.plain() is not text or (words.isupper() and len(words) > 3):
        return -1
    return None


def foreign_label(text: str) -> Label | None:
    """Return the label that a text of a paper that is not English begins with."""
    label = label_of(text)
    return label if label is not None and label.language != "en" else None
