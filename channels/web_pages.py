"""What the web channel serves to read without a conversation: the page of all facts, and the infographic."""

from __future__ import annotations

import asyncio

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from channels import facts_page, infographic
from channels.turn import LANGUAGES
from channels.web_assets import Asset
from channels.web_bodies import not_found

PREFIXES = ("/facts", "/infographic/")


def add_pages(web: Blueprint) -> None:
    """Give the channel their addresses."""

    @web.get("/facts")
    async def own_language(request: Request) -> HTTPResponse:
        # Relative, since a proxy may serve the bot below a path of its own.
        wanted = [part.split(";")[0].split("-")[0].strip().lower() for part in request.headers.get("accept-language", "").split(",")]
        lang = next((tag for tag in wanted if tag in LANGUAGES), "en")
        response = redirect(f"facts/{lang}")
        response.headers["Vary"] = "Accept-Language"
        return response

    @web.get("/facts/<lang:str>")
    async def facts(request: Request, lang: str) -> HTTPResponse:
        if lang not in LANGUAGES:
            raise not_found()
        body = await asyncio.get_running_loop().run_in_executor(None, facts_page.page, lang)
        return Asset.of(f"{lang}.html", body).response(request)

    @web.get("/infographic/<name:str>")
    async def picture(request: Request, name: str) -> HTTPResponse:
        if name not in infographic.NAMES:
            raise not_found()
        body = await asyncio.get_running_loop().run_in_executor(None, infographic.file, name)
        return Asset.of(name, body).response(request)
