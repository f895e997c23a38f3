"""The front page of our own drafts, by style: which field of the paper each line fills."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workbench.intake.form import Form, Is
from workbench.intake.word_forms import typed_sign
from workbench.paper import styles
from workbench.paper.front_words import LABELLED
from workbench.paper.words import LANGUAGES
from workbench.paper.words import words as fixed_words

if TYPE_CHECKING:
    from workbench.intake.word_text import Worded

_BY_STYLE = {
    styles.FRONT_SYMBOL: "symbol",
    styles.FRONT_ORGAN: "organ",
    styles.FRONT_SESSION: "session",
    styles.FRONT_SECTION: "section",
    styles.FRONT_SEGMENT: "segment",
    styles.FRONT_ITEM: "agenda_item",
    styles.TITLE: "title",
    styles.FRONT_NOTE: "revision_note",
}
_FIELDS = {style.lower(): field for style, field in _BY_STYLE.items()}
_HEADING = styles.BOX_HEADING.lower()
_TEXTS = frozenset({styles.BOX_TEXT.lower(), styles.BOX_LABEL.lower()})
_DETAIL = styles.FRONT_DETAIL.lower()
_FLOWING = frozenset({"title", "revision_note"})
_BLANK = re.compile(r"\s+")


class FrontForms:
    """Tells the lines of a front page; made once per document."""

    def __init__(self) -> None:
        self._open = ""

    def form(self, style: str, text: Worded) -> tuple[Form, int] | None:
        """Return the form of a line and where its text begins; None where its style is no front page's."""
        if style == _HEADING:
            self._open = front_labels().get(folded(text.text), "purpose")
            return Form(Is.FRONT, field=self._open), len(text.text)
        if style in _TEXTS or style == _DETAIL:
            return self._labelled(text, is_bold=style != _DETAIL)
        field = _FIELDS.get(style)
        if field is None:
            return None
        goes_on = field in _FLOWING and self._open == field
        self._open = field
        sign, start = typed_sign(text) if field in _FLOWING else ("", 0)
        return Form(Is.FRONT, field="" if goes_on else field, sign=sign), start

    def _labelled(self, text: Worded, *, is_bold: bool) -> tuple[Form, int]:
        """Return the form of a line that may begin with a label, which is bold in the box."""
        head, colon, _ = text.text.partition(":")
        field = front_labels().get(folded(head)) if colon else None
        if is_bold and not any(mark.bold and mark.start == 0 for mark in text.marks):
            field = None
        if field is not None:
            self._open = field
            end = len(head) + 1
            return Form(Is.FRONT, field=field), end + (text.text[end : end + 1] == " ")
        sign, start = typed_sign(text)
        return Form(Is.FRONT, sign=sign), start


def folded(text: str) -> str:
    """Return a label as it is compared: small letters, single blanks, no colon."""
    return _BLANK.sub(" ", text).strip(" :").lower()


@cache
def front_labels() -> dict[str, str]:
    """Return the field that each label of a front page names, in every language."""
    found = {}
    for language in LANGUAGES:
        fixed = fixed_words(language)
        found.update({folded(fixed[name]): name for name in ("purpose", *LABELLED)})
        found[folded(fixed.around("date", "date")[0])] = "date"
        found[folded(fixed.around("original_language", "language")[0])] = "original_language"
    return found
