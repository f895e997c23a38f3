"""The window of Evaluation Workbench: the only package that uses Qt.

Data goes one way: a widget asks the :class:`~ui.session.Session` for a batch, the workspace applies
it, its notice reaches every view, and each view shows again what it shows.
"""
