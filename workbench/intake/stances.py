"""Whether the Office accepts a recommendation, by the usual words of French and Spanish papers."""

from __future__ import annotations

import re

from workbench.intake.acceptance import ACCEPTED, PARTIAL, REFUSED

_OPENING = 300  # letters within which an answer says it
_STANCES = {
    "fr": (
        (REFUSED, re.compile(r"\bne (?:souscrit|adhère|peut)|\bn[’']accepte pas|\brejette\b")),
        (PARTIAL, re.compile(r"\b(?:souscrit|accepte|adhère|approuve)\w* (?:en partie|partiellement)\b")),
        (
            ACCEPTED,
            re.compile(
                r"\b(?:souscrit|adhère) (?:\w+ )?à (?:cette|la) recommand|\baccepte (?:cette|la) recommand"
            ),
        ),
    ),
    "es": (
        (REFUSED, re.compile(r"\bno (?:acepta|está de acuerdo|suscribe|puede aceptar)\b|\brechaza\b")),
        (PARTIAL, re.compile(r"\b(?:acepta|está de acuerdo|suscribe) (?:en parte|parcialmente)\b")),
        (ACCEPTED, re.compile(r"\b(?:acepta|suscribe|está de acuerdo con) (?:esta|la) recomend")),
    ),
}


def stance_of(said: str, language: str) -> str | None:
    """Return the acceptance that the words of an answer state, None where they state none."""
    opening = said[:_OPENING]
    for value, pattern in _STANCES[language]:
        if pattern.search(opening):
            return value
    return None
