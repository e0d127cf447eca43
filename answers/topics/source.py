"""Where the facts come from, and what can be told of the article itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from answers import verdicts
from answers.composer import Composer, upper_first
from answers.piece import Piece, Point
from answers.topics.definition import placed
from dialogue import Query
from facts.schema import LANGUAGES

# What may be asked of the article that is not known.
_UNKNOWN = {"w:author": "its_author", "w:date": "its_date", "w:link": "its_link"}
Line = Callable[[Sequence[str], Composer], list[str]]


def _of_the_word(query: Query, c: Composer) -> Piece:
    """What the source names where other words were said for it."""
    text = c.say("source.word", names=c.service_names(query.services))
    refs = [placed(service, c).ref for service in query.services]
    return Piece(
        "answer", "source", c.say("title.source"), query, points=[Point(refs[0], text)], facts=refs, line=text, line_facts=refs, name=text
    )


def tell_source(query: Query, c: Composer) -> Piece:
    """What is asked of the article: what it is, its parts, how reliable it is, where a fact stands, whether it speaks of a thing.

    `query.told` holds the references of the facts that were stated last, where some were.
    """
    if query.has("w:word"):
        return _of_the_word(query, c)
    if query.has("w:mention") and (found := _mentioned(query, c)):
        return found
    if query.outside:
        # Whether it speaks of something: it does not.
        piece = c.decline(query, topic="source")
        if query.has("w:mention") and verdicts.asked(query):
            key = "decline.mentioned_not_agreed" if query.has("neg") else "decline.mentioned_not"
            piece.lead = [c.say(key, thing=c.join(piece.declined))] if piece.declined else piece.lead
        return piece
    refs = _named(query, c) or [ref for ref in query.told if c.store.has_entry(ref)]
    verdict = ""
    told = [line for cue, line in _TOLD if query.has(cue)]
    unknown = [name for cue, name in _UNKNOWN.items() if query.has(cue)]
    if query.has("w:trust") and query.has("w:title"):
        # That its author is unknown is a part of whether it can be trusted.
        told = [_article, *(line for line in told if line is not _article_and_unknown)]
    elif unknown and not (query.has("w:trust") or query.has("w:title")):
        told.append(_unknown_of_it(unknown))
    if query.has("verbatim") and refs:
        return _in_its_words(query, refs, c)
    if query.has("yn") and query.has("back") and query.heard == "yes" and refs and not told:
        # "That is from the article?"
        verdict, told = "yes", [_place]
    if (query.has("yn") or query.has("which")) and not told and not _named(query, c):
        # "Does it give an order?": whatever it is, nothing in the store is it.
        return c.decline(query, topic="source")
    if query.has("w:place") and query.has("which") and refs:
        # "Does it say this or that?": what it says, and where.
        told = [lambda refs, c: [c.say("source.see", sections=c.sections(refs))]]
    said = list(dict.fromkeys(s for line in told or [_all] for s in line(refs, c)))
    languages = [lang for lang in LANGUAGES if query.has(f"in_{lang}")] if query.has("w:language") and query.has("asks") else []
    if len(languages) == 1:
        # "Is it in English?"
        said = [c.say("source.language_yes" if languages[0] == c.store.article.language else "source.language_no")]
    if query.has("w:number") or query.has("w:other"):
        # How many sources there are is told of no fact.
        refs = []
    if query.has("w:place") and not query.types and (query.has("which") or _named(query, c)):
        # Where it says so, and what it says.
        said += [point.text for point in [placed(s, c) for s in query.services[:2]] or [c.point_of(ref) for ref in refs[:2]]]
    return Piece(
        "answer" if refs else "social",
        "source",
        c.say("title.source"),
        query,
        verdict=verdict,
        points=[Point("", sentence) for sentence in said],
        closed=True,
        line=said[0] if told else c.say("source.line", title=c.store.article.title[c.lang]),
        facts=refs,
        key="source",
        suggestions=c.suggest_start()[:2],
    )


def _named(query: Query, c: Composer) -> list[str]:
    """The references of the facts that a question names: "where does it say that …?"."""
    refs = [*query.values, *(f"relation.{r}" for r in query.relations)]
    refs += [f"{m}.{a}" for a in query.aspects for m in c.models_or_all(query)]
    refs += [service.ref for s in query.services for _, service in c.store.classify(s)]
    refs += [c.store.type(t)[1].ref for t in query.types]
    if query.has("w:place") and not refs:
        # "Where does it speak of X?"
        refs = [f"{m}.definition" for m in query.models]
    return [ref for ref in dict.fromkeys(refs) if c.store.has_entry(ref)]


def _in_its_words(query: Query, refs: Sequence[str], c: Composer) -> Piece:
    """What the article says, to who wants its very words: these are ours, save what stands in quotation marks."""
    points = [c.point_of(ref) for ref in refs[:2]]
    lead = c.say("source.quoted" if any('"' in p.text for p in points) else "source.own_words")
    facts = [p.ref for p in points]
    return Piece("answer", "source", c.say("title.source"), query, lead=[lead], points=points, closed=True, facts=facts, key="source")


def _mentioned(query: Query, c: Composer) -> Piece | None:
    """Whether the article speaks of something that the store has: yes, and what it says; None where it has nothing."""
    # Of a model and something unknown only the unknown thing is asked.
    models = () if query.outside else query.models
    if query.outside and not set(query.types) & set(query.named):
        # "The nearby countries" are no type.
        query = query.with_(types=())
    refs = _named(query, c) or [f"{m}.definition" for m in models if c.store.has_fact(f"{m}.definition")]
    if not refs:
        return None
    points = [placed(s, c) for s in query.services[:3]] or [c.point_of(ref) for ref in refs[:3]]
    return Piece(
        "answer",
        "source",
        c.say("title.source"),
        query,
        verdict="yes" if verdicts.asked(query) else "",
        points=points,
        facts=[p.ref for p in points],
        # What is heard and not named is the one thing that is asked for, by other words.
        declined=[] if len(query.outside) == 1 and query.values and not set(refs) & set(query.named) else list(query.outside),
        suggestions=c.suggest_start()[:2],
    )


def _titles(c: Composer) -> dict[str, str]:
    article = c.store.article
    return {"title": article.title[c.lang], "subtitle": (article.subtitle or article.title)[c.lang]}


def _article(refs: Sequence[str], c: Composer) -> list[str]:
    return [c.say("source.article", **_titles(c))]


def _article_and_unknown(refs: Sequence[str], c: Composer) -> list[str]:
    return [*_article(refs, c), *_unknown(refs, c)]


def _all(refs: Sequence[str], c: Composer) -> list[str]:
    last = [c.say("source.last", sections=c.sections(refs))] if refs else []
    return [*_article(refs, c), *last, *_unknown(refs, c)]


def _place(refs: Sequence[str], c: Composer) -> list[str]:
    title = c.store.article.title[c.lang]
    return [c.say("source.sections", title=title, sections=c.sections(refs))] if refs else _article(refs, c)


def _unknown(refs: Sequence[str], c: Composer) -> list[str]:
    return [c.say("source.unknown")]


def _unknown_of_it(names: Sequence[str]) -> Line:
    """That just what is asked of it is unknown: its author, its date."""
    key = "unknown_of" if len(names) == 1 else "unknown_of_several"

    def line(refs: Sequence[str], c: Composer) -> list[str]:
        things = c.join([c.say(f"source.{name}") for name in names])
        return [upper_first(c.say(f"source.{key}", things=things, title=c.store.article.title[c.lang]))]

    return line


def _parts(refs: Sequence[str], c: Composer) -> list[str]:
    sections = list(c.store.sections.values())
    return [c.say("source.parts", count=c.number(len(sections)), sections=c.join([f"“{s.label[c.lang]}”" for s in sections]))]


def _saying(key: str) -> Line:
    return lambda refs, c: [c.say(f"source.{key}", **_titles(c))]


# What is asked of it -> what is told.
_TOLD: tuple[tuple[str, Line], ...] = (
    ("w:title", _article_and_unknown),
    ("w:place", _place),
    ("w:sections", _parts),
    ("w:figures", _saying("figures")),
    ("w:language", _saying("language")),
    ("w:count", _saying("one")),
    ("w:number", _saying("how_many")),
    ("w:other", _saying("no_other")),
    ("w:trust", _saying("trust")),
    ("w:cite", _saying("quote")),
)
