"""The widget's own unit tests, of what needs no browser: `npm test` in `web/`."""

from __future__ import annotations

import subprocess

from tests.web.conftest import WEB


def test_the_unit_tests_of_the_widget_pass(widget: None) -> None:
    finished = subprocess.run(["npm", "test"], cwd=WEB, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stdout[-3000:] + finished.stderr[-1000:]
    assert "# fail 0" in finished.stdout and "# tests 0" not in finished.stdout
