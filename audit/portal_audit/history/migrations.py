"""Brings a database to the newest schema, in the transaction of the caller.

To change the schema: change `tables.py`, and add a step that does the same to an older database
under the next number. A new database is made from `tables.py` at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, delete, insert, inspect, select

from portal_audit.errors import UsageProblem
from portal_audit.history.tables import METADATA, VERSION

Step = Callable[[Connection], None]

FIRST = 1
STEPS: Mapping[int, Step] = {}
"""By the version it leads to: 2, 3 ..."""


def newest(steps: Mapping[int, Step] | None = None) -> int:
    return max(STEPS if steps is None else steps, default=FIRST)


def version_of(connection: Connection) -> int:
    """Schema version of the database; 0 when it holds nothing of ours."""
    if not inspect(connection).has_table(VERSION.name):
        return 0
    return connection.scalar(select(VERSION.c.version)) or 0


def bring_up_to_date(
    connection: Connection, told: str, steps: Mapping[int, Step] | None = None
) -> None:
    """Make or change the tables; a database that is new enough stays as it is.

    Raises UsageProblem when the database is newer than this tool, or holds something else. `told`
    is what to call the database.
    """
    steps = STEPS if steps is None else steps
    goal = newest(steps)
    version = version_of(connection)
    refuse_newer(version, goal, told)
    if version == goal:
        return
    if version == 0:
        _refuse_a_strangers(connection, told)
        METADATA.create_all(connection)
    for number in range(version + 1 if version else goal + 1, goal + 1):
        steps[number](connection)
    connection.execute(delete(VERSION))
    connection.execute(insert(VERSION).values(version=goal))


def refuse_newer(version: int, goal: int, told: str) -> None:
    if version > goal:
        raise UsageProblem(
            f"{told} has schema version {version}, this Portal Audit knows version {goal}.",
            "Use the newer Portal Audit that made it, or another database.",
        )


def _refuse_a_strangers(connection: Connection, told: str) -> None:
    """A file of another program is not ours to add tables to; a server's database is shared."""
    names = set(inspect(connection).get_table_names())
    ours = names & set(METADATA.tables)
    if ours or (names and connection.dialect.name == "sqlite"):
        raise UsageProblem(
            f"{told} is a database, but not a history of Portal Audit.",
            "Choose another with --db.",
        )
