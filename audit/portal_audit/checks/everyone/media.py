"""EV-26: what a recording says and shows can also be read.

Only a person can tell whether a recording has speech, so nothing here is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal_audit.checks.everyone.observed import Fault, Hit, findings, observed
from portal_audit.evidence import Observation, RunEvidence
from portal_audit.finding import Check, Outcome, Severity

_TRANSCRIPT = re.compile(
    r"transcript|transcripci|text version|versión en texto|read (it )?instead|full text|text of the"
    r"|caption|subtítul",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(r"audio.?descri|described version|descripci", re.IGNORECASE)


def judge(evidence: RunEvidence) -> Outcome:
    pages = [state for state, _ in observed(evidence, "document")]
    if not pages:
        return Outcome.cannot_tell("No page could be read for its recordings.")
    recordings = list(observed(evidence, "recording"))
    hits: list[Hit] = [(f, state, seen) for state, seen in recordings for f in _faults(seen)]
    note = f"{len(recordings)} recordings seen; a person must hear whether they need words."
    if not recordings:
        note = "No recordings were seen."
    return Outcome.of(1.0, findings(CHECK.id, hits), note)


def _faults(recording: Observation) -> Iterator[Fault]:
    facts = recording.facts
    near, tracks = str(facts["near"]), str(facts["tracks"]).split()
    if facts["decorative"] or (facts["muted"] and facts["autoplay"] and facts["loop"]):
        return  # a moving background
    has_text = _TRANSCRIPT.search(near) is not None
    if facts["what"] == "audio":
        if not has_text:
            yield SOUND
        return
    if not has_text and not {"captions", "subtitles"} & set(tracks):
        yield CAPTIONS
    if not has_text and "descriptions" not in tracks and not _DESCRIBED.search(near):
        yield DESCRIPTION


CAPTIONS = Fault(
    rule="no-captions",
    title="Videos without captions",
    problem="A person who does not hear well misses everything that is said.",
    fix="Add captions to the video, and a link to the text of what is said.",
    who="People who are deaf or hard of hearing, and everyone in a waiting room",
    wcag=("1.2.2",),
    severity=Severity.MINOR,
    confidence="likely",
)
DESCRIPTION = Fault(
    rule="no-description",
    title="Videos without a description of what they show",
    problem="A person who cannot see the video misses what is only shown and not said.",
    fix="Describe in words what the video shows: in a text beside it or on its sound track.",
    who="People who are blind",
    wcag=("1.2.1", "1.2.3", "1.2.5"),
    severity=Severity.COSMETIC,
    confidence="likely",
)
SOUND = Fault(
    rule="no-transcript",
    title="Sound recordings without a text",
    problem="A person who does not hear well gets nothing of the recording.",
    fix="Put the text of what is said beside the recording.",
    who="People who are deaf or hard of hearing",
    wcag=("1.2.1",),
    severity=Severity.MINOR,
    confidence="likely",
)
CHECK = Check(
    id="EV-26",
    title="Recordings can be read as well",
    why="Not everyone can hear, and a waiting room is no place for sound.",
    dimension="everyone",
    rule=(
        "Videos without captions and sound without a text beside it are listed for a person to "
        "look at; they take no points."
    ),
    fix="Add captions, and the text of the recording.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/captions-prerecorded",
    judge=judge,
    wcag=("1.2.1", "1.2.2", "1.2.3", "1.2.5"),
)
