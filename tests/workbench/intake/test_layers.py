"""The single layers: bytes, joined lines, tables, figures, numbers."""

from __future__ import annotations

import pytest

from workbench.errors import Cancelled, UserError
from workbench.intake import read, read_bytes, read_source
from workbench.intake.joining import Joiner
from workbench.intake.ratings import is_legend, is_scale, labels_in
from workbench.intake.rows import Row
from workbench.intake.signs import finished, heading_role, numbers_in
from workbench.intake.source import MAX_BYTES, from_bytes
from workbench.intake.tables import read as read_table


def rows(*lines: str) -> list[Row]:
    return [Row(number, line, 0, 0) for number, line in enumerate(lines, 1)]


def joined(*lines: str, elsewhere: str = "") -> str:
    return Joiner("\n".join([*lines, elsewhere])).join(rows(*lines)).text


def test_lines_are_joined_by_one_space() -> None:
    assert joined("one  two", "three") == "one two three"


def test_a_hyphen_stays_where_the_hyphenated_word_occurs() -> None:
    assert joined("long-", "term aims", elsewhere="a long-term view") == "long-term aims"


def test_a_hyphen_goes_where_only_the_joined_word_occurs() -> None:
    assert joined("know-", "ledge of", elsewhere="knowledge") == "knowledge of"


def test_a_hyphen_in_doubt_stays_and_is_noted() -> None:
    found = Joiner("upper-\nmost").join(rows("upper-", "most"))
    assert found.text == "upper-most"
    assert found.hyphens == [(1, "upper-most")]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Short-", "to medium-term", "Short- to medium-term"),
        ("www.example.org/lang--", "en/index.htm.", "www.example.org/lang--en/index.htm."),
        ("2016–", "17", "2016–17"),
        ("the hills –", "and the sea", "the hills – and the sea"),
        ("soft\u00ad", "ened", "softened"),
    ],
)
def test_what_stands_between_two_lines(first: str, second: str, expected: str) -> None:
    assert joined(first, second) == expected


TABLES = {
    (
        "Responsible unit Priority Time implication Resource implication",
        "RIVERS High Short-term Low",
    ): "one line",
    (
        "Responsible unit Priority Time implication Resource",
        "implication",
        "RIVERS",
        "High Short-term",
        "Low",
    ): "broken head",
    (
        "Responsible unit",
        "Priority",
        "Time implication",
        "Resource implication",
        "RIVERS",
        "High",
        "Short-term",
        "Low",
    ): "cells",
    (
        "Priority Time frame Responsible units Resource implications",
        "High Short-term RIVERS Low",
    ): "another order",
    (
        "Responsible unit: RIVERS",
        "Priority: High",
        "Time implication: Short-term",
        "Resource implication: Low",
    ): "labels",
    (
        "Responsible unit | Priority | Time implication | Resource implication",
        "RIVERS | High | Short-term | Low",
    ): "bars",
    (
        "Responsible unit  Priority  Time implication  Resource implication",
        "RIVERS  High  Short-term  Low",
    ): "columns",
    (
        "Responsible unit Priority Time implication Resource implication RIVERS High Short-term Low",
    ): "all in one",
}


@pytest.mark.parametrize("lines", TABLES, ids=TABLES.values())
def test_tables_of_every_shape(lines: tuple[str, ...]) -> None:
    table = read_table(rows(*lines), Joiner("\n".join(lines)))
    assert table.values == {
        "responsible_units": "RIVERS",
        "priority": "High",
        "time_implication": "Short-term",
        "resource_implication": "Low",
    }


def test_cells_that_share_lines_are_told_apart_by_their_columns() -> None:
    lines = (
        "RIVERS, BOATS   High   Short- to     Within existing",
        "and COUNT              medium-term   resources",
    )
    found = read_table(rows(*lines), Joiner("\n".join(lines))).values
    assert found["responsible_units"] == "RIVERS, BOATS and COUNT"
    assert found["time_implication"] == "Short- to medium-term"
    assert found["resource_implication"] == "Within existing resources"


def test_a_value_outside_every_list_is_kept() -> None:
    lines = (
        "Responsible unit Priority Time implication Resource implication",
        "RIVERS",
        "Utmost",
        "Some day",
        "A lot",
    )
    assert list(read_table(rows(*lines), Joiner("\n".join(lines))).values.values()) == [
        "RIVERS",
        "Utmost",
        "Some day",
        "A lot",
    ]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Purpose and scope", "purpose_and_scope"),
        ("SUMMARY OF FINDINGS", "findings"),
        ("Findings by criterion", "findings"),
        ("Overall ratings", "overall_assessment"),
        ("Conclusions, lessons learned and good practices", "conclusions"),
        ("Recommendations", "recommendations"),
        ("Response of the Office", "office_response"),
        ("Management response", "office_response"),
        ("Office response to the recommendations", "office_response"),
        ("Draft outcome", "decision"),
        ("Introduction", "introduction"),
        ("Findings were mixed.", None),
        ("Recommendations were made to the Office", None),
        ("conclusions", None),
    ],
)
def test_headings_are_known_by_their_words(heading: str, role: str | None) -> None:
    assert heading_role(heading) == role


def test_lists_of_numbers() -> None:
    assert numbers_in("3 and 4") == [3, 4]
    assert numbers_in("3–5") == [3, 4, 5]
    assert numbers_in("1, 2 and 4–6") == [1, 2, 4, 5, 6]


def test_where_a_sentence_ends() -> None:
    assert all(
        finished(text) for text in ("Done.", "Done.”", "(Done.)", "Done. 7", "Done.7", "Done.[7]", "so;")
    )
    assert not any(finished(text) for text in ("and the", "in 2019", "cross-", "one,"))


def test_axis_lines() -> None:
    assert is_scale("1 2 3 4 5 6")
    assert not is_scale("2 1 3")
    assert is_legend("3= Somewhat unsatisfactory 2 = Unsatisfactory")
    assert labels_in("Relevance 4.5 Coherence NR Overall") == [
        ("Relevance", 4.5),
        ("Coherence", "NR"),
        ("Overall", None),
    ]
    assert labels_in("Relevance matters") == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n \n",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"%PDF-1.7 and so on",
        b"PK\x03\x04" + b"x" * 100,
        bytes(range(256)) * 40,
        b"Dear all, lunch is at noon.\nBring bread.\n",
        "Une page sans rapport.\n".encode("utf-16"),
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_paper_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(UserError) as refusal:
        read_bytes(data, "page.txt")
    assert str(refusal.value).startswith("page.txt was refused: ")
    assert str(refusal.value).endswith(".")


def test_a_file_far_too_big_is_not_even_read(tmp_path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(UserError, match="200 MB"):
        read_source(path)
    assert MAX_BYTES < 200 * 2**20


def test_a_missing_file_is_a_user_error(tmp_path) -> None:
    with pytest.raises(UserError, match=r"none\.txt cannot be read"):
        read_source(tmp_path / "none.txt")


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(UserError, match="no form of source"):
        read_bytes(b"1. x", form="poem")


def test_a_reading_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        read(from_bytes(b"Introduction\n1. Here.\n", "a.txt"), is_cancelled=lambda: True)
