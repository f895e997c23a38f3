"""Tables in text files, whoever wrote them."""

import pytest

from tests.workbench.spreadsheets.building import only_sheet, read
from workbench.errors import UserError

ANY = ("xlsx", "ods", "csv")


def rows(text, folder, name="X.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return only_sheet(content, folder, name, formats=ANY).rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_fields_and_lines(tmp_path, delimiter, end):
    lines = (("Ref", "Text", "Score"), ("1", f'"a{delimiter} ""b"""', "3"), ("2", "", "4"), ("3", "last", ""))
    text = end.join(delimiter.join(fields) for fields in lines)
    assert rows(text, tmp_path) == [
        ("Ref", "Text", "Score"),
        ("1", f'a{delimiter} "b"', "3"),
        ("2", None, "4"),
        ("3", "last"),
    ]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", ("1,5", "2,5", "3,5")),
        ("a;b\n1,5;2,5\n1,5;2,5\n", ("1,5", "2,5")),
        ("Ref;Text\n1;one, two, three\n2;four, five\n3;six\n", ("1", "one, two, three")),
        ("Ref,Text,Unit\n1,one; two; three,A\n2,x; y,B\n", ("1", "one; two; three", "A")),
        ('Ref,Text\n1,"a; b; c"\n2,"d; e; f"\n', ("1", "a; b; c")),
        ('Ref;Text\n1;"two\nlines; here, there"\n2;x\n', ("1", "two\nlines; here, there")),
        ("Ref\tText\n1\ta, b; c | d\n2\ta, b; c | d\n", ("1", "a, b; c | d")),
        ("one\ntwo\n", ("two",)),
    ],
)
def test_the_delimiter_is_found(tmp_path, text, second):
    assert rows(text, tmp_path)[1] == second


def test_titles_above_the_header_do_not_hide_it(tmp_path):
    titles = "Matrix of answers, second round, draft, 2026\n\nA note, with commas, too\n"
    assert rows(f"{titles}Ref;Text;Unit\n1;a;b\n2;c;d\n", tmp_path)[3:] == [
        ("Ref", "Text", "Unit"),
        ("1", "a", "b"),
        ("2", "c", "d"),
    ]


def test_a_first_line_for_excel_names_the_delimiter(tmp_path):
    assert rows("sep=|\r\na,b|c\r\n", tmp_path) == [("a,b", "c")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path, encoding):
    assert rows("réf;“é”\n1;2\n".encode(encoding), tmp_path) == [("réf", "“é”"), ("1", "2")]


def test_big_endian_utf_16(tmp_path):
    assert rows(b"\xfe\xff" + "é;b\n".encode("utf-16-be"), tmp_path) == [("é", "b")]


def test_values_stay_text_and_blank_lines_stay_rows(tmp_path):
    text = "\na,b\n007,=1+1\n1.50,  \n,,\n\n"
    assert rows(text, tmp_path) == [(), ("a", "b"), ("007", "=1+1"), ("1.50", "  ")]


@pytest.mark.parametrize("name", ["X.csv", "X.TXT", "X.tsv"])
def test_the_sheet_is_called_like_the_file(tmp_path, name):
    book = read(b"a;b\n", tmp_path, name, formats=ANY)
    assert [sheet.title for sheet in book.sheets] == ["X"]
    assert (book.properties, book.saved_by, book.warnings) == ({}, "", [])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a;b\0c\n", "is no text in UTF-8, UTF-16 or Windows-1252"),
        (b"a;b\x81\n", "is no text in UTF-8, UTF-16 or Windows-1252"),
        (b"\x01\x02\x03\x04;b\n", "is no text in UTF-8, UTF-16 or Windows-1252"),
        (b'a;"never closed\n' + b"x" * 200_000, "holds a field that cannot be read, in line 2"),
        (b"\n\n;;\n", "is empty"),
        (b"", "is empty"),
        (b"a," * 1001 + b"b", "holds something in cell ALM1 of sheet “X”"),
        (b"a\n" * 100_001, "holds something in cell A100001 of sheet “X”"),
    ],
)
def test_refused(tmp_path, content, reason):
    with pytest.raises(UserError, match=f"^“X.csv” {reason}"):
        read(content, tmp_path, "X.csv", formats=ANY)
