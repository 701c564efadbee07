"""`portal-audit schema`: the JSON schemas of the files."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Any

import typer
from pydantic import BaseModel

from portal_audit.baseline import Baseline
from portal_audit.comparison import Comparison
from portal_audit.evidence import RealityCheck
from portal_audit.gate_result import GateResult
from portal_audit.portal import Portal
from portal_audit.result import Audit
from portal_audit.scenario import Scenario
from portal_audit.steps import KINDS


class File(StrEnum):
    portal = "portal"
    scenario = "scenario"
    audit = "audit"
    comparison = "comparison"
    baseline = "baseline"
    gate = "gate"
    session = "session"


WRITTEN: dict[File, type[BaseModel]] = {
    File.audit: Audit,
    File.comparison: Comparison,
    File.baseline: Baseline,
    File.gate: GateResult,
    File.session: RealityCheck,
}
"""Files that Portal Audit writes itself."""


def register(app: typer.Typer) -> None:
    app.command("schema")(schema)


def schema(
    file: Annotated[File, typer.Argument(help="Which file.", show_default=False)],
) -> None:
    """Print the JSON schema of a file that people write, or of one that is written for them.

    Editors complete and check YAML with it. In VS Code, put
    `# yaml-language-server: $schema=portal.schema.json` on the first line.
    """
    print(json.dumps(schema_of(file), indent=2, ensure_ascii=False))


def schema_of(file: File) -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of one kind of file."""
    made: dict[str, Any]
    if model := WRITTEN.get(file):
        made = model.model_json_schema(by_alias=True, mode="serialization")
    elif file is File.scenario:
        made = Scenario.model_json_schema(by_alias=True)
        _allow_short_forms(made)
    else:
        made = Portal.model_json_schema(by_alias=True)
        one_or_many = made["properties"]["words"]
        one_or_many["additionalProperties"] = {
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
        }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _allow_short_forms(made: dict[str, Any]) -> None:
    """What people may write shorter than the models: bare words for targets and steps."""
    definitions = made["$defs"]
    definitions["Target"] = {"anyOf": [{"type": "string"}, definitions["Target"]]}
    one_or_many = {
        "anyOf": [
            {"$ref": "#/$defs/Target"},
            {"type": "array", "items": {"$ref": "#/$defs/Target"}},
        ]
    }
    for key in ("see", "not_see"):
        definitions["Expectation"]["properties"][key] = one_or_many
    for name in ("Filling", "Choice", "Uploading"):
        flat = definitions[name]
        target = definitions["Target"]["anyOf"][1]["properties"]
        flat["properties"] = {**target, **flat["properties"]}
        flat["required"] = [key for key in flat["required"] if key != "target"]
    bare = [kind for kind, step in KINDS.items() if kind in ("sign_in", "sign_out")]
    items = made["properties"]["steps"]["items"]
    made["properties"]["steps"]["items"] = {"anyOf": [{"enum": bare}, items]}
