"""Where an address leads: taken apart, looked up once, and refused where it leads into a private network."""

from __future__ import annotations

import ipaddress
import socket
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from headwater.errors import UnreadableError

_PORTS = {"http": 80, "https": 443}
_OTHER_PORTS = (8000, 8080, 8443)
_LONGEST = 2_000
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 within IPv6, by NAT64


class Target(NamedTuple):
    """One address, taken apart; `path` is what a server is asked for."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{shown}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def address(self) -> str:
        return self.origin + self.path


def target(address: str, *, private: bool) -> Target:
    """What `address` means; raises UnreadableError for anything but a plain address of the web."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
        host = host if ":" in host else host.encode("idna").decode("ascii")
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except (ValueError, UnicodeError):
        host, port = "", 0
    if not host or not port or len(address) > _LONGEST or parts.username is not None:
        raise UnreadableError("bad-address", "is no address of a page: write https://…, without a password")
    if port != _PORTS[parts.scheme] and port not in _OTHER_PORTS and not private:
        trouble = f"leads to port {port}, which is not one of the web's: it is not fetched"
        raise UnreadableError("private-address", trouble)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    )
    return Target(parts.scheme, host, port, path)


def looked_up(where: Target, *, private: bool) -> str:
    """The network address that the host has now; raises UnreadableError where one of those it has is not public.

    A connection has to be made to this very address: the next look-up may give another one.
    """
    try:
        found = socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreadableError("unreachable", f"has a host that is not known ({error})") from error
    addresses = [str(each[4][0]) for each in found]
    if not addresses:
        raise UnreadableError("unreachable", "has a host that is not known")
    if not private and not all(is_public(each) for each in addresses):
        raise UnreadableError("private-address", "leads into a private network: it is not fetched")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether a network address is one that everybody reaches."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if ip.sixtofour or ip.teredo or ip in _TRANSLATED:
            return False
    return ip.is_global and not ip.is_multicast
