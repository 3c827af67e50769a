"""Which machines may be contacted, and connections that go to the very address that was checked.

A name can be pointed at a machine inside one's own network after it was looked at ("DNS rebinding"), so
the name is resolved once, its addresses are judged, and the connection is made to one of these.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any, Final

import httpcore2 as httpcore

from sayso.errors import PageError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_LEAST: Final = 0.001  # seconds; a timeout of zero would mean "do not block"


def _inner(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address leads to, or the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the open web: not private, local, reserved or of a group.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    try:
        found = _inner(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def resolved(host: str, port: int, subject: str, *, private: bool) -> list[str]:
    """Return the IP addresses of ``host``.  Raises `PageError` when it has none, or one that may not be contacted."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        raise PageError(subject, f"no machine is known as {host}", "Check the address and the connection") from error
    addresses = list(dict.fromkeys(str(item[4][0]) for item in found))
    for address in addresses:
        if not private and not is_public(address):
            raise PageError(
                subject,
                f"{host} leads to {address}, which is not on the open web",
                "Allow it with --private if the machine is yours",
            )
    return addresses


class Deadline:
    """The moment by which all of a fetch must be done, and the seconds left until then."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def extend(self, seconds: float) -> None:
        """Put the moment off by the time that was spent in waiting for the site's sake."""
        self._end += seconds

    def left(self, timeout: float | None = None) -> float:
        """Return the seconds left, ``timeout`` at most.  Raises a timeout error of httpcore when none is."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("out of time")
        return max(_LEAST, left if timeout is None else min(left, timeout))


class _Stream(httpcore.NetworkStream):
    """A connection on which every read and write counts against the one deadline, however little it brings."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses only, within a deadline."""

    def __init__(self, subject: str, deadline: Deadline, *, private: bool) -> None:
        self._subject, self._deadline, self._private = subject, deadline, private
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first of the host's addresses that answers."""
        refused: Exception | None = None
        for address in resolved(host, port, self._subject, private=self._private):
            try:
                left = self._deadline.left(timeout)
                stream = self._sockets.connect_tcp(address, port, left, local_address, socket_options)
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refused = error
        raise refused or httpcore.ConnectError(f"{host} has no address")
