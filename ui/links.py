"""Words that lead somewhere, for the mouse and for keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget


class Links(QLabel):
    """A text of links in the palette's colour for links; ``linkActivated`` carries the target."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setWordWrap(True)
        self.setAccessibleName(name)

    # Qt overrides ------------------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: D102
        above = self.parentWidget()
        if not forward and above is not None and self.selectionStart() == 0:
            return above.focusNextPrevChild(False)  # WORKAROUND Qt stays for ever on a link at the beginning
        return super().focusNextPrevChild(forward)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            words = self.text()
            self.clear()  # Qt keeps the colour that a text had when it was put in
            self.setText(words)
