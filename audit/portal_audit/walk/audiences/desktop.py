"""The baseline: a desktop computer with a mouse (method P0)."""

from portal_audit.walk.audiences.audience import Audience

CONTEXT = {
    "viewport": {"width": 1280, "height": 1024},
    "device_scale_factor": 1,
    "locale": "en-US",
}
"""Also what the keyboard audience sees."""

DESKTOP = Audience(
    id="desktop",
    title="Computer with a mouse",
    how="with a computer and a mouse",
    profile="P0",
    rendering="desktop",
    context=CONTEXT,
    baseline=True,
)
