"""Stand-ins for libraries that Rasa imports at its start and that nothing served needs.

`rasa run` imports TensorFlow, scikit-learn, Matplotlib and the SDKs of every chat service,
whatever the model and the channels are: two thirds of its memory and most of its start. A
stand-in gives Rasa's modules the names that they import, as classes to inherit from or to
annotate with; whoever *uses* one gets an error that says how to load the real library.
"""

from __future__ import annotations

import importlib.abc
import json
import re
import sys
import tarfile
import zlib
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, Iterable, Optional, Sequence

SWITCH = "SERVE_LIGHT"
"""The environment variable that keeps all stand-ins away when it is "0"."""

# Listed one by one: a module that is not here cannot be found, so that a library which only
# looks whether TensorFlow is there (spaCy's does) sees that it is not.
_LEARNING = (
    *("tensorflow", "tensorflow.keras", "tensorflow.keras.utils"),
    *("sklearn", "sklearn.model_selection", "matplotlib", "matplotlib.ticker"),
    # Looks at a configuration before training; to do so it imports every component there is.
    "rasa.graph_components.validators.default_recipe_validator",
)
_CHAT_SERVICES = (
    *("aiogram", "aiogram.types", "aiogram.utils", "aiogram.utils.exceptions"),
    *("fbmessenger", "fbmessenger.attachments", "fbmessenger.elements", "fbmessenger.quick_replies"),
    *("fbmessenger.sender_actions", "twilio", "twilio.base", "twilio.base.exceptions", "twilio.rest"),
    *("twilio.twiml", "twilio.twiml.voice_response", "webexteamssdk"),
    *("questionary", "prompt_toolkit", "prompt_toolkit.styles"),
)
# Rasa's own neural networks: a training imports every component that there is, to find those that are configured.
_NETWORKS = (
    *("tensorflow", "tensorflow.keras", "tensorflow.keras.utils", "matplotlib", "matplotlib.ticker"),
    *("rasa.nlu.classifiers.diet_classifier", "rasa.nlu.selectors.response_selector"),
    *(f"rasa.nlu.featurizers.dense_featurizer.{kind}_featurizer" for kind in ("convert", "lm")),
    *("rasa.core.policies.ted_policy", "rasa.core.policies.unexpected_intent_policy"),
)
# What Rasa calls, rather than only names, while it is imported.
_CALLED_AT_IMPORT = {"matplotlib": {"get_backend": lambda: "agg"}}

_NEEDS_NO_LEARNING = re.compile(
    r"nlu\.|rasa\.graph_components\.|rasa\.core\.policies\.(ensemble|memoization|rule_policy)\."
    r"|rasa\.nlu\.classifiers\.(fallback_classifier|regex_message_handler)\."
)
_CONFIGURED_WITHOUT = re.compile(r"nlu\.|(FallbackClassifier|RegexMessageHandler|RulePolicy|MemoizationPolicy)$")


class _Missing(type):
    """The class of names in a stand-in: they can be named and inherited from, not used."""

    def __getattr__(cls, name: str) -> "_Missing":
        if name.startswith("__"):
            raise AttributeError(name)
        return _Missing(name, (), {"__module__": f"{cls.__module__}.{cls.__name__}"})

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        raise ImportError(f"{cls.__module__}.{cls.__name__} is used, but this server started without it: set {SWITCH}=0")


class _StandIn(ModuleType):
    """A module all of whose names are `_Missing`."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Missing(name, (), {"__module__": self.__name__})


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds stand-ins, and nothing else below the libraries that they stand for."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = set(names)
        self._libraries = {name for name in self._names if "." not in name}

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Optional[ModuleSpec]:
        """The spec of a stand-in."""
        if fullname in self._names:
            return ModuleSpec(fullname, self, is_package=True)
        if fullname.split(".")[0] in self._libraries:
            raise ModuleNotFoundError(f"{fullname} has no stand-in: set {SWITCH}=0", name=fullname)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The stand-in itself."""
        return _StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Give it what is called while Rasa is imported."""
        vars(module).update(_CALLED_AT_IMPORT.get(module.__name__, {}))


def stand_ins_for(model: Path, credentials: Path) -> Sequence[str]:
    """The modules that serving this model on these channels does without.

    Args:
        model: the archive of a trained model.
        credentials: the file that lists the channels.

    Returns:
        Nothing where it cannot be told, such as for a model that is fetched from a server.
    """
    learning = _LEARNING if model.is_file() and _needs_no_learning(model) else ()
    services = _CHAT_SERVICES if credentials.is_file() and _has_own_channels_only(credentials) else ()
    return [*learning, *services]


def stand_ins_for_training(config: Path) -> Sequence[str]:
    """The modules that a training by this configuration does without; nothing where it has a component that may need them."""
    from ruamel.yaml import YAML

    content = (YAML(typ="safe").load(config) if config.is_file() else None) or {}
    components = [part["name"] for key in ("pipeline", "policies") for part in content.get(key) or ()]
    return _NETWORKS if components and all(map(_CONFIGURED_WITHOUT.match, components)) else ()


def stand_in(names: Sequence[str]) -> None:
    """Put the stand-ins in place; to be called before Rasa is imported."""
    loaded = [name for name in names if name in sys.modules]
    if loaded:
        raise RuntimeError(f"too late to stand in for {', '.join(loaded)}: loaded already")
    sys.meta_path.insert(0, _Finder(names))


def _needs_no_learning(model: Path) -> bool:
    try:
        with tarfile.open(model) as archive:
            metadata = next((m for m in archive if Path(m.name).name == "metadata.json"), None)
            if metadata is None:
                return False
            content = archive.extractfile(metadata)
            if content is None:
                return False
            nodes = json.load(content)["predict_schema"]["nodes"]
    except (tarfile.TarError, EOFError, OSError, zlib.error):
        return False  # a broken file: Rasa says so, and serves without a model
    return all(_NEEDS_NO_LEARNING.match(node["uses"]) for node in nodes.values())


def _has_own_channels_only(credentials: Path) -> bool:
    """Rasa's own channels are named without a dot."""
    from ruamel.yaml import YAML

    return all("." in channel for channel in YAML(typ="safe").load(credentials) or {})
