"""The infographic: drawn from the facts as they are, for any number of models, in both languages."""

from __future__ import annotations

import io
import shutil
import time
from pathlib import Path
from typing import Sequence
from xml.etree import ElementTree

import pytest
from PIL import Image

from answers.composer import Composer
from channels import infographic
from channels.knowledge import wording
from facts import FactStore, Model
from facts.live import Live

SVG = "{http://www.w3.org/2000/svg}"


def said(svg: bytes) -> str:
    """The words of a picture, in order."""
    return " ".join(span.text for span in ElementTree.fromstring(svg).iter(f"{SVG}tspan"))


def _with(store: FactStore, models: Sequence[Model]) -> FactStore:
    """A store with other models."""
    return FactStore(models, store.aspects, store.outsourcing, store.relations, store.article, store.sections)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_it_says_what_the_facts_say(store: FactStore, lang: str) -> None:
    words = said(infographic.file(f"{lang}.svg"))
    rows = store.compare([model.id for model in store.models], [a.id for a in store.aspects if a.pictured])
    assert len(rows) == 10
    for row in rows:
        assert row.aspect.label[lang] in words
        for fact in row.facts:
            assert " ".join(fact.brief(lang).split()) in words


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_png_is_wide_enough_for_a_sharp_phone(lang: str) -> None:
    picture = Image.open(io.BytesIO(infographic.file(f"{lang}.png")))
    assert picture.width >= 1000
    assert len(picture.convert("RGB").getcolors(1 << 24)) > 20, "there is no type in it"


def test_it_has_a_title_for_those_who_do_not_see_it() -> None:
    assert ElementTree.fromstring(infographic.file("id.svg")).findtext(f"{SVG}title")


def test_it_takes_any_number_of_models(store: FactStore) -> None:
    first = store.models[0]
    models = [*store.models, first.copy(update={"id": "third"}), first.copy(update={"id": "fourth"})]
    larger = _with(store, models)
    usual, wider = (ElementTree.fromstring(infographic._svg(Composer(s, wording, "en"))) for s in (store, larger))
    assert float(wider.get("width")) > 1.8 * float(usual.get("width"))
    columns = [rect for rect in wider.iter(f"{SVG}rect") if rect.get("height") == "38"]
    assert len({rect.get("x") for rect in columns}) == 4


def test_markup_in_a_fact_is_text(store: FactStore) -> None:
    first, *others = store.models
    evil = first.copy(update={"name": first.name.copy(update={"en": "<script>alert(1)</script>"})})
    svg = infographic._svg(Composer(_with(store, [evil, *others]), wording, "en"))
    assert "<script" not in svg
    assert "script" in said(svg.encode())


def test_a_changed_fact_changes_the_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "facts"
    shutil.copytree(Path(__file__).parents[2] / "data" / "facts", folder)
    monkeypatch.setattr(infographic, "facts", Live(folder, FactStore.load))
    before = infographic.file("en.svg")
    aspects = folder / "aspects.yml"
    aspects.write_text(aspects.read_text().replace("en: Complexity", "en: Intricacy"))
    time.sleep(1.1)
    assert "Intricacy" not in said(before)
    assert "Intricacy" in said(infographic.file("en.svg"))
