"""The component that turns a message that was read into acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from acts import Act, Span, acts_to_json
from facts import FactStore, facts_path
from nlu.apart import heard_apart
from nlu.clauses import all_worded
from nlu.contrasts import with_denied
from nlu.cues import Cues
from nlu.cues_heard import EDITS, cues_of
from nlu.encoder import Encoded, Judgement, tuned
from nlu.entries import OF_A_JOB, by_entry, without_qualifiers
from nlu.expansion import spelt
from nlu.forms import settled, wished
from nlu.hints import Hints, known_only
from nlu.items import with_items
from nlu.labelling import ASKS_OF_SOMETHING, MAY_OBJECT, OF_A_PROPERTY, OUTSIDE, POINTS_BACK, label_of, only_described
from nlu.leading import as_entities, leading, of_signs
from nlu.names import (
    Certainties,
    Entity,
    claim_in,
    in_their_order,
    of_positions,
    outside_in,
    positions_in,
    things,
    unless_unknown,
    without_echoes,
)
from nlu.naming import Asked
from nlu.near import Near
from nlu.needs import all_sides
from nlu.places import places_in, with_their_places
from nlu.reader import READING, in_fixed_order, words_in
from nlu.roles import language_asked, languages_named, names_sides, undenied, unnamed, with_roles, without_papers
from nlu.rules import applied
from nlu.segments import Part, parts, point_of
from nlu.stand_ins import StandIns, stand_ins
from nlu.talk import said_before, sense_of
from nlu.text import CleanText, clean
from nlu.trained import TrainedComponent
from nlu.undress import Courtesy, undressed
from nlu.unknown import Sure, Unknown
from nlu.words import WordModel

ACTS = "acts"
_COURTESY = ("greet", "thank", "goodbye", "acknowledge", "deny", "nothing")
_NO_QUESTION = (*_COURTESY, "complain", "emotion", "remark", "agree", "unsure", "confused")
_NAMED = 2.0  # a clause that has a name of a thing is surely of it
_FAR = (OUTSIDE, "remark", "nothing", "greet", "thank", "goodbye", "complain", "emotion")


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class ActReader(TrainedComponent):
    """Finds the parts of a message and what each of them does: `acts` of the message, as JSON.

    The encoder says where the parts are and what they say; which label each has is the mean of what the encoder and a linear
    model over words make of it. The message's intent is that of the first act that asks or answers something; its entities
    are the names of the store, and what it asks about that the store does not know. Certainties are set in `config.yml`.
    """

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, model_storage, resource)
        self._c = Certainties.of(config)
        self._encoder = tuned()
        self._store = FactStore.load(facts_path())
        self._cues = Cues.load()
        self._courtesy = Courtesy.load()
        self._hints = Hints.load()
        self._near = Near.load()
        self._rows = Hints.of_rows(self._store)
        self._unknown = Unknown(Sure(self._c.matter, self._c.matter_bare), self._encoder.alone)
        self._words: WordModel | None = None

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the linear model on all examples."""
        examples = in_fixed_order(e for e in training_data.intent_examples if e.get(TEXT) and e.get(READING))
        self._words = WordModel.fit([example.get(READING) for example in examples], [example.get(INTENT) for example in examples])
        with self._model_storage.write_to(self._resource) as folder:
            self._words.save(folder)
        return self._resource

    def read(self, folder: Path) -> None:
        """Take over what training wrote into `folder`."""
        self._words = WordModel.load(folder)

    @classmethod
    def required_components(cls) -> list[type]:
        """The words and names come from the reader."""
        from nlu.reader import FactReader

        return [FactReader]

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Set acts, intent, ranking and entities of each message, heard behind what was said before it in the talk of a tracker."""
        for message in (m for m in messages if m.get(TEXT) is not None):
            self._read(message, said_before(tracker))
        return messages

    def _read(self, message: Message, before: str) -> None:
        text = message.get(TEXT)
        entities = without_papers(list(message.get(ENTITIES, [])), text)
        acts = self.acts(text, message.get(READING) or {}, entities, before)
        first = leading(acts)
        message.set(INTENT, {"name": first.label, "confidence": first.confidence}, add_to_output=True)
        message.set("intent_ranking", [{"name": first.label, "confidence": first.confidence}], add_to_output=True)
        message.set(ENTITIES, [e for e in entities if e["entity"] != "manner"] + as_entities(acts, text), add_to_output=True)
        message.set(ACTS, acts_to_json(acts), add_to_output=True)

    def acts(self, text: str, reading: Mapping[str, Sequence[Any]], entities: Sequence[Entity], before: str = "") -> tuple[Act, ...]:
        """The acts of a message.

        Args:
            text: the message as it was typed.
            reading: its plain words with their places, as `FactReader` sets them.
            entities: the names in it.
            before: what it is heard behind, see `nlu.encoder.context_of`.
        """
        if sign := self._cues.wordless(text):
            return (of_signs(sign, text),)
        pieces = self._courtesy.apart(undressed(clean(text), entities, reading), entities)
        acts = [act for piece in pieces for act in heard_apart(text, piece, partial(self._heard, text, reading, entities, before))]
        return with_items(acts, text, entities, self._encoder.alone, partial(self._near_jobs, reading), self._cues, self._store, self._c)

    def _near_jobs(self, reading: Mapping[str, Sequence[Any]], start: int, end: int) -> Mapping[str, str]:
        return self._hints.near(words_in(reading, start, end))

    def _heard(self, text: str, reading: Mapping[str, Any], entities: Sequence[Entity], before: str, piece: CleanText) -> list[Act]:
        seen = stand_ins(piece, entities, self._encoder.card, self._store)
        encoded = self._encoder.encode(seen.text, before)
        found = with_their_places(parts(seen.text, encoded, self._c.cut, self._c.cut_at_end), seen.text)
        judged = self._encoder.judge(encoded, found)

        def heard(start: int, end: int) -> tuple[Mapping[str, float], Sequence[str], frozenset[str]]:
            marks = seen.translated(self._encoder.judge(encoded, [(start, end)])[0]).marks
            words = words_in(reading, seen.original(start), seen.original_end(end))
            return marks, words, self._hints.found(words)

        def claimed_in(act: Act, start: int, end: int) -> tuple[Mapping[str, float], Sequence[str]]:
            a, b = seen.original(start), seen.original_end(end)
            own = [e for e in entities if a <= e["start"] < b]
            words = undenied(own, reading, a, b, act.values, self._cues)
            marks = seen.translated(self._encoder.judge(encoded, [(start, end)])[0]).marks
            kinds = {"trait": "v", "aspect": "a"}
            named = {f"{kinds[e['entity']]}:{v}": _NAMED for e in own if e["entity"] in kinds for v in str(e["value"]).split()}
            spoken = {h: marks.get(h, 0.0) + self._c.hint for h in self._hints.found(words_in(reading, a, b)) if h[:2] == "v:"}
            return {**marks, **spoken, **named}, self._hints.beside(words, act.values)

        acts = [
            with_denied(act, seen.text, part, partial(claimed_in, act), self._cues, self._c.mark)
            for part, of in zip(found, judged)
            for act in (self._act(text, seen, encoded, part, of, reading, entities),)
        ]
        placed, c = seen.moved(entities), self._c

        def entry(start: int, end: int) -> tuple[Mapping[str, float], Sequence[str], Sequence[str]]:
            sure, likely = (outside_in(seen.text, encoded, start, end, placed, p, c.outside_named) for p in (c.outside, c.outside_at_least))
            return heard(start, end)[0], sure, likely

        def near(start: int, end: int) -> Mapping[str, str]:
            return self._near_jobs(reading, seen.original(start), seen.original_end(end))

        acts = by_entry(acts, [(start, seen.text[start:end]) for start, end in found], placed, entry, near, self._store, c)
        acts = all_sides(acts, found, seen.text, heard, self._cues, c.mark, c.rival)
        return [act.with_(outside=all_worded(act.outside, text, act.has("yn"), self._cues.is_an_answer)) for act in acts]

    def _act(
        self,
        text: str,
        seen: StandIns,
        encoded: Encoded,
        part: Part,
        judgement: Judgement,
        reading: Mapping[str, Sequence[Any]],
        entities: Sequence[Entity],
    ) -> Act:
        c = self._c
        start, end = seen.original(part[0]), seen.original_end(part[1])
        own = [e for e in entities if start <= e["start"] < end]
        words = words_in(reading, start, end)
        if self._words is not None:
            kinds = [k for k, s in zip(reading.get("kinds", ()), reading.get("starts", ())) if start <= s < end]
            judgement = judgement.beside(self._words.judge(words, kinds), c.words)
        names_something = any(e["entity"] in ("model", "service", "type") for e in own)
        label, certainty = label_of(judgement, c, names_something, self._cues.calls(words))
        judgement = seen.translated(judgement)
        heard = judgement.marks
        mark = point_of(text[start:end].lstrip())
        hints: frozenset[str] = frozenset()
        denied_forms: frozenset[str] = frozenset()
        if label not in _FAR or (mark and label == "nothing"):
            hints = known_only(self._hints.found(words), self._store)
            # A word inside the name of one value speaks for no other one.
            by_name = {f"v:{v}" for e in own if e["entity"] == "trait" for v in str(e["value"]).split()}
            hints -= {h for h in hints - by_name - self._hints.found(unnamed(own, reading, start, end)) if by_name and h[:2] == "v:"}
            forms = {mark for mark in hints if mark.startswith(("f:", "o:", "w:"))}
            denied_forms = self._hints.denied(words, self._cues.is_denial) & forms if label != "object" else denied_forms
            forms -= denied_forms
            rows = self._rows.found(words)
            if label in EDITS or mark or names_sides(label, self._rows, words, self._cues):
                judgement = judgement.raised(rows, 1.0)
            judgement = judgement.raised(hints - forms, c.hint_of_form if label in OF_A_PROPERTY else c.hint).raised(forms, c.hint_of_form)
        denied = judgement.marks.get("neg", 0.0) >= c.doubtful and self._cues.denies(words)
        fields, named = things(judgement, own, hints, self._store, c, denied)
        elsewhere = [e for e in entities if e not in own and f"t:{e['value']}" not in hints]
        fields = of_positions(label, without_echoes(fields, named, elsewhere), named, own)
        starts = [s for s in reading.get("starts", ()) if start <= s < end]
        heard_at = {mark: starts[i] for hinted in (self._rows, self._hints) for mark, i in hinted.places(words).items()}
        fields["aspects"] = in_their_order(fields["aspects"], own, heard_at)
        claimed = self._hints.beside(undenied(own, reading, start, end, fields["values"], self._cues), fields["values"])
        cues = cues_of(judgement, label, text[start:end], words, self._cues.denies(claimed), self._cues, c)
        if (
            label.startswith("ask_")
            and "yn" in cues
            and "back" not in cues
            and certainty < c.claim
            and only_described(fields, named, hints)
        ):
            label, certainty, fields = OUTSIDE, 1 - certainty, {}
        cues |= {"filler"} if label == "nothing" and certainty >= c.mark else set()
        if any(f"t:{name}" in hints for name in fields.get("types", ())):
            # Where the provider is, in words for it, not by the names of places.
            cues |= {"placed"}
        numbers = (self._cues.undenied_numbers if label in MAY_OBJECT else self._cues.numbers)(text[start:end])
        form, language = wished(label, certainty >= c.mark, judgement, words, cues, denied_forms, self._cues, c.mark)
        named_languages = languages_named(own, reading, self._cues)
        language = language_asked(named_languages, label, cues) or language
        form = settled(form, hints, cues, label, named_languages, any(fields.values()) or bool(positions_in(own)))
        models = tuple(dict.fromkeys(str(e["value"]) for e in own if e["entity"] == "model"))
        outside = () if label in _NO_QUESTION else outside_in(seen.text, encoded, *part, seen.moved(own), c.outside, c.outside_named)
        if label in OF_A_JOB:
            fields = unless_unknown(fields, named, outside, heard, c)
        if label == "tell" and models and not (outside or any(fields.values())):
            # "They say that X is one": of whatever X is, something is claimed.
            outside = outside_in(seen.text, encoded, *part, seen.moved(own), c.near, c.outside_named)
        outside = tuple(self._cues.name_in(thing) or thing for thing in without_qualifiers(outside, seen.text, seen.moved(own)))
        if not outside and (label == OUTSIDE or (not any(fields.values()) and "yn" in cues and label in ASKS_OF_SOMETHING)):
            outside = outside_in(seen.text, encoded, *part, seen.moved(own), c.outside_at_least, c.outside_named)
        of_a_matter = label in ("doubt", "nothing") and "yn" in cues and not any(fields.values()) and self._unknown.spoken_of(words)
        label = OUTSIDE if of_a_matter and label == "nothing" else label
        unknown = outside or of_a_matter or label == OUTSIDE or "w:mention" in cues
        if unknown and (label not in OF_A_JOB or (label == "tell" and models)):
            asked = Asked.of(label, cues, bool(fields.get("values")))
            outside, predicate = self._unknown.named(outside, text, (start, end), reading, asked)
            cues |= {"predicate"} if predicate else set()
        if (label in POINTS_BACK or mark) and not any(fields.values()) and not models:
            mark = self._cues.letters(words) or mark
        only_a_number = label == "choose_listed" and text[start:end].strip(" .!?'").isdecimal()
        act = Act(
            label,
            models=models,
            types=fields.get("types", ()),
            services=fields.get("services", ()),
            aspects=fields.get("aspects", ()),
            values=fields.get("values", ()),
            relations=fields.get("relations", ()),
            named=named,
            outside=outside,
            words=claim_in(text[start:end], self._cues.connects) if cues & {"yn", "said", "disputed"} else "",
            cues=cues,
            form=form,
            language=language,
            ordinals=numbers if only_a_number else () if "all_of" in cues else positions_in(own),
            numbers=numbers,
            anaphor=next((str(e["value"]) for e in own if e["entity"] == "anaphor"), ""),
            mark="" if form.shape == "lettered" else mark or self._cues.opening_letter(words, alone=not (named or models)),
            confidence=round(certainty, 3),
            answerable=round(judgement.marks.get("answerable", 1.0), 3),
            places=places_in(text[start:end]),
            sense=sense_of(judgement.talk, c.meant),
            span=Span(start, end),
            why="encoder",
        )
        act = spelt(self._near.apart(act, words), text[start:end], self._store)
        return applied(with_roles(act, own, text, reading, self._cues, self._store, heard_at), self._store)
