"""The Slack channel: a gateway process between a Slack workspace and the running bot.

It is a process of its own (`python -m channels.slack`), so that what Slack waits for, the
acknowledgement, never waits for the NLU. One event takes this way:

    Slack ── socket_mode.py, events_api.py ── events.py ── store.py ── gateway.py ── bot.py ── Rasa
             receive, verify                 understand   keep, ack   work off
    Slack ── workspace.py ── delivery.py ── render.py ─────────────────┘
             Web API        each part once  Block Kit
"""
