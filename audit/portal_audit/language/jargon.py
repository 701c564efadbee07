"""Words a patient may not know, and the plain words for them.

First our glossary: insurance words such as "claim" are common English, so no statistics find
them. Then, for clinical words only, the form of the word together with its rarity: "choledochal" is
rare and built from medical parts; "brisket" is only rare. In a text dense with clinical words,
every other hard word stands in the way as well ("heterogeneous"), and is found by its difficulty.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from portal_audit.language.acronyms import abbreviations
from portal_audit.language.drugs import is_drug
from portal_audit.language.glossary import Glossary, Kind, Sense, singular
from portal_audit.language.sentences import ADDRESS
from portal_audit.language.spans import Spans
from portal_audit.language.word_difficulty import rarity, word_difficulty
from portal_audit.language.word_parts import built_of
from portal_audit.language.wordset import word_set

RARE = 3.3
"""Zipf frequency (wordfreq) below which a word of medical form is taken for jargon: about two uses
in a million words."""
HARD, NOT_COMMON = 0.6, 4.1
"""Difficulty from which, and Zipf frequency below which, a word is hard to most readers. On plain
sentences of portals no word is; in biomedical ones every sixth."""
HARD_TO_SOME, COMMON = 0.0, 4.6
"""The same for words that some readers do not know: in biomedical sentences every fourth, which is
how many people mark there when they are asked to mark all."""
DENSE, AT_LEAST = 0.04, 2
"""The share and number of clinical words that make a text dense with them."""

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LAW = re.compile(
    r"\b\d+ (?:CFR|C\.F\.R\.|USC|U\.S\.C\.)(?: ?(?:§+|[Pp]arts?))? ?\d(?:[\w.()]*[\w)])?"
    r"|\b[A-Z]\d{2}\.\d{1,3}[A-Z]?\b"
)
"""Citations of law and codes of illnesses: a patient can look neither up."""

_MEDICAL_END = re.compile(
    r"(?:itis|osis|otic|emi[ac]|aemia|uria|uric|path(?:y|ies|ic)|plast(?:y|ies)|ectom(?:y|ies)|"
    r"otom(?:y|ies)|ostom(?:y|ies)|scop(?:y|ies|ic)|(?:angi|radi|ven|cholangi|myel|arthr)ography|"
    r"(?:cardi|angi|ven|myel|encephal|arthr)ograms?|algi[ac]|rrh(?:ea|age|agic|aphy|exis)|"
    r"ple[gx][iy][ac]?|paresis|phasi[ac]|phagi[ac]|pnea|ly(?:sis|tic)|omas?|omata|megaly|"
    r"peni[ac]|phili[ac]|cyt(?:e|es|ic|osis)|troph(?:y|ic|ies)|plasi[ac]|esthe(?:sia|tic)|"
    r"steno(?:sis|tic)|ectasi[sa]|centesis|pexy|ptosis|malacia|iatr(?:y|ic|ist)|thyroidism|"
    r"glyc(?:emia|emic)|edema|(?:ventr|art|aur|foll|test)icular|pulmonary|cardi(?:al|ac)|vascular|"
    r"hepatic|gastric|enteric|renal|cranial|thecal|uterine|venous|muscular|cutaneous|therapeutic)$"
)
_MEDICAL_START = re.compile(
    r"(?:cardio|haemato|hemat|hemo(?=[lpgsd])|hepat|nephr|gastro|enter(?:o|itis)|dermat|osteo|"
    r"arthr|myo(?=[cfgms])|pneumo|pulmon|thromb|angio|vaso|cyto|brady|tachy|"
    r"dys(?=pn|ph|pl|ur|ku|ki|me|rhy|est|gl)|cerebr|encephal|chole|cyst[io]|electro(?=[cemp])|"
    r"erythr|leuk|lymph|lapar|mast(?:o|ec|it)|ophthalm|otorh|rhin(?=[io])|salping|sebor|splen|"
    r"spondyl|steat|thorac|trache|urethr|uro(?=[dglp])|atel|bronch|immuno|musculo|perito|pleur|"
    r"radiculo|vertebr|contraindic|prophyla|"
    r"anti(?=coag|emet|bacter|microb|hypert|depress|inflam|convuls|psych|fung|vir|platel))"
)
_EVERYDAY = word_set(
    "empathy sympathy sympathies apathy empathic telepathy chaotic exotic erotic robotic aromas "
    "diplomas trophies analysis hypnosis hypnotic psychoanalysis rhinoceros rhinos meiosis mitosis"
)
"""Words of medical form that are not medicine, or that every patient knows."""

_VERBS = frozenset({"encounter", "claim"})
_BEFORE_A_VERB = word_set("i you we they to may might can could will would not who")

_EXPLAINER = re.compile(
    r"\s*(?:,\s*)?(?:(?:which|that) (?:means|is|are)\b|meaning\b|means\b|also called\b|"
    r"(?:that|it) is,|in other words\b|i\.e\.)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"s?\s*(?:\(([^)]{3,160})\)|[–—]\s*([^.–—]{3,160})|:\s+([a-z][^.]{8,160}))")
_LEAD_IN = re.compile(r"(?:called|known as|named|a type of|term for)\s+(?:an?\s+|the\s+|[\"“'‘])*$")
_OR = re.compile(r"\s*,\s*or\s+(?:an?\s+|the\s+)?([a-z][\w '-]{3,80})")
_SMALL_WORD = re.compile(r"\b[a-z][a-z'’-]+")
_LOOK_BACK = 160
_LONGEST_WORD = 45


@dataclass(frozen=True, slots=True)
class Term:
    """One hard word in a text."""

    start: int
    end: int
    """Where it stands: `text[start:end]` is the word as written."""
    term: str
    """The glossary's spelling; the word in small letters when the glossary has it not."""
    kind: Kind
    plain: str
    """Words to say instead; "" when we have none."""
    means: str
    """One short sentence for the patient; "" when we have none."""
    explained: bool
    """Explained right there, or earlier in the same text."""
    familiar: bool = False
    """Most people have met it."""
    listed: bool = True
    """In our glossary; False when only its form and rarity speak for it."""
    medicine: bool = False
    """The name of a medicine, which a patient needs as it is: worth a gentle note."""


def find_jargon(
    text: str,
    *,
    glossary: Glossary,
    allowed: Collection[str] = (),
    names: Collection[str] = (),
    listed_only: bool = False,
    thorough: bool = False,
) -> list[Term]:
    """Hard words of an English `text`, in order, none overlapping.

    With `listed_only`, those of the glossary: form and rarity are those of English words. When
    `thorough`, also words of dense clinical text that only some readers do not know.

    `allowed` are words never to report; `names` are proper names (portal, clinicians) whose parts
    are no jargon either. Medicines are marked as such; words in web addresses are not reported.
    """
    limits = (HARD_TO_SOME, COMMON, 1) if thorough else (HARD, NOT_COMMON, AT_LEAST)
    return _Search(text, glossary, allowed, names, listed_only, limits).terms()


class _Search:
    """One pass over one text."""

    def __init__(
        self,
        text: str,
        glossary: Glossary,
        allowed: Collection[str],
        names: Collection[str],
        listed_only: bool,
        limits: tuple[float, float, int],
    ) -> None:
        self.listed_only = listed_only
        self.hard, self.common, self.at_least = limits
        self.text = text
        self.glossary = glossary
        self.allowed = {word.casefold() for word in allowed}
        self.names = {part.casefold() for name in names for part in _TOKEN.findall(name)}
        self.explained: set[str] = set()
        self.spans = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
        self.words = [text[start:end].replace("’", "'").casefold() for start, end in self.spans]
        self.closed = Spans(match.span() for match in ADDRESS.finditer(text))

    def terms(self) -> list[Term]:
        law = [] if self.listed_only else list(self._law())
        cited = Spans((term.start, term.end) for term in law)
        acronyms = (term for term in self._acronyms() if not cited.touches(term.start, term.end))
        found = [*law, *acronyms]
        taken = Spans((term.start, term.end) for term in found)
        at = 0
        while at < len(self.words):
            start, end = self.spans[at]
            if taken.touches(start, end) or self.closed.touches(start, end):
                at += 1
                continue
            term, used = self._listed(at) or self._unlisted(at) or (None, 1)
            if term is not None and not taken.touches(term.start, term.end):
                found.append(term)
            at += used
        if not self.listed_only and self._is_dense(found):
            taken = Spans((term.start, term.end) for term in found)
            found += [
                self._term(start, end, self.words[at], None)
                for at, (start, end) in enumerate(self.spans)
                if self._is_hard(at)
                and not taken.touches(start, end)
                and not self.closed.touches(start, end)
            ]
        return sorted(found, key=lambda term: term.start)

    def _is_dense(self, found: list[Term]) -> bool:
        clinical = sum(term.kind == "medical" and not term.familiar for term in found)
        return clinical >= max(self.at_least, DENSE * len(self.words))

    def _is_hard(self, at: int) -> bool:
        word = self.words[at]
        return (
            word.isalpha()
            and 3 < len(word) <= _LONGEST_WORD
            and rarity(word) < self.common
            and word not in self.allowed
            and word_difficulty(word) >= self.hard
            and not self._is_name(at)
        )

    def _medicine(self, at: int) -> tuple[Term, int] | None:
        word = self.words[at]
        if word in self.allowed or word in self.names or not is_drug(word):
            return None
        start, end = self.spans[at]
        says = "The name of a medicine: say what it is for."
        return (
            Term(start, end, word, "medical", "", says, False, True, listed=False, medicine=True),
            1,
        )

    def _law(self) -> Iterable[Term]:
        for match in _LAW.finditer(self.text):
            yield Term(
                match.start(), match.end(), match.group(), "billing", "",
                "A number of a law or a code that patients cannot look up.", False,
            )  # fmt: skip

    def _acronyms(self) -> Iterable[Term]:
        known = self.glossary.acronyms
        for use in abbreviations(self.text, known):
            if use.text.casefold() in self.allowed | self.names:
                continue
            if self.closed.touches(use.start, use.end):
                continue
            sense = known.get(use.text)
            if sense is None and self.listed_only:
                continue
            if sense is None:
                yield Term(
                    use.start, use.end, use.text, "acronym", "", "", use.explained, listed=False
                )
                continue
            entry = sense.entry
            yield Term(
                use.start, use.end, entry.term, "acronym", entry.plain, entry.means,
                use.explained, entry.familiar,
            )  # fmt: skip

    def _listed(self, at: int) -> tuple[Term, int] | None:
        for tokens, sense in self.glossary.phrases(self.words[at]):
            count = len(tokens)
            if count > 1 and not self._phrase_at(at, tokens):
                continue
            entry = sense.entry
            start, end = self.spans[at][0], self.spans[at + count - 1][1]
            if entry.term.casefold() in self.allowed or self.words[at] in self.allowed:
                return None
            if count == 1 and (self.words[at] in self.names or self._is_verb(at)):
                return None
            return self._term(start, end, entry.term, sense), count
        return None

    def _is_verb(self, at: int) -> bool:
        """ "If you encounter a problem" is everyday English, "your encounter" is not."""
        return self.words[at] in _VERBS and at > 0 and self.words[at - 1] in _BEFORE_A_VERB

    def _phrase_at(self, at: int, tokens: tuple[str, ...]) -> bool:
        words = self.words[at : at + len(tokens)]
        if len(words) < len(tokens) or words[:-1] != list(tokens[:-1]):
            return False
        if words[-1] != tokens[-1] and singular(words[-1]) != tokens[-1]:
            return False
        gaps = (
            self.text[self.spans[n][1] : self.spans[n + 1][0]]
            for n in range(at, at + len(tokens) - 1)
        )
        return all(gap.strip(" \t\r\n\u00a0-‐‑,") == "" and len(gap) <= 3 for gap in gaps)

    def _unlisted(self, at: int) -> tuple[Term, int] | None:
        return None if self.listed_only else self._medical(at) or self._medicine(at)

    def _medical(self, at: int) -> tuple[Term, int] | None:
        if not self._looks_medical(at):
            return None
        last = at
        while (
            last + 1 < len(self.words)
            and self.text[self.spans[last][1] : self.spans[last + 1][0]] == " "
            and self._looks_medical(last + 1)
            and next(iter(self.glossary.phrases(self.words[last + 1])), None) is None
        ):
            last += 1
        start, end = self.spans[at][0], self.spans[last][1]
        return self._term(start, end, self.text[start:end].casefold(), None), last - at + 1

    def _looks_medical(self, at: int) -> bool:
        word = self.words[at]
        return (
            word not in self.allowed
            and not self._is_name(at)
            and looks_medical(word)
            and not is_drug(word)
        )

    def _is_name(self, at: int) -> bool:
        """A known name, or a capital in the middle of a sentence."""
        start = self.spans[at][0]
        if self.words[at] in self.names:
            return True
        if not self.text[start].isupper():
            return False
        before = self.text[max(0, start - 4) : start].rstrip(" \"“'‘(")
        return before != "" and before[-1] not in ".!?:;•\n-–—|/"

    def _term(self, start: int, end: int, term: str, sense: Sense | None) -> Term:
        if term not in self.explained and is_explained(self.text, start, end):
            self.explained.add(term)
        kind: Kind = sense.kind if sense else "medical"
        entry = sense.entry if sense else None
        return Term(
            start, end, term, kind,
            entry.plain if entry else built_of(term), entry.means if entry else "",
            term in self.explained, entry.familiar if entry else False, entry is not None,
        )  # fmt: skip


def is_explained(text: str, start: int, end: int) -> bool:
    """The words after (or before) the term say what it is, in small words."""
    after = text[end : end + _LOOK_BACK]
    if _EXPLAINER.match(after.removeprefix("s")):
        return True
    if aside := _ASIDE.match(after):
        words = next(group for group in aside.groups() if group)
        return len(_SMALL_WORD.findall(words)) >= 2
    if _OR.match(after.removeprefix("s")):
        return True
    before = text[max(0, start - _LOOK_BACK) : start]
    if before.endswith("(") and after.startswith(")"):
        return len(_SMALL_WORD.findall(before.rsplit(".", 1)[-1])) >= 2
    return _LEAD_IN.search(before) is not None


@lru_cache(maxsize=100_000)
def looks_medical(word: str) -> bool:
    """Rare, and built from medical parts. `word` is in small letters."""
    if not 7 <= len(word) <= _LONGEST_WORD or word in _EVERYDAY or not word.isalpha():
        return False
    if not (_MEDICAL_END.search(word) or _MEDICAL_START.match(word)):
        return False
    return rarity(word) < RARE
