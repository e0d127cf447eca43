"""`python -m facts check | show | diff | new | schema`: for those who edit `data/facts`."""

from __future__ import annotations

import argparse
import difflib
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from facts.coverage import Citation, citations
from facts.differences import differences
from facts.folder import passed_over, read_folder
from facts.places import place_of
from facts.problems import FactError
from facts.schema import LANGUAGES
from facts.schemas import write
from facts.skeleton import skeleton
from facts.store import FactStore, facts_path
from facts.terms import learnt_of


def check(path: Path, quiet: bool) -> str | None:
    """Print every fault, and what of the article no fact cites; None if there is no fault."""
    for file in passed_over(path):
        print(f"{file}: is passed over: it is no file of the fact store")
    folder, faults = read_folder(path)
    for fault in faults:
        print(fault)
    if folder is None:
        return f"{_count(len(faults), 'fault')}. What files say of one another is checked once these are mended."
    if faults:
        return f"{_count(len(faults), 'fault')}."
    if not quiet:
        store = FactStore.load(path)
        print(f"The fact store is in order: {_count(len(store.models), 'model')}, {_count(len(store.references), 'entry')}.")
        print("Sections of the article, and what cites them:")
        for citation in citations(store):
            print(f"  {citation.section.id:<12} {_cited(citation)}")
    return None


def show(path: Path, refs: list[str]) -> str | None:
    """Print entries of the store in both languages, with their sources and where they stand; without a name, all names."""
    store = FactStore.load(path)
    if not refs:
        print("\n".join(store.references))
        return None
    for ref in refs:
        if not store.has_entry(ref):
            near = difflib.get_close_matches(ref, store.references, 3)
            return f"There is no '{ref}'{': is it ' + ' or '.join(near) + '?' if near else '.'} `python -m facts show` lists all."
        print("\n".join(_shown(path, store, ref)))
    return None


def diff(path: Path, before: str) -> str | None:
    """Print which answers are others than before, in both languages, and whether names ask for a training."""
    with tempfile.TemporaryDirectory() as folder:
        old = FactStore.load(Path(before) if Path(before).is_dir() else _of_commit(path, before, Path(folder)))
    new = FactStore.load(path)
    found = list(differences(old, new))
    for difference in found:
        print(f"\n{difference.question} [{difference.lang}]")
        was, is_now = ((text or "(not asked)").splitlines() for text in (difference.before, difference.after))
        print("\n".join(line for line in difflib.ndiff(was, is_now) if line[0] in "+-"))
    print(f"\n{_count(len(found), 'answer')} differ." if found else "No answer differs.")
    if learnt_of(old) != learnt_of(new):
        print("Names have changed, or what the bot suggests: `make run` or `make train` trains them in.")
    elif found:
        print("Names are the same: the running bot takes it up by itself, without a training.")
    return None


def new(path: Path, model_id: str) -> str | None:
    """Write the skeleton of a model."""
    file = path / "models" / f"{model_id}.yml"
    if not model_id.isidentifier() or model_id != model_id.lower():
        return f"'{model_id}' is no name of a model: use small letters, digits and _, a letter first."
    if file.exists():
        return f"{file} is there already: edit it, or choose another name."
    file.write_text(skeleton(model_id, FactStore.load(path).aspects), "utf-8")
    print(f"{file} is written. Fill in its texts; `python -m facts check` names what is missing.")
    return None


def schema(path: Path) -> str | None:
    """Write the schemas by which editors complete and check fact files."""
    for file in write(path):
        print(file)
    return None


def _of_commit(path: Path, commit: str, folder: Path) -> Path:
    """The facts as they are in a commit, below a folder.

    Raises:
        SystemExit: there is no such commit, or it holds no facts there.
    """
    packed = subprocess.run(["git", "-C", str(path), "archive", commit, "."], capture_output=True)
    if packed.returncode != 0:
        raise SystemExit(f"The facts before cannot be had of '{commit}': name a commit, or a folder with `--before`.")
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
        files.extractall(folder)
    return folder


def _shown(path: Path, store: FactStore, ref: str) -> Iterator[str]:
    entry = store.entry(ref)
    yield f"{ref}  ({place_of(path, ref)})"
    for field in ("name", "value", "clause", "text", "plain", "child"):
        texts = getattr(entry, field, None)
        if texts:
            yield from (f"  {field:<7} {lang}  {texts[lang]}" for lang in LANGUAGES)
    for field in ("traits", "synonyms"):
        phrases = getattr(entry, field, None)
        if phrases and phrases.all():
            yield f"  {field:<11} {', '.join(dict.fromkeys(phrases.all()))}"
    for section in store.sections_of([ref]):
        yield f"  source      {section.id}: “{section.heading}”"


def _cited(citation: Citation) -> str:
    return _count(len(citation.refs), "entry") if citation.refs else "nothing: no fact cites it"


def _count(number: int, what: str) -> str:
    plural = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{number} {what if number == 1 else plural}"


def main(arguments: list[str]) -> str | None:
    """Carry out a command; a line if something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m facts", description=__doc__)
    parser.add_argument("--facts", type=Path, default=facts_path(), help="the folder of facts (%(default)s)")
    commands = parser.add_subparsers(dest="command", required=True)
    checks = commands.add_parser("check", help="every fault of the files, and what of the article no fact cites")
    checks.add_argument("--quiet", action="store_true", help="print faults only")
    commands.add_parser("show", help="an entry in both languages, with its sources").add_argument("refs", nargs="*")
    compared = commands.add_parser("diff", help="which answers a change makes others")
    compared.add_argument("--before", default="HEAD", help="a commit, or a folder of facts (%(default)s)")
    commands.add_parser("new", help="a skeleton of a model").add_argument("model")
    commands.add_parser("schema", help="write the schemas for editors")
    given = parser.parse_args(arguments)
    try:
        return {
            "check": lambda: check(given.facts, given.quiet),
            "show": lambda: show(given.facts, given.refs),
            "diff": lambda: diff(given.facts, given.before),
            "new": lambda: new(given.facts, given.model),
            "schema": lambda: schema(given.facts),
        }[given.command]()
    except FactError as fault:
        return str(fault)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
