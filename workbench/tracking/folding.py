"""Words made comparable: what a person sees as the same word reads the same."""

from __future__ import annotations

from workbench.folding import fold

_UNSEEN = dict.fromkeys(
    map(
        ord,
        "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff",
    )
)
_JOINED = str.maketrans({"œ": "oe", "æ": "ae"})
_BLANKS = str.maketrans("_-", "  ")
_FINAL = " .,;:!"


def seen(text: str) -> str:
    """Return what can be seen of a text, each run of white space as one blank, none at the ends."""
    return " ".join(text.translate(_UNSEEN).split())


def folded(text: str) -> str:
    """Return what can be seen of a text, without case and accents."""
    return seen(fold(seen(text))).translate(_JOINED)


def word_key(text: str) -> str:
    """Return the key under which a word is looked up: folded, hyphens as blanks, no sign at its end."""
    return " ".join(folded(text).translate(_BLANKS).split()).rstrip(_FINAL)
