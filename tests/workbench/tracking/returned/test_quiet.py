"""Law 4: what was not touched says nothing."""

import pytest


@pytest.mark.parametrize("unit", ["POLICY", "FIELD"])
@pytest.mark.parametrize("stage", ["response", "follow-up"])
def test_an_untouched_sheet_says_nothing(office, unit, stage):
    returned = office.read(office.send(unit, stage=stage))
    assert (returned.claims, returned.additions, returned.problems) == ([], [], [])
