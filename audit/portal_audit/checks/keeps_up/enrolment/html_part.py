"""EM-11: the HTML of the e-mail can be read by everyone.

As a real browser shows it, looked at by axe and by the probes that pages are looked at with. Gmail
cuts an e-mail after 102 kB and hides the rest behind a link.
"""

from __future__ import annotations

from collections.abc import Iterable

from portal_audit.checks.keeps_up.enrolment.judging import em, found
from portal_audit.checks.pages import counted
from portal_audit.evidence import AxeHit, Mail, PageState, RunEvidence
from portal_audit.finding import Finding, Outcome, Severity
from portal_audit.language.words import words

MOST_BYTES = 102_000
SMALLEST = 14
SMALL_PRINT = 0.1
"""Share of the characters that may be smaller (policy): an address in the footer."""
FEW_WORDS = 20
"""With fewer words besides its pictures, the pictures are the message."""
NOT_SHOWN = "The e-mail was not shown in a browser."
ALT = frozenset({"image-alt", "input-image-alt", "area-alt", "role-img-alt", "svg-img-alt"})
CONTRAST = frozenset({"color-contrast"})


def judge(evidence: RunEvidence, mail: Mail) -> Outcome:
    if not mail.has_html:
        return Outcome.not_applicable("It is plain text, which everyone can enlarge and have read.")
    page = evidence.mail_page
    findings = [*_too_large(mail), *_only_pictures(mail)]
    if page is None or page.axe is None:
        if findings:
            return Outcome.of(0.0, findings, f"{_told(findings)} {NOT_SHOWN}")
        return Outcome.cannot_tell(NOT_SHOWN)
    findings += [*_language(page), *_alternatives(page), *_contrast(page), *_small(page)]
    if findings:
        return Outcome.of(0.0, findings, _told(findings))
    kilobytes = max(1, round(mail.html_bytes / 1000))
    return Outcome.passed(
        f"Language, pictures, contrast and text size are in order; {kilobytes} kB."
    )


def _told(findings: Iterable[Finding]) -> str:
    return f"What is wrong: {'; '.join(f.title[:1].casefold() + f.title[1:] for f in findings)}."


def _too_large(mail: Mail) -> list[Finding]:
    if mail.html_bytes < MOST_BYTES:
        return []
    return [
        found(
            "EM-11",
            "The e-mail is too large and gets cut",
            f"Gmail shows the first 102 kB of {mail.html_bytes / 1000:.0f} and hides the rest.",
            "Take out styles and markup that nothing needs.",
            about="size",
        )
    ]


def _only_pictures(mail: Mail) -> list[Finding]:
    said = sum(len(words(block)) for block in mail.html)
    seen = [picture for picture in mail.pictures if not picture.unseen]
    if said >= FEW_WORDS or not seen:
        return []
    return [
        found(
            "EM-11",
            "The words of the e-mail stand in pictures",
            "Most mail programs show no pictures at first: a person sees an empty message. It "
            "cannot be enlarged, translated or read aloud.",
            "Write the words as text; keep pictures for what is no text.",
            severity=Severity.MAJOR,
            about="words in pictures",
        )
    ]


def _language(page: PageState) -> list[Finding]:
    blocks = page.blocks or ()
    # Web mailboxes throw <html> away, so that a wrapper's `lang` is as good or better.
    if page.lang or (blocks and all(block.lang for block in blocks)):
        return []
    return [
        found(
            "EM-11",
            "The e-mail does not say which language it is in",
            "A screen reader may read it with the sounds of another language.",
            'Add lang="en" to the <html> and to the outermost table or div.',
            about="language",
        )
    ]


def _hits(page: PageState, rules: frozenset[str]) -> list[AxeHit]:
    return [hit for hit in (page.axe.violations if page.axe else ()) if hit.rule in rules]


def _alternatives(page: PageState) -> list[Finding]:
    hits = _hits(page, ALT)
    if not hits:
        return []
    return [
        found(
            "EM-11",
            f"No text alternative: {counted(sum(hit.total for hit in hits), 'picture')}",
            "A person who hears the mail, or whose program shows no pictures, does not know what "
            "they say.",
            'Describe each picture in alt="..."; give pictures that say nothing alt="".',
            severity=Severity.MAJOR,
            about="text alternatives",
            words=hits[0].nodes[0].snippet if hits[0].nodes else "",
        )
    ]


def _contrast(page: PageState) -> list[Finding]:
    hits = _hits(page, CONTRAST)
    if not hits:
        return []
    return [
        found(
            "EM-11",
            f"Text too pale: {counted(sum(hit.total for hit in hits), 'place')}",
            "A person with weak eyes, or in the sun, cannot read it.",
            "Make the text darker: at least 4.5 to 1 against what is behind it.",
            severity=Severity.MAJOR,
            about="contrast",
            words=hits[0].nodes[0].snippet if hits[0].nodes else "",
        )
    ]


def _small(page: PageState) -> list[Finding]:
    facts = next((o.facts for o in page.observations if o.kind == "letter"), {})
    characters, small = float(facts.get("characters", 0)), float(facts.get("small", 0))
    if not characters or small / characters <= SMALL_PRINT:
        return []
    place = next((o.snippet for o in page.observations if o.kind == "small-print"), "")
    least = float(facts.get("least", 0))
    return [
        found(
            "EM-11",
            f"{small / characters:.0%} of the text is smaller than {SMALLEST} pixels",
            f"A person must enlarge it to read it; the smallest has {least:g} pixels.",
            f"Set the text in {SMALLEST} pixels or more, better 16.",
            about="small text",
            words=place,
        )
    ]


CHECK = em(
    "EM-11",
    "The e-mail can be read by everyone",
    judge,
    why="Many who are invited see badly, read on a phone or have mail read to them.",
    rule="The HTML states its language; pictures have text alternatives; text has enough contrast "
    "and at least 14 pixels (up to a tenth may be smaller); no words in pictures only; less than "
    "102 kB.",
    fix="Repair what is listed.",
    source="https://www.w3.org/TR/WCAG22/",
)
