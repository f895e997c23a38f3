"""What a workspace without a paper says first: how to bring one in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget


class Start(QWidget):
    """Leads to the first paper of a workspace; made by the panel of the workspace."""

    import_asked = Signal()
    paper_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QGridLayout(self)
        column.setContentsMargins(0, 0, 0, self.fontMetrics().lineSpacing())
        column.setColumnStretch(1, 1)
        column.setHorizontalSpacing(self.fontMetrics().height())
        lead = QLabel(self.tr("There is no paper in this workspace yet."), self)
        column.addWidget(lead, 0, 0, 1, 2)
        ways = (
            (
                self.tr("&Import a paper…"),
                self.tr(
                    "Read one from Word, PDF or plain text. You can also drag the file onto this window."
                ),
                self.import_asked,
            ),
            (
                self.tr("Add a &paper"),
                self.tr("Begin with an empty one and write it here."),
                self.paper_asked,
            ),
        )
        for row, (words, details, signal) in enumerate(ways, 1):
            button = QPushButton(words, self)
            button.setAutoDefault(False)
            button.setMinimumHeight(self.fontMetrics().height() * 2)
            button.setAccessibleDescription(details)
            button.clicked.connect(signal)
            explanation = QLabel(details, self)
            explanation.setWordWrap(True)
            column.addWidget(button, row, 0)
            column.addWidget(explanation, row, 1)
