"""Bytes that are no proper HTTP, sent to the bot's own port by a raw socket."""

from __future__ import annotations

import json
import os
import random
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, List, NamedTuple, Tuple

import h11
import httpx
import psutil
import pytest

from channels.wire import Malformed, body_length
from tools.servers import Bot

HEADS = int(os.environ.get("RAW_HEADS", 2400))
HOST = b"Host: localhost\r\n"
QUESTION = json.dumps({"sender": "raw", "message": "What is KPO?"}).encode()
REST = b"POST /webhooks/rest/webhook HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
CHUNKED = REST + b"Transfer-Encoding: chunked\r\n\r\n"
NEXT = b"GET /health/live HTTP/1.1\r\n" + HOST + b"\r\n"


class Reply(NamedTuple):
    """All that came back, and whether the server hung up."""

    content: bytes
    is_closed: bool

    @property
    def statuses(self) -> List[int]:
        """Those of the answers, without "100 Continue"."""
        lines = [part.split(b" ", 2) for part in self.content.split(b"HTTP/1.1 ")[1:]]
        return [status for status in (int(words[0]) for words in lines) if status != 100]


def exchange(bot: Bot, *parts: bytes, seconds: float = 5, pause: float = 0.0) -> Reply:
    """Send it over a connection of its own and listen until the server hangs up, or for so long."""
    content = bytearray()
    with socket.create_connection(("127.0.0.1", bot.port)) as connection:
        connection.settimeout(seconds)
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)
        try:
            while True:
                received = connection.recv(65536)
                if not received:
                    return Reply(bytes(content), True)
                content += received
        except socket.timeout:
            return Reply(bytes(content), False)


def assert_alive(bot: Bot) -> None:
    started = time.monotonic()
    assert httpx.get(f"{bot.url}/health/live", timeout=5).json() == {"live": True}
    assert time.monotonic() - started < 2


def posted(*headers: bytes, body: bytes = b"hello") -> bytes:
    return REST + b"".join(header + b"\r\n" for header in headers) + b"\r\n" + body


MALFORMED = {
    "a negative length": posted(b"Content-Length: -5"),
    "a length of minus nothing": posted(b"Content-Length: -0"),
    "a negative length of a GET": b"GET /health/live HTTP/1.1\r\n" + HOST + b"Content-Length: -5\r\n\r\nhello",
    "a negative length at an address that is not there": b"POST /nothing HTTP/1.1\r\n" + HOST + b"Content-Length: -5\r\n\r\nhello",
    "a negative length where no body is read": b"POST /chat/session HTTP/1.1\r\n" + HOST + b"Content-Length: -5\r\n\r\nhello",
    "a signed length": posted(b"Content-Length: +5"),
    "a length with an underscore": posted(b"Content-Length: 1_0"),
    "a length in hexadecimal": posted(b"Content-Length: 0x5"),
    "a length in words": posted(b"Content-Length: five"),
    "a length in Arabic digits": posted("Content-Length: ٥".encode()),
    "no length in the header": posted(b"Content-Length: "),
    "a fraction as length": posted(b"Content-Length: 5.0"),
    "a doubled length": posted(b"Content-Length: 5", b"Content-Length: 5"),
    "conflicting lengths": posted(b"Content-Length: 5", b"content-length: 6"),
    "two lengths in a header": posted(b"Content-Length: 5, 5"),
    "a length beyond the limit": posted(b"Content-Length: 40000"),
    "a length of 15 digits": posted(b"Content-Length: 999999999999999"),
    "a length of 5,000 digits": posted(b"Content-Length: " + b"9" * 5000),
    "chunks and a length": posted(b"Transfer-Encoding: chunked", b"Content-Length: 5", body=b"0\r\n\r\n"),
    "a length and chunks": posted(b"Content-Length: 5", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n"),
    "another coding": posted(b"Transfer-Encoding: gzip"),
    "two codings": posted(b"Transfer-Encoding: gzip, chunked", body=b"0\r\n\r\n"),
    "chunks twice": posted(b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n"),
    "a hidden coding": posted(b"Transfer-Encoding: \x0bchunked", body=b"0\r\n\r\n"),
    "chunks in HTTP/1.0": CHUNKED.replace(b"1.1", b"1.0") + b"0\r\n\r\n",
    "a negative chunk": CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n",
    "a signed chunk": CHUNKED + b"+5\r\nhello\r\n0\r\n\r\n",
    "a chunk with 0x": CHUNKED + b"0x5\r\nhello\r\n0\r\n\r\n",
    "a chunk with an underscore": CHUNKED + b"0_5\r\nhello\r\n0\r\n\r\n",
    "a chunk with a space": CHUNKED + b" 5\r\nhello\r\n0\r\n\r\n",
    "a chunk of no size": CHUNKED + b"\r\nhello\r\n0\r\n\r\n",
    "a chunk of a word": CHUNKED + b"five\r\nhello\r\n0\r\n\r\n",
    "a huge chunk": CHUNKED + b"ffffffff\r\nhello",
    "a chunk of many digits": CHUNKED + b"f" * 100 + b"\r\nhello",
    "a chunk with an endless extension": CHUNKED + b"5;" + b"a" * 100_000,
    "a chunk longer than it says": CHUNKED + b"2\r\nhello\r\n0\r\n\r\n",
    "a chunk shorter than it says": CHUNKED + b"9\r\nhello\r\n0\r\n\r\n",
    "a chunk that ends in a line feed": CHUNKED + b"5\nhello\n0\n\n",
    "a trailer": CHUNKED + b"0\r\nX: y\r\n\r\n",
    "something behind the last chunk": CHUNKED + b"0\r\nGET",
    "a folded header": posted(b"X: a", b" b", b"Content-Length: 5"),
    "a folded length": posted(b"Content-Length:", b" 5"),
    "a header that begins with a tab": posted(b"\tX: a", b"Content-Length: 5"),
    "a NUL in a value": posted(b"X: a\0b", b"Content-Length: 5"),
    "a NUL in a name": posted(b"X\0: a", b"Content-Length: 5"),
    "a NUL in the address": NEXT.replace(b"live", b"li\0ve"),
    "a line feed alone in a value": posted(b"X: a\nContent-Length: 5"),
    "a carriage return alone in a value": posted(b"X: a\rContent-Length: 5"),
    "line feeds alone": b"GET /health/live HTTP/1.1\nHost: localhost\n\n",
    "carriage returns alone": b"GET /health/live HTTP/1.1\rHost: localhost\r\r",
    "a space before the colon": posted(b"Content-Length : 5"),
    "a header without a colon": posted(b"Content-Length 5"),
    "a header without a name": posted(b": 5"),
    "a control character in a value": posted(b"X: \x07", b"Content-Length: 5"),
    "a header of 100 KB": posted(b"X: " + b"a" * 100_000, b"Content-Length: 5"),
    "100 KB of headers": posted(*[b"X-%d: a" % number for number in range(10_000)], b"Content-Length: 5"),
    "a name of 100 KB": posted(b"a" * 100_000 + b": x"),
    "an address of 100 KB": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "100 KB without an end of a line": b"a" * 100_000,
    "no host": b"GET /health/live HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /health/live HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
    "a host of two words": b"GET /health/live HTTP/1.1\r\nHost: a b\r\n\r\n",
    "HTTP/0.9": b"GET /health/live\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/1.2": NEXT.replace(b"1.1", b"1.2"),
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)) + b"\r\n\r\n",
    "two spaces in the first line": NEXT.replace(b" HTTP", b"  HTTP"),
    "a method in lower case": NEXT.replace(b"GET", b"get"),
    "an address that is none": NEXT.replace(b"/health", b"health"),
    "an address that cannot be taken apart": NEXT.replace(b"/health/live", b"http://[::1"),
    "bytes in the address": NEXT.replace(b"live", b"\xff\xfe"),
    "an empty line first": b"\r\n" + NEXT,
    "a GET with a body": b"GET /health/live HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\n\r\nhello",
    "a GET with chunks": b"GET /health/live HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n\r\n",
    "an unknown expectation": posted(b"Expect: everything", b"Content-Length: 5"),
}


@pytest.mark.parametrize("kind", MALFORMED)
def test_what_is_malformed_is_refused_and_hung_up_on(bot: Bot, kind: str) -> None:
    """What follows in the same connection is never taken for a request."""
    reply = exchange(bot, MALFORMED[kind] + NEXT * 3)
    assert reply.is_closed
    assert len(reply.statuses) == 1 and 400 <= reply.statuses[0] < 500, reply.content[:300]
    assert b'"error"' in reply.content
    assert b"\r\nconnection: close\r\n" in reply.content.lower()
    assert b"x-content-type-options" in reply.content.lower() and b"Traceback" not in reply.content
    assert_alive(bot)


@pytest.mark.parametrize("kind", ["a negative length", "line feeds alone", "a NUL in a value", "a negative chunk", "a trailer"])
def test_it_is_refused_at_once_however_it_arrives(bot: Bot, kind: str) -> None:
    started = time.monotonic()
    reply = exchange(bot, *[MALFORMED[kind][i : i + 1] for i in range(len(MALFORMED[kind]))][: 400], pause=0.0005)
    assert reply.is_closed and len(reply.statuses) == 1 and 400 <= reply.statuses[0] < 500
    assert time.monotonic() - started < 3


def test_proper_requests_before_it_are_answered(bot: Bot) -> None:
    assert exchange(bot, NEXT * 3 + MALFORMED["a negative length"] + NEXT).statuses == [200, 200, 200, 400]


def test_those_who_are_refused_cost_no_processor(bot: Bot) -> None:
    process = psutil.Process(bot.rasa.pid)
    for kind in MALFORMED:
        exchange(bot, MALFORMED[kind])
    before = process.cpu_times()
    time.sleep(2)
    after = process.cpu_times()
    assert after.user + after.system - before.user - before.system < 0.5


def test_many_who_never_listen_are_let_go(bot: Bot) -> None:
    connections = [socket.create_connection(("127.0.0.1", bot.port)) for _ in range(100)]
    for connection in connections:
        connection.sendall(MALFORMED["a negative length"])
    time.sleep(4)
    still = [c for c in psutil.Process(bot.rasa.pid).net_connections("tcp") if c.status == psutil.CONN_ESTABLISHED and c.laddr.port == bot.port]
    assert_alive(bot)
    for connection in connections:
        connection.close()
    assert len(still) < 50, len(still)


def test_a_connection_is_kept_for_further_requests(bot: Bot) -> None:
    assert exchange(bot, NEXT, NEXT, NEXT, pause=0.2, seconds=1).statuses == [200] * 3
    assert exchange(bot, NEXT * 5, seconds=1).statuses == [200] * 5


@pytest.mark.parametrize("size", [1, 7, 4096])
def test_chunks_are_read(bot: Bot, size: int) -> None:
    pieces = [QUESTION[i : i + size] for i in range(0, len(QUESTION), size)]
    body = b"".join(b"%X;x=y\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    reply = exchange(bot, CHUNKED + body + NEXT, seconds=1)
    assert reply.statuses == [200, 200] and b"Knowledge Process Outsourcing" in reply.content
    slowly = exchange(bot, CHUNKED, *[body[i : i + 5] for i in range(0, len(body), 5)], NEXT, pause=0.002, seconds=1)
    assert slowly.statuses == [200, 200]


@pytest.mark.parametrize("framing", [b"Content-Length: %d" % len(QUESTION), b"Transfer-Encoding: chunked"])
def test_who_expects_to_be_told_to_go_on_is_told(bot: Bot, framing: bytes) -> None:
    body = QUESTION if b"Length" in framing else b"%x\r\n%b\r\n0\r\n\r\n" % (len(QUESTION), QUESTION)
    with socket.create_connection(("127.0.0.1", bot.port), timeout=5) as connection:
        connection.sendall(REST + b"Expect: 100-continue\r\n" + framing + b"\r\n\r\n")
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(body)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 OK")


def test_a_streamed_answer_and_old_http_still_work(bot: Bot) -> None:
    streamed = REST.replace(b"webhook HTTP", b"webhook?stream=true HTTP") + b"Content-Length: %d\r\n\r\n" % len(QUESTION)
    assert exchange(bot, streamed + QUESTION, seconds=1).statuses == [200]
    old = exchange(bot, b"GET /health/live HTTP/1.0\r\n\r\n")
    assert old.statuses == [200] and old.is_closed


def _picker(random_: random.Random) -> Callable[..., bytes]:
    """Picks what is usual, and one time in five something odd."""
    return lambda usual, *odd: usual if random_.random() < 0.8 else random_.choice(odd)


def _length(pick: Callable[..., bytes], body: bytes) -> bytes:
    value = pick(
        b"%d" % len(body), b"-%d" % len(body), b"+1", b"0x1", b"1e3", b"", b" ", b"00%d" % len(body), b"-0", b"9" * 30,
        b"32769", b"%d, %d" % (len(body), len(body)), b"\xd9\xa1", b"1\0", b"1 1", b"\x0b1", b"1_0", b"nan", b"-9223372036854775808",
    )
    return pick(b"Content-Length: ", b"content-length:", b"CONTENT-LENGTH:\t", b"Content-Length : ", b"Content_Length: ", b" Content-Length: ") + value


def _chunks(pick: Callable[..., bytes]) -> bytes:
    size = pick(b"5", b"05", b"5;a=b", b"-5", b"+5", b"0x5", b"", b"g", b"5 ", b" 5", b"ffffffffff", b"4", b"6", b"5\t;", b"5_", b"\xff", b"f" * 70)
    end = pick(b"\r\n", b"\n", b"\r", b"")
    return size + end + b"hello" + end + pick(b"0\r\n\r\n", b"0\r\nX: y\r\n\r\n", b"-0\r\n\r\n", b"00\r\n\r\n", b"0\n\n", b"0\r\nXY")


def generated(number: int) -> bytes:
    """A request of which any part may be wrong; nothing in it asks for another one to follow."""
    random_ = random.Random(number)
    pick = _picker(random_)
    method = pick(b"POST", b"GET", b"HEAD", b"OPTIONS", b"PUT", b"get", b"P\0ST", b"", b"TRACE", b"CONNECT", b"A" * 300)
    target = pick(
        b"/webhooks/rest/webhook", b"/chat/session", b"/chat/messages", b"/health/live", b"/", b"*", b"/%", b"/%ff%00",
        b"//", b"/../..", b"http://x/", b"http://[", b"x:80", b"/\xff", b"/?a=%zz&&=;", b"/ a", b"", b"/" + b"a" * 9000, b"/chat/feedback#x", b"/;%2e",
    )
    version = pick(b" HTTP/1.1", b" HTTP/1.0", b" HTTP/1.2", b" HTTP/1.10", b" http/1.1", b"", b" HTTP/1.1 ")
    body = pick(QUESTION, b"hello", b"", bytes(random_.randrange(256) for _ in range(50)))
    lines = [pick(b"Host: localhost", b"Host: ", b"Host: a b", b"X: y", b"Host: [::1]:80", b"Host:\xff")]
    lines.append(pick(*[b"Content-Type: application/json"] * 4, b"Content-Type: text/plain", b"Content-Type:"))
    for _ in range(random_.choice((0, 1, 1, 1, 1, 2))):
        lines.append(
            pick(
                _length(pick, body), b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked", b"Transfer-Encoding: identity",
                b"Transfer-Encoding: chunked, chunked", b"Transfer-Encoding:\x0bchunked", b"Transfer-Encoding: Chunked ", b"TRANSFER-ENCODING: chunked",
            )
        )
    if b"ransfer" in b"".join(lines).lower():
        body = _chunks(pick)
    for _ in range(random_.choice((0, 1, 3))):
        lines.append(
            pick(
                b"X: y", b"X:", b"X: \xe9\xff", b"X : y", b": y", b"X", b"X: a\0b", b"X: a\nb", b"X: a\rb", b" folded", b"\tfolded", b"Expect: 100-continue",
                b"Expect: x", b"Upgrade: websocket", b"Origin: \xff", b"Authorization: Bearer \xff.\xff.\xff", b"Cookie: \xff=;=", b"X-Request-ID: \xe9",
                b"Content-Type: application/json; charset=\xff", b"X-Forwarded-For: ,,;", b"X: " + b"b" * 10_000, b"Forwarded: for=\"", b"Accept: ;q=\xff",
            )
        )
    random_.shuffle(lines)
    lines.append(b"Connection: close")
    end = pick(*[b"\r\n"] * 8, b"\n", b"\r")
    raw = method + pick(*[b" "] * 4, b"  ", b"\t") + target + version + end + end.join(lines) + end + end + body
    for _ in range(random_.choice((0, 0, 0, 0, 1, 3))):
        position = random_.randrange(len(raw))
        raw = raw[:position] + bytes([random_.randrange(256)]) + raw[position + random_.randrange(2) :]
    return raw


def _is_held(raw: bytes) -> bool:
    """Whether a server rightly keeps the connection: it waits for more, or was not asked to hang up."""
    head, ended, body = raw.partition(b"\r\n\r\n")
    try:
        length = body_length(head)
    except Malformed:
        return not ended
    return not ended or b"\nConnection: close\r\n" not in raw or length is None or len(body) < length


def test_generated_heads_never_hold_the_server(bot: Bot) -> None:
    accepted, held = 0, 0
    refused: List[float] = []
    logged = len(bot.rasa.log.read_text())

    def send(number: int) -> Tuple[bytes, bool, Reply, float]:
        raw = generated(number)
        may_be_held, started = _is_held(raw), time.monotonic()
        return raw, may_be_held, exchange(bot, raw, seconds=0.5 if may_be_held else 10), time.monotonic() - started

    # Four at a time: most of it is waiting for those that may be held.
    with ThreadPoolExecutor(4) as pool:
        for number, (raw, may_be_held, reply, seconds) in enumerate(pool.map(send, range(HEADS))):
            assert reply.is_closed or may_be_held, (number, raw)
            assert all(status < 500 for status in reply.statuses), (number, raw, reply.content[:300])
            assert len(reply.statuses) == 1 or may_be_held, (number, raw, reply.content[:300])
            if reply.statuses and reply.statuses[0] < 400:
                accepted += 1
                assert h11_reads(raw), (number, raw)
            elif reply.is_closed:
                refused.append(seconds)
            held += not reply.is_closed
            if number % 100 == 0:
                assert_alive(bot)
    assert_alive(bot)
    assert accepted > HEADS / 50 and len(refused) > HEADS / 2 and held < HEADS / 8, (accepted, len(refused), held)
    refused.sort()
    print(f"\n{HEADS} heads: {len(refused)} refused, within {refused[len(refused) // 2]:.3f} s, 99 % within {refused[int(len(refused) * 0.99)]:.3f} s")
    assert refused[int(len(refused) * 0.99)] <= 0.3
    assert "Traceback" not in bot.rasa.log.read_text()[logged:]


def h11_reads(raw: bytes) -> bool:
    """Whether another strict parser finds one whole request in it, whose end is the end of what was sent."""
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(raw)
    try:
        while True:
            event = connection.next_event()
            if isinstance(event, h11.EndOfMessage):
                return True
            if event is h11.NEED_DATA:
                return False
    except h11.RemoteProtocolError:
        return False
