"""Evaluation Workbench without its window: the document, its journal, and everything read or written.

Nothing in this package imports Qt. Data flows one way: a reader or a form makes edits, the
:class:`~workbench.workspace.Workspace` applies them as one batch, and a notice tells every view.
"""

__version__ = "0.1.0"
