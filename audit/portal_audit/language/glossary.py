"""Our own list of hard words and the plain words for them: `scenarios/glossary/*.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from portal_audit.errors import FileProblem
from portal_audit.resources import shipped
from portal_audit.yamlfile import line_of, load, load_tree

Kind = Literal["medical", "acronym", "billing"]

OTHER_FILES = frozenset({"labels.yaml", "parts.yaml"})
"""Files of the same folder that hold something else."""


class Spanish(BaseModel):
    """The same hard word on a Spanish page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    term: str = Field(min_length=1)
    variants: tuple[str, ...] = ()
    plain: str = Field(min_length=1)
    means: str = Field(min_length=1)


class Entry(BaseModel):
    """One hard word."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    term: str = Field(min_length=1)
    variants: tuple[str, ...] = ()
    """Other spellings and forms; plain plurals need not be listed."""
    long: str = ""
    """What the letters of an abbreviation stand for."""
    plain: str = Field(min_length=1)
    """The words to say instead."""
    means: str = Field(min_length=1)
    """One short sentence for the patient."""
    familiar: bool = False
    """Most people have met the word: worth a note, never a serious finding."""
    es: Spanish | None = None
    """What the word is called in Spanish, and the plain Spanish words for it."""


class GlossaryFile(BaseModel):
    """One file of the glossary."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    terms: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """An entry with the kind of its file."""

    kind: Kind
    entry: Entry


class Glossary:
    """Looks words up. Abbreviations by their letter case ("PET"), other terms by their words.

    Where two files have the same word, the later one counts: an office's own after ours.
    """

    def __init__(self, files: Iterable[GlossaryFile]) -> None:
        self.acronyms: dict[str, Sense] = {}
        phrases: dict[tuple[str, ...], Sense] = {}
        for file in files:
            for entry in file.terms:
                sense = Sense(file.kind, entry)
                for form in (entry.term, *entry.variants):
                    if file.kind == "acronym":
                        self.acronyms[form] = sense
                    else:
                        phrases[_tokens(form)] = sense
        self._phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
        for tokens in sorted(phrases, key=len, reverse=True):
            self._phrases.setdefault(tokens[0], []).append((tokens, phrases[tokens]))

    def phrases(self, first: str) -> Iterator[tuple[tuple[str, ...], Sense]]:
        """Terms that begin with the folded word `first`, longest first; plurals fold too."""
        yield from self._phrases.get(first, ())
        if stem := singular(first):
            for tokens, sense in self._phrases.get(stem, ()):
                if len(tokens) == 1:
                    yield tokens, sense


def _tokens(form: str) -> tuple[str, ...]:
    return tuple(form.casefold().replace("-", " ").replace(",", "").split())


def singular(word: str) -> str:
    """The word without its plain plural ending, "" when it has none."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return ""


@lru_cache(maxsize=1)
def shipped_glossary() -> Glossary:
    """The glossary that comes with the tool. Raises FileProblem when a file of it is broken."""
    return Glossary(_shipped_files())


@lru_cache(maxsize=1)
def spanish_glossary() -> Glossary:
    """The Spanish words of the shipped glossary, with plain Spanish ones."""
    return Glossary(
        GlossaryFile(
            kind=file.kind,
            terms=tuple(
                Entry(**entry.es.model_dump(), long=entry.long, familiar=entry.familiar)
                for entry in file.terms
                if entry.es
            ),
        )
        for file in _shipped_files()
    )


def glossary_with(own: Iterable[GlossaryFile]) -> Glossary:
    """The shipped glossary with an office's own words, which count before ours."""
    own = tuple(own)
    return Glossary((*_shipped_files(), *own)) if own else shipped_glossary()


@lru_cache(maxsize=1)
def _shipped_files() -> tuple[GlossaryFile, ...]:
    return read_files(shipped("scenarios") / "glossary")


def read_own(path: Path) -> GlossaryFile:
    """An office's own file of words. Raises FileProblem with file, line and remedy."""
    return load(path, GlossaryFile)


def read_files(folder: Path) -> tuple[GlossaryFile, ...]:
    """Every file of a glossary. Raises FileProblem, also when a word is listed twice."""
    paths = sorted(path for path in folder.glob("*.yaml") if path.name not in OTHER_FILES)
    files = tuple(load(path, GlossaryFile) for path in paths)
    seen: dict[str, tuple[Path, str]] = {}
    for path, file in zip(paths, files, strict=True):
        for number, entry in enumerate(file.terms):
            for form in (entry.term, *entry.variants):
                key = form if file.kind == "acronym" else form.casefold()
                if key in seen:
                    other, term = seen[key]
                    raise FileProblem(
                        path,
                        f'"{form}" is listed twice: under "{term}" in {other.name} and under '
                        f'"{entry.term}".',
                        "Keep one of them.",
                        line_of(load_tree(path), ("terms", number)),
                    )
                seen[key] = (path, entry.term)
    return files
