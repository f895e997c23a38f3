"""The text of an e-mail to a unit: a template with placeholders, ours or somebody's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import resources
from workbench.errors import UserError
from workbench.schema import storable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Purpose = Literal["sheet", "reminder"]

_OF_A_SHEET = (
    *("unit", "unit_name", "focal_point", "symbol", "title", "due", "count", "contact", "file"),
    *("recommendations", "paper", "signature"),
)
PLACEHOLDERS: Mapping[Purpose, tuple[str, ...]] = {
    "sheet": _OF_A_SHEET,
    "reminder": (*_OF_A_SHEET, "sent", "attached"),
}
"""What may stand in braces in a text for each purpose."""

_LANGUAGES = ("en", "fr", "es")
_FIRST_LINE = re.compile(r"\s*subject:[ \t]*(?P<subject>[^\n]*)\n?", re.IGNORECASE)
_PIECE = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}\n]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Template:
    """Subject and text of an e-mail with placeholders in braces; made by :func:`template_from`."""

    subject: str
    body: str

    @property
    def text(self) -> str:
        """The template as it is kept: a line with the subject, a blank line, the text."""
        return f"Subject: {self.subject}\n\n{self.body}"

    def fill(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Return subject and text with each placeholder's value; braces in values mean nothing."""
        return _filled(self.subject, values), _filled(self.body, values)


def template_from(text: str, purpose: Purpose) -> Template:
    """Return the template that a text holds.

    Its first line is "Subject: …"; ``{{`` and ``}}`` stand for braces. Raises UserError where the
    subject is missing, or naming a placeholder that the purpose does not know.
    """
    text = "\n".join(storable(text).removeprefix("\ufeff").splitlines())
    first = _FIRST_LINE.match(text)
    if not first or not first["subject"].strip():
        raise UserError("The text of the e-mail must begin with a line “Subject: …”.")
    template = Template(first["subject"].strip(), text[first.end() :].strip("\n") + "\n")
    for name in _names(template.text):
        if name not in PLACEHOLDERS[purpose]:
            known = ", ".join(f"{{{known}}}" for known in PLACEHOLDERS[purpose])
            raise UserError(
                "The text of the e-mail holds {{{0}}}, which means nothing; there are {1}.", name, known
            )
    return template


def read_template(path: Path, purpose: Purpose) -> Template:
    """Return the template in a text file (UTF-8); UserError names the file where it holds none."""
    try:
        return template_from(path.read_text(encoding="utf-8"), purpose)
    except OSError as error:
        raise UserError("{0} could not be read: {1}.", path.name, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UserError("{0} is not a text file in UTF-8.", path.name) from error
    except UserError as error:
        raise UserError("{0}: {1}", path.name, error.sentence) from None


def usual_template(language: str | None, purpose: Purpose) -> Template:
    """Return our own text in a language, in English where there is none."""
    text = resources.read_bytes(f"mail/{purpose}-{known_language(language)}.txt").decode("utf-8")
    return template_from(text, purpose)


def known_language(language: str | None) -> str:
    """Return a language that e-mails are written in: the one given, or English."""
    return language if language in _LANGUAGES else "en"


def fixed_words(language: str | None) -> Mapping[str, Any]:
    """Return what stands in for a value that is missing, and the sentences about an attachment."""
    words: Mapping[str, Any] = resources.read_json("mail/words.json")[known_language(language)]
    return words


def _names(text: str) -> Iterator[str]:
    """Yield the names in braces; UserError where a brace stands alone."""
    for piece in _PIECE.finditer(text):
        if piece["name"] is not None:
            yield piece["name"]
        elif len(piece[0]) == 1:
            near = text[max(0, piece.start() - 15) : piece.end() + 15].replace("\n", " ").strip()
            raise UserError(
                "The text of the e-mail holds a single “{0}” in “{1}”; write it twice where it should stand"
                " for itself.",
                piece[0],
                near,
            )


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _PIECE.sub(lambda piece: piece[0][0] if piece["name"] is None else values[piece["name"]], text)
