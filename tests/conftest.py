"""Settings that hold for every test: an offscreen window, and what a test needs from outside."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is first imported
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts.warning=false")

# A slow machine is no defect, and what passes here once passes here again; new examples are for desks.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("EVW_CI") == "1" else "desk")

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    missing = [mark.args[0] for mark in item.iter_markers("needs") if shutil.which(mark.args[0]) is None]
    if item.get_closest_marker("corpus") and not CORPUS.is_dir():
        missing.append("the corpus (../shared/corpus)")
    if missing:
        message = f"needs {', '.join(missing)}"
        if os.environ.get("EVW_CI") == "1":
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture(scope="session")
def corpus():
    """The folder of real papers; for tests marked ``corpus``."""
    return CORPUS
