"""What `portal-audit text` says about a text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from heapq import nlargest

from portal_audit.language.difficulty import difficulty, of_harder_half
from portal_audit.language.glossary import Glossary, shipped_glossary, spanish_glossary
from portal_audit.language.jargon import Term, find_jargon
from portal_audit.language.languages import language_of, name_of
from portal_audit.language.pasted import blocks, without_markup
from portal_audit.language.readability import Grade, grade
from portal_audit.language.rewrite import with_plain_words
from portal_audit.language.sentences import sentences
from portal_audit.language.spanish import spanish_grade
from portal_audit.language.spans import Spans

_HARDEST, _NOT_HARD = 10, 20.0
_SHOWN_CHARACTERS = 200
_MARKED_CHARACTERS = 4_000
CHECK_THE_MEANING = "Plain words are suggestions: have someone who knows check the meaning."


@dataclass(frozen=True, slots=True)
class HardSentence:
    """One sentence with its difficulty."""

    text: str
    score: float
    """0 (easy) to 100; see `difficulty`."""
    plainer: str = ""
    """With the plain words put in, for a person to check; "" when there are none to put in."""


@dataclass(frozen=True, slots=True)
class TextReport:
    """How hard a text is, which words may not be known, and what to say instead."""

    grade: Grade
    score: float | None
    """`of_harder_half` of its sentences, 0 to 100; None when nothing is English."""
    hardest: tuple[HardSentence, ...]
    jargon: tuple[Term, ...]
    """Terms that the text does not explain; places count characters of the given text."""
    notes: tuple[str, ...]
    """What a reader must know to trust the numbers; plain sentences."""
    text: str = ""
    """What was looked at: the given text, tags and control characters blanked."""

    def to_dict(self) -> dict[str, object]:
        """Everything, ready for JSON."""
        return {
            "grade": _rounded(self.grade.median),
            "flesch_kincaid": _rounded(self.grade.fkgl),
            "smog": _rounded(self.grade.smog),
            "coleman_liau": _rounded(self.grade.coleman_liau),
            "words": self.grade.words,
            "sentences": self.grade.sentences,
            "mean_sentence_words": _rounded(self.grade.mean_sentence_words),
            "language": self.grade.lang,
            "score": _rounded(self.score),
            "hardest": [
                {"text": s.text, "score": _rounded(s.score), "plainer": s.plainer}
                for s in self.hardest
            ],
            "jargon": [{**_place(term), "means": term.means} for term in self.jargon],
            "notes": list(self.notes),
        }

    def to_jsonl(self, id: object) -> dict[str, object]:
        """The short form, one line for each text. `grade` is null when it was not graded."""
        return {
            "id": id,
            "grade": _rounded(self.grade.median),
            "score": _rounded(self.score),
            "jargon": [_place(term) for term in self.jargon],
        }

    def __str__(self) -> str:
        lines = [*self.summary(), *self.notes]
        if self.jargon:
            lines += ["", "Your text, hard words in [brackets]:", "", self.marked()]
        if self.hardest:
            lines += ["", "Hardest sentences (0 easy, 100 hard):"]
            for sentence in self.hardest:
                lines.append(f"  {sentence.score:3.0f}  {_short(sentence.text)}")
                if sentence.plainer:
                    lines.append(f"       perhaps: {_short(sentence.plainer)}")
        if self.jargon:
            lines += ["", "Words a patient may not know:"]
            lines += [f"  {word}{_times(n)}: {advice}" for word, n, advice in self.advice()]
            lines += ["", CHECK_THE_MEANING]
        elif self.score is not None:
            lines += ["", "No word found that a patient may not know."]
        return "\n".join(lines)

    def summary(self) -> list[str]:
        """The grades and counts, one sentence each."""
        lines = []
        if self.grade.median is not None:
            lines.append(
                f"School grade {self.grade.median:.1f} (6 or less is plain). "
                f"Flesch-Kincaid {self.grade.fkgl:.1f}, SMOG {self.grade.smog:.1f}, "
                f"Coleman-Liau {self.grade.coleman_liau:.1f}."
            )
        if self.grade.sentences:
            lines.append(
                f"{self.grade.words} words in {self.grade.sentences} sentences, "
                f"{self.grade.mean_sentence_words:.0f} words a sentence."
            )
        return lines

    def pieces(self) -> Iterator[tuple[str, Term | None]]:
        """The text from first to last, with the term that a piece is."""
        at = 0
        for term in self.jargon:
            if term.start >= at:
                yield self.text[at : term.start], None
                yield self.text[term.start : term.end], term
                at = term.end
        yield self.text[at:], None

    def marked(self) -> str:
        """The text with its hard words in brackets, its beginning when it is long."""
        whole = "".join(f"[{piece}]" if term else piece for piece, term in self.pieces())
        folded = "\n".join(" ".join(line.split()) for line in whole.splitlines())
        folded = re.sub(r"\n{3,}", "\n\n", folded).strip()
        if len(folded) <= _MARKED_CHARACTERS:
            return folded
        return f"{folded[:_MARKED_CHARACTERS]}… (--html shows all of it)"

    def advice(self) -> list[tuple[str, int, str]]:
        """Each hard word, how often, and what to say instead; the most frequent first, and those
        that are as frequent in the order of the text."""
        counts = Counter(term.term for term in self.jargon)
        first = {term.term: term for term in reversed(self.jargon)}
        return [
            (_short(name), counts[name], _advice(first[name]))
            for name in sorted(counts, key=lambda name: (-counts[name], first[name].start))
        ]


def analyse(text: str, glossary: Glossary | None = None, *, thorough: bool = False) -> TextReport:
    """Report on `text`: plain text, or HTML pasted as text; `thorough` as in `find_jargon`.

    English is measured; Spanish is graded by its own formula and looked through for hard words;
    paragraphs in other languages are named in the notes and left out.
    """
    glossary = glossary or shipped_glossary()
    cleaned, had_tags = without_markup(text)
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in blocks(cleaned):
        places[language_of(cleaned[start:end]) or "en"].append((start, end))
    parts = {code: [cleaned[a:b] for a, b in found] for code, found in places.items()}
    notes = ["HTML tags were left out."] if had_tags else []
    search = partial(find_jargon, glossary=glossary, thorough=thorough)
    in_spanish = partial(find_jargon, glossary=spanish_glossary(), listed_only=True)
    terms = _unexplained(cleaned, places["en"], search) if places["en"] else []
    if "es" in parts:
        notes.append(spanish_grade(parts["es"]).note)
        terms += _unexplained(cleaned, places["es"], in_spanish)
    others = ", ".join(sorted(name_of(code) for code in parts if code not in ("en", "es")))
    terms.sort(key=lambda term: term.start)
    if not parts.get("en") and parts.keys() - {"en"}:
        if others:
            notes.append(f"Not graded, language {others}.")
        language = min(code for code in parts if code != "en")
        return TextReport(_nothing(language), None, (), tuple(terms), tuple(notes), cleaned)
    if others:
        notes.append(f"Parts in {others} were left out.")
    english = parts.get("en", [])
    whole = grade(english, "en")
    if not text.strip():
        notes.append("There is no text.")
    elif whole.note:
        notes.append(whole.note)
    split = [sentence for block in english for sentence in sentences(block)]
    rated = {sentence: difficulty(sentence) for sentence in split}
    score = of_harder_half([rated[sentence] for sentence in split]) if split else None
    unknown = {term.term for term in terms}
    hardest = tuple(
        HardSentence(sentence, rated[sentence], _plainer(sentence, unknown, glossary))
        for sentence in nlargest(_HARDEST, rated, key=lambda sentence: rated[sentence])
        if rated[sentence] >= _NOT_HARD
    )
    return TextReport(whole, score, hardest, tuple(terms), tuple(notes), cleaned)


def _unexplained(
    text: str, places: list[tuple[int, int]], search: Callable[[str], list[Term]]
) -> list[Term]:
    """Hard words at these places that the text does not explain anywhere."""
    here = Spans(places)
    return [
        term for term in search(text) if not term.explained and here.touches(term.start, term.end)
    ]


def _plainer(sentence: str, unknown: Collection[str], glossary: Glossary) -> str:
    terms = [t for t in find_jargon(sentence, glossary=glossary) if t.term in unknown]
    plainer = with_plain_words(sentence, terms)
    return plainer if plainer != sentence else ""


def _nothing(language: str) -> Grade:
    return Grade(0, 0, None, None, None, None, 0.0, True, language)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _place(term: Term) -> dict[str, object]:
    return {
        "start": term.start,
        "end": term.end,
        "term": term.term,
        "kind": term.kind,
        "plain": term.plain,
    }


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"


def _advice(term: Term) -> str:
    if term.medicine:
        return "the name of a medicine; say what it is for"
    if not term.plain:
        return "explain it, or use a plainer word"
    return term.plain if term.listed else f"perhaps {term.plain}"


def _times(number: int) -> str:
    return f" ({number} times)" if number > 1 else ""
