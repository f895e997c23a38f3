"""The lists of words that the texts of the open workspace are compared with."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from workbench.spelling import LANGUAGES, Speller, kept_words

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.edits import Notice


class Spellers:
    """One for each language; made by :class:`~ui.writing.spelling.Spelling`.

    The list of a language is read in the background when a text in it is first seen.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._made: dict[str, Speller] = {}

    def has_list(self, node: int) -> bool:
        """Whether there is a list for the language of a node's texts."""
        return self._language(node) in LANGUAGES

    def is_ready(self, node: int) -> bool:
        """Whether :meth:`of` answers at once; where it would not, the list is on its way from now on."""
        language = self._language(node)
        return language not in LANGUAGES or language in self._made or _is_read(language)

    def of(self, node: int) -> Speller | None:
        """Return what knows the words of a node's texts, None where their language has no list."""
        language = self._language(node)
        if language not in LANGUAGES:
            return None
        if language not in self._made:
            self._made[language] = Speller(language, kept_words(self._session.workspace))
        return self._made[language]

    def update(self, notice: Notice) -> None:
        """Take in what a step changed: the names of units are known words."""
        if notice.kinds & {"unit", "register"}:
            self.forget()

    def forget(self) -> None:
        """Ask the workspace anew for the words of its own."""
        self._made.clear()

    def _language(self, node: int) -> str:
        """Return the language of the paper a node belongs to, English outside of papers."""
        workspace = self._session.workspace
        paper = workspace.numbers.paper.get(node)
        return (workspace.tree[paper]["language"] if paper is not None else None) or "en"


_reading: dict[str, threading.Thread] = {}


def _is_read(language: str) -> bool:
    """Whether the list of a language is read; where it is not, a thread reads it."""
    if language not in _reading:
        _reading[language] = threading.Thread(target=Speller, args=(language,), daemon=True)
        _reading[language].start()
    return not _reading[language].is_alive()
