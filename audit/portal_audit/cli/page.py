"""`portal-audit page`: one page, or a list of them; no scenario."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from portal_audit.browser import Browser, BrowserError, install_browser, open_browser
from portal_audit.errors import PortalAuditError, UsageProblem
from portal_audit.finding import Finding
from portal_audit.page import PageFindings, findings_at, is_local

AT_ONCE = 2
"""Pages of a list looked at side by side; looking closer at one is mostly waiting."""


def register(app: typer.Typer) -> None:
    app.command("page")(page)


def page(
    url: Annotated[
        str | None, typer.Argument(help="Address of the page.", show_default=False)
    ] = None,
    urls: Annotated[
        Path | None,
        typer.Option(
            "--urls",
            help="A file with one address a line (- for stdin): prints one JSON object a line, in "
            "that order, all in one browser.",
            show_default=False,
        ),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check one page: accessibility and language. No account, no scenario.

    Besides axe, a copy of the page is tried as a person would: with the Tab key, enlarged, in a
    narrow window, left alone for a while. Nothing is sent.
    """
    if (url is None) == (urls is None):
        raise UsageProblem(
            "Name one page, or a file of them.",
            "portal-audit page https://portal.example.org/   or   portal-audit page --urls FILE",
        )
    install_browser(lambda message: print(message, file=sys.stderr))
    if urls is not None:
        asyncio.run(_print_all(_addresses(urls)))
        return
    assert url is not None
    seen = asyncio.run(_look_at(url))
    print(json.dumps(as_json(seen), ensure_ascii=False) if json_ else as_text(seen))


def _addresses(file: Path) -> list[str]:
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageProblem(
            f"{file} cannot be read.", "Name a text file with one address a line."
        ) from None
    found = [line.strip() for line in text.splitlines() if line.strip()]
    if not found:
        raise UsageProblem(f"{file} names no address.", "Write one address a line.")
    return found


async def _look_at(url: str) -> PageFindings:
    async with open_browser(closed_world=is_local(url)) as browser:
        return await findings_at(url, browser)


async def _print_all(urls: Sequence[str]) -> None:
    """One line a page, as soon as it and all before it are done; a page that fails says why."""
    async for number, line in _lines(urls):
        print(json.dumps(line, ensure_ascii=False), flush=True)
        print(f"[{number}/{len(urls)}] {line['url']}", file=sys.stderr)


async def _lines(urls: Sequence[str]) -> AsyncIterator[tuple[int, dict[str, Any]]]:
    few = asyncio.Semaphore(AT_ONCE)
    closed_world = all(_is_local(url) for url in urls)
    async with _Browsers(closed_world) as browsers:

        async def look(url: str) -> dict[str, Any]:
            async with few:
                return await browsers.look_at(url)

        waiting = [asyncio.create_task(look(url)) for url in urls]
        try:
            for number, task in enumerate(waiting, 1):
                yield number, await task
        finally:
            for task in waiting:
                task.cancel()


class _Browsers:
    """One browser for all pages; another one when a page has taken it down."""

    def __init__(self, closed_world: bool) -> None:
        self._closed_world = closed_world
        self._opened = open_browser(closed_world=closed_world)
        self._browser: Browser | None = None
        self._opening = asyncio.Lock()

    async def __aenter__(self) -> _Browsers:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._close()

    async def look_at(self, url: str) -> dict[str, Any]:
        try:
            return as_json(await findings_at(url, await self._living()))
        except PortalAuditError as problem:
            return {"url": url, "findings": [], "problem": problem.what}
        except BrowserError:
            return {"url": url, "findings": [], "problem": "The browser could not show this page."}

    async def _living(self) -> Browser:
        async with self._opening:
            if self._browser is None or not self._browser.is_connected():
                await self._close()
                self._opened = open_browser(closed_world=self._closed_world)
                self._browser = await self._opened.__aenter__()
            return self._browser

    async def _close(self) -> None:
        if self._browser is not None:
            self._browser = None
            with suppress(BrowserError):
                await self._opened.__aexit__(None, None, None)


def _is_local(url: str) -> bool:
    try:
        return is_local(url)
    except UsageProblem:
        return True  # it is never opened


def as_json(seen: PageFindings) -> dict[str, Any]:
    """`{"url", "findings": [{"check","rule","wcag","outcome","target","snippet"}]}`.

    Good habits that no criterion of WCAG asks for are left out: nothing failed there.
    """
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
            if finding.wcag
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
    sure = "" if finding.confidence == "certain" else "to check by a person, "
    return [
        f"{sure}{finding.severity.name.casefold()}: {finding.title} "
        f"({finding.check} {finding.rule})",
        f"  {finding.problem}",
        *(f"  at {' '.join(place.split())[:120]}" for place in places),
        *([f"  and {more} more places"] if more > 0 else []),
        f"  Fix: {finding.fix}",
    ]
