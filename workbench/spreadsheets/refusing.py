"""Why a file is not read, said without its name: whoever has the path puts it in front."""

from __future__ import annotations

from workbench.errors import Said
from workbench.sentences import Sentence

DAMAGED = Sentence("is damaged and could not be read; ask for it again")
INCOMPLETE = Sentence("is incomplete or damaged; ask for it again")
PROTECTED = Sentence("is protected with a password; save it without one and try again")


class Refused(Said):
    """A file is refused whole; the text goes on after the file's name and ends without a full stop."""
