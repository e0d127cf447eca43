"""What learning cannot reach: an ordered table of rules over the acts of a message. Each rule has a test of its own, by its name."""

from __future__ import annotations

from dataclasses import replace

from acts import MATTER, Act, Form
from facts import FactStore
from nlu.language_data import listed
from nlu.naming import ASKS_OF_UNKNOWN
from nlu.rule import Rule
from nlu.rules_of_relations import OF_RELATIONS
from nlu.rules_of_talk import OF_TALK
from nlu.stop_words import STOP_WORDS

_ARBITRAGE = "reliance"
_GOAL = "goal"
_MOST = 12
# Characters of a question with a story in it.
_A_STORY = 60
# Parts that ask what nothing is known of.
_UNKNOWN = ("out_of_scope", "ask_source", "ask_aspect", "ask_term", "tell", "remark", "nothing", "doubt", "confused")
# Parts that may only wish something.
_TALK = ("out_of_scope", "emotion", "goodbye", "thank", "acknowledge", "remark", "tell", "nothing", "agree", "ask_human")
# Parts that may ask for the words of the source.
_OF_WORDS = (
    *_UNKNOWN,
    "ask_relation",
    "ask_definition",
    "ask_classification",
    "reform",
    "repeat",
    "object",
    "elaborate",
    "correct",
    "follow_up",
)
_OF_THE_ARTICLE = frozenset(
    {"w:author", "w:date", "w:figures", "w:link", "w:place", "w:sections", "w:title", "w:trust", "w:cite", "verbatim"}
)
_MAY_BE_OF_THE_BOT = (*_TALK, *_UNKNOWN, "ask_why", "ask_bot", "complain", "object")


def applied(act: Act, store: FactStore) -> Act:
    """The act after all rules, in their order."""
    for rule in RULES:
        if rule.when(act, store):
            act = rule.then(act, store).with_(why=f"{act.why} {rule.name}".strip())
    return act


def _saves(act: Act, store: FactStore) -> bool:
    # "That same arbitrage" names what is relied on.
    heard = () if _ARBITRAGE in act.named or act.label == "ask_term" else act.values
    return any(v.endswith(f".{_ARBITRAGE}") and v not in act.named and store.has_fact(v.replace(_ARBITRAGE, _GOAL)) for v in heard)


def _saving(act: Act, store: FactStore) -> Act:
    values = [v.replace(_ARBITRAGE, _GOAL) if v.endswith(f".{_ARBITRAGE}") and v not in act.named else v for v in act.values]
    return act.with_(values=tuple(dict.fromkeys(v for v in values if store.has_fact(v))))


def _asks_who_or_why(act: Act) -> bool:
    return any(thing.split()[0].strip("“").lower() in ASKS_OF_UNKNOWN for thing in act.outside)


# What has become of a model; words for that alone.
_TOGETHER = "together"
_OF_A_FATE = ("ask_source", "ask_aspect", "ask_relation", "out_of_scope", "ask_definition")
_FATE = listed("fate") | STOP_WORDS
# Matters of which nothing is known, whatever is known of who uses it.
_SIZE, _VENDOR = f"{MATTER}company_size", f"{MATTER}vendor"
_OF_A_SIZE = ("ask_users", "ask_choice", "ask_relation", "ask_reasons", "ask_aspect", "ask_definition", "out_of_scope", "doubt")
_MAY_NUMBER = ("reform", "object", "correct", "repeat")  # and so ask for numbers before what was told
# Parts that may say which form an answer does not have.
_MAY_CONTEST = ("object", "reform", "correct", "remark", "tell", "nothing", "shorten", "doubt")
RULES: tuple[Rule, ...] = (
    Rule(
        "what a story names is not what is asked",
        lambda act, store: (
            act.label in ("ask_definition", "ask_difference", "ask_full_form", "ask_overview")
            and bool(act.models and act.services)
            and not (act.has("yn") or act.has("which") or act.aspects or act.values)
            and act.span.end - act.span.start >= _A_STORY
        ),
        lambda act, store: act.with_(services=(), named=tuple(n for n in act.named if n not in act.services)),
        "saya baru pindah ke bagian rekrutmen dan diminta menerangkan apa itu outsourcing",
    ),
    Rule(
        "who looks for a job hires nobody",
        # Beside the company that is named recruitment is only heard in the interview.
        lambda act, store: act.label == "tell" and act.has("applies") and 0 < len({*act.services} & {*act.named}) < len({*act.services}),
        lambda act, store: act.with_(services=tuple(s for s in act.services if s in act.named)),
        "ka, aku anak smk mau interview lusa di perusahaan call center, itu masuknya mana ya",
    ),
    Rule(
        "to save is a goal",
        # Arbitrage has a name of its own; a wish to save is what every model is for.
        _saves,
        _saving,
        "kami mau hemat",
    ),
    Rule(
        "so many of a list",
        # "Name three services": the number is no claim.
        lambda act, store: (
            act.label in ("ask_services", "ask_types")
            and bool(act.numbers)
            and not act.types
            and act.has("so_many")
            and not act.has("yn")
            and not act.has("how_many")
            and not act.has("further")
            and not act.form
        ),
        lambda act, store: act.with_(form=Form(points=min(act.numbers[0], _MOST), unit="points")),
        "sebutkan dua layanannya",
    ),
    Rule(
        "one more question is no number of entries",
        lambda act, store: act.label.startswith("ask_") and act.has("further") and act.numbers == (1,) and act.form.unit == "points",
        lambda act, store: act.with_(form=replace(act.form, points=0, unit="")),
        "satu lagi apa saja layanannya",
    ),
    Rule(
        "a yes or no is no form of an answer",
        lambda act, store: act.label in ("reform", "shorten", "nothing") and act.has("yes_or_no"),
        lambda act, store: act.with_(label="doubt", cues=act.cues | {"yn"}),
        "jawab ya atau tidak",
    ),
    Rule(
        "a word is no sentence",
        # "One word is not a sentence": what is named first is what was not wanted.
        lambda act, store: act.has("no_sentence") and act.label in _MAY_CONTEST and not act.names_something,
        lambda act, store: act.with_(label="object", form=Form(length="line"), numbers=(), cues=act.cues | {"o:form"}),
        "satu kata bukan kalimat",
    ),
    Rule(
        "too long is no full form",
        # One word in Indonesian: "kepanjangan".
        lambda act, store: (
            act.label in ("object", "shorten", "reform")
            and act.aspects == ("full_form",)
            and not act.models
            and (act.has("o:long") or bool(act.form))
        ),
        lambda act, store: act.with_(aspects=(), named=tuple(name for name in act.named if name != "full_form")),
        "kepanjangan, satu kalimat saja",
    ),
    Rule(
        "simpler than another is no form",
        lambda act, store: act.has("than") and act.form.plain and bool(act.values),
        lambda act, store: act.with_(form=replace(act.form, plain=False)),
        "is a call centre job simpler than legal research",
    ),
    Rule(
        "what was asked first is no entry of a list",
        lambda act, store: act.label == "choose_listed" and act.has("asked_before") and bool(act.ordinals),
        lambda act, store: act.with_(label="recall"),
        "pertanyaan yang pertama",
    ),
    Rule(
        "numbers to be written are no places",
        lambda act, store: (
            act.label in _MAY_NUMBER
            and not act.things
            and len(act.numbers) > 1
            and bool(act.ordinals)
            and (act.form.shape in ("numbered", "lettered") or act.numbers[-3:] == (1, 2, 3))
        ),
        lambda act, store: act.with_(
            label="reform", ordinals=(), form=replace(act.form, shape=act.form.shape or "numbered", points=0, unit="")
        ),
        "kasih nomor 1 2 3",
    ),
    Rule(
        "trust is asked for in words",
        # "What does your source make of that?" asks whether what was said is so.
        lambda act, store: act.label == "ask_source" and act.has("w:trust") and not act.cues & {"trusts", "besides", "other_source"},
        lambda act, store: act.with_(label="doubt", cues=act.cues - {"w:trust", "neg"} | {"yn", "back"}),
        "menurut sumber Anda bagaimana?",
    ),
    Rule(
        "whether one can rely on it is asked of the source",
        # "How can I rely on that?" asks of no property, and for no reason.
        lambda act, store: act.label == "ask_why" and act.has("trusts") and act.has("back") and not (act.models or act.named),
        lambda act, store: act.with_(label="ask_source", aspects=(), values=(), cues=act.cues - {"why", "back"} | {"w:trust"}),
        "why should I trust that?",
    ),
    Rule(
        "exact words are asked of the source",
        lambda act, store: act.has("verbatim") and act.label in _OF_WORDS,
        lambda act, store: act.with_(
            label="ask_source", outside=(), cues=frozenset(c for c in act.cues if c[:2] != "w:") - {"yn", "which"}
        ),
        "minta kalimat aslinya dong",
    ),
    Rule(
        "what has become of a model is told of both together",
        lambda act, store: (
            act.has("fate")
            and act.label in _OF_A_FATE
            and _TOGETHER in store.relations
            and bool(act.models)
            and not (act.services or act.types or [thing for thing in act.outside if not _FATE.issuperset(thing.lower().split())])
        ),
        lambda act, store: act.with_(
            label="ask_source" if act.label == "ask_source" else "ask_relation", relations=(_TOGETHER,), outside=(), aspects=(), values=()
        ),
        "kutipan langsung tentang nasib BPO dong",
    ),
    Rule(
        "of which size a company must be is not told",
        # Who uses it is told: nearly all sectors, of which no yes or no follows.
        lambda act, store: (
            {"of_size", "of_firms", "yn"} <= act.cues
            and act.label in _OF_A_SIZE
            and not (act.has("which") or act.services or act.types or act.values)
            and (act.label != "out_of_scope" or bool(act.models) and not act.nouns)
        ),
        lambda act, store: act.with_(label="ask_users", relations=(), aspects=(), outside=(_SIZE,), cues=act.cues - {"only", "neg"}),
        "apakah toko kecil boleh memakai BPO?",
    ),
    Rule(
        "companies are named by no source that knows none",
        lambda act, store: (
            act.label == "ask_source"
            and {"w:mention", "yn", "of_firms"} <= act.cues
            and not (act.names_something or act.outside or act.relations)
        ),
        lambda act, store: act.with_(outside=(_VENDOR,)),
        "and does it mention any companies?",
    ),
    Rule(
        "what the source says of a thing is asked of the thing",
        # "Is it written anywhere that X is complex?" wants a yes or no, and no title.
        lambda act, store: (
            act.label == "ask_source"
            and act.has("yn")
            and bool(act.values or act.relations)
            and not (act.has("which") or act.outside or act.cues & _OF_THE_ARTICLE)
        ),
        lambda act, store: act.with_(label="ask_relation" if act.relations else "ask_aspect", cues=act.cues - {"w:mention"}),
        "apakah tertulis bahwa koordinasinya tinggi?",
    ),
    Rule(
        "who, when or why is asked of the source, and of no thing",
        lambda act, store: act.label == "ask_source" and act.has("w:mention") and _asks_who_or_why(act),
        lambda act, store: act.with_(types=(), services=(), relations=()),
        "does the article say why anybody picks nearshore?",
    ),
    Rule(
        "what is kept of the talk is asked of the bot",
        lambda act, store: (
            act.has("keeps") and act.has("of_talk") and act.label in (*_UNKNOWN, "recall", "object", "ask_bot") and not act.models
        ),
        lambda act, store: act.with_(label="ask_bot", outside=(), cues=act.cues | {"kept"}),
        "apakah percakapan ini disimpan?",
    ),
    *OF_RELATIONS,
    Rule(
        "whether a word is explained is asked of the word",
        lambda act, store: (
            (act.has("explained") and act.label in ("ask_definition", "ask_source", "ask_aspect", "ask_full_form", "doubt", *_UNKNOWN))
            and not (act.models or act.types or act.services)
        ),
        lambda act, store: act.with_(
            label="ask_term", outside=(), cues=frozenset(c for c in act.cues if not c.startswith("w:")) - {"back"}
        ),
        "istilah itu dijelaskan tidak?",
    ),
    Rule(
        "what other bots can do is asked of this one",
        lambda act, store: act.has("other_bots") and act.has("able") and act.label in _MAY_BE_OF_THE_BOT and not act.models,
        lambda act, store: act.with_(label="ask_bot", outside=(), cues=act.cues | {"beside_others"}),
        "chatgpt aja bisa",
    ),
    Rule(
        "who asks for good wishes gets them",
        lambda act, store: act.has("wishes") and act.label in _TALK and not act.names_something,
        lambda act, store: act.with_(label="emotion", outside=(), cues=act.cues | {"m:luck"}),
        "doain ya, besok wawancara",
    ),
    Rule(
        "a value that stands by its name is no unknown thing",
        lambda act, store: act.label == "out_of_scope" and bool(act.models) and act.has("yn") and bool({*act.values} & {*act.named}),
        lambda act, store: act.with_(label="ask_aspect", outside=(), cues=act.cues - {"predicate"}),
        "is RPO driven by many vacancies?",
    ),
    Rule(
        "a language that is asked for without a name",
        lambda act, store: act.label == "switch_language" and act.language == "",
        lambda act, store: act.with_(language="other"),
        "change the language",
    ),
    *OF_TALK,
)
