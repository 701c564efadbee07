"""What a walk saw, as plain data.

Everything the later rooms (checks, score, report) may know is in these models. They are written
by `walk.recorder`, which redacts first: nothing here holds a typed value, a password or a code.
All text that came from an audited page is *hostile*: it is capped here and escaped by the writers.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from portal_audit.evidence.base import Evidence
from portal_audit.evidence.mail import Mail
from portal_audit.evidence.office import Closing, RosterEntry
from portal_audit.evidence.people import RealityCheck

Region = Literal["main", "nav", "header", "footer", "aside", "dialog", "other"]
BlockKind = Literal[
    "text", "heading", "label", "button", "link", "cell", "item", "error", "notice", "image"
]
StateKind = Literal[
    "page",
    "error",
    "debug",
    "blank",
    "loading",
    "sign-in-wall",
    "interstitial",
    "browser-error",
]
"""`page` is a real page of the portal; all others are broken states and never judged as pages:
error page of any status, a programmer's debug page, nothing at all, still loading, the sign-in form
where the patient was signed in already, a check or notice before the portal, the browser's own."""
WalkStatus = Literal["done", "failed", "refused", "broken", "blocked", "not-offered", "not-tested"]
"""`failed`: the walk did not get there; `refused`: the portal said no; `broken`: the portal showed
an error, a blank page or the sign-in form again; `blocked`: signing in, needed first, failed."""
LOST: frozenset[str] = frozenset({"failed", "refused", "broken"})
"""Statuses of a task that was tried and not done."""
EventKind = Literal[
    "dialog",
    "popup",
    "download",
    "console-error",
    "page-error",
    "fence",
    "crash",
    "banner",
    "obstacle",
    "forced-choice",
]
StepStatus = Literal["done", "failed", "skipped", "stopped"]


class Box(Evidence):
    """A rectangle in CSS pixels, measured from the top left of the document."""

    x: float
    y: float
    width: float
    height: float


class Block(Evidence):
    """One visible block of text, in reading order, as a patient reads it."""

    kind: BlockKind
    """`text` is running text; `image` is a text alternative; `error`/`notice` are alert/status."""
    text: str
    """In the page's own letter case (CSS `text-transform` undone), white space folded."""
    lang: str = ""
    """The nearest `lang` attribute, "" when the page declares none."""
    region: Region = "other"
    level: int | None = None
    """Heading level 1-6; None for other kinds."""
    target: str = ""
    """A short CSS selector of the element; for people, not used to find it again."""
    box: Box | None = None
    frame: str = ""
    """Address of the frame the block stands in; "" for the page itself."""


class Control(Evidence):
    """One visible thing a patient can operate: link, button, field, choice."""

    role: str
    """ARIA role, explicit or implied by the tag: link, button, textbox, combobox, checkbox ..."""
    name: str
    """Accessible name; "" when it has none."""
    name_from: Literal["label", "aria", "text", "title", "placeholder", "alt", "value", "none"]
    tag: str
    type: str = ""
    """The `type` attribute of an input or button."""
    label: str = ""
    """The visible words of a <label> or aria-labelledby; "" when the field has none."""
    autocomplete: str = ""
    inputmode: str = ""
    placeholder: str = ""
    maxlength: int | None = None
    required: bool = False
    disabled: bool = False
    focusable: bool = True
    """Can be reached with Tab (or is an inner part of a composite that can)."""
    href: str = ""
    """Address a link leads to, query values removed; "" for other controls."""
    lang: str = ""
    region: Region = "other"
    target: str = ""
    box: Box | None = None
    frame: str = ""


class AxeNode(Evidence):
    """One element an axe rule is about."""

    target: str
    """axe's selector path; frames and shadow roots joined by " >>> "."""
    snippet: str
    """The element's HTML, capped at 300 characters. Hostile text."""
    summary: str = ""
    box: Box | None = None
    frame: str = ""


class AxeHit(Evidence):
    """One axe rule with the elements it fails on (or cannot decide about)."""

    rule: str
    impact: Literal["minor", "moderate", "serious", "critical"]
    tags: tuple[str, ...] = ()
    """axe's tags, e.g. `wcag2a`, `wcag21aa`, `wcag22aa`, `best-practice`, `wcag143`."""
    help: str
    help_url: str
    nodes: tuple[AxeNode, ...]
    total: int
    """How many elements in all; `nodes` keeps the first 20."""


class AxeReport(Evidence):
    """axe-core's answer for one page state, every frame included."""

    version: str
    violations: tuple[AxeHit, ...]
    incomplete: tuple[AxeHit, ...]
    passes: int
    """Number of rules that passed; 0 means axe looked at nothing and is not to be believed."""
    frames: int = 1
    """Documents looked at: the page and its frames."""


class Observation(Evidence):
    """One thing that a probe or an exam saw, as facts; the checks judge them."""

    kind: str
    """What was seen: `focus-stop`, `clipped-text` ... Its probe says which facts it has."""
    target: str = ""
    snippet: str = ""
    """The element's HTML, capped at 300 characters. Hostile text."""
    box: Box | None = None
    frame: str = ""
    facts: dict[str, bool | float | str] = Field(default_factory=dict)


class Trial(Evidence):
    """Something tried once a run, outside the tasks: time running out, a wrong password ..."""

    name: str
    why_not: str = ""
    """Why it could not be tried, one plain sentence; "" when it was tried."""
    facts: dict[str, bool | float | str] = Field(default_factory=dict)
    """What happened; the trial's module says which facts there are."""
    observations: tuple[Observation, ...] = ()
    started: str = ""
    """ISO 8601, UTC."""
    seconds: float = 0.0

    @property
    def made(self) -> bool:
        return not self.why_not


class Vitals(Evidence):
    """Loading and stability of the document, as the browser reports them."""

    ttfb_ms: float | None = None
    fcp_ms: float | None = None
    lcp_ms: float | None = None
    cls: float | None = None
    load_ms: float | None = None
    bytes: int | None = None
    """Transferred bytes of the document and its resources."""


class PasteTrial(Evidence):
    """What a field did with pasted text (check GI-04)."""

    field: Literal["user", "password", "code"]
    name: str
    """The field's accessible name."""
    pasted: int
    """Characters put on the clipboard."""
    arrived: int
    """Characters in the field after Ctrl+V from the real clipboard."""
    prevented: bool
    """The page cancelled a synthetic paste event."""
    target: str = ""


class PageState(Evidence):
    """What a patient sees at one moment: address path + visible main heading + content digest.

    One record for each *rendering* (browser settings that can change the answer), so a state seen
    by five walks of the same rendering is stored and probed once. A section that is None was not
    gathered; `missing` says why.
    """

    digest: str
    """Name of the state; the same for every rendering of it that shows the same words."""
    rendering: str
    """Which browser settings it was seen under: `desktop`, `phone` ..."""
    url: str
    """Address, query values and fragment removed."""
    path: str
    title: str
    heading: str
    """The visible main heading; "" when there is none."""
    lang: str
    """`<html lang>`, "" when missing."""
    kind: StateKind = "page"
    signed_in: bool = False
    status: int | None = None
    """HTTP status of the document, None when it is unknown (e.g. after a script navigation)."""
    headers: dict[str, str] | None = None
    """Response headers of the document, lower-case names; `set-cookie` values removed."""
    blocks: tuple[Block, ...] | None = None
    controls: tuple[Control, ...] | None = None
    axe: AxeReport | None = None
    tree: str | None = None
    """Accessibility tree of the main document, one line an object: `- button "Send"`."""
    vitals: Vitals | None = None
    paste: tuple[PasteTrial, ...] | None = None
    """Only on states that hold sign-in fields and only once a run."""
    observations: tuple[Observation, ...] = ()
    """What the probes and exams that share this section saw."""
    examined: tuple[str, ...] = ()
    """Exams that were made on a copy of the page; without its name here, an exam saw nothing."""
    viewport: tuple[int, int] = (0, 0)
    page_size: tuple[int, int] = (0, 0)
    shot: str | None = None
    """Screenshot, relative to the run folder; its pixels are CSS pixels x `shot_scale`."""
    shot_size: tuple[int, int] = (0, 0)
    """Width and height of the pictured area in CSS pixels, from the top left of the document."""
    shot_scale: float = 1.0
    missing: dict[str, str] = Field(default_factory=dict)

    @property
    def id(self) -> str:
        """Name of this state in this rendering, e.g. `3fa9c1d2-desktop`."""
        return f"{self.digest}-{self.rendering}"


class Found(Evidence):
    """How the walk found a control: the further down the ladder, the harder for a patient."""

    role: str
    name: str
    how: Literal["role", "label", "text", "title", "near", "selector", "heuristic"]
    candidates: int = 1
    """Equal candidates at that rung; more than one means the words were ambiguous."""
    target: str = ""
    frame: str = ""


class StepRecord(Evidence):
    """One step of a walk."""

    number: int
    """Counts from 1; steps of a composite (`sign_in`) share a number. 0: before the task began."""
    kind: str
    words: str
    """The step as a person would say it, secrets replaced: `Click "Book"`."""
    status: StepStatus
    reason: str = ""
    """Plain sentence when it is not done."""
    found: Found | None = None
    clicks: int = 0
    fields: int = 0
    chars: int = 0
    """Characters typed; never which."""
    keys: int = 0
    """Keys pressed by the keyboard audience to get there and operate it."""
    again: int | None = None
    """Number of the step that typed the same words on an earlier page; None when they are new."""
    klm_seconds: float = 0.0
    """Least possible human effort by the keystroke-level model, waits not included."""
    wait_ms: float | None = None
    """From the input event to the painted outcome, None when nothing was waited for."""
    timed: Literal["page", "outside", ""] = ""
    """`page`: measured inside the page; `outside`: by Playwright's clock, an upper bound."""
    navigated: bool = False
    sign_ms: float | None = None
    """From the input to the first change on the page; None when that was not measured."""
    dead: bool = False
    """The control was operated and nothing came of it: no change, no request, no message."""
    state: str | None = None
    """Id of the page state after the step."""


class Request(Evidence):
    """One request made while walking."""

    url: str
    """Query values removed, keys kept."""
    host: str
    method: str
    resource: str
    """document, script, image, stylesheet, xhr, fetch, ping, font ..."""
    status: int | None = None
    failure: str = ""
    page: str
    """Path of the page that asked for it."""
    signed_in: bool = False
    blocked: bool = False
    """Stopped by the walk's fence."""


class Cookie(Evidence):
    """One cookie; its value is never kept."""

    name: str
    domain: str
    path: str
    secure: bool
    http_only: bool
    same_site: Literal["Strict", "Lax", "None", ""]
    lifetime_s: float | None = None
    """Seconds until it expires; None for a session cookie."""
    session: bool = False
    """Set or changed by signing in: it is what keeps the patient signed in."""


class Event(Evidence):
    """Something that happened on the way: dialog, new tab, download, console error, fence."""

    kind: EventKind
    text: str
    page: str = ""


class Paper(Evidence):
    """A PDF that a patient was given."""

    name: str
    """Its file name, or the last part of its address."""
    page: str = ""
    """Path of the page that it was asked for on."""
    tagged: bool | None = None
    """Has the structure that screen readers go by; None when the file could not be read."""
    words: int = 0
    """Words that can be read out; 0 for a picture of paper."""
    pages: int = 0
    lang: str = ""


class Walk(Evidence):
    """One scenario, walked once by one audience."""

    id: str
    """`scenario--audience--repeat`, e.g. `book--keyboard--1`."""
    scenario: str
    audience: str
    repeat: int
    status: WalkStatus
    reason: str = ""
    """One plain sentence when it is not done."""
    stopped_before_commit: bool = False
    """True when `writes: false` stopped it just before the irreversible click."""
    started: str
    """ISO 8601, UTC."""
    seconds: float
    """Wall time of the whole walk, probes included; not a patient's time."""
    steps: tuple[StepRecord, ...] = ()
    states: tuple[str, ...] = ()
    """Ids of the page states in the order seen, each stay once."""
    pages: int = 0
    """Different pages seen (address path + main heading)."""
    cpu_slowdown: float | None = None
    """How much slower the processor really was, by a measured loop; None when it was not slowed."""
    retried: str = ""
    """Why the walk was made once more; "" when this was the first try."""
    requests: tuple[Request, ...] = ()
    cookies: tuple[Cookie, ...] = ()
    events: tuple[Event, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def tried(self) -> bool:
        """Whether the task was tried: `not-offered` means that no way led this audience to it."""
        return self.status in LOST | {"done", "not-offered"}

    @property
    def own_steps(self) -> tuple[StepRecord, ...]:
        """The steps of the task itself: signing in first only got the walk to its start."""
        return tuple(step for step in self.steps if step.number > 0)

    @property
    def clicks(self) -> int:
        return sum(step.clicks for step in self.own_steps)

    @property
    def fields(self) -> int:
        return sum(step.fields for step in self.own_steps)

    @property
    def klm_seconds(self) -> float:
        """Least possible human effort in seconds, waits not included."""
        return sum(step.klm_seconds for step in self.own_steps)

    @property
    def waits_ms(self) -> tuple[float, ...]:
        """Every measured wait, in order."""
        return tuple(step.wait_ms for step in self.own_steps if step.wait_ms is not None)


class PlannedScenario(Evidence):
    """What the checks and the score need to know about a scenario."""

    id: str
    method: str
    """Id in the method, e.g. `S08`; "" for a portal's own scenarios."""
    title: str
    """The task in the patient's words."""
    priority: Literal[1, 2, 3]
    """3 must, 2 should, 1 could."""
    dimension: str
    """Where the task counts: get-in, find-and-do, everyone, keeps-up."""
    effort: int | None = None
    limit: int | None = None
    target_s: float | None = None
    limit_s: float | None = None
    must_read: bool = False
    """The words of the last state's main region must be read to succeed."""
    not_applicable: str = ""
    """The auditor's printed reason why this portal has no such task."""


class PlannedAudience(Evidence):
    """One audience of the plan."""

    id: str
    title: str
    how: str = ""
    """In a sentence: `with the keyboard alone`."""
    profile: str
    """Id in the method, e.g. `P4`."""
    rendering: str
    baseline: bool = False
    same_walk_as: str = ""
    """The audience whose walks are this one's as well; "" when it walked by itself."""


class RunInfo(Evidence):
    """What was asked for, with what, where."""

    portal: str
    start: str
    hosts: tuple[str, ...]
    words: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    plain_words: tuple[dict[str, Any], ...] = ()
    """The office's own files of hard words, as they were at the time of the run."""
    allowed_words: tuple[str, ...] = ()
    """Words that the office says its patients know."""
    roster: tuple[RosterEntry, ...] = ()
    """Who works at the office, by its own list; empty when none was given."""
    closings: tuple[Closing, ...] = ()
    """Days on which the office is closed, by its own calendar; empty when none was given."""
    trackers: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    """Hosts that the auditor counts as trackers besides ours: purpose -> owner -> hosts."""
    auditor: str = ""
    commissioner: str = ""
    """Who audited, and for whom; "" when it was not said."""
    writes: bool = False
    today: str
    """The date of the run, ISO; freshness checks compare with it, so re-scoring is repeatable."""
    started: str
    tool: str
    method: str
    settings: str
    """Hash of portal file, scenarios and rubric: two runs with the same hash are comparable."""
    browser: str
    axe: str
    machine: str
    repeats: int = 1
    planned: int = 0
    """Walks in the plan of this run."""
    shard: str = ""
    """Which share of one audit this run is, e.g. `1/4`; "" for all of it."""
    planned_in_all: int = 0
    """Walks of all shards together; 0 when this run is no shard."""
    scenarios: tuple[PlannedScenario, ...]
    audiences: tuple[PlannedAudience, ...]


class Answer(Evidence):
    """What a person said about a page of a run."""

    check: str
    page: str
    """Its path."""
    question: str
    """Id within the check."""
    yes: bool
    amount: float | None = None
    """For questions that ask for a number, e.g. seconds until somebody answered."""
    date: str
    """ISO, the day it was given."""


class Answers(Evidence):
    """Everything that people said about a run."""

    answers: tuple[Answer, ...] = ()


class RunEvidence(Evidence):
    """All evidence of one run: what the checks and the score receive."""

    run: RunInfo
    walks: tuple[Walk, ...]
    states: dict[str, PageState]
    """By `PageState.id`."""
    answers: tuple[Answer, ...] = ()
    trials: dict[str, Trial] = Field(default_factory=dict)
    """By name; a trial that was not part of the run is not there."""
    mail: Mail | None = None
    """The e-mail that invites patients; None when none was given."""
    mail_page: PageState | None = None
    """How its HTML is shown. It is no page of the portal, so it is none of `states`."""
    sessions: tuple[RealityCheck, ...] = ()
    """People who tried the tasks by hand, in the order of their sessions."""

    def said(self, check: str, question: str) -> Answer | None:
        """What a person last answered to a question about the whole portal; None if nothing."""
        given = [a for a in self.answers if (a.check, a.question) == (check, question)]
        return given[-1] if given else None

    def seen(self, rendering: str | None = None) -> tuple[PageState, ...]:
        """Real pages (broken states left out), in the order of their ids.

        `rendering` keeps only that one; None keeps all.
        """
        return tuple(
            state
            for _, state in sorted(self.states.items())
            if state.kind == "page" and (rendering is None or state.rendering == rendering)
        )

    @property
    def baseline(self) -> str:
        """Id of the baseline audience (desktop); "" when it was not part of the run."""
        return next((a.id for a in self.run.audiences if a.baseline), "")

    def walks_of(self, scenario: str, audience: str) -> tuple[Walk, ...]:
        """The walks that show what `audience` met, in the order of their repeats."""
        same = next((a.same_walk_as for a in self.run.audiences if a.id == audience), "")
        walker = same or audience
        mine = (w for w in self.walks if (w.scenario, w.audience) == (scenario, walker))
        return tuple(sorted(mine, key=lambda walk: walk.repeat))
