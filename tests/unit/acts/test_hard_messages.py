"""The form of acts holds what a careful reader takes from thirty hard messages, without loss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from acts import acts_from_json, acts_to_json
from facts import FactStore
from nlu.labels import LABELS
from tests.unit.acts.hard_messages import Hard, as_act, hard_messages, is_implied

HARD = hard_messages()


def less(value: Any) -> Iterator[tuple[Any, Any]]:
    """Whatever is left of a wanted act where one thing of it is left out; and that thing, with the word that it stood under."""
    if isinstance(value, dict):
        for key, of in value.items():
            yield {k: v for k, v in value.items() if k != key}, (key, of)
            yield from (({**value, key: rest}, out) for rest, out in less(of))
    elif isinstance(value, list) and len(value) > 1:
        for i, of in enumerate(value):
            yield value[:i] + value[i + 1 :], (None, of)
            yield from ((value[:i] + [rest] + value[i + 1 :], out) for rest, out in less(of))


def test_there_are_thirty() -> None:
    assert len(HARD) == 30


@pytest.mark.parametrize("hard", HARD, ids=lambda hard: hard.say[:40])
def test_a_hard_message_is_acts_of_ours(hard: Hard) -> None:
    acts, store = hard.acts, FactStore.load()
    assert acts_from_json(acts_to_json(acts)) == acts
    assert {act.label for act in acts} <= set(LABELS)
    for act in acts:
        assert all(map(store.has_model, (*act.models, *act.sense.models))) and all(map(store.has_type, act.types))
        assert all(map(store.has_fact, act.values)) and all(map(store.classify, act.services))
        assert all(map(store.has_aspect, (*act.aspects, *act.sense.aspects))) and set(act.relations) <= set(store.relations)


@pytest.mark.parametrize("hard", HARD, ids=lambda hard: hard.say[:40])
def test_nothing_of_it_is_lost(hard: Hard) -> None:
    """Whatever is left out of what is wanted, the acts are others: each word of it has its place."""
    for wanted in hard.wanted:
        for rest, (key, out) in less(dict(wanted)):
            if key == "kind" or is_implied(wanted, key, out):
                continue
            try:
                other = as_act(rest)
            except KeyError:
                # A value without its property is nothing that could be said.
                continue
            assert other != as_act(wanted), f"{key}: {out}"


def test_different_acts_stay_different() -> None:
    wanted = [repr(sorted(dict(w).items(), key=repr)) for hard in HARD for w in hard.wanted]
    ours = [repr(act) for hard in HARD for act in hard.acts]
    assert len(set(ours)) == len(set(wanted))
