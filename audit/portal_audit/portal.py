"""The portal file: which portal, whose account, what may be done there."""

from __future__ import annotations

import datetime
import ipaddress
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from portal_audit import secret, yamlfile

Words = dict[str, tuple[str, ...]]
"""Names for things: key in scenarios -> this portal's words for it, best first."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Account(BaseModel):
    """The test account. Never a real patient's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    user: str = Field(description="User name, or a reference such as ${env:PORTAL_USER}.")
    password: Annotated[str, AfterValidator(secret.check_reference)] = Field(
        description="A reference such as ${env:PORTAL_PASSWORD}; never the password itself."
    )
    code: Annotated[str, AfterValidator(secret.check_reference)] | None = Field(
        None, description="One-time code, e.g. ${totp:env:PORTAL_TOTP}."
    )

    @field_validator("user")
    @classmethod
    def _user_reference_is_well_formed(cls, value: str) -> str:
        return secret.check_reference(value) if value.startswith("${") else value


class Gate(BaseModel):
    """User name and password that the browser itself asks for (HTTP basic authentication)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    user: str = Field(description="User name, or a reference such as ${env:GATE_USER}.")
    password: Annotated[str, AfterValidator(secret.check_reference)] = Field(
        description="A reference such as ${env:GATE_PASSWORD}; never the password itself."
    )


class Closing(BaseModel):
    """A day, or days in a row, on which the office is closed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: datetime.date = Field(description="The first day: 2026-12-25.")
    until: datetime.date | None = Field(None, description="The last day, when there are more.")
    name: str = Field(description="What for, as patients know it: Christmas Day.", min_length=1)


class Portal(BaseModel):
    """One portal to audit (design section 4)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    portal: str = Field(description="Name of the portal, as patients know it.", min_length=1)
    start: str = Field(description="Address of the public home page.")
    hosts: tuple[str, ...] = Field(
        (), description="Hosts the walk may visit; the start page's host is always one of them."
    )
    account: Account | None = Field(
        None, description="Test account; without one, only public pages."
    )
    gate: Gate | None = Field(
        None, description="What the browser's own password box wants, before the portal opens."
    )
    writes: bool = Field(
        False, description="false: steps marked `commits` stop just before the last click."
    )
    words: Words = Field(
        default_factory=dict, description="This portal's names for things the scenarios mention."
    )
    scenarios: tuple[str, ...] = Field(
        (), description="Ids of shipped scenarios or paths of your own; empty: all shipped ones."
    )
    not_applicable: dict[str, str] = Field(
        default_factory=dict,
        description="Scenario id -> the reason, printed on the scorecard, why it has none.",
    )
    audiences: tuple[str, ...] = Field(
        ("desktop", "phone-slow", "keyboard"),
        description="Who walks; [all] for every audience there is.",
    )
    mask: tuple[str, ...] = Field(
        (), description="CSS selectors, or names of attributes, of parts that show patient details."
    )
    plain_words: tuple[str, ...] = Field(
        (), description="Your own files of hard words and what to say instead."
    )
    allowed_words: tuple[str, ...] = Field(
        (), description="Words that your patients know: never reported."
    )
    canaries: tuple[str, ...] = Field(
        (), description="Words planted in the test patient's record that must turn up nowhere else."
    )
    test_patients: tuple[str, ...] = Field(
        (),
        description="Names that the portal shows for test accounts; a reality check stops where "
        "none of them is shown.",
    )
    roster: str = Field(
        "", description="Your list of clinicians (CSV: name, status, start, end, accepting)."
    )
    closings: str | tuple[Closing, ...] = Field(
        (), description="Days on which you are closed: a CSV file (date, name), or the days here."
    )
    invitation: str = Field("", description="The e-mail that invites patients, as an .eml file.")
    trackers: tuple[str, ...] = Field(
        (), description="Your own files of hosts that count as trackers."
    )
    spare_account: Account | None = Field(
        None,
        description="A throw-away account that may get locked: five wrong passwords are tried.",
    )
    auditor: str = Field("", description="Who audits; stands in the head of the scorecard.")
    commissioner: str = Field("", description="For whom; stands in the head of the scorecard.")
    repeat: int = Field(1, ge=1, le=50, description="How often each task is walked.")

    @field_validator("words", mode="before")
    @classmethod
    def _one_word_is_a_list_of_one(cls, value: object) -> object:
        if isinstance(value, dict):
            return {key: _listed(names) for key, names in value.items()}
        return value

    @field_validator("start")
    @classmethod
    def _start_is_a_web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f'"{value}" is not a web address. Write it in full: https://...')
        if parts.username or parts.password:
            raise ValueError("a user name or password must not stand in the address.")
        return value

    @field_validator("hosts")
    @classmethod
    def _hosts_are_host_names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for host in value:
            if "/" in host or " " in host:
                raise ValueError(
                    f'"{host}" is not a host name. Write only the host: portal.example.org'
                )
        return value

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """Every host the walk may visit, lower case, without ports."""
        named = {host.rsplit(":", 1)[0] if host.count(":") == 1 else host for host in self.hosts}
        return frozenset(host.casefold() for host in {*named, urlsplit(self.start).hostname or ""})

    @property
    def is_local(self) -> bool:
        """Whether every host is this computer."""
        return all(is_loopback(host) for host in self.allowed_hosts)

    @property
    def mask_selectors(self) -> tuple[str, ...]:
        """CSS selectors of the masked parts: a bare word is the name of an attribute."""
        return tuple(
            f"[{name}]" if name.replace("-", "").isalnum() and "-" in name else name
            for name in self.mask
        )


def is_loopback(host: str) -> bool:
    """Whether `host` is this computer."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def load_portal(path: Path) -> Portal:
    """The portal file at `path`. Raises FileProblem."""
    return yamlfile.load(path, Portal)
