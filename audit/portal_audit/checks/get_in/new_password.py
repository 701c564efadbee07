"""GI-09: the rules for a new password are reasonable, and said before it is sent.

Judged by the words of the pages that ask for one, by the fields' own limits, and, where the exam
`new-password` was made, by what became of long and of plain passwords that were typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal_audit.checks.get_in.pages import (
    ASIDE,
    PASSWORD_WORD,
    fields,
    new_password_fields,
    new_password_pages,
)
from portal_audit.checks.get_in.password_rules import (
    expiry_said,
    kinds_demanded,
    longest_said,
    says_length,
)
from portal_audit.checks.pages import once, quoted
from portal_audit.evidence import Block, Control, Observation, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

EXAM = "new-password"
LONGEST = 64
"""Characters that a password field should take at least (SP 800-63B-4)."""
TOO_SHORT = 16
"""A field that takes fewer leaves no room for a phrase of a few words."""
PHRASE = 64
"""Characters of the longest thing that the exam types."""
WORD = 15
"""Characters of its word without a space."""
PARTS = 4
NOWHERE = (
    "No page that asks for a new password was seen. The tasks “activate-account” and "
    "“forgot-password” would show one."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A page that asks for a new password."""

    state: PageState
    fields: tuple[Control, ...]
    typed: tuple[Observation, ...]
    """What the exam saw, by what was typed; empty when it was not made."""

    @property
    def texts(self) -> list[str]:
        """Everything on the page that may state a rule, what showed up in the field included."""
        words = [block.text for block in self._blocks]
        words += [said for field in self.fields for said in (field.name, field.placeholder)]
        return words + [str(seen.facts.get("hint", "")) for seen in self.typed[:1]]

    @property
    def texts_beforehand(self) -> list[str]:
        """The same without what only an error message says."""
        errors = {block.text for block in self._blocks if block.kind == "error"}
        return [words for words in self.texts if words not in errors]

    @property
    def texts_of_this_field(self) -> list[str]:
        """The same without what stands below another field, which it is about."""
        others = {block.text for block in self._blocks if self._is_about_another(block)}
        return [words for words in self.texts if words not in others]

    @property
    def answers(self) -> list[str]:
        """What the page said when passwords had been typed."""
        return [str(seen.facts.get("says", "")) for seen in self.typed]

    def place(self, snippet: str = "") -> Place:
        field = self.fields[0]
        return Place.on(self.state, field.target, snippet or field.name, field.box)

    @property
    def _blocks(self) -> Iterator[Block]:
        for block in self.state.blocks or ():
            if block.region not in ASIDE and block.kind not in ("link", "button", "image"):
                yield block

    def _is_about_another(self, block: Block) -> bool:
        if block.box is None or PASSWORD_WORD.search(block.text):
            return False
        above = [
            (field.box.y, field in self.fields)
            for field in fields(self.state)
            if field.box and field.region == block.region and field.box.y < block.box.y
        ]
        return bool(above) and not max(above)[1]


def judge(evidence: RunEvidence) -> Outcome:
    asked = [
        Asked(state, new_password_fields(state), _typed(state))
        for state in new_password_pages(evidence)
    ]
    if not asked:
        return Outcome.cannot_tell(NOWHERE)
    read = [page for page in asked if page.state.blocks is not None]
    if not read:
        return Outcome.cannot_tell("The words of the page that asks for a password were not read.")
    parts = (_kinds(read), _limit(read), _unsaid(read), _expiry(read))
    findings = [finding for finding in parts if finding is not None]
    tried = any(page.typed for page in read)
    how = "passwords were typed there, none was sent" if tried else "judged by the words alone"
    kept = f"{PARTS - len(findings)} of {PARTS} rules are kept"
    note = f"{kept} where a new password is asked for; {how}."
    return Outcome.of(1 - len(findings) / PARTS, findings, note)


def _typed(state: PageState) -> tuple[Observation, ...]:
    return tuple(seen for seen in state.observations if seen.kind == EXAM)


def _kinds(pages: list[Asked]) -> Finding | None:
    """(a) A mix of kinds of characters is demanded."""
    said = [(page, kinds_demanded(page.texts_of_this_field)) for page in pages]
    told = [(page, words) for page, words in said if words]
    late = [
        (page, words)
        for page, before in said
        if not before and (words := kinds_demanded(page.answers) or _refused_by_pattern(page))
    ]
    if not told and not late:
        return None
    words = quoted((told or late)[0][1], 120)
    problem = (
        f"“{words}”: a password made up by such rules is hard to remember and no safer."
        if told
        else f"A password of plain words is not taken, and nothing says so beforehand: “{words}”."
    )
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="A password must be made of certain kinds of characters",
        problem=problem,
        fix="Ask for length only: a few words put together are safe and can be remembered. Refuse "
        "passwords that are known to thieves.",
        about="kinds of characters",
        where=once(page.place(words) for page, words in (*told, *late)),
        rule="composition",
    )


def _refused_by_pattern(page: Asked) -> str:
    """The field's own pattern takes neither a phrase nor a long word of small letters."""
    long_ones = [seen for seen in page.typed if seen.facts["typed"] in (PHRASE, WORD)]
    refused = [seen for seen in long_ones if seen.facts["pattern"] and seen.facts["mismatch"]]
    return "Small letters alone do not fit." if refused and len(refused) == len(long_ones) else ""


def _limit(pages: list[Asked]) -> Finding | None:
    """(b) A long password is not taken."""
    limits = [
        (longest, page) for page in pages if (longest := _longest(page)) and longest < LONGEST
    ]
    if not limits:
        return None
    least = min(longest for longest, _ in limits)
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR if least < TOO_SHORT else Severity.MINOR,
        title="A long password is not taken",
        problem=f"The password may have no more than {least} characters. A phrase of a few words, "
        "or what a password manager makes up, may not fit.",
        fix=f"Take passwords of at least {LONGEST} characters.",
        about="longest password",
        where=once(page.place() for _, page in limits),
        rule="longest",
    )


def _longest(page: Asked) -> int | None:
    """The most characters that this page takes; None when no limit was seen."""
    limits = [field.maxlength for field in page.fields]
    limits.append(longest_said([*page.texts_of_this_field, *page.answers]))
    if any(seen.facts["arrived"] == seen.facts["typed"] for seen in page.typed):
        limits += [_cut(seen) for seen in page.typed]
    return min((limit for limit in limits if limit), default=None)


def _cut(seen: Observation) -> int | None:
    """To how many characters it was cut; leaving out the spaces is another matter."""
    arrived = int(float(seen.facts["arrived"]))
    whole = arrived in (seen.facts["typed"], seen.facts["letters"])
    return None if whole else arrived


def _unsaid(pages: list[Asked]) -> Finding | None:
    """(c) The shortest length is not said."""
    silent = [page for page in pages if not says_length(page.texts_beforehand)]
    if not silent:
        return None
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="The rules for a password are not said beforehand",
        problem="Patients learn how long the password must be only when theirs is refused.",
        fix="Say beside the field how long the password must be.",
        about="rules said beforehand",
        where=once(page.place() for page in silent),
        rule="unsaid",
    )


def _expiry(pages: list[Asked]) -> Finding | None:
    """(d) Passwords end by themselves."""
    told = [(page, words) for page in pages if (words := expiry_said(page.texts))]
    if not told:
        return None
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="Passwords must be changed every so often",
        problem=f"“{quoted(told[0][1], 120)}”: patients who come twice a year are locked out, or "
        "write the password down.",
        fix="Ask for a new password only when somebody may have learned the old one.",
        about="expiry",
        where=once(page.place(words) for page, words in told),
        rule="expiry",
    )


CHECK = Check(
    id="GI-09",
    title="Password rules are reasonable and shown beforehand",
    why="Rules that nobody can remember a password by send patients to the phone.",
    dimension="get-in",
    rule=(
        "On every page that asks for a new password, a quarter each: no mix of kinds of characters "
        f"is demanded, {LONGEST} characters are taken, the shortest length is said before it is "
        "sent, and passwords do not expire. By the words and limits of the page, and by typing "
        "long and plain passwords on a copy of it; nothing is sent."
    ),
    fix="Ask for length only, say how long, take long ones, and let passwords last.",
    source="https://pages.nist.gov/800-63-4/sp800-63b.html",
    judge=judge,
)
