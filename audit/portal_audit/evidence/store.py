"""The run folder: evidence on disk, written walk by walk, each file whole or not at all.

RUN/run.json                  inputs, versions, settings hash, machine
    journal.jsonl             one line as each walk ends
    evidence/walks/ID.json    one file a walk
    evidence/states/ID.json   one file a page state in one rendering
    evidence/shots/ID.webp    its picture
    evidence/trials/NAME.json what was tried once, outside the tasks
    evidence/mail.json        the e-mail that invites patients
    evidence/mail-page.json   how its HTML is shown
    evidence/answers.json     what people said (`portal-audit answer`)
    evidence/people/ID.json   one file a reality check; its pictures in evidence/people/ID/
    audit.json, scorecard.html ... made from the above at any time
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from portal_audit.errors import FileProblem
from portal_audit.evidence.mail import Mail
from portal_audit.evidence.model import (
    Answer,
    Answers,
    PageState,
    RunEvidence,
    RunInfo,
    Trial,
    Walk,
)
from portal_audit.evidence.people import RealityCheck

ANSWERS = "evidence/answers.json"
MAIL = "evidence/mail.json"
MAIL_PAGE = "evidence/mail-page.json"
PEOPLE = "evidence/people"
Model = TypeVar("Model", bound=BaseModel)


class RunFolder:
    """One run on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path) -> RunFolder:
        """A new run folder at `path`. Raises FileProblem when it cannot be written or is in use."""
        folder = cls(path)
        if (path / "run.json").exists():
            raise FileProblem(
                path,
                "this folder already holds a run.",
                "Choose another --out, or go on with that run: --resume " + str(path),
            )
        folder._guarded(folder._make)
        return folder

    @classmethod
    def open(cls, path: Path) -> RunFolder:
        """An existing run. Raises FileProblem when `path` is none."""
        if not (path / "run.json").is_file():
            raise FileProblem(
                path,
                "this is not a run folder: it holds no run.json.",
                "Give the folder that `portal-audit run` printed.",
            )
        return cls(path)

    def _make(self) -> None:
        for part in ("walks", "states", "shots", "trials"):
            (self.path / "evidence" / part).mkdir(parents=True, exist_ok=True)

    # --- writing ---

    def begin(self, run: RunInfo) -> None:
        self.write("run.json", _text(run))

    def add(self, walk: Walk, states: Iterable[PageState], pictures: dict[str, bytes]) -> None:
        """Store one finished walk: what it refers to first, the walk itself last.

        Raises FileProblem when the disk is full or read-only; what was stored before stays whole.
        """
        for name, picture in pictures.items():
            self.write(name, picture)
        for state in states:
            self.write(f"evidence/states/{state.id}.json", _text(state))
        self.write(f"evidence/walks/{walk.id}.json", _text(walk))
        line = {"walk": walk.id, "status": walk.status, "seconds": walk.seconds}
        self._guarded(lambda: self._append("journal.jsonl", json.dumps(line) + "\n"))

    def add_trial(self, trial: Trial) -> None:
        """Store what was tried. Raises FileProblem."""
        self.write(f"evidence/trials/{trial.name}.json", _text(trial))

    def add_mail(
        self, mail: Mail, page: PageState | None = None, pictures: Mapping[str, bytes] | None = None
    ) -> None:
        """Store the e-mail that invites patients and how it is shown. Raises FileProblem."""
        for name, picture in (pictures or {}).items():
            self.write(name, picture)
        if page is not None:
            self.write(MAIL_PAGE, _text(page))
        else:
            self._guarded(lambda: (self.path / MAIL_PAGE).unlink(missing_ok=True))
        self.write(MAIL, _text(mail))

    def save_answers(self, answers: Iterable[Answer]) -> None:
        """Keep what people said, instead of what was kept before. Raises FileProblem."""
        self.write(ANSWERS, _text(Answers(answers=tuple(answers))))

    def add_session(self, session: RealityCheck, pictures: Mapping[str, bytes]) -> None:
        """Store a person's session; `pictures` by their names in it. Raises FileProblem."""
        self._guarded(lambda: (self.path / PEOPLE / session.id).mkdir(parents=True, exist_ok=True))
        for name, picture in pictures.items():
            self.write(f"{PEOPLE}/{name}", picture)
        self.write(f"{PEOPLE}/{session.id}.json", session.to_json())

    def write(self, name: str, content: str | bytes) -> Path:
        """Write one file of the run, atomically. Raises FileProblem."""
        data = content.encode() if isinstance(content, str) else content
        target = self.path / name
        self._guarded(lambda: write_file(target, data))
        return target

    def _append(self, name: str, line: str) -> None:
        with (self.path / name).open("a", encoding="utf-8") as journal:
            journal.write(line)

    def _guarded(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except OSError as problem:
            raise FileProblem(
                self.path,
                f"cannot write here: {problem.strerror or problem}.",
                "Free some space or choose another folder with --out, then use --resume; "
                "every walk that finished is kept.",
            ) from None

    # --- reading ---

    def run_info(self) -> RunInfo:
        return self._read(self.path / "run.json", RunInfo)

    def walks(self) -> tuple[Walk, ...]:
        return tuple(self._all("walks", Walk))

    def states(self) -> dict[str, PageState]:
        return {state.id: state for state in self._all("states", PageState)}

    def load(self) -> RunEvidence:
        """All evidence. Raises FileProblem when a file is damaged."""
        return RunEvidence(
            run=self.run_info(),
            walks=self.walks(),
            states=self.states(),
            answers=self.answers(),
            trials=self.trials(),
            mail=self.mail(),
            mail_page=self.mail_page(),
            sessions=self.sessions(),
        )

    def trials(self) -> dict[str, Trial]:
        return {trial.name: trial for trial in self._all("trials", Trial)}

    def sessions(self) -> tuple[RealityCheck, ...]:
        """What people did who tried the tasks by hand."""
        return tuple(self._all("people", RealityCheck))

    def mail(self) -> Mail | None:
        file = self.path / MAIL
        return self._read(file, Mail) if file.exists() else None

    def mail_page(self) -> PageState | None:
        file = self.path / MAIL_PAGE
        return self._read(file, PageState) if file.exists() else None

    def answers(self) -> tuple[Answer, ...]:
        """What people said; empty when nobody was asked."""
        file = self.path / ANSWERS
        return self._read(file, Answers).answers if file.exists() else ()

    def _all(self, kind: str, model: type[Model]) -> list[Model]:
        files = sorted((self.path / "evidence" / kind).glob("*.json"))
        return [self._read(file, model) for file in files]

    def _read(self, file: Path, model: type[Model]) -> Model:
        try:
            return model.model_validate_json(file.read_bytes())
        except (OSError, ValidationError) as problem:
            first = str(problem).splitlines()[0]
            raise FileProblem(
                file,
                f"this part of the run cannot be read ({first}).",
                "It was damaged or comes from another version. Delete it and use --resume.",
            ) from None


def _text(model: BaseModel) -> str:
    return model.model_dump_json(indent=1, exclude_none=True) + "\n"


def write_file(target: Path, data: bytes) -> None:
    """Write a file whole or not at all; makes its folder. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
