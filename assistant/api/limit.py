"""How much one client may ask a minute, of all processes of the API together.

They count in one file of the folder that they share (`window.py`); a process that shares nothing counts in its memory. Addresses are kept for a minute,
and nowhere that outlives the processes.
"""

from __future__ import annotations

import ipaddress
import logging
import math
import sqlite3
import time
from pathlib import Path

from limits import RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from assistant.api.window import ONE_PROCESS, SqliteWindow

FILE = "requests.sqlite3"
IPV6_PREFIX = 64  # what one household or office is given; its single addresses are free to make up
UNKNOWN = "unknown"  # a client without an address, as behind a UNIX socket
log = logging.getLogger(__name__)


class RateLimit:
    """At most `per_minute` requests of one client in any 60 seconds, counted with all who share the folder."""

    def __init__(self, per_minute: int, shared: Path | None = None) -> None:
        self._limit = RateLimitItemPerMinute(per_minute)
        self._limiter = MovingWindowRateLimiter(SqliteWindow(shared / FILE if shared else ONE_PROCESS))

    def wait_s(self, address: str | None) -> int:
        """0 when the client may ask now, which is then counted; otherwise the whole seconds to wait.

        0 also when nothing can be counted, as on a full disk: an answer that can be given is not withheld for that.
        """
        try:
            return self._wait_s(client_of(address))
        except sqlite3.Error:
            log.exception("requests cannot be counted, and are not limited")
            return 0

    def _wait_s(self, client: str) -> int:
        if self._limiter.hit(self._limit, client):
            return 0
        frees_at = self._limiter.get_window_stats(self._limit, client).reset_time
        return max(1, math.ceil(frees_at - time.time()))


def client_of(address: str | None) -> str:
    """Who counts as one client: an IPv4 address, or the network of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return address or UNKNOWN
    if parsed.version == 6:
        return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
    return str(parsed)
