"""A running bot and files that are broken, half saved or left behind: it goes on with the last good store, and says so."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from facts import FactStore, live

KPO = "models/kpo.yml"


@pytest.fixture
def facts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> live.Live[FactStore]:
    monkeypatch.setattr(live, "CHECK_EVERY", 0.0)
    return live.Live(folder, FactStore.load)


def save(file: Path, text: str, seconds_ago: float = 60) -> None:
    file.write_text(text, "utf-8")
    os.utime(file, (time.time() - seconds_ago,) * 2)


@pytest.mark.parametrize(
    "leave",
    [
        lambda models: (models / ".#kpo.yml").symlink_to("somebody@machine.1234"),
        lambda models: (models / "._kpo.yml").write_bytes(b"\0\5\x16\7"),
        lambda models: (models / "kpo.yml~").write_text("id: old"),
        lambda models: (models / ".kpo.yml.swp").write_bytes(b"b0VIM"),
    ],
)
def test_what_an_editor_leaves_beside_a_file_changes_nothing(
    facts: live.Live[FactStore], folder: Path, caplog: pytest.LogCaptureFixture, leave: Callable[[Path], None]
) -> None:
    before = facts()
    leave(folder / "models")
    assert facts() is before and facts.fault is None and not caplog.records


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda file: file.symlink_to("nowhere.yml"), "is a link to nothing"),
        (lambda file: file.mkdir(), "is no file"),
        (lambda file: save(file, "id: rpo\nname: {id: RPO"), "mend the YAML"),
        (lambda file: save(file, ""), "is missing"),
    ],
)
def test_the_last_good_store_stays_and_it_is_told_once(
    facts: live.Live[FactStore], folder: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], None], told: str
) -> None:
    before, file = facts(), folder / "models" / "rpo.yml"
    damage(file)
    os.utime(folder / "models", (1, 1))
    if file.is_dir():
        os.utime(file, (1, 1))
    assert all(facts() is before for _ in range(3))
    (record,) = caplog.records
    assert told in record.getMessage() and "rpo.yml" in record.getMessage() and "\n" not in record.getMessage()
    assert facts.fault and told in facts.fault and str(folder) not in facts.fault and "previous content stays in use" in facts.fault
    (file.rmdir if file.is_dir() else file.unlink)()
    assert facts().has_model("kpo") and facts.fault is None


def test_a_file_that_is_being_written_is_waited_for(facts: live.Live[FactStore], folder: Path) -> None:
    file = folder / KPO
    text = file.read_text("utf-8")
    # So far it is right as it stands, and lacks a service.
    half = text[: text.index("  - id: legal_process")]
    save(file, half, seconds_ago=0)
    assert len(facts().services("kpo")) == 5
    save(file, text.replace("KPO is driven by insight.", "KPO runs on insight."), seconds_ago=live.SETTLED_AFTER + 0.1)
    assert facts().fact("kpo.driver").text["en"] == "KPO runs on insight." and len(facts().services("kpo")) == 5
    save(file, half, seconds_ago=live.SETTLED_AFTER + 0.1)
    assert len(facts().services("kpo")) == 4


def test_a_file_of_the_future_is_read_at_once(facts: live.Live[FactStore], folder: Path) -> None:
    file = folder / KPO
    save(file, file.read_text("utf-8").replace("KPO is driven by insight.", "KPO runs on insight."), seconds_ago=-3600)
    assert facts().fact("kpo.driver").text["en"] == "KPO runs on insight."


def test_a_folder_that_is_gone_for_a_while_breaks_nothing(facts: live.Live[FactStore], folder: Path) -> None:
    before = facts()
    folder.rename(folder.with_name("away"))
    assert facts() is before and "is missing" in str(facts.fault)
    folder.with_name("away").rename(folder)
    assert facts().has_model("kpo") and facts.fault is None
