"""Small pieces of evidence for the tests of Get in and Trust."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from portal_audit.evidence import (
    Answer,
    Block,
    Box,
    Control,
    Cookie,
    Event,
    Observation,
    PageState,
    PlannedAudience,
    PlannedScenario,
    Request,
    RunEvidence,
    RunInfo,
    StepRecord,
    Trial,
    Walk,
)
from portal_audit.evidence.model import BlockKind

HOST = "portal.riverbend.example"
DESKTOP = PlannedAudience(
    id="desktop", title="Desktop", profile="P0", rendering="desktop", baseline=True
)
PHONE = PlannedAudience(id="phone-slow", title="Phone", profile="P3", rendering="phone")
SIGN_IN = PlannedScenario(
    id="sign-in",
    method="S01",
    title="Let me in.",
    priority=3,
    dimension="get-in",
    effort=6,
    limit=12,
)
RESET = PlannedScenario(
    id="reset", method="S02", title="I forgot my password.", priority=3, dimension="get-in"
)


def text(words: str, kind: BlockKind = "text", frame: str = "") -> Block:
    return Block(kind=kind, text=words, region="main", target="p", frame=frame)


def control(name: str, role: str = "link", **more: Any) -> Control:
    values: dict[str, Any] = {
        "role": role,
        "name": name,
        "name_from": "text",
        "tag": {"link": "a", "textbox": "input", "checkbox": "input"}.get(role, role),
        "region": "main",
        "target": f"[{name}]",
        "box": Box(x=20, y=100, width=200, height=40),
    }
    return Control(**(values | more))


def field(name: str, type: str = "text", autocomplete: str = "", **more: Any) -> Control:
    """A field with a visible label; `label=""` takes it away."""
    values: dict[str, Any] = {"label": name, "name_from": "label", "type": type}
    return control(name, "textbox", **(values | {"autocomplete": autocomplete} | more))


USER = field("User name", autocomplete="username")
PASSWORD = field("Password", "password", "current-password")
CODE = field("6-digit code", autocomplete="one-time-code", inputmode="numeric")
FORGOT = control("I forgot my password")
SHOW = control("Show password", "button")
PRIVACY = control("Privacy notice", href=f"https://{HOST}/privacy")


def state(
    path: str = "/",
    *blocks: Block,
    controls: Iterable[Control] | None = (),
    rendering: str = "desktop",
    **more: Any,
) -> PageState:
    """A page state named after its path. `controls=None` or `blocks=None`: not gathered."""
    name = path.strip("/").replace("/", "-") or "start"
    values: dict[str, Any] = {
        "digest": name,
        "rendering": rendering,
        "url": f"https://{HOST}{path}",
        "path": path,
        "title": f"{name} - Riverbend Family Clinic",
        "heading": name,
        "lang": "en",
        "blocks": blocks,
        "controls": None if controls is None else tuple(controls),
        "viewport": (1280, 800) if rendering == "desktop" else (412, 823),
    }
    return PageState(**(values | more))


def home(
    *blocks: Block, controls: Iterable[Control] = (control("Sign in"),), **more: Any
) -> PageState:
    return state("/", *blocks, controls=controls, **more)


def sign_in_page(
    *blocks: Block, controls: Iterable[Control] = (USER, PASSWORD), **more: Any
) -> PageState:
    return state("/sign-in", *blocks, controls=controls, **more)


def code_page(*blocks: Block, controls: Iterable[Control] = (CODE,), **more: Any) -> PageState:
    return state("/code", *blocks, controls=controls, **more)


def private(path: str = "/home", *blocks: Block, **more: Any) -> PageState:
    return state(path, *blocks, **({"signed_in": True} | more))


def step(**more: Any) -> StepRecord:
    values: dict[str, Any] = {"number": 1, "kind": "sign_in", "words": "Sign in"}
    return StepRecord(**(values | {"status": "done"} | more))


def walk(
    *states: PageState, scenario: str = "sign-in", audience: str = "desktop", **more: Any
) -> Walk:
    values: dict[str, Any] = {
        "scenario": scenario,
        "audience": audience,
        "repeat": 1,
        "status": "done",
        "started": "2026-11-24T09:00:00Z",
        "seconds": 5,
        "states": tuple(s.id for s in states),
        "pages": len(states),
    }
    values |= more
    name = f"{values['scenario']}--{values['audience']}--{values['repeat']}"
    return Walk(id=name, **values)


def request(url: str, page: str = "/home", **more: Any) -> Request:
    host = url.split("/")[2].split(":")[0]
    values: dict[str, Any] = {"method": "GET", "resource": "script", "signed_in": True}
    return Request(**({"url": url, "host": host, "page": page} | values | more))


def cookie(
    name: str = "sid",
    *,
    secure: bool = True,
    http_only: bool = True,
    same_site: Literal["Strict", "Lax", "None", ""] = "Lax",
    **more: Any,
) -> Cookie:
    values: dict[str, Any] = {"domain": HOST, "path": "/", "session": True}
    return Cookie(
        name=name, secure=secure, http_only=http_only, same_site=same_site, **(values | more)
    )


def fence(words: str) -> Event:
    return Event(kind="fence", text=words)


def trial(name: str, *seen: Observation, why_not: str = "", **facts: bool | float | str) -> Trial:
    """A trial with what came of it."""
    return Trial(name=name, why_not=why_not, facts=facts, observations=seen)


def evidence(
    *states: PageState,
    walks: Iterable[Walk] | None = None,
    scenarios: tuple[PlannedScenario, ...] = (SIGN_IN,),
    audiences: tuple[PlannedAudience, ...] = (DESKTOP, PHONE),
    trials: Iterable[Trial] = (),
    answers: tuple[Answer, ...] = (),
    **run: Any,
) -> RunEvidence:
    """A run; without `walks`, one sign-in walk in each rendering saw its states in this order."""
    if walks is None:
        by_rendering = [(a, [s for s in states if s.rendering == a.rendering]) for a in audiences]
        walks = [walk(*seen, audience=a.id) for a, seen in by_rendering if seen]
    values: dict[str, Any] = {
        "portal": "Riverbend Family Clinic",
        "start": f"https://{HOST}/",
        "hosts": (HOST,),
        "today": "2026-11-24",
        "started": "2026-11-24T09:00:00Z",
        "tool": "0",
        "method": "1.0",
        "settings": "0",
        "browser": "x",
        "axe": "x",
        "machine": "x",
        "scenarios": scenarios,
        "audiences": audiences,
    }
    return RunEvidence(
        run=RunInfo(**(values | run)),
        walks=tuple(walks),
        states={s.id: s for s in states},
        trials={trial.name: trial for trial in trials},
        answers=answers,
    )
