"""The floor: a bare browser and axe on each page, and nothing else.

Run as a module it reads a job from its input (see `job.py`), does it and prints what it saw: so
`cost.py` measures it.
"""

from __future__ import annotations

import json
import sys

import pyotp
from playwright.sync_api import Page, sync_playwright

from bench.job import Job
from portal_audit.browser import QUIET, find_browser
from portal_audit.walk.probes.axe import OPTIONS, current_axe

RUN = """async (options) => {
  const report = await axe.run(document, options);
  const { violations, incomplete } = report;
  return JSON.stringify({ violations, incomplete, passes: report.passes.length });
}"""


def visit(job: Job) -> tuple[int, int]:
    """Pages judged and rules that applied: the way in, the signed-in home page and every path."""
    chosen = find_browser()
    if chosen is None:
        raise SystemExit("There is no browser. Run: portal-audit doctor --install")
    rules = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chosen.path, args=[*QUIET, "--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(job.origin)
        rules.append(_axe(page))
        page.goto(f"{job.origin}/sign-in")
        rules.append(_axe(page))
        page.get_by_label("User name").fill(job.user)
        page.get_by_label("Password").fill(job.password)
        page.get_by_role("button", name="Sign in").click()
        code = page.get_by_label("6-digit code")
        code.wait_for()
        rules.append(_axe(page))
        code.fill(pyotp.TOTP(job.totp_secret).now())
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url("**/home")
        rules.append(_axe(page))
        for path in job.paths:
            page.goto(job.origin + path)
            if page.url != job.origin + path:
                raise SystemExit(f"{path} led to {page.url}")
            rules.append(_axe(page))
        browser.close()
    return len(rules), sum(rules)


def _axe(page: Page) -> int:
    """Rules that applied to the page."""
    page.evaluate(current_axe().axe_script)
    report = json.loads(page.evaluate(RUN, OPTIONS))
    return len(report["violations"]) + int(report["passes"])


def main() -> None:
    """Do the job on the input."""
    pages, rules = visit(Job(**json.load(sys.stdin)))
    print(json.dumps({"pages": pages, "rules": rules}))


if __name__ == "__main__":
    main()
