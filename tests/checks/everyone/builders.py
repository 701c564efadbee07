"""Small pieces of evidence for the tests of Everyone and Keeps up."""

from __future__ import annotations

from typing import Any, Literal

from portal_audit.evidence import (
    AxeHit,
    AxeNode,
    AxeReport,
    Block,
    Control,
    PageState,
    PlannedAudience,
    PlannedScenario,
    RunEvidence,
    RunInfo,
    Vitals,
    Walk,
)
from portal_audit.evidence.model import BlockKind, Region, WalkStatus

TODAY = "2026-11-24"
DESKTOP = PlannedAudience(
    id="desktop", title="Desktop", profile="P0", rendering="desktop", baseline=True
)
KEYBOARD = PlannedAudience(id="keyboard", title="Keyboard", profile="P4", rendering="desktop")
PHONE = PlannedAudience(id="phone-slow", title="Phone", profile="P3", rendering="phone")
REFLOW = PlannedAudience(id="reflow-400", title="400 % zoom", profile="P2", rendering="reflow")


def block(
    text: str,
    kind: BlockKind = "text",
    region: Region = "main",
    lang: str = "",
) -> Block:
    return Block(kind=kind, text=text, region=region, lang=lang)


def control(
    name: str,
    role: str = "link",
    region: Region = "main",
    *,
    tag: str = "a",
    type: str = "",
    href: str = "",
) -> Control:
    return Control(
        role=role, name=name, name_from="text", tag=tag, type=type, href=href, region=region
    )


def state(
    path: str = "/",
    *blocks: Block,
    controls: tuple[Control, ...] = (),
    rendering: str = "desktop",
    **more: Any,
) -> PageState:
    """A page state named after its path; with neither blocks nor controls both are missing."""
    name = path.strip("/").replace("/", "-") or "home"
    gathered = bool(blocks or controls)
    values: dict[str, Any] = {
        "digest": name,
        "rendering": rendering,
        "url": f"https://portal.example{path}",
        "path": path,
        "title": f"{name} - Riverbend Family Clinic",
        "heading": name,
        "lang": "en",
        "blocks": blocks if gathered else None,
        "controls": controls if gathered else None,
    }
    return PageState(**(values | more))


def axe(*violations: AxeHit, passes: int = 20, incomplete: tuple[AxeHit, ...] = ()) -> AxeReport:
    return AxeReport(version="4.12.1", violations=violations, incomplete=incomplete, passes=passes)


def hit(
    rule: str,
    impact: Literal["minor", "moderate", "serious", "critical"] = "serious",
    tags: tuple[str, ...] = ("wcag2a", "wcag412"),
    target: str = "#it",
) -> AxeHit:
    node = AxeNode(target=target, snippet=f"<i id={target}>")
    return AxeHit(
        rule=rule,
        impact=impact,
        tags=tags,
        help=f"axe's words about {rule}",
        help_url=f"https://dequeuniversity.com/rules/axe/4.12/{rule}",
        nodes=(node,),
        total=1,
    )


def vitals(lcp_ms: float) -> Vitals:
    return Vitals(lcp_ms=lcp_ms)


def task(id: str = "book", method: str = "S08", **more: Any) -> PlannedScenario:
    values: dict[str, Any] = {
        "id": id,
        "method": method,
        "title": f"Do {id}.",
        "priority": 3,
        "dimension": "find-and-do",
    }
    return PlannedScenario(**(values | more))


def walk(
    scenario: str = "book",
    audience: str = "desktop",
    status: WalkStatus = "done",
    repeat: int = 1,
    **more: Any,
) -> Walk:
    return Walk(
        id=f"{scenario}--{audience}--{repeat}",
        scenario=scenario,
        audience=audience,
        repeat=repeat,
        status=status,
        started="2026-11-24T09:00:00Z",
        seconds=5,
        **more,
    )


def evidence(
    *states: PageState,
    walks: tuple[Walk, ...] = (),
    scenarios: tuple[PlannedScenario, ...] = (),
    audiences: tuple[PlannedAudience, ...] = (DESKTOP, KEYBOARD, PHONE),
    today: str = TODAY,
) -> RunEvidence:
    run = RunInfo(
        portal="Riverbend Family Clinic",
        start="https://portal.example/",
        hosts=("portal.example",),
        today=today,
        started="2026-11-24T09:00:00Z",
        tool="0.1.0",
        method="1.0",
        settings="abc",
        browser="Chromium",
        axe="4.12.1",
        machine="test",
        scenarios=scenarios,
        audiences=audiences,
    )
    return RunEvidence(run=run, walks=walks, states={s.id: s for s in states})
