"""What a source says of stretches of its rows survives cutting and joining, and comes out as markup."""

from __future__ import annotations

from workbench.intake.drafts import Book, Text
from workbench.intake.form import Form, Is, Mark
from workbench.intake.joining import Joiner
from workbench.intake.pieces import cut
from workbench.intake.rows import Row


def row(text, *marks, line=1):
    made = Row(line, text, 0, 0)
    made.marks = marks
    return made


def written(*rows, replaced=(), sign=""):
    book = Book()
    text = Text(book.node("paragraph", None, 1), "text", rows[0], sign)
    for more in rows[1:]:
        text.append(more)
    (piece,) = cut([text], Joiner("\n".join(one.text for one in rows), has_marks=True), book)
    for start, end, markup in replaced:
        piece.replace(start, end, markup)
    return piece.markup(has_special=True)


def test_the_rest_of_a_row_keeps_what_is_said_of_it():
    whole = row("12. See this page", Mark(0, 7, bold=True), Mark(8, 12, italic=True), Mark(17, 17, note="n"))
    whole.form = Form(Is.BLOCK)
    rest = whole.rest(4)
    assert (rest.text, rest.form) == ("See this page", whole.form)
    assert rest.marks == (Mark(0, 3, bold=True), Mark(4, 8, italic=True), Mark(13, 13, note="n"))
    assert whole.until(10).marks == (Mark(0, 7, bold=True), Mark(8, 10, italic=True))


def test_marks_stay_on_their_words_where_lines_are_joined():
    first = row("wide  gap and a knowl-", Mark(6, 9, bold=True), Mark(16, 22, italic=True))
    second = row("edge of knowledge", Mark(0, 4, italic=True), line=2)
    assert written(first, second) == "wide **gap** and a *knowledge* of knowledge"


def test_references_take_the_look_of_the_words_around_them():
    text = row("see paragraph 12 above", Mark(4, 16, italic=True))
    assert written(text, replaced=[(14, 16, "[[7]]")]) == "see *paragraph [[7]]* above"
    assert written(text, replaced=[(16, 16, "[^9]")]) == "see *paragraph 12*[^9] above"
    assert written(text, replaced=[(6, 6, "[^9]")]) == "see *pa[^9]ragraph 12* above"


def test_a_link_holds_nothing_live_but_a_footnote_mark_parts_it():
    text = row("page 12", Mark(0, 7, url="https://example.org"))
    assert written(text, replaced=[(5, 7, "[[7]]")]) == "[page 12](https://example.org)"
    parted = "[page](https://example.org)[^9][ 12](https://example.org)"
    assert written(text, replaced=[(4, 4, "[^9]")]) == parted


def test_signs_of_the_source_are_escaped_beside_marks():
    assert written(row("- a * b", Mark(6, 7, bold=True))) == "\\- a \\* **b**"
    assert written(row("- a", Mark(2, 3, bold=True)), sign="(a) ") == "(a) \\- **a**"
