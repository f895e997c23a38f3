"""Criteria and the key findings below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake.ratings import is_label
from workbench.intake.signs import CRITERION, KEY_FINDING, finished
from workbench.sentences import Sentence

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from workbench.intake.rows import Row
    from workbench.intake.state import State
    from workbench.subtree import Subtree

_LONGEST_HEADING = 130  # characters
_MOST_LINES = 3


class Findings:
    """Reads the headings of criteria and the key findings; ``rows`` are all rows of the paper."""

    def __init__(self, state: State, rows: Sequence[Row]) -> None:
        self._state = state
        self._rows = rows

    def on_criterion(self, row: Row, position: int) -> bool:
        """Take the heading of a criterion, lettered, numbered or bare; ``row`` is ``rows[position]``."""
        if not self._state.at_boundary(row):
            return False
        match = CRITERION.match(row.text)
        if match:
            return self._on_lettered(row, match, position)
        text = self._state.text
        has_sign = text is None or text.field == "heading" or row.gap or row.broken
        if is_label(row.text) and (has_sign or self._is_above_finding(position)):
            self._add_criterion(row, row)
            return True
        return self._on_bare(row, position)

    def on_numbered(self, row: Row, number: int, start: int, position: int) -> bool:
        """Take "2. Coherence", a criterion with a number, where a key finding follows."""
        if number != len(self._state.part.criteria) + 1 or not self._is_above_finding(position):
            return False
        if not self._state.at_boundary(row) or not row.text[start : start + 1].isupper():
            return False
        self._add_criterion(row, row.rest(start))
        return True

    def _on_bare(self, row: Row, position: int) -> bool:
        """Take a heading without a sign, which only the key finding below it shows to be one."""
        text = self._state.text
        if text is not None and text.field == "heading" and text.node.kind == "criterion":
            return False
        if not self._is_above_finding(position):
            return False
        self._add_criterion(row, row)
        return True

    def _on_lettered(self, row: Row, match: re.Match[str], position: int) -> bool:
        place = ord(match["letter"]) - 64
        expected = len(self._state.part.criteria) + 1
        has_dot = bool(match["dot"].strip())
        if finished(row.text):
            return False
        if not (has_dot or place == expected or (row.gap and self._is_above_finding(position))):
            return False
        criterion = self._add_criterion(row, row.rest(match.end()))
        if place != expected:
            letter = chr(64 + min(expected, 26))
            self._state.misnumbered(row, criterion, "heading", "criterion", match["letter"], letter)
        return True

    def _is_above_finding(self, position: int) -> bool:
        """Whether nothing but the rest of a heading stands between a row and the next key finding."""
        for row in self._rows[position : position + _MOST_LINES + 1]:
            if KEY_FINDING.match(row.text):
                return True
            if len(row.text) > _LONGEST_HEADING or finished(row.text):
                return False
        return False

    def add_given_criterion(self, row: Row) -> Subtree:
        """Take a heading that the source itself says is a criterion's; it may be empty."""
        state = self._state
        criterion = state.holder = state.book.node("criterion", state.section, row.line)
        state.part.criteria.append(row.text.lower())
        state.begin(criterion, "heading", row)
        return criterion

    def _add_criterion(self, row: Row, heading: Row) -> Subtree:
        state = self._state
        criterion = state.book.node("criterion", state.section, row.line)
        state.part.criteria.append(heading.text.lower())
        state.part.label_words.add(heading.text.split(None, 1)[0].lower())
        state.holder = criterion
        state.text = state.book.text(criterion, "heading", heading)
        state.expected = None
        return criterion

    def on_finding(self, row: Row) -> bool:
        """Take "Key finding 1: ..."."""
        state = self._state
        match = KEY_FINDING.match(row.text)
        if not match or not state.at_boundary(row) or state.part.node is None:
            return False
        if state.role != "findings":
            if state.role not in ("purpose_and_scope", "title"):
                return False
            section = state.open_section("findings", row)
            state.doubt(row, section, "heading", Sentence("No heading was found for the findings."))
        self.add_finding(row, int(match["number"]), match.end())
        return True

    def add_finding(self, row: Row, number: int, start: int = 0) -> None:
        """Begin the key finding that is printed with ``number``; its text begins at ``start``."""
        state, part = self._state, self._state.part
        if state.holder is None or state.holder.kind != "criterion":
            state.holder = state.book.node("criterion", state.section, row.line)
            state.doubt(
                row, state.holder, "heading", Sentence("No criterion stands before this key finding.")
            )
        finding = state.book.node("key_finding", state.holder, row.line)
        if number in part.findings:
            part.repeated["key_finding"].add(number)
        part.findings.setdefault(number, finding)
        part.counted_findings += 1
        state.book.printed[finding.id] = number
        if number != part.last_finding + 1:
            state.misnumbered(row, finding, "text", "key finding", number, part.counted_findings)
        part.last_finding = number
        state.begin(finding, "text", row, start)
