"""What a cell of a matrix means for a field: the value we store, or why a person must look."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.intake.units import Register, read_units
from workbench.markup import escape, parse, render
from workbench.matrix.entries import Given
from workbench.matrix.names import fold, value_words, word_set
from workbench.matrix.parting import units_in
from workbench.matrix.tables import as_text
from workbench.merging.claims import Place, Problem
from workbench.register import units
from workbench.schema import MARKUP, Field, Type, field_of
from workbench.sentences import UNSAID, Label, Sentence
from workbench.vocabularies import CLOSED, words

if TYPE_CHECKING:
    from workbench.register import Unit
    from workbench.schema import Value
    from workbench.tree import Tree

_BULLET = re.compile(r"[•·∙●○◦▪■‣⁃\uf0a7\uf0b7*–—-]\s+(?=\S)")
_LETTER = re.compile(r"\((?:[a-z]|[ivx]{2,5})\) +(?=\S)")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BETWEEN_CODES = re.compile(r"(?<=[A-Z]{2})\s+(?:et|y|e)\s+(?=[A-Z]{2})")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a cell says: ``value`` as we store it; where ``raw`` is not None it was not understood.

    ``is_partly`` says that the value is not all that the cell says.
    """

    value: Value
    doubt: Sentence = UNSAID
    raw: str | None = None
    is_partly: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether the value may be taken without a person."""
        return self.raw is None and not self.doubt


@dataclass
class Interpreter:
    """Understands cells against the word lists and the register of one document.

    ``problems`` collects what a person should read, ``new_units`` the units the register lacks.
    """

    tree: Tree
    problems: list[Problem] = field(default_factory=list)
    new_units: list[Unit] = field(default_factory=list)

    def __post_init__(self) -> None:
        from workbench.tracking.understanding import Words  # brings the library for workbooks

        self._words = Words(self.tree)
        self._register = Register(units(self.tree))

    def meant(self, declared: Field, given: Given) -> Meant:
        """Return what a cell says for a field; the value of an empty one where it says “none” or “–”."""
        text = cleaned(as_text(given.value))
        if not any(sign.isalnum() for sign in text):
            self._tell("no-value", Sentence("“{0}” was read as no value.", text), given.place)
            return Meant(declared.clean(None))
        if declared.type in MARKUP:
            return Meant(to_markup(text))
        if declared.type is Type.LINE:
            return Meant(" ".join(text.split()))
        if self._is_nothing(declared, text):
            message = Sentence("“{0}” was read as no value for “{1}”.", text, Label(declared.label))
            self._tell("no-value", message, given.place)
            return Meant(declared.clean(None))
        if declared.type in (Type.UNIT, Type.UNITS):
            return self._units(declared, text, given)
        return self._choice(declared, text, given)

    def _is_nothing(self, declared: Field, text: str) -> bool:
        """Whether a text says that there is no value: "N/A", "tbd"; a state may say so of itself."""
        folded = fold(text)
        if folded in word_set("none"):
            return declared.type in (Type.UNIT, Type.UNITS, Type.DATE)
        return folded in word_set("nothing") and declared.name != "status"

    def _units(self, declared: Field, text: str, given: Given) -> Meant:
        place = given.place
        text, rest = units_in(text, lambda name: self._register.find(name) is not None)
        if rest and not text:
            said = " ".join("; ".join(rest).split())
            doubt = Sentence("{0} says “{1}”; the name of a unit was expected.", Label(declared.label), said)
            return Meant(None, doubt, said)
        for other in rest:
            self._tell("no-unit", Sentence("“{0}” is no unit; it was kept as a note.", other), place)
        listed = "; ".join(line.strip(" ;,•-") for line in text.splitlines() if line.strip(" ;,•-"))
        named = read_units(_BETWEEN_CODES.sub("; ", listed), self._register)
        for message in named.doubts:
            self._tell("unit-read-as", message, place)
        for unit in named.new:
            self.new_units.append(unit)
            message = Sentence("“{0}” is new in the register; check how it is written.", unit.key)
            self._tell("new-unit", message, place)
        if declared.type is Type.UNITS:
            return Meant(tuple(named.keys), is_partly=bool(rest))
        if len(named.keys) > 1 and not given.is_shared:
            message = Sentence(
                "“{0}” names several units; the first was taken, and all were kept as a note.", listed
            )
            self._tell("several-units", message, place)
        is_partly = bool(rest) or (len(named.keys) > 1 and not given.is_shared)
        return Meant(named.keys[0] if named.keys else None, is_partly=is_partly)

    def _choice(self, declared: Field, text: str, given: Given) -> Meant:
        """Understand a choice, date, score or yes and no, as on sheets that come back and a little more."""
        from workbench.tracking.understanding import understand

        understood = understand(declared, given.value, self._words)
        if understood.raw is None:
            return Meant(understood.value)
        key = value_words(declared.vocabulary or "").get(fold(text))
        if key in words(self.tree.root["vocabularies"], declared.vocabulary or ""):
            return Meant(key)
        if declared.type is not Type.CHOICE or declared.vocabulary in CLOSED:
            return Meant(None, understood.doubt, understood.raw)
        kept = " ".join(text.split())
        message = Sentence(
            "“{0}” is not on the list of “{1}”; it was kept as it came.", kept, Label(declared.label)
        )
        self._tell("off-list", message, given.place)
        return Meant(kept)

    def score(self, given: Given) -> Meant:
        """Return the score that a cell gives: 3.75, "NR", or None where it says that there is none."""
        text = cleaned(as_text(given.value))
        if fold(text) in word_set("not_rated"):
            return Meant("NR")
        value = text.removesuffix("/6").rstrip() if isinstance(given.value, str) else given.value
        return self.meant(field_of("rating", "score"), Given(value, given.place))

    def _tell(self, code: str, message: Sentence, place: Place) -> None:
        self.problems.append(Problem(code, message, place))


def to_markup(text: str) -> str | None:
    """Return the text of a cell as markup: a line is a block, a line with a bullet an item of a list."""
    blocks: list[str] = []
    for line in text.splitlines():
        line = " ".join(line.split(" ")).strip()
        if not line:
            continue
        bullet, letter = _BULLET.match(line), _LETTER.match(line)
        if bullet:
            blocks.append(f"- {escape(line[bullet.end() :])}")
        else:
            start = letter.end() if letter else 0
            blocks.append(line[:start] + escape(line[start:]))
    return render(parse("\n\n".join(blocks))) or None


def cleaned(text: str) -> str:
    """Return a text with line ends as newlines and without letters that nobody can see."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    return _UNSEEN.sub("", text).strip()


def checked(declared: Field, meant: Meant) -> Meant:
    """Return what is meant, as not understood where the field refuses the value."""
    try:
        return replace(meant, value=declared.clean(meant.value))
    except UserError as error:
        return Meant(None, error.sentence, str(meant.value))
