"""What ships is pinned by hash; what is known of it is accepted for a reason and a time."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Tuple

import pytest
from pydantic import ValidationError

from operation.advisories import accepted, faults, locked
from operation.servers import ROOT


def test_what_is_accepted_ships_in_that_version_and_has_a_reason_and_a_time() -> None:
    entries = accepted()
    assert list(faults(entries, locked(), min(entry.checked for entry in entries))) == []
    for entry in entries:
        assert entry.advisories and all(
            re.fullmatch(r"CVE-\d{4}-\d{4,}|GHSA(-\w{4}){3}|PYSEC-\d{4}-\d+", name) for name in entry.advisories
        )
        assert entry.why and timedelta(0) < entry.due - entry.checked <= timedelta(days=200), entry.package


@pytest.mark.parametrize(
    ("package", "mended"),
    [("dnspython", (2, 6, 1)), ("pymongo", (4, 6, 3)), ("sentry-sdk", (1, 45, 1)), ("setuptools", (78, 1, 1))],
)
def test_what_rasa_holds_back_and_does_not_need_is_lifted(package: str, mended: Tuple[int, ...]) -> None:
    assert all(tuple(map(int, version.split("."))) >= mended for version in locked()[package])


def test_what_is_due_or_has_changed_is_told() -> None:
    entry = next(entry for entry in accepted() if entry.package == "pydantic")
    day = timedelta(days=1)
    assert list(faults([entry], {"pydantic": [entry.version]}, entry.due)) == []
    assert "had to be looked at again by" in next(faults([entry], {"pydantic": [entry.version]}, entry.due + day))
    assert "but it is 1.10.13" in next(faults([entry], {"pydantic": ["1.10.13"]}, date.min))
    assert "not there any more" in next(faults([entry], {}, date.min))


def test_an_entry_says_whether_it_can_be_reached(tmp_path: Path) -> None:
    file = tmp_path / "advisories.yml"
    file.write_text(
        "- {package: x, version: '1', advisories: [CVE-2026-0001], fixed_in: '2', held_by: y, why: z, checked: 2026-01-01, due: 2026-02-01}"
    )
    with pytest.raises(ValidationError, match="reachable"):
        accepted(file)


@pytest.mark.parametrize(
    ("lock", "package", "digest"),
    [
        ("uv.lock", r"\{ url = ", "hash = "),
        *((lock, '"node_modules/', '"integrity":') for lock in ("web/package-lock.json", "web/checks/package-lock.json")),
    ],
)
def test_every_file_that_is_installed_is_pinned_by_hash(lock: str, package: str, digest: str) -> None:
    written = (ROOT / lock).read_text()
    files = len(re.findall(package, written))
    assert files > 10 and len(re.findall(digest, written)) >= files
