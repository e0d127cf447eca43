"""`python -m tests.unit.acts.read_hard_messages`: how many of the thirty hard messages the reader of the trained model gets whole.

A figure, and no test: nobody shall mend by these thirty.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from acts import Act, acts_from_json
from operation.train import MODEL
from tests.unit.acts.hard_messages import hard_messages
from tools.in_process import InProcess, Reading

_OF_NO_WORDS = ("span", "confidence", "answerable", "why", "named")
# Labels that say the same of these: a claim is told, or asked for its yes or no; a form has many names.
_ALIKE = (
    {"ask_aspect", "tell", "ask_reasons", "ask_classification", "ask_definition", "doubt", "object"},
    {"reform", "shorten", "elaborate", "switch_language", "follow_up"},
    {"ask_types", "ask_classification", "follow_up"},
    {"recall", "follow_up", "repeat"},
    {"choose_listed", "follow_up", "unsure"},
    {"correct", "object", "agree"},
)
# Cues that only say who speaks, or where the form of acts keeps what is heard in another way.
_TOLD_OTHERWISE = {"first_person", "others", "back", "predicate", "o:wrong"}
_TALK = ("greet", "thank", "tell", "remark", "nothing", "acknowledge")
# What is said before a message to get the answers behind which it stands.
_BEFORE = {
    "difference": "apa bedanya BPO dan KPO?",
    "services": "apa saja layanan {}?",
    "definition": "apa itu {}?",
    "reliance": "{} mengandalkan apa?",
    "talent": "tenaga seperti apa yang dibutuhkan {}?",
    "reasons": "kenapa perusahaan pakai {}?",
    "three questions a, b, c": "a) apa tujuan BPO b) siapa pemakainya c) sejak tahun berapa ada",
    "bot asked": "mana yang cocok buat perusahaan kami?",
    "claim": "BPO is rule-based, right?",
}


class Last(Reading):
    """A reading that keeps what it read last."""

    parsed: dict[str, Any]

    def parse(self, text: str, said: str = "", reply: str = "") -> dict[str, Any]:
        """What is understood of a message."""
        self.parsed = super().parse(text, said, reply)
        return self.parsed


def said_before(after: list[Any]) -> list[str]:
    """The messages that get the answers behind which a message stands."""
    said = []
    for one in after:
        subject = str((one.get("subjects") or ["bpo"])[0]).upper()
        key = one.get("answered") or next(key for key in ("tell", "three questions a", "bot asked", "claim") if key in one)
        said.append(str(one["tell"]) if key == "tell" else _BEFORE.get(key, _BEFORE["three questions a, b, c"]).format(subject))
    return said


def is_whole(wanted: tuple[Act, ...], found: tuple[Act, ...]) -> bool:
    """Whether each wanted act is found, in its order, and nothing else is asked."""
    rest = list(found)
    for act in wanted:
        at = next((i for i, other in enumerate(rest) if _is_it(act, other)), None)
        if at is None or any(other.label not in _TALK for other in rest[:at]):
            return False
        rest = rest[at + 1 :]
    return all(other.label in _TALK for other in rest)


def _is_it(wanted: Act, found: Act) -> bool:
    same = wanted.label == found.label or any({wanted.label, found.label} <= labels for labels in _ALIKE)
    models = {*found.models, *found.sense.models, *(("bpo", "kpo") if found.anaphor in ("both", "other") else ())}
    kinds = ("types", "services", "values", "relations", "aspects")
    heard = {kind: {*getattr(found, kind), *getattr(found.sense, kind)} for kind in kinds}
    heard["aspects"] |= {value.rpartition(".")[2] for value in heard["values"]}
    asked = {kind: {*getattr(wanted, kind), *getattr(wanted.sense, kind)} for kind in kinds}
    return (
        same
        and {*wanted.models, *wanted.sense.models} <= models
        and all(asked[kind] <= heard[kind] for kind in kinds)
        and bool(wanted.outside) <= bool(found.outside)
        and {*wanted.besides} <= {*found.besides, *found.than}
        and wanted.cues - _TOLD_OTHERWISE <= found.cues
        and wanted.form.as_json().items() <= found.form.as_json().items()
        and wanted.mark in ("", found.mark)
        and wanted.language in ("", found.language)
        and len(wanted.places) <= len(found.places)
    )


def main() -> None:
    """Count, and print those that are not got whole."""
    with tempfile.TemporaryDirectory() as folder:
        reading = Last.of_model(MODEL, Path(folder))
        whole = 0
        for number, hard in enumerate(hard_messages(), 1):
            bot = InProcess(reading)
            for text in (*said_before(hard.after), hard.say):
                bot.answer(text, "person")
            found = acts_from_json(reading.parsed["acts"])
            if is_whole(hard.acts, found):
                whole += 1
                continue
            print(f"{number}. {hard.say}")
            for name, acts in (("wanted", hard.acts), ("found ", found)):
                for act in acts:
                    print("   ", name, {k: v for k, v in act.as_json().items() if k not in _OF_NO_WORDS})
    print(f"{whole} of {number} are got whole.")


if __name__ == "__main__":
    main()
