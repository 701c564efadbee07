"""Small runs for the tests of the Understand checks."""

from __future__ import annotations

from portal_audit.evidence import (
    Block,
    Control,
    PageState,
    PlannedAudience,
    RunEvidence,
    RunInfo,
)
from portal_audit.evidence.model import BlockKind

PLAIN = "You can see your test here. Call us if you do not feel well. We are here to help you. "
"""Eighteen words in three easy sentences."""
SPANISH = "Sus resultados de la prueba están listos para usted en el portal de la clínica. "


def text(words: str, kind: BlockKind = "text", lang: str = "en") -> Block:
    return Block(kind=kind, text=words, lang=lang, target="p")


def button(name: str, role: str = "button") -> Control:
    return Control(role=role, name=name, name_from="text", tag=role, target=f"[{name}]")


def page(
    *blocks: Block,
    path: str = "/",
    controls: tuple[Control, ...] | None = (),
    rendering: str = "desktop",
    unread: bool = False,
) -> PageState:
    return PageState(
        digest=f"state{path.replace('/', '-')}",
        rendering=rendering,
        url=f"https://portal.example.org{path}",
        path=path,
        title="Portal",
        heading=f"Page {path}",
        lang="en",
        blocks=None if unread else blocks,
        controls=controls,
    )


def run(*states: PageState) -> RunEvidence:
    audience = PlannedAudience(
        id="desktop", title="Desktop", profile="P0", rendering="desktop", baseline=True
    )
    info = RunInfo(
        portal="Riverbend Cardiac Clinic", start="https://portal.example.org/",
        hosts=("portal.example.org",), today="2026-11-24", started="2026-11-24T10:00:00Z",
        tool="0", method="1.0", settings="0", browser="x", axe="x", machine="x",
        scenarios=(), audiences=(audience,),
    )  # fmt: skip
    return RunEvidence(run=info, walks=(), states={state.id: state for state in states})
