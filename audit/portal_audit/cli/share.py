"""`portal-audit share`: a copy of a run that may be handed on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from portal_audit.cli.speaking import Tongue
from portal_audit.errors import UsageProblem
from portal_audit.evidence import RunEvidence
from portal_audit.evidence.store import RunFolder
from portal_audit.handing_on import learned, masked_copy
from portal_audit.portal import load_portal
from portal_audit.report.shared import Shared
from portal_audit.share.bundle import check_target, write_whole
from portal_audit.share.check import Leak, leaks, members
from portal_audit.share.copy import Copy, shown_in_pictures
from portal_audit.share.known import Known
from portal_audit.share.logo import read_logo, shown_size

MOST_LINES = 12


def register(app: typer.Typer) -> None:
    app.command("share")(share)


def share(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    to: Annotated[
        Path | None, typer.Option(help="FILE.html or FILE.zip.", show_default=False)
    ] = None,
    portal: Annotated[
        Path | None,
        typer.Option(help="Portal file: its canaries and account are masked.", show_default=False),
    ] = None,
    mask: Annotated[
        list[str] | None,
        typer.Option(help="Words to mask besides; may be given several times."),
    ] = None,
    by: Annotated[str, typer.Option(help="Who shares it; stands in the head.")] = "",
    logo: Annotated[
        Path | None, typer.Option(help="Their logo: PNG, JPEG, WebP or GIF.", show_default=False)
    ] = None,
    note: Annotated[str, typer.Option(help="A note for the reader; stands in the head.")] = "",
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Exit code 1, and write nothing, when something to mask is left. Without --to: "
            "look at the run folder itself.",
        ),
    ] = False,
    language: Annotated[
        Tongue,
        typer.Option("--language", help="en or es (Spanish). [default: en]", show_default=False),
    ] = Tongue.en,
    force: Annotated[bool, typer.Option("--force", help="Replace the file.")] = False,
) -> None:
    """Write a copy of a run that may be handed on.

    Names, dates of birth, phone numbers, e-mail addresses and record numbers of the patient are
    taken out of words, addresses and pictures; what the office tells everybody stays. A machine
    does this and may miss something: look at the copy before you hand it on.
    """
    if to is None and not check:
        raise UsageProblem("Where should the copy go?", "Give --to FILE.html or --to FILE.zip.")
    if to:
        check_target(to, force=force)
    folder = RunFolder.open(run)
    head = Shared(by, note, *_logo(logo))
    evidence = folder.load()
    known = learned(evidence, load_portal(portal) if portal else None, tuple(mask or ()), head)
    if to is None:
        _conclude(_of_run(folder, evidence, known), "Something to mask is in this run.")
        return
    made = masked_copy(folder, evidence, known, head, to.name, language.code)
    left = list(made.left)
    if check and left:
        _conclude(left, "Something to mask is left, so nothing was written.")
    write_whole(to, made.data)
    _tell(made.copy, to)
    if left:
        print("Something to mask is left in it:", file=sys.stderr)
        for each in left:
            print(f"  {each}", file=sys.stderr)


def _of_run(folder: RunFolder, evidence: RunEvidence, known: Known) -> list[Leak]:
    """What would get out if the run folder itself were handed on."""
    return [*leaks(members(folder.path), known), *shown_in_pictures(evidence, known)]


def _logo(file: Path | None) -> tuple[str, tuple[int, int]]:
    if file is None:
        return "", (0, 0)
    address = read_logo(file)
    return address, shown_size(address)


def _tell(copy: Copy, to: Path) -> None:
    """What was masked, what to look at."""
    print(f"Written: {to.resolve()}")
    counts = copy.told.counts
    print("Masked:" if counts else "Nothing to mask was found.")
    for kind, times in sorted(counts.items()):
        examples = ", ".join(copy.told.examples.get(kind, ()))
        print(f"  {kind}: {times} times" + (f" ({examples})" if examples else ""))
    painted = {name: len(each.boxes) for name, each in copy.pictures.items() if each.boxes}
    print(f"Pictures: {len(copy.pictures)} drawn anew, {len(painted)} of them painted over.")
    _listed([f"  {Path(n).name}: {boxes} places" for n, boxes in sorted(painted.items())])
    _listed([f"  {Path(n).name}: left out, {why}" for n, why in sorted(copy.dropped.items())])
    print("Look at these by eye:" if copy.by_eye else "Look at the copy before you hand it on.")
    _listed([f"  {each}" for each in copy.by_eye])


def _listed(lines: list[str]) -> None:
    for line in lines[:MOST_LINES]:
        print(line)
    if len(lines) > MOST_LINES:
        print(f"  and {len(lines) - MOST_LINES} more")


def _conclude(left: list[Leak], verdict: str) -> None:
    """Say what is left; exit code 1 when there is something."""
    if not left:
        print("Nothing to mask was found.")
        return
    print(verdict)
    for each in dict.fromkeys(left):
        print(f"  {each}")
    raise typer.Exit(1)
