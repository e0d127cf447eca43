"""JSON schemas checked once each, instead of at every use.

Rasa validates each reply of the action server with `jsonschema.validate`, which first checks
that the schema itself is a valid one: a quarter of all the work of a turn, for one and the same schema.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Mapping

import jsonschema
from jsonschema.exceptions import best_match
from jsonschema.protocols import Validator

_validate = jsonschema.validate


@lru_cache(maxsize=32)
def _validator(schema: str) -> Validator:
    content = json.loads(schema)
    kind = jsonschema.validators.validator_for(content)
    kind.check_schema(content)
    return kind(content)


def validate(instance: Any, schema: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
    """`jsonschema.validate`, which remembers the schemas that it has checked."""
    if args or kwargs:
        _validate(instance, schema, *args, **kwargs)
        return
    error = best_match(_validator(json.dumps(schema, sort_keys=True)).iter_errors(instance))
    if error is not None:
        raise error


def check_each_schema_once() -> None:
    """Let whoever takes `validate` from jsonschema from now on have the one of this module."""
    jsonschema.validate = validate
