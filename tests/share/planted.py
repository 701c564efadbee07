"""A hand-made run with a patient's details planted wherever a page or a walk may show them."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

from portal_audit.evidence import (
    AxeHit,
    AxeNode,
    AxeReport,
    Box,
    Event,
    Found,
    Observation,
    Paper,
    RunEvidence,
    Trial,
)
from portal_audit.evidence.store import RunFolder
from tests.checks.builders import (
    HOST,
    control,
    cookie,
    evidence,
    home,
    private,
    request,
    sign_in_page,
    step,
    text,
    walk,
)

CLINIC_PHONE = "(503) 555-0142"
CLINIC_MAIL = "help@riverbend.example"
PASSWORD = "Correct-Horse-7"
CANARY = "Zanzibar Violet"
PORTAL = f"""\
portal: Riverbend Family Clinic
start: https://{HOST}/
account:
  user: "${{env:SHARE_USER}}"
  password: "${{env:SHARE_PASSWORD}}"
  code: "${{totp:env:SHARE_TOTP}}"
canaries: [{CANARY}]
"""
ACCOUNT = {"SHARE_USER": "malvarez61", "SHARE_PASSWORD": PASSWORD, "SHARE_TOTP": "JBSWY3DPEHPK3PXP"}
PLANTED = (
    "alvarez",
    "maria",
    "malvarez61",
    "1961-03-04",
    "03/04/1961",
    "march 4, 1961",
    "555-0177",
    "5415550177",
    "mail.example",
    "48151623",
    "123-45-6789",
    "zanzibar",
    "sunflower",
    CANARY.casefold(),
    PASSWORD.casefold(),
    "jbswy3dpehpk3pxp",
    "tok3n",
)
"""None of it, in small letters, may be anywhere in what is shared. `sunflower` is --mask'ed."""
WORDS = "Sunflower Lane"
LINE = Box(x=40, y=60, width=400, height=30)
NEXT = Box(x=40, y=140, width=300, height=30)
SHOT = "evidence/shots/home-desktop.webp"


def picture(folder: Path, name: str = SHOT, size: tuple[int, int] = (640, 400)) -> None:
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    pen.text((42, 62), "Welcome back, Maria Alvarez", fill="black", font_size=24)
    pen.text((42, 142), "03/04/1961", fill="black", font_size=24)
    pen.text((42, 222), f"Call us: {CLINIC_PHONE}", fill="black", font_size=24)
    exif = Image.Exif()
    exif[0x010E] = "Maria Alvarez"
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    image.save(target, "WEBP", lossless=True, exif=exif)


def planted() -> RunEvidence:
    """Evidence with something planted in every kind of place."""
    at = {"box": LINE}
    inside = private(
        "/home",
        text("Welcome back, Maria Alvarez").model_copy(update=at),
        text("Date of birth", "label"),
        text("03/04/1961").model_copy(update={"box": NEXT}),
        text("MRN 48151623 · SSN 123-45-6789").model_copy(
            update={"box": Box(x=40, y=300, width=300, height=20)}
        ),
        text(f"Call us: {CLINIC_PHONE}").model_copy(
            update={"box": Box(x=40, y=220, width=400, height=30)}
        ),
        controls=[
            control("Maria Alvarez’s account", href=f"https://{HOST}/u/maria-alvarez?id=48151623"),
            control("Sign out", "button"),
        ],
        title="Maria Alvarez - Riverbend",
        shot=SHOT,
        shot_size=(640, 400),
        headers={"x-user": "maria.alvarez"},
        tree='- RootWebArea "Maria Alvarez - Riverbend"\n  - text: 48151623',
        axe=AxeReport(
            version="4",
            passes=3,
            incomplete=(),
            violations=(
                AxeHit(
                    rule="image-alt",
                    impact="critical",
                    help="Images must have alternative text",
                    help_url="https://example.org/image-alt",
                    total=1,
                    nodes=(
                        AxeNode(
                            target="#photo-maria-alvarez",
                            snippet='<img src="/photo/48151623.jpg" title="MARIA&nbsp;ALVAREZ">',
                            box=LINE,
                        ),
                    ),
                ),
            ),
        ),
        observations=(
            Observation(
                kind="of-no-check",
                snippet="<b>Maria</b> <i>Alvarez</i>",
                facts={"title": "Alvarez, Maria", "date": "March 4, 1961", "kind": CANARY},
            ),
        ),
    )
    unknown = private(
        "/profile",
        text("My phone: 541-555-0177, maria@mail.example, Sunflower Lane 3"),
        text(f"Zanzibar  Violet {PASSWORD}"),
        heading="Maria",
        shot="evidence/shots/profile-desktop.webp",
        shot_size=(640, 400),
    )
    public = home(
        text(f"Welcome, neighbors. Call {CLINIC_PHONE} or write to {CLINIC_MAIL}."),
        text("Riverbend Family Clinic"),
    )
    way = walk(
        public,
        sign_in_page(),
        inside,
        unknown,
        steps=(
            step(words="Sign in as malvarez61", found=Found(role="link", name="Maria", how="text")),
            step(number=2, kind="click", reason="“Hi Maria” came too late", state=inside.id),
        ),
        requests=(request(f"https://{HOST}/api/maria.alvarez?token=tok3n&dob=1961-03-04"),),
        cookies=(cookie("session-maria"),),
        events=(Event(kind="console-error", text="user 5415550177 JBSWY3DPEHPK3PXP"),),
        papers=(Paper(name="Alvarez_Maria_1961-03-04.pdf", page="/home"),),
    )
    tried = Trial(name="of-no-check", facts={"says": "Goodbye, Maria!", "status": "maria.alvarez"})
    return evidence(public, sign_in_page(), inside, unknown, walks=(way,)).model_copy(
        update={"trials": {tried.name: tried}}
    )


def run_folder(folder: Path, seen: RunEvidence | None = None) -> Path:
    """A run folder with the planted evidence and its pictures."""
    seen = seen or planted()
    store = RunFolder.create(folder)
    store.begin(seen.run)
    for each in seen.walks:
        store.add(each, [seen.states[name] for name in each.states], {})
    for trial in seen.trials.values():
        store.add_trial(trial)
    for state in seen.states.values():
        if state.shot:
            picture(folder, state.shot)
    return folder


def portal_file(folder: Path) -> Path:
    file = folder / "portal.yaml"
    file.write_text(PORTAL, encoding="utf-8")
    return file
