"""What a user can cause, said in a sentence; every other exception is a bug of ours."""

from __future__ import annotations

from workbench.sentences import Sentence


class Said(Exception):
    """An exception that is a sentence: a pattern, and the values that its ``{0}`` stand for.

    ``sentence`` is what is said; a window translates it.
    """

    def __init__(self, pattern: str, *values: object) -> None:
        self.sentence = Sentence(pattern, *values)
        super().__init__(self.sentence)


class UserError(Said):
    """Something the user asked for was refused and nothing was changed.

    The message is one clear sentence that can be shown as it is.
    """


class Cancelled(Exception):
    """The user stopped a long piece of work; nothing was changed."""


class NotAWorkspace(UserError):
    """The file is no workspace of this program."""


class NewerWorkspace(UserError):
    """The file was written by a later version of this program."""


class DamagedWorkspace(UserError):
    """The file is a workspace, but its content is no longer sound."""


class AlreadyThere(UserError):
    """What should come in is in the workspace already."""


class WorkspaceBusy(UserError):
    """Somebody else has the workspace open for writing."""


class ReadOnlyWorkspace(UserError):
    """The workspace is open for reading only, so an edit was refused."""


class StorageFailed(UserError):
    """The disk refused to take an edit (full, removed, write-protected)."""
