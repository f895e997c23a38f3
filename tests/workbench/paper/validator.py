"""The validator of Microsoft's Open XML SDK, which knows what Word itself takes offence at."""

import json
import subprocess


def sdk_errors(path):
    """Return what it finds wrong with an Office file, in its own words; for ``needs("ooxml-validator")``."""
    run = subprocess.run(["ooxml-validator", str(path)], capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    found = json.loads(run.stdout)
    return [f"{error.get('path')}: {error['description']}" for error in found["errors"]]
