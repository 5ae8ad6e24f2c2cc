"""The keys of the window: the addresses that let somebody in, the cookie each gives, and who was there when."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

ENTER = "/enter/"
IDLE = 600.0
"""Seconds after the last tab was closed until the window stops."""
UNSEEN = 3600.0
"""The same where no page says that it is there still: with script off a page cannot."""


@dataclass(slots=True)
class Session:
    """A browser that was let in: its cookie, and the token that its forms carry."""

    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))


class Doors:
    """``host``: the address and port that the window listens at; ``clock`` counts seconds.

    The address that is printed lets in as long as the window is open: whoever started daready alone sees it. The one
    that a browser is started with stands in the machine's list of processes, so it lets in once; used again, it shuts
    out whoever came in by it, since one of the two is a stranger.
    """

    def __init__(self, host: str, clock: Callable[[], float]) -> None:
        self.host, self._clock = host, clock
        self.cookie = f"daready-{host.rpartition(':')[2]}"  # cookies of one machine know no ports
        self._printed, self._once = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        self._by_once: Session | None = None
        self._used = False
        self._sessions: dict[str, Session] = {}
        self._lock = Lock()
        self._last, self._beats = clock(), False

    @property
    def address(self) -> str:
        """The address that is printed."""
        return f"http://{self.host}{ENTER}{self._printed}"

    @property
    def address_once(self) -> str:
        """The address that a browser is started with."""
        return f"http://{self.host}{ENTER}{self._once}"

    def enter(self, token: str) -> str | None:
        """The cookie for whoever comes by an address; "used" if it let in somebody before, None if it is not ours."""
        with self._lock:
            if secrets.compare_digest(token.encode(), self._printed.encode()):
                return self._let_in().cookie
            if not secrets.compare_digest(token.encode(), self._once.encode()):
                return None
            if self._used:
                if self._by_once is not None:
                    self._sessions.pop(self._by_once.cookie, None)
                return "used"
            self._used, self._by_once = True, self._let_in()
            return self._by_once.cookie

    def _let_in(self) -> Session:
        session = Session()
        self._sessions[session.cookie] = session
        return session

    def session(self, cookies: str) -> Session | None:
        """Whose cookie a request carries."""
        for said in cookies.split(";"):
            name, _, value = said.strip().partition("=")
            if name == self.cookie:
                return self._sessions.get(value)
        return None

    def seen(self, *, beat: bool) -> None:
        """Somebody is there; ``beat``: an open page says so by itself."""
        self._last = self._clock()
        self._beats = beat

    @property
    def deserted(self) -> bool:
        """Whether the last tab was closed long ago."""
        return self._clock() - self._last > (IDLE if self._beats else UNSEEN)
