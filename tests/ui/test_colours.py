"""What the program paints in colours of its own making can be read on every ground it paints, light and dark.

Disabled texts are exempt, as in the guidelines; what the system's palette pairs by itself is the system's.
"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from tests.screens.looks import dark_palette
from ui.hits import mark_format
from ui.merging.shades import GREEN, RED, contrast, shade
from ui.preview.looks import Sheet
from ui.preview.printing import paper_palette

TEXT, SIGN = 4.5, 3.0
"""What the guidelines ask for, level AA."""


def light_palette() -> QPalette:
    palette = QPalette(QColor("#f0f0f0"), QColor("#f0f0f0"))
    palette.setColor(QPalette.ColorRole.Base, QColor("white"))
    return palette


@pytest.fixture(params=["light", "dark", "paper"])
def palette(request, qapp):
    return {"light": light_palette, "dark": dark_palette, "paper": paper_palette}[request.param]()


def test_hits_are_marked_legibly(palette):
    form = mark_format(palette)
    assert contrast(form.foreground().color(), form.background().color()) >= TEXT


@pytest.mark.parametrize("hue", [GREEN, RED])
def test_what_is_new_and_what_is_gone_can_be_read(palette, hue):
    found = shade(hue, palette)
    assert contrast(found.ink, found.ground) >= TEXT
    assert contrast(found.ink, palette.color(QPalette.ColorRole.Base)) >= TEXT


def test_the_preview_can_be_read_on_each_of_its_grounds(palette, qapp):
    sheet = Sheet(qapp.font(), palette)
    for ground in (palette.color(QPalette.ColorRole.Base), sheet.ground, sheet.tint):
        assert contrast(sheet.ink, ground) >= TEXT
    assert contrast(sheet.bar, palette.color(QPalette.ColorRole.Base)) >= SIGN
