"""What is made of the events of watching: known answers of method 1.2 and section 8."""

from __future__ import annotations

from typing import Any

import pytest

from portal_audit.reality.tried import Span, facts_of, lost
from portal_audit.reality.way import Spot, Way

WAY = Way(
    (Spot.of("/home", "Welcome"), Spot.of("/results", "Results"), Spot.of("/results/7", "Iron")),
    frozenset({"results", "iron"}),
)


def page(at: float, path: str, heading: str, how: str = "navigate") -> dict[str, Any]:
    return {"kind": "page", "at": 1000 + at, "path": path, "heading": heading, "how": how}


def click(at: float, name: str = "", **more: Any) -> dict[str, Any]:
    base = {"kind": "click", "at": 1000 + at, "name": name, "onTarget": bool(name), "number": at}
    return base | {"x": 10, "y": 10, "menu": True} | more


def tried(*events: dict[str, Any], seconds: float = 60, pauses: Any = (), way: Way = WAY) -> Any:
    span = Span(1000, 1000 + seconds, [(1000 + a, 1000 + b) for a, b in pauses])
    return facts_of(events, span, way, lambda words: words.replace("Maria", "[masked]"))


def test_one_detour_and_back_is_the_worked_example_of_the_method() -> None:
    facts = tried(
        page(0, "/home", "Welcome"),
        click(1, "Messages"),
        page(2, "/messages", "Messages"),
        page(6, "/home", "Welcome", "back_forward"),
        click(7),
        {"kind": "dead", "at": 1008, "number": 7},
        click(9, "Results"),
        page(10, "/results", "Results"),
        page(12, "/results/9", "Iron"),
    )
    assert (facts["different"], facts["visited"], facts["least"]) == (4, 5, 3)
    assert lost(4, 5, 3) == pytest.approx(0.32, abs=0.005)
    assert (facts["backtracks"], facts["dead"], facts["first_click"]) == (1, 1, "off_path")
    assert [(p.on_path, p.back) for p in facts["pages"]] == [
        (True, False),
        (False, False),
        (True, True),
        (True, False),
        (True, False),
    ]


def test_the_straight_way_is_not_lost() -> None:
    assert lost(3, 3, 3) == 0


def test_without_a_known_way_nobody_is_called_lost() -> None:
    assert lost(3, 3, None) is None
    assert tried(click(1, "Results"), way=Way())["first_click"] == "unknown"


def test_a_heading_that_comes_late_is_no_second_page() -> None:
    facts = tried(page(0, "/home", ""), page(1, "/home", "Welcome", "push"))
    assert [(p.heading, p.how) for p in facts["pages"]] == [("Welcome", "start")]


def test_a_page_that_only_scripts_draw_is_a_page() -> None:
    facts = tried(page(0, "/app", "Home"), page(1, "/app", "Results", "push"))
    assert [p.how for p in facts["pages"]] == ["start", "push"]


def test_ids_in_addresses_and_words_that_are_masked_are_not_kept() -> None:
    facts = tried(page(0, "/visit/20394", "Maria's visit"))
    assert (facts["pages"][0].path, facts["pages"][0].heading) == ("/visit/#", "[masked]'s visit")


def test_the_name_of_a_control_is_kept_only_when_it_is_on_the_way_or_in_a_menu() -> None:
    facts = tried(click(1, "Iron", menu=False), click(3, "Maria Hale, born 1970", menu=False))
    assert [bool(c.name) for c in facts["clicks"]] == [True, False]
    assert len(facts["clicks"][1].name_hash) == 8


def test_three_quick_clicks_in_one_place_are_rage_and_slow_ones_are_not() -> None:
    assert tried(click(1), click(1.3), click(1.6), click(1.9))["rage"] == 1
    assert tried(click(1), click(2), click(3))["rage"] == 0
    assert tried(click(1), click(1.2, x=90), click(1.4))["rage"] == 0


def test_ten_idle_seconds_are_a_hesitation_unless_time_stood_still() -> None:
    stirs = [{"kind": "stir", "at": 1000 + at} for at in (1, 2, 14, 15)]
    assert tried(*stirs, seconds=16)["hesitations"] == 1
    assert tried(*stirs, seconds=16, pauses=[(3, 13)])["hesitations"] == 0


def test_what_happens_in_a_pause_does_not_count() -> None:
    span = Span(1000, 1060, [(1010, 1040)])
    assert (span.seconds, span.paused, span.since_start(1050)) == (30, 30, 20)
    assert tried(click(20), pauses=[(10, 40)])["clicks"] == ()


def test_messages_of_the_portal_are_counted_once_each() -> None:
    wrong = {"kind": "wrong", "at": 1001, "words": "Choose a date"}
    facts = tried(wrong, wrong | {"at": 1002}, wrong | {"words": "Too long"})
    assert (facts["errors"], facts["error_words"]) == (2, ("Choose a date", "Too long"))


def test_keys_are_counted_by_kind_alone() -> None:
    keys = [{"kind": "key", "at": 1001, "sort": sort} for sort in ("char", "char", "Tab")]
    assert tried(*keys)["keys"] == {"char": 2, "Tab": 1}
