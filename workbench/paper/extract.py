"""The head of a draft that prints one part only: which part of which paper it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.paper import fields, styles
from workbench.paper.fields import add_restart, bookmark_name
from workbench.paper.front import plain_title
from workbench.paper.front_words import printed_symbol
from workbench.paper.inline import SOURCE
from workbench.paper.ooxml import add, add_text
from workbench.paper.references import SYMBOL

if TYPE_CHECKING:
    from workbench.paper.printing import Printing
    from workbench.paper.view import View
    from workbench.paper.words import Words


def write_extract_front(printing: Printing) -> None:
    """Append symbol, title and a line that names the part, and set the counts to where it begins.

    Neither the front page nor the decision is printed: both speak of the whole paper.
    """
    view, prose, body, words = printing.view, printing.prose, printing.body, printing.words
    symbol = view.paper["symbol"]
    if symbol:
        paragraph = prose.paragraph(body, styles.FRONT_SYMBOL)
        end = prose.inline.bookmarks.start(paragraph, bookmark_name(view.paper.id, SYMBOL))
        add_text(add(paragraph, "r"), symbol)
        end(paragraph)
        add_text(add(paragraph, "r"), printed_symbol(view.paper, words)[len(symbol) :])
    title = plain_title(view.paper)
    if title:
        prose.line(body, styles.FRONT_SESSION, title)
    line = prose.line(body, styles.FRONT_NOTE, _which(view, words))
    if printing.traces:
        line[-1].set(SOURCE, "0 extract")  # it counts itself
    add_restart(line, fields.PART, view.count_before("evaluation"))
    add_restart(line, fields.FIGURE, view.count_before("figure"))


def _which(view: View, words: Words) -> str:
    number = view.numbers.label[view.part or 0]
    first, last = view.first_paragraph, view.last_paragraph
    if last <= first:
        return words["extract"].format(number=number)
    return words["extract_range"].format(number=number, first=first, last=last)
