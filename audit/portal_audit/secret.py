"""References to secrets: `${env:X}`, `${keyring:service/user}`, `${file:path}`, `${totp:...}`,
`${prompt:Question}`.

A value is looked up when it is typed and never stored. Nothing here prints one.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pyotp

from portal_audit.errors import UsageProblem

_FORM = re.compile(r"\$\{(?P<where>[a-z]+):(?P<what>[^{}]+)\}")
_KINDS = ("env", "keyring", "file", "totp", "prompt")

HOW_CODE = '"${totp:env:PORTAL_TOTP}" or "${prompt:Code from the text message}"'
HOW = (
    'Write a reference: "${env:PORTAL_PASSWORD}", "${keyring:service/user}", "${file:path}" '
    f"or, for one-time codes, {HOW_CODE}."
)


class SecretProblem(UsageProblem):
    """A secret cannot be found; the message names the reference, never a value."""


def is_reference(text: str) -> bool:
    return _FORM.fullmatch(text.strip()) is not None


def renews(reference: str) -> bool:
    """Whether the value is a code that changes with the time."""
    form = _FORM.fullmatch(reference)
    return form is not None and form["where"] == "totp"


def check_reference(text: str) -> str:
    """`text` when it is a well-formed reference. Raises ValueError saying how to write one."""
    form = _FORM.fullmatch(text.strip())
    if form is None:
        raise ValueError(f"a secret must not stand in the file itself. {HOW}")
    if form["where"] not in _KINDS:
        raise ValueError(f'"{form["where"]}" is not a place for secrets. {HOW}')
    return text.strip()


def reveal(reference: str) -> str:
    """The value behind `reference`. Raises SecretProblem when it cannot be found."""
    form = _FORM.fullmatch(reference)
    if form is None:
        return reference  # a plain user name
    return _READERS[form["where"]](form["what"])


def _from_env(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise SecretProblem(
            f"The environment variable {name} is not set.",
            f"Set it before you start the audit: export {name}=...",
        )
    return value


def _from_keyring(what: str) -> str:
    service, _, user = what.partition("/")
    try:
        import keyring
        import keyring.errors
    except ImportError:
        raise SecretProblem(
            "The system keyring cannot be read: the package keyring is not installed.",
            'Run: pip install "portal-audit[keyring]"',
        ) from None
    try:
        value: str | None = keyring.get_password(service, user)
    except keyring.errors.KeyringError as problem:
        raise SecretProblem(f"The system keyring does not answer: {problem}.") from None
    if not value:
        raise SecretProblem(
            f"The system keyring has no entry for {service}/{user}.",
            f"Store it with: keyring set {service} {user}",
        )
    return value


def _from_file(name: str) -> str:
    try:
        value = Path(name).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SecretProblem(f"The secret file {name} cannot be read.") from None
    if not value:
        raise SecretProblem(f"The secret file {name} is empty.")
    return value


def _from_totp(what: str) -> str:
    seed = reveal("${" + what + "}")
    try:
        return code_of(seed)
    except ValueError:
        raise SecretProblem(
            f"The one-time code seed from {what} is not a valid base32 secret."
        ) from None


class _Code(pyotp.TOTP):
    # Many portals hand out keys of 80 bits; whether that is enough is not ours to decide.
    min_secret_length_bits = 0


def code_of(seed: str) -> str:
    """The one-time code of this moment. Raises ValueError, which never quotes the seed."""
    key = seed.replace(" ", "")
    try:
        if key:
            return _Code(key).now()
    except Exception:  # pyotp raises binascii and type errors of several kinds
        pass
    raise ValueError("not a base32 secret")


def _from_prompt(question: str) -> str:
    """What the person at the terminal types; asked at the moment it is needed."""
    if not sys.stdin.isatty():
        raise SecretProblem(
            f"“{question}” must be typed by a person, and nobody is at the keyboard.",
            "Run this in a terminal, or use a code that can be computed: ${totp:env:PORTAL_TOTP}.",
        )
    print(f"\n{question}: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


_READERS: dict[str, Callable[[str], str]] = {
    "env": _from_env,
    "keyring": _from_keyring,
    "file": _from_file,
    "totp": _from_totp,
    "prompt": _from_prompt,
}


def seed_of(reference: str) -> str:
    """The lasting secret behind a reference (a TOTP's seed, not its code), for redaction."""
    form = _FORM.fullmatch(reference)
    if form is not None and form["where"] == "totp":
        return reveal("${" + form["what"] + "}")
    if form is not None and form["where"] == "prompt":
        if not sys.stdin.isatty():
            return reveal(reference)  # says that nobody can answer, before anything is walked
        return ""  # not known yet: the walk hides it when it has been typed
    return reveal(reference)
