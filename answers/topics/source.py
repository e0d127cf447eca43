"""Where the facts come from."""

from __future__ import annotations

from answers.composer import Composer
from answers.piece import Piece, Point
from dialogue import Query


def tell_source(query: Query, c: Composer) -> Piece:
    """The article, the sections of what was said last, and what is not known of it.

    `query.told` holds the references of the facts that are meant, where some were stated.
    """
    if query.outside:
        # Whether it speaks of something: it does not.
        return c.decline(query, topic="source")
    refs = [ref for ref in query.told if c.store.has_entry(ref)]
    article = c.store.article
    lead = [c.say("source.article", title=article.title[c.lang], subtitle=(article.subtitle or article.title)[c.lang])]
    if refs:
        lead.append(c.say("source.sections", sections=c.sections(refs)))
    lead.append(c.say("source.unknown"))
    if query.has("quote"):
        lead.append(c.say("source.quote"))
    return Piece(
        "social" if not refs else "answer",
        "source",
        c.say("title.source"),
        query,
        points=[Point("", sentence) for sentence in lead],
        closed=True,
        line=c.say("source.line", title=article.title[c.lang]),
        facts=refs,
        key="source",
        suggestions=c.suggest_start()[:2],
    )
