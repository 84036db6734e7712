"""How much one client may ask a minute.

Counted in this process: with several workers each counts its own, so the limit of a client is at most that many times higher.
"""

from __future__ import annotations

import ipaddress
import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

IPV6_PREFIX = 64  # what one household or office is given; its single addresses are free to make up
UNKNOWN = "unknown"  # a client without an address, as behind a UNIX socket


class RateLimit:
    """At most `per_minute` requests of one client in any 60 seconds."""

    def __init__(self, per_minute: int) -> None:
        self._limit = RateLimitItemPerMinute(per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def wait_s(self, address: str | None) -> int:
        """0 when the client may ask now, which is then counted; otherwise the whole seconds to wait."""
        client = client_of(address)
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
