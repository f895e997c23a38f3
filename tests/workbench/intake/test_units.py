"""Units are split, matched to the register, or added to it."""

from __future__ import annotations

import pytest

from workbench.intake.units import Named, Register, read_units
from workbench.register import Unit

KNOWN = (
    Unit("RIVERS", "Rivers Department"),
    Unit("DWG/W", "Deputy Warden-General for Waters"),
    Unit("DWG/F", "Deputy Warden-General for Fields"),
    Unit("BOATS", "Boats, Barges and Bridges branch"),
    Unit("COUNT", "Bureau of Counting"),
    Unit("DWT/CO–Harbour", "Wardens’ Team and Country Office for the Harbours"),
    Unit("", "DWT/CO–Harbour project offices"),
    Unit("", "regional offices", "group"),
    Unit("RTs", "River Teams", "group"),
    Unit("", "Cabinet"),
)


def read(text: str) -> Named:
    return read_units(text, Register(KNOWN))


SPLITS = {
    "RIVERS": ["RIVERS"],
    "RIVERS, BOATS": ["RIVERS", "BOATS"],
    "RIVERS, DWG/W and DWG/F and COUNT": ["RIVERS", "DWG/W", "DWG/F", "COUNT"],
    "RIVERS, DWG/W BOATS, COUNT": ["RIVERS", "DWG/W", "BOATS", "COUNT"],
    "DWG/W (in particular RIVERS and BOATS)": ["DWG/W", "RIVERS", "BOATS"],
    "Deputy Warden-General for Waters (DWG/W)": ["DWG/W"],
    "Deputy Warden-General for Waters": ["DWG/W"],
    "Boats, Barges and Bridges branch (BOATS), RIVERS": ["BOATS", "RIVERS"],
    "regional offices and River Teams (RTs)": ["regional offices", "RTs"],
    "DWT/CO–Harbour project offices, COUNT": ["DWT/CO–Harbour project offices", "COUNT"],
    "ILO DWG/W, DWT/CO–Harbour": ["DWG/W", "DWT/CO–Harbour"],
    "Cabinet, working with other regional offices": ["Cabinet", "regional offices"],
    "RIVERS / BOATS": ["RIVERS", "BOATS"],
    "RIVERS (lead), with support from COUNT": ["RIVERS", "COUNT"],
    "RIVERS, RIVERS": ["RIVERS"],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), SPLITS.items())
def test_known_units_are_split_apart(text: str, expected: list[str]) -> None:
    named = read(text)
    assert named.keys == expected
    assert named.new == []
    assert named.doubts == []


NEAR = {
    "regional office": "regional offices",
    "Bureau of Countng": "COUNT",
    "RiversDepartment": "RIVERS",
    "Bureau of Counting (CUONT)": "COUNT",
}


@pytest.mark.parametrize(("text", "expected"), NEAR.items())
def test_a_near_miss_is_matched_and_doubtful(text: str, expected: str) -> None:
    named = read(text)
    assert named.keys == [expected]
    assert named.new == []
    assert text in named.doubts[0]


NEW = {
    "MILLS": Unit("MILLS", ""),
    "Mills and Millers Department (MILLS)": Unit("MILLS", "Mills and Millers Department"),
    "Wind, Sails and Stones branch (WINDS)": Unit("WINDS", "Wind, Sails and Stones branch"),
    "Millers’ Council": Unit("", "Millers’ Council"),
    "valley offices": Unit("", "valley offices", "group"),
    "Valley Teams (VTs)": Unit("VTs", "Valley Teams", "group"),
}


@pytest.mark.parametrize(("text", "expected"), NEW.items())
def test_an_unknown_unit_is_new(text: str, expected: Unit) -> None:
    named = read(f"RIVERS, {text} and BOATS")
    assert named.new == [expected]
    assert named.keys == ["RIVERS", expected.key, "BOATS"]


def test_a_new_unit_is_known_from_then_on() -> None:
    register = Register(())
    first = read_units("Mills and Millers Department (MILLS)", register)
    again = read_units("MILLS", register)
    assert (len(first.new), len(again.new)) == (1, 0)
    assert again.keys == ["MILLS"]


def test_hostile_text_is_not_read_to_its_end() -> None:
    named = read("A, " * 100_000)
    assert any("too long" in doubt for doubt in named.doubts)
