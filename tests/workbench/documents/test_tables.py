"""Tables: the grid, merged cells, rows that repeat, tables in cells."""

from tests.workbench.documents.building import abstract, level, listed, num, only, p, read, style, tbl, tc, tr
from workbench.documents import Table


def table(*rows, **options):
    return only(tbl(*rows), **options)


def texts(made):
    return [{column: cell.text for column, cell in row.items()} for row in made.rows]


def test_rows_and_cells():
    made = table(["a", "b"], ["c", ""])
    assert texts(made) == [{0: "a", 1: "b"}, {0: "c", 1: ""}]
    assert made.heads == 0


def test_a_cell_over_columns_and_one_over_rows():
    wide = tc("wide", '<w:gridSpan w:val="2"/>')
    tall, below = tc("tall", '<w:vMerge w:val="restart"/>'), tc("", "<w:vMerge/>")
    made = table([wide, tall], ["a", "b", below], ["c", "d", "e"])
    assert texts(made) == [{0: "wide", 2: "tall"}, {0: "a", 1: "b"}, {0: "c", 1: "d", 2: "e"}]
    assert (made.rows[0][0].columns, made.rows[0][0].rows) == (2, 1)
    assert (made.rows[0][2].columns, made.rows[0][2].rows) == (1, 2)


def test_a_cell_over_rows_and_columns():
    start, below = '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/><w:vMerge/>'
    made = table([tc("x", start), "a"], [tc("", below), "b"])
    assert (made.rows[0][0].columns, made.rows[0][0].rows) == (2, 2)
    assert texts(made) == [{0: "x", 2: "a"}, {2: "b"}]


def test_a_merged_cell_begins_anew_where_it_says_so():
    start, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    made = table(
        [tc("x", start)], [tc("", below)], [tc("y", start)], [tc("", below)], [tc("z")], [tc("lost", below)]
    )
    assert texts(made) == [{0: "x"}, {}, {0: "y"}, {}, {0: "z"}, {0: "lost"}]


def test_cells_merged_sideways_as_old_files_have_it():
    made = table([tc("a", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "b"])
    assert texts(made) == [{0: "a", 2: "b"}]
    assert made.rows[0][0].columns == 2


def test_a_row_that_begins_further_in():
    made = table(["a", "b"], tr("c", properties='<w:gridBefore w:val="1"/>'))
    assert texts(made)[1] == {1: "c"}


def test_absurd_widths_end_where_tables_do_and_lose_no_text():
    absurd = '<w:gridSpan w:val="999999999"/>'
    [row] = texts(table([tc("a", absurd), tc("b", absurd), tc("c", '<w:gridSpan w:val="-4"/>'), "d"]))
    assert max(row) <= 1000
    assert "\n".join(row.values()).split("\n") == ["a", "b", "c", "d"]
    assert table(tr("a", properties='<w:gridBefore w:val="99999999"/>')).rows[0].keys() == {1000}


def test_rows_that_repeat_are_counted_from_the_top():
    head = "<w:tblHeader/>"
    off = '<w:tblHeader w:val="0"/>'
    assert table(tr("a", properties=head), tr("b", properties=head), ["c"]).heads == 2
    assert table(tr("a", properties=off), tr("b", properties=head)).heads == 0


def test_style_and_description():
    told = '<w:tblStyle w:val="T"/><w:tblCaption w:val="Short"/><w:tblDescription w:val="Long"/>'
    made = only(tbl(["a"], properties=told), styles=style("T", name="Paper Table", kind="table"))
    assert (made.style, made.description) == ("paper table", "Long")
    assert only(tbl(["a"], properties='<w:tblCaption w:val="Short"/>')).description == "Short"


def test_a_table_in_a_cell_is_a_block_of_it():
    made = table([p("before") + tbl(["in"]) + p("after")])
    kinds = [type(block).__name__ for block in made.rows[0][0].blocks]
    assert kinds == ["Paragraph", "Table", "Paragraph"]
    assert made.rows[0][0].text == "before\nin\nafter"


def test_lists_in_cells_have_their_numbers():
    numbering = abstract(0, level(0)) + num(1, 0)
    made = table([p("x", listed(1))], [p("y", listed(1))], numbering=numbering)
    assert texts(made) == [{0: "1. x"}, {0: "2. y"}]


def test_rows_and_cells_in_content_controls():
    def control(inner):
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    row = f"<w:tr><w:trPr/>{control(tc('b'))}{tc('c')}</w:tr>"
    assert texts(table(control(tr("a")), row)) == [{0: "a"}, {0: "b", 1: "c"}]


def test_a_deleted_row_is_gone_and_reported_and_an_inserted_one_is_there():
    gone = tr("old", "row", properties='<w:del w:author="A"/>')
    new = tr("new", "row", properties='<w:ins w:author="A"/>')
    document = read(tbl(["a", "b"], gone, new))
    assert texts(document.blocks[0]) == [{0: "a", 1: "b"}, {0: "new", 1: "row"}]
    assert [(c.kind, c.text) for c in document.changes] == [
        ("deleted", "old | row"),
        ("inserted", "new | row"),
    ]


def test_a_table_of_which_all_rows_were_deleted_is_gone():
    assert read(tbl(tr("old", properties="<w:del/>")) + p("a")).blocks[0].text == "a"


def test_two_tables_are_two_and_one_without_rows_is_none():
    assert [type(block) for block in read(tbl(["a"]) + tbl(["b"])).blocks] == [Table, Table]
    assert read(tbl()).blocks == []


def test_a_row_without_cells():
    assert texts(table(["a"], tr(), ["b"])) == [{0: "a"}, {}, {0: "b"}]
