"""A Governing Body paper from its lines: layout, grammar, then one pass for each kind of meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.errors import UserError
from workbench.intake import acceptance, marks, pieces, ratings, tables
from workbench.intake.contents import contents_of
from workbench.intake.drafts import Book, Text
from workbench.intake.flow import Flow
from workbench.intake.form import Is
from workbench.intake.front import Front
from workbench.intake.furniture import Furniture
from workbench.intake.grammar import Grammar
from workbench.intake.joining import Joiner
from workbench.intake.live import Live
from workbench.intake.notes import Bodies
from workbench.intake.reading import Line, Reading
from workbench.intake.references import Linker, Targets, targets
from workbench.intake.rows import Row, rows_of
from workbench.intake.signs import REVISION, SYMBOL, YEARS, stands_out
from workbench.intake.stances import stance_of
from workbench.intake.units import Register, read_units
from workbench.schema import KINDS
from workbench.sentences import Label, Sentence
from workbench.vocabularies import VOCABULARIES, is_listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from workbench.intake.advice import Answer
    from workbench.intake.source import Source
    from workbench.register import Unit
    from workbench.subtree import Subtree

_CHOICES = ("priority", "time_implication", "resource_implication")
_FEWEST_SIGNS = 2


class PaperReader:
    """Reads one source as a paper; made for one reading and used once."""

    def __init__(self, source: Source, register: Register, check: Callable[[float], None]) -> None:
        self._source = source
        self._given = source.given
        self._register = register
        self._check = check
        self._book = Book()
        self._joiner = Joiner(source.text, has_marks=source.given is not None)
        self._new_units: list[Unit] = []
        self._furniture: set[int] = set()
        self._said: dict[int, str] = {}
        self._rows: list[Row] = []

    def read(self) -> Reading:
        """Return the reading; raise UserError where the text is no such paper."""
        rows = self._rows = rows_of(self._source)
        bare = rows if self._given is None else [row for row in rows if row.form is None]
        page = Furniture(bare)
        page.rows |= contents_of(bare)
        if self._given is not None:
            page.rows |= self._given.furniture
        self._furniture = page.rows
        content = without(rows, page.rows)
        self._check(0.2)
        notes = Bodies([row for row in content if row.form is None], stands_out)
        content = without(content, notes.rows, 2)
        grammar = Grammar(content, self._book, Flow([row for row in content if row.text]))
        grammar.run()
        self._check(0.5)
        self._refuse_other_text(grammar)
        self._front(grammar, page)
        self._meaning(grammar, notes)
        return self._reading(grammar.paper)

    def _meaning(self, grammar: Grammar, notes: Bodies) -> None:
        self._tables(grammar)
        self._check(0.7)
        self._texts(grammar, notes)
        self._ratings(grammar)
        self._check(0.9)
        self._acceptance(grammar)
        self._evaluations(grammar)

    def _refuse_other_text(self, grammar: Grammar) -> None:
        found = sum(
            len(part.recommendations) + len(part.findings) + len(part.criteria) for part in grammar.parts
        ) + len(self._book.paragraph_of)
        if self._given is not None and self._given.is_paper:
            return
        if not grammar.parts or found < _FEWEST_SIGNS:
            raise UserError(
                "{0} was refused: it shows no part under the usual headings (“Part I. …”, “Summary of"
                " findings”, “Recommendations”), so it is no summary of high-level evaluations.",
                self._source.name,
            )

    def _front(self, grammar: Grammar, page: Furniture) -> None:
        front = Front(grammar.paper, self._book)
        front.read(grammar.front)
        self._furniture.update(row.line for row in front.names)
        fields = grammar.paper.fields
        symbol = page.symbol() or fields.get("symbol") or self._symbol_in_decision(grammar.paper)
        fields["symbol"] = symbol
        self._revision(fields, page)
        if not any(text.field == "title" and text.node is grammar.paper for text in self._book.texts):
            self._book.doubt(1, grammar.paper, "title", "", Sentence("No title of the paper was found."))
        if not symbol:
            self._book.doubt(1, grammar.paper, "symbol", "", Sentence("No document symbol was found."))

    def _revision(self, fields: dict[str, Any], page: Furniture) -> None:
        """Part the symbol from the revision that is printed behind it, on the front or on any page."""
        printed = [
            fields["symbol"] or "",
            fields.pop("printed_symbol", ""),
            *(row.text for row in page.headers),
        ]
        revision = next((match for text in printed if (match := REVISION.search(text))), None)
        if revision is not None:
            fields["revision"] = int(revision["number"])
        fields["symbol"] = REVISION.sub("", fields["symbol"] or "") or None

    def _symbol_in_decision(self, paper: Subtree) -> str | None:
        """Return the symbol that the decision prints: a paper names itself there."""
        decision = [child for child in paper.children if child.fields.get("role") == "decision"]
        for line in self._source.lines[self._book.line[decision[-1].id] - 1 :] if decision else ():
            match = SYMBOL.search(line) if "/" in line else None
            if match:
                return match[0]
        return None

    # Tables ----------------------------------------------------------------------------------

    def _tables(self, grammar: Grammar) -> None:
        for node, rows in grammar.advice.tables:
            if not rows:
                self._book.doubt(
                    self._book.line[node.id],
                    node,
                    "responsible_units",
                    "",
                    Sentence("No table was found below this recommendation."),
                )
                continue
            table = self._cells(rows) if _has_cells(rows) else tables.read(rows, self._joiner)
            head = {row.line for row in table.head}
            self._furniture |= head
            for row in rows:
                if row.line not in head:
                    self._book.claim(row, node)
            self._units(node, table)
            for name in _CHOICES:
                self._choice(node, name, table)

    def _cells(self, rows: Sequence[Row]) -> tables.Table:
        """Return a table of which the source says what each cell holds."""
        table, found = tables.Table(), dict[str, list[Row]]()
        for row in rows:
            if row.form is not None:
                found.setdefault(row.form.field, []).append(row)
        for name, taken in found.items():
            table.lines[name] = taken[0].line
            value = self._joiner.join([row for row in taken if row.text] or taken).text
            if value:
                table.values[name] = self._key(name, value)
        return table

    def _key(self, name: str, printed: str) -> str:
        """Return the key that a value is the label of in the language of the source, else the value."""
        language = self._given.language if self._given is not None else "en"
        labels = VOCABULARIES.get(name, {})
        return next((key for key, label in labels.items() if label[language] == printed), printed)

    def _units(self, node: Subtree, table: tables.Table) -> None:
        text = table.values.get("responsible_units", "")
        named = read_units(text, self._register)
        self._new_units += named.new
        node.fields["responsible_units"] = tuple(named.keys)
        node.fields["responsible_units_text"] = text or None
        node.fields["lead_unit"] = named.keys[0] if named.keys else None
        line = table.lines.get("responsible_units", self._book.line[node.id])
        for message in named.doubts:
            self._book.doubt(line, node, "responsible_units", text, message)
        if not named.keys:
            self._book.doubt(
                line, node, "responsible_units", text, Sentence("No responsible unit was found.")
            )

    def _choice(self, node: Subtree, name: str, table: tables.Table) -> None:
        value = table.values.get(name)
        node.fields[name] = value
        line = table.lines.get(name, self._book.line[node.id])
        label = Label(KINDS["recommendation"].fields[name].label)
        if not value:
            self._book.doubt(line, node, name, "", Sentence("{0}: no value was found.", label))
        elif not is_listed(VOCABULARIES[name], value):
            self._book.doubt(
                line,
                node,
                name,
                value,
                Sentence("{0}: “{1}” is not on the list; it was kept as it came.", label, value),
            )

    # Texts -----------------------------------------------------------------------------------

    def _texts(self, grammar: Grammar, notes: Bodies) -> None:
        book = self._book
        book.texts.sort(key=_first_line)
        cut = pieces.cut(book.texts, self._joiner, book)
        if notes.found and cut:
            cut += pieces.cut(marks.place(notes.found, cut, book), self._joiner, book)
        if self._given is not None and not self._given.is_paper:
            pieces.take_look_of_lines(cut)
        named = targets(grammar.paper, book, grammar.parts)
        cut += self._live(cut, named)
        linker = Linker(named, book)
        for piece in cut:
            if self._given is None or not self._given.has_live_references:
                linker.link(piece)
            if piece.node.kind == "response":
                self._said[piece.node.id] = f"{self._said.get(piece.node.id, '')} {piece.raw}".strip()
        pieces.write(cut, book, self._joiner)
        for part in grammar.parts:
            self._divide_headlines(list(part.recommendations.values()))
        self._list_what_follows_decision(grammar.paper)

    def _live(self, cut: list[pieces.Piece], named: Targets) -> list[pieces.Piece]:
        """Tie what the source itself says to be live; return the pieces of the footnotes."""
        if self._given is None or not cut:
            return []
        live = Live(self._given, self._book)
        texts = live.anchor(cut)
        notes = pieces.cut(texts, self._joiner, self._book)
        live.link([*cut, *notes], named)
        return notes

    def _list_what_follows_decision(self, paper: Subtree) -> None:
        decision = {
            node.id
            for child in paper.children
            if child.fields.get("role") == "decision"
            for node in child.children
        }
        for text in self._book.texts:
            if text.node.id in decision:
                for block in text.blocks[1:]:
                    if not block.sign:
                        row = block.rows[0]
                        message = Sentence("This stands below the draft decision and was kept with it.")
                        self._book.doubt(row.line, text.node, text.field, row.text, message)

    def _divide_headlines(self, nodes: Sequence[Subtree]) -> None:
        for node in nodes:
            if not node.fields.get("headline"):
                self._book.doubt(
                    self._book.line[node.id],
                    node,
                    "headline",
                    "",
                    Sentence("This recommendation has no text."),
                )

    def _ratings(self, grammar: Grammar) -> None:
        order = {part.node.id: part.criteria for part in grammar.parts if part.node}
        ratings.attach(grammar.figures.axes, grammar.figures.found, self._book, order)
        owned = self._book.owners
        self._furniture.update(
            row.line
            for axis in grammar.figures.axes
            for row in axis.rows
            if row.line not in owned and row not in axis.undecided
        )

    # Meaning ---------------------------------------------------------------------------------

    def _acceptance(self, grammar: Grammar) -> None:
        for part in grammar.parts:
            numbers = sorted(part.recommendations)
            remarks: dict[int, str] = {}
            for owner, text in grammar.general:
                if owner is part:
                    remarks.update(acceptance.of_remarks(self._plain(text), numbers))
            for answer in grammar.advice.answers:
                if answer.part is part:
                    self._accept(answer, remarks)

    def _accept(self, answer: Answer, remarks: dict[int, str]) -> None:
        response = answer.node
        said = self._said.get(response.id, "")
        language = self._given.language if self._given is not None else "en"
        own = acceptance.of_answer(said, answer.numbers) if language == "en" else stance_of(said, language)
        value, doubt = acceptance.settle(own, remarks, answer.numbers)
        response.fields["acceptance"] = value
        line = self._book.line[response.id]
        if doubt:
            self._book.doubt(line, response, "acceptance", said[:120], doubt)
        if not said:
            self._book.doubt(line, response, "text", "", Sentence("This answer has no text."))

    def _plain(self, text: Text) -> str:
        return " ".join(self._joiner.join(block.rows).text for block in text.blocks)

    def _evaluations(self, grammar: Grammar) -> None:
        titles = {text.node.id: text for text in self._book.texts if text.field == "title"}
        for part in grammar.parts:
            if part.node is not None and part.node.id in titles:
                part.node.fields.update(_period(self._plain(titles[part.node.id])))
            for number in sorted(set(part.recommendations) - part.answered):
                node = part.recommendations[number]
                message = Sentence("No Office response to this recommendation was found.")
                self._book.doubt(self._book.line[node.id], node, None, "", message)

    def _reading(self, paper: Subtree) -> Reading:
        book = self._book
        units = [book.node("unit", None, 0) for _ in self._new_units]
        for node, unit in zip(units, self._new_units, strict=True):
            node.fields = {
                "abbreviation": unit.abbreviation or None,
                "name": unit.name or None,
                "kind": unit.kind,
            }
        self._remarks(paper)
        reading = Reading(
            self._source.name, self._source.sha256, "gb-paper", len(self._source.lines), paper, units
        )
        notes = self._given.notes.values() if self._given is not None else ()
        rows = [*self._rows, *(row for note in notes for row in note)]
        rows.sort(key=_line)
        settle_lines(reading, self._source, rows, book, self._furniture)
        return reading

    def _remarks(self, paper: Subtree) -> None:
        """List what the source itself says to look at, and tell its language."""
        if self._given is None:
            return
        if self._given.language != "en":
            paper.fields["language"] = self._given.language
        nodes = {node.id: node for node in paper.walk()}
        for remark in self._given.remarks:
            node = nodes.get(self._book.owners.get(remark.line, 0), paper)
            self._book.doubt(remark.line, node, None, remark.text, remark.message)


def _period(title: str) -> dict[str, int]:
    """Return the years that a title ends with as fields: "2014–19", or one year for both."""
    years = YEARS.search(title)
    if years is None:
        return {}
    first, last = int(years["first"]), years["last"]
    if not last:
        return {"period_from": first, "period_to": first}
    return {
        "period_from": first,
        "period_to": int(last) if len(last) == 4 else first // 100 * 100 + int(last),
    }


def without(rows: Iterable[Row], taken: set[int], kind: int = 1) -> list[Row]:
    """Return the rows that are not on the lines ``taken``, each knowing that something stood before it."""
    kept: list[Row] = []
    gap = broken = 0
    for row in rows:
        if row.line in taken:
            gap, broken = gap + row.gap, max(kind, row.broken)
            continue
        if broken:
            row.gap += gap
            row.broken = max(broken, row.broken)
            gap = broken = 0
        kept.append(row)
    return kept


def settle_lines(
    reading: Reading, source: Source, rows: Sequence[Row], book: Book, furniture: set[int]
) -> None:
    """Put every row of the source, so every non-blank line, into exactly one class of the reading."""
    owner_of = book.owners.get
    first = last = owner = 0
    for row in rows:
        number = row.line
        node = owner_of(number, 0)
        if node == owner and node:
            last = number
            continue
        if owner:
            reading.placed.append((first, last, owner))
        first = last = number
        owner = node
        if not node:
            listed = reading.furniture if number in furniture else reading.unplaced
            listed.append(Line(number, source.lines[number - 1].strip()))
    if owner:
        reading.placed.append((first, last, owner))
    reading.doubtful = sorted(book.doubts, key=lambda doubt: doubt.line)
    reading.undecided = sorted(book.undecided, key=lambda reference: reference.line)


def _has_cells(rows: Sequence[Row]) -> bool:
    """Whether the source says what the cells of a table hold."""
    return rows[0].form is not None and rows[0].form.is_ is Is.CELL


def _line(row: Row) -> int:
    return row.line


def _first_line(text: Text) -> int:
    return text.blocks[0].rows[0].line
