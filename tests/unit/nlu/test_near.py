"""What lies near a property is no value of it."""

from __future__ import annotations

import pytest

from acts import Act
from nlu.near import Near

NEAR = Near({"talent": ["gelar", "university degree", "degree"]})
VALUE = "kpo.talent"


@pytest.mark.parametrize(
    ("words", "outside"),
    [("does it need a university degree", ("university degree",)), ("wajib punya gelar", ("gelar",)), ("does it need professionals", None)],
)
def test_what_is_only_near_gets_no_claim(words: str, outside: tuple[str, ...] | None) -> None:
    act = NEAR.apart(Act("ask_aspect", models=("kpo",), values=(VALUE,), cues=frozenset({"yn"})), words.split())
    assert (act.values, act.aspects, act.outside) == (((), ("talent",), outside) if outside else ((VALUE,), (), ()))


def test_a_property_that_is_claimed_of_nothing_known_is_told() -> None:
    act = NEAR.apart(Act("ask_aspect", models=("kpo",), cues=frozenset({"yn"})), ["gelar", "ya"])
    assert act.aspects == ("talent",) and act.outside == ("gelar",)


def test_what_stands_there_by_name_is_meant() -> None:
    act = Act("ask_aspect", values=(VALUE,), named=(VALUE,), cues=frozenset({"yn"}))
    assert NEAR.apart(act, ["gelar"]) == act


def test_the_lists_of_both_languages_are_read() -> None:
    act = Act("ask_aspect", values=(VALUE,), cues=frozenset({"yn"}))
    assert Near.load().apart(act, ["ijazah"]).outside and Near.load().apart(act, ["diploma"]).outside


LEGAL = Near({"service:legal_process": ["deeds", "akta"], "matter:price": ["thriftier"]})


def test_a_job_within_a_service_is_named_as_it_was_put() -> None:
    act = Act("ask_classification", models=("kpo",), services=("legal_process",), cues=frozenset({"yn"}))
    found = LEGAL.apart(act, ["apakah", "pembuatan", "akta", "masuk", "kpo"])
    assert (found.services, found.outside) == ((), ("pembuatan akta",)) and found.has("near:legal_process")
    assert LEGAL.apart(act.with_(named=("legal_process",)), ["akta"]).services == ("legal_process",)
    assert LEGAL.apart(act.with_(cues=frozenset({"which"})), ["akta"]).services == ("legal_process",)


def test_which_of_them_saves_more_is_asked_of_the_price() -> None:
    act = Act("ask_aspect", values=("bpo.goal",), cues=frozenset({"which"}))
    assert LEGAL.apart(act, ["thriftier"]).outside == ("matter:price",)
    assert LEGAL.apart(act, ["cost"]) == act
