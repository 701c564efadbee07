"""The one result of an audit: `audit.json`.

Versioned and published (`portal-audit schema audit`). Writers render it and compute nothing. It is
a pure function of the evidence and the rubric: scoring a run again gives the same bytes.
"""

from __future__ import annotations

import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = "portal-audit/1"

TaskStatus = Literal[
    "done", "failed", "refused", "broken", "blocked", "flaky", "not-tested", "not-offered"
]


class Result(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Measured(Result):
    """A median with the lowest and highest value seen."""

    median: float
    low: float
    high: float
    geometric_mean: float | None = None
    """The better middle of few times (method 1.2)."""
    interval: tuple[float, float] | None = None
    """95 % interval of the geometric mean; None below three times."""


class Cap(Result):
    """A problem that limits the score whatever else is good (method 7.4)."""

    limit: int
    """39, 69, 79 or 89."""
    reason: str
    """In plain words, printed beside the letter."""
    check: str = ""
    findings: tuple[str, ...] = ()
    """Fingerprints of the findings that are its evidence."""


class CheckResult(Result):
    """What one check answered."""

    id: str
    title: str
    dimension: str
    verdict: Literal["passed", "failed", "cannot tell", "not applicable"]
    share: float | None
    """0 to 1; None when it was not made."""
    weight: float
    note: str
    why: str
    rule: str
    fix: str
    source: str
    wcag: tuple[str, ...] = ()


class DimensionResult(Result):
    id: str
    title: str
    weight: float
    score: float | None
    """0 to 100; None when nothing of it was tested."""
    coverage: float
    """Tested points / applicable points, 0 to 1."""
    checks: tuple[str, ...] = ()
    """Ids of its checks, in the order of the scorecard."""
    weakest: bool = False


class TaskResult(Result):
    """One scenario by one audience."""

    scenario: str
    title: str
    """The task in the patient's words."""
    priority: Literal[1, 2, 3]
    audience: str
    status: TaskStatus
    done: int
    """How many of `tries` ended in success."""
    tries: int
    success_range: tuple[float, float] | None = None
    """95 % adjusted Wald interval of the success rate, 0 to 1; None below three tries."""
    seconds: Measured | None = None
    """Wall time of the walk from start to success; not a patient's time."""
    system_seconds: Measured | None = None
    """Waits for the portal, summed over the walk."""
    klm_seconds: float | None = None
    """Least possible human effort (keystroke-level model), waits not included."""
    clicks: int | None = None
    fields: int | None = None
    pages: int | None = None
    keys: int | None = None
    reason: str = ""
    """One plain sentence when it is not done."""
    stopped_before_commit: bool = False
    walks: tuple[str, ...] = ()


class TimelineStep(Result):
    """One step of a walk, as a person would tell it."""

    number: int
    """0: before the task began."""
    words: str
    status: Literal["done", "failed", "skipped", "stopped"]
    reason: str = ""
    wait_s: float | None = None
    """Seconds of waiting for the portal; None when nothing was waited for."""
    work_s: float = 0.0
    """Least seconds of a person's work."""
    page: str = ""
    """Heading of the page after it."""
    path: str = ""
    shot: str = ""
    """Picture of that page, relative to the run folder."""


class Timeline(Result):
    """One walk of a task, step by step."""

    scenario: str
    title: str
    audience: str
    status: TaskStatus
    steps: tuple[TimelineStep, ...]


class ScenarioScore(Result):
    """The score of one task over all audiences and people (method 7.3 rules 2 to 4)."""

    scenario: str
    title: str
    priority: Literal[1, 2, 3]
    dimension: str
    score: float | None
    """T, 0 to 100: M, or 0.4 M + 0.6 H once people tried; None when it was not tested."""
    machine: float | None = None
    """M, the script's score; None when people alone tried, or when nobody else did."""
    human: float | None = None
    """H, the people's score; None when nobody tried."""
    effort: float | None = None
    steps: float | None = None
    wait: float | None = None
    reach: float | None = None
    """The four parts, 0 to 1."""
    effort_seconds: float | None = None
    older_adult_seconds: float | None = None
    """Projection: 1.43 x the effort."""
    note: str = ""


class PathBox(Result):
    """One page of a person's way."""

    words: str
    """Its heading, or its address where it has none."""
    kind: Literal["on", "detour", "back"]
    """On the shortest known way, off it, or been there before."""
    seconds: float
    """How long the person stayed."""


class PersonTry(Result):
    """One person's try at one task."""

    who: str
    """`receptionist, first time here`."""
    outcome: Literal[
        "success", "assisted", "false-success", "failure", "gave-up", "out-of-time", "stopped"
    ]
    why: str = ""
    counted: bool = True
    """False: kept apart, because this person uses the portal every week."""
    seconds: float
    ease: int | None = None
    lostness: float | None = None
    path: tuple[PathBox, ...] = ()
    backtracks: int = 0
    first_click: Literal["on_path", "off_path", "unknown"] = "unknown"
    dead: int = 0
    rage: int = 0
    errors: int = 0
    hesitations: int = 0
    comment: str = ""
    own_words: str = ""
    understood: str = ""


class HumanTask(Result):
    """How people fared in one task (method 7.3 rule 3)."""

    scenario: str
    title: str
    priority: Literal[1, 2, 3]
    tries: int
    done: int
    """Alone: a hint makes it no success."""
    assisted: int = 0
    believed: int = 0
    """Said done, and it was not."""
    gave_up: int = 0
    """Gave up, or ran out of time."""
    success_range: tuple[float, float] | None = None
    """95 % adjusted Wald interval; None below five tries."""
    seconds: Measured | None = None
    """Of those who did it alone and did not think aloud."""
    target_s: float | None = None
    limit_s: float | None = None
    least_s: float | None = None
    """The script's least effort, for comparison."""
    ease: float | None = None
    """Mean of the Single Ease Question, 1 to 7."""
    ease_range: tuple[float, float] | None = None
    lostness: float | None = None
    completion: float | None = None
    time: float | None = None
    easy: float | None = None
    directness: float | None = None
    """The four parts, 0 to 1; None where it is not known."""
    score: float | None = None
    """H, 0 to 100."""
    attempts: tuple[PersonTry, ...] = ()


class Quote(Result):
    words: str
    about: str
    """What it was said about: the task, `signing in`, `one thing to fix`."""
    who: str


class People(Result):
    """The reality checks that count for this audit."""

    sessions: int
    newest: str
    """ISO date."""
    wording: str
    """What so many people can show, in plain words (method 1.4)."""
    notes: tuple[str, ...] = ()
    """What was kept apart, and why."""
    tasks: tuple[HumanTask, ...]
    umux_lite: float | None = None
    """0 to 100; None when nobody answered."""
    predicted_sus: float | None = None
    elder_alone: float | None = None
    """Would a new patient aged 75 manage alone? Mean of 1 to 7."""
    quotes: tuple[Quote, ...] = ()


class PlaceResult(Result):
    state: str = ""
    url: str = ""
    target: str = ""
    snippet: str = ""
    shot: str = ""
    """Picture of the page state, relative to the run folder; "" when there is none."""
    crop: tuple[int, int, int, int] | None = None
    """Left, top, right, bottom of the element in the picture's own pixels."""


class FindingResult(Result):
    id: str
    """`F001` ... in the order of the scorecard; changes from run to run. Use the fingerprint."""
    fingerprint: str
    check: str
    rule: str = ""
    severity: Literal[0, 1, 2, 3, 4]
    confidence: Literal["certain", "likely"] = "certain"
    dimension: str
    wcag: tuple[str, ...] = ()
    title: str
    problem: str
    who: str
    where: tuple[PlaceResult, ...] = ()
    """The first 12 places."""
    places: int
    """How many places in all."""
    way: tuple[str, ...] = ()
    """Steps after which the first place is seen, as a person would do them."""
    fix: str
    effort: Literal["S", "M", "L"] = "M"
    """Rough size of the repair."""
    source: str
    tasks: tuple[str, ...] = ()
    """Scenarios whose walks met it."""
    audiences: tuple[str, ...] = ()
    priority: float
    """Severity x number of task/audience pairs hit (method 9.2); the order of the fix list."""


class NotTested(Result):
    what: str
    """Check id, scenario id or a part of the portal."""
    title: str
    why: str
    dimension: str = ""


class PortalInfo(Result):
    name: str
    start: str
    hosts: tuple[str, ...]


class RunSummary(Result):
    auditor: str = ""
    commissioner: str = ""
    """Who audited, and for whom; "" when it was not said."""
    started: str
    today: str
    tool: str
    browser: str
    axe: str
    machine: str
    settings: str
    repeats: int
    writes: bool
    partial: bool = False
    """True when the run was interrupted: some planned walks are missing."""
    planned: int
    walked: int
    states: int
    audiences: tuple[tuple[str, str], ...] = ()
    """Id and title of each audience, in plan order."""


class Piece(Result):
    """A run of a page's text; `plain` is what to say instead of it, "" for ordinary words."""

    text: str
    hard: bool = False
    plain: str = ""


class Passage(Result):
    """One block of text of the hardest page, cut into ordinary and hard words."""

    score: float
    """Difficulty of its hardest sentence, 0 (easy) to 100."""
    pieces: tuple[Piece, ...]


class HardestPage(Result):
    """The page whose words patients will find hardest."""

    heading: str
    path: str
    score: float
    """Mean difficulty of the harder half of its sentences, 0 (easy) to 100."""
    passages: tuple[Passage, ...]


class Audit(Result):
    """Everything the scorecard says."""

    schema_: str = Field(default=SCHEMA, alias="schema")
    portal: PortalInfo
    run: RunSummary
    method: str
    """Version of the method and rubric, e.g. `1.0`."""
    summary: str
    """One plain sentence: `A patient can get in, but ...`."""
    letter: Literal["A", "B", "C", "D", "F"] | None
    letter_without_caps: Literal["A", "B", "C", "D", "F"] | None
    no_letter_because: str = ""
    score: float | None
    """0 to 100 after caps."""
    score_without_caps: float | None
    average: float | None
    """Weighted average of the dimensions, before the weakest is taken in."""
    equal_weights_score: float | None
    weights_range: tuple[float, float] | None = None
    """Score with each weight halved or raised by half."""
    range: tuple[float, float] | None = None
    """5th to 95th percentile over resampled repeats (timing noise only without people)."""
    caps: tuple[Cap, ...] = ()
    dimensions: tuple[DimensionResult, ...]
    scenarios: tuple[ScenarioScore, ...]
    tasks: tuple[TaskResult, ...]
    timelines: tuple[Timeline, ...] = ()
    """One for each task that was walked."""
    people: People | None = None
    """None when no person tried the portal in the last 12 months."""
    findings: tuple[FindingResult, ...]
    checks: tuple[CheckResult, ...]
    measures: dict[str, float | str] = Field(default_factory=dict)
    hardest_page: HardestPage | None = None
    """None when no page has enough hard text to show."""
    not_tested: tuple[NotTested, ...] = ()
    limits: tuple[str, ...] = ()
    """What this scorecard does not claim, in plain sentences."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    def to_json(self) -> str:
        """The canonical text of `audit.json`: stable key order, two spaces, final newline."""
        data = self.model_dump(mode="json", by_alias=True)
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
