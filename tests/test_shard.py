"""Shards: every walk is in exactly one, each has some of every audience, bad names are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal_audit.errors import UsageProblem
from portal_audit.plan import Plan, make_plan
from portal_audit.portal import Portal
from portal_audit.shard import read_shard
from tests.cli.command import portal_audit
from tests.conftest import Write


def plan(shard: str = "") -> Plan:
    portal = Portal.model_validate(
        {
            "portal": "Clinic",
            "start": "https://p.example/",
            "account": {"user": "maria", "password": "${env:P}"},
            "scenarios": ["sign-in", "hours", "book", "message", "refill"],
            "audiences": ["desktop", "keyboard", "phone-slow"],
        }
    )
    return make_plan(portal, Path(), shard=read_shard(shard) if shard else None)


@pytest.mark.parametrize("of", [1, 2, 3, 4, 7])
def test_every_walk_is_in_exactly_one_shard_and_their_sizes_are_alike(of: int) -> None:
    shards = [[job.id for job in plan(f"{n}/{of}").jobs()] for n in range(1, of + 1)]
    together = [walk for shard in shards for walk in shard]
    assert sorted(together) == sorted(job.id for job in plan().jobs())
    assert max(map(len, shards)) - min(map(len, shards)) <= 1


@pytest.mark.parametrize("of", [2, 3, 4])
def test_every_shard_has_walks_of_the_baseline_and_needs_the_account(of: int) -> None:
    for number in range(1, of + 1):
        jobs = plan(f"{number}/{of}").jobs()
        assert any(job.audience == "desktop" for job in jobs)
        assert any(job.signs_in or job.scenario.needs == "signed-in" for job in jobs)


def test_a_shard_asks_the_same_questions_as_the_whole() -> None:
    def info(shard: str) -> dict[str, object]:
        from datetime import UTC, datetime

        run = plan(shard).run_info(browser="", axe="", started=datetime(2026, 11, 24, tzinfo=UTC))
        return run.model_dump()

    whole, second = info(""), info("2/4")
    assert second["settings"] == whole["settings"]
    assert (whole["shard"], second["shard"]) == ("", "2/4")
    assert second["planned"] == len(plan("2/4").jobs())
    assert second["planned_in_all"] == whole["planned"]


def test_what_is_done_once_is_done_by_the_first_shard() -> None:
    assert plan().tries_besides
    assert plan("1/2").tries_besides
    assert not plan("2/2").tries_besides


@pytest.mark.parametrize(
    "text", ["", "1", "0/4", "5/4", "1/0", "-1/4", "1/4/2", "a/b", "1.5/4", "1/101", "٣/٤", "²/4"]
)
def test_a_bad_shard_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        read_shard(text)
    assert "--shard 1/4" in str(refused.value)


def test_more_shards_than_walks_are_refused() -> None:
    with pytest.raises(UsageProblem, match=r"only .* walks to share"):
        plan("1/99")


def test_a_dry_run_says_which_shard_it_is(portal_file: Write) -> None:
    file = portal_file("http://127.0.0.1:9/")
    said = portal_audit("run", file, "--dry-run", "--shard", "2/3")
    assert said.code == 0, said.err
    assert "shard 2/3 of 7 walks" in said.out
    assert "a wrong password" not in said.out


def test_the_command_refuses_a_bad_shard(portal_file: Write) -> None:
    said = portal_audit("run", portal_file("http://127.0.0.1:9/"), "--shard", "5/4")
    assert said.code == 2
    assert "1/4 to 4/4" in said.err
