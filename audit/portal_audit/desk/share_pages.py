"""Pages: make a masked copy of a run, see what was masked, take the copy away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response

from portal_audit.desk.card_pages import SANDBOX
from portal_audit.desk.forms import Form, Wrong
from portal_audit.desk.runs import SHARED, Run, shared_file, shared_names
from portal_audit.desk.visit import NotHere, Visit, go
from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.evidence.store import RunFolder
from portal_audit.handing_on import HandedOn, learned, masked_copy
from portal_audit.report.shared import Shared as Head
from portal_audit.share.bundle import write_whole

LONGEST_BY = 120
LONGEST_NOTE = 1_000
TYPES = {".html": "text/html", ".zip": "application/zip"}


@dataclass(frozen=True, slots=True)
class Shared:
    """What there is to say about a copy."""

    masked: tuple[tuple[str, int], ...]
    """What was masked, and how often."""
    pictures: int
    painted: int
    dropped: tuple[str, ...]
    by_eye: tuple[str, ...]


def share(visit: Visit) -> Response:
    """Ask for name and note; make the copy."""
    run = visit.run()
    if run.problem:
        raise UsageProblem("There is no scorecard to share.", run.problem)
    if not visit.sent:
        return _form(visit, run, Form(), [])
    form = visit.form
    wrong = _wrong(form)
    if wrong:
        return _form(visit, run, form, wrong)
    kind = ".zip" if form.one("kind") == "zip" else ".html"
    name = _free_name(run, kind)
    made = _made(visit, run, form, name)
    if made.left:
        kinds = ", ".join(sorted({each.kind for each in made.left}))
        raise UsageProblem(
            f"No copy was made: something that must be masked would be left in it ({kinds}).",
            "Please report this; until it is mended, do not hand this scorecard on.",
        )
    room = run.path / SHARED
    try:
        room.mkdir(exist_ok=True)
    except OSError as problem:
        raise FileProblem(room, f"cannot be made: {problem.strerror or problem}.") from None
    write_whole(room / name, made.data)
    visit.desk.shared[run.portal, run.key, name] = _told(made)
    return go("scorecards", run.portal, run.key, "shared", name)


def _made(visit: Visit, run: Run, form: Form, name: str) -> HandedOn:
    folder = RunFolder.open(run.path)
    evidence = folder.load()
    file = visit.files().get(run.portal)
    words = tuple(line.strip() for line in form.one("words").splitlines() if line.strip())
    head = Head(form.one("by"), form.one("note"))
    known = learned(evidence, file.portal if file else None, words, head)
    return masked_copy(folder, evidence, known, head, name)


def made(visit: Visit) -> Response:
    """What was masked in a copy, what to look at, and the link to take it."""
    run, name = visit.run(), visit.request.path_params["name"]
    if name not in shared_names(run.path):
        raise NotHere
    about = visit.desk.shared.get((run.portal, run.key, name))
    return visit.page("shared.html", run=run, name=name, about=about)


def file(visit: Visit) -> Response:
    """The copy itself, to be kept."""
    run, name = visit.run(), visit.request.path_params["name"]
    data = shared_file(run.path, name)
    if data is None:
        raise NotHere
    away = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=TYPES[Path(name).suffix], headers=SANDBOX | away)


def _form(visit: Visit, run: Run, form: Form, wrong: list[Wrong]) -> Response:
    return visit.page(
        "share.html",
        422 if wrong else 200,
        run=run,
        form=form,
        wrong=wrong,
        copies=shared_names(run.path),
    )


def _wrong(form: Form) -> list[Wrong]:
    wrong = []
    if len(form.one("by")) > LONGEST_BY:
        wrong.append(Wrong("by", f"The name must be shorter than {LONGEST_BY} letters."))
    if len(form.one("note")) > LONGEST_NOTE:
        wrong.append(Wrong("note", f"The note must be shorter than {LONGEST_NOTE} letters."))
    return wrong


def _free_name(run: Run, kind: str) -> str:
    """A plain name for the file, never one in use."""
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in run.portal).strip("-")
    stem = f"{plain or 'portal'}-{run.day}"
    taken = shared_names(run.path)
    number = 1
    while (name := f"{stem}{f'-{number}' if number > 1 else ''}{kind}") in taken:
        number += 1
    return name


def _told(made: HandedOn) -> Shared:
    copy = made.copy
    return Shared(
        masked=tuple(sorted(copy.told.counts.items())),
        pictures=len(copy.pictures),
        painted=sum(bool(each.boxes) for each in copy.pictures.values()),
        dropped=tuple(f"{Path(n).name}: {why}" for n, why in sorted(copy.dropped.items())),
        by_eye=copy.by_eye,
    )
