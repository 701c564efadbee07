"""How fast text is read, on one core; with a folder of rated texts, how well.

The text is made of the project's own docs, changed a little in each round, so that nothing is
remembered from the round before.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable
from pathlib import Path
from statistics import correlation
from typing import Any

from portal_audit.language.difficulty import difficulty
from portal_audit.language.glossary import shipped_glossary
from portal_audit.language.jargon import find_jargon
from portal_audit.language.readability import grade
from portal_audit.language.words import words

DOCS = Path(__file__).parents[1]
WORDS = 60_000
LEAST = {"readability": 100_000.0, "jargon": 30_000.0}
"""Words a second (the issue's goals)."""
MOST_MB = 300.0


def run(folder: Path | None = None) -> bool:
    """Print the figures; False when a goal is missed."""
    began = time.perf_counter()
    glossary = shipped_glossary()
    find_jargon("Your choledochal coinsurance.", glossary=glossary)
    difficulty("You can call us.")
    print(f"ready after {time.perf_counter() - began:.1f} s")
    paragraphs = _paragraphs()
    met = True
    for name, work in (
        ("readability", lambda: grade(paragraphs, "en")),
        ("jargon", lambda: [find_jargon(each, glossary=glossary) for each in paragraphs]),
        ("sentences", lambda: [difficulty(each) for each in paragraphs]),
    ):
        speed = _speed(work, paragraphs)
        goal = LEAST.get(name)
        met &= goal is None or speed >= goal
        print(f"{name:12} {speed:9,.0f} words/s" + (f"  (goal {goal:,.0f})" if goal else ""))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    met &= memory <= MOST_MB
    print(f"memory       {memory:9,.0f} MB       (goal {MOST_MB:.0f})")
    if folder:
        _accuracy(folder)
    return met


def _paragraphs() -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted(DOCS.glob("*.md"))]
    lines = [line for text in texts for line in text.splitlines() if len(line.split()) > 8]
    found: list[str] = []
    total = 0
    while total < WORDS:
        for line in lines:
            found.append(f"Part {len(found)}. {line}")
            total += len(line.split())
    return found


def _speed(work: Callable[[], object], paragraphs: list[str]) -> float:
    began = time.perf_counter()
    work()
    return sum(len(words(each)) for each in paragraphs) / (time.perf_counter() - began)


def _accuracy(folder: Path) -> None:
    """Against people's ratings and labels, where the folder has them."""
    if (rated := folder / "readmepp_en_dev.jsonl").exists():
        rows = _rows(rated)
        said = [difficulty(row["text"]) for row in rows]
        agree = correlation(said, [row["grade"] for row in rows])
        print(f"sentences    r = {agree:.3f} (general sentences held back)")
    if (seed := folder / "portal_seed.jsonl").exists():
        _spans(_rows(seed))


def _spans(rows: list[dict[str, Any]]) -> None:
    hit = extra = missed = plain = offered = flags = 0
    for row in rows:
        gold = _letters((a, b) for a, b, _ in row["spans"])
        terms = find_jargon(row["text"], glossary=shipped_glossary())
        mine = _letters((term.start, term.end) for term in terms)
        hit, extra, missed = (
            hit + len(gold & mine),
            extra + len(mine - gold),
            missed + len(gold - mine),
        )
        plain += bool(terms and not row["spans"])
        flags += len(terms)
        offered += sum(bool(term.plain) for term in terms)
    print(
        f"jargon       F1 {2 * hit / (2 * hit + extra + missed):.3f} by letters on our own portal "
        f"sentences; {plain} plain ones flagged; plain words for {offered / flags:.0%}"
    )


def _letters(spans: Any) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]
