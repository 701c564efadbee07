"""Names of people, known by what stands before them: a greeting or a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal_audit.language.wordset import word_set
from portal_audit.share.span import Span

_WORD = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[-'’ʼ][^\W\d_]+)*"
_PARTICLE = r"(?:de|del|de la|de los|da|dos|di|van|von|der|den|van der|van den|bin|al|el)"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Sr|Sra|Srta)\.? )?"
_NAME = rf"{_TITLE}({_WORD}(?:,? (?:{_PARTICLE} )?(?:[A-ZÀ-Þ]\.|{_WORD})){{0,3}})"
_END = r"(?=\s*(?:[,!.:;?|()\[\]<>\"\n•·–—-]|$))"

_GREETING = re.compile(
    r"(?<!\w)(?i:welcome(?: back)?|hello|hi|dear|good (?:morning|afternoon|evening)|hola|"
    rf"bienvenid[oa](?: de nuevo)?|estimad[oa]|querid[oa])[,!]? {_NAME}{_END}"
)
_SIGNED_IN = re.compile(
    r"(?<!\w)(?i:(?:signed|logged) in as|sesión iniciada como|you are viewing|"
    r"viewing the (?:chart|record|account) (?:of|for)|acting (?:for|on behalf of)|proxy for)"
    rf":? ?{_NAME}{_END}"
)
_LABELS = (
    r"patient(?:['’]?s)?(?: full)?(?: name)?|name of (?:the )?patient|full name|legal name|"
    r"preferred name|member(?: name)?|subscriber(?: name)?|guarantor(?: name)?|"
    r"policy ?holder(?: name)?|account holder|responsible party|emergency contact|"
    r"prepared for|bill(?:ed)? to|caregiver|spouse|next of kin|"
    r"paciente|nombre completo|nombre del paciente"
)
_LABELLED = re.compile(
    rf"(?<![\w-])(?i:{_LABELS})\s?[:：]\s{{0,3}}{_NAME}(?:{_END}|(?=\s+[^a-zà-ÿ\s]))"
)
_TWO = rf"({_WORD}(?: (?:{_PARTICLE} )?(?:[A-ZÀ-Þ]\.|{_WORD})){{1,3}})"
_BEFORE_NUMBER = re.compile(
    rf"(?<![\w-]){_TWO}\W{{1,4}}(?i:dob|d\.o\.b\.|date of birth|born|mrn)\W{{1,4}}(?=\w*\d)"
)
_AFTER_NUMBER = re.compile(
    rf"(?<!\w)(?i:mrn)\W{{1,4}}(?:[A-Z]{{0,4}}-?\d[\d-]{{2,20}}|\[\w+\])\W{{0,4}}{_TWO}"
    r"(?![^\W\d_])"
)
_IN_ADDRESS = re.compile(
    r"[?&;](?i:(?:patient|full|first|last|given|family|member)?[-_]?name|patient)="
    r"([A-ZÀ-Þ][^\W\d_]*(?:(?:\+|%20|[-._',]){1,2}[^\W\d_]+){0,3})(?=[&#\s\"'<>]|$)"
)
"""`?name=Maria+Alvarez`"""
LABEL = re.compile(rf"\W*(?i:(?:{_LABELS})|first name|last name|family name|name)\W*")
"""A block that says: the next one is a name."""
WHOLE = re.compile(rf"{_NAME}")

_LETTERS = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_NEXT = frozenset(
    {"dob", "mrn", "ssn", "pcp", "age", "sex", "gender", "date", "born", "phone", "id"}
)
"""Labels that follow a name on the same line."""
_NOBODY = word_set(
    "patient patients parent parents guardian member members friend friends neighbor neighbors "
    "neighbour neighbours valued sir madam team family families everyone everybody all there guest "
    "visitor user customer clinician provider doctor nurse caregiver staff colleague somebody "
    "paciente pacientes home back aboard again to the a an and or of for in on at from with your "
    "you our my me we us it is are not no yes this that these new view see add edit change choose "
    "select enter none unknown required optional other self same please click sign log first last "
    "portal clinic clinica clínica hospital health care center centre medical medicine pharmacy "
    "system services service group associates practice office department world online mychart "
    "account record records information info details name number address date birth phone email "
    "mail insurance plan policy summary results result visit visits appointments appointment "
    "bills billing messages message documents education instructions rights advisory feedback "
    "january february march may july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter "
    "dr dra prof dob mrn ssn pcp age sex gender masked secret today tomorrow tonight english "
    "report test chart spanish español"
)
"""Words that stand where a name would and are none."""


def names(text: str) -> Iterator[Span]:
    """Names after greetings and labels, beside record numbers, in addresses."""
    for pattern in (_GREETING, _SIGNED_IN, _LABELLED, _BEFORE_NUMBER, _AFTER_NUMBER, _IN_ADDRESS):
        for match in pattern.finditer(text):
            if span := _person(text, match.start(1), match.end(1)):
                yield span


def named(label: str, value: str) -> Span | None:
    """The name in `value` when it is one and the block before it says so."""
    match = WHOLE.fullmatch(value.strip()) if LABEL.fullmatch(label) else None
    if match is None:
        return None
    offset = len(value) - len(value.lstrip())
    return _person(value, offset + match.start(1), offset + match.end(1))


def parts(name: str) -> list[str]:
    """The words of a name that are names by themselves, without initials and small words."""
    words = _LETTERS.findall(name)
    return [word for word in words if len(word) > 2 and word[0].isupper() and is_name(word)]


def is_name(word: str) -> bool:
    return word.casefold() not in _NOBODY


def _person(text: str, start: int, end: int) -> Span | None:
    words = list(_LETTERS.finditer(text, start, end))
    for number, word in enumerate(words):
        if number and word[0].casefold() in _NEXT:  # "Patient: Ann Lee DOB: ..."
            end = words[number - 1].end()
            words = words[:number]
            break
    if not all(is_name(word[0]) for word in words) or max(len(word[0]) for word in words) < 2:
        return None
    return Span(start, end, "name")
