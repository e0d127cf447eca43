"""Examples of the training data as cheap messages of Rasa's."""

from __future__ import annotations

import hashlib
from typing import Any

from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message


class Example(Message):
    """A message that is copied when it is written to, and hashed once.

    Rasa merges the training data ten times before a component sees them, and each time copies every message deeply and
    hashes all that is in it, value by value; and once more when it was read. Of 78,000 examples that takes as long as
    the reading. What an example holds is replaced and never changed in place, so that copies may share it.
    """

    data: dict[str, Any]
    output_properties: set[str]
    _cached_fingerprint: str | None
    _is_shared = False

    @classmethod
    def of(cls, message: Message) -> Example:
        """The same message as an example."""
        return cls(message.data, set(message.output_properties), message.time, list(message.features))

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        """Set a property; one that is there already changes nothing."""
        if add_to_output or prop not in self.data or self.data[prop] != info:
            if self._is_shared:
                self.data, self.output_properties, self._is_shared = dict(self.data), set(self.output_properties), False
            super().set(prop, info, add_to_output)

    def without(self, prop: str) -> Example:
        """This example without a property."""
        rest = {name: value for name, value in self.data.items() if name != prop}
        return Example(rest, set(self.output_properties), self.time, list(self.features))

    def fingerprint(self) -> str:
        """A hash of all that the example holds, in one go."""
        if self.features:
            whole: str = super().fingerprint()
            return whole
        if self._cached_fingerprint is None:
            tokens = [(token.text, token.start) for token in self.data.get(TOKENS_NAMES[TEXT], ())]
            rest = sorted((name, value) for name, value in self.data.items() if name != TOKENS_NAMES[TEXT])
            self._cached_fingerprint = hashlib.md5(repr((rest, tokens)).encode("utf-8", "surrogatepass")).hexdigest()
        return self._cached_fingerprint

    def __deepcopy__(self, memo: dict[int, Any]) -> Example:
        self._is_shared = True
        copy = Example.__new__(Example)
        copy.__dict__.update(self.__dict__)
        copy.features = list(self.features)
        return copy
