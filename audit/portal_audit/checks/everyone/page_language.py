"""EV-11: each page, and each part in another language, says which language it is in.

The language of a text is told by `py3langid`, all its languages allowed. Relatives that differ in
few words (Spanish and Portuguese, Danish and Norwegian) are not told apart with certainty; nor are
names, addresses and the Latin of medicine. A text must be clearly another language, not merely
unlike the declared one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from portal_audit.checks.everyone.observed import Fault, Hit, findings, observed
from portal_audit.checks.pages import baseline_pages, once
from portal_audit.evidence import Observation, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.language.languages import is_plainly, name_of
from portal_audit.language.wordset import word_set

_RELATIVES = (
    "en pcm", "es pt gl ca an ext oc ast", "fr wa oc gcf gcr ht", "it vec lij", "da no nn sv fo",
    "nl af fy", "de lb", "cs sk", "bs hr sr sl", "ru uk be bg mk sr ba tt kk ky tg mn", "id ms jv",
    "zh yue wuu", "ar arz ary", "fa ps ur sdh ug ku ar", "hi ne mr sa gom", "az tr tk crh uz",
    "uzs uz", "zu xh", "st nso", "tl bcl ace", "fi et", "lt lv ltg", "he hbo", "el grc", "ga gd",
    "bn as", "ro it",
)  # fmt: skip
_ROMANCE = word_set("es pt gl ca an ext oc fr wa gcf gcr it vec lij ro la")
_GERMANIC = word_set("de lb nl af fy")
_NO_LANGUAGE = word_set("la eo vo zxx hbo grc pcm ace")
"""Latin is medicine or filler text; the others are hardly ever what a clinic's page is in."""
_OTHER_TAGS = {
    "nb": "no", "iw": "he", "in": "id", "fil": "tl", "cmn": "zh", "ji": "yi", "sh": "hr", "mo": "ro"
}  # fmt: skip
_TAG = r"[a-z]{2,3}(-[a-z0-9]{1,8})*"
_WORD = re.compile(r"[^\W\d_]{2,}")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")

FEW, MANY, PART = 3, 6, 8
"""Words: fewer than `FEW` tell nothing; `MANY` are enough for the usual certainty; an unmarked
part of a page needs `PART`."""
SURE, SURE_OF_FEW = 0.95, 0.97
UNLIKE = 0.01
"""At most this probable may the declared language be."""


def judge(evidence: RunEvidence) -> Outcome:
    states = baseline_pages(evidence)
    if not states:
        return Outcome.cannot_tell("No page was seen.")
    passages: dict[str, list[Observation]] = defaultdict(list)
    for state, passage in observed(evidence, "passage"):
        passages[state.id].append(passage)
    missing = [state for state in states if not _is_language(state.lang)]
    wrong: dict[tuple[str, bool], list[PageState]] = defaultdict(list)
    hits: list[Hit] = []
    for state in states:
        if spoken := _wrong_page(state, passages[state.id]):
            wrong[spoken.language, spoken.certain].append(state)
        else:
            hits += _parts(state, passages[state.id])
    hits += [(TWO_LANGUAGES, s, o) for s, o in observed(evidence, "document") if _differ(s, o)]
    # Where axe looked, its rule html-has-lang has already said so (EV-01).
    unsaid = [state for state in missing if state.axe is None]
    found = [_missing(unsaid)] if unsaid else []
    found += [_wrong(language, sure, places) for (language, sure), places in sorted(wrong.items())]
    found += findings(CHECK.id, hits)
    bad = {state.id for state in missing}
    bad |= {state.id for (_, sure), places in wrong.items() if sure for state in places}
    bad |= {s.id for fault, s, _ in hits if fault.confidence == "certain"} & {s.id for s in states}
    note = f"{len(states) - len(bad)} of {len(states)} pages name their language and keep to it."
    return Outcome.of(1 - len(bad) / len(states), found, note)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The language a text is in, which is not the one it is declared to be in."""

    language: str
    certain: bool


def _wrong_page(state: PageState, passages: list[Observation]) -> Spoken | None:
    """The language of most of the page when that is not the declared one."""
    if not _is_language(state.lang):
        return None
    lines = [
        line
        for passage in passages
        if passage.facts["whole"]
        for line in str(passage.facts["text"]).splitlines()
    ]
    if not passages:
        lines = [block.text for block in state.blocks or () if block.lang in ("", state.lang)]
    if _words("\n".join(lines)) < FEW:
        # all the words stand in parts with a language of their own
        lines += [
            line
            for passage in passages
            if not passage.facts["whole"]
            for line in str(passage.facts["text"]).splitlines()
        ]
    lines.append(state.title)
    spoken = other_language("\n".join(lines), state.lang)
    if spoken is None:
        return None
    kept = foreign = 0
    for line in lines:
        if (count := _words(line)) >= FEW:
            alike = _likeness(line, _primary(state.lang))
            kept += count if alike >= 0.3 else 0
            foreign += count if alike < 0.05 else 0
    return spoken if kept <= 0.2 * foreign else None


def _parts(state: PageState, passages: list[Observation]) -> list[Hit]:
    """Parts in another language than they are declared to be in."""
    hits: list[Hit] = []
    for passage in passages:
        lang = str(passage.facts["lang"])
        if not passage.facts["whole"] and _is_language(lang):
            spoken = other_language(str(passage.facts["text"]), lang)
            if spoken is not None:
                hits.append((_part(spoken, marked=True), state, passage))
    if not _is_language(state.lang):
        return hits
    for block in state.blocks or ():
        if block.lang not in ("", state.lang) or _words(block.text) < PART or block.frame:
            continue
        spoken = other_language(block.text, state.lang)
        if spoken is not None:
            seen = Observation(
                kind="passage", target=block.target, snippet=block.text[:300], box=block.box
            )
            hits.append((_part(spoken, marked=False), state, seen))
    return hits


def _differ(state: PageState, document: Observation) -> bool:
    one, other = str(document.facts["lang"]), str(document.facts["xml_lang"])
    known = state.axe and any(h.rule == "html-xml-lang-mismatch" for h in state.axe.violations)
    return (
        not known
        and _is_language(one)
        and _is_language(other)
        and one.split("-")[0].casefold() != other.split("-")[0].casefold()
    )


def _is_language(tag: str) -> bool:
    return re.fullmatch(_TAG, tag, re.IGNORECASE) is not None


def _primary(tag: str) -> str:
    primary = tag.split("-")[0].casefold()
    return _OTHER_TAGS.get(primary, primary)


def _words(text: str) -> int:
    """Words of a text; in scripts without spaces, two letters count as one."""
    return len(_WORD.findall(text)) + len(_UNSPACED.findall(text)) // 2


def other_language(text: str, declared: str) -> Spoken | None:
    """The language of `text` when that is clearly not `declared`, which is a language tag."""
    text = _plain(text)
    words = _words(text)
    if words < FEW or _is_all_names(text):
        return None
    own = _primary(declared)
    if is_plainly(text, own):
        return None  # most texts are: no model needs to be loaded for them
    odds = _odds(text)
    alike = sum(odds.get(language, 0.0) for language in _kin(own))
    strangers = {language: p for language, p in odds.items() if language not in _kin(own)}
    best = max(strangers, key=lambda language: strangers[language])
    if best in _NO_LANGUAGE:
        return None
    near = _kin(best) | next(
        (f for f in (_ROMANCE, _GERMANIC) if best in f and own not in f), {best}
    )
    share = sum(strangers.get(language, 0.0) for language in near)
    enough = SURE if words >= MANY else SURE_OF_FEW
    if own not in odds:  # a language that cannot be recognised
        enough = max(enough, 0.99)
    if share >= enough and alike <= UNLIKE and _letters_agree(text, best):
        return Spoken(best, certain=True)
    mine = odds.get(own, 0.0)
    if words >= 2 * PART and odds[best := max(odds, key=lambda each: odds[each])] >= SURE > mine:
        # a relative of the declared language, or one not quite clear of it
        return Spoken(best, certain=False) if best != own and best not in _NO_LANGUAGE else None
    return None


def _likeness(text: str, own: str) -> float:
    """How probable it is that `text` is in this language or a relative of it."""
    odds = _odds(_plain(text))
    return sum(odds.get(language, 0.0) for language in _kin(own))


def _plain(text: str) -> str:
    """`text` without what is in no language: addresses, numbers, our own marks."""
    return re.sub(r"\S*(://|@|www\.)\S*|\[(masked|secret)\]|\d+", " ", text[:4000])


def _is_all_names(text: str) -> bool:
    """Hardly a word begins with a small letter: names, addresses, titles of things."""
    words = _WORD.findall(text)
    cased = [word for word in words if word[0].islower() or word[0].isupper()]
    small = sum(word[0].islower() for word in cased)
    return len(cased) > 0.5 * len(words) and small < max(2, 0.3 * len(cased))


def _letters_agree(text: str, language: str) -> bool:
    """English has no letters beyond the Latin ones: rules out a chance likeness."""
    return language != "en" or sum(c.isalpha() and ord(c) > 0x24F for c in text) < 0.1 * len(text)


@cache
def _kin(language: str) -> frozenset[str]:
    sets = (frozenset(each.split()) for each in _RELATIVES)
    return frozenset({language}).union(*(each for each in sets if language in each))


@cache
def _identifier() -> Any:
    # a model of 100 MB in memory: loaded when the first text is asked about, not at the start
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=4096)
def _odds(text: str) -> dict[str, float]:
    return dict(_identifier().rank(" ".join(text.split())))


def _missing(states: list[PageState]) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR,
        title="Pages do not say which language they are in",
        problem="A screen reader may read the page in the wrong accent, which nobody understands.",
        fix='Add the language to the html element of each page, such as lang="en".',
        about="no language",
        where=once(Place.on(state, "html") for state in states),
        who=WHO,
        wcag=("3.1.1",),
    )


def _wrong(spoken: str, sure: bool, states: list[PageState]) -> Finding:
    name = name_of(spoken)
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR,
        title=f"{name} pages are marked as another language",
        problem=f"A screen reader reads the {name} words in a wrong accent; nobody understands it.",
        fix=f'Set lang="{spoken}" on the html element of these pages.',
        about=f"{name} marked as another language",
        where=once(Place.on(state, "html", f'lang="{state.lang}"') for state in states),
        who=WHO,
        rule="page-language",
        wcag=("3.1.1",),
        confidence="certain" if sure else "likely",
    )


def _part(spoken: Spoken, *, marked: bool) -> Fault:
    name = name_of(spoken.language)
    confidence: Literal["certain", "likely"] = "certain" if spoken.certain else "likely"
    return Fault(
        rule=f"part-language-{spoken.language}",
        title=f"{name} words are {'marked as another language' if marked else 'not marked'}",
        problem=f"A screen reader reads these {name} words in a wrong accent.",
        fix=f'Set lang="{spoken.language}" on the element around these words.',
        who=WHO,
        wcag=("3.1.2",),
        severity=Severity.MINOR,
        confidence=confidence,
    )


WHO = "People who use a screen reader or a translator"
TWO_LANGUAGES = Fault(
    rule="two-languages",
    title="A page names two different languages",
    problem="Some programs take one of them and read the whole page in a wrong accent.",
    fix="Give lang and xml:lang of the html element the same language, or leave xml:lang out.",
    who=WHO,
    wcag=("3.1.1",),
    severity=Severity.MINOR,
)
CHECK = Check(
    id="EV-11",
    title="Each page says which language it is in",
    why="Screen readers and translators choose their voice and dictionary by it.",
    dimension="everyone",
    rule=(
        "Share of page states whose html element names the language its text is written in, and "
        "whose parts in another language are marked with that language."
    ),
    fix="Set the lang attribute of the html element to the language of the page.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/language-of-page",
    judge=judge,
    wcag=("3.1.1", "3.1.2"),
)
