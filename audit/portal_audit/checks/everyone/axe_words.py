"""Our own plain words for axe's rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict

from portal_audit import yamlfile
from portal_audit.resources import shipped


class RuleWords(BaseModel):
    """What one rule means to a patient."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    problem: str
    fix: str
    who: str


class _WordsFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: dict[str, RuleWords]


@cache
def axe_words() -> Mapping[str, RuleWords]:
    """Words by axe's rule id. Raises FileProblem when the shipped file is missing or wrong."""
    return yamlfile.load(shipped("scenarios") / "axe-words.yaml", _WordsFile).rules
