"""The sheets of the real paper."""

import openpyxl
import pytest

from tests.workbench.tracking.building import parts_of, rows_of
from workbench.tracking import write_sheets

pytestmark = pytest.mark.corpus


@pytest.fixture
def snapshot(workspace, corpus):
    from workbench.importing import place_reading
    from workbench.intake import read_source

    place_reading(workspace, read_source(corpus / "gb340-pfa-7.txt"))
    return workspace.snapshot()


def test_every_recommendation_reaches_its_lead_and_nobody_without_a_share(snapshot, tmp_path):
    written = write_sheets(snapshot, tmp_path)
    recommendations = list(snapshot.tree.of_kind("recommendation"))
    assert len(recommendations) == 23
    assert written.without_sheet == []
    for file in written.files:
        text = parts_of(file.path)
        shared = [node.id for node in recommendations if file.unit in node["responsible_units"]]
        assert file.recommendations == shared
        strangers = (node for node in recommendations if node.id not in shared)
        assert not [node.id for node in strangers if node["headline"] in text]


def test_the_lead_of_the_first_part_answers_nine(snapshot, tmp_path):
    file = next(file for file in write_sheets(snapshot, tmp_path).files if file.unit == "ENTERPRISES")
    assert file.path.name == "GB.340-PFA-7 ENTERPRISES.xlsx"
    rows = rows_of(openpyxl.load_workbook(file.path)["Response"])
    assert [row["recommendation.reference"].value for row in rows] == [
        f"GB.340 I-{at}" for at in range(1, 10)
    ]
