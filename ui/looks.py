"""When a widget that draws for itself has to draw anew."""

from PySide6.QtCore import QEvent

LOOKS = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
"""Changes after which icons, sizes and colours that were worked out are worked out again."""
