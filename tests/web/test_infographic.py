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
from channels.drawing import Type, length
from channels.knowledge import wording
from facts import FactStore, Model
from facts.live import Live

SVG = "{http://www.w3.org/2000/svg}"


def said(svg: bytes) -> str:
    """The words of a picture, in order."""
    return " ".join(line.text for line in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def _with(store: FactStore, models: Sequence[Model]) -> FactStore:
    """A store with other models."""
    return FactStore(models, store.aspects, store.outsourcing, store.relations, store.article, store.sections)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_it_says_what_the_facts_say(store: FactStore, lang: str) -> None:
    words = said(infographic.file(f"{lang}.svg"))
    for row in store.compare([model.id for model in store.models]):
        assert row.aspect.id == "full_form" or row.aspect.label[lang] in words
        for fact in row.facts:
            assert " ".join(fact.brief(lang).split()) in words
    assert f"“{store.article.title[lang]}”" in words
    assert all(model.name[lang] in words for model in store.models)


def test_what_tells_most_comes_first(store: FactStore) -> None:
    top = [row.aspect.top for row in infographic.rows(store)]
    assert top == sorted(top, reverse=True) and any(top)
    assert [row.aspect for row in infographic.rows(store)] != [a for a in store.aspects if a.compared]


def test_every_icon_that_an_aspect_names_is_drawn(store: FactStore) -> None:
    named = {aspect.icon for aspect in store.aspects if aspect.icon}
    assert named and named <= set(infographic.ICONS)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_png_is_as_wide_as_others_share_it_light_and_dark(lang: str) -> None:
    light, dark = (Image.open(io.BytesIO(infographic.file(f"{lang}{theme}.png"))).convert("RGB") for theme in ("", "-dark"))
    assert light.width == dark.width == 1200
    assert len(light.getcolors(1 << 24)) > 20, "there is no type in it"
    assert min(light.getpixel((0, 0))) > 250 and max(dark.getpixel((0, 0))) < 40


def test_the_svg_follows_the_reader_s_device() -> None:
    assert b"prefers-color-scheme:dark" in infographic.file("id.svg")
    assert b"prefers-color-scheme" not in infographic.file("id-dark.svg")


def test_all_type_can_be_read_on_its_ground(store: FactStore) -> None:
    """WCAG's contrast of 4.5, in each column, light and dark, for more models than there are colours."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for common, colours in ((infographic._LIGHT, infographic._DAY), (infographic._DARK, infographic._NIGHT)):
        pairs = [(common["ink"], common["ground"]), (common["muted"], common["ground"]), (common["muted"], common["pill"])]
        for head, tint, strong in colours:
            pairs += [(common["white"], head), (common["ink"], tint), (common["muted"], tint), (strong, tint)]
        for one, other in pairs:
            dark, bright = sorted((light(one), light(other)))
            assert (bright + 0.05) / (dark + 0.05) >= 4.5, (one, other)


def test_it_has_a_title_for_those_who_do_not_see_it() -> None:
    assert ElementTree.fromstring(infographic.file("id.svg")).findtext(f"{SVG}title")


@pytest.mark.parametrize("number", [1, 2, 3, 5, 7])
def test_it_takes_any_number_of_models(store: FactStore, number: int) -> None:
    models = [store.models[n % 2].copy(update={"id": f"{store.models[n % 2].id}{n}"}) for n in range(number)]
    drawn = ElementTree.fromstring(infographic.svg(Composer(_with(store, models), wording, "en")))
    columns = [rect for rect in drawn.iter(f"{SVG}rect") if rect.get("class", "").startswith("tint")]
    assert len({rect.get("x") for rect in columns}) == number
    assert max(float(rect.get("x")) + float(rect.get("width")) for rect in columns) < float(drawn.get("width"))
    marks = [path.get("d") for path in drawn.iter(f"{SVG}path") if path.get("class") == "white"]
    assert len(set(marks)) == min(number, 5)


def test_the_name_of_a_row_stands_in_the_middle_of_its_ground(store: FactStore) -> None:
    """With as much room on both sides in whatever typeface it is shown; its icon is on the left."""
    drawn = ElementTree.fromstring(infographic.svg(Composer(store, wording, "id"), "light"))
    pills = [rect for rect in drawn.iter(f"{SVG}rect") if rect.get("class") == "pill"]
    names = [lines for lines in drawn.iter(f"{SVG}g") if lines.get("class") == "muted" and lines.get("font-weight") == "600"]
    assert len(pills) == len(names) == len(infographic.rows(store))
    for pill, name in zip(pills, names):
        left = float(pill.get("x")) + infographic._PADDING + infographic._ICON + 6
        right = float(pill.get("x")) + float(pill.get("width")) - infographic._PADDING
        assert name.get("text-anchor") == "middle" and float(name[0].get("x")) == pytest.approx((left + right) / 2, abs=0.01)


def test_no_line_of_type_leaves_its_column(store: FactStore) -> None:
    drawn = ElementTree.fromstring(infographic.svg(Composer(store, wording, "id"), "light"))
    columns = [rect for rect in drawn.iter(f"{SVG}rect") if rect.get("class", "").startswith("tint")]
    for lines in drawn.iter(f"{SVG}g"):
        if not lines.get("class").startswith(("strong", "head")):
            continue
        type_ = Type(float(lines.get("font-size")), int(lines.get("font-weight")), 0)
        for line in lines:
            half = length(line.text, type_) / 2
            assert float(line.get("textLength")) == pytest.approx(2 * half, rel=1e-4), "in whatever typeface, it is as wide as this"
            middle = float(line.get("x"))
            assert any(
                float(c.get("x")) <= middle - half and middle + half <= float(c.get("x")) + float(c.get("width")) for c in columns
            ), line.text


def test_markup_in_a_fact_is_text(store: FactStore) -> None:
    first, *others = store.models
    evil = first.copy(update={"name": first.name.copy(update={"en": "<script>alert(1)</script>"})})
    svg = infographic.svg(Composer(_with(store, [evil, *others]), wording, "en"))
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
