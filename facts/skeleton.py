"""The file of a new model, with every key and what it is for: what is left empty is named by `python -m facts check`."""

from __future__ import annotations

from collections.abc import Iterable

from facts.schema import Aspect
from facts.schemas import first_line

NEEDED = ("full_form", "definition", "services")

_HEAD = """\
{schema}
# A model. Texts stand in quotes; every text in both languages. `python -m facts check` names what is still missing.
id: {id}
# How it is called inside a sentence.
name: {{id: "", en: ""}}
# Its other names, at most six a language, which mean nothing else. What else people call it: data/language/described.
synonyms:
  id: []
  en: []

# A fact for each aspect that the source tells of; an aspect that it does not tell of is left out.
facts:
"""
_FACT = """\
  # {what}
  {name}:
    # The gist, for the cell of a table and a short answer.
    value: {{id: "", en: ""}}
    # The same in fewer and fewer words, the longest first.
    # short: [{{id: "", en: ""}}]
    # A part of a sentence whose subject is the model ("is driven by …").
    # clause: {{id: "", en: ""}}
    # The full sentence.
    text:
      id: ""
      en: ""
    # The same in simple words.
    plain:
      id: ""
      en: ""
    # What a child understands.
    # child: {{id: "", en: ""}}
    # Its place on a scale that the source tells of; 1 is low.
    # level: 1
    # The sections that say it, by their names in sources.yml.
    source: []
    # Facts that a longer answer adds, such as {id}.services.
    # see_also: []
    # Words that stand for the value, at most three a language; and other names of the fact itself.
    # traits: {{id: [], en: []}}
    # synonyms: {{id: [], en: []}}
    # The several things that it names, each readable in a list.
    # parts: [{{id: "", en: ""}}]
    # true: the value is itself a denial ("not the core work").
    # said_by_denial: false
    # Facts of other models whose value holds of this one too.
    # holds_too: []
"""
_SERVICES_FACT = """\
  # {what}; its gist is made of the services below.
  services:
    # What leads the list in; {{count}} is how many there are.
    text:
      id: ""
      en: ""
    plain:
      id: ""
      en: ""
    source: []
"""
_MORE = """\
  # {what}
  # {name}:
  #   value: {{id: "", en: ""}}
  #   text: {{id: "", en: ""}}
  #   plain: {{id: "", en: ""}}
  #   source: []
"""
_TAIL = """\

# Services, or parts of them, that are named where an example is asked for, the best known first.
# examples: [first_service]
services:
  # Small letters, digits and _: a name that no other service has.
  - id: first_service
    name: {id: "", en: ""}
    # A shorter name, if it needs one.
    # value: {id: "", en: ""}
    # What it means, in simple words.
    plain:
      id: ""
      en: ""
    synonyms: {id: [], en: []}
    source: []
    # Its parts.
    # details:
    #   - id: first_part
    #     name: {id: "", en: ""}
    #     synonyms: {id: [], en: []}
  # A service that another model describes already; `details: false` if the source gives no parts of it here.
  # - same_as: human_resources
  #   source: []
  #   details: false

# Its types, if the source names some.
# types:
#   # What leads them in; {count} is how many there are.
#   text: {id: "", en: ""}
#   plain: {id: "", en: ""}
#   # The aspect in which they differ: asked for a type of a model that has none, the bot tells that aspect.
#   aspect: location
#   source: []
#   items:
#     - id: first_type
#       name: {id: "", en: ""}
#       value: {id: "", en: ""}
#       # short: [{id: "", en: ""}]
#       text: {id: "", en: ""}
#       plain: {id: "", en: ""}
#       synonyms: {id: [], en: []}
#       # Only where it is told elsewhere than the list.
#       source: []
"""


def skeleton(model_id: str, aspects: Iterable[Aspect]) -> str:
    """The text of the file of a model: what every model needs, and in comments what it may have."""
    told = {aspect.id: f"{aspect.label.id} / {aspect.label.en}" for aspect in aspects}
    parts = [_HEAD.format(id=model_id, schema=first_line("models/*.yml"))]
    for name in (*NEEDED, *(name for name in told if name not in NEEDED)):
        form = _SERVICES_FACT if name == "services" else _FACT if name in NEEDED else _MORE
        parts.append(form.format(id=model_id, name=name, what=told.get(name, name)))
    return "".join([*parts, _TAIL])
