"""The command line: everything the window does to data, a command can do (design section 7)."""

from __future__ import annotations

import click

from workbench.commands import (  # noqa: F401  (each adds its commands)
    checking,
    document,
    outputs,
    returns,
    sending,
    sources,
)
from workbench.commands.shared import DONE, NEEDS_PERSON, REFUSED, OpenWindow, cli
from workbench.errors import Cancelled, UserError
from workbench.terminal import OutputLost, complain, finish_output, speak_utf8


def run(arguments: list[str], open_window: OpenWindow) -> int:
    """Run one command and return its exit code: 0 done, 1 done but a person is needed, 2 refused."""
    speak_utf8()
    try:
        code = cli.main(arguments, prog_name="evaluation-workbench", standalone_mode=False, obj=open_window)
        finish_output()
        return code if isinstance(code, int) else DONE
    except (UserError, Cancelled) as error:
        complain(str(error) or "Stopped; nothing was changed.")
        return REFUSED
    except click.ClickException as error:
        complain(error.format_message())
        return REFUSED
    except (click.Abort, KeyboardInterrupt):
        complain("Stopped; nothing was changed.")
        return REFUSED
    except OutputLost as error:
        if str(error):
            complain(str(error))
        return NEEDS_PERSON
    except OSError as error:
        complain(f"{error.filename or 'A file'} could not be used: {error.strerror or error}.")
        return REFUSED
