"""Addresses as a Word file can hold them."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote, urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "ftp", "ftps"})
_SAFE = "/:?#@!$&'()*+,;=-._~%"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[A-Za-z0-9._-]+")
_MAIL = re.compile(r"[^@/]+@[^@/]+")
_LONGEST = 2000  # Word gives up a little above


def link_target(url: str) -> str | None:
    """Return ``url`` with unsafe characters escaped, None where it is no address to link to.

    Only web and mail addresses become links: a path or a script would travel with the paper.
    """
    address, sign, fragment = _LONE_PERCENT.sub("%25", quote(url.strip(), safe=_SAFE)).partition("#")
    try:
        parts = urlsplit(address + sign + fragment.replace("#", "%23"))
        complete = _complete(parts)
    except ValueError:
        return None
    target = complete.geturl() if complete else ""
    return target if 0 < len(target) <= _LONGEST else None


def _complete(parts: SplitResult) -> SplitResult | None:
    """Return an address with its host in the letters of the net; None where something is missing.

    ValueError where port or host are none.
    """
    if parts.scheme == "mailto":
        return parts if _MAIL.fullmatch(parts.path) else None
    if parts.scheme not in SCHEMES or not parts.hostname:
        return None
    host = unquote(parts.hostname).encode("idna").decode()
    port = "" if parts.port is None else f":{parts.port}"
    return parts._replace(netloc=host + port) if _HOST.fullmatch(host) else None
