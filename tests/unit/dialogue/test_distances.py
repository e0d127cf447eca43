"""Types by how far away they are."""

from __future__ import annotations

import pytest

from acts import Act
from tests.unit.talk import Talk, ask

KINDS = ask("types", models=("bpo",))
TYPES = ("offshore", "onshore", "nearshore")


@pytest.mark.parametrize(
    ("act", "type_"),
    [
        (ask("types", cues="which nearest"), "onshore"),
        (ask("types", cues="which farthest"), "offshore"),
        (ask("types", cues="back farthest"), "offshore"),
        (ask("types", cues="which farthest", types=TYPES[1:], named=TYPES[1:]), "nearshore"),
    ],
)
def test_which_is_the_nearest_and_the_farthest(act: Act, type_: str) -> None:
    talk = Talk("en")
    talk.say(KINDS)
    assert talk.say(act).facts == [f"bpo.types.{type_}"]


def test_all_of_them_from_near_to_far() -> None:
    said = Talk("en").say(ask("types", cues="in_order nearest farthest", types=TYPES, named=TYPES)).plain_text()
    assert said.index("Onshore") < said.index("Nearshore") < said.index("Offshore")


@pytest.mark.parametrize("act", [ask("types", cues="which nearest", models=("bpo",)), ask("types", cues="yn nearest"), Act("thank")])
def test_what_asks_of_something_else_is_left_to_it(act: Act) -> None:
    talk = Talk("en")
    talk.say(KINDS)
    assert talk.say(act).facts != ["bpo.types.onshore"]
