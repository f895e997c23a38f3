import pytest

from workbench import surroundings
from workbench.workspace import Workspace

MOUNTS = """
/dev/sda1 / ext4 rw 0 0
server:/export /mnt/share\\040one nfs4 rw 0 0
//host/x /media/x cifs rw 0 0
/dev/sdb1 /media/x/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/home/a/W.evw", False),
        ("/mnt/share one/W.evw", True),
        ("/mnt/share one else/W.evw", False),
        ("/media/x/deep/W.evw", True),
        ("/media/x/local/W.evw", False),
    ],
)
def test_a_network_drive_is_told_by_its_mount(monkeypatch, tmp_path, path, remote):
    monkeypatch.setattr(surroundings, "_mounts", lambda: MOUNTS)
    monkeypatch.setattr(surroundings.sys, "platform", "linux")
    assert (surroundings.network_drive(surroundings.Path(path)) is not None) == remote


@pytest.mark.parametrize("name", ["OneDrive - Office", "Dropbox", "Google Drive", "Nextcloud", "iCloudDrive"])
def test_a_synchronised_folder_is_warned_about_once(tmp_path, name):
    folder = tmp_path / name / "papers"
    folder.mkdir(parents=True)
    with Workspace.create(folder / "W.evw") as workspace:
        (warning,) = workspace.warnings
    assert f"synchronised folder {name}" in warning


def test_an_ordinary_folder_gives_no_warning(workspace):
    assert workspace.warnings == []


@pytest.mark.parametrize(
    "name",
    [
        "W (Ann's conflicted copy 2026-01-02).evw",
        "W.sync-conflict-20260102-101010-ABCDEF.evw",
        "W (1).evw",
        "W-LAPTOP-7.evw",
    ],
)
def test_a_conflict_copy_beside_the_file_is_pointed_out(workspace, path, name):
    copy = path.with_name(name)
    copy.write_bytes(path.read_bytes())
    path.with_name("W (2).evw").write_bytes(b"something else")
    path.with_name("Work (1).evw").write_bytes(path.read_bytes())
    with Workspace.open(path, writable=False) as reader:
        (warning,) = reader.warnings
    assert warning.endswith(f"second version of it: {name}.")
