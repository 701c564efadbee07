"""Packs a masked run: one HTML file, or a ZIP with the evidence. Same input, same bytes."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from portal_audit.errors import FileProblem
from portal_audit.evidence import RunEvidence
from portal_audit.evidence.model import Answers
from portal_audit.evidence.store import ANSWERS, MAIL, MAIL_PAGE

KINDS = (".html", ".zip")
_FIXED = (1980, 1, 1, 0, 0, 0)
"""ZIP knows no earlier time."""


def evidence_files(evidence: RunEvidence) -> dict[str, bytes]:
    """The masked evidence as files, named as in a run folder, without the pictures."""
    files = {"run.json": _text(evidence.run)}
    for walk in evidence.walks:
        files[f"evidence/walks/{walk.id}.json"] = _text(walk)
    for state in evidence.states.values():
        files[f"evidence/states/{state.id}.json"] = _text(state)
    for trial in evidence.trials.values():
        files[f"evidence/trials/{trial.name}.json"] = _text(trial)
    if evidence.answers:
        files[ANSWERS] = _text(Answers(answers=evidence.answers))
    if evidence.mail:
        files[MAIL] = _text(evidence.mail)
    if evidence.mail_page:
        files[MAIL_PAGE] = _text(evidence.mail_page)
    return files


def readme(portal: str, today: str, by: str = "", note: str = "") -> str:
    """What the ZIP is, for whoever is handed it."""
    lines = [
        f"Scorecard of the patient portal of {portal}",
        "",
        f"The portal was walked on {today} with a test account."
        + (f" This copy was made by {by}." if by else ""),
        *(["", note] if note else []),
        "",
        "scorecard.html   Open this first. It needs no network and sends nothing.",
        "audit.json       The same result, for programs.",
        "run.json         What was asked for and with what.",
        "evidence/        What each page showed, page by page, with pictures.",
        "",
        "What would tell who the patient is was taken out: [name], [number], [date of birth] and",
        "the like stand in its place, and grey bars in the pictures. Cookies, response headers and",
        "the queries of addresses were left out. A machine did this and may have missed something:",
        "if you see a patient's detail, tell whoever gave you this, and do not hand it on.",
        "",
        "The scores are those of the whole evidence. Scored again from this copy they may differ,",
        "because parts of the evidence are missing here.",
    ]
    return "\n".join(lines) + "\n"


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP with these files in the order of their names, without times and owners."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            packed.writestr(entry, files[name], compresslevel=9)
    return out.getvalue()


def check_target(target: Path, *, force: bool) -> None:
    """Raises FileProblem when `target` cannot be meant, before any work is done."""
    if target.suffix.casefold() not in KINDS:
        raise FileProblem(
            target, "a shared run is one HTML file or one ZIP.", "End its name in .html or .zip."
        )
    if target.is_dir():
        raise FileProblem(target, "this is a folder.", "Name a file: --to FILE.html or FILE.zip.")
    if not target.parent.is_dir():
        raise FileProblem(target, f"there is no folder {target.parent}.", "Make it first.")
    if target.exists() and not force:
        raise FileProblem(
            target, "this file exists already.", "Choose another name, or replace it with --force."
        )


def write_whole(target: Path, data: bytes) -> None:
    """Write the file whole or not at all. Raises FileProblem."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as problem:
        raise FileProblem(
            target,
            f"cannot write here: {problem.strerror or problem}. Nothing was written.",
            "Free some space or choose another place with --to.",
        ) from None


def _text(model: BaseModel) -> bytes:
    return (model.model_dump_json(indent=1, exclude_none=True) + "\n").encode()
