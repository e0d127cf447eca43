"""Installing the app in a workspace by a browser: `GET /slack/install`, and the way back from Slack."""

from __future__ import annotations

import html
import logging

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, redirect
from sanic.response import html as page
from slack_sdk.oauth import AuthorizeUrlGenerator, OAuthStateUtils
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.web.async_client import AsyncWebClient

from channels.slack.calls import Calls, Refused, TryAgain
from channels.slack.installations import STATE_SECONDS, Installations
from channels.slack.manifest import Manifest
from channels.slack.mends import mend
from channels.slack.settings import OAuth

logger = logging.getLogger(__name__)

_DONE = "Terpasang di {team}. Di Slack: /invite @{bot}, lalu sebut saya. / Installed in {team}. In Slack, invite me and mention me."
_FAILED = "Pemasangan belum selesai. Silakan mulai lagi. / The installation was not completed. Please start again."
_ORG = (
    "Aplikasi ini dipasang per workspace, bukan untuk seluruh organisasi. / "
    "This app is installed in single workspaces, not in a whole organisation."
)


_ROTATES = (
    "Aplikasi ini belum siap dipasang: rotasi token harus dimatikan dulu. Silakan beri tahu pengelolanya. / "
    "This app is not set up right: token rotation must be off. Please tell whoever runs it."
)


def add_to(app: Sanic, installations: Installations, chosen: OAuth, manifest: Manifest, api_url: str, calls: Calls) -> None:
    """Add the two addresses of an installation to the gateway's."""
    address = AuthorizeUrlGenerator(client_id=chosen.client_id, scopes=manifest.scopes)
    browser = OAuthStateUtils(expiration_seconds=STATE_SECONDS)
    web = AsyncWebClient(base_url=api_url)

    @app.get("/slack/install")
    async def begin(request: Request) -> HTTPResponse:
        state = await installations.new_state()
        return redirect(address.generate(state), headers={"Set-Cookie": browser.build_set_cookie_for_new_state(state)})

    @app.get("/slack/oauth_redirect")
    async def end(request: Request) -> HTTPResponse:
        state, code = request.args.get("state"), request.args.get("code")
        cookies = {"cookie": request.headers.get("cookie", "")}
        if not code or not browser.is_valid_browser(state, cookies) or not await installations.is_ours(state):
            logger.warning("installation refused: no code, or a state that is not of this browser, used or too old")
            return _said(_FAILED, 400)
        exchange = web.oauth_v2_access(client_id=chosen.client_id, client_secret=chosen.client_secret, code=code)
        try:
            told = await calls.make("oauth.v2.access", exchange)
        except (Refused, TryAgain):
            return _said(_FAILED, 502)
        if told.get("is_enterprise_install"):
            return _said(_ORG, 400)
        if told.get("refresh_token"):
            logger.error("installation refused: token rotation is on in the app's settings mend=%s", mend("token_expired"))
            return _said(_ROTATES, 400)
        team = told["team"]
        installation = Installation(
            app_id=told["app_id"],
            team_id=team["id"],
            team_name=team.get("name"),
            bot_token=told["access_token"],
            bot_user_id=told["bot_user_id"],
            bot_scopes=told["scope"],
            user_id=told["authed_user"]["id"],
        )
        await installations.keep(team["id"], installation)
        logger.info("installed in a workspace: team=%s", team["id"])
        return _said(_DONE.format(team=team.get("name") or team["id"], bot=manifest.features.bot_user.display_name), 200)


def _said(text: str, status: int) -> HTTPResponse:
    return page(f'<!doctype html><meta charset="utf-8"><title>Slack</title><p>{html.escape(text)}</p>', status=status)
