"""A mid-range phone on a slow 4G connection (method P3, after Lighthouse's "mobileSlow4G")."""

from portal_audit.walk.audiences.audience import Audience, Network

PHONE_SLOW = Audience(
    id="phone-slow",
    title="Phone on a slow network",
    how="on a phone with a slow network",
    profile="P3",
    rendering="phone",
    context={
        "viewport": {"width": 412, "height": 823},
        "device_scale_factor": 1.75,
        "is_mobile": True,
        "has_touch": True,
        "locale": "en-US",
        "user_agent": (
            "Mozilla/5.0 (Linux; Android 11; moto g power (2022)) AppleWebKit/537.36 "
            "(KHTML, like Gecko) Chrome/136.0.0.0 Mobile Safari/537.36"
        ),
    },
    network=Network(latency_ms=562.5, down_bytes_s=188_744, up_bytes_s=86_400),
    cpu_slowdown=4,
)
