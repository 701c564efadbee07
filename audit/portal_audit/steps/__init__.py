"""Every step a scenario may use. To add one: its file, its line here, its test."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from portal_audit.steps.base import Expectation, Hands, Step, StepFailed, Target
from portal_audit.steps.check import Check
from portal_audit.steps.choose import Choose
from portal_audit.steps.click import Click
from portal_audit.steps.download import Download
from portal_audit.steps.fill import Fill
from portal_audit.steps.not_see import NotSee
from portal_audit.steps.open import Open
from portal_audit.steps.press import Press
from portal_audit.steps.see import See
from portal_audit.steps.sign_in import SignIn
from portal_audit.steps.sign_out import SignOut
from portal_audit.steps.upload import Upload
from portal_audit.steps.wait_for import WaitFor
from portal_audit.steps.words import Vocabulary, load_vocabulary

STEPS: tuple[type[Step], ...] = (
    Open,
    Click,
    Fill,
    Choose,
    Check,
    Press,
    Upload,
    See,
    NotSee,
    WaitFor,
    SignIn,
    SignOut,
    Download,
)

KINDS: dict[str, type[Step]] = {step.kind: step for step in STEPS}


def kind_of(value: Any) -> str | None:
    """Which step a piece of YAML is; None when it is none of them."""
    if isinstance(value, Step):
        return value.kind
    return next((key for key in value if key in KINDS), None) if isinstance(value, dict) else None


AnyStep = Annotated[
    Annotated[Open, Tag("open")]
    | Annotated[Click, Tag("click")]
    | Annotated[Fill, Tag("fill")]
    | Annotated[Choose, Tag("choose")]
    | Annotated[Check, Tag("check")]
    | Annotated[Press, Tag("press")]
    | Annotated[Upload, Tag("upload")]
    | Annotated[See, Tag("see")]
    | Annotated[NotSee, Tag("not_see")]
    | Annotated[WaitFor, Tag("wait_for")]
    | Annotated[SignIn, Tag("sign_in")]
    | Annotated[SignOut, Tag("sign_out")]
    | Annotated[Download, Tag("download")],
    Discriminator(kind_of),
]

__all__ = [
    "KINDS",
    "STEPS",
    "AnyStep",
    "Expectation",
    "Hands",
    "Step",
    "StepFailed",
    "Target",
    "Vocabulary",
    "kind_of",
    "load_vocabulary",
]
