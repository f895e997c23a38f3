"""The sentences of :mod:`workbench.paper`, for translators."""
# fmt: off
# ruff: noqa: E501

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = (
    QT_TRANSLATE_NOOP("Workbench", "Issue Rev.{0}"),
    QT_TRANSLATE_NOOP("Workbench", "No part is called “{0}”; this paper has no parts."),
    QT_TRANSLATE_NOOP("Workbench", "No part is called “{0}”; this paper has {1}."),
    QT_TRANSLATE_NOOP("Workbench", "Nothing that is printed has changed since then, so there is nothing to revise."),
    QT_TRANSLATE_NOOP("Workbench", "Only the fixed words are in “{0}”: the paper itself is in “{1}”. A translation is a paper of its own."),
    QT_TRANSLATE_NOOP("Workbench", "Several parts are called “{0}”; this paper has {1}."),
    QT_TRANSLATE_NOOP("Workbench", "The draft is a Word file: call it {0}.docx."),
    QT_TRANSLATE_NOOP("Workbench", "The paper was not there yet at that point, so there is nothing to revise."),
    QT_TRANSLATE_NOOP("Workbench", "The part to print is not a part of this paper."),
    QT_TRANSLATE_NOOP("Workbench", "The template has no style “{0}”: ours is used."),
    QT_TRANSLATE_NOOP("Workbench", "The template {0} cannot be read: {1}."),
    QT_TRANSLATE_NOOP("Workbench", "The template {0} is no Word document (.docx)."),
    QT_TRANSLATE_NOOP("Workbench", "There are no fixed words for “{0}”; choose one of {1}."),
    QT_TRANSLATE_NOOP("Workbench", "Writing the paper"),
    QT_TRANSLATE_NOOP("Workbench", "a control character"),
    QT_TRANSLATE_NOOP("Workbench", "half of a character"),
    QT_TRANSLATE_NOOP("Workbench", "no character at all"),
    QT_TRANSLATE_NOOP("Workbench", "{0} also answers something that is no recommendation: left out."),
    QT_TRANSLATE_NOOP("Workbench", "{0} belongs to another paper, so Word numbers it otherwise than we do."),
    QT_TRANSLATE_NOOP("Workbench", "{0} has no Office response yet."),
    QT_TRANSLATE_NOOP("Workbench", "{0} has no heading, so none is printed."),
    QT_TRANSLATE_NOOP("Workbench", "{0} has no text."),
    QT_TRANSLATE_NOOP("Workbench", "{0} has no title."),
    QT_TRANSLATE_NOOP("Workbench", "{0} has nothing in it."),
    QT_TRANSLATE_NOOP("Workbench", "{0} is anchored in no printed text, so it is not printed."),
    QT_TRANSLATE_NOOP("Workbench", "{0} is empty."),
    QT_TRANSLATE_NOOP("Workbench", "{0} marks a footnote that is not there: the mark is printed as “?”."),
    QT_TRANSLATE_NOOP("Workbench", "{0} marks a footnote, but is one itself: the mark is printed as “?”."),
    QT_TRANSLATE_NOOP("Workbench", "{0} points to something that is gone: printed as “?”."),
    QT_TRANSLATE_NOOP("Workbench", "{0} points to something that this draft leaves out: printed as in the whole paper."),
    QT_TRANSLATE_NOOP("Workbench", "{0} points to {1} in another paper: printed as plain text."),
    QT_TRANSLATE_NOOP("Workbench", "{0} points to {1}, which has no number in this paper: printed as “?”."),
    QT_TRANSLATE_NOOP("Workbench", "{0} “{1}” is no web or mail address: printed without the link."),
    QT_TRANSLATE_NOOP("Workbench", "{0}: “{1}” holds the character U+{2} ({3}), which a Word file cannot hold. It stands after “{4}”."),
)
