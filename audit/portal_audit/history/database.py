"""Where the history is, and what goes wrong there: one sentence, never a password."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import platformdirs
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from portal_audit.errors import FileProblem, PortalAuditError, UsageProblem
from portal_audit.history import WHERE

_PATIENCE_S = 10
"""How long to wait for another process that writes."""


class HistoryProblem(PortalAuditError):
    """The history cannot be used now (exit code 2)."""


def default_file() -> Path:
    """The file of this user, where this system keeps such files."""
    return Path(platformdirs.user_data_dir("portal-audit", appauthor=False)) / "history.db"


def locate(wanted: str | None) -> URL:
    """The database that is meant: `wanted`, else the variable's, else this user's own file.

    A text without `://` is the path of an SQLite file. Raises UsageProblem.
    """
    text = (wanted or os.environ.get(WHERE, "")).strip()
    if not text:
        return URL.create("sqlite", database=str(default_file()))
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    try:
        return make_url(text)
    except (ArgumentError, ValueError):
        raise UsageProblem(
            "The address of the history is not the address of a database.",
            "Write a path, or for example postgresql+psycopg://user@host/name",
        ) from None


class Database:
    """One database, opened when it is first used."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.file = _file_of(url)
        self._engine: Engine | None = None

    @property
    def told(self) -> str:
        """What people call it: the path, or the address without the password."""
        if self.file:
            return str(self.file)
        return self.url.set(query={}).render_as_string(hide_password=True)

    @contextmanager
    def begin(self, *, writes: bool) -> Iterator[Connection]:
        """A transaction: all of it or nothing. Raises PortalAuditError."""
        try:
            engine = self._opened(writes).execution_options(writes=writes)
            with engine.begin() as connection:
                yield connection
        except SQLAlchemyError as problem:
            raise self._explained(problem) from None

    def close(self) -> None:
        if self._engine:
            self._engine.dispose()

    def _opened(self, writes: bool) -> Engine:
        if self._engine is None:
            self._look_at_the_file(writes)
            try:
                self._engine = create_engine(self.url, connect_args=_arguments(self.url))
            except NoSuchModuleError:
                raise UsageProblem(
                    f'"{self.url.drivername}" is not a kind of database that can be used.',
                    "Write a path, or for example postgresql+psycopg://user@host/name",
                ) from None
            except ImportError as missing:
                package = "psycopg[binary]" if missing.name == "psycopg" else missing.name
                raise UsageProblem(
                    f"For {self.url.drivername} the Python package {missing.name} is needed.",
                    f"Install it: pip install '{package}'",
                ) from None
            except (TypeError, ValueError, SQLAlchemyError) as problem:
                raise self._explained(problem) from None
            if self.url.get_backend_name() == "sqlite":
                _whole_transactions(self._engine)
        return self._engine

    def _look_at_the_file(self, writes: bool) -> None:
        if self.file is None:
            return
        if self.file.is_dir():
            raise FileProblem(self.file, "this is a folder, not a file.", "Name a file with --db.")
        if self.file.exists():
            return
        if not writes:
            raise FileProblem(
                self.file, "there is no history yet.", "Begin it: portal-audit history add RUN"
            )
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise FileProblem(
                self.file, f"cannot be made: {problem.strerror or problem}."
            ) from None

    def _explained(self, problem: Exception) -> PortalAuditError:
        said = str(problem.orig) if isinstance(problem, DBAPIError) else str(problem)
        if "database is locked" in said:
            return HistoryProblem(
                f"{self.told} is in use by another program.", "Wait until it is done, try again."
            )
        if "not a database" in said or "malformed" in said:
            return HistoryProblem(
                f"{self.told} is not a database, or it is damaged.", "Choose another with --db."
            )
        if "readonly" in said or "read-only" in said:
            return HistoryProblem(f"{self.told} may only be read.", "Choose another with --db.")
        first = self._without_secrets(said).strip().partition("\n")[0][:200].rstrip(".?: ")
        return HistoryProblem(
            f"The history at {self.told} cannot be used: {first}.",
            "Is the address right, and the database running?",
        )

    def _without_secrets(self, text: str) -> str:
        secrets = [str(self.url.password or "")]
        for value in self.url.query.values():
            secrets += [value] if isinstance(value, str) else value
        for secret in filter(None, secrets):
            for written in (secret, quote(secret, safe=""), quote_plus(secret)):
                text = text.replace(written, "***")
        return text


def _file_of(url: URL) -> Path | None:
    """The file of an SQLite database; None for a server's and for one in memory."""
    name = url.database or ""
    if url.get_backend_name() != "sqlite" or name in ("", ":memory:") or name.startswith("file:"):
        return None
    return Path(name)


def _arguments(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"timeout": _PATIENCE_S}
    return {"connect_timeout": _PATIENCE_S} if url.get_backend_name() == "postgresql" else {}


def _whole_transactions(engine: Engine) -> None:
    """Let tables be made inside a transaction, too: Python's driver would begin only later.

    A writer takes its lock at the beginning, so that it waits for another instead of failing.
    """

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
