"""Claims, and the parts that only ask whether they are so."""

from __future__ import annotations

import pytest

from acts import Act, Form
from dialogue.claims import with_tags
from tests.unit.talk import Talk, ask

WHETHER = Act("nothing", cues=frozenset({"yn"}))
WRONG = Act("doubt", cues=frozenset({"disputed"}))
BASIS = Act("tell", models=("bpo",), values=("bpo.basis",))
COMPLEX = ask("aspect", models=("kpo",), values=("kpo.complexity",))


@pytest.mark.parametrize(
    ("acts", "joined"),
    [
        # "BPO follows rules. Is that right?"
        ((BASIS, WHETHER), [("ask_aspect", "yn"), ("nothing", "yn")]),
        # All claims right before it are asked about.
        ((BASIS, COMPLEX, WHETHER), [("ask_aspect", "yn"), ("ask_aspect", "yn"), ("nothing", "yn")]),
        # A question between them is none of them.
        ((BASIS, ask("users"), WHETHER), [("tell", ""), ("ask_users", ""), ("nothing", "yn")]),
        # "Is it true: BPO follows rules?"
        ((WHETHER, BASIS), [("nothing", "yn"), ("ask_aspect", "yn")]),
        ((BASIS, WRONG), [("ask_aspect", "disputed yn"), ("nothing", "disputed")]),
        ((WHETHER,), [("nothing", "yn")]),
        # What names something asks for itself.
        ((BASIS, ask("aspect", models=("kpo",), cues="yn")), [("tell", ""), ("ask_aspect", "yn")]),
        ((Act("tell", services=("payroll",)), WHETHER), [("tell", ""), ("nothing", "yn")]),
        ((Act("tell", models=("bpo",), services=("payroll",)), WHETHER), [("ask_classification", "yn"), ("nothing", "yn")]),
        ((Act("tell", services=("payroll",)), WRONG), [("ask_classification", "disputed yn"), ("nothing", "disputed")]),
        ((ask("aspect", values=("kpo.basis",), cues="which"), WHETHER), [("ask_aspect", "which"), ("nothing", "yn")]),
    ],
)
def test_a_part_that_only_asks_whether_belongs_to_the_claim(acts: tuple[Act, ...], joined: list[tuple[str, str]]) -> None:
    assert [(act.label, " ".join(sorted(act.cues))) for act in with_tags(acts)] == joined


def test_a_claim_takes_its_subject_from_the_part_before_it() -> None:
    subject, claim = with_tags((Act("tell", models=("kpo",)), Act("tell", values=("kpo.basis",))))
    assert subject.label == "nothing" and (claim.label, claim.models) == ("ask_aspect", ("kpo",))


@pytest.mark.parametrize(
    ("acts", "verdict", "key"),
    [
        ((BASIS, WHETHER), "yes", "yes"),
        ((Act("tell", models=("kpo",), values=("bpo.basis",)), WHETHER), "no", "no"),
        # "Is she wrong?": the other way round.
        ((BASIS, WRONG), "no", "disputed_no"),
        ((Act("tell", models=("kpo",), values=("bpo.basis",)), WRONG), "yes", "disputed_yes"),
    ],
)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_claim_gets_the_verdict(acts: tuple[Act, ...], verdict: str, key: str, lang: str) -> None:
    from tests.unit.talk import WORDING

    answer = Talk(lang).say(*acts)
    assert answer.verdict == verdict
    assert answer.plain_text().startswith(WORDING(f"verdict.{key}", lang))


def test_which_of_two_is_right_is_judged_and_said_of_whoever_holds_it() -> None:
    claim = Act("ask_classification", models=("kpo",), services=("payroll",), cues=frozenset({"said", "yn"}))
    (asked, tag) = with_tags([claim, Act("doubt", cues=frozenset({"yn", "back", "whose"}))])
    assert asked.has("yn") and asked.has("whose") and tag.label == "nothing"


def test_what_others_say_of_the_property_that_is_asked_of_is_no_second_claim() -> None:
    asked = ask("aspect", models=("bpo",), values=("kpo.complexity",), cues="yn")
    said = ask("aspect", values=("bpo.complexity",), cues="yn said")
    assert Talk("en").say(asked, said).verdict == "no"


def test_what_somebody_is_told_to_have_asked_is_asked_where_nothing_else_is() -> None:
    told = Act("tell", models=("bpo",), services=("customer_service",), cues=frozenset({"yn", "said", "same", "equates"}))
    assert Talk("en").say(told, Act("reform", form=Form(length="line"))).verdict == "no"


def test_what_is_claimed_of_two_side_by_side_is_judged_of_both() -> None:
    talk = Talk("en")
    low = ask("aspect", models=("bpo",), values=("kpo.coordination",), cues="said")
    reply = talk.say(low, ask("aspect", models=("kpo",), values=("bpo.coordination",), cues="said yn asks"))
    assert reply.verdict == "no" and reply.plain_text().startswith("No")
    other = talk.say(low, ask("aspect", models=("kpo",), aspects=("driver",)))
    assert other.verdict is None


def test_only_an_extension_is_half_of_it() -> None:
    only = ask("relation", models=("kpo", "bpo"), relations=("extension",), cues="yn only")
    reply = Talk("en").say(only)
    assert reply.plain_text().startswith("No, not only that.") and {"relation.extension", "kpo.basis"} <= set(reply.facts)
    assert Talk("en").say(only.with_(cues=only.cues | {"neg"})).verdict == "yes"


@pytest.mark.parametrize(("second", "verdict"), [("bpo.reliance", "no"), ("kpo.reliance", "partly")])
def test_hearsay_that_goes_on_is_said_of_the_same(second: str, verdict: str) -> None:
    talk = Talk("en")
    first = ask("aspect", models=("kpo",), values=("bpo.driver",), cues="said")
    rest = Act("tell", values=(second,), cues=frozenset({"said"}))
    both = Act("doubt", anaphor="both", cues=frozenset({"asks", "back", "said", "yn"}))
    assert talk.say(first, rest, both).verdict == verdict
    assert talk.say(Act("doubt", cues=frozenset({"asks", "back", "said", "true_or_false", "yn"}))).verdict == verdict


def test_what_is_said_of_the_other_in_a_word_is_put_right_with_it() -> None:
    much = ask("aspect", models=("bpo",), values=("kpo.coordination",), cues="said others")
    none = Act("out_of_scope", models=("kpo",), cues=frozenset({"yn"}))
    right = Act("doubt", cues=frozenset({"asks", "back", "others", "said", "yn"}))
    reply = Talk("en").say(much, none, right)
    assert reply.verdict == "no" and set(reply.facts) == {"bpo.coordination", "kpo.coordination"}


def test_of_two_who_say_something_only_mine_is_judged_where_mine_is_asked() -> None:
    mine = Act("tell", models=("kpo", "bpo"), relations=("extension",), cues=frozenset({"first_person", "said"}))
    theirs = Act("ask_difference", anaphor="both", cues=frozenset({"differ", "others", "said"}))
    reply = Talk("en").say(mine, theirs, Act("doubt", cues=frozenset({"asks", "back", "first_person", "said", "yn"})))
    assert (reply.verdict, reply.facts) == ("yes", ["relation.extension"])


def test_an_extension_is_not_the_same() -> None:
    talk = Talk("en")
    talk.say(ask("relation", models=("kpo", "bpo"), relations=("extension",), cues="yn"))
    same = ask("relation", relations=("extension",), cues="asks same yn")
    assert talk.say(same).verdict == "no" and talk.last.queries[0].topic == "difference"
    talk.say(ask("relation", models=("kpo", "bpo"), relations=("extension",), cues="yn"))
    assert talk.say(Act("doubt", relations=("extension",), cues=frozenset({"asks", "back", "same", "yn"}))).verdict == "no"


def test_what_is_only_another_with_a_finer_name_is_said_to_be_the_same() -> None:
    fancier = ask("difference", models=("kpo", "bpo"), values=("bpo.talent",), cues="only yn first_person")
    assert Talk("en").say(fancier).verdict == "no"


def test_how_a_correction_must_read_is_told_by_what_is_so() -> None:
    talk = Talk("en")
    talk.say(ask("full_form", models=("bpo",), expansion="wrong", cues="yn"))
    reply = talk.say(Act("doubt", cues=frozenset({"asks", "back", "disputed", "yn"})), ask("source", cues="asks back puts_right"))
    assert reply.verdict == "yes" and reply.facts == ["bpo.full_form"]
