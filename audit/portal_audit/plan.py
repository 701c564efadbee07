"""The plan: which scenario x audience x repeat, in which order, and what is written about it."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from portal_audit import __version__, yamlfile
from portal_audit.errors import UsageProblem
from portal_audit.evidence import (
    Closing,
    PlannedAudience,
    PlannedScenario,
    RosterEntry,
    RunInfo,
)
from portal_audit.language.glossary import GlossaryFile, read_own
from portal_audit.mail import Letter, read_letter
from portal_audit.office import closings_of, read_roster
from portal_audit.portal import Portal
from portal_audit.scenario import Scenario, find_scenarios, shipped_vocabulary
from portal_audit.sessions import SessionFile, sessions_beside
from portal_audit.shard import Shard
from portal_audit.steps import Vocabulary
from portal_audit.trackers import read_own as read_own_trackers
from portal_audit.walk.audiences import AUDIENCES, Audience
from portal_audit.walk.job import Job

NOT_A_SETTING = {
    *("start", "hosts", "account", "spare_account", "test_patients"),
    *("roster", "closings", "invitation", "auditor", "commissioner"),
}
"""What a portal file says about the office and its accounts, and not about what is asked."""

METHOD = "1.0"
"""Version of the method (what is measured and how it is scored)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will do."""

    portal: Portal
    scenarios: tuple[Scenario, ...]
    audiences: tuple[Audience, ...]
    vocabulary: Vocabulary
    repeat: int
    closer: bool = True
    """Whether each new page is looked at more closely, on a copy of it."""
    plain_words: tuple[GlossaryFile, ...] = ()
    """The office's own files of hard words."""
    roster: tuple[RosterEntry, ...] = ()
    closings: tuple[Closing, ...] = ()
    trackers: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """The auditor's own tables of trackers, as one."""
    letter: Letter | None = None
    """The e-mail that invites patients."""
    people: tuple[SessionFile, ...] = ()
    """Reality checks of this portal, from the folder beside its file."""
    left_out: tuple[str, ...] = ()
    """Session files there that cannot be read, and why."""
    idle: tuple[float, ...] = ()
    """After how many minutes without use the server's own time limit is asked for."""
    shard: Shard | None = None
    """Which share of the plan this run walks; None for all of it."""

    def jobs(self) -> tuple[Job, ...]:
        """The walks of this run: its share of them all."""
        return self.shard.take(self.all_jobs()) if self.shard else self.all_jobs()

    @property
    def tries_besides(self) -> bool:
        """Whether this run does what is done once an audit, outside the tasks."""
        return self.shard is None or self.shard.first

    def all_jobs(self) -> tuple[Job, ...]:
        """Every walk, baseline first, the sign-in before all others.

        A scenario that asks for more repeats gets them on the baseline only: there they decide
        whether it works every time.
        """
        return tuple(
            Job(portal=self.portal, scenario=scenario, audience=audience.id, repeat=number)
            for audience in self.audiences
            if not self._same_walk_as(audience)
            for scenario in self._sign_in_first()
            if scenario.id not in self.portal.not_applicable
            for number in range(1, self._repeats(scenario, audience) + 1)
        )

    def told(self) -> list[str]:
        """The plan in plain lines, for people who want to know before anything is opened."""
        portal = self.portal
        jobs = self.jobs()
        account = "with its test account" if portal.account else "without an account"
        writes = (
            "Steps that cannot be undone ARE done (writes: true)."
            if portal.writes
            else "Nothing that cannot be undone is done: walks stop just before (writes: false)."
        )
        lines = [
            f"{portal.portal}: {portal.start}, {account}",
            f"Hosts: {', '.join(sorted(portal.allowed_hosts))}; the walk never leaves them.",
            writes,
            f"{len(jobs)} walks: {len(self.scenarios)} tasks, {len(self.audiences)} audiences."
            + (
                f" This is shard {self.shard} of {len(self.all_jobs())} walks."
                if self.shard
                else ""
            ),
            "",
        ]
        for scenario in self.scenarios:
            left_out = portal.not_applicable.get(scenario.id)
            lines.append(
                f"{scenario.id}: “{scenario.as_}”"
                + (f" - left out: {left_out}" if left_out else "")
            )
            for number, step in enumerate(scenario.steps, 1):
                mark = "" if not step.commits else "   [cannot be undone]"
                lines.append(f"  {number}. {step.spoken(self.vocabulary)}{mark}")
        lines += ["", "Audiences: " + ", ".join(f"{a.id} ({a.how})" for a in self.audiences)]
        lines.append(
            "Each page is opened once more and tried with keys, enlarged and narrow; that copy "
            "sends nothing."
            if self.closer
            else "No page is looked at more closely, nothing is tried besides (--quick)."
        )
        besides = self.closer and self.tries_besides
        if besides and portal.account:
            lines.append(
                "Once, besides the tasks: a wrong password, letting the time run out, signing out, "
                "following the links."
            )
        if self.people:
            those = "one person" if len(self.people) == 1 else f"{len(self.people)} people"
            lines.append(f"Reality checks of {those} are counted.")
        if besides and portal.spare_account:
            lines.append(
                "Five wrong passwords are tried with the spare account, which may lock it."
            )
        return lines

    def _same_walk_as(self, audience: Audience) -> str:
        """The audience of this plan whose walks show what `audience` meets as well."""
        other = audience.same_walk_as
        return other if any(a.id == other for a in self.audiences) else ""

    def _sign_in_first(self) -> list[Scenario]:
        return sorted(self.scenarios, key=lambda s: all(x.kind != "sign_in" for x in s.steps))

    def _repeats(self, scenario: Scenario, audience: Audience) -> int:
        return max(self.repeat, scenario.repeat) if audience.baseline else self.repeat

    def run_info(self, *, browser: str, axe: str, started: datetime) -> RunInfo:
        """What is written about the run before it starts. Holds no secret: only references do."""
        return RunInfo(
            portal=self.portal.portal,
            start=self.portal.start,
            hosts=tuple(sorted(self.portal.allowed_hosts)),
            words=dict(self.portal.words),
            plain_words=tuple(
                file.model_dump(mode="json", exclude_defaults=True) for file in self.plain_words
            ),
            allowed_words=self.portal.allowed_words,
            roster=self.roster,
            closings=self.closings,
            trackers=self.trackers,
            auditor=self.portal.auditor,
            commissioner=self.portal.commissioner,
            writes=self.portal.writes,
            today=started.date().isoformat(),
            started=started.astimezone(UTC).isoformat(timespec="seconds"),
            tool=f"portal-audit {__version__}",
            method=METHOD,
            settings=self._settings(),
            browser=browser,
            axe=axe,
            machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
            repeats=self.repeat,
            planned=len(self.jobs()),
            shard=str(self.shard or ""),
            planned_in_all=len(self.all_jobs()) if self.shard else 0,
            scenarios=tuple(self._planned(s) for s in self.scenarios),
            audiences=tuple(
                PlannedAudience(
                    id=a.id,
                    title=a.title,
                    how=a.how,
                    profile=a.profile,
                    rendering=a.rendering,
                    baseline=a.baseline,
                    same_walk_as=self._same_walk_as(a),
                )
                for a in self.audiences
            ),
        )

    def _planned(self, scenario: Scenario) -> PlannedScenario:
        budget = scenario.budget
        return PlannedScenario(
            id=scenario.id,
            method=scenario.method,
            title=scenario.as_,
            priority=scenario.rank,
            dimension=scenario.counts_in,
            effort=budget.effort if budget else None,
            limit=budget.limit if budget else None,
            target_s=budget.seconds[0] if budget else None,
            limit_s=budget.seconds[1] if budget else None,
            must_read=scenario.must_read,
            not_applicable=self.portal.not_applicable.get(scenario.id, ""),
        )

    def _settings(self) -> str:
        """Hash of everything that decides the result besides the portal: same hash, comparable."""
        rubric = files("portal_audit.score").joinpath("rubric.toml").read_text(encoding="utf-8")
        parts = [
            # The address may differ from run to run (a demo's port) without changing the question.
            self.portal.model_dump(mode="json", exclude=NOT_A_SETTING),
            [s.model_dump(mode="json") for s in self.scenarios],
            [a.id for a in self.audiences],
            self.repeat,
            self.closer,
            [file.model_dump(mode="json") for file in self.plain_words],
            self.trackers,
            rubric,
        ]
        text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def make_plan(
    portal: Portal,
    beside: Path,
    *,
    scenarios: Sequence[str] = (),
    audiences: Sequence[str] = (),
    repeat: int | None = None,
    closer: bool = True,
    idle: Sequence[float] = (),
    shard: Shard | None = None,
) -> Plan:
    """The plan for `portal`; arguments narrow what the portal file asks for.

    `beside` is the folder that paths of own scenarios are relative to.
    Raises UsageProblem or FileProblem.
    """
    vocabulary = shipped_vocabulary().with_portal(portal.words)
    chosen = find_scenarios(tuple(scenarios) or portal.scenarios, beside, vocabulary)
    if portal.account is None:
        chosen = tuple(s for s in chosen if s.needs == "nothing" and not _signs_in(s))
        if not chosen:
            raise UsageProblem(
                "Every chosen scenario needs a test account, and the portal file names none.",
                "Add `account:` to the portal file.",
            )
    for known in portal.not_applicable:
        if known not in {s.id for s in chosen} and not scenarios:
            raise UsageProblem(
                f'`not_applicable` names "{known}", which is not one of the scenarios.',
                yamlfile.nearest(known, (s.id for s in chosen)),
            )
    names = tuple(audiences) or portal.audiences
    if "all" in names:
        names = tuple(AUDIENCES)
    for name in names:
        if name not in AUDIENCES:
            raise UsageProblem(f'There is no audience "{name}".', yamlfile.nearest(name, AUDIENCES))
    in_order = tuple(audience for name, audience in AUDIENCES.items() if name in names)
    own = tuple(read_own(beside / name) for name in portal.plain_words)
    people, left_out = sessions_beside(beside, portal.start)
    plan = Plan(
        portal,
        chosen,
        in_order,
        vocabulary,
        repeat or portal.repeat,
        closer,
        own,
        roster=read_roster(beside / portal.roster) if portal.roster else (),
        closings=closings_of(portal, beside),
        trackers=read_own_trackers(beside / name for name in portal.trackers),
        letter=read_letter(beside / portal.invitation) if portal.invitation else None,
        people=people,
        left_out=left_out,
        idle=tuple(idle),
        shard=shard,
    )
    if shard and shard.of > (walks := len(plan.all_jobs())):
        raise UsageProblem(
            f"There are only {walks} walks to share, too few for {shard.of} shards.",
            f"Use at most {walks} shards.",
        )
    return plan


def _signs_in(scenario: Scenario) -> bool:
    return any(step.kind == "sign_in" for step in scenario.steps)
