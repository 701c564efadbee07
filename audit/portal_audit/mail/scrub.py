"""Takes out of a mail whose it is and what opens an account.

Names and addresses of the people it went to, a name in the greeting, codes, dates of birth, record
numbers, secrets of links. What may be left are words that only this patient's clinic would know to
be theirs: so an invitation to a test patient is the best to give.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache

from portal_audit.language.wordset import word_set
from portal_audit.mail.addresses import SECRET, address_of, addresses_in, without_secrets

PATIENT = "[patient]"
SOMEBODY = "[address]"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_MAIL_ADDRESS = re.compile(r"[\w.+%-]{1,64}@((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})", re.IGNORECASE)
_NOBODY = word_set(
    "patient patients undisclosed recipients recipient valued there friend friends all everyone "
    "neighbor neighbors parent parents guardian sir madam member members family clinic test team "
    "paciente pacientes and the for mr mrs ms mx dr sr sra jr ii iii info office portal health "
    "center medical noreply reply back home aboard"
)
"""Words in the place of a name that name nobody."""
_GREETING = re.compile(
    r"^\W*(?i:dear|hi|hello|welcome|hola|good (?:morning|afternoon|evening)|estimad[oa]|"
    r"querid[oa])[ ,]+((?:(?:Mr|Mrs|Ms|Mx|Dr|Sr|Sra)\.? )?[A-ZÀ-Þ][\w'’-]{0,40}"
    r"(?: [A-ZÀ-Þ][\w'’.-]{0,40}){0,3})\s*(?:[,!:.]|$)"
)
_CODE = re.compile(
    r"(\b(?i:code|pin|password|passcode|activation key|código|clave)\b(?i:[^.\n]{0,40}?)"
    r"(?:\b(?i:is|es)\b|:)\s*)([A-Za-z0-9][A-Za-z0-9 -]{2,38}[A-Za-z0-9])(?![\w])"
)
_GROUPS = re.compile(
    r"\b(?=[A-Z0-9-]{0,50}[A-Z])(?=[A-Z0-9-]{0,50}\d)[A-Z0-9]{3,8}(?:-[A-Z0-9]{3,8}){1,5}\b"
)
"""`PX7QM-28DKV`: a code in groups."""
_RECORD = re.compile(
    r"\b(mrn|(?:medical )?record (?:number|no\.?|#)|(?:patient|member|account) (?:id|number|no\.?)|"
    r"dob|date of birth|born(?: on)?)(\W{1,4})"
    r"([A-Z]?[\d][\w/. -]{2,24}\d|[a-z]{3,9} \d{1,2}, \d{4})",
    re.IGNORECASE,
)
_TAG = re.compile(r"(<[^<>]*>)")
_UNSEEN = re.compile(r"<(script|style)\b", re.IGNORECASE)
_LED = re.compile(
    r"(\s(?:href|src|srcset|action|formaction|background|poster|content|cite|data(?:-[\w-]+)?)"
    r"\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s>\"']+)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(\s(?:alt|title|aria-label|summary|label|value|placeholder)\s*=\s*)(\"[^\"]*\"|'[^']*')",
    re.IGNORECASE,
)
_IN_STYLE = re.compile(r"https?://[^\s\"'()<>]+", re.IGNORECASE)


class Scrubber:
    """Knows the people and secrets of one mail; lives in memory only."""

    def __init__(
        self, people: Iterable[tuple[str, str]], *, sender: str = "", domain: str = ""
    ) -> None:
        """`people` are names and addresses of those it went to; the sender may be named."""
        self._own = domain.casefold()
        self._ours = {word.casefold() for word in re.findall(r"[^\W\d_]+", f"{sender} {domain}")}
        self._names: set[str] = set()
        self._mailboxes: set[str] = set()
        self._secrets: set[str] = set()
        for name, address in people:
            self._learn_name(name)
            box, at, _ = address.partition("@")
            if at:
                self._mailboxes.add(address.casefold())
                parts = re.split(r"[._-]", box)
                if len(parts) > 1:
                    self._learn_name(" ".join(part for part in parts if part.isalpha()))

    @property
    def secrets(self) -> tuple[str, ...]:
        """Everything that must not get out, longest first."""
        everything = self._secrets | self._mailboxes
        return tuple(sorted(everything, key=lambda word: (-len(word), word)))

    def learn(self, texts: Iterable[str], urls: Iterable[str]) -> None:
        """Find out whom the mail greets and what its addresses hide, before anything is said."""
        for text in texts:
            if match := _GREETING.match(text):
                self._learn_name(match[1])
            for _, _, url in addresses_in(text):
                self._secrets.update(address_of(url).secrets)
        for url in urls:
            self._secrets.update(address_of(url).secrets)

    def _learn_name(self, name: str) -> None:
        words = re.findall(r"[^\W\d_][\w'’-]*", name)
        nobody = _NOBODY | self._ours
        parts = [word for word in words if len(word) > 1 and word.casefold() not in nobody]
        if "@" not in name:
            for word in parts:
                self._names.update({word, word.upper(), word.title()})

    def text(self, text: str, cap: int = 2_000) -> str:
        """`text` without anything of the patient's, at most `cap` characters."""
        text = self._literally(without_secrets(_CONTROL.sub("", text)))
        text = _MAIL_ADDRESS.sub(self._address, text)
        text = _CODE.sub(self._code, text)
        text = _GROUPS.sub(SECRET, text)
        text = _RECORD.sub(rf"\1\2{PATIENT}", text)
        if self._names:
            text = _any_of(frozenset(self._names), words=True).sub(PATIENT, text)
            text = re.sub(rf"{re.escape(PATIENT)}(?: {re.escape(PATIENT)})+", PATIENT, text)
        return text if len(text) <= cap else text[: cap - 1] + "…"

    def markup(self, markup: str) -> str:
        """HTML with its tags as they were, its words and addresses scrubbed."""
        pieces = []
        within = ""
        for piece in _TAG.split(_CONTROL.sub("", markup)):
            if piece.startswith("<"):
                if opened := _UNSEEN.match(piece):
                    within = opened[1].casefold()
                elif within and piece.casefold().startswith(f"</{within}"):
                    within = ""
                pieces.append(self._tag(piece))
            elif within:
                pieces.append(self._literally(_IN_STYLE.sub(_shown, piece)))
            else:
                words = html.unescape(piece)
                scrubbed = self.text(words, len(words) + 1_000)
                same = scrubbed == words
                pieces.append(piece if same else html.escape(scrubbed, quote=False))
        return "".join(pieces)

    def _tag(self, tag: str) -> str:
        tag = _LED.sub(self._led, tag)
        tag = _SAID.sub(self._said, tag)
        return self._literally(_IN_STYLE.sub(_shown, tag))

    def _led(self, match: re.Match[str]) -> str:
        value = html.unescape(match[2].strip("\"'"))
        if value.casefold().startswith(("data:", "cid:", "#")):
            return match[0]
        if value.casefold().startswith(("http:", "https:", "//", "/", "?")):
            shown = address_of(value).shown if ", " not in value else without_secrets(value)
        else:
            shown = self.text(value.partition("?")[0], len(value) + 200)
        return f'{match[1]}"{html.escape(shown)}"'

    def _said(self, match: re.Match[str]) -> str:
        value = html.unescape(match[2][1:-1])
        return f'{match[1]}"{html.escape(self.text(value, len(value) + 200))}"'

    def _literally(self, text: str) -> str:
        known = frozenset(self._secrets)
        return _any_of(known, words=False).sub(SECRET, text) if known else text

    def _address(self, match: re.Match[str]) -> str:
        host = match[1].casefold()
        ours = self._own and (host == self._own or host.endswith(f".{self._own}"))
        return match[0] if ours and match[0].casefold() not in self._mailboxes else SOMEBODY

    @staticmethod
    def _code(match: re.Match[str]) -> str:
        words = match[2].split()
        kept: list[str] = []
        for number, word in enumerate(words):
            if not (any(map(str.isdigit, word)) or (word.isupper() and len(word) > 3)):
                kept = words[number:]
                break
        if len(kept) == len(words):
            return match[0]  # "the code is below"
        return " ".join([match[1] + SECRET, *kept])


@lru_cache(maxsize=8)
def _any_of(known: frozenset[str], *, words: bool) -> re.Pattern[str]:
    """Any of these, the longest first; with `words`, only where it stands as a word."""
    pattern = "|".join(map(re.escape, sorted(known, key=lambda each: (-len(each), each))))
    return re.compile(rf"(?<![\w@])(?:{pattern})(?!\w)" if words else pattern)


def _shown(match: re.Match[str]) -> str:
    return html.escape(address_of(html.unescape(match[0])).shown)
