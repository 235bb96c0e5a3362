from __future__ import annotations

from headwater.web import sessions
from headwater.web.sessions import Sessions


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_token_is_good_for_one_exchange() -> None:
    known = Sessions()
    token = known.token()
    session = known.exchange(token, "ada")
    assert session
    assert session.user == "ada"
    assert known.find(session.id) == session
    assert known.exchange(token, "ada") is None
    assert known.exchange("", "ada") is None


def test_no_two_secrets_are_alike() -> None:
    known = Sessions()
    found = [secret for _ in range(20) for s in [known.begin("ada")] for secret in (s.id, s.csrf)]
    assert len({*found, known.token(), known.token()}) == 42
    assert min(map(len, found)) >= 43


def test_a_session_that_nobody_uses_ends() -> None:
    clock = Clock()
    known = Sessions(clock)
    session = known.begin("ada")
    for _ in range(3):
        clock.now += sessions.IDLE - 1
        assert known.find(session.id)
    clock.now += sessions.IDLE + 1
    assert known.find(session.id) is None


def test_there_is_an_end_to_sessions() -> None:
    known = Sessions()
    first, second = known.begin("ada"), known.begin("ada")
    assert known.find(first.id)
    for _ in range(sessions.MOST - 1):
        known.begin("eve")
    assert known.find(first.id)
    assert known.find(second.id) is None
