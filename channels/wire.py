"""Reads the heads of requests and the sizes of chunks strictly, before Sanic reads them.

Sanic 21.12 takes a length for whatever `int` understands, so that `Content-Length: -5` holds its process for ever;
and it passes over doubled lengths, a length beside chunks, line feeds alone and what follows the last chunk, each of
which a proxy in front may read otherwise. What RFC 9112 does not allow gets a 4xx here, and the connection is closed
behind it; so are what it leaves to a server (a body of a GET, folded lines, trailers, other codings than "chunked").
"""

from __future__ import annotations

import asyncio
import os
import re
import time
from typing import Dict, List, Optional

from sanic.exceptions import PayloadTooLarge, SanicException
from sanic.http import HTTP_CONTINUE, Http, Stage
from sanic.server.protocols import http_protocol

from operation.open_files import most_connections
from operation.waiting import within

REQUEST_SECONDS = float(os.environ.get("REQUEST_SECONDS", 20))
"""The longest that a request may take to come, all of it. Sanic waits an hour for a body."""

_TARGET = rb"(?:/[\x21-\x7e]*|https?://[\x21-\x7e]+|\*)"
_REQUEST_LINE = re.compile(rb"([A-Z]{1,20}) " + _TARGET + rb" HTTP/1\.([01])")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)")
_NEVER = re.compile(rb"\0|(?<!\r)\n|\r(?=[^\n])")
_LENGTH = re.compile(rb"[0-9]{1,15}")
_HOST = re.compile(rb"[!-~]*")
_SIZE_LINE = re.compile(rb"\r\n([0-9A-Fa-f]{1,8})(?:;[\t\x20-\x7e]*)?\r\n")
_BEGUN_SIZE_LINE = re.compile(rb"\r(?:\n(?:[0-9A-Fa-f]{1,8}(?:(?:;[\t\x20-\x7e]*)?\r?)?)?)?")
_LONGEST_SIZE_LINE = 64
_BODILESS = (b"GET", b"HEAD", b"OPTIONS", b"TRACE")

_LINGER_SECONDS = 2
_LINGER_BYTES = 1024 * 1024


class Malformed(SanicException):
    """What came is no request that can be read in one way only."""

    quiet = True

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message, status_code=status)


class StrictHttp(Http):
    """Sanic's connection, which gets to see only what has been checked."""

    __slots__ = ("_is_refused", "_until")

    def __init__(self, protocol: http_protocol.HttpProtocol) -> None:
        super().__init__(protocol)
        self._is_refused, self._until = False, 0.0
        self._receive_more = self._more_in_time

    async def http1(self) -> None:
        """Serve the connection; one that was refused is closed so that the person still gets to read why, one too many at once."""
        if len(self.protocol.connections) > most_connections():
            self.protocol.abort()
            return
        try:
            await super().http1()
        except Malformed:
            # The answer had been given before the rest of the body turned out to be wrong.
            pass
        if self._is_refused:
            await self._linger()

    async def http1_request_header(self) -> None:
        """Read a head."""
        self._until = time.monotonic() + REQUEST_SECONDS
        try:
            head = await self._whole_head()
            length = body_length(head)
            if length is not None and length > self.request_max_size:
                raise PayloadTooLarge("Request body exceeds the size limit")
            await super().http1_request_header()
        except SanicException:
            self._is_refused = True
            raise
        except Exception:
            # An address that cannot be taken apart.
            self._is_refused, self.url = True, None
            raise Malformed("The address of the request cannot be read.") from None

    async def read(self) -> Optional[bytes]:
        """Read a part of a body."""
        if self._is_refused:
            # Sanic reads on to the end of what was refused.
            raise Malformed("This request was refused.")
        try:
            if self.request_body == "chunked" and not self.request_bytes_left:
                await self._whole_size_line()
            return await super().read()
        except SanicException:
            self._is_refused, self.keep_alive = True, False
            raise

    def create_empty_request(self) -> None:
        """A request to answer where none could be read: it too comes from somebody, whose requests are counted."""
        super().create_empty_request()
        self.request.conn_info = self.protocol.conn_info

    async def _more_in_time(self) -> None:
        """Wait for more of a request; between two of them Sanic waits for its own time."""
        if self.stage is Stage.IDLE:
            return await self.protocol.receive_more()
        # As `receive_more` does it, but at once: what came before another task had begun to wait would be waited for in vain.
        self.protocol.transport.resume_reading()
        self.protocol._data_received.clear()
        try:
            await within(max(0.0, self._until - time.monotonic()), asyncio.ensure_future(self.protocol._data_received.wait()))
        except asyncio.TimeoutError:
            raise Malformed(f"The request did not come within {REQUEST_SECONDS:g} s.", 408) from None

    async def _whole_head(self) -> bytes:
        buffer, seen = self.recv_buffer, 0
        while True:
            end = buffer.find(b"\r\n\r\n", max(0, seen - 3))
            length = len(buffer) if end == -1 else end
            if length > self.HEADER_MAX_SIZE:
                raise Malformed(f"The head of the request exceeds {self.HEADER_MAX_SIZE} bytes.", 431)
            if _NEVER.search(buffer, max(0, seen - 1), length):
                raise Malformed("The head of the request has a NUL, or half an end of a line.")
            if end != -1:
                return bytes(buffer[:end])
            seen = length
            await self._receive_more()

    async def _whole_size_line(self) -> None:
        """Wait for the line that begins a chunk and, after the last one, for the empty line that ends the body."""
        if self.expecting_continue:
            self.expecting_continue = False
            await self._send(HTTP_CONTINUE)
        buffer = self.recv_buffer
        while True:
            line = _SIZE_LINE.match(buffer, 0, _LONGEST_SIZE_LINE)
            if line:
                ending = bytes(buffer[line.end() : line.end() + 2])
                if int(line.group(1), 16) or ending == b"\r\n":
                    return
                if not b"\r\n".startswith(ending):
                    raise Malformed("There is more behind the last chunk.")
            elif buffer and (len(buffer) >= _LONGEST_SIZE_LINE or not _BEGUN_SIZE_LINE.fullmatch(buffer)):
                raise Malformed("The size of a chunk cannot be read.")
            await self._receive_more()

    async def _linger(self) -> None:
        """Say that nothing follows, and let go by what still comes.

        A connection that is closed with bytes unread is reset, and the answer lost with it.
        """
        transport = self.protocol.transport
        if transport is None or transport.is_closing() or not transport.can_write_eof():
            return
        transport.write_eof()
        try:
            await within(_LINGER_SECONDS, asyncio.ensure_future(self._discard()))
        except asyncio.TimeoutError:
            pass

    async def _discard(self) -> None:
        dropped = 0
        while dropped < _LINGER_BYTES:
            dropped += len(self.recv_buffer)
            self.recv_buffer.clear()
            await self.protocol.receive_more()


def body_length(head: bytes) -> Optional[int]:
    """How many bytes of body follow a head without its empty line; None if they come in chunks.

    Raises:
        Malformed: the head can be read in no way, or in more than one.
    """
    request_line, *lines = head.split(b"\r\n")
    request = _REQUEST_LINE.fullmatch(request_line)
    if not request:
        raise Malformed("The first line is no request of HTTP/1.0 or HTTP/1.1.")
    method, minor = request.groups()
    fields: Dict[bytes, List[bytes]] = {}
    for line in lines:
        field = _FIELD.fullmatch(line)
        if not field:
            raise Malformed("A line of the head is no header.")
        name, value = field.groups()
        fields.setdefault(name.lower(), []).append(value)
    hosts = fields.get(b"host", [])
    if len(hosts) > 1 or not all(_HOST.fullmatch(host.rstrip()) for host in hosts) or (minor == b"1" and not hosts):
        raise Malformed("A request names one host.")
    lengths, codings = fields.get(b"content-length", []), fields.get(b"transfer-encoding", [])
    if codings:
        if lengths:
            raise Malformed("A body comes in chunks, or with its length.")
        if codings != [b"chunked"] or minor == b"0":
            raise Malformed('The only coding of a body is "chunked", of HTTP/1.1.')
    elif lengths and (len(lengths) > 1 or not _LENGTH.fullmatch(lengths[0].rstrip(b" \t"))):
        raise Malformed("The length of the body is one number.")
    length = None if codings else int(lengths[0]) if lengths else 0
    if method in _BODILESS and length != 0:
        raise Malformed(f"A {method.decode()} has no body.")
    return length


def be_strict() -> None:
    """Have every connection of this process read so, from its next one on; Sanic has no setting for it."""
    http_protocol.Http = StrictHttp
