"""A main window, the merge window beside it, and files that came back."""

import pytest

from tests.ui.conftest import FakeServices
from tests.ui.merging.building import HOMELESS, RAW, SORTED, Back, Readers, note


class MergingServices(FakeServices):
    def __init__(self):
        super().__init__()
        self.readers = Readers()

    def read_returns(self, workspace, paths, matrices, *, progress, is_cancelled):
        self.calls.append(("read_returns", [path.name for path in paths]))
        self.work(progress, is_cancelled)
        return self.readers.read(paths)


@pytest.fixture
def services():
    return MergingServices()


@pytest.fixture
def readers(services):
    return services.readers


@pytest.fixture
def back(workspace, find):
    return Back(workspace, find)


@pytest.fixture
def edit(workspace):
    """Change a field in the main window."""

    def set_field(node, field, value):
        with workspace.edit("Edit elsewhere") as editor:
            editor.set(node, field, value)

    return set_field


@pytest.fixture
def came_back(window, readers, tmp_path, qtbot):
    """Let files come back; return the merge window that shows them."""

    def merge_window(*returns, refused=()):
        paths = []
        for returned in returns:
            readers.returns[returned.name] = returned
        for name in (*(returned.name for returned in returns), *refused):
            path = tmp_path / name
            path.write_text(name)
            paths.append(path)
        window.merging.open(paths)
        qtbot.waitUntil(window.merging.window.isActiveWindow)
        settle(window, qtbot)
        return window.merging.window

    return merge_window


def settle(window, qtbot):
    """Wait until everything is read and planned."""
    qtbot.waitUntil(lambda: window.merging._desk is not None)
    desk = window.merging._desk
    qtbot.waitUntil(lambda: not desk.is_reading and not desk._settling.isActive(), timeout=5000)


@pytest.fixture
def settled(window, qtbot):
    """Wait until everything is read and planned."""

    def wait():
        settle(window, qtbot)

    return wait


@pytest.fixture
def usual(came_back, back, find, edit):
    """The merge window with two files: changes, a conflict, a contradiction, questions, a refused file."""
    response, other, action = find("response"), find("response", 1), find("action")
    edit(response, "text", "The Office agrees and has ordered lamps for nine ports.")
    lights = back.file(
        "LIGHTS.xlsx",
        back.says(response, "text", "The Office agrees and will order lamps."),
        back.says(response, "reason", "Funds are there."),
        back.says(other, "acceptance", "accepted"),
        back.says(action, "due", None, raw="Q4 2031", doubt=RAW),
        back.says(action, "status", "implemented", doubt=SORTED),
        unit="LIGHTS",
        problems=[note("Row 12 holds no answer.", 12)],
    )
    pilots = back.file(
        "PILOTS.ods",
        back.says(other, "acceptance", "not_accepted"),
        back.new_action(0, "row9", HOMELESS, description="Mend the quay"),
        unit="PILOTS",
    )
    return came_back(lights, pilots, refused=["Budget.xlsx"])


@pytest.fixture
def row(usual):
    """Select a row by the field it is about, "" for the new node, and return it."""

    def select(field):
        entries = usual.items.model.entries
        place = next(place for place, entry in enumerate(entries) if entry.item.field == field)
        usual.items.table.go_to(place)
        return entries[place]

    return select
