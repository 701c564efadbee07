"""A reality check: what happened when a person tried the tasks by hand (method section 8).

One file a session, a public format (`portal-audit schema session`): consultants keep them, several
people's add up. What a person typed is never in it; of keys only how many of which kind. Words of
the portal and of the person are hostile text: capped here, escaped by the writers.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field

from portal_audit.evidence.base import Evidence

LONGEST = 2_000
"""Characters that are kept of what somebody wrote."""

Outcome = Literal["success", "false-success", "failure", "gave-up", "out-of-time", "stopped"]
"""`success`: said done and the portal shows it; `false-success`: said done and it is not (a person
believes it and leaves); `failure`: said done, and what the portal shows cannot be told apart from
not done; `gave-up`; `out-of-time`: the hard limit; `stopped`: the session ended in the middle, so
the try counts nowhere."""
TRIED: frozenset[str] = frozenset({"success", "false-success", "failure", "gave-up", "out-of-time"})
"""Outcomes that count as a try."""
Experience = Literal["never", "few", "weekly"]
"""How often the tester used this portal before: never, a few times, every week."""
Arrival = Literal["start", "navigate", "reload", "back_forward", "push"]
"""How a page came: where the task began, a new document, the same once more, by the browser's Back
or Forward, or drawn by the page's own script."""
Scale = Annotated[int, Field(ge=1, le=7)]
Words = Annotated[str, AfterValidator(lambda said: said.strip()[:LONGEST])]


class Tester(Evidence):
    """Who tried. No name: the results are about the portal."""

    role: Words = ""
    """In the tester's own words: `receptionist`, `patient`."""
    experience: Experience = "never"
    age: Literal["", "18-44", "45-64", "65-74", "75+"] = ""
    device: Words = ""
    sight: Words = ""
    """Glasses, enlarged text, a screen reader; "" when nothing was said."""


class Circumstances(Evidence):
    browser: str = ""
    viewport: tuple[int, int] = (0, 0)
    moderated: bool = False
    """A second person sat beside and could give hints."""
    think_aloud: bool = False
    """Times are then not pooled with others."""
    audience: str = "desktop"


class PageVisit(Evidence):
    """One page that the person came to: address path and visible main heading (method 1.2)."""

    path: str
    """Ids masked, no query."""
    heading: str = ""
    at: float
    """Seconds since Start, pauses taken out."""
    how: Arrival = "navigate"
    on_path: bool = False
    """The scripted walk of this task comes by here, too."""
    back: bool = False
    """It was visited before in this try."""


class Click(Evidence):
    at: float
    role: str = ""
    name: str = ""
    """Accessible name, only when it is known not to be about a patient; else ""."""
    name_hash: str = ""
    """Tells two controls apart when their names are not kept."""
    x: int = 0
    y: int = 0
    on_target: bool = True
    """There was something to click on."""
    dead: bool = False
    """Nothing to click on, and nothing changed within a second."""


class Remark(Evidence):
    """What the moderator noted."""

    kind: Literal["hint", "comment", "problem"]
    at: float
    words: Words = ""
    severity: int | None = Field(None, ge=0, le=4)
    """Of a problem."""


class Attempt(Evidence):
    """One person's try at one task."""

    scenario: str
    method: str = ""
    """Id in the method, `S05`; "" for a portal's own task."""
    title: str
    """The task in the patient's words."""
    outcome: Outcome
    claimed: Literal["done", "gave-up", ""] = ""
    """What the person said; "" when neither button was pressed."""
    checked: bool = True
    """The task's success test could be made; False: the person's word counts."""
    why: str = ""
    """One plain sentence when it is no success."""
    seconds: float = 0.0
    """From Start to Done, pauses taken out."""
    paused: float = 0.0
    target_s: float | None = None
    limit_s: float | None = None
    pages: tuple[PageVisit, ...] = ()
    different: int = 0
    """N of the method: different pages."""
    visited: int = 0
    """S: pages visited, each return counted."""
    least: int | None = None
    """R: pages of the shortest known way; None when no walk of this task succeeded."""
    lostness: float | None = None
    """Only of successful tries whose shortest way is known."""
    backtracks: int = 0
    first_click: Literal["on_path", "off_path", "unknown"] = "unknown"
    clicks: tuple[Click, ...] = ()
    dead: int = 0
    rage: int = 0
    """Bursts of three clicks or more within 1 s and 30 px."""
    errors: int = 0
    """Messages of the portal that something is wrong."""
    error_words: tuple[str, ...] = ()
    keys: dict[Literal["char", "Tab", "Enter", "Escape", "other"], int] = Field(
        default_factory=dict
    )
    hesitations: int = 0
    """Idle for more than 10 s."""
    tabs: int = 0
    """New tabs that opened."""
    looked_away: int = 0
    """How often the window lost the focus, task card not counted."""
    scrolled: float = 0.0
    """Deepest look into any page: 1 is its end."""
    hints: int = 0
    remarks: tuple[Remark, ...] = ()
    seq: Scale | None = None
    """Single Ease Question: 1 very difficult, 7 very easy."""
    confidence: Scale | None = None
    searched: bool | None = None
    """Had to search through pages."""
    comment: Words = ""
    own_words: Words = ""
    """What a result says, as the person understood it."""
    understood: Literal["", "right", "partly", "wrong"] = ""
    """The moderator's judgement of `own_words`."""
    shot: str = ""
    """Masked picture of the last page, relative to the folder of the session file:
    `ID/latest-result.webp`; "" when there is none."""

    @property
    def tried(self) -> bool:
        return self.outcome in TRIED

    @property
    def alone(self) -> bool:
        """Done without a hint: a hint given makes it no success (method 8)."""
        return self.outcome == "success" and not self.hints


class Parting(Evidence):
    """The questions at the end. None and "": not answered."""

    meets_needs: Scale | None = None
    easy_to_use: Scale | None = None
    """The two items of UMUX-Lite, 1 to 7."""
    signing_in: Words = ""
    """Signing in described, good or bad."""
    elder_alone: Scale | None = None
    """Would a new patient aged 75 manage alone?"""
    fix_one: Words = ""


class RealityCheck(Evidence):
    """One session of one person."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_: Literal["portal-audit-session/1"] = Field("portal-audit-session/1", alias="schema")
    method: str = "1.0"
    id: str
    """`20261124T100211-3f2a`."""
    portal: str
    start: str
    """The portal's address, so that a session is not counted for another portal."""
    started: str
    """ISO 8601, UTC."""
    seed: int = 0
    """Order of the tasks: the same seed, the same order."""
    tester: Tester = Tester()
    context: Circumstances = Circumstances()
    tasks: tuple[Attempt, ...] = ()
    post: Parting = Parting()
    ended: str = ""
    """Why it ended early, one plain sentence; "" when it was finished."""

    def to_json(self) -> str:
        """The text of a session file: stable key order, final newline."""
        return self.model_dump_json(by_alias=True, indent=1, exclude_none=True) + "\n"
