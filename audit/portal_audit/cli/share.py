"""`portal-audit share`: a copy of a run that may be handed on."""

from __future__ import annotations

import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from portal_audit import secret
from portal_audit.errors import UsageProblem
from portal_audit.evidence import RunEvidence
from portal_audit.evidence.store import RunFolder
from portal_audit.pipeline import judge_and_score
from portal_audit.portal import Portal, load_portal
from portal_audit.report.html import HtmlWriter
from portal_audit.report.shared import Shared
from portal_audit.share.bundle import (
    check_target,
    evidence_files,
    readme,
    write_whole,
    zipped,
)
from portal_audit.share.check import Leak, digest, leaks, members, pictures_in, unpacked
from portal_audit.share.copy import Copy, copy_run, shown_in_pictures, unpainted
from portal_audit.share.known import Asked, Known, learn
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
    known = learn(evidence, _asked(load_portal(portal) if portal else None, mask or [], by, note))
    if to is None:
        _conclude(_of_run(folder, evidence, known), "Something to mask is in this run.")
        return
    copy = copy_run(evidence, judge_and_score(evidence), known, folder.path)
    files, page = _files(copy, head, to)
    data = zipped(files) if to.suffix.casefold() == ".zip" else page
    ours = {digest(each.data) for each in copy.pictures.values()}
    ours |= {digest(picture) for picture in pictures_in(page.decode())}
    left = [*unpainted(copy), *leaks(unpacked(to.name, data), known, ours)]
    if check and left:
        _conclude(left, "Something to mask is left, so nothing was written.")
    write_whole(to, data)
    _tell(copy, to)
    if left:
        print("Something to mask is left in it:", file=sys.stderr)
        for each in left:
            print(f"  {each}", file=sys.stderr)


def _files(copy: Copy, head: Shared, to: Path) -> tuple[dict[str, bytes], bytes]:
    """The files of the copy, and its scorecard, drawn where there are only masked pictures."""
    with tempfile.TemporaryDirectory(prefix="portal-audit-") as name:
        room = Path(name)
        for shot, painted in copy.pictures.items():
            (room / shot).parent.mkdir(parents=True, exist_ok=True)
            (room / shot).write_bytes(painted.data)
        page = HtmlWriter(head).write(copy.audit, room)
    if to.suffix.casefold() != ".zip":
        return {}, page
    text = readme(copy.audit.portal.name, copy.audit.run.today, head.by, head.note)
    files = {
        "README.txt": text.encode(),
        "scorecard.html": page,
        "audit.json": copy.audit.to_json().encode(),
        **evidence_files(copy.evidence),
        **{shot: painted.data for shot, painted in copy.pictures.items()},
    }
    return files, page


def _of_run(folder: RunFolder, evidence: RunEvidence, known: Known) -> list[Leak]:
    """What would get out if the run folder itself were handed on."""
    return [*leaks(members(folder.path), known), *shown_in_pictures(evidence, known)]


def _asked(portal: Portal | None, words: list[str], by: str, note: str) -> Asked:
    if portal is None:
        return Asked(words=tuple(words), given=(by, note))
    secrets: list[str] = []
    users: list[str] = []
    for account in (portal.account, portal.spare_account, portal.gate):
        if account is None:
            continue
        users += _value(account.user)
        secrets += _value(account.password)
        if code := getattr(account, "code", None):
            secrets += _value(code)
    return Asked(tuple(secrets), tuple(users), portal.canaries, tuple(words), (by, note))


def _value(reference: str) -> list[str]:
    """What is behind a reference, when it is set; nobody is asked."""
    if reference.startswith("${prompt:"):
        return []
    with suppress(secret.SecretProblem):
        return [value for value in [secret.seed_of(reference)] if value]
    return []


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
