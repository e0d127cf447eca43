"""What the web channel is given: its embedding origins and its signing secret."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.exceptions import RasaException

from channels import web_sessions
from channels.web import WebInput
from channels.web_sessions import SECRET_VARIABLE, Sessions


@pytest.fixture(autouse=True)
def secret_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "var" / "secret"
    monkeypatch.setattr(web_sessions, "_SECRET_FILE", file)
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)
    return file


def test_a_secret_is_made_once_for_its_owner_alone(secret_file: Path) -> None:
    made = web_sessions.secret()
    assert len(made) >= 32
    assert web_sessions.secret() == made
    assert stat.S_IMODE(secret_file.stat().st_mode) == 0o600
    assert list(secret_file.parent.iterdir()) == [secret_file]


def test_a_secret_of_the_environment_comes_first(secret_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECRET_VARIABLE, "x" * 32)
    assert web_sessions.secret() == "x" * 32
    assert not secret_file.exists()


def test_too_short_a_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECRET_VARIABLE, "short")
    with pytest.raises(ValueError, match=SECRET_VARIABLE):
        web_sessions.secret()


def test_two_machines_with_one_secret_know_the_same_sessions() -> None:
    one, other, stranger = Sessions("a" * 32), Sessions("a" * 32), Sessions("b" * 32)
    session = one.new()
    assert one.sender_id(session.token) == other.sender_id(session.token)
    assert session.id not in str(one.sender_id(session.token))
    assert stranger.sender_id(session.token) is None


def test_a_session_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_sessions, "_LIFETIME", -1)
    sessions = Sessions("a" * 32)
    assert sessions.sender_id(sessions.new().token) is None


@pytest.mark.parametrize("origins", ["*", ["*"], ["example.com"], ["https://example.com/"], ["ftp://x"], [5], "https://a b"])
def test_what_is_no_origin_is_refused(origins: Any) -> None:
    with pytest.raises(RasaException, match="origins"):
        WebInput.from_credentials({"origins": origins})


@pytest.mark.parametrize("credentials", [None, {}, {"origins": None}, {"origins": []}, {"origins": ["https://example.com:8443"]}])
def test_origins_are_a_list_that_may_be_empty(credentials: Any) -> None:
    assert WebInput.from_credentials(credentials).url_prefix() == "/"
