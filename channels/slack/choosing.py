"""What is chosen for others: by a channel's members when the bot speaks there, by a workspace's admins who helps in it."""

from __future__ import annotations

from channels.slack import render, views
from channels.slack.attention import DEFAULT_MODE
from channels.slack.calls import Refused
from channels.slack.errands import is_member, open_modal
from channels.slack.helpers import Helper
from channels.slack.languages import Languages
from channels.slack.sharing import target_of
from channels.slack.store import Held
from channels.slack.talks import Talks
from channels.slack.tasks import Chosen, SettingsWanted
from channels.slack.texts import Texts, texts
from channels.slack.workspace import Workspace

_HELPER, _TOLD = 1, -1  # in the place of the number of a part


class Choosing:
    """Does the tasks of `doers`."""

    def __init__(self, talks: Talks, workspace: Workspace, languages: Languages, helper: Helper) -> None:
        self._talks = talks
        self._workspace = workspace
        self._languages = languages
        self._helper = helper
        self.doers = {SettingsWanted: self._open, Chosen: self._choose}

    async def _open(self, held: Held, task: SettingsWanted) -> None:
        """Open the modal; who helps is for admins alone."""
        channel = task.place.channel
        mode = await self._talks.mode(channel) if channel else None
        language = await self._languages.of(task.user)
        is_admin = self._helper.team in (await self._workspace.profile(task.user)).rules
        helper = (await self._helper.who() or "") if is_admin else None
        await open_modal(self._workspace, task, task.trigger_id, views.settings(language, channel, mode or DEFAULT_MODE, helper), language)

    async def _choose(self, held: Held, task: Chosen) -> None:
        words = texts(await self._languages.of(task.user))
        refused = [await self._choose_helper(held, task, words)] if task.sets_helper else []
        refused.append(await self._choose_mode(held, task, words))
        sentences = [sentence for sentence in refused if sentence]
        if sentences:
            direct = await self._workspace.direct_channel(task.user)
            await self._workspace.post_once(held, direct, None, render.word(" ".join(sentences)), _TOLD)

    async def _choose_mode(self, held: Held, task: Chosen, words: Texts) -> str | None:
        """Keep what a member chose, and say so where it holds; else why that cannot be."""
        channel = task.place.channel
        if task.sets_helper and task.mode == (await self._talks.mode(channel) or DEFAULT_MODE):
            return None  # it was about who helps
        if not await is_member(self._workspace, channel, task.user):
            return words.only_members
        said = words.saved.format(user=f"<@{task.user}>", mode=getattr(words, task.mode))
        try:
            await self._workspace.post_once(held, channel, None, render.note(said))
        except Refused:
            return words.share_refused
        await self._talks.choose(channel, task.mode)
        return None

    async def _choose_helper(self, held: Held, task: Chosen, words: Texts) -> str | None:
        """Keep who helps, once they were told so; else why that cannot be."""
        if self._helper.team not in (await self._workspace.profile(task.user, anew=True)).rules:
            return words.only_admins
        if task.helper == await self._helper.who():
            return None
        if task.helper:
            try:
                channel = await self._workspace.channel_of(task.helper)
                said = words.helper_chosen.format(user=f"<@{task.user}>", target=target_of(task.helper))
                await self._workspace.post_once(held, channel, None, render.note(said), _HELPER)
            except Refused:
                return words.helper_refused
        await self._helper.choose(task.helper, task.user)
        return None
