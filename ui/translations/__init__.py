"""What the workbench says, written out where the tools of a translator find it.

Nothing imports this: :mod:`ui.schema_words` and :mod:`ui.sentences` translate what the workbench has. Each
package of the workbench has a module here, those beside the packages are in ``core``; each text stands on one
line, as the tools want it. What begins with a small letter and ends without a full stop is a part of another
sentence: mostly why a file is not read, which goes on after the file's name.

What is missing or left over is named by ``python -m pytest tests/ui/test_translations.py``.
"""
