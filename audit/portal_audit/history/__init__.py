"""What became of a portal over time: runs kept in a database, and what they say together.

`record` and what reads records (`trend`, `benchmark`) are pure and need nothing; only `database`,
`tables`, `migrations` and `store` need the extra `history`.
"""

from __future__ import annotations

WHERE = "PORTAL_AUDIT_HISTORY"
"""Variable that names the database, and asks for each run to be added."""
