"""What to do about an error of Slack's: one sentence each, for the log."""

from __future__ import annotations

MENDS = {
    "missing_scope": "add the scope to the app (deploy/slack-manifest.yml has all) and reinstall it",
    "not_in_channel": "invite the bot to the channel (/invite)",
    "channel_not_found": "the channel is gone or private: invite the bot to it",
    "is_archived": "the channel is archived: unarchive it, or leave it",
    "restricted_action": "an admin lets only some people post in that channel",
    "invalid_auth": "the token is wrong: copy it again from the app's settings",
    "account_inactive": "the app was removed from the workspace: install it again",
    "token_expired": "token rotation is on in the app's settings: the gateway needs a token that stays, which takes a new app",
    "bad_client_secret": "copy SLACK_CLIENT_SECRET from 'Basic Information', 'App Credentials' (it is not the signing secret)",
    "invalid_client_id": "copy SLACK_CLIENT_ID from 'Basic Information', 'App Credentials'",
    "bad_redirect_uri": "the manifest's redirect_urls must have the address that ends with /slack/oauth_redirect",
    "invalid_code": "the installation took too long, or its address was opened twice: begin again at /slack/install",
    "token_revoked": "the app was removed from the workspace: install it again",
    "expired_trigger_id": "the click came to Slack too late; nothing to do unless it comes often, then the machine is too slow",
    "invalid_blocks": "Slack does not draw these blocks; the message was sent in older ones",
    "not_allowed_token_type": "use the bot token (xoxb-...)",
    "msg_too_long": "an answer is longer than Slack takes: please report it",
    "ratelimited": "Slack asks to wait; that is done",
    "expired_url": "a reply to a command came after Slack's 30 minutes",
    "used_url": "a reply to a command came after Slack's five uses",
}

_NETWORK = "Slack was not reached: see to network, DNS and proxy of this machine; it is tried again"


def mend(code: str) -> str:
    """What to do about an error code of Slack's, or where none came from it the name of what failed."""
    if code[:1].isupper():
        return _NETWORK
    return MENDS.get(code, "see https://docs.slack.dev/reference/methods for this method's errors")
