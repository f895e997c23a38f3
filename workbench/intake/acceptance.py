"""Whether the Office accepts a recommendation, read only where its words say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.signs import numbers_in
from workbench.numbering import COUNT_WORDS
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ACCEPTED = "accepted"
PARTIAL = "partially_accepted"
REFUSED = "not_accepted"
UNCLEAR = "unclear"

_YES = (
    r"(?:agree(?:s|d)?|accept(?:s|ed)?|concur(?:s|red)?|endorse(?:s|d)?|approve(?:s|d)?|support(?:s|ed)?"
    r"|acceptable|in\s+(?:full\s+|partial\s+|general\s+|broad\s+)?agreement)"
)
_NO = r"(?:disagree(?:s|d)?|reject(?:s|ed)?|decline(?:s|d)?|refuse(?:s|d)?|oppose(?:s|d)?)"
_STANCE = re.compile(rf"\b(?:{_YES}|{_NO})\b", re.IGNORECASE)
_NEGATIVE = re.compile(rf"\b{_NO}\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|cannot|can’t|can't|doesn’t|doesn't|don't|don’t|isn’t|isn't|unable|neither|nor|never|no\s+longer)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:part(?:ly|ial|ially)|in\s+part|to\s+(?:some|a\s+certain|a\s+limited)\s+extent"
    r"|(?:only|with|accept\w*|agree\w*)\s+(?:a\s+)?part\s+of"
    r"|(?:first|second|third|last|former|latter)\s+(?:part|half|element|point|sentence))\b",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\bbut\s+(?:only\s+)?(?:not\s+(?:with|to|in|for|the|its|all|every)\b|partly|partially|in\s+part\b|to\s+some\s+extent)",
    re.IGNORECASE,
)
_ALL_OF = re.compile(r"\s*(?:with|to)?\s*(?:all|every)\b", re.IGNORECASE)
_SCOPE_END = re.compile(
    r"[,;:(]|\s(?:and|but|which|that|who|as|because|since|while|whereas)\s", re.IGNORECASE
)
_WHOLE = re.compile(
    r"\b(?:fully|entirely|completely|wholly|totally|altogether|in\s+full|in\s+its\s+entirety)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:largely|mostly|mainly|generally|broadly|general|broad|would|could|might|may|in\s+principle|subject\s+to|with\s+(?:some\s+)?reservations?|spirit|thrust|provided\s+that|on\s+condition)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\s*(?:fully|partly|partially|entirely|wholly|completely|in\s+part|in\s+full|in\s+principle|largely|to\s+some\s+extent|to\s+a\s+certain\s+extent)?"
    r"\s*,?\s*(?:with|to|by\s+the\s+office|in)?\s*(?:only\s+)?(?:(?:the\s+)?(?:(?:first|second|third|last|former|latter)\s+)?(?:part|half|element|point|sentence)s?\s+of\s+|(?:the\s+)?(?:(?:general|overall)\s+)?(?:spirit|thrust|intent|substance)\s+of\s+)?"
    r"(?:(?:the|this|that|these|those|its|evaluation[’']s|evaluators[’']|all|both|each|of|\w+\s+of\s+the|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\s+)*"
    r"(?:recommendations?\b|(?:first|second|third|last|former|latter)\s+(?:part|half|element|point)\b|it\b(?!\s+is)|them\b|$|[.,;:(]|fully\b|partly\b|partially\b|in\s+(?:part|full|principle)|subject\s+to|with\s+(?:some\s+)?reservations?|but\b|and\b)",
    re.IGNORECASE,
)
_ADVERBS = r"(?:(?:not|only|also|therefore|thus|hence|however|in\s+part|in\s+principle|\w+ly)\s+)*"
_PASSIVE = re.compile(
    rf"\brecommendations?\s+(?:\d[\d\s,–-]*(?:and\s+\d+\s+)?)?"
    rf"(?:(?:is|are|has\s+been|have\s+been)\s+\w+,?\s+(?:but|and|yet)\s+)?"
    rf"(?:is|are|was|were|(?:has|have)\s+been|(?:can|could|will|would|should)(?:\s?not)?\s+be)\s+{_ADVERBS}$",
    re.IGNORECASE,
)
_PERFECT = re.compile(rf"\b(?:has|have)\s+{_ADVERBS}$", re.IGNORECASE)
_DID = re.compile(rf"\b(?:office|management|secretariat)\s+{_ADVERBS}$", re.IGNORECASE)
_AUXILIARY = re.compile(
    rf"\b(?:can|cannot|can[’']t|do|does|don[’']t|doesn[’']t|not|to|we|would|could|will)\s+{_ADVERBS}$",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\b(?:office|ilo|we|management|secretariat|department|it)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"recommendations?\s+(?P<numbers>\d{1,2}(?:(?:\s*,\s*(?:and\s+)?|\s*[–-]\s*|\s+(?:and|to)\s+)\d{1,2})*)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.;!?]+(?:[.;!?]+|$)")
_LONGEST_SENTENCE = 2000
_STEMS = ("agree", "accept", "concur", "endors", "approv", "support", "reject", "declin", "refus", "oppos")
_COUNTS = COUNT_WORDS["en"]
_ALL_BUT = re.compile(r"\ball\s+but\b", re.IGNORECASE)
_COUNT = re.compile(rf"\b(?P<count>all|both|{'|'.join(_COUNTS)}|\d{{1,2}})\b", re.IGNORECASE)
_LIST = re.compile(
    r"\(\s*(?:recommendations?\s+)?(?P<numbers>\d{1,2}(?:(?:\s*,\s*(?:and\s+)?|\s*[–-]\s*|\s+and\s+)\d{1,2})*)\s*\)",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"(?:with\s+the\s+exception|except(?:ing)?|apart\s+from|save\s+for|other\s+than|but\s+for)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"(?:,\s+(?:and|but|while|whereas|with)?\s*|\s+(?:but|while|whereas)\s+(?!for\b)|\s+and\s+)(?!\d|Recommendation)"
    rf"|\s+(?={_EXCEPT.pattern})"
    r"|(?:(?<=fully)|(?<=partly)|(?<=partially)|(?<=in part)|(?<=in full)),?\s+and\s+",
    re.IGNORECASE,
)
_WHICH = re.compile(r"(?:which|that|it|this|these|they|the\s+latter|the\s+Office)\b", re.IGNORECASE)
_THE_RECOMMENDATIONS = re.compile(
    r"(?<!most of )(?<!some of )(?<!many of )(?<!several of )\b(?:the|its|these)\s+recommendations\b",
    re.IGNORECASE,
)
_ALL = -1


def _sentences(text: str) -> list[str]:
    """Return the sentences that can state a stance: those with a word that does."""
    if not any(map(text.lower().__contains__, _STEMS)):
        return []
    return [
        sentence
        for sentence in _SENTENCE.findall(text)
        if len(sentence) < _LONGEST_SENTENCE and any(map(sentence.lower().__contains__, _STEMS))
    ]


def of_answer(text: str, numbers: Sequence[int]) -> str | None:
    """Return the stance that an answer to recommendations ``numbers`` states.

    None where it states none, UNCLEAR where it contradicts itself or hedges.
    """
    if len(numbers) > 1 and len(set(of_remarks(text, numbers).values())) > 1:
        return UNCLEAR
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
    before, after, word = sentence[: verb.start()], sentence[verb.end() :], verb[0].lower()
    if word.endswith(("d", "ble")) and _PASSIVE.search(before):
        return True
    target = _OBJECT.match(after)
    if target is None or (word.startswith("support") and "ecommendation" not in target[0]):
        return False
    if _is_bare(before):
        return True
    if word.endswith("agreement"):
        is_said = True
    elif word.endswith("d"):
        is_said = _PERFECT.search(before) is not None or _DID.search(before) is not None
    else:
        is_said = word.endswith("s") or _AUXILIARY.search(before) is not None
    return is_said and _OFFICE.search(before) is not None


def _is_bare(before: str) -> bool:
    """Whether nothing but adverbs stands before the verb, as in "Partially accepted."."""
    rest = before
    for pattern in (_NOT, _PART, _WHOLE):
        rest = pattern.sub("", rest)
    return not re.sub(r"\b(?:is|are|therefore|also|does|do)\b|[^\w]", "", rest)


def _stance_at(sentence: str, verb: re.Match[str]) -> str:
    """Return the stance of one verb, by the words that belong to it: before it, and to its clause's end."""
    start = max((sentence.rfind(sign, 0, verb.start()) for sign in (",", " but ", " and ")), default=-1)
    before, after = sentence[max(0, start) : verb.start()], sentence[verb.end() :].removeprefix(",")
    end = _SCOPE_END.search(after)
    around = before + verb[0] + " " + (after[: end.start()] if end else after)
    negated = _NOT.search(before) is not None
    whole, part = _WHOLE.search(before), _PART.search(around) or _BUT.search(after)
    if _NEGATIVE.match(verb[0]):
        return UNCLEAR if negated else PARTIAL if part else REFUSED
    if negated and _ALL_OF.match(after):
        return UNCLEAR
    if negated:
        return PARTIAL if whole or part else REFUSED
    if part:
        return PARTIAL
    return UNCLEAR if _HEDGE.search(around) else ACCEPTED


def of_remarks(text: str, numbers: Sequence[int]) -> dict[int, str]:
    """Return what general remarks state of single recommendations, of those in ``numbers``.

    Reads such sentences as "accepts six of the eight in full and two in part (2 and 7)": what is
    said of a count or of all holds for those that nothing else is said of, where the count fits.
    """
    remarks = _Remarks(numbers)
    for sentence in _sentences(text):
        if "ecommendation" in sentence and _STANCE.search(sentence):
            remarks.read(sentence)
    return remarks.result()


class _Remarks:
    """What has been read of the remarks so far: by number, and of a count without numbers."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = list(numbers)
        self._found: dict[int, str] = {}
        self._rest: tuple[str, int] | None = None
        self._is_open = False  # whether something is excepted of which nothing tells what

    def read(self, sentence: str) -> None:
        stance: str | None = None
        named: set[int] = set()
        for clause in _clauses(_ALL_BUT.sub("all except", sentence)):
            if _EXCEPT.match(clause):
                named = _named(clause) & set(self._numbers)
                self._is_open = self._is_open or not named
                self._found.update(dict.fromkeys(named, PARTIAL if _PART.search(clause) else UNCLEAR))
                continue
            stance = _clause_stance(clause, stance)
            if stance is not None:
                named = self._note(clause, stance, named)

    def result(self) -> dict[int, str]:
        """Return the stance of every recommendation that one is stated of."""
        found = dict(self._found)
        open_numbers = [number for number in self._numbers if number not in found]
        if self._is_open:
            found.update(dict.fromkeys(open_numbers, UNCLEAR))
        elif self._rest is not None and self._rest[1] in (_ALL, len(open_numbers), len(self._numbers)):
            found.update(dict.fromkeys(open_numbers, self._rest[0]))
        return found

    def _note(self, clause: str, stance: str, before: set[int]) -> set[int]:
        """Note one stance and return the recommendations it is about, where they are named."""
        named = _named(clause) & set(self._numbers)
        count = _count_in(clause)
        if not named and before and _WHICH.match(clause):
            named = before
        if named:
            self._found.update(dict.fromkeys(named, stance))
        elif count and self._rest is None:
            self._rest = (stance, count)
        return named


def _clauses(sentence: str) -> list[str]:
    """Split a sentence where another stance can begin, lists of numbers kept whole."""
    return [piece.strip() for piece in _CLAUSE_END.split(sentence) if piece.strip()]


def _clause_stance(clause: str, before: str | None) -> str | None:
    verb = _STANCE.search(clause)
    if verb:
        return _stance_at(clause, verb)
    if before in (ACCEPTED, PARTIAL) and _PART.search(clause):
        return PARTIAL
    return ACCEPTED if before == PARTIAL and _WHOLE.search(clause) else before


def _named(clause: str) -> set[int]:
    found: set[int] = set()
    for pattern in (_NUMBERED, _LIST):
        for match in pattern.finditer(clause):
            found.update(numbers_in(match["numbers"]))
    return found


def _count_in(clause: str) -> int:
    """Return how many recommendations a clause speaks of, 0 where it does not say."""
    match = _COUNT.search(clause)
    if match:
        word = match["count"].lower()
        return (
            _ALL
            if word == "all"
            else 2
            if word == "both"
            else int(word)
            if word.isdigit()
            else _COUNTS.index(word)
        )
    return _ALL if _THE_RECOMMENDATIONS.search(clause) else 0


def settle(
    answer: str | None, remarks: Mapping[int, str], numbers: Sequence[int]
) -> tuple[str | None, Sentence | None]:
    """Return the acceptance of an answer, and what is doubtful about it (None where nothing is)."""
    general = {remarks[n] for n in numbers if n in remarks}
    if answer == UNCLEAR or UNCLEAR in general and answer is None:
        return None, Sentence("The text does not say clearly whether the recommendation is accepted.")
    if len(general) > 1:
        return None, Sentence(
            "The general remarks accept the recommendations answered here to different degrees."
        )
    stated = next(iter(general), None)
    if answer and stated and stated not in (answer, UNCLEAR):
        return None, Sentence("The answer and the general remarks contradict each other on acceptance.")
    return answer or stated, None
