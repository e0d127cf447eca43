"""What the web channel serves as files: the built page and widget, and the infographic."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from pathlib import Path
from typing import Dict, NamedTuple, Optional

from sanic.request import Request
from sanic.response import HTTPResponse, raw

DIST = Path(__file__).resolve().parent.parent / "web" / "dist"
PAGE = "index.html"


class Asset(NamedTuple):
    """A file in memory, plain and compressed, the smallest first."""

    content_type: str
    body: bytes
    compressed: Dict[str, bytes]
    tag: str

    @classmethod
    def of(cls, name: str, body: bytes, brotli: Optional[bytes] = None) -> "Asset":
        """The asset of that file name and content; `brotli` is the same, compressed when it was built."""
        content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if content_type.startswith("text/"):
            content_type += "; charset=utf-8"
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        compressed = {"br": brotli} if brotli else {}
        return cls(content_type, body, {**compressed, "gzip": gzip.compress(body, mtime=0)}, tag)

    def response(self, request: Request) -> HTTPResponse:
        """The asset as this client can take it: not again if it has it, compressed if it may be."""
        headers = {"ETag": self.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == self.tag:
            return raw(b"", status=304, headers=headers)
        taken = request.headers.get("accept-encoding", "")
        for coding, body in self.compressed.items():
            if re.search(rf"\b{coding}\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))", taken) and len(body) < len(self.body):
                return raw(body, headers={**headers, "Content-Encoding": coding}, content_type=self.content_type)
        return raw(self.body, headers=headers, content_type=self.content_type)


def built() -> Dict[str, Asset]:
    """The files of the built widget by name; empty when it has not been built."""
    if not DIST.is_dir():
        return {}
    files = {file.name: file.read_bytes() for file in DIST.glob("[!.]*")}
    return {name: Asset.of(name, body, files.get(f"{name}.br")) for name, body in files.items() if not name.endswith(".br")}
