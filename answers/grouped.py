"""Jobs that were sorted, a line a group, what is not mentioned last; or in the groups that the person named."""

from __future__ import annotations

from acts import LISTS, Form
from answers.composer import Composer, lower_first, upper_first
from answers.piece import Piece
from dialogue import GROUP

# So many words more than its name has may a job have that is told in the person's words.
_FEW = 2


def in_groups(piece: Piece, form: Form) -> bool:
    """Whether jobs are to be told a line a group."""
    wished = form.shape in LISTS[:-1] or (form.points > 1 and form.unit == "points") or form.each or piece.query.has("each")
    sorts = piece.topic == "classification" and piece.kind == "answer" and not (piece.verdict or piece.lead or piece.query.mark)
    groups = len(piece.points) + bool(piece.declined)
    sorts = sorts and form.shape != "table"
    return bool(sorts and len((*piece.query.services, *piece.query.outside)) > 1 and (_wished(piece) or (wished and groups > 1)))


def shape_of(piece: Piece, form: Form) -> str:
    """The shape of the list: the one that is wished for, else the letters or numbers of the person's groups."""
    if form.shape in LISTS[:-1] or not _wished(piece):
        return form.shape if form.shape in LISTS[:-1] else "bullets"
    return "numbered" if _wished(piece)[0][0].isdigit() else "lettered"


def _wished(piece: Piece) -> list[list[str]]:
    """The letter and the model of each group that the person named."""
    return sorted(cue.split(":")[1:] for cue in piece.query.cues if cue.startswith(GROUP))


def lines(piece: Piece, c: Composer) -> list[str]:
    """Each group with its jobs, in the person's words where it has them; those that are only outsourced in their sentence."""
    words = dict(reversed([(s, told) for item in piece.query.items for s, _, told in (item.partition(":"),) if s]))
    left_out = upper_first(c.say("classification.counted_out"))
    groups: dict[str, list[str]] = {c.name(model) if model else left_out: [] for _, model in _wished(piece)}
    for service in piece.query.services:
        if c.offering(service):
            name = lower_first(c.service_name(service)[0])
            groups.setdefault(c.names(c.offering(service)), []).append(_readable(words.get(service, ""), name))
    if piece.declined:
        groups[left_out] = [*piece.declined]
    sentences = [p.text for p in piece.points if not c.store.has_model(p.ref.partition(".")[0])]
    return [*(f"{name}: {c.join(jobs) or c.say('classification.empty')}" for name, jobs in groups.items()), *sentences]


def _readable(words: str, name: str) -> str:
    """A job in the person's words, unless they are a whole clause."""
    return words if words and len(words.split()) <= len(name.split()) + _FEW else name
