"""Which words of a text are not known in its language, and what may have been meant."""

from __future__ import annotations

import difflib
import gzip
import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from workbench.beside import as_text, kept_entries
from workbench.markup import Block, Run, parse
from workbench.register import by_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spellchecker import SpellChecker

    from workbench.workspace import Workspace

LANGUAGES = ("en", "fr")
"""The languages with a list of words that is good enough; for Spanish there is none."""
MOST_SUGGESTIONS = 6
_NAME = "words"
_ALIKE = 0.75
_PIECE = 5000
_COMMON = 10**6
"""How often a word of our own list is taken to occur: it comes first among the suggestions."""
_MARK = "\ufffc"
"""Stands for a footnote mark or a live number, which ends a word."""
_TOKEN = re.compile(rf"[^\s{_MARK}]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NO_WORDS = re.compile(r"\d|://|^www\.|@|[\\/]|\w\.\w|_")
_SENTENCE_ENDS = re.compile(rf"[.!?:…]['’\"”»)\]{_MARK}]*\s*$")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=.)")
_POSSESSIVE = re.compile(r"'s?$")
_BRITISH = (
    (re.compile("our"), "or"),
    (re.compile(r"is(?=(?:e[drs]?|ers|ing|ations?|ational)$)"), "iz"),
    (re.compile(r"ys(?=(?:e[drs]?|ers|ing)$)"), "yz"),
    (re.compile(r"([bt])re([ds]?)$"), r"\1er\2"),
    (re.compile(r"enc(?=es?$)"), "ens"),
)
"""What makes the American form of a word, which the list has, of the British one."""
_PLAIN = str.maketrans({"’": "'", "œ": "oe", "æ": "ae"})


class Stretch(NamedTuple):
    """A word and where it stands in its text."""

    start: int
    word: str


class Speller:
    """Knows the words of one language, and those it is told of besides.

    Making one reads the list of the language, which takes some tenths of a second the first time.
    """

    def __init__(self, language: str, own: Iterable[str] = ()) -> None:
        self._dictionary = _dictionary(language)
        self._language = language
        self._own = {_folded(word) for word in own}
        self._asked: dict[str, bool] = {}
        self._known: set[str] = set()

    def is_known(self, word: str) -> bool:
        """Whether a word is on the list, in this form or without "’s" or "l’" before it."""
        if word not in self._asked:
            self._asked[word] = self._is_known(_folded(word))
            if self._asked[word]:
                self._known.add(word)
        return self._asked[word]

    def suggestions(self, word: str) -> list[str]:
        """Return what may have been meant, the likeliest first, with a capital where ``word`` has one."""
        folded = _folded(word)
        near = self._dictionary.known(self._dictionary.edit_distance_1(folded))
        best = sorted(near, key=self._rarity)[:MOST_SUGGESTIONS] or self._alike(folded)
        return [found[0].upper() + found[1:] if word[:1].isupper() else found for found in best]

    def unknown(self, text: str) -> Iterator[Stretch]:
        """Yield the words of a text that are not known.

        Abbreviations, addresses, anything with a digit or a capital inside, and words with a capital
        within a sentence, which are names, are left out.
        """
        if self._known.issuperset(_WORD.findall(text)):
            return
        for token in _TOKEN.finditer(text):
            if _NO_WORDS.search(token[0].rstrip('.,;:!?)"”»’')):
                continue
            for match in _WORD.finditer(token[0]):
                stretch = Stretch(token.start() + match.start(), match[0])
                if _is_checked(text, stretch) and not self.is_known(match[0]):
                    yield self._without_elision(stretch)

    def knows(self, markup: str | None) -> bool:
        """Whether a text in markup holds no word that :meth:`unknown` yields."""
        return not any(any(self.unknown(_seen(block))) for block in parse(markup))

    def _is_known(self, folded: str) -> bool:
        bare = (_ELISION if self._language == "fr" else _POSSESSIVE).sub("", folded)
        return self._is_listed(folded) or len(bare) == 1 or self._is_listed(bare) or self._is_british(bare)

    def _without_elision(self, stretch: Stretch) -> Stretch:
        """Return what is wrong in "l’evaluattion": the word alone."""
        elided = _ELISION.match(_folded(stretch.word)) if self._language == "fr" else None
        length = len(elided[0]) if elided else 0
        return Stretch(stretch.start + length, stretch.word[length:])

    def _alike(self, folded: str) -> list[str]:
        """Return words further away, with the same first letter and about as long."""
        lengths = range(len(folded) - 2, len(folded) + 3)
        words = self._dictionary.word_frequency.words()
        near = [word for word in words if word[0] == folded[0] and len(word) in lengths]
        return difflib.get_close_matches(folded, near, MOST_SUGGESTIONS, _ALIKE)

    def _is_british(self, folded: str) -> bool:
        return self._language == "en" and any(
            pattern.sub(american, folded) in self._dictionary for pattern, american in _BRITISH
        )

    def _is_listed(self, folded: str) -> bool:
        return folded in self._own or folded in self._dictionary

    def _rarity(self, word: str) -> tuple[int, str]:
        return -self._dictionary[word], word


def kept_words(workspace: Workspace) -> list[str]:
    """Return the words that were added in this workspace, and those in the names of its units."""
    register = [
        word
        for unit in by_key(workspace.tree).values()
        for name in (unit["abbreviation"], unit["name"])
        for word in _WORD.findall(name or "")
    ]
    return [*kept_entries(workspace, _NAME, as_text), *register]


def add_word(workspace: Workspace, word: str) -> None:
    """Keep a word as known in the workspace's file."""
    workspace.keep(_NAME, sorted({*kept_entries(workspace, _NAME, as_text), _folded(word)}))


def _is_checked(text: str, stretch: Stretch) -> bool:
    start, word = stretch
    before = text[max(0, start - 12) : start]
    if len(word) == 1 or any(letter.isupper() for letter in word[1:]) or before.endswith(_MARK):
        return False  # letters right behind a live number belong to it
    return not word[0].isupper() or start == 0 or bool(_SENTENCE_ENDS.search(before))


def _seen(block: Block) -> str:
    return "".join(span.text if isinstance(span, Run) else _MARK for span in block.spans)


def _folded(word: str) -> str:
    return word.lower().translate(_PLAIN)


@cache
def _dictionary(language: str) -> SpellChecker:
    """Return the list of a language, with words of this trade and British forms that it lacks."""
    from spellchecker import SpellChecker

    more = files("resources.spelling").joinpath(f"{language}.txt").read_text("utf-8")
    dictionary = SpellChecker(language=None)
    dictionary.word_frequency.load_json(_listed(language) | dict.fromkeys(more.split(), _COMMON))
    return dictionary


def _listed(language: str) -> dict[str, int]:
    """Return how often the words of the library's list occur, in pieces: other threads go on meanwhile."""
    packed = files("spellchecker").joinpath(f"resources/{language}.json.gz").read_bytes()
    pairs = gzip.decompress(packed).decode("utf-8").strip().strip("{}").split(",")
    listed: dict[str, int] = {}
    for start in range(0, len(pairs), _PIECE):
        listed.update(json.loads(f"{{{','.join(pairs[start : start + _PIECE])}}}"))
    return listed
