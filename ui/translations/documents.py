"""The sentences of :mod:`workbench.documents`, for translators."""
# fmt: off
# ruff: noqa: E501

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = (
    QT_TRANSLATE_NOOP("Workbench", "A chart without data was left out."),
    QT_TRANSLATE_NOOP("Workbench", "A diagram was left out."),
    QT_TRANSLATE_NOOP("Workbench", "A picture was left out."),
    QT_TRANSLATE_NOOP("Workbench", "An embedded object was left out."),
    QT_TRANSLATE_NOOP("Workbench", "The file holds macros; they were not looked at."),
    QT_TRANSLATE_NOOP("Workbench", "The file takes content from elsewhere, which was not opened: {0} and {1} more."),
    QT_TRANSLATE_NOOP("Workbench", "The file takes content from elsewhere, which was not opened: {0}."),
    QT_TRANSLATE_NOOP("Workbench", "The mark of a note that is missing was left out."),
    QT_TRANSLATE_NOOP("Workbench", "has more than {0} parts; no document has so many"),
    QT_TRANSLATE_NOOP("Workbench", "holds more than this program reads; save its chapters as files of their own"),
    QT_TRANSLATE_NOOP("Workbench", "is a PDF file, not a Word file (.docx)"),
    QT_TRANSLATE_NOOP("Workbench", "is a Pages document; open it in Pages and export it to Word"),
    QT_TRANSLATE_NOOP("Workbench", "is a PowerPoint presentation, not a Word file (.docx)"),
    QT_TRANSLATE_NOOP("Workbench", "is a rich-text file; open it in Word and save it as .docx"),
    QT_TRANSLATE_NOOP("Workbench", "is a web page; open it in Word and save it as .docx"),
    QT_TRANSLATE_NOOP("Workbench", "is an Excel workbook, not a Word file (.docx)"),
    QT_TRANSLATE_NOOP("Workbench", "is an OpenDocument file (.odt); open it in Word or LibreOffice and save it as .docx"),
    QT_TRANSLATE_NOOP("Workbench", "is an XML file; open it in Word and save it as .docx"),
    QT_TRANSLATE_NOOP("Workbench", "is an old Office file or protected with a password; open it in Word and save it as .docx without a password"),
    QT_TRANSLATE_NOOP("Workbench", "is empty"),
    QT_TRANSLATE_NOOP("Workbench", "is in the old form of Word (.doc) or protected with a password; open it in Word and save it as .docx"),
    QT_TRANSLATE_NOOP("Workbench", "is no Word file (.docx)"),
    QT_TRANSLATE_NOOP("Workbench", "unpacks to more than two hundred times its size and was not opened; if it is a real document, save it again without its pictures"),
    QT_TRANSLATE_NOOP("Workbench", "unpacks to more than {0} MB and was not opened; if it is a real document, save it again without its pictures"),
    QT_TRANSLATE_NOOP("Workbench", "{0} charts without data were left out."),
    QT_TRANSLATE_NOOP("Workbench", "{0} diagrams were left out."),
    QT_TRANSLATE_NOOP("Workbench", "{0} embedded objects were left out."),
    QT_TRANSLATE_NOOP("Workbench", "{0} marks of notes that are missing were left out."),
    QT_TRANSLATE_NOOP("Workbench", "{0} pictures were left out."),
    QT_TRANSLATE_NOOP("Workbench", "{0} was refused: it {1}."),
)
