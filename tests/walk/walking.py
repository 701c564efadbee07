"""Walk one small scenario on a served portal, in a real browser."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from portal_audit.browser import Browser
from portal_audit.portal import Portal
from portal_audit.scenario import Scenario, load_scenario, shipped_scenarios, shipped_vocabulary
from portal_audit.walk.exam import EXAMS
from portal_audit.walk.job import Bundle, Job
from portal_audit.walk.redact import Redactor
from portal_audit.walk.surroundings import Surroundings
from portal_audit.walk.walker import walk
from tests.browsing import with_browser
from tests.portals.tiny import PASSWORD


def scenario(text: str) -> Scenario:
    """A scenario from YAML, or the shipped one with that id."""
    vocabulary = shipped_vocabulary()
    if text in shipped_scenarios():
        return load_scenario(shipped_scenarios()[text], vocabulary)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "scenario.yaml"
        file.write_text(textwrap.dedent(text), encoding="utf-8")
        return load_scenario(file, vocabulary)


def walks(
    origin: str,
    *scenarios: str,
    start: str = "/",
    audience: str = "desktop",
    writes: bool = True,
    hosts: tuple[str, ...] = (),
    gate: dict[str, str] | None = None,
    code: str | None = None,
    between: Callable[[], None] = lambda: None,
    closer: bool = False,
) -> list[Bundle]:
    """Walk each scenario once, in this order, sharing what the walks of one run share.

    `between` is called after each walk. `closer`: exams are made on copies of the pages.
    """
    portal = Portal.model_validate(
        {
            "portal": "Test portal",
            "start": origin + start,
            "hosts": hosts,
            "account": {
                "user": "${env:TINY_USER}",
                "password": "${env:TINY_PASSWORD}",
                "code": code,
            },
            "writes": writes,
            "gate": gate,
            "mask": [".patient-name"],
        }
    )
    around = Surroundings(shipped_vocabulary(), Redactor([PASSWORD]), exams=EXAMS if closer else ())

    async def all_of_them(browser: Browser) -> list[Bundle]:
        bundles = []
        for text in scenarios:
            job = Job(portal=portal, scenario=scenario(text), audience=audience, repeat=1)
            bundles.append(await walk(job, browser, around))
            between()
        return bundles

    return with_browser(all_of_them)


def steps(
    origin: str,
    path: str,
    *lines: str,
    done: str,
    audience: str = "desktop",
    hosts: tuple[str, ...] = (),
) -> Bundle:
    """Walk these steps from the page at `path`; done when the words `done` can be seen."""
    text = "\n".join(
        ["id: steps", 'as: "Try it."', "steps:"]
        + [f"  - {line}" for line in lines or (f"see: {{text: {done}}}",)]
        + [f"done: {{see: {{text: {done}}}}}"]
    )
    [bundle] = walks(origin, text, start=path, audience=audience, hosts=hosts)
    return bundle
