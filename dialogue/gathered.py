"""The acts of a message as they are meant together, and behind what was said: taken back, counted out, made whole."""

from __future__ import annotations

from collections.abc import Sequence

from acts import Act
from dialogue import edits, groups, guessed, lists, own_lists, rows, shown, units, wishes
from dialogue.claims import with_tags
from dialogue.contended import with_their_doubt, without_repeats
from dialogue.letters import pointed
from dialogue.memory import Memory
from facts import FactStore

# What asks of the bot where other bots are spoken of.
_OF_THE_BOT = ("ask_why", "object", "complain", "doubt", "confused")


def taken_together(acts: Sequence[Act], memory: Memory, store: FactStore) -> tuple[Act, ...]:
    """The acts of a message, each as the others and the talk before it mean it; what does nothing beside them is left out."""
    acts = shown.whole_wanted(guessed.objected_to(acts, memory, store), memory)
    acts = wishes.counted_as_before(wishes.a_sentence_each(wishes.not_too_short(acts)), memory)
    acts = units.heard_as_questions(units.still_wanted(units.without_unasked(acts)), memory)
    acts = own_lists.counted_out(pointed(groups.legend(acts), memory, store), memory)
    acts = rows.with_dropped(lists.exemplified(shown.pointed_at(lists.counted_out(acts), memory)))
    acts = with_their_doubt(without_repeats(acts, memory))
    acts = wishes.answered_by_yes_or_no(_meaningful(with_tags(wishes.each_its_own(wishes.without_bare_repeats(wishes.as_one(acts))))))
    acts = wishes.lines_of_their_own(wishes.without_a_table(acts, memory), memory) if memory.last_asked else wishes.anew(acts)
    return units.one_by_one(acts, memory)


def _meaningful(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts without those that do nothing, unless there is nothing else."""
    if any(act.has("beside_others") for act in acts):
        # "Why can't you? Other bots can."
        acts = [act for act in acts if act.label not in _OF_THE_BOT or act.names_something]
    if any(act.form.plain and act.label in edits.HANDLERS for act in acts):
        # "Still too hard. Easier words, please": the words are hard, not the work.
        plain = [act.with_(values=()) if act.label in edits.HANDLERS and not act.named else act for act in acts]
        acts = [act for act in plain if not edits.speaks_of_words(act)]
    if any(act.label == "doubt" and act.has("disputed") for act in acts):
        # "So it is wrong? How must it read?" is told by what is so.
        acts = [act.with_(label="nothing") if act.has("puts_right") and not (act.names_something or act.outside) else act for act in acts]
    # A letter alone says which point is meant.
    found = tuple(act for act in acts if act.label != "nothing" or (act.mark and not act.names_something))
    for act in acts if found else ():
        if act.label == "nothing" and (act.form.length == "line" or act.form.unit == "sentences"):
            # "The last slide, one sentence: when the one, when the other?"
            found = (found[0].with_(form=found[0].form.filled(act.form)), *found[1:])
    found = found or tuple(acts[:1]) or (Act("nothing"),)
    # A name alone goes on with it: "reliance" behind other properties.
    return (found[0].with_(label="follow_up"),) if len(found) == 1 and found[0].label == "nothing" and found[0].named else found
