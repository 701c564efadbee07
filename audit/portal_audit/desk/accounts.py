"""The test account in the system keyring. A secret goes in; it never comes out to a page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from portal_audit.errors import UsageProblem
from portal_audit.portal import Portal
from portal_audit.secret import code_of

SERVICE = "portal-audit"
PARTS = ("user", "password", "code")
_OURS = re.compile(r"\$\{(?:totp:)?keyring:" + SERVICE + r"/(?P<name>[^{}]+)\}")


PROMPT = "${prompt:"


class NoKeyring(UsageProblem):
    """This computer has no keyring that works."""


def names_for(file: Path) -> dict[str, str]:
    """The keyring's names for each part of the account of this portal file.

    Two folders may hold files of the same name; their accounts must not get mixed up.
    """
    place = hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:8]
    plain = "".join(c if c.isalnum() or c in "-_" else "-" for c in file.stem)
    return {part: f"{plain}-{place}.{part}" for part in PARTS}


def references(names: Mapping[str, str], *, code: bool) -> dict[str, str]:
    """The account as the portal file holds it: where to find it, not what it is."""
    found = {part: f"${{keyring:{SERVICE}/{names[part]}}}" for part in ("user", "password")}
    if code:
        found["code"] = f"${{totp:keyring:{SERVICE}/{names['code']}}}"
    return found


def names_in(account: object) -> dict[str, str]:
    """The keyring's names for the parts of an account that the desk stored; else none."""
    found: dict[str, str] = {}
    for part, reference in account.items() if isinstance(account, dict) else ():
        match = _OURS.fullmatch(str(reference))
        if part in PARTS and match:
            found[part] = match["name"]
    return found


def must_not_ask(portal: Portal) -> None:
    """Raises UsageProblem when a person would have to type something at the terminal."""
    for account in (portal.account, portal.spare_account, portal.gate):
        for reference in account.model_dump().values() if account else ():
            if str(reference).startswith(PROMPT):
                raise UsageProblem(
                    f"A person must type “{str(reference)[len(PROMPT) : -1]}” while this portal "
                    "is tried, and the desk cannot ask for it.",
                    "Store a key for one-time codes under Test account, or ask somebody to start "
                    "it with: portal-audit run",
                )


def why_no_keyring() -> str:
    """Why secrets cannot be stored here; "" when they can."""
    try:
        _working()
    except NoKeyring as problem:
        return problem.what
    return ""


def store(names: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Put the parts of the account into the keyring under `names`.

    Raises NoKeyring; a half-stored account is taken out again. No error names a value.
    """
    keyring = _working()
    stored: list[str] = []
    try:
        for part, value in values.items():
            keyring.set_password(SERVICE, names[part], value)
            stored.append(names[part])
    except Exception as problem:  # back ends raise what they like, and may quote what they got
        forget(stored)
        raise NoKeyring(
            f"The keyring of this computer did not take it ({type(problem).__name__}).",
            "Is it locked? Unlock it and try again.",
        ) from None


def forget(names: Iterable[str]) -> None:
    """Take these entries out of the keyring, as far as they are there. Raises NoKeyring."""
    keyring = _working()
    for name in names:
        with suppress(Exception):
            keyring.delete_password(SERVICE, name)


def is_seed(text: str) -> bool:
    """Whether one-time codes can be made from it."""
    try:
        code_of(text)
    except ValueError:
        return False
    return True


def _working() -> Any:
    """The keyring module, when there is a real keyring behind it. Raises NoKeyring."""
    try:
        import keyring
        from keyring.backends import fail, null
    except ImportError:
        raise NoKeyring("The part of Portal Audit that talks to the keyring is missing.") from None
    try:
        backend = keyring.get_keyring()
    except Exception as problem:  # its own settings may name a back end that is not there
        raise NoKeyring(
            f"The keyring of this computer cannot be opened ({type(problem).__name__})."
        ) from None
    if isinstance(backend, (fail.Keyring, null.Keyring)):
        raise NoKeyring("This computer has no keyring that works.")
    priority = getattr(backend, "priority", 0)
    if not isinstance(priority, (int, float)) or priority <= 0:
        raise NoKeyring("This computer has no keyring that works.")
    used = next(iter(getattr(backend, "backends", ())), backend)
    if type(used).__module__.startswith("keyrings.alt"):
        # Its plain back end writes secrets to a file that anybody can read.
        raise NoKeyring("This computer has no keyring that is safe.")
    return keyring
