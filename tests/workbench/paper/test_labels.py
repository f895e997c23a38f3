"""What the table of a recommendation says of its units, as they came and after a correction."""

import pytest

from tests.workbench.paper.samples import blank
from workbench.intake.units import Register
from workbench.paper.labels import units_text
from workbench.register import Unit

REGISTER = [
    Unit("WIDGETS", "Widget Department"),
    Unit("GEARS", "Gear Branch"),
    Unit("", "field offices", "group"),
]
AS_CAME = "Widget Department (WIDGETS) and the field offices"


@pytest.mark.parametrize(
    ("keys", "printed"),
    [
        (["WIDGETS", "field offices"], AS_CAME),
        (["WIDGETS", "GEARS"], "WIDGETS, GEARS"),
        (["field offices", "WIDGETS"], "field offices, WIDGETS"),
        ([], AS_CAME),
    ],
)
def test_units_print_as_they_came_until_somebody_changes_them(keys, printed):
    editor = blank()
    section = editor.insert(editor.insert(1, "paper"), "section")
    fields = {"responsible_units": keys, "responsible_units_text": AS_CAME}
    node = editor.tree[editor.insert(section, "recommendation", fields)]
    assert units_text(node, Register(REGISTER)) == printed
