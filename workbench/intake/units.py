"""The units that a recommendation names, split and matched to the register."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.intake.signs import words
from workbench.register import Unit
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GROUP_WORDS = words(
    "offices departments teams units branches representatives specialists bureaux regions directors"
)
_FILLER = re.compile(
    r"(?:(?:in\s+(?:particular|collaboration|cooperation|coordination|consultation|partnership)|working|together|along|jointly"
    r"|especially|including|particularly|supported|support|led|lead|with|by|from|of|other|the|all|relevant|and|its|also|e\.g\.|i\.e\.)\b[\s,:]*)+",
    re.IGNORECASE,
)
_ORGANIZATION = re.compile(r"(?:the\s+)?(?:ILO(?:[’']s)?)\s+(?=\S)")
_SEPARATOR = re.compile(r"\s*(?:[;,]|\band\b|&(?=\s)|/(?=\s))\s*", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\((?P<inner>[A-Z][A-Za-z0-9/&–-]*[A-Z0-9][A-Za-z0-9/&–-]*)\)")
_CODE = re.compile(r"(?:ILO\s+)?(?P<code>[A-Z][A-Z0-9&]*(?:[/–-][A-Z0-9&][A-Za-z0-9&]*)*)(?P<s>s)?$")
_LEADING_CODE = re.compile(r"(?P<code>[A-Z]{2,}[A-Z0-9&]*(?:/[A-Z0-9&]{2,})*)\s+(?=[A-Z]{2,}|[A-Z]+/|and\s)")
_NAME_END = re.compile(r"\s*(?:[;,()]|\s/\s|\band\b(?!\s+[a-z]))")
_SMALL = words("and of for the on in to with &")
_JOINING = words("and or & / with in working together including")
_CLOSE = 0.86
_LONGEST = 3000
_LONGEST_NAME = 200
_SHORTEST = 6  # shorter names are too alike for a near miss to mean anything


@dataclass(slots=True)
class Named:
    """The units that one text names: keys in order, which are new, and what is doubtful of them."""

    keys: list[str] = field(default_factory=list)
    new: list[Unit] = field(default_factory=list)
    doubts: list[Sentence] = field(default_factory=list)

    def add(self, unit: Unit) -> None:
        """Name ``unit`` unless it is named already."""
        if unit.key not in self.keys:
            self.keys.append(unit.key)


class Register:
    """The units known so far; the longest known form that a text starts with is what it names."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._forms: dict[str, Unit] = {}
        self._bare: dict[str, Unit] = {}  # the same forms without spaces
        self._near: dict[str, Unit | None] = {}
        self._starts: dict[str, list[str]] = {}
        for unit in units:
            self.add(unit)

    def add(self, unit: Unit) -> None:
        """Learn the forms that a unit is printed in."""
        self._near.clear()
        for folded in _folded_forms(unit):
            if folded not in self._forms:
                self._forms[folded] = unit
                self._bare[folded.replace(" ", "")] = unit
                self._starts.setdefault(_first_word(folded), []).append(folded)

    def find(self, text: str) -> Unit | None:
        """Return the unit that is printed exactly so, letter case and plural aside."""
        return self._forms.get(_fold(text))

    def start_of(self, text: str) -> tuple[Unit, int] | None:
        """Return the unit whose longest form ``text`` starts with, and where that form ends."""
        folded = _fold(text)
        known = self._starts.get(_first_word(folded), ())
        fitting = [
            form
            for form in known
            if folded.startswith(form) and not folded[len(form) : len(form) + 1].isalnum()
        ]
        if not fitting:
            return None
        longest = max(fitting, key=len)
        return self._forms[longest], len(longest)

    def nearest(self, text: str) -> Unit | None:
        """Return the unit that is printed nearly so: a letter wrong, a space missing, a singular.

        Where both ends of a name are wrong, it is another name.
        """
        folded = _fold(text)
        if not _SHORTEST <= len(folded) <= _LONGEST_NAME:
            return None
        if folded not in self._near:
            self._near[folded] = self._find_near(folded)
        return self._near[folded]

    def _find_near(self, folded: str) -> Unit | None:
        for form in (folded + "s", folded.removesuffix("s")):
            if form in self._forms:
                return self._forms[form]
        bare = folded.replace(" ", "")
        if bare in self._bare:
            return self._bare[bare]
        size = len(folded)
        forms = [
            form
            for form in self._forms
            if len(form) >= _SHORTEST
            and abs(len(form) - size) <= 0.28 * size
            and (form[:2] == folded[:2] or form[-3:] == folded[-3:])
        ]
        close = difflib.get_close_matches(folded, forms, 1, _CLOSE)
        return self._forms[close[0]] if close else None


def read_units(text: str, register: Register) -> Named:
    """Return the units that ``text`` names, in order; units the register lacks are added to it."""
    named = Named()
    rest = _plain(text[:_LONGEST])
    if len(text) > _LONGEST:
        named.doubts.append(Sentence("This is too long for a list of units; only its start was read."))
    while rest:
        taken = _take(rest, register, named)
        rest = rest[taken:].lstrip(" ,;.()/") if taken else ""
        rest = _without_filler(rest)
    return named


def _plain(text: str) -> str:
    return _without_filler(" ".join(text.split()).strip(" ,;."))


def _without_filler(text: str) -> str:
    """Drop joining words before the next name: "and", "in particular", "working with other"."""
    match = _FILLER.match(text)
    return text[match.end() :] if match and match.end() < len(text) else text


def _take(text: str, register: Register, named: Named) -> int:
    """Name the unit at the start of ``text`` and return how long its name is there."""
    known = register.start_of(text)
    if known:
        unit, end = known
        if _ends_name(text, end):
            named.add(unit)
            return end
    organization = _ORGANIZATION.match(text)
    if organization and (known := register.start_of(text[organization.end() :])):
        named.add(known[0])
        return organization.end() + known[1]
    return _take_unknown(text, register, named)


def _ends_name(text: str, end: int) -> bool:
    """Whether a known form is the whole name and not the start of a longer, unknown one."""
    after = text[end:]
    if not after or after[0] in ",;()./":
        return True
    word = after.split(None, 1)[0]
    return word.lower() in _JOINING or _CODE.match(word.rstrip(",;.")) is not None


def _take_unknown(text: str, register: Register, named: Named) -> int:
    """Name a unit that is printed in no known form: a near miss, or one to be added."""
    end = _name_end(text, register)
    name = text[:end].strip(" ,;.")
    unit = _unit_from(name)
    near = register.find(unit.abbreviation) if unit.abbreviation else None
    exact = near is not None and near.name.lower() == unit.name.lower()
    near = near or register.find(unit.name) or _near(unit, register)
    if near is not None:
        if not exact and not _same(near, unit):
            named.doubts.append(Sentence("“{0}” was read as {1}.", name, _shown(near)))
        named.add(near)
    elif any(letter.isalpha() for letter in name):
        register.add(unit)
        named.new.append(unit)
        named.add(unit)
    return max(end, 1)


def _same(known: Unit, read: Unit) -> bool:
    """Whether what was read differs from what is known in nothing but what it leaves out."""
    if _fold(read.abbreviation) not in ("", _fold(known.abbreviation)):
        return False
    return read.name in ("", known.abbreviation) or _fold(read.name) == _fold(known.name)


def _near(unit: Unit, register: Register) -> Unit | None:
    return register.nearest(unit.abbreviation or unit.name) or (
        register.nearest(unit.name) if unit.name else None
    )


def _shown(unit: Unit) -> str:
    return f"{unit.name} ({unit.abbreviation})" if unit.abbreviation and unit.name else unit.key


def _name_end(text: str, register: Register) -> int:
    """Return where the unknown name at the start of ``text`` ends.

    A name with its abbreviation in brackets ends there, commas and "and" within it included, as
    long as the capital letters before the brackets belong to one name; any other name ends at the
    next separator.
    """
    bracket = _ABBREVIATION.search(text)
    if bracket and _is_one_name(text[: bracket.start()], bracket["inner"], register):
        return bracket.end()
    code = _LEADING_CODE.match(text)
    if code:
        return code.end("code")
    cut = _NAME_END.search(text)
    while cut and cut.start() == 0:
        cut = _NAME_END.search(text, 1)
    return cut.start() if cut else len(text)


def _is_one_name(name: str, abbreviation: str, register: Register) -> bool:
    """Whether all that stands before an abbreviation in brackets is the name it stands for."""
    pieces = [piece for piece in _SEPARATOR.split(name) if piece]
    if len(pieces) <= 1:
        return True
    if name[0].islower() or any(
        register.find(piece) or register.nearest(piece) or _CODE.match(piece) for piece in pieces
    ):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _SMALL]
    initials = "".join(word[0] for word in words).lower()
    return ";" not in name and (
        initials[:1] == abbreviation[:1].lower() or _shares(abbreviation, initials, words)
    )


def _shares(abbreviation: str, initials: str, words: Sequence[str]) -> bool:
    letters = re.sub(r"[^a-z]", "", abbreviation.lower())
    return letters[:2] in initials or any(letters.startswith(word.lower()[:3]) for word in words)


def _unit_from(text: str) -> Unit:
    """Return the unit that a printed name describes, its abbreviation apart."""
    bracket = re.search(r"\s*\(([^()]+)\)$", text)
    if bracket and re.search(r"[A-Z].*[A-Z]", bracket[1]):
        abbreviation = re.sub(r"(?<=[A-Z])s$", "", bracket[1]) if bracket[1].endswith("s") else bracket[1]
        name = text[: bracket.start()]
        if name.split()[-1].lower() in GROUP_WORDS:
            return Unit(bracket[1], name, "group")
        return Unit(abbreviation, name)
    code = _CODE.match(text)
    if code and len(code["code"]) > 1 and " " not in text:
        return Unit(code["code"], "")
    last = text.split()[-1].lower() if text.split() else ""
    return Unit("", text, "group" if last in GROUP_WORDS and text[0].islower() else "unit")


@lru_cache(maxsize=1024)
def _folded_forms(unit: Unit) -> tuple[str, ...]:
    return tuple(_fold(form) for form in _forms(unit) if form)


def _forms(unit: Unit) -> list[str]:
    forms = [unit.abbreviation, unit.name]
    if unit.abbreviation and unit.name:
        forms += [f"{unit.name} ({unit.abbreviation})", f"{unit.name} ({unit.abbreviation}s)"]
        forms += [f"{unit.abbreviation} ({unit.name})"]
    if unit.kind == "group" and unit.abbreviation:
        forms.append(unit.abbreviation + "s")
    return forms


def _fold(text: str) -> str:
    return text.lower().replace("’", "'").replace("–", "-")


def _first_word(folded: str) -> str:
    match = re.match(r"[^\W_]+", folded)
    return match[0] if match else ""
