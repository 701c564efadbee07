"""What a person filled in, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

LARGEST = 200_000
"""Bytes of a form; no form of the desk comes near."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a sent form."""

    values: Mapping[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, body: bytes) -> Form:
        """Parse `application/x-www-form-urlencoded`."""
        try:
            return cls(parse_qs(body.decode("utf-8", "replace"), max_num_fields=2_000))
        except ValueError:
            return cls()

    def one(self, name: str) -> str:
        """The field without blanks around it; "" when it is not there."""
        return self.values.get(name, [""])[-1].strip()

    def raw(self, name: str) -> str:
        """The field as it was typed: a password may begin with a blank."""
        return self.values.get(name, [""])[-1]

    def all(self, name: str) -> tuple[str, ...]:
        """Every ticked box of this name."""
        return tuple(self.values.get(name, ()))

    def ticked(self, name: str) -> bool:
        return name in self.values


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing to mend in a form."""

    field: str
    """Id of the field it is about; "" when it is about all of it."""
    words: str
