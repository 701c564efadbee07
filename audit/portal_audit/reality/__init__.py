"""Reality checks: a person tries the tasks, the tool watches, counts and asks (method section 8).

`hold` holds one session. A `Course` knows how it goes and no browser; the `PortalStage` is the
portal's window, `card/` the small one beside it; `tried` makes figures of what was seen.
"""

from portal_audit.reality.hold import Held, Wish, hold

__all__ = ["Held", "Wish", "hold"]
