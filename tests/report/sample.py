"""A realistic audit with its run folder, and one that attacks its readers."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

from portal_audit.result import (
    Audit,
    Cap,
    CheckResult,
    DimensionResult,
    FindingResult,
    HardestPage,
    HumanTask,
    Measured,
    NotTested,
    Passage,
    PathBox,
    People,
    PersonTry,
    Piece,
    PlaceResult,
    PortalInfo,
    Quote,
    RunSummary,
    ScenarioScore,
    TaskResult,
    TaskStatus,
)

HOSTILE = (
    '<script>alert("owned")</script>',
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "=cmd|' /C calc'!A0",
    "\u202egpj.exe",
    "</style></code></title><svg onload=alert(1)>",
    "{{ 7*7 }} {% raw %} {n}",
    "@everyone #1 [link](javascript:alert(1)) | cell | `code` www.evil.example <b>",
    "]]> <!-- \x00\x1b[31m \ufffe",
    "x" * 10_000,
)
"""Texts that break out of careless formats, one format each."""

_AUDIENCES = (
    ("desktop", "Desktop"),
    ("phone-slow", "Phone, slow line"),
    ("keyboard", "Keyboard only"),
)
_SCENARIOS: tuple[tuple[str, str, int, str], ...] = (
    ("sign-in", "Let me in.", 3, "get-in"),
    ("hours", "Are you open Friday? Where are you?", 3, "keeps-up"),
    ("latest-result", "Is my latest test OK?", 3, "find-and-do"),
    ("message", "Ask my nurse a question; when will I hear?", 3, "find-and-do"),
    ("refill", "Refill my blood-pressure pill.", 3, "find-and-do"),
    ("book", "Book the first visit with Dr. Lee.", 3, "find-and-do"),
    ("medicines", "What am I taking? Allergies?", 2, "find-and-do"),
    ("pay-bill", "What do I owe? Pay it.", 2, "find-and-do"),
)
_TROUBLE: dict[tuple[str, str], tuple[TaskStatus, str]] = {
    ("book", "keyboard"): (
        "failed",
        "The time buttons cannot be reached with the Tab key.",
    ),
    ("pay-bill", "phone-slow"): ("flaky", "The card form came too late in 2 of 5 tries."),
    ("pay-bill", "keyboard"): (
        "blocked",
        "The focus went into the card form and could not get out again.",
    ),
    ("medicines", "phone-slow"): ("not-tested", "The walk was not made."),
}

SHOT = "evidence/shots/book.webp"


def run_folder(folder: Path) -> Path:
    """A run folder with one screenshot of a booking page."""
    page = Image.new("RGB", (1280, 1600), "#f4f7f6")
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, 1280, 84), fill="#0d4f5c")
    pen.text((40, 28), "Riverbend Family Clinic", fill="white", font_size=26)
    for index, word in enumerate(("Home", "Visits", "Diagnostics", "Messages", "Billing")):
        pen.text((560 + 135 * index, 32), word, fill="#dff0ee", font_size=20)
    pen.text((80, 130), "Book a visit with Dr. Lee", fill="#12343b", font_size=40)
    pen.text((80, 200), "Pick a time that suits you.", fill="#48616a", font_size=22)
    for row in range(6):
        for column in range(4):
            left, top = 80 + 290 * column, 270 + 120 * row
            pen.rounded_rectangle((left, top, left + 250, top + 84), 10, "white", "#bccdd0", 2)
            pen.text(
                (left + 24, top + 26), f"{8 + row}:{column}0 a.m.", fill="#12343b", font_size=26
            )
    pen.rounded_rectangle((80, 1040, 330, 1110), 10, "#9fbcc2")
    pen.text((140, 1058), "Confirm", fill="#c9dbde", font_size=28)
    shot = folder / SHOT
    shot.parent.mkdir(parents=True)
    page.save(shot, "WEBP", quality=80)
    return folder


def good_audit() -> Audit:
    """A portal that is fair in most areas and has a task that keyboards cannot do."""
    return Audit(
        portal=PortalInfo(
            name="Riverbend Family Clinic",
            start="https://portal.riverbend.example/",
            hosts=("portal.riverbend.example", "pay.riverbend.example"),
        ),
        run=_run(),
        method="1.0",
        summary=(
            "A patient can sign in and do 7 of 8 tasks, but booking a visit is impossible "
            "without a mouse."
        ),
        letter="D",
        letter_without_caps="C",
        score=69.0,
        score_without_caps=72.1,
        average=75.9,
        equal_weights_score=72.1,
        weights_range=(71.4, 73.0),
        range=(67.8, 69.0),
        caps=(
            Cap(
                limit=69,
                reason="Booking a visit cannot be done with the keyboard alone.",
                check="EV-02",
                findings=("EV-02-0123456789ab",),
            ),
            Cap(limit=89, reason="No person has tried this portal in the last 12 months."),
        ),
        dimensions=_dimensions(),
        scenarios=_scores(),
        tasks=_tasks(),
        findings=_findings(),
        checks=_checks(),
        measures={
            "grade_median": 10.4,
            "lcp_ms": 2140.0,
            "jargon_per_100_words": 3.2,
            "idle_limit": "10 minutes",
        },
        hardest_page=_hardest_page("Your coverage", "coinsurance", "your share of the cost"),
        not_tested=_not_tested(),
        limits=(
            "It does not say that the portal conforms to WCAG or to any law.",
            "It is not legal advice and not a security test.",
            "Rules that run by themselves find only a part of all barriers.",
            "A script is not a person: it does not get lost, tired or annoyed.",
        ),
    )


def letterless_audit() -> Audit:
    """Too little was tested: no letter, and the run was stopped early."""
    audit = good_audit()
    return audit.model_copy(
        update={
            "letter": None,
            "letter_without_caps": None,
            "no_letter_because": "Only 31 % of Trust and nothing of Keeps up could be tested.",
            "range": None,
            "weights_range": None,
            "equal_weights_score": None,
            "caps": (),
            "run": audit.run.model_copy(update={"partial": True, "walked": 14}),
            "dimensions": tuple(
                each.model_copy(update={"score": None, "coverage": 0.0, "weakest": False})
                if each.id == "keeps-up"
                else each
                for each in audit.dimensions
            ),
        }
    )


def empty_audit() -> Audit:
    """Nothing was reached: every list is empty."""
    audit = letterless_audit()
    lists = ("caps", "scenarios", "tasks", "findings", "checks", "not_tested", "limits")
    return audit.model_copy(
        update={
            **dict.fromkeys(lists, ()),
            "measures": {},
            "score": None,
            "score_without_caps": None,
            "average": None,
            "dimensions": tuple(
                each.model_copy(update={"score": None, "coverage": 0.0, "weakest": False})
                for each in audit.dimensions
            ),
        }
    )


def _hardest_page(heading: str, word: str, plain: str) -> HardestPage:
    pieces = (Piece(text="Your "), Piece(text=word, hard=True, plain=plain), Piece(text=" is due."))
    passage = Passage(score=61.0, pieces=pieces)
    return HardestPage(heading=heading, path="/coverage", score=61.0, passages=(passage,))


def people(words: str = "I had to look twice.") -> People:
    """Three people at one task; `words` is what each portal and person could have written."""
    boxes = (
        PathBox(words=words, kind="on", seconds=4.0),
        PathBox(words=words, kind="detour", seconds=9.5),
        PathBox(words=words, kind="back", seconds=2.0),
    )
    tries = tuple(
        PersonTry(
            who=words,
            outcome=outcome,
            why=words,
            counted=counted,
            seconds=75.0,
            ease=ease,
            lostness=0.4,
            path=boxes,
            backtracks=1,
            first_click="off_path",
            dead=2,
            rage=1,
            errors=1,
            hesitations=2,
            comment=words,
            own_words=words,
            understood="partly",
        )
        for outcome, ease, counted in (
            ("success", 6, True),
            ("assisted", 3, True),
            ("false-success", 2, True),
            ("gave-up", 1, False),
        )
    )
    task = HumanTask(
        scenario="latest-result",
        title=words,
        priority=3,
        tries=3,
        done=1,
        assisted=1,
        believed=1,
        seconds=Measured(median=75, low=75, high=75, geometric_mean=75),
        target_s=60,
        limit_s=120,
        least_s=31,
        ease=3.7,
        lostness=0.4,
        completion=0.4,
        time=0.8,
        easy=0.45,
        directness=0.6,
        score=56.2,
        attempts=tries,
    )
    return People(
        sessions=3,
        newest="2026-11-20",
        wording="This is what 3 people met. So few find problems; they give no rates.",
        notes=(words,),
        tasks=(task,),
        umux_lite=58.3,
        predicted_sus=60.8,
        elder_alone=3.0,
        quotes=tuple(Quote(words=words, about=words, who=words) for _ in range(4)),
    )


def hostile_audit() -> Audit:
    """Every text that can come from a page, a portal file or a broken check is an attack."""
    audit = good_audit()
    attacks = tuple(_hostile_finding(number, text) for number, text in enumerate(HOSTILE))
    attack = " ".join(HOSTILE[:9])
    return audit.model_copy(
        update={
            "portal": PortalInfo(name=attack, start="javascript:alert(1)", hosts=(attack,)),
            "summary": attack,
            "caps": (Cap(limit=69, reason=attack, check=attack, findings=(attack,)),),
            "tasks": tuple(
                task.model_copy(update={"title": attack, "reason": attack}) for task in audit.tasks
            ),
            "scenarios": tuple(
                each.model_copy(update={"title": attack, "note": attack})
                for each in audit.scenarios
            ),
            "checks": tuple(
                check.model_copy(update={"note": attack, "source": "javascript:alert(1)"})
                for check in audit.checks
            ),
            "findings": (*attacks, *audit.findings),
            "measures": {attack: attack},
            "not_tested": (NotTested(what=attack, title=attack, why=attack),),
            "limits": (attack,),
            "hardest_page": _hardest_page(attack, attack, attack),
            "people": people(attack),
        }
    )


def _hostile_finding(number: int, text: str) -> FindingResult:
    place = PlaceResult(
        state=text, url=text, target=text, snippet=text, shot="../../../etc/passwd", crop=None
    )
    return FindingResult(
        id=f"F{900 + number}",
        fingerprint=f'GI-03-{number}"><script>alert(2)</script>',
        check="GI-03",
        rule=text,
        severity=4,
        dimension="get-in",
        wcag=(text,),
        title=text,
        problem=text,
        who=text,
        where=(place,),
        places=1,
        fix=text,
        source=text,
        tasks=(text,),
        audiences=(text,),
        priority=100 - number,
    )


def _run() -> RunSummary:
    return RunSummary(
        started="2026-10-01T08:12:44Z",
        today="2026-10-01",
        tool="portal-audit 0.1.0",
        browser="Chromium 141",
        axe="4.11.0",
        machine="Linux, 2 cores",
        settings="7f3c9a10b2d4",
        repeats=5,
        writes=False,
        planned=24,
        walked=24,
        states=31,
        audiences=_AUDIENCES,
    )


def _dimensions() -> tuple[DimensionResult, ...]:
    rows = (
        ("get-in", "Get in", 20, 72.0, 0.91, ("GI-02", "GI-03", "GI-04")),
        ("find-and-do", "Find & do", 25, 78.0, 0.75, ()),
        ("understand", "Understand", 15, 61.0, 0.88, ("UN-01", "UN-02")),
        ("everyone", "Everyone can use it", 20, 84.0, 0.72, ("EV-01", "EV-02")),
        ("trust", "Trust", 10, 90.0, 0.7, ("TR-01", "TR-04")),
        ("keeps-up", "Keeps up & responds", 10, 70.0, 0.71, ("KU-12",)),
    )
    return tuple(
        DimensionResult(
            id=id_,
            title=title,
            weight=weight,
            score=score,
            coverage=coverage,
            checks=checks,
            weakest=id_ == "understand",
        )
        for id_, title, weight, score, coverage, checks in rows
    )


def _scores() -> tuple[ScenarioScore, ...]:
    return tuple(
        ScenarioScore(
            scenario=scenario,
            title=title,
            priority=priority,
            dimension=dimension,
            score=79.1 - 4 * number,
            effort=0.889,
            steps=0.632,
            wait=0.81,
            reach=2 / 3 if scenario in ("book", "pay-bill") else 1.0,
            effort_seconds=31.0 + 9 * number,
            older_adult_seconds=1.43 * (31 + 9 * number),
        )
        for number, (scenario, title, priority, dimension) in enumerate(_SCENARIOS)
    )


def _tasks() -> tuple[TaskResult, ...]:
    tasks = []
    for number, (scenario, title, priority, _) in enumerate(_SCENARIOS):
        for audience, _title in _AUDIENCES:
            status, reason = _TROUBLE.get((scenario, audience), ("done", ""))
            tried = status != "not-tested"
            slow = 2.4 if audience == "phone-slow" else 1.0
            tasks.append(
                TaskResult(
                    scenario=scenario,
                    title=title,
                    priority=priority,
                    audience=audience,
                    status=status,
                    done={"done": 5, "flaky": 3}.get(status, 0),
                    tries=5 if tried else 0,
                    seconds=Measured(median=12.3, low=11.8, high=14.0) if tried else None,
                    system_seconds=Measured(median=1.9 * slow, low=1.5, high=6) if tried else None,
                    klm_seconds=21.0 + 6 * number if tried else None,
                    clicks=3 + number % 4 if tried else None,
                    fields=number % 3 if tried else None,
                    pages=2 + number % 3 if tried else None,
                    keys=41 + number if audience == "keyboard" else None,
                    reason=reason,
                    stopped_before_commit=scenario in ("refill", "pay-bill") and status == "done",
                )
            )
    return tuple(tasks)


def _findings() -> tuple[FindingResult, ...]:
    def place(
        url: str, target: str, snippet: str, crop: tuple[int, int, int, int] | None
    ) -> PlaceResult:
        return PlaceResult(
            state="3fa9c1d2-desktop", url=url, target=target, snippet=snippet, shot=SHOT, crop=crop
        )

    return (
        FindingResult(
            id="F001",
            fingerprint="EV-02-0123456789ab",
            check="EV-02",
            severity=4,
            dimension="everyone",
            wcag=("2.1.1", "4.1.2"),
            title="The time buttons cannot be reached with the keyboard",
            problem="People who cannot use a mouse cannot pick a time, so they cannot book.",
            who="People who use a keyboard, a switch or a screen reader",
            where=(
                place(
                    "/visits/book",
                    "main > .times > div:nth-child(3)",
                    '<div class="slot" onclick="pick(3)">8:20 a.m.</div>',
                    (648, 258, 922, 366),
                ),
                place("/visits/move", "main > .times > div", '<div class="slot">', None),
            ),
            places=24,
            fix="Make each time a real button. Then the Tab and Enter keys work by themselves.",
            effort="S",
            source="https://www.w3.org/WAI/WCAG22/Understanding/keyboard.html",
            tasks=("book",),
            audiences=("keyboard",),
            priority=12,
        ),
        FindingResult(
            id="F002",
            fingerprint="FD-01-a1b2c3d4e5f6",
            check="FD-01",
            severity=3,
            dimension="find-and-do",
            title="The card form traps the keyboard",
            problem="Once in the card form, a keyboard cannot get out again to press Pay.",
            who="People who use a keyboard",
            where=(place("/billing/pay", "iframe[title=Card]", "", (68, 1028, 342, 1122)),),
            places=1,
            fix="Ask the payment company for a form that the Tab key can leave.",
            effort="L",
            source="https://www.w3.org/WAI/WCAG22/Understanding/no-keyboard-trap.html",
            tasks=("pay-bill",),
            audiences=("keyboard",),
            priority=9,
        ),
        FindingResult(
            id="F003",
            fingerprint="GI-04-5e6f7a8b9c0d",
            check="GI-04",
            severity=3,
            dimension="get-in",
            wcag=("3.3.8",),
            title="The password cannot be pasted",
            problem="People who keep their password in a password manager must type it by hand.",
            who="Everyone with a long password, and people who cannot type well",
            where=(
                place(
                    "/sign-in", "#password", '<input id="password" onpaste="return false">', None
                ),
            ),
            places=1,
            fix="Remove the code that blocks pasting into the password field.",
            effort="S",
            source="https://pages.nist.gov/800-63-4/sp800-63b.html",
            tasks=("sign-in", "message"),
            audiences=("desktop", "phone-slow", "keyboard"),
            priority=18,
        ),
        FindingResult(
            id="F004",
            fingerprint="UN-02-112233445566",
            check="UN-02",
            severity=2,
            dimension="understand",
            title="“Diagnostics” says too little",
            problem="Many patients do not look for their test results behind this word.",
            who="Everyone, most of all people new to the portal",
            where=(place("/", "nav a:nth-child(3)", "Diagnostics", (820, 20, 960, 68)),),
            places=14,
            fix="Call it “Test results”.",
            effort="S",
            source="https://www.cdc.gov/health-literacy/php/develop-materials/plain-language.html",
            tasks=("latest-result",),
            audiences=("desktop", "phone-slow"),
            priority=28,
        ),
        FindingResult(
            id="F005",
            fingerprint="EV-01-99aa88bb77cc",
            check="EV-01",
            rule="color-contrast",
            severity=2,
            dimension="everyone",
            wcag=("1.4.3",),
            title="The word on the Confirm button is too pale",
            problem="People with weak sight cannot read the button that finishes the booking.",
            who="People with low vision; everyone in sunlight",
            where=(
                place(
                    "/visits/book",
                    "button.confirm",
                    '<button class="confirm">Confirm</button>',
                    (68, 1028, 342, 1122),
                ),
            ),
            places=3,
            fix="Use white on the dark green of the page head: it has a contrast of 9 to 1.",
            effort="S",
            source="https://dequeuniversity.com/rules/axe/4.11/color-contrast",
            tasks=("book",),
            audiences=("desktop", "phone-slow", "keyboard"),
            priority=6,
        ),
        FindingResult(
            id="F006",
            fingerprint="UN-01-77665544aabb",
            check="UN-01",
            severity=2,
            confidence="likely",
            dimension="understand",
            title="The result page reads like a textbook",
            problem="A patient needs 12 years of school to read what the test result means.",
            who="People who find long sentences hard",
            where=(
                PlaceResult(
                    url="/results/lipid-panel",
                    snippet="Elevated low-density lipoprotein is indicative of",
                ),
            ),
            places=1,
            fix="Say first what it means for the patient. Use sentences of about 15 words.",
            effort="M",
            source="policy",
            tasks=("latest-result",),
            audiences=("desktop",),
            priority=4,
        ),
        FindingResult(
            id="F007",
            fingerprint="KU-12-00ff11ee22dd",
            check="KU-12",
            severity=1,
            dimension="keeps-up",
            title="The holiday notice is from last year",
            problem="A notice about December 2025 is still on the home page.",
            who="Everyone",
            where=(PlaceResult(url="/", target=".notice", snippet="Closed December 24, 2025"),),
            places=1,
            fix="Take it down, and give each notice an end date.",
            effort="S",
            source="policy",
            priority=1,
        ),
    )


def _checks() -> tuple[CheckResult, ...]:
    rows = (
        ("GI-02", "A patient can sign in", "get-in", "passed", 1.0, 5, "5 of 5 tries."),
        ("GI-03", "Sign-in fields have labels", "get-in", "passed", 1.0, 3, "3 fields."),
        (
            "GI-04",
            "A password can be pasted",
            "get-in",
            "failed",
            0.0,
            5,
            "0 of 24 characters arrived.",
        ),
        ("UN-01", "Texts are easy to read", "understand", "failed", 0.44, 5, "Median grade 10.4."),
        ("UN-02", "Words are plain", "understand", "failed", 0.5, 4, "3.2 hard words in 100."),
        ("EV-01", "No known barrier in the pages", "everyone", "failed", 0.8, 8, "2 rules broken."),
        ("EV-02", "Everything works by keyboard", "everyone", "failed", 0.75, 8, "6 of 8 tasks."),
        ("TR-01", "The connection is safe", "trust", "passed", 1.0, 5, "TLS on every page."),
        ("TR-04", "Cookies are kept safe", "trust", "cannot tell", None, 3, "No cookie was seen."),
        ("KU-12", "Pages are fast", "keeps-up", "not applicable", None, 2, "No page was slow."),
    )
    return tuple(
        CheckResult(
            id=id_,
            title=title,
            dimension=dimension,
            verdict=verdict,
            share=share,
            weight=weight,
            note=note,
            why="Patients need it.",
            rule="Every try succeeds; half the points from 3 of 5.",
            fix="Repair it.",
            source="https://www.w3.org/TR/WCAG22/" if id_ != "UN-01" else "policy",
            wcag=("3.3.8",) if id_ == "GI-04" else (),
        )
        for id_, title, dimension, verdict, share, weight, note in rows
    )


def _not_tested() -> tuple[NotTested, ...]:
    later = "This version cannot make this check yet."
    return (
        NotTested(
            what="people",
            title="How people get on",
            why="No person has tried this portal with Portal Audit yet.",
        ),
        NotTested(
            what="S02",
            title="“I forgot my password.”",
            why="The task was not planned.",
            dimension="get-in",
        ),
        NotTested(
            what="S15",
            title="“My daughter helps me.”",
            why="The task was not planned.",
            dimension="find-and-do",
        ),
        NotTested(
            what="GI-12", title="The time limit is long enough", why=later, dimension="get-in"
        ),
        NotTested(
            what="GI-13",
            title="A warning comes before the time limit",
            why=later,
            dimension="get-in",
        ),
        NotTested(what="TR-05", title="No ads on signed-in pages", why=later, dimension="trust"),
        NotTested(what="EV-05", title="Works at 400 % zoom", why=later, dimension="everyone"),
        NotTested(
            what="TR-04",
            title="Cookies are kept safe",
            why="No cookie was seen.",
            dimension="trust",
        ),
    )
