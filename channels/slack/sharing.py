"""Takes an answer or a conversation to others: to a channel, to a human who helps."""

from __future__ import annotations

from channels.slack import render, views
from channels.slack.asking import Asking
from channels.slack.calls import Refused
from channels.slack.errands import is_member, open_modal
from channels.slack.helpers import Helper, is_person
from channels.slack.languages import Languages
from channels.slack.mrkdwn import escape
from channels.slack.store import Held
from channels.slack.talks import Talks
from channels.slack.tasks import HandedOver, PersonWanted, Share, ShareWanted
from channels.slack.texts import Texts, texts
from channels.slack.workspace import Workspace

_LONGEST_QUESTION = 1000
_MOST_TURNS = 200  # as in the web


class Sharing:
    """Does the tasks of `doers`; `helper` tells who helps, if anybody does."""

    def __init__(self, talks: Talks, asking: Asking, workspace: Workspace, languages: Languages, helper: Helper) -> None:
        self._talks = talks
        self._asking = asking
        self._workspace = workspace
        self._languages = languages
        self._helper = helper
        self.doers = {
            ShareWanted: self._ask_where,
            Share: self._share,
            PersonWanted: self._ask_consent,
            HandedOver: self._hand_over,
        }

    async def _ask_where(self, held: Held, task: ShareWanted) -> None:
        carried = {"turn": task.turn, "about": task.about}
        language = await self._languages.of(task.user)
        await open_modal(self._workspace, task, task.trigger_id, views.share(language, task.looking_at, carried), language)

    async def _share(self, held: Held, task: Share) -> None:
        """Post an answer under the name of who asked, and tell that person what became of it."""
        words = texts(await self._languages.of(task.user))
        await self._tell(held, task, await self._shared(held, task, words))

    async def _shared(self, held: Held, task: Share, words: Texts) -> str:
        channel = task.place.channel
        said = await self._asking.past(task.about, lambda said: any(past.turn == task.turn for past in said))
        past = next((past for past in said if past.turn == task.turn), None)
        if past is None:
            return words.share_gone
        if not await is_member(self._workspace, channel, task.user):
            return words.share_refused
        question = escape(past.text[:_LONGEST_QUESTION])
        beside = render.Beside(head=words.asks.format(user=f"<@{task.user}>", question=question))
        drawn = render.messages(past.answer, f"{task.turn}:{task.about}", beside)
        try:
            thread = await self._post(held, channel, drawn)
        except Refused:
            return words.share_refused
        await self._talks.spoke(f"{channel}/{thread}", task.user)
        return words.shared

    async def _post(self, held: Held, channel: str, drawn: list[render.Message]) -> str:
        """Post messages, the second and later ones in the thread of the first; the thread."""
        thread = await self._workspace.post_once(held, channel, None, drawn[0])
        for number, message in enumerate(drawn[1:], start=1):
            await self._workspace.post_once(held, channel, thread, message, number)
        return thread

    async def _tell(self, held: Held, task: Share | HandedOver, text: str) -> None:
        if task.place.response_url:
            return await self._workspace.tell(task.place, task.user, render.word(text))
        direct = await self._workspace.direct_channel(task.user)
        await self._workspace.post_once(held, direct, None, render.word(text), -1)

    async def _ask_consent(self, held: Held, task: PersonWanted) -> None:
        """Ask whether the conversation may be passed on; where nobody helps any more, say so."""
        language = await self._languages.of(task.user)
        helper = await self._helper.who()
        if not helper:
            return await self._workspace.tell(task.place, task.user, render.word(texts(language).person_gone))
        view = views.person(language, target_of(helper), {"about": task.about, "to": helper, "place": {}})
        await open_modal(self._workspace, task, task.trigger_id, view, language)

    async def _hand_over(self, held: Held, task: HandedOver) -> None:
        """Pass on what was said, once: a note that calls for help, and the conversation in its thread; or say that it cannot be."""
        words = texts(await self._languages.of(task.user))
        try:
            await self._pass_on(held, task, words)
        except Refused:
            await self._tell(held, task, words.person_gone)
            raise
        await self._tell(held, task, words.person_told)

    async def _pass_on(self, held: Held, task: HandedOver, words: Texts) -> None:
        helper = task.to or await self._helper.who()
        if not helper:
            raise Refused("helper", "nobody_chosen")
        channel = await self._workspace.channel_of(helper)
        wish = words.person_asks.format(user=f"<@{task.user}>") + (f"\n{escape(task.words)}" if task.words else "")
        lines: list[str] = []
        for past in (await self._asking.past(task.about, lambda said: len(said) >= _MOST_TURNS))[-_MOST_TURNS:]:
            lines += [f"» {past.text}", *past.answer.plain_text().splitlines(), ""]
        await self._post(held, channel, [render.note(wish), *render.sections(lines)])


def target_of(helper: str) -> str:
    """A channel or person as Slack shows them."""
    return f"<@{helper}>" if is_person(helper) else f"<#{helper}>"
