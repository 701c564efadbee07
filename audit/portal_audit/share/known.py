"""What tells who the patient of a run is: found once, on the pages that only they see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import unquote_plus

from portal_audit.evidence import PageState, RunEvidence
from portal_audit.language.wordset import word_set
from portal_audit.share.names import is_name, parts
from portal_audit.share.recognise import labelled, mails, phones, recognised, same_day
from portal_audit.share.span import Kind

GONE = re.compile(r"\[(?:masked|secret)\]")
"""What the walk put in the place of a secret or a masked part."""

_ALSO_WORDS = word_set(
    "will may mark bill rose grace hope faith joy dawn summer april june august autumn drew grant "
    "chase pat sue rob frank art gene ray dean miles guy young long short white black brown green "
    "gray grey king price page park field wood woods hill lake rivers ford day love good best case "
    "cook baker bell banks bush church cross fields fox gold hall hand head heart house law little "
    "major marsh moon noble north west east south pearl pope post power rice rich sharp small "
    "snow stone strong sweet swift wall ward wells wise wolf worth christian iris ivy jade lily "
    "olive ruby violet penny max win new see test demo user name account patient portal health "
    "care help home save start next open close first last amber crystal"
)
"""Names that are ordinary words as well: alone, they may mean something else."""
_MADE_UP = word_set("test demo user patient portal account admin sample example spare trial")
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Sr|Sra|Srta)\.?\s+"
_SMALL = r"\w\.?|de|del|la|los|van|von|der|den|da|dos|di|al|el|bin"
_BETWEEN = rf"(?:[\W_]|%20){{0,3}}(?:(?:{_SMALL})[\W_]{{1,2}}){{0,2}}"
"""What may stand between the words of one name: an initial, a small word."""
_BEGIN = r"(?:(?<![^\W\d_])|(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ]))"
_END = r"(?:(?![^\W\d_])|(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ]))"
"""Where a name may begin and end: `Maria AlvarezSign out` is what pages with little space say."""
_LEAST = {"record number": 5, "field value": 6, "phone number": 7}
"""Shorter ones are masked where they stand and are not looked for elsewhere."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the one who shares knows already."""

    secrets: tuple[str, ...] = ()
    """Passwords, seeds of codes."""
    users: tuple[str, ...] = ()
    """Names to sign in with."""
    canaries: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    """What they want to be read: who shares it, their note. Its phone numbers stay."""


@dataclass(frozen=True, slots=True)
class Known:
    """What must not get out, and what may stay."""

    patterns: tuple[tuple[Kind, re.Pattern[str]], ...]
    public: frozenset[str]
    """Phone numbers and e-mail addresses of the office: folded, digits only for numbers."""
    ambiguous: tuple[str, ...] = ()
    """Names that are also ordinary words or somebody else's: masked only within the whole name."""
    private: frozenset[str] = frozenset()
    """Ids of the page states that only a signed-in patient sees."""

    def may_stay(self, kind: Kind, text: str) -> bool:
        """Whether it is the office's own."""
        if kind == "name":
            return folded(text) in self.public
        return kind in ("phone number", "e-mail address") and _key(kind, text) in self.public


@dataclass(slots=True)
class _Book:
    """Collects terms by kind."""

    terms: dict[Kind, dict[str, None]] = field(default_factory=dict)

    def add(self, kind: Kind, pattern: str) -> None:
        if pattern:
            self.terms.setdefault(kind, {})[pattern] = None

    def compiled(self) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
        return tuple(
            (kind, re.compile("|".join(sorted(terms, key=lambda each: (-len(each), each)))))
            for kind, terms in self.terms.items()
        )


def learn(evidence: RunEvidence, asked: Asked) -> Known:
    """Read the run once for what the patient's own pages tell."""
    private = private_states(evidence)
    book = _Book()
    for secret in asked.secrets:
        book.add("secret", _literally(secret, least=3))
    for canary in asked.canaries:
        book.add("canary", _loosely(canary, whole=False))
    for word in asked.words:
        book.add("your word", _loosely(word))
    own = _own_words(evidence, private)
    public = _public(evidence, private)
    public |= {_key(s.kind, t[s.start : s.end]) for t in asked.given for s in recognised(t)}
    public |= {folded(entry.name) for entry in evidence.run.roster}
    names = {
        " ".join(t for t in re.split(r"[._-]", user.partition("@")[0])).title()
        for user in asked.users
        if _tells_a_name(user)
    }
    for user in asked.users:
        if folded(user) not in _MADE_UP | _ALSO_WORDS:
            book.add("secret", _loosely(user))
    for kind, words in _found(evidence, private):
        if _key(kind, words) in public:
            continue
        if kind == "name":
            names.add(words)
        elif kind == "date of birth":
            for day in same_day(words):
                book.add(kind, _loosely(day))
        elif kind == "phone number":
            book.add(kind, _digits(words))
        elif len(words) >= _LEAST.get(kind, 1):
            book.add(kind, _loosely(words))
    ambiguous = _add_names(book, names, own)
    return Known(book.compiled(), frozenset(public), ambiguous, private)


def private_states(evidence: RunEvidence) -> frozenset[str]:
    """Ids of the states that are not surely public: seen signed in, or after signing in."""
    signed_in_paths = {state.path for state in evidence.states.values() if state.signed_in}
    public: set[str] = set()
    walked: set[str] = set()
    for walk in evidence.walks:
        walked.update(walk.states)
        seen = [evidence.states[name] for name in walk.states if name in evidence.states]
        inside = next((n for n, state in enumerate(seen) if state.signed_in), None)
        if inside is None and not any(request.signed_in for request in walk.requests):
            inside = len(seen)
        elif not any(step.kind == "sign_in" for step in walk.steps):
            inside = 0  # it went in with a session that was signed in
        public.update(state.id for state in seen[: inside or 0])
    return frozenset(
        name
        for name, state in evidence.states.items()
        if state.signed_in
        or state.path in signed_in_paths
        or (name in walked and name not in public)
    )


def texts_of(state: PageState) -> Iterator[str]:
    """What can be read on a page, each string by itself."""
    yield from (state.title, state.heading)
    yield from (block.text for block in state.blocks or ())
    for control in state.controls or ():
        yield from (control.name, control.label, control.placeholder)


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _found(evidence: RunEvidence, private: Iterable[str]) -> Iterator[tuple[Kind, str]]:
    """What the recognisers find on private pages; on all of them beyond what is public."""
    for name in sorted(private):
        state = evidence.states[name]
        for text in _strings(state.model_copy(update={"headers": None}).model_dump()):
            for span in recognised(text):
                if span.kind != "field value":
                    words = text[span.start : span.end]
                    yield span.kind, unquote_plus(words) if span.kind == "name" else words
        for before, block in pairwise(state.blocks or ()):
            if found := labelled(before.text, block.text):
                yield found.kind, block.text[found.start : found.end]


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from _strings(value)


def _public(evidence: RunEvidence, private: frozenset[str]) -> set[str]:
    """Phone numbers and addresses that the office tells everybody; its name."""
    told = {folded(evidence.run.portal)}
    for name, state in evidence.states.items():
        for block in state.blocks or ():
            if name not in private or block.region == "footer":
                told |= _reachable(block.text)
        for control in state.controls or ():
            if name not in private or control.region == "footer":
                told |= _reachable(control.name) | _reachable(control.href)
    return told


def _reachable(text: str) -> set[str]:
    spans = [*phones(text), *mails(text)]
    return {_key(span.kind, text[span.start : span.end]) for span in spans}


def _key(kind: Kind, text: str) -> str:
    if kind == "phone number":
        return re.sub(r"\D", "", text)[-10:]
    return folded(text.replace("%40", "@"))


def _own_words(evidence: RunEvidence, private: frozenset[str]) -> set[str]:
    """Words with a capital that stand on public pages: the office's, its people's."""
    texts = [evidence.run.portal, *(entry.name for entry in evidence.run.roster)]
    for name, state in evidence.states.items():
        if name not in private:
            texts += texts_of(state)
    return {word.casefold() for text in texts for word in parts(text)}


def _tells_a_name(user: str) -> bool:
    """`maria.alvarez` does; `patient7` and `test.user` do not."""
    words = re.split(r"[._-]", user.partition("@")[0])
    return len(words) > 1 and all(
        word.isalpha() and len(word) > 1 and is_name(word) and word.casefold() not in _MADE_UP
        for word in words
    )


def _add_names(book: _Book, names: Iterable[str], own: set[str]) -> tuple[str, ...]:
    """Whole names in any order, their parts where these can mean nobody else."""
    ambiguous: set[str] = set()
    for name in sorted(names):
        words = parts(name)
        if len(words) > 1:
            for order in (words, words[::-1], [words[-1], *words[:-1]], [words[0], words[-1]]):
                pattern = _BETWEEN.join(map(_word, order))
                book.add("name", f"{_BEGIN}(?i:{pattern}){_END}")
        for word in words:
            if word.casefold() in _ALSO_WORDS or word.casefold() in own:
                ambiguous.add(word)
                book.add("name", rf"(?<!\w){_TITLES}{_word(word)}(?!\w)")
            else:
                book.add("name", f"{_BEGIN}(?i:{_word(word)}){_END}")
    return tuple(sorted(ambiguous))


def _literally(text: str, least: int) -> str:
    return "" if len(text) < least else _word(text)


def _loosely(text: str, whole: bool = True) -> str:
    """`text` in any letter case, with any white space, as it may stand in an address."""
    words = text.split()
    if not words:
        return ""
    pattern = r"(?:\s|[-_+.]|%20|&nbsp;){1,3}".join(map(_word, words))
    before = r"(?<![^\W_])" if whole and words[0][0].isalnum() else ""
    after = r"(?:(?![^\W_])|(?=[A-ZÀ-Þ][a-zß-ÿ]))" if whole and words[-1][-1].isalnum() else ""
    return rf"{before}(?i:{pattern}){after}"


def _digits(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)[-10:]
    if len(digits) < _LEAST["phone number"]:
        return ""
    return r"(?<!\d)(?:\+?1\W{0,2})?\(?" + r"(?:[-. ()/]|%20){0,3}".join(digits) + r"(?!\d)"


def _word(text: str) -> str:
    """A pattern for `text` as it may stand in words, in HTML, in an address."""
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    if letter.isascii() and letter.isalnum():
        return letter
    code = ord(letter)
    encoded = "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))
    forms = [re.escape(letter), rf"&#0*{code};", rf"(?i:&#x0*{code:x};|{encoded})"]
    if letter in "'’ʼ":
        forms += ["['’ʼ]", "%27", "%E2%80%99", "&apos;", "&rsquo;"]
    if letter in '&<>"':
        forms.append({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}[letter])
    if not letter.isascii():
        plain = unicodedata.normalize("NFD", letter)[0]
        forms += [re.escape(plain)] if plain.isascii() else []
    return f"(?:{'|'.join(sorted(forms, key=len, reverse=True))})"
