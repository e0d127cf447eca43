"""Many people who talk at once, over the web channel, as its widget does: what is not answered is sent again."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Dict, List, Sequence, Tuple

import aiohttp

# Most turns make sense only with what was said before, so that an answer with another's context shows.
SCRIPTS: Tuple[Tuple[str, ...], ...] = tuple(
    tuple(turn.format(one=one, other=other) for turn in script)
    for one, other in (("BPO", "KPO"), ("KPO", "BPO"))
    for script in (
        (
            *("Apa itu {one}?", "Apa saja layanannya?", "Apa kepanjangan {one}?", "kalau {other}?", "Ulangi"),
            *("Apa beda {one} dan {other}?", "Apa itu {one}?", "lebih singkat", "Apa saja layanannya?", "Terima kasih"),
        ),
        (
            *("What is {one}?", "What services does it have?", "What does {one} stand for?", "and {other}?", "Repeat that"),
            *("How do {one} and {other} differ?", "What is {one}?", "shorter please", "What services does it have?", "Thank you"),
        ),
    )
)
_PATIENCE_SECONDS = 120


@dataclass
class Talk:
    """What one person was answered."""

    script: Sequence[str]
    answers: List[Dict[str, Any]] = field(default_factory=list)
    history: List[Dict[str, Any]] = field(default_factory=list)


@dataclass
class Figures:
    """How a crowd was served: seconds for each turn, and how often a message had to be sent again."""

    seconds: List[float] = field(default_factory=list)
    again: int = 0
    lasted: float = 0.0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.seconds + other.seconds, self.again + other.again, self.lasted + other.lasted)

    def __str__(self) -> str:
        ordered = sorted(self.seconds)
        p99 = ordered[int(len(ordered) * 0.99)]
        return (
            f"{len(ordered)} turns in {self.lasted:.0f} s: {len(ordered) / self.lasted:.0f} a second, "
            f"median {median(ordered) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, sent again {self.again}"
        )


async def _call(http: aiohttp.ClientSession, figures: Figures, method: str, url: str, **request: Any) -> Dict[str, Any]:
    """Ask until there is an answer other than "try again"."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            async with http.request(method, url, **request) as response:
                if response.status < 300:
                    content = await response.json()
                    if (content.get("answer") or {}).get("topic") not in ("unavailable", "apology"):
                        return content
                elif response.status not in (502, 503, 504):
                    raise AssertionError(f"{response.status}: {await response.text()}")
        except (aiohttp.ClientError, asyncio.TimeoutError):
            pass
        figures.again += 1
        await asyncio.sleep(0.5)
    raise AssertionError(f"no answer within {_PATIENCE_SECONDS} s")


async def _talk(http: aiohttp.ClientSession, url: str, talk: Talk, figures: Figures, arrival: float, pause: float) -> None:
    await asyncio.sleep(arrival)
    session = await _call(http, figures, "POST", f"{url}/chat/session")
    headers = {"Authorization": f"Bearer {session['token']}"}
    for number, text in enumerate(talk.script):
        started = time.monotonic()
        message = {"id": f"message-{number}", "text": text}
        reply = await _call(http, figures, "POST", f"{url}/chat/messages", json=message, headers=headers)
        assert reply["id"] == message["id"]
        talk.answers.append(reply["answer"])
        figures.seconds.append(time.monotonic() - started)
        await asyncio.sleep(pause)
    talk.history = (await _call(http, figures, "GET", f"{url}/chat/history", headers=headers))["turns"]


async def crowd(url: str, people: int, pause: float = 0.0) -> Tuple[List[Talk], Figures]:
    """Let so many people talk at once, ten turns each, with a pause of so many seconds after each."""
    talks = [Talk(SCRIPTS[number % len(SCRIPTS)]) for number in range(people)]
    figures = Figures()
    started = time.monotonic()
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=40)) as http:
        # Within the first second or so: the proxy lets no address send more than its burst in an instant.
        await asyncio.gather(*(_talk(http, url, talk, figures, number / 200, pause) for number, talk in enumerate(talks)))
    figures.lasted = time.monotonic() - started
    return talks, figures


def check(talks: Sequence[Talk], alone: Dict[Sequence[str], Talk]) -> None:
    """Nothing lost, doubled, out of order or mixed: each was answered as one who talks alone, and so it is kept."""
    for talk in talks:
        assert talk.answers == alone[talk.script].answers
        assert [turn["text"] for turn in talk.history] == list(talk.script)
        assert [turn["answer"] for turn in talk.history] == talk.answers
