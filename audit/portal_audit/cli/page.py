"""`portal-audit page`: one page, no scenario."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Annotated, Any

import typer

from portal_audit.browser import install_browser, open_browser
from portal_audit.finding import Finding
from portal_audit.page import PageFindings, findings_at, is_local


def register(app: typer.Typer) -> None:
    app.command("page")(page)


def page(
    url: Annotated[str, typer.Argument(help="Address of the page.", show_default=False)],
    json_: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check one page: accessibility (axe, every frame) and language. No account, no scenario."""
    install_browser(lambda message: print(message, file=sys.stderr))
    seen = asyncio.run(_look_at(url))
    print(json.dumps(as_json(seen), ensure_ascii=False) if json_ else as_text(seen))


async def _look_at(url: str) -> PageFindings:
    async with open_browser(closed_world=is_local(url)) as browser:
        return await findings_at(url, browser)


def as_json(seen: PageFindings) -> dict[str, Any]:
    """`{"url", "findings": [{"check","rule","wcag","outcome","target","snippet"}]}`."""
    return {
        "url": seen.url,
        "findings": [
            {
                "check": finding.check,
                "rule": finding.rule,
                "wcag": list(finding.wcag),
                "outcome": "failed" if finding.confidence == "certain" else "cantTell",
                "target": place.target,
                "snippet": place.snippet,
            }
            for finding in seen.findings
            for place in finding.where
        ],
    }


def as_text(seen: PageFindings) -> str:
    if not seen.findings:
        return f"{seen.url}: nothing found. A machine finds only a part of what is wrong."
    lines = [f"{seen.url}: {len(seen.findings)} findings"]
    for finding in seen.findings:
        lines += ["", *_finding(finding)]
    return "\n".join(lines)


def _finding(finding: Finding) -> list[str]:
    places = [place.snippet or place.target for place in finding.where[:3]]
    more = len(finding.where) - len(places)
    return [
        f"{finding.severity.name.casefold()}: {finding.title} ({finding.check} {finding.rule})",
        f"  {finding.problem}",
        *(f"  at {' '.join(place.split())[:120]}" for place in places),
        *([f"  and {more} more places"] if more > 0 else []),
        f"  Fix: {finding.fix}",
    ]
