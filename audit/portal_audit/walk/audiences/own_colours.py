"""Own colours, no motion, wide text spacing (method P9, WCAG 1.4.12)."""

from portal_audit.walk.audiences.audience import Audience
from portal_audit.walk.audiences.desktop import CONTEXT

OWN_COLOURS = Audience(
    id="own-colours",
    title="Own colours and spacing",
    how="with colours and text spacing of their own",
    profile="P9",
    rendering="own-colours",
    context={**CONTEXT, "forced_colors": "active", "reduced_motion": "reduce"},
    style=(
        "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
        "p{margin-bottom:2em!important}"
    ),
)
