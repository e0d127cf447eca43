"""What people do in Slack, and what they get."""

from __future__ import annotations

import pytest

from tests.slack import events
from tests.slack.conftest import Workspace
from tests.slack.fake_bot import PNG
from tests.slack.fake_slack import BOT_USER

pytestmark = pytest.mark.asyncio


def blocks(message: dict, kind: str) -> list:
    """The blocks of a kind in a message."""
    return [block for block in message["blocks"] if block["type"] == kind]


async def test_mention_is_answered_once_in_its_thread(slack: Workspace) -> None:
    twin = events.mention("what is <https://a.example/?x=1&amp;y=2|A> &amp; B &lt;now&gt; <!channel>?")
    as_message = events.event(**{**twin["event"], "type": "message", "channel_type": "channel"})
    assert [await slack.deliver(payload) for payload in (as_message, twin)] == [200, 200]
    await slack.idle()
    (post,) = slack.slack.posts()
    assert slack.bot.texts == ["what is A & B <now> ?"]
    assert (post["channel"], post["thread_ts"]) == ("C1", twin["event"]["ts"])
    assert post["unfurl_links"] is False and post["unfurl_media"] is False
    assert blocks(post, "header")[0]["text"]["text"] == "What it is"
    assert blocks(post, "section")[0]["text"]["text"] == "You said: what is A &amp; B &lt;now&gt; ?"
    assert [b["text"]["text"] for b in blocks(post, "actions")[0]["elements"]] == ["The difference?", "Picture"]
    assert blocks(post, "context_actions")


async def test_two_people_in_one_thread_have_their_own_conversation_and_language(slack: Workspace) -> None:
    slack.slack.locales = {"U1": "en-GB", "U2": "id-ID"}
    first = events.mention("what is A?")
    thread = first["event"]["ts"]
    await slack.deliver(first)
    await slack.deliver(events.mention("apa itu B?", user="U2", thread_ts=thread))
    await slack.deliver(events.mention("and C?", thread_ts=thread))
    await slack.idle()
    senders = {turn["text"]: turn["token"] for turn in slack.bot.turns}
    assert senders["what is A?"] == senders["and C?"] != senders["apa itu B?"]
    assert {t["text"]: t["language"] for t in slack.bot.turns}["apa itu B?"] == "id"
    labels = [b["elements"][0]["text"]["text"] for post in slack.slack.posts() for b in blocks(post, "actions")]
    assert sorted(labels) == ["Perbedaannya?", "The difference?", "The difference?"]


async def test_direct_message_needs_no_mention(slack: Workspace) -> None:
    await slack.deliver(events.message("what is A?", channel="D1"))
    await slack.deliver(events.message("a file", channel="D1", subtype="file_share"))
    await slack.deliver(events.message("wonders what B is", channel="D1", subtype="me_message"))
    await slack.idle()
    assert slack.bot.texts == ["what is A?", "a file", "wonders what B is"]
    assert len(slack.slack.posts("D1")) == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"subtype": "channel_join"},
        {"subtype": "message_changed", "message": {}},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message", "bot_id": "B2"},
        {"bot_id": "B2"},
        {"user": BOT_USER},
        {"user": None},
        {"user": "USLACK"},
        {"edited": {"ts": "1.2"}},
        {"hidden": True},
    ],
)
async def test_only_plain_messages_of_people_are_questions(slack: Workspace, fields: dict) -> None:
    assert await slack.deliver(events.message("hello", channel="D1", **fields)) == 200
    await slack.idle()
    assert slack.bot.turns == [] and slack.slack.posts() == []


async def test_mention_alone_asks_for_help(slack: Workspace) -> None:
    slack.slack.locales["U1"] = "id-ID"
    await slack.deliver(events.mention(""))
    await slack.idle()
    assert slack.bot.texts == ["bantuan"]


async def test_comparison_is_a_table(slack: Workspace) -> None:
    await slack.deliver(events.mention("difference"))
    await slack.idle()
    (post,) = slack.slack.posts()
    (table,) = blocks(post, "table")
    cells = [[cell["text"] for cell in row] for row in table["rows"]]
    assert cells == [["Aspect", "A", "B"], ["Driver", "volume", "insight & <more>"], ["Talent", "x", "–"]]
    assert post["text"] == "You said: difference"  # complete by itself; the table stands beside it


async def test_table_is_paragraphs_where_slack_knows_no_tables(slack: Workspace) -> None:
    slack.slack.script("chat.postMessage", {"body": {"ok": False, "error": "invalid_blocks"}})
    await slack.deliver(events.mention("difference"))
    await slack.idle()
    (post,) = slack.slack.posts()
    assert not blocks(post, "table") and not blocks(post, "context_actions")
    await slack.deliver(events.button(post, "vote:0"))
    await slack.idle()
    assert [vote["vote"] for vote in slack.bot.votes] == ["up"]
    assert blocks(post, "section")[1]["text"]["text"] == (
        "*Driver*\n• A: volume\n• B: insight &amp; &lt;more&gt;\n\n*Talent*\n• A: x\n• B: –"
    )


async def test_long_answer_is_split_within_the_limits(slack: Workspace) -> None:
    await slack.deliver(events.mention("long"))
    await slack.idle()
    posts = slack.slack.posts()
    assert len(posts) > 3
    shown = "".join(b["text"]["text"] for post in posts for b in blocks(post, "section"))
    assert shown.count("word &amp;") == 2500 and shown.count("x") == 3 * 4000
    assert sum(len(table["rows"]) - 1 for post in posts for table in blocks(post, "table")) == 120


async def test_table_that_is_too_wide_for_slack_is_lines(slack: Workspace) -> None:
    await slack.deliver(events.mention("wide"))
    await slack.idle()
    posts = slack.slack.posts()
    assert not any(blocks(post, "table") for post in posts)
    assert sum(block["text"]["text"].count("x") for post in posts for block in blocks(post, "section")) == 3 * 30 * 500


async def test_suggestion_is_answered_once_and_shown_as_chosen(slack: Workspace) -> None:
    await slack.deliver(events.mention("what is A?"))
    await slack.idle()
    (post,) = slack.slack.posts()
    clicks = [events.click(post), events.click(post, 1), events.click(post)]
    assert [await slack.deliver(click) for click in clicks] == [200, 200, 200]
    await slack.idle()
    first, second = slack.slack.posts()
    assert slack.bot.texts == ["what is A?", "difference"]
    assert not blocks(first, "actions")
    assert blocks(first, "context")[1]["elements"][0]["text"] == "✓ The difference?"
    assert blocks(first, "header") and blocks(first, "section") and blocks(first, "context_actions")
    assert second["thread_ts"] == first["thread_ts"]


async def test_picture_is_uploaded_to_the_thread(slack: Workspace) -> None:
    question = events.mention("picture")
    await slack.deliver(question)
    await slack.idle()
    text, picture = slack.slack.posts()
    (file,) = picture["files"]
    assert (slack.slack.uploads[file["id"]], file["alt"], file["title"]) == (PNG, "A and B", "A and B")
    assert picture["thread_ts"] == text["thread_ts"] == question["event"]["ts"]


async def test_picture_that_is_missing_does_not_hold_up_the_text(slack: Workspace) -> None:
    await slack.deliver(events.mention("broken image"))
    await slack.idle()
    (post,) = slack.slack.posts()
    assert post["text"] == "You said: broken image"


async def test_vote_is_kept_and_thanked(slack: Workspace) -> None:
    await slack.deliver(events.mention("what is A?"))
    await slack.idle()
    (post,) = slack.slack.posts()
    await slack.deliver(events.click(post, 0, kind="context_actions"))
    await slack.idle()
    (thanks,) = slack.slack.called("chat.postEphemeral")
    assert (thanks["user"], thanks["thread_ts"]) == ("U1", post["thread_ts"])
    (turn,) = slack.bot.turns
    assert slack.bot.votes == [{"turn": turn["id"], "vote": "up", "token": turn["token"]}]


async def test_dislike_is_kept_at_once_and_its_reason_when_it_is_told(slack: Workspace) -> None:
    await slack.deliver(events.mention("what is A?"))
    await slack.idle()
    (post,) = slack.slack.posts()
    await slack.deliver(events.click(post, 1, kind="context_actions"))
    await slack.idle()
    (opened,) = slack.slack.called("views.open")
    assert [vote["vote"] for vote in slack.bot.votes] == ["down"] and not slack.slack.called("chat.postEphemeral")
    options = opened["view"]["blocks"][0]["element"]["options"]
    values = {"reason": {"selected_option": options[0]}, "words": {"value": "B is not so"}}
    await slack.deliver(events.sent(opened["view"], values))
    await slack.idle()
    (turn,) = slack.bot.turns
    told = {"turn": turn["id"], "vote": "down", "reason": "wrong", "words": "B is not so", "token": turn["token"]}
    assert slack.bot.votes[-1] == told
    (thanks,) = slack.slack.called("chat.postEphemeral")
    assert (thanks["user"], thanks["channel"], thanks["thread_ts"]) == ("U1", "C1", post["thread_ts"])


async def test_modal_that_comes_too_late_loses_neither_vote_nor_person(slack: Workspace) -> None:
    await slack.deliver(events.mention("what is A?"))
    await slack.idle()
    late = {"trigger_id": "expired.1"}
    await slack.deliver({**events.click(slack.slack.posts()[0], 1, kind="context_actions"), **late})
    await slack.deliver({**events.shortcut(), "trigger_id": "expired.2"})
    await slack.idle()
    assert [vote["vote"] for vote in slack.bot.votes] == ["down"]
    assert slack.slack.called("chat.postEphemeral")[0]["text"] == "Thank you for your feedback."
    assert slack.slack.posts("D1")[0]["text"].startswith("The window could not be opened in time.")
    assert (await slack.health())["dead"] == 0


async def test_source_stands_below_the_answer(slack: Workspace) -> None:
    await slack.deliver(events.mention("what is A?"))
    await slack.idle()
    (post,) = slack.slack.posts()
    (source,) = blocks(post, "context")
    assert source["elements"][0]["text"] == "Source: <https://a.example/b|A &amp; B> › Basics; Notes"


async def test_command_is_answered_for_the_person_alone(slack: Workspace) -> None:
    respond = f"{slack.slack.url}/respond/1"
    assert await slack.deliver(events.command("what is A?", respond)) == 200
    await slack.idle()
    (answer,) = slack.slack.called("response_url")
    assert answer["response_type"] == "ephemeral" and not answer["replace_original"]
    assert blocks(answer, "context")[0]["elements"][0]["text"] == "what is A?"
    shown = {**answer, "channel": "C1", "ts": "1.1"}
    click = events.click(shown)
    click["container"]["is_ephemeral"] = True
    click["response_url"] = f"{slack.slack.url}/respond/2"
    del click["message"]
    await slack.deliver(click)
    await slack.idle()
    _, second = slack.slack.called("response_url")
    assert second["replace_original"] is True and second["place"] == "2"
    assert slack.bot.texts == ["what is A?", "difference"]
    assert slack.bot.turns[0]["token"] == slack.bot.turns[1]["token"]
    vote = events.click({**second, "channel": "C1", "ts": "1.1"}, kind="context_actions")
    vote["container"]["is_ephemeral"] = True
    vote["response_url"] = f"{slack.slack.url}/respond/3"
    await slack.deliver(vote)
    await slack.idle()
    assert slack.slack.called("response_url")[2]["text"] == "Thank you for your feedback."
    assert [vote["vote"] for vote in slack.bot.votes] == ["up"]
    assert slack.slack.posts() == []


async def test_picture_for_a_command_comes_as_direct_message(slack: Workspace) -> None:
    await slack.deliver(events.command("picture", f"{slack.slack.url}/respond/1"))
    await slack.idle()
    (answer,) = slack.slack.called("response_url")
    assert "direct message" in blocks(answer, "context")[-1]["elements"][0]["text"]
    assert [post["channel"] for post in slack.slack.posts()] == ["D1"]


async def test_long_answer_to_a_command_ends_in_a_direct_message(slack: Workspace) -> None:
    """Slack takes five replies to a command: what does not fit in four is not lost."""
    await slack.deliver(events.command("long", f"{slack.slack.url}/respond/1", user="U3"))
    await slack.idle()
    whispered, posted = slack.slack.called("response_url"), slack.slack.posts()
    assert len(whispered) == 4 and {post["channel"] for post in posted} == {"D3"}
    assert blocks(whispered[-1], "context")[-1]["elements"][0]["text"].startswith("The answer is long, so")
    shown = "".join(block["text"]["text"] for message in (*whispered, *posted) for block in blocks(message, "section"))
    assert shown.count("word &amp;") == 2500 and shown.count("x") == 3 * 4000
    assert sum(len(table["rows"]) - 1 for message in (*whispered, *posted) for table in blocks(message, "table")) == 120
    assert blocks(posted[-1], "context_actions")
    vote = events.click(posted[-1], kind="context_actions", user="U3")
    await slack.deliver(vote)
    await slack.idle()
    assert [vote["vote"] for vote in slack.bot.votes] == ["up"]


async def test_home_page_in_both_languages_and_its_buttons(slack: Workspace) -> None:
    await slack.deliver(events.event(type="app_home_opened", tab="home", user="U1"))
    await slack.deliver(events.event(type="app_home_opened", tab="messages", user="U1"))
    await slack.idle()
    (home,) = slack.slack.called("views.publish")
    assert home["user_id"] == "U1"
    assert [b["text"]["text"] for b in blocks(home["view"], "header")] == ["Yang bisa Anda tanyakan", "What you can ask"]
    await slack.deliver(events.home_click(home["view"], "suggestion:id:0"))
    await slack.idle()
    (post,) = slack.slack.posts()
    assert post["channel"] == "D1" and slack.bot.texts[-1] == "apa bedanya"
    assert blocks(post, "context")[0]["elements"][0]["text"] == "Perbedaannya?"


async def test_modal_from_home_and_shortcut_is_answered_in_direct_messages(slack: Workspace) -> None:
    await slack.deliver(events.event(type="app_home_opened", tab="home", user="U1"))
    await slack.idle()
    view = slack.slack.called("views.publish")[0]["view"]
    await slack.deliver(events.home_click(view, "ask:id"))
    await slack.deliver(events.shortcut())
    await slack.idle()
    first, second = (call["view"] for call in slack.slack.called("views.open"))
    assert (first["title"]["text"], second["title"]["text"]) == ("Ajukan pertanyaan", "Ask a question")
    assert await slack.deliver(events.submission(" \n ")) == 200
    assert await slack.deliver(events.submission("what is A & B? :wave:")) == 200
    assert await slack.deliver(events.submission("x", callback_id="someone else's")) == 200
    await slack.deliver(events.message("and C?", channel="D1"))
    await slack.idle()
    assert slack.bot.texts[-3:] == ["help", "what is A & B? 👋", "and C?"]
    assert slack.bot.turns[-1]["token"] == slack.bot.turns[-2]["token"]
    assert {post["channel"] for post in slack.slack.posts()} == {"D1"}


async def test_huge_text_is_refused_by_the_bot_not_read(slack: Workspace) -> None:
    assert await slack.deliver(events.mention("x" * 100_000)) == 200
    await slack.idle()
    (turn,) = slack.bot.turns
    assert 2000 < len(turn["text"]) < 10_000
    (post,) = slack.slack.posts()
    assert post["text"] == "Too long."


async def test_person_is_spoken_to_in_the_language_in_which_they_write(slack: Workspace) -> None:
    """Slack does not speak Indonesian: who writes it sees Slack in English, and first only their time zone tells."""
    slack.slack.zones = {"U1": "Asia/Jakarta", "U2": "Asia/Jakarta"}
    slack.slack.locales = {"U2": "ja-JP"}

    async def title(user: str) -> str:
        await slack.deliver(events.shortcut(user))
        await slack.idle()
        return slack.slack.called("views.open")[-1]["view"]["title"]["text"]

    assert [await title(user) for user in ("U1", "U2", "U3")] == ["Ajukan pertanyaan", "Ajukan pertanyaan", "Ask a question"]
    await slack.deliver(events.mention("apa itu A?", user="U3"))
    await slack.idle()
    await slack.deliver(events.click(slack.slack.posts()[0], user="U3", kind="context_actions"))
    await slack.idle()
    assert await title("U3") == "Ajukan pertanyaan"
    assert slack.slack.called("chat.postEphemeral")[0]["text"] == "Terima kasih atas penilaian Anda."
    for text in ("what is A?", "gambar"):
        await slack.deliver(events.message(text, channel="D3", user="U3"))
        await slack.idle()
    await slack.deliver(events.mention("what is B?", user="U3"))
    await slack.idle()
    assert await title("U3") == "Ask a question"
    assert [turn["language"] for turn in slack.bot.turns] == ["en", "id", "en", "id"]
