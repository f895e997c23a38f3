"""Works LibreOffice Writer for the tests, under a Python that has the module ``uno``; imports none of ours.

Started with the name of the pipe on which LibreOffice listens. Reads a request a line, ["method", argument…]
as JSON, and answers each with a line: {"value": …} or {"error": …}. Paragraphs are found by a text in them.
"""

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

PATIENCE = 60  # seconds that LibreOffice may take to start
WORD = "MS Word 2007 XML"


class Writer:
    """One LibreOffice and the text that is open in it."""

    def __init__(self, pipe):
        context = uno.getComponentContext()
        resolver = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", context
        )
        self._context = _patiently(
            lambda: resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        )
        services = self._context.ServiceManager
        self._desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", self._context)
        self._dispatcher = services.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", self._context
        )
        self._document = None

    def open(self, path):
        url = uno.systemPathToFileUrl(path)
        self._document = self._desktop.loadComponentFromURL(url, "_blank", 0, _properties(Hidden=True))

    def save(self, path):
        """Save the document as Word does, in another place."""
        self._document.storeToURL(uno.systemPathToFileUrl(path), _properties(FilterName=WORD))

    def close(self):
        self._document.close(True)

    def quit(self):
        self._desktop.terminate()

    # Typing ------------------------------------------------------------------------------------

    def replace(self, old, new):
        """Select the first place where some words stand and type others."""
        self._found(old).setString(new)

    def replace_tracked(self, old, new):
        """Do the same while changes are tracked."""
        self._document.RecordChanges = True
        self.replace(old, new)
        self._document.RecordChanges = False

    def embolden(self, words):
        self._found(words).CharWeight = 150.0

    def enter(self, words, text):
        """Press Enter at the end of the paragraph that has these words, and type."""
        cursor = self._cursor(words)
        cursor.gotoEndOfParagraph(False)
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        cursor.Text.insertString(cursor, text, False)

    def split(self, words):
        """Press Enter right before some words."""
        found = self._found(words)
        found.Text.insertControlCharacter(found.Start, PARAGRAPH_BREAK, False)

    def delete(self, words):
        """Select the whole paragraph that has these words, with its end, and press Del."""
        self._select_paragraph(words)
        self._do("Delete")

    def move(self, words, before):
        """Cut the paragraph that has these words and paste it before another one."""
        self._select_paragraph(words)
        self._do("Cut")
        cursor = self._cursor(before)
        cursor.gotoStartOfParagraph(False)
        self._document.CurrentController.select(cursor)
        self._do("Paste")

    def copy(self, first, last, before):
        """Copy all from the paragraph ahead of some words to the one ahead of others; paste it elsewhere."""
        cursor = self._cursor(first)
        cursor.gotoPreviousParagraph(False)
        cursor.gotoStartOfParagraph(False)
        end = self._cursor(last)
        end.gotoPreviousParagraph(False)
        cursor.gotoRange(end, True)
        self._document.CurrentController.select(cursor)
        self._do("Copy")
        cursor = self._cursor(before)
        cursor.gotoStartOfParagraph(False)
        self._document.CurrentController.select(cursor)
        self._do("Paste")

    def replace_all(self, old, new):
        """Replace a text everywhere, the contents and the notes included."""
        search = self._document.createReplaceDescriptor()
        search.SearchString, search.ReplaceString, search.SearchCaseSensitive = old, new, True
        return self._document.replaceAll(search)

    def footnote(self, words, text):
        """Insert a footnote right after some words."""
        note = self._document.createInstance("com.sun.star.text.Footnote")
        found = self._found(words)
        found.Text.insertTextContent(found.End, note, False)
        note.setString(text)

    def comment(self, words, text):
        found = self._found(words)
        note = self._document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author = text, "The secretariat"
        found.Text.insertTextContent(found.End, note, False)

    def cell(self, old, new):
        """Type over what a cell of a table says."""
        for table in self._document.TextTables:
            for name in table.CellNames:
                cell = table.getCellByName(name)
                if cell.String == old:
                    cell.setString(new)
                    return
        raise LookupError(old)

    # Inside ------------------------------------------------------------------------------------

    def _found(self, words):
        search = self._document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        found = self._document.findFirst(search)
        while found is not None and found.ParaStyleName.startswith(("Contents", "TOC", "toc")):
            found = self._document.findNext(found.End, search)
        if found is None:
            raise LookupError(words)
        return found

    def _cursor(self, words):
        found = self._found(words)
        return found.Text.createTextCursorByRange(found.Start)

    def _select_paragraph(self, words):
        cursor = self._cursor(words)
        cursor.gotoStartOfParagraph(False)
        if not cursor.gotoNextParagraph(True):
            cursor.gotoEndOfParagraph(True)
        self._document.CurrentController.select(cursor)

    def _do(self, command, **arguments):
        frame = self._document.CurrentController.Frame
        self._dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, _properties(**arguments))


def _properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def _patiently(connect):
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return connect()
        except NoConnectException:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def main():
    writer = Writer(sys.argv[1])
    print(json.dumps({"value": "ready"}), flush=True)
    for line in sys.stdin:
        method, *arguments = json.loads(line)
        try:
            answer = {"value": getattr(writer, method)(*arguments)}
        except Exception as error:  # whatever it is, the test is told
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
        if method == "quit":
            return


if __name__ == "__main__":
    main()
