"""Page: the test account. What is typed goes to the keyring and is never shown again."""

from __future__ import annotations

import os
from contextlib import suppress

from starlette.responses import Response

from portal_audit.desk import accounts
from portal_audit.desk.forms import Wrong
from portal_audit.desk.portal_files import PortalFile, remove_account, save, values_of
from portal_audit.desk.visit import NotHere, Visit, go
from portal_audit.errors import PortalAuditError
from portal_audit.portal_draft import PASSWORD, TOTP, USER, account_references

LONGEST = 500


def account(visit: Visit) -> Response:
    """Store the account of a portal."""
    file = visit.portal_file()
    if file.portal is None:
        raise NotHere
    if not visit.sent:
        return _form(visit, file)
    form = visit.form
    values = {"user": form.one("user"), "password": form.raw("password"), "code": form.one("code")}
    wrong = _wrong(values)
    if wrong:
        return _form(visit, file, wrong)
    before = accounts.names_in(values_of(file.path).get("account"))
    names = accounts.names_for(file.path)
    values = {part: value for part, value in values.items() if value}
    try:
        accounts.store(names, values)
    except accounts.NoKeyring as problem:
        return _form(visit, file, [Wrong("", f"{problem.what} {problem.remedy}")])
    try:
        save(file.path, {"account": accounts.references(names, code="code" in values)})
    except PortalAuditError:
        accounts.forget(names.values())
        raise
    accounts.forget(set(before.values()) - {names[part] for part in values})
    return go("portals", file.key, said="stored")


def remove(visit: Visit) -> Response:
    """Take the account out of the portal file, and out of the keyring what the desk put there."""
    file = visit.portal_file()
    if file.portal is None:
        raise NotHere
    names = accounts.names_in(values_of(file.path).get("account"))
    remove_account(file.path)
    with suppress(accounts.NoKeyring):
        accounts.forget(names.values())
    return go("portals", file.key, said="removed")


def variables(visit: Visit) -> Response:
    """Let the portal file look for the account in environment variables."""
    file = visit.portal_file()
    if file.portal is None:
        raise NotHere
    names = accounts.names_in(values_of(file.path).get("account"))
    wanted = account_references(code=visit.form.ticked("code"))
    save(file.path, {"account": wanted.model_dump(exclude_none=True)})
    with suppress(accounts.NoKeyring):
        accounts.forget(names.values())
    return go("portals", file.key, said="variables")


def _wrong(values: dict[str, str]) -> list[Wrong]:
    """What is wrong with the account. No sentence holds what was typed."""
    wrong = []
    if not values["user"]:
        wrong.append(Wrong("user", "Write the user name."))
    if not values["password"]:
        wrong.append(Wrong("password", "Write the password."))
    if values["code"] and not accounts.is_seed(values["code"]):
        words = "This is not a key for codes. It has only letters and the digits 2 to 7."
        wrong.append(Wrong("code", words))
    for part, value in values.items():
        if len(value) > LONGEST:
            wrong.append(Wrong(part, "This is too long."))
    return wrong


def _form(visit: Visit, file: PortalFile, wrong: list[Wrong] | None = None) -> Response:
    assert file.portal is not None
    found = file.portal.account
    names = accounts.names_in(found.model_dump()) if found else {}
    return visit.page(
        "account.html",
        422 if wrong else 200,
        file=file,
        there="" if found is None else "keyring" if "password" in names else "elsewhere",
        code="code" in names,
        no_keyring=accounts.why_no_keyring(),
        variables=[(name, bool(os.environ.get(name))) for name in (USER, PASSWORD, TOTP)],
        wrong=wrong or [],
    )
