"""What a filter could not make sense of, told in sentences."""

import pytest

from ui.doubts import sentence
from workbench.querying import Doubt


@pytest.mark.parametrize(
    ("doubt", "said"),
    [
        (
            Doubt("field", "prioirty", close=("priority",)),
            "There is no field called “prioirty”; that part was left out. Did you mean “priority”?",
        ),
        (
            Doubt("field", "dew", close=("due", "new")),
            "There is no field called “dew”; that part was left out. Did you mean “due” or “new”?",
        ),
        (Doubt("field", "x"), "There is no field called “x”; that part was left out."),
        (Doubt("unit", "unit", "Zzz"), "“Zzz” is no unit of the register."),
        (Doubt("nowhere", "due", "<1990"), "Nothing here has “<1990” as “due”."),
        (Doubt("value", "priority", "Très élevée"), "“Très élevée” is on no list for “priority”."),
    ],
)
def test_a_doubt_is_a_sentence(doubt, said):
    assert sentence([doubt]) == said
