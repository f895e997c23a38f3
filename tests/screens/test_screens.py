"""The command takes pictures that show something, and no dialog is forgotten by its scenes."""

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog

import ui
from tests.screens.__main__ import main
from tests.screens.looks import LOOKS
from tests.screens.table import SCENES
from tests.screens.taking import file_name

ROOT = Path(__file__).parents[2]


def colours(image):
    """Return how many colours a good part of the picture has."""
    places = ((x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 5))
    return len({image.pixel(x, y) for x, y in places})


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """The pictures of one dialog at two scales, light and dark."""
    out = tmp_path_factory.mktemp("pictures")
    looks = [part for name in ("light-100", "dark-200") for part in ("--look", name)]
    command = [sys.executable, "-m", "tests.screens", "--out", str(out), "--only", "tracking sheets", *looks]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return out


def picture(folder, look, scene="export tracking sheets"):
    return QImage(str(folder / look / f"{file_name(scene)}.png"))


def test_every_chosen_scene_is_photographed_in_every_chosen_look(pictures):
    wanted = {f"{file_name(name)}.png" for name in SCENES if "tracking sheets" in name}
    assert len(wanted) > 1
    for look in ("light-100", "dark-200"):
        assert {path.name for path in (pictures / look).iterdir()} == wanted


def test_a_picture_at_200_has_twice_the_pixels(pictures):
    small, large = picture(pictures, "light-100"), picture(pictures, "dark-200")
    assert 300 < small.width() < 1920
    assert abs(large.width() - 2 * small.width()) <= 4
    assert abs(large.height() - 2 * small.height()) <= 4


def test_a_picture_shows_something_light_or_dark(pictures):
    light, dark = picture(pictures, "light-100"), picture(pictures, "dark-200")
    assert colours(light) > 20
    assert colours(dark) > 20
    assert light.pixelColor(2, 2).lightness() > 200
    assert dark.pixelColor(2, 2).lightness() < 80


def test_a_scene_that_fails_does_not_break_the_others(tmp_path):
    code = (
        "import sys; from tests.screens.table import scene; from tests.screens.taking import take\n"
        "from tests.screens.looks import LOOKS; from pathlib import Path\n"
        "@scene('welcome that fails')\n"
        "def fails(stage): raise ValueError('no such thing')\n"
        "sys.exit(take(LOOKS['light-100'], Path(sys.argv[1]), 'welcome'))"
    )
    look = LOOKS["light-100"]
    command = [sys.executable, "-c", code, str(tmp_path / "out")]
    environment = look.environment(tmp_path)
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 1
    assert "welcome that fails failed" in done.stderr
    assert (tmp_path / "out" / "welcome.png").exists()
    assert (tmp_path / "out" / "welcome-with-recent-files.png").exists()


def test_a_look_that_is_not_known_is_refused(tmp_path):
    with pytest.raises(SystemExit):
        main(["--out", str(tmp_path), "--look", "pink-100"])


def test_every_dialog_has_a_scene():
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    dialogs = {kind.__name__ for kind in below(QDialog) if kind.__module__.startswith("ui.")}
    assert len(dialogs) > 10
    assert dialogs - {scene.shows for scene in SCENES.values()} == set()


def test_no_two_scenes_share_a_file():
    assert len({file_name(name) for name in SCENES}) == len(SCENES)


def below(kind):
    for child in kind.__subclasses__():
        yield child
        yield from below(child)
