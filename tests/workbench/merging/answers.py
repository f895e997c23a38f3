"""What people type into an answer, and what it means: worked out by hand, not by the program."""

import datetime
import re
from dataclasses import dataclass

UNITS = {"POLICY": "Policy Department", "FIELD": "Field Programmes", "GENDER": "Equality Branch"}

ACCEPTANCE = {
    "accepted": ("Accepted", "accepted ", "ACCEPTED", "Acceptée", "agreed"),
    "partially_accepted": ("Partially accepted", "partially accepted\xa0", "Parcialmente aceptada"),
    "not_accepted": ("Not accepted", "not accepted.", "Non acceptée"),
    "not_stated": ("Not stated", "not_stated"),
}
STATUS = {
    "not_started": ("Not started", "open ", "No iniciada"),
    "in_progress": ("In progress", "ongoing", "En cours"),
    "implemented": ("Implemented\xa0", "Done", "DONE", "Mise en œuvre"),
    "no_longer_applicable": ("No longer applicable", "Sans objet"),
}
WORDS = {
    "acceptance": ACCEPTANCE,
    "status": STATUS,
    "responsible_unit": {key: (key, key.lower(), name) for key, name in UNITS.items()},
}
DATES = ("due", "revised_due", "cleared_on")
LINES = ("cleared_by",)
NOT_A_DATE = ("03/04/2027", "Q4 2026", 46000.5, "soon")


@dataclass(frozen=True)
class Said:
    """What a cell says: ``value`` as it is stored, of a text as it reads; ``raw`` where nobody can know."""

    value: object = None
    raw: str | None = None


class Formula(str):
    """A cell that holds a formula."""


def is_text(field):
    return field not in WORDS and field not in DATES and field not in LINES


def reads(text):
    """Return a text as it reads: single blanks, no blank lines, no signs before list items."""
    lines = (" ".join(line.split()) for line in (text or "").splitlines())
    return "\n".join(re.sub("^[•-] (?=.)", "", line) for line in lines if line)


def typed(dice, field, shown):
    """Return what somebody types over a cell that shows ``shown``, and what it says."""
    if shown is not None and dice.chance(15):
        return dice.pick((None, "", "  ")), Said()
    if dice.chance(4):
        return Formula(f"=A1&{dice.word()}"), Said(raw="formula")
    if field in WORDS:
        return _choice(dice, WORDS[field])
    if field in DATES:
        return _date(dice)
    if field in LINES:
        text = f"{dice.word()} B."
        return dice.pick((text, f" {text} ")), Said(text)
    return _text(dice, "" if shown is None else str(shown))


def _choice(dice, words):
    if dice.chance(15):
        text = f"Perhaps {dice.word()}"
        return text, Said(raw=text)
    key = dice.pick(sorted(words))
    return dice.pick(words[key]), Said(key)


def _date(dice):
    if dice.chance(20):
        value = dice.pick(NOT_A_DATE)
        return value, Said(raw=str(value))
    day = datetime.date(dice.between(2026, 2029), dice.between(1, 12), dice.between(13, 28))
    forms = (
        datetime.datetime(day.year, day.month, day.day),
        day,
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day} {day:%B %Y}",
        f"{day:%d.%m.%Y} ",
    )
    return dice.pick(forms), Said(day.isoformat())


def _text(dice, shown):
    words = shown.split(" ")
    how = dice.pick(("new", "new", "lines", "signs", "more", "within", "less", "blanks", "number"))
    match how:
        case "lines":
            text = f"{dice.word()} first\n{dice.word()} second\n\n- {dice.word()} third"
        case "signs":
            text = f"*{dice.word()}* [[1]] \\ [x](y) [^2] _x0041 **"
        case "more" if shown:
            text = f"{shown} {dice.word()}"
        case "within" if shown:
            at = dice.between(0, len(words))
            text = " ".join([*words[:at], dice.word(), *words[at:]])
        case "less" if len(words) > 2:
            at = dice.between(0, len(words) - 1)
            text = " ".join([*words[:at], *words[at + 1 :]])
        case "blanks" if shown:
            text = f"{shown}  \n"
        case "number":
            return 2027.0, Said("2027")
        case _:
            text = f"{dice.word()} as agreed"
    return text, Said(reads(text) or None)
