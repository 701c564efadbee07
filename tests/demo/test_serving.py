"""The demo portal as a real server on this computer."""

from __future__ import annotations

import socket
from urllib.request import urlopen

import pytest

from portal_audit.demo.serve import serve_demo


def test_portal_and_payment_answer_from_two_sites() -> None:
    with serve_demo("after") as portal:
        assert portal.origin.startswith("http://127.0.0.1:")
        assert portal.pay_origin.startswith("http://localhost:")
        for origin in (portal.origin, portal.pay_origin):
            assert urlopen(origin + "/healthz").read() == b"ok"


def test_it_stops_with_its_block() -> None:
    with serve_demo("after") as portal:
        port = int(portal.origin.rsplit(":", 1)[1])
    with socket.socket() as free:
        assert free.connect_ex(("127.0.0.1", port)) != 0


def test_a_taken_port_is_an_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with (
            pytest.raises(OSError, match=r"(?i)in use|taken"),
            serve_demo("after", port=taken.getsockname()[1]),
        ):
            pass
