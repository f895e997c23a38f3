"""What this program is, what it is made with, and where its log is."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import picture
from workbench import __version__

LIBRARIES = (
    ("Qt for Python", "PySide6-Essentials", "LGPL-3.0"),
    ("lxml", "lxml", "BSD-3-Clause"),
    ("openpyxl", "openpyxl", "MIT"),
    ("python-docx", "python-docx", "MIT"),
    ("pypdfium2", "pypdfium2", "BSD-3-Clause, Apache-2.0"),
    ("Click", "click", "BSD-3-Clause"),
    ("pyspellchecker", "pyspellchecker", "MIT"),
    ("zc.lockfile", "zc.lockfile", "ZPL-2.1"),
    ("platformdirs", "platformdirs", "MIT"),
)
"""Name, package and licence of what the program is made with."""
BIGGER = 1.6


class AboutDialog(QDialog):
    """Opened by the window, forgotten when it is closed. ``log_asked``: the user wants to see the log."""

    log_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About"))
        column = QVBoxLayout(self)
        column.setSpacing(self.fontMetrics().height() // 2)
        column.addLayout(self._heading())
        column.addWidget(self._line())
        column.addLayout(self._libraries())
        column.addSpacing(self.fontMetrics().height() // 2)
        column.addWidget(self._buttons())
        margin = self.fontMetrics().height()
        column.setContentsMargins(margin, margin, margin, margin // 2)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def _heading(self) -> QGridLayout:
        sign = QLabel(self)
        sign.setPixmap(picture("app", self.palette(), 3))
        name = QLabel(self.tr("Evaluation Workbench"), self)
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * BIGGER)
        font.setBold(True)
        name.setFont(font)
        facts = self.tr("Version {0}, with Python {1} and Qt {2}").format(
            __version__, platform.python_version(), qVersion()
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.fontMetrics().height())
        grid.setColumnStretch(1, 1)
        grid.addWidget(sign, 0, 0, 3, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(name, 0, 1)
        grid.addWidget(QLabel(self.tr("From evaluation reports to the Governing Body paper."), self), 1, 1)
        grid.addWidget(self._quiet(facts), 2, 1)
        return grid

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        return line

    def _libraries(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.fontMetrics().height() * 2)
        grid.setVerticalSpacing(self.fontMetrics().height() // 4)
        words = self.tr("Free to use, change and pass on under the MIT licence. It is made with:")
        grid.addWidget(QLabel(words, self), 0, 0, 1, 3)
        grid.setRowMinimumHeight(0, self.fontMetrics().height() * 2)
        for row, (name, package, licence) in enumerate(LIBRARIES, start=1):
            for place, text in enumerate((name, version_of(package), licence)):
                grid.addWidget(QLabel(text, self) if place == 0 else self._quiet(text), row, place)
        grid.setColumnStretch(2, 1)
        return grid

    def _quiet(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        if text:  # else there is nothing to select, nor to read out
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        log = buttons.addButton(self.tr("Show the &log"), QDialogButtonBox.ButtonRole.ActionRole)
        log.setAutoDefault(False)
        log.clicked.connect(self.log_asked)
        buttons.rejected.connect(self.reject)
        return buttons


def version_of(package: str) -> str:
    """Return the version of an installed package, "" where it cannot be told."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
