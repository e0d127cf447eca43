"""JSON schemas compiled once each, instead of read anew at every use.

Rasa validates each reply of the action server with `jsonschema.validate`, which first checks
that the schema itself is a valid one and then walks through it in Python for every event: a
third of all the work of a turn. jsonschema-rs compiles it; where that refuses a reply, jsonschema
says why.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Mapping

import jsonschema
import jsonschema_rs

_validate = jsonschema.validate


@lru_cache(maxsize=32)
def _compiled(schema: str) -> jsonschema_rs.Validator:
    content = json.loads(schema)
    jsonschema.validators.validator_for(content).check_schema(content)
    return jsonschema_rs.validator_for(content)


def validate(instance: Any, schema: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
    """`jsonschema.validate`, which remembers the schemas that it has compiled."""
    is_usual = not args and not kwargs
    if not is_usual or not _compiled(json.dumps(schema, sort_keys=True)).is_valid(instance):
        _validate(instance, schema, *args, **kwargs)


def compile_each_schema_once() -> None:
    """Let whoever takes `validate` from jsonschema from now on have the one of this module."""
    jsonschema.validate = validate
