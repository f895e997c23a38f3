"""What the user sees when the program itself failed: one sentence, and a report to send on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from ui.crash_report import report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.crash import Failure
    from ui.questions import Questions


class CrashDialog(QDialog):
    """Says what happened and offers the report; made by the application for one failure."""

    def __init__(
        self, failure: Failure, commands: Sequence[str], questions: Questions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._failure = failure
        self._questions = questions
        self._report = report(failure, commands)
        self.said = QLabel(self)
        self.details = QPlainTextEdit(self._report, self)
        self.more = QPushButton(self.tr("Show the &details"), self)
        self._lay_out()

    def save(self) -> None:
        """Write the report where the user says."""
        from pathlib import Path

        suggestion = Path.home() / "evaluation-workbench-report.txt"
        kinds = self.tr("Text files (*.txt)")
        path = self._questions.file_to_save(self.tr("Save the report"), suggestion, kinds)
        if path is None:
            return
        try:
            path.write_text(self._report, encoding="utf-8")
        except OSError:
            self._say(self.tr("{0} could not be written; choose another place.").format(path.name))
        else:
            self._say(self.tr("The report is in {0}.").format(path.name))

    def copy(self) -> None:
        """Put the report onto the clipboard."""
        QGuiApplication.clipboard().setText(self._report)
        self._say(self.tr("The report is copied."))

    def quit(self) -> None:
        """Close every window in the usual way; one that has something to ask still asks."""
        self.reject()
        QApplication.closeAllWindows()

    def toggle_details(self) -> None:
        """Show or hide what the report holds."""
        is_shown = self.details.isHidden()
        self.details.setVisible(is_shown)
        self.more.setText(self.tr("Hide the &details") if is_shown else self.tr("Show the &details"))
        self.adjustSize()
        if is_shown:
            self.details.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Something went wrong"))
        unit = self.fontMetrics().averageCharWidth()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("The report"))
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumHeight(self.fontMetrics().lineSpacing() * 14)
        self.details.setMinimumWidth(unit * 90)
        self.details.hide()
        self.said.hide()
        column = QVBoxLayout(self)
        column.setSpacing(self.fontMetrics().height())
        column.addLayout(self._sentences(unit * 70))
        column.addWidget(self.details, 1)
        column.addWidget(self.said)
        column.addWidget(self._buttons())
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)

    def _sentences(self, width: int) -> QHBoxLayout:
        sign = QLabel(self)
        side = self.style().pixelMetric(QStyle.PixelMetric.PM_MessageBoxIconSize)
        icon = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        sign.setPixmap(icon.pixmap(side, side))
        happened = QLabel(self.tr("Something went wrong that the program did not foresee."), self)
        font = happened.font()
        font.setBold(True)
        happened.setFont(font)
        words = QLabel(
            self.tr(
                "Nothing that you entered is lost, and you can go on working. A report helps to mend it: it "
                "holds the version of the program and of this system, where in the program it happened, the "
                "commands used last and the end of the log. It holds no text of your workspace."
            ),
            self,
        )
        words.setWordWrap(True)
        words.setMinimumWidth(width)
        kind = QLabel(self._failure.what.splitlines()[0][:200], self)
        kind.setWordWrap(True)
        kind.setTextFormat(Qt.TextFormat.PlainText)
        kind.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row, column = QHBoxLayout(), QVBoxLayout()
        for label in (happened, words, kind):
            column.addWidget(label)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.setSpacing(self.fontMetrics().height())
        return row

    def _buttons(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.more, roles.ActionRole)
        for words, slot in ((self.tr("&Save report…"), self.save), (self.tr("&Copy"), self.copy)):
            buttons.addButton(words, roles.ActionRole).clicked.connect(slot)
        buttons.addButton(self.tr("&Quit"), roles.DestructiveRole).clicked.connect(self.quit)
        close = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()
        self.more.clicked.connect(self.toggle_details)
        buttons.rejected.connect(self.reject)
        return buttons
