"""Scenes of the merge window: what came back is made up on the sample."""

from __future__ import annotations

from tests.screens.table import scene
from tests.ui.merging.building import Back, note
from workbench.merging.items import State

DATE = "Due says “Q4 2026”, which is no certain date."
SORTED = "The column was sorted by itself; look whether the value belongs to this row."
HOMELESS = "The row names no recommendation; say where this action belongs."


def come_back(stage):
    """Let two sheets and a file that is none come back, after an answer was changed here as well."""
    stage.open()
    response, other, action = stage.find("response"), stage.find("response", 1), stage.find("action", 1)
    back = Back(stage.workspace, stage.find)
    text = stage.workspace.tree[response]["text"]
    theirs = text.replace("A first sheet will be tried", "A first sheet was tried in August")
    stage.edit(
        "Edit Response", (response, "text", text.replace("The Office agrees.", "The Office fully agrees."))
    )
    safety = back.file(
        "SAFETY.xlsx",
        back.says(response, "text", theirs),
        back.says(other, "acceptance", "accepted"),
        back.says(other, "reason", None),
        back.says(action, "due", None, raw="Q4 2026", doubt=DATE),
        back.says(action, "status", "implemented", doubt=SORTED),
        back.says(action, "progress", "All four languages are printed."),
        unit="SAFETY",
        problems=[note("The row holds no answer.", 12)],
        saved_by="Focal point, SAFETY",
    )
    training = back.file(
        "TRAIN.ods",
        back.says(other, "acceptance", "not_accepted"),
        back.new_action(0, "row9", HOMELESS, description="Print a poster for landing places"),
        unit="TRAIN",
        saved_by="Focal point, TRAIN",
    )
    return show(stage, safety, training, refused=["Budget 2026.xlsx"])


def show(stage, *returns, refused=()):
    readers = stage.services.readers
    paths = []
    for returned in returns:
        readers.returns[returned.name] = returned
    for name in refused:
        readers.refused[name] = f"{name} is no tracking sheet: it has no sheet “Response”."
    for name in (*(returned.name for returned in returns), *refused):
        path = stage.folder / name
        path.write_text(name)
        paths.append(path)
    stage.window.merging.open(paths)
    stage.settle(0.4)
    return stage.window.merging.window


def go_to(merge, wanted):
    entries = merge.items.model.entries
    merge.items.table.go_to(next(place for place, entry in enumerate(entries) if wanted(entry)))


@scene("merge")
def merge(stage):
    return come_back(stage)


@scene("merge, a conflict")
def conflict(stage):
    window = come_back(stage)
    go_to(window, lambda entry: entry.item.state is State.CONFLICT)
    stage.settle()
    return window


@scene("merge, a value that is not certain")
def uncertain(stage):
    window = come_back(stage)
    go_to(window, lambda entry: entry.item.field == "due")
    window.commands.edit()
    stage.settle()
    return window


@scene("merge, some decided")
def decided(stage):
    window = come_back(stage)
    go_to(window, lambda entry: entry.item.state is State.CONFLICT)
    window.commands.take()
    window.commands.keep()
    stage.settle()
    return window


@scene("merge, done as far as decided")
def done(stage):
    window = come_back(stage)
    window.commands.keep_all()
    stage.settle()
    return window


@scene("merge, before a file is added")
def no_files(stage):
    stage.open()
    return show(stage)


@scene("merge, nothing to merge")
def nothing(stage):
    stage.open()
    back = Back(stage.workspace, stage.find)
    return show(stage, back.file("SAFETY.xlsx", unit="SAFETY"))
