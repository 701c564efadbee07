"""Somebody with low vision who enlarges the page to 400 % (method P2, WCAG 1.4.10).

Zooming a window of 1280 x 1024 to 400 % leaves 320 x 256 CSS pixels.
"""

from portal_audit.walk.audiences.audience import Audience

REFLOW_400 = Audience(
    id="reflow-400",
    title="Text four times as large",
    how="with everything four times as large",
    profile="P2",
    rendering="reflow-400",
    context={
        "viewport": {"width": 320, "height": 256},
        "device_scale_factor": 4,
        "locale": "en-US",
    },
)
