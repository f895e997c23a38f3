"""Files that go out: written beside and put in their place whole, or not at all."""

from __future__ import annotations

import hashlib
import os
import uuid
from typing import TYPE_CHECKING

from workbench.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


def write_beside(path: Path, content: bytes) -> str:
    """Put ``content`` under ``path`` in one step and return its SHA-256; UserError says why not."""
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except PermissionError as error:
        raise UserError(
            f"{path.name} could not be written; close it in other programs or choose another folder."
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(f"{path.name} could not be written: {reason[0].lower()}{reason[1:]}.") from error
    finally:
        _forget(beside)
    return hashlib.sha256(content).hexdigest()


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
