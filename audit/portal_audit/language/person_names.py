"""People's names as offices and pages write them: titles and degrees off, the order made one.

“Hannah Lee, MD”, “Dr. Hannah M. Lee” and “LEE, Hannah” are one name. Nicknames are left alone: that
Bill is William, nobody can know. The lists of titles and degrees were written for this project.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

_TITLES = (
    "dr dra doctor doctora prof professor mr mrs ms miss mx nurse practitioner physician "
    "assistant midwife"
)
_DEGREES = (
    "md do mbbs mbchb phd ph psyd psy edd dnp dds dmd dpm dpt dvm pharmd rph od np fnp pnp anp "
    "agnp agpcnp pmhnp whnp cnp crnp aprn arnp cnm crna cns pa rn bsn msn lpn lvn cna cma rma ma "
    "mpas mph mba mha ms msc bs bsc lcsw licsw lmsw msw lmft mft lpc lpcc lmhc rd rdn ldn cde "
    "cdces ccrn otr slp faafp faap facp facog facs facc fasam facep fccp faan fidsa frcp frcs bc"
)
_PARTICLES = "de del la las los da dos das di van von der den le el al bin st san"
TITLES = frozenset(_TITLES.split())
DEGREES = frozenset(_DEGREES.split())
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
ALSO_NAMES = frozenset({"do", "ma", "pa"})
"""Degrees that are family or given names as well: Anh Do, Yo-Yo Ma."""
PARTICLES = frozenset(_PARTICLES.split())
"""Small words inside a family name."""

_ABBREVIATED = frozenset({"dr", "dra", "prof"})
"""Titles that stand before nothing but a name."""
_STREETS = frozenset({"blvd", "boulevard", "street", "avenue", "way", "drive", "road", "highway"})
_THINGS = (
    "hospital school library clinic center centre health care team services service program line "
    "office department education medicine pediatrics family internal visit visits summary medical "
    "group associates"
)
_NO_NAMES = _STREETS | frozenset(_THINGS.split())
"""Words with a capital that follow or look like a name and are none."""

SHORTEST_FOR_A_SLIP = 5
"""Letters: a slip in a shorter word makes another name too often (Jon, John). Policy."""
NAME_ENDINGS = "aeinoy"
"""Names that differ only in these at their end belong to two people (Paul, Paula). Policy."""

_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʼ][^\W\d_]+)*")
_NEAR = re.compile(r"-|‐|[\s\"“”()‘’']*")
_COMMA = re.compile(r"\s*,[\s,]*")
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
"""After a name: (she/her), (Family medicine)."""
_NO_ACCENT = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)

Kind = Literal["name", "title", "degree", "initial"]
Gap = Literal["near", "comma", "far"]


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word of a text, as part of a name."""

    folded: str
    kind: Kind
    gap: Gap
    """What stands between it and the `name` word before it: space or hyphen, a comma, other."""
    capital: bool
    """It has a capital letter, wherever: Lee, LEE, deShazo."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PersonName:
    """Who somebody is, whichever way it is written."""

    parts: tuple[str, ...]
    """Folded, the given name first, the family name last."""
    initials: frozenset[str]
    """Letters that stand for middle names."""
    generation: frozenset[str]

    @property
    def middle(self) -> frozenset[str]:
        """First letters of the middle names, as far as they are told."""
        return self.initials | {part[0] for part in self.parts[1:-1] if part not in PARTICLES}


def name_words(text: str) -> tuple[NameWord, ...]:
    """The words of `text`, which is `composed`, with what they would be in a name."""
    words: list[NameWord] = []
    shouted = text.upper() == text
    gap, end = "", 0
    after_a_name = any_name = False
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        if not after_a_name:
            between = between.removeprefix(".")  # of a title, a degree or an initial
        gap += between
        kind = _kind(match[0], comma=_COMMA.fullmatch(between) is not None, shouted=shouted)
        words.append(
            NameWord(
                fold(match[0]),
                kind,
                _gap(gap) if any_name else "far",
                match[0] != match[0].lower(),
                match.start(),
                match.end(),
            )
        )
        end = match.end()
        after_a_name = kind == "name"
        if after_a_name:
            gap, any_name = "", True
    return tuple(words)


def person_name(text: str) -> PersonName | None:
    """The name in `text`, which holds nothing else; None when there is none."""
    words = name_words(turned(text))
    places = [place for place, word in enumerate(words) if word.kind == "name"]
    if not places:
        return None
    last = places[0]
    for place in places[1:]:
        if words[place].gap != "near":
            break  # letters after a comma that we do not know
        last = place
    own = words[: last + 1]
    return PersonName(
        tuple(word.folded for word in own if word.kind == "name"),
        frozenset(word.folded for word in own if word.kind == "initial"),
        frozenset(word.folded for word in words if word.folded in GENERATIONS),
    )


def titled_name(text: str) -> str:
    """The name with a title or degree that `text` (`composed`) begins with; "" without one."""
    words = name_words(text)
    first = next((n for n, word in enumerate(words) if word.kind == "name"), len(words))
    if any(word.kind == "degree" for word in words[:first]):
        return ""
    name: list[NameWord] = []
    behind = first
    for place, word in enumerate(words[first:], first):
        ends = word.kind in ("title", "degree") or word.folded in _NO_NAMES or not word.capital
        if ends or (name and word.kind == "name" and word.gap != "near"):
            break
        behind = place + 1
        if word.kind == "name":
            name.append(word)
    if len(name) not in (2, 3) or any(w.folded in _STREETS for w in words[behind : behind + 2]):
        return ""
    after = words[behind].folded if behind < len(words) else ""
    titled = any(word.folded in _ABBREVIATED for word in words[:first])
    return text[name[0].start : name[-1].end] if titled or after in DEGREES else ""


def turned(text: str) -> str:
    """`Lee, Hannah, MD` as `Hannah Lee, MD`; a name that is the right way round as it is."""
    text = _REMARK.sub("", composed(text))
    family, *rest = [part for part in map(str.strip, text.split(",")) if part] or [""]
    for number, part in enumerate(rest):
        if not _is_credential(part, family):
            others = rest[:number] + rest[number + 1 :]
            return ", ".join((f"{part} {family}", *others))
    return text


def composed(text: str) -> str:
    """`text` as `name_words` wants it: accents one with their letters, white space folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(word: str) -> str:
    """`word` without accents, in small letters; `Lee’s` is `lee`, `O’Brien` is `obrien`."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_NO_ACCENT))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"['’‘ʼ]", "", re.sub(r"['’‘ʼ]s$", "", letters))


def one_slip(written: str, meant: str, *, given: bool) -> bool:
    """Whether `written` is most likely `meant` with one slip of the hand (optimal string alignment
    distance 1): a letter too many, missing or wrong, or two swapped, in a word of five letters or
    more whose first letter is right.

    Policy. A wrong letter in a given name makes another name (Karen, Karin), so it is no slip.
    """
    if min(len(written), len(meant)) < SHORTEST_FOR_A_SLIP or written[0] != meant[0]:
        return False
    if OSA.distance(written, meant, score_cutoff=1) != 1:
        return False
    if not given:
        return True
    wrong_letter = len(written) == len(meant) and sorted(written) != sorted(meant)
    return not wrong_letter and written.rstrip(NAME_ENDINGS) != meant.rstrip(NAME_ENDINGS)


def _kind(word: str, *, comma: bool, shouted: bool) -> Kind:
    folded = fold(word)
    if len(folded) <= 1:
        return "initial"
    if folded in ALSO_NAMES:
        # after a comma, or in capitals among other letters, it is the degree
        return "degree" if comma or (word.isupper() and not shouted) else "name"
    if folded in TITLES:
        return "title"
    return "degree" if folded in DEGREES or folded in GENERATIONS else "name"


def _gap(between: str) -> Gap:
    if _NEAR.fullmatch(between):
        return "near"
    return "comma" if _COMMA.fullmatch(between) else "far"


def _is_credential(part: str, family: str) -> bool:
    """Whether `part`, after a comma, is a title or degree and no given name."""
    words = [word for word in name_words(f"x, {part}") if word.start > 0]
    letters = re.sub(r"[\W_]", "", part)
    if not letters or fold(letters) in DEGREES:
        return True
    if any(word.kind in ("title", "degree") for word in words):
        return all(word.kind != "name" for word in words)
    # "Hannah Lee, ABIHM": capitals after a whole name are letters we do not know
    whole = sum(word.kind == "name" for word in name_words(family)) > 1
    return whole and letters.isupper() and len(letters) > 1 and not family.isupper()
