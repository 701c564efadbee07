"""The whole line: plan -> walk -> evidence -> checks -> score -> audit.json -> report.

The judging rooms are imported where they are used: a run loads them while the browser starts.
"""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Protocol

from portal_audit import secret
from portal_audit.browser import Browser, find_browser
from portal_audit.errors import FileProblem, PortalAuditError
from portal_audit.evidence import RunEvidence, Trial, Walk
from portal_audit.evidence.store import RunFolder
from portal_audit.executor import LocalExecutor
from portal_audit.plan import Plan
from portal_audit.result import Audit
from portal_audit.sessions import add_sessions
from portal_audit.walk.exam import EXAMS
from portal_audit.walk.job import Bundle, Job
from portal_audit.walk.letter import look_at_mail
from portal_audit.walk.probes.axe import axe_version
from portal_audit.walk.redact import Redactor
from portal_audit.walk.surroundings import Surroundings
from portal_audit.walk.trials import TRIALS, WAITING
from portal_audit.walk.trials.trial import Bench


class Progress(Protocol):
    """What a run tells its user while it works."""

    def say(self, message: str) -> None: ...
    def planned(self, walks: int) -> None: ...
    def started(self, walk: str) -> None: ...
    def ended(self, walk: Walk) -> None: ...


class Silent:
    """Progress that nobody watches."""

    def say(self, message: str) -> None: ...
    def planned(self, walks: int) -> None: ...
    def started(self, walk: str) -> None: ...
    def ended(self, walk: Walk) -> None: ...


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run has come to."""

    folder: Path
    audit: Audit
    scorecard: Path
    interrupted: bool
    sign_in_refused: str
    """Why the portal did not let the test account in; "" when it did or was not asked."""


async def run_audit(
    plan: Plan,
    out: Path,
    progress: Progress,
    *,
    workers: int | None = None,
    stop: asyncio.Event | None = None,
    resume: bool = False,
) -> RunResult:
    """Walk the plan, judge what was seen, write audit.json and scorecard.html into `out`.

    `stop` ends the run early: what was walked by then is judged and kept.

    Raises PortalUnreachable, BrowserMissing, SecretProblem and FileProblem; finished walks are
    on disk by then.
    """
    # What a run gathers it keeps: to look through it for garbage every 700 objects, as Python does
    # by itself, takes a tenth of our time.
    gc.set_threshold(50_000, 20, 50)
    stop = stop or asyncio.Event()
    around = surroundings_of(plan)
    folder = _folder(plan, out, resume)
    jobs = _left_to_do(plan.jobs(), folder, around)
    progress.planned(len(jobs))
    for problem in plan.left_out:
        progress.say(problem)

    full: list[PortalAuditError] = []
    seen = list(folder.states().values())

    def kept(keep: Callable[[], None]) -> bool:
        """Whether it could be written; a full disk ends the run."""
        try:
            keep()
        except FileProblem as problem:
            full.append(problem)
            stop.set()
        return not full

    def ended(bundle: Bundle) -> None:
        seen.extend(bundle.states)
        if kept(lambda: folder.add(bundle.walk, bundle.states, bundle.pictures)):
            progress.ended(bundle.walk)

    def bench(browser: Browser) -> Bench:
        return Bench(browser, plan.portal, around, plan.scenarios, seen, plan.idle, folder.trials())

    def tried(trial: Trial) -> None:
        if kept(lambda: folder.add_trial(trial)) and trial.why_not:
            progress.say(f"Not tried: {trial.name}. {trial.why_not}")

    besides = plan.closer and plan.tries_besides
    executor = LocalExecutor(
        around,
        workers=workers or min(os.cpu_count() or 1, 4),
        stop=stop,
        closed_world=plan.portal.is_local,
        say=progress.say,
    )
    async with executor:
        # While the browser starts, this process would only wait; so it would while it ends.
        ready = asyncio.create_task(asyncio.to_thread(_get_ready))
        waiting = asyncio.create_task(executor.try_out(WAITING if besides else (), bench, tried))
        try:
            await executor.map(jobs, lambda job: progress.started(job.id), ended)
            await executor.try_out(TRIALS if besides else (), bench, tried)
            await waiting
            if (letter := plan.letter) and plan.tries_besides and not stop.is_set():
                shown = await look_at_mail(
                    letter.html, await executor.browser(), Redactor(letter.secrets)
                )
                folder.add_mail(letter.mail, shown.page, shown.pictures)
            if plan.tries_besides:
                kept(lambda: add_sessions(folder, plan.people))
        finally:
            waiting.cancel()
        await ready
        if full:
            raise full[0]
        ending = asyncio.create_task(executor.close())
        await asyncio.sleep(0)
        audit = score_run(folder)
        from portal_audit.report import write_report

        scorecard = write_report(audit, folder.path, "html")
        await ending
    return RunResult(folder.path, audit, scorecard, stop.is_set(), around.refused)


def score_run(folder: RunFolder) -> Audit:
    """Judge and score saved evidence and write audit.json.

    No browser, no clock, no chance: the same evidence gives the same bytes.
    """
    audit = judge_and_score(folder.load())
    folder.write("audit.json", audit.to_json())
    return audit


def judge_and_score(evidence: RunEvidence) -> Audit:
    """evidence -> checks -> score."""
    from portal_audit.checks import judge
    from portal_audit.checks.understand.hardest import hardest_page
    from portal_audit.score.rubric import load_rubric
    from portal_audit.score.score import score

    planned = evidence.run.planned_in_all or evidence.run.planned
    return score(
        evidence,
        judge(evidence),
        load_rubric(),
        planned_walks=planned,
        partial=len(evidence.walks) < planned,
        hardest_page=hardest_page(evidence),
    )


def _get_ready() -> None:
    """Load what judging and the scorecard will need."""
    for room in ("checks", "score.score", "report"):
        import_module(f"portal_audit.{room}")
    from portal_audit import language
    from portal_audit.report import html

    language.get_ready()
    html.get_ready()


def _folder(plan: Plan, out: Path, resume: bool) -> RunFolder:
    info = plan.run_info(
        browser=str(find_browser() or ""), axe=axe_version(), started=datetime.now(UTC)
    )
    if not resume:
        folder = RunFolder.create(out)
        folder.begin(info)
        return folder
    folder = RunFolder.open(out)
    before = folder.run_info()
    if before.shard != info.shard:
        raise FileProblem(
            out,
            f"this run is shard {before.shard}." if before.shard else "this run is no shard.",
            f"Go on with it: --shard {before.shard}" if before.shard else "Leave --shard out.",
        )
    if before.settings != info.settings:
        raise FileProblem(
            out,
            "this run was started with other settings, so it cannot be continued.",
            "Use the same portal file, scenarios and audiences, or start a new run.",
        )
    return folder


def _left_to_do(jobs: Sequence[Job], folder: RunFolder, around: Surroundings) -> list[Job]:
    """Jobs without a finished walk; states already stored are not probed again."""
    finished = {walk.id for walk in folder.walks()}
    for name, state in folder.states().items():
        around.book.known.add(name)
        if state.signed_in:
            around.book.signed_in.add(name)
    return [job for job in jobs if job.id not in finished]


def surroundings_of(plan: Plan) -> Surroundings:
    """What the walks of the plan share. Raises SecretProblem when a secret is missing."""
    exams = EXAMS if plan.closer else ()
    around = Surroundings(plan.vocabulary, Redactor(_secrets(plan)), exams=exams)
    for canary in plan.portal.canaries:
        around.redactor.mask(canary)
    return around


def _secrets(plan: Plan) -> list[str]:
    """Every secret of the account, looked up now: a missing one stops the run before it starts."""
    references: list[str] = []
    if account := plan.portal.account:
        references += [account.user, account.password, *([account.code] if account.code else [])]
    if gate := plan.portal.gate:
        references += [gate.user, gate.password]
    if spare := plan.portal.spare_account:
        references += [spare.user, spare.password]
    return [secret.seed_of(reference) for reference in references]
