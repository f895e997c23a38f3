"""What hangs on text: bookmarks, notes, comments, tracked changes."""

from tests.workbench.documents.building import lines, only, p, r, read, tbl
from workbench.documents import Change, Comment, Span

WHEN = "2026-01-02T03:04:05Z"
WHO = f'w:id="1" w:author="A" w:date="{WHEN}"'


def begin(name, id=1):
    return f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>'


def end(id=1):
    return f'<w:bookmarkEnd w:id="{id}"/>'


def ins(inner, tag="ins"):
    return f"<w:{tag} {WHO}>{inner}</w:{tag}>"


def gone(text):
    return f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def changes(body, **options):
    return [(change.kind, change.text, change.block) for change in read(body, **options).changes]


# Bookmarks --------------------------------------------------------------------------------------


def test_bookmarks_enclose_what_stands_between_their_ends():
    made = only(p(begin("a") + r("x") + begin("b", 2) + r("y") + end() + r("z") + end(2)))
    assert made.spans == [
        Span("x", bookmarks=("a",)),
        Span("y", bookmarks=("a", "b")),
        Span("z", bookmarks=("b",)),
    ]
    assert made.bookmarks == ("a", "b")


def test_an_empty_bookmark_begins_in_its_paragraph():
    made = only(p(r("x") + begin("a") + end()))
    assert (made.spans, made.bookmarks) == ([Span("x")], ("a",))


def test_a_bookmark_over_paragraphs_encloses_in_the_first_only():
    first, second = read(p(begin("a") + r("x")) + p(r("y") + end() + r("z"))).blocks
    assert (first.spans, first.bookmarks) == ([Span("x", bookmarks=("a",))], ("a",))
    assert (second.spans, second.bookmarks) == ([Span("yz")], ())


def test_a_bookmark_between_paragraphs_belongs_to_the_next_one():
    first, second = read(p("x") + begin("a") + p(r("y") + end() + r("z"))).blocks
    assert (first.bookmarks, second.bookmarks) == ((), ("a",))
    assert second.spans == [Span("y", bookmarks=("a",)), Span("z")]


def test_a_bookmark_before_a_table_belongs_to_its_first_paragraph():
    made = only(begin("a") + tbl(["x", "y"]) + end())
    assert made.rows[0][0].blocks[0].bookmarks == ("a",)


def test_a_bookmark_after_all_belongs_to_the_last_paragraph():
    assert only(p("x") + begin("a") + end()).bookmarks == ("a",)


def test_doubled_ids_of_bookmarks_lose_no_name():
    assert only(p(begin("a") + begin("b") + r("x") + end() + end())).bookmarks == ("a", "b")


# Notes ------------------------------------------------------------------------------------------

FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    '<w:footnote w:id="2">'
    f"{p('<w:r><w:footnoteRef/></w:r>' + r(' The ') + r('note', '<w:i/>'))}{p('more')}</w:footnote>"
)
MARK = '<w:footnoteReference w:id="2"/>'


def test_a_note_is_found_by_the_key_of_its_mark():
    document = read(p(r("x") + r(MARK, '<w:vertAlign w:val="superscript"/>') + r("y")), footnotes=FOOTNOTES)
    first, mark, last = document.blocks[0].spans
    assert (first.text, mark.text, mark.raised, last.text) == ("x", "", True, "y")
    assert [line.text for line in document.notes[mark.note]] == ["The note", "more"]
    assert document.notes[mark.note][0].spans == [Span("The "), Span("note", italic=True)]


def test_footnotes_and_endnotes_of_one_id_are_two():
    endnotes = f'<w:endnote w:id="2">{p("end")}</w:endnote>'
    made = p(r(MARK) + r('<w:endnoteReference w:id="2"/>'))
    document = read(made, footnotes=FOOTNOTES, endnotes=endnotes)
    keys = [span.note for span in document.blocks[0].spans]
    assert [document.notes[key][0].text for key in keys] == ["The note", "end"]


def test_a_note_with_two_marks_is_one():
    document = read(p(r(MARK) + r("x") + r(MARK)), footnotes=FOOTNOTES)
    assert len({span.note for span in document.blocks[0].spans if span.note}) == len(document.notes) == 1


def test_a_mark_of_its_own():
    mark = '<w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t>'
    _, span, after = only(p(r("x") + r(mark) + r("y")), footnotes=FOOTNOTES).spans
    assert (span.text, bool(span.note), after.text) == ("*", True, "y")


def test_a_mark_without_a_note_is_named_in_a_warning():
    document = read(p(r("x") + r('<w:footnoteReference w:id="9"/>')), footnotes=FOOTNOTES)
    assert document.blocks[0].spans == [Span("x")]
    assert document.warnings == ["The mark of a note that is missing was left out."]


def test_a_note_whose_mark_was_deleted_is_not_there():
    mark = f"<w:del {WHO}><w:r>{MARK}</w:r></w:del>"
    assert read(p(r("x") + mark), footnotes=FOOTNOTES).notes == {}


def test_of_two_notes_of_one_id_the_first_counts():
    twice = FOOTNOTES + f'<w:footnote w:id="2">{p("other")}</w:footnote>'
    [note] = read(p(r(MARK)), footnotes=twice).notes.values()
    assert note[0].text == "The note"


# Comments ---------------------------------------------------------------------------------------

COMMENTS = f'<w:comment {WHO}>{p("Why?")}{p("Really?")}</w:comment><w:comment w:id="2">{p("Yes")}</w:comment>'
HUNG = '<w:commentReference w:id="1"/>'


def test_comments_hang_on_blocks_and_paragraphs():
    made = '<w:commentRangeStart w:id="1"/>' + r("x") + '<w:commentRangeEnd w:id="1"/>' + r(HUNG)
    document = read(p("first") + p(made), comments=COMMENTS)
    assert document.comments == [Comment("A", WHEN, "Why?\nReally?", 1)]
    assert [block.comments for block in document.blocks] == [(), (0,)]


def test_a_comment_in_a_cell():
    document = read(p("first") + tbl(["a", p(r("b") + r(HUNG))]), comments=COMMENTS)
    assert document.comments[0].block == 1
    assert document.blocks[1].rows[0][1].blocks[0].comments == (0,)


def test_a_comment_over_paragraphs_hangs_on_the_first():
    made = p('<w:commentRangeStart w:id="1"/>' + r("x")) + p(r("y") + r(HUNG))
    assert [block.comments for block in read(made, comments=COMMENTS).blocks] == [(0,), ()]


def test_a_comment_on_deleted_text_hangs_where_that_stood():
    hung = f"<w:del {WHO}><w:r><w:delText>x</w:delText></w:r>{r(HUNG)}</w:del>"
    document = read(p("a") + p(r("b") + hung), comments=COMMENTS)
    assert [(comment.text, comment.block) for comment in document.comments] == [("Why?\nReally?", 1)]


def test_a_comment_that_is_not_there():
    assert read(p(r("x") + r('<w:commentReference w:id="77"/>')), comments=COMMENTS).comments == []


# Changes ----------------------------------------------------------------------------------------


def test_inserted_and_deleted_letters():
    document = read(p(r("a ") + ins(r("new")) + gone("old") + r(" b")))
    assert document.blocks[0].text == "a new b"
    assert document.changes == [
        Change("inserted", "A", WHEN, "new", 0),
        Change("deleted", "A", WHEN, "old", 0),
    ]


def test_a_change_in_several_runs_is_one():
    assert changes(p(ins(r("a")) + ins(r("b", "<w:b/>")))) == [("inserted", "ab", 0)]


def test_moved_text_is_at_its_new_place_and_reported_once():
    body = p(r("a") + ins(r("moved"), "moveFrom")) + p(ins(r("moved"), "moveTo"))
    assert lines(body) == ["a", "moved"]
    assert changes(body) == [("moved", "moved", 1)]


def test_what_was_inserted_and_deleted_again_is_gone():
    assert lines(p(r("a") + ins(gone("x")))) == ["a"]


def test_a_changed_format_is_reported():
    body = p(r("word", f"<w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange>") + r(" x"))
    assert changes(body) == [("formatted", "word", 0)]
    assert changes(p("all", f"<w:pPrChange {WHO}><w:pPr/></w:pPrChange>")) == [("formatted", "all", 0)]


DELETED_END = f"<w:rPr><w:del {WHO}/></w:rPr>"


def test_paragraphs_whose_end_was_deleted_are_joined_in_the_look_of_the_last():
    body = p(r("one "), DELETED_END, style="A") + p(r("two "), DELETED_END) + p("three", style="B")
    document = read(body)
    assert [(block.text, block.style) for block in document.blocks] == [("one two three", "b")]
    assert [change.text for change in document.changes] == ["\n\n"]


def test_a_deleted_paragraph_is_gone():
    assert lines(p("a") + p(gone("b"), DELETED_END) + p("c")) == ["a", "c"]


def test_a_deleted_end_before_a_table_or_the_end_joins_nothing():
    assert [type(block).__name__ for block in read(p("a", DELETED_END) + tbl(["b"])).blocks] == [
        "Paragraph",
        "Table",
    ]
    assert lines(p("a") + p("b", DELETED_END)) == ["a", "b"]


def test_thousands_of_joined_paragraphs_take_no_time():
    assert len(only(p("a", DELETED_END) * 40_000 + p("b")).text) == 40_001


def test_boxes_of_joined_paragraphs_follow_the_whole():
    box = "<w:r><w:pict><w:txbxContent>" + p("box") + "</w:txbxContent></w:pict></w:r>"
    assert lines(p(r("one ") + box, DELETED_END) + p("two")) == ["one two", "box"]


def test_bookmarks_and_comments_of_joined_paragraphs_are_kept():
    made = only(p(begin("a") + r("x") + r(HUNG), DELETED_END) + p(begin("b", 2) + r("y")), comments=COMMENTS)
    assert (made.bookmarks, made.comments) == (("a", "b"), (0,))


def test_an_inserted_end_is_reported():
    assert changes(p("a", f"<w:rPr><w:ins {WHO}/></w:rPr>")) == [("inserted", "\n", 0)]


def test_the_block_of_a_change_is_counted_among_those_of_the_document():
    assert changes(p("a") + tbl(["b", p(ins(r("c")))]) + p(gone("d"))) == [
        ("inserted", "c", 1),
        ("deleted", "d", 2),
    ]
