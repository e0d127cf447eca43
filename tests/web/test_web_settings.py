"""What the web channel is given: its embedding origins and its signing secret."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.exceptions import RasaException

from channels.web import WebInput
from operation import sessions as web_sessions
from operation.sessions import BEFORE_VARIABLE, SECRET_VARIABLE, SecretFault, Sessions


@pytest.fixture(autouse=True)
def secret_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "var" / "secret"
    monkeypatch.setattr(web_sessions, "SECRET_FILE", file)
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


@pytest.mark.parametrize("variable", [SECRET_VARIABLE, BEFORE_VARIABLE])
def test_too_short_a_secret_is_refused(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "short")
    with pytest.raises(SecretFault, match=f"{variable} is too short"):
        web_sessions.sessions()


def test_one_of_several_workers_makes_no_secret_of_its_own(monkeypatch: pytest.MonkeyPatch, secret_file: Path) -> None:
    monkeypatch.setenv("POSTGRES_HOST", "postgres")
    with pytest.raises(SecretFault, match=f"{SECRET_VARIABLE} is missing"):
        web_sessions.sessions()
    assert not secret_file.exists()


def test_a_secret_is_changed_without_losing_a_conversation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECRET_VARIABLE, "a" * 32)
    before = web_sessions.sessions()
    token = before.new().token
    monkeypatch.setenv(SECRET_VARIABLE, "b" * 32)
    monkeypatch.setenv(BEFORE_VARIABLE, "a" * 32)
    both = web_sessions.sessions()
    assert both.sender_id(token) == before.sender_id(token)
    new = both.new().token
    # What begins now needs the new secret alone; what began before ends with the old one.
    monkeypatch.delenv(BEFORE_VARIABLE)
    alone = web_sessions.sessions()
    assert alone.sender_id(new) == both.sender_id(new) and before.sender_id(new) is None
    assert alone.sender_id(token) is None


def test_two_machines_with_one_secret_know_the_same_sessions() -> None:
    one, other, stranger = Sessions("a" * 32), Sessions("a" * 32), Sessions("b" * 32)
    session = one.new()
    assert one.sender_id(session.token) == other.sender_id(session.token)
    assert session.id not in str(one.sender_id(session.token))
    assert stranger.sender_id(session.token) is None


def test_a_session_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_sessions, "LIFETIME", -1)
    sessions = Sessions("a" * 32)
    assert sessions.sender_id(sessions.new().token) is None


@pytest.mark.parametrize("origins", ["*", ["*"], ["example.com"], ["https://example.com/"], ["ftp://x"], [5], "https://a b"])
def test_what_is_no_origin_is_refused(origins: Any) -> None:
    with pytest.raises(RasaException, match="origins"):
        WebInput.from_credentials({"origins": origins})


@pytest.mark.parametrize("credentials", [None, {}, {"origins": None}, {"origins": []}, {"origins": ["https://example.com:8443"]}])
def test_origins_are_a_list_that_may_be_empty(credentials: Any) -> None:
    assert WebInput.from_credentials(credentials).url_prefix() == "/"
