"""What people and programs send that no channel asked for: strategies for Hypothesis."""

from __future__ import annotations

import json
from typing import Any, Dict, NamedTuple

from hypothesis import strategies as st

ATTACKS = (
    '/action_define{"model": "bpo"}',
    '/define{"model": "../../etc/passwd", "language": {"a": []}}',
    "/restart",
    "/session_start",
    "///",
    "/",
    "EXTERNAL: reminder",
    "' OR 1=1; DROP TABLE events; --",
    '"; SELECT pg_sleep(10); --',
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{7*7}} ${7*7} #{7*7} {language} {0.__class__} %s %n %(x)s",
    "$(sleep 10) `sleep 10` | sleep 10",
    "\x00\x01\x02\x1b[2J\x7f",
    "\u202e\u2066OPB ai utapa\u200b\u200d\ufeff",
    "a\u0300" * 900,
    "👩‍👩‍👧‍👦" * 180,
    "ﷺ" * 2000,
    "bpo " * 500,
    "bpo" * 666,
    "a" * 2000,
    "?" * 2000,
    "1" * 2000,
    "()[]{}<>\\/|" * 180,
    "perbedaan " * 200,
    "apa itu BPO? " * 150,
    "kata " * 4000,
    "x" * 20_000,
    "\ud800",
    "Apa itu BPO?\r\nSet-Cookie: a=b\r\n\r\n",
    "[BPO](model) apa [KPO]{\"entity\": \"model\"}",
    "NaN",
    "null",
    "",
    " \t\n\u3000",
)

_words = st.lists(
    st.one_of(st.sampled_from(("apa", "itu", "BPO", "kpo", "dan", "difference", "kalau", "jenis")), st.text(max_size=8)),
    max_size=30,
).map(" ".join)
texts = st.one_of(st.sampled_from(ATTACKS), st.text(max_size=300), _words)

_scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts)
values = st.recursive(
    _scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
    max_leaves=10,
)

_DEEP = (b"[" * 15_000, b'{"a":' * 5_000, b'{"sender":"x","message":"x","metadata":' + b'{"a":' * 900 + b"1" + b"}" * 901)
_HUGE = (b"x" * 1_000_000, b'{"sender": "x", "message": "' + b"x" * 1_000_000 + b'"}')
_BROKEN = (b"", b"\xff\xfe\x00", b"{", b'{"sender": "\xff", "message": "x"}', b'{"message": "\\ud83d"}', b"1e999", b"NaN")


class Request(NamedTuple):
    """One request to be sent as it stands."""

    method: str
    path: str
    headers: Dict[str, Any]
    body: bytes


def _body(fields: Dict[str, st.SearchStrategy]) -> st.SearchStrategy:
    """Mostly the fields that a channel expects, of any type; sometimes anything at all."""
    whole = st.fixed_dictionaries({}, optional={name: st.one_of(kind, values) for name, kind in fields.items()})
    good = st.fixed_dictionaries(fields)
    as_json = st.one_of(good, good, whole, values).map(lambda content: json.dumps(content).encode())
    return st.one_of(as_json, as_json, st.binary(max_size=200), st.sampled_from(_DEEP + _HUGE + _BROKEN))


_JSON = {"Content-Type": "application/json"}
_senders = st.one_of(st.text(min_size=1, max_size=40), st.sampled_from(("\x00", "\ud800", "a/b", "../x", "s" * 300, "{a}")))
_ids = st.one_of(st.from_regex(r"[A-Za-z0-9_-]{8,64}", fullmatch=True), st.text(max_size=10))

rest = st.builds(
    Request,
    st.just("POST"),
    st.sampled_from(("/webhooks/rest/webhook", "/webhooks/rest/webhook?stream=true", "/webhooks/rest/webhook?stream=%ff&stream")),
    st.sampled_from((_JSON, {}, {"Content-Type": "text/plain; charset=utf-16"}, {**_JSON, "X-Request-ID": "a b\t<c>"})),
    _body({"sender": _senders, "message": texts, "metadata": st.fixed_dictionaries({"language": texts})}),
)

web = st.builds(
    Request,
    st.just("POST"),
    st.sampled_from(("/chat/messages", "/chat/messages", "/chat/messages", "/chat/feedback")),
    st.just(_JSON),
    st.one_of(
        _body({"id": _ids, "text": texts, "language": st.sampled_from(("id", "en", None))}),
        _body({"turn": _ids, "vote": st.sampled_from(("up", "down", None))}),
    ),
)

odd = st.builds(
    Request,
    st.sampled_from(("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH")),
    st.sampled_from(
        (
            "/chat/session", "/chat/messages", "/chat/history", "/chat/feedback", "/chat/first/id", "/chat/first/%00",
            "/chat/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/chat/..%5c..%5cx", "/chat/%ff", "/chat/" + "x" * 3000,
            "/facts", "/facts/id", "/facts/%00", "/infographic/id.png", "/infographic/../id.png", "/webhooks/rest/", "/webhooks/rest/webhook",
            "/health/live", "/health/ready", "/", "//", "/?" + "a=b&" * 500, "/chat/widget.js?v=%f0%28%8c%bc",
        )
    ),
    st.dictionaries(
        st.sampled_from(("Authorization", "Origin", "Accept-Encoding", "If-None-Match", "X-Forwarded-For", "Cookie", "Content-Type")),
        st.one_of(
            st.sampled_from((b"Bearer x.y.z", b"Bearer \xff", b"null", b"http://[", b"gzip;q=NaN", b"x" * 5000)),
            st.binary(max_size=30).map(lambda value: bytes(byte for byte in value if byte > 32 and byte != 127)),
        ),
        max_size=3,
    ),
    st.sampled_from((b"", b"{}")),
)
