"""EV-25: instructions do not rest on the shape, colour or place of a thing alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal_audit.checks.everyone.observed import Fault, Hit, findings
from portal_audit.evidence import Observation, RunEvidence
from portal_audit.finding import Check, Outcome, Severity

_THING = (
    r"(?:button|link|box|icon|field|arrow|menu|column|panel|section|circle|square|triangle|tab"
    r"|botón|enlace|casilla|icono|ícono|campo|flecha|menú|columna|círculo|cuadro)s?"
)
_LOOK = (
    r"(?:green|red|blue|yellow|orange|purple|gray|grey|black|white|pink|round|square|oval|circular"
    r"|triangular|large|larger|small|smaller|big|bold|bright)"
)
_LOOK_ES = r"(?:verde|roj[oa]|azul|amarill[oa]|gris|redond[oa]|cuadrad[oa]|grande|pequeñ[oa])"
_PATTERNS = (
    rf"\b(?:the|this|that|a|each)\s+{_LOOK}\s+{_THING}\b",
    rf"\b{_THING}\s+(?:\w+\s+){{0,2}}(?:on|to|at|in)\s+(?:the|your)\s+(?:\w+\s+)?"
    r"(?:left|right|top|bottom|upper|lower)\b",
    rf"\b(?:the|use)\s+(?:left|right|top|bottom|upper|lower)(?:-hand)?\s+{_THING}\b",
    rf"\b{_THING}\s+{_LOOK_ES}\b",
    rf"\b{_THING}\s+(?:\w+\s+){{0,2}}(?:a|de)\s+la\s+(?:izquierda|derecha)\b",
)
_REFERENCE = re.compile("|".join(_PATTERNS), re.IGNORECASE)
_NAMED = re.compile(r"[\"“”«»]|\b(?:called|named|labell?ed|marked|llamad[oa])\b", re.IGNORECASE)
"""The sentence names the thing too."""


def judge(evidence: RunEvidence) -> Outcome:
    states = [state for state in evidence.seen() if state.blocks is not None]
    if not states:
        return Outcome.cannot_tell("No page could be read for its instructions.")
    found = findings(CHECK.id, _hits(evidence))
    count = len(found[0].where) if found else 0
    return Outcome.of(1.0, found, f"{count} instructions to look at: they may rest on looks alone.")


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state in evidence.seen():
        for block in state.blocks or ():
            for sentence in re.split(r"(?<=[.!?])\s+", block.text):
                if _REFERENCE.search(sentence) and not _NAMED.search(sentence):
                    seen = Observation(
                        kind="sentence", target=block.target, snippet=sentence[:300], box=block.box
                    )
                    yield LOOKS, state, seen


LOOKS = Fault(
    rule="looks-alone",
    title="Instructions that need the eye",
    problem="A person who cannot see where or which colour the thing is cannot follow them.",
    fix='Name the thing as well: "the green Send button", "the Filters box on the right".',
    who="People who are blind or do not see colours well",
    wcag=("1.3.3",),
    severity=Severity.COSMETIC,
    confidence="likely",
)
CHECK = Check(
    id="EV-25",
    title="Instructions do not rest on looks alone",
    why="“Press the green button” helps nobody who cannot see which one is green.",
    dimension="everyone",
    rule=(
        "Sentences that name a thing by its colour, shape or place only are listed for a person to "
        "look at; they take no points."
    ),
    fix="Give the thing's name beside its looks.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/sensory-characteristics",
    judge=judge,
    wcag=("1.3.3",),
)
