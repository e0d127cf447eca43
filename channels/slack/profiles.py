"""What Slack tells of a person."""

from __future__ import annotations

from typing import Any, NamedTuple


class Profile(NamedTuple):
    """A person in Slack: language and country (`en-GB`), time zone (`Asia/Jakarta`), the workspaces they are admin of."""

    locale: str = ""
    zone: str = ""
    rules: frozenset[str] = frozenset()

    @classmethod
    def of(cls, told: dict[str, Any]) -> Profile:
        """The profile in a user of `users.info`.

        The workspace is the person's own: a stranger in a shared channel is no admin of the workspace that they are seen from.
        """
        is_admin = told.get("is_admin") or told.get("is_owner")
        teams = (told.get("team_id"), *((told.get("enterprise_user") or {}).get("teams") or ()))
        return cls(told.get("locale") or "", told.get("tz") or "", frozenset(filter(None, teams)) if is_admin else frozenset())
