"""What the web channel serves as files: the built page and widget, and the infographic."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from pathlib import Path
from typing import Dict, NamedTuple

from sanic.request import Request
from sanic.response import HTTPResponse, raw

DIST = Path(__file__).resolve().parent.parent / "web" / "dist"
PAGE = "index.html"


class Asset(NamedTuple):
    """A file in memory, plain and compressed."""

    content_type: str
    body: bytes
    compressed: bytes
    tag: str

    @classmethod
    def of(cls, name: str, body: bytes) -> "Asset":
        """The asset of that file name and content."""
        content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if content_type.startswith("text/"):
            content_type += "; charset=utf-8"
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        return cls(content_type, body, gzip.compress(body, mtime=0), tag)

    def response(self, request: Request) -> HTTPResponse:
        """The asset as this client can take it: not again if it has it, compressed if it may be."""
        headers = {"ETag": self.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == self.tag:
            return raw(b"", status=304, headers=headers)
        body = self.body
        if "gzip" in request.headers.get("accept-encoding", "") and len(self.compressed) < len(body):
            body = self.compressed
            headers["Content-Encoding"] = "gzip"
        return raw(body, headers=headers, content_type=self.content_type)


def built() -> Dict[str, Asset]:
    """The files of the built widget by name; empty when it has not been built."""
    if not DIST.is_dir():
        return {}
    return {file.name: Asset.of(file.name, file.read_bytes()) for file in DIST.glob("[!.]*")}
