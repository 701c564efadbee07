"""Reads a saved `audit.json`, whatever its age, or says in one sentence why it cannot.

The version is looked at before anything else: an older result is brought up to date, a newer one
is refused. All reading of results goes through `load_audit`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from portal_audit.errors import FileProblem
from portal_audit.result import SCHEMA, Audit

Data = dict[str, Any]

MIGRATIONS: tuple[Callable[[Data], Data], ...] = ()
"""The n-th one turns `portal-audit/n` into `portal-audit/n+1`; the last one gives `SCHEMA`."""


def load_audit(path: Path) -> Audit:
    """The result at `path`: a run folder or its audit.json.

    Raises FileProblem, with a remedy, when there is none, when it is cut short or is something
    else, and when a newer version of Portal Audit wrote it.
    """
    file = path / "audit.json" if path.is_dir() else path
    data = _up_to_date(file, read_json(file, _how_to_make(path)))
    try:
        return Audit.model_validate(data)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise FileProblem(
            file,
            f"this result is damaged or of another version ({where[:120]}: {first['msg'][:120]}).",
            f"Make it anew from the evidence: portal-audit score {file.parent}",
        ) from None


def read_json(file: Path, missing: str = "") -> Data:
    """The object in a JSON file. Raises FileProblem; `missing` is the remedy for a missing file."""
    try:
        data = json.loads(file.read_bytes(), parse_constant=_no_number)
    except FileNotFoundError:
        raise FileProblem(file, "there is no such file.", missing) from None
    except OSError as problem:
        raise FileProblem(file, f"cannot be read: {problem.strerror}.") from None
    except json.JSONDecodeError as problem:
        raise FileProblem(
            file,
            "this is not whole JSON: it is cut short or was changed by hand.",
            "Take it from a copy, or make it anew; a run's is made by `portal-audit score RUN`.",
            problem.lineno,
        ) from None
    except (ValueError, RecursionError):
        raise FileProblem(
            file, "this is not JSON as Portal Audit writes it.", "Is it the right file?"
        ) from None
    if not isinstance(data, dict):
        raise FileProblem(file, "this is not a result of Portal Audit.", "Is it the right file?")
    return data


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a number")


def _how_to_make(path: Path) -> str:
    if (path / "run.json").is_file():
        return f"Make it from the evidence: portal-audit score {path}"
    return "Give a run folder, as `portal-audit run` printed it, or its audit.json."


def _up_to_date(file: Path, data: Data) -> Data:
    """`data` in the schema of today. Raises FileProblem."""
    found = str(data.get("schema", ""))
    numbered = re.fullmatch(r"portal-audit/([1-9][0-9]{0,8})", found)
    if numbered is None:
        kind = f'its schema is "{found[:80]}"' if found else "it names no schema"
        raise FileProblem(
            file,
            f'this is not a result of an audit: {kind}, not "{SCHEMA}".',
            "Give a run folder, as `portal-audit run` printed it, or its audit.json.",
        )
    version = int(numbered[1])
    if version > len(MIGRATIONS) + 1:
        raise FileProblem(
            file,
            f'its schema is "{found}"; this version of Portal Audit reads up to "{SCHEMA}".',
            "Update Portal Audit, or make the result anew from the evidence: "
            f"portal-audit score {file.parent}",
        )
    for migrate in MIGRATIONS[version - 1 :]:
        data = migrate(data)
    return {**data, "schema": SCHEMA}
