"""What ships beside the code and is never found by working directory: icons, labels, templates, sample."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def read_bytes(name: str) -> bytes:
    """Return a shipped file; ``name`` is its path within this package, with forward slashes."""
    return files(__name__).joinpath(name).read_bytes()


def read_json(name: str) -> Any:
    """Return the content of a shipped JSON file."""
    return json.loads(read_bytes(name))
