"""Every English sentence of the code as a translator meets it, with `{}` for what is filled in."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from string import Formatter

import yaml

import portal_audit
from portal_audit.resources import shipped

PACKAGE = Path(portal_audit.__file__).parent


def with_gaps(text: str) -> str:
    """`text` with every `{name}` as `{}`, and without the white space around it."""
    pieces = (
        words + ("{}" if name is not None else "") for words, name, _, _ in Formatter().parse(text)
    )
    return "".join(pieces).strip()


def gaps(text: str) -> list[tuple[str, str]]:
    """Name and form of every gap."""
    return [(name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None]


@cache
def wordings() -> frozenset[str]:
    """Of the package, the rubric, the shipped tasks and our words for axe's rules."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        found |= set(_strings(ast.parse(file.read_text(encoding="utf-8"))))
    rubric = tomllib.loads((PACKAGE / "score" / "rubric.toml").read_text(encoding="utf-8"))
    found |= {cap["reason"] for cap in rubric["cap"]}
    rules = yaml.safe_load((shipped("scenarios") / "axe-words.yaml").read_text(encoding="utf-8"))
    for rule in rules["rules"].values():
        found |= set(rule.values())
    for file in (shipped("scenarios") / "tasks").glob("*.yaml"):
        found.add(yaml.safe_load(file.read_text(encoding="utf-8"))["as"])
    return frozenset({text.strip() for text in found} | set(_templates(found)))


def _templates(texts: set[str]) -> Iterator[str]:
    """Those that `str.format` fills in."""
    for text in texts:
        with suppress(ValueError):  # braces of a script or a style
            yield with_gaps(text)


def _strings(tree: ast.AST) -> Iterator[str]:
    inside = {
        id(value)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for value in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(value.value) if isinstance(value, ast.Constant) else "{}"
                for value in node.values
            )
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inside
        ):
            yield node.value
