"""The names by which what we draw comes back from Slack: of buttons, modals and shortcuts."""

SUGGESTION = "suggestion"
ASK = "ask"
VOTE = "vote"
SETTINGS = "settings"
CHANNEL = "channel"
