"""How far the long work is, and the button that stops it; stands in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

if TYPE_CHECKING:
    from ui.jobs import Jobs


class JobPanel(QWidget):
    """Shows the job under way, and nothing while there is none; made by the window."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setMaximumWidth(self.fontMetrics().averageCharWidth() * 24)
        self._bar.setMaximumHeight(self.fontMetrics().height())
        self._bar.setTextVisible(False)
        self.button = QPushButton(self.tr("Cancel"), self)
        self.button.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)  # no wider than it needs
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._text, self._bar, self.button):
            row.addWidget(widget)
        self.hide()
        jobs.started.connect(self.on_started)
        jobs.progress.connect(self.on_progress)
        jobs.ended.connect(self.hide)
        self.button.clicked.connect(jobs.cancel)
        self.button.clicked.connect(self.on_cancel)

    def on_started(self, what: str) -> None:
        """Show a new job."""
        self._text.setText(what)
        self._bar.setRange(0, 0)
        self.button.setEnabled(True)
        self.button.setAccessibleName(self.tr("Cancel: {0}").format(what))
        self.show()

    def on_progress(self, done: int, total: int, what: str) -> None:
        """Show how far it is."""
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)
        if what and self.button.isEnabled():  # else it is stopping
            self._text.setText(what)

    def on_cancel(self) -> None:
        """Show that the work was asked to stop."""
        self.button.setEnabled(False)
        self._text.setText(self.tr("Stopping…"))
