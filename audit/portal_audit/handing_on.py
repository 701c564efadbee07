"""A masked copy of a run: made, looked through once more, not yet written."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from portal_audit import secret
from portal_audit.evidence import RunEvidence
from portal_audit.evidence.store import RunFolder
from portal_audit.pipeline import judge_and_score
from portal_audit.portal import Portal
from portal_audit.report import Language
from portal_audit.report.html import HtmlWriter
from portal_audit.report.shared import Shared
from portal_audit.share.bundle import evidence_files, readme, zipped
from portal_audit.share.check import Leak, digest, leaks, pictures_in, unpacked
from portal_audit.share.copy import Copy, copy_run, unpainted
from portal_audit.share.known import Asked, Known, learn


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A masked copy and what there is to say about it."""

    copy: Copy
    data: bytes
    """The file, HTML or ZIP."""
    left: tuple[Leak, ...]
    """What should have been masked and is still in it."""


def learned(
    evidence: RunEvidence,
    portal: Portal | None = None,
    words: tuple[str, ...] = (),
    head: Shared | None = None,
) -> Known:
    """What to mask: the patient seen in the run, `words`, and the portal file's secrets."""
    given = (head.by, head.note) if head else ()
    return learn(evidence, _asked(portal, words, given))


def masked_copy(
    folder: RunFolder,
    evidence: RunEvidence,
    known: Known,
    head: Shared,
    name: str,
    language: Language = "en",
) -> HandedOn:
    """The copy as the file `name`: one page when it ends in .html, all files when in .zip."""
    copy = copy_run(evidence, judge_and_score(evidence), known, folder.path)
    packed = name.casefold().endswith(".zip")
    page, files = _files(copy, HtmlWriter(head, language), head, packed=packed)
    data = zipped(files) if packed else page
    ours = {digest(each.data) for each in copy.pictures.values()}
    ours |= {digest(picture) for picture in pictures_in(page.decode())}
    return HandedOn(copy, data, (*unpainted(copy), *leaks(unpacked(name, data), known, ours)))


def _files(
    copy: Copy, writer: HtmlWriter, head: Shared, *, packed: bool
) -> tuple[bytes, dict[str, bytes]]:
    """The scorecard, drawn where there are only masked pictures, and the files of the ZIP."""
    with tempfile.TemporaryDirectory(prefix="portal-audit-") as name:
        room = Path(name)
        for shot, painted in copy.pictures.items():
            (room / shot).parent.mkdir(parents=True, exist_ok=True)
            (room / shot).write_bytes(painted.data)
        page = writer.write(copy.audit, room)
    if not packed:
        return page, {}
    text = readme(copy.audit.portal.name, copy.audit.run.today, head.by, head.note)
    return page, {
        "README.txt": text.encode(),
        "scorecard.html": page,
        "audit.json": copy.audit.to_json().encode(),
        **evidence_files(copy.evidence),
        **{shot: painted.data for shot, painted in copy.pictures.items()},
    }


def _asked(portal: Portal | None, words: tuple[str, ...], given: tuple[str, ...]) -> Asked:
    if portal is None:
        return Asked(words=words, given=given)
    secrets: list[str] = []
    users: list[str] = []
    for account in (portal.account, portal.spare_account, portal.gate):
        if account is None:
            continue
        users += _value(account.user)
        secrets += _value(account.password)
        if code := getattr(account, "code", None):
            secrets += _value(code)
    return Asked(tuple(secrets), tuple(users), portal.canaries, words, given)


def _value(reference: str) -> list[str]:
    """What is behind a reference, when it is set; nobody is asked."""
    if reference.startswith("${prompt:"):
        return []
    with suppress(secret.SecretProblem):
        return [value for value in [secret.seed_of(reference)] if value]
    return []
