"""Who is signed in: a one-time token, and the sessions that it or a password is exchanged for."""

from __future__ import annotations

import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

IDLE = 12 * 3600.0
"""Seconds after which a session that nobody uses ends."""
MOST = 1000
"""Sessions at once; the one that was not used for longest gives way."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in; `csrf` has to come with every change, and only our own pages know it.

    `by` is the hash of the password that was good for it, empty for the one-time token.
    """

    id: str
    user: str
    csrf: str
    by: str = ""


class Sessions:
    """All sessions. They are kept in memory: when the program ends, everybody is signed out."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._open: OrderedDict[str, tuple[Session, float]] = OrderedDict()
        self._token: str | None = None

    def token(self) -> str:
        """A new token, good for one exchange; the one before it is not good any more."""
        with self._lock:
            self._token = secrets.token_urlsafe(32)
            return self._token

    def exchange(self, token: str, user: str) -> Session | None:
        """A session for the token, which is used up by it; None for any other."""
        with self._lock:
            good = self._token is not None and hmac.compare_digest(token.encode(), self._token.encode())
            if not good:
                return None
            self._token = None
        return self.begin(user)

    def begin(self, user: str, by: str = "") -> Session:
        session = Session(secrets.token_urlsafe(32), user, secrets.token_urlsafe(32), by)
        with self._lock:
            self._open[session.id] = session, self._now()
            while len(self._open) > MOST:
                self._open.popitem(last=False)
        return session

    def find(self, id_: str) -> Session | None:
        """The session, which is thereby used; None if there is none, or it has been idle for too long."""
        with self._lock:
            found = self._open.get(id_)
            if found is None:
                return None
            if self._now() - found[1] > IDLE:
                del self._open[id_]
                return None
            self._open[id_] = found[0], self._now()
            self._open.move_to_end(id_)
            return found[0]

    def end(self, id_: str) -> None:
        with self._lock:
            self._open.pop(id_, None)
