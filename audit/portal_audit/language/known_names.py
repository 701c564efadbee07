"""Find people in texts by their names, as the texts write them: in full, with a slip, or short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from portal_audit.language.person_names import (
    PARTICLES,
    NameWord,
    PersonName,
    name_words,
    one_slip,
)

How = Literal["whole", "slip", "short"]
"""Given and family name; one of them with a slip of the hand; “Dr. Lee” or “H. Lee”."""

MOST_BETWEEN = 2
"""Middle names that may stand between the given and the family name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names somebody who is known."""

    people: tuple[int, ...]
    """Their numbers; several when they bear the same name."""
    how: How
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Pair:
    """A given and a family name that stand together in a text."""

    parts: tuple[NameWord, ...]
    """The given name first, the family name last."""
    initials: frozenset[str]
    turned: bool
    places: range
    """Which words of the text it covers."""

    @property
    def ends(self) -> tuple[str, str]:
        return self.parts[0].folded, self.parts[-1].folded

    @property
    def between(self) -> tuple[NameWord, ...]:
        """Middle names; the small words of a family name are none."""
        return tuple(word for word in self.parts[1:-1] if word.folded not in PARTICLES)

    @property
    def middle(self) -> frozenset[str]:
        return self.initials | {word.folded[0] for word in self.between}


class KnownNames:
    """Finds people in texts by their names."""

    def __init__(self, names: Sequence[PersonName | None]) -> None:
        """`names[n]` is that of person `n`; None for somebody who cannot be found."""
        self._names = {n: name for n, name in enumerate(names) if name}
        self._by_parts: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_ends: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_given: dict[str, list[int]] = defaultdict(list)
        self._by_family: dict[str, list[int]] = defaultdict(list)
        for n, name in self._names.items():
            parts = name.parts
            self._by_family[parts[-1]].append(n)
            if len(parts) == 1:
                continue
            self._by_given[parts[0]].append(n)
            self._by_ends[parts[0], parts[-1]].append(n)
            if len(parts) > 2:
                self._by_parts[parts].append(n)
                self._by_parts[parts[:2]].append(n)  # Maria Garcia for Maria Garcia Lopez

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Who is named in `text`, which is `composed`; no word belongs to two people's names."""
        words = name_words(text)
        shown_small = text.islower()  # and made large by the page's style
        pairs = [
            pair
            for pair in _pairs(words)
            if shown_small or (pair.parts[0].capital and pair.parts[-1].capital)
        ]
        rules: tuple[tuple[How, Callable[[_Pair], tuple[int, ...]]], ...] = (
            ("whole", lambda pair: self._with_parts(pair) if pair.between else ()),
            ("whole", self._with_ends),
            ("whole", self._with_parts),
            ("slip", lambda pair: () if shown_small else self._with_slip(pair)),
        )
        taken: set[int] = set()
        found: list[Mention] = []
        for how, people_of in rules:
            for pair in pairs:
                if taken.isdisjoint(pair.places) and (people := people_of(pair)):
                    taken.update(pair.places)
                    start, end = words[pair.places[0]].start, words[pair.places[-1]].end
                    found.append(Mention(people, how, start, end))
        found += self._short(words, taken)
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _with_parts(self, pair: _Pair) -> tuple[int, ...]:
        return tuple(self._by_parts.get(tuple(word.folded for word in pair.parts), ()))

    def _with_ends(self, pair: _Pair) -> tuple[int, ...]:
        if pair.turned and pair.between:
            return ()  # “Samuel Lee, Hannah Kim” is not Hannah Lee
        return self._fitting(pair, self._by_ends.get(pair.ends, ()))

    def _with_slip(self, pair: _Pair) -> tuple[int, ...]:
        """One end is right and the other one slip away, for one person only."""
        given, family = pair.ends
        close = [
            n
            for n in self._by_family.get(family, ())
            if len(self._names[n].parts) > 1
            and one_slip(given, self._names[n].parts[0], given=True)
        ]
        close += [
            n
            for n in self._by_given.get(given, ())
            if one_slip(family, self._names[n].parts[-1], given=False)
        ]
        if len(close) != 1 or (pair.turned and pair.between):
            return ()
        return self._fitting(pair, close)

    def _fitting(self, pair: _Pair, people: Iterable[int]) -> tuple[int, ...]:
        """Those with the same middle name; else those about whom one of both says nothing."""
        same, open_ = [], []
        for n in people:
            if pair.middle & self._names[n].middle:
                same.append(n)
            elif not (pair.middle and self._names[n].middle):
                open_.append(n)
        return tuple(same or open_)

    def _short(self, words: Sequence[NameWord], taken: set[int]) -> Iterator[Mention]:
        """“Dr. Lee” and “H. Lee”, when only one of the known people is called so."""
        alone = sum(word.kind == "name" for word in words) == 1
        for place, word in enumerate(words):
            if word.kind != "name" or place in taken or not word.capital:
                continue
            before = words[place - 1] if place else None
            after = words[place + 1] if place + 1 < len(words) else None
            if after and after.kind == "name" and after.gap == "near" and after.capital:
                continue  # “Dr. Lee Anderson”
            people = self._by_family.get(word.folded, [])
            if before and before.kind == "initial" and before.capital and word.gap != "near":
                people = [n for n in people if before.folded in self._first_letters(n)]
            elif before and before.kind == "title" and word.start - before.end <= 2:
                pass
            elif alone or word.gap == "near":  # “Hannah Lee”, and the list has only “Dr. Lee”
                letters = {before.folded[0]} if before and not alone else set()
                people = [n for n in people if self._is_only(n, letters)]
            else:
                continue
            if len(people) == 1:
                yield Mention((people[0],), "short", (before or word).start, word.end)

    def _is_only(self, n: int, letters: set[str]) -> bool:
        """Known by the family name alone, or with initials that are among `letters`."""
        name = self._names[n]
        return len(name.parts) == 1 and (not name.initials or bool(name.initials & letters))

    def _first_letters(self, n: int) -> frozenset[str]:
        name = self._names[n]
        return frozenset(name.parts[0][0]) if len(name.parts) > 1 else name.initials


def _pairs(words: Sequence[NameWord]) -> Iterator[_Pair]:
    """Every given name with a family name, those that stand closest first."""
    names = [place for place, word in enumerate(words) if word.kind == "name"]
    forward: list[_Pair] = []
    turned_round: list[_Pair] = []
    for number, first in enumerate(names):
        parts = [words[first]]
        for place in names[number + 1 :]:
            if words[place].gap == "comma" and words[first].gap != "near":
                turned_round.append(_turned_pair(words, first, place, parts))
            if words[place].gap != "near":
                break
            parts.append(words[place])
            initials = _initials(words[first:place])
            pair = _Pair(tuple(parts), initials, False, range(first, place + 1))
            if len(pair.between) > MOST_BETWEEN:
                break
            forward.append(pair)
    yield from sorted(forward, key=lambda pair: len(pair.parts))
    yield from turned_round


def _turned_pair(
    words: Sequence[NameWord], first: int, place: int, family: Sequence[NameWord]
) -> _Pair:
    """`Garcia Lopez, Ana M.`"""
    end = place + 1
    while end < len(words) and words[end].kind == "initial":
        end += 1
    initials = _initials(words[first:end])
    return _Pair((words[place], *family), initials, True, range(first, end))


def _initials(words: Iterable[NameWord]) -> frozenset[str]:
    return frozenset(word.folded for word in words if word.kind == "initial")
