"""What this program is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from workbench import __version__

translate = QCoreApplication.translate


def show_about(parent: QWidget) -> None:
    """Say what this is, and which version of it."""
    box = QMessageBox(
        QMessageBox.Icon.NoIcon,
        translate("MainWindow", "About"),
        translate("MainWindow", "Evaluation Workbench {0}").format(__version__),
        QMessageBox.StandardButton.Ok,
        parent,
    )
    box.setInformativeText(translate("MainWindow", "From evaluation reports to the Governing Body paper."))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
