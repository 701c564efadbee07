"""Pages: the runs, one run, its scorecard, and how scores changed over time."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from portal_audit.audit_file import load_audit
from portal_audit.desk.runs import Run, scorecard_of
from portal_audit.desk.visit import NotHere, Visit
from portal_audit.history.record import record_of
from portal_audit.history.trend import trend_of
from portal_audit.report.history_page import history_page
from portal_audit.report.trend_lines import Chart, chart

SANDBOX = {
    # The scorecard shows words of the portal. Its own script runs, but as if from nowhere: it has
    # no cookie of the desk and may send nothing.
    "Content-Security-Policy": (
        "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
}


def runs(visit: Visit) -> Response:
    """Every run, newest first."""
    return visit.page("scorecards.html", runs=visit.desk.runs.all())


def run(visit: Visit) -> Response:
    """One run: its result, and what can be done with it."""
    found = visit.run()
    busy = visit.desk.bench.running
    return visit.page(
        "scorecard.html",
        run=found,
        known=found.portal in visit.files(),
        unfinished=bool(busy and busy.folder == found.path),
    )


def scorecard(visit: Visit) -> Response:
    """The scorecard itself."""
    return Response(scorecard_of(visit.run()), media_type="text/html", headers=SANDBOX)


@dataclass(frozen=True, slots=True)
class History:
    """The runs of one portal that have a score, oldest first."""

    name: str
    portal: str
    runs: tuple[Run, ...]

    @property
    def drawing(self) -> Chart:
        """The line of its scores."""
        return chart(
            [run.score for run in self.runs],
            [run.partial for run in self.runs],
            [self.asked_otherwise(run) for run in self.runs],
        )

    @property
    def said(self) -> str:
        """What the drawing shows, in one sentence."""
        first, last = self.runs[0].score or 0, self.runs[-1].score or 0
        if len(self.runs) == 1:
            return f"One audit so far: {last:.0f} points. After the next one there is a line."
        way = "up" if last > first else "down" if last < first else "unchanged"
        return f"{len(self.runs)} audits: from {first:.0f} to {last:.0f} points, {way}."

    def asked_otherwise(self, run: Run) -> bool:
        """Whether this run asked for something else than the one before it."""
        at = self.runs.index(run)
        return at > 0 and self.runs[at - 1].settings != run.settings


def trends(visit: Visit) -> Response:
    """A line of scores for each portal."""
    found = []
    for key in visit.desk.runs.portals():
        scored = tuple(run for run in reversed(visit.desk.runs.of(key)) if run.score is not None)
        if scored:
            found.append(History(scored[-1].name, key, scored))
    return visit.page("trends.html", histories=found)


def history(visit: Visit) -> Response:
    """What became of each problem of a portal: the page of `portal-audit history page`.

    Made from the runs in the folder, so it needs no database.
    """
    key = visit.request.path_params["portal"]
    if key not in visit.desk.runs.portals():
        raise NotHere
    done = [run for run in reversed(visit.desk.runs.of(key)) if not run.problem]
    records = [record_of(load_audit(run.path), run.path) for run in done]
    if not records:
        raise NotHere
    return Response(history_page(trend_of(records)), media_type="text/html", headers=SANDBOX)
