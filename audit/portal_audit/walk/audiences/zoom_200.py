"""An older adult who enlarges the page to 200 % (method P1).

Zooming a window of 1280 x 1024 to 200 % leaves 640 x 512 CSS pixels.
"""

from portal_audit.walk.audiences.audience import Audience

ZOOM_200 = Audience(
    id="zoom-200",
    title="Text twice as large",
    how="with everything twice as large",
    profile="P1",
    rendering="zoom-200",
    context={
        "viewport": {"width": 640, "height": 512},
        "device_scale_factor": 2,
        "reduced_motion": "reduce",
        "locale": "en-US",
    },
)
