"""The list of seeded faults is large, wide and about pages that exist."""

from __future__ import annotations

from portal_audit.demo.manifest import expected_tasks, seeded_faults
from portal_audit.finding import DIMENSIONS
from portal_audit.scenario import shipped_scenarios
from portal_audit.walk.audiences import AUDIENCES
from tests.demo.visitor import PRIVATE, PUBLIC


def test_at_least_45_faults_are_seeded_over_all_dimensions() -> None:
    faults = seeded_faults()
    assert len(faults) >= 45
    assert {fault.dimension for fault in faults} == set(DIMENSIONS)


def test_no_two_faults_share_an_id() -> None:
    ids = [fault.id for fault in seeded_faults()]
    assert len(ids) == len(set(ids))


def test_every_fault_is_on_a_page_that_exists() -> None:
    pages = {"", "/code", "/documents/visit-summary.pdf", *PUBLIC, *PRIVATE}
    assert [fault.id for fault in seeded_faults() if fault.where not in pages] == []


def test_an_axe_fault_names_its_rule() -> None:
    assert [f.id for f in seeded_faults() if f.check == "EV-01" and not f.rule] == []


def test_only_shipped_tasks_of_the_old_edition_are_expected_to_fail() -> None:
    lost = {scenario for scenario, _ in expected_tasks("before", AUDIENCES)}
    assert lost
    assert lost <= set(shipped_scenarios())
    assert expected_tasks("after", AUDIENCES) == {}
