"""EV-23: the words that stand for a picture say what it shows."""

from __future__ import annotations

import re

from portal_audit.checks.everyone.describing import phrases, plain
from portal_audit.checks.everyone.observed import Fault, Hit, clean_share, findings, observed
from portal_audit.evidence import Observation, RunEvidence
from portal_audit.finding import Check, Outcome, Severity
from portal_audit.language.wordset import word_set

_GENERIC = phrases(
    """
    image|images|an image|image of|picture|pictures|picture of|photo|photos|photo of|photograph
    graphic|graphics|img|pic|spacer|blank|bullet|alt|alt text|alternative text|placeholder
    image here|untitled|no description|imagen|imagen de|foto|fotografía|gráfico|figure|image alt
    """
)
_UNSURE = word_set("icon logo banner illustration thumbnail avatar hero icono logotipo")
_FILE = re.compile(r"[^/\\]*\.(jpe?g|png|gif|webp|svg|bmp|avif|tiff?|heic|ico)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(img|dsc[nf]?|image|photo|pict?|picture|screenshot|scan|p|wp|pxl)[ _-]*\d{2,}[\d _-]*",
    re.IGNORECASE,
)
_STEM = re.compile(r"\w+([_-]\w+)+|\w*\d\w*", re.ASCII)


def judge(evidence: RunEvidence) -> Outcome:
    pages = [state for state, _ in observed(evidence, "document")]
    if not pages:
        return Outcome.cannot_tell("No page could be read for the words of its pictures.")
    hits: list[Hit] = [
        (fault, state, picture)
        for state, picture in observed(evidence, "picture")
        if (fault := _fault(picture)) is not None
    ]
    share = clean_share(pages, hits)
    note = f"On {share:.0%} of pages, no picture is read out as a file name or just “image”."
    return Outcome.of(share, findings(CHECK.id, hits), note)


def _fault(picture: Observation) -> Fault | None:
    alt, file = str(picture.facts["alt"]).strip(), str(picture.facts["file"])
    words = plain(alt)
    near = str(picture.facts["near"]).casefold()
    if _FILE.fullmatch(alt) or _NUMBERED.fullmatch(alt):
        # on a page about files, the file's name may be just what the picture stands for
        return PERHAPS_NOTHING if alt.casefold() in near else NOTHING
    if words in _GENERIC:
        return NOTHING
    stem = file.rpartition(".")[0].casefold()
    if words in _UNSURE or (stem and alt.casefold() == stem and _STEM.fullmatch(alt)):
        return PERHAPS_NOTHING
    beside = (str(picture.facts["link_text"]), str(picture.facts["beside"]))
    if len(words) > 2 and any(words == plain(each) for each in beside):
        return TWICE
    return None


NOTHING = Fault(
    rule="picture-without-words",
    title="Pictures that are read out as a file name or as “image”",
    problem="A person who cannot see the picture hears a file name, or just that there is one.",
    fix='Describe in alt what the picture tells, or leave alt empty (alt="") if it only decorates.',
    who="People who are blind or have a slow connection",
    wcag=("1.1.1",),
    severity=Severity.MINOR,
)
PERHAPS_NOTHING = Fault(
    rule="picture-with-vague-words",
    title="Pictures whose words may say nothing",
    problem="A person who cannot see the picture may not learn what it shows.",
    fix='Describe in alt what the picture tells: "Riverbend Clinic" instead of "logo".',
    who="People who are blind or have a slow connection",
    wcag=("1.1.1",),
    severity=Severity.COSMETIC,
    confidence="likely",
)
TWICE = Fault(
    rule="picture-said-twice",
    title="Pictures that repeat the words beside them",
    problem="A screen reader says the same words twice.",
    fix='Leave the alt of these pictures empty (alt=""): the words beside them are enough.',
    who="People who use a screen reader",
    wcag=("1.1.1",),
    severity=Severity.COSMETIC,
    confidence="likely",
)
CHECK = Check(
    id="EV-23",
    title="The words for each picture say what it shows",
    why="They are all that a person who cannot see gets of the picture.",
    dimension="everyone",
    rule=(
        "Share of page states without a picture whose text alternative is a file name or a word "
        "such as “image”. Words repeated beside the picture are for a person to look at."
    ),
    fix="Describe what the picture tells, or leave the alternative empty if it only decorates.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/non-text-content",
    judge=judge,
    wcag=("1.1.1",),
)
