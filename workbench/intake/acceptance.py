"""Whether the Office accepts a recommendation, read only where its words say so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbench.intake.signs import numbers_in

ACCEPTED = "accepted"
PARTIAL = "partially_accepted"
REFUSED = "not_accepted"
UNCLEAR = "unclear"

_YES = r"(?:agree(?:s|d)?|accept(?:s|ed)?|concur(?:s|red)?|endorse(?:s|d)?|approve(?:s|d)?|support(?:s|ed)?|acceptable)"
_NO = r"(?:disagree(?:s|d)?|reject(?:s|ed)?|decline(?:s|d)?|refuse(?:s|d)?|oppose(?:s|d)?)"
_STANCE = re.compile(rf"\b(?:{_YES}|{_NO})\b", re.IGNORECASE)
_NEGATIVE = re.compile(rf"\b{_NO}\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|cannot|can’t|can't|doesn’t|doesn't|don't|don’t|isn’t|isn't|unable|neither|nor|never|no\s+longer)\b", re.IGNORECASE
)
_PART = re.compile(r"\b(?:part(?:ly|ially)?|in\s+part|to\s+some\s+extent|to\s+a\s+certain\s+extent)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:fully|entirely|completely|wholly|totally|altogether|in\s+full|in\s+its\s+entirety)\b", re.IGNORECASE)
_HEDGE = re.compile(r"\b(?:in\s+principle|subject\s+to|with\s+(?:some\s+)?reservations?|spirit|thrust|provided\s+that|on\s+condition)\b", re.IGNORECASE)
_OBJECT = re.compile(
    r"\s*(?:fully|partly|partially|entirely|wholly|completely|in\s+part|in\s+full|in\s+principle|largely|to\s+some\s+extent|to\s+a\s+certain\s+extent)?"
    r"\s*,?\s*(?:with|to|by\s+the\s+office|in)?\s*(?:only\s+)?(?:part(?:s)?\s+of\s+|(?:the\s+)?(?:(?:general|overall)\s+)?(?:spirit|thrust|intent|substance)\s+of\s+)?"
    r"(?:(?:the|this|that|these|those|its|evaluation[’']s|evaluators[’']|all|both|each|of|\w+\s+of\s+the|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\s+)*"
    r"(?:recommendations?\b|it\b(?!\s+is)|them\b|$|[.,;:(]|fully\b|partly\b|partially\b|in\s+(?:part|full|principle)|subject\s+to|with\s+(?:some\s+)?reservations?|but\b|and\b)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\brecommendations?\b[^.;]*\b(?:is|are|was|were|be|has been|have been)\b[^.;]*$", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:office|ilo|we|management|secretariat|department|it)\b[^.;]*$", re.IGNORECASE)
_NUMBERED = re.compile(r"recommendations?\s+(?P<numbers>\d{1,2}(?:(?:\s*,\s*(?:and\s+)?|\s*[–-]\s*|\s+(?:and|to)\s+)\d{1,2})*)", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.;!?]+(?:[.;!?]+|$)")
_STEMS = ("agree", "accept", "concur", "endors", "approv", "support", "reject", "declin", "refus", "oppos")
_COUNTS = "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_COUNT = re.compile(rf"\b(?P<count>all|{'|'.join(_COUNTS)}|\d{{1,2}})\b", re.IGNORECASE)
_LIST = re.compile(r"\(\s*(?:recommendations?\s+)?(?P<numbers>\d{1,2}(?:(?:\s*,\s*(?:and\s+)?|\s*[–-]\s*|\s+and\s+)\d{1,2})*)\s*\)", re.IGNORECASE)
_EXCEPT = re.compile(r"\b(?:except(?:ion)?|apart\s+from|save|other\s+than|but\s+for)\b", re.IGNORECASE)


def _sentences(text: str) -> list[str]:
    """Return the sentences that can state a stance: those with a word that does."""
    folded = text.lower()
    if not any(word in folded for word in _STEMS):
        return []
    return [sentence for sentence in _SENTENCE.findall(text) if any(stem in sentence.lower() for stem in _STEMS)]


def of_answer(text: str, numbers: Sequence[int]) -> str | None:
    """Return the stance that an answer to recommendations ``numbers`` states.

    None where it states none, UNCLEAR where it contradicts itself or hedges.
    """
    stances = {
        stance
        for sentence in _sentences(text)
        if (stance := _stance_of(sentence)) and _is_about(sentence, numbers)
    }
    if not stances:
        return None
    return stances.pop() if len(stances) == 1 else UNCLEAR


def _is_about(sentence: str, numbers: Sequence[int]) -> bool:
    named = [n for match in _NUMBERED.finditer(sentence) for n in numbers_in(match["numbers"])]
    return not named or bool(set(named) & set(numbers))


def _stance_of(sentence: str) -> str | None:
    """Return what one sentence says of a recommendation, None where it says nothing of one."""
    stances = set()
    for verb in _STANCE.finditer(sentence):
        if _concerns_recommendation(sentence, verb):
            stances.add(_stance_at(sentence, verb))
    if not stances:
        return None
    return stances.pop() if len(stances) == 1 else PARTIAL if PARTIAL in stances else UNCLEAR


def _concerns_recommendation(sentence: str, verb: re.Match[str]) -> bool:
    """Whether the Office is who agrees, and a recommendation what it agrees with."""
    before, after = sentence[: verb.start()], sentence[verb.end() :]
    if _SUBJECT.search(before):
        return True
    if before.strip() and not _OFFICE.search(before) and not _is_bare(before):
        return False
    match = _OBJECT.match(after)
    return match is not None and (verb[0].lower() not in ("supported", "supports", "support") or "ecommendation" in match[0])


def _is_bare(before: str) -> bool:
    """Whether nothing but adverbs stands before the verb, as in "Partially accepted."."""
    rest = before
    for pattern in (_NOT, _PART, _WHOLE):
        rest = pattern.sub("", rest)
    return not re.sub(r"\b(?:is|are|therefore|also|does|do)\b|[^\w]", "", rest)


def _stance_at(sentence: str, verb: re.Match[str]) -> str:
    start = max((sentence.rfind(sign, 0, verb.start()) for sign in (",", " but ", " and ")), default=-1)
    before = sentence[max(0, start) : verb.start()]
    around = before + sentence[verb.end() : verb.end() + 60]
    negated = _NOT.search(before) is not None
    whole, part = _WHOLE.search(before), _PART.search(around)
    if _NEGATIVE.match(verb[0]):
        return UNCLEAR if negated else PARTIAL if part else REFUSED
    if negated:
        return PARTIAL if whole or part else REFUSED
    if part:
        return PARTIAL
    return UNCLEAR if _HEDGE.search(around) else ACCEPTED


def of_remarks(text: str, numbers: Sequence[int]) -> dict[int, str]:
    """Return what general remarks state of single recommendations, of those in ``numbers``."""
    found: dict[int, str] = {}
    for sentence in _sentences(text):
        if "ecommendation" in sentence and _STANCE.search(sentence):
            found.update(_of_sentence(sentence, numbers))
    return found


def _of_sentence(sentence: str, numbers: Sequence[int]) -> dict[int, str]:
    """Read one sentence such as "accepts five of the seven fully, and two partially (3 and 5)"."""
    found: dict[int, str] = {}
    rest: str | None = None
    stance: str | None = None
    count = total = 0
    for clause in _clauses(sentence):
        stance = _clause_stance(clause, stance)
        if stance is None:
            continue
        named = _named(clause) & set(numbers)
        size = _count_in(clause, len(numbers))
        if named:
            found.update(dict.fromkeys(named, stance))
            total += len(named)
        elif size:
            rest, count = stance, size
    if rest is not None and rest not in (UNCLEAR,):
        open_numbers = [n for n in numbers if n not in found]
        if count in (len(open_numbers), len(numbers)) or count < 0:
            found.update(dict.fromkeys(open_numbers, rest))
    return found


def _clauses(sentence: str) -> list[str]:
    """Split a sentence where another stance can begin, lists of numbers kept whole."""
    pieces = re.split(r"(?:,\s+(?:and|but|while|whereas|with)?\s*|\s+(?:but|while|whereas)\s+|\s+and\s+)(?!\d)", sentence)
    return [piece for piece in pieces if piece.strip()]


def _clause_stance(clause: str, before: str | None) -> str | None:
    verb = _STANCE.search(clause)
    if verb:
        return _stance_at(clause, verb)
    if before is not None and _EXCEPT.search(clause):
        return PARTIAL if _PART.search(clause) else UNCLEAR
    if before is not None and _PART.search(clause):
        return PARTIAL
    return before


def _named(clause: str) -> set[int]:
    found: set[int] = set()
    for pattern in (_NUMBERED, _LIST):
        for match in pattern.finditer(clause):
            found.update(numbers_in(match["numbers"]))
    return found


def _count_in(clause: str, total: int) -> int:
    """Return how many recommendations a clause speaks of: -1 for all, 0 where it says nothing."""
    match = _COUNT.search(clause)
    if match:
        word = match["count"].lower()
        if word == "all":
            return -1
        return int(word) if word.isdigit() else _COUNTS.index(word)
    return -1 if re.search(r"\b(?:the|its|these)\s+recommendations\b", clause, re.IGNORECASE) else 0


def settle(answer: str | None, remarks: Mapping[int, str], numbers: Sequence[int]) -> tuple[str | None, str | None]:
    """Return the acceptance of an answer, and what is doubtful about it (None where nothing is)."""
    general = {remarks[n] for n in numbers if n in remarks}
    if answer == UNCLEAR or UNCLEAR in general and answer is None:
        return None, "The text does not say clearly whether the recommendation is accepted."
    if len(general) > 1:
        return None, "The general remarks accept the recommendations answered here to different degrees."
    stated = next(iter(general), None)
    if answer and stated and stated not in (answer, UNCLEAR):
        return None, "The answer and the general remarks contradict each other on acceptance."
    return answer or stated, None
