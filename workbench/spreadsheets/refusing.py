"""Why a file is not read, said without its name: whoever has the path puts it in front."""

from __future__ import annotations

DAMAGED = "is damaged and could not be read; ask for it again"
INCOMPLETE = "is incomplete or damaged; ask for it again"
PROTECTED = "is protected with a password; save it without one and try again"


class Refused(Exception):
    """A file is refused whole; the text goes on after the file's name and ends without a full stop."""
