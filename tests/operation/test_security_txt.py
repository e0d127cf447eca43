"""Whom to tell of a hole: only whom the owner names, in the form of RFC 9116."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import httpx
import pytest
from rasa.shared.exceptions import RasaException

from channels.security_txt import SecurityTxt
from tests.operation.conftest import SECURITY_CONTACT, FragileBot


def test_who_is_named_is_told(fragile: FragileBot) -> None:
    reply = httpx.get(f"{fragile.url}/.well-known/security.txt")
    assert reply.headers["content-type"] == "text/plain; charset=utf-8" and reply.headers["x-content-type-options"] == "nosniff"
    fields = dict(line.split(": ", 1) for line in reply.text.splitlines())
    assert fields["Contact"] == SECURITY_CONTACT and fields["Preferred-Languages"] == "id, en"
    left = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc) - datetime.now(timezone.utc)
    # The standard wants less than a year.
    assert timedelta(days=30) < left < timedelta(days=365)


def test_nobody_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECURITY_CONTACT", raising=False)
    assert SecurityTxt().text() is None


@pytest.mark.parametrize(
    "contact", ["security@example.com", "http://example.com", "mailto:a b", "javascript:alert(1)", "https://x\nExpires: never"]
)
def test_what_is_no_contact_is_refused_in_a_line(monkeypatch: pytest.MonkeyPatch, contact: str) -> None:
    monkeypatch.setenv("SECURITY_CONTACT", contact)
    with pytest.raises(RasaException, match="SECURITY_CONTACT: write https://"):
        SecurityTxt()
