"""What more knowledge costs: fact stores with any number of models, made from the real one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List

from ruamel.yaml import YAML

from facts import facts_path
from operation.servers import ROOT, quiet_environment

_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_LOAD = """
import json, time, psutil
from facts import FactStore, facts_path
memory = psutil.Process().memory_info().rss
started = time.perf_counter()
store = FactStore.load(facts_path())
milliseconds = (time.perf_counter() - started) * 1000
grown = (psutil.Process().memory_info().rss - memory) / 2**20
print(json.dumps({"models": len(store.models), "load_ms": milliseconds, "memory_mb": grown}))
"""


def store_with(models: int, folder: Path) -> Path:
    """A copy of the fact store with so many models, those that are there included."""
    path = folder / f"facts-{models}"
    shutil.copytree(facts_path(), path)
    yaml = YAML()
    files = sorted((path / "models").glob("*.yml"))
    template = YAML(typ="safe").load(files[-1])
    for number in range(len(files), models):
        name = _acronym(number)
        yaml.dump(_model(template, name), path / "models" / f"{name.lower()}.yml")
    return path


def cost_of_loading(path: Path) -> Dict[str, float]:
    """Milliseconds and megabytes that a new process needs to load the store."""
    done = subprocess.run(
        [sys.executable, "-c", _LOAD],
        cwd=ROOT,
        env={**quiet_environment(), "FACTS_PATH": str(path)},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout)


def _acronym(number: int) -> str:
    """A name of four letters that no other model has, and no word."""
    high, low = divmod(number, len(_LETTERS))
    return f"{_LETTERS[high % len(_LETTERS)]}{_LETTERS[low]}XO"


def _model(template: Dict[str, Any], name: str) -> Dict[str, Any]:
    facts = {
        aspect: {key: fact[key] for key in ("value", "text", "source") if key in fact}
        for aspect, fact in template["facts"].items()
    }
    return {
        "id": name.lower(),
        "name": {"id": name, "en": name},
        "synonyms": {"id": [f"alih daya {name.lower()}"], "en": [f"{name.lower()} outsourcing"]},
        "facts": facts,
        "services": _services(template["facts"]["definition"]["source"], name),
    }


def _services(source: List[str], name: str) -> List[Dict[str, Any]]:
    return [
        {
            "id": f"{name.lower()}_{number}",
            "name": {"id": f"Layanan {name} {number}", "en": f"{name} service {number}"},
            "source": source,
        }
        for number in range(1, 6)
    ]
