"""One unit's workbook: its sheets in order, and what travels with them unseen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from workbench.sentences import Sentence
from workbench.tracking.actions_sheet import write_actions
from workbench.tracking.baseline import Sent, write_baseline
from workbench.tracking.columns import action_columns, response_columns
from workbench.tracking.known import known_marks
from workbench.tracking.lists import choices_for, write_lists
from workbench.tracking.readme_sheet import write_readme
from workbench.tracking.response_sheet import write_responses
from workbench.tracking.sending import ACTIONS, README, RESPONSE, SHEET_VERSION, Sending
from workbench.tracking.shown import check
from workbench.tracking.styles import ANSWER_HEAD, CONTEXT_HEAD, StyleBook
from workbench.tracking.texts_sheet import TextsSheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.tracking.shares import Share

PROGRAM = "Evaluation Workbench"
FORMAT = "evaluation-workbench tracking sheet"


def build(sending: Sending, unit: str, shares: Sequence[Share]) -> bytes:
    """Return the workbook of one unit as the content of its file."""
    content = io.BytesIO()
    workbook(sending, unit, shares).save(content)
    return content.getvalue()


def workbook(sending: Sending, unit: str, shares: Sequence[Share]) -> Workbook:
    """Return the workbook of one unit.

    Stage "response": Read me, Response, Actions. Stage "follow-up": Actions before Response, whose
    answers are locked. Then Recommendation text where a text needs it, and hidden Lists and Baseline.
    """
    for text in (unit, sending.symbol, sending.unit_title(unit)):
        check(text, Sentence("The name of unit {0} or the symbol of the paper", repr(unit)))
    footer = f"{sending.symbol} – {unit}"
    book = Workbook()
    readme = book.worksheets[0]
    readme.title = README
    readme.sheet_properties.tabColor = CONTEXT_HEAD
    order = (RESPONSE, ACTIONS) if sending.stage == "response" else (ACTIONS, RESPONSE)
    sheets = {title: book.create_sheet(title) for title in order}
    styles = StyleBook(readme)
    texts = TextsSheet(book, styles, sending.ruler, footer)
    write_readme(readme, styles, sending, unit, shares)
    sent = write_responses(sheets[RESPONSE], styles, texts, sending, shares, footer)
    sent += write_actions(sheets[ACTIONS], styles, texts, sending, shares, footer)
    texts.finish()
    for sheet in sheets.values():
        sheet.sheet_properties.tabColor = ANSWER_HEAD
    travelling = _travelling(sending, unit)
    _write_hidden(book, sending, unit, shares, sent, travelling)
    _write_properties(book, sending, unit, travelling)
    return book


def _write_hidden(
    book: Workbook,
    sending: Sending,
    unit: str,
    shares: Sequence[Share],
    sent: list[Sent],
    travelling: Mapping[str, str],
) -> None:
    columns = [*response_columns(contributes=True), *action_columns()]
    units = dict.fromkeys([unit, *sending.register, *(u for share in shares for u in share.asked.units)])
    lists = choices_for(
        [column for column in columns if column.role not in ("mark", "id", "context")],
        sending.snapshot.tree.root["vocabularies"] or {},
        units,
        [(share.asked.reference, share.asked.recommendation.id) for share in shares],
    )
    marks = known_marks(book)
    write_lists(book, lists, travelling, marks)
    write_baseline(book, sent)


def _travelling(sending: Sending, unit: str) -> dict[str, str]:
    """Return what says where the file belongs, as text: other programs turn whole numbers into fractions."""
    travelling = {
        "format": FORMAT,
        "schema_version": SHEET_VERSION,
        "workspace": sending.snapshot.workspace_id,
        "journal_point": sending.snapshot.point,
        "paper": str(sending.paper.id),
        "unit": unit,
        "stage": sending.stage,
    }
    return travelling | ({"due": sending.due.isoformat()} if sending.due else {})


def _write_properties(book: Workbook, sending: Sending, unit: str, travelling: Mapping[str, str]) -> None:
    book.properties.creator = PROGRAM
    book.properties.title = f"Tracking sheet for {sending.symbol}: {unit}"
    for name, value in travelling.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]
