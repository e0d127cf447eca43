"""What a message is heard behind, and what a part of it means there."""

from __future__ import annotations

from rasa.shared.core.events import BotUttered, Event, Restarted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from acts import Act, Sense
from nlu.encoder import Encoder, context_of
from nlu.talk import said_before, sense_of


def before(*events: Event) -> str:
    return said_before(DialogueStateTracker.from_events("person", list(events)))


def test_a_message_is_heard_behind_the_reply_and_what_that_answered() -> None:
    assert before() == ""
    talk = (UserUttered("hello"), BotUttered("Hello!"), UserUttered("what is it?"), BotUttered("It is this."))
    assert before(*talk) == "It is this. [what is it?]"
    assert before(*talk, BotUttered(None, {"custom": {}})) == "It is this. [what is it?]"


def test_what_is_over_is_not_heard() -> None:
    talk = (UserUttered("what is it?"), BotUttered("It is this."))
    assert before(*talk, Restarted()) == before(*talk, SessionStarted()) == ""
    assert before(BotUttered("Hello!")) == ""


def test_a_long_reply_is_heard_by_its_beginning_and_its_end() -> None:
    heard = context_of("q" * 500, "a" * 300 + "b" * 300)
    assert heard.startswith("a" * 200 + " … ") and "b" * 80 in heard and len(heard) < 420


def test_the_words_before_a_message_are_no_words_of_it() -> None:
    encoder, text = Encoder(), "and the other one?"
    alone, behind = encoder.encode(text), encoder.encode(text, context_of("what drives it?", "It is driven by volume."))
    assert list(alone.starts) == list(behind.starts) and alone.hidden.shape == behind.hidden.shape
    assert abs(alone.hidden - behind.hidden).max() > 0.01, "what was said before changes nothing"


def test_what_is_surely_heard_is_what_is_meant() -> None:
    sense = sense_of(
        {"as:ask_types": 0.9, "as:ask_why": 0.6, "of:bpo": 0.7, "~t:onshore": 0.8, "~t:offshore": 0.2, "is:no": 0.6, "owe": 0.5}, 0.5
    )
    assert sense == Sense("ask_types", models=("bpo",), types=("onshore",), verdict="no", owed=True)
    assert not sense_of({"as:ask_types": 0.4, "owe": 0.1}, 0.5)


def test_a_sense_is_the_same_after_json() -> None:
    act = Act("object", sense=Sense("ask_aspect", ("bpo",), aspects=("driver",), verdict="yes", owed=True, mistaken=True, unknown=True))
    assert Act.from_json(act.as_json()) == act
    assert "sense" not in Act("object").as_json()
