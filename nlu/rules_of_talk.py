"""Rules over acts of what is said beside the subject: that nothing is wanted, hard luck, the bot itself, and the article it has read."""

from __future__ import annotations

from dataclasses import replace

from acts import Act
from facts import FactStore
from nlu.rule import Rule

# Parts that may tell that nothing is wanted.
_WANTS_NOTHING = ("remark", "nothing", "emotion", "object", "complain", "deny", "acknowledge", "tell", "out_of_scope", "correct")
_TELLS = ("greet", "tell", "remark", "nothing", "object", "acknowledge", "emotion")
# Parts that may ask of the bot.
_OF_THE_BOT = ("ask_bot", "out_of_scope", "remark", "nothing", "ask_source", "doubt")
# Parts that may ask of the article, and those that may say what was meant.
_OF_THE_ARTICLE = ("ask_source", "doubt", "correct", "object", "out_of_scope", "follow_up", "ask_services", "ask_why", "ask_aspect")
_MEANT = ("correct", "object", "follow_up")
# What of the article may be counted instead.
_PARTS_OF_IT = frozenset({"w:sections", "w:figures"})
# What a question of one thing alone is no longer heard to ask.
_ASKED = frozenset({"yn", "which", "back", "neg"})


def _of(act: Act, *asked: str) -> Act:
    """A question on the article, and nothing else: what is asked of it."""
    kept = frozenset(cue for cue in act.cues - _ASKED if not cue.startswith("w:"))
    return act.with_(label="ask_source", outside=(), aspects=(), cues=kept | frozenset(asked))


def _names_a_thing(act: Act) -> bool:
    return bool(act.models or act.types or act.services or act.values or act.relations)


def _of_types(act: Act, store: FactStore) -> Act:
    models = act.models or act.sense.models
    types = tuple(t.id for m in models if act.has("names_types") and store.has_model(m) for t in store.types(m))
    return _of(act.with_(models=models, types=types), "w:place")


OF_TALK: tuple[Rule, ...] = (
    Rule(
        "who only says so wants nothing",
        lambda act, store: (
            act.has("idles") and act.label in _WANTS_NOTHING and not (act.has("asks") or act.has("o:unasked") or act.names_something)
        ),
        lambda act, store: act.with_(label="deny", outside=()),
        "cuma iseng kok",
    ),
    Rule(
        "hard luck is met before all else",
        lambda act, store: act.has("hardship") and act.label in _TELLS and not (act.has("asks") or act.services or act.values),
        lambda act, store: act.with_(label="emotion", outside=(), cues=act.cues | {"m:sad"}),
        "my cousin got laid off",
    ),
    Rule(
        "which bot it is, or who made it, is asked of the bot",
        lambda act, store: (
            act.label in _OF_THE_BOT
            and not (act.models or act.has("able"))
            and (act.has("makes_bots") or (act.label == "ask_bot" and act.has("other_bots") and act.has("yn")))
        ),
        lambda act, store: act.with_(label="ask_bot", outside=(), cues=act.cues | {"made" if act.has("makes_bots") else "which_bot"}),
        "who built you?",
    ),
    Rule(
        "how far the article can be trusted is asked of it, and of no thing",
        lambda act, store: (
            act.label == "ask_source"
            and act.has("trusts")
            and (act.has("w:title") or (act.has("w:trust") and bool(act.outside or act.cues & _ASKED)))
            and not _names_a_thing(act)
        ),
        lambda act, store: _of(act, "w:trust", *act.cues & {"w:title"}),
        "apakah isinya dapat dipertanggungjawabkan?",
    ),
    Rule(
        "in which language the article is",
        lambda act, store: act.label == "ask_source" and act.has("of_language") and not _names_a_thing(act),
        lambda act, store: _of(act, "w:language"),
        "what language is it in?",
    ),
    Rule(
        "that there is one article alone",
        lambda act, store: act.label == "ask_source" and act.has("only") and act.numbers == (1,) and not _names_a_thing(act),
        lambda act, store: _of(act, "w:count"),
        "cuma satu artikel ya?",
    ),
    Rule(
        "how many sources there are",
        lambda act, store: act.label == "ask_source" and act.has("how_many") and not (_names_a_thing(act) or act.cues & _PARTS_OF_IT),
        lambda act, store: _of(act, "w:number"),
        "how many sources do you have?",
    ),
    Rule(
        "whether there is another source",
        lambda act, store: (
            act.label in _OF_THE_ARTICLE
            and bool(act.cues & {"yn", "asks", "which"})
            and (act.has("other_source") or (act.label == "ask_source" and act.has("yn") and bool(act.cues & {"besides", "differ"})))
            and not (_names_a_thing(act) or act.besides)
        ),
        lambda act, store: _of(act, "w:other"),
        "do you use any other sources?",
    ),
    Rule(
        "of which kind the source is",
        lambda act, store: (
            act.label in _OF_THE_ARTICLE
            and act.has("kinds_of_source")
            # "But that blog was written by an expert" tells of another one.
            and not (act.has("counters") or _names_a_thing(act))
        ),
        lambda act, store: _of(act, "w:title"),
        "is it a book or a blog?",
    ),
    Rule(
        "what an answer rests on is where it stands",
        lambda act, store: act.label in _OF_THE_ARTICLE and act.has("rests_on") and not _names_a_thing(act),
        lambda act, store: _of(act, "w:place"),
        "what does that rest on?",
    ),
    Rule(
        "the year that was meant is that of the article",
        lambda act, store: act.label in _MEANT and act.has("of_date") and not act.names_something,
        lambda act, store: _of(act, "w:date"),
        "saya tanya tahunnya",
    ),
    Rule(
        "which sentence may be quoted is asked of its words",
        lambda act, store: act.label == "ask_source" and act.has("w:cite") and act.has("which"),
        lambda act, store: _of(act, "verbatim"),
        "kalimat mana yang boleh dikutip?",
    ),
    Rule(
        "the part of the article that was meant",
        lambda act, store: (
            (
                (act.label == "correct" and act.has("of_section"))
                or (act.label == "ask_source" and act.has("w:place") and act.has("names_types"))
            )
            and not (act.types or act.services or act.values or act.relations)
        ),
        _of_types,
        "nama bagiannya yang saya maksud",
    ),
    Rule(
        "figures and proof are asked of the article",
        lambda act, store: act.label == "ask_source" and act.has("proves"),
        lambda act, store: _of(act.with_(models=(), relations=(), values=()), "w:figures"),
        "does it give any evidence?",
    ),
    Rule(
        "a table of the article is no form",
        lambda act, store: act.label == "ask_source" and act.form.shape == "table" and act.has("w:place"),
        lambda act, store: act.with_(form=replace(act.form, shape="")),
        "tabel itu ada di bagian mana?",
    ),
)
