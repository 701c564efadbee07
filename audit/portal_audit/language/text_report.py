"""What `portal-audit text` says about a text."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from statistics import fmean

from portal_audit.language.difficulty import difficulty
from portal_audit.language.glossary import Glossary, shipped_glossary
from portal_audit.language.jargon import Term, find_jargon
from portal_audit.language.languages import language_of, name_of
from portal_audit.language.pasted import blocks, without_markup
from portal_audit.language.readability import Grade, grade
from portal_audit.language.sentences import sentences
from portal_audit.language.spans import Spans

_HARDEST = 5
_SHOWN_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class HardSentence:
    """One sentence with its difficulty."""

    text: str
    score: float
    """0 (easy) to 100; see `difficulty`."""


@dataclass(frozen=True, slots=True)
class TextReport:
    """How hard a text is, which words may not be known, and what to say instead."""

    grade: Grade
    score: float | None
    """Mean difficulty of its sentences, 0 to 100; None when nothing is English."""
    hardest: tuple[HardSentence, ...]
    jargon: tuple[Term, ...]
    """Terms that the text does not explain; places count characters of the given text."""
    notes: tuple[str, ...]
    """What a reader must know to trust the numbers; plain sentences."""

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
            "hardest": [{"text": s.text, "score": _rounded(s.score)} for s in self.hardest],
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
        lines.extend(self.notes)
        if self.hardest:
            lines += ["", "Hardest sentences (0 easy, 100 hard):"]
            lines += [f"  {s.score:3.0f}  {_short(s.text)}" for s in self.hardest]
        if self.jargon:
            lines += ["", "Words a patient may not know:"]
            lines += [f"  {line}" for line in _word_list(self.jargon)]
        elif self.score is not None:
            lines += ["", "No word found that a patient may not know."]
        return "\n".join(lines)


def analyse(text: str, glossary: Glossary | None = None) -> TextReport:
    """Report on `text`: plain text, or HTML pasted as text.

    English is measured; paragraphs in other languages are named in the notes and left out.
    """
    glossary = glossary or shipped_glossary()
    cleaned, had_tags = without_markup(text)
    english: list[str] = []
    foreign: list[tuple[int, int]] = []
    languages: set[str] = set()
    for start, end in blocks(cleaned):
        language = language_of(cleaned[start:end])
        if language in {"", "en"}:
            english.append(cleaned[start:end])
        else:
            foreign.append((start, end))
            languages.add(language)
    notes = ["HTML tags were left out."] if had_tags else []
    if not english and languages:
        language = min(languages)
        notes.append(f"Not graded, language {', '.join(sorted(map(name_of, languages)))}.")
        return TextReport(_nothing(language), None, (), (), tuple(notes))
    if languages:
        notes.append(f"Parts in {', '.join(sorted(map(name_of, languages)))} were left out.")
    whole = grade(english, "en")
    if not text.strip():
        notes.append("There is no text.")
    elif whole.note:
        notes.append(whole.note)
    elsewhere = Spans(foreign)
    terms = tuple(
        term
        for term in find_jargon(cleaned, glossary=glossary)
        if not term.explained and not elsewhere.touches(term.start, term.end)
    )
    split = [sentence for block in english for sentence in sentences(block)]
    rated = {sentence: difficulty(sentence) for sentence in split}
    score = fmean(rated[sentence] for sentence in split) if split else None
    hardest = tuple(
        HardSentence(sentence, rated[sentence])
        for sentence in nlargest(_HARDEST, rated, key=lambda sentence: rated[sentence])
    )
    return TextReport(whole, score, hardest, terms, tuple(notes))


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


def _word_list(terms: tuple[Term, ...]) -> list[str]:
    """One line for each term, the most frequent first."""
    counts: dict[str, int] = {}
    first: dict[str, Term] = {}
    for term in terms:
        counts[term.term] = counts.get(term.term, 0) + 1
        first.setdefault(term.term, term)
    lines = []
    for name in sorted(counts, key=lambda name: (-counts[name], name.casefold())):
        times = f" ({counts[name]} times)" if counts[name] > 1 else ""
        advice = first[name].plain or "explain it, or use a plainer word"
        lines.append(f"{_short(name)}{times}: {advice}")
    return lines
