"""The pytest plugin: each task as each audience is a test; fixtures for a team's own tests.

pytest loads this file in every test run of every project that has Portal Audit installed, so it
imports nothing but pytest: whatever is heavy is in `portal_audit.testing` and loaded when a portal
was named or a fixture is used.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from portal_audit.testing.pages import AuditedPage
    from portal_audit.testing.session import Testing
    from portal_audit.testing.walked import Walked

KEY = pytest.StashKey["Testing"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("portal-audit", "Portal Audit: walk a patient portal as patients do")
    group.addoption(
        "--portal",
        dest="portal_audit_portal",
        metavar="FILE",
        help="Portal file: each of its tasks, as each of its audiences, is a test.",
    )
    group.addoption(
        "--portal-scenario",
        dest="portal_audit_scenarios",
        action="append",
        default=[],
        metavar="ID",
        help="Only this scenario; may be given several times.",
    )
    group.addoption(
        "--portal-audience",
        dest="portal_audit_audiences",
        action="append",
        default=[],
        metavar="ID",
        help="Only this audience; may be given several times.",
    )
    group.addoption(
        "--portal-out",
        dest="portal_audit_out",
        metavar="DIR",
        help="Folder for pictures and evidence (default: out/pytest-TIME).",
    )
    parser.addini("portal_file", "Portal file that the fixture portal_walk uses.", default="")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "portal: a walk through the portal file of --portal")
    if config.getoption("portal_audit_portal"):
        from portal_audit.testing.session import name_portal

        name_portal(_testing(config))


def pytest_report_header(config: pytest.Config) -> str | None:
    testing = config.stash.get(KEY, None)
    return testing.header if testing else None


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    testing = parent.config.stash.get(KEY, None)
    if testing is None or testing.plan is None or file_path != testing.portal:
        return None
    from portal_audit.testing.items import PortalFile

    return PortalFile.from_parent(parent, path=file_path, testing=testing)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """pytest-xdist: every worker writes below the same folder."""
    node.workerinput["portal_audit_out"] = str(_testing(node.config).out)


def pytest_unconfigure(config: pytest.Config) -> None:
    testing = config.stash.get(KEY, None)
    if testing is not None:
        testing.close()


def _testing(config: pytest.Config) -> Testing:
    """What this process tests with; made when it is first needed."""
    if KEY not in config.stash:
        from portal_audit.testing.session import Testing

        config.stash[KEY] = Testing(config)
    return config.stash[KEY]


@pytest.fixture
def portal_audit_file(pytestconfig: pytest.Config) -> Path | None:
    """The portal file of `portal_walk`: --portal, else `portal_file` of the ini file.

    Override it in conftest.py when the file is made during the tests.
    """
    if named := pytestconfig.getoption("portal_audit_portal"):
        return pytestconfig.invocation_params.dir / str(named)
    named = pytestconfig.getini("portal_file")
    return pytestconfig.rootpath / str(named) if named else None


@pytest.fixture
def portal_walk(
    pytestconfig: pytest.Config, portal_audit_file: Path | None
) -> Callable[..., Walked]:
    """Walks a task: `portal_walk("book", audience="keyboard")`; see `.done`, `.told`."""
    from portal_audit.errors import PortalAuditError

    testing = _testing(pytestconfig)
    if portal_audit_file is None:
        pytest.fail(
            "portal_walk does not know which portal to walk.\n"
            "  Name its file: --portal FILE, or `portal_file = FILE` in the pytest settings.",
            pytrace=False,
        )

    def walk(scenario: str, audience: str = "desktop") -> Walked:
        __tracebackhide__ = True
        try:
            return testing.walks_of(portal_audit_file).walk(scenario, audience)
        except PortalAuditError as problem:
            raise pytest.fail.Exception(str(problem), pytrace=False) from None

    return walk


@pytest.fixture
def page_audit(pytestconfig: pytest.Config) -> Callable[[str], AuditedPage]:
    """Checks one public page: `page_audit(url).serious`."""
    from portal_audit.errors import PortalAuditError
    from portal_audit.testing.pages import audited

    testing = _testing(pytestconfig)

    def look(url: str) -> AuditedPage:
        __tracebackhide__ = True
        try:
            return audited(url, testing.room)
        except PortalAuditError as problem:
            raise pytest.fail.Exception(str(problem), pytrace=False) from None

    return look
