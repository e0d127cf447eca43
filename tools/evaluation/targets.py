"""What the figures have to reach."""

from __future__ import annotations

from dataclasses import dataclass

INTENT_ACCURACY = 0.96
THINGS_F1 = 0.95
# By word, against names alone: where no noun tells what was asked the bot quotes the question, so recall is high and precision is not.
OUTSIDE_F1 = 0.66
LANGUAGE_LONG = 0.99
LANGUAGE_SHORT = 0.97
# With 28 new ones on near jobs and on insisting, of which 22 are right.
CONVERSATIONS = 0.94
EVERYDAY_DECLINED = 0.95
NEIGHBOURS_DECLINED = 0.90
QUESTIONS_DECLINED = 0.03

# Questions in another dress that keep their facts: all, each dress, and of the few that are put at each push.
DRESS = 0.965
DRESS_WORST = 0.9
DRESS_SAMPLE = 0.94

# Questions on invented models, by name and in other words. Descriptions are where it stands, not where it is to be.
INVENTED = {"named": 0.95, "described": 0.2}

# Labels that the words alone tell of held-out parts, of 6,000 examples: lines drawn at random, and whole writers.
CROSS_VALIDATED = {"line": 0.45, "writer": 0.42}

# Of the conversations by strangers, the share of replies that is right.
ATTACK_HELD = {
    "first": 0.92,
    "second": 0.87,
    "third": 0.91,
    "fourth": 0.93,
    "fifth": 0.89,
    "sixth": 0.90,
    "seventh": 0.90,
    "eighth": 0.93,
    "ninth": 0.93,
    "unseen": 0.93,
}


@dataclass(frozen=True)
class Target:
    """A figure and what it has to be: at least `wanted`, or at most."""

    name: str
    reached: float
    wanted: float
    at_most: bool = False

    @property
    def met(self) -> bool:
        """Whether the figure is what it has to be."""
        return self.reached <= self.wanted if self.at_most else self.reached >= self.wanted
