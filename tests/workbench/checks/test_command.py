"""``check``: what there is to see to, as lines and as JSON."""

import json

from main import main
from tests.ui.rich import make_rich
from workbench.checks import Checks
from workbench.starting import start_workspace


def test_nothing_to_see_to_is_exit_0(tmp_path, capsys):
    start_workspace(tmp_path / "W.evw").close()
    assert main(["check", str(tmp_path / "W.evw")]) == 0
    assert capsys.readouterr().out == "No findings.\n"


def test_findings_are_listed_as_json_in_the_order_of_the_document(tmp_path, capsys):
    with make_rich(tmp_path / "W.evw") as workspace:
        second = list(workspace.tree.of_kind("recommendation"))[1].id
        order = [node.id for node in workspace.tree.walk()]
    assert main(["check", str(tmp_path / "W.evw"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {
        "rule": "off-list",
        "severity": "warning",
        "node": second,
        "field": "priority",
        "message": "“Urgent” is not in the list for “Priority”; it is kept as it came.",
        "fix": "Add “Urgent” to the list",
    } in found
    places = [order.index(finding["node"]) for finding in found]
    assert places == sorted(places)
    assert {finding["severity"] for finding in found} == {"error", "warning", "hint"}


def test_what_was_put_aside_is_left_out(tmp_path, capsys):
    with make_rich(tmp_path / "W.evw") as workspace:
        checks = Checks(workspace)
        checks.work(len(workspace.tree))
        checks.put_aside(list(checks.all()), "All agreed")
    assert main(["check", str(tmp_path / "W.evw")]) == 0
    assert capsys.readouterr().out == "No findings.\n"


def test_a_line_names_severity_place_and_sentence(tmp_path, capsys):
    with make_rich(tmp_path / "W.evw") as workspace:
        second = list(workspace.tree.of_kind("recommendation"))[1].id
    assert main(["check", str(tmp_path / "W.evw")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert f"warning  {second}.responsible_units: “TIDES” is not a unit of the register." in lines
    assert lines[-1] == f"{len(lines) - 1} findings."
