"""A world of our own in a page: its scripts can neither see nor reach what runs there."""

from __future__ import annotations

from portal_audit.browser import CDPSession


async def open_world(session: CDPSession, world: str, tell: str) -> None:
    """Let scripts of the isolated world `world` send messages by calling `tell`.

    They arrive as `Runtime.bindingCalled` events of the session.
    """
    await session.send("Page.enable")
    # The binding reaches worlds that are born later only while the domain is enabled.
    await session.send("Runtime.enable")
    await session.send("Runtime.addBinding", {"name": tell, "executionContextName": world})
