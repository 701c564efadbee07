"""Least possible effort: the method's own figures."""

from __future__ import annotations

import pytest

from portal_audit.walk import klm


def test_a_click_takes_2_65_seconds() -> None:
    assert klm.click() == pytest.approx(2.65)


def test_a_field_of_12_characters_takes_6_81_seconds() -> None:
    assert klm.field(12) == pytest.approx(6.81)


def test_a_password_is_typed_more_slowly_and_a_code_more_slowly_still() -> None:
    assert klm.field(6) < klm.field(6, klm.K_BLIND) < klm.field(6, klm.K_CODE)
