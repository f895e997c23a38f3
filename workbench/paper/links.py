"""Addresses as a Word file can hold them."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "ftp", "ftps"})
_SAFE = "/:?#@!$&'()*+,;=-._~%"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LONGEST = 2000  # Word gives up a little above


def link_target(url: str) -> str | None:
    """Return ``url`` with unsafe characters escaped, None where it is no address to link to.

    Only web and mail addresses become links: a path or a script would travel with the paper.
    """
    address = _LONE_PERCENT.sub("%25", quote(url.strip(), safe=_SAFE))
    address, sign, fragment = address.partition("#")
    address += sign + fragment.replace("#", "%23")
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or len(address) > _LONGEST:
        return None
    is_complete = bool(parts.path) if parts.scheme == "mailto" else bool(parts.hostname)
    return address if is_complete and not _is_odd_mail(parts.scheme, parts.path) else None


def _is_odd_mail(scheme: str, path: str) -> bool:
    return scheme == "mailto" and not re.fullmatch(r"[^@/]+@[^@/]+", path)
