"""Works LibreOffice Calc for the tests, under a Python that has its module ``uno``; imports nothing of ours.

Started with the name of the pipe on which LibreOffice listens. Reads a request a line, ["method", argument…]
as JSON, and answers each with a line: {"value": …} or {"error": …}. Cells are named as people do: "B3".
"""

import json
import sys
import time

import uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.FilterOperator import EQUAL

PATIENCE = 60  # seconds that LibreOffice may take to start
FILTERS = {
    "xlsx": "Calc MS Excel 2007 XML",
    "ods": "calc8",
    "xls": "MS Excel 97",
    "csv": "Text - txt - csv (StarCalc)",
}


class Calc:
    """One LibreOffice and the workbook that is open in it."""

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
        self._book = None

    # Files -------------------------------------------------------------------------------------

    def open(self, path):
        url = uno.systemPathToFileUrl(path)
        self._book = self._desktop.loadComponentFromURL(url, "_blank", 0, _properties(Hidden=True))

    def unprotect(self):
        """Take the protection off all sheets."""
        for sheet in self._book.Sheets:
            sheet.unprotect("")

    def save(self, path, kind, password=None):
        """Save the workbook in another place."""
        more = {}
        if password and kind == "xlsx":
            named = {"CryptoType": "Standard", "OOXPassword": password}
            keys = tuple(NamedValue(Name=name, Value=value) for name, value in named.items())
            more["EncryptionData"] = uno.Any("[]com.sun.star.beans.NamedValue", keys)
        elif password:
            more["Password"] = password
        self._book.storeToURL(uno.systemPathToFileUrl(path), _properties(FilterName=FILTERS[kind], **more))

    def close(self):
        self._book.close(True)

    def quit(self):
        self._desktop.terminate()

    # Reading -----------------------------------------------------------------------------------

    def titles(self):
        return list(self._book.Sheets.ElementNames)

    def shown(self, sheet):
        """Return the values in the cells of a sheet as text, row by row."""
        cursor = self._sheet(sheet).createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return [[_text(value) for value in row] for row in cursor.DataArray]

    # Typing ------------------------------------------------------------------------------------

    def type(self, sheet, cell, text):
        """Type into a cell and press Enter: dates, numbers and formulas are understood as at a keyboard."""
        self._go(sheet, cell)
        self._do("EnterString", StringName=text)

    def clear(self, sheet, cells):
        """Press Del."""
        self._go(sheet, cells)
        self._do("ClearContents")

    def comment(self, sheet, cell, text):
        found = self._sheet(sheet)
        found.Annotations.insertNew(self._range(sheet, cell).CellAddress, text)

    # Rows, columns, sheets ---------------------------------------------------------------------

    def sort(self, sheet, cells, column, descending=False, header=False):
        """Sort the cells given by one of their columns, counted from 1."""
        field = uno.createUnoStruct("com.sun.star.table.TableSortField")
        field.Field, field.IsAscending = column - 1, not descending
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        self._range(sheet, cells).sort(_properties(SortFields=fields, ContainsHeader=header))

    def copy(self, sheet, cells, target):
        """Copy cells and paste them elsewhere."""
        self._paste("Copy", sheet, cells, target)

    def cut(self, sheet, cells, target):
        """Cut cells and paste them elsewhere."""
        self._paste("Cut", sheet, cells, target)

    def drag(self, sheet, cells, target):
        """Move cells with the mouse."""
        start = self._range(sheet, target).CellAddress
        self._sheet(sheet).moveRange(start, self._range(sheet, cells).RangeAddress)

    def insert_rows(self, sheet, row, count):
        self._sheet(sheet).Rows.insertByIndex(row - 1, count)

    def delete_rows(self, sheet, row, count):
        self._sheet(sheet).Rows.removeByIndex(row - 1, count)

    def insert_column(self, sheet, cell):
        self._sheet(sheet).Columns.insertByIndex(self._range(sheet, cell).CellAddress.Column, 1)

    def delete_column(self, sheet, cell):
        self._sheet(sheet).Columns.removeByIndex(self._range(sheet, cell).CellAddress.Column, 1)

    def merge(self, sheet, cells):
        self._range(sheet, cells).merge(True)

    def filter(self, sheet, cells, column, text):
        """Show only the rows whose cell in a column, counted from 1, reads so."""
        found = self._range(sheet, cells)
        asked = found.createFilterDescriptor(True)
        field = uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
        field.Field, field.Operator, field.StringValue = column - 1, EQUAL, text
        asked.ContainsHeader = True
        asked.setFilterFields((field,))
        found.filter(asked)

    def rename_sheet(self, sheet, title):
        self._sheet(sheet).Name = title

    def add_sheet(self, title):
        self._book.Sheets.insertNewByName(title, 1)

    # Inside ------------------------------------------------------------------------------------

    def _sheet(self, title):
        return self._book.Sheets.getByName(title)

    def _range(self, sheet, cells):
        found = self._sheet(sheet).getCellRangeByName(cells)
        return found if ":" in cells else found.getCellByPosition(0, 0)

    def _go(self, sheet, cells):
        """Select cells as with the mouse."""
        self._book.CurrentController.setActiveSheet(self._sheet(sheet))
        self._do("GoToCell", ToPoint=cells)

    def _paste(self, how, sheet, cells, target):
        self._go(sheet, cells)
        self._do(how)
        self._go(sheet, target)
        self._do("Paste")

    def _do(self, command, **arguments):
        frame = self._book.CurrentController.Frame
        self._dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, _properties(**arguments))


def _properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def _text(value):
    return f"{value:g}" if isinstance(value, float) else value


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
    calc = Calc(sys.argv[1])
    print(json.dumps({"value": "ready"}), flush=True)
    for line in sys.stdin:
        method, *arguments = json.loads(line)
        try:
            answer = {"value": getattr(calc, method)(*arguments)}
        except Exception as error:  # whatever it is, the test is told
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
        if method == "quit":
            return


if __name__ == "__main__":
    main()
