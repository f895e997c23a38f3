"""How well a colour can be read on another, and colours to take the place of those a theme has too faint.

Qt's own light theme has hints at 4.0 and selected rows at 3.7 where the web's guidelines ask for 4.5, its
dark one frames the field with the focus at 2.4 where they ask for 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT, SIGN = 4.5, 3.0
"""The least contrast of text, and of signs, with what they stand on: level AA of the guidelines."""
TINT = 0.16
"""How much of the colour of links goes into the ground of numbers that cannot be typed over."""
MARK = 0.14
"""How much of the colour of what is selected goes into the ground of its passage in the preview."""
VEIL = 30 / 255
"""How much of its own colour there is in what Qt's own style lays over the cell with the focus."""
EDGE, BOX = 140, 110
"""How Qt's own style makes the colour of frames from that of the window, and of boxes to tick from that."""
MENU = 108
"""By how much menus are lighter than the ground of fields."""
STEPS = 40

Role, Group = QPalette.ColorRole, QPalette.ColorGroup
GROUNDS = (Role.Base, Role.AlternateBase, Role.Window)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1 to 21, as the web's guidelines count it."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return a colour that is ``one`` for a share and ``other`` for the rest."""
    parts = zip(one.getRgbF()[:3], other.getRgbF()[:3], strict=True)  # type: ignore[index]
    return QColor.fromRgbF(*(part * share + rest * (1 - share) for part, rest in parts))


def over(ink: QColor, ground: QColor) -> QColor:
    """Return what is seen of a colour, which may let the ground through, on a ground."""
    return mixed(ink, ground, ink.alphaF())


def frame(highlight: QColor) -> QColor:
    """Return the colour in which Qt's own style frames what has the focus, by that of what is selected."""
    result = highlight.darker(125)
    if result.value() > 160:
        result.setHsl(result.hue(), result.saturation(), 160)
    return result


def contrast_selected(highlight: QColor, ink: QColor) -> float:
    """Return the contrast of words in what is selected, also in the cell with the focus.

    Qt's own style lays a veil over that cell which begins lighter than the frame.
    """
    veils = (frame(highlight).lighter(160), frame(highlight))
    seen = [contrast(mixed(veil, ink, VEIL), mixed(veil, highlight, VEIL)) for veil in veils]
    return min(contrast(highlight, ink), *seen)


def mended(theme: QPalette) -> QPalette:
    """Return a palette that differs from a theme's only in what could not be read well enough.

    Hints and links come nearer to the colour of text, and so does what is selected. What is disabled stays
    faint.
    """
    palette = QPalette(theme)
    for group in (Group.Active, Group.Inactive):
        is_framed = theme.color(group, Role.Highlight) == theme.color(Group.Active, Role.Highlight)
        _mend_selection(palette, group, is_framed)
        for role in (Role.PlaceholderText, Role.Link, Role.LinkVisited):
            _mend_ink(palette, group, role)
    return palette


def framed(theme: QPalette) -> QPalette:
    """Return a palette for fields, lists and menus, in which their frames and boxes to tick are seen.

    Qt's own style takes their colour from that of the window, for which such widgets have no other use. What
    is disabled keeps its faint frame.
    """
    palette = QPalette(theme)
    for group in (Group.Active, Group.Inactive):
        grounds = [palette.color(group, ground) for ground in GROUNDS]
        grounds.append(palette.color(group, Role.Base).lighter(MENU))
        window, text = (palette.color(group, role) for role in (Role.Window, Role.Text))
        seen = (one for one in _between(window, text) if _has_edges(one, grounds))
        palette.setColor(group, Role.Window, next(seen, text))
    return palette


def edges(window: QColor) -> tuple[QColor, QColor]:
    """Return the colours of frames, and of boxes to tick, that Qt's own style makes of that of the window."""
    return window.darker(EDGE), window.darker(EDGE).lighter(BOX)


def _has_edges(window: QColor, grounds: list[QColor]) -> bool:
    return all(contrast(edge, ground) >= SIGN for edge in edges(window) for ground in grounds)


def _mend_ink(palette: QPalette, group: QPalette.ColorGroup, role: QPalette.ColorRole) -> None:
    """Bring a colour for words as near to that of text as it has to be on every ground."""
    grounds = [palette.color(group, ground) for ground in GROUNDS]
    grounds.append(mixed(palette.color(group, Role.Highlight), grounds[0], MARK))
    ink, text = palette.color(group, role), palette.color(group, Role.Text)
    tint = TINT if role == Role.Link else 0.0
    if not _is_legible(ink, grounds, tint):
        nearer = _between(over(ink, grounds[0]), text)
        found = next((one for one in nearer if _is_legible(one, grounds, tint)), text)
        palette.setColor(group, role, found)


def _mend_selection(palette: QPalette, group: QPalette.ColorGroup, is_framed: bool) -> None:
    """Bring the colour of what is selected far enough from its words, and from what is framed in it.

    Where no colour is far enough from the words of the theme, they become black or white.
    """
    base, window, text, ground, words = (
        palette.color(group, role)
        for role in (Role.Base, Role.Window, Role.Text, Role.Highlight, Role.HighlightedText)
    )
    grounds = (base, window) if is_framed else ()
    seen = [one for one in _between(ground, text) if _is_seen(one, grounds)]
    pairs = ((one, ink) for ink in (words, QColor("black"), QColor("white")) for one in seen)
    found, ink = next((pair for pair in pairs if contrast_selected(*pair) >= TEXT), (text, base))
    for role, old, new in ((Role.Highlight, ground, found), (Role.HighlightedText, words, ink)):
        if new != old:
            palette.setColor(group, role, new)


def _between(one: QColor, other: QColor) -> Iterator[QColor]:
    """Give a colour, and those on the way from it to another."""
    yield one
    for step in range(1, STEPS + 1):
        yield mixed(other, one, step / STEPS)


def _is_seen(highlight: QColor, grounds: tuple[QColor, ...]) -> bool:
    return all(contrast(one, ground) >= SIGN for one in (highlight, frame(highlight)) for ground in grounds)


def _is_legible(ink: QColor, grounds: list[QColor], tint: float) -> bool:
    """Whether words can be read on each ground, also where a share of their own colour goes into it."""
    return all(contrast(over(ink, ground), mixed(ink, ground, tint)) >= TEXT for ground in grounds)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(part) for part in colour.getRgbF()[:3])  # type: ignore[index]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
