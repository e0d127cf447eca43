"""A doubt that brings something which the source does not tell is no doubt of what was said last."""

from __future__ import annotations

import pytest

from acts import Act
from tests.unit.talk import Talk, ask


@pytest.mark.parametrize(("lang", "named"), [("en", "says nothing about taxes"), ("id", "tidak membahas pajak")])
def test_what_the_source_does_not_tell_is_said_not_to_be_told(lang: str, named: str) -> None:
    talk = Talk(lang)
    talk.say(ask("definition", models=("bpo",)))
    reply = talk.say(Act("doubt", outside=("matter:tax",), cues=frozenset({"yn", "asks", "sure"})))
    assert named in reply.plain_text() and (reply.kind, reply.facts) == ("decline", [])


def test_a_bare_doubt_is_of_what_was_said_last() -> None:
    talk = Talk("en")
    told = talk.say(ask("definition", models=("bpo",)))
    assert talk.say(Act("doubt", cues=frozenset({"yn", "asks", "sure"}))).facts == told.facts
