"""What a message wants: its intent, and the questions in it where there are several."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Container, Dict, List, Mapping, NamedTuple, Optional, Sequence, Set, Text, Tuple

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.descriptions import Described, Descriptions
from components.importer import DESCRIBES
from components.language_data import fingerprint
from components.linear import Features, LinearModel, character_ngrams
from components.names import (
    BEFORE_A_LANGUAGE,
    CARRIES_OVER,
    Entity,
    describable,
    is_about_a_neighbour,
    lacks_a_name,
    name_the_unknown,
    names_a_neighbour,
    needs_more,
    relevant,
    tells_of_nothing,
)
from components.outside import OutsideTagger
from components.questions import (
    Piece,
    asks_whether,
    clauses,
    gives_a_reason,
    is_alternative,
    is_choice_of_types,
    parts,
    split,
)
from components.reader import OUT_OF_SCOPE, READING, in_fixed_order
from components.trained import TrainedComponent
from components.vocabulary import Vocabulary, free_words
from facts import FactStore, facts_path

QUESTIONS = "questions"
FOLLOW_UP = "follow_up"
_CORRECT = "correct"
_ELABORATE = "elaborate"
_START_OVER = "start_over"
_OUTSIDE_FILE = "outside.crfsuite"
_GROUP_WEIGHTS = {"words": 1.0, "skips": 0.5, "letters": 1.2, "shape": 0.8}
_MASKED = ("model", "type", "service", "outside", "ordinal", "target_language")

_LONGEST_UNMARKED_QUESTION = 8
_LONGEST_BARE_NAME = 3
_SHORTEST_NAME = 5
_A_JOB = 3
_A_WORD = 3
_SOME_WORDS = 2
_OF_JOBS = ("ask_classification", FOLLOW_UP)
_ASKS = "ask_"
_NEARLY = 0.2
_RIVALS_IT = 0.4
_TIE = 0.1
_CLEAR = 0.5
_SURE = 0.8
_CERTAIN = 0.95
_RESTS_ON_CONTEXT = ("ask_choice", "ask_classification")
_REMARKS = {
    "repeat", "shorten", "elaborate", "thank", "goodbye", "greet", "acknowledge", "deny", "complain", "go_back", "start_over",
}  # fmt: skip
_COURTESIES = {"thank", "goodbye", "greet", "acknowledge"}
_PICKS = {"choose_listed", FOLLOW_UP}
# The intents of a message that describes a thing of a kind.
_ABOUT = {
    "service": ("ask_classification", "ask_choice", FOLLOW_UP),
    "type": ("ask_types", "ask_classification", "ask_choice", "ask_definition", FOLLOW_UP),
}
# Intents that a message may have both of, and the names that decide: "are complaints among what X handles?",
# "the benefit of it?".
_ALIKE = (
    ("ask_classification", "ask_services", {"model", "service"}),
    ("ask_aspect", "ask_reasons", {"aspect"}),
    ("ask_aspect", FOLLOW_UP, {"aspect"}),
)
_THINGS = {"model", "type", "service", "anaphor"}
_MAY_BE_RELATIVE = "that"
_OPEN_A_CLAUSE = {"a", "an", "the", "i", "we", "you", "they", "he", "she", "can", "could", "may", "might", "should", "are", "have", "need"}
_POINTS_BACK = {"that", "this", "such", "those", "begitu", "begini", "demikian", "tersebut", "gitu", "gini", "seperti"}

Ranking = List[Tuple[str, float]]


class _Reading(NamedTuple):
    """The part of a message between two words."""

    words: Sequence[str]
    kinds: Sequence[str]


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentClassifier(TrainedComponent):
    """Logistic regression over words, in which names of the store are replaced by their kind.

    So what is learnt of one model holds for every model, also for one that is added to the
    store later. A message that asks several questions, or one with a story around it, gets
    them under `questions`, each with its text, intent and entities; its own intent is that
    of the first. A thing that is asked about and that neither the store nor the examples
    know becomes an entity `outside`.
    """

    def __init__(self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, model_storage, resource)
        self._model: Optional[LinearModel] = None
        self._vocabulary: Optional[Vocabulary] = None
        self._descriptions: Optional[Descriptions] = None
        self._outside: Optional[OutsideTagger] = None

    @classmethod
    def required_components(cls) -> List[type]:
        """The words come from the reader."""
        from components.reader import FactReader

        return [FactReader]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Settings: `certainty` is what a part of a message needs to count as a question of its own;
        `certainty_described` is what a description of each kind needs to count, where the message asks
        about such a thing, `certainty_of_few` where it has hardly a word, and `certainty_telling` where it
        seems to ask something else; an intent
        as likely as `rival` may then take the place of the first; a word in
        `usual_count` examples that the store can answer is no name of something unknown.
        """
        return {
            "strength": 20.0,
            "certainty": 0.4,
            "certainty_described": {"service": 0.25, "type": 0.12, "trait": 0.4, "aspect": 0.3, "relation": 0.3},
            "certainty_of_few": 0.8,
            "certainty_telling": 0.5,
            "rival": 0.1,
            "usual_count": 4,
            "ranking_length": 6,
        }

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[str]:
        """Edited facts or descriptions make the component train again."""
        return fingerprint()

    def read(self, folder: Path) -> None:
        """Take over what training wrote into `folder`."""
        self._model = LinearModel.load(folder)
        self._vocabulary = Vocabulary.load(folder / "vocabulary.json")
        self._descriptions = Descriptions.load(folder / "descriptions")
        self._outside = OutsideTagger(folder / _OUTSIDE_FILE, self._vocabulary.counts)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the intents, and the words with which people ask what the store can answer."""
        examples = in_fixed_order(e for e in training_data.intent_examples if e.get(TEXT))
        self._vocabulary = Vocabulary.fit(examples, self._config["usual_count"])
        counts = self._vocabulary.counts
        # An example must not know its own words: what only it says is as unknown as in a new message.
        elsewhere = {word for word, count in counts.items() if count > 1}
        self._model = LinearModel.fit(
            [_features(_whole(e.get(READING)), counts if e.get(INTENT) == OUT_OF_SCOPE else elsewhere) for e in examples],
            [e.get(INTENT) for e in examples],
            _GROUP_WEIGHTS,
            self._config["strength"],
        )
        phrases = in_fixed_order(e for e in training_data.training_examples if e.get(DESCRIBES))
        self._descriptions = Descriptions.fit(
            [*examples, *phrases], FactStore.load(facts_path()), self._config["strength"]
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
            self._descriptions.save(folder / "descriptions")
            self._vocabulary.save(folder / "vocabulary.json")
            outside = [e for e in examples if e.get(INTENT) == OUT_OF_SCOPE]
            self._outside = OutsideTagger.fit(outside, counts, folder / _OUTSIDE_FILE)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Set intent, ranking and, where there are several, the questions of each message."""
        for message in messages:
            if message.get(READING):
                self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        text, reading, entities = message.get(TEXT), message.get(READING), message.get(ENTITIES, [])
        ranking = self._rank(_whole(reading))
        if {"target_language"} < {e["entity"] for e in entities}:
            reading, ranking = self._beside_a_language(reading, ranking)
        if ranking[0][1] < _SURE and (self._is_bare_name(reading) or self._is_bare_service(reading)):
            ranking = _headed_by(FOLLOW_UP, ranking[0][1], ranking)
        if ranking[0][1] < _SURE and is_alternative(reading["words"], reading["kinds"]):
            ranking = _headed_by("ask_classification", ranking[0][1], ranking)
        pieces = split(reading["words"], reading["kinds"])
        questions = self._questions(text, reading, entities, pieces, ranking)
        if not questions and (ranking[0][0] == OUT_OF_SCOPE or ranking[0][1] < _CLEAR):
            ranking = self._remark(reading) or ranking
        if not questions and ranking[0][0] == _CORRECT:
            ranking = self._asked_instead(reading, ranking, entities)
        if questions:
            first = questions[0]["intent"]
            ranking = _headed_by(first["name"], first["confidence"], ranking)
        names, ranking = self._names(text, reading, ranking, entities, reading, ranking)
        ranked = [{"name": n, "confidence": c} for n, c in ranking[: self._config["ranking_length"]]]
        message.set(INTENT, ranked[0], add_to_output=True)
        message.set("intent_ranking", ranked, add_to_output=True)
        message.set(ENTITIES, names, add_to_output=True)
        if questions:
            message.set(QUESTIONS, questions, add_to_output=True)

    def _rank(self, reading: _Reading) -> Ranking:
        return self._model.rank(_features(reading, self._vocabulary.counts))

    def _remark(self, reading: Mapping[str, Sequence[str]]) -> Optional[Ranking]:
        """What one clause of a message without a question surely is, whatever is told beside it: "Really? My friend …".

        Where a name is told first, or asked about later, that is the point: "X is simple. True?".
        """
        remarks = []
        for clause in clauses(reading["words"]):
            words, kinds = reading["words"], reading["kinds"]
            if any(kinds[: clause.start]) or (any(kinds[clause.stop :]) and "?" in words[clause.stop :]):
                continue
            ranking = self._rank(_Reading(words[clause], kinds[clause]))
            if ranking[0][0] in _REMARKS and ranking[0][1] >= _SURE:
                remarks.append(ranking)
        # "I see. Could you put that more briefly?": what asks for something outweighs a courtesy.
        return max(remarks, key=lambda ranking: (ranking[0][0] not in _COURTESIES, ranking[0][1]), default=None)

    def _beside_a_language(
        self, reading: Mapping[str, Sequence[Any]], ranking: Ranking
    ) -> Tuple[Mapping[str, Sequence[Any]], Ranking]:
        """What a message asks beside the language that it wants, and how that ranks: "what does X need, in English please"."""
        words, kinds = reading["words"], reading["kinds"]
        of_language = {i for i, kind in enumerate(kinds) if kind == "target_language"}
        of_language |= {i - 1 for i in of_language if i and words[i - 1] in BEFORE_A_LANGUAGE}
        rest = {key: [v for i, v in enumerate(values) if i not in of_language] for key, values in reading.items()}
        asked = self._rank(_whole(rest))
        asks = sum(likelihood for name, likelihood in asked if name.startswith(_ASKS))
        return (rest, asked) if asked[0][0].startswith(_ASKS) and asks >= _CLEAR else (reading, ranking)

    def _asked_instead(
        self, reading: Mapping[str, Sequence[str]], ranking: Ranking, entities: Sequence[Entity]
    ) -> Ranking:
        """What the last clause of a correction asks, if it names nothing to put in place: "no, I meant the services"."""
        *before, last = parts(reading["words"]) or [slice(0)]
        if not before or entities:
            return ranking
        ranked = self._rank(_Reading(reading["words"][last], reading["kinds"][last]))
        asked = [(name, likelihood) for name, likelihood in ranked if name not in CARRIES_OVER]
        intent, certainty = asked[0][0], asked[0][1] / sum(likelihood for _, likelihood in asked)
        if certainty < _CLEAR or not intent.startswith(_ASKS) or intent == "ask_bot":
            return ranking
        return _headed_by(intent, certainty, ranked)

    def _is_bare_name(self, reading: Mapping[str, Sequence[str]]) -> bool:
        """Whether a message is nothing but words that nobody asks or chats with: "housekeeping?"."""
        free = free_words(reading["words"], reading["kinds"])
        if not 0 < len(free) <= _LONGEST_BARE_NAME or any(reading["kinds"]) or len(" ".join(free)) < _SHORTEST_NAME:
            return False
        words = self._vocabulary
        return not any(known.intersection(free) for known in (words.usual, words.elliptic, words.chat))

    def _is_bare_service(self, reading: Mapping[str, Sequence[str]]) -> bool:
        """Whether a message is little more than the name of a service, and of nothing known to lie outside."""
        words, kinds = reading["words"], reading["kinds"]
        is_short = sum(word.isalpha() for word in words) <= _LONGEST_BARE_NAME
        return is_short and "service" in kinds and not is_about_a_neighbour(reading, (), self._vocabulary.neighbours)

    def _names(
        self,
        text: str,
        reading: Mapping[str, Any],
        ranking: Ranking,
        entities: Sequence[Entity],
        told: Mapping[str, Any],
        of_whole: Ranking,
    ) -> Tuple[List[Entity], Ranking]:
        """The names that count, and the ranking: a question about something unknown is out of scope.

        What has no name may be described in `told`: the question with its context.
        """
        described = self._descriptions.find(told)
        if not names_a_neighbour(told, entities, self._vocabulary.neighbours):
            ranking = _inside(ranking, entities)
        ranking = self._reconsidered(ranking, of_whole, entities, described, told)
        if _is_rather_outside(ranking, entities, described) and names_a_neighbour(reading, (), self._vocabulary.neighbours):
            ranking = _headed_by(OUT_OF_SCOPE, ranking[0][1], ranking)
        intent, certainty = ranking[0]
        if intent == OUT_OF_SCOPE and certainty < _SURE and is_choice_of_types(told["words"], told["kinds"]):
            # "We sit in X, our vendor in Y: onshore or offshore?" is decided by what each of them is.
            ranking = _headed_by("ask_difference", certainty, ranking)
        found = [*relevant(entities, ranking[0][0], text)]
        if ranking[0][0] == "ask_classification" and described.get("service") and described["service"].certainty >= _CERTAIN:
            # "I check contracts for a law firm. Is that X?": the job is told, whatever it is done for.
            found = [e for e in found if e["entity"] != "outside"]
        if ranking[0][0] == "ask_aspect":
            found = _without_words_of_another_aspect(found, described)
        if ranking[0][0] in CARRIES_OVER:
            found = self._without_words_of_a_job(found, described)
            if not found and is_about_a_neighbour(
                reading, self._vocabulary.elliptic, self._vocabulary.neighbours
            ):
                described = {}
        if ranking[0][0] == _ELABORATE and not found and dict(ranking)[OUT_OF_SCOPE] >= self._config["rival"]:
            # "Explain RPO", "more on the salary" go on with nothing.
            if names_a_neighbour(reading, entities, self._vocabulary.neighbours):
                ranking = _headed_by(OUT_OF_SCOPE, ranking[0][1], ranking)
        intent = ranking[0][0]
        thing = (
            self._needed(intent, found, told)
            or self._described(intent, found, described, told)
            or self._claimed(intent, found, described)
        )
        jobs = self._jobs(told) if intent in _OF_JOBS and (thing is None or thing.kind == "service") else []
        if len({e["value"] for e in [*jobs, *found] if e["entity"] == "service"}) > 1:
            return [*found, *jobs], ranking
        if thing:
            return [*found, self._as_entity(thing, told)], ranking
        if intent == "ask_services" and self._is_of_another_job(reading, told, found):
            ranking = _headed_by(OUT_OF_SCOPE, ranking[0][1], ranking)
        return self._with_the_unknown(text, reading, told, found, ranking)

    def _with_the_unknown(
        self,
        text: str,
        reading: Mapping[str, Any],
        told: Mapping[str, Any],
        names: List[Entity],
        ranking: Ranking,
    ) -> Tuple[List[Entity], Ranking]:
        """The names with those of what lies outside; a question that lacks a name, but for such a thing, is out of scope."""
        intent, certainty = ranking[0]
        if not lacks_a_name(intent, names):
            return names, ranking
        words = self._vocabulary
        usual = words.elliptic if intent in CARRIES_OVER else words.usual
        spans = self._outside.find(text, told)
        unknown = name_the_unknown(text, reading, told, intent, names, spans, usual, words.neighbours)
        if intent == OUT_OF_SCOPE:
            names = [e for e in names if e["entity"] != "outside"]
        return [*names, *unknown], _headed_by(OUT_OF_SCOPE, certainty, ranking) if unknown else ranking

    def _jobs(self, told: Mapping[str, Sequence[Any]]) -> List[Entity]:
        """The jobs that the parts of a message surely describe, each once: "updating our pages, and reading contracts"."""
        jobs: Dict[str, Entity] = {}
        for part in parts(told["words"]):
            words = {key: values[part] for key, values in told.items()}
            if "service" in words["kinds"] or sum(word.isalpha() for word in words["words"]) < _A_JOB:
                continue
            job = self._descriptions.find(words).get("service")
            if job and job.certainty >= _SURE:
                jobs.setdefault(job.value, self._as_entity(job, words))
        return list(jobs.values())

    def _is_of_another_job(
        self, reading: Mapping[str, Sequence[Any]], told: Mapping[str, Sequence[Any]], names: Sequence[Entity]
    ) -> bool:
        """Whether a question is not which services there are, but whether some job is one: "do they mop floors too?"."""
        if any(e["entity"] == "service" for e in names):
            return False
        story = len(told["words"]) - len(reading["words"])
        before = told["kinds"][:story]
        tells = sum(word.isalpha() for word in told["words"][:story]) >= _A_JOB
        points_back = tells and _points_back(reading["words"])
        if not asks_whether(reading["words"]):
            # "We need the dishes washed. Which service would that be?"
            return points_back and not set(before) & {"model", "service"}
        free = free_words(reading["words"], reading["kinds"])
        return points_back or "outside" in before or any(word not in self._vocabulary.usual for word in free)

    def _described(
        self,
        intent: str,
        names: Sequence[Entity],
        described: Mapping[str, Described],
        told: Mapping[str, Sequence[str]],
    ) -> Optional[Described]:
        """What the message tells in other words than its name, if it has to; the fewer words it has, the surer."""
        least = self._config["certainty_described"]
        words = len({word for word in free_words(told["words"], told["kinds"]) if len(word) >= _A_WORD})
        if words < _SOME_WORDS or (words == _SOME_WORDS and intent in CARRIES_OVER):
            least = dict.fromkeys(least, self._config["certainty_of_few"])
        if intent == "ask_definition" and any(e["entity"] == "model" for e in names):
            # What is to be defined has a name.
            least = dict.fromkeys(least, self._config["certainty_telling"])
        things = [described[kind] for kind in describable(intent, names) if kind in described]
        certain = [thing for thing in things if thing.certainty >= least[thing.kind]]
        return max(certain, key=lambda found: found.certainty, default=None)

    def _as_entity(self, thing: Described, told: Mapping[str, Sequence[Any]]) -> Dict[Text, Any]:
        """A thing that is described, at the word that tells it most."""
        word = self._descriptions.telling_word(told, thing)
        return {
            "entity": thing.kind,
            "start": told["starts"][word],
            "end": told["ends"][word],
            "value": thing.value,
            "confidence_entity": thing.certainty,
            "extractor": type(self).__name__,
        }

    def _without_words_of_a_job(
        self, names: Sequence[Entity], described: Mapping[str, Described]
    ) -> List[Entity]:
        """The names of an ellipsis, without an aspect whose word only tells of a job: "and hiring new staff?"."""
        job = described.get("service")
        if job and job.certainty >= _SURE and {e["entity"] for e in names} == {"aspect"}:
            return []
        return list(names)

    def _needed(
        self, intent: str, names: Sequence[Entity], told: Mapping[str, Sequence[str]]
    ) -> Optional[Described]:
        """Which property of an aspect that it names a need asks for: "the less we have to coordinate the better"."""
        aspects = _aspects(names)
        if intent != "ask_choice" or not aspects or not describable(intent, names):
            return None
        trait = self._descriptions.trait_of(told, aspects)
        return trait if trait and trait.certainty >= _SURE else None

    def _claimed(
        self, intent: str, names: Sequence[Entity], described: Mapping[str, Described]
    ) -> Optional[Described]:
        """What a message says of an aspect that it names: "why does it need such heavy collaboration?"."""
        trait = described.get("trait")
        aspects = _aspects(names)
        if intent != "ask_aspect" or not trait or any(e["entity"] == "trait" for e in names):
            return None
        is_of_it = trait.value.split(".", 1)[-1] in aspects
        return trait if is_of_it and trait.certainty >= self._config["certainty_telling"] else None

    def _reconsidered(
        self,
        ranking: Ranking,
        of_whole: Ranking,
        names: Sequence[Entity],
        described: Mapping[str, Described],
        told: Mapping[str, Sequence[str]],
    ) -> Ranking:
        """The ranking, with another intent first where the first does not suit what is named or described."""
        intent, certainty = ranking[0]
        for kind, intents in _ABOUT.items():
            thing = described.get(kind)
            if not thing or thing.certainty < self._config["certainty_telling"]:
                continue
            if not tells_of_nothing(kind, intent, certainty, names):
                continue
            if intent in CARRIES_OVER:
                return _headed_by("ask_classification", certainty, ranking)
            likelihood = {name: dict(ranking).get(name, 0.0) + dict(of_whole).get(name, 0.0) for name in intents}
            rival = max(likelihood, key=likelihood.__getitem__)
            if likelihood[rival] >= self._config["rival"]:
                return _headed_by(rival, certainty, ranking)
        if intent == _START_OVER and certainty < _CLEAR:
            # What is forgotten does not come back: "will robots wipe it out?".
            return _headed_by(*ranking[1], ranking)
        if {intent, ranking[1][0]} == _PICKS and any(e["entity"] == "ordinal" for e in names):
            return _headed_by("choose_listed", certainty, ranking)
        if needs_more(intent, relevant(names, intent, "")):
            property_ = self._described(intent, names, described, told)
            support = certainty * (property_.certainty if property_ else 0.0)
            rival, likelihood = ranking[1]
            if likelihood >= certainty / 3 and likelihood > support:
                return _headed_by(rival, certainty, ranking)
        return _without_a_tie(ranking, names)

    def _questions(
        self,
        text: str,
        reading: Mapping[str, Any],
        entities: Sequence[Entity],
        pieces: Sequence[Piece],
        of_whole: Ranking,
    ) -> List[Dict[Text, Any]]:
        """The parts of a message that ask something, the same question only once.

        Empty where the message is one question from its first word to its last. A question
        with a story around it is read with the story where that makes it clearer.
        """
        if len(pieces) == 1 and pieces[0].question == 0 and not _says_something(reading, pieces[0].end):
            return []
        questions: List[Dict[Text, Any]] = []
        context: Optional[int] = None
        for piece in pieces:
            begin = piece.start if context is None else context
            part = {key: values[piece.question : piece.end] for key, values in reading.items()}
            ranking = self._rank(_whole(part))
            if len(pieces) == 1 and ranking[0][1] < _CLEAR and of_whole[0][1] > ranking[0][1]:
                if not any(part["kinds"]) and any(reading["kinds"][piece.end :]):
                    # "Got a minute? My boss says X and I have no clue what it is": what is asked about comes later.
                    return []
                ranking = of_whole
            if piece.hollow:
                ranking = _headed_by(FOLLOW_UP, max(ranking[0][1], self._config["certainty"]), ranking)
            intent, certainty = ranking[0]
            start, end = part["starts"][0], part["ends"][-1]
            meant = _meant(entities, _tells(intent, part), reading["starts"][begin], start, end)
            if gives_a_reason(reading["words"][begin : piece.question]):
                # "Since X is simple, why …?": what is taken for granted may have to be put right first.
                granted = [e for e in entities if reading["starts"][begin] <= e["start"] < start and e["entity"] == "trait"]
                meant = [*granted, *(e for e in meant if e not in granted)]
            if certainty < self._config["certainty"] or not _is_question(intent, meant):
                context = begin
                continue
            context = None
            told = {key: values[begin : piece.end] for key, values in reading.items()}
            tells = _tells(intent, part) or not set(part["kinds"]) & {"type", "service", "outside", "trait"}
            whole = of_whole if len(pieces) == 1 else ranking
            names, ranking = self._names(text, part, ranking, meant, told if tells else part, whole)
            question = {
                "text": text[start:end],
                "intent": {"name": ranking[0][0], "confidence": certainty},
                "entities": names,
            }
            if not any(_same(question, other) for other in questions):
                questions.append(question)
        return [q for q in questions if not _is_story(q)] or questions


def _inside(ranking: Ranking, names: Sequence[Entity]) -> Ranking:
    """The ranking of a message that names nothing known to lie outside: with a service and a model it is about them,
    with a service or a type it is more likely so than its unknown words make it seem."""
    intent, certainty = ranking[0]
    named = {e["entity"] for e in names}
    if intent != OUT_OF_SCOPE or certainty >= _SURE or not named & {"type", "service"}:
        return ranking
    if {"model", "service"} <= named:
        return _headed_by("ask_classification", certainty, ranking)
    rival, likelihood = ranking[1]
    if rival.startswith(_ASKS) and likelihood >= certainty * _NEARLY:
        return _headed_by(rival, certainty, ranking)
    return ranking


def _is_rather_outside(ranking: Ranking, names: Sequence[Entity], described: Mapping[str, Described]) -> bool:
    """Whether a message that names a neighbour may as well be about it, as it tells of no job and names no property."""
    intent, certainty = ranking[0]
    job = described.get("service")
    if not intent.startswith(_ASKS) or certainty >= _SURE or (job and job.certainty >= _SURE):
        return False
    if intent == "ask_aspect" and not needs_more(intent, relevant(names, intent, "")):
        return False
    return dict(ranking)[OUT_OF_SCOPE] >= certainty * _RIVALS_IT


def _without_words_of_another_aspect(names: Sequence[Entity], described: Mapping[str, Described]) -> List[Entity]:
    """The names without properties that only stand to choose from, where it is told what is asked: "what is handed over,
    functions or knowledge?"."""
    aspect = described.get("aspect")
    if not aspect or aspect.certainty < _SURE or any(e["entity"] in ("aspect", "relation") for e in names):
        return list(names)
    return [e for e in names if e["entity"] != "trait" or e["value"].rpartition(".")[2] == aspect.value]


def _without_a_tie(ranking: Ranking, names: Sequence[Entity]) -> Ranking:
    """The ranking; of two intents that are alike and nearly as likely, the one that suits what is named comes first."""
    (first, certainty), (second, likelihood) = ranking[:2]
    for named, other, kinds in _ALIKE:
        if {first, second} == {named, other} and likelihood >= certainty - _TIE:
            return _headed_by(named if kinds <= {e["entity"] for e in names} else other, certainty, ranking)
    return ranking


def _says_something(reading: Mapping[str, Sequence[str]], start: int) -> bool:
    """Whether words follow from `start` on."""
    return any(word.isalnum() for word in reading["words"][start:])


def _is_story(question: Mapping[str, Any]) -> bool:
    """Whether a part is rather told than asked: long, without a question mark, about other things."""
    long = len(question["text"].split()) > _LONGEST_UNMARKED_QUESTION
    return long and question["intent"]["name"] == OUT_OF_SCOPE and "?" not in question["text"]


def _meant(entities: Sequence[Entity], tells: bool, context: int, start: int, end: int) -> List[Entity]:
    """The names in a question; those of its context too where that `tells` something.

    A question that names no thing is about the models that were named before it, else about whatever was.
    """
    inside = [e for e in entities if start <= e["start"] and e["end"] <= end]
    before = [e for e in entities if context <= e["start"] < start]
    if tells:
        return [*before, *inside]
    if any(e["entity"] in _THINGS for e in inside):
        return inside
    models = [e for e in before if e["entity"] == "model"]
    return [*(models if models or inside else before), *inside]


def _tells(intent: str, part: Mapping[str, Sequence[str]]) -> bool:
    """Whether what comes before a question belongs to it: "… Which type is that?"."""
    return intent in _RESTS_ON_CONTEXT or _points_back(part["words"])


def _points_back(words: Sequence[str]) -> bool:
    """Whether a question is about what was told before it: "which type is that?"; in "the services that they offer" none is."""
    return any(
        word in _POINTS_BACK and (word != _MAY_BE_RELATIVE or following not in _OPEN_A_CLAUSE)
        for word, following in zip(words, [*words[1:], ""])
    )


def _headed_by(intent: str, certainty: float, ranking: Ranking) -> Ranking:
    """The ranking with another intent first, and the others so much less likely that it stays there."""
    others = [entry for entry in ranking if entry[0] != intent]
    shrink = min(1.0, certainty / (2 * others[0][1]))
    return [(intent, certainty), *((name, likelihood * shrink) for name, likelihood in others)]


def _is_question(intent: str, names: Sequence[Entity]) -> bool:
    """Whether a part of a message asks something; an ellipsis does if it names what it is about."""
    if intent in CARRIES_OVER:
        return bool(relevant(names, intent, ""))
    return intent == OUT_OF_SCOPE or (intent.startswith("ask_") and intent != "ask_bot")


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two parts ask the same: one intent, and no other things named."""
    names = [{(e["entity"], e["value"]) for e in question["entities"]} for question in (one, other)]
    return one["intent"]["name"] == other["intent"]["name"] and (not names[0] or not names[1] or names[0] == names[1])


def _aspects(names: Sequence[Entity]) -> Set[str]:
    """The ids of the aspects named; a phrase may stand for several."""
    return {value for e in names if e["entity"] == "aspect" for value in e["value"].split()}


def _whole(reading: Mapping[str, Sequence[str]]) -> _Reading:
    return _Reading(reading["words"], reading["kinds"])


def _features(reading: _Reading, vocabulary: Container[str]) -> Features:
    """Words with names masked, alone, in rows and around a gap; letters of the other words; how much is known."""
    masked = _masked(reading)
    words = [f"={word}" for word in masked]
    words += [f"{a} {b}" for a, b in zip(["<", *masked], [*masked, ">"])]
    words += [f"{a} {b} {c}" for a, b, c in zip(masked, masked[1:], masked[2:])]
    letters = [
        ngram
        for word, kind in zip(reading.words, reading.kinds)
        if kind not in _MASKED and word.isalpha()
        for ngram in character_ngrams(word, 2, 5)
    ]
    free = free_words(reading.words, reading.kinds)
    unknown = sum(word not in vocabulary for word in free)
    shape = [f"<{kind}>" for kind in sorted(set(reading.kinds)) if kind]
    shape += [f"unknown {min(unknown, 3)}", f"share {4 * unknown // max(len(free), 1)}"]
    shape.append(f"length {min(len(masked), 20) // 4}")
    skips = [f"{a} _ {b}" for a, b in zip(masked, masked[2:])] + [
        f"{a} _ _ {b}" for a, b in zip(masked, masked[3:])
    ]
    return {"words": words, "skips": skips, "letters": letters, "shape": shape}


def _masked(reading: _Reading) -> List[str]:
    """The words, with each name as one word for its kind."""
    masked: List[str] = []
    previous = ""
    for word, kind in zip(reading.words, reading.kinds):
        if kind in _MASKED:
            if kind != previous:
                masked.append(f"<{kind}>")
        elif any(character.isalnum() for character in word) or word == "?":
            masked.append(word)
        previous = kind
    return masked
